//! What leaves the engine: the documented result shape (`docs/scenario-format.md`, "Results").
//!
//! Shells and charts see these types and nothing behind them, so any figure on screen is also in the
//! JSON. Field names are the JSON keys.

use crate::analysis::{Attribution, Costs, over_claim_t_per_year};
use crate::diagnostic::Diagnostics;
use crate::locale::Text;
use crate::model::{Model, Plan, Status};
use crate::simulation::{Run, Settings, Simulation, already_in_inventory};
use crate::units::{Month, PerPollutant, Pollutant};
use serde::{Deserialize, Serialize};

mod comparison;
mod contribution;
mod explanation;
mod figure;
mod figures;
mod inspection;
mod map;
mod outline;
mod overlap;
mod sensitivity;
mod uncertainty;

pub use crate::simulation::Standing;
pub use comparison::{
    Account, ComparedMeasure, ComparedProject, Comparison, Difference, Kind, ScenarioName, Sides,
};
pub use contribution::{ContributionRow, Contributions, ProjectInfo, Share};
pub use explanation::{Assumed, Explanation, Formula, Kind as ExplainedKind, Quantity, Side, Subject, Term};
pub use figure::FigureOutline;
pub use figures::{FigureEntry, Standing as FigureStanding};
pub use inspection::{LedgerFinding, LedgerRow};
pub use map::Map;
pub use outline::{
    CreditName, LeverState, MeasureOutline, OpeningOutline, Outline, Provenance, SourceOutline, TargetOutline,
};
pub use overlap::{ApartRow, Overlaps, PairRow};
pub use sensitivity::{FigureEffect, GroupEffect, Riskiest, RiskyProject, Tornado, TornadoRow, TotalEffects};
pub use uncertainty::{PollutantBands, UncertaintyResults};

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
    /// Whether projects that the ledger has as planned or underway are among what counts at `at`.
    #[serde(default)]
    pub counts_unfinished: bool,
    /// What caps cut off at the last month, t/yr, by measure and pollutant; entries above zero only.
    pub over_claim_t_per_year: Map<String, Map<Pollutant, f64>>,
    /// Ids of projects that were in service within the inventory year and so change nothing.
    pub already_in_inventory: Vec<String>,
    /// What the ledger costs.
    pub cost: CostResults,
    /// How sure it is; only when draws were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertainty: Option<UncertaintyResults>,
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
    /// What each measure that counts brings of R at `at`, t, by measure id; measures with a share only.
    pub attribution_t: Map<String, f64>,
    /// The same for every month, by measure id; empty when not asked for.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub attribution_by_month_t: Map<String, Vec<f64>>,
    /// What measures that don't count cut beside it, t, by measure id.
    pub uncounted_t: Map<String, f64>,
    /// Emission under all measures by source id, t/yr; empty when not asked for.
    pub by_source_t_per_year: Map<String, Vec<f64>>,
}

/// What the projects cost that are not in the inventory already.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CostResults {
    /// Investment, CNY.
    pub capital_cny: f64,
    /// Investment spread over its life, plus running cost, CNY/yr.
    pub annualised_cny: f64,
    /// Pollution equivalents (污染当量数) a year of the tonnes at `at` that have a cost.
    pub equivalents: f64,
    /// Annualised cost over pollution equivalents, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cny_per_equivalent: Option<f64>,
    /// What a year of full operation cuts of what has a cost, and its price.
    #[serde(default)]
    pub full_year: FullYear,
    /// By measure id: every measure with a cost.
    pub by_measure: Map<String, MeasureCost>,
    /// By year of completion, levers' delays included.
    pub by_year: Map<String, YearCost>,
}

/// What is spent on the projects completed in a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct YearCost {
    /// Investment, CNY.
    pub capital_cny: f64,
    /// How many projects are completed.
    pub projects: usize,
}

/// What a measure costs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MeasureCost {
    /// Investment, CNY.
    pub capital_cny: f64,
    /// Running cost, CNY/yr.
    pub operating_cny_per_year: f64,
    /// Investment spread over its life, plus running cost, CNY/yr.
    pub annualised_cny: f64,
    /// Annualised cost over the tonnes a year it brings at `at`; pollutants it cuts only.
    pub cny_per_t: Map<Pollutant, f64>,
    /// Pollution equivalents (污染当量数) a year of these tonnes.
    pub equivalents: f64,
    /// Annualised cost over pollution equivalents, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cny_per_equivalent: Option<f64>,
    /// What a year of full operation cuts, and its price.
    #[serde(default)]
    pub full_year: FullYear,
}

