//! Who covers what, and when (method page, section 3).
//!
//! Projects of one measure add up to a piecewise linear curve of its share in service with corners
//! at whole months, so a delay common to the measure's projects is an interpolation on that curve.

use crate::model::{Model, Project, Size, Status};
use crate::simulation::settings::{Lanes, Settings, tile};
use crate::units::{Month, PerPollutant, Pollutant};
use std::ops::Range;
use wide::f64x2;

/// The coverage of a model's measures, laid out.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Length of a row, months.
    padded: usize,
    /// What projects put into service.
    pub curves: Vec<Curve>,
    /// A row a measure, or a measure and pollutant where declared figures make them differ.
    pub rows: Vec<Row>,
    /// Rows of measures that exclude each other: their sum is at most 1.
    exclusive: Vec<Vec<usize>>,
    /// Row of each measure and pollutant; `None` where no project's coverage can matter.
    row_of: Vec<PerPollutant<Option<usize>>>,
    /// The projects that take part, in ledger order.
    pub projects: Vec<Placed>,
    /// What each project puts on each of its curves: share by quantity, t/yr by declared reduction.
    weights: Vec<(usize, f64)>,
}

/// What the projects of a measure put into service: shares (by quantity) or declared t/yr.
#[derive(Clone, Debug)]
pub struct Curve {
    /// The measure.
    pub measure: usize,
    /// From projects no lever moves: a value a month of the plan.
    fixed: Vec<f64>,
    /// From those that move with the measure's delay: a value a month from month `start` on,
    /// nothing before, the last value after.
    moving: Vec<f64>,
    start: i32,
    /// Completion month of the first project of either kind; far away without one.
    first_fixed: i32,
    first_moving: i32,
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
    /// `completion`, `ramp_months` and 1 / `ramp_months` as draws use them.
    start: f64,
    ramp: f64,
    rise: f64,
    /// Its part of [`Layout::weights`].
    weights: Range<usize>,
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
                    layout.weights.push((curve, amount / model.measures[m].basis_total));
                }
                Size::Declared(tonnes) => {
                    for (p, t) in tonnes.iter() {
                        if let Some(t) = t.filter(|t| *t > 0.0) {
                            let curve = *declared[m][p].get_or_insert_with(|| layout.add_curve(m));
                            layout.weights.push((curve, t));
                        }
                    }
                }
            }
            let completion = project.completion.since(model.plan.start);
            let ramp = f64::from(project.ramp_months);
            layout.projects.push(Placed {
                project: index,
                completion,
                ramp_months: project.ramp_months,
                start: f64::from(completion),
                ramp,
                rise: 1.0 / ramp,
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
            start: 0,
            first_fixed: NEVER,
            first_moving: NEVER,
        });
        self.curves.len() - 1
    }

    fn fill_curves(&mut self, model: &Model) {
        let first = self.projects.iter().map(|p| p.completion).min().unwrap_or(0);
        let last = self.projects.iter().map(|p| p.completion + p.ramp_months as i32).max().unwrap_or(0);
        for curve in &mut self.curves {
            curve.start = first;
            curve.moving = vec![0.0; (last - first) as usize + 1];
        }
        for placed in &self.projects {
            let complete = model.projects[placed.project].status == Status::Complete;
            for &(c, weight) in &self.weights[placed.weights.clone()] {
                let curve = &mut self.curves[c];
                let first = if complete { &mut curve.first_fixed } else { &mut curve.first_moving };
                *first = placed.completion.min(*first);
                let (row, start) =
                    if complete { (&mut curve.fixed, 0) } else { (&mut curve.moving, curve.start) };
                for (value, i) in row.iter_mut().zip(start..) {
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
            let uniform = members.iter().all(|m| declared[*m].iter().all(|(_, curve)| curve.is_none()));
            for p in Pollutant::ALL.into_iter().filter(|p| acts(*p)) {
                if uniform
                    && let Some(known) =
                        Pollutant::ALL.into_iter().find(|q| self.row_of[members[0]][*q].is_some())
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

    /// The row of `measure` for `pollutant`; `None` when its group does not act on it.
    pub fn row_of(&self, measure: usize, pollutant: Pollutant) -> Option<usize> {
        self.row_of[measure][pollutant]
    }
}

/// Coverage by month, in rows of `L` lanes a month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Nothing is in service before this month: even. Rows are 0 there.
    pub from: usize,
    /// Second differences of `in_service`, while projects enter one by one: a row a curve, two months
    /// longer than the others.
    steps: Vec<f64>,
    /// What the curves have in service: a row a curve.
    in_service: Vec<f64x2>,
    /// raw: planned coverage, before caps and effectiveness; a row a [`Layout::rows`].
    raw: Vec<f64x2>,
    /// phi: coverage; a row a [`Layout::rows`].
    pub(super) phi: Vec<f64x2>,
}

impl Coverage {
    /// phi of every row: `L` lanes a month.
    pub fn phi(&self) -> &[f64] {
        bytemuck::cast_slice(&self.phi)
    }

    /// raw of every row: `L` lanes a month.
    pub fn raw(&self) -> &[f64] {
        bytemuck::cast_slice(&self.raw)
    }

    /// Coverage under `settings`, delays common to each measure.
    ///
    /// `potential` gives potential_mp, t/yr.
    pub fn set(
        &mut self,
        layout: &Layout,
        settings: &Settings<1>,
        potential: impl Fn(usize, Pollutant) -> Lanes<1>,
    ) {
        self.start::<1>(layout, settings, 0.0);
        let in_service: &mut [f64] = bytemuck::cast_slice_mut(&mut self.in_service);
        for (curve, row) in layout.curves.iter().zip(in_service.chunks_exact_mut(layout.padded)) {
            curve.shifted(settings.measures[curve.measure].delay_months, self.from, &mut row[self.from..]);
        }
        self.cover(layout, settings, potential);
    }

    /// Before projects [`enter`](Self::enter) service one by one, none of them more than `earliest`
    /// months (negative: early) after its completion month and the levers' delay.
    pub fn clear<const L: usize>(&mut self, layout: &Layout, settings: &Settings<L>, earliest: f64) {
        self.start::<L>(layout, settings, earliest);
        self.steps.clear();
        self.steps.resize(layout.curves.len() * (layout.padded + 2) * L, 0.0);
    }

    /// Sizes the rows, and finds the month before which nothing can be in service.
    fn start<const L: usize>(&mut self, layout: &Layout, settings: &Settings<L>, earliest: f64) {
        let first = |curve: &Curve| {
            let delay = settings.measures[curve.measure].delay_months;
            f64::from(curve.first_fixed).min(f64::from(curve.first_moving) + delay) + earliest.min(0.0)
        };
        let first = layout.curves.iter().map(first).fold(layout.padded as f64, f64::min).max(0.0) as usize;
        let from = first / 2 * 2;
        let row = layout.padded * L / 2;
        let (curves, rows) = (layout.curves.len() * row, layout.rows.len() * row);
        if (from, curves, rows) != (self.from, self.in_service.len(), self.phi.len()) {
            self.from = from;
            for (values, length) in
                [(&mut self.in_service, curves), (&mut self.raw, rows), (&mut self.phi, rows)]
            {
                values.clear();
                values.resize(length, f64x2::ZERO);
            }
        }
    }

    /// A project comes into service in lane `lane`, `delay` months after its completion month.
    ///
    /// Its ramp is the difference of two straight lines, and a straight line from any point in time has
    /// two second differences: so a project costs a handful of additions, however many months follow.
    #[inline]
    pub fn enter<const L: usize>(&mut self, layout: &Layout, placed: &Placed, lane: usize, delay: f64) {
        let start = placed.start + delay;
        let weights = &layout.weights[placed.weights.clone()];
        for (from, rise) in [(start, placed.rise), (start + placed.ramp, -placed.rise)] {
            // The first month after `from`, or the plan's first; what comes after the plan goes into two
            // steps that nobody reads.
            let first = (from + 1.0).clamp(0.0, layout.padded as f64) as u32;
            let part = f64::from(first) - from;
            for &(curve, weight) in weights {
                let at = (curve * (layout.padded + 2) + first as usize) * L + lane;
                let steps = &mut self.steps[at..=at + L];
                steps[0] += weight * rise * part;
                steps[L] += weight * rise * (1.0 - part);
            }
        }
    }

    /// Coverage from the projects that have entered one by one, on top of those `complete` for certain.
    pub fn set_entered<const L: usize>(
        &mut self,
        layout: &Layout,
        settings: &Settings<L>,
        complete: bool,
        potential: impl Fn(usize, Pollutant) -> Lanes<L>,
    ) {
        let in_service: &mut [f64] = bytemuck::cast_slice_mut(&mut self.in_service);
        let rows = in_service.chunks_exact_mut(layout.padded * L);
        let steps = self.steps.chunks_exact((layout.padded + 2) * L);
        let part = if complete { 1.0 } else { 0.0 };
        for ((curve, row), steps) in layout.curves.iter().zip(rows).zip(steps) {
            let (mut rise, mut level) = ([0.0; L], [0.0; L]);
            let months = row.as_chunks_mut::<L>().0.iter_mut().zip(steps.as_chunks::<L>().0);
            for ((month, step), fixed) in months.zip(&curve.fixed).skip(self.from) {
                for l in 0..L {
                    rise[l] += step[l];
                    level[l] += rise[l];
                    month[l] = part * fixed + level[l];
                }
            }
        }
        self.cover(layout, settings, potential);
    }

    /// Caps and effectiveness over what is in service.
    fn cover<const L: usize>(
        &mut self,
        layout: &Layout,
        settings: &Settings<L>,
        potential: impl Fn(usize, Pollutant) -> Lanes<L>,
    ) {
        let (length, from) = (layout.padded * L / 2, self.from * L / 2);
        let Self { in_service, raw, phi, .. } = self;
        let part = |row: usize| row * length + from..(row + 1) * length;
        for (r, row) in layout.rows.iter().enumerate() {
            let scale = settings.measures[row.measure].coverage_factor();
            let raw = &mut raw[part(r)];
            match row.quantity {
                Some(curve) => {
                    for (raw, u) in raw.iter_mut().zip(&in_service[part(curve)]) {
                        *raw = *u * scale;
                    }
                }
                None => raw.fill(f64x2::ZERO),
            }
            if let Some((curve, pollutant)) = row.declared {
                let weight = tile(&potential(row.measure, pollutant).map(|t| scale / t));
                for (raw, u) in raw.iter_mut().zip(&in_service[part(curve)]) {
                    *raw += weight * *u;
                }
            }
            let effectiveness = tile(&settings.figures.effectiveness[row.measure]);
            for (phi, raw) in phi[part(r)].iter_mut().zip(raw.iter()) {
                *phi = effectiveness * raw.min(f64x2::ONE);
            }
        }
        for exclusive in &layout.exclusive {
            for i in from..length {
                let sum: f64x2 = exclusive.iter().map(|r| raw[r * length + i].min(f64x2::ONE)).sum();
                let share = f64x2::ONE / sum.max(f64x2::ONE);
                for r in exclusive {
                    phi[r * length + i] *= share;
                }
            }
        }
    }
}

impl Curve {
    /// What is in service in the months from `first` on when the moving projects come `delay` late.
    fn shifted(&self, delay: f64, first: usize, row: &mut [f64]) {
        let whole = delay.floor();
        let (late, early) = (delay - whole, 1.0 - (delay - whole));
        // Where `moving` has what the row's first month reads; the month before reads one further left.
        let offset = first as i64 - whole as i64 - i64::from(self.start);
        let last = self.moving.len() as i64 - 1;
        let at = |i: i64| if i < 0 { 0.0 } else { self.moving[i.min(last) as usize] };
        let length = row.len() as i64;
        let (begin, end) = ((1 - offset).clamp(0, length), (last + 1 - offset).clamp(0, length));
        let end = end.max(begin);
        let fixed = &self.fixed[first..];
        for i in (0..begin).chain(end..length) {
            row[i as usize] = fixed[i as usize] + early * at(i + offset) + late * at(i + offset - 1);
        }
        if begin < end {
            let inside = begin as usize..end as usize;
            let moving = &self.moving[(begin + offset - 1) as usize..];
            let months = row[inside.clone()].iter_mut().zip(&fixed[inside]);
            for ((month, fixed), (before, now)) in months.zip(moving.iter().zip(&moving[1..])) {
                *month = fixed + early * now + late * before;
            }
        }
    }
}
