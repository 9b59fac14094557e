//! The only place with transcendental functions, quadrature, random numbers and inverse
//! distributions: everything here gives the same bits on every machine.

use crate::units::Figure;
use std::cmp::Ordering;
use wide::{f64x2, u64x2};

/// A value for each of two draws run side by side, as the hardware holds them.
pub type Pair = f64x2;

/// `base` to the power `exponent`.
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// The square root of `x`.
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// The indices of `len` things in ascending order by `compare`, equal ones in the order they have.
///
/// One sort for things of all kinds: each kind's own would weigh thousands of bytes in the page's first module.
pub fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Nodes and weights of Gauss-Legendre quadrature on [0, 1]; exact for polynomials up to degree
/// `2 * nodes - 1`.
///
/// The nodes are the roots of the Legendre polynomial, found by Newton's method from near Tricomi's
/// approximation, the cosines of even angles, in ascending order.
pub fn gauss_legendre(nodes: usize) -> Vec<(f64, f64)> {
    let n = nodes as f64;
    (0..nodes)
        .map(|i| {
            let half_turns = (i as f64 + 0.75) / (n + 0.5);
            let mut x =
                if half_turns < 0.5 { -rough_cosine(half_turns) } else { rough_cosine(1.0 - half_turns) };
            let mut slope = 1.0;
            for _ in 0..8 {
                let (mut previous, mut value) = (1.0, x);
                for k in 2..=nodes {
                    let k = k as f64;
                    (previous, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * previous) / k);
                }
                slope = n * (x * value - previous) / (x * x - 1.0);
                x -= value / slope;
            }
            (f64::midpoint(x, 1.0), 1.0 / ((1.0 - x * x) * slope * slope))
        })
        .collect()
}

/// The cosine of an angle up to a right one, in half turns, to two thousandths (Bhaskara).
fn rough_cosine(half_turns: f64) -> f64 {
    let square = half_turns * half_turns;
    (1.0 - 4.0 * square) / (1.0 + square)
}

/// The standard normal distribution function.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// The quantile of the standard normal distribution at `p`, strictly between 0 and 1.
///
/// Newton's method on [`normal_cdf`], in the tail that keeps full precision, from the leading term of
/// the tail's expansion.
pub fn normal_quantile(p: f64) -> f64 {
    let tail = p.min(1.0 - p);
    // -2 ln(tail) is the square of the quantile up to logarithms; the correction below 1 % there.
    let r = sqrt(-2.0 * libm::log(tail));
    let mut x = r - (2.307_53 + 0.270_61 * r) / (1.0 + r * (0.992_29 + 0.044_81 * r));
    for _ in 0..4 {
        let upper = 0.5 * libm::erfc(x / std::f64::consts::SQRT_2);
        let density = libm::exp(-0.5 * x * x) / sqrt(2.0 * std::f64::consts::PI);
        x += (upper - tail) / density;
    }
    if p < 0.5 { -x } else { x }
}

/// The quantile at `p` of a triangular distribution.
pub fn triangular_quantile(figure: Figure, p: f64) -> f64 {
    Triangular::new(figure).quantiles(f64x2::splat(p)).to_array()[0]
}

/// A triangular distribution, ready to draw from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangular {
    low: f64,
    high: f64,
    /// Share below the mode.
    below: f64,
    /// Squared distance from low, and from high, by share.
    from_low: f64,
    from_high: f64,
}

impl Triangular {
    /// The distribution of `figure`.
    pub fn new(figure: Figure) -> Self {
        let Figure { low, mode, high } = figure;
        let width = high - low;
        let below = if width > 0.0 { (mode - low) / width } else { 0.0 };
        Self { low, high, below, from_low: width * (mode - low), from_high: width * (high - mode) }
    }

    /// The quantiles at two shares.
    #[inline]
    pub fn quantiles(&self, p: f64x2) -> f64x2 {
        let below = p.simd_lt(f64x2::splat(self.below));
        let distance = below.select(p * self.from_low, (f64x2::ONE - p) * self.from_high).sqrt();
        below.select(distance + self.low, -distance + self.high)
    }
}

/// A stream of random numbers for one draw, the same whatever else is drawn, where and in what order.
///
/// Number `k` of a stream is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014) applied to the
/// stream's key plus `k` golden gammas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream(u64);

