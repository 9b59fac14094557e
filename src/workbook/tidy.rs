//! Cells as they are typed or pasted into a ledger: what an import would read is put as the format has it.

use super::canonical::Row;
use super::grid::{Book, Sheet, Value};
use super::headings::{Layout, Use};
use super::import::Settings;
use super::known::Known;
use super::reading::Reading;
use super::spellings::is_nothing;
use crate::locale::Text;
use crate::scenario::Column;
use crate::scenario::ledger_text::{month, number, status};

/// `rows` with cells that the engine does not read, but an import would, as the format has them; all others as they are.
pub fn tidied(rows: &[Row], known: &Known) -> Vec<Row> {
    let columns =
        Column::all().map(|column| Some(Use { column: column.key().into(), shift: 0, unit: String::new() }));
    let layout = Layout { first: 0, last: 0, columns: columns.collect() };
    let headings: Vec<String> = Column::all().map(|column| column.key().into()).collect();
    let cells = |row: &Row| Column::all().map(|column| Value::Text(row.get(column).into())).collect();
    let heads = headings.iter().cloned().map(Value::Text).collect();
    let sheet =
        Sheet { rows: std::iter::once(heads).chain(rows.iter().map(cells)).collect(), ..Sheet::default() };
    let book = Book { is_text: true, ..Book::default() };
    let settings = Settings::default();
    let mut reading = Reading::new(&book, &sheet, (Some(layout), &headings), &settings, known);
    let tidy = |(at, row): (usize, &Row)| {
        let mut tidy = row.clone();
        for column in Column::all().filter(|column| !is_read(*column, row.get(*column), known)) {
            let read = reading.cell(at + 1, column, at, &tidy);
            if !read.is_empty() {
                tidy.set(column, read);
            }
        }
        tidy
    };
    rows.iter().enumerate().map(tidy).collect()
}

/// Whether the engine reads `text`, or nobody could.
fn is_read(column: Column, text: &str, known: &Known) -> bool {
    let is_name = |name: &Text| name.zh == text || name.en == text;
    match column {
        Column::Id | Column::Name | Column::Note => true,
        _ if is_nothing(text) => true,
        Column::District => known.districts.is_empty() || known.districts.iter().any(is_name),
        Column::Measure => known.measures.iter().any(|measure| measure.id == text || is_name(&measure.name)),
        Column::Status => status(text).is_some(),
        Column::Started | Column::Completion => month(text).is_some(),
        _ => number(text).is_some(),
    }
}
