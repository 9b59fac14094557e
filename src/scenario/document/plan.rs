//! `[plan]` and `[inventory]` as written.

use super::{SourceNote, Uncertain};
use crate::locale::Text;
use crate::model::Credit;
use crate::scenario::findings::Findings;
use crate::scenario::message;
use crate::scenario::spot::{Field, Required};
use crate::scenario::tree::{Node, Read};
use crate::units::{Month, Pollutant};

/// The plan whose schedule is the yardstick.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Plan {
    /// First month; a January.
    pub start: Required<Month>,
    /// Last month.
    pub end: Required<Month>,
    /// Discount rate a year, for annualised costs (default 0).
    pub discount_rate: Option<Field<f64>>,
    /// What one pollution equivalent of VOCs weighs, kg (default 0.95, as NOx), for costs across pollutants.
    pub voc_equivalent_kg: Option<Field<f64>>,
    /// The districts the ledger may name, in either language (default: any).
    pub districts: Option<Field<Vec<Field<Text>>>>,
    /// When a project's tonnes count: by months in service (default), or a full year at once.
    pub credit: Option<Field<Credit>>,
    /// Targets, one a pollutant that has a schedule.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub target: Vec<Field<Target>>,
    /// Reductions already counted, from projects that are not in the ledger.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub opening: Vec<Field<Opening>>,
    /// Tonnes set aside for new plants.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub offset: Vec<Field<Offset>>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// The cumulative reduction a pollutant must reach.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Target {
    /// The pollutant.
    pub pollutant: Required<Pollutant>,
    /// Tonnes, cumulative, by the plan's end.
    pub reduction_t: Required<f64>,
    /// Share of the target due by the end of a month; straight lines between (default: one line).
    pub milestones: Option<Field<Milestones>>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// Shares of a target by month, in the order of months.
#[derive(Clone, Debug)]
pub struct Milestones(pub Vec<(Month, Field<f64>)>);

/// What projects outside the ledger had achieved by a month.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Opening {
    /// The pollutant.
    pub pollutant: Required<Pollutant>,
    /// By the end of this month.
    pub month: Required<Month>,
    /// Tonnes, cumulative.
    pub reduction_t: Required<Uncertain>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// Tonnes set aside for new plants (区域削减替代量).
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Offset {
    /// The pollutant.
    pub pollutant: Required<Pollutant>,
    /// Subtracted from this month on.
    pub month: Required<Month>,
    /// Tonnes.
    pub reduction_t: Required<f64>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// The year the sources describe.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Inventory {
    /// The year.
    pub year: Required<i64>,
    /// Where the figures come from.
    #[expect(dead_code, reason = "the model has no place for it; it is for readers of the file")]
    pub source_note: Option<SourceNote>,
}

impl Read for Plan {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            start: table.required("start"),
            end: table.required("end"),
            discount_rate: table.optional("discount_rate"),
            voc_equivalent_kg: table.optional("voc_equivalent_kg"),
            districts: table.optional("districts"),
            credit: table.optional("credit"),
            target: table.list("target", &["pollutant"]),
            opening: table.list("opening", &["pollutant", "month"]),
            offset: table.list("offset", &["pollutant", "month"]),
            source_note: SourceNote::of(table, &["discount_rate", "voc_equivalent_kg"]),
        })
    }
}

impl Read for Target {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            pollutant: table.required("pollutant"),
            reduction_t: table.required("reduction_t"),
            milestones: table.optional("milestones"),
            source_note: SourceNote::of(table, &["reduction_t", "milestones"]),
        })
    }
}

impl Read for Milestones {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let mut milestones: Vec<(Month, Field<f64>)> = Vec::new();
        for (key, share) in node.entries(out)? {
            match key.parse::<Month>() {
                Ok(month) => {
                    if let Some(value) = f64::read(&share, out) {
                        let at = milestones.partition_point(|(known, _)| *known <= month);
                        milestones.insert(at, (month, Field { value, spot: share.spot }));
                    }
                }
                Err(_) => out.error(|| message::bad_month_key(&share.spot, key)),
            }
        }
        Some(Self(milestones))
    }
}

impl Read for Opening {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            pollutant: table.required("pollutant"),
            month: table.required("month"),
            reduction_t: table.required("reduction_t"),
            source_note: SourceNote::of(table, &["reduction_t"]),
        })
    }
}

impl Read for Offset {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            pollutant: table.required("pollutant"),
            month: table.required("month"),
            reduction_t: table.required("reduction_t"),
            source_note: SourceNote::of(table, &["reduction_t"]),
        })
    }
}

impl Read for Inventory {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            year: table.required("year"),
            source_note: SourceNote::of(table, &["year"]),
        })
    }
}
