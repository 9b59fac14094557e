//! What leaves the engine: the documented result shape (`docs/scenario-format.md`, "Results").
//!
//! Shells and charts see these types and nothing behind them, so any figure on screen is also in the
//! JSON. Field names are the JSON keys.

use crate::locale::Text;
use crate::model::Model;
use crate::simulation::{Run, Settings, Simulation, already_in_inventory};
use crate::units::{Month, PerPollutant, Pollutant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod outline;

pub use crate::simulation::Standing;
pub use outline::{
    CreditName, LeverState, MeasureOutline, OpeningOutline, Outline, Provenance, SourceOutline, TargetOutline,
};

/// One run of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The scenario's id.
    pub scenario: String,
    /// The plan's months; every series has one value for each.
    pub months: Vec<Month>,
    /// The month of `status`, `gap_t`, `attribution_t` and `uncounted_t`.
    pub at: Month,
    /// The five pollutants.
    pub pollutants: PerPollutant<PollutantResults>,
    /// What caps cut off at the last month, t/yr, by measure and pollutant; entries above zero only.
    pub over_claim_t_per_year: BTreeMap<String, BTreeMap<Pollutant, f64>>,
    /// Ids of projects that were in service within the inventory year and so change nothing.
    pub already_in_inventory: Vec<String>,
    /// Warnings about the input, in words.
    pub warnings: Vec<Text>,
}

/// The series and figures of one pollutant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PollutantResults {
    /// Target, t, cumulative by the plan's end; only with a target, like the schedule, status and gap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_t: Option<f64>,
    /// Schedule S, t, cumulative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule_t: Option<Vec<f64>>,
    /// Counted reduction R, t, cumulative.
    pub reduction_t: Vec<f64>,
    /// Reductions of projects outside the ledger, t, cumulative.
    pub opening_t: Vec<f64>,
    /// Tonnes set aside for new plants, t, cumulative.
    pub offset_t: Vec<f64>,
    /// Emission under all measures, t/yr.
    pub emission_t_per_year: Vec<f64>,
    /// Emission without any measure, t/yr.
    pub no_action_t_per_year: Vec<f64>,
    /// Standing against the schedule at `at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Standing>,
    /// Reduction minus schedule at `at`, t.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap_t: Option<f64>,
    /// Emission under all measures by source id, t/yr; empty when not asked for.
    pub by_source_t_per_year: BTreeMap<String, Vec<f64>>,
}

/// Over-claims below this are rounding, t/yr.
const LEAST_OVER_CLAIM_T_PER_YEAR: f64 = 1e-9;

/// The results of `run`, made by `simulation` of `model` with `settings`.
///
/// - `at`: the month of status and gap; one of the plan's.
/// - `sources`: whether to give the emission of every source too.
pub fn assemble(
    model: &Model,
    simulation: &Simulation,
    settings: &Settings<1>,
    run: &Run<1>,
    at: Month,
    sources: bool,
    warnings: Vec<Text>,
) -> Results {
    let months = simulation.months;
    let at_index = usize::try_from(at.since(model.plan.start)).unwrap_or(0).min(months - 1);
    let mut pollutants = PerPollutant::from_fn(|p| {
        let reduction_t = run.reduction_t[p].clone();
        let schedule_t = simulation.progress.schedule_t[p].clone();
        let due = schedule_t.as_ref().map(|s| s[at_index]);
        PollutantResults {
            target_t: model.plan.targets[p].as_ref().map(|t| t.reduction_t),
            status: due.map(|due| Standing::of(reduction_t[at_index], due)),
            gap_t: due.map(|due| reduction_t[at_index] - due),
            schedule_t,
            reduction_t,
            opening_t: settings.opening_t(p).to_vec(),
            offset_t: simulation.progress.offset_t[p].clone(),
            emission_t_per_year: vec![0.0; months],
            no_action_t_per_year: vec![0.0; months],
            by_source_t_per_year: BTreeMap::new(),
        }
    });
    for (index, pair) in simulation.network.pairs.iter().enumerate() {
        let results = &mut pollutants[pair.pollutant];
        let row = &run.emission_t_per_year[index * simulation.padded..][..months];
        let no_action = run.coefficients.no_action[index][0];
        for (i, growth) in settings.growth(pair.source)[..months].iter().enumerate() {
            results.emission_t_per_year[i] += row[i];
            results.no_action_t_per_year[i] += no_action * growth;
        }
        if sources {
            results.by_source_t_per_year.insert(model.sources[pair.source].id.clone(), row.to_vec());
        }
    }
    Results {
        scenario: model.id.clone(),
        months: (0..months).map(|i| model.plan.month(i)).collect(),
        at: model.plan.month(at_index),
        pollutants,
        over_claim_t_per_year: over_claims(model, simulation, settings, run),
        already_in_inventory: model
            .projects
            .iter()
            .filter(|project| already_in_inventory(project, model.inventory_year))
            .map(|project| project.id.clone())
            .collect(),
        warnings,
    }
}

/// What the caps cut off at the last month, `(effectiveness raw - phi) potential`, t/yr.
fn over_claims(
    model: &Model,
    simulation: &Simulation,
    settings: &Settings<1>,
    run: &Run<1>,
) -> BTreeMap<String, BTreeMap<Pollutant, f64>> {
    let mut claims = BTreeMap::new();
    for (m, measure) in model.measures.iter().enumerate() {
        let mut of_measure = BTreeMap::new();
        for p in Pollutant::ALL {
            let Some(row) = simulation.coverage.row_of(m, p) else { continue };
            let last = row * simulation.padded + simulation.months - 1;
            let [effectiveness] = settings.figures.effectiveness[m];
            let cut_off = effectiveness * run.coverage.raw[last] - run.coverage.phi[last];
            let [potential_t] = run.coefficients.potential(&simulation.network, m, p);
            if cut_off * potential_t > LEAST_OVER_CLAIM_T_PER_YEAR {
                of_measure.insert(p, cut_off * potential_t);
            }
        }
        if !of_measure.is_empty() {
            claims.insert(measure.id.clone(), of_measure);
        }
    }
    claims
}
