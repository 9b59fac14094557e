//! How sure is it: quantiles and chances from draws (method page, section 8).

use crate::analysis::sampling::{LANES, Sampler};
use crate::maths::{self, Numbers, Stream};
use crate::model::{Model, Plan};
use crate::simulation::{Simulation, enough_t};
use crate::units::{Month, PerPollutant, Pollutant};
use std::ops::Range;

/// Shares of the quantiles in results: P5, P10, P25, P50, P75, P90, P95.
pub const SHARES: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];

/// Draws gathered before they are written out, series by series.
const TILE: usize = 16;

/// Counted reductions of a range of draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// How many draws.
    pub draws: usize,
    /// R, t: by pollutant, month and draw.
    pub reduction_t: Vec<f64>,
    /// In how many draws every pollutant with a target is on schedule at the plan's end.
    pub all_on_schedule: usize,
}

impl Sample {
    /// The draws of one series: of a pollutant and month.
    pub fn series(&self, index: usize) -> &[f64] {
        &self.reduction_t[index * self.draws..(index + 1) * self.draws]
    }
}

/// Runs the draws of `seed` in `range`.
///
/// The range may be any part of a whole: to [`summarise`] and [`conclude`], the parts are what one range would be.
pub fn sample(
    sampler: &mut Sampler,
    model: &Model,
    simulation: &Simulation,
    seed: u64,
    range: Range<u64>,
) -> Sample {
    sample_from(sampler, model, simulation, |draw| Stream::new(seed, draw), range)
}

/// [`sample`] with the random numbers that `numbers` has for each draw.
pub fn sample_from<N: Numbers>(
    sampler: &mut Sampler,
    model: &Model,
    simulation: &Simulation,
    numbers: impl Fn(u64) -> N,
    range: Range<u64>,
) -> Sample {
    let draws = (range.end - range.start) as usize;
    let series = Pollutant::ALL.len() * simulation.months;
    let mut reduction_t = vec![0.0; series * draws];
    let mut tile = vec![0.0; series * TILE];
    for tile_start in (0..draws).step_by(TILE) {
        for start in (tile_start..draws.min(tile_start + TILE)).step_by(LANES) {
            let streams = std::array::from_fn(|l| numbers(range.start + (start + l) as u64));
            let run = sampler.draw_from(model, simulation, &streams);
            let column = start - tile_start;
            let tiles = tile.as_chunks_mut::<TILE>().0.chunks_exact_mut(simulation.months);
            for (tiles, row) in tiles.zip(&run.reduction_t.0) {
                for (tile, value) in tiles.iter_mut().zip(row.as_chunks::<LANES>().0) {
                    tile[column..column + LANES].copy_from_slice(value);
                }
            }
        }
        let width = TILE.min(draws - tile_start);
        for (row, tile) in reduction_t.chunks_exact_mut(draws).zip(tile.as_chunks::<TILE>().0) {
            let row = &mut row[tile_start..tile_start + width];
            // Four by four, as a browser copies so few quicker than it calls what copies many.
            if let ([a, b, c, d], [from_a, from_b, from_c, from_d]) =
                (row.as_chunks_mut().0, tile.as_chunks::<4>().0)
            {
                (*a, *b, *c, *d) = (*from_a, *from_b, *from_c, *from_d);
            } else {
                row.copy_from_slice(&tile[..width]);
            }
        }
    }
    let mut sample = Sample { draws, reduction_t, all_on_schedule: 0 };
    sample.all_on_schedule = all_on_schedule(simulation, &sample);
    sample
}

/// In how many draws every pollutant with a target is on schedule at the plan's end.
fn all_on_schedule(simulation: &Simulation, sample: &Sample) -> usize {
    let last = simulation.months - 1;
    let mut on = vec![true; sample.draws];
    for p in Pollutant::ALL {
        let Some(schedule) = &simulation.progress.schedule_t[p] else { continue };
        let enough_t = enough_t(schedule[last]);
        for (on, r) in on.iter_mut().zip(sample.series(p as usize * simulation.months + last)) {
            *on &= *r >= enough_t;
        }
    }
    on.into_iter().filter(|on| *on).count()
}

/// What draws say of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertainty {
    /// By pollutant.
    pub pollutants: PerPollutant<PollutantUncertainty>,
    /// Chance that every pollutant with a target is on schedule at the plan's end.
    pub all_on_schedule: f64,
}

