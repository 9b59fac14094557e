//! Amounts as people write them: full-width digits, separators, units in the heading or in the cell.

use crate::locale::Text;
use crate::scenario::Column;
use crate::scenario::ledger_text::{half_width, number};

/// Why a cell is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It has no number, or more than one.
    NotANumber,
    /// Its unit is not one of the column's.
    Unit,
    /// It is below zero.
    Negative,
    /// It should count something.
    NotWhole,
}

/// The power of ten by which `heading` says the figures below it are to be multiplied.
pub fn of_heading(column: Column, heading: &str) -> i32 {
    let text: String = half_width(heading).to_lowercase().split_whitespace().collect();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match column {
        Column::Declared(_) if has(&["万吨"]) => 4,
        Column::Declared(_) if has(&["千吨", "(kt"]) => 3,
        Column::Declared(_) | Column::Quantity if has(&["千克", "公斤", "kg"]) => -3,
        Column::Capital if has(&["百万", "million"]) => 6,
        Column::Capital | Column::Quantity if has(&["亿"]) => 8,
        Column::Capital | Column::Quantity if has(&["万"]) => 4,
        Column::Capital if has(&["千元"]) => 3,
        Column::Quantity if has(&["千"]) => 3,
        _ => 0,
    }
}

/// Whether `heading` gives a rate that is not one a year.
pub fn is_other_rate(column: Column, heading: &str) -> bool {
    let text: String = half_width(heading).to_lowercase().split_whitespace().collect();
    let rates = ["/d", "/日", "/天", "/月", "/h", "/小时", "每日", "每天", "每月"];
    matches!(column, Column::Declared(_)) && rates.iter().any(|rate| text.contains(rate))
}

/// The number that `text` gives in the column's own unit, spelled as the ledger does; `shift` is the column's, which a
/// unit in the cell replaces. `basis` is what the measure's quantities are counted in.
pub fn amount(column: Column, text: &str, shift: i32, basis: Option<&Text>) -> Result<String, Wrong> {
    let text = half_width(text).to_lowercase();
    let text = text.trim_start_matches(['约', '≈', '~', '¥', '￥']).trim();
    let (figure, unit) = split(text);
    let value = number(figure).ok_or(Wrong::NotANumber)?;
    let unit: String = unit.split_whitespace().collect();
    let is_range = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    if unit.strip_prefix(['-', '~', '至', '到']).is_some_and(is_range) {
        return Err(Wrong::NotANumber);
    }
    let (shift, times) = match column {
        Column::RampMonths => (0, months(&unit)?),
        _ if unit.is_empty() => (shift, 1.0),
        Column::Capital => (money(&unit)?, 1.0),
        Column::Declared(_) => (mass(year(&unit))?, 1.0),
        _ => (quantity(&unit, basis)?, 1.0),
    };
    if value < 0.0 {
        return Err(Wrong::Negative);
    }
    // Moving the decimal point is exact where multiplying is not.
    let moved: f64 = format!("{value}e{shift}").parse().map_err(|_| Wrong::NotANumber)?;
    let value = moved * times;
    if column == Column::RampMonths && value.fract() != 0.0 {
        return Err(Wrong::NotWhole);
    }
    if value.is_finite() { Ok((value + 0.0).to_string()) } else { Err(Wrong::NotANumber) }
}

/// The figure at the beginning, and what follows it.
fn split(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let is_figure = |at: usize, c: char| match c {
        '0'..='9' | '.' | ',' | ' ' => true,
        '+' | '-' => at == 0 || bytes[at - 1] == b'e',
        'e' => at > 0 && bytes.get(at + 1).is_some_and(|next| next.is_ascii_digit() || b"+-".contains(next)),
        _ => false,
    };
    let end = text.char_indices().find(|(at, c)| !is_figure(*at, *c)).map_or(text.len(), |(at, _)| at);
    (text[..end].trim_end(), text[end..].trim())
}

/// A unit without the year it is by.
fn year(unit: &str) -> &str {
    ["/年", "/a", "/yr", "/year", "/y", "每年"].iter().find_map(|by| unit.strip_suffix(by)).unwrap_or(unit)
}

fn mass(unit: &str) -> Result<i32, Wrong> {
    match unit {
        "吨" | "t" | "tonnes" | "tons" | "" => Ok(0),
        "万吨" | "万t" | "万" => Ok(4),
        "千吨" | "kt" => Ok(3),
        "千克" | "公斤" | "kg" => Ok(-3),
        _ => Err(Wrong::Unit),
    }
}

