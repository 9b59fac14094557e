//! The results as a workbook: what went in, what came out month by month, who brought it, what it costs. Sums are live
//! formulas over the engine's figures, each with the engine's own sum beside it and what lies between.

mod contributions;
mod costs;
mod cover;
mod inputs;
mod look;
mod parts;
mod series;
mod summary;

use crate::locale::{Lang, Text};
use crate::results::{Contributions, FigureEntry, Outline, Provenance, Results};
use crate::scenario::LeverInput;
use crate::units::Pollutant;
use look::Look;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// What the workbook is made of.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    /// The scenario.
    pub outline: Outline,
    /// Its run, with what measures bring by month; with `uncertainty` where it was drawn.
    pub results: Results,
    /// What each measure brings.
    pub measures: Contributions,
    /// What each project brings.
    pub projects: Contributions,
    /// What each district brings.
    pub districts: Contributions,
    /// Every figure that went in.
    pub figures: Vec<InputFigure>,
    /// The levers that were moved.
    #[serde(default)]
    pub levers: Vec<LeverInput>,
    /// The engine's version.
    pub version: String,
}

/// A figure that went in.
#[derive(Clone, Debug, Deserialize)]
pub struct InputFigure {
    /// What it is a figure of.
    pub of: Text,
    /// Which figure.
    pub name: Text,
    /// What it is counted in.
    pub unit: Text,
    /// Whether it is a share, that people read in per cent.
    #[serde(default)]
    pub share: bool,
    /// The least possible value.
    pub low: f64,
    /// What the run uses.
    pub mode: f64,
    /// The greatest possible value.
    pub high: f64,
    /// Where it comes from.
    #[serde(default)]
    pub provenance: Option<Provenance>,
    /// Where a file states it; nothing where the default holds.
    #[serde(default)]
    pub place: Option<IgnoredAny>,
}

impl From<FigureEntry> for InputFigure {
    fn from(entry: FigureEntry) -> Self {
        let FigureEntry { of, name, unit, share, low, mode, high, provenance, place, .. } = entry;
        let place = place.map(|_| IgnoredAny);
        Self { of, name, unit, share, low, mode, high, provenance, place }
    }
}

/// `report` as an XLSX workbook in `lang`; the same report gives the same file.
///
/// # Errors
/// A message when a sheet would not hold it.
pub fn report(report: &Report, lang: Lang) -> Result<Vec<u8>, String> {
    write(report, lang).map_err(|error| error.to_string())
}

fn write(report: &Report, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let look = Look::new(lang);
    let mut book = Workbook::new();
    let written = ExcelDateTime::from_ymd(2024, 1, 1)?;
    let title = report.outline.name.in_lang(lang);
    let made = format!("{} {}", lang.pick("减排推演", "Jianpai"), report.version);
    book.set_properties(
        &DocProperties::new().set_title(title).set_author(&made).set_creation_datetime(&written),
    );
    let mut add = |name: &str| -> Result<(), XlsxError> { book.add_worksheet().set_name(name).map(drop) };
    let names = [sheets::cover(lang), sheets::summary(lang), sheets::inputs(lang), sheets::measures(lang)];
    for name in names.into_iter().chain(Pollutant::ALL.map(|p| sheets::series(p, lang))) {
        add(name)?;
    }
    for name in [
        sheets::contributions(lang),
        sheets::charts(lang),
        sheets::projects(lang),
        sheets::districts(lang),
        sheets::costs(lang),
    ] {
        add(name)?;
    }
    let mut checks = Vec::new();
    for p in Pollutant::ALL {
        checks.push(series::write(book.worksheet_from_name(sheets::series(p, lang))?, report, p, &look)?);
    }
    summary::write(book.worksheet_from_name(sheets::summary(lang))?, report, &look)?;
    inputs::figures(book.worksheet_from_name(sheets::inputs(lang))?, report, &look)?;
    inputs::measures(book.worksheet_from_name(sheets::measures(lang))?, report, &look)?;
    checks.extend(contributions::measures(
        book.worksheet_from_name(sheets::contributions(lang))?,
        report,
        &look,
    )?);
    contributions::charts(book.worksheet_from_name(sheets::charts(lang))?, report, &look)?;
    checks.push(parts::projects(book.worksheet_from_name(sheets::projects(lang))?, report, &look)?);
    checks.push(parts::districts(book.worksheet_from_name(sheets::districts(lang))?, report, &look)?);
    costs::write(book.worksheet_from_name(sheets::costs(lang))?, report, &look)?;
    cover::write(book.worksheet_from_name(sheets::cover(lang))?, report, &checks, &look)?;
    book.save_to_buffer()
}

/// What the sheets are called.
mod sheets {
    use crate::locale::Lang;
    use crate::units::Pollutant;

    pub fn cover(lang: Lang) -> &'static str {
        lang.pick("说明", "Read me")
    }
    pub fn summary(lang: Lang) -> &'static str {
        lang.pick("总表", "Summary")
    }
    pub fn inputs(lang: Lang) -> &'static str {
        lang.pick("输入数据", "Inputs")
    }
    pub fn measures(lang: Lang) -> &'static str {
        lang.pick("措施", "Measures")
    }
    pub fn series(p: Pollutant, lang: Lang) -> &'static str {
        match p {
            Pollutant::Nox => lang.pick("氮氧化物", "NOx"),
            Pollutant::Vocs => lang.pick("挥发性有机物", "VOCs"),
            Pollutant::Cod => lang.pick("化学需氧量", "COD"),
            Pollutant::Nh3n => lang.pick("氨氮", "NH3-N"),
            Pollutant::Tp => lang.pick("总磷", "TP"),
        }
    }
    pub fn contributions(lang: Lang) -> &'static str {
        lang.pick("贡献", "Contributions")
    }
    pub fn charts(lang: Lang) -> &'static str {
        lang.pick("贡献图", "Contribution charts")
    }
    pub fn projects(lang: Lang) -> &'static str {
        lang.pick("项目", "Projects")
    }
    pub fn districts(lang: Lang) -> &'static str {
        lang.pick("各区", "Districts")
    }
    pub fn costs(lang: Lang) -> &'static str {
        lang.pick("费用", "Costs")
    }
}
