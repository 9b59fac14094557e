//! Who covers what, and when (method page, section 3).
//!
//! Projects of one measure add up to a piecewise linear curve of its share in service with corners
//! at whole months, so a delay common to the measure's projects is an interpolation on that curve.

use crate::model::{Model, Project, Size, Status};
use crate::simulation::settings::{Lanes, Settings};
use crate::units::{Month, PerPollutant, Pollutant};

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
    /// Curve and weight: share by quantity, t/yr by declared reduction.
    pub weights: Vec<(usize, f64)>,
}

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
        };
        let mut quantity = vec![None; model.measures.len()];
        let mut declared = vec![PerPollutant::<Option<usize>>::default(); model.measures.len()];
        for (index, project) in model.projects.iter().enumerate() {
            if already_in_inventory(project, model.inventory_year) {
                continue;
            }
            let m = project.measure;
            let weights = match project.size {
                Size::Quantity(amount) => {
                    let curve = *quantity[m].get_or_insert_with(|| layout.add_curve(m));
                    vec![(curve, amount / model.measures[m].basis_total)]
                }
                Size::Declared(tonnes) => tonnes
                    .iter()
                    .filter_map(|(p, t)| t.filter(|t| *t > 0.0).map(|t| (p, t)))
                    .map(|(p, t)| (*declared[m][p].get_or_insert_with(|| layout.add_curve(m)), t))
                    .collect(),
            };
            let completion = project.completion.since(model.plan.start);
            let placed = Placed { project: index, completion, ramp_months: project.ramp_months, weights };
            layout.projects.push(placed);
        }
        layout.fill_curves(model);
        layout.add_rows(model, &quantity, &declared);
        layout
    }

    fn add_curve(&mut self, measure: usize) -> usize {
        let fixed = vec![0.0; self.padded];
        self.curves.push(Curve { measure, fixed, moving: Vec::new(), start: 0 });
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
            for &(c, weight) in &placed.weights {
                let curve = &mut self.curves[c];
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

/// Coverage by month, `L` draws side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// What the curves have in service: a row a curve.
    in_service: Vec<f64>,
    /// raw: planned coverage, before caps and effectiveness; a row a [`Layout::rows`].
    pub raw: Vec<f64>,
    /// phi: coverage; a row a [`Layout::rows`].
    pub phi: Vec<f64>,
}

impl Coverage {
    /// Coverage under `settings`, delays common to each measure.
    ///
    /// `potential` gives potential_mp, t/yr.
    pub fn set<const L: usize>(
        &mut self,
        layout: &Layout,
        settings: &Settings<L>,
        potential: impl Fn(usize, Pollutant) -> Lanes<L>,
    ) {
        self.in_service.resize(layout.curves.len() * layout.padded * L, 0.0);
        for (curve, row) in layout.curves.iter().zip(self.in_service.chunks_exact_mut(layout.padded * L)) {
            curve.shifted(settings.measures[curve.measure].delay_months, row.as_chunks_mut::<L>().0);
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
        let length = layout.padded * L;
        self.raw.resize(layout.rows.len() * length, 0.0);
        self.phi.resize(layout.rows.len() * length, 0.0);
        for (r, row) in layout.rows.iter().enumerate() {
            let scale = settings.measures[row.measure].coverage_factor();
            let raw = &mut self.raw[r * length..(r + 1) * length];
            let in_service = |curve: usize| &self.in_service[curve * length..(curve + 1) * length];
            match row.quantity {
                Some(curve) => raw.iter_mut().zip(in_service(curve)).for_each(|(raw, u)| *raw = scale * u),
                None => raw.fill(0.0),
            }
            if let Some((curve, pollutant)) = row.declared {
                let weight = potential(row.measure, pollutant).map(|t| scale / t);
                for (raw, u) in
                    raw.as_chunks_mut::<L>().0.iter_mut().zip(in_service(curve).as_chunks::<L>().0)
                {
                    for l in 0..L {
                        raw[l] += weight[l] * u[l];
                    }
                }
            }
            for (phi, raw) in self.phi[r * length..(r + 1) * length].iter_mut().zip(raw) {
                *phi = raw.min(1.0);
            }
        }
        for rows in &layout.exclusive {
            for i in 0..length {
                let sum: f64 = rows.iter().map(|r| self.phi[r * length + i]).sum();
                if sum > 1.0 {
                    for r in rows {
                        self.phi[r * length + i] /= sum;
                    }
                }
            }
        }
        for (r, row) in layout.rows.iter().enumerate() {
            let effectiveness = settings.figures.effectiveness[row.measure];
            if effectiveness != [1.0; L] {
                for phi in self.phi[r * length..(r + 1) * length].as_chunks_mut::<L>().0 {
                    for l in 0..L {
                        phi[l] *= effectiveness[l];
                    }
                }
            }
        }
    }
}

impl Curve {
    /// What is in service in each month when the moving projects come `delay` months late.
    fn shifted<const L: usize>(&self, delay: f64, row: &mut [[f64; L]]) {
        let whole = delay.floor();
        let (late, early) = (delay - whole, 1.0 - (delay - whole));
        let offset = -(whole as i32) - self.start;
        let at = |i: i32| match usize::try_from(i) {
            Err(_) => 0.0,
            Ok(i) => self.moving[i.min(self.moving.len() - 1)],
        };
        for ((i, value), fixed) in (offset..).zip(row).zip(&self.fixed) {
            *value = [fixed + early * at(i) + late * at(i - 1); L];
        }
    }
}
