//! How people spell months, numbers and states in a ledger: text to value, without context.

use crate::model::Status;
use crate::units::Month;

/// `text` as typed on an English keyboard: full-width letters, digits and signs become half-width.
pub fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2212}' | '\u{2013}' => '-',
        _ => c,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned()
}

/// The state that `text` names, in Chinese or English.
pub fn status(text: &str) -> Option<Status> {
    match half_width(text).to_ascii_lowercase().as_str() {
        "planned" | "计划" => Some(Status::Planned),
        "underway" | "在建" => Some(Status::Underway),
        "complete" | "完成" => Some(Status::Complete),
        _ => None,
    }
}

/// What a row of totals adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TotalOf {
    /// All projects of the ledger.
    All,
    /// Those since the row of this kind before.
    SinceTheLast,
}

/// What a row called `text` adds up, when it is one of totals.
pub fn total(text: &str) -> Option<TotalOf> {
    let text: String = half_width(text).to_ascii_lowercase().split_whitespace().collect();
    match text.trim_end_matches(':') {
        "合计" | "总计" | "总和" | "共计" | "total" | "grandtotal" | "sum" => Some(TotalOf::All),
        "小计" | "subtotal" | "sub-total" => Some(TotalOf::SinceTheLast),
        _ => None,
    }
}

/// The number that `text` spells: full-width digits and thousands separators (`1,234,567`) are read too.
pub fn number(text: &str) -> Option<f64> {
    let text = half_width(text);
    let plain = if text.contains([',', ' ']) { without_separators(&text)? } else { text };
    let digits = plain.trim_start_matches(['+', '-']);
    // `parse` also takes `inf`, `nan` and the like, which nobody means in a ledger.
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    plain.parse().ok()
}

/// `1,234,567.8` without its separators; `None` when they do not part groups of three digits.
fn without_separators(text: &str) -> Option<String> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut groups = whole.split([',', ' ']);
    let first = groups.next()?;
    let lead = first.trim_start_matches(['+', '-']);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let leads = (1..=3).contains(&lead.len()) && digits(lead);
    if !leads || !groups.all(|group| group.len() == 3 && digits(group)) {
        return None;
    }
    let whole = whole.replace([',', ' '], "");
    Some(fraction.map_or(whole.clone(), |fraction| format!("{whole}.{fraction}")))
}

/// The month that `text` spells: `2024-09`, `2024/9`, `2024.9`, `2024年9月`, `202409`, any of them with a
/// day or a time of day behind, `Sep-24`, or the serial number a spreadsheet stores for a date.
pub fn month(text: &str) -> Option<Month> {
    let text = half_width(text);
    if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
        return from_digits(&text);
    }
    if let Some(month) = from_english(&text) {
        return Some(month);
    }
    // A time of day may follow the date: `2024-09-30 00:00:00`, `2024-09-30T00:00:00`.
    let date = text.split([' ', 'T']).next()?.trim_end_matches(['日', '号']);
    let date = date.strip_suffix('月').unwrap_or(date);
    let mut separators = date.chars().filter(|c| SEPARATORS.contains(c));
    // 2024年6-9月 is no day in June.
    match (separators.next()?, separators.next(), separators.next()) {
        ('年', None | Some('月'), None) | ('-' | '/' | '.', None, None) => {}
        (first, Some(second), None) if first == second => {}
        _ => return None,
    }
    let mut parts = date.split(SEPARATORS);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next());
    let number = |digits: &str, most: usize| -> Option<u32> {
        let valid = (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if valid { digits.parse().ok() } else { None }
    };
    if year.len() != 4 {
        // Days in a fraction: a serial number with a time of day, `45536.5`.
        return (year.len() == 5 && date.contains('.') && day.is_none()).then(|| from_digits(year))?;
    }
    let month = Month::new(number(year, 4)? as i32, number(month, 2)?)?;
    match day.filter(|day| !day.is_empty()) {
        Some(day) => number(day, 2).filter(|day| (1..=days(month)).contains(day)).map(|_| month),
        None => Some(month),
    }
}

/// What stands between year, month and day.
const SEPARATORS: [char; 5] = ['-', '/', '.', '年', '月'];

