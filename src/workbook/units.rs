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
    /// The unit in the column's heading is not one of the measure's.
    HeadingUnit,
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
        Column::Declared(_) if has(&["千克", "公斤", "kg"]) => -3,
        Column::Capital if has(&["百万", "million"]) => 6,
        Column::Capital if has(&["亿"]) => 8,
        Column::Capital if has(&["万"]) => 4,
        Column::Capital if has(&["千元"]) => 3,
        _ => 0,
    }
}

/// The unit that the heading of quantities gives, where it is one of weight or volume, or counts in thousands and the
/// like; empty for others, which are the measures' own.
pub fn of_quantities(heading: &str) -> String {
    let text: String = half_width(heading).to_lowercase().split_whitespace().collect();
    let within = |open, close| text.split_once(open).and_then(|(_, rest)| rest.split_once(close));
    let bracketed = within('(', ')').or_else(|| within('[', ']')).map(|(unit, _)| unit);
    let behind = || text.split_once(['/', ',', ':']).map(|(_, unit)| unit);
    let last = || text.find(['万', '亿']).map(|at| text[at..].trim_start_matches("万元"));
    let unit = bracketed.or_else(behind).or_else(last).unwrap_or_default();
    let unit = unit.trim_start_matches("单位").trim_start_matches(':');
    let (shift, rest) = scaled(unit);
    let measured = ["吨", "t/", "kt", "千克", "公斤", "kg", "立方米", "m3", "m³", "方/", "亩", "公顷"];
    let is_one =
        shift != 0 || ["t", "ha"].contains(&rest) || measured.iter().any(|known| rest.starts_with(known));
    if is_one { unit.to_owned() } else { String::new() }
}

/// The unit of money that a line above a table gives for it: 万元 in “单位：万元”.
pub fn of_money(line: &str) -> Option<&'static str> {
    let text: String = half_width(line).split_whitespace().collect();
    let units = ["元", "千元", "万元", "百万元", "亿元"];
    text.split("单位:").skip(1).find_map(|rest| {
        let rest = rest.trim_start_matches("人民币");
        let ends = |unit: &&&str| !rest[unit.len()..].starts_with(char::is_alphanumeric);
        units.iter().filter(|unit| rest.starts_with(**unit)).find(ends).copied()
    })
}

/// Whether a heading, without blanks and brackets, stands over units; that alone, or only if there are units below it: 单位
/// is also an office or a company.
pub fn heads_units(heading: &str) -> Option<bool> {
    match heading {
        "单位" => Some(false),
        "unit" | "units" | "unitofmeasure" | "unitofquantity" => Some(true),
        _ => ["计量单位", "数量单位", "规模单位"].iter().any(|end| heading.ends_with(end)).then_some(true),
    }
}

/// Whether `text` looks like a unit: 万吨/年, 台, m³/d.
pub fn is_unit(text: &str) -> bool {
    let text: String = half_width(text).to_lowercase().split_whitespace().collect();
    let (_, unit) = scaled(&text);
    let known = [
        "吨", "千克", "公斤", "立方", "方", "亩", "公顷", "平方", "公里", "台", "辆", "个", "套", "座", "处",
        "家", "户", "人", "口", "头", "只", "羽", "条", "村", "艘", "项", "t", "kg", "m3", "m³", "ha", "km",
        "units", "vehicles",
    ];
    let counted = unit.split('/').next().unwrap_or_default();
    text.chars().count() <= 8
        && (known.contains(&counted)
            || counted.chars().count() <= 4 && ["吨", "立方"].iter().any(|start| counted.starts_with(start)))
}

/// Whether `heading` says what its figures are in, where the column has a unit of its own.
pub fn is_in_heading(column: Column, heading: &str) -> bool {
    let text: String = half_width(heading).to_lowercase().split_whitespace().collect();
    let units: &[&str] = match column {
        Column::Capital => &["元", "万", "亿", "million", "cny", "rmb", "yuan", "¥", "￥"],
        Column::Declared(_) => &["吨", "千克", "公斤", "kg", "kt", "(t)", "t/", ",t", "/t"],
        _ => return true,
    };
    text.ends_with("_t") || units.iter().any(|unit| text.contains(unit))
}

/// The figure at the beginning of `text`, how many decimals it has, and the unit behind it.
pub fn figure(text: &str) -> Option<(f64, usize, String)> {
    let text = half_width(text).to_lowercase();
    let (figure, unit) = split(text.trim_start_matches(['¥', '￥']).trim());
    let decimals = figure.split_once('.').map_or(0, |(_, fraction)| fraction.trim_end().len());
    Some((number(figure)?, decimals, unit.to_owned()))
}

