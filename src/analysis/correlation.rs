//! Correlations between figures: a Gaussian copula.

use crate::model::{FigureKey, Model};
use crate::simulation::figures;
use nalgebra::DMatrix;

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
    /// The listed correlations, each with the value that would fit: that of the nearest valid matrix.
    pub nearest: Vec<(FigureKey, FigureKey, f64, f64)>,
}

/// Eigenvalues are lifted to this where listed correlations contradict each other.
const LEAST_EIGENVALUE: f64 = 1e-6;

impl Correlation {
    /// The correlations of `model`.
    ///
    /// # Errors
    /// When the matrix is not positive definite.
    pub fn new(model: &Model) -> Result<Self, NotPositiveDefinite> {
        let listed = &model.uncertainty.correlations;
        let keys: Vec<_> = figures(model)
            .into_iter()
            .zip(0..)
            .map(|((key, _), number)| (key, number))
            .filter(|(key, _)| listed.iter().any(|(a, b, _)| a == key || b == key))
            .collect();
        let row = |key: &FigureKey| keys.iter().position(|(known, _)| known == key);
        let mut matrix = DMatrix::identity(keys.len(), keys.len());
        for (a, b, rho) in listed {
            if let (Some(a), Some(b)) = (row(a), row(b)) {
                matrix[(a, b)] = *rho;
                matrix[(b, a)] = *rho;
            }
        }
        if let Some(cholesky) = matrix.clone().cholesky() {
            return Ok(Self { keys, factor: cholesky.unpack() });
        }
        let valid = nearest(matrix);
        let fitting = |(a, b, rho): &(_, _, _)| Some((*a, *b, *rho, valid[(row(a)?, row(b)?)]));
        Err(NotPositiveDefinite { nearest: listed.iter().filter_map(fitting).collect() })
    }

    /// Row of `key` among the correlated figures.
    pub fn row(&self, key: FigureKey) -> Option<usize> {
        self.keys.iter().position(|(known, _)| *known == key)
    }

    /// Sets `scores` to correlated normal scores, by row, from independent ones by place of random number.
    pub fn scores(&self, independent: impl Fn(u64) -> f64, scores: &mut Vec<f64>) {
        scores.clear();
        scores.extend(self.keys.iter().map(|(_, number)| independent(*number)));
        for row in (0..self.keys.len()).rev() {
            scores[row] = (0..=row).map(|column| self.factor[(row, column)] * scores[column]).sum();
        }
    }
}

/// A valid correlation matrix near `matrix`: negative eigenvalues are lifted and the diagonal is
/// brought back to 1.
fn nearest(matrix: DMatrix<f64>) -> DMatrix<f64> {
    let mut eigen = matrix.symmetric_eigen();
    eigen.eigenvalues.apply(|value| *value = value.max(LEAST_EIGENVALUE));
    let lifted = eigen.recompose();
    DMatrix::from_fn(lifted.nrows(), lifted.ncols(), |i, j| {
        lifted[(i, j)] / crate::maths::sqrt(lifted[(i, i)] * lifted[(j, j)])
    })
}
