//! A scenario file as written: texts, numbers and names with their places, nothing resolved or checked yet.
//!
//! The types mirror the file key by key and also make the schema that editors use, so a key is added here
//! and in `docs/scenario-format.md`, and the schema renewed. A `Required` key that is missing has been reported;
//! ranges and references are the business of [`super::check`].

mod figure;
mod measure;
mod plan;
mod project;
mod source;
mod uncertainty;

pub use figure::{SourceNote, Uncertain};
pub use measure::{Effect, Lever, Measure};
pub use plan::{Inventory, Milestones, Offset, Opening, Plan, Target};
pub use project::{LedgerMonth, Project};
pub use source::{Activity, Pathway, Source};
pub use uncertainty::{Correlation, StatusTable, Statuses, Uncertainty};
#[cfg(feature = "schema")]
pub use {
    measure::{Basis, Costs},
    source::Pathways,
};

use super::findings::Findings;
use super::message;
use super::spot::{Field, Required};
use super::tree::{Node, Read, Table};
use crate::locale::Text;
use crate::model::Status;

/// A file: a whole scenario, or a variant of one.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged, title = "Jianpai scenario"))]
pub enum File {
    /// Has no `base`.
    Scenario(Box<Scenario>),
    /// Has a `base`.
    Variant(Box<Variant>),
}

/// A scenario of the Jianpai emission-reduction simulator.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Scenario {
    /// Version of the format: 1.
    pub format: Required<i64>,
    /// Short name for files, links and tables.
    pub id: Required<String>,
    /// Name people read.
    pub name: Required<Text>,
    /// What it is about.
    pub description: Option<Field<Text>>,
    /// Only projects of these statuses take part (default: all).
    pub only_status: Option<Field<Vec<Field<Status>>>>,
    /// The period, the targets and how reductions are counted.
    pub plan: Required<Plan>,
    /// The year the sources describe.
    pub inventory: Required<Inventory>,
    /// The sources of emissions.
    #[cfg_attr(feature = "schema", schemars(required))]
    pub source: Vec<Field<Source>>,
    /// The kinds of intervention.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub measure: Vec<Field<Measure>>,
    /// What is known of delays, delivery and correlation.
    pub uncertainty: Option<Field<Uncertainty>>,
    /// Where the projects are.
    pub ledger: Option<Field<Ledger>>,
    /// The projects, when no ledger file holds them; the keys are the columns of the ledger.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub project: Vec<Field<Project>>,
    /// Changes to measures.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub lever: Vec<Field<Lever>>,
}

/// A variant: another scenario, changed by levers and targets.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Variant {
    /// Version of the format: 1.
    pub format: Option<Field<i64>>,
    /// The file it varies, in the same folder or below it.
    pub base: Required<String>,
    /// Short name for files, links and tables (default: that of the base).
    pub id: Option<Field<String>>,
    /// Name people read (default: that of the base).
    pub name: Option<Field<Text>>,
    /// What it is about (default: that of the base).
    pub description: Option<Field<Text>>,
    /// Only projects of these statuses take part (default: as in the base).
    pub only_status: Option<Field<Vec<Field<Status>>>>,
    /// Targets that replace those of the same pollutants.
    pub plan: Option<Field<VariantPlan>>,
    /// Delays and delivery that replace those of the same statuses.
    pub uncertainty: Option<Field<VariantUncertainty>>,
    /// Changes to measures; they override those of the base key by key.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub lever: Vec<Field<Lever>>,
}

/// What a variant may change of the plan.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct VariantPlan {
    /// Targets that replace those of the same pollutants.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub target: Vec<Field<Target>>,
}

/// What a variant may change of the uncertainty.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct VariantUncertainty {
    /// By project status.
    pub status: Option<Field<Statuses>>,
}

/// Where the projects are.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Ledger {
    /// The CSV file, in the same folder or below it.
    pub file: Option<Field<String>>,
    /// Whether its rows are examples rather than records (default: no).
    pub illustrative: Option<Field<bool>>,
}

impl Read for File {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let is_variant = node.value.as_table().is_some_and(|root| root.contains_key("base"));
        if is_variant {
            Some(Self::Variant(Box::new(node.table(out, Variant::read)?)))
        } else {
            Some(Self::Scenario(Box::new(node.table(out, Scenario::read)?)))
        }
    }
}

impl Scenario {
    fn read(table: &mut Table) -> Self {
        Self {
            format: table.required("format"),
            id: table.required("id"),
            name: table.required("name"),
            description: table.optional("description"),
            only_status: table.optional("only_status"),
            plan: table.required("plan"),
            inventory: table.required("inventory"),
            source: table.list("source", &["id"]),
            measure: table.list("measure", &["id"]),
            uncertainty: table.optional("uncertainty"),
            ledger: table.optional("ledger"),
            project: table.list("project", &["id"]),
            lever: table.list("lever", &["measure"]),
        }
    }
}

impl Variant {
    fn read(table: &mut Table) -> Self {
        table.refuse(&["inventory", "source", "measure", "ledger", "project"], message::not_in_variant);
        Self {
            format: table.optional("format"),
            base: table.required("base"),
            id: table.optional("id"),
            name: table.optional("name"),
            description: table.optional("description"),
            only_status: table.optional("only_status"),
            plan: table.optional("plan"),
            uncertainty: table.optional("uncertainty"),
            lever: table.list("lever", &["measure"]),
        }
    }
}

impl Read for VariantPlan {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| {
            let others = [
                "start",
                "end",
                "discount_rate",
                "voc_equivalent_kg",
                "districts",
                "credit",
                "opening",
                "offset",
                "source_note",
            ];
            table.refuse(&others, message::not_in_variant);
            Self { target: table.list("target", &["pollutant"]) }
        })
    }
}

impl Read for VariantUncertainty {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| {
            table.refuse(&["delay_correlation", "correlation"], message::not_in_variant);
            Self { status: table.optional("status") }
        })
    }
}

impl Read for Ledger {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            file: table.optional("file"),
            illustrative: table.optional("illustrative"),
        })
    }
}
