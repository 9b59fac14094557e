//! Two scenarios, or one under two settings of its levers: what differs, summing exactly to the whole.

mod account;

use crate::locale::Text;
use crate::results::Map;
use crate::units::{Month, PerPollutant, Pollutant};
use account::{Entry, MeasureFacts, ProjectFacts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use account::Account;

/// What differs between `here` and `there`. Differences are there less here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The month.
    pub at: Month,
    /// The one.
    pub here: ScenarioName,
    /// The other.
    pub there: ScenarioName,
    /// Counted reductions R, t, cumulative: `opening`, `offset` and all measures (or all projects) add up to it.
    pub reduction: Difference,
    /// Reductions of projects outside the ledger, t.
    pub opening: Difference,
    /// Tonnes set aside for new plants, t: 0 or less, as they lower R.
    pub offset: Difference,
    /// R less schedule, t; pollutants with a schedule only.
    pub gap_t: Map<Pollutant, Sides<Option<f64>>>,
    /// Investment, CNY.
    pub capital_cny: Sides<f64>,
    /// Investment spread over its life, plus running cost, CNY/yr.
    pub annualised_cny: Sides<f64>,
    /// The measures of either, the largest difference first.
    pub measures: Vec<ComparedMeasure>,
    /// The projects of either that differ, the largest difference first.
    pub projects: Vec<ComparedProject>,
}

/// A scenario's id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioName {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// Tonnes of both, and their difference.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Of the one, t.
    pub here_t: PerPollutant<f64>,
    /// Of the other, t.
    pub there_t: PerPollutant<f64>,
    /// There less here, t.
    pub difference_t: PerPollutant<f64>,
}

/// A figure of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sides<T> {
    /// Of the one.
    pub here: T,
    /// Of the other.
    pub there: T,
}

/// What has become of a measure or project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It is there, not here (新增).
    Added,
    /// It is here, not there (取消).
    Dropped,
    /// It comes later (推迟); its size may differ as well.
    Delayed,
    /// It comes earlier (提前); its size may differ as well.
    BroughtForward,
    /// Its size or effect differs (规模或效果调整).
    ReEstimated,
    /// It is the same, but its share differs because others do (受其他变化影响).
    Affected,
    /// Nothing differs.
    Same,
}

impl Kind {
    /// The name in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Delayed => "delayed",
            Self::BroughtForward => "brought-forward",
            Self::ReEstimated => "re-estimated",
            Self::Affected => "affected",
            Self::Same => "same",
        }
    }

    /// What people call it: the same on the page, in `www/js/words/compare.js`.
    pub fn name(self) -> Text {
        match self {
            Self::Added => Text::new("新增", "added"),
            Self::Dropped => Text::new("取消", "dropped"),
            Self::Delayed => Text::new("推迟", "delayed"),
            Self::BroughtForward => Text::new("提前", "brought forward"),
            Self::ReEstimated => Text::new("规模或效果调整", "size or effect changed"),
            Self::Affected => Text::new("受其他变化影响", "affected by other changes"),
            Self::Same => Text::new("无变化", "unchanged"),
        }
    }
}

/// A measure of either.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedMeasure {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What has become of it.
    pub kind: Kind,
    /// Tonnes that count.
    #[serde(flatten)]
    pub counted: Difference,
    /// Tonnes that don't.
    pub uncounted: Difference,
    /// Investment, CNY.
    pub capital_cny: Sides<f64>,
    /// Investment spread over its life, plus running cost, CNY/yr.
    pub annualised_cny: Sides<f64>,
}

/// A project of either.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedProject {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Id of its measure (there, if it is there).
    pub measure: String,
    /// What has become of it.
    pub kind: Kind,
    /// Tonnes that count.
    #[serde(flatten)]
    pub counted: Difference,
    /// Tonnes that don't.
    pub uncounted: Difference,
    /// Month of completion, levers' delays left out.
    pub completion: Sides<Option<Month>>,
    /// Levers' delays, months.
    pub delay_months: Sides<f64>,
}

/// Tonnes below a milligram are rounding.
const ROUNDING_T: f64 = 1e-9;

