//! A sheet being read, row by row: what its columns are, which rows are projects, what each of them brings.

mod cells;
mod totals;

use super::grid::{Book, Merged, Sheet, Value};
use super::headings::{Layout, UNIT, Use};
use super::import::{Import, LeftOut, Seen, Settings, Shown};
use super::known::Known;
use super::names::Names;
use super::problem::{Problem, Spot};
use super::spellings::{is_running, is_signed, month_of, status_of};
use super::sums::{self, Over};
use super::units;
use super::unknown::Unknowns;
use super::{canonical, problem};
use crate::diagnostic::Severity;
use crate::scenario::Column;
use crate::scenario::ledger_text::{column_letters, half_width};
use std::collections::{BTreeMap, BTreeSet};

/// So many problems are told in full; the rest is counted.
const MOST_TOLD: usize = 1000;
/// So many rows are shown before they are taken.
const SHOWN: usize = 30;

/// The first figures of a column whose heading has no unit.
#[derive(Default)]
struct Units<'a> {
    /// The first without a unit.
    without: Option<(Spot<'a>, String)>,
    /// The first that has one.
    with: Option<String>,
}

/// A sheet being read.
pub(super) struct Reading<'a> {
    book: &'a Book,
    sheet: &'a Sheet,
    pub(super) layout: Layout,
    /// By the sheet's column.
    headings: &'a [String],
    merged: Merged,
    /// By the ledger's column: column of the sheet, shift and unit.
    places: BTreeMap<Column, (usize, i32, String)>,
    /// The sheet's column with the units of quantities.
    units: Option<usize>,
    /// The district of all rows, where a title tells it and no column does.
    district: String,
    settings: &'a Settings,
    names: Names<'a>,
    /// Ids of the rows so far with where each stands, 0 for those made here.
    ids: BTreeMap<String, usize>,
    /// The number of the id that was made last; 0 before the first.
    made: usize,
    /// By columns whose headings have no unit.
    without_unit: BTreeMap<Column, Units<'a>>,
    /// Ids in the sheet, met or not.
    own: BTreeSet<String>,
    /// New ids for running numbers that are taken.
    renumbered: Vec<String>,
    /// Rows of the scenario's ledger by their ids.
    ledger: BTreeMap<String, canonical::Row>,
    /// Its projects by name and district, where they have a name.
    in_ledger: BTreeSet<(String, String)>,
    /// Ids of the projects that these are added to.
    taken: BTreeSet<String>,
    unknown: Unknowns,
    out: Import,
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    pub(super) fn new(
        book: &'a Book,
        sheet: &'a Sheet,
        (layout, headings): (Option<Layout>, &'a [String]),
        settings: &'a Settings,
        known: &'a Known,
    ) -> Self {
        let found = layout.is_some();
        let layout = layout.unwrap_or_default();
        let out = Import {
            settings: Settings::default(),
            sheet: sheet.name.clone(),
            columns: Vec::new(),
            good: 0,
            bad: 0,
            errors: 0,
            warnings: 0,
            problems: Vec::new(),
            left_out: Vec::new(),
            hidden: 0,
            present: 0,
            unknown: Vec::new(),
            preview: Vec::new(),
            lines: Vec::new(),
            rows: Vec::new(),
            onto: Vec::new(),
        };
        let mut reading = Self {
            book,
            sheet,
            layout,
            headings,
            merged: Merged::of(sheet),
            places: BTreeMap::new(),
            units: None,
            district: String::new(),
            settings,
            names: Names::of(known),
            ids: BTreeMap::new(),
            made: 0,
            without_unit: BTreeMap::new(),
            own: BTreeSet::new(),
            renumbered: Vec::new(),
            ledger: BTreeMap::new(),
            in_ledger: BTreeSet::new(),
            taken: BTreeSet::new(),
            unknown: Unknowns::default(),
            out,
        };
        let ledger = canonical::rows(&known.ledger);
        let named = ledger.iter().map(|row| reading.named(row)).filter(|(name, _)| !name.is_empty());
        reading.in_ledger = named.collect();
        let id = |row: &canonical::Row| row.get(Column::Id).to_owned();
        reading.ledger = ledger.iter().map(|row| (id(row), row.clone())).collect();
        if known.adds {
            reading.taken = ledger.iter().map(id).collect();
            reading.out.onto = ledger;
        }
        reading.place(found);
        reading
    }

    /// Where the columns are; what is missing or there twice.
    fn place(&mut self, found: bool) {
        let uses: Vec<(usize, Use)> =
            self.layout.columns.iter().cloned().enumerate().filter_map(|(i, u)| Some((i, u?))).collect();
        for (index, Use { column, shift, unit }) in uses {
            let Some(column) = Column::of_key(&column) else {
                self.units = (column == UNIT).then_some(index).or(self.units);
                continue;
            };
            let spot = self.spot(self.layout.last, index);
            let stated = || self.layout.above(self.sheet, column) == Some(shift);
            if shift == 0 && !units::is_in_heading(column, self.heading(index)) && !stated() {
                self.without_unit.insert(column, Units::default());
            }
            if self.places.insert(column, (index, shift, unit)).is_some() {
                self.tell(problem::twice(&spot, column));
            }
            let heading = self.heading(index);
            if units::is_other_rate(column, heading) {
                self.tell(problem::other_rate(&spot, heading));
            }
        }
        let whole = Spot::sheet(self.book, self.sheet);
        if self.sheet.rows.is_empty() {
            self.tell(problem::empty(&whole));
            return;
        }
        if !found {
            self.tell(problem::no_headings(&whole));
            return;
        }
        if !self.places.contains_key(&Column::District)
            && !self.settings.fixed.contains_key(Column::District.key())
        {
            self.district_of_title(&whole);
        }
        for column in [Column::Measure, Column::Status, Column::Completion] {
            if !self.places.contains_key(&column) && !self.settings.fixed.contains_key(column.key()) {
                self.tell(problem::missing_column(&whole, column));
            }
        }
    }

    /// Takes the district of all rows from the sheet's name, a line above the headings or the file's name.
    fn district_of_title(&mut self, whole: &Spot<'a>) {
        if self.names.known.districts.is_empty() {
            return;
        }
        let above = self.sheet.rows.iter().take(self.layout.first).flatten().map(Value::text);
        let mut titles = [self.sheet.name.clone()].into_iter().chain(above).chain([self.book.name.clone()]);
        let found = titles.find_map(|title| Some((self.names.district_in(&title)?.to_owned(), title)));
        if let Some((district, title)) = found {
            self.tell(problem::district_of_title(whole, &title, &district));
            self.district = district;
        }
    }

    pub(super) fn all(&mut self) {
        self.hidden();
        if let Some((index, ..)) = self.places.get(&Column::Id) {
            self.own = self.sheet.rows.iter().filter_map(|row| Some(row.get(*index)?.text())).collect();
        }
        let mut number = 0;
        for row in self.layout.last + 1..self.sheet.rows.len() {
            if self.sheet.rows[row].iter().all(Value::is_blank) {
                continue;
            }
            if let Some(reason) = self.no_project(row).or_else(|| self.not_wanted(row)) {
                let text = self.sheet.rows[row].iter().find(|value| !value.is_blank()).map(Value::text);
                self.out.left_out.push(LeftOut { row: row + 1, text: text.unwrap_or_default(), reason });
                continue;
            }
            number += 1;
            self.row(row, number);
        }
        if number == 0 && self.out.errors == 0 {
            self.tell(problem::no_rows(&Spot::sheet(self.book, self.sheet)));
        }
    }

    /// Tells of what the spreadsheet hides.
    fn hidden(&mut self) {
        let is_project = |row: &&usize| {
            let cells = self.sheet.rows.get(**row).filter(|_| **row > self.layout.last);
            cells.is_some_and(|cells| !cells.iter().all(Value::is_blank)) && self.no_project(**row).is_none()
        };
        self.out.hidden = self.sheet.hidden_rows.iter().filter(is_project).count();
        let spot = Spot::sheet(self.book, self.sheet);
        if self.sheet.hides_untold {
            self.tell(problem::hides_untold(&spot));
        }
        if self.out.hidden > 0 && !self.settings.without_hidden {
            self.tell(problem::hidden_rows(&spot, self.out.hidden));
        }
        let mut columns: Vec<usize> = self.places.values().map(|(index, ..)| *index).collect();
        columns.retain(|index| self.sheet.hidden_columns.contains(index));
        columns.sort_unstable();
        if !columns.is_empty() {
            let letters: Vec<String> = columns.into_iter().map(column_letters).collect();
            self.tell(problem::hidden_columns(&spot, &letters));
        }
    }

    /// Why the reader does not want a row, when it is not wanted.
    fn not_wanted(&mut self, row: usize) -> Option<&'static str> {
        if self.settings.without_hidden && self.sheet.hidden_rows.contains(&row) {
            return Some("hidden");
        }
        if self.settings.refused.contains(&(row + 1)) {
            return Some("refused");
        }
        for (key, values) in &self.settings.unwanted {
            let column = Column::of_key(key)?;
            let index = self.places.get(&column)?.0;
            let text = self.value(row, column, index).text();
            if values.contains(&text) {
                self.meet(column, &text);
                return Some("unwanted");
            }
        }
        None
    }

    /// Why a row is no project, when it is none.
    fn no_project(&self, row: usize) -> Option<&'static str> {
        let cells = &self.sheet.rows[row];
        let filled = |column: &Column| {
            self.places.get(column).is_some_and(|(i, ..)| !self.sheet.cell(row, *i).is_blank())
        };
        let mapped: Vec<&Column> = self.places.keys().filter(|column| filled(column)).collect();
        let repeats = self.places.values().filter(|(i, ..)| {
            let text = self.sheet.cell(row, *i).text();
            !text.is_empty() && text == self.heading(*i)
        });
        if repeats.count() >= 2 {
            return Some("heading");
        }
        if row == self.layout.last + 1 && is_numbering(cells) {
            return Some("heading");
        }
        if self.is_signed(row) {
            return Some("remark");
        }
        let says_what_it_is =
            [Column::Measure, Column::Status, Column::Completion].iter().any(|c| mapped.contains(&c));
        if says_what_it_is {
            return None;
        }
        if self.total_of(row).is_some() {
            return Some("total");
        }
        let amounts = mapped.iter().any(|column| is_amount(**column));
        let filled = cells.iter().filter(|value| !value.is_blank()).count();
        (!amounts && filled <= 2).then_some("remark")
    }

    /// What a row adds up, when one of its first texts calls it a row of totals.
    fn total_of(&self, row: usize) -> Option<Over> {
        let filled = self.sheet.rows[row].iter().filter(|value| !value.is_blank());
        filled.take(3).find_map(|value| sums::total_of(&value.text()))
    }

    /// Whether a row has who filled the ledger in, and the like, wherever its texts stand.
    fn is_signed(&self, row: usize) -> bool {
        let text = |column| {
            let place = self.places.get(&column);
            place.map(|(index, ..)| self.sheet.cell(row, *index).text()).unwrap_or_default()
        };
        let begins = self.sheet.rows[row].iter().find(|value| !value.is_blank());
        begins.is_some_and(|value| is_signed(&value.text()))
            && (status_of(&text(Column::Status)).is_none()
                || month_of(&text(Column::Completion), false).is_none())
    }

    fn row(&mut self, row: usize, number: usize) {
        let (before, mut cells) = (self.out.errors, canonical::Row::default());
        for column in Column::all() {
            let text = self.cell(row, column, number, &cells);
            cells.set(column, text);
        }
        let has_it = self.has(&cells);
        self.id_of_ledger(row, number, &mut cells, has_it);
        let bad = self.out.errors > before;
        self.out.present += usize::from(has_it && !bad);
        if self.out.preview.len() < SHOWN || bad && self.out.preview.len() < 4 * SHOWN {
            let cells = Column::all().map(|column| {
                let as_written = || {
                    self.places.get(&column).map_or(String::new(), |(i, ..)| self.sheet.cell(row, *i).text())
                };
                let taken = cells.get(column).to_owned();
                (column.key(), if taken.is_empty() { as_written() } else { taken })
            });
            let cells = cells.filter(|(_, text)| !text.is_empty()).collect();
            self.out.preview.push(Shown { row: row + 1, cells, bad });
        }
        if bad {
            self.out.bad += 1;
        } else {
            self.out.good += 1;
            self.out.lines.push(row + 1);
            self.out.rows.push(cells);
        }
    }

    /// Tells of columns that don't say what their figures are in.
    fn tell_units(&mut self) {
        for (column, Units { without, with }) in std::mem::take(&mut self.without_unit) {
            if let Some((spot, text)) = without {
                self.tell(problem::no_unit(&spot, column, &text, with.as_deref()));
            }
        }
    }

    fn heading(&self, column: usize) -> &'a str {
        self.headings.get(column).map_or("", String::as_str)
    }

    fn spot(&self, row: usize, column: usize) -> Spot<'a> {
        Spot::cell(self.book, self.sheet, (row, column), self.heading(column))
    }

    fn tell(&mut self, problem: Problem) {
        match problem.severity {
            Severity::Error => self.out.errors += 1,
            Severity::Warning => self.out.warnings += 1,
        }
        if self.out.problems.len() < MOST_TOLD || problem.cell.is_empty() {
            self.out.problems.push(problem);
        }
    }

    /// Whether the ledger has the project of `row`: by name and district, or by its id. An id that was made here tells
    /// nothing, nor does a running number, unless there is nothing else to go by.
    fn has(&self, row: &canonical::Row) -> bool {
        let id = row.get(Column::Id);
        let by_id = || self.ledger.get(id).filter(|_| self.ids.get(id) != Some(&0));
        let alike = |known: &canonical::Row| {
            let all = [Column::Name, Column::Completion, Column::Quantity];
            let measure =
                |row: &canonical::Row| self.names.measure(row.get(Column::Measure)).map(str::to_owned);
            self.named(known) == self.named(row)
                && measure(known) == measure(row)
                && all.iter().all(|column| known.get(*column) == row.get(*column))
        };
        self.in_ledger.contains(&self.named(row))
            || by_id().is_some_and(|known| !is_running(id) || alike(known))
    }

    /// A project's name and district.
    fn named(&self, row: &canonical::Row) -> (String, String) {
        let district = row.get(Column::District);
        let district = self.names.district(district).unwrap_or(district);
        (row.get(Column::Name).to_owned(), district.to_owned())
    }

    pub(super) fn finish(mut self, settings: Settings) -> Import {
        self.check_totals();
        self.tell_units();
        if let [first, ..] = &self.renumbered[..] {
            let spot = Spot::sheet(self.book, self.sheet);
            self.tell(problem::renumbered(&spot, self.renumbered.len(), first));
        }
        self.out.unknown = std::mem::take(&mut self.unknown).all();
        let (sheet, layout) = (self.sheet, &self.layout);
        self.out.columns = (0..sheet.width())
            .map(|column| {
                let below = (layout.last + 1..sheet.rows.len()).map(|row| sheet.cell(row, column));
                let samples = below.filter(|value| !value.is_blank()).take(3).map(Value::text).collect();
                let heading = self.headings.get(column).cloned().unwrap_or_default();
                let unit = units::of_quantities(&heading);
                Seen { letters: column_letters(column), heading, unit, samples }
            })
            .collect();
        self.out.problems.sort_by_key(|problem| problem.row);
        self.out.settings = settings;
        self.out
    }
}

/// Whether cells only number the columns: (1) (2) (3).
fn is_numbering(cells: &[Value]) -> bool {
    let texts = cells.iter().filter(|value| !value.is_blank()).map(Value::text);
    let numbers: Option<Vec<u32>> = texts
        .map(|text| half_width(&text).trim_matches(['(', ')', '[', ']', '<', '>', '栏']).parse().ok())
        .collect();
    numbers.is_some_and(|numbers| {
        numbers.len() >= 3 && numbers.windows(2).all(|two| two[1] == two[0] + 1) && numbers[0] <= 1
    })
}

fn is_amount(column: Column) -> bool {
    matches!(column, Column::Quantity | Column::RampMonths | Column::Declared(_) | Column::Capital)
}
