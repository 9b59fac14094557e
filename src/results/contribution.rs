//! Who brought it, and at what price: by measure, project, district, source or item, ranked.

use super::Map;
use crate::analysis::{By, Contribution};
use crate::locale::Text;
use crate::model::{Model, Plan};
use crate::results::{FullYear, over};
use crate::units::{Month, PerPollutant, Pollutant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The reduction at a month and its cost, by whatever was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contributions {
    /// The scenario's id.
    pub scenario: String,
    /// The month.
    pub at: Month,
    /// What the rows are.
    pub by: By,
    /// Most pollution equivalents first; the row without id last.
    pub rows: Vec<ContributionRow>,
    /// The sum of the rows.
    pub total: Share,
}

/// What one measure, project, district, source or item brings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContributionRow {
    /// Id of the measure, project or source, name of the district, number of the item. `None`: what has no
    /// district or item; by source, what measures cost that cut nowhere.
    pub id: Option<String>,
    /// Its name.
    pub name: Text,
    /// Tonnes and CNY.
    #[serde(flatten)]
    pub share: Share,
    /// The entry in the ledger, by project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectInfo>,
}

/// A project's entry in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectInfo {
    /// Id of its measure.
    pub measure: String,
    /// Its district: the Chinese name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Its district's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district_name: Option<Text>,
    /// `planned`, `underway` or `complete`.
    pub status: String,
    /// Month of completion, as the ledger has it.
    pub completion: Month,
    /// Its line in the ledger.
    pub line: usize,
}

/// Tonnes and what they cost.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Tonnes that count.
    pub counted_t: PerPollutant<f64>,
    /// Tonnes of measures that don't count.
    pub uncounted_t: PerPollutant<f64>,
    /// Pollution equivalents (污染当量数) of both.
    pub equivalents: f64,
    /// Investment, CNY.
    pub capital_cny: f64,
    /// Investment spread over its life, plus running cost, CNY/yr.
    pub annualised_cny: f64,
    /// Annualised cost over tonnes, where there are any.
    pub cny_per_t: Map<Pollutant, f64>,
    /// Annualised cost over pollution equivalents, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cny_per_equivalent: Option<f64>,
    /// What a year of full operation cuts, and its price.
    #[serde(default)]
    pub full_year: FullYear,
}

impl Share {
    /// `of` with its prices, in the equivalents of `plan`.
    fn of(plan: &Plan, of: &Contribution) -> Self {
        let cut_t = PerPollutant::from_fn(|p| of.counted_t[p] + of.uncounted_t[p]);
        let equivalents = plan.equivalents(&cut_t);
        Self {
            counted_t: of.counted_t,
            uncounted_t: of.uncounted_t,
            equivalents,
            capital_cny: of.capital_cny,
            annualised_cny: of.annualised_cny,
            cny_per_t: cut_t.iter().filter_map(|(p, t)| Some((p, over(of.annualised_cny, *t)?))).collect(),
            cny_per_equivalent: over(of.annualised_cny, equivalents),
            full_year: FullYear::of(plan, &of.full_year_t, of.annualised_cny),
        }
    }
}

impl Contributions {
    /// Names and ranks `sums`, which have the keys that [`crate::analysis::contributions`] gives.
    pub fn new(model: &Model, at: Month, by: By, sums: &BTreeMap<Option<usize>, Contribution>) -> Self {
        let mut total = Contribution::default();
        for sum in sums.values() {
            for p in Pollutant::ALL {
                total.counted_t[p] += sum.counted_t[p];
                total.uncounted_t[p] += sum.uncounted_t[p];
                total.full_year_t[p] += sum.full_year_t[p];
            }
            total.capital_cny += sum.capital_cny;
            total.annualised_cny += sum.annualised_cny;
        }
        let mut rows: Vec<_> =
            sums.iter().map(|(key, sum)| row(model, by, *key, Share::of(&model.plan, sum))).collect();
        let rank = |row: &ContributionRow| (row.id.is_none(), -row.share.equivalents);
        rows.sort_by(|a, b| {
            let (a, b) = (rank(a), rank(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        Self { scenario: model.id.clone(), at, by, rows, total: Share::of(&model.plan, &total) }
    }
}

fn row(model: &Model, by: By, key: Option<usize>, share: Share) -> ContributionRow {
    let Some(index) = key else {
        return ContributionRow { id: None, name: without_key(by), share, project: None };
    };
    let (id, name) = match by {
        By::Measure => (model.measures[index].id.clone(), model.measures[index].name.clone()),
        By::Project => (model.projects[index].id.clone(), Text::same(&model.projects[index].name)),
        By::District => (model.plan.districts[index].zh.clone(), model.plan.districts[index].clone()),
        By::Source => (model.sources[index].id.clone(), model.sources[index].name.clone()),
        By::Item => (
            index.to_string(),
            Text::new(format!("工作安排第 {index} 项"), format!("Item {index} of the work plan")),
        ),
    };
    let project = (by == By::Project).then(|| ProjectInfo::of(model, index));
    ContributionRow { id: Some(id), name, share, project }
}

/// What the row without id is called.
fn without_key(by: By) -> Text {
    match by {
        By::District => Text::new("未注明区", "No district given"),
        By::Item => Text::new("工作安排以外", "Outside of the work plan's items"),
        By::Source => Text::new("没有减排的措施", "Measures that cut nothing"),
        By::Measure | By::Project => Text::new("其他", "Other"),
    }
}

impl ProjectInfo {
    /// The entry of project `index`.
    pub fn of(model: &Model, index: usize) -> Self {
        let project = &model.projects[index];
        Self {
            measure: model.measures[project.measure].id.clone(),
            district: project.district.map(|d| model.plan.districts[d].zh.clone()),
            district_name: project.district.map(|d| model.plan.districts[d].clone()),
            status: project.status.id().to_owned(),
            completion: project.completion,
            line: project.line,
        }
    }
}