/// 2^64 over the golden ratio, odd.
const GOLDEN_GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Stream {
    /// The stream of draw `draw` under `seed`.
    pub const fn new(seed: u64, draw: u64) -> Self {
        // Two rounds, so that neighbouring seeds and draws have nothing in common.
        Self(mix(mix(seed ^ 0x6a09_e667_f3bc_c909).wrapping_add(draw.wrapping_mul(GOLDEN_GAMMA))))
    }
}

/// The random numbers of a draw, by place.
pub trait Numbers: Copy {
    /// Number `k`, 64 random bits.
    fn bits(self, k: u64) -> u64;

    /// Number `k` as a uniform number strictly between 0 and 1.
    #[inline]
    fn uniform(self, k: u64) -> f64 {
        ((self.bits(k) >> 12) as f64 + 0.5) / (1u64 << 52) as f64
    }
}

/// Number `k` of two draws as uniform numbers: those of [`Numbers::uniform`].
#[inline]
pub fn uniform_pair<N: Numbers>(draws: &[N; 2], k: u64) -> f64x2 {
    uniforms(draws.map(|draw| draw.bits(k)))
}

/// The uniform numbers of two numbers' bits: those of [`Numbers::uniform`].
#[inline]
pub fn uniforms(bits: [u64; 2]) -> f64x2 {
    // As the mantissa of a number from 1 to 2; the half is exact.
    let one_to_two: f64x2 = bytemuck::cast((u64x2::new(bits) >> 12) | u64x2::splat(1023 << 52));
    one_to_two - f64x2::ONE + f64x2::splat(0.5 / (1u64 << 52) as f64)
}

/// Whole numbers below 2^52 as floats, by making them its mantissa.
const WHOLE: f64 = (1u64 << 52) as f64;

/// Adding it leaves a whole number in the low bits, of what is below 0 too.
const ROUND: f64 = (3u64 << 51) as f64;

/// The halves of two numbers' bits: the upper as uniform numbers strictly between 0 and 1, the lower as whole numbers.
#[inline]
pub fn halves(bits: [u64; 2]) -> [f64x2; 2] {
    let bits = u64x2::new(bits);
    let whole = |half: u64x2| {
        let whole: f64x2 = bytemuck::cast(half | u64x2::splat(WHOLE.to_bits()));
        whole - f64x2::splat(WHOLE)
    };
    let upper = whole(bits >> 32) + f64x2::splat(0.5);
    [upper * f64x2::splat(1.0 / (1u64 << 32) as f64), whole(bits & u64x2::splat(0xffff_ffff))]
}

/// The whole numbers nearest to `x` (-1/2 to 2^31), as floats and as indices.
#[inline]
pub fn nearest(x: f64x2) -> (f64x2, [usize; 2]) {
    let shifted = x + f64x2::splat(ROUND);
    let bits: u64x2 = bytemuck::cast(shifted);
    (shifted - f64x2::splat(ROUND), bits.to_array().map(|bits| bits as u32 as usize))
}

impl Numbers for Stream {
    #[inline]
    fn bits(self, k: u64) -> u64 {
        mix(self.0.wrapping_add(k.wrapping_mul(GOLDEN_GAMMA)))
    }
}

/// The numbers of one stream, but for the bits that are taken from another: those set in `taken`, by place.
#[derive(Clone, Copy, Debug)]
pub struct Mixed<'a> {
    /// Whose numbers they are.
    pub own: Stream,
    /// Where the others come from.
    pub other: Stream,
    /// By place, the bits of `other`; none beyond its end.
    pub taken: &'a [u64],
}

impl Numbers for Mixed<'_> {
    #[inline]
    fn bits(self, k: u64) -> u64 {
        let taken = self.taken.get(k as usize).copied().unwrap_or(0);
        (self.own.bits(k) & !taken) | (self.other.bits(k) & taken)
    }
}

#[inline]
const fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A smooth function as cubic pieces on an even grid, for one that is costly and asked for often.
///
/// Outside the grid: the end's value.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    per_unit: f64,
    /// Where on the grid 0 is.
    zero: f64,
    /// The end of the grid, or as good as that.
    end: f64,
    pieces: Vec<Cubic>,
}

