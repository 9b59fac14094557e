//! Emission under measures (method page, section 4).
//!
//! The closed form is a sum of terms, each a constant times a product over groups of
//! `1 - sum of b * phi`. Terms that no measure tells apart are merged when the model is laid out:
//! where no measure raises capture, `x_m = 1` and the second and third term have one product.

use crate::model::{Change, Model, Pathway};
use crate::simulation::settings::{Lanes, Settings, scales};
use crate::simulation::{BLOCK, coverage};
use crate::units::{PerPollutant, Pollutant};
use std::ops::Range;

/// The pairs of source and pollutant, by pollutant and then in inventory order.
pub fn pairs(model: &Model) -> impl Iterator<Item = (usize, Pollutant, &Pathway)> {
    Pollutant::ALL.into_iter().flat_map(move |p| {
        let with_pathway =
            move |(s, source): (usize, &'_ crate::model::Source)| source.pathways[p].is_some().then_some(s);
        model
            .sources
            .iter()
            .enumerate()
            .filter_map(with_pathway)
            .filter_map(move |s| model.sources[s].pathways[p].as_ref().map(|pathway| (s, p, pathway)))
    })
}

/// Sources, pollutants and the measures between them, laid out.
#[derive(Clone, Debug)]
pub struct Network {
    /// Every source and pollutant it emits, in the order of [`pairs`].
    pub pairs: Vec<Pair>,
    /// The terms of all pairs.
    pub terms: Vec<Term>,
    /// The factors of all terms: one a group.
    pub factors: Vec<Factor>,
    /// The members of all factors: one a measure.
    pub members: Vec<Member>,
    /// What each measure does to each pair.
    pub touches: Vec<Touch>,
}

/// A source and a pollutant it emits.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The source.
    pub source: usize,
    /// The pollutant.
    pub pollutant: Pollutant,
    /// Its terms under all measures; none when no measure acts on it.
    pub terms: Range<usize>,
    /// Its terms under the measures that do not count alone; none when there are none.
    pub uncounted: Range<usize>,
    /// Whether a measure that counts acts on it.
    pub counted: bool,
    touches: Range<usize>,
}

/// A constant times a product over groups.
#[derive(Clone, Debug)]
pub struct Term {
    constant: Constant,
    /// Its factors, a group each.
    pub factors: Range<usize>,
}

/// `1 - sum over the members of b * phi`.
#[derive(Clone, Debug)]
pub struct Factor {
    /// Its members, a measure each.
    pub members: Range<usize>,
}

/// A measure's part in a factor.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The measure.
    pub measure: usize,
    /// Its row of coverage.
    pub row: usize,
    /// Whether the plan counts the measure.
    pub counts: bool,
    touch: usize,
    left: Left,
}

/// What a measure does to a pair.
#[derive(Clone, Debug)]
pub struct Touch {
    /// The measure.
    pub measure: usize,
    /// Its effects here: index in `Figures::effects`, and what kind of change.
    effects: Vec<(usize, Change)>,
}

/// The constant of a term over A g d / 1000.
#[derive(Clone, Copy, Debug)]
enum Constant {
    /// 1 - k e.
    Released,
    /// x = 1 - k.
    NotCaptured,
    /// y = 1 - e.
    NotRemoved,
    /// y - x y = k (1 - e).
    CapturedNotRemoved,
    /// x - x y = (1 - k) e.
    RemovedNotCaptured,
    /// -x y.
    Neither,
}

/// What a covered facility has left, a_m.
#[derive(Clone, Copy, Debug)]
enum Left {
    /// z.
    Z,
    /// z x.
    Zx,
    /// z y.
    Zy,
    /// z x y.
    Zxy,
}

