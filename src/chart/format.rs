//! Numbers and months as people write them.

use crate::locale::{Lang, amount, fixed};
use crate::units::Month;

/// A unit that numbers are divided into before they are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// What one of it is, in the base unit.
    pub size: f64,
    /// Its name: 吨, 万吨, t.
    pub name: &'static str,
}

impl Unit {
    /// The unit in which tonnes up to `largest` are best read.
    pub fn of_tonnes(largest: f64, lang: Lang) -> Self {
        match (lang, largest.abs()) {
            (Lang::Zh, t) if t >= 1e9 => Self { size: 1e8, name: "亿吨" },
            (Lang::Zh, t) if t >= 1e5 => Self { size: 1e4, name: "万吨" },
            (Lang::Zh, _) => Self { size: 1.0, name: "吨" },
            (Lang::En, t) if t >= 1e9 => Self { size: 1e9, name: "billion t" },
            (Lang::En, t) if t >= 1e6 => Self { size: 1e6, name: "million t" },
            (Lang::En, _) => Self { size: 1.0, name: "t" },
        }
    }

    /// The one unit in which prices up to `largest`, CNY, are written; the same in the tables of the page.
    pub fn of_price(largest: f64, lang: Lang) -> Self {
        match (lang, largest.abs()) {
            (Lang::Zh, cny) if cny >= 1e4 => Self { size: 1e4, name: "万元" },
            (Lang::Zh, _) => Self { size: 1.0, name: "元" },
            (Lang::En, cny) if cny >= 1e4 => Self { size: 1e3, name: "thousand CNY" },
            (Lang::En, _) => Self { size: 1.0, name: "CNY" },
        }
    }

    /// Per cent of 1.
    pub const fn percent() -> Self {
        Self { size: 0.01, name: "%" }
    }

    /// `value`, given in the base unit, without the unit's name.
    pub fn number(self, value: f64) -> String {
        amount(value / self.size)
    }

    /// `value`, given in the base unit, with the unit's name.
    pub fn figure(self, value: f64, lang: Lang) -> String {
        format!("{}{}{}", self.number(value), lang.pick("", " "), self.name)
    }
}

/// A share of 1 in per cent, to one decimal: `73.9%`.
pub fn percent(share: f64) -> String {
    format!("{}%", fixed(100.0 * share, usize::from(share.abs() < 99.995)))
}

/// A month as people write it: 2024年12月, Dec 2024.
pub fn month(month: Month, lang: Lang) -> String {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match lang {
        Lang::Zh => format!("{}年{}月", month.year(), month.month()),
        Lang::En => format!("{} {}", NAMES[month.month() as usize - 1], month.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_amounts_are_read_in_wan() {
        let unit = Unit::of_tonnes(123_456.0, Lang::Zh);
        assert_eq!(unit.figure(123_456.0, Lang::Zh), "12.3万吨");
        assert_eq!(Unit::of_tonnes(99_000.0, Lang::Zh).figure(8420.0, Lang::Zh), "8,420吨");
        assert_eq!(Unit::of_price(3.8e5, Lang::Zh).figure(382_372.0, Lang::Zh), "38.2万元");
        assert_eq!(Unit::of_tonnes(2.5e6, Lang::En).figure(2.5e6, Lang::En), "2.50 million t");
    }
}
