//! Reading a TOML tree with positions: every value knows its line and its path of keys.
//!
//! Reading goes on after an error, so that one run tells all of them; serde would stop at the first.

use super::findings::Findings;
use super::message;
use super::spot::{Field, Required, Spot};
use super::syntax;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// Above this only the first syntax error is looked for: finding all takes seconds in a file of garbage.
const RECOVER_UP_TO: usize = 1 << 20;

/// Parses `text` and hands its root to `read`; `None`, with all syntax errors reported, when it is not TOML.
pub fn parse<T>(
    file: &str,
    text: &str,
    out: &mut Findings,
    read: impl FnOnce(&Node, &mut Findings) -> Option<T>,
) -> Option<T> {
    let lines = Lines::of(file, text);
    let (tree, errors) = if text.len() <= RECOVER_UP_TO {
        DeTable::parse_recoverable(text)
    } else {
        match DeTable::parse(text) {
            Ok(tree) => (tree, Vec::new()),
            Err(error) => (toml::Spanned::new(0..0, DeTable::new()), vec![error]),
        }
    };
    let mut told = None;
    for error in &errors {
        let spot = lines.spot(error.span().map_or(0, |span| span.start), "");
        // One slip of the pen often makes several errors on its line; the first says it.
        if told != spot.line {
            out.error(|| syntax::error(&spot, error, text));
        }
        told = spot.line;
    }
    let root = DeValue::Table(tree.into_inner());
    let result = if errors.is_empty() {
        let spot = Spot::file(file);
        read(&Node { value: &root, spot, lines: &lines }, out)
    } else {
        None
    };
    dismantle(root);
    result
}

/// Drops a tree without recursion: a hostile one is thousands of levels deep, the stack of a browser is not.
fn dismantle(root: DeValue) {
    let mut waiting = vec![root];
    while let Some(value) = waiting.pop() {
        match value {
            DeValue::Table(table) => waiting.extend(table.into_iter().map(|(_, value)| value.into_inner())),
            DeValue::Array(array) => waiting.extend(array.into_iter().map(toml::Spanned::into_inner)),
            _ => {}
        }
    }
}

/// Where the lines of a file begin.
#[derive(Debug)]
struct Lines {
    file: Arc<str>,
    starts: Vec<usize>,
}

impl Lines {
    fn of(file: &str, text: &str) -> Self {
        let after_breaks = text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        Self { file: file.into(), starts: after_breaks.collect() }
    }

    /// The value `key` at byte `offset`.
    fn spot(&self, offset: usize, key: &str) -> Spot {
        let line = self.starts.partition_point(|start| *start <= offset) + 1;
        Spot { file: self.file.clone(), line: Some(line), key: key.into(), cell: None }
    }
}

/// What can be read from a value of the tree.
pub trait Read: Sized {
    /// Reads `node`; `None` when it can't be, which is then reported to `out`.
    fn read(node: &Node, out: &mut Findings) -> Option<Self>;
}

/// A value of the tree, with where it stands.
#[derive(Debug)]
pub struct Node<'a> {
    /// The value.
    pub value: &'a DeValue<'a>,
    /// Where it stands.
    pub spot: Spot,
    lines: &'a Lines,
}

impl<'a> Node<'a> {
    /// Reads it as a table; keys that `read` does not ask for are errors.
    pub fn table<T>(&self, out: &mut Findings, read: impl FnOnce(&mut Table) -> T) -> Option<T> {
        let DeValue::Table(entries) = self.value else {
            out.error(|| message::wrong_type(&self.spot, message::Type::Table, self.value));
            return None;
        };
        let mut table = Table { entries, spot: &self.spot, lines: self.lines, known: Vec::new(), out };
        let value = read(&mut table);
        table.refuse_unknown();
        Some(value)
    }

