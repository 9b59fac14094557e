//! The constants of the closed form (method page, section 4), as they follow from the figures.

use crate::model::Change;
use crate::simulation::figures::{Figures, PathwayFigures};
use crate::simulation::network::{Form, Network, Pair, Touch};
use crate::units::Pollutant;
use wide::f64x2;

/// The constants of a network: of two draws side by side, or twice the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coefficients {
    /// E0 before growth, t/yr: by pair.
    pub no_action: Vec<f64x2>,
    /// Coefficients of emission, t/yr: by pair and set of measures.
    pub emission: Vec<f64x2>,
    /// Coefficients of the cut that counts, t/yr: those of sets with a measure that counts, the other way
    /// round.
    pub cut: Vec<f64x2>,
    /// Constant of each term, t/yr.
    pub constant: Vec<f64x2>,
    /// b of each member: what its measure takes off where it covers.
    pub cut_share: Vec<f64x2>,
    /// What the measure of each touch takes off at full coverage, t/yr.
    alone: Vec<f64x2>,
    /// b of each touch, by term.
    pub(super) b: Vec<[f64x2; 3]>,
}

impl Coefficients {
    /// Works the constants out from `figures`.
    pub fn set(&mut self, network: &Network, figures: &Figures) {
        self.no_action.resize(network.pairs.len(), f64x2::ZERO);
        self.emission.resize(network.monomials, f64x2::ZERO);
        self.cut.resize(network.monomials, f64x2::ZERO);
        self.constant.resize(network.terms.len(), f64x2::ZERO);
        self.cut_share.resize(network.members.len(), f64x2::ZERO);
        self.alone.resize(network.touches.len(), f64x2::ZERO);
        self.b.resize(network.touches.len(), [f64x2::ZERO; 3]);
        for (index, pair) in network.pairs.iter().enumerate() {
            self.set_pair(network, figures, index, pair);
        }
    }

    fn set_pair(&mut self, network: &Network, figures: &Figures, index: usize, pair: &Pair) {
        let PathwayFigures { generation, capture, removal, delivery } = figures.pathway(index);
        let one = f64x2::ONE;
        let load = figures.activity(pair.source) * generation * delivery * (1.0 / 1000.0);
        let (x, y) = (one - capture, one - removal);
        let constants = [load * x, load * y, -(load * x * y)];
        self.no_action[index] = load * (one - capture * removal);
        let touches = &network.touches[pair.touches.clone()];
        for ((touch, b), alone) in
            touches.iter().zip(&mut self.b[pair.touches.clone()]).zip(&mut self.alone[pair.touches.clone()])
        {
            *b = touch.takes_off(figures, x, y);
            *alone = constants[0] * b[0] + constants[1] * b[1] + constants[2] * b[2];
        }
        match &pair.form {
            Form::Polynomial { monomials, sets } => {
                let emission = &mut self.emission[monomials.clone()];
                let b = &self.b[pair.touches.clone()];
                match b {
                    [] => emission[0] = self.no_action[index],
                    [b] => expand::<1, 2>(&constants, [b], emission),
                    [b, c] => expand::<2, 4>(&constants, [b, c], emission),
                    [b, c, d] => expand::<3, 8>(&constants, [b, c, d], emission),
                    [b, c, d, e, ..] => expand::<4, 16>(&constants, [b, c, d, e], emission),
                }
                let cut = &mut self.cut[monomials.clone()];
                for ((cut, emission), set) in cut.iter_mut().zip(emission).zip(sets) {
                    if !set.possible {
                        *emission = f64x2::ZERO;
                    }
                    *cut = if set.counting > 0 { -*emission } else { f64x2::ZERO };
                }
            }
            Form::Products { terms, uncounted } => {
                for term in terms.clone().chain(uncounted.clone()) {
                    let constant = network.terms[term].constant as usize;
                    self.constant[term] = constants[constant];
                    for factor in &network.factors[network.terms[term].factors.clone()] {
                        for member in factor.members.clone() {
                            self.cut_share[member] = self.b[network.members[member].touch][constant];
                        }
                    }
                }
            }
        }
    }

    /// potential_mp: what `measure` alone would cut of `pollutant` at full coverage, at
    /// inventory-year activity, t/yr.
    pub fn potential(&self, network: &Network, measure: usize, pollutant: Pollutant) -> f64x2 {
        network.touches_of[measure][pollutant].iter().map(|touch| self.alone[*touch]).sum()
    }
}

/// Coefficients, by set of `K` touches, of the sum over the terms of `constant * product of (1 - b phi)`.
#[inline]
fn expand<const K: usize, const SETS: usize>(
    constants: &[f64x2; 3],
    b: [&[f64x2; 3]; K],
    coefficients: &mut [f64x2],
) {
    let mut sum = [f64x2::ZERO; SETS];
    for term in 0..3 {
        let mut product = [constants[term]; SETS];
        for j in 0..K {
            for set in 0..1 << j {
                product[set | 1 << j] = -(b[j][term] * product[set]);
            }
        }
        for set in 0..SETS {
            sum[set] += product[set];
        }
    }
    coefficients.copy_from_slice(&sum);
}

impl Touch {
    /// What a covered facility no longer has of each term's product, in the order of
    /// [`crate::simulation::Constant`]: 1 less
    /// z x_m, z y_m and z x_m y_m, for a pathway with x = 1 - k and y = 1 - e.
    #[inline]
    fn takes_off(&self, figures: &Figures, x: f64x2, y: f64x2) -> [f64x2; 3] {
        let one = f64x2::ONE;
        let (mut z, mut xm, mut ym) = (one, one, one);
        // Everything is captured, or removed, already where 1 - k, or 1 - e, is 0: nothing is left to change.
        let left = |value: f64x2, of: f64x2| {
            let some = of.simd_gt(f64x2::ZERO);
            some.select((one - value) / some.select(of, one), one)
        };
        for (number, change) in &self.effects {
            let value = figures.values[*number];
            match change {
                Change::Reduce(..) => z *= one - value,
                Change::CaptureTo(_) => xm *= left(value, x),
                Change::RemovalTo(_) => ym *= left(value, y),
                Change::RemovalAdd(_) => ym *= one - value,
            }
        }
        [one - z * xm, one - z * ym, one - z * xm * ym]
    }
}
