//! The browser's shell of the workbook module: convert, call, convert. No decision is made here.

use super::{
    Book, Import, Known, Report, Row, Settings, Wrong, figure_amount, ledger, open, template, tidied, units,
};
use crate::diagnostic::Diagnostic;
use crate::locale::{Lang, Text};
use crate::scenario::Column;
use crate::scenario::ledger_text::text_of;
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// A ledger being imported: the workbook stays here while the reader corrects how it is understood.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct LedgerImport {
    book: Option<Book>,
    read: Option<Import>,
}

/// What opening tells.
#[derive(Serialize)]
struct Opened {
    sheets: Vec<SheetName>,
    error: Option<Box<Diagnostic>>,
}

/// A sheet to choose.
#[derive(Serialize)]
struct SheetName {
    name: String,
    hidden: bool,
    rows: usize,
}

#[wasm_bindgen]
impl LedgerImport {
    /// Nothing opened yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens the file `name`: `{ sheets: [{ name, hidden, rows }], error? }`.
    pub fn open(&mut self, name: &str, bytes: &[u8]) -> Result<JsValue, JsError> {
        self.read = None;
        let opened = match open(name, bytes) {
            Ok(book) => {
                let sheets = book.sheets.iter().map(|sheet| SheetName {
                    name: sheet.name.clone(),
                    hidden: sheet.hidden,
                    rows: sheet.rows.len(),
                });
                let opened = Opened { sheets: sheets.collect(), error: None };
                self.book = Some(book);
                opened
            }
            Err(error) => Opened { sheets: Vec::new(), error: Some(error) },
        };
        to_js(&opened)
    }

    /// Reads what is open as `settings` say, for the scenario of `outline` and the bytes of its `ledger`: the documented
    /// import. Its rows replace those of the ledger, or with `adds` stand behind them.
    pub fn read(
        &mut self,
        settings: JsValue,
        outline: JsValue,
        ledger: Option<Vec<u8>>,
        adds: bool,
    ) -> Result<JsValue, JsError> {
        let settings: Option<Settings> = serde_wasm_bindgen::from_value(settings)?;
        let known: Known = serde_wasm_bindgen::from_value(outline)?;
        let book = self.book.as_ref().ok_or_else(|| JsError::new("nothing is open"))?;
        let ledger = ledger.and_then(|bytes| text_of(&bytes)).unwrap_or_default();
        let known = Known { ledger, adds, ..known };
        let read = Import::read(book, &settings.unwrap_or_default(), &known);
        let answer = to_js(&read);
        self.read = Some(read);
        answer
    }

    /// The good rows of what was read last, as a ledger's CSV.
    pub fn csv(&self) -> Vec<u8> {
        self.read.as_ref().map(|read| read.csv().into_bytes()).unwrap_or_default()
    }

    /// Where the rows of the CSV come from: `{ sheet, rows: [[line, row]], columns }`.
    pub fn origin(&self) -> Result<JsValue, JsError> {
        to_js(&self.read.as_ref().map(Import::origin))
    }
}

/// Rows of a ledger, `[{ key: text }]`, with cells that the engine does not read, but an import would, as the format has them.
#[wasm_bindgen(js_name = tidyRows)]
pub fn tidy_rows(rows: JsValue, outline: JsValue) -> Result<JsValue, JsError> {
    let rows: Vec<BTreeMap<String, String>> = serde_wasm_bindgen::from_value(rows)?;
    let known: Known = serde_wasm_bindgen::from_value(outline)?;
    let read = |cells: &BTreeMap<String, String>| {
        let mut row = Row::default();
        for column in Column::all() {
            row.set(column, cells.get(column.key()).cloned().unwrap_or_default());
        }
        row
    };
    let tidy = tidied(&rows.iter().map(read).collect::<Vec<_>>(), &known);
    let cells = |row: &Row| -> BTreeMap<&str, String> {
        Column::all().map(|column| (column.key(), row.get(column).to_owned())).collect()
    };
    to_js(&tidy.iter().map(cells).collect::<Vec<_>>())
}

/// The number that `text` gives in `unit`, a figure's own: `{ value }`; `{ unit }`, the one it has, when that is another;
/// `{}` when it is no number.
#[wasm_bindgen(js_name = figureAmount)]
pub fn figure_amount_of(text: &str, unit: JsValue) -> Result<JsValue, JsError> {
    let unit: Text = serde_wasm_bindgen::from_value(unit)?;
    to_js(&match figure_amount(text, &unit) {
        Ok(value) => Amount { value: Some(value), unit: None },
        Err(Wrong::Unit) => Amount { value: None, unit: units::figure(text).map(|(.., unit)| unit) },
        Err(_) => Amount::default(),
    })
}

/// An amount that was read, or what was in its way.
#[derive(Default, Serialize)]
struct Amount {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
}

/// The ledger `csv`, in the product's format, as an XLSX workbook.
#[wasm_bindgen(js_name = ledgerWorkbook)]
pub fn ledger_workbook(csv: &str, outline: JsValue, lang: JsValue) -> Result<Vec<u8>, JsError> {
    let (known, lang): (Known, Lang) = of_js(outline, lang)?;
    ledger(csv, &known, lang).map_err(|message| JsError::new(&message))
}

/// An empty ledger to be filled in, as an XLSX workbook.
#[wasm_bindgen(js_name = ledgerTemplate)]
pub fn ledger_template(outline: JsValue, lang: JsValue) -> Result<Vec<u8>, JsError> {
    let (known, lang): (Known, Lang) = of_js(outline, lang)?;
    template(&known, lang).map_err(|message| JsError::new(&message))
}

fn of_js(outline: JsValue, lang: JsValue) -> Result<(Known, Lang), JsError> {
    Ok((serde_wasm_bindgen::from_value(outline)?, serde_wasm_bindgen::from_value(lang)?))
}

/// The results as an XLSX workbook.
///
/// `report`: `{ outline, results, measures, projects, districts, figures?, levers?, version }`, of the documented shapes; results
/// with what measures bring by month.
#[wasm_bindgen]
pub fn report(report: JsValue, lang: JsValue) -> Result<Vec<u8>, JsError> {
    let report: Report = serde_wasm_bindgen::from_value(report)?;
    super::report(&report, serde_wasm_bindgen::from_value(lang)?).map_err(|message| JsError::new(&message))
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
