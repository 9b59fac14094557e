//! Beside the fair share: what each measure does alone, what is lost without it, what two both claim.

use crate::analysis;
use crate::locale::Text;
use crate::model::Model;
use crate::units::{Month, PerPollutant};
use serde::{Deserialize, Serialize};

/// What measures do apart from their fair share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overlaps {
    /// The scenario's id.
    pub scenario: String,
    /// The month.
    pub at: Month,
    /// Every measure, in file order.
    pub measures: Vec<ApartRow>,
    /// Measures of which two claim the same tonnes, or help each other; most pollution equivalents first.
    pub pairs: Vec<PairRow>,
}

/// One measure, its fair share and what it does apart, t.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApartRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Whether the plan counts its tonnes.
    pub counts: bool,
    /// Its fair share: `attribution_t`, or `uncounted_t`.
    pub fair_t: PerPollutant<f64>,
    /// What it would cut alone.
    pub alone_t: PerPollutant<f64>,
    /// What would be lost without it.
    pub leave_one_out_t: PerPollutant<f64>,
}

/// Two measures that act on one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    /// Id of the first.
    pub one: String,
    /// Id of the other.
    pub other: String,
    /// Tonnes that both claim; negative where they cut more together than each alone.
    pub overlap_t: PerPollutant<f64>,
}

/// Overlaps below a gram are rounding.
const LEAST_OVERLAP_T: f64 = 1e-6;

impl Overlaps {
    /// Names and ranks what was `found`; `fair_t` by measure.
    pub fn new(model: &Model, at: Month, fair_t: &[PerPollutant<f64>], found: &analysis::Overlaps) -> Self {
        let measures = model.measures.iter().zip(fair_t).zip(&found.apart);
        let measures = measures.map(|((measure, fair_t), apart)| ApartRow {
            id: measure.id.clone(),
            name: measure.name.clone(),
            counts: measure.counts,
            fair_t: *fair_t,
            alone_t: apart.alone_t,
            leave_one_out_t: apart.leave_one_out_t,
        });
        let mut pairs: Vec<_> = found
            .pairs
            .iter()
            .filter(|(_, overlap_t)| overlap_t.0.iter().any(|t| t.abs() > LEAST_OVERLAP_T))
            .map(|(&(one, other), overlap_t)| PairRow {
                one: model.measures[one].id.clone(),
                other: model.measures[other].id.clone(),
                overlap_t: *overlap_t,
            })
            .collect();
        let weight = |pair: &PairRow| model.plan.equivalents(&PerPollutant(pair.overlap_t.0.map(f64::abs)));
        pairs.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        Self { scenario: model.id.clone(), at, measures: measures.collect(), pairs }
    }
}
