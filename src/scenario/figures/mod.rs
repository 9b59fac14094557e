//! Figures one by one, where files have them: which file and line, what may stand there, and edits that leave all else
//! of the file as it is.
//!
//! An edit is a change of the TOML's text. Whether the result can be used is for [`super::load`] to say, so that an edit is
//! told the same as a file that was written so.

mod notes;
mod place;
mod text;

use super::check::range;
use crate::Files;
use crate::diagnostic::{Diagnostics, Place};
use crate::locale::Text;
use crate::model::{Address, Model};
use place::Site;
use serde::Deserialize;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use text::Tree;

/// A figure as its file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// File, line and path of keys; `None` for what no file says, so that the default holds.
    pub place: Option<Place>,
    /// The least it may be; whether it must be more than that; the most. `None` where there is practically no limit.
    pub least: Option<f64>,
    /// Whether the least itself is excluded.
    pub above: bool,
    /// The most it may be.
    pub most: Option<f64>,
}

/// What is to be changed of a figure.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct FigureEdit {
    /// Which, as [`Address::path`] names it.
    pub path: String,
    /// Its value; the file's without it.
    pub value: Option<NewValue>,
    /// What it is counted in, for a figure beside which files write that; the file's without it.
    pub unit: Option<Text>,
    /// Where it comes from, the grade in brackets before it; the file's without it, none when it is empty.
    pub note: Option<Text>,
}

/// A value to be written.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum NewValue {
    /// A number.
    Point(f64),
    /// A triangular distribution.
    Triangle {
        /// The least possible value.
        low: f64,
        /// The most likely value.
        mode: f64,
        /// The greatest possible value.
        high: f64,
    },
}

/// What is to be said of the ledger; what it says without it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct LedgerEdit {
    /// The CSV file, by its name among the scenario's files.
    pub file: Option<String>,
    /// Whether its rows are examples.
    pub illustrative: Option<bool>,
}

/// The texts of a scenario file and of those it is a variant of, its own first.
#[derive(Clone, Debug, PartialEq)]
pub struct Texts(Vec<(String, String)>);

const MARK: &str = "\u{feff}";

impl Texts {
    /// Those of `name`, which has been loaded without error.
    pub fn of(files: &dyn Files, name: &str) -> Self {
        let mut texts: Vec<(String, String)> = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(name) = next.take().filter(|name| texts.iter().all(|(known, _)| known != name)) {
            let Some(bytes) = files.read(&name) else { break };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            next = Tree::parse(unmarked(&text)).and_then(|tree| {
                let base = tree.table(&[])?.entry("base")?.value.as_str()?.to_owned();
                Some(match name.rsplit_once('/') {
                    Some((folder, _)) => format!("{folder}/{base}"),
                    None => base,
                })
            });
            texts.push((name, text));
        }
        Self(texts)
    }

    /// Each figure of `model` at one of `addresses`, as the files have it.
    pub fn written(&self, model: &Model, addresses: &[Address]) -> Vec<Written> {
        let trees: Vec<_> = self
            .0
            .iter()
            .filter_map(|(name, text)| Some((name, text, Tree::parse(unmarked(text))?)))
            .collect();
        let lines: Vec<_> = trees.iter().map(|(_, text, _)| Breaks::of(unmarked(text))).collect();
        let written = |address: &Address| {
            let site = Site::of(model, *address);
            let found = trees.iter().zip(&lines).find_map(|((name, _, tree), lines)| {
                let entry = tree.table(&site.steps)?.entry(&site.key)?;
                let key = Some(site.key.clone());
                Some(Place { line: Some(lines.line(entry.span.start)), key, ..Place::file(name.as_str()) })
            });
            let limit = |value: f64| (value.abs() < range::MOST).then_some(value);
            Written {
                place: found,
                least: limit(site.range.least),
                above: site.range.above,
                most: limit(site.range.most),
            }
        };
        addresses.iter().map(written).collect()
    }