impl Network {
    /// Lays out the pathways and effects of `model`.
    pub fn new(model: &Model, coverage: &coverage::Layout) -> Self {
        let mut network =
            Self { pairs: vec![], terms: vec![], factors: vec![], members: vec![], touches: vec![] };
        for (source, pollutant, pathway) in pairs(model) {
            let first = network.touches.len();
            let mut effect_index = 0;
            for (measure, m) in model.measures.iter().enumerate() {
                let effects: Vec<_> = (effect_index..)
                    .zip(&m.effects)
                    .filter(|(_, e)| e.source == source && e.pollutants.contains(&pollutant))
                    .map(|(index, e)| (index, e.change))
                    .collect();
                effect_index += m.effects.len();
                if !effects.is_empty() {
                    network.touches.push(Touch { measure, effects });
                }
            }
            let touches = first..network.touches.len();
            let counts = |touch: &Touch| model.measures[touch.measure].counts;
            let counted = network.touches[touches.clone()].iter().any(counts);
            let any_uncounted = network.touches[touches.clone()].iter().any(|t| !counts(t));
            let mut pair = Pair { source, pollutant, terms: 0..0, uncounted: 0..0, counted, touches };
            pair.terms = network.add_terms(model, coverage, &pair, pathway, |_| true);
            if counted && any_uncounted {
                pair.uncounted = network.add_terms(model, coverage, &pair, pathway, |counts| !counts);
            }
            network.pairs.push(pair);
        }
        network
    }

    /// The terms of `pair` under the measures that `takes_part` admits by whether they count.
    fn add_terms(
        &mut self,
        model: &Model,
        coverage: &coverage::Layout,
        pair: &Pair,
        pathway: &Pathway,
        takes_part: impl Fn(bool) -> bool,
    ) -> Range<usize> {
        let mut touches: Vec<usize> = pair
            .touches
            .clone()
            .filter(|t| takes_part(model.measures[self.touches[*t].measure].counts))
            .collect();
        if touches.is_empty() {
            return 0..0;
        }
        touches.sort_by_key(|t| model.measures[self.touches[*t].measure].group);
        let any = |test: fn(&Change) -> bool| {
            touches.iter().any(|t| self.touches[*t].effects.iter().any(|(_, change)| test(change)))
        };
        let captures = any(|c| matches!(c, Change::CaptureTo(_)));
        let removes = any(|c| matches!(c, Change::RemovalTo(_) | Change::RemovalAdd(_)));
        let all_captured = pathway.capture.is_point() && pathway.capture.mode >= 1.0;
        let terms: &[(Constant, Left)] = match (captures, removes) {
            (false, false) => &[(Constant::Released, Left::Z)],
            (false, true) if all_captured => &[(Constant::NotRemoved, Left::Zy)],
            (false, true) => &[(Constant::NotCaptured, Left::Z), (Constant::CapturedNotRemoved, Left::Zy)],
            (true, false) => &[(Constant::NotRemoved, Left::Z), (Constant::RemovedNotCaptured, Left::Zx)],
            (true, true) => &[
                (Constant::NotCaptured, Left::Zx),
                (Constant::NotRemoved, Left::Zy),
                (Constant::Neither, Left::Zxy),
            ],
        };
        let first_term = self.terms.len();
        for &(constant, left) in terms {
            let first_factor = self.factors.len();
            let mut group = None;
            for &touch in &touches {
                let Touch { measure, effects } = &self.touches[touch];
                let Some(row) = coverage.row_of(*measure, pair.pollutant) else { continue };
                if !effects.iter().any(|(_, change)| left.sees(change)) {
                    continue;
                }
                let member = self.members.len();
                let m = &model.measures[*measure];
                self.members.push(Member { measure: *measure, row, counts: m.counts, touch, left });
                if group == Some(m.group) {
                    if let Some(factor) = self.factors.last_mut() {
                        factor.members.end = member + 1;
                    }
                } else {
                    self.factors.push(Factor { members: member..member + 1 });
                    group = Some(m.group);
                }
            }
            self.terms.push(Term { constant, factors: first_factor..self.factors.len() });
        }
        first_term..self.terms.len()
    }

    /// Most factors any term has.
    pub fn most_factors(&self) -> usize {
        self.terms.iter().map(|t| t.factors.len()).max().unwrap_or(0)
    }
}

