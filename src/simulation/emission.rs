//! Emission under measures (method page, section 4).
//!
//! The closed form is a sum of terms, each a constant times a product over groups of
//! `1 - sum of b * phi`. Terms that no measure tells apart are merged when the model is laid out:
//! where no measure raises capture, `x_m = 1` and the second and third term have one product.

use crate::model::{Change, Model, Pathway};
use crate::simulation::coverage;
use crate::simulation::settings::{Figures, Lanes, PathwayFigures, tile};
use crate::units::{PerPollutant, Pollutant};
use std::ops::Range;
use wide::f64x2;

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
    /// What measures do to it.
    pub touches: Range<usize>,
    members: Range<usize>,
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
    /// Index in [`Network::touches`].
    pub touch: usize,
    left: Left,
}

/// What a measure does to a pair.
#[derive(Clone, Debug)]
pub struct Touch {
    /// The measure.
    pub measure: usize,
    /// Whether the plan counts the measure.
    pub counts: bool,
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
                    network.touches.push(Touch { measure, counts: m.counts, effects });
                }
            }
            let touches = first..network.touches.len();
            let counted = network.touches[touches.clone()].iter().any(|t| t.counts);
            let any_uncounted = network.touches[touches.clone()].iter().any(|t| !t.counts);
            let first_member = network.members.len();
            let mut pair =
                Pair { source, pollutant, terms: 0..0, uncounted: 0..0, counted, touches, members: 0..0 };
            pair.terms = network.add_terms(model, coverage, &pair, pathway, |_| true);
            if counted && any_uncounted {
                pair.uncounted = network.add_terms(model, coverage, &pair, pathway, |counts| !counts);
            }
            pair.members = first_member..network.members.len();
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
        let mut touches: Vec<usize> =
            pair.touches.clone().filter(|t| takes_part(self.touches[*t].counts)).collect();
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
                let Touch { measure, counts, effects } = &self.touches[touch];
                let Some(row) = coverage.row_of(*measure, pair.pollutant) else { continue };
                if !effects.iter().any(|(_, change)| left.sees(change)) {
                    continue;
                }
                let member = self.members.len();
                let m = &model.measures[*measure];
                self.members.push(Member { measure: *measure, row, counts: *counts, touch, left });
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
    /// z, z x, z y and z x y of each touch, in the order of [`Left`].
    left: Vec<[Lanes<L>; 4]>,
    /// What the measure of each touch takes off at full coverage, t/yr.
    alone: Vec<Lanes<L>>,
}

impl<const L: usize> Default for Coefficients<L> {
    fn default() -> Self {
        Self { no_action: vec![], constant: vec![], cut_share: vec![], left: vec![], alone: vec![] }
    }
}

