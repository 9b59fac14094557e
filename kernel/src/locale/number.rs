//! Numbers as people write them, the same in charts, sentences and tables.

/// With thousands separators, a true minus sign and `decimals` decimals; halves are rounded away from zero, as schools and
/// browsers do: `−1,235`.
pub fn fixed(value: f64, decimals: usize) -> String {
    let size = value.abs();
    // What is half of the last decimal is an odd number of these parts, exactly: no other binary fraction can be one.
    let parts = size * f64::from(1_u32 << (decimals + 1));
    let is_half = (parts % 2.0).to_bits() == 1.0_f64.to_bits();
    let text = format!("{:.decimals$}", if is_half { size.next_up() } else { size });
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let is_negative = value < 0.0 && text.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    let mut grouped = if is_negative { "−".to_owned() } else { String::new() };
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// A number with as many digits as carry meaning: whole from 100 on, one decimal from 10 on, else two.
pub fn amount(value: f64) -> String {
    let size = value.abs();
    let decimals = if !(0.005..99.95).contains(&size) {
        0
    } else if size >= 9.995 {
        1
    } else {
        2
    };
    fixed(value, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_as_the_page_rounds_them() {
        for (value, decimals, text) in [
            (0.5, 0, "1"),
            (2.5, 0, "3"),
            (0.25, 1, "0.3"),
            (76.25, 1, "76.3"),
            (0.125, 2, "0.13"),
            (0.375, 2, "0.38"),
            (-0.04, 1, "0.0"),
            (-1234.5, 0, "−1,235"),
            (1_234_567.0, 0, "1,234,567"),
            (84.249_999, 1, "84.2"),
            (0.35, 1, "0.3"), // a little less than it looks
            (999.95, 1, "1,000.0"),
            (9e15, 1, "9,000,000,000,000,000.0"),
        ] {
            assert_eq!(fixed(value, decimals), text, "{value}");
        }
    }

    #[test]
    fn amounts_have_the_digits_that_carry_meaning() {
        for (value, text) in [
            (8420.4, "8,420"),
            (-1_234_567.0, "−1,234,567"),
            (99.97, "100"),
            (85.26, "85.3"),
            (12.0, "12.0"),
            (9.996, "10.0"),
            (1.45, "1.45"),
            (-0.346, "−0.35"),
            (-0.001, "0"),
        ] {
            assert_eq!(amount(value), text, "{value}");
        }
    }
}
