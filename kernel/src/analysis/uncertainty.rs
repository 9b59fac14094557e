//! How sure is it: quantiles and chances from draws (method page, section 8).

use crate::analysis::sampling::{LANES, Sampler};
use crate::maths::{self, Numbers, Stream};
use crate::model::{Model, Plan};
use crate::simulation::Simulation;
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
}

impl Sample {
    /// The draws of one series: of a pollutant and month.
    fn series(&self, index: usize) -> &[f64] {
        &self.reduction_t[index * self.draws..(index + 1) * self.draws]
    }
}

/// Runs the draws of `seed` in `range`.
///
/// The range may be any part of a whole: to [`summarise`], the parts are what one range would be.
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
    Sample { draws, reduction_t }
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

/// Quantiles and chances of the draws of `parts`: one range of draws, cut anywhere, in order.
pub fn summarise(simulation: &Simulation, plan: &Plan, parts: &[Sample]) -> Uncertainty {
    let (months, draws) = (simulation.months, parts.iter().map(|part| part.draws).sum::<usize>());
    let share = |count: usize| count as f64 / draws as f64;
    let (mut joined, mut finder) = (Vec::new(), maths::QuantileFinder::default());
    let mut all_on_schedule = vec![true; draws];
    let pollutants = PerPollutant::from_fn(|p| {
        let mut result = PollutantUncertainty::default();
        for i in 0..months {
            let series = p as usize * months + i;
            let row = match parts {
                [whole] => whole.series(series),
                parts => {
                    joined.clear();
                    for part in parts {
                        joined.extend_from_slice(part.series(series));
                    }
                    &joined
                }
            };
            if let Some(schedule) = &simulation.progress.schedule_t[p] {
                if plan.month(i).month() == 12 {
                    let on = row.iter().filter(|r| **r >= schedule[i]).count();
                    result.on_schedule.push((plan.month(i), share(on)));
                }
                if i == months - 1 {
                    let missing = || row.iter().map(|r| schedule[i] - r).filter(|t| *t > 0.0);
                    let mean = missing().sum::<f64>() / missing().count() as f64;
                    result.shortfall_t = missing().next().map(|_| mean);
                    for (all, r) in all_on_schedule.iter_mut().zip(row) {
                        *all &= *r >= schedule[i];
                    }
                }
            }
            for (quantiles, value) in result.quantiles_t.iter_mut().zip(finder.find(row, SHARES)) {
                quantiles.push(value);
            }
        }
        result
    });
    let all_on_schedule = share(all_on_schedule.iter().filter(|all| **all).count());
    Uncertainty { pollutants, all_on_schedule }
}
