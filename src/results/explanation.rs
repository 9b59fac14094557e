//! How a number comes about: its formula, the values in it, and where they come from.

use crate::analysis::By;
use crate::locale::Text;
use crate::results::Provenance;
use crate::units::{Month, Pollutant};
use serde::{Deserialize, Serialize};

/// Which number is to be explained. What a kind needs and is not given stands in the view: the first pollutant, the last
/// month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Subject {
    /// What it is.
    pub kind: Kind,
    /// The pollutant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pollutant: Option<Pollutant>,
    /// The month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Month>,
    /// Id of the measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Id of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Name of the district; empty for projects without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Id of the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// Number of the work plan's item; 0 for measures without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<u32>,
    /// Measures or projects, where all contributions but some are asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// Their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// Whether it is of measures that don't count, where what counts is told apart.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub uncounted: bool,
    /// The year, of investments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// How many draws a chance or a quantile rests on, and what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draws: Option<(usize, f64)>,
    /// Their seed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u32>,
    /// Id of the uncertain figure (of several that are correlated, joined by `+`), and whether it is at its high; without
    /// this, how far the two ends are apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// See `figure`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<bool>,
    /// What a comparison has there instead; the number is then the difference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<f64>,
    /// Whose number it is, if not the run's own; with `against`, whose number that is. Who asks sees to it that the run is
    /// that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Id of the other measure of an overlap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// What is put over the counted reduction; a contribution without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Kind>,
    /// Group of uncertain figures, as total effects have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// A second number that draws gave and the first rests on: which one, the kinds say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<f64>,
    /// Which finding of the ledger doctor, by its number in the list, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<usize>,
    /// Which quantile: per cent of the draws that are below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantile: Option<u32>,
}

/// Whose number it is, if not that of what is in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The same scenario's, before levers moved.
    Unmoved,
    /// That of the scenario compared with.
    Baseline,
}

/// Kinds of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// R: counted reduction, t.
    #[default]
    Reduction,
    /// Opening tonnes.
    Opening,
    /// Tonnes set aside.
    Offset,
    /// The same as it enters R: 0 or less, t.
    Deduction,
    /// S: what the schedule asks for, t.
    Schedule,
    /// R over the target.
    Share,
    /// R less S, in points of the target.
    Points,
    /// R less S, t.
    Gap,
    /// What measures that count cut in a month, t/yr; of one measure or project with one.
    Cut,
    /// What a measure (at one source with a source), project, district, source, item or all of them brings, t.
    Contribution,
    /// What a measure would cut as the only one (at one source with a source), t.
    Alone,
    /// What would be lost if a measure alone were missing; likewise.
    LeaveOneOut,
    /// What a measure and an `other` both claim; likewise.
    Overlap,
    /// What all measures, or a district, source or item, cut, whether it counts or not, t.
    Physical,
    /// Share of what is eligible that a measure covers.
    Coverage,
    /// Emission under all measures, t/yr; of one source with a source.
    Emission,
    /// Emission without any measure, t/yr; of one source with a source.
    NoAction,
    /// What all measures cut of the emission, t/yr; of one source with a source.
    Abated,
    /// Activity of a source in a month.
    Activity,
    /// What caps cut off of a measure, t/yr.
    OverClaim,
    /// Investment, CNY; of one measure, project, district, source, item or year with one.
    Capital,
    /// Running cost, CNY/yr; likewise.
    Operating,
    /// Annualised cost, CNY/yr; likewise.
    Annualised,
    /// What a year of full operation cuts, t/yr; likewise.
    FullYear,
    /// CNY a pollution equivalent in such a year; likewise.
    PerEquivalent,
    /// The target of the whole plan, t.
    Target,
    /// What a measure brings, or `part_of`, over the counted reduction.
    Part,
    /// A quantile of the counted reduction over all draws, t.
    Quantile,
    /// What is missing at the plan's end in the mean of the draws that miss the schedule, t; `beside`: the chance that
    /// draws don't.
    Shortfall,
    /// The counted reduction with one uncertain figure at its low or high, t.
    Swing,
    /// What one figure of the list (`figure` its address, `high` whether at the higher value it is tried at) changes of R
    /// against the schedule, in points of the target; in t without one.
    Influence,
    /// Share of the variance of R because of a `group` or a `figure`; `beside`: the standard deviation of R, t.
    TotalEffect,
    /// Its standard error; `beside` likewise.
    TotalEffectError,
    /// Chance of missing the target at the plan's end; of missing any without a pollutant.
    Missing,
    /// The same with a project on time.
    MissingOnTime,
    /// By how much that is less; `beside`: the chance of missing as it is.
    Gain,
    /// Its standard error; `beside`: the gain.
    GainError,
    /// What a project brings more by the plan's end if it is on time, in the mean of the draws, t.
    GainT,
    /// CNY a tonne in a year of full operation; likewise.
    Price,
    /// Chance on schedule in the month; of all pollutants without one.
    Chance,
    /// How many projects the ledger lists, without those in `except`; `beside`: how many rows are shown.
    LedgerRows,
    /// Their quantities, all of one measure, in its unit; `beside`: what the rows shown add up to.
    LedgerQuantity,
    /// What they declare, t/yr; `beside`: what the rows shown add up to.
    LedgerDeclared,
    /// The investments that they state, CNY; likewise.
    LedgerCapital,
    /// Tonnes at stake, t/yr, in the `finding` of the ledger doctor; in one project of it with one.
    AtStake,
}

