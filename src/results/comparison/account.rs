//! One side of a comparison: what a scenario brings under given levers, project by project.

use crate::analysis::Contribution;
use crate::locale::Text;
use crate::model::{Change, Model, Size, Status};
use crate::simulation::{Run, Settings, Simulation};
use crate::units::{Month, PerPollutant};
use std::collections::BTreeMap;

/// What a scenario brings by a month under given levers.
#[derive(Clone, Debug)]
pub struct Account {
    pub(super) id: String,
    pub(super) name: Text,
    pub(super) at: Month,
    pub(super) reduction_t: PerPollutant<f64>,
    pub(super) opening_t: PerPollutant<f64>,
    pub(super) offset_t: PerPollutant<f64>,
    pub(super) schedule_t: PerPollutant<Option<f64>>,
    pub(super) equivalent_kg: PerPollutant<f64>,
    pub(super) measures: Vec<Entry<MeasureFacts>>,
    pub(super) projects: Vec<Entry<ProjectFacts>>,
}

/// A measure or project: what it is, and what it brings.
#[derive(Clone, Debug)]
pub(super) struct Entry<F> {
    pub id: String,
    pub name: Text,
    /// Whether it is taken at all.
    pub taken: bool,
    pub facts: F,
    pub brings: Contribution,
}

/// What a measure is, beside its projects.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MeasureFacts {
    basis_total: f64,
    counts: bool,
    scale: f64,
    effectiveness: f64,
    to: Option<f64>,
    reduce: Option<f64>,
    effects: Vec<Change>,
}

/// What a project is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ProjectFacts {
    pub measure: String,
    pub completion: Month,
    /// Levers' delay, months: 0 for a project that is complete.
    pub delay_months: f64,
    pub size: Size,
    pub ramp_months: u32,
}

impl ProjectFacts {
    /// When it is complete, months.
    pub fn completed(&self) -> f64 {
        f64::from(self.completion.since(Month::december(0))) + self.delay_months
    }

    /// Whether `other` is the same but for the time.
    pub fn is_as_large_as(&self, other: &Self) -> bool {
        (&self.measure, self.size, self.ramp_months) == (&other.measure, other.size, other.ramp_months)
    }
}

impl Account {
    /// What the measure of `project` is.
    pub(super) fn measure_of(&self, project: &Entry<ProjectFacts>) -> Option<&MeasureFacts> {
        self.measures.iter().find(|m| m.id == project.facts.measure).map(|m| &m.facts)
    }
}

/// Sums by index, as [`crate::analysis::contributions`] gives them.
type Sums = BTreeMap<Option<usize>, Contribution>;

impl Account {
    /// The account of `run`, for month index `at`; shares by measure and by project.
    pub fn new(
        model: &Model,
        simulation: &Simulation,
        settings: &Settings<1>,
        run: &Run<1>,
        at: usize,
        (by_measure, by_project): (&Sums, &Sums),
    ) -> Self {
        let of = |sums: &Sums, index: usize| sums.get(&Some(index)).cloned().unwrap_or_default();
        let measures = model.measures.iter().enumerate().map(|(m, measure)| {
            let settings = &settings.measures[m];
            Entry {
                id: measure.id.clone(),
                name: measure.name.clone(),
                taken: settings.coverage_factor() > 0.0
                    && model.projects.iter().any(|project| project.measure == m),
                facts: MeasureFacts {
                    basis_total: measure.basis_total,
                    counts: measure.counts,
                    scale: settings.coverage_factor(),
                    effectiveness: settings.effectiveness.unwrap_or(measure.effectiveness.mode),
                    to: settings.to,
                    reduce: settings.reduce,
                    effects: measure.effects.iter().map(|effect| effect.change).collect(),
                },
                brings: of(by_measure, m),
            }
        });
        let projects = model.projects.iter().enumerate().map(|(k, project)| {
            let settings = &settings.measures[project.measure];
            let complete = project.status == Status::Complete;
            Entry {
                id: project.id.clone(),
                name: Text::same(&project.name),
                taken: settings.coverage_factor() > 0.0,
                facts: ProjectFacts {
                    measure: model.measures[project.measure].id.clone(),
                    completion: project.completion,
                    delay_months: if complete { 0.0 } else { settings.delay_months },
                    size: project.size,
                    ramp_months: project.ramp_months,
                },
                brings: of(by_project, k),
            }
        });
        Self {
            id: model.id.clone(),
            name: model.name.clone(),
            at: model.plan.month(at),
            reduction_t: PerPollutant::from_fn(|p| run.reduction_t[p][at]),
            opening_t: PerPollutant::from_fn(|p| settings.opening_t(p)[at]),
            offset_t: PerPollutant::from_fn(|p| simulation.progress.offset_t[p][at]),
            schedule_t: PerPollutant::from_fn(|p| {
                simulation.progress.schedule_t[p].as_ref().map(|schedule_t| schedule_t[at])
            }),
            equivalent_kg: model.plan.equivalent_kg,
            measures: measures.collect(),
            projects: projects.collect(),
        }
    }
}
