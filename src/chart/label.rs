//! Where words go: whole, apart from each other, and off the lines where there is room.

/// A rectangle in the picture, CSS pixels, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Rect {
    /// Its width.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// Whether it lies in `outer`.
    pub fn is_within(self, outer: Self) -> bool {
        self.left >= outer.left
            && self.right <= outer.right
            && self.top >= outer.top
            && self.bottom <= outer.bottom
    }

    /// Whether the two share a point inside.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// The rectangle with `margin` more on every side.
    #[must_use]
    pub fn grown(self, margin: f64) -> Self {
        Self {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }

    /// Length of the part of the line from `a` to `b` that is inside.
    fn length_inside(self, a: (f64, f64), b: (f64, f64)) -> f64 {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for (start, step, low, high) in [(a.0, dx, self.left, self.right), (a.1, dy, self.top, self.bottom)] {
            if step == 0.0 {
                if start < low || start > high {
                    return 0.0;
                }
            } else {
                let (one, other) = ((low - start) / step, (high - start) / step);
                from = from.max(one.min(other));
                to = to.min(one.max(other));
            }
        }
        if to > from { (to - from) * (dx * dx + dy * dy).sqrt() } else { 0.0 }
    }
}

/// Blocks of words stand at least so far apart.
const GAP: f64 = 1.5;

/// A line that words should keep off.
#[derive(Clone, Debug, PartialEq)]
pub struct Obstacle {
    /// Its points.
    pub points: Vec<(f64, f64)>,
    /// What a pixel of it under a word costs.
    pub weight: f64,
}

/// The candidate that costs least: its own cost and that of the lines under it.
///
/// Candidates outside `bounds` or over other `words` are out of the question, and so are those that cost
/// more than `limit`.
pub fn settle(
    candidates: impl IntoIterator<Item = (Rect, f64)>,
    bounds: Rect,
    obstacles: &[Obstacle],
    words: &[Rect],
    limit: f64,
) -> Option<Rect> {
    let mut best: Option<(Rect, f64)> = None;
    for (rect, own) in candidates {
        let bar = best.map_or(limit, |(_, cost)| cost);
        let near = rect.grown(GAP);
        let blocked = !rect.is_within(bounds) || words.iter().any(|word| word.overlaps(near));
        if blocked || own >= bar {
            continue;
        }
        let mut cost = own;
        for obstacle in obstacles {
            let under: f64 =
                obstacle.points.windows(2).map(|pair| rect.length_inside(pair[0], pair[1])).sum();
            cost += obstacle.weight * under;
        }
        if cost < bar {
            best = Some((rect, cost));
        }
    }
    best.map(|(rect, _)| rect)
}

/// Places for labels of `height` between `low` and `high`, in the order of `wanted` (ascending), none
/// over another and all as near as can be to where they are wanted.
///
/// Labels and what is returned are centres. Where there is too little room for all, the last go below
/// `high`: callers ask for no more than [`room`] of them.
pub fn spread(wanted: &[f64], height: f64, low: f64, high: f64) -> Vec<f64> {
    // Without their heights the labels only need to be in order: least squares under an order is the mean
    // of each run that is out of order.
    let mut runs: Vec<(f64, usize)> = Vec::new();
    for (i, centre) in wanted.iter().enumerate() {
        let mut run = (centre - i as f64 * height, 1);
        while let Some((value, count)) = runs.pop() {
            if value <= run.0 {
                runs.push((value, count));
                break;
            }
            let total = count + run.1;
            run = ((value * count as f64 + run.0 * run.1 as f64) / total as f64, total);
        }
        runs.push(run);
    }
    let last = (high - height / 2.0 - (wanted.len().max(1) - 1) as f64 * height).max(low + height / 2.0);
    let settled = runs.iter().flat_map(|(value, count)| std::iter::repeat_n(*value, *count));
    settled.enumerate().map(|(i, v)| v.clamp(low + height / 2.0, last) + i as f64 * height).collect()
}

/// How many labels of `height` fit between `low` and `high`.
pub fn room(height: f64, low: f64, high: f64) -> usize {
    ((high - low) / height).max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };

    #[test]
    fn labels_are_pushed_apart_no_further_than_needed() {
        assert_eq!(spread(&[50.0, 55.0, 90.0], 10.0, 0.0, 100.0), [47.5, 57.5, 90.0]);
        assert_eq!(spread(&[98.0, 99.0], 10.0, 0.0, 100.0), [85.0, 95.0]);
        assert_eq!(spread(&[1.0, 2.0, 3.0], 10.0, 0.0, 100.0), [5.0, 15.0, 25.0]);
        assert_eq!(spread(&[], 10.0, 0.0, 100.0), []);
    }

    #[test]
    fn a_line_counts_as_far_as_it_runs_inside() {
        assert!((BOX.length_inside((-5.0, 5.0), (20.0, 5.0)) - 10.0).abs() < 1e-12);
        assert!((BOX.length_inside((0.0, 0.0), (20.0, 20.0)) - 200.0_f64.sqrt()).abs() < 1e-12);
        assert!(BOX.length_inside((20.0, 0.0), (20.0, 10.0)) < 1e-12);
    }

    #[test]
    fn words_keep_off_lines_and_words() {
        let free = Rect { left: 20.0, right: 30.0, ..BOX };
        let line = Obstacle { points: vec![(0.0, 5.0), (10.0, 5.0)], weight: 1.0 };
        let bounds = Rect { left: 0.0, top: 0.0, right: 40.0, bottom: 10.0 };
        assert_eq!(
            settle([(BOX, 0.0), (free, 5.0)], bounds, std::slice::from_ref(&line), &[], 99.0),
            Some(free)
        );
        assert_eq!(settle([(BOX, 0.0), (free, 5.0)], bounds, &[line], &[free], 99.0), Some(BOX));
        assert_eq!(settle([(BOX, 0.0)], bounds, &[], &[BOX], 99.0), None);
    }
}
