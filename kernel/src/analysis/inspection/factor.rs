//! Amounts in the wrong unit: tonnes for kilograms, 万元 for 元.

/// So many projects show what is usual.
const LEAST_PEERS: usize = 4;

/// 1000 or 10,000, or one over them, when `written` is about that many times what is usual.
pub fn unit_factor(written: f64, usual: f64) -> Option<f64> {
    if written <= 0.0 || usual <= 0.0 {
        return None;
    }
    // The borders lie half-way between powers of ten.
    let times = (written / usual).max(usual / written);
    let factor = match times {
        316.23..3162.3 => 1e3,
        3162.3..31623.0 => 1e4,
        _ => return None,
    };
    Some(if written > usual { factor } else { 1.0 / factor })
}

/// The middle of enough amounts to tell what is usual; of two, the lesser.
pub fn median(amounts: impl Iterator<Item = f64>) -> Option<f64> {
    let mut amounts: Vec<_> = amounts.collect();
    amounts.sort_by(f64::total_cmp);
    (amounts.len() >= LEAST_PEERS).then(|| amounts[(amounts.len() - 1) / 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_told_from_large_and_small() {
        assert_eq!(unit_factor(120_000.0, 10.0), Some(1e4));
        assert_eq!(unit_factor(9.0, 10_000.0), Some(1e-3));
        assert_eq!(unit_factor(5.0, 60_000.0), Some(1e-4));
        assert_eq!(unit_factor(200.0, 1.0), None);
        assert_eq!(unit_factor(0.0, 1.0), None);
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), None);
        assert_eq!(median([5.0, 1.0, 2.0, 3.0].into_iter()), Some(2.0));
    }
}
