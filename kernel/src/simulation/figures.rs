//! A value for every figure of the model that a run uses.

use crate::model::{FigureKey, Model, Pathway, Stage};
use crate::units::{Figure, PerPollutant, Pollutant};
use wide::f64x2;

/// The pairs of source and pollutant, by pollutant and then in inventory order.
pub fn pairs(model: &Model) -> impl Iterator<Item = (usize, Pollutant, &Pathway)> {
    Pollutant::ALL.into_iter().flat_map(move |p| {
        let pathway =
            move |(s, source): (usize, &'_ crate::model::Source)| source.pathways[p].is_some().then_some(s);
        model
            .sources
            .iter()
            .enumerate()
            .filter_map(pathway)
            .filter_map(move |s| model.sources[s].pathways[p].as_ref().map(|pathway| (s, p, pathway)))
    })
}

/// Every figure of `model` that a run uses, with its address. Its number in this list is its place in
/// [`Figures`], and that of its random number in a draw's stream.
pub fn figures(model: &Model) -> Vec<(FigureKey, Figure)> {
    let mut figures = Vec::new();
    for (source, s) in model.sources.iter().enumerate() {
        figures.push((FigureKey::Activity { source }, s.activity));
        figures.push((FigureKey::Growth { source }, s.growth));
    }
    for (source, pollutant, pathway) in pairs(model) {
        for (stage, figure) in [
            (Stage::Generation, pathway.generation),
            (Stage::Capture, pathway.capture),
            (Stage::Removal, pathway.removal),
            (Stage::Delivery, pathway.delivery),
        ] {
            figures.push((FigureKey::Pathway { source, pollutant, stage }, figure));
        }
    }
    for (measure, m) in model.measures.iter().enumerate() {
        figures.push((FigureKey::Effectiveness { measure }, m.effectiveness));
        for (effect, e) in m.effects.iter().enumerate() {
            figures.push((FigureKey::Effect { measure, effect }, e.change.figure()));
        }
    }
    for (pollutant, openings) in model.plan.openings.iter() {
        for (index, opening) in openings.iter().enumerate() {
            figures.push((FigureKey::Opening { pollutant, index }, opening.reduction_t));
        }
    }
    figures
}

/// A value for every figure, in the order of [`figures`]: of two draws side by side, or twice the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The values, by number.
    pub values: Vec<f64x2>,
    pathways: usize,
    measures: Vec<usize>,
    openings: PerPollutant<usize>,
}

/// Values of a pathway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PathwayFigures {
    /// g, kg per activity unit.
    pub generation: f64x2,
    /// k, share.
    pub capture: f64x2,
    /// e, share.
    pub removal: f64x2,
    /// d, share.
    pub delivery: f64x2,
}

impl Figures {
    /// Every figure at its mode, as the central run has it.
    pub fn modes(model: &Model) -> Self {
        let all = figures(model);
        let place = |wanted: &dyn Fn(&FigureKey) -> bool| {
            all.iter().position(|(key, _)| wanted(key)).unwrap_or(all.len())
        };
        Self {
            values: all.iter().map(|(_, figure)| f64x2::splat(figure.mode)).collect(),
            pathways: 2 * model.sources.len(),
            measures: (0..model.measures.len())
                .map(|m| place(&|key| matches!(key, FigureKey::Effectiveness { measure } if *measure == m)))
                .collect(),
            openings: PerPollutant::from_fn(|p| {
                place(&|key| matches!(key, FigureKey::Opening { pollutant, .. } if *pollutant == p))
            }),
        }
    }

    /// Activity units in the inventory year.
    pub fn activity(&self, source: usize) -> f64x2 {
        self.values[2 * source]
    }

    /// Growth of activity, share a year.
    pub fn growth(&self, source: usize) -> f64x2 {
        self.values[2 * source + 1]
    }

    /// Values of pair `index` of [`pairs`].
    pub fn pathway(&self, index: usize) -> PathwayFigures {
        let [generation, capture, removal, delivery] =
            *self.values[self.pathways..].as_chunks().0.get(index).unwrap_or(&[f64x2::ZERO; 4]);
        PathwayFigures { generation, capture, removal, delivery }
    }

    /// Number of the effectiveness of `measure`.
    pub fn effectiveness_number(&self, measure: usize) -> usize {
        self.measures[measure]
    }

    /// Number of effect `effect` of `measure`.
    pub fn effect_number(&self, measure: usize, effect: usize) -> usize {
        self.measures[measure] + 1 + effect
    }

    /// Effectiveness of `measure`.
    pub fn effectiveness(&self, measure: usize) -> f64x2 {
        self.values[self.measures[measure]]
    }

    /// Opening tonnes of `pollutant` at each of its points.
    pub fn openings_t(&self, pollutant: Pollutant) -> &[f64x2] {
        &self.values[self.openings[pollutant]..]
    }
}
