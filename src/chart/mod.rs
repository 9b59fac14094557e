//! Results to a drawing: one code for the page's canvas and for SVG files.
//!
//! A chart is drawn with plotters on a `Surface`, whose pen is either a canvas or an SVG
//! text. Plotters counts in whole pixels, so the surface is `FINE` times finer than the
//! picture and hands the pen fractions of a pixel.

mod advances;
mod axis;
#[cfg(target_arch = "wasm32")]
pub mod canvas;
mod cost_curve;
mod counted;
mod districts;
mod emissions;
mod ends;
mod format;
mod label;
mod layers;
mod multiples;
mod progress;
mod sheet;
mod surface;
mod svg;
mod theme;
mod tornado;
mod waterfall;
mod wedges;

pub use surface::{Face, Ink, Pen, TextAlign};
pub use svg::{SvgPen, width as text_width};
pub use theme::Theme;

use crate::locale::{Lang, charts as words};
use crate::results::{Contributions, Outline, Results, Tornado};
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
    /// Emission by source, with and without measures.
    Emissions,
    /// All five pollutants as shares of their targets.
    Multiples,
    /// From the opening through each measure to the counted reduction.
    Waterfall,
    /// Cost of a tonne by measure.
    CostCurve,
    /// Counted against physical reduction.
    Counted,
    /// What each measure brings, month by month.
    Wedges,
    /// What the projects of each district bring.
    Districts,
    /// What each uncertain figure does by itself.
    Tornado,
}

impl Chart {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Progress,
        Self::Emissions,
        Self::Multiples,
        Self::Waterfall,
        Self::CostCurve,
        Self::Counted,
        Self::Wedges,
        Self::Districts,
        Self::Tornado,
    ];

    /// The name in files and commands.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Emissions => "emissions",
            Self::Multiples => "multiples",
            Self::Waterfall => "waterfall",
            Self::CostCurve => "cost-curve",
            Self::Counted => "counted",
            Self::Wedges => "wedges",
            Self::Districts => "districts",
            Self::Tornado => "tornado",
        }
    }

    /// Whether it is drawn for one pollutant, and differs with it.
    pub const fn of_one_pollutant(self) -> bool {
        !matches!(self, Self::Multiples)
    }

    /// The chart called `id`.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.id() == id)
    }
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
    /// Whether the picture travels alone: then it carries its sources and notes, and a margin.
    pub standalone: bool,
}

/// Where the plot area lies in the picture, CSS pixels, and what its edges stand for; all zero in charts
/// whose horizontal axis is not the plan's months. Of several plots it is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Geometry {
    /// Left edge: the start of the plan's first month.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge: the end of the plan's last month.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
    /// The value at the bottom edge.
    pub low: f64,
    /// The value at the top edge.
    pub high: f64,
}

impl Geometry {
    fn of(plot: &sheet::Plot) -> Self {
        let label::Rect { left, top, right, bottom } = plot.frame;
        Self { left, top, right, bottom, low: plot.y.0, high: plot.y.1 }
    }
}

/// What a chart is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Names and provenance of the scenario.
    pub outline: &'a Outline,
    /// The run. [`Chart::Emissions`] needs the emission by source in it, [`Chart::Wedges`] the attribution by month.
    pub results: &'a Results,
    /// The run to compare with, drawn dashed.
    pub reference: Option<&'a Results>,
    /// What each district brings at the results' month: for [`Chart::Districts`].
    pub districts: Option<&'a Contributions>,
    /// The pollutant's uncertain figures at the results' month: for [`Chart::Tornado`].
    pub tornado: Option<&'a Tornado>,
}

