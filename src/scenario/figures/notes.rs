//! Where a figure comes from: the `source_note` that speaks for it, read and rewritten.

use super::place::{Noted, Site};
use super::text::{self, Table, Tree};
use crate::locale::Text;
use toml::de::DeValue;

const NOTE: &str = "source_note";

/// The note that speaks for the figure at `site`.
pub fn of(tree: &Tree, site: &Site) -> Option<Text> {
    let stated = site.is_in(tree);
    site.notes.iter().find_map(|noted| spoken(tree, site, noted, noted.name, stated))
}

/// What the notes of one table say of its figure `name`, which the file states or leaves to the default.
fn spoken(tree: &Tree, site: &Site, noted: &Noted, name: &str, stated: bool) -> Option<Text> {
    note_in(tree.table(&site.steps[..noted.steps])?, name, stated)
}

fn note_in(table: Table, name: &str, stated: bool) -> Option<Text> {
    let value = table.entry(NOTE)?.value;
    if by_figure(value) {
        text::read_text(value.get(name)?.get_ref())
    } else {
        text::read_text(value).filter(|_| stated)
    }
}

/// Whether notes are given figure by figure.
fn by_figure(value: &DeValue) -> bool {
    value.as_table().is_some_and(|table| !table.contains_key("zh") && !table.contains_key("en"))
}

/// `text` with `note` for the figure at `site` and for no other; without one, with no note for it. `None` when nothing
/// has to be changed.
pub fn set(text: &str, site: &Site, note: Option<&Text>) -> Option<String> {
    let tree = Tree::parse(text)?;
    if of(&tree, site).as_ref() == note {
        return None;
    }
    let new = note.map(text::bilingual);
    let nearest = site.notes.first()?;
    let steps = |noted: &Noted| &site.steps[..noted.steps];
    let stated = site.is_in(&tree);
    let speaking = site.notes.iter().find(|noted| spoken(&tree, site, noted, noted.name, stated).is_some());
    let own = |noted: &Noted| tree.table(steps(noted))?.entry(NOTE);
    let insert = |steps: &[_], key: &str, new: &str| text::inserted(text, steps, &[], key, new);
    if let Some(noted) = speaking.filter(|noted| by_its_own_name(&tree, site, noted)) {
        let Some(new) = new else {
            let mut steps = steps(noted).to_vec();
            steps.push(super::place::Step::Key(NOTE));
            return text::removed(text, &steps, noted.name);
        };
        let entry = tree.table(steps(noted))?.child(NOTE)?.entry(noted.name)?;
        return Some(text::spliced(text, entry.span, &new));
    }
    // A new note stands in the nearest table; one that is no more leaves the table that has it.
    let noted = if new.is_some() { nearest } else { speaking? };
    match (own(noted), new) {
        // One for all figures of its table: the others keep it.
        (Some(entry), new) if !by_figure(entry.value) => {
            let table = tree.table(steps(noted))?;
            let old = &text[entry.span.clone()];
            let others =
                |(name, below): &&(&'static str, &str)| *name != noted.name && is_written(table, name, below);
            let mut lines: Vec<String> =
                noted.figures.iter().filter(others).map(|(name, _)| format!("{name} = {old}")).collect();
            if lines.is_empty() {
                return match new {
                    Some(new) => Some(text::spliced(text, entry.span, &new)),
                    None => text::removed(text, steps(noted), NOTE),
                };
            }
            lines.extend(new.map(|new| format!("{} = {new}", noted.name)));
            Some(text::spliced(text, entry.span, &format!("{{ {} }}", lines.join(", "))))
        }
        (_, None) => None,
        (Some(_), Some(new)) => {
            let mut steps = steps(noted).to_vec();
            steps.push(super::place::Step::Key(NOTE));
            insert(&steps, noted.name, &new)
        }
        (None, Some(new)) if noted.figures.len() == 1 => insert(steps(noted), NOTE, &new),
        (None, Some(new)) => insert(steps(noted), NOTE, &format!("{{ {} = {new} }}", noted.name)),
    }
}

/// Whether the notes of a table name its figure.
fn by_its_own_name(tree: &Tree, site: &Site, noted: &Noted) -> bool {
    let entry = tree.table(&site.steps[..noted.steps]).and_then(|table| table.entry(NOTE));
    entry.is_some_and(|entry| by_figure(entry.value) && entry.value.get(noted.name).is_some())
}

fn is_written(table: Table, name: &str, below: &str) -> bool {
    let inner = if below.is_empty() { Some(table) } else { table.child(below) };
    inner.is_some_and(|inner| inner.entry(name).is_some())
}

/// `text` with the notes of the tables of `site` spelt as in `original`, where that says the same of every figure.
pub fn respelt(text: &str, original: &str, site: &Site) -> Option<String> {
    let was = Tree::parse(original)?;
    let mut now = text.to_owned();
    for (level, noted) in site.notes.iter().enumerate().rev() {
        let tree = Tree::parse(&now)?;
        let steps = &site.steps[..noted.steps];
        let own = |tree: &Tree| tree.table(steps).and_then(|table| table.entry(NOTE)).map(|entry| entry.span);
        let spelt = match (own(&tree), own(&was)) {
            (Some(span), Some(old)) => text::spliced(&now, span, &original[old]),
            (Some(_), None) => text::removed(&now, steps, NOTE)?,
            _ => continue,
        };
        let candidate = Tree::parse(&spelt)?;
        let same = |(name, below): &(&str, &str)| {
            let stated = tree.table(steps).is_some_and(|table| is_written(table, name, below));
            let said = |tree: &Tree| said(tree, site, level, (name, below), stated);
            said(&candidate) == said(&tree)
        };
        if noted.figures.iter().all(same) {
            now = spelt;
        }
    }
    Some(now)
}

/// The note that speaks for figure `name` of a table of `site`, which stands in the table `below` it.
fn said(tree: &Tree, site: &Site, level: usize, (name, below): (&str, &str), stated: bool) -> Option<Text> {
    let table = tree.table(&site.steps[..site.notes[level].steps])?;
    let nearer = table.child(below).and_then(|inner| note_in(inner, name, stated));
    nearer.or_else(|| site.notes[level..].iter().find_map(|noted| spoken(tree, site, noted, name, stated)))
}
