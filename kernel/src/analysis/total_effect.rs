//! What is uncertain because of what: total-effect Sobol indices (method page, section 9).
//!
//! Saltelli's sampling: each sample is a draw, another, and for every input the first with this input's random numbers
//! from the other. Jansen's estimator: half the mean square of what the exchange changes, over the variance.

use crate::analysis::correlation::together;
use crate::analysis::sampling::{DELIVERY_BITS, LANES, Places, Sampler};
use crate::maths::{Mixed, Stream, sqrt};
use crate::model::{FigureKey, Model};
use crate::simulation::{Run, Simulation, figures};
use crate::units::Pollutant;
use std::ops::Range;

/// Inputs of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// How late projects come.
    Delays,
    /// Whether projects are delivered.
    Delivery,
    /// Every figure that is not activity.
    Factors,
    /// Activity of sources and its growth.
    Activity,
}

/// How many groups there are.
const GROUPS: usize = 4;

/// What is exchanged together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exchanged {
    /// A group.
    Group(Group),
    /// A figure, or figures that are correlated and so vary as one.
    Figures(Vec<FigureKey>),
}

/// The inputs whose shares are wanted, each with the bits of a draw's random numbers that are its own, by place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Design {
    /// The inputs.
    pub inputs: Vec<Exchanged>,
    taken: Vec<Vec<u64>>,
}

/// An input's share of the variance: alone and together with others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TotalEffect {
    /// The share; 0 where nothing varies.
    pub share: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// What a number of samples say.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// Mean of the outcome.
    pub mean: f64,
    /// Its standard deviation.
    pub standard_deviation: f64,
    /// By input.
    pub inputs: Vec<TotalEffect>,
}

impl Design {
    /// The four groups, then the figures that `pollutant` can depend on and no lever has `replaced` (by number).
    pub fn new(model: &Model, replaced: &[bool], pollutant: Pollutant) -> Self {
        let (all, places) = (figures(model), Places::of(model));
        let mut design = Self { inputs: Vec::new(), taken: Vec::new() };
        let together = correlated(model, &all);
        let is_activity =
            |n: usize| matches!(all[n].0, FigureKey::Activity { .. } | FigureKey::Growth { .. });
        let mut masks = [(); GROUPS].map(|()| vec![0; places.number]);
        let [delays, delivery, factors, activity] = &mut masks;
        delays[places.first_measure..places.first_project].fill(!0);
        delays[places.first_project..].fill(!DELIVERY_BITS);
        delivery[places.first_project..].fill(DELIVERY_BITS);
        for members in &together {
            let group = if members.iter().all(|n| is_activity(*n)) { &mut *activity } else { &mut *factors };
            for n in members {
                group[*n] = !0;
            }
        }
        for (group, mask) in
            [Group::Delays, Group::Delivery, Group::Factors, Group::Activity].into_iter().zip(masks)
        {
            design.add(Exchanged::Group(group), mask);
        }
        for members in together {
            let drawn = members.iter().filter(|n| !all[**n].1.is_point() && !replaced[**n]);
            let matter = drawn.map(|n| all[*n].0).filter(|key| matters(model, *key, pollutant));
            let matter: Vec<_> = matter.collect();
            if !matter.is_empty() {
                let mut mask = vec![0; members.iter().max().map_or(0, |last| last + 1)];
                for n in members {
                    mask[n] = !0;
                }
                design.add(Exchanged::Figures(matter), mask);
            }
        }
        design
    }

    fn add(&mut self, input: Exchanged, taken: Vec<u64>) {
        self.inputs.push(input);
        self.taken.push(taken);
    }

    /// Values of a sample: the draw, the other draw, and one an input.
    pub fn width(&self) -> usize {
        2 + self.inputs.len()
    }