    /// Carries out `edit` on the figure of `model` at `address`; false when the files say so already.
    pub fn edit(&mut self, model: &Model, address: Address, edit: &FigureEdit) -> bool {
        let site = Site::of(model, address);
        let at = self.holder(&site);
        let mut changed = false;
        let was = self.0.get(at).and_then(|(_, text)| notes::of(&Tree::parse(unmarked(text))?, &site));
        if let Some(value) = edit.value.filter(|value| !value.is(address, model)) {
            changed |= self.change(at, |text| Some(set_value(text, &site, value)));
        }
        if let (Some(unit), Some(site)) = (&edit.unit, site.unit()) {
            changed |= self.change(self.holder(&site), |text| {
                let tree = Tree::parse(text)?;
                let entry = tree.table(&site.steps)?.entry(&site.key)?;
                let is_new = text::read_text(entry.value).as_ref() != Some(unit);
                is_new.then(|| text::spliced(text, entry.span, &text::bilingual(unit)))
            });
        }
        let is_empty = |note: &&Text| note.zh.trim().is_empty() && note.en.trim().is_empty();
        let new = match &edit.note {
            Some(new) => Some(new).filter(|note| !is_empty(note)),
            // A value in place of a default is not spoken for by what is said of its table.
            None => was.as_ref(),
        };
        changed |= self.change(at, |text| notes::set(text, &site, new));
        changed
    }

    /// Carries out `edit` on what is said of the ledger, where a file names one.
    pub fn edit_ledger(&mut self, edit: &LedgerEdit) {
        let steps = [place::Step::Key("ledger")];
        let has = |(_, text): &(String, String)| {
            Tree::parse(unmarked(text)).is_some_and(|tree| tree.table(&steps).is_some())
        };
        let Some(at) = self.0.iter().position(has) else { return };
        let folder = self.0[at].0.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
        let written = |file: &str| {
            let inside = folder.as_deref().and_then(|folder| file.strip_prefix(folder));
            text::quoted(inside.unwrap_or(file))
        };
        let values = [
            ("file", edit.file.as_deref().map(written)),
            ("illustrative", edit.illustrative.map(|is| is.to_string())),
        ];
        for (key, value) in values {
            let Some(value) = value else { continue };
            self.change(at, |text| {
                let tree = Tree::parse(text)?;
                match tree.table(&steps)?.entry(key) {
                    Some(entry) => {
                        let end = text::remarked(text, entry.span.end);
                        Some(text::spliced(text, entry.span.start..end, &value))
                    }
                    None if value == "false" => None, // as it is without it
                    None => text::inserted(text, &steps, &["file"], key, &value),
                }
            });
        }
    }

    /// Puts the figure of `model` at `address` back to what the files of `original` have, to the letter.
    pub fn restore(&mut self, model: &Model, address: Address, original: &Self) {
        let site = Site::of(model, address);
        if let Some(site) = site.unit() {
            self.restore_entry(&site, original);
        }
        let Some((at, was)) = self.restore_entry(&site, original) else { return };
        let Some(tree) = Tree::parse(was) else { return };
        let table = tree.table(&site.steps);
        let note = notes::of(&tree, &site);
        self.change(at, |text| notes::set(text, &site, note.as_ref()));
        self.change(at, |text| notes::respelt(text, was, &site));
        if table.is_none_or(|table| !table.is_headed()) {
            self.change(at, |text| text::beheaded(text, &site.steps));
        }
    }

    /// Puts what stands at `site` back to what `original` has there; which of the files has it, and that of `original`.
    fn restore_entry<'o>(&mut self, site: &Site, original: &'o Self) -> Option<(usize, &'o str)> {
        let at = self.holder(site);
        let name = &self.0.get(at)?.0;
        let (_, was) = original.0.iter().find(|(known, _)| known == name).or(original.0.get(at))?;
        let was = unmarked(was);
        let tree = Tree::parse(was)?;
        let old =
            tree.table(&site.steps).and_then(|table| table.entry(&site.key)).map(|entry| &was[entry.span]);
        self.change(at, |text| {
            let here = Tree::parse(text)?;
            let entry = here.table(&site.steps).and_then(|table| table.entry(&site.key));
            match (entry, old) {
                (Some(entry), Some(old)) => Some(text::spliced(text, entry.span, old)),
                (None, Some(old)) => text::inserted(text, &site.steps, site.after, &site.key, old),
                (Some(_), None) => text::removed(text, &site.steps, &site.key),
                (None, None) => None,
            }
        });
        Some((at, was))
    }

    /// The files by name, those that differ from `before` only.
    pub fn changed(self, before: &Self) -> BTreeMap<String, String> {
        self.0.into_iter().filter(|file| !before.0.contains(file)).collect()
    }

    /// Which of the files has the figure; the last, where it would be put, when none has.
    fn holder(&self, site: &Site) -> usize {
        let has = |(_, text): &(String, String)| {
            let tree = Tree::parse(unmarked(text));
            tree.is_some_and(|tree| site.is_in(&tree))
        };
        self.0.iter().position(has).unwrap_or(self.0.len().saturating_sub(1))
    }

    fn change(&mut self, at: usize, make: impl FnOnce(&str) -> Option<String>) -> bool {
        let Some((_, text)) = self.0.get_mut(at) else { return false };
        let plain = unmarked(text);
        let Some(new) = make(plain).filter(|new| new != plain) else { return false };
        *text = if text.starts_with(MARK) { format!("{MARK}{new}") } else { new };
        true
    }
}

