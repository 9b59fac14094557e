//! A workbook as grids of typed cells.

use std::collections::{BTreeMap, BTreeSet};

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A date, as `2024-09-30`.
    Date(String),
    /// A formula that failed, for example `#REF!`.
    Failed(String),
}

impl Value {
    /// Whether there is nothing to be seen.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The value as people read it.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Date(text) | Self::Failed(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Cells that are merged into one: first and last row and column, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Last row.
    pub bottom: usize,
    /// Last column.
    pub right: usize,
}

/// Merged cells that go down over more than one row, looked up by place: a ledger has thousands.
#[derive(Debug, Default)]
pub struct Merged(BTreeMap<usize, BTreeMap<usize, usize>>);

impl Merged {
    /// Those of `sheet`.
    pub fn of(sheet: &Sheet) -> Self {
        let mut merged = Self::default();
        for span in sheet.merged.iter().filter(|span| span.bottom > span.top) {
            merged.0.entry(span.left).or_default().insert(span.top, span.bottom);
        }
        merged
    }

    /// Whether merged cells begin in `row` and `column` and go on below.
    pub fn begins(&self, row: usize, column: usize) -> bool {
        self.0.get(&column).is_some_and(|tops| tops.contains_key(&row))
    }

    /// First row of the merged cells in `column` that begin above `row` and reach it.
    pub fn above(&self, row: usize, column: usize) -> Option<usize> {
        let (top, bottom) = self.0.get(&column)?.range(..row).next_back()?;
        (*bottom >= row).then_some(*top)
    }
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the spreadsheet hides it.
    pub hidden: bool,
    /// Rows of cells from A1 on; rows may have different lengths.
    pub rows: Vec<Vec<Value>>,
    /// Merged cells; their content is in the first.
    pub merged: Vec<Span>,
    /// Rows that are hidden, by hand or by a filter, from 0.
    pub hidden_rows: BTreeSet<usize>,
    /// Columns that are hidden, likewise.
    pub hidden_columns: BTreeSet<usize>,
    /// Whether it can't be told which are hidden, as in XLS and XLSB.
    pub hides_untold: bool,
}

impl Sheet {
    /// The cell in row `row` and column `column`, from 0.
    pub fn cell(&self, row: usize, column: usize) -> &Value {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Value::Empty)
    }

    /// How many columns the longest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Puts `value` into a cell.
    pub(super) fn put(&mut self, row: usize, column: usize, value: Value) {
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Value::Empty);
        }
        cells[column] = value;
    }
}

/// A workbook, or a text of rows and cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// The file's name.
    pub name: String,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    /// Whether it is a text (CSV, TSV, copied cells), which has lines but no sheets.
    pub is_text: bool,
}
