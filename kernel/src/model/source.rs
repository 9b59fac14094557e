//! Emission sources and the pathways of their pollutants.

use crate::locale::Text;
use crate::model::Notes;
use crate::units::{Figure, PerPollutant};

/// A population of facilities that emit.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The id in the file.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// The sector of the economy.
    pub sector: Sector,
    /// What activity is counted in, for example `t clinker`.
    pub unit: Text,
    /// Activity units a year, in the inventory year.
    pub activity: Figure,
    /// Growth of the activity, share a year.
    pub growth: Figure,
    /// The pathway of each pollutant it emits.
    pub pathways: PerPollutant<Option<Pathway>>,
    /// Where activity and growth come from (`value`, `growth`).
    pub notes: Notes,
}

/// From activity to what is released: emission = A g (1 - k e) d / 1000 t/yr.
#[derive(Clone, Debug, PartialEq)]
pub struct Pathway {
    /// g, kg per activity unit (产污系数).
    pub generation: Figure,
    /// k, share of what is generated that goes to treatment (收集率).
    pub capture: Figure,
    /// e, share of the captured load that treatment destroys (去除率).
    pub removal: Figure,
    /// d, share of what is released that reaches the air or the receiving water.
    pub delivery: Figure,
    /// Where the figures come from.
    pub notes: Notes,
}

/// A sector of the economy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sector {
    /// Industry (工业).
    Industry,
    /// Power and heat (能源).
    Energy,
    /// Vehicles and machinery (移动源).
    Mobile,
    /// Households and services (生活).
    Domestic,
    /// Agriculture (农业).
    Agriculture,
    /// Waste and sewage treatment (废弃物与污水处理).
    Waste,
}

impl Sector {
    /// All of them, with their names in files.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Industry, "industry"),
        (Self::Energy, "energy"),
        (Self::Mobile, "mobile"),
        (Self::Domestic, "domestic"),
        (Self::Agriculture, "agriculture"),
        (Self::Waste, "waste"),
    ];

    /// The name in files and JSON.
    pub const fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}
