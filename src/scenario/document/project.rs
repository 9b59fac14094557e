//! `[[project]]`, and with it a row of the ledger, as written.

use crate::model::Status;
use crate::scenario::findings::Findings;
use crate::scenario::message;
use crate::scenario::spelling;
use crate::scenario::spot::{Field, Required};
use crate::scenario::tree::{Node, Read};
use crate::units::{Month, Pollutant};
use toml::de::DeValue;

/// A project. Its keys are the columns of the ledger.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Project {
    /// Short name, unique in the ledger.
    pub id: Required<String>,
    /// Name people read (default: the id).
    pub name: Option<Field<String>>,
    /// Where it is.
    pub district: Option<Field<String>>,
    /// A measure's id, or its Chinese or English name.
    pub measure: Required<String>,
    /// How far it has come.
    pub status: Required<Status>,
    /// Month in which work begins.
    pub started: Option<Field<LedgerMonth>>,
    /// Month of completion.
    pub completion: Required<LedgerMonth>,
    /// How much it covers, in the measure's basis unit; this or declared figures.
    pub quantity: Option<Field<f64>>,
    /// Months to full operation (default: the measure's).
    pub ramp_months: Option<Field<i64>>,
    /// Declared reduction of nitrogen oxides, t/yr.
    pub declared_nox_t: Option<Field<f64>>,
    /// Declared reduction of volatile organic compounds, t/yr.
    pub declared_vocs_t: Option<Field<f64>>,
    /// Declared reduction of chemical oxygen demand, t/yr.
    pub declared_cod_t: Option<Field<f64>>,
    /// Declared reduction of ammonia nitrogen, t/yr.
    pub declared_nh3n_t: Option<Field<f64>>,
    /// Declared reduction of total phosphorus, t/yr.
    pub declared_tp_t: Option<Field<f64>>,
    /// Its investment, CNY (default: by the measure's cost).
    pub capital_cny: Option<Field<f64>>,
    /// Remark.
    pub note: Option<Field<String>>,
}

impl Project {
    /// What it declares for `pollutant`, t/yr.
    pub fn declared(&self, pollutant: Pollutant) -> Option<&Field<f64>> {
        match pollutant {
            Pollutant::Nox => self.declared_nox_t.as_ref(),
            Pollutant::Vocs => self.declared_vocs_t.as_ref(),
            Pollutant::Cod => self.declared_cod_t.as_ref(),
            Pollutant::Nh3n => self.declared_nh3n_t.as_ref(),
            Pollutant::Tp => self.declared_tp_t.as_ref(),
        }
    }
}

/// A month in any of the spellings of ledgers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerMonth(pub Month);

impl Read for LedgerMonth {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let month = match node.value {
            DeValue::String(text) => spelling::month(text),
            DeValue::Datetime(date) => spelling::month(&date.to_string()),
            _ => None,
        };
        if month.is_none() {
            out.error(|| message::bad_month(&node.spot, node.value));
        }
        month.map(Self)
    }
}

impl Read for Project {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            id: table.required("id"),
            name: table.optional("name"),
            district: table.optional("district"),
            measure: table.required("measure"),
            status: table.required("status"),
            started: table.optional("started"),
            completion: table.required("completion"),
            quantity: table.optional("quantity"),
            ramp_months: table.optional("ramp_months"),
            declared_nox_t: table.optional("declared_nox_t"),
            declared_vocs_t: table.optional("declared_vocs_t"),
            declared_cod_t: table.optional("declared_cod_t"),
            declared_nh3n_t: table.optional("declared_nh3n_t"),
            declared_tp_t: table.optional("declared_tp_t"),
            capital_cny: table.optional("capital_cny"),
            note: table.optional("note"),
        })
    }
}
