//! Of outline and results what the charts of a first picture are drawn from: reading all of them from JavaScript would
//! double the weight of drawing.

use super::{DrawnOutline, DrawnResults};
use crate::locale::Text;
use crate::results::{
    CostResults, CreditName, OpeningOutline, Outline, PollutantBands, PollutantResults, Results,
    UncertaintyResults,
};
use crate::units::{Month, PerPollutant};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub struct LeanOutline {
    openings: PerPollutant<Vec<Opening>>,
}

#[derive(Deserialize)]
struct Opening {
    month: Month,
    reduction_t: f64,
    estimate: bool,
}

#[derive(Deserialize)]
pub struct LeanResults {
    months: Vec<Month>,
    at: Month,
    pollutants: PerPollutant<Series>,
    uncertainty: Option<Draws>,
}

#[derive(Default, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the documented keys")]
struct Series {
    target_t: Option<f64>,
    schedule_t: Option<Vec<f64>>,
    reduction_t: Vec<f64>,
}

#[derive(Deserialize)]
struct Draws {
    pollutants: PerPollutant<Bands>,
}

#[derive(Default, Deserialize)]
struct Bands {
    p10: Vec<f64>,
    p25: Vec<f64>,
    p75: Vec<f64>,
    p90: Vec<f64>,
}

impl From<LeanOutline> for DrawnOutline {
    fn from(LeanOutline { openings }: LeanOutline) -> Self {
        let opening = |Opening { month, reduction_t, estimate }| OpeningOutline {
            month,
            reduction_t,
            estimate,
            provenance: None,
        };
        Self(Outline {
            id: String::new(),
            name: Text::default(),
            description: Text::default(),
            illustrative: false,
            months: Vec::new(),
            inventory_year: 0,
            credit: CreditName::Months,
            projects: 0,
            districts: Vec::new(),
            targets: BTreeMap::new(),
            openings: PerPollutant(openings.0.map(|of_one| of_one.into_iter().map(opening).collect())),
            sources: Vec::new(),
            measures: Vec::new(),
        })
    }
}

impl From<LeanResults> for DrawnResults {
    fn from(LeanResults { months, at, pollutants, uncertainty }: LeanResults) -> Self {
        let series = |Series { target_t, schedule_t, reduction_t }| PollutantResults {
            target_t,
            schedule_t,
            reduction_t,
            ..PollutantResults::default()
        };
        let bands =
            |Bands { p10, p25, p75, p90 }| PollutantBands { p10, p25, p75, p90, ..PollutantBands::default() };
        Self(Results {
            scenario: String::new(),
            months,
            at,
            pollutants: PerPollutant(pollutants.0.map(series)),
            over_claim_t_per_year: BTreeMap::new(),
            already_in_inventory: Vec::new(),
            cost: CostResults::default(),
            uncertainty: uncertainty.map(|Draws { pollutants }| UncertaintyResults {
                draws: 0,
                seed: 0,
                pollutants: PerPollutant(pollutants.0.map(bands)),
                all_on_schedule: 0.0,
            }),
            warnings: Vec::new(),
        })
    }
}