/// How many days `month` has.
fn days(month: Month) -> u32 {
    let year = month.year();
    match month.month() {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// `202409`, `20240930`, or days since the end of 1899 as spreadsheets count them (`45536`).
fn from_digits(digits: &str) -> Option<Month> {
    let value: i64 = digits.parse().ok()?;
    match digits.len() {
        5 => Some(month_of_serial(value)),
        6 => Month::new((value / 100) as i32, (value % 100) as u32),
        8 => {
            let month = Month::new((value / 10_000) as i32, (value / 100 % 100) as u32)?;
            (1..=days(month)).contains(&((value % 100) as u32)).then_some(month)
        }
        _ => None,
    }
}

/// The month of the spreadsheet date `serial`, 10000 (1927) to 99999 (2173): the civil calendar from a count
/// of days, counted in eras of 400 years that begin on 1 March, so that leap days come last.
fn month_of_serial(serial: i64) -> Month {
    // Day 0 of spreadsheets is 30 December 1899, 693,899 days after 1 March of the year 0.
    let day = serial + 693_899;
    let day_of_era = day % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_since_march = (5 * day_of_year + 2) / 153;
    let year = day / 146_097 * 400 + year_of_era;
    Month::december(year as i32).plus(months_since_march as i32 - 9)
}

/// `Sep-24` or `Sep-2024`, which spreadsheets make of 2024-09.
fn from_english(text: &str) -> Option<Month> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (name, year) = text.split_once('-')?;
    let month = NAMES.iter().zip(1..).find(|(known, _)| name.eq_ignore_ascii_case(known))?.1;
    if !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match year.len() {
        2 => Month::new(2000 + year.parse::<i32>().ok()?, month),
        4 => Month::new(year.parse().ok()?, month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_people_spell_them() {
        for text in [
            "2024-09",
            "2024-9",
            "2024/9",
            "2024/09",
            "2024.9",
            "2024.09",
            "2024年9月",
            "2024年09月",
            "2024年9月30日",
            "2024-09-30",
            "2024/9/30",
            "2024-09-30 00:00:00",
            "2024-09-30T12:00:00",
            "202409",
            "20240930",
            "45536",
            "45565",
            "45536.5",
            "Sep-24",
            "sep-2024",
            "２０２４－０９",
            "２０２４年９月",
            " 2024-09 ",
        ] {
            assert_eq!(month(text), Month::new(2024, 9), "{text}");
        }
        for text in [
            "",
            "2024",
            "2024-13",
            "2024-00",
            "2024年",
            "9月",
            "24-09",
            "2024-9-32",
            "2024-9-1-1",
            "soon",
            "年月",
            "1e5",
            "2024-009",
            "0000-01",
            "999999999999999999999",
            "-2024-09",
            "2024-Q3",
            "2024年6-9月",
            "2024年6月-9月",
            "2024-6/9",
            "2024-6-31",
            "2023-02-29",
            "20240931",
            "45565.5.1",
            "Sep-024",
        ] {
            assert_eq!(month(text), None, "{text}");
        }
    }

    /// 1 January 1900 is day 2 by this count (spreadsheets believe in 29 February 1900, hence the 30 December).
    #[test]
    fn serial_numbers_are_spreadsheet_dates() {
        for (serial, year, m) in
            [(10_000, 1927, 5), (43_831, 2020, 1), (43_830, 2019, 12), (43_890, 2020, 2), (43_891, 2020, 3)]
        {
            assert_eq!(Some(month_of_serial(serial)), Month::new(year, m), "{serial}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_spell_them() {
        for (text, value) in [
            ("12", 12.0),
            ("1,234,567.5", 1_234_567.5),
            ("１２３４", 1234.0),
            ("１，２３４．５", 1234.5),
            ("1 234", 1234.0),
            ("-3", -3.0),
            ("−3", -3.0),
            ("+.5", 0.5),
            ("1e3", 1000.0),
            (" 7 ", 7.0),
            ("-1,000", -1000.0),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in [
            "",
            "-",
            "12,5",
            "1,23",
            "1,,000",
            "1234,567",
            "inf",
            "NaN",
            "12t",
            "1.2.3",
            "0x10",
            "1,000,00",
            "五",
            "1,234.5,6",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
