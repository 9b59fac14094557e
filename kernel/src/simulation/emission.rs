//! Emission under measures (method page, section 4), on whole rows of months.

use crate::simulation::Chunk;
use crate::simulation::coefficients::Coefficients;
use crate::simulation::network::{Factor, Form, Network, Pair, Touch};
use crate::units::PerPollutant;
use std::ops::Range;
use wide::f64x2;

/// Coverage and growth, as rows of which the values before `from` stand for months in which nothing is
/// in service yet.
#[derive(Clone, Copy, Debug)]
pub struct Drivers<'a> {
    /// phi: a row a `coverage::Layout::rows`.
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
pub fn cut(
    network: &Network,
    coefficients: &Coefficients,
    drivers: Drivers<'_>,
    cut: &mut PerPollutant<Vec<f64x2>>,
) {
    for of_pollutant in &mut cut.0 {
        of_pollutant.clear();
        of_pollutant.resize(drivers.row, f64x2::ZERO);
    }
    for (index, pair) in network.pairs.iter().enumerate().filter(|(_, pair)| pair.counted) {
        let out = &mut cut[pair.pollutant][drivers.from..];
        match &pair.form {
            Form::Polynomial { monomials, .. } => {
                add_polynomial(network, &coefficients.cut[monomials.clone()], drivers, pair, out);
            }
            Form::Products { terms, uncounted } => {
                let products = Products { network, coefficients, drivers };
                let sum = |i| {
                    let cut = products.add([f64x2::ZERO; 2], -1.0, terms, i);
                    if uncounted.is_empty() {
                        cut.map(|cut| cut + coefficients.no_action[index])
                    } else {
                        products.add(cut, 1.0, uncounted, i)
                    }
                };
                products.add_sums(pair, sum, out);
            }
        }
    }
}

/// E of pair `index`, t/yr: a row.
pub fn emission(
    network: &Network,
    coefficients: &Coefficients,
    drivers: Drivers<'_>,
    index: usize,
) -> Vec<f64x2> {
    let pair = &network.pairs[index];
    let mut out = vec![f64x2::ZERO; drivers.row - drivers.from];
    match &pair.form {
        Form::Polynomial { monomials, .. } => {
            add_polynomial(network, &coefficients.emission[monomials.clone()], drivers, pair, &mut out);
        }
        Form::Products { terms, .. } => {
            let products = Products { network, coefficients, drivers };
            products.add_sums(pair, |i| products.add([f64x2::ZERO; 2], 1.0, terms, i), &mut out);
        }
    }
    out
}

/// E of pair `index` over growth, t/yr, where `phi` says how much each measure covers.
pub fn emission_at(
    network: &Network,
    coefficients: &Coefficients,
    index: usize,
    phi: impl Fn(&Touch) -> f64,
) -> f64 {
    let first = |both: &f64x2| both.to_array()[0];
    let pair = &network.pairs[index];
    match &pair.form {
        Form::Polynomial { monomials, .. } => {
            let mut value: Vec<f64> = coefficients.emission[monomials.clone()].iter().map(first).collect();
            for touch in &network.touches[pair.touches.clone()] {
                value = value.chunks_exact(2).map(|two| two[0] + phi(touch) * two[1]).collect();
            }
            value[0]
        }
        Form::Products { terms, .. } => {
            let members = |factor: &Factor| {
                let left = factor.members.clone().map(|member| {
                    let touch = &network.touches[network.members[member].touch];
                    first(&coefficients.cut_share[member]) * phi(touch)
                });
                1.0 - left.sum::<f64>()
            };
            let product = |term: usize| {
                let factors = &network.factors[network.terms[term].factors.clone()];
                factors.iter().map(members).fold(first(&coefficients.constant[term]), |all, left| all * left)
            };
            terms.clone().map(product).sum()
        }
    }
}

/// Adds growth times a polynomial in the coverages of a pair's measures.
fn add_polynomial(
    network: &Network,
    coefficients: &[f64x2],
    drivers: Drivers<'_>,
    pair: &Pair,
    out: &mut [f64x2],
) {
    let growth = drivers.growth(pair.source);
    let phi = |j: usize| drivers.phi(network.touches[pair.touches.start + j].row);
    match pair.touches.len() {
        0 => add::<0, 1>(coefficients, growth, [], out),
        1 => add::<1, 2>(coefficients, growth, [phi(0)], out),
        2 => add::<2, 4>(coefficients, growth, [phi(0), phi(1)], out),
        3 => add::<3, 8>(coefficients, growth, [phi(0), phi(1), phi(2)], out),
        _ => add::<4, 16>(coefficients, growth, [phi(0), phi(1), phi(2), phi(3)], out),
    }
}

/// [`add_polynomial`] of `K` measures, by Horner's rule in one coverage after another.
#[inline]
fn add<const K: usize, const SETS: usize>(
    coefficients: &[f64x2],
    growth: &[f64x2],
    phi: [&[f64x2]; K],
    out: &mut [f64x2],
) {
    let Some(coefficients) = coefficients.first_chunk::<SETS>() else { return };
    let out: &mut [Chunk] = out.as_chunks_mut().0;
    let chunks = |row| -> &[Chunk] { &<[f64x2]>::as_chunks(row).0[..out.len()] };
    let (growth, phi) = (chunks(growth), phi.map(chunks));
    for i in 0..out.len() {
        for h in 0..2 {
            let mut value = *coefficients;
            for j in 0..K {
                for set in 0..SETS >> (j + 1) {
                    value[set] = value[2 * set] + phi[j][i][h] * value[2 * set + 1];
                }
            }
            out[i][h] += growth[i][h] * value[0];
        }
    }
}

/// The closed form as it is written down, chunk by chunk: its three terms have the same factors, a group each, and are
/// worked out together.
struct Products<'a> {
    network: &'a Network,
    coefficients: &'a Coefficients,
    drivers: Drivers<'a>,
}

impl Products<'_> {
    /// `sum` and `sign` times the `terms` in chunk `i`.
    #[inline]
    fn add(&self, sum: Chunk, sign: f64, terms: &Range<usize>, i: usize) -> Chunk {
        let mut products = [0, 1, 2].map(|t| [self.coefficients.constant[terms.start + t] * sign; 2]);
        for factor in &self.network.factors[self.network.terms[terms.start].factors.clone()] {
            let mut covered = [[f64x2::ZERO; 2]; 3];
            for member in &self.network.members[factor.members.clone()] {
                let phi = self.drivers.phi(member.row).as_chunks::<2>().0[i];
                let b = &self.coefficients.b[member.touch];
                for (covered, b) in covered.iter_mut().zip(b) {
                    *covered = [covered[0] + *b * phi[0], covered[1] + *b * phi[1]];
                }
            }
            for (product, covered) in products.iter_mut().zip(covered) {
                *product = [0, 1].map(|h| product[h] * (f64x2::ONE - covered[h]));
            }
        }
        products.iter().fold(sum, |sum, product| [sum[0] + product[0], sum[1] + product[1]])
    }

    /// Adds growth times the `sum` of each chunk to `out`.
    #[inline]
    fn add_sums(&self, pair: &Pair, sum: impl Fn(usize) -> Chunk, out: &mut [f64x2]) {
        let growth = self.drivers.growth(pair.source).as_chunks::<2>().0;
        for (i, (out, growth)) in out.as_chunks_mut::<2>().0.iter_mut().zip(growth).enumerate() {
            let sum = sum(i);
            *out = [0, 1].map(|h| out[h] + growth[h] * sum[h]);
        }
    }
}