/// A year in which every project that is not in the inventory already is in full operation, at the activity of
/// the plan's last month: what it cuts, counted or not, and what that costs.
///
/// Costs count every project, tonnes by a month only those that have come by then, and by twelfths; so what is
/// paid for a tonne is told by this year alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FullYear {
    /// Tonnes a year; pollutants it cuts only.
    pub t_per_year: Map<Pollutant, f64>,
    /// Pollution equivalents (污染当量数) of these tonnes.
    pub equivalents: f64,
    /// Annualised cost over these tonnes.
    pub cny_per_t: Map<Pollutant, f64>,
    /// Annualised cost over these pollution equivalents, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cny_per_equivalent: Option<f64>,
}

impl FullYear {
    /// Of what cuts `tonnes` a year for `annualised_cny`, in the equivalents of `plan`.
    fn of(plan: &Plan, tonnes: &PerPollutant<f64>, annualised_cny: f64) -> Self {
        let equivalents = plan.equivalents(tonnes);
        let cny_per_equivalent = over(annualised_cny, equivalents);
        let mut full = Self { equivalents, cny_per_equivalent, ..Self::default() };
        for (p, t) in tonnes.iter().filter(|(_, t)| **t > 0.0) {
            full.t_per_year.insert(p, *t);
            full.cny_per_t.insert(p, annualised_cny / t);
        }
        full
    }
}

/// What results are assembled from.
#[derive(Clone, Copy, Debug)]
pub struct Assembly<'a> {
    /// The scenario.
    pub model: &'a Model,
    /// The scenario laid out.
    pub simulation: &'a Simulation,
    /// What the run was made with.
    pub settings: &'a Settings<1>,
    /// The run.
    pub run: &'a Run<1>,
    /// Who brought it.
    pub attribution: &'a Attribution,
    /// Who brings what in a year of full operation.
    pub full: &'a Attribution,
    /// At what price.
    pub costs: &'a Costs,
    /// Findings in the input.
    pub warnings: &'a Diagnostics,
}

/// Over-claims below this are rounding, t/yr.
const LEAST_OVER_CLAIM_T_PER_YEAR: f64 = 1e-9;

