//! What the open scenario knows: its measures and districts.

use crate::locale::Text;
use crate::results::Outline;
use serde::Deserialize;

/// What the open scenario knows. An outline of results is one.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Known {
    /// The scenario's name.
    pub name: Text,
    /// Whether its ledger is an example.
    pub illustrative: bool,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// Its districts; any, when there are none.
    pub districts: Vec<Text>,
    /// The ledger it has, in the product's format.
    pub ledger: String,
    /// Projects are added to that ledger; without it they replace it.
    pub adds: bool,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What its quantities are counted in.
    pub basis_unit: Text,
}

impl From<&Outline> for Known {
    fn from(outline: &Outline) -> Self {
        let measure = |measure: &crate::results::MeasureOutline| Measure {
            id: measure.id.clone(),
            name: measure.name.clone(),
            basis_unit: measure.basis_unit.clone(),
        };
        Self {
            name: outline.name.clone(),
            illustrative: outline.illustrative,
            measures: outline.measures.iter().map(measure).collect(),
            districts: outline.districts.clone(),
            ledger: String::new(),
            adds: false,
        }
    }
}

impl Known {
    /// What the quantities of the measure `id` are counted in.
    pub fn unit(&self, id: &str) -> Option<&Text> {
        self.measures.iter().find(|measure| measure.id == id).map(|measure| &measure.basis_unit)
    }
}