impl Table {
    /// `function` from `first` to `last` in `pieces` pieces.
    pub fn new(function: impl Fn(f64) -> f64, first: f64, last: f64, pieces: usize) -> Self {
        let per_unit = pieces as f64 / (last - first);
        let piece = |i: usize| Cubic::of(|t| function(first + ((i as f64 + t) / per_unit).min(last - first)));
        let pieces: Vec<_> = (0..pieces).map(piece).collect();
        Self { per_unit, zero: -first * per_unit, end: (pieces.len() as f64).next_down(), pieces }
    }

    /// The function at two places.
    #[inline]
    pub fn at(&self, x: f64x2) -> f64x2 {
        let position = x * self.per_unit + f64x2::splat(self.zero);
        let position = position.fast_max(f64x2::ZERO).fast_min(f64x2::splat(self.end));
        let (left, [one, other]) = nearest(position - f64x2::HALF);
        Cubic::at([&self.pieces[one], &self.pieces[other]], position - left)
    }
}

/// A cubic on an interval, by the share of it: coefficients in ascending powers, two by two.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cubic([f64x2; 2]);

impl Cubic {
    /// The cubic through `function` at 0, 1/3, 2/3 and 1.
    fn of(function: impl Fn(f64) -> f64) -> Self {
        let (a, b, c, d) = (function(0.0), function(1.0 / 3.0), function(2.0 / 3.0), function(1.0));
        Self([
            f64x2::new([a, -5.5 * a + 9.0 * b - 4.5 * c + d]),
            f64x2::new([9.0 * a - 22.5 * b + 18.0 * c - 4.5 * d, -4.5 * a + 13.5 * b - 13.5 * c + 4.5 * d]),
        ])
    }

    /// Two cubics, each at its own place.
    #[inline]
    fn at(of: [&Self; 2], t: f64x2) -> f64x2 {
        let [a, b] = f64x2::transpose([of[0].0[0], of[1].0[0]]);
        let [c, d] = f64x2::transpose([of[0].0[1], of[1].0[1]]);
        (a + t * b) + (t * t) * (c + t * d)
    }
}

/// [`normal_quantile`] as cubic pieces, for sampling: within 1e-8 from 2^-40 up.
///
/// Sixteen pieces an octave of the tail probability, so a float's own bits are the index.
#[derive(Clone, Debug, PartialEq)]
pub struct NormalQuantile {
    pieces: Vec<Cubic>,
}

/// Bits of the mantissa behind those that choose a piece.
const PIECE_BITS: u32 = 48;
/// Octaves of tail probability, down from one half.
const OCTAVES: u64 = 40;

impl NormalQuantile {
    const FIRST: u64 = (1023 - 1 - OCTAVES) << (52 - PIECE_BITS);

    /// Works the pieces out.
    pub fn new() -> Self {
        let piece = |index: u64| {
            let left = f64::from_bits((Self::FIRST + index) << PIECE_BITS);
            let right = f64::from_bits((Self::FIRST + index + 1) << PIECE_BITS);
            Cubic::of(|t| normal_quantile(left + (right - left) * t))
        };
        Self { pieces: (0..=OCTAVES << (52 - PIECE_BITS)).map(piece).collect() }
    }

    /// The quantiles at `p`, strictly between 0 and 1.
    #[inline]
    pub fn at(&self, p: f64x2) -> f64x2 {
        let upper = f64x2::ONE - p;
        let least = f64x2::splat(f64::from_bits(Self::FIRST << PIECE_BITS));
        let bits: u64x2 = bytemuck::cast(p.fast_min(upper).fast_max(least));
        let of = bits.to_array().map(|bits| &self.pieces[((bits >> PIECE_BITS) - Self::FIRST) as usize]);
        let mantissa = (bits << (52 - PIECE_BITS)) & u64x2::splat((1 << 52) - 1);
        let t: f64x2 = bytemuck::cast(mantissa | u64x2::splat(1023 << 52));
        let quantile = Cubic::at(of, t - f64x2::ONE);
        p.simd_lt(upper).select(quantile, -quantile)
    }
}

impl Default for NormalQuantile {
    fn default() -> Self {
        Self::new()
    }
}

/// Buckets that quantiles are looked for in.
const BUCKETS: usize = 1024;

