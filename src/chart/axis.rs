//! Round numbers for axes, and numbers as people write them.

use crate::locale::Lang;

/// Round values from at or below `low` to at or above `high`, about `wanted` of them.
pub fn ticks(low: f64, high: f64, wanted: usize) -> Vec<f64> {
    let span = (high - low).max(1e-9);
    let mut step = 1.0;
    while step * wanted as f64 > span * 10.0 {
        step /= 10.0;
    }
    while step * (wanted as f64) < span {
        step *= 10.0;
    }
    let smaller = [0.1, 0.2, 0.25, 0.5].into_iter().map(|part| part * step);
    let step = smaller.filter(|s| span / s <= wanted as f64).fold(step, f64::min);
    let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
    (first..=last).map(|i| i as f64 * step).collect()
}

/// A number with thousands separators: `8,420`; with decimals where it is small.
pub fn number(value: f64) -> String {
    let decimals = usize::from(!(value.abs() >= 100.0 || value.fract() == 0.0));
    let text = format!("{:.decimals$}", value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value < 0.0 && text.chars().any(|c| ('1'..='9').contains(&c)) { "−" } else { "" };
    format!("{sign}{grouped}{rest}")
}

/// A month as people write it: 2024年12月, December 2024.
pub fn month(month: crate::units::Month, lang: Lang) -> String {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match lang {
        Lang::Zh => format!("{}年{}月", month.year(), month.month()),
        Lang::En => format!("{} {}", NAMES[month.month() as usize - 1], month.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover() {
        assert_eq!(ticks(0.0, 10_400.0, 5), [0.0, 2500.0, 5000.0, 7500.0, 10_000.0, 12_500.0]);
        assert_eq!(ticks(0.0, 90.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert!(ticks(-120.0, 0.0, 5).first().is_some_and(|first| *first <= -120.0));
    }

    #[test]
    fn numbers_have_separators() {
        assert_eq!(number(8420.4), "8,420");
        assert_eq!(number(-1_234_567.0), "−1,234,567");
        assert_eq!(number(85.25), "85.2");
        assert_eq!(number(-0.01), "0.0");
    }
}