    /// R of `pollutant` in month `at` in the samples of `range`, t: [`Design::width`] values each.
    ///
    /// The range may be any part of a whole: parts put behind each other are what one range would be.
    pub fn sample(
        &self,
        (sampler, model, simulation): (&mut Sampler, &Model, &Simulation),
        (pollutant, at): (Pollutant, usize),
        seed: u64,
        range: Range<u64>,
    ) -> Vec<f64> {
        let width = self.width();
        let mut values = vec![0.0; (range.end - range.start) as usize * width];
        let mut next = range.start;
        for rows in values.chunks_mut(LANES * width) {
            let streams = |other: u64| -> [Stream; LANES] {
                std::array::from_fn(|l| Stream::new(seed, 2 * (next + l as u64) + other))
            };
            let (own, other) = (streams(0), streams(1));
            let exchange =
                |taken| std::array::from_fn::<_, LANES, _>(|l| Mixed { own: own[l], other: other[l], taken });
            let none: &[u64] = &[];
            let other_alone = other.map(|own| Mixed { own, other: own, taken: none });
            let exchanged = self.taken.iter().map(|taken| exchange(taken));
            let all = (1..).zip(std::iter::once(other_alone).chain(exchanged));
            // Where figures alone are exchanged, projects stay as the first draw has them.
            let (projects, figures): (Vec<_>, Vec<_>) = all.partition(|(column, _)| *column < 2 + GROUPS);
            let mut keep = |column: usize, run: &Run<LANES>| {
                let outcome = &run.reduction_t[pollutant][at * LANES..(at + 1) * LANES];
                for (row, value) in rows.chunks_exact_mut(width).zip(outcome) {
                    row[column] = *value;
                }
            };
            keep(0, sampler.draw_from(model, simulation, &own));
            for (column, numbers) in figures {
                keep(column, sampler.redraw_figures(model, simulation, &numbers));
            }
            for (column, numbers) in projects {
                keep(column, sampler.draw_from(model, simulation, &numbers));
            }
            next += LANES as u64;
        }
        values
    }
}

/// Shares from one or more samples of `width` values each, as [`Design::sample`] gives them; errors by the delta method.
pub fn shares(values: &[f64], width: usize) -> Shares {
    let samples = (values.len() / width).max(1);
    let rows = || values.chunks_exact(width);
    let mean = rows().map(|row| f64::midpoint(row[0], row[1])).sum::<f64>() / samples as f64;
    let spread = |row: &[f64]| {
        let (one, other) = (row[0] - mean, row[1] - mean);
        f64::midpoint(one * one, other * other)
    };
    // Of 2 N values, one is spent on the mean.
    let freedom = samples as f64 - 0.5;
    let variance = rows().map(spread).sum::<f64>() / freedom;
    let least = 1e-24 * mean * mean;
    let input = |column: usize| {
        let change = |row: &[f64]| (row[0] - row[column]) * (row[0] - row[column]) / 2.0;
        let share = rows().map(change).sum::<f64>() / samples as f64 / variance;
        let error = |row: &[f64]| change(row) - share * spread(row);
        let sum_of_squares: f64 = rows().map(|row| error(row) * error(row)).sum();
        let standard_error = sqrt(sum_of_squares) / (samples as f64 * variance);
        if variance > least { TotalEffect { share, standard_error } } else { TotalEffect::default() }
    };
    Shares { mean, standard_deviation: sqrt(variance), inputs: (2..width).map(input).collect() }
}

/// The numbers of all figures, those together that are correlated, directly or through others.
fn correlated(model: &Model, all: &[(FigureKey, crate::units::Figure)]) -> Vec<Vec<usize>> {
    let number = |key: &FigureKey| all.iter().position(|(known, _)| known == key);
    let correlations = model.uncertainty.correlations.iter().filter(|(_, _, rho)| *rho != 0.0);
    together(all.len(), correlations.filter_map(|(a, b, _)| Some((number(a)?, number(b)?))))
}

/// Whether what counts of `pollutant` can depend on the figure at all.
fn matters(model: &Model, key: FigureKey, pollutant: Pollutant) -> bool {
    let acts = |effect: &crate::model::Effect| effect.pollutants.contains(&pollutant);
    let treated = |source: usize| {
        let mut effects = model.measures.iter().flat_map(|measure| &measure.effects);
        effects.any(|effect| effect.source == source && acts(effect))
    };
    match key {
        FigureKey::Activity { source } | FigureKey::Growth { source } => treated(source),
        FigureKey::Pathway { source, pollutant: of, .. } => of == pollutant && treated(source),
        FigureKey::Opening { pollutant: of, .. } => of == pollutant,
        FigureKey::Effectiveness { measure } => model.measures[measure].effects.iter().any(acts),
        FigureKey::Effect { measure, effect } => acts(&model.measures[measure].effects[effect]),
    }
}