impl Difference {
    fn of(here_t: PerPollutant<f64>, there_t: PerPollutant<f64>) -> Self {
        let difference_t = PerPollutant::from_fn(|p| there_t[p] - here_t[p]);
        Self { here_t, there_t, difference_t }
    }

    /// Whether there is none but for rounding.
    fn is_zero(&self) -> bool {
        self.difference_t.0.iter().all(|t| t.abs() <= ROUNDING_T)
    }
}

impl Comparison {
    /// What differs between `here` and `there`, accounts of one month.
    pub fn new(here: &Account, there: &Account) -> Self {
        let name = |side: &Account| ScenarioName { id: side.id.clone(), name: side.name.clone() };
        let mut projects: Vec<_> = pairs(&here.projects, &there.projects)
            .map(|(a, b)| compared_project(here, there, a, b))
            .collect();
        let mut measures: Vec<_> = pairs(&here.measures, &there.measures)
            .map(|(a, b)| {
                let id = a.or(b).map_or("", |entry| entry.id.as_str());
                let kinds =
                    projects.iter().filter(|project| project.measure == id).map(|project| project.kind);
                compared_measure(a, b, kinds)
            })
            .collect();
        projects.retain(|project| project.kind != Kind::Same);
        let weight = |counted: &Difference, uncounted: &Difference| -> f64 {
            let size = |p| counted.difference_t[p].abs() + uncounted.difference_t[p].abs();
            Pollutant::ALL.into_iter().map(|p| size(p) / here.equivalent_kg[p]).sum()
        };
        measures
            .sort_by(|a, b| weight(&b.counted, &b.uncounted).total_cmp(&weight(&a.counted, &a.uncounted)));
        projects
            .sort_by(|a, b| weight(&b.counted, &b.uncounted).total_cmp(&weight(&a.counted, &a.uncounted)));
        let sum = |of: fn(&ComparedMeasure) -> Sides<f64>| Sides {
            here: measures.iter().map(|measure| of(measure).here).sum(),
            there: measures.iter().map(|measure| of(measure).there).sum(),
        };
        let negative = |tonnes: &PerPollutant<f64>| PerPollutant::from_fn(|p| 0.0 - tonnes[p]);
        let gap = |side: &Account, p| Some(side.reduction_t[p] - side.schedule_t[p]?);
        let gaps =
            Pollutant::ALL.into_iter().map(|p| (p, Sides { here: gap(here, p), there: gap(there, p) }));
        Self {
            at: here.at,
            here: name(here),
            there: name(there),
            reduction: Difference::of(here.reduction_t, there.reduction_t),
            opening: Difference::of(here.opening_t, there.opening_t),
            offset: Difference::of(negative(&here.offset_t), negative(&there.offset_t)),
            gap_t: gaps.filter(|(_, gap)| gap.here.or(gap.there).is_some()).collect(),
            capital_cny: sum(|measure| measure.capital_cny),
            annualised_cny: sum(|measure| measure.annualised_cny),
            measures,
            projects,
        }
    }
}

/// Entries of one id: those of `here` in their order, then those that only `there` has.
fn pairs<'a, F>(
    here: &'a [Entry<F>],
    there: &'a [Entry<F>],
) -> impl Iterator<Item = (Option<&'a Entry<F>>, Option<&'a Entry<F>>)> {
    let by_id: BTreeMap<&str, &Entry<F>> = there.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let known: std::collections::BTreeSet<&str> = here.iter().map(|entry| entry.id.as_str()).collect();
    let of_here = here.iter().map(move |entry| (Some(entry), by_id.get(entry.id.as_str()).copied()));
    let only_there = there.iter().filter(move |entry| !known.contains(entry.id.as_str()));
    of_here.chain(only_there.map(|entry| (None, Some(entry))))
}

