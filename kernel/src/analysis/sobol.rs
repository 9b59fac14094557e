//! Draws by a scrambled Sobol sequence in place of independent ones (method page, section 8).
//!
//! Together they spread more evenly over what matters most, so that fewer of them do; everything else stays random.

use crate::analysis::sampling::Places;
use crate::analysis::tornado::{Input, Swing, tornado};
use crate::maths::{Numbers, Stream};
use crate::model::{FigureKey, Lever, Model};
use crate::simulation::{Simulation, figures};
use crate::units::Pollutant;

/// Dimensions of the sequence, at most: beyond these its numbers are no more even than random ones.
const DIMENSIONS: usize = 256;

/// A sequence of draws.
#[derive(Clone, Debug)]
pub struct Sobol {
    seed: u64,
    /// By place in a draw's numbers; none where these are random.
    dimensions: Vec<Option<Dimension>>,
}

/// One coordinate of the sequence.
#[derive(Clone, Debug)]
struct Dimension {
    /// What each bit of a draw's number contributes.
    directions: [u32; 32],
    scramble: u32,
}

/// The numbers of one draw of the sequence.
#[derive(Clone, Copy, Debug)]
pub struct SobolDraw<'a> {
    sequence: &'a Sobol,
    own: Stream,
    draw: u32,
}

impl Sobol {
    /// The sequence of `seed` for a model under levers: its first dimensions are the uncertain figures, those first that
    /// move any pollutant's result at the plan's end most, then what delays within a measure have in common.
    pub fn new(model: &Model, simulation: &Simulation, levers: &[Lever], seed: u64) -> Self {
        let places = Places::of(model);
        let keys: Vec<FigureKey> = figures(model).iter().map(|(key, _)| *key).collect();
        let mut influence = vec![0.0f64; keys.len()];
        for p in Pollutant::ALL {
            let (_, swings) = tornado(model, simulation, levers, p, simulation.months - 1);
            let width = |swing: &Swing| (swing.high_t - swing.low_t).abs();
            let all: f64 = swings.iter().map(width).sum();
            for swing in &swings {
                if let Input::Figure(key) = swing.input
                    && let Some(place) = keys.iter().position(|known| *known == key)
                {
                    influence[place] = influence[place].max(width(swing) / all);
                }
            }
        }
        let mut order: Vec<usize> = (0..keys.len()).filter(|place| influence[*place] > 0.0).collect();
        order.sort_by(|a, b| influence[*b].total_cmp(&influence[*a]));
        order.extend(places.first_measure..places.first_project);
        let mut dimensions = vec![None; places.number];
        let scrambles = Stream::new(seed, u64::MAX);
        for ((place, directions), number) in order.into_iter().zip(directions()).zip(0..) {
            dimensions[place] = Some(Dimension { directions, scramble: scrambles.bits(number) as u32 });
        }
        Self { seed, dimensions }
    }

    /// The numbers of draw `draw`.
    pub fn draw(&self, draw: u64) -> SobolDraw<'_> {
        SobolDraw { sequence: self, own: Stream::new(self.seed, draw), draw: draw as u32 }
    }
}

impl Numbers for SobolDraw<'_> {
    /// The upper half is the sequence's, the lower random.
    fn bits(self, k: u64) -> u64 {
        let own = self.own.bits(k);
        match self.sequence.dimensions.get(k as usize) {
            Some(Some(dimension)) => u64::from(dimension.at(self.draw)) << 32 | own & 0xffff_ffff,
            _ => own,
        }
    }
}

impl Dimension {
    /// The coordinate of draw `draw`, as a share of 2^32.
    fn at(&self, draw: u32) -> u32 {
        let set = (0..32).filter(|bit| draw >> bit & 1 == 1);
        scrambled(set.fold(0, |sum, bit| sum ^ self.directions[bit]), self.scramble)
    }
}

