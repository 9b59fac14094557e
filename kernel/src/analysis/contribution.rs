//! Shares of the reduction, and what they cost, by whatever the reader asks: measure, project, district, source, item.

use crate::analysis::attribution::{Attribution, Part, WINDOW};
use crate::analysis::cost::Costs;
use crate::model::{Model, Size};
use crate::simulation::{Settings, Simulation};
use crate::units::{PerPollutant, Pollutant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What shares are added up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// Measure (措施).
    Measure,
    /// Project (项目).
    Project,
    /// District (区).
    District,
    /// Source (排放源).
    Source,
    /// Item of the work plan (工作安排).
    Item,
}

/// What one measure, project, district, source or item brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contribution {
    /// Tonnes that count.
    pub counted_t: PerPollutant<f64>,
    /// Tonnes of measures that don't count.
    pub uncounted_t: PerPollutant<f64>,
    /// What a year of full operation of all its projects cuts, counted or not, t/yr.
    pub full_year_t: PerPollutant<f64>,
    /// Investment, CNY.
    pub capital_cny: f64,
    /// Investment spread over its life, plus running cost, CNY/yr.
    pub annualised_cny: f64,
}

/// Shares by index (of the measure, project, district or source) or number of the item; `None` gathers
/// what has no district or item, and costs by source of measures that bring nothing anywhere.
///
/// `full` is the attribution of a year of full operation.
pub fn contributions(
    model: &Model,
    simulation: &Simulation,
    settings: &Settings<1>,
    (attribution, full): (&Attribution, &Attribution),
    costs: &Costs,
    by: By,
) -> BTreeMap<Option<usize>, Contribution> {
    let mut sums: BTreeMap<_, Contribution> = BTreeMap::new();
    share(model, simulation, settings, attribution, by, |key, p, counts, tonnes| {
        let sum = sums.entry(key).or_default();
        let tonnes_of = if counts { &mut sum.counted_t } else { &mut sum.uncounted_t };
        tonnes_of[p] += tonnes;
    });
    share(model, simulation, settings, full, by, |key, p, _, tonnes| {
        if tonnes != 0.0 {
            sums.entry(key).or_default().full_year_t[p] += tonnes;
        }
    });
    let mut add = |key: Option<usize>, capital_cny: f64, annualised_cny: f64| {
        let sum = sums.entry(key).or_default();
        sum.capital_cny += capital_cny;
        sum.annualised_cny += annualised_cny;
    };
    let sources = (by == By::Source).then(|| source_weights(model, simulation, full));
    for cost in &costs.projects {
        let key = match by {
            By::Measure => Some(cost.measure),
            By::Project => Some(cost.project),
            By::District => model.projects[cost.project].district,
            By::Item => item(model, cost.measure),
            By::Source => None,
        };
        match sources.as_ref().map(|weights| &weights[cost.measure]).filter(|weights| !weights.is_empty()) {
            Some(weights) => {
                for &(source, weight) in weights {
                    add(Some(source), weight * cost.capital_cny, weight * cost.annualised_cny);
                }
            }
            None => add(key, cost.capital_cny, cost.annualised_cny),
        }
    }
    sums
}

fn item(model: &Model, measure: usize) -> Option<usize> {
    model.measures[measure].work_plan_item.map(|item| item as usize)
}

/// How much of each measure's cost its sources bear: in proportion to the pollution equivalents it takes
/// from each in full operation; empty for a measure that takes none.
pub fn source_weights(
    model: &Model,
    simulation: &Simulation,
    attribution: &Attribution,
) -> Vec<Vec<(usize, f64)>> {
    let mut sums = vec![BTreeMap::<usize, f64>::new(); model.measures.len()];
    for p in Pollutant::ALL {
        for part in attribution.parts(simulation, p) {
            let mut cut_t = PerPollutant::default();
            cut_t[p] = part.share_t().max(0.0);
            *sums[part.measure].entry(part.source).or_default() += model.plan.equivalents(&cut_t);
        }
    }
    let weights = sums.iter().map(|of_measure| {
        let total: f64 = of_measure.values().sum();
        let cutting = of_measure.iter().filter(|(_, cut)| **cut > 0.0);
        cutting.map(|(source, cut)| (*source, cut / total)).collect()
    });
    weights.collect()
}

/// Adds up the parts of `attribution`: what, pollutant, whether it counts, tonnes.
fn share(
    model: &Model,
    simulation: &Simulation,
    settings: &Settings<1>,
    attribution: &Attribution,
    by: By,
    mut add: impl FnMut(Option<usize>, Pollutant, bool, f64),
) {
    for p in Pollutant::ALL {
        for part in attribution.parts(simulation, p) {
            match by {
                By::Measure => add(Some(part.measure), p, part.counts, part.share_t()),
                By::Source => add(Some(part.source), p, part.counts, part.share_t()),
                By::Item => add(item(model, part.measure), p, part.counts, part.share_t()),
                By::Project | By::District => {
                    for (project, tonnes) in by_project(model, simulation, settings, attribution, p, &part) {
                        let district = model.projects[project].district;
                        let key = if by == By::Project { Some(project) } else { district };
                        add(key, p, part.counts, tonnes);
                    }
                }
            }
        }
    }
}

/// A measure's share split among its projects, in proportion to what each has in service in each month.
fn by_project(
    model: &Model,
    simulation: &Simulation,
    settings: &Settings<1>,
    attribution: &Attribution,
    p: Pollutant,
    part: &Part,
) -> Vec<(usize, f64)> {
    let projects = in_service(model, simulation, settings, attribution, part.measure, p);
    let mut total = [0.0; WINDOW];
    for (_, in_service) in &projects {
        for (total, in_service) in total.iter_mut().zip(in_service) {
            *total += in_service;
        }
    }
    projects
        .into_iter()
        .map(|(project, in_service)| {
            let share = |j: usize| if total[j] > 0.0 { in_service[j] / total[j] } else { 0.0 };
            (project, (0..WINDOW).map(|j| part.monthly_t[j] * share(j)).sum())
        })
        .collect()
}

/// The share of all eligible facilities that each project of `measure` has in service in the months of the window,
/// phi_kp u_k(i); in full operation u is 1.
pub fn in_service(
    model: &Model,
    simulation: &Simulation,
    settings: &Settings<1>,
    attribution: &Attribution,
    measure: usize,
    p: Pollutant,
) -> Vec<(usize, [f64; WINDOW])> {
    let delay = settings.measures[measure].delay_months;
    let potential_t = settings.potential_t(simulation, measure, p);
    let first = attribution.at() as i64 + 1 - WINDOW as i64;
    let projects =
        simulation.coverage.projects.iter().map(|placed| (placed, &model.projects[placed.project]));
    let of_measure = projects.filter(|(_, project)| project.measure == measure);
    of_measure
        .map(|(placed, project)| {
            let coverage = match project.size {
                Size::Quantity(amount) => amount / model.measures[measure].basis_total,
                Size::Declared(tonnes) if potential_t > 0.0 => tonnes[p].unwrap_or(0.0) / potential_t,
                Size::Declared(_) => 0.0,
            };
            let delay = if project.status == crate::model::Status::Complete { 0.0 } else { delay };
            let in_service = std::array::from_fn(|j| {
                let months = (first + j as i64) as f64 - f64::from(placed.completion) - delay;
                let ramp = (months / f64::from(placed.ramp_months)).clamp(0.0, 1.0);
                coverage * if attribution.is_of_full_operation() { 1.0 } else { ramp }
            });
            (placed.project, in_service)
        })
        .collect()
}
