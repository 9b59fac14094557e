//! Sources, pollutants and the measures between them, laid out (method page, section 4).
//!
//! In each source and pollutant, emission is a polynomial in the coverages of the measures that act
//! there, linear in each of them. Of few measures its coefficients are worked out; of many, which
//! would have too many, it is kept as the closed form has it: a sum of terms, each a constant times a
//! product over groups of `1 - sum of b * phi`.

use crate::maths;
use crate::model::{Change, Model};
use crate::simulation::figures::{Figures, pairs};
use crate::simulation::layout::Layout;
use crate::units::{PerPollutant, Pollutant};
use std::ops::Range;

/// Up to so many measures on one source and pollutant, emission is worked out as a polynomial.
pub const FEW: usize = 4;

/// Sources, pollutants and the measures between them, laid out.
#[derive(Clone, Debug)]
pub struct Network {
    /// Every source and pollutant it emits, in the order of [`pairs`].
    pub pairs: Vec<Pair>,
    /// What each measure does to each pair.
    pub touches: Vec<Touch>,
    /// What each measure does to each pollutant: indices of [`Network::touches`].
    pub touches_of: Vec<PerPollutant<Vec<usize>>>,
    /// How many coefficients the polynomials have.
    pub monomials: usize,
    /// The terms of pairs with many measures.
    pub terms: Vec<Term>,
    /// The factors of all terms: one a group.
    pub factors: Vec<Factor>,
    /// The members of all factors: one a measure.
    pub members: Vec<Member>,
}

/// A source and a pollutant it emits.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The source.
    pub source: usize,
    /// The pollutant.
    pub pollutant: Pollutant,
    /// What measures do to it.
    pub touches: Range<usize>,
    /// Whether a measure that counts acts on it.
    pub counted: bool,
    /// How its emission is written down.
    pub form: Form,
}

/// How emission is written down.
#[derive(Clone, Debug)]
pub enum Form {
    /// A coefficient for each set of measures: bit `j` of its place stands for touch `j` of the pair.
    Polynomial {
        /// Its coefficients, `2 ^ touches` of them.
        monomials: Range<usize>,
        /// What the sets are made of.
        sets: Vec<Set>,
    },
    /// A sum of products.
    Products {
        /// The terms under all measures.
        terms: Range<usize>,
        /// The terms under the measures that do not count alone; none when there are none.
        uncounted: Range<usize>,
    },
}

/// A set of the measures that act on a pair.
#[derive(Clone, Copy, Debug)]
pub struct Set {
    /// Whether a facility can have them all: no two exclude each other.
    pub possible: bool,
    /// How many of them count.
    pub counting: usize,
    /// How many don't.
    pub not_counting: usize,
}

/// What a measure does to a pair.
#[derive(Clone, Debug)]
pub struct Touch {
    /// The measure.
    pub measure: usize,
    /// Its row of coverage.
    pub row: usize,
    /// Whether the plan counts the measure.
    pub counts: bool,
    /// The measure's exclusion group.
    pub group: usize,
    /// Its effects here: the figure's number, and what kind of change.
    pub effects: Vec<(usize, Change)>,
}

/// A constant times a product over groups.
#[derive(Clone, Debug)]
pub struct Term {
    /// The constant over A g d / 1000.
    pub constant: Constant,
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
    /// Index in [`Network::touches`].
    pub touch: usize,
    /// Its row of coverage.
    pub row: usize,
    /// Whether the plan counts the measure.
    pub counts: bool,
    /// The term's constant, which says what a covered facility has left.
    pub constant: Constant,
}

/// The three terms of the closed form: with x = 1 - k and y = 1 - e, what is left is
/// `x prod(z x_m) + y prod(z y_m) - x y prod(z x_m y_m)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constant {
    /// x, and z x_m.
    NotCaptured,
    /// y, and z y_m.
    NotRemoved,
    /// -x y, and z x_m y_m.
    Neither,
}

impl Constant {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NotCaptured, Self::NotRemoved, Self::Neither];
}

impl Network {
    /// Lays out the pathways and effects of `model`.
    pub fn new(model: &Model, coverage: &Layout) -> Self {
        let figures = Figures::modes(model);
        let mut network = Self {
            pairs: vec![],
            touches: vec![],
            touches_of: vec![PerPollutant::default(); model.measures.len()],
            monomials: 0,
            terms: vec![],
            factors: vec![],
            members: vec![],
        };
        for (source, pollutant, _) in pairs(model) {
            let first = network.touches.len();
            for (measure, m) in model.measures.iter().enumerate() {
                let acts = |e: &crate::model::Effect| e.source == source && e.pollutants.contains(&pollutant);
                let effects: Vec<_> = m
                    .effects
                    .iter()
                    .enumerate()
                    .filter(|(_, effect)| acts(effect))
                    .map(|(e, effect)| (figures.effect_number(measure, e), effect.change))
                    .collect();
                let Some(row) = coverage.row_of(measure, pollutant).filter(|_| !effects.is_empty()) else {
                    continue;
                };
                network.touches_of[measure][pollutant].push(network.touches.len());
                network.touches.push(Touch { measure, row, counts: m.counts, group: m.group, effects });
            }
            let touches = first..network.touches.len();
            let counted = network.touches[touches.clone()].iter().any(|t| t.counts);
            let form = if touches.len() <= FEW {
                network.polynomial(&touches)
            } else {
                let uncounted = |network: &Self| network.touches[first..].iter().any(|t| !t.counts);
                Form::Products {
                    terms: network.add_terms(&touches, &|_| true),
                    uncounted: if counted && uncounted(&network) {
                        network.add_terms(&touches, &|counts| !counts)
                    } else {
                        0..0
                    },
                }
            };
            network.pairs.push(Pair { source, pollutant, touches, counted, form });
        }
        network
    }

    fn polynomial(&mut self, touches: &Range<usize>) -> Form {
        let touches = &self.touches[touches.clone()];
        let sets = (0..1usize << touches.len()).map(|set| {
            let members = || touches.iter().enumerate().filter(|(j, _)| set >> j & 1 == 1).map(|(_, t)| t);
            let counting = members().filter(|touch| touch.counts).count();
            Set {
                possible: members().all(|a| members().filter(|b| b.group == a.group).count() == 1),
                counting,
                not_counting: members().count() - counting,
            }
        });
        let first = self.monomials;
        self.monomials += 1 << touches.len();
        Form::Polynomial { monomials: first..self.monomials, sets: sets.collect() }
    }

    /// The terms of a pair under those of `touches` that `takes_part` admits by whether they count.
    fn add_terms(&mut self, touches: &Range<usize>, takes_part: &dyn Fn(bool) -> bool) -> Range<usize> {
        let taking: Vec<usize> = touches.clone().filter(|t| takes_part(self.touches[*t].counts)).collect();
        let group = |i: usize| self.touches[taking[i]].group;
        let order = maths::order(taking.len(), &|a, b| group(a).cmp(&group(b)));
        let touches: Vec<usize> = order.into_iter().map(|i| taking[i]).collect();
        let first_term = self.terms.len();
        for constant in Constant::ALL {
            let first_factor = self.factors.len();
            for group in touches.chunk_by(|a, b| self.touches[*a].group == self.touches[*b].group) {
                let first_member = self.members.len();
                self.members.extend(group.iter().map(|&touch| {
                    let Touch { row, counts, .. } = self.touches[touch];
                    Member { touch, row, counts, constant }
                }));
                self.factors.push(Factor { members: first_member..self.members.len() });
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
