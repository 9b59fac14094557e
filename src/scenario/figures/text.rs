//! The text of a TOML file that is changed here and there: comments, order and spelling of all else stay.

use super::place::Step;
use crate::locale::Text;
use std::fmt::Write;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A parsed text. Spans are bytes of it.
#[derive(Debug)]
pub struct Tree<'t> {
    text: &'t str,
    root: DeValue<'t>,
}

/// A table of the tree.
#[derive(Clone, Copy, Debug)]
pub struct Table<'t> {
    text: &'t str,
    entries: &'t DeTable<'t>,
    /// Where its heading or its braces begin.
    start: usize,
    /// Where they end; 0 for the root.
    end: usize,
}

/// An entry of a table.
#[derive(Clone, Debug)]
pub struct Entry<'t> {
    /// The bytes of its key.
    pub key: Range<usize>,
    /// The bytes of its value.
    pub span: Range<usize>,
    /// Its value.
    pub value: &'t DeValue<'t>,
}

impl<'t> Tree<'t> {
    /// Parses `text`; `None` when it is not TOML.
    pub fn parse(text: &'t str) -> Option<Self> {
        let root = DeValue::Table(DeTable::parse(text).ok()?.into_inner());
        Some(Self { text, root })
    }

    /// The table that `steps` lead to.
    pub fn table(&'t self, steps: &[Step]) -> Option<Table<'t>> {
        let root = self.root.as_table()?;
        let root = Table { text: self.text, entries: root, start: 0, end: 0 };
        steps.iter().try_fold(root, Table::step)
    }
}

impl<'t> Table<'t> {
    fn step(self, step: &Step) -> Option<Self> {
        let found = match step {
            Step::Key(key) => self.entries.get(*key)?,
            Step::Element(array, like, nth) => {
                let fits = |element: &&Spanned<DeValue>| {
                    let has = |(key, value): &(&str, String)| {
                        let found = element.get_ref().get(*key).and_then(|found| found.get_ref().as_str());
                        found.is_some_and(|found| found.trim() == value)
                    };
                    like.iter().all(has)
                };
                self.entries.get(*array)?.get_ref().as_array()?.iter().filter(fits).nth(*nth)?
            }
        };
        let entries = found.get_ref().as_table()?;
        Some(Table { text: self.text, entries, start: found.span().start, end: found.span().end })
    }

    /// The entry `key`.
    pub fn entry(self, key: &str) -> Option<Entry<'t>> {
        let (name, value) = self.entries.get_key_value(key)?;
        Some(Entry { key: name.span(), span: value.span(), value: value.get_ref() })
    }

    /// The table of the entry `key`.
    pub fn child(self, key: &str) -> Option<Self> {
        let value = self.entries.get(key)?;
        let entries = value.get_ref().as_table()?;
        Some(Self { entries, start: value.span().start, end: value.span().end, ..self })
    }

    fn is_inline(self) -> bool {
        self.end > 0 && self.text[self.start..].starts_with('{')
    }

    /// Whether it has a heading of its own.
    pub fn is_headed(self) -> bool {
        self.end > 0 && self.text[self.start..].starts_with('[')
    }

    /// Its entries that are written as `key = value`, in the order of the text.
    fn direct(self) -> Vec<Entry<'t>> {
        let entry = |(name, value): (&Spanned<_>, &'t Spanned<DeValue<'t>>)| Entry {
            key: name.span(),
            span: value.span(),
            value: value.get_ref(),
        };
        let is_direct = |entry: &Entry| {
            // Between a key and its value stand `=` and blanks; a table of its own begins before its key ends, or has
            // the same span.
            entry.span.start > entry.key.end && self.text[entry.key.end..entry.span.start].contains('=')
        };
        let mut direct: Vec<_> = self.entries.iter().map(|(k, v)| entry((k, v))).filter(is_direct).collect();
        direct.sort_by_key(|entry| entry.key.start);
        direct
    }
}

/// `text` with `new` in place of the bytes `span`.
pub fn spliced(text: &str, span: Range<usize>, new: &str) -> String {
    [&text[..span.start], new, &text[span.end..]].concat()
}