impl<const L: usize> Coefficients<L> {
    /// Works the constants out from `figures`.
    pub fn set(&mut self, network: &Network, figures: &Figures<L>) {
        self.no_action.resize(network.pairs.len(), [0.0; L]);
        self.constant.resize(network.terms.len(), [0.0; L]);
        self.cut_share.resize(network.members.len(), [0.0; L]);
        self.left.resize(network.touches.len(), [[0.0; L]; 4]);
        self.alone.resize(network.touches.len(), [0.0; L]);
        for ((pair, pathway), no_action) in
            network.pairs.iter().zip(&figures.pathways).zip(&mut self.no_action)
        {
            let activity = &figures.activity[pair.source];
            let PathwayFigures { generation, capture: k, removal: e, delivery } = pathway;
            let load: Lanes<L> = std::array::from_fn(|l| activity[l] * generation[l] * delivery[l] / 1000.0);
            let (x, y) = (k.map(|k| 1.0 - k), e.map(|e| 1.0 - e));
            *no_action = std::array::from_fn(|l| load[l] * (1.0 - k[l] * e[l]));
            for term in pair.terms.clone().chain(pair.uncounted.clone()) {
                self.constant[term] = std::array::from_fn(|l| {
                    load[l]
                        * match network.terms[term].constant {
                            Constant::Released => 1.0 - k[l] * e[l],
                            Constant::NotCaptured => x[l],
                            Constant::NotRemoved => y[l],
                            Constant::CapturedNotRemoved => k[l] * y[l],
                            Constant::RemovedNotCaptured => x[l] * e[l],
                            Constant::Neither => -(x[l] * y[l]),
                        }
                });
            }
            for touch in pair.touches.clone() {
                let left = network.touches[touch].left(&figures.effects, &x, &y);
                let [_, zx, zy, zxy] = left;
                self.left[touch] = left;
                self.alone[touch] = std::array::from_fn(|l| {
                    no_action[l] - load[l] * (x[l] * zx[l] + y[l] * zy[l] - x[l] * y[l] * zxy[l])
                });
            }
            for member in pair.members.clone() {
                let Member { touch, left, .. } = network.members[member];
                self.cut_share[member] = self.left[touch][left as usize].map(|left| 1.0 - left);
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
    /// z, z x, z y and z x y for a pathway with x = 1 - k and y = 1 - e.
    fn left<const L: usize>(&self, effects: &[Lanes<L>], x: &Lanes<L>, y: &Lanes<L>) -> [Lanes<L>; 4] {
        let (mut z, mut xm, mut ym) = ([1.0; L], [1.0; L], [1.0; L]);
        for (index, change) in &self.effects {
            let value = &effects[*index];
            for l in 0..L {
                match change {
                    Change::Reduce(..) => z[l] *= 1.0 - value[l],
                    Change::CaptureTo(_) if x[l] > 0.0 => xm[l] *= (1.0 - value[l]) / x[l],
                    Change::RemovalTo(_) if y[l] > 0.0 => ym[l] *= (1.0 - value[l]) / y[l],
                    Change::RemovalAdd(_) => ym[l] *= 1.0 - value[l],
                    // Everything is captured, or removed, already: nothing is left to change.
                    Change::CaptureTo(_) | Change::RemovalTo(_) => {}
                }
            }
        }
        let times = |a: Lanes<L>, b: Lanes<L>| std::array::from_fn(|l| a[l] * b[l]);
        [z, times(z, xm), times(z, ym), times(times(z, xm), ym)]
    }
}

/// Rows that one pair after another is worked out in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scratch {
    /// The sum of terms.
    sum: Vec<f64x2>,
    /// The product of a term's factors so far.
    product: Vec<f64x2>,
    /// Sum of b phi over the members of a factor.
    covered: Vec<f64x2>,
}

/// Coverage and growth, as rows of which the values before `from` stand for months in which nothing is
/// in service yet.
#[derive(Clone, Copy, Debug)]
pub struct Drivers<'a> {
    /// phi: a row a [`coverage::Layout::rows`].
    pub phi: &'a [f64x2],
    /// Activity over that of the inventory year: a row a source.
    pub growth: &'a [f64x2],
    /// Values of a row.
    pub row: usize,
    /// Where months begin in which anything can be in service.
    pub from: usize,
}

impl<'a> Drivers<'a> {
    fn phi(&self, row: usize) -> &'a [f64x2] {
        &self.phi[row * self.row + self.from..(row + 1) * self.row]
    }

    fn growth(&self, source: usize) -> &'a [f64x2] {
        &self.growth[source * self.row + self.from..(source + 1) * self.row]
    }
}

/// Eref - E, what measures that count cut, t/yr: a row a pollutant, summed over sources in inventory
/// order.
pub fn cut<const L: usize>(
    network: &Network,
    coefficients: &Coefficients<L>,
    drivers: Drivers<'_>,
    scratch: &mut Scratch,
    cut: &mut PerPollutant<Vec<f64x2>>,
) {
    for of_pollutant in &mut cut.0 {
        of_pollutant.clear();
        of_pollutant.resize(drivers.row, f64x2::ZERO);
    }
    for (pair, no_action) in
        network.pairs.iter().zip(&coefficients.no_action).filter(|(pair, _)| pair.counted)
    {
        let reference = if pair.uncounted.is_empty() { no_action } else { &[0.0; L] };
        let mut rows = Rows { network, coefficients, drivers, scratch };
        rows.start(reference, &pair.terms, -1.0);
        rows.add(&pair.terms, -1.0);
        if !pair.uncounted.is_empty() {
            rows.add_whole(&pair.uncounted);
        }
        let of_pollutant = &mut cut[pair.pollutant][drivers.from..];
        each_with_both(of_pollutant, drivers.growth(pair.source), &scratch.sum, |cut, growth, sum| {
            cut + growth * sum
        });
    }
}

/// E of pair `index`, t/yr: a row.
pub fn emission(
    network: &Network,
    coefficients: &Coefficients<1>,
    drivers: Drivers<'_>,
    index: usize,
    scratch: &mut Scratch,
) -> Vec<f64> {
    let pair = &network.pairs[index];
    let mut rows = Rows { network, coefficients, drivers, scratch };
    if pair.terms.is_empty() {
        rows.start(&coefficients.no_action[index], &(0..0), 1.0);
    } else {
        rows.start(&[0.0], &pair.terms, 1.0);
        rows.add(&pair.terms, 1.0);
    }
    let growth = drivers.growth(pair.source).iter();
    growth.zip(&scratch.sum).flat_map(|(growth, sum)| (*growth * *sum).to_array()).collect()
}