/// Finds quantiles without sorting: values are counted into even buckets between the least and the
/// greatest, and only the buckets that quantiles lie in are looked into.
#[derive(Clone, Debug, Default)]
pub struct QuantileFinder {
    bucket_of: Vec<u16>,
    open: Vec<Bucket>,
}

impl QuantileFinder {
    /// Quantiles of `values` at `shares` (0 to 1), by linear interpolation between order statistics.
    ///
    /// None of the values may be NaN; of no values, all quantiles are.
    pub fn find<const N: usize>(&mut self, values: &[f64], shares: [f64; N]) -> [f64; N] {
        let (least, greatest) = extent(values);
        let per_unit = (BUCKETS - 1) as f64 / (greatest - least);
        if values.is_empty() || !per_unit.is_finite() {
            return [values.first().copied().unwrap_or(f64::NAN); N];
        }
        // Adding 2^52 rounds to a whole number, which the low bits then are.
        let bucket = |value: f64| ((value - least) * per_unit + (1u64 << 52) as f64).to_bits() as u16;
        let mut counts = [0u32; BUCKETS];
        self.bucket_of.clear();
        self.bucket_of.extend(values.iter().map(|value| {
            let bucket = bucket(*value);
            counts[usize::from(bucket) % BUCKETS] += 1;
            bucket
        }));
        let position = |share: f64| share * (values.len() - 1) as f64;
        self.look_into(values, &counts, shares.map(|share| position(share) as usize));
        shares.map(|share| {
            let (rank, rest) = (position(share) as usize, position(share) - position(share).floor());
            let low = self.order_statistic(rank);
            if rest > 0.0 { low + rest * (self.order_statistic(rank + 1) - low) } else { low }
        })
    }

    /// Gathers the values of the buckets in which those of `ranks`, and the next after each, lie.
    fn look_into<const N: usize>(&mut self, values: &[f64], counts: &[u32; BUCKETS], ranks: [usize; N]) {
        let mut wanted = [0u8; BUCKETS];
        self.open.clear();
        let mut below = 0;
        for (bucket, count) in counts.iter().enumerate() {
            let inside = below..below + *count as usize;
            if ranks.iter().any(|rank| inside.contains(rank) || inside.contains(&(rank + 1))) {
                wanted[bucket] = self.open.len() as u8 + 1;
                self.open.push(Bucket { below, values: Vec::with_capacity(*count as usize) });
            }
            below = inside.end;
        }
        for (value, bucket) in values.iter().zip(&self.bucket_of) {
            let open = wanted[usize::from(*bucket) % BUCKETS];
            if open > 0 {
                self.open[usize::from(open) - 1].values.push(*value);
            }
        }
    }

    /// The value with `rank` values below it, which must be in an open bucket.
    fn order_statistic(&mut self, rank: usize) -> f64 {
        let inside = |open: &&mut Bucket| rank >= open.below && rank - open.below < open.values.len();
        let bucket = self.open.iter_mut().find(inside);
        bucket.map_or(f64::NAN, |Bucket { below, values }| {
            *values.select_nth_unstable_by(rank - *below, f64::total_cmp).1
        })
    }
}

/// A bucket that is looked into.
#[derive(Clone, Debug)]
struct Bucket {
    /// How many values lie in buckets below.
    below: usize,
    values: Vec<f64>,
}

