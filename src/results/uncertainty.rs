//! How sure it is, as results give it.

use super::Map;
use crate::analysis::{PollutantUncertainty, Uncertainty};
use crate::units::{Month, PerPollutant};
use serde::{Deserialize, Serialize};

/// What a number of draws say of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UncertaintyResults {
    /// How many draws.
    pub draws: usize,
    /// Their seed.
    pub seed: u64,
    /// By pollutant.
    pub pollutants: PerPollutant<PollutantBands>,
    /// Chance that every pollutant with a target is on schedule at the plan's end.
    pub all_on_schedule: f64,
}

/// Quantiles of the counted reduction by month, t, and chances.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PollutantBands {
    /// 5 % of the draws are below.
    pub p5: Vec<f64>,
    /// 10 % of the draws are below.
    pub p10: Vec<f64>,
    /// 25 % of the draws are below.
    pub p25: Vec<f64>,
    /// Half of the draws are below.
    pub p50: Vec<f64>,
    /// 75 % of the draws are below.
    pub p75: Vec<f64>,
    /// 90 % of the draws are below.
    pub p90: Vec<f64>,
    /// 95 % of the draws are below.
    pub p95: Vec<f64>,
    /// Chance of being on schedule at each December of the plan; empty without a target.
    pub on_schedule: Map<Month, f64>,
    /// Mean of what is missing at the plan's end in the draws that miss the schedule, t.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortfall_t: Option<f64>,
}

impl UncertaintyResults {
    /// `uncertainty` of `draws` draws of `seed`, in the documented shape.
    pub fn new(uncertainty: Uncertainty, draws: usize, seed: u64) -> Self {
        let Uncertainty { pollutants, all_on_schedule } = uncertainty;
        Self {
            draws,
            seed,
            pollutants: PerPollutant(pollutants.0.map(PollutantBands::from)),
            all_on_schedule,
        }
    }
}

impl From<PollutantUncertainty> for PollutantBands {
    fn from(uncertainty: PollutantUncertainty) -> Self {
        let PollutantUncertainty { quantiles_t, on_schedule, shortfall_t } = uncertainty;
        let [p5, p10, p25, p50, p75, p90, p95] = quantiles_t;
        let mut bands = Self { p5, p10, p25, p50, p75, p90, p95, on_schedule: Map::new(), shortfall_t };
        for (month, chance) in on_schedule {
            bands.on_schedule.insert(month, chance);
        }
        bands
    }
}