    /// Its keys with their values, for a table whose keys are data.
    pub fn entries(&self, out: &mut Findings) -> Option<Vec<(&'a str, Node<'a>)>> {
        let DeValue::Table(entries) = self.value else {
            out.error(|| message::wrong_type(&self.spot, message::Type::Table, self.value));
            return None;
        };
        let entry =
            |(key, value): (&'a toml::Spanned<toml::de::DeString>, &'a toml::Spanned<DeValue<'a>>)| {
                let name: &'a str = key.get_ref();
                let path = self.spot.child(&message::shortened(name)).key;
                let spot = self.lines.spot(key.span().start, &path);
                (name, Node { value: value.get_ref(), spot, lines: self.lines })
            };
        Some(entries.iter().map(entry).collect())
    }

    /// Its elements, each called by `label`; `None` when it is not an array.
    pub fn elements(&self, label: &[&str]) -> Option<Vec<Node<'a>>> {
        let DeValue::Array(array) = self.value else { return None };
        let element = |(value, number): (&'a toml::Spanned<DeValue<'a>>, usize)| {
            let name = name_of(value.get_ref(), label).unwrap_or_else(|| number.to_string());
            let key = self.spot.child(&name).key;
            Node {
                value: value.get_ref(),
                spot: self.lines.spot(value.span().start, &key),
                lines: self.lines,
            }
        };
        Some(array.iter().zip(1..).map(element).collect())
    }
}

/// What an element is called in paths of keys: the values of its keys `label`.
fn name_of(element: &DeValue, label: &[&str]) -> Option<String> {
    let table = element.as_table()?;
    let names: Option<Vec<&str>> = label.iter().map(|key| table.get(*key)?.get_ref().as_str()).collect();
    names.filter(|names| !names.is_empty()).map(|names| message::shortened(&names.join(".")))
}

/// A table being read; it keeps account of the keys that were asked for.
#[derive(Debug)]
pub struct Table<'a> {
    entries: &'a DeTable<'a>,
    spot: &'a Spot,
    lines: &'a Lines,
    known: Vec<&'static str>,
    /// Where findings go.
    pub out: &'a mut Findings,
}

impl<'a> Table<'a> {
    /// The value of `key`, unread.
    pub fn node(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.known.push(key);
        let value = self.entries.get(key)?;
        let spot = self.lines.spot(value.span().start, &self.spot.child(key).key);
        Some(Node { value: value.get_ref(), spot, lines: self.lines })
    }

    /// The value of `key`, which may be missing.
    pub fn optional<T: Read>(&mut self, key: &'static str) -> Option<Field<T>> {
        let node = self.node(key)?;
        let value = T::read(&node, self.out)?;
        Some(Field { value, spot: node.spot })
    }

    /// The value of `key`, which must be there.
    pub fn required<T: Read>(&mut self, key: &'static str) -> Required<T> {
        if !self.entries.contains_key(key) {
            self.out.error(|| message::missing_key(self.spot, key));
        }
        Required(self.optional(key))
    }

    /// The elements of the array `key`, none when it is missing. In paths of keys each is called by the
    /// values of its keys `label`, or by its number from 1.
    pub fn list<T: Read>(&mut self, key: &'static str, label: &[&str]) -> Vec<Field<T>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let Some(elements) = node.elements(label) else {
            self.out.error(|| message::wrong_type(&node.spot, message::Type::List, node.value));
            return Vec::new();
        };
        let read = |node: Node| Some(Field { value: T::read(&node, self.out)?, spot: node.spot });
        elements.into_iter().filter_map(read).collect()
    }

    /// Refuses keys that belong elsewhere, with an error of their own.
    pub fn refuse(&mut self, keys: &[&'static str], why: impl Fn(&Spot) -> crate::diagnostic::Diagnostic) {
        for key in keys {
            if let Some(node) = self.node(key) {
                self.out.error(|| why(&node.spot));
            }
        }
    }

    fn refuse_unknown(&mut self) {
        for (key, value) in self.entries {
            if !self.known.contains(&key.get_ref().as_ref()) {
                let spot = self.lines.spot(key.span().start, &self.spot.key);
                self.out.error(|| message::unknown_key(&spot, key.get_ref(), &self.known, value.get_ref()));
            }
        }
    }
}