/// What is left of `text` without words that say it is not exact, where there are any: 约120, 120台左右, ≥100.
pub fn inexact(text: &str) -> Option<&str> {
    const BEFORE: [&str; 11] = ["约", "大约", "近", "≈", "~", "≥", ">=", ">", "不少于", "不低于", "超过"];
    const BEHIND: [&str; 5] = ["左右", "上下", "以上", "余", "多"];
    let text = text.trim();
    let rest = BEFORE.iter().find_map(|word| text.strip_prefix(word));
    let rest = rest.or_else(|| BEHIND.iter().find_map(|word| text.strip_suffix(word)))?.trim();
    rest.contains(|c: char| c.is_ascii_digit()).then_some(rest)
}

/// Whether `heading` gives a rate that is not one a year.
pub fn is_other_rate(column: Column, heading: &str) -> bool {
    let text: String = half_width(heading).to_lowercase().split_whitespace().collect();
    let rates = ["/d", "/日", "/天", "/月", "/h", "/小时", "每日", "每天", "每月"];
    matches!(column, Column::Declared(_)) && rates.iter().any(|rate| text.contains(rate))
}

/// The number that `text` gives in the column's own unit, spelled as the ledger does; `shift` and `heading`, a unit, are the
/// column's, which a unit in the cell replaces. `basis` is what the measure's quantities are counted in.
pub fn amount(
    column: Column,
    text: &str,
    (shift, heading): (i32, &str),
    basis: Option<&Text>,
) -> Result<String, Wrong> {
    let text = half_width(text).to_lowercase();
    let text = inexact(&text).unwrap_or(&text).trim_start_matches(['¥', '￥']).trim();
    let (figure, unit) = split(text);
    let value = number(figure).ok_or(Wrong::NotANumber)?;
    let unit: String = unit.split_whitespace().collect();
    let is_range = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    if unit.strip_prefix(['-', '~', '至', '到']).is_some_and(is_range) {
        return Err(Wrong::NotANumber);
    }
    let factor = match column {
        Column::RampMonths => months(&unit)?,
        Column::Quantity if unit.is_empty() && !heading.is_empty() => {
            let factor = quantity(heading, basis).map_err(|_| Wrong::HeadingUnit)?;
            Factor { shift: shift + factor.shift, ..factor }
        }
        _ if unit.is_empty() => Factor::ten(shift),
        Column::Capital => Factor::ten(money(&unit)?),
        Column::Declared(_) => Factor::ten(mass(year(&unit))?),
        _ => quantity(&unit, basis)?,
    };
    if value < 0.0 {
        return Err(Wrong::Negative);
    }
    let value = factor.of(value).ok_or(Wrong::NotANumber)?;
    if column == Column::RampMonths && value.fract() != 0.0 {
        return Err(Wrong::NotWhole);
    }
    if value.is_finite() { Ok((value + 0.0).to_string()) } else { Err(Wrong::NotANumber) }
}

/// The number that `text` gives in `unit`, a figure's own: with that unit behind it, with 万 and the like before it, or alone.
pub fn figure_amount(text: &str, unit: &Text) -> Result<f64, Wrong> {
    let text = half_width(text).to_lowercase();
    let (sign, size) = match text.trim().strip_prefix('-') {
        Some(size) => (-1.0, size),
        None => (1.0, text.trim()),
    };
    if inexact(size).is_some() {
        return Err(Wrong::NotANumber);
    }
    let behind = split(size).1;
    // A unit may be cut short after a word of it (kg for kg/t), not within one (k).
    let cut = |own: &String| {
        let rest = half_width(own).to_lowercase().strip_prefix(behind).map(str::to_owned);
        let goes_on = rest.is_some_and(|rest| rest.trim_start_matches('s').starts_with(char::is_alphabetic));
        goes_on && (behind.ends_with(|c: char| c.is_ascii_alphabetic()) || behind == "千")
    };
    if !behind.is_empty() && [&unit.zh, &unit.en].into_iter().any(cut) {
        return Err(Wrong::Unit);
    }
    let read = amount(Column::Quantity, size, (0, ""), Some(unit))?;
    read.parse::<f64>().map(|value| sign * value).map_err(|_| Wrong::NotANumber)
}

/// What figures in one unit are multiplied by to be in another: 10 to the power of `shift`, times `times`, by `per`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Factor {
    shift: i32,
    times: u32,
    per: u32,
}

