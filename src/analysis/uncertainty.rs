//! How sure is it: quantiles and chances from draws (method page, section 8).

use crate::analysis::sampling::{LANES, Sampler};
use crate::maths;
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

/// Runs the draws of `seed` in `range`.
///
/// The range may be any part of a whole: joined by [`merge`], the parts are what one range would be.
pub fn sample(
    sampler: &mut Sampler,
    model: &Model,
    simulation: &Simulation,
    seed: u64,
    range: Range<u64>,
) -> Sample {
    let draws = (range.end - range.start) as usize;
    let series = Pollutant::ALL.len() * simulation.months;
    let mut reduction_t = vec![0.0; series * draws];
    let mut tile = vec![0.0; series * TILE];
    for tile_start in (0..draws).step_by(TILE) {
        for start in (tile_start..draws.min(tile_start + TILE)).step_by(LANES) {
            let run = sampler.draw(model, simulation, seed, range.start + start as u64);
            let column = start - tile_start;
            let values = run.reduction_t.0.iter().flat_map(|row| row.as_chunks::<LANES>().0);
            for (row, value) in tile.as_chunks_mut::<TILE>().0.iter_mut().zip(values) {
                row[column..column + LANES].copy_from_slice(value);
            }
        }
        let width = TILE.min(draws - tile_start);
        for (row, tile) in reduction_t.chunks_exact_mut(draws).zip(tile.as_chunks::<TILE>().0) {
            row[tile_start..tile_start + width].copy_from_slice(&tile[..width]);
        }
    }
    Sample { draws, reduction_t }
}

/// Parts of one range of draws, in order, as one.
pub fn merge(parts: &[Sample]) -> Sample {
    let draws = parts.iter().map(|part| part.draws).sum();
    let series = parts.iter().map(|part| part.reduction_t.len() / part.draws.max(1)).max().unwrap_or(0);
    let mut reduction_t = Vec::with_capacity(series * draws);
    for s in 0..series {
        for part in parts {
            reduction_t.extend_from_slice(&part.reduction_t[s * part.draws..(s + 1) * part.draws]);
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

/// Quantiles and chances of `sample`; reorders the draws within each series.
pub fn summarise(simulation: &Simulation, plan: &Plan, sample: &mut Sample) -> Uncertainty {
    let (months, draws) = (simulation.months, sample.draws);
    let share = |count: usize| count as f64 / draws as f64;
    let last = |p: Pollutant| (p as usize * months + months - 1) * draws;
    let on_schedule_at_end = |draw: usize| {
        simulation.progress.schedule_t.iter().all(|(p, schedule)| {
            schedule.as_ref().is_none_or(|s| sample.reduction_t[last(p) + draw] >= s[months - 1])
        })
    };
    let all_on_schedule = share((0..draws).filter(|draw| on_schedule_at_end(*draw)).count());
    let pollutants = PerPollutant::from_fn(|p| {
        let rows = &mut sample.reduction_t[p as usize * months * draws..][..months * draws];
        let mut result = PollutantUncertainty::default();
        for (i, row) in rows.chunks_exact_mut(draws).enumerate() {
            if let Some(schedule) = &simulation.progress.schedule_t[p] {
                if plan.month(i).month() == 12 {
                    let on = row.iter().filter(|r| **r >= schedule[i]).count();
                    result.on_schedule.push((plan.month(i), share(on)));
                }
                if i == months - 1 {
                    let missing: Vec<_> = row.iter().map(|r| schedule[i] - r).filter(|t| *t > 0.0).collect();
                    let mean = missing.iter().sum::<f64>() / missing.len() as f64;
                    result.shortfall_t = (!missing.is_empty()).then_some(mean);
                }
            }
            for (quantiles, value) in result.quantiles_t.iter_mut().zip(maths::quantiles(row, SHARES)) {
                quantiles.push(value);
            }
        }
        result
    });
    Uncertainty { pollutants, all_on_schedule }
}
