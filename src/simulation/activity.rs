//! Activity without measures (method page, section 2).

use crate::maths;
use crate::units::Month;

/// A row of `L` lanes a month: activity over that of the inventory year,
/// `(1 + growth) ^ ((i - 12 (Y - y0) - 5.5) / 12)`.
///
/// - `row`: `months * L` values.
/// - `growth`: share a year, above -1.
pub fn growth_row<const L: usize>(row: &mut [f64], growth: &[f64; L], inventory_year: i32, start: Month) {
    let middle = f64::from(12 * (inventory_year - start.year())) + 5.5;
    let mut value = growth.map(|g| maths::pow(1.0 + g, -middle / 12.0));
    let step = growth.map(|g| maths::pow(1.0 + g, 1.0 / 12.0));
    for month in row.chunks_exact_mut(L) {
        month.copy_from_slice(&value);
        for (value, step) in value.iter_mut().zip(step) {
            *value *= step;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inventory_year_is_the_mean_of_its_months_and_growth_compounds() {
        let mut row = [0.0; 60];
        growth_row(&mut row, &[0.1], 2023, Month::december(2020).plus(1));
        // July 2023 is month 30: (30 - 24 - 5.5) / 12 of a year after the middle of 2023.
        assert!((row[30] - maths::pow(1.1, 0.5 / 12.0)).abs() < 1e-14);
        assert!((row[42] / row[30] - 1.1).abs() < 1e-13);
    }
}