impl Assembly<'_> {
    /// The results, with status, gap and attribution at month index `at`.
    ///
    /// `sources`: whether to give the emission of every source too.
    pub fn results(&self, at: usize, sources: bool) -> Results {
        let Self { model, simulation, .. } = self;
        let mut pollutants = PerPollutant::from_fn(|p| self.pollutant(p, at));
        self.add_emissions(&mut pollutants, sources);
        Results {
            scenario: model.id.clone(),
            months: (0..simulation.months).map(|i| model.plan.month(i)).collect(),
            at: model.plan.month(at),
            cost: self.cost(&pollutants),
            pollutants,
            counts_unfinished: self.counts_unfinished(at),
            over_claim_t_per_year: self.over_claims(),
            already_in_inventory: model
                .projects
                .iter()
                .filter(|project| already_in_inventory(project, model.inventory_year))
                .map(|project| project.id.clone())
                .collect(),
            uncertainty: None,
            warnings: self.warnings.0.iter().map(|warning| warning.message.clone()).collect(),
        }
    }

    /// The figures of one pollutant, emissions apart.
    fn pollutant(&self, p: Pollutant, at: usize) -> PollutantResults {
        let Self { model, simulation, settings, run, .. } = self;
        let reduction_t = run.reduction_t[p].clone();
        let schedule_t = simulation.progress.schedule_t[p].clone();
        let due = schedule_t.as_ref().map(|s| s[at]);
        let (mut attribution_t, mut uncounted_t) = (Map::new(), Map::new());
        for part in self.attribution.parts(simulation, p) {
            let share_t = part.share_t();
            if share_t != 0.0 {
                let shares = if part.counts { &mut attribution_t } else { &mut uncounted_t };
                *shares.entry(model.measures[part.measure].id.clone()).or_insert(0.0) += share_t;
            }
        }
        PollutantResults {
            target_t: model.plan.targets[p].as_ref().map(|t| t.reduction_t),
            status: due.map(|due| Standing::of(reduction_t[at], due)),
            gap_t: due.map(|due| reduction_t[at] - due),
            schedule_t,
            reduction_t,
            opening_t: settings.opening_t(p).to_vec(),
            offset_t: simulation.progress.offset_t[p].clone(),
            emission_t_per_year: vec![0.0; simulation.months],
            no_action_t_per_year: vec![0.0; simulation.months],
            attribution_t,
            attribution_by_month_t: Map::new(),
            uncounted_t,
            by_source_t_per_year: Map::new(),
        }
    }

    /// Whether a project that is not complete, as the levers have it, has come into service by month index `at`.
    fn counts_unfinished(&self, at: usize) -> bool {
        self.simulation.coverage.projects.iter().any(|placed| {
            let project = &self.model.projects[placed.project];
            let lever = &self.settings.measures[project.measure];
            project.status != Status::Complete
                && self.model.measures[project.measure].counts
                && lever.coverage_factor() > 0.0
                && at as f64 > f64::from(placed.completion) + lever.delay_months
        })
    }

    /// Adds up emissions over the sources, in inventory order.
    fn add_emissions(&self, pollutants: &mut PerPollutant<PollutantResults>, sources: bool) {
        let Self { model, simulation, settings, run, .. } = self;
        let months = simulation.months;
        for (index, pair) in simulation.network.pairs.iter().enumerate() {
            let results = &mut pollutants[pair.pollutant];
            let row = simulation.emission_t_per_year(settings, run, index);
            let [no_action, _] = settings.coefficients.no_action[index].to_array();
            for (i, growth) in settings.growth(pair.source)[..months].iter().enumerate() {
                results.emission_t_per_year[i] += row[i];
                results.no_action_t_per_year[i] += no_action * growth;
            }
            if sources {
                results.by_source_t_per_year.insert(model.sources[pair.source].id.clone(), row);
            }
        }
    }

    /// What the caps cut off at the last month, `(effectiveness raw - phi) potential`, t/yr.
    fn over_claims(&self) -> Map<String, Map<Pollutant, f64>> {
        let Self { model, simulation, settings, run, .. } = self;
        let mut claims = Map::new();
        for (m, measure) in model.measures.iter().enumerate() {
            let mut of_measure = Map::new();
            for p in Pollutant::ALL {
                let over_claim_t = over_claim_t_per_year(simulation, settings, run, m, p);
                if over_claim_t > LEAST_OVER_CLAIM_T_PER_YEAR {
                    of_measure.insert(p, over_claim_t);
                }
            }
            if !of_measure.is_empty() {
                claims.insert(measure.id.clone(), of_measure);
            }
        }
        claims
    }

    /// Costs by measure and in all, with the cost of a tonne attributed at `at`.
    fn cost(&self, pollutants: &PerPollutant<PollutantResults>) -> CostResults {
        let mut cost = CostResults::default();
        for measure in self.model.measures.iter().filter(|measure| measure.cost.is_some()) {
            cost.by_measure.insert(measure.id.clone(), MeasureCost::default());
        }
        for project in &self.costs.projects {
            cost.capital_cny += project.capital_cny;
            cost.annualised_cny += project.annualised_cny;
            let year = cost.by_year.entry(format!("{:04}", project.completion.year())).or_default();
            year.capital_cny += project.capital_cny;
            year.projects += 1;
            if let Some(of_measure) = cost.by_measure.get_mut(&self.model.measures[project.measure].id) {
                of_measure.capital_cny += project.capital_cny;
                of_measure.operating_cny_per_year += project.operating_cny_per_year;
                of_measure.annualised_cny += project.annualised_cny;
            }
        }
        let full_t = self.full_year_t();
        let mut all_t = PerPollutant::default();
        for (measure, full_t) in self.model.measures.iter().zip(&full_t) {
            let Some(of_measure) = cost.by_measure.get_mut(&measure.id) else { continue };
            of_measure.full_year = FullYear::of(&self.model.plan, full_t, of_measure.annualised_cny);
            all_t = PerPollutant::from_fn(|p| all_t[p] + full_t[p]);
        }
        cost.full_year = FullYear::of(&self.model.plan, &all_t, cost.annualised_cny);
        for (id, of_measure) in &mut cost.by_measure {
            let cut_t = PerPollutant::from_fn(|p| {
                let PollutantResults { attribution_t, uncounted_t, .. } = &pollutants[p];
                attribution_t.get(id).or(uncounted_t.get(id)).copied().unwrap_or(0.0)
            });
            let prices = cut_t.iter().filter(|(_, t)| **t > 0.0);
            for (p, t) in prices {
                of_measure.cny_per_t.insert(p, of_measure.annualised_cny / t);
            }
            of_measure.equivalents = self.model.plan.equivalents(&cut_t);
            of_measure.cny_per_equivalent = over(of_measure.annualised_cny, of_measure.equivalents);
            cost.equivalents += of_measure.equivalents;
        }
        cost.cny_per_equivalent = over(cost.annualised_cny, cost.equivalents);
        cost
    }

    /// What a year of full operation of each measure cuts, t/yr.
    fn full_year_t(&self) -> Vec<PerPollutant<f64>> {
        let mut tonnes = vec![PerPollutant::default(); self.model.measures.len()];
        for p in Pollutant::ALL {
            for part in self.full.parts(self.simulation, p) {
                tonnes[part.measure][p] += part.share_t();
            }
        }
        tonnes
    }
}

/// A price: `cny` over what there is to divide by; none where there is nothing.
fn over(cny: f64, amount: f64) -> Option<f64> {
    (amount > 0.0).then(|| cny / amount)
}
