//! Measures and projects laid out for coverage (method page, section 3).
//!
//! Projects of one measure add up to a piecewise linear curve of its share in service with corners
//! at whole months, so a delay common to the measure's projects is an interpolation on that curve.

use crate::model::{Model, Project, Size, Status};
use crate::simulation::Chunk;
use crate::units::{Month, PerPollutant, Pollutant};
use std::ops::Range;
use wide::f64x2;

/// The coverage of a model's measures, laid out.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Length of a row, months.
    pub(super) padded: usize,
    /// What projects put into service.
    pub curves: Vec<Curve>,
    /// A row a measure, and one more for each pollutant where declared figures make it differ.
    pub rows: Vec<Row>,
    /// Rows of measures that exclude each other: their sum is at most 1.
    pub(super) exclusive: Vec<Vec<usize>>,
    /// Row of each measure and pollutant; `None` where no project's coverage can matter.
    row_of: Vec<PerPollutant<Option<usize>>>,
    /// The projects that take part, in ledger order.
    pub projects: Vec<Placed>,
    /// Projects of one curve that take equally long to come into full operation.
    pub(super) strands: Vec<Strand>,
    /// What each project puts on each of its strands: share by quantity, t/yr by declared reduction.
    pub(super) weights: Vec<(usize, f64)>,
}

/// The projects of one curve with one length of ramp: what their ramps take from a month on, the same ramps give back as
/// many months later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Strand {
    /// The curve.
    pub curve: usize,
    /// Months to full operation.
    pub ramp: usize,
    /// Whether it is the curve's first.
    pub first: bool,
    /// Where its row of steps begins among those of all strands.
    pub place: usize,
    /// Months of that row: those of the ramp before the plan, the plan's, and two behind that nobody reads.
    pub row: usize,
}

/// What the projects of a measure put into service: shares (by quantity) or declared t/yr.
#[derive(Clone, Debug)]
pub struct Curve {
    /// The measure.
    pub measure: usize,
    /// From projects no lever moves: a value a month of the plan.
    pub(super) fixed: Vec<f64>,
    /// From those that move with the measure's delay: a value a month. Month 0 of a delay that moves it
    /// nowhere is at `origin`; a plan of nothing stands before and one of the last value behind, so that
    /// every delay reads within.
    moving: Vec<f64>,
    origin: i32,
    /// Completion month of the first project of either kind; far away without one.
    pub(super) first_fixed: i32,
    pub(super) first_moving: i32,
}

/// A measure's coverage: of all pollutants, or of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The measure.
    pub measure: usize,
    /// Curve of the projects sized by quantity.
    pub quantity: Option<usize>,
    /// Curve of the projects sized by declared reduction, with their pollutant.
    pub declared: Option<(usize, Pollutant)>,
}

/// A project that takes part, with what each of its curves gets from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Index in [`Model::projects`].
    pub project: usize,
    /// c, month index of completion.
    pub completion: i32,
    /// Months to full operation.
    pub ramp_months: u32,
    /// Its part of [`Layout::weights`].
    pub(super) weights: Range<usize>,
}

/// A month that no plan reaches.
const NEVER: i32 = i32::MAX / 2;

/// Whether a project was in service within the inventory year, and so changes nothing.
pub fn already_in_inventory(project: &Project, inventory_year: i32) -> bool {
    project.completion <= Month::december(inventory_year)
}

impl Layout {
    /// Lays out the coverage of `model` in rows of `padded` months.
    pub fn new(model: &Model, padded: usize) -> Self {
        let mut layout = Self {
            padded,
            curves: Vec::new(),
            rows: Vec::new(),
            exclusive: Vec::new(),
            row_of: vec![PerPollutant::default(); model.measures.len()],
            projects: Vec::new(),
            strands: Vec::new(),
            weights: Vec::new(),
        };
        let mut quantity = vec![None; model.measures.len()];
        let mut declared = vec![PerPollutant::<Option<usize>>::default(); model.measures.len()];
        for (index, project) in model.projects.iter().enumerate() {
            if already_in_inventory(project, model.inventory_year) {
                continue;
            }
            let m = project.measure;
            let first = layout.weights.len();
            match project.size {
                Size::Quantity(amount) => {
                    let curve = *quantity[m].get_or_insert_with(|| layout.add_curve(m));
                    layout.add_weight(curve, project.ramp_months, amount / model.measures[m].basis_total);
                }
                Size::Declared(tonnes) => {
                    for (p, t) in tonnes.iter() {
                        if let Some(t) = t.filter(|t| *t > 0.0) {
                            let curve = *declared[m][p].get_or_insert_with(|| layout.add_curve(m));
                            layout.add_weight(curve, project.ramp_months, t);
                        }
                    }
                }
            }
            let completion = project.completion.since(model.plan.start);
            layout.projects.push(Placed {
                project: index,
                completion,
                ramp_months: project.ramp_months,
                weights: first..layout.weights.len(),
            });
        }
        layout.fill_curves(model);
        layout.add_rows(model, &quantity, &declared);
        layout
    }

    fn add_curve(&mut self, measure: usize) -> usize {
        let fixed = vec![0.0; self.padded];
        self.curves.push(Curve {
            measure,
            fixed,
            moving: Vec::new(),
            origin: 0,
            first_fixed: NEVER,
            first_moving: NEVER,
        });
        self.curves.len() - 1
    }

