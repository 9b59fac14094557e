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
mod coefficients;
mod coverage;
mod emission;
mod figures;
mod layout;
mod network;
mod progress;
mod settings;

pub use activity::first_and_step;
pub use coefficients::Coefficients;
pub use coverage::{Coverage, Entry};
pub use figures::{Figures, PathwayFigures, figures, pairs};
pub use layout::{Curve, Layout, Placed, Row, already_in_inventory};
pub use network::{Constant, FEW, Factor, Form, Member, Network, Pair, Set, Term, Touch};
pub use progress::{Progress, Standing, enough_t};
pub use settings::{MeasureSettings, Settings};

use crate::model::Model;
use crate::units::PerPollutant;
use emission::Drivers;
use wide::f64x2;

/// What loops over rows take at a time: four months of one run, or two of two draws.
pub type Chunk = [f64x2; 2];

/// A model laid out for running.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// How many months the plan has.
    pub months: usize,
    /// Months of a row: `months` rounded up to whole [`Chunk`]s of one run.
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
/// Rows have [`Simulation::padded`] months (`reduction_t`: the plan's) of `L` lanes each, two values at
/// a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Run<const L: usize> {
    /// Coverage of each measure and pollutant.
    pub coverage: Coverage,
    /// Eref - E, what the measures that count cut, t/yr.
    pub cut_t_per_year: PerPollutant<Vec<f64x2>>,
    /// R, counted reduction, t.
    pub reduction_t: PerPollutant<Vec<f64>>,
}

impl<const L: usize> Default for Run<L> {
    fn default() -> Self {
        Self {
            coverage: Coverage::default(),
            cut_t_per_year: PerPollutant::default(),
            reduction_t: PerPollutant::default(),
        }
    }
}

impl Simulation {
    /// Lays out `model`.
    pub fn new(model: &Model) -> Self {
        let months = model.plan.months;
        let padded = months.next_multiple_of(4);
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
    pub fn run_into(&self, settings: &Settings<1>, run: &mut Run<1>) {
        let potential = |m, p| settings.coefficients.potential(&self.network, m, p);
        run.coverage.set(&self.coverage, settings, potential);
        self.count(settings, run);
    }

    /// As [`Simulation::run_into`], with every project in full operation from the first month on.
    pub fn run_full_into(&self, settings: &Settings<1>, run: &mut Run<1>) {
        let potential = |m, p| settings.coefficients.potential(&self.network, m, p);
        run.coverage.set_full(&self.coverage, settings, potential);
        self.count(settings, run);
    }

    /// The cut and the progress of a `run` whose coverage is set.
    pub fn count<const L: usize>(&self, settings: &Settings<L>, run: &mut Run<L>) {
        let drivers = Drivers {
            phi: &run.coverage.phi,
            growth: &settings.growth,
            row: self.padded * L / 2,
            from: run.coverage.from * L / 2,
        };
        let cut = &mut run.cut_t_per_year;
        emission::cut(&self.network, &settings.coefficients, drivers, cut);
        self.progress.reduction::<L>(cut, &settings.opening_t, &mut run.reduction_t);
    }

    /// E, emission under all measures, t/yr, of pair `index` in each month of the plan.
    pub fn emission_t_per_year(&self, settings: &Settings<1>, run: &Run<1>, index: usize) -> Vec<f64> {
        let drivers =
            Drivers { phi: &run.coverage.phi, growth: &settings.growth, row: self.padded / 2, from: 0 };
        let row = emission::emission(&self.network, &settings.coefficients, drivers, index);
        let mut months: Vec<f64> = row.iter().flat_map(|two| two.to_array()).collect();
        months.truncate(self.months);
        months
    }
}