impl Subject<'_> {
    /// What a reader must know of the pollutant in view: notes, `first` among them, then the target's source.
    fn notes(&self, view: &View, first: Option<String>) -> Vec<String> {
        let target = self.outline.targets.get(&view.pollutant);
        let mut notes: Vec<_> = first.into_iter().collect();
        if target.is_none() {
            notes.push(words::NO_TARGET.in_lang(view.lang).to_owned());
        }
        if target.is_some_and(|target| target.estimate) {
            notes.push(words::TARGET_IS_ESTIMATE.in_lang(view.lang).to_owned());
        }
        notes.extend(self.note_on_ledger(view));
        let source = target.and_then(|target| target.provenance.as_ref());
        let source = source.map(|source| words::source(source.text.in_lang(view.lang), view.lang));
        let notes = words::notes(&notes, view.lang);
        [notes].into_iter().chain(source).filter(|line| !line.is_empty()).collect()
    }

    /// What a reader must know where no target is shown.
    fn notes_on_data(&self, view: &View) -> Vec<String> {
        let notes: Vec<_> = self.note_on_ledger(view).into_iter().collect();
        vec![words::notes(&notes, view.lang)].into_iter().filter(|line| !line.is_empty()).collect()
    }

    fn note_on_ledger(&self, view: &View) -> Option<String> {
        self.outline.illustrative.then(|| words::LEDGER_IS_EXAMPLE.in_lang(view.lang).to_owned())
    }
}

/// Whether a series has a number for each of the plan's months.
fn drawable(row: &[f64], months: usize) -> bool {
    row.len() == months && row.iter().all(|value| value.is_finite())
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

/// Draws `chart` with `pen`.
///
/// # Errors
/// When the pen can't draw.
pub fn draw(
    pen: &mut dyn Pen,
    chart: Chart,
    subject: &Subject<'_>,
    view: &View,
) -> Result<Geometry, ChartError> {
    match chart {
        Chart::Progress | Chart::Multiples => draw_first(pen, chart, subject, view),
        Chart::Emissions => emissions::draw(pen, subject, view),
        Chart::Waterfall => waterfall::draw(pen, subject, view),
        Chart::CostCurve => cost_curve::draw(pen, subject, view),
        Chart::Counted => counted::draw(pen, subject, view),
        Chart::Wedges => wedges::draw(pen, subject, view),
        Chart::Districts => districts::draw(pen, subject, view),
        Chart::Tornado => tornado::draw(pen, subject, view),
    }
}

/// As [`draw`], for the charts of a first picture and of paper alone: what else there is need not be there.
///
/// # Errors
/// As [`draw`], and for any other chart.
pub fn draw_first(
    pen: &mut dyn Pen,
    chart: Chart,
    subject: &Subject<'_>,
    view: &View,
) -> Result<Geometry, ChartError> {
    match chart {
        Chart::Progress => progress::draw(pen, subject, view),
        Chart::Multiples => multiples::draw(pen, subject, view),
        other => Err(ChartError(other.id().to_owned())),
    }
}

/// The picture of `chart` as an SVG document, described for those who can't see it.
///
/// # Errors
/// As [`draw`].
pub fn svg(chart: Chart, subject: &Subject<'_>, view: &View) -> Result<String, ChartError> {
    let mut pen = SvgPen::new(view.width, view.height, view.lang);
    draw(&mut pen, chart, subject, view)?;
    let (title, description) = describe(chart, subject, view);
    Ok(pen.finish(&title, &description))
}

/// What `chart` shows, in words: a title and a text.
pub fn describe(chart: Chart, subject: &Subject<'_>, view: &View) -> (String, String) {
    match chart {
        Chart::Progress => progress::describe(subject, view),
        Chart::Emissions => emissions::describe(subject, view),
        Chart::Multiples => multiples::describe(subject, view),
        Chart::Waterfall => waterfall::describe(subject, view),
        Chart::CostCurve => cost_curve::describe(subject, view),
        Chart::Counted => counted::describe(subject, view),
        Chart::Wedges => wedges::describe(subject, view),
        Chart::Districts => districts::describe(subject, view),
        Chart::Tornado => tornado::describe(subject, view),
    }
}
