//! What a run is made with: a value for every figure, and the position of every lever.

use crate::model::{Change, FigureKey, Lever, Measure, Model};
use crate::simulation::Simulation;
use crate::simulation::activity::{first_and_step, geometric_row};
use crate::simulation::coefficients::Coefficients;
use crate::simulation::emission::emission_at;
use crate::simulation::figures::Figures;
use crate::simulation::network::Touch;
use crate::simulation::progress::set_opening_rows;
use crate::units::{PerPollutant, Pollutant};
use std::ops::Range;
use wide::f64x2;

/// Where the levers put a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureSettings {
    /// Multiplies the planned coverage.
    pub scale: f64,
    /// Whether the measure is taken at all.
    pub enabled: bool,
    /// Moves its projects that are not complete, months.
    pub delay_months: f64,
    /// In place of the measure's effectiveness.
    pub effectiveness: Option<f64>,
    /// In place of the `to` of the measure's first effect that has one.
    pub to: Option<f64>,
    /// In place of the `reduce` of the measure's first effect that has one.
    pub reduce: Option<f64>,
}

impl MeasureSettings {
    /// Where the model's own levers and then `levers` put `measure`, key by key.
    pub fn of(model: &Model, measure: usize, levers: &[Lever]) -> Self {
        let mut at = Self {
            scale: 1.0,
            enabled: true,
            delay_months: 0.0,
            effectiveness: None,
            to: None,
            reduce: None,
        };
        for lever in model.levers.iter().chain(levers).filter(|lever| lever.measure == measure) {
            at.scale = lever.scale.unwrap_or(at.scale);
            at.enabled = lever.enabled.unwrap_or(at.enabled);
            at.delay_months = lever.delay_months.unwrap_or(at.delay_months);
            at.effectiveness = lever.effectiveness.or(at.effectiveness);
            at.to = lever.to.or(at.to);
            at.reduce = lever.reduce.or(at.reduce);
        }
        at
    }

    /// A position from five numbers: scale, delay in months, and effectiveness, `to` and `reduce`, NaN for
    /// what the scenario has.
    pub fn at(numbers: &[f64; 5]) -> Self {
        let [scale, delay_months, effectiveness, to, reduce] = *numbers;
        let given = |number: f64| (!number.is_nan()).then_some(number);
        Self {
            scale,
            enabled: true,
            delay_months,
            effectiveness: given(effectiveness),
            to: given(to),
            reduce: given(reduce),
        }
    }

    /// The five numbers of [`MeasureSettings::at`].
    pub fn numbers(&self) -> [f64; 5] {
        let or_nan = |figure: Option<f64>| figure.unwrap_or(f64::NAN);
        let Self { effectiveness, to, reduce, .. } = *self;
        [self.coverage_factor(), self.delay_months, or_nan(effectiveness), or_nan(to), or_nan(reduce)]
    }

    /// The factor on planned coverage: 0 when the measure is not taken.
    pub fn coverage_factor(&self) -> f64 {
        if self.enabled { self.scale } else { 0.0 }
    }
}

/// What a run is made with. Rows have `L` lanes a month: 1, or 2 for two draws side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings<const L: usize> {
    /// A value for every figure, levers applied.
    pub figures: Figures,
    /// Where the levers put each measure.
    pub measures: Vec<MeasureSettings>,
    /// Hardware values of a row.
    row: usize,
    /// A row a source: activity in each month over that of the inventory year.
    pub(super) growth: Vec<f64x2>,
    /// A row a pollutant: opening tonnes by month.
    pub(super) opening_t: PerPollutant<Vec<f64>>,
    /// The constants of the closed form that follow from the figures.
    pub coefficients: Coefficients,
    /// By number of the figure: whether a lever has replaced it, so that no draw touches it.
    pub replaced: Vec<bool>,
}

impl<const L: usize> Settings<L> {
    /// The central run under the model's own levers and then `levers`.
    pub fn new(model: &Model, simulation: &Simulation, levers: &[Lever]) -> Self {
        let row = simulation.padded * L / 2;
        let figures = Figures::modes(model);
        let mut settings = Self {
            measures: vec![],
            row,
            growth: vec![f64x2::ZERO; model.sources.len() * row],
            opening_t: PerPollutant::default(),
            coefficients: Coefficients::default(),
            replaced: vec![false; figures.values.len()],
            figures,
        };
        for (source, s) in model.sources.iter().enumerate() {
            let (first, step) = first_and_step(s.growth.mode, model.inventory_year, model.plan.start);
            settings.set_growth(source, f64x2::splat(first), f64x2::splat(step));
        }
        settings.renew_openings(model);
        settings.renew_coefficients(simulation);
        settings.set_levers(model, simulation, levers);
        settings
    }

    /// Puts the levers anew: first those of the model, then `levers`, key by key.
    pub fn set_levers(&mut self, model: &Model, simulation: &Simulation, levers: &[Lever]) {
        let at = (0..model.measures.len()).map(|m| MeasureSettings::of(model, m, levers));
        self.set_measures(model, simulation, at);
    }

