//! The ledger as written: CSV in the encodings, headings and spellings that people's spreadsheets make.

use super::columns::{self, Column, Columns};
use super::document::{LedgerMonth, Project};
use super::findings::Findings;
use super::message::{self, Type};
use super::read::{self, Choice};
use super::spelling::{self, TotalOf};
use super::spot::{Field, Required, Spot};
use crate::model::Status;
use crate::units::Pollutant;
use csv::StringRecord;
use std::sync::Arc;

/// No ledger may have more rows.
const MOST_ROWS: usize = 200_000;

/// A ledger being read, row by row.
pub struct Ledger<'t> {
    file: Spot,
    columns: Columns,
    rows: Rows<'t>,
    read: usize,
}

impl<'t> Ledger<'t> {
    /// The ledger `text` of the file `file`; `None`, reported, when its rows can't be read.
    pub fn open(file: &str, text: &'t str, out: &mut Findings) -> Option<Self> {
        let file = Spot::file(file);
        if let Some(line) = unclosed_quote(text, delimiter(text)) {
            out.error(|| message::unclosed_quote(&file.at_line(line)));
            return None;
        }
        let mut rows = Rows::of(text);
        let Some((heading, line)) = rows.next() else {
            out.error(|| message::empty_ledger(&file));
            return None;
        };
        let columns = columns::of(&heading, &file.at_line(line.in_file), out)?;
        Some(Self { file, columns, rows, read: 0 })
    }

    /// The next row; `None` at the end.
    pub fn next(&mut self, out: &mut Findings) -> Option<Entry> {
        let is_blank = |(record, _): &(StringRecord, Line)| record.iter().all(|cell| cell.trim().is_empty());
        let (record, line) = std::iter::from_fn(|| self.rows.next()).find(|row| !is_blank(row))?;
        if self.read == MOST_ROWS {
            out.error(|| message::too_many_rows(&self.file.at_line(line.in_file), MOST_ROWS));
            return None;
        }
        self.read += 1;
        let row = Row { record: &record, columns: &self.columns, file: &self.file.file, line };
        Some(match row.total_of() {
            Some(of) => Entry::Total(of, row.project(&mut Findings::default())),
            None => Entry::Project(row.project(out)),
        })
    }
}

/// The rows of `text` that are not blank, and the row of a spreadsheet that each would be.
#[cfg(feature = "workbook")]
pub fn rows(text: &str) -> impl Iterator<Item = (StringRecord, usize)> {
    let mut rows = Rows::of(text);
    std::iter::from_fn(move || rows.next()).map(|(record, line)| (record, line.in_sheet))
}

/// The line of `text` on which a quotation mark opens that nothing closes.
#[cfg(feature = "workbook")]
pub fn unclosed_quote_line(text: &str) -> Option<usize> {
    unclosed_quote(text, delimiter(text))
}

/// A row of a ledger.
pub enum Entry {
    /// A project.
    Project(Field<Project>),
    /// What rows add up to, in the columns of amounts.
    Total(TotalOf, Field<Project>),
}

/// Where a row is: its line in the file, and its row in a spreadsheet, where a cell may have several lines.
#[derive(Clone, Copy, Debug)]
struct Line {
    in_file: usize,
    in_sheet: usize,
}

/// The rows of a ledger, blank ones left out.
struct Rows<'t> {
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    breaks_within_cells: usize,
}

impl<'t> Rows<'t> {
    fn of(text: &'t str) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(text))
            .from_reader(text.as_bytes());
        Self { text, reader, breaks_within_cells: 0 }
    }

    fn next(&mut self) -> Option<(StringRecord, Line)> {
        let mut record = StringRecord::new();
        // The reader fails on text that is not UTF-8 and on reading; this is text, in memory.
        if !self.reader.read_record(&mut record).unwrap_or(false) {
            return None;
        }
        let position = record.position()?;
        // The reader counts blank lines before a row to the row.
        let blank = self.text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
        let blank = blank.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let in_file = position.line() as usize + blank.filter(|byte| **byte == b'\n').count();
        let line = Line { in_file, in_sheet: in_file - self.breaks_within_cells };
        self.breaks_within_cells += record.iter().flat_map(str::bytes).filter(|byte| *byte == b'\n').count();
        Some((record, line))
    }
}

/// The character between cells: whichever of comma, tab and semicolon the first line has most of.
fn delimiter(text: &str) -> u8 {
    let heading = text.trim_start().lines().next().unwrap_or("");
    let count = |delimiter: u8| heading.bytes().filter(|byte| *byte == delimiter).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// The line on which a quotation mark opens that nothing closes: the rest of the file would be one cell.
fn unclosed_quote(text: &str, delimiter: u8) -> Option<usize> {
    let (mut line, mut opened, mut cell_begins) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += usize::from(byte == b'\n');
        if opened.is_some() {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                opened = None;
            }
        } else {
            if byte == b'"' && cell_begins {
                opened = Some(line);
            }
            cell_begins = byte == delimiter || matches!(byte, b'\r' | b'\n');
        }
    }
    opened
}

