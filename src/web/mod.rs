//! The browser's shell: convert, call, convert. No decision is made here.

use crate::analysis::Summary;
use crate::chart::{self, Chart, Subject, Theme, View, canvas::CanvasPen};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::Lang;
use crate::model::Lever;
use crate::results::Outline;
#[cfg(feature = "page")]
use crate::results::{Contributions, Tornado};
use crate::scenario::{self, LeverInput, findings::TOLD};
use crate::units::{Month, Pollutant};
use crate::{Files, Request};
use js_sys::Float64Array;
use litemap::LiteMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;
use wasm_bindgen::prelude::*;

#[cfg(not(feature = "page"))]
mod lean;
#[cfg(feature = "page")]
mod rest;

#[cfg(not(feature = "page"))]
use lean as drawn;
#[cfg(feature = "page")]
use rest as drawn;

/// What JavaScript sees; `Results` and the rest have the documented JSON shape.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Lever = {
  measure: string; scale?: number; delay_months?: number; enabled?: boolean;
  effectiveness?: number; to?: number; reduce?: number;
};
export type Diagnostic = {
  severity: "error" | "warning"; code: string;
  place: { file: string; line?: number; key?: string; cell?: string };
  message: { zh: string; en: string }; hint?: { zh: string; en: string };
};
"#;

/// A scenario in the browser.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {
    engine: Option<crate::Engine>,
    /// Where the measures are in quick runs: [`Engine::positions`].
    #[cfg(feature = "page")]
    positions: Vec<f64>,
}

/// What the first module throws where it finds something amiss, which only the whole engine puts into words.
const UNTOLD: &str = "untold";

/// What loading reports.
#[derive(Serialize)]
struct LoadReport {
    outline: Option<Outline>,
    diagnostics: Diagnostics,
}

/// What an evaluation is asked for, as JavaScript writes it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Options {
    at: Option<Month>,
    sources: bool,
    months: bool,
}

/// Files handed over by JavaScript, by name.
struct Handed(LiteMap<String, Vec<u8>>);

impl Files for Handed {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        self.0.get(name).map(|bytes| Cow::Borrowed(bytes.as_slice()))
    }

    fn decode(&self, bytes: &[u8], label: &str) -> Option<String> {
        let strict = web_sys::TextDecoderOptions::new();
        strict.set_fatal(true);
        let decoder = web_sys::TextDecoder::new_with_label_and_options(label, &strict).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    }
}

/// The files of an object of `Uint8Array`s by name.
fn handed(files: &js_sys::Object) -> Handed {
    let entries = js_sys::Object::entries(files);
    let mut handed = LiteMap::new();
    for entry in entries.iter() {
        let entry = js_sys::Array::from(&entry);
        if let (Some(name), Ok(bytes)) =
            (entry.get(0).as_string(), entry.get(1).dyn_into::<js_sys::Uint8Array>())
        {
            handed.insert(name, bytes.to_vec());
        }
    }
    Handed(handed)
}

#[wasm_bindgen]
impl Engine {
    /// An engine without a scenario.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads and checks scenario `name` of `files`, an object of `Uint8Array`s by file name.
    ///
    /// Returns `{ outline, diagnostics }`; with an error among the diagnostics the outline is null and
    /// the scenario loaded before stays. Where findings are not put into words it throws at any: see [`UNTOLD`].
    pub fn load(&mut self, files: &js_sys::Object, name: &str) -> Result<JsValue, JsError> {
        let report = match crate::Engine::load(&handed(files), name) {
            Ok(engine) => {
                let report =
                    LoadReport { outline: Some(engine.outline()), diagnostics: engine.warnings().clone() };
                self.engine = Some(engine);
                report
            }
            Err(diagnostics) => LoadReport { outline: None, diagnostics },
        };
        if !TOLD && !report.diagnostics.0.is_empty() {
            return Err(JsError::new(UNTOLD));
        }
        to_js(&report)
    }

    /// Runs under `levers` (an array of `Lever`) and returns the documented results.
    ///
    /// `options`: `{ at?: "2024-12", sources?: boolean, months?: boolean }`. Throws without a scenario, or on levers
    /// that the scenario does not have.
    pub fn evaluate(&mut self, levers: JsValue, options: JsValue) -> Result<JsValue, JsError> {
        let options: Option<Options> = serde_wasm_bindgen::from_value(options)?;
        let options = options.unwrap_or_default();
        let (engine, levers) = self.with_levers(levers)?;
        to_js(
            &engine.evaluate(
                &levers,
                Request { at: options.at, sources: options.sources, months: options.months },
            ),
        )
    }

    /// Runs draws 0 to `draws - 1` of `seed` under `levers`: the documented `uncertainty` of the results.
    pub fn uncertainty(&mut self, levers: JsValue, seed: u32, draws: u32) -> Result<JsValue, JsError> {
        let (engine, levers) = self.with_levers(levers)?;
        to_js(&engine.uncertainty(&levers, u64::from(seed), u64::from(draws)))
    }

    /// Runs draws `first` to `first + draws - 1` of `seed` under `levers`.
    ///
    /// Returns the draws in `pieces` arrays, each of which is to be handed to `summarise`, here or in another worker's
    /// engine; and one more of a single number: in how many draws all pollutants are on schedule.
    pub fn sample(
        &mut self,
        levers: JsValue,
        seed: u32,
        pieces: usize,
        first: u32,
        draws: u32,
    ) -> Result<Vec<Float64Array>, JsError> {
        let (engine, levers) = self.with_levers(levers)?;
        let range = u64::from(first)..u64::from(first) + u64::from(draws);
        let sample = engine.sample(&levers, u64::from(seed), range);
        let piece = |piece| {
            let Range { start, end } = engine.piece(piece, pieces);
            Float64Array::from(&sample.reduction_t[start * sample.draws..end * sample.draws])
        };
        let all_on_schedule = Float64Array::from([sample.all_on_schedule as f64].as_slice());
        Ok((0..pieces).map(piece).chain([all_on_schedule]).collect())
    }

