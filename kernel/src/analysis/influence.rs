//! What each figure of a scenario, uncertain or not, does to the verdict by itself.

use super::tornado::late;
use crate::model::{Address, Lever, Model};
use crate::simulation::{Run, Settings, Simulation};
use crate::units::{Figure, Pollutant};

/// A figure without a range is tried at this share less and more.
const STEP: f64 = 0.1;
/// One that is 0 is tried at this less and more.
const STEP_FROM_ZERO: f64 = 0.01;

/// The lower and the higher value at which `figure` is tried: its own range, else [`STEP`] about it.
pub fn tried(figure: Figure) -> [f64; 2] {
    if !figure.is_point() {
        [figure.low, figure.high]
    } else if figure.mode == 0.0 {
        [-STEP_FROM_ZERO, STEP_FROM_ZERO]
    } else {
        let step = STEP * figure.mode.abs();
        [figure.mode - step, figure.mode + step]
    }
}

/// By how many percentage points the counted reduction of `pollutant` lies beyond its schedule in month `at`, under
/// `levers`; its tonnes where there is no target.
pub fn beyond(model: &Model, levers: &[Lever], pollutant: Pollutant, at: usize) -> f64 {
    let simulation = Simulation::new(model);
    let settings = Settings::<1>::new(model, &simulation, levers);
    let mut run = Run::default();
    simulation.run_into(&settings, &mut run);
    judged(model, &simulation, pollutant, at, run.reduction_t[pollutant][at])
}

fn judged(model: &Model, simulation: &Simulation, p: Pollutant, at: usize, reduction_t: f64) -> f64 {
    match (&model.plan.targets[p], &simulation.progress.schedule_t[p]) {
        (Some(target), Some(schedule_t)) if target.reduction_t > 0.0 => {
            (reduction_t - schedule_t[at]) / target.reduction_t * 100.0
        }
        _ => reduction_t,
    }
}

/// [`beyond`] with the figure at `address` at each of the values it is tried at, within `limits`. Of delays, which the
/// central run has none of, at their own least and most.
pub fn swing(
    model: &mut Model,
    levers: &[Lever],
    (pollutant, at): (Pollutant, usize),
    address: Address,
    limits: [f64; 2],
) -> [f64; 2] {
    if let Address::Delay(status) = address {
        let simulation = Simulation::new(model);
        let late = late(model, &simulation, levers, status);
        return late.map(|r| judged(model, &simulation, pollutant, at, r[pollutant as usize][at]));
    }
    let figure = address.get(model);
    let found = tried(figure).map(|value| {
        address.set(model, value.max(limits[0]).min(limits[1]));
        beyond(model, levers, pollutant, at)
    });
    address.put(model, figure);
    found
}
