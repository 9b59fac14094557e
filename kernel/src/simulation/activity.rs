//! Activity without measures (method page, section 2).

use crate::maths;
use crate::units::Month;
use wide::f64x2;

/// Activity over that of the inventory year in the plan's first month, and from each month to the
/// next: `(1 + growth) ^ ((i - 12 (Y - y0) - 5.5) / 12)` at `i = 0`, and the ratio of neighbours.
///
/// - `growth`: share a year, above -1.
pub fn first_and_step(growth: f64, inventory_year: i32, start: Month) -> (f64, f64) {
    let middle = f64::from(12 * (inventory_year - start.year())) + 5.5;
    (maths::pow(1.0 + growth, -middle / 12.0), maths::pow(1.0 + growth, 1.0 / 12.0))
}

/// Fills a row with `first` and what follows when each value is `step` times the one before.
///
/// Four chains side by side, as one would have each multiplication wait for the last.
pub fn geometric_row(row: &mut [f64x2], first: f64x2, step: f64x2) {
    let square = step * step;
    let mut values = [first, first * step, first * square, first * step * square];
    let stride = square * square;
    let (chunks, rest) = row.as_chunks_mut::<4>();
    for chunk in chunks {
        *chunk = values;
        for value in &mut values {
            *value *= stride;
        }
    }
    rest.copy_from_slice(&values[..rest.len()]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inventory_year_is_the_mean_of_its_months_and_growth_compounds() {
        let (first, step) = first_and_step(0.1, 2023, Month::december(2020).plus(1));
        let mut row = [f64x2::ZERO; 60];
        geometric_row(&mut row, f64x2::splat(first), f64x2::splat(step));
        let at = |i: usize| row[i].to_array()[0];
        // July 2023 is month 30: (30 - 24 - 5.5) / 12 of a year after the middle of 2023.
        assert!((at(30) - maths::pow(1.1, 0.5 / 12.0)).abs() < 1e-14);
        assert!((at(42) / at(30) - 1.1).abs() < 1e-13);
    }
}