impl Left {
    /// Whether `change` moves this product.
    fn sees(self, change: &Change) -> bool {
        match change {
            Change::Reduce(..) => true,
            Change::CaptureTo(_) => matches!(self, Self::Zx | Self::Zxy),
            Change::RemovalTo(_) | Change::RemovalAdd(_) => matches!(self, Self::Zy | Self::Zxy),
        }
    }
}

/// The constants of a network under given settings, `L` draws side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficients<const L: usize> {
    /// E0 before growth, t/yr: by pair.
    pub no_action: Vec<Lanes<L>>,
    /// Constant of each term, t/yr.
    pub constant: Vec<Lanes<L>>,
    /// b of each member: what its measure takes off where it covers.
    pub cut_share: Vec<Lanes<L>>,
    /// Share of E0 that the measure of each touch takes off at full coverage.
    alone: Vec<Lanes<L>>,
}

impl<const L: usize> Default for Coefficients<L> {
    fn default() -> Self {
        Self { no_action: vec![], constant: vec![], cut_share: vec![], alone: vec![] }
    }
}

impl<const L: usize> Coefficients<L> {
    /// Works the constants out from `settings`.
    pub fn set(&mut self, network: &Network, settings: &Settings<L>) {
        self.no_action.resize(network.pairs.len(), [0.0; L]);
        self.constant.resize(network.terms.len(), [0.0; L]);
        self.cut_share.resize(network.members.len(), [0.0; L]);
        self.alone.resize(network.touches.len(), [0.0; L]);
        for (index, pair) in network.pairs.iter().enumerate() {
            let pathway = &settings.figures.pathways[index];
            for l in 0..L {
                let generated = settings.figures.activity[pair.source][l] * pathway.generation[l];
                let (k, e) = (pathway.capture[l], pathway.removal[l]);
                let load = generated * pathway.delivery[l] / 1000.0;
                let (x, y) = (1.0 - k, 1.0 - e);
                self.no_action[index][l] = load * (1.0 - k * e);
                for terms in [&pair.terms, &pair.uncounted] {
                    for term in terms.clone() {
                        self.constant[term][l] = load
                            * match network.terms[term].constant {
                                Constant::Released => 1.0 - k * e,
                                Constant::NotCaptured => x,
                                Constant::NotRemoved => y,
                                Constant::CapturedNotRemoved => k * y,
                                Constant::RemovedNotCaptured => x * e,
                                Constant::Neither => -(x * y),
                            };
                    }
                }
                for touch in pair.touches.clone() {
                    let (z, xm, ym) = network.touches[touch].factors(&settings.figures.effects, l, x, y);
                    let left = x * z * xm + y * z * ym - x * y * z * xm * ym;
                    self.alone[touch][l] = load * (1.0 - k * e - left);
                }
                let members = |terms: &Range<usize>| match (terms.clone().next(), terms.clone().last()) {
                    (Some(first), Some(last)) => {
                        let factors = network.terms[first].factors.start..network.terms[last].factors.end;
                        match (network.factors.get(factors.start), factors.is_empty()) {
                            (Some(factor), false) => {
                                factor.members.start..network.factors[factors.end - 1].members.end
                            }
                            _ => 0..0,
                        }
                    }
                    _ => 0..0,
                };
                for member in members(&pair.terms).chain(members(&pair.uncounted)) {
                    let Member { touch, left, .. } = network.members[member];
                    let (z, xm, ym) = network.touches[touch].factors(&settings.figures.effects, l, x, y);
                    self.cut_share[member][l] = 1.0
                        - match left {
                            Left::Z => z,
                            Left::Zx => z * xm,
                            Left::Zy => z * ym,
                            Left::Zxy => z * xm * ym,
                        };
                }
            }
        }
    }

    /// potential_mp: what `measure` alone would cut of `pollutant` at full coverage, at
    /// inventory-year activity, t/yr.
    pub fn potential(&self, network: &Network, measure: usize, pollutant: Pollutant) -> Lanes<L> {
        let mut sum = [0.0; L];
        for pair in network.pairs.iter().filter(|pair| pair.pollutant == pollutant) {
            for touch in pair.touches.clone().filter(|t| network.touches[*t].measure == measure) {
                for l in 0..L {
                    sum[l] += self.alone[touch][l];
                }
            }
        }
        sum
    }
}

