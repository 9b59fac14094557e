//! Rows of totals, held against the rows they are over.

use super::{Reading, is_amount, problem};
use crate::scenario::Column;
use crate::workbook::canonical;
use crate::workbook::sums::{Over, Sums};
use crate::workbook::units;

/// So far a total may be from the sum of its rows, which are rounded.
const TOTAL_ROUNDING: f64 = 0.005;
/// So many decimals of a total are looked at.
const MOST_DECIMALS: usize = 12;

impl Reading<'_> {
    /// Holds rows of totals against the rows they are over, where all of them are taken.
    pub(super) fn check_totals(&mut self) {
        let left = |reason| self.out.left_out.iter().any(|row| row.reason == reason);
        if self.out.errors > 0 || ["hidden", "unwanted", "refused"].into_iter().any(left) {
            return;
        }
        let rows = self.out.left_out.iter().filter(|row| row.reason == "total").map(|row| row.row - 1);
        let rows: Vec<_> = rows.map(|row| (row, self.total_of(row).unwrap_or(Over::Untold))).collect();
        let measure = self.out.rows.first().map_or("", |row| row.get(Column::Measure)).to_owned();
        let one_measure = self.out.rows.iter().all(|row| row.get(Column::Measure) == measure);
        let basis = self.names.known.unit(&measure);
        let mut found = Vec::new();
        for (column, (index, shift, unit)) in &self.places {
            if !is_amount(*column)
                || *column == Column::RampMonths
                || *column == Column::Quantity && !(one_measure && basis.is_some())
            {
                continue;
            }
            let amount = |row: &canonical::Row| row.get(*column).parse().unwrap_or(0.0);
            let lines = self.out.lines.iter().map(|line| line - 1);
            let sums = Sums::of(lines.zip(self.out.rows.iter().map(amount)));
            let read =
                |text: &str| units::amount(*column, text, (*shift, unit), basis).ok()?.parse::<f64>().ok();
            for (which, (row, _)) in rows.iter().enumerate() {
                let text = self.sheet.cell(*row, *index).text();
                let beside = *column == Column::Quantity && self.units.is_some();
                let text = if beside { self.with_unit(*row, text) } else { text };
                let Some((_, decimals, behind)) = units::figure(&text) else { continue };
                if beside && behind.is_empty() {
                    continue; // in whose unit is not told
                }
                let decimals = decimals.min(MOST_DECIMALS);
                let half = format!("0.{:0>1$}{behind}", 5, decimals + 1);
                let (Some(says), Some(one), Some(half_a_digit)) =
                    (read(&text), read(&format!("1{behind}")), read(&half))
                else {
                    continue;
                };
                let is_right = |sum: f64| {
                    (sum - says).abs() <= half_a_digit.max(TOTAL_ROUNDING * sum.max(says)) * (1.0 + 1e-9)
                };
                if let Some(sum) = sums.missed(&rows, which, is_right) {
                    let sum = format!("{:.*}", decimals + 2, sum / one);
                    let sum = format!("{}{behind}", sum.trim_end_matches('0').trim_end_matches('.'));
                    found.push(problem::total_differs(&self.spot(*row, *index), &text, &sum));
                }
            }
        }
        for problem in found {
            self.tell(problem);
        }
    }
}
