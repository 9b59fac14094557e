//! The browser's shell of the workbook module: convert, call, convert. No decision is made here.

use super::{Book, open};
use crate::diagnostic::Diagnostic;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A ledger being imported: the workbook stays here while the reader corrects how it is understood.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Import {
    book: Option<Book>,
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
impl Import {
    /// Nothing opened yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens the file `name`: `{ sheets: [{ name, hidden, rows }], error }`.
    pub fn open(&mut self, name: &str, bytes: &[u8]) -> Result<JsValue, JsError> {
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
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
