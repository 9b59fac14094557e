//! Projects: the rows of the ledger.

use crate::units::{Month, PerPollutant, Pollutant};
use std::sync::Arc;

/// One entry of the ledger: a measure applied to facilities from one month on.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// The id in the ledger, unique.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// Index in [`crate::model::Plan::districts`].
    pub district: Option<usize>,
    /// Index of its measure.
    pub measure: usize,
    /// How far it has come.
    pub status: Status,
    /// The month work begins, when the ledger says it.
    pub started: Option<Month>,
    /// The month of completion.
    pub completion: Month,
    /// How much of the measure's facilities it covers.
    pub size: Size,
    /// Months from completion to full operation: its own, or its measure's; at least 1.
    pub ramp_months: u32,
    /// Its own investment, CNY, in place of the measure's.
    pub capital_cny: Option<f64>,
    /// Remark.
    pub note: String,
    /// The file it stands in.
    pub file: Arc<str>,
    /// Its line there, from 1.
    pub line: usize,
}

/// A figure of a row of totals (合计, 小计) in the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// The file it stands in.
    pub file: Arc<str>,
    /// Its line there, from 1.
    pub line: usize,
    /// What is added up.
    pub amount: Amount,
    /// The total as written.
    pub written: f64,
    /// What the rows add up to.
    pub sum: f64,
}

/// A column of amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// Quantity, in the measure's basis unit.
    Quantity,
    /// Declared reduction, t/yr.
    Declared(Pollutant),
    /// Investment, CNY.
    Capital,
}

/// The size of a project.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    /// In the measure's basis unit.
    Quantity(f64),
    /// Declared reductions, t/yr; `None` where the ledger declares none.
    Declared(PerPollutant<Option<f64>>),
}

/// How far a project has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Planned (计划).
    Planned,
    /// Under way (在建).
    Underway,
    /// Complete (完成).
    Complete,
}

impl Status {
    /// All of them, with their names in files.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Planned, "planned"), (Self::Underway, "underway"), (Self::Complete, "complete")];

    /// The name in files and JSON.
    pub const fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}