impl Touch {
    /// z_m, x_m and y_m in lane `l`, for a pathway with x = 1 - k and y = 1 - e.
    fn factors<const L: usize>(&self, effects: &[Lanes<L>], l: usize, x: f64, y: f64) -> (f64, f64, f64) {
        let (mut z, mut xm, mut ym) = (1.0, 1.0, 1.0);
        for &(index, change) in &self.effects {
            let value = effects[index][l];
            match change {
                Change::Reduce(stage, _) => {
                    debug_assert!(scales(stage));
                    z *= 1.0 - value;
                }
                Change::CaptureTo(_) if x > 0.0 => xm *= (1.0 - value) / x,
                Change::RemovalTo(_) if y > 0.0 => ym *= (1.0 - value) / y,
                Change::RemovalAdd(_) => ym *= 1.0 - value,
                // Everything is captured, or removed, already: nothing is left to change.
                Change::CaptureTo(_) | Change::RemovalTo(_) => {}
            }
        }
        (z, xm, ym)
    }
}

/// E by pair and Eref - E by pollutant, t/yr, a row each of `padded * L` values.
pub fn emit<const L: usize>(
    network: &Network,
    coefficients: &Coefficients<L>,
    growth: &[f64],
    phi: &[f64],
    row: usize,
    emission: &mut Vec<f64>,
    cut: &mut PerPollutant<Vec<f64>>,
) {
    let blocks = row / BLOCK;
    let (growth, phi) = (growth.as_chunks::<BLOCK>().0, phi.as_chunks::<BLOCK>().0);
    emission.resize(network.pairs.len() * row, 0.0);
    for row_of_cut in &mut cut.0 {
        row_of_cut.clear();
        row_of_cut.resize(row, 0.0);
    }
    for ((index, pair), emission) in network.pairs.iter().enumerate().zip(emission.chunks_exact_mut(row)) {
        let cut = cut[pair.pollutant].as_chunks_mut::<BLOCK>().0;
        let growth = &growth[pair.source * blocks..(pair.source + 1) * blocks];
        let no_action = tile(&coefficients.no_action[index]);
        for (j, out) in emission.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
            let under = |terms: &Range<usize>| {
                if terms.is_empty() {
                    no_action
                } else {
                    sum_of_terms(network, coefficients, terms, phi, blocks, j)
                }
            };
            let all = under(&pair.terms);
            let reference = if pair.counted { under(&pair.uncounted) } else { all };
            for i in 0..BLOCK {
                out[i] = growth[j][i] * all[i];
                cut[j][i] += growth[j][i] * (reference[i] - all[i]);
            }
        }
    }
}

/// The terms of a pair in block `j` of the months.
#[inline]
fn sum_of_terms<const L: usize>(
    network: &Network,
    coefficients: &Coefficients<L>,
    terms: &Range<usize>,
    phi: &[[f64; BLOCK]],
    blocks: usize,
    j: usize,
) -> [f64; BLOCK] {
    let mut total = [0.0; BLOCK];
    for term in terms.clone() {
        let mut product = tile(&coefficients.constant[term]);
        for factor in &network.factors[network.terms[term].factors.clone()] {
            let mut left = [1.0; BLOCK];
            for member in factor.members.clone() {
                let b = tile(&coefficients.cut_share[member]);
                let phi = &phi[network.members[member].row * blocks + j];
                for i in 0..BLOCK {
                    left[i] -= b[i] * phi[i];
                }
            }
            for i in 0..BLOCK {
                product[i] *= left[i];
            }
        }
        for i in 0..BLOCK {
            total[i] += product[i];
        }
    }
    total
}

/// A value a lane, repeated over a block.
#[inline]
fn tile<const L: usize>(lanes: &Lanes<L>) -> [f64; BLOCK] {
    std::array::from_fn(|i| lanes[i % L])
}
