//! `[[measure]]` and `[[lever]]` as written.

use super::{SourceNote, Uncertain};
use crate::locale::Text;
use crate::model::Stage;
use crate::scenario::findings::Findings;
use crate::scenario::spot::{Field, Required};
use crate::scenario::tree::{Node, Read};
use crate::units::Pollutant;

/// A kind of intervention, which projects apply to facilities.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Measure {
    /// Short name, unique among measures.
    pub id: Required<String>,
    /// Name people read; the ledger may use it too (default: the id).
    pub name: Option<Field<Text>>,
    /// The item of the work plan that asks for it.
    pub work_plan_item: Option<Field<i64>>,
    /// All eligible facilities, and what they are counted in.
    pub basis: Required<Basis>,
    /// Whether the plan counts its tonnes (default: yes).
    pub counts: Option<Field<bool>>,
    /// Measures of one group stand on different facilities (default: a group of its own).
    pub group: Option<Field<String>>,
    /// On-stream share times performance as designed, 0 to 1 (default 1).
    pub effectiveness: Option<Field<Uncertain>>,
    /// Months from completion to full operation (default 1).
    pub ramp_months: Option<Field<i64>>,
    /// What a basis unit costs (default: no cost is counted).
    pub cost: Option<Field<Costs>>,
    /// What it changes.
    #[cfg_attr(feature = "schema", schemars(required))]
    pub effect: Vec<Field<Effect>>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// All eligible facilities, and what they are counted in.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Basis {
    /// What is counted, for example t clinker.
    pub unit: Required<Text>,
    /// How much of it there is, above 0.
    pub total: Required<f64>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// What a basis unit costs.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Costs {
    /// CNY a basis unit, once.
    pub capital: Required<Uncertain>,
    /// CNY a basis unit and year.
    pub operating: Required<Uncertain>,
    /// Years.
    pub life: Required<Uncertain>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// What a measure changes on one source: exactly one of `to`, `add` and `reduce`.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Effect {
    /// The source's id.
    pub source: Required<String>,
    /// The pollutants it acts on, each of which the source emits.
    pub pollutants: Required<Vec<Field<Pollutant>>>,
    /// The stage of the pathway it changes.
    pub stage: Required<Stage>,
    /// Capture, removal: the new share, not below today's.
    pub to: Option<Field<Uncertain>>,
    /// Removal: efficiency of a further device behind.
    pub add: Option<Field<Uncertain>>,
    /// Activity, generation, delivery: the share cut, -1 to 1 (negative: it rises).
    pub reduce: Option<Field<Uncertain>>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// A change to a measure.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Lever {
    /// The measure's id.
    pub measure: Required<String>,
    /// Multiplies the planned coverage, 0 or more.
    pub scale: Option<Field<f64>>,
    /// Moves those of its projects that are not complete; negative is earlier.
    pub delay_months: Option<Field<f64>>,
    /// `false` sets the scale to 0.
    pub enabled: Option<Field<bool>>,
    /// Replaces the measure's effectiveness, 0 to 1.
    pub effectiveness: Option<Field<f64>>,
    /// Replaces the `to` of the measure's first effect that has one.
    pub to: Option<Field<f64>>,
    /// Replaces the `reduce` of the measure's first effect that has one.
    pub reduce: Option<Field<f64>>,
    /// Where the figures come from.
    #[expect(dead_code, reason = "the model has no place for it; it is for readers of the file")]
    pub source_note: Option<SourceNote>,
}

impl Read for Measure {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            id: table.required("id"),
            name: table.optional("name"),
            work_plan_item: table.optional("work_plan_item"),
            basis: table.required("basis"),
            counts: table.optional("counts"),
            group: table.optional("group"),
            effectiveness: table.optional("effectiveness"),
            ramp_months: table.optional("ramp_months"),
            cost: table.optional("cost"),
            effect: table.list("effect", &[]),
            source_note: SourceNote::of(
                table,
                &["total", "effectiveness", "ramp_months", "capital", "operating", "life"],
            ),
        })
    }
}

impl Read for Basis {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            unit: table.required("unit"),
            total: table.required("total"),
            source_note: SourceNote::of(table, &["total"]),
        })
    }
}

impl Read for Costs {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            capital: table.required("capital"),
            operating: table.required("operating"),
            life: table.required("life"),
            source_note: SourceNote::of(table, &["capital", "operating", "life"]),
        })
    }
}

impl Read for Effect {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            source: table.required("source"),
            pollutants: table.required("pollutants"),
            stage: table.required("stage"),
            to: table.optional("to"),
            add: table.optional("add"),
            reduce: table.optional("reduce"),
            source_note: SourceNote::of(table, &["to", "add", "reduce"]),
        })
    }
}

impl Read for Lever {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            measure: table.required("measure"),
            scale: table.optional("scale"),
            delay_months: table.optional("delay_months"),
            enabled: table.optional("enabled"),
            effectiveness: table.optional("effectiveness"),
            to: table.optional("to"),
            reduce: table.optional("reduce"),
            source_note: SourceNote::of(table, &["scale", "delay_months", "effectiveness", "to", "reduce"]),
        })
    }
}
