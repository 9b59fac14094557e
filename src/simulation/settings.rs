//! What a run is made with: a value for every figure, and the position of every lever.

use crate::model::{Change, Lever, Model, Stage};
use crate::simulation::Simulation;
use crate::simulation::activity::growth_row;
use crate::simulation::emission::{Coefficients, pairs};
use crate::simulation::progress::set_opening_rows;
use crate::units::{Figure, PerPollutant, Pollutant};
use wide::f64x2;

/// One value for each of `L` draws run side by side; the central run has one.
pub type Lanes<const L: usize> = [f64; L];

/// The lanes of one value, as the hardware holds them: two months of one draw, or a month of two.
#[inline]
pub(super) fn tile<const L: usize>(lanes: &Lanes<L>) -> f64x2 {
    f64x2::new([lanes[0], lanes[1 % L]])
}

/// How many hardware values a row of `months` takes, with `L` lanes a month: whole ones.
pub fn pairs_in(months: usize, lanes: usize) -> usize {
    (months * lanes).div_ceil(2)
}

/// A value for every figure of the model that a run uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures<const L: usize> {
    /// Activity units in the inventory year, by source.
    pub activity: Vec<Lanes<L>>,
    /// Growth of activity, share a year, by source.
    pub growth: Vec<Lanes<L>>,
    /// Values of each pair of source and pollutant, in the order of `emission::pairs`.
    pub pathways: Vec<PathwayFigures<L>>,
    /// The figure of each effect, measure by measure.
    pub effects: Vec<Lanes<L>>,
    /// Effectiveness, by measure.
    pub effectiveness: Vec<Lanes<L>>,
    /// Opening tonnes, by pollutant and point.
    pub openings_t: PerPollutant<Vec<Lanes<L>>>,
}

/// Values of a pathway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathwayFigures<const L: usize> {
    /// g, kg per activity unit.
    pub generation: Lanes<L>,
    /// k, share.
    pub capture: Lanes<L>,
    /// e, share.
    pub removal: Lanes<L>,
    /// d, share.
    pub delivery: Lanes<L>,
}

impl<const L: usize> PathwayFigures<L> {
    /// The value of `stage`; activity is the source's, so it stands for generation here.
    pub fn stage_mut(&mut self, stage: Stage) -> &mut Lanes<L> {
        match stage {
            Stage::Activity | Stage::Generation => &mut self.generation,
            Stage::Capture => &mut self.capture,
            Stage::Removal => &mut self.removal,
            Stage::Delivery => &mut self.delivery,
        }
    }
}

impl<const L: usize> Figures<L> {
    /// Every figure at its mode, as the central run has it.
    pub fn modes(model: &Model) -> Self {
        let mode = |figure: Figure| [figure.mode; L];
        Self {
            activity: model.sources.iter().map(|s| mode(s.activity)).collect(),
            growth: model.sources.iter().map(|s| mode(s.growth)).collect(),
            pathways: pairs(model)
                .map(|(_, _, pathway)| PathwayFigures {
                    generation: mode(pathway.generation),
                    capture: mode(pathway.capture),
                    removal: mode(pathway.removal),
                    delivery: mode(pathway.delivery),
                })
                .collect(),
            effects: effects(model).map(|change| mode(change.figure())).collect(),
            effectiveness: model.measures.iter().map(|m| mode(m.effectiveness)).collect(),
            openings_t: PerPollutant::from_fn(|p| {
                model.plan.openings[p].iter().map(|o| mode(o.reduction_t)).collect()
            }),
        }
    }
}

/// Every effect's change, in the order of [`Figures::effects`].
pub fn effects(model: &Model) -> impl Iterator<Item = &Change> {
    model.measures.iter().flat_map(|m| m.effects.iter().map(|e| &e.change))
}

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

    /// The factor on planned coverage: 0 when the measure is not taken.
    pub fn coverage_factor(&self) -> f64 {
        if self.enabled { self.scale } else { 0.0 }
    }
}

