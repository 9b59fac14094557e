//! Names and what they refer to. An unknown name fails in one way: with its kind and the nearest known one.

use crate::locale::Text;
use crate::model::Measure;
use crate::scenario::findings::Findings;
use crate::scenario::message::{self, Kind};
use crate::scenario::spot::{Field, Required, Spot};
use litemap::LiteMap;

/// The names of the sources or measures.
#[derive(Clone, Debug)]
pub struct Names {
    /// Index by name; `None` when several have the name.
    index: LiteMap<String, Option<usize>>,
    /// The ids, in file order: what hints suggest.
    ids: Vec<String>,
    /// Whether all ids could be read. If not, an unknown name may be one of those, and says nothing.
    complete: bool,
}

/// Refuses an id that is empty.
pub fn check_id(id: &Field<String>, out: &mut Findings) -> String {
    if id.value.trim().is_empty() {
        out.error(|| message::empty_text(&id.spot));
    }
    id.value.trim().to_owned()
}

impl Names {
    /// Ids, in file order, none of which may stand twice.
    pub fn of_ids<'a>(ids: impl Iterator<Item = &'a Required<String>>, out: &mut Findings) -> Self {
        let mut names = Self { index: LiteMap::new(), ids: Vec::new(), complete: true };
        let mut first: LiteMap<String, &Spot> = LiteMap::new();
        for (position, id) in ids.enumerate() {
            let Some(field) = id.get() else {
                names.complete = false;
                continue;
            };
            let id = check_id(field, out);
            if let Some(first) = first.get(&id) {
                out.error(|| message::duplicate_id(&field.spot, &id, first));
                continue;
            }
            first.insert(id.clone(), &field.spot);
            names.index.insert(id.clone(), Some(position));
            names.ids.push(id);
        }
        names
    }

    /// The ids and names of measures that have been checked.
    pub fn of_measures(measures: &[Measure]) -> Self {
        let ids: Vec<String> = measures.iter().map(|measure| measure.id.clone()).collect();
        let mut index = LiteMap::new();
        for (position, id) in ids.iter().enumerate() {
            index.insert(id.clone(), Some(position));
        }
        Self { index, ids, complete: true }.with_texts(measures.iter().map(|measure| &measure.name))
    }

    /// The same names, and texts in both languages, in the order of the ids; an id comes before a text.
    pub fn with_texts<'a>(&self, texts: impl Iterator<Item = &'a Text>) -> Self {
        let mut by_text: LiteMap<String, Option<usize>> = LiteMap::new();
        for (position, text) in texts.enumerate() {
            for text in [&text.zh, &text.en] {
                let same = |found: &mut Option<usize>| *found = found.filter(|found| *found == position);
                by_text.entry(text.clone()).and_modify(same).or_insert(Some(position));
            }
        }
        let mut names = self.clone();
        for (text, position) in by_text {
            names.index.entry(text).or_insert(position);
        }
        names
    }

    /// The index of what `name` refers to; `None`, reported, when nothing or several do.
    pub fn find(&self, name: &Field<String>, kind: Kind, out: &mut Findings) -> Option<usize> {
        let Field { value, spot } = name;
        match self.index.get(value.trim()) {
            Some(Some(index)) => return Some(*index),
            Some(None) => out.error(|| message::ambiguous_name(spot, kind, value)),
            None if self.complete => {
                let known = self.index.keys().map(String::as_str);
                out.error(|| message::unknown_reference(spot, kind, value, known, &self.ids));
            }
            // What is missing has been reported where it is missing; but no model may come of it.
            None => {}
        }
        None
    }
}
