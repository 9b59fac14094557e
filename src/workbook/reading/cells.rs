//! What stands in a cell, as the ledger's format has it.

use super::{Reading, Spot, is_amount, problem};
use crate::scenario::Column;
use crate::scenario::ledger_text::half_width;
use crate::workbook::canonical;
use crate::workbook::grid::Value;
use crate::workbook::spellings::{is_nothing, is_running, month_of, status_of};
use crate::workbook::units::{self, Wrong};

/// What a spreadsheet's cell holds at most: characters.
const MOST_CHARACTERS: usize = 32_767;

impl<'a> Reading<'a> {
    /// What the ledger has in `column`; empty, reported, when the cell can't be read. `before` has the columns before.
    pub(in crate::workbook) fn cell(
        &mut self,
        row: usize,
        column: Column,
        number: usize,
        before: &canonical::Row,
    ) -> String {
        let fixed = self.settings.fixed.get(column.key()).cloned().unwrap_or_default();
        let Some((index, shift, unit)) = self.places.get(&column).cloned() else {
            return match column {
                _ if !fixed.is_empty() => fixed,
                Column::Id => self.made_id(number),
                Column::District => self.district.clone(),
                _ => fixed,
            };
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
            Column::Quantity => {
                let text = self.with_unit(row, text);
                self.amount(column, &text, (shift, &unit), &spot, before)
            }
            _ => self.amount(column, &text, (shift, &unit), &spot, before),
        }
    }

    /// The cell's value; that of the first of merged cells for all below it, where it is a name rather than an amount.
    pub(super) fn value(&mut self, row: usize, column: Column, index: usize) -> Value {
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

    /// A quantity with the unit that stands in a column of its own, unless it has one itself.
    pub(super) fn with_unit(&self, row: usize, text: String) -> String {
        let has_none = || units::figure(&text).is_some_and(|(_, _, unit)| unit.is_empty());
        match self.unit_beside(row).filter(|_| has_none()) {
            Some(unit) => text + &unit,
            None => text,
        }
    }

    /// The unit in the column of units, also where its cell is merged with those above.
    fn unit_beside(&self, row: usize) -> Option<String> {
        let index = self.units?;
        let own = self.sheet.cell(row, index);
        let top = self.merged.above(row, index).filter(|top| own.is_blank() && *top > self.layout.last);
        let text = top.map_or(own, |top| self.sheet.cell(top, index)).text();
        (!is_nothing(&text)).then_some(text)
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
    pub(super) fn id_of_ledger(
        &mut self,
        row: usize,
        number: usize,
        cells: &mut canonical::Row,
        has_it: bool,
    ) {
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
    pub(super) fn meet(&mut self, column: Column, text: &str) {
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
                if units::inexact(&half_width(text)).is_some() {
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
}
