//! Where a value stands in the user's files, and values that know it.

use crate::diagnostic::Place;
use std::sync::Arc;

/// Where a value stands: file, line and key, or file, line, column and cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Name of the file.
    pub file: Arc<str>,
    /// Line, from 1; `None` for what no file holds.
    pub line: Option<usize>,
    /// Path of keys, or heading of the column; empty for a whole file or row.
    pub key: Arc<str>,
    /// Column and row of a ledger's cell, from 0 and from 1.
    pub cell: Option<(usize, usize)>,
}

impl Spot {
    /// A whole file.
    pub fn file(name: &str) -> Self {
        Self { file: name.into(), line: None, key: "".into(), cell: None }
    }

    /// The same file, line `line`.
    pub fn at_line(&self, line: usize) -> Self {
        Self { line: Some(line), ..self.clone() }
    }

    /// The value called `key` within this one, on the same line.
    pub fn child(&self, key: &str) -> Self {
        let key = if self.key.is_empty() { key.into() } else { format!("{}.{key}", self.key).into() };
        Self { key, ..self.clone() }
    }

    /// As diagnostics give it.
    pub fn place(&self) -> Place {
        Place {
            file: self.file.to_string(),
            line: self.line,
            key: (!self.key.is_empty()).then(|| self.key.to_string()),
            cell: self.cell.map(|(column, row)| format!("{}{row}", column_letters(column))),
        }
    }
}

/// The letters a spreadsheet gives the column `index`: A for 0, Z for 25, AA for 26.
pub fn column_letters(index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        more => column_letters(more - 1) + &letter.to_string(),
    }
}

/// A value as written, with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub spot: Spot,
}

/// A field that must be there; `None` when it is not, which has been reported then.
#[derive(Clone, Debug, PartialEq)]
pub struct Required<T>(pub Option<Field<T>>);

impl<T> Required<T> {
    /// The field, unless it is missing.
    pub fn get(&self) -> Option<&Field<T>> {
        self.0.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(column_letters).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
