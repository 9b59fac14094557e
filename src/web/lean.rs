//! Of outline and results what the charts of a first picture are drawn from, field by field: reading all of them by
//! their types would double the weight of drawing.

use crate::locale::Text;
use crate::results::{
    CostResults, CreditName, Map, OpeningOutline, Outline, PollutantBands, PollutantResults, Results,
    UncertaintyResults,
};
use crate::units::{Month, PerPollutant, Pollutant};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The outline as JavaScript has it; the others likewise.
    type JsOutline;
    #[wasm_bindgen(method, getter)]
    fn openings(this: &JsOutline) -> JsPollutants;

    /// Something for each pollutant, by its id.
    type JsPollutants;
    #[wasm_bindgen(method, indexing_getter)]
    fn opening(this: &JsPollutants, pollutant: &str) -> Vec<JsOpening>;
    #[wasm_bindgen(method, indexing_getter)]
    fn series(this: &JsPollutants, pollutant: &str) -> JsSeries;
    #[wasm_bindgen(method, indexing_getter)]
    fn bands(this: &JsPollutants, pollutant: &str) -> JsBands;

    type JsOpening;
    #[wasm_bindgen(method, getter)]
    fn month(this: &JsOpening) -> String;
    #[wasm_bindgen(method, getter)]
    fn reduction_t(this: &JsOpening) -> f64;
    #[wasm_bindgen(method, getter)]
    fn estimate(this: &JsOpening) -> bool;

    type JsResults;
    #[wasm_bindgen(method, getter)]
    fn months(this: &JsResults) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn at(this: &JsResults) -> String;
    #[wasm_bindgen(method, getter)]
    fn pollutants(this: &JsResults) -> JsPollutants;
    #[wasm_bindgen(method, getter)]
    fn uncertainty(this: &JsResults) -> Option<JsUncertainty>;

    type JsSeries;
    #[wasm_bindgen(method, getter)]
    fn target_t(this: &JsSeries) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn schedule_t(this: &JsSeries) -> Option<Vec<f64>>;
    #[wasm_bindgen(method, getter, js_name = reduction_t)]
    fn counted_t(this: &JsSeries) -> Vec<f64>;

    type JsUncertainty;
    #[wasm_bindgen(method, getter, js_name = pollutants)]
    fn of_pollutants(this: &JsUncertainty) -> JsPollutants;

    type JsBands;
    #[wasm_bindgen(method, getter)]
    fn p10(this: &JsBands) -> Vec<f64>;
    #[wasm_bindgen(method, getter)]
    fn p25(this: &JsBands) -> Vec<f64>;
    #[wasm_bindgen(method, getter)]
    fn p75(this: &JsBands) -> Vec<f64>;
    #[wasm_bindgen(method, getter)]
    fn p90(this: &JsBands) -> Vec<f64>;
}

/// The outline that charts are drawn from.
pub fn outline(outline: JsValue) -> Result<Outline, JsError> {
    let openings = outline.unchecked_into::<JsOutline>().openings();
    Ok(Outline {
        id: String::new(),
        name: Text::default(),
        description: Text::default(),
        illustrative: false,
        months: Vec::new(),
        inventory_year: 0,
        credit: CreditName::Months,
        projects: 0,
        districts: Vec::new(),
        targets: Map::new(),
        openings: by_pollutant(|id| openings.opening(id).iter().map(opening).collect())?,
        sources: Vec::new(),
        measures: Vec::new(),
    })
}

/// The results that charts are drawn from.
pub fn results(results: JsValue) -> Result<Results, JsError> {
    let results = results.unchecked_into::<JsResults>();
    let pollutants = results.pollutants();
    let series = |id: &str| {
        let series = pollutants.series(id);
        Ok(PollutantResults {
            target_t: series.target_t(),
            schedule_t: series.schedule_t(),
            reduction_t: series.counted_t(),
            ..PollutantResults::default()
        })
    };
    let uncertainty = match results.uncertainty() {
        Some(uncertainty) => Some(bands(&uncertainty.of_pollutants())?),
        None => None,
    };
    Ok(Results {
        scenario: String::new(),
        months: results.months().iter().map(|text| month(text)).collect::<Result<_, _>>()?,
        at: month(&results.at())?,
        pollutants: by_pollutant(series)?,
        counts_unfinished: false,
        over_claim_t_per_year: Map::new(),
        already_in_inventory: Vec::new(),
        cost: CostResults::default(),
        uncertainty,
        warnings: Vec::new(),
    })
}

fn bands(pollutants: &JsPollutants) -> Result<UncertaintyResults, JsError> {
    let bands = |id: &str| {
        let bands = pollutants.bands(id);
        let (p10, p25, p75, p90) = (bands.p10(), bands.p25(), bands.p75(), bands.p90());
        Ok(PollutantBands { p10, p25, p75, p90, ..PollutantBands::default() })
    };
    Ok(UncertaintyResults { draws: 0, seed: 0, pollutants: by_pollutant(bands)?, all_on_schedule: 0.0 })
}

fn opening(opening: &JsOpening) -> Result<OpeningOutline, JsError> {
    Ok(OpeningOutline {
        month: month(&opening.month())?,
        reduction_t: opening.reduction_t(),
        estimate: opening.estimate(),
        provenance: None,
    })
}

fn month(text: &str) -> Result<Month, JsError> {
    Ok(text.parse()?)
}

fn by_pollutant<T>(of: impl Fn(&str) -> Result<T, JsError>) -> Result<PerPollutant<T>, JsError> {
    let mut each = Vec::new();
    for pollutant in Pollutant::ALL {
        each.push(of(pollutant.id())?);
    }
    let each = each.try_into().map_err(|_| JsError::new("not five pollutants"))?;
    Ok(PerPollutant(each))
}
