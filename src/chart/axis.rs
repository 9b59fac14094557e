//! Round numbers for axes.

use crate::locale::fixed;

/// The values an axis marks, and what it spans.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The value at its beginning.
    pub low: f64,
    /// The value at its end.
    pub high: f64,
    /// Marked values, ascending.
    pub ticks: Vec<f64>,
    decimals: usize,
}

impl Axis {
    /// An axis over `values` and zero with about `wanted` marks, in units of `unit`.
    pub fn over(values: impl IntoIterator<Item = f64>, wanted: usize, unit: f64) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let (low, high) = finite.fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
        Self::between(low, high, wanted, unit)
    }

    /// An axis from `low` to `high` with about `wanted` marks, in units of `unit`.
    ///
    /// It ends at a mark where one is near, else a little beyond the data: a chart need not be half
    /// empty for the sake of a round number. At zero it ends exactly.
    pub fn between(low: f64, high: f64, wanted: usize, unit: f64) -> Self {
        let (low, high) = (low / unit, high / unit);
        let high = if high - low > 1e-12 { high } else { low + 1.0 };
        let (step, decimals) = step(high - low, wanted.max(1));
        let (reach, slack) = (0.3 * step, 0.04 * (high - low));
        let down = |value: f64| {
            let mark = (value / step).floor() * step;
            if value == 0.0 {
                0.0
            } else if value - mark <= reach {
                mark
            } else {
                value - slack
            }
        };
        let (low, high) = (down(low), -down(-high));
        let margin = 1e-6 * step;
        let (first, last) = (((low - margin) / step).ceil() as i64, ((high + margin) / step).floor() as i64);
        let ticks = (first..=last).map(|i| i as f64 * step * unit).collect();
        Self { low: low * unit, high: high * unit, ticks, decimals }
    }

    /// What stands beside the mark `tick`, in units of `unit`.
    pub fn label(&self, tick: f64, unit: f64) -> String {
        fixed(tick / unit, if tick == 0.0 { 0 } else { self.decimals })
    }
}

/// A round distance of marks over `span`, about `wanted` of them, and the decimals it needs.
fn step(span: f64, wanted: usize) -> (f64, usize) {
    let least = span / wanted as f64;
    let (mut power, mut decimals) = (1.0, 0_usize);
    while power > least {
        power /= 10.0;
        decimals += 1;
    }
    while power * 10.0 <= least {
        power *= 10.0;
        decimals = decimals.saturating_sub(1);
    }
    for (factor, more) in [(1.0, 0), (2.0, 0), (2.5, 1), (5.0, 0)] {
        if power * factor >= least {
            // 0.25 needs a decimal more than 0.2; 25 does not.
            let fine = if power >= 10.0 { 0 } else { more };
            return (power * factor, decimals + fine);
        }
    }
    (power * 10.0, decimals.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_the_axis_covers_the_data() {
        let axis = Axis::over([10_400.0, 300.0], 5, 1.0);
        assert_eq!(axis.ticks, [0.0, 2500.0, 5000.0, 7500.0, 10_000.0]);
        assert!(axis.high >= 10_400.0 && axis.high < 11_000.0);
        assert_eq!(Axis::over([90.0], 5, 1.0).ticks, [0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(Axis::over([98.0], 5, 1.0).ticks.last(), Some(&100.0));
        let below = Axis::over([-120.0], 5, 1.0);
        assert!(below.low <= -120.0 && below.high >= 0.0);
    }

    #[test]
    fn labels_have_the_decimals_their_distance_needs() {
        let axis = Axis::over([1.0], 4, 1.0);
        let labels: Vec<_> = axis.ticks.iter().map(|tick| axis.label(*tick, 1.0)).collect();
        assert_eq!(labels, ["0", "0.25", "0.50", "0.75", "1.00"]);
        let wan = Axis::over([123_000.0], 5, 1e4);
        let labels: Vec<_> = wan.ticks.iter().map(|tick| wan.label(*tick, 1e4)).collect();
        assert_eq!(labels, ["0", "2.5", "5.0", "7.5", "10.0", "12.5"]);
        assert_eq!(Axis::over([], 5, 1.0).ticks.len(), 6);
    }

    #[test]
    fn nothing_is_too_large_or_too_small() {
        for value in [0.0, 1e-12, 1e-6, 1e15, -1e15, f64::NAN, f64::INFINITY] {
            let axis = Axis::over([value], 5, 1.0);
            assert!(axis.low < axis.high && axis.ticks.len() < 12, "{value}: {axis:?}");
        }
    }
}
