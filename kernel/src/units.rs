//! Calendar months, pollutants and figures: the units every other module counts in.
//!
//! Plain numbers carry their unit in their name (`_t`, `_t_per_year`, `_cny`, `_months`), here as in
//! the files and in the JSON; shares are numbers from 0 to 1.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Index, IndexMut};
use std::str::FromStr;

/// A calendar month, ordered and countable: `2024-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(i32);

impl Month {
    /// The month `month` (1 to 12) of `year` (1 to 9999); `None` outside.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Self(year * 12 + month as i32 - 1))
    }

    /// December of `year`.
    pub const fn december(year: i32) -> Self {
        Self(year * 12 + 11)
    }

    /// The year, for example 2024.
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub const fn month(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// Months from `start` to this one; negative when this one is earlier.
    pub const fn since(self, start: Self) -> i32 {
        self.0 - start.0
    }

    /// The month `months` later.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

/// A text that is not a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMonth;

impl fmt::Display for NotAMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a month like 2024-09")
    }
}

impl std::error::Error for NotAMonth {}

/// Reads `2024-09`, and nothing else: the spellings of ledgers are the ledger reader's.
impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(NotAMonth);
        }
        let (year, month) = (year.parse().map_err(|_| NotAMonth)?, month.parse().map_err(|_| NotAMonth)?);
        Self::new(year, month).ok_or(NotAMonth)
    }
}

impl Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// One of the five pollutants the plan counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pollutant {
    /// Nitrogen oxides, as NO2 (氮氧化物).
    Nox,
    /// Volatile organic compounds (挥发性有机物).
    Vocs,
    /// Chemical oxygen demand (化学需氧量).
    Cod,
    /// Ammonia nitrogen (氨氮).
    Nh3n,
    /// Total phosphorus (总磷).
    Tp,
}

impl Pollutant {
    /// All five, in the order of every list and file.
    pub const ALL: [Self; 5] = [Self::Nox, Self::Vocs, Self::Cod, Self::Nh3n, Self::Tp];

    /// The name in files and JSON: `nox vocs cod nh3n tp`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Nox => "nox",
            Self::Vocs => "vocs",
            Self::Cod => "cod",
            Self::Nh3n => "nh3n",
            Self::Tp => "tp",
        }
    }

    /// The pollutant that files call `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.id() == id)
    }

    /// Whether it goes to the air (NOx, VOCs) rather than to water.
    pub const fn is_air(self) -> bool {
        matches!(self, Self::Nox | Self::Vocs)
    }
}

/// One value for each pollutant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerPollutant<T>(pub [T; 5]);

impl<T> PerPollutant<T> {
    /// The value that `make` gives for each pollutant.
    pub fn from_fn(make: impl FnMut(Pollutant) -> T) -> Self {
        Self(Pollutant::ALL.map(make))
    }

    /// Each pollutant with its value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Pollutant, &T)> {
        Pollutant::ALL.into_iter().zip(&self.0)
    }
}

impl<T> Index<Pollutant> for PerPollutant<T> {
    type Output = T;

    fn index(&self, pollutant: Pollutant) -> &T {
        &self.0[pollutant as usize]
    }
}

impl<T> IndexMut<Pollutant> for PerPollutant<T> {
    fn index_mut(&mut self, pollutant: Pollutant) -> &mut T {
        &mut self.0[pollutant as usize]
    }
}

/// As a map from pollutant ids, in order.
impl<T: Serialize> Serialize for PerPollutant<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerPollutant<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Five<T> {
            nox: T,
            vocs: T,
            cod: T,
            nh3n: T,
            tp: T,
        }
        Five::deserialize(deserializer).map(|five| Self([five.nox, five.vocs, five.cod, five.nh3n, five.tp]))
    }
}

/// A figure of the model: a point, or a triangular distribution whose mode the central run uses.
///
/// `low <= mode <= high`; a point has all three equal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The least possible value.
    pub low: f64,
    /// The most likely value; the central run uses it.
    pub mode: f64,
    /// The greatest possible value.
    pub high: f64,
}

impl Figure {
    /// A figure known exactly.
    pub const fn point(value: f64) -> Self {
        Self { low: value, mode: value, high: value }
    }

    /// Whether there is nothing to draw.
    pub fn is_point(self) -> bool {
        self.low >= self.high
    }
}
