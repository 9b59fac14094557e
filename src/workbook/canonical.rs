//! A ledger as the product writes it: English headings and names, months as `2024-09`, in the order of the format's
//! page; columns that nobody fills are left out.

use crate::scenario::Column;
use crate::scenario::ledger_text::{self, column_of};
use csv::{QuoteStyle, Terminator, WriterBuilder};

/// Columns that are always there.
const ALWAYS: [Column; 7] = [
    Column::Id,
    Column::Name,
    Column::District,
    Column::Measure,
    Column::Status,
    Column::Completion,
    Column::Quantity,
];

/// A row of a ledger: texts in the order of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row([String; 16]);

impl Row {
    /// What it has in `column`.
    pub fn get(&self, column: Column) -> &str {
        Column::all().position(|known| known == column).map_or("", |at| self.0[at].as_str())
    }

    /// How many lines it takes.
    pub fn lines(&self) -> usize {
        1 + self.0.iter().flat_map(|text| text.bytes()).filter(|byte| *byte == b'\n').count()
    }

    /// Puts `text` into `column`.
    pub fn set(&mut self, column: Column, text: String) {
        if let Some(at) = Column::all().position(|known| known == column) {
            self.0[at] = text;
        }
    }
}

/// The columns of `rows` that are written.
pub fn columns(rows: &[Row]) -> Vec<Column> {
    Column::all()
        .filter(|column| ALWAYS.contains(column) || rows.iter().any(|row| !row.get(*column).is_empty()))
        .collect()
}

/// `rows` as CSV.
pub fn csv(rows: &[Row]) -> String {
    let columns = columns(rows);
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    // Writing to memory does not fail, and all records have one length.
    let _ = writer.write_record(columns.iter().map(|column| column.key()));
    for row in rows {
        let _ = writer.write_record(columns.iter().map(|column| row.get(*column)));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The rows of a ledger in the product's format, in whichever language, as they are written.
pub fn rows(text: &str) -> Vec<Row> {
    let mut records = ledger_text::rows(text).map(|(record, _)| record);
    let headings: Vec<Option<Column>> = records.next().iter().flatten().map(column_of).collect();
    let row = |record: csv::StringRecord| {
        let mut row = Row::default();
        for (cell, column) in record.iter().zip(&headings) {
            if let Some(column) = column {
                row.set(*column, cell.trim().to_owned());
            }
        }
        row
    };
    records.map(row).filter(|row| !row.0.iter().all(String::is_empty)).collect()
}