/// The arithmetic of terms on whole rows of months.
struct Rows<'a, 's, const L: usize> {
    network: &'a Network,
    coefficients: &'a Coefficients<L>,
    drivers: Drivers<'a>,
    scratch: &'s mut Scratch,
}

impl<const L: usize> Rows<'_, '_, L> {
    /// Sets the sum to `value` plus `sign` times the constants of those `terms` that have one factor:
    /// [`Rows::add`] then takes what the factor takes off.
    fn start(&mut self, value: &Lanes<L>, terms: &Range<usize>, sign: f64) {
        let length = self.drivers.row - self.drivers.from;
        for rows in [&mut self.scratch.sum, &mut self.scratch.product, &mut self.scratch.covered] {
            rows.resize(length, f64x2::ZERO);
        }
        let mut value = *value;
        for term in terms.clone().filter(|term| self.network.terms[*term].factors.len() <= 1) {
            let constant = &self.coefficients.constant[term];
            value = std::array::from_fn(|l| value[l] + sign * constant[l]);
        }
        self.scratch.sum.fill(tile(&value));
    }

    /// Adds all of the terms to a sum that was started without them.
    fn add_whole(&mut self, terms: &Range<usize>) {
        for term in terms.clone().filter(|term| self.network.terms[*term].factors.len() <= 1) {
            let constant = tile(&self.coefficients.constant[term]);
            each(&mut self.scratch.sum, |sum| sum + constant);
        }
        self.add(terms, 1.0);
    }

    /// Adds the terms, times `sign`, to the sum; of those with one factor, what it takes off.
    fn add(&mut self, terms: &Range<usize>, sign: f64) {
        let (network, one) = (self.network, f64x2::ONE);
        for term in terms.clone() {
            let c = tile(&self.coefficients.constant[term].map(|c| sign * c));
            match &network.factors[network.terms[term].factors.clone()] {
                [] => {}
                [only] => self.factor(only, |scratch, phi, b| {
                    let cut = c * b;
                    each_with(&mut scratch.sum, phi, |sum, phi| sum - cut * phi);
                }),
                [first, middle @ .., last] => {
                    self.factor(first, |scratch, phi, b| {
                        let cut = c * b;
                        each_with(&mut scratch.product, phi, |_, phi| c - cut * phi);
                    });
                    for factor in middle {
                        self.factor(factor, |scratch, phi, b| {
                            each_with(&mut scratch.product, phi, |product, phi| product * (one - b * phi));
                        });
                    }
                    self.factor(last, |Scratch { sum, product, .. }, phi, b| {
                        each_with_both(sum, product, phi, |sum, product, phi| {
                            sum + product * (one - b * phi)
                        });
                    });
                }
            }
        }
    }

    /// Gives `use_it` a factor as `1 - b * row`: a lone measure's coverage and b, or else the sum of
    /// b phi over the members and 1.
    #[inline]
    fn factor(&mut self, factor: &Factor, use_it: impl Fn(&mut Scratch, &[f64x2], f64x2)) {
        let phi = |member: usize| self.drivers.phi(self.network.members[member].row);
        let b = |member: usize| tile(&self.coefficients.cut_share[member]);
        let members = factor.members.clone();
        if members.len() == 1 {
            return use_it(self.scratch, phi(members.start), b(members.start));
        }
        let mut covered = std::mem::take(&mut self.scratch.covered);
        covered.fill(f64x2::ZERO);
        for member in members {
            let b = b(member);
            each_with(&mut covered, phi(member), |covered, phi| covered + b * phi);
        }
        use_it(self.scratch, &covered, f64x2::ONE);
        self.scratch.covered = covered;
    }
}

/// Replaces each value of a row by `new` of it.
#[inline]
fn each(row: &mut [f64x2], new: impl Fn(f64x2) -> f64x2) {
    for value in row {
        *value = new(*value);
    }
}

/// [`each`], with the value at the same place of another row.
#[inline]
fn each_with(row: &mut [f64x2], other: &[f64x2], new: impl Fn(f64x2, f64x2) -> f64x2) {
    for (value, other) in row.iter_mut().zip(other) {
        *value = new(*value, *other);
    }
}

/// [`each`], with the values at the same place of two other rows.
#[inline]
fn each_with_both(
    row: &mut [f64x2],
    one: &[f64x2],
    two: &[f64x2],
    new: impl Fn(f64x2, f64x2, f64x2) -> f64x2,
) {
    for ((value, one), two) in row.iter_mut().zip(one).zip(two) {
        *value = new(*value, *one, *two);
    }
}
