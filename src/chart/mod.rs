//! Results to a drawing: one code for the page's canvas and for SVG files.
//!
//! A chart is drawn with plotters on a `Surface`, whose pen is either a canvas or an SVG
//! text. Plotters counts in whole pixels, so the surface is `FINE` times finer than the
//! picture and hands the pen fractions of a pixel.

mod axis;
#[cfg(target_arch = "wasm32")]
pub mod canvas;
mod progress;
mod surface;
mod svg;
mod theme;

pub use surface::{Ink, Pen, TextAlign};
pub use svg::SvgPen;
pub use theme::Theme;

use crate::locale::Lang;
use crate::results::{Outline, Results};
use crate::units::{Month, Pollutant};
use plotters::prelude::*;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The charts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chart {
    /// Counted reduction of a pollutant against its schedule.
    Progress,
}

/// How a chart is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The pollutant it is about.
    pub pollutant: Pollutant,
    /// Language of its words.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// The month its figures are read at.
    pub at: Month,
    /// Width, CSS pixels.
    pub width: f64,
    /// Height, CSS pixels.
    pub height: f64,
}

/// Where the plot area lies in the picture, CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Geometry {
    /// Left edge: the start of the plan's first month.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge: the end of the plan's last month.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

/// The drawing surface refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartError(String);

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ChartError {}

impl<E: std::error::Error + Send + Sync> From<DrawingAreaErrorKind<E>> for ChartError {
    fn from(error: DrawingAreaErrorKind<E>) -> Self {
        Self(error.to_string())
    }
}

/// Draws `chart` with `pen`. `reference` is the run to compare with, drawn dashed.
///
/// # Errors
/// When the pen can't draw.
pub fn draw(
    pen: &mut dyn Pen,
    chart: Chart,
    outline: &Outline,
    results: &Results,
    reference: Option<&Results>,
    view: &View,
) -> Result<Geometry, ChartError> {
    match chart {
        Chart::Progress => progress::draw(pen, outline, results, reference, view),
    }
}
