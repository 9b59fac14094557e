//! What the names in a ledger mean: looked up, as a ledger has thousands.

use super::known::{Known, Measure};
use super::likeness::{Shape, nearest};
use super::spellings::plain;
use crate::locale::{Lang, Text};
use crate::scenario::Column;
use std::collections::{BTreeMap, BTreeSet};

/// What a name stands for; `None` for several things.
type Meanings<'k> = BTreeMap<String, Option<&'k str>>;

/// The names of what a scenario knows, without regard to case, width and blanks.
#[derive(Debug)]
pub struct Names<'k> {
    /// What it knows.
    pub known: &'k Known,
    measures: Meanings<'k>,
    districts: Meanings<'k>,
    /// Districts by their names without 区, 县, 市.
    bare: Meanings<'k>,
    /// All names of each measure, as they are compared with others; by its id.
    measure_shapes: Vec<(&'k str, Vec<Shape>)>,
    /// Likewise of each district, by its Chinese name.
    district_shapes: Vec<(&'k str, Vec<Shape>)>,
}

impl<'k> Names<'k> {
    /// The names of what `known` knows.
    pub fn of(known: &'k Known) -> Self {
        let (mut measures, mut districts, mut bares) = (Meanings::new(), Meanings::new(), Meanings::new());
        for Measure { id, name, .. } in &known.measures {
            let names = BTreeSet::from([plain(&name.zh), plain(&name.en)]);
            for name in names {
                put(&mut measures, name, id);
            }
        }
        // An id means its measure, whatever others are called.
        for Measure { id, .. } in known.measures.iter().rev() {
            measures.insert(plain(id), Some(id));
        }
        for Text { zh, en } in &known.districts {
            for (names, spelled) in [(&mut districts, plain as fn(&str) -> String), (&mut bares, bare)] {
                put(names, spelled(zh), zh);
                if spelled(en) != spelled(zh) {
                    put(names, spelled(en), en);
                }
            }
        }
        let shapes = |names: &[&str]| names.iter().map(|name| Shape::of(name)).collect();
        let measure_shapes = known
            .measures
            .iter()
            .map(|Measure { id, name, .. }| (id.as_str(), shapes(&[id, &name.zh, &name.en])));
        let district_shapes = known.districts.iter().map(|Text { zh, en }| (zh.as_str(), shapes(&[zh, en])));
        Self {
            known,
            measures,
            districts,
            bare: bares,
            measure_shapes: measure_shapes.collect(),
            district_shapes: district_shapes.collect(),
        }
    }

    /// The name that `value` in `column` most likely means; `None` when it is far from all, or near to several.
    pub fn suggestion(&self, column: Column, value: &str) -> Option<&'k str> {
        let known = match column {
            Column::Measure => &self.measure_shapes,
            Column::District => &self.district_shapes,
            _ => return None,
        };
        nearest(value, known.iter().map(|(name, shapes)| (*name, shapes.as_slice())))
    }

    /// The id of the measure that `text` names; without any measure known, `text` itself.
    pub fn measure<'t>(&self, text: &'t str) -> Option<&'t str>
    where
        'k: 't,
    {
        if self.known.measures.is_empty() { Some(text) } else { *self.measures.get(&plain(text))? }
    }

    /// The district that `text` names, as it is called in the language of `text`: with or without what it is (区, District)
    /// and what it belongs to (武汉市). Without any district known, `text` itself.
    pub fn district<'t>(&self, text: &'t str) -> Option<&'t str>
    where
        'k: 't,
    {
        if self.known.districts.is_empty() {
            return Some(text);
        }
        let exact = self.districts.get(&plain(text)).copied().flatten();
        exact.or_else(|| self.bare.get(&bare(text)).copied().flatten())
    }

    /// The one district that a title names, like 江夏区2024年台账; `None` where it names none, or several.
    pub fn district_in(&self, title: &str) -> Option<&'k str> {
        let title_plain = plain(title);
        let whole = self.bare.get(&bare(title)).copied().flatten();
        let mut within = self.known.districts.iter().filter(|name| title_plain.contains(&plain(&name.zh)));
        whole.or_else(|| within.next().filter(|_| within.next().is_none()).map(|name| name.zh.as_str()))
    }

    /// A measure as people read it, its id where another has the same name; a district by its name in `lang`.
    pub fn label<'t>(&self, id: &'t str, lang: Lang) -> &'t str
    where
        'k: 't,
    {
        let Known { measures, districts, .. } = self.known;
        let Some(measure) = measures.iter().find(|measure| measure.id == id) else {
            return districts.iter().find(|name| name.zh == id).map_or(id, |name| name.in_lang(lang));
        };
        let name = measure.name.in_lang(lang);
        if self.measure(name) == Some(id) { name } else { id }
    }
}

/// `name` means `what`, or that and others.
fn put<'k>(names: &mut Meanings<'k>, name: String, what: &'k str) {
    if !name.is_empty() {
        names.entry(name).and_modify(|known| *known = None).or_insert(Some(what));
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