    /// Puts every measure where `positions` say, in the order of the model's measures.
    pub fn set_measures(
        &mut self,
        model: &Model,
        simulation: &Simulation,
        positions: impl Iterator<Item = MeasureSettings>,
    ) {
        let first_time = self.measures.is_empty();
        let mut effects_moved = false;
        for ((m, measure), at) in model.measures.iter().enumerate().zip(positions) {
            let number = self.figures.effectiveness_number(m);
            self.replaced[number] = at.effectiveness.is_some();
            self.figures.values[number] =
                f64x2::splat(at.effectiveness.unwrap_or(measure.effectiveness.mode));
            if first_time {
                self.measures.push(at);
            } else {
                let before = std::mem::replace(&mut self.measures[m], at);
                if (before.to, before.reduce) == (at.to, at.reduce) {
                    continue;
                }
            }
            effects_moved |= self.replace_effects(m, measure);
        }
        if effects_moved {
            self.renew_coefficients(simulation);
        }
    }

    /// Puts the effects of measure `m` where its position says; whether that moved any.
    fn replace_effects(&mut self, m: usize, measure: &Measure) -> bool {
        let MeasureSettings { mut to, mut reduce, .. } = self.measures[m];
        let mut moved = false;
        for (e, effect) in measure.effects.iter().enumerate() {
            let replaced = match effect.change {
                Change::Reduce(..) => reduce.take(),
                Change::CaptureTo(_) | Change::RemovalTo(_) => to.take(),
                Change::RemovalAdd(_) => None,
            };
            let value = f64x2::splat(replaced.unwrap_or(effect.change.figure().mode));
            let number = self.figures.effect_number(m, e);
            moved |= self.figures.values[number] != value;
            self.figures.values[number] = value;
            self.replaced[number] = replaced.is_some();
        }
        moved
    }

    /// Puts figure `number`, whose address is `key`, at `value`, and what follows from it.
    pub fn set_figure(
        &mut self,
        model: &Model,
        simulation: &Simulation,
        (number, key): (usize, FigureKey),
        value: f64,
    ) {
        self.figures.values[number] = f64x2::splat(value);
        match key {
            FigureKey::Growth { source } => {
                let (first, step) = first_and_step(value, model.inventory_year, model.plan.start);
                self.set_growth(source, f64x2::splat(first), f64x2::splat(step));
            }
            FigureKey::Activity { .. } | FigureKey::Pathway { .. } | FigureKey::Effect { .. } => {
                self.renew_coefficients(simulation);
            }
            FigureKey::Opening { .. } => self.renew_openings(model),
            FigureKey::Effectiveness { .. } => {}
        }
    }

    /// Recomputes the constants after figures were drawn or replaced.
    pub fn renew_coefficients(&mut self, simulation: &Simulation) {
        self.coefficients.set(&simulation.network, &self.figures);
    }

    /// Recomputes the opening rows after opening tonnes were drawn.
    pub fn renew_openings(&mut self, model: &Model) {
        set_opening_rows::<L>(&model.plan, &self.figures, &mut self.opening_t);
    }

    /// Activity of `source` over that of the inventory year: a row, `L` lanes a month.
    pub fn growth(&self, source: usize) -> &[f64] {
        let row = self.growth_row(source);
        bytemuck::cast_slice(&self.growth[row])
    }

    /// Opening tonnes of `pollutant` by month: a row, `L` lanes a month.
    pub fn opening_t(&self, pollutant: Pollutant) -> &[f64] {
        &self.opening_t[pollutant]
    }

    /// Sets the growth row of `source`, as [`first_and_step`] says what it begins with and grows by.
    pub fn set_growth(&mut self, source: usize, first: f64x2, step: f64x2) {
        let row = self.growth_row(source);
        // Two months of one run, or one month of two draws.
        let (first, step) = if L == 1 {
            let ([first, _], [step, _]) = (first.to_array(), step.to_array());
            (f64x2::new([first, first * step]), f64x2::splat(step * step))
        } else {
            (first, step)
        };
        geometric_row(&mut self.growth[row], first, step);
    }

    fn growth_row(&self, source: usize) -> Range<usize> {
        source * self.row..(source + 1) * self.row
    }
}

impl Settings<1> {
    /// potential_mp: what `measure` alone would cut of `pollutant` at full coverage, at inventory-year
    /// activity, t/yr.
    pub fn potential_t(&self, simulation: &Simulation, measure: usize, pollutant: Pollutant) -> f64 {
        let [potential_t, _] =
            self.coefficients.potential(&simulation.network, measure, pollutant).to_array();
        potential_t
    }

    /// E of pair `index` over growth, t/yr, where `phi` says how much each measure covers.
    pub fn emission_at(&self, simulation: &Simulation, index: usize, phi: impl Fn(&Touch) -> f64) -> f64 {
        emission_at(&simulation.network, &self.coefficients, index, phi)
    }
}