/// How a number comes about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// What was asked.
    pub subject: Subject,
    /// What it is of, and when.
    pub title: Text,
    /// The number, with its symbol, name and unit.
    pub result: Quantity,
    /// How it follows from the terms.
    pub formula: Formula,
    /// What the formula refers to.
    pub terms: Vec<Term>,
    /// The rule in words, with what to bear in mind.
    pub note: Text,
}

/// A number with its symbol, name and unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Quantity {
    /// The symbol of the method page.
    pub symbol: String,
    /// What it is.
    pub name: Text,
    /// The number.
    pub value: f64,
    /// What it is counted in.
    pub unit: Text,
    /// Whether it is a share, that people read in per cent.
    pub share: bool,
}

/// A quantity in a formula.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Term {
    /// The number.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// Address of the figure that it is, in the list of figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// Where the figure comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// Where its value comes from, if not from a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<Assumed>,
    /// What explains it in turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<Subject>,
}

/// A value for which no document is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assumed {
    /// The format's default: the file does not state the figure.
    Default,
    /// What a lever puts in place of the file's.
    Lever,
}

/// A formula over terms.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// A term, by its number.
    Term(usize),
    /// A number that the method fixes.
    Number(f64),
    /// The sum.
    Sum(Vec<Formula>),
    /// The sum of the terms from the first number to before the second, written with one symbol.
    Series(usize, usize),
    /// The first less the second.
    Less(Box<[Formula; 2]>),
    /// The product.
    Times(Vec<Formula>),
    /// The first over the second.
    Over(Box<[Formula; 2]>),
    /// The first to the power of the second.
    Power(Box<[Formula; 2]>),
    /// The least.
    Least(Vec<Formula>),
    /// The greatest.
    Most(Vec<Formula>),
}

impl Formula {
    /// `a` less `b`.
    pub fn less(a: Self, b: Self) -> Self {
        Self::Less(Box::new([a, b]))
    }

    /// `a` over `b`.
    pub fn over(a: Self, b: Self) -> Self {
        Self::Over(Box::new([a, b]))
    }

    /// `a` to the power of `b`.
    pub fn power(a: Self, b: Self) -> Self {
        Self::Power(Box::new([a, b]))
    }

    /// Its value, with a power worked out by `pow`.
    pub fn value(&self, terms: &[Term], pow: fn(f64, f64) -> f64) -> f64 {
        let of = |formula: &Self| formula.value(terms, pow);
        match self {
            Self::Term(i) => terms[*i].quantity.value,
            Self::Number(number) => *number,
            Self::Sum(parts) => parts.iter().map(of).sum(),
            Self::Series(first, end) => terms[*first..*end].iter().map(|term| term.quantity.value).sum(),
            Self::Less(two) => of(&two[0]) - of(&two[1]),
            Self::Times(parts) => parts.iter().map(of).product(),
            Self::Over(two) => of(&two[0]) / of(&two[1]),
            Self::Power(two) => pow(of(&two[0]), of(&two[1])),
            Self::Least(parts) => parts.iter().map(of).fold(f64::INFINITY, f64::min),
            Self::Most(parts) => parts.iter().map(of).fold(f64::NEG_INFINITY, f64::max),
        }
    }
}