/// The least and the greatest of `values`, none of them NaN; eight at a time.
fn extent(values: &[f64]) -> (f64, f64) {
    let (eights, rest) = values.as_chunks::<8>();
    let (mut least, mut greatest) = ([f64::INFINITY; 8], [f64::NEG_INFINITY; 8]);
    let mut take = |place: usize, value: f64| {
        least[place] = if value < least[place] { value } else { least[place] };
        greatest[place] = if value > greatest[place] { value } else { greatest[place] };
    };
    for eight in eights {
        for place in 0..8 {
            take(place, eight[place]);
        }
    }
    for value in rest {
        take(0, *value);
    }
    (least.into_iter().fold(f64::INFINITY, f64::min), greatest.into_iter().fold(f64::NEG_INFINITY, f64::max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quadrature_is_exact_for_polynomials() {
        for nodes in 1..=40 {
            let rule = gauss_legendre(nodes);
            for degree in 0..2 * nodes {
                let integral: f64 = rule.iter().map(|(x, w)| w * pow(*x, degree as f64)).sum();
                let exact = 1.0 / (degree as f64 + 1.0);
                assert!(
                    (integral - exact).abs() < 1e-14,
                    "{nodes} nodes, degree {degree}: {integral} {exact}"
                );
            }
        }
    }

    #[test]
    fn normal_quantile_inverts_the_distribution() {
        for p in [1e-12, 1e-6, 0.01, 0.3, 0.5, 0.7, 0.975, 1.0 - 1e-9] {
            assert!((normal_cdf(normal_quantile(p)) / p - 1.0).abs() < 1e-12, "{p}");
        }
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
    }

    #[test]
    fn triangular_quantile_by_hand() {
        let figure = Figure { low: 0.0, mode: 2.0, high: 9.0 };
        // F(2) = (mode - low) / (high - low) = 2/9, and F(9) = 1.
        assert!((triangular_quantile(figure, 2.0 / 9.0) - 2.0).abs() < 1e-12);
        assert!((triangular_quantile(figure, 1.0) - 9.0).abs() < 1e-12);
        assert!((triangular_quantile(figure, 0.5) - (9.0 - sqrt(31.5))).abs() < 1e-12);
    }

    #[test]
    fn streams_are_even_and_apart() {
        let mean = (0..100_000).map(|k| Stream::new(1, 7).uniform(k)).sum::<f64>() / 1e5;
        assert!((mean - 0.5).abs() < 4.0 * 0.289 / sqrt(1e5), "{mean}");
        assert_ne!(Stream::new(1, 7).bits(3), Stream::new(1, 8).bits(3));
        assert_ne!(Stream::new(1, 7).bits(3), Stream::new(2, 7).bits(3));
    }

    #[test]
    fn tables_are_close() {
        let table = Table::new(normal_cdf, -8.0, 8.0, 256);
        for i in 0..1000 {
            let x = -6.0 + 0.012 * f64::from(i);
            let [at, again] = table.at(f64x2::splat(x)).to_array();
            assert!((at - normal_cdf(x)).abs() < 1e-6 && at.to_bits() == again.to_bits());
        }
    }

    #[test]
    fn tabulated_normal_quantiles_are_close() {
        let table = NormalQuantile::new();
        for i in 1..100_000 {
            for p in [f64::from(i) * 1e-5, f64::from(i) * 1e-10] {
                let [at, mirrored] = table.at(f64x2::new([p, 1.0 - p])).to_array();
                assert!((at - normal_quantile(p)).abs() < 1e-7, "{p}");
                assert!((mirrored - normal_quantile(1.0 - p)).abs() < 1e-7, "{p}");
            }
        }
    }

    #[test]
    fn quantiles_interpolate_between_order_statistics() {
        let mut finder = QuantileFinder::default();
        let found = finder.find(&[5.0, 1.0, 4.0, 2.0, 3.0], [0.1, 0.5, 0.95]);
        // Positions 0.4, 2 and 3.8 of 1, 2, 3, 4, 5.
        for (found, expected) in found.iter().zip([1.4, 3.0, 4.8]) {
            assert!((found - expected).abs() < 1e-12);
        }
        assert_eq!(finder.find(&[2.5; 7], [0.3, 0.5]).map(f64::to_bits), [2.5f64.to_bits(); 2]);
    }

    #[test]
    fn quantiles_are_those_of_sorted_values() {
        let stream = Stream::new(3, 4);
        let mut finder = QuantileFinder::default();
        for (length, power) in [(2, 1.0), (99, 1.0), (5000, 1.0), (5000, 40.0)] {
            // A high power crowds nearly all values into one bucket.
            let values: Vec<f64> = (0..length).map(|k| pow(stream.uniform(k), power)).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let shares = [0.0, 0.05, 0.25, 0.5, 0.9, 1.0];
            for (share, found) in shares.iter().zip(finder.find(&values, shares)) {
                let position = share * (length - 1) as f64;
                let (low, high) = (sorted[position as usize], sorted[position.ceil() as usize]);
                let expected = low + (position - position.floor()) * (high - low);
                assert!((found - expected).abs() <= 1e-15 * expected, "{length} {power} {share}");
            }
        }
    }
}