impl Factor {
    fn ten(shift: i32) -> Self {
        Self { shift, times: 1, per: 1 }
    }

    /// `value` in the other unit, rounded once.
    fn of(self, value: f64) -> Option<f64> {
        let Self { shift, times, per } = self;
        if (times, per) == (1, 1) {
            // Moving the decimal point is exact where multiplying is not.
            return format!("{value}e{shift}").parse().ok();
        }
        let text = value.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        // Both are whole numbers.
        let down = fraction.len() as i32 - shift;
        let above: f64 = format!("{whole}{fraction}e{}", (-down).max(0)).parse().ok()?;
        let below: f64 = format!("{per}e{}", down.max(0)).parse().ok()?;
        Some(above * f64::from(times) / below)
    }
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

fn months(unit: &str) -> Result<Factor, Wrong> {
    match unit {
        "" | "个月" | "月" | "month" | "months" => Ok(Factor::ten(0)),
        "年" | "year" | "years" => Ok(Factor { times: 12, ..Factor::ten(0) }),
        _ => Err(Wrong::Unit),
    }
}

/// A day's flow of water in tonnes, as a power of ten: a cubic metre is a tonne.
fn daily(unit: &str) -> Option<i32> {
    let of_day = ["/日", "/天", "/d", "/day"].iter().find_map(|by| unit.strip_suffix(by))?;
    let (shift, rest) = scaled(of_day);
    ["吨", "t", "立方米", "立方", "方", "m3", "m³", "m^3"].contains(&rest).then_some(shift)
}

/// An area in 亩, and a power of ten: a hectare is 15.
fn area(unit: &str) -> Option<(i32, u32)> {
    let (shift, rest) = scaled(unit);
    match rest {
        "亩" | "mu" => Some((shift, 1)),
        "公顷" | "ha" | "hectares" => Some((shift, 15)),
        _ => None,
    }
}

/// A quantity's unit: the measure's own, with or without 万 and the like; tonnes and kilograms for a measure in tonnes,
/// cubic metres for one in tonnes a day, which is water, 亩 for hectares.
fn quantity(unit: &str, basis: Option<&Text>) -> Result<Factor, Wrong> {
    let plain = |text: &str| -> String { half_width(text).to_lowercase().split_whitespace().collect() };
    let names = basis.map(|basis| [plain(&basis.zh), plain(&basis.en)]).unwrap_or_default();
    // 公顷服务农田
    let of_land = |name: &str| name.starts_with("公顷").then_some((0, 15));
    if let Some((shift, times)) = area(unit)
        && let Some((own, per)) = names.iter().find_map(|name| area(name).or_else(|| of_land(name)))
    {
        // A hectare has 15 亩, so that one of them is 1.
        let (times, per) = if times == per { (1, 1) } else { (times, per) };
        return Ok(Factor { shift: shift - own, times, per });
    }
    if let Some(shift) = daily(unit)
        && let Some(own) = names.iter().find_map(|name| daily(name))
    {
        return Ok(Factor::ten(shift - own));
    }
    power(unit, basis).map(Factor::ten)
}

/// The power of ten between a unit and the measure's.
fn power(unit: &str, basis: Option<&Text>) -> Result<i32, Wrong> {
    let plain = |text: &str| -> String { half_width(text).to_lowercase().split_whitespace().collect() };
    // People are counted as people, whatever of them the measure counts: 受益人口, population served.
    let is_of_people = |text: &Text| plain(&text.zh).contains("人口") || plain(&text.en).contains("people");
    let counts_people = basis.is_some_and(is_of_people);
    let is_basis = |unit: &str| {
        if counts_people && ["人", "口", "people", "persons"].contains(&unit) {
            return true;
        }
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
        zh.starts_with('吨')
            || en == "t"
            || basis.en.starts_with("t ") && !en.contains('/')
            || en.starts_with("tonne")
    });
    // The measure's own unit may be counted in ten thousands.
    if !unit.is_empty() && is_basis(unit) {
        return Ok(0);
    }
    if in_tonnes && let Ok(shift) = mass(year(unit)) {
        return Ok(shift);
    }
    let (shift, rest) = scaled(unit);
    if shift != 0 && (rest.is_empty() || is_basis(rest)) {
        return Ok(shift);
    }
    // The measure may count in ten thousands itself.
    let names = basis.map(|basis| [plain(&basis.zh), plain(&basis.en)]).unwrap_or_default();
    let mut owns = names.iter().map(|name| scaled(name)).filter(|(_, own)| !rest.is_empty() && *own == rest);
    let (own, _) = owns.next().ok_or(Wrong::Unit)?;
    Ok(shift - own)
}