/// Owen's scrambling, every bit turned or not by all bits above it: the hash of Laine and Karras (2011), as Burley (2020)
/// improved it.
fn scrambled(x: u32, seed: u32) -> u32 {
    let mut x = x.reverse_bits();
    x ^= x.wrapping_mul(0x3d20_adea);
    x = x.wrapping_add(seed);
    x = x.wrapping_mul((seed >> 16) | 1);
    x ^= x.wrapping_mul(0x0552_6c56);
    x ^= x.wrapping_mul(0x53a2_2864);
    x.reverse_bits()
}

/// Directions of one dimension after another: by the primitive polynomials modulo 2 in ascending order (Bratley and Fox,
/// 1988), begun with random odd numbers.
fn directions() -> Vec<[u32; 32]> {
    let first = std::array::from_fn(|bit| 1 << (31 - bit));
    let primitive = (2u32..).filter(|polynomial| is_primitive(*polynomial));
    let rest = primitive.map(|polynomial| {
        let degree = polynomial.ilog2() as usize;
        let random = Stream::new(0, u64::from(polynomial));
        let mut directions = [0u32; 32];
        for bit in 0..32 {
            directions[bit] = if bit < degree {
                // An odd number below 2^(bit + 1).
                let odd = (random.bits(bit as u64) as u32 & ((1 << (bit + 1)) - 1)) | 1;
                odd << (31 - bit)
            } else {
                let before = (1..degree).filter(|j| polynomial >> (degree - j) & 1 == 1);
                let last = directions[bit - degree];
                before.fold(last ^ last >> degree, |sum, j| sum ^ directions[bit - j])
            };
        }
        directions
    });
    std::iter::once(first).chain(rest).take(DIMENSIONS).collect()
}

/// Whether the powers of x modulo this polynomial, whose coefficients are the bits, are all there are.
fn is_primitive(polynomial: u32) -> bool {
    let degree = polynomial.ilog2();
    let times_x = |power: u32| (power << 1) ^ if power << 1 >> degree & 1 == 1 { polynomial } else { 0 };
    let mut power = times_x(1);
    let mut period = 1;
    while power > 1 && period < 1 << degree {
        power = times_x(power);
        period += 1;
    }
    power == 1 && period == (1 << degree) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The coordinates of the first `2 ^ bits` draws, cut to their upper bits.
    fn cells(dimension: &Dimension, bits: u32, upper: u32) -> Vec<u32> {
        (0..1 << bits).map(|draw| dimension.at(draw) >> (32 - upper)).collect()
    }

    #[test]
    fn every_interval_gets_one_draw_in_each_dimension() {
        let all = directions();
        assert_eq!(all.len(), DIMENSIONS);
        for (number, directions) in all.into_iter().enumerate() {
            let dimension =
                Dimension { directions, scramble: 0x9e37_79b9_u32.wrapping_mul(number as u32 + 1) };
            let mut cells = cells(&dimension, 10, 10);
            cells.sort_unstable();
            assert!(cells.iter().copied().eq(0..1 << 10), "dimension {number}");
        }
    }

    #[test]
    fn every_rectangle_gets_one_draw_in_the_first_two() {
        let of = |scramble| move |directions: &[u32; 32]| Dimension { directions: *directions, scramble };
        let all = directions();
        let (one, other) = (of(7)(&all[0]), of(8)(&all[1]));
        for wide in 0..=8 {
            let pairs = cells(&one, 8, wide.max(1)).into_iter().zip(cells(&other, 8, (8 - wide).max(1)));
            let mut cells: Vec<u32> = match wide {
                0 => cells(&other, 8, 8),
                8 => cells(&one, 8, 8),
                _ => pairs.map(|(x, y)| x << (8 - wide) | y).collect(),
            };
            cells.sort_unstable();
            assert!(cells.iter().copied().eq(0..1 << 8), "{wide}");
        }
    }

    #[test]
    fn polynomials_are_as_many_as_there_are() {
        let of_degree = |degree: u32| (1 << degree..2 << degree).filter(|p| is_primitive(*p)).count();
        assert_eq!([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(of_degree), [1, 1, 2, 2, 6, 6, 18, 16, 48, 60]);
    }
}