    /// Sums up piece `piece` of `pieces` of the draws: `parts` has that piece of what `sample` returned for adjoining
    /// ranges, in order. Returns what `conclude` takes.
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript hands arrays over")]
    pub fn summarise(
        &self,
        piece: usize,
        pieces: usize,
        parts: Vec<Float64Array>,
    ) -> Result<Vec<f64>, JsError> {
        let engine = self.engine.as_ref().ok_or_else(no_scenario)?;
        let range = engine.piece(piece, pieces);
        let (first, number) = (range.start, range.len() as u32);
        let gather = |series: usize, row: &mut Vec<f64>| {
            for part in &parts {
                let (draws, index) = (part.length() / number, (series - first) as u32);
                let end = row.len();
                row.resize(end + draws as usize, 0.0);
                part.subarray(index * draws, (index + 1) * draws).copy_to(&mut row[end..]);
            }
        };
        Ok(engine.summarise_series(range, gather).iter().flat_map(Summary::numbers).collect())
    }

    /// What `draws` draws of `seed` say: from what `summarise` returned for each piece, in order, and of how many draws
    /// all pollutants are on schedule.
    ///
    /// Returns the documented `uncertainty` of the results.
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript hands arrays over")]
    pub fn conclude(
        &self,
        summaries: Vec<Float64Array>,
        draws: usize,
        all_on_schedule: usize,
        seed: u32,
    ) -> Result<JsValue, JsError> {
        let engine = self.engine.as_ref().ok_or_else(no_scenario)?;
        let numbers: Vec<f64> = summaries.iter().flat_map(Float64Array::to_vec).collect();
        let summaries: Vec<_> = numbers.as_chunks().0.iter().map(Summary::from_numbers).collect();
        to_js(&engine.conclude(&summaries, (draws, all_on_schedule), u64::from(seed)))
    }

    fn with_levers(&mut self, levers: JsValue) -> Result<(&mut crate::Engine, Vec<Lever>), JsError> {
        let engine = self.engine.as_mut().ok_or_else(no_scenario)?;
        let levers: Vec<LeverInput> = serde_wasm_bindgen::from_value(levers)?;
        let levers = scenario::levers(engine.model(), &levers).map_err(|found| misuse(&found))?;
        Ok((engine, levers))
    }
}

/// How a chart is to be drawn, as JavaScript writes it.
#[derive(Deserialize)]
struct ViewInput {
    pollutant: Pollutant,
    lang: Lang,
    theme: Theme,
    at: Month,
    /// Device pixels a CSS pixel.
    scale: f64,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    reference: JsValue,
    /// What each district brings; for the chart of districts.
    #[cfg(feature = "page")]
    districts: Option<Contributions>,
    /// What each uncertain figure does; for the tornado.
    #[cfg(feature = "page")]
    tornado: Option<Tornado>,
}

/// The engine's version, for what is made of its results.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Draws `chart` on `canvas`, whose width and height the page has set to device pixels; the first module only those of
/// [`chart::draw_first`].
///
/// Returns where the plot area is: `{ left, top, right, bottom }` in CSS pixels.
#[wasm_bindgen(js_name = drawChart)]
pub fn draw_chart(
    canvas: &web_sys::HtmlCanvasElement,
    chart: JsValue,
    outline: JsValue,
    results: JsValue,
    view: JsValue,
) -> Result<JsValue, JsError> {
    let chart: Chart = serde_wasm_bindgen::from_value(chart)?;
    let (outline, results) = (drawn::outline(outline)?, drawn::results(results)?);
    let view: ViewInput = serde_wasm_bindgen::from_value(view)?;
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.and_then(|context| context.dyn_into().ok());
    let context = context.ok_or_else(|| JsError::new("the canvas has no 2d context"))?;
    let (width, height) = (f64::from(canvas.width()) / view.scale, f64::from(canvas.height()) / view.scale);
    let mut pen = CanvasPen::new(context, width, height, view.scale, view.lang)
        .map_err(|_| JsError::new("the canvas refuses to be scaled"))?;
    #[cfg(feature = "page")]
    let (districts, tornado) = (view.districts.as_ref(), view.tornado.as_ref());
    #[cfg(not(feature = "page"))]
    let (districts, tornado) = (None, None);
    let reference = if view.reference.is_undefined() { None } else { Some(drawn::results(view.reference)?) };
    let reference = reference.as_ref();
    let subject = Subject { outline: &outline, results: &results, reference, districts, tornado };
    let ViewInput { pollutant, lang, theme, at, .. } = view;
    let view = View { pollutant, lang, theme, at, width, height, standalone: false };
    let draw = if cfg!(feature = "page") { chart::draw } else { chart::draw_first };
    to_js(&draw(&mut pen, chart, &subject, &view)?)
}

fn no_scenario() -> JsError {
    JsError::new("no scenario is loaded")
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

fn misuse(found: &Diagnostics) -> JsError {
    if !TOLD {
        return JsError::new(UNTOLD);
    }
    let lines: Vec<_> = found.0.iter().map(|d: &Diagnostic| d.message.en.as_str()).collect();
    JsError::new(&lines.join("\n"))
}
