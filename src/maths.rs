//! The only place with transcendental functions, quadrature, random numbers and inverse
//! distributions: everything here gives the same bits on every machine.

/// `base` to the power `exponent`.
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// Nodes and weights of Gauss-Legendre quadrature on [0, 1]; exact for polynomials up to degree
/// `2 * nodes - 1`.
///
/// The nodes are the roots of the Legendre polynomial, found by Newton's method from Tricomi's
/// approximation, in ascending order.
pub fn gauss_legendre(nodes: usize) -> Vec<(f64, f64)> {
    let n = nodes as f64;
    (0..nodes)
        .map(|i| {
            let mut x = -libm::cos(std::f64::consts::PI * (i as f64 + 0.75) / (n + 0.5));
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
            ((x + 1.0) / 2.0, 1.0 / ((1.0 - x * x) * slope * slope))
        })
        .collect()
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
}
