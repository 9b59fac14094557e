//! Shares of the reduction by whatever the reader asks: measure, project, district, source, item.

use crate::analysis::attribution::{Attribution, Part, WINDOW};
use crate::model::{Model, Size};
use crate::simulation::{Run, Settings, Simulation};
use crate::units::{PerPollutant, Pollutant};
use std::collections::BTreeMap;

/// What shares are added up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// Shares by index (of the measure, project, district or source) or number of the item; `None` gathers
/// what has no district or item.
pub fn contributions(
    model: &Model,
    simulation: &Simulation,
    settings: &Settings<1>,
    attribution: &Attribution,
    by: By,
) -> BTreeMap<Option<usize>, Contribution> {
    let mut sums: BTreeMap<_, Contribution> = BTreeMap::new();
    let mut add = |key: Option<usize>, p: Pollutant, counts: bool, tonnes: f64| {
        let sum = sums.entry(key).or_default();
        let tonnes_of = if counts { &mut sum.counted_t } else { &mut sum.uncounted_t };
        tonnes_of[p] += tonnes;
    };
    for p in Pollutant::ALL {
        for part in attribution.parts(simulation, p) {
            match by {
                By::Measure => add(Some(part.measure), p, part.counts, part.share_t()),
                By::Source => add(Some(part.source), p, part.counts, part.share_t()),
                By::Item => {
                    let item = model.measures[part.measure].work_plan_item.map(|item| item as usize);
                    add(item, p, part.counts, part.share_t());
                }
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
    sums
}

/// A measure's share split among its projects, in proportion to phi_kp u_k(i) in each month.
fn by_project(
    model: &Model,
    simulation: &Simulation,
    settings: &Settings<1>,
    attribution: &Attribution,
    p: Pollutant,
    part: &Part,
) -> Vec<(usize, f64)> {
    let delay = settings.measures[part.measure].delay_months;
    let [potential_t] = settings.coefficients.potential(&simulation.network, part.measure, p);
    let first = attribution.at() as i64 + 1 - WINDOW as i64;
    let mut projects = Vec::new();
    let mut total = [0.0; WINDOW];
    for placed in &simulation.coverage.projects {
        let project = &model.projects[placed.project];
        if project.measure != part.measure {
            continue;
        }
        let coverage = match project.size {
            Size::Quantity(amount) => amount / model.measures[part.measure].basis_total,
            Size::Declared(tonnes) => tonnes[p].unwrap_or(0.0) / potential_t,
        };
        let delay = if project.status == crate::model::Status::Complete { 0.0 } else { delay };
        let in_service: [f64; WINDOW] = std::array::from_fn(|j| {
            let months = (first + j as i64) as f64 - f64::from(placed.completion) - delay;
            coverage * (months / f64::from(placed.ramp_months)).clamp(0.0, 1.0)
        });
        for (total, in_service) in total.iter_mut().zip(in_service) {
            *total += in_service;
        }
        projects.push((placed.project, in_service));
    }
    projects
        .into_iter()
        .map(|(project, in_service)| {
            let share = |j: usize| if total[j] > 0.0 { in_service[j] / total[j] } else { 0.0 };
            (project, (0..WINDOW).map(|j| part.monthly_t[j] * share(j)).sum())
        })
        .collect()
}

/// What a measure does apart from its fair share.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// What it would cut alone, t: E with measures that don't count, less E with it too.
    pub alone_t: PerPollutant<f64>,
    /// What would be lost without it, t: E without it less E with all.
    pub last_t: PerPollutant<f64>,
}

/// The stand-alone and leave-one-out effects of every measure, with the coverages of the full run, in
/// the mean of the attribution's window; for measures that don't count, among themselves.
pub fn apart(
    simulation: &Simulation,
    settings: &Settings<1>,
    run: &Run<1>,
    attribution: &Attribution,
) -> Vec<Apart> {
    (0..settings.measures.len())
        .map(|m| {
            let without =
                |keep: &dyn Fn(usize) -> bool| mean_emission_t(simulation, settings, run, attribution, keep);
            let counts = simulation.network.touches.iter().any(|t| t.measure == m && t.counts);
            let plays = |other: usize| {
                simulation.network.touches.iter().any(|t| t.measure == other && t.counts == counts)
            };
            let stays = |other: usize| counts && !plays(other);
            let (nobody, alone) = (without(&stays), without(&|other| stays(other) || other == m));
            let all = without(&|other| stays(other) || plays(other));
            let rest = without(&|other| (stays(other) || plays(other)) && other != m);
            Apart {
                alone_t: PerPollutant::from_fn(|p| nobody[p] - alone[p]),
                last_t: PerPollutant::from_fn(|p| rest[p] - all[p]),
            }
        })
        .collect()
}

/// Tonnes that two measures both claim: what each would cut alone, less what both cut together.
pub fn overlap(
    simulation: &Simulation,
    settings: &Settings<1>,
    run: &Run<1>,
    attribution: &Attribution,
    one: usize,
    other: usize,
) -> PerPollutant<f64> {
    let counts = |m: usize| simulation.network.touches.iter().any(|t| t.measure == m && t.counts);
    let stays = |m: usize| !counts(m) && m != one && m != other;
    let with = |keep: &dyn Fn(usize) -> bool| mean_emission_t(simulation, settings, run, attribution, keep);
    let (neither, both) = (with(&stays), with(&|m| stays(m) || m == one || m == other));
    let (first, second) = (with(&|m| stays(m) || m == one), with(&|m| stays(m) || m == other));
    PerPollutant::from_fn(|p| (neither[p] - first[p]) + (neither[p] - second[p]) - (neither[p] - both[p]))
}

/// Mean emission over the window under the measures that `keep` admits, at the run's coverages, t.
fn mean_emission_t(
    simulation: &Simulation,
    settings: &Settings<1>,
    run: &Run<1>,
    attribution: &Attribution,
    keep: &dyn Fn(usize) -> bool,
) -> PerPollutant<f64> {
    let network = &simulation.network;
    let mut sum = PerPollutant::default();
    for (index, pair) in network.pairs.iter().enumerate() {
        for (i, weight) in attribution.months() {
            let [no_action] = settings.coefficients.no_action[index];
            let mut emission = if pair.terms.is_empty() { no_action } else { 0.0 };
            for term in pair.terms.clone() {
                let [mut product] = settings.coefficients.constant[term];
                for factor in &network.factors[network.terms[term].factors.clone()] {
                    let mut left = 1.0;
                    for member in factor.members.clone().filter(|m| keep(network.members[*m].measure)) {
                        let [share] = settings.coefficients.cut_share[member];
                        left -=
                            share * run.coverage.phi()[network.members[member].row * simulation.padded + i];
                    }
                    product *= left;
                }
                emission += product;
            }
            sum[pair.pollutant] += weight * settings.growth(pair.source)[i] * emission;
        }
    }
    sum
}