    /// How many steps all strands have.
    pub fn steps(&self) -> usize {
        self.strands.last().map_or(0, |last| last.place + last.row)
    }

    fn add_weight(&mut self, curve: usize, ramp_months: u32, weight: f64) {
        let ramp = ramp_months as usize;
        let known = self.strands.iter().position(|known| (known.curve, known.ramp) == (curve, ramp));
        self.weights.push((known.unwrap_or(self.strands.len()), weight));
        if known.is_none() {
            let first = self.strands.iter().all(|known| known.curve != curve);
            self.strands.push(Strand {
                curve,
                ramp,
                first,
                place: self.steps(),
                row: ramp + self.padded + 2,
            });
        }
    }

    fn fill_curves(&mut self, model: &Model) {
        let plan = self.padded as i32;
        let first = self.projects.iter().map(|p| p.completion).min().unwrap_or(0);
        let last = self.projects.iter().map(|p| p.completion + p.ramp_months as i32).max().unwrap_or(0);
        for curve in &mut self.curves {
            curve.origin = plan + 1 - first;
            curve.moving = vec![0.0; (curve.origin + last + 1 + plan) as usize];
        }
        for placed in &self.projects {
            let complete = model.projects[placed.project].status == Status::Complete;
            for &(strand, weight) in &self.weights[placed.weights.clone()] {
                let curve = &mut self.curves[self.strands[strand].curve];
                let first = if complete { &mut curve.first_fixed } else { &mut curve.first_moving };
                *first = placed.completion.min(*first);
                let (row, origin) =
                    if complete { (&mut curve.fixed, 0) } else { (&mut curve.moving, curve.origin) };
                for (value, i) in row.iter_mut().zip(-origin..) {
                    let u =
                        (f64::from(i - placed.completion) / f64::from(placed.ramp_months)).clamp(0.0, 1.0);
                    *value += weight * u;
                }
            }
        }
    }

    /// A row for each measure and pollutant whose coverage can matter: those the measure's group acts
    /// on, since measures of a group take facilities from each other.
    fn add_rows(
        &mut self,
        model: &Model,
        quantity: &[Option<usize>],
        declared: &[PerPollutant<Option<usize>>],
    ) {
        for group in 0..model.groups {
            let members: Vec<usize> =
                (0..model.measures.len()).filter(|m| model.measures[*m].group == group).collect();
            let acts = |p| {
                members.iter().any(|m| model.measures[*m].effects.iter().any(|e| e.pollutants.contains(&p)))
            };
            let declares = |p: Pollutant| members.iter().any(|m| declared[*m][p].is_some());
            for p in Pollutant::ALL.into_iter().filter(|p| acts(*p)) {
                // Pollutants for which no project declares have the same coverage.
                let mut earlier = Pollutant::ALL.into_iter().take_while(|q| *q != p);
                if !declares(p)
                    && let Some(known) =
                        earlier.find(|q| !declares(*q) && self.row_of[members[0]][*q].is_some())
                {
                    for &m in &members {
                        self.row_of[m][p] = self.row_of[m][known];
                    }
                    continue;
                }
                let first = self.rows.len();
                for &m in &members {
                    self.row_of[m][p] = Some(self.rows.len());
                    let declared = declared[m][p].map(|curve| (curve, p));
                    self.rows.push(Row { measure: m, quantity: quantity[m], declared });
                }
                if members.len() > 1 {
                    self.exclusive.push((first..self.rows.len()).collect());
                }
            }
        }
    }

    /// What all projects of `curve` put on it in full operation.
    pub(super) fn whole(&self, curve: usize) -> f64 {
        let of_curve = |(strand, _): &&(usize, f64)| self.strands[*strand].curve == curve;
        self.weights.iter().filter(of_curve).map(|(_, weight)| weight).sum()
    }

    /// The row of `measure` for `pollutant`; `None` when its group does not act on it.
    pub fn row_of(&self, measure: usize, pollutant: Pollutant) -> Option<usize> {
        self.row_of[measure][pollutant]
    }
}

impl Curve {
    /// What is in service in the months from `first` on, which begins a [`Chunk`], when the moving projects come `delay`
    /// months late.
    pub fn shifted(&self, delay: f64, first: usize) -> impl Iterator<Item = Chunk> {
        let whole = delay.floor();
        let (late, early) = (f64x2::splat(delay - whole), f64x2::splat(1.0 - (delay - whole)));
        // Where `moving` has what the row's first month reads; the month before reads one further left.
        let furthest = self.moving.len() as i64 - self.fixed.len() as i64;
        let at = (i64::from(self.origin) - whole as i64).clamp(1, furthest) as usize + first;
        let fixed = self.fixed[first..].as_chunks::<4>().0;
        let (now, before) = (&self.moving[at..], &self.moving[at - 1..]);
        let now_and_before = now.as_chunks::<4>().0.iter().zip(before.as_chunks::<4>().0);
        fixed.iter().zip(now_and_before).map(move |(fixed, (now, before))| {
            let two = |months: &[f64; 4], i: usize| f64x2::new([months[i], months[i + 1]]);
            [0, 2].map(|i| two(fixed, i) + early * two(now, i) + late * two(before, i))
        })
    }
}
