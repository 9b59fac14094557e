//! What leaves the engine: the documented result shape (`docs/scenario-format.md`, "Results").
//!
//! Shells and charts see these types and nothing behind them, so any figure on screen is also in the
//! JSON. Field names are the JSON keys.

use crate::locale::Text;
use crate::model::{Credit, Grade};
use crate::units::{Month, PerPollutant, Pollutant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// How a counted reduction stands against the schedule (method page, section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// On or above the schedule (达到时序进度).
    Ahead,
    /// At least 95 % of the schedule (临界).
    AtRisk,
    /// Below that (滞后).
    Behind,
}

/// What a page needs to know of a scenario before anything is run: names, levers, provenance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The scenario's id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it is about.
    pub description: Text,
    /// Whether the ledger's rows are examples.
    pub illustrative: bool,
    /// The plan's months.
    pub months: Vec<Month>,
    /// The inventory year.
    pub inventory_year: i32,
    /// When a project's tonnes count: `months` or `capacity`.
    pub credit: CreditName,
    /// How many projects the ledger has.
    pub projects: usize,
    /// Districts.
    pub districts: Vec<String>,
    /// The targets, for pollutants that have one.
    pub targets: BTreeMap<Pollutant, TargetOutline>,
    /// Opening points (months and tonnes), by pollutant.
    pub openings: PerPollutant<Vec<OpeningOutline>>,
    /// The sources, in inventory order.
    pub sources: Vec<SourceOutline>,
    /// The measures, in file order.
    pub measures: Vec<MeasureOutline>,
}

/// [`Credit`] as written in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CreditName {
    /// By months.
    Months,
    /// By capacity.
    Capacity,
}

impl From<Credit> for CreditName {
    fn from(credit: Credit) -> Self {
        match credit {
            Credit::Months => Self::Months,
            Credit::Capacity => Self::Capacity,
        }
    }
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// `A`, `B`, `C`, or nothing when the file gives no grade.
    pub grade: Option<String>,
    /// The note of the file, its grade included.
    pub text: Text,
}

impl From<&crate::model::Note> for Provenance {
    fn from(note: &crate::model::Note) -> Self {
        let grade = note.grade.map(|grade| match grade {
            Grade::A => "A".to_owned(),
            Grade::B => "B".to_owned(),
            Grade::C => "C".to_owned(),
        });
        Self { grade, text: note.text.clone() }
    }
}

/// A target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetOutline {
    /// Tonnes, cumulative, by the plan's end.
    pub reduction_t: f64,
    /// Whether it is an estimate: its note is graded C, or it has none.
    pub estimate: bool,
    /// Where it comes from.
    pub provenance: Option<Provenance>,
}

/// An opening point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpeningOutline {
    /// By the end of this month.
    pub month: Month,
    /// Tonnes, cumulative.
    pub reduction_t: f64,
    /// Whether it is an estimate: its note is graded C, or it has none.
    pub estimate: bool,
    /// Where it comes from.
    pub provenance: Option<Provenance>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceOutline {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its sector.
    pub sector: String,
}

/// A measure, with what a slider needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureOutline {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The item of the work plan that asks for it.
    pub work_plan_item: Option<u32>,
    /// Whether it acts on NOx or VOCs (else on water).
    pub air: bool,
    /// The pollutants it acts on.
    pub pollutants: Vec<Pollutant>,
    /// Whether the plan counts its tonnes.
    pub counts: bool,
    /// What its facilities are counted in.
    pub basis_unit: Text,
    /// All eligible facilities, in basis units.
    pub basis_total: f64,
    /// How many projects of the ledger apply it.
    pub projects: usize,
    /// How many of those are complete and so never move.
    pub complete: usize,
    /// Where the scenario's own levers put it.
    pub lever: LeverState,
    /// Effectiveness when no lever replaces it.
    pub effectiveness: f64,
    /// Where its figures come from.
    pub provenance: Option<Provenance>,
}

/// A lever's position.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeverState {
    /// Multiplies the planned coverage.
    pub scale: f64,
    /// Months.
    pub delay_months: f64,
    /// Whether the measure is taken at all.
    pub enabled: bool,
    /// Effectiveness in force.
    pub effectiveness: f64,
}
