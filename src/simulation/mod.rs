//! A checked model to monthly series: one file per section of the method page.
//!
//! A [`Simulation`] is a model laid out for running: what no lever and no draw can change is worked
//! out once, and what remains is a handful of passes over rows of months.
//!
//! ```text
//! Settings ──> coverage (section 3) ──> emission (section 4) ──> progress (section 5)
//!   levers       a row of months          a row a source            R against S
//!   figures      a measure                and pollutant
//! ```

mod activity;
mod coverage;
mod emission;
mod progress;
mod settings;

pub use coverage::{Coverage, Curve, Layout, Placed, Row, already_in_inventory};
pub use emission::{Coefficients, Factor, Member, Network, Pair, Term, Touch, pairs};
pub use progress::{Progress, Standing};
pub use settings::{Figures, Lanes, MeasureSettings, PathwayFigures, Replaced, Settings};

use crate::model::Model;
use crate::units::PerPollutant;

/// Values computed side by side: rows are padded to whole blocks.
pub const BLOCK: usize = 8;

/// A model laid out for running.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// How many months the plan has.
    pub months: usize,
    /// Months of a row: `months` rounded up to whole blocks.
    pub padded: usize,
    /// Who covers what, and when.
    pub coverage: Layout,
    /// Sources, pollutants and the measures between them.
    pub network: Network,
    /// Schedules, offsets, and when tonnes count.
    pub progress: Progress,
}

/// The outcome of one run, or of `L` draws side by side.
///
/// Rows have [`Simulation::padded`] months (`reduction_t`: the plan's) of `L` lanes each.
#[derive(Clone, Debug, PartialEq)]
pub struct Run<const L: usize> {
    /// The constants of the closed form.
    pub coefficients: Coefficients<L>,
    /// Coverage of each measure and pollutant.
    pub coverage: Coverage,
    /// E, emission under all measures, t/yr: a row a pair of [`Network::pairs`].
    pub emission_t_per_year: Vec<f64>,
    /// Eref - E, what the measures that count cut, t/yr.
    pub cut_t_per_year: PerPollutant<Vec<f64>>,
    /// R, counted reduction, t.
    pub reduction_t: PerPollutant<Vec<f64>>,
}

impl<const L: usize> Default for Run<L> {
    fn default() -> Self {
        Self {
            coefficients: Coefficients::default(),
            coverage: Coverage::default(),
            emission_t_per_year: Vec::new(),
            cut_t_per_year: PerPollutant::default(),
            reduction_t: PerPollutant::default(),
        }
    }
}

impl Simulation {
    /// Lays out `model`.
    pub fn new(model: &Model) -> Self {
        let months = model.plan.months;
        let padded = months.next_multiple_of(BLOCK);
        let coverage = Layout::new(model, padded);
        let network = Network::new(model, &coverage);
        Self { months, padded, coverage, network, progress: Progress::new(&model.plan) }
    }

    /// Runs with `settings`: sections 3 to 5.
    pub fn run(&self, settings: &Settings<1>) -> Run<1> {
        let mut run = Run::default();
        self.run_into(settings, &mut run);
        run
    }

    /// [`Simulation::run`] into a `run` kept between calls, so that nothing is allocated.
    pub fn run_into<const L: usize>(&self, settings: &Settings<L>, run: &mut Run<L>) {
        let network = &self.network;
        let coefficients = &mut run.coefficients;
        coefficients.set(network, settings);
        run.coverage.set(&self.coverage, settings, |m, p| coefficients.potential(network, m, p));
        emission::emit(
            network,
            coefficients,
            &settings.growth,
            &run.coverage.phi,
            self.padded * L,
            &mut run.emission_t_per_year,
            &mut run.cut_t_per_year,
        );
        self.progress.reduction::<L>(&run.cut_t_per_year, &settings.opening_t, &mut run.reduction_t);
    }
}