/// What draws say of a pollutant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PollutantUncertainty {
    /// Quantiles of R at [`SHARES`], t: a row a share.
    pub quantiles_t: [Vec<f64>; 7],
    /// Chance of R on or above the schedule, by December of the plan; none without a target.
    pub on_schedule: Vec<(Month, f64)>,
    /// Mean of what is missing at the plan's end in the draws that miss the schedule, t; none when
    /// no draw does.
    pub shortfall_t: Option<f64>,
}

/// Where the draws of a series are, for [`summarise`]: in `parts` of a range, in order.
pub fn rows(parts: &[Sample]) -> impl Fn(usize, &mut Vec<f64>) {
    |series, row| parts.iter().for_each(|part| row.extend_from_slice(part.series(series)))
}

/// What draws say of one series: of a pollutant and month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Quantiles of R at [`SHARES`], t.
    pub quantiles_t: [f64; 7],
    /// Share of the draws on or above the schedule; in Decembers, with a target.
    pub on_schedule: Option<f64>,
    /// Mean of what is missing in the draws that miss the schedule, t; in the last month, with a target, when any does.
    pub shortfall_t: Option<f64>,
}

impl Summary {
    /// As numbers, to be sent elsewhere: NaN for none.
    pub fn numbers(&self) -> [f64; 9] {
        let [a, b, c, d, e, f, g] = self.quantiles_t;
        let or_nan = |number: Option<f64>| number.unwrap_or(f64::NAN);
        [a, b, c, d, e, f, g, or_nan(self.on_schedule), or_nan(self.shortfall_t)]
    }

    /// From the numbers of [`Summary::numbers`].
    pub fn from_numbers(&[a, b, c, d, e, f, g, on_schedule, shortfall_t]: &[f64; 9]) -> Self {
        let given = |number: f64| (!number.is_nan()).then_some(number);
        let (on_schedule, shortfall_t) = (given(on_schedule), given(shortfall_t));
        Self { quantiles_t: [a, b, c, d, e, f, g], on_schedule, shortfall_t }
    }
}

/// Sums up the draws of each of `series`; `gather` puts those of one behind what is in its row, in the order of draws.
///
/// Series are summed up each by itself, so workers may share them out as they like.
pub fn summarise(
    simulation: &Simulation,
    plan: &Plan,
    series: Range<usize>,
    mut gather: impl FnMut(usize, &mut Vec<f64>),
) -> Vec<Summary> {
    let (mut row, mut finder) = (Vec::new(), maths::QuantileFinder::default());
    let mut one = |index: usize| {
        row.clear();
        gather(index, &mut row);
        let (p, i) = (Pollutant::ALL[index / simulation.months], index % simulation.months);
        let schedule_t = simulation.progress.schedule_t[p].as_ref().map(|schedule| schedule[i]);
        let on_schedule = |schedule_t: f64| {
            let enough_t = enough_t(schedule_t);
            row.iter().filter(|r| **r >= enough_t).count() as f64 / row.len() as f64
        };
        let shortfall_t = |schedule_t: f64| {
            let enough_t = enough_t(schedule_t);
            let missing = || row.iter().filter(|r| **r < enough_t).map(|r| schedule_t - r);
            let mean = missing().sum::<f64>() / missing().count() as f64;
            missing().next().map(|_| mean)
        };
        Summary {
            on_schedule: schedule_t.filter(|_| plan.month(i).month() == 12).map(on_schedule),
            shortfall_t: schedule_t.filter(|_| i == simulation.months - 1).and_then(shortfall_t),
            quantiles_t: finder.find(&row, SHARES),
        }
    };
    series.map(&mut one).collect()
}

/// What draws say of the plan, from the summaries of all series, and the share of the draws in which every pollutant with
/// a target is on schedule at the plan's end.
pub fn conclude(
    simulation: &Simulation,
    plan: &Plan,
    summaries: &[Summary],
    all_on_schedule: f64,
) -> Uncertainty {
    let mut pollutants = PerPollutant::<PollutantUncertainty>::default();
    for (p, summaries) in Pollutant::ALL.into_iter().zip(summaries.chunks(simulation.months)) {
        let result = &mut pollutants[p];
        for (i, summary) in summaries.iter().enumerate() {
            for (quantiles, value) in result.quantiles_t.iter_mut().zip(summary.quantiles_t) {
                quantiles.push(value);
            }
            result.on_schedule.extend(summary.on_schedule.map(|share| (plan.month(i), share)));
            result.shortfall_t = summary.shortfall_t;
        }
    }
    Uncertainty { pollutants, all_on_schedule }
}
