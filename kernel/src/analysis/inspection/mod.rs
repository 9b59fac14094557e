//! The ledger doctor: what in a ledger can't be, or is not likely.

mod checks;
mod claims;
mod factor;

use crate::model::{Amount, Model};
use crate::simulation::{Run, Settings, Simulation};
use crate::units::{PerPollutant, Pollutant};
use claims::Claims;

/// A finding in the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The projects it is about, in ledger order, with the tonnes at stake in each, t/yr.
    pub projects: Vec<(usize, PerPollutant<f64>)>,
    /// Tonnes at stake in all, t/yr.
    pub at_stake_t: PerPollutant<f64>,
}

impl Finding {
    fn new(kind: FindingKind, projects: Vec<(usize, PerPollutant<f64>)>) -> Self {
        let at_stake_t = PerPollutant::from_fn(|p| projects.iter().map(|(_, tonnes)| tonnes[p]).sum());
        Self { kind, projects, at_stake_t }
    }
}

/// What is wrong with a ledger.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingKind {
    /// The projects of a measure cover more than all its facilities.
    CoverageAboveAll {
        /// The measure.
        measure: usize,
        /// What they cover: a share, above 1.
        share: f64,
    },
    /// The measures of a group, which exclude each other, cover more than all facilities together.
    GroupAboveAll {
        /// The measures.
        measures: Vec<usize>,
        /// What they cover: a share, above 1.
        share: f64,
    },
    /// A project declares more than its measure's sources emit, or than the measure can cut of it.
    DeclaredBeyond {
        /// The pollutant.
        pollutant: Pollutant,
        /// What it declares, t/yr.
        declared_t: f64,
        /// What the sources emit without any measure, t/yr.
        emitted_t: f64,
        /// What the measure would cut at full coverage, t/yr.
        potential_t: f64,
    },
    /// Two projects have one name, though their measures exclude each other on a facility.
    SameName,
    /// Projects were in service within the inventory year: the inventory has them already.
    BeforeInventory,
    /// An amount is about 1,000 or 10,000 times too large or too small.
    UnitFactor {
        /// The column.
        amount: Amount,
        /// What is written.
        written: f64,
        /// What would be usual: of the measure's other projects, or by its cost.
        usual: f64,
        /// The factor: 1000 or 10,000 where too much is written, a thousandth or less where too little.
        factor: f64,
    },
    /// A row of totals is not what its rows add up to.
    TotalDiffers {
        /// Index in [`Model::totals`].
        total: usize,
    },
    /// A project is complete before work on it begins.
    FinishedBeforeBegun,
}

/// Looks `model` over under `settings`; `run` is what they lead to.
pub fn inspect(model: &Model, simulation: &Simulation, settings: &Settings<1>, run: &Run<1>) -> Vec<Finding> {
    let claims = Claims { model, simulation, settings, run };
    let mut findings = checks::above_all(&claims);
    findings.extend(checks::declared_beyond(&claims));
    findings.extend(checks::same_names(&claims));
    findings.extend(checks::before_inventory(&claims));
    findings.extend(checks::unit_factors(&claims));
    findings.extend(checks::totals(model));
    findings.extend(checks::finished_before_begun(&claims));
    findings
}

/// What the caps cut off of `measure` at the last month, `(effectiveness raw - phi) potential`, t/yr.
pub fn over_claim_t_per_year(
    simulation: &Simulation,
    settings: &Settings<1>,
    run: &Run<1>,
    measure: usize,
    pollutant: Pollutant,
) -> f64 {
    let Some(row) = simulation.coverage.row_of(measure, pollutant) else { return 0.0 };
    let last = row * simulation.padded + simulation.months - 1;
    let [effectiveness, _] = settings.figures.effectiveness(measure).to_array();
    let cut_off = effectiveness * run.coverage.raw()[last] - run.coverage.phi()[last];
    let potential_t = settings.potential_t(simulation, measure, pollutant);
    cut_off * potential_t
}
