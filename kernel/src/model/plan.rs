//! The plan: its months, its targets, and how reductions are counted.

use crate::locale::Text;
use crate::model::Notes;
use crate::units::{Figure, Month, PerPollutant, Pollutant};

/// What one pollution equivalent (污染当量) weighs, kg: the annex of China's Environmental Protection Tax Law.
///
/// The annex lists single VOCs, not their sum; unless a plan says otherwise, the figure of NOx stands in.
pub const EQUIVALENT_KG: PerPollutant<f64> = PerPollutant([0.95, 0.95, 1.0, 0.8, 0.25]);

/// The plan whose schedule is the yardstick.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Month 0, a January.
    pub start: Month,
    /// How many months the plan has, its last included.
    pub months: usize,
    /// Discount rate a year, for annualised costs.
    pub discount_rate: f64,
    /// What one pollution equivalent weighs, kg, by which tonnes of different pollutants are added.
    pub equivalent_kg: PerPollutant<f64>,
    /// When a project's tonnes count.
    pub credit: Credit,
    /// The districts the ledger may name, in file order, or in order of first appearance in the
    /// ledger when the file lists none. The Chinese name is the district's id.
    pub districts: Vec<Text>,
    /// The target of each pollutant that has one.
    pub targets: PerPollutant<Option<Target>>,
    /// Reductions already counted, by month, ascending.
    pub openings: PerPollutant<Vec<Opening>>,
    /// Tonnes set aside for new plants, in file order.
    pub offsets: PerPollutant<Vec<Offset>>,
    /// Where `discount_rate` and `voc_equivalent_kg` come from.
    pub notes: Notes,
}

impl Plan {
    /// The calendar month of month index `i`.
    pub fn month(&self, i: usize) -> Month {
        self.start.plus(i as i32)
    }

    /// Pollution equivalents of `tonnes`, all pollutants together.
    pub fn equivalents(&self, tonnes: &PerPollutant<f64>) -> f64 {
        Pollutant::ALL.into_iter().map(|p| 1000.0 * tonnes[p] / self.equivalent_kg[p]).sum()
    }

    /// The plan's last month.
    pub fn end(&self) -> Month {
        self.month(self.months - 1)
    }
}

/// When a project's tonnes count (method page, section 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credit {
    /// In full after twelve months of full operation (按投运月数折算).
    #[default]
    Months,
    /// A full year at once (按全年能力核算).
    Capacity,
}

/// The cumulative reduction a pollutant must reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Tonnes, cumulative, by the plan's end.
    pub reduction_t: f64,
    /// Shares of the target due by the end of a month, ascending in month and share.
    pub milestones: Vec<(Month, f64)>,
    /// Where the target comes from.
    pub notes: Notes,
}

/// What projects outside the ledger had achieved by a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// By the end of this month.
    pub month: Month,
    /// Tonnes, cumulative.
    pub reduction_t: Figure,
    /// Where it comes from.
    pub notes: Notes,
}

/// Tonnes set aside for new plants (区域削减替代量).
#[derive(Clone, Debug, PartialEq)]
pub struct Offset {
    /// Subtracted from this month on.
    pub month: Month,
    /// Tonnes.
    pub reduction_t: f64,
    /// Where it comes from.
    pub notes: Notes,
}
