//! The columns of a ledger, by the headings of either language.

use super::findings::Findings;
use super::message;
use super::spelling::half_width;
use super::spot::Spot;
use crate::units::Pollutant;
use csv::StringRecord;
use std::sync::Arc;

/// A column of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The project's id.
    Id,
    /// Its name.
    Name,
    /// Its district.
    District,
    /// Its measure.
    Measure,
    /// How far it has come.
    Status,
    /// Month in which work begins.
    Started,
    /// Month of completion.
    Completion,
    /// Quantity in the measure's basis unit.
    Quantity,
    /// Months to full operation.
    RampMonths,
    /// Declared reduction, t/yr.
    Declared(Pollutant),
    /// Investment, CNY.
    Capital,
    /// Remark.
    Note,
}

#[cfg(feature = "workbook")]
impl Column {
    /// All, in the order of the format's page.
    pub fn all() -> impl Iterator<Item = Self> {
        HEADINGS.iter().map(|(column, ..)| *column)
    }

    /// Its heading in English, by which programs know it.
    pub fn key(self) -> &'static str {
        self.heading(crate::locale::Lang::En)
    }

    /// Its heading in `lang`.
    pub fn heading(self, lang: crate::locale::Lang) -> &'static str {
        let found = HEADINGS.iter().find(|(column, ..)| *column == self);
        found.map_or("", |(_, en, zh)| lang.pick(zh, en))
    }

    /// The column with the English heading `key`.
    pub fn of_key(key: &str) -> Option<Self> {
        HEADINGS.iter().find(|(_, en, _)| *en == key).map(|(column, ..)| *column)
    }
}

/// The columns with their headings in English and Chinese, in the order of the format's page.
const HEADINGS: [(Column, &str, &str); 16] = [
    (Column::Id, "id", "编号"),
    (Column::Name, "name", "项目名称"),
    (Column::District, "district", "区"),
    (Column::Measure, "measure", "措施"),
    (Column::Status, "status", "状态"),
    (Column::Started, "started", "开工时间"),
    (Column::Completion, "completion", "完成时间"),
    (Column::Quantity, "quantity", "数量"),
    (Column::RampMonths, "ramp_months", "达产月数"),
    (Column::Declared(Pollutant::Nox), "declared_nox_t", "氮氧化物减排量(吨/年)"),
    (Column::Declared(Pollutant::Vocs), "declared_vocs_t", "挥发性有机物减排量(吨/年)"),
    (Column::Declared(Pollutant::Cod), "declared_cod_t", "化学需氧量减排量(吨/年)"),
    (Column::Declared(Pollutant::Nh3n), "declared_nh3n_t", "氨氮减排量(吨/年)"),
    (Column::Declared(Pollutant::Tp), "declared_tp_t", "总磷减排量(吨/年)"),
    (Column::Capital, "capital_cny", "投资(元)"),
    (Column::Note, "note", "备注"),
];

/// The columns without which a row says nothing.
const NEEDED: [Column; 4] = [Column::Id, Column::Measure, Column::Status, Column::Completion];

/// The columns of a ledger.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Position, column, and heading as written.
    pub named: Vec<(usize, Column, Arc<str>)>,
    /// Whether each position has a heading, known or not.
    headed: Vec<bool>,
}

impl Columns {
    /// Where `column` is, and its heading.
    pub fn find(&self, column: Column) -> Option<(usize, &Arc<str>)> {
        self.named.iter().find(|(_, known, _)| *known == column).map(|(index, _, heading)| (*index, heading))
    }

    /// Whether there is a heading above the cells at `index`.
    pub fn is_headed(&self, index: usize) -> bool {
        self.headed.get(index).is_some_and(|headed| *headed)
    }
}

/// The columns that the row `heading` names; `None`, reported, when it names none.
pub fn of(heading: &StringRecord, spot: &Spot, out: &mut Findings) -> Option<Columns> {
    let by_heading: Vec<Option<Column>> = heading.iter().map(column_of).collect();
    if by_heading.iter().all(Option::is_none) {
        out.error(|| message::no_headings(spot, heading.iter().find(|cell| !cell.trim().is_empty())));
        return None;
    }
    let mut named: Vec<(usize, Column, Arc<str>)> = Vec::new();
    for ((index, cell), column) in heading.iter().enumerate().zip(by_heading) {
        let cell = cell.trim();
        let at = Spot { cell: Some((index, spot.line.unwrap_or(1))), ..spot.clone() };
        match column {
            Some(column) if named.iter().any(|(_, known, _)| *known == column) => {
                out.error(|| message::duplicate_column(&at, cell));
            }
            Some(column) => named.push((index, column, cell.into())),
            None if cell.is_empty() => {}
            None => out.error(|| message::unknown_column(&at, cell, likely(cell))),
        }
    }
    for (column, en, zh) in HEADINGS.iter().filter(|(column, ..)| NEEDED.contains(column)) {
        if !named.iter().any(|(_, known, _)| known == column) {
            out.error(|| message::missing_column(spot, zh, en));
        }
    }
    let headed = heading.iter().map(|cell| !cell.trim().is_empty()).collect();
    Some(Columns { named, headed })
}

/// The headings that `unknown` may be a slip of. 竣工时间 is no slip of 开工时间, though it differs in one character.
fn likely(unknown: &str) -> impl Iterator<Item = &'static str> {
    let begins = unknown.is_ascii() || unknown.contains(['开', '始', '启', '动']);
    let headings = HEADINGS.iter().filter(move |(column, ..)| begins || *column != Column::Started);
    headings.flat_map(|(_, en, zh)| [*en, *zh])
}

/// The column that a heading names. Letter case, blanks and full-width characters make no difference.
pub fn column_of(heading: &str) -> Option<Column> {
    let heading: String = half_width(heading).to_ascii_lowercase().split_whitespace().collect();
    HEADINGS.iter().find(|(_, en, zh)| heading == *en || heading == *zh).map(|(column, ..)| *column)
}
