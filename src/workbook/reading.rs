//! A sheet being read, row by row and cell by cell.

use super::grid::{Book, Merged, Sheet, Value};
use super::headings::{Layout, Use};
use super::import::{Import, LeftOut, Seen, Settings, Shown};
use super::known::Known;
use super::names::Names;
use super::problem::{Problem, Spot};
use super::spellings::{is_nothing, is_running, is_signed, month_of, status_of};
use super::sums::{self, Over, Sums};
use super::units::{self, Wrong};
use super::unknown::Unknowns;
use super::{canonical, problem};
use crate::diagnostic::Severity;
use crate::scenario::Column;
use crate::scenario::ledger_text::column_letters;
use std::collections::{BTreeMap, BTreeSet};

/// So many problems are told in full; the rest is counted.
const MOST_TOLD: usize = 1000;
/// So many rows are shown before they are taken.
const SHOWN: usize = 30;
/// So far a total may be from the sum of its rows, which are rounded.
const TOTAL_ROUNDING: f64 = 0.005;
/// So many decimals of a total are looked at.
const MOST_DECIMALS: usize = 12;
/// What a spreadsheet's cell holds at most: characters.
const MOST_CHARACTERS: usize = 32_767;

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
            let Some(column) = Column::of_key(&column) else { continue };
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
        for column in [Column::Measure, Column::Status, Column::Completion] {
            if !self.places.contains_key(&column) && !self.settings.fixed.contains_key(column.key()) {
                self.tell(problem::missing_column(&whole, column));
            }
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

    /// What the ledger has in `column`; empty, reported, when the cell can't be read. `before` has the columns before.
    pub(super) fn cell(
        &mut self,
        row: usize,
        column: Column,
        number: usize,
        before: &canonical::Row,
    ) -> String {
        let fixed = self.settings.fixed.get(column.key()).cloned().unwrap_or_default();
        let Some((index, shift, unit)) = self.places.get(&column).cloned() else {
            return if column == Column::Id && fixed.is_empty() { self.made_id(number) } else { fixed };
        };
        let value = self.value(row, column, index);
        let spot = self.spot(row, index);
        if let Value::Failed(error) = &value {
            self.tell(problem::failed_formula(&spot, error));
            return String::new();
        }
        let text = value.text();
        if is_nothing(&text) && column != Column::Name && column != Column::Note || text.is_empty() {
            return self.blank(column, &spot, fixed, number);
        }
        match column {
            Column::Id => self.id(text, &spot, row),
            Column::Name | Column::Note => self.long(&text, &spot),
            Column::District | Column::Measure => self.name(column, &text, &spot),
            Column::Status => self.status(&text, &spot),
            Column::Started | Column::Completion => self.month(&value, &text, &spot),
            _ => self.amount(column, &text, (shift, &unit), &spot, before),
        }
    }

    /// The cell's value; that of the first of merged cells for all below it, where it is a name rather than an amount.
    fn value(&mut self, row: usize, column: Column, index: usize) -> Value {
        let own = self.sheet.cell(row, index);
        if !own.is_blank() {
            if is_amount(column) && self.merged.begins(row, index) {
                self.tell(problem::merged_amount(&self.spot(row, index), &own.text()));
            }
            return own.clone();
        }
        match self.merged.above(row, index).filter(|top| *top > self.layout.last) {
            Some(top) if !is_amount(column) && column != Column::Id && column != Column::Note => {
                self.sheet.cell(top, index).clone()
            }
            _ => Value::Empty,
        }
    }

    fn blank(&mut self, column: Column, spot: &Spot, fixed: String, number: usize) -> String {
        if !fixed.is_empty() {
            return fixed;
        }
        match column {
            Column::Id => self.made_id(number),
            Column::Measure | Column::Status | Column::Completion => {
                self.tell(problem::blank(spot, column));
                String::new()
            }
            _ => String::new(),
        }
    }

    /// An id for a row that has none.
    fn made_id(&mut self, number: usize) -> String {
        let is_first = self.made == 0;
        let id = self.free_id(number);
        if is_first {
            self.tell(problem::made_id(&Spot::sheet(self.book, self.sheet), &id));
        }
        id
    }

    /// The first id from `number` on that no row has.
    fn free_id(&mut self, number: usize) -> String {
        // All before the last that was made are taken.
        self.made = number.max(self.made + 1);
        loop {
            let id = format!("P-{:04}", self.made);
            if !(self.ids.contains_key(&id) || self.own.contains(&id) || self.taken.contains(&id)) {
                self.ids.insert(id.clone(), 0);
                return id;
            }
            self.made += 1;
        }
    }

    fn id(&mut self, text: String, spot: &Spot, row: usize) -> String {
        if let Some(first) = self.ids.get(&text) {
            self.tell(problem::duplicate_id(spot, &text, *first));
            return String::new();
        }
        let id = self.long(&text, spot);
        self.ids.insert(text, row + 1);
        id
    }

    /// Sees to an id that the ledger has which rows are added to. Of another project it is an error, but every office
    /// counts from 1.
    fn id_of_ledger(&mut self, row: usize, number: usize, cells: &mut canonical::Row, has_it: bool) {
        let id = cells.get(Column::Id);
        let Some((index, ..)) =
            self.places.get(&Column::Id).filter(|_| !id.is_empty() && self.taken.contains(id))
        else {
            return;
        };
        if has_it || !is_running(id) {
            self.tell(problem::taken_id(&self.spot(row, *index), id));
            return;
        }
        let id = self.free_id(number);
        self.renumbered.push(id.clone());
        cells.set(Column::Id, id);
    }

    fn long(&mut self, text: &str, spot: &Spot) -> String {
        let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
        if text.chars().count() > MOST_CHARACTERS {
            self.tell(problem::too_long(spot, MOST_CHARACTERS));
            return String::new();
        }
        text
    }

    fn name(&mut self, column: Column, text: &str, spot: &Spot) -> String {
        let meant = self.settings.values.get(column.key()).and_then(|values| values.get(text));
        if meant.is_some() {
            self.meet(column, text);
        }
        let text_or_meant = match meant {
            Some(meant) if meant.is_empty() => return text.to_owned(),
            Some(meant) => meant,
            None => text,
        };
        let found = if column == Column::Measure {
            self.names.measure(text_or_meant)
        } else {
            self.names.district(text_or_meant)
        };
        if let Some(found) = found {
            return found.to_owned();
        }
        if meant.is_none() {
            self.meet(column, text);
        }
        if let Some(unknown) = self.unknown.get(column, text) {
            self.tell(problem::unknown_name(spot, unknown, &self.names));
        }
        String::new()
    }

    /// A name that the scenario does not know.
    fn meet(&mut self, column: Column, text: &str) {
        self.unknown.meet(column, text, || self.names.suggestion(column, text));
    }

    fn status(&mut self, text: &str, spot: &Spot) -> String {
        let meant = self.settings.values.get("status").and_then(|values| values.get(text));
        let status = status_of(meant.map_or(text, String::as_str));
        if meant.is_some() || status.is_none() {
            self.meet(Column::Status, text);
        }
        if let Some(status) = status {
            return status.to_owned();
        }
        self.tell(problem::unknown_status(spot, text));
        String::new()
    }

    fn month(&mut self, value: &Value, text: &str, spot: &Spot) -> String {
        match month_of(text, matches!(value, Value::Number(_)) || self.book.is_text) {
            None => {
                self.tell(problem::bad_month(spot, text));
                String::new()
            }
            Some((month, assumed)) => {
                if assumed {
                    self.tell(problem::assumed_month(spot, text, month));
                }
                month.to_string()
            }
        }
    }

    fn amount(
        &mut self,
        column: Column,
        text: &str,
        (shift, unit): (i32, &str),
        spot: &Spot<'a>,
        before: &canonical::Row,
    ) -> String {
        let basis = self.names.known.unit(before.get(Column::Measure));
        match units::amount(column, text, (shift, unit), basis) {
            Ok(number) => {
                self.note_unit(column, text, spot, &number);
                if text.starts_with(['约', '≈', '~']) {
                    self.tell(problem::approximate(spot, text, &number));
                }
                number
            }
            // Without its measure a quantity's unit can't be told: that the measure is not known is told.
            Err(Wrong::Unit | Wrong::HeadingUnit) if column == Column::Quantity && basis.is_none() => {
                String::new()
            }
            Err(wrong) => {
                self.tell(problem::bad_amount(spot, column, (text, unit), wrong, basis));
                String::new()
            }
        }
    }

    /// Keeps the first figure without a unit, and the first with one, of a column whose heading has none.
    fn note_unit(&mut self, column: Column, text: &str, spot: &Spot<'a>, number: &str) {
        let Some(met) = self.without_unit.get_mut(&column).filter(|_| number != "0") else { return };
        if met.without.is_some() && met.with.is_some() {
            return;
        }
        if units::figure(text).is_some_and(|(_, _, unit)| !unit.is_empty()) {
            met.with.get_or_insert_with(|| text.to_owned());
        } else {
            met.without.get_or_insert_with(|| (*spot, text.to_owned()));
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

    /// Holds rows of totals against the rows they are over, where all of them are taken.
    fn check_totals(&mut self) {
        let left = |reason| self.out.left_out.iter().any(|row| row.reason == reason);
        if self.out.errors > 0 || left("hidden") || left("unwanted") {
            return;
        }
        let rows = self.out.left_out.iter().filter(|row| row.reason == "total").map(|row| row.row - 1);
        let rows: Vec<_> = rows.map(|row| (row, self.total_of(row).unwrap_or(Over::Untold))).collect();
        let measure = self.out.rows.first().map_or("", |row| row.get(Column::Measure)).to_owned();
        let one_measure = self.out.rows.iter().all(|row| row.get(Column::Measure) == measure);
        let basis = self.names.known.unit(&measure);
        let mut found = Vec::new();
        for (column, (index, shift, unit)) in &self.places {
            if !is_amount(*column)
                || *column == Column::RampMonths
                || *column == Column::Quantity && !(one_measure && basis.is_some())
            {
                continue;
            }
            let amount = |row: &canonical::Row| row.get(*column).parse().unwrap_or(0.0);
            let lines = self.out.lines.iter().map(|line| line - 1);
            let sums = Sums::of(lines.zip(self.out.rows.iter().map(amount)));
            let read =
                |text: &str| units::amount(*column, text, (*shift, unit), basis).ok()?.parse::<f64>().ok();
            for (which, (row, _)) in rows.iter().enumerate() {
                let text = self.sheet.cell(*row, *index).text();
                let Some((_, decimals, behind)) = units::figure(&text) else { continue };
                let decimals = decimals.min(MOST_DECIMALS);
                let half = format!("0.{:0>1$}{behind}", 5, decimals + 1);
                let (Some(says), Some(one), Some(half_a_digit)) =
                    (read(&text), read(&format!("1{behind}")), read(&half))
                else {
                    continue;
                };
                let is_right = |sum: f64| {
                    (sum - says).abs() <= half_a_digit.max(TOTAL_ROUNDING * sum.max(says)) * (1.0 + 1e-9)
                };
                if let Some(sum) = sums.missed(&rows, which, is_right) {
                    let sum = format!("{:.*}", decimals + 2, sum / one);
                    let sum = format!("{}{behind}", sum.trim_end_matches('0').trim_end_matches('.'));
                    found.push(problem::total_differs(&self.spot(*row, *index), &text, &sum));
                }
            }
        }
        for problem in found {
            self.tell(problem);
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

fn is_amount(column: Column) -> bool {
    matches!(column, Column::Quantity | Column::RampMonths | Column::Declared(_) | Column::Capital)
}
