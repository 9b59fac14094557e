//! What the ledger doctor found: the rows, the figures, what would be right, the tonnes at stake.

mod words;

use crate::analysis::{Finding, FindingKind};
use crate::diagnostic::Severity;
use crate::locale::Text;
use crate::model::Model;
use crate::results::Map;
use crate::units::{PerPollutant, Pollutant};
use serde::Serialize;
use words::{Words, words};

/// A finding in the ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedgerFinding {
    /// Stable name of the kind of finding, for example `coverage-above-all`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Id of the measure, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The rows it is about.
    pub rows: Vec<LedgerRow>,
    /// What was found, with the figures.
    pub message: Text,
    /// What would be right.
    pub hint: Text,
    /// Tonnes at stake, t/yr; pollutants concerned only.
    pub at_stake_t: Map<Pollutant, f64>,
}

/// A row of the ledger in a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedgerRow {
    /// Id of the project; empty for a row of totals.
    pub project: String,
    /// Its file.
    pub file: String,
    /// Its line there.
    pub line: usize,
    /// Tonnes at stake in this row, t/yr.
    pub at_stake_t: Map<Pollutant, f64>,
}

/// Tonnes below this, t/yr, are not at stake.
const LEAST_T_PER_YEAR: f64 = 1e-9;

impl LedgerFinding {
    /// `finding` in words.
    pub fn new(model: &Model, finding: &Finding) -> Self {
        let Words { code, measure, message, hint } = words(model, finding);
        let mut rows: Vec<_> = finding
            .projects
            .iter()
            .map(|(k, tonnes)| {
                let project = &model.projects[*k];
                LedgerRow {
                    project: project.id.clone(),
                    file: project.file.to_string(),
                    line: project.line,
                    at_stake_t: at_stake(tonnes),
                }
            })
            .collect();
        if let FindingKind::TotalDiffers { total } = finding.kind {
            let total = &model.totals[total];
            rows.push(LedgerRow {
                project: String::new(),
                file: total.file.to_string(),
                line: total.line,
                at_stake_t: at_stake(&finding.at_stake_t),
            });
        }
        Self {
            code,
            severity: Severity::Warning,
            measure: measure.map(|m| model.measures[m].id.clone()),
            rows,
            message,
            hint,
            at_stake_t: at_stake(&finding.at_stake_t),
        }
    }
}

fn at_stake(tonnes: &PerPollutant<f64>) -> Map<Pollutant, f64> {
    tonnes.iter().filter(|(_, t)| **t > LEAST_T_PER_YEAR).map(|(p, t)| (p, *t)).collect()
}
