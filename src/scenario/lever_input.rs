//! Levers that come from outside of scenario files: a page's sliders, a shared link, a command line.

use super::check::{self, LeverContext};
use super::document::Lever;
use super::findings::Findings;
use super::spot::{Field, Required, Spot};
use crate::diagnostic::Diagnostics;
use crate::model::{self, Model};
use serde::{Deserialize, Serialize};

/// A lever with the keys of `[[lever]]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeverInput {
    /// The measure's id.
    pub measure: String,
    /// Multiplies the planned coverage, 0 or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// Moves those of its projects that are not complete; negative is earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_months: Option<f64>,
    /// `false` sets the scale to 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// Replaces the measure's effectiveness, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effectiveness: Option<f64>,
    /// Replaces the `to` of the measure's first effect that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// Replaces the `reduce` of the measure's first effect that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reduce: Option<f64>,
}

impl LeverInput {
    /// As a scenario file would write it.
    fn as_written(&self) -> Lever {
        /// The value `key` of the lever at `at`.
        fn field<T>(value: T, at: &Spot, key: &str) -> Field<T> {
            Field { value, spot: at.child(key) }
        }
        let at = Spot {
            key: format!("lever.{}", super::message::shortened(&self.measure)).into(),
            ..Spot::file("levers")
        };
        let number = |value: Option<f64>, key| value.map(|value| field(value, &at, key));
        Lever {
            measure: Required(Some(field(self.measure.clone(), &at, "measure"))),
            scale: number(self.scale, "scale"),
            delay_months: number(self.delay_months, "delay_months"),
            enabled: self.enabled.map(|value| field(value, &at, "enabled")),
            effectiveness: number(self.effectiveness, "effectiveness"),
            to: number(self.to, "to"),
            reduce: number(self.reduce, "reduce"),
            source_note: None,
        }
    }
}

/// The levers `input` on `model`, by the checks that hold in scenario files; all errors at once.
pub fn levers(model: &Model, input: &[LeverInput]) -> Result<Vec<model::Lever>, Diagnostics> {
    let mut out = Findings::default();
    let names = check::Names::of_measures(&model.measures);
    let context = LeverContext { names: &names, measures: &model.measures, sources: &model.sources };
    let levers =
        input.iter().filter_map(|lever| check::lever(&lever.as_written(), &context, &mut out)).collect();
    if out.errors() == 0 { Ok(levers) } else { Err(out.into_diagnostics()) }
}