/// What a run is made with.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings<const L: usize> {
    /// A value for every figure, levers applied.
    pub figures: Figures<L>,
    /// Where the levers put each measure.
    pub measures: Vec<MeasureSettings>,
    /// A row a source: activity in each month over that of the inventory year.
    pub(super) growth: Vec<f64x2>,
    /// A row a pollutant: opening tonnes by month.
    pub(super) opening_t: PerPollutant<Vec<f64>>,
    /// The constants of the closed form that follow from the figures.
    pub coefficients: Coefficients<L>,
    /// Figures a lever has replaced, so that no draw touches them.
    pub replaced: Replaced,
}

/// Which figures a lever has replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// By effect, in the order of [`Figures::effects`].
    pub effects: Vec<bool>,
    /// By measure.
    pub effectiveness: Vec<bool>,
}

impl<const L: usize> Settings<L> {
    /// The central run under the model's own levers and then `levers`.
    pub fn new(model: &Model, simulation: &Simulation, levers: &[Lever]) -> Self {
        let row = pairs_in(model.plan.months, L);
        let figures = Figures::modes(model);
        let mut growth = vec![f64x2::ZERO; model.sources.len() * row];
        for (row, rate) in growth.chunks_exact_mut(row).zip(&figures.growth) {
            growth_row(bytemuck::cast_slice_mut(row), rate, model.inventory_year, model.plan.start);
        }
        let mut opening_t = PerPollutant::default();
        set_opening_rows(&model.plan, &figures.openings_t, &mut opening_t);
        let (coefficients, replaced) = (Coefficients::default(), Replaced::default());
        let mut settings = Self { figures, measures: vec![], growth, opening_t, coefficients, replaced };
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
        self.measures.clear();
        self.replaced.effects.clear();
        self.replaced.effectiveness.clear();
        let mut effects_moved = false;
        for ((m, measure), at) in model.measures.iter().enumerate().zip(positions) {
            self.replaced.effectiveness.push(at.effectiveness.is_some());
            self.figures.effectiveness[m] = [at.effectiveness.unwrap_or(measure.effectiveness.mode); L];
            let (mut to, mut reduce) = (at.to, at.reduce);
            for effect in &measure.effects {
                let replaced = match effect.change {
                    Change::Reduce(..) => reduce.take(),
                    Change::CaptureTo(_) | Change::RemovalTo(_) => to.take(),
                    Change::RemovalAdd(_) => None,
                };
                let value = replaced.unwrap_or(effect.change.figure().mode);
                let figure = &mut self.figures.effects[self.replaced.effects.len()];
                effects_moved |= figure.iter().any(|figure| figure.to_bits() != value.to_bits());
                *figure = [value; L];
                self.replaced.effects.push(replaced.is_some());
            }
            self.measures.push(at);
        }
        if effects_moved {
            self.renew_coefficients(simulation);
        }
    }

    /// Recomputes the constants after figures were drawn or replaced.
    pub fn renew_coefficients(&mut self, simulation: &Simulation) {
        let mut coefficients = std::mem::take(&mut self.coefficients);
        coefficients.set(&simulation.network, &self.figures);
        self.coefficients = coefficients;
    }

    /// Recomputes the opening rows after opening tonnes were drawn.
    pub fn renew_openings(&mut self, model: &Model) {
        set_opening_rows(&model.plan, &self.figures.openings_t, &mut self.opening_t);
    }

    /// Activity of `source` over that of the inventory year: a row, `L` lanes a month.
    pub fn growth(&self, source: usize) -> &[f64] {
        let row = self.growth.len() / self.figures.growth.len();
        bytemuck::cast_slice(&self.growth[source * row..(source + 1) * row])
    }

    /// Opening tonnes of `pollutant` by month: a row, `L` lanes a month.
    pub fn opening_t(&self, pollutant: Pollutant) -> &[f64] {
        &self.opening_t[pollutant]
    }

    /// Recomputes the growth row of `source` after its growth was drawn.
    pub fn renew_growth(&mut self, model: &Model, source: usize) {
        let row = pairs_in(model.plan.months, L);
        growth_row(
            bytemuck::cast_slice_mut(&mut self.growth[source * row..(source + 1) * row]),
            &self.figures.growth[source],
            model.inventory_year,
            model.plan.start,
        );
    }
}
