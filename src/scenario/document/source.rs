//! `[[source]]` as written.

use super::{SourceNote, Uncertain};
use crate::locale::Text;
use crate::model::Sector;
use crate::scenario::findings::Findings;
use crate::scenario::spot::{Field, Required};
use crate::scenario::tree::{Node, Read};
use crate::units::Pollutant;

/// A population of facilities that emit.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[expect(clippy::struct_field_names, reason = "the keys of the file")]
pub struct Source {
    /// Short name, unique among sources.
    pub id: Required<String>,
    /// Name people read (default: the id).
    pub name: Option<Field<Text>>,
    /// Sector of the economy.
    pub sector: Required<Sector>,
    /// How much there is of what emits.
    pub activity: Required<Activity>,
    /// From activity to what is released, by pollutant.
    pub pathway: Required<Pathways>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// How much there is of what emits.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Activity {
    /// Units a year, in the inventory year.
    pub value: Required<Uncertain>,
    /// What is counted, for example t clinker.
    pub unit: Required<Text>,
    /// Growth, share a year (default 0).
    pub growth: Option<Field<Uncertain>>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// The pathways of the pollutants a source emits.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Pathways {
    /// Nitrogen oxides, as NO2.
    pub nox: Option<Field<Pathway>>,
    /// Volatile organic compounds.
    pub vocs: Option<Field<Pathway>>,
    /// Chemical oxygen demand.
    pub cod: Option<Field<Pathway>>,
    /// Ammonia nitrogen.
    pub nh3n: Option<Field<Pathway>>,
    /// Total phosphorus.
    pub tp: Option<Field<Pathway>>,
}

impl Pathways {
    /// The pathway of `pollutant`.
    pub fn of(&self, pollutant: Pollutant) -> Option<&Field<Pathway>> {
        match pollutant {
            Pollutant::Nox => self.nox.as_ref(),
            Pollutant::Vocs => self.vocs.as_ref(),
            Pollutant::Cod => self.cod.as_ref(),
            Pollutant::Nh3n => self.nh3n.as_ref(),
            Pollutant::Tp => self.tp.as_ref(),
        }
    }
}

/// From activity to what is released.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Pathway {
    /// kg generated per activity unit.
    pub generation: Required<Uncertain>,
    /// Share of what is generated that goes to treatment, 0 to 1 (default 1).
    pub capture: Option<Field<Uncertain>>,
    /// Share of the captured load that treatment destroys, 0 to 1 (default 0).
    pub removal: Option<Field<Uncertain>>,
    /// Share of what is released that reaches the air or the receiving water, 0 to 1 (default 1).
    pub delivery: Option<Field<Uncertain>>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

impl Read for Source {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            id: table.required("id"),
            name: table.optional("name"),
            sector: table.required("sector"),
            activity: table.required("activity"),
            pathway: table.required("pathway"),
            source_note: SourceNote::of(table, &["value", "growth"]),
        })
    }
}

impl Read for Activity {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            value: table.required("value"),
            unit: table.required("unit"),
            growth: table.optional("growth"),
            source_note: SourceNote::of(table, &["value", "growth"]),
        })
    }
}

impl Read for Pathways {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            nox: table.optional("nox"),
            vocs: table.optional("vocs"),
            cod: table.optional("cod"),
            nh3n: table.optional("nh3n"),
            tp: table.optional("tp"),
        })
    }
}

impl Read for Pathway {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            generation: table.required("generation"),
            capture: table.optional("capture"),
            removal: table.optional("removal"),
            delivery: table.optional("delivery"),
            source_note: SourceNote::of(table, &["generation", "capture", "removal", "delivery"]),
        })
    }
}