/// A row with its headings.
struct Row<'a> {
    record: &'a StringRecord,
    columns: &'a Columns,
    file: &'a Arc<str>,
    line: Line,
}

impl Row<'_> {
    fn project(&self, out: &mut Findings) -> Field<Project> {
        let at = Spot { file: self.file.clone(), line: Some(self.line.in_file), key: "".into(), cell: None };
        let beyond =
            |(index, cell): &(usize, &str)| !self.columns.is_headed(*index) && !cell.trim().is_empty();
        if let Some((index, cell)) = self.record.iter().enumerate().find(beyond) {
            let cell_spot = Spot { cell: Some((index, self.line.in_sheet)), ..at.clone() };
            out.error(|| message::cell_without_heading(&cell_spot, cell));
        }
        let project = Project {
            id: self.required(Column::Id, out, text),
            name: self.cell(Column::Name, out, text),
            district: self.cell(Column::District, out, text),
            measure: self.required(Column::Measure, out, text),
            status: self.required(Column::Status, out, Status::choose),
            started: self.cell(Column::Started, out, month),
            completion: self.required(Column::Completion, out, month),
            quantity: self.cell(Column::Quantity, out, number),
            ramp_months: self.cell(Column::RampMonths, out, whole_number),
            declared_nox_t: self.cell(Column::Declared(Pollutant::Nox), out, number),
            declared_vocs_t: self.cell(Column::Declared(Pollutant::Vocs), out, number),
            declared_cod_t: self.cell(Column::Declared(Pollutant::Cod), out, number),
            declared_nh3n_t: self.cell(Column::Declared(Pollutant::Nh3n), out, number),
            declared_tp_t: self.cell(Column::Declared(Pollutant::Tp), out, number),
            capital_cny: self.cell(Column::Capital, out, number),
            note: self.cell(Column::Note, out, text),
        };
        Field { value: project, spot: at }
    }

    /// What the row adds up, when it is one of totals: it is called so, and has nothing that only a project has.
    fn total_of(&self) -> Option<TotalOf> {
        let content = |column| {
            let (index, _) = self.columns.find(column)?;
            Some(self.record.get(index)?.trim()).filter(|cell| !cell.is_empty())
        };
        if [Column::Measure, Column::Status, Column::Completion].into_iter().any(|c| content(c).is_some()) {
            return None;
        }
        [Column::Id, Column::Name, Column::District].into_iter().filter_map(content).find_map(spelling::total)
    }

    /// The cell of `column`, read by `read`; `None` when it is empty or `read` has refused it.
    fn cell<T>(
        &self,
        column: Column,
        out: &mut Findings,
        read: impl Fn(&str, &Spot, &mut Findings) -> Option<T>,
    ) -> Option<Field<T>> {
        let (index, heading) = self.columns.find(column)?;
        let cell = self.record.get(index)?.trim();
        if cell.is_empty() {
            return None;
        }
        let spot = self.spot(index, heading);
        Some(Field { value: read(cell, &spot, out)?, spot })
    }

    /// The cell of `column`, which must not be empty.
    fn required<T>(
        &self,
        column: Column,
        out: &mut Findings,
        read: impl Fn(&str, &Spot, &mut Findings) -> Option<T>,
    ) -> Required<T> {
        let empty = |index: usize| self.record.get(index).is_none_or(|cell| cell.trim().is_empty());
        if let Some((index, heading)) = self.columns.find(column).filter(|(index, _)| empty(*index)) {
            out.error(|| message::empty_cell(&self.spot(index, heading)));
        }
        Required(self.cell(column, out, read))
    }

    fn spot(&self, index: usize, heading: &Arc<str>) -> Spot {
        let (file, cell) = (self.file.clone(), Some((index, self.line.in_sheet)));
        Spot { file, line: Some(self.line.in_file), key: heading.clone(), cell }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of the readers of a cell, the others of which may refuse")]
fn text(cell: &str, _: &Spot, _: &mut Findings) -> Option<String> {
    Some(cell.to_owned())
}

fn number(cell: &str, spot: &Spot, out: &mut Findings) -> Option<f64> {
    let number = spelling::number(cell);
    if number.is_none() {
        out.error(|| message::bad_cell(spot, Type::Number, cell));
    }
    number
}

fn whole_number(cell: &str, spot: &Spot, out: &mut Findings) -> Option<i64> {
    let whole = spelling::number(cell).and_then(read::whole);
    if whole.is_none() {
        out.error(|| message::bad_cell(spot, Type::WholeNumber, cell));
    }
    whole
}

fn month(cell: &str, spot: &Spot, out: &mut Findings) -> Option<LedgerMonth> {
    let month = spelling::month(cell);
    match month {
        None => out.error(|| message::bad_cell(spot, Type::Month, cell)),
        Some(month) if cell.ends_with(".1") => out.warning(|| message::january_or_october(spot, cell, month)),
        Some(_) => {}
    }
    month.map(LedgerMonth)
}