/// `text` with `key = value` in the table that `steps` lead to, after the first of `after` that it has, else last. A table
/// that is not there is added at the end of the file. `None` when the text is not TOML.
pub fn inserted(text: &str, steps: &[Step], after: &[&str], key: &str, value: &str) -> Option<String> {
    let tree = Tree::parse(text)?;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let table = tree
        .table(steps)
        .filter(|table| table.is_inline() || table.is_headed() || !table.direct().is_empty());
    let Some(table) = table else {
        let names: Vec<_> = steps
            .iter()
            .map(|step| match step {
                Step::Key(key) | Step::Element(key, ..) => *key,
            })
            .collect();
        // A table in braces takes in what is missing below it.
        if let Some(depth) =
            (1..steps.len()).rev().find(|depth| tree.table(&steps[..*depth]).is_some_and(Table::is_inline))
        {
            let inner = names[depth + 1..]
                .iter()
                .rev()
                .fold(format!("{key} = {value}"), |inner, name| format!("{name} = {{ {inner} }}"));
            return inserted(text, &steps[..depth], &[], names[depth], &format!("{{ {inner} }}"));
        }
        let ends = text.is_empty() || text.ends_with('\n');
        let (before, last) = if ends { ("", newline) } else { (newline, "") };
        let heading = names.join(".");
        return Some(format!("{text}{before}{newline}[{heading}]{newline}{key} = {value}{last}"));
    };
    let direct = table.direct();
    let place = |name: &&str| table.entry(name).filter(|entry| direct.iter().any(|one| one.key == entry.key));
    let before = after.iter().find_map(place).or_else(|| direct.last().cloned());
    if table.is_inline() {
        return Some(match before {
            Some(before) => spliced(text, before.span.end..before.span.end, &format!(", {key} = {value}")),
            None => spliced(text, table.start + 1..table.start + 1, &format!(" {key} = {value} ")),
        });
    }
    let (line_of, prefix) = match &before {
        Some(before) => {
            let line = text[..before.key.start].rfind('\n').map_or(0, |at| at + 1);
            (before.span.end, &text[line..before.key.start])
        }
        None => (table.end, ""),
    };
    let end = text[line_of..].find('\n').map_or(text.len(), |at| line_of + at);
    let end = if text[..end].ends_with('\r') { end - 1 } else { end };
    Some(spliced(text, end..end, &format!("{newline}{prefix}{key} = {value}")))
}

/// `text` without the entry `key` of the table that `steps` lead to: what [`inserted`] adds, it takes away.
pub fn removed(text: &str, steps: &[Step], key: &str) -> Option<String> {
    let tree = Tree::parse(text)?;
    let table = tree.table(steps)?;
    let direct = table.direct();
    let at = direct.iter().position(|entry| text[entry.key.clone()].trim_matches(['"', '\'']) == key)?;
    let entry = &direct[at];
    if table.is_inline() {
        let span = match (at.checked_sub(1).map(|i| &direct[i]), direct.get(at + 1)) {
            (Some(before), _) => before.span.end..entry.span.end,
            (None, Some(next)) => entry.key.start..next.key.start,
            (None, None) => table.start + 1..table.end - 1,
        };
        return Some(spliced(text, span, ""));
    }
    let line = text[..entry.key.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[entry.span.end..].find('\n').map_or(text.len(), |at| entry.span.end + at + 1);
    // The line break before it goes, not the one after: so does `inserted`.
    let span = if line == 0 { 0..end } else { unbroken(text, line)..unbroken(text, end) };
    Some(spliced(text, span, ""))
}

/// `text` without the heading of a table that has no entry of its own: what [`inserted`] adds of one at the end of the file.
pub fn beheaded(text: &str, steps: &[Step]) -> Option<String> {
    let tree = Tree::parse(text)?;
    let table = tree.table(steps).filter(|table| table.is_headed() && table.direct().is_empty())?;
    let end = text[table.end..].find('\n').map_or(text.len(), |at| table.end + at + 1);
    let line = text[..table.start].rfind('\n').map_or(0, |at| at + 1);
    let start = unbroken(text, line);
    let start = if text[..end].ends_with('\n') { start } else { unbroken(text, start) };
    Some(spliced(text, start..end, ""))
}

/// Where the line break before `at` begins; `at` itself where there is none.
fn unbroken(text: &str, at: usize) -> usize {
    match text[..at].strip_suffix('\n') {
        Some(before) => before.strip_suffix('\r').unwrap_or(before).len(),
        None => at,
    }
}

/// Where what ends at `end` does with the comment behind it, which speaks of it.
pub fn remarked(text: &str, end: usize) -> usize {
    let line = text[end..].lines().next().unwrap_or_default();
    if line.trim_start().starts_with('#') { end + line.len() } else { end }
}

/// A number as TOML has it.
pub fn number(value: f64) -> String {
    if value.is_nan() { "nan".to_owned() } else { format!("{value}") }
}

/// A text in quotation marks.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => {}
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A text for people: one for both languages, or one for each.
pub fn bilingual(text: &Text) -> String {
    if text.zh == text.en {
        quoted(&text.zh)
    } else {
        format!("{{ zh = {}, en = {} }}", quoted(&text.zh), quoted(&text.en))
    }
}

/// The number or text that `value` writes, for what has been read without fault.
pub fn read_number(value: &DeValue) -> Option<f64> {
    super::super::read::number(value)
}

/// The text for people that `value` writes.
pub fn read_text(value: &DeValue) -> Option<Text> {
    match value {
        DeValue::String(text) => Some(Text::same(text.trim())),
        DeValue::Table(_) => {
            let of = |lang| Some(value.get(lang)?.get_ref().as_str()?.trim().to_owned());
            Some(Text::new(of("zh")?, of("en")?))
        }
        _ => None,
    }
}
