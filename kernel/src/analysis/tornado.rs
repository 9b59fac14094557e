//! What each uncertain figure does by itself: a tornado (method page, section 9).

use crate::maths::Pair;
use crate::model::{FigureKey, Lever, Model, Status};
use crate::simulation::{Entry, Run, Settings, Simulation, figures};
use crate::units::Pollutant;

/// What is uncertain and has a low and a high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A figure.
    Figure(FigureKey),
    /// The delay of all projects of a status.
    Delay(Status),
}

/// R with one input at its low and at its high, the rest as in the central run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// The input.
    pub input: Input,
    /// R at its low, t.
    pub low_t: f64,
    /// R at its high, t.
    pub high_t: f64,
}

/// Changes below this share of R are rounding.
const ROUNDING: f64 = 1e-9;

/// The inputs that change R of `pollutant` in month `at` under `levers`, those that change it most first; and R of the
/// central run, t.
pub fn tornado(
    model: &Model,
    simulation: &Simulation,
    levers: &[Lever],
    pollutant: Pollutant,
    at: usize,
) -> (f64, Vec<Swing>) {
    let mut settings = Settings::<1>::new(model, simulation, levers);
    let mut run = Run::default();
    let mut reduction_t = |settings: &Settings<1>| {
        simulation.run_into(settings, &mut run);
        run.reduction_t[pollutant][at]
    };
    let central_t = reduction_t(&settings);
    let mut swings = Vec::new();
    for (number, (key, figure)) in figures(model).into_iter().enumerate() {
        if !figure.is_point() && !settings.replaced[number] {
            let mut with = |value| {
                settings.set_figure(model, simulation, (number, key), value);
                reduction_t(&settings)
            };
            let (low_t, high_t) = (with(figure.low), with(figure.high));
            with(figure.mode);
            swings.push(Swing { input: Input::Figure(key), low_t, high_t });
        }
    }
    for (status, _) in Status::ALL {
        if !model.uncertainty.status[status as usize].delay_months.is_point() {
            let [low_t, high_t] = late(model, simulation, levers, status).map(|r| r[pollutant as usize][at]);
            swings.push(Swing { input: Input::Delay(status), low_t, high_t });
        }
    }
    let rounding = ROUNDING * central_t.abs().max(1.0);
    swings.retain(|s| (s.low_t - central_t).abs() > rounding || (s.high_t - central_t).abs() > rounding);
    swings.sort_by(|a, b| (b.high_t - b.low_t).abs().total_cmp(&(a.high_t - a.low_t).abs()));
    (central_t, swings)
}

/// R by pollutant and month, t, when all projects of `status` are late by the least and the most months that they may be.
pub fn late(model: &Model, simulation: &Simulation, levers: &[Lever], status: Status) -> [[Vec<f64>; 5]; 2] {
    let settings = Settings::<2>::new(model, simulation, levers);
    let delay = model.uncertainty.status[status as usize].delay_months;
    let mut run = Run::<2>::default();
    run.coverage.begin(&simulation.coverage, &settings, delay.low, &[]);
    for placed in &simulation.coverage.projects {
        let project = &model.projects[placed.project];
        let moves = project.status != Status::Complete;
        let moved = if moves { settings.measures[project.measure].delay_months } else { 0.0 };
        let late = if project.status == status { Pair::new([delay.low, delay.high]) } else { Pair::ZERO };
        run.coverage.enter(&simulation.coverage, &Entry::of(placed), late + moved);
    }
    let potential = |m, p| settings.coefficients.potential(&simulation.network, m, p);
    run.coverage.set_entered(&simulation.coverage, &settings, potential);
    simulation.count(&settings, &mut run);
    let of_lane = |lane: usize| {
        run.reduction_t.0.each_ref().map(|row| row.as_chunks::<2>().0.iter().map(|both| both[lane]).collect())
    };
    [of_lane(0), of_lane(1)]
}
