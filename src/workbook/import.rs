//! A sheet to a ledger: tolerant in reading, strict in telling. What can't be read is told by its cell; a row with
//! such a cell is not taken.

use super::canonical;
use super::grid::{Book, Sheet};
use super::headings::Layout;
use super::known::Known;
use super::problem::Problem;
use super::reading::Reading;
use super::unknown::Unknown;
use crate::scenario::Column;
use crate::scenario::ledger_text::column_letters;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How a workbook is to be understood. What the reader has not settled is guessed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Index of the sheet; the one with most columns of a ledger without it.
    pub sheet: Option<usize>,
    /// Where the headings are and what the columns are taken for.
    pub layout: Option<Layout>,
    /// What values stand for: column, value as written, what it means (empty: as written).
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What all rows have in a column that the sheet lacks.
    pub fixed: BTreeMap<String, String>,
    /// Values, by column, of which no row is taken.
    pub unwanted: BTreeMap<String, BTreeSet<String>>,
    /// No row is taken that the spreadsheet hides.
    pub without_hidden: bool,
    /// Rows of the sheet, from 1, that are not taken: the engine refused them.
    pub refused: BTreeSet<usize>,
}

/// A ledger that has been read, and what was found.
#[derive(Clone, Debug, Serialize)]
pub struct Import {
    /// How the workbook was understood.
    pub settings: Settings,
    /// The sheet's name; empty for a text.
    pub sheet: String,
    /// The sheet's columns.
    pub columns: Vec<Seen>,
    /// Rows that can be taken.
    pub good: usize,
    /// Rows with errors.
    pub bad: usize,
    /// How many errors and warnings there are.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// The first of them, in order of rows.
    pub problems: Vec<Problem>,
    /// Rows that are no projects (totals, repeated headings, remarks), and those that are not wanted.
    pub left_out: Vec<LeftOut>,
    /// Projects in rows that the spreadsheet hides, taken or not.
    pub hidden: usize,
    /// Rows that can be taken whose project the scenario's ledger has: by its id, or by name and district.
    pub present: usize,
    /// Names that the scenario does not know, settled or not.
    pub unknown: Vec<Unknown>,
    /// The first rows, as they would be taken, and those with problems.
    pub preview: Vec<Shown>,
    /// Row in the sheet, from 1, of each row of the CSV.
    #[serde(skip)]
    pub lines: Vec<usize>,
    /// The good rows.
    #[serde(skip)]
    pub rows: Vec<canonical::Row>,
    /// The rows that they are added to.
    #[serde(skip)]
    pub onto: Vec<canonical::Row>,
}

/// A column of the sheet.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    /// Its letters.
    pub letters: String,
    /// Its heading.
    pub heading: String,
    /// The unit that its heading gives for quantities.
    pub unit: String,
    /// The first things in it.
    pub samples: Vec<String>,
}

/// A row that is no project.
#[derive(Clone, Debug, Serialize)]
pub struct LeftOut {
    /// Row in the sheet, from 1.
    pub row: usize,
    /// What it says.
    pub text: String,
    /// `total`, `heading`, `remark`, `hidden`, `unwanted` or `refused`.
    pub reason: &'static str,
}

/// Where the rows of the CSV come from.
#[derive(Clone, Debug, Serialize)]
pub struct Origin {
    /// The sheet's name; empty for a text.
    pub sheet: String,
    /// Line of the CSV, and row of the sheet, both from 1, of each row that was taken.
    pub rows: Vec<(usize, usize)>,
    /// Letters of the sheet's column, by the ledger's.
    pub columns: BTreeMap<&'static str, String>,
}

/// A row of the preview.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// Row in the sheet, from 1.
    pub row: usize,
    /// By the ledger's column: what would be taken; as written where that can't be read.
    pub cells: BTreeMap<&'static str, String>,
    /// Whether it has an error.
    pub bad: bool,
}

impl Import {
    /// Reads the ledger of `book` as `settings` say, for a scenario that knows `known`.
    pub fn read(book: &Book, settings: &Settings, known: &Known) -> Self {
        let guesses: Vec<Option<Layout>> = book.sheets.iter().map(Layout::guess).collect();
        let likely = |i: &usize| {
            let found = guesses[*i]
                .as_ref()
                .map_or(0, |layout| 2 * layout.found() + usize::from(!book.sheets[*i].hidden));
            (found, std::cmp::Reverse(*i))
        };
        let best = || (0..book.sheets.len()).max_by_key(likely);
        let chosen = settings.sheet.filter(|i| *i < book.sheets.len()).or_else(best);
        let empty = Sheet::default();
        let sheet = chosen.map_or(&empty, |i| &book.sheets[i]);
        // Without columns it is only where the headings are that has been settled.
        let recognised = |layout: Layout| match layout.columns[..] {
            [] => Layout::at(sheet, layout.first, layout.last),
            _ => layout,
        };
        let layout = settings.layout.clone().map(recognised).or_else(|| guesses[chosen?].clone());
        let headings = layout.as_ref().map(|layout| layout.headings(sheet)).unwrap_or_default();
        let mut reading = Reading::new(book, sheet, (layout, &headings), settings, known);
        reading.all();
        let settings = Settings { sheet: chosen, layout: Some(reading.layout.clone()), ..settings.clone() };
        reading.finish(settings)
    }

    /// The good rows as a ledger's CSV, after those that they are added to.
    pub fn csv(&self) -> String {
        canonical::csv(&self.all_rows())
    }

    /// Where the rows of [`Import::csv`] come from.
    pub fn origin(&self) -> Origin {
        let mut line = 2;
        let lines = self.all_rows().into_iter().map(|row| {
            let mine = line;
            line += row.lines();
            mine
        });
        let rows = lines.skip(self.onto.len()).zip(self.lines.iter().copied()).collect();
        let layout = self.settings.layout.iter().flat_map(|layout| layout.columns.iter().enumerate());
        let columns = layout.filter_map(|(index, u)| {
            Some((Column::of_key(&u.as_ref()?.column)?.key(), column_letters(index)))
        });
        Origin { sheet: self.sheet.clone(), rows, columns: columns.collect() }
    }

    fn all_rows(&self) -> Vec<canonical::Row> {
        self.onto.iter().chain(&self.rows).cloned().collect()
    }
}
