//! What the page asks for after its first picture.

use super::{Engine, Options, handed, no_scenario, to_js};
use crate::Outcome;
use crate::analysis::By;
use crate::chart::{self, Chart, Subject, Theme, View};
use crate::diagnostic::Diagnostics;
use crate::locale::{Lang, Text};
use crate::results::{Contributions, FigureEntry, Outline, Results, Tornado};
use crate::scenario::{FigureEdit, LedgerEdit};
use crate::units::{Month, Pollutant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// What contributions are asked for, as JavaScript writes it.
#[derive(Deserialize)]
struct ContributionOptions {
    at: Option<Month>,
    by: By,
}

/// Which outcome is to be explained, as JavaScript writes it.
#[derive(Deserialize)]
struct OutcomeOptions {
    pollutant: Pollutant,
    at: Option<Month>,
    seed: Option<u32>,
}

impl From<OutcomeOptions> for Outcome {
    fn from(OutcomeOptions { pollutant, at, seed }: OutcomeOptions) -> Self {
        Self { pollutant, at, seed: u64::from(seed.unwrap_or(1)) }
    }
}

/// What is asked of risky projects, as JavaScript writes it.
#[derive(Deserialize)]
#[serde(default)]
struct RiskOptions {
    seed: u32,
    pollutant: Option<Pollutant>,
    number: usize,
}

impl Default for RiskOptions {
    fn default() -> Self {
        Self { seed: 1, pollutant: None, number: 5 }
    }
}

/// The figures of a scenario, or why there are none.
#[derive(Default, Serialize)]
struct Listed {
    figures: Vec<FigureEntry>,
    diagnostics: Diagnostics,
}

impl From<Result<Vec<FigureEntry>, Diagnostics>> for Listed {
    fn from(found: Result<Vec<FigureEntry>, Diagnostics>) -> Self {
        match found {
            Ok(figures) => Self { figures, ..Self::default() },
            Err(diagnostics) => Self { diagnostics, ..Self::default() },
        }
    }
}

/// A ledger that is a workbook.
#[derive(Serialize)]
struct Workbook {
    file: String,
    outline: Outline,
}

/// Files with new texts, or why there are none.
#[derive(Default, Serialize)]
struct Rewritten {
    files: BTreeMap<String, String>,
    diagnostics: Diagnostics,
}

impl From<Result<BTreeMap<String, String>, Diagnostics>> for Rewritten {
    fn from(found: Result<BTreeMap<String, String>, Diagnostics>) -> Self {
        match found {
            Ok(files) => Self { files, ..Self::default() },
            Err(diagnostics) => Self { diagnostics, ..Self::default() },
        }
    }
}

/// The outline that charts are drawn from; the first module reads no more of it than its charts need.
pub fn outline(outline: JsValue) -> Result<Outline, JsError> {
    Ok(serde_wasm_bindgen::from_value(outline)?)
}

/// The results that charts are drawn from, likewise.
pub fn results(results: JsValue) -> Result<Results, JsError> {
    Ok(serde_wasm_bindgen::from_value(results)?)
}

#[wasm_bindgen]
impl Engine {
    /// Tonnes and costs under `levers`, added up by what is asked: the documented contributions.
    ///
    /// `options`: `{ at?: "2024-12", by: "measure" | "project" | "district" | "source" | "item" }`.
    pub fn contributions(&mut self, levers: JsValue, options: JsValue) -> Result<JsValue, JsError> {
        let options: ContributionOptions = serde_wasm_bindgen::from_value(options)?;
        let (engine, levers) = self.with_levers(levers)?;
        to_js(&engine.contribution_results(&levers, options.at, options.by))
    }

    /// What measures do under `levers` apart from their fair share: the documented overlaps.
    ///
    /// `options`: `{ at?: "2024-12" }`.
    pub fn overlaps(&mut self, levers: JsValue, options: JsValue) -> Result<JsValue, JsError> {
        let options: Option<Options> = serde_wasm_bindgen::from_value(options)?;
        let (engine, levers) = self.with_levers(levers)?;
        to_js(&engine.overlaps(&levers, options.unwrap_or_default().at))
    }

    /// Looks the ledger over as `levers` scale and delay it: a list of the documented findings.
    pub fn inspect(&mut self, levers: JsValue) -> Result<JsValue, JsError> {
        let (engine, levers) = self.with_levers(levers)?;
        to_js(&engine.inspect(&levers))
    }

    /// What the levers `there` change of what `here` brings: the documented comparison.
    ///
    /// `options`: `{ at?: "2024-12" }`.
    pub fn compare(&mut self, here: JsValue, there: JsValue, options: JsValue) -> Result<JsValue, JsError> {
        let options: Option<Options> = serde_wasm_bindgen::from_value(options)?;
        let (_, there) = self.with_levers(there)?;
        let (engine, here) = self.with_levers(here)?;
        to_js(&engine.compare(&here, &there, options.unwrap_or_default().at))
    }

    /// Calls the scenario by the name that the reader knows it by, `{ zh, en }`, in all that is said of it from now on.
    pub fn rename(&mut self, name: JsValue) -> Result<(), JsError> {
        let name: Text = serde_wasm_bindgen::from_value(name)?;
        self.engine.as_mut().ok_or_else(no_scenario)?.rename(name);
        Ok(())
    }

    /// What the scenario of `other` under the levers `there` changes of what this brings under `here`.
    #[wasm_bindgen(js_name = compareWith)]
    pub fn compare_with(
        &mut self,
        other: &mut Self,
        here: JsValue,
        there: JsValue,
        options: JsValue,
    ) -> Result<JsValue, JsError> {
        let options: Option<Options> = serde_wasm_bindgen::from_value(options)?;
        let (other, there) = other.with_levers(there)?;
        let (engine, here) = self.with_levers(here)?;
        let found = engine.compare_with(other, &here, &there, options.unwrap_or_default().at);
        to_js(&found.map_err(|message| JsError::new(&message.en))?)
    }

    /// Address in the module's memory of where the measures are, for [`Engine::reductions`] and [`Engine::shares`]: five
    /// numbers a measure (scale, delay in months, effectiveness, to, reduce), NaN for what the scenario has; now where
    /// `levers` put them. Stays until the next call.
    pub fn positions(&mut self, levers: JsValue) -> Result<*const f64, JsError> {
        let (engine, levers) = self.with_levers(levers)?;
        let positions = engine.positions(&levers);
        self.positions.clear();
        self.positions.extend(positions);
        Ok(self.positions.as_ptr())
    }

    /// R of all pollutants by month, t, with the measures at their positions: where they are in the module's memory, until
    /// the next call.
    pub fn reductions(&mut self) -> Result<*const f64, JsError> {
        let engine = self.engine.as_mut().ok_or_else(no_scenario)?;
        Ok(engine.reductions_at(&self.positions).as_ptr())
    }

    /// What each measure that counts brings of each pollutant at month index `at`, t, five numbers a measure, with the
    /// measures at their positions: where they are in the module's memory, until the next call.
    pub fn shares(&mut self, at: usize) -> Result<*const f64, JsError> {
        let engine = self.engine.as_mut().ok_or_else(no_scenario)?;
        Ok(engine.shares_at(&self.positions, at).as_ptr())
    }

    /// Every uncertain figure at its low and its high under `levers`: the documented tornado.
    ///
    /// `options`: `{ pollutant: "nox", at?: "2024-12" }`.
    pub fn tornado(&mut self, levers: JsValue, options: JsValue) -> Result<JsValue, JsError> {
        let of = Outcome::from(serde_wasm_bindgen::from_value::<OutcomeOptions>(options)?);
        let (engine, levers) = self.with_levers(levers)?;
        to_js(&engine.tornado(&levers, of.pollutant, of.at))
    }

    /// Samples `first` to `first + samples - 1` under `levers`, to be handed to `totalEffects`.
    ///
    /// `options`: `{ pollutant: "nox", at?: "2024-12", seed?: 1 }`.
    #[wasm_bindgen(js_name = sampleEffects)]
    pub fn sample_effects(
        &mut self,
        levers: JsValue,
        options: JsValue,
        first: u32,
        samples: u32,
    ) -> Result<Vec<f64>, JsError> {
        let of = Outcome::from(serde_wasm_bindgen::from_value::<OutcomeOptions>(options)?);
        let (engine, levers) = self.with_levers(levers)?;
        Ok(engine.sample_effects(&levers, of, u64::from(first)..u64::from(first) + u64::from(samples)))
    }

    /// Shares of the variance: `parts` is an array of what `sampleEffects` returned for adjoining ranges, in order, with
    /// the same `levers` and `options`. Returns the documented total effects.
    #[wasm_bindgen(js_name = totalEffects)]
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript hands arrays over")]
    pub fn total_effects(
        &mut self,
        levers: JsValue,
        options: JsValue,
        parts: Vec<js_sys::Float64Array>,
    ) -> Result<JsValue, JsError> {
        let of = Outcome::from(serde_wasm_bindgen::from_value::<OutcomeOptions>(options)?);
        let (engine, levers) = self.with_levers(levers)?;
        let parts: Vec<_> = parts.iter().map(js_sys::Float64Array::to_vec).collect();
        to_js(&engine.total_effects(&levers, of, &parts))
    }

    /// Draws `first` to `first + draws - 1` under `levers`, with and without each project on time, to be handed to
    /// `riskiest`.
    ///
    /// `options`: `{ seed?: 1 }`.
    #[wasm_bindgen(js_name = sampleRisks)]
    pub fn sample_risks(
        &mut self,
        levers: JsValue,
        options: JsValue,
        first: u32,
        draws: u32,
    ) -> Result<Vec<f64>, JsError> {
        let options: Option<RiskOptions> = serde_wasm_bindgen::from_value(options)?;
        let seed = u64::from(options.unwrap_or_default().seed);
        let (engine, levers) = self.with_levers(levers)?;
        Ok(engine.sample_risks(&levers, seed, u64::from(first)..u64::from(first) + u64::from(draws)))
    }

    /// The projects whose punctuality saves most: `parts` is an array of what `sampleRisks` returned. Returns the
    /// documented riskiest projects.
    ///
    /// `options`: `{ seed?: 1, pollutant?: "nox", number?: 5 }`.
    #[expect(clippy::needless_pass_by_value, reason = "JavaScript hands arrays over")]
    pub fn riskiest(&self, parts: Vec<js_sys::Float64Array>, options: JsValue) -> Result<JsValue, JsError> {
        let engine = self.engine.as_ref().ok_or_else(no_scenario)?;
        let options: Option<RiskOptions> = serde_wasm_bindgen::from_value(options)?;
        let RiskOptions { seed, pollutant, number } = options.unwrap_or_default();
        let parts: Vec<_> = parts.iter().map(js_sys::Float64Array::to_vec).collect();
        to_js(&engine.riskiest(&parts, u64::from(seed), pollutant, number))
    }

    /// How a number comes about under `levers`: the documented explanation, or `{ message }` where there is none.
    ///
    /// `subject`: `{ kind, pollutant?, at?, measure?, source?, district?, project?, item?, uncounted?, year?, draws?, seed?, quantile?, figure?,
    /// high?, against?, side?, other?, part_of?, group?,
    /// beside?, by?, except? }`.
    pub fn explain(&mut self, levers: JsValue, subject: JsValue) -> Result<JsValue, JsError> {
        let subject: crate::results::Subject = serde_wasm_bindgen::from_value(subject)?;
        let (engine, levers) = self.with_levers(levers)?;
        match engine.explain(&levers, &subject) {
            Ok(found) => to_js(&found),
            Err(message) => to_js(&BTreeMap::from([("message", message)])),
        }
    }

    /// How far beyond the schedule the counted reduction lies under `levers`, in points, with figures `first` to
    /// `first + count - 1` of what `figures` lists at their low and high: two numbers a figure; with `count` 0 one, as it
    /// is.
    ///
    /// `options`: `{ pollutant: "nox", at?: "2024-12" }`.
    pub fn influences(
        &mut self,
        levers: JsValue,
        options: JsValue,
        first: usize,
        count: usize,
    ) -> Result<Vec<f64>, JsError> {
        let Outcome { pollutant, at, .. } = serde_wasm_bindgen::from_value::<OutcomeOptions>(options)?.into();
        let (engine, levers) = self.with_levers(levers)?;
        Ok(match count {
            0 => vec![engine.beyond_schedule(&levers, pollutant, at)],
            _ => engine.influences(&levers, (pollutant, at), first..first + count),
        })
    }

    /// Every figure of scenario `name` of `files`, whatever is loaded: `{ figures, diagnostics }`, of which one is empty.
    pub fn figures(&self, files: &js_sys::Object, name: &str) -> Result<JsValue, JsError> {
        to_js(&Listed::from(crate::figures(&handed(files), name)))
    }

    /// The files of scenario `name` that `edits` change, with their new texts: `{ files, diagnostics }`, of which one is
    /// empty. `edits`: `[{ path, value?: number | { low, mode, high }, unit?: { zh, en },
    /// note?: { zh, en } }]`.
    #[wasm_bindgen(js_name = editFigures)]
    pub fn edit_figures(
        &self,
        files: &js_sys::Object,
        name: &str,
        edits: JsValue,
    ) -> Result<JsValue, JsError> {
        let edits: Vec<FigureEdit> = serde_wasm_bindgen::from_value(edits)?;
        to_js(&Rewritten::from(crate::edit_figures(&handed(files), name, &edits)))
    }

    /// The workbook that scenario `name` of `files` has as its ledger, and its outline without the projects in it:
    /// `{ file, outline }`; null when the ledger is no workbook.
    #[wasm_bindgen(js_name = ledgerWorkbook)]
    pub fn ledger_workbook(&self, files: &js_sys::Object, name: &str) -> Result<JsValue, JsError> {
        to_js(&crate::ledger_workbook(&handed(files), name).map(|(file, outline)| Workbook { file, outline }))
    }

    /// The files of scenario `name` that `edit`, `{ file?, illustrative? }`, changes in what they say of the ledger, with
    /// their new texts by name.
    #[wasm_bindgen(js_name = editLedger)]
    pub fn edit_ledger(&self, files: &js_sys::Object, name: &str, edit: JsValue) -> Result<JsValue, JsError> {
        let edit: LedgerEdit = serde_wasm_bindgen::from_value(edit)?;
        to_js(&crate::edit_ledger(&handed(files), name, &edit))
    }

    /// The files of scenario `name` that differ once the figures called `paths` are as in `original`, likewise.
    #[wasm_bindgen(js_name = restoreFigures)]
    pub fn restore_figures(
        &self,
        files: &js_sys::Object,
        name: &str,
        original: &js_sys::Object,
        original_name: &str,
        paths: JsValue,
    ) -> Result<JsValue, JsError> {
        let paths: Vec<String> = serde_wasm_bindgen::from_value(paths)?;
        let original = handed(original);
        let found = crate::restore_figures(&handed(files), name, (&original, original_name), &paths);
        to_js(&Rewritten::from(found))
    }
}

/// How a picture that travels alone is to be drawn, as JavaScript writes it.
#[derive(Deserialize)]
struct PictureInput {
    pollutant: Pollutant,
    lang: Lang,
    theme: Theme,
    at: Month,
    /// Size, CSS pixels.
    width: f64,
    height: f64,
    reference: Option<Results>,
    /// What each district brings; for the chart of districts.
    districts: Option<Contributions>,
    /// What each uncertain figure does; for the tornado.
    tornado: Option<Tornado>,
}

/// The picture of `chart` as an SVG text, for pictures that travel alone: what `jianpai chart` draws, with its words as
/// words.
#[wasm_bindgen(js_name = chartSvg)]
pub fn chart_svg(
    chart: JsValue,
    outline: JsValue,
    results: JsValue,
    picture: JsValue,
) -> Result<String, JsError> {
    let chart: Chart = serde_wasm_bindgen::from_value(chart)?;
    let outline: Outline = serde_wasm_bindgen::from_value(outline)?;
    let results: Results = serde_wasm_bindgen::from_value(results)?;
    let picture: PictureInput = serde_wasm_bindgen::from_value(picture)?;
    let (reference, districts) = (picture.reference.as_ref(), picture.districts.as_ref());
    let tornado = picture.tornado.as_ref();
    let subject = Subject { outline: &outline, results: &results, reference, districts, tornado };
    let PictureInput { pollutant, lang, theme, at, width, height, .. } = picture;
    let view = View { pollutant, lang, theme, at, width, height, standalone: true };
    Ok(chart::svg(chart, &subject, &view)?)
}