fn money(unit: &str) -> Result<i32, Wrong> {
    match unit.trim_end_matches("人民币") {
        "元" | "cny" | "rmb" | "yuan" => Ok(0),
        "千元" => Ok(3),
        "万元" | "万" => Ok(4),
        "百万元" | "百万" => Ok(6),
        "亿元" | "亿" => Ok(8),
        _ => Err(Wrong::Unit),
    }
}

fn months(unit: &str) -> Result<f64, Wrong> {
    match unit {
        "" | "个月" | "月" | "month" | "months" => Ok(1.0),
        "年" | "year" | "years" => Ok(12.0),
        _ => Err(Wrong::Unit),
    }
}

/// A quantity's unit: the measure's own, with or without 万 and the like; tonnes and kilograms for a measure in tonnes.
fn quantity(unit: &str, basis: Option<&Text>) -> Result<i32, Wrong> {
    let plain = |text: &str| -> String { half_width(text).to_lowercase().split_whitespace().collect() };
    let is_basis = |unit: &str| {
        basis.is_some_and(|basis| {
            [&basis.zh, &basis.en].into_iter().map(|name| plain(name)).any(|name| {
                unit.is_empty()
                    || name == unit
                    || name.starts_with(unit)
                    || name.trim_end_matches("/年") == year(unit)
            })
        })
    };
    let in_tonnes = basis.is_some_and(|basis| {
        let (zh, en) = (plain(&basis.zh), plain(&basis.en));
        zh.starts_with('吨') || en == "t" || basis.en.starts_with("t ") || en.starts_with("tonne")
    });
    // The measure's own unit may be counted in ten thousands.
    if !unit.is_empty() && is_basis(unit) {
        return Ok(0);
    }
    if in_tonnes && let Ok(shift) = mass(year(unit)) {
        return Ok(shift);
    }
    let (shift, rest) = [("百万", 6), ("万", 4), ("亿", 8), ("千", 3)]
        .into_iter()
        .find_map(|(word, shift)| unit.strip_prefix(word).map(|rest| (shift, rest)))
        .ok_or(Wrong::Unit)?;
    if rest.is_empty() || is_basis(rest) { Ok(shift) } else { Err(Wrong::Unit) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Pollutant;

    #[test]
    fn amounts_are_read_with_their_units() {
        let clinker = Text::new("吨熟料", "t clinker");
        let quantity = |text: &str, shift| amount(Column::Quantity, text, shift, Some(&clinker));
        for (text, shift, expected) in [
            ("1090000", 0, "1090000"),
            ("１０９万吨", 0, "1090000"),
            ("109", 4, "1090000"),
            ("109.3", 4, "1093000"),
            ("109万", 4, "1090000"),
            ("1,090,000 吨熟料", 0, "1090000"),
            ("约500", 0, "500"),
            ("2.5e3 t", 0, "2500"),
            ("3000kg", 0, "3"),
            ("0", 0, "0"),
        ] {
            assert_eq!(quantity(text, shift).as_deref(), Ok(expected), "{text}");
        }
        assert_eq!(quantity("12 台", 0), Err(Wrong::Unit));
        assert_eq!(quantity("10-20", 0), Err(Wrong::NotANumber));
        assert_eq!(quantity("-3", 0), Err(Wrong::Negative));
        assert_eq!(quantity("许多", 0), Err(Wrong::NotANumber));
        assert_eq!(amount(Column::Capital, "¥1,750万元", 0, None).as_deref(), Ok("17500000"));
        assert_eq!(amount(Column::Capital, "1750", 4, None).as_deref(), Ok("17500000"));
        assert_eq!(amount(Column::Capital, "1.2亿", 4, None).as_deref(), Ok("120000000"));
        let nox = Column::Declared(Pollutant::Nox);
        assert_eq!(amount(nox, "1234 千克/年", 0, None).as_deref(), Ok("1.234"));
        assert_eq!(amount(nox, "12 t/a", 4, None).as_deref(), Ok("12"));
        assert_eq!(amount(nox, "12 t/d", 0, None), Err(Wrong::Unit));
        assert_eq!(amount(Column::RampMonths, "3个月", 0, None).as_deref(), Ok("3"));
        assert_eq!(amount(Column::RampMonths, "1.5", 0, None), Err(Wrong::NotWhole));
    }
}
