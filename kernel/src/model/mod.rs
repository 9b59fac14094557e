//! The checked model: immutable, indices instead of names.
//!
//! Only the reading of scenarios builds one, after every range and reference has been checked, so code
//! that holds a [`Model`] need not check again. It knows neither TOML nor CSV.

mod address;
mod figure;
mod measure;
mod plan;
mod project;
mod source;

pub use address::{Address, CostPart};
pub use figure::{FigureKey, Grade, Note, Notes};
pub use measure::{Change, Cost, Effect, Lever, Measure, Stage};
pub use plan::{Credit, EQUIVALENT_KG, Offset, Opening, Plan, Target};
pub use project::{Amount, Project, Size, Status, Total};
pub use source::{Pathway, Sector, Source};

use crate::locale::Text;

/// A scenario, checked: everything a simulation needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The scenario's id, as the file gives it.
    pub id: String,
    /// The scenario's name.
    pub name: Text,
    /// What it is about; empty when the file says nothing.
    pub description: Text,
    /// The period, the targets and how reductions are counted.
    pub plan: Plan,
    /// The year whose activity and pathways `sources` describe.
    pub inventory_year: i32,
    /// The inventory, in file order.
    pub sources: Vec<Source>,
    /// The measures, in file order.
    pub measures: Vec<Measure>,
    /// How many exclusion groups `Measure::group` refers to; a measure without one is its own.
    pub groups: usize,
    /// The ledger, in file order.
    pub projects: Vec<Project>,
    /// What the ledger's own rows of totals say.
    pub totals: Vec<Total>,
    /// The scenario's own levers, in file order (a variant's after its base's).
    pub levers: Vec<Lever>,
    /// What is known of delays, delivery and correlation.
    pub uncertainty: Uncertainty,
    /// Whether the ledger's rows are examples rather than records.
    pub illustrative: bool,
}

/// What is uncertain beside the figures themselves (method page, section 8).
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertainty {
    /// Correlation of delays within a measure, 0 to 1.
    pub delay_correlation: f64,
    /// By project status, in the order of [`Status`].
    pub status: [StatusUncertainty; 3],
    /// Correlations between figures, as listed.
    pub correlations: Vec<(FigureKey, FigureKey, f64)>,
    /// Where `delay_correlation` comes from.
    pub notes: Notes,
    /// Where delay and delivery come from, in the order of [`Status`].
    pub status_notes: [Notes; 3],
    /// Where each correlation comes from (`rho`).
    pub correlation_notes: Vec<Notes>,
}

/// Delay and delivery of the projects of one status.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StatusUncertainty {
    /// Delay in months.
    pub delay_months: crate::units::Figure,
    /// Probability that the project enters service at all, 0 to 1.
    pub delivered: f64,
}

impl Default for Uncertainty {
    fn default() -> Self {
        use crate::units::Figure;
        let status = |low, mode, high, delivered| StatusUncertainty {
            delay_months: Figure { low, mode, high },
            delivered,
        };
        Self {
            delay_correlation: 0.3,
            status: [status(0.0, 2.0, 9.0, 0.85), status(0.0, 1.0, 4.0, 0.95), status(0.0, 0.0, 0.0, 1.0)],
            correlations: Vec::new(),
            notes: Notes::default(),
            status_notes: <[Notes; 3]>::default(),
            correlation_notes: Vec::new(),
        }
    }
}