/// The power of ten that a unit begins with, and the rest of it.
fn scaled(unit: &str) -> (i32, &str) {
    if mass(unit) == Ok(-3) {
        return (0, unit);
    }
    [("百万", 6), ("10,000", 4), ("万", 4), ("亿", 8), ("千", 3)]
        .into_iter()
        .find_map(|(word, shift)| unit.strip_prefix(word).map(|rest| (shift, rest)))
        .unwrap_or((0, unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::units::Pollutant;

    #[test]
    fn amounts_are_read_with_their_units() {
        let clinker = Text::new("吨熟料", "t clinker");
        let quantity = |text: &str, shift| amount(Column::Quantity, text, (shift, ""), Some(&clinker));
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
        assert_eq!(amount(Column::Capital, "¥1,750万元", (0, ""), None).as_deref(), Ok("17500000"));
        assert_eq!(amount(Column::Capital, "1750", (4, ""), None).as_deref(), Ok("17500000"));
        assert_eq!(amount(Column::Capital, "1.2亿", (4, ""), None).as_deref(), Ok("120000000"));
        let nox = Column::Declared(Pollutant::Nox);
        assert_eq!(amount(nox, "1234 千克/年", (0, ""), None).as_deref(), Ok("1.234"));
        assert_eq!(amount(nox, "12 t/a", (4, ""), None).as_deref(), Ok("12"));
        assert_eq!(amount(nox, "12 t/d", (0, ""), None), Err(Wrong::Unit));
        assert_eq!(amount(Column::RampMonths, "3个月", (0, ""), None).as_deref(), Ok("3"));
        assert_eq!(amount(Column::RampMonths, "1.5", (0, ""), None), Err(Wrong::NotWhole));
    }

    #[test]
    fn figures_are_read_in_their_own_unit() {
        let tonnes = Text::new("吨", "t");
        let factor = Text::new("千克/吨熟料", "kg/t clinker");
        let running = Text::new("元/蒸吨/年", "CNY/t steam/yr");
        for (text, unit, expected) in [
            ("9,000吨", &tonnes, Ok(9000.0)),
            ("９，０００ 吨", &tonnes, Ok(9000.0)),
            ("0.9万吨", &tonnes, Ok(9000.0)),
            ("0.9万", &tonnes, Ok(9000.0)),
            ("9千吨", &tonnes, Ok(9000.0)),
            ("9000000 kg", &tonnes, Ok(9000.0)),
            ("9000 t", &tonnes, Ok(9000.0)),
            ("9,00吨", &tonnes, Err(Wrong::NotANumber)),
            ("9000人", &tonnes, Err(Wrong::Unit)),
            ("85%", &tonnes, Err(Wrong::Unit)),
            ("九千吨", &tonnes, Err(Wrong::NotANumber)),
            ("约9000吨", &tonnes, Err(Wrong::NotANumber)),
            (">9000", &tonnes, Err(Wrong::NotANumber)),
            ("1.98千克/吨熟料", &factor, Ok(1.98)),
            ("1.98 kg/t clinker", &factor, Ok(1.98)),
            ("1.98 kg", &factor, Ok(1.98)),
            ("5千", &factor, Err(Wrong::Unit)),
            ("5k", &factor, Err(Wrong::Unit)),
            ("1.98吨", &factor, Err(Wrong::Unit)),
            ("-1.2万元/蒸吨/年", &running, Ok(-12_000.0)),
            ("−12000", &running, Ok(-12_000.0)),
            ("12000 吨", &running, Err(Wrong::Unit)),
        ] {
            assert_eq!(figure_amount(text, unit), expected, "{text}");
        }
    }

    #[test]
    fn people_are_counted_as_people() {
        let people = Text::new("受益人口", "people served");
        let quantity = |text: &str| amount(Column::Quantity, text, (0, ""), Some(&people));
        assert_eq!(quantity("1263人").as_deref(), Ok("1263"));
        assert_eq!(quantity("1.2万人").as_deref(), Ok("12000"));
        assert_eq!(quantity("1263户"), Err(Wrong::Unit));
        let vans = Text::new("辆", "vehicles");
        assert_eq!(amount(Column::Quantity, "5人", (0, ""), Some(&vans)), Err(Wrong::Unit));
    }

    #[test]
    fn water_is_counted_in_tonnes_and_land_in_hectares() {
        let of = |text: &str, heading: &str, zh: &str, en: &str| {
            amount(Column::Quantity, text, (0, heading), Some(&Text::new(zh, en)))
        };
        for (text, expected) in [
            ("2万m³/d", "2"),
            ("2万立方米/日", "2"),
            ("1.5万方/天", "1.5"),
            ("5000 m3/d", "0.5"),
            ("3万吨/天", "3"),
            ("3 万t/d", "3"),
        ] {
            assert_eq!(of(text, "", "万吨/日", "10,000 t/d").as_deref(), Ok(expected), "{text}");
        }
        assert_eq!(of_quantities("处理规模（万m³/d）"), "万m³/d");
        assert_eq!(of("2", "万m³/d", "万吨/日", "10,000 t/d").as_deref(), Ok("2"));
        assert_eq!(of("2万m³/d", "", "吨", "t"), Err(Wrong::Unit));
        assert_eq!(of("2万m³/h", "", "万吨/日", "10,000 t/d"), Err(Wrong::Unit));
        assert_eq!(of("2万m³", "", "万吨/日", "10,000 t/d"), Err(Wrong::Unit));
        for (text, expected) in [
            ("15亩", "1"),
            ("1200 亩", "80"),
            ("0.3亩", "0.02"),
            ("100亩", "6.666666666666667"),
            ("1.2万亩", "800"),
            ("80公顷", "80"),
            ("0.1万公顷", "1000"),
        ] {
            assert_eq!(of(text, "", "公顷", "ha").as_deref(), Ok(expected), "{text}");
        }
        assert_eq!(of("30亩", "", "公顷服务农田", "ha of farmland").as_deref(), Ok("2"));
        assert_eq!(of_quantities("面积（万亩）"), "万亩");
        assert_eq!(of("1.2", "万亩", "公顷", "ha").as_deref(), Ok("800"));
        assert_eq!(of("0.1", "公顷", "亩", "mu").as_deref(), Ok("1.5"));
        assert_eq!(of("12亩", "", "台", "machines"), Err(Wrong::Unit));
    }

    #[test]
    fn headings_that_have_a_unit_are_known() {
        for column in Column::all().filter(|column| !matches!(column, Column::Quantity)) {
            for lang in [Lang::Zh, Lang::En] {
                assert!(is_in_heading(column, column.heading(lang)), "{column:?}");
            }
        }
        let nox = Column::Declared(Pollutant::Nox);
        for (column, heading, has) in [
            (Column::Capital, "总投资", false),
            (Column::Capital, "Investment", false),
            (Column::Capital, "总投资（万元）", true),
            (Column::Capital, "Investment, CNY", true),
            (nox, "NOx减排量", false),
            (nox, "氮氧化物（总量）", false),
            (nox, "NOx (t/yr)", true),
            (nox, "年减排量（吨） 氮氧化物", true),
            (nox, "NOx削减量(kg/a)", true),
        ] {
            assert_eq!(is_in_heading(column, heading), has, "{heading}");
        }
    }

    #[test]
    fn units_of_headings_are_for_measures_that_count_in_them() {
        for (heading, unit) in [
            ("改造规模（万吨）", "万吨"),
            ("处理规模（ 万吨/日 ）", "万吨/日"),
            ("规模/万吨", "万吨"),
            ("规模(单位：吨)", "吨"),
            ("数量（万）", "万"),
            ("风量（万m3/h）", "万m3/h"),
            ("工程量万立方米", "万立方米"),
            ("quantity (t)", "t"),
            ("quantity", ""),
            ("数量（台/套）", ""),
            ("数量", ""),
        ] {
            assert_eq!(of_quantities(heading), unit, "{heading}");
        }
        let of = |heading, zh: &str, en: &str| {
            amount(Column::Quantity, "12", (0, heading), Some(&Text::new(zh, en)))
        };
        assert_eq!(of("万吨", "吨熟料", "t clinker").as_deref(), Ok("120000"));
        assert_eq!(of("万", "受益人口", "people served").as_deref(), Ok("120000"));
        assert_eq!(of("万吨/日", "万吨/日", "10,000 t/d").as_deref(), Ok("12"));
        assert_eq!(of("吨/日", "万吨/日", "10,000 t/d").as_deref(), Ok("0.0012"));
        assert_eq!(of("万", "万吨/日", "10,000 t/d").as_deref(), Ok("12"));
        assert_eq!(of("万吨", "台", "machines"), Err(Wrong::HeadingUnit));
        assert_eq!(of("吨", "万吨/日", "10,000 t/d"), Err(Wrong::HeadingUnit));
        assert_eq!(of("万吨", "蒸吨/时", "t steam/h"), Err(Wrong::HeadingUnit));
    }
}