/// What both bring: tonnes that count, and tonnes that don't.
fn differences<F>(here: Option<&Entry<F>>, there: Option<&Entry<F>>) -> (Difference, Difference) {
    let counted = |side: Option<&Entry<F>>| side.map(|entry| entry.brings.counted_t).unwrap_or_default();
    let uncounted = |side: Option<&Entry<F>>| side.map(|entry| entry.brings.uncounted_t).unwrap_or_default();
    (Difference::of(counted(here), counted(there)), Difference::of(uncounted(here), uncounted(there)))
}

fn compared_project(
    here: &Account,
    there: &Account,
    a: Option<&Entry<ProjectFacts>>,
    b: Option<&Entry<ProjectFacts>>,
) -> ComparedProject {
    let (counted, uncounted) = differences(a, b);
    let taken = |side: Option<&Entry<ProjectFacts>>| side.is_some_and(|entry| entry.taken);
    let kind = match (a, b) {
        _ if !taken(a) && !taken(b) => Kind::Same,
        (Some(a), Some(b)) if a.taken && b.taken => {
            let (before, after) = (here.measure_of(a), there.measure_of(b));
            if b.facts.completed() > a.facts.completed() {
                Kind::Delayed
            } else if b.facts.completed() < a.facts.completed() {
                Kind::BroughtForward
            } else if !a.facts.is_as_large_as(&b.facts) || before != after {
                Kind::ReEstimated
            } else if counted.is_zero() && uncounted.is_zero() {
                Kind::Same
            } else {
                Kind::Affected
            }
        }
        _ if taken(b) => Kind::Added,
        _ => Kind::Dropped,
    };
    let of = |side: Option<&Entry<ProjectFacts>>| side.map(|entry| entry.facts.clone());
    let delay = |side| of(side).map_or(0.0, |facts| facts.delay_months);
    let either = b.or(a);
    ComparedProject {
        id: either.map(|entry| entry.id.clone()).unwrap_or_default(),
        name: either.map(|entry| entry.name.clone()).unwrap_or_default(),
        measure: either.map(|entry| entry.facts.measure.clone()).unwrap_or_default(),
        kind,
        counted,
        uncounted,
        completion: Sides {
            here: of(a).map(|facts| facts.completion),
            there: of(b).map(|facts| facts.completion),
        },
        delay_months: Sides { here: delay(a), there: delay(b) },
    }
}

/// `kinds`: what has become of its projects.
fn compared_measure(
    here: Option<&Entry<MeasureFacts>>,
    there: Option<&Entry<MeasureFacts>>,
    kinds: impl Iterator<Item = Kind>,
) -> ComparedMeasure {
    let (counted, uncounted) = differences(here, there);
    let taken = |side: Option<&Entry<MeasureFacts>>| side.is_some_and(|entry| entry.taken);
    let mut changes: Vec<_> = kinds.filter(|kind| !matches!(kind, Kind::Same | Kind::Affected)).collect();
    changes.sort_unstable();
    changes.dedup();
    let kind = match (taken(here), taken(there)) {
        (false, false) => Kind::Same,
        (false, true) => Kind::Added,
        (true, false) => Kind::Dropped,
        // As of a project: its size may differ as well.
        _ if changes == [Kind::Delayed] => Kind::Delayed,
        _ if changes == [Kind::BroughtForward] => Kind::BroughtForward,
        _ if here.map(|entry| &entry.facts) != there.map(|entry| &entry.facts) => Kind::ReEstimated,
        _ => match changes[..] {
            [] if counted.is_zero() && uncounted.is_zero() => Kind::Same,
            [] => Kind::Affected,
            _ => Kind::ReEstimated,
        },
    };
    let cny = |side: Option<&Entry<MeasureFacts>>| side.map(|entry| entry.brings.clone()).unwrap_or_default();
    let (a, b) = (cny(here), cny(there));
    let either = there.or(here);
    ComparedMeasure {
        id: either.map(|entry| entry.id.clone()).unwrap_or_default(),
        name: either.map(|entry| entry.name.clone()).unwrap_or_default(),
        kind,
        counted,
        uncounted,
        capital_cny: Sides { here: a.capital_cny, there: b.capital_cny },
        annualised_cny: Sides { here: a.annualised_cny, there: b.annualised_cny },
    }
}
