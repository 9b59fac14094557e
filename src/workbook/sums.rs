//! Rows of totals held against the rows they are over. Ledgers are laid out in many ways: where another reading of a
//! total would be right, it is.

use super::spellings::plain;
use crate::scenario::ledger_text::{TotalOf, total};

/// The rows that a row of totals is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// All of them.
    All,
    /// Those since the row of totals before, or up to the next.
    Part,
    /// That can't be told: 青山区合计.
    Untold,
}

/// What a row called `text` adds up, when it is one of totals.
pub fn total_of(text: &str) -> Option<Over> {
    const WORDS: [&str; 5] = ["合计", "小计", "总计", "共计", "累计"];
    let text = plain(text);
    if let Some(of) = total(&text) {
        return Some(match of {
            TotalOf::All => Over::All,
            TotalOf::SinceTheLast => Over::Part,
        });
    }
    let is_total = WORDS.iter().any(|word| text.starts_with(word) || text.ends_with(word));
    let of = if text.ends_with("小计") { Over::Part } else { Over::Untold };
    (is_total && text.chars().count() <= 12).then_some(of)
}

/// The amounts of one column: row of the sheet, in order, and sum up to it.
pub struct Sums {
    rows: Vec<usize>,
    up_to: Vec<f64>,
}

impl Sums {
    /// Of `amounts`, by their rows.
    pub fn of(amounts: impl Iterator<Item = (usize, f64)>) -> Self {
        let mut sums = Self { rows: Vec::new(), up_to: vec![0.0] };
        let mut sum = 0.0;
        for (row, amount) in amounts {
            sum += amount;
            sums.rows.push(row);
            sums.up_to.push(sum);
        }
        sums
    }

    /// Of the rows from `first` to before `end`; `None` when there are none.
    fn between(&self, first: usize, end: usize) -> Option<f64> {
        let at = |row| self.rows.partition_point(|known| *known < row);
        let (first, end) = (at(first), at(end));
        (first < end).then(|| self.up_to[end] - self.up_to[first])
    }

    /// What the row of totals `rows[which]` should say, when it is not `is_right`; `None` when it is, or in doubt.
    pub fn missed(
        &self,
        rows: &[(usize, Over)],
        which: usize,
        is_right: impl Fn(f64) -> bool,
    ) -> Option<f64> {
        let (row, of) = rows[which];
        let before = which.checked_sub(1).map_or(0, |before| rows[before].0);
        let after = rows.get(which + 1).map_or(usize::MAX, |after| after.0);
        let (above, below) = (self.between(before, row), self.between(row, after));
        let (all, so_far) = (self.between(0, usize::MAX), self.between(0, row));
        if [above, below, all, so_far].into_iter().flatten().any(is_right) {
            return None;
        }
        match of {
            Over::Untold => None,
            // Subtotals stand above their rows where the first does.
            Over::Part => {
                let first = rows.iter().find(|(_, of)| *of == Over::Part)?.0;
                if self.between(0, first).is_some() { above } else { below }
            }
            Over::All => {
                let alone = rows.iter().filter(|(_, of)| *of == Over::All).count() == 1;
                all.filter(|_| alone)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_held_against_the_rows_they_may_be_over() {
        let held = |amounts: [(usize, f64); 4], rows: [(usize, Over); 3], right: [f64; 3]| {
            let sums = Sums::of(amounts.into_iter());
            for (which, right) in right.into_iter().enumerate() {
                let missed = |says: f64| sums.missed(&rows, which, |sum| (sum - says).abs() < 0.5);
                assert_eq!((missed(right), missed(right + 1.0)), (None, Some(right)));
            }
        };
        // Below their rows: 1, 2, subtotal 3, rows 4, 5, subtotal 6, total 7. Above: total 0, subtotal 1, rows 2, 3, …
        let below = [(3, Over::Part), (6, Over::Part), (7, Over::All)];
        held([(1, 10.0), (2, 20.0), (4, 30.0), (5, 40.0)], below, [30.0, 70.0, 100.0]);
        let above = [(0, Over::All), (1, Over::Part), (4, Over::Part)];
        let amounts = [(2, 10.0), (3, 20.0), (5, 30.0), (6, 40.0)];
        held(amounts, above, [100.0, 30.0, 70.0]);
        let above = Sums::of(amounts.into_iter());
        // Two grand totals, a district's own: it can't be told what they are over.
        assert_eq!(above.missed(&[(4, Over::All), (7, Over::All)], 1, |_| false), None);
        assert_eq!(above.missed(&[(4, Over::Untold)], 0, |_| false), None);
    }

    #[test]
    fn rows_of_totals_are_known_by_their_names() {
        for (text, of) in [
            ("合 计", Some(Over::All)),
            ("小计：", Some(Over::Part)),
            ("青山区小计", Some(Over::Part)),
            ("青山区合计", Some(Over::Untold)),
            ("累计", Some(Over::Untold)),
            ("一号窑", None),
        ] {
            assert_eq!(total_of(text), of, "{text}");
        }
    }
}
