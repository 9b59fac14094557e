//! What the open scenario knows: its measures and districts.

use super::likeness::nearest;
use super::spellings::plain;
use crate::locale::{Lang, Text};
use crate::results::Outline;
use crate::scenario::Column;
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
    /// The ledger, in the product's format, to which projects are added; empty when it is replaced.
    pub onto: String,
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
            onto: String::new(),
        }
    }
}

impl Known {
    /// The id of the measure that `text` names; without any measure known, `text` itself.
    pub fn measure(&self, text: &str) -> Option<String> {
        if self.measures.is_empty() {
            return Some(text.to_owned());
        }
        let wanted = plain(text);
        let by_id = self.measures.iter().find(|measure| plain(&measure.id) == wanted);
        let is_named = |measure: &&Measure| {
            [&measure.name.zh, &measure.name.en].iter().any(|name| plain(name) == wanted)
        };
        let mut by_name = self.measures.iter().filter(is_named);
        let found = by_id.or_else(|| by_name.next().filter(|_| by_name.next().is_none()))?;
        Some(found.id.clone())
    }

    /// The district that `text` names, as it is called in the language of `text`: with or without what it is (区, District)
    /// and what it belongs to (武汉市).
    pub fn district(&self, text: &str) -> Option<String> {
        if self.districts.is_empty() {
            return Some(text.to_owned());
        }
        let named = |is_it: &dyn Fn(&str) -> bool| {
            let mut found = self
                .districts
                .iter()
                .filter_map(|Text { zh, en }| [zh, en].into_iter().find(|name| is_it(name)));
            found.next().filter(|_| found.next().is_none())
        };
        let (whole, wanted) = (plain(text), bare(text));
        let exact = named(&|name| plain(name) == whole);
        let near = || named(&|name| !wanted.is_empty() && bare(name) == wanted);
        exact.or_else(near).cloned()
    }

    /// What the quantities of the measure `id` are counted in.
    pub fn unit(&self, id: &str) -> Option<&Text> {
        self.measures.iter().find(|measure| measure.id == id).map(|measure| &measure.basis_unit)
    }

    /// A measure as people read it, its id where another has the same name; a district by its Chinese name.
    pub fn label<'k>(&'k self, id: &'k str, lang: Lang) -> &'k str {
        let Some(measure) = self.measures.iter().find(|measure| measure.id == id) else {
            return self.districts.iter().find(|name| name.zh == id).map_or(id, |name| name.in_lang(lang));
        };
        let name = measure.name.in_lang(lang);
        if self.measure(name).as_deref() == Some(id) { name } else { id }
    }

    /// The name that `value` in `column` most likely means; `None` when it is far from all, or near to several.
    pub fn suggestion(&self, column: Column, value: &str) -> Option<String> {
        match column {
            Column::Measure => nearest(
                value,
                self.measures.iter().map(|measure| {
                    let names = [&measure.id, &measure.name.zh, &measure.name.en].map(String::as_str);
                    (measure.id.clone(), names.to_vec())
                }),
            ),
            Column::District => nearest(
                value,
                self.districts.iter().map(|Text { zh, en }| (zh.clone(), vec![zh.as_str(), en.as_str()])),
            ),
            _ => None,
        }
    }
}

/// A district's name without what it is and what it belongs to.
fn bare(name: &str) -> String {
    let name = plain(name);
    let name = match name.split_once('市') {
        Some((_, rest)) if !rest.is_empty() => rest,
        _ => &name,
    };
    let name = name.trim_end_matches(['区', '县', '市']);
    let name = ["district", "county", "city"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    name.chars().filter(|letter| letter.is_alphanumeric()).collect()
}
