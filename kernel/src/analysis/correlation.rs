//! Correlations between figures: a Gaussian copula.

use crate::maths::Pair;
use crate::model::{FigureKey, Model};
use crate::simulation::figures;
use nalgebra::{Cholesky, DMatrix};

/// The listed correlations, ready to draw from.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlation {
    /// The figures with a correlation, ascending, and the place of each one's random number.
    keys: Vec<(FigureKey, u64)>,
    /// Lower Cholesky factor of their correlation matrix.
    factor: DMatrix<f64>,
}

/// The listed correlations contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct NotPositiveDefinite {
    /// The listed correlations: each one's place in the matrix.
    listed: Vec<(usize, usize)>,
    matrix: DMatrix<f64>,
}

/// Figures, correlated directly or through others, whose matrix is not positive definite.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contradiction {
    /// The listed correlations between them, each by its index in the model and with the value that would fit: that of
    /// the nearest valid matrix in which unlisted pairs stay uncorrelated, a little inside of it so that three digits are
    /// enough.
    pub nearest: Vec<(usize, f64)>,
    /// Whether some of the figures have no correlation listed between them, and so count as uncorrelated.
    pub has_unlisted: bool,
}

impl NotPositiveDefinite {
    /// Each set of figures by itself that contradicts.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let mut sets = together(self.matrix.nrows(), self.listed.iter().copied());
        let of = |rows: &Vec<usize>| {
            DMatrix::from_fn(rows.len(), rows.len(), |i, j| self.matrix[(rows[i], rows[j])])
        };
        let contradicts = |rows: &Vec<usize>| factor_of(&of(rows)).is_none();
        if sets.iter().any(contradicts) {
            sets.retain(contradicts);
        }
        let contradiction = |rows: Vec<usize>| {
            let valid = nearest(&of(&rows));
            let place = |row: usize| rows.iter().position(|own| *own == row);
            let listed = self.listed.iter().enumerate();
            let nearest: Vec<_> =
                listed.filter_map(|(index, (a, b))| Some((index, valid[(place(*a)?, place(*b)?)]))).collect();
            Contradiction { has_unlisted: nearest.len() < rows.len() * (rows.len() - 1) / 2, nearest }
        };
        sets.into_iter().map(contradiction).collect()
    }
}

/// What a pivot of the factor is at least: one of 0, but for rounding, is that of a figure which follows from the others.
const LEAST_PIVOT: f64 = 1e-12;

/// How exactly a factor with such pivots gives its matrix where that is semidefinite.
const EXACT: f64 = 1e-10;

/// What finding the nearest valid matrix may cost, in multiplications or so: less than a second.
const EFFORT: usize = 100_000_000;

impl Correlation {
    /// The correlations of `model`; 1 and -1 are as good as any other.
    ///
    /// # Errors
    /// When the matrix is not positive definite, or at least semidefinite.
    pub fn new(model: &Model) -> Result<Self, NotPositiveDefinite> {
        let listed = &model.uncertainty.correlations;
        let keys: Vec<_> = figures(model)
            .into_iter()
            .zip(0..)
            .map(|((key, _), number)| (key, number))
            .filter(|(key, _)| listed.iter().any(|(a, b, _)| a == key || b == key))
            .collect();
        let row = |key: &FigureKey| keys.iter().position(|(known, _)| known == key);
        let places: Vec<_> = listed.iter().filter_map(|(a, b, _)| Some((row(a)?, row(b)?))).collect();
        let mut matrix = DMatrix::identity(keys.len(), keys.len());
        for ((a, b), (_, _, rho)) in places.iter().zip(listed) {
            matrix[(*a, *b)] = *rho;
            matrix[(*b, *a)] = *rho;
        }
        match factor_of(&matrix) {
            Some(factor) => Ok(Self { keys, factor }),
            None => Err(NotPositiveDefinite { listed: places, matrix }),
        }
    }

    /// Row of `key` among the correlated figures.
    pub fn row(&self, key: FigureKey) -> Option<usize> {
        self.keys.iter().position(|(known, _)| *known == key)
    }

    /// Sets `scores` to correlated normal scores, by row, from independent ones by place of random number.
    pub fn scores(&self, independent: impl Fn(u64) -> Pair, scores: &mut Vec<Pair>) {
        scores.clear();
        scores.extend(self.keys.iter().map(|(_, number)| independent(*number)));
        for row in (0..self.keys.len()).rev() {
            scores[row] = (0..=row).map(|column| scores[column] * self.factor[(row, column)]).sum();
        }
    }
}

/// The numbers below `count` in sets, those together that `pairs` link, directly or through others; ascending.
pub fn together(count: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..count).collect();
    for (a, b) in pairs {
        let (one, other) = (leader[a].min(leader[b]), leader[a].max(leader[b]));
        leader.iter_mut().filter(|of| **of == other).for_each(|of| *of = one);
    }
    let mut together = vec![Vec::new(); count];
    for (number, leader) in leader.into_iter().enumerate() {
        together[leader].push(number);
    }
    together.retain(|members| !members.is_empty());
    together
}

/// The lower Cholesky factor of `matrix`; none where it is not at least semidefinite.
fn factor_of(matrix: &DMatrix<f64>) -> Option<DMatrix<f64>> {
    let semidefinite = || {
        let factor = Cholesky::new_with_substitute(matrix.clone(), LEAST_PIVOT)?;
        is_factor(factor.l_dirty(), matrix).then_some(factor)
    };
    matrix.clone().cholesky().or_else(semidefinite).map(Cholesky::unpack)
}

/// Whether the lower triangle of `factor` times its transpose is `matrix`.
fn is_factor(factor: &DMatrix<f64>, matrix: &DMatrix<f64>) -> bool {
    let product = |i, j| (0..=j).map(|k| factor[(i, k)] * factor[(j, k)]).sum::<f64>();
    (0..matrix.nrows()).all(|i| (0..=i).all(|j| (product(i, j) - matrix[(i, j)]).abs() <= EXACT))
}

/// The correlation matrix nearest to `matrix`, whose zeros it keeps: by alternating projections with Dykstra's
/// correction (Higham, 2002); then moved towards independence by what three digits can be off.
fn nearest(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let (mut valid, mut correction) = (matrix.clone(), DMatrix::zeros(matrix.nrows(), matrix.ncols()));
    for _ in 0..(EFFORT / (10 * matrix.nrows().pow(3))).clamp(1, 1000) {
        let corrected = &valid - &correction;
        let mut eigen = corrected.clone().symmetric_eigen();
        eigen.eigenvalues.apply(|value| *value = value.max(0.0));
        let lifted = eigen.recompose();
        correction = &lifted - &corrected;
        valid = DMatrix::from_fn(lifted.nrows(), lifted.ncols(), |i, j| match matrix[(i, j)] {
            _ if i == j => 1.0,
            0.0 => 0.0,
            _ => lifted[(i, j)],
        });
    }
    let margin = 0.001 * valid.nrows() as f64;
    let least = valid.clone().symmetric_eigenvalues().min();
    let towards = ((margin - least) / (1.0 - least)).clamp(0.0, 1.0);
    let size = valid.nrows();
    valid * (1.0 - towards) + DMatrix::identity(size, size) * towards
}
