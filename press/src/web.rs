//! The browser's shell: convert, call, convert.

use crate::{About, Letters, Record, Unreadable, outlined, png, read, with_record};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// The fonts that pictures are written with.
#[wasm_bindgen]
pub struct Press {
    regular: Vec<u8>,
    bold: Vec<u8>,
}

#[wasm_bindgen]
impl Press {
    /// A press with two font files.
    #[wasm_bindgen(constructor)]
    pub fn new(regular: Vec<u8>, bold: Vec<u8>) -> Result<Self, JsError> {
        Letters::new(&regular, &bold).map_err(|error| JsError::new(&error.to_string()))?;
        Ok(Self { regular, bold })
    }

    /// The SVG text `svg` with its words as outlines, and what `record` (JSON) says in its metadata.
    pub fn svg(&self, svg: &str, record: Option<String>) -> Result<String, JsError> {
        let (svg, record) = self.drawn(svg, record)?;
        Ok(record.map_or_else(|| svg.clone(), |record| with_record(&svg, &record)))
    }

    /// The same as a PNG file, `scale` pixels a CSS pixel.
    pub fn png(&self, svg: &str, scale: f32, record: Option<String>) -> Result<Vec<u8>, JsError> {
        let (svg, record) = self.drawn(svg, record)?;
        png(&svg, scale, record.as_ref()).map_err(|error| JsError::new(&error))
    }
}

impl Press {
    fn drawn(&self, svg: &str, record: Option<String>) -> Result<(String, Option<Record>), JsError> {
        let letters = Letters::new(&self.regular, &self.bold)?;
        let drawn = outlined(svg, &letters)?;
        let record = record.map(|record| serde_json::from_str::<Record>(&record)).transpose()?;
        Ok((drawn.svg, record.map(|record| Record { missing: drawn.missing, ..record })))
    }
}

/// The record (JSON) of a picture of `about` (JSON: `{ scenario, levers, picture, results }`), drawn from `files`, an object
/// of `Uint8Array`s by name; `carry` puts the files themselves into it.
#[wasm_bindgen]
pub fn record(about: &str, files: &js_sys::Object, carry: bool) -> Result<String, JsError> {
    let about: About = serde_json::from_str(about)?;
    Ok(Record::new(about, &handed(files), carry)?.json())
}

/// What a picture's file says it was drawn from: JSON, `{ record, intact }`, or `{ message }` why there is none.
#[wasm_bindgen(js_name = readPicture)]
pub fn read_picture(bytes: &[u8]) -> String {
    let found = match read(bytes) {
        Ok((record, intact)) => serde_json::json!({ "record": record, "intact": intact }),
        Err(why) => serde_json::json!({ "message": why.message() }),
    };
    found.to_string()
}

/// The scenario's files in a record: an object of `Uint8Array`s by name; none where it carries none or they are damaged.
#[wasm_bindgen(js_name = carriedFiles)]
pub fn carried_files(record: &str) -> Result<Option<js_sys::Object>, JsError> {
    let record: Record = serde_json::from_str(record)?;
    let files = record.files().map_err(|why: Unreadable| JsError::new(&why.message().en))?;
    files.map(given).transpose()
}

/// What differs of two records, then and now: a JSON array of `{ kind, pollutant?, message }`.
#[wasm_bindgen]
pub fn differences(then: &str, now: &str) -> Result<String, JsError> {
    let (then, now): (Record, Record) = (serde_json::from_str(then)?, serde_json::from_str(now)?);
    Ok(serde_json::to_string(&crate::differences(&then, &now))?)
}

/// SHA-256 of `bytes`, in hexadecimal digits: for pages that browsers give none.
#[wasm_bindgen]
pub fn sha256(bytes: &[u8]) -> String {
    crate::digest::of_bytes(bytes)
}

fn handed(files: &js_sys::Object) -> BTreeMap<String, Vec<u8>> {
    let entries = js_sys::Object::entries(files);
    let handed = entries.iter().filter_map(|entry| {
        let entry = js_sys::Array::from(&entry);
        let bytes = entry.get(1).dyn_into::<js_sys::Uint8Array>().ok()?;
        Some((entry.get(0).as_string()?, bytes.to_vec()))
    });
    handed.collect()
}

fn given(files: BTreeMap<String, Vec<u8>>) -> Result<js_sys::Object, JsError> {
    let object = js_sys::Object::new();
    for (name, bytes) in files {
        js_sys::Reflect::set(&object, &name.into(), &js_sys::Uint8Array::from(bytes.as_slice()).into())
            .map_err(|_| JsError::new("an object that can't be written"))?;
    }
    Ok(object)
}