/// The text after its mark, from where places are counted.
fn unmarked(text: &str) -> &str {
    text.strip_prefix(MARK).unwrap_or(text)
}

impl NewValue {
    /// Whether the figure has this value already.
    fn is(self, address: Address, model: &Model) -> bool {
        let figure = address.get(model);
        let new = match self {
            Self::Point(value) => [value; 3],
            Self::Triangle { low, mode, high } => [low, mode, high],
        };
        new.iter()
            .zip([figure.low, figure.mode, figure.high])
            .all(|(a, b)| a.partial_cmp(&b) == Some(Ordering::Equal))
    }
}

/// `text` with `value` for the figure at `site`; parts that stay keep their spelling.
fn set_value(text: &str, site: &Site, value: NewValue) -> String {
    let whole = match value {
        NewValue::Point(value) => text::number(value),
        NewValue::Triangle { low, mode, high } => {
            let [low, mode, high] = [low, mode, high].map(text::number);
            format!("{{ low = {low}, mode = {mode}, high = {high} }}")
        }
    };
    let parts = |of: NewValue| match of {
        NewValue::Point(value) => [value; 3],
        NewValue::Triangle { low, mode, high } => [low, mode, high],
    };
    let is_inline = |text: &str, start: usize| text[start..].starts_with('{');
    let mut now = text.to_owned();
    let Some(tree) = Tree::parse(text) else { return now };
    let entry = tree.table(&site.steps).and_then(|table| table.entry(&site.key));
    let Some(entry) = entry else {
        return text::inserted(text, &site.steps, site.after, &site.key, &whole).unwrap_or(now);
    };
    let keeps_table = matches!(value, NewValue::Triangle { .. }) || !is_inline(text, entry.span.start);
    if entry.value.is_table() && keeps_table {
        let mut steps = site.steps.clone();
        let Some(key) = TRIANGLES.into_iter().find(|key| *key == site.key) else { return now };
        steps.push(place::Step::Key(key));
        for (part, new) in ["low", "mode", "high"].into_iter().zip(parts(value)) {
            let Some(tree) = Tree::parse(&now) else { return now };
            let entry = tree.table(&steps).and_then(|table| table.entry(part));
            if let Some(entry) = entry.filter(|entry| text::read_number(entry.value) != Some(new)) {
                now = text::spliced(&now, entry.span, &text::number(new));
            }
        }
        return now;
    }
    text::spliced(text, entry.span, &whole)
}

/// Keys of figures that may be uncertain.
const TRIANGLES: [&str; 15] = [
    "reduction_t",
    "value",
    "growth",
    "generation",
    "capture",
    "removal",
    "delivery",
    "effectiveness",
    "to",
    "add",
    "reduce",
    "capital",
    "operating",
    "life",
    "delay_months",
];

/// Where lines begin.
struct Breaks(Vec<usize>);

impl Breaks {
    fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect())
    }

    fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset) + 1
    }
}

/// The least and the most that the figure of `model` at `address` may be.
pub fn limits(model: &Model, address: Address) -> [f64; 2] {
    let range = Site::of(model, address).range;
    [if range.above { range.least + range::NEAREST } else { range.least }, range.most]
}

/// Findings that say that there is no figure called `path`.
pub fn unknown(model: &Model, file: &str, path: &str) -> Diagnostics {
    let all: Vec<String> = Address::all(model).into_iter().map(|address| address.path(model)).collect();
    let spot = super::spot::Spot::file(file);
    Diagnostics(vec![super::message::unknown_figure(&spot, path, all.iter().map(String::as_str))])
}
