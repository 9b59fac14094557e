//! Months, states and names as people write them beyond what a ledger's own format reads.

use crate::scenario::ledger_text::{half_width, month, status};
use crate::units::Month;

/// The month that `text` spells, and whether something had to be assumed: the last month of a year or quarter, the
/// century, which of January and October.
pub fn month_of(text: &str, is_number: bool) -> Option<(Month, bool)> {
    let text: String = half_width(text).to_lowercase();
    if let Some(found) = month(&text) {
        let assumed = is_number && text.ends_with(".1") && !text.contains('-');
        return valid(found, assumed);
    }
    let text: String = text.split_whitespace().collect();
    let ends = ["以前", "之前", "前", "左右", "上旬", "中旬", "下旬", "初", "底", "末"];
    let cut = ends.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(&text);
    if let Some(found) = month(cut) {
        return valid(found, cut != text);
    }
    let at_end = text.ends_with('底') || text.ends_with('末') || text.ends_with("年内");
    if let Some(year) =
        cut.strip_suffix("年内").or_else(|| cut.strip_suffix('年')).and_then(year).filter(|_| at_end)
    {
        return valid(Month::new(year, 12)?, true);
    }
    quarter(cut).or_else(|| short_year(cut)).or_else(|| month_first(cut)).or_else(|| english(cut))
}

fn valid(month: Month, assumed: bool) -> Option<(Month, bool)> {
    (1990..=2100).contains(&month.year()).then_some((month, assumed))
}

fn year(text: &str) -> Option<i32> {
    (text.len() == 4).then(|| text.parse().ok())?
}

/// `2024年三季度`, `2024年第3季度`, `2024q3`, `2024年上半年`: its last month.
fn quarter(text: &str) -> Option<(Month, bool)> {
    let text = text.replacen('年', "", 1).replace(['第', '-', '/'], "");
    let (year_text, rest) = (text.get(..4)?, text.get(4..)?);
    let of = match rest {
        "一季度" | "1季度" | "q1" => 1,
        "二季度" | "2季度" | "q2" | "上半年" => 2,
        "三季度" | "3季度" | "q3" => 3,
        "四季度" | "4季度" | "q4" | "下半年" => 4,
        _ => return None,
    };
    valid(Month::new(year(year_text)?, 3 * of)?, true)
}

/// `24年9月`, `24年第三季度`.
fn short_year(text: &str) -> Option<(Month, bool)> {
    let (year, rest) = text.split_once('年')?;
    let year: i32 = (year.len() == 2).then(|| year.parse().ok())??;
    let text = format!("{}年{rest}", 2000 + year);
    valid(month(&text).or_else(|| quarter(&text).map(|(month, _)| month))?, true)
}

/// `9/2024`, `30/9/2024`, `9/30/2024` where only one of them can be the month.
fn month_first(text: &str) -> Option<(Month, bool)> {
    let parts: Vec<u32> = text.split(['/', '-', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (month, year) = match parts[..] {
        [month, year] => (month, year),
        [a, b, year] if a > 12 && a <= 31 => (b, year),
        [a, b, year] if b > 12 && b <= 31 || a == b => (a, year),
        _ => return None,
    };
    valid(Month::new(year as i32, month)?, parts.len() == 3)
}

/// `Sept 2024`, `September2024`, `2024 Sep`.
fn english(text: &str) -> Option<(Month, bool)> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let name = letters.get(..3)?;
    let month = NAMES.iter().position(|known| *known == name)? as u32 + 1;
    valid(Month::new(year(&digits)?, month)?, false)
}

/// The state that `text` names, by its name in files.
pub fn status_of(text: &str) -> Option<&'static str> {
    use crate::model::Status;
    let plain: String = half_width(text).to_lowercase().split_whitespace().collect();
    let known = status(&plain).map(|status| match status {
        Status::Planned => "planned",
        Status::Underway => "underway",
        Status::Complete => "complete",
    });
    let plain = plain.strip_prefix('已').unwrap_or(&plain);
    if let Some((rest, percent)) = progress(plain) {
        return of_progress(&rest, percent);
    }
    let alias = || STATES.iter().find(|(_, names)| names.contains(&plain)).map(|(state, _)| *state);
    known.or_else(alias)
}

/// A share done, and the text without it: 在建(85%), 完成80%.
fn progress(text: &str) -> Option<(String, f64)> {
    let end = text.find('%').filter(|end| *end + 1 == text.trim_end_matches(')').len())?;
    let begin = text[..end]
        .rfind(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let percent = text[begin..end].parse().ok().filter(|percent| (0.0..=100.0).contains(percent))?;
    Some((text[..begin].trim_end_matches(['(', ':', '约']).to_owned(), percent))
}

/// The state of what is done to `percent`; none where the text says otherwise.
fn of_progress(text: &str, percent: f64) -> Option<&'static str> {
    let by_share = match percent {
        0.0 => "planned",
        100.0 => "complete",
        _ => "underway",
    };
    let is_share = ["", "完成", "进度", "形象进度", "工程进度", "总进度"].contains(&text);
    if is_share { Some(by_share) } else { status_of(text).filter(|state| *state == by_share) }
}

const STATES: [(&str, &[&str]); 3] = [
    (
        "complete",
        &[
            "完成",
            "完工",
            "竣工",
            "建成",
            "投运",
            "投产",
            "验收",
            "完成验收",
            "通过验收",
            "投入运行",
            "运行",
            "建成投运",
            "completed",
            "done",
            "finished",
            "operating",
            "inoperation",
        ],
    ),
    (
        "underway",
        &[
            "在建",
            "开工",
            "建设中",
            "施工",
            "施工中",
            "正在施工",
            "正在建设",
            "正在实施",
            "实施中",
            "推进中",
            "正在推进",
            "进行中",
            "改造中",
            "调试",
            "调试中",
            "试运行",
            "续建",
            "ongoing",
            "inprogress",
            "underconstruction",
            "started",
            "under-way",
        ],
    ),
    (
        "planned",
        &[
            "计划",
            "计划中",
            "拟建",
            "规划",
            "未开工",
            "未启动",
            "尚未开工",
            "待建",
            "待开工",
            "筹建",
            "前期",
            "前期工作",
            "前期准备",
            "立项",
            "可研",
            "设计",
            "招标",
            "plan",
            "proposed",
            "notstarted",
            "pending",
        ],
    ),
];

/// Whether a cell says that there is nothing to say.
pub fn is_nothing(text: &str) -> bool {
    matches!(
        text,
        "" | "-" | "--" | "—" | "——" | "/" | "\\" | "无" | "暂无" | "未知" | "n/a" | "N/A" | "NA" | "n.a."
    )
}

/// What stands before the names of those who filled a ledger in, and the like, below it.
const SIGNED: [&str; 57] = [
    "填表人",
    "填报人",
    "制表人",
    "编制人",
    "审核人",
    "复核人",
    "审批人",
    "批准人",
    "签发人",
    "经办人",
    "承办人",
    "报送人",
    "联系人",
    "负责人",
    "单位负责人",
    "部门负责人",
    "分管负责人",
    "主要负责人",
    "分管领导",
    "主管领导",
    "填报单位",
    "填表单位",
    "制表单位",
    "编制单位",
    "报送单位",
    "上报单位",
    "填报日期",
    "填表日期",
    "制表日期",
    "报送日期",
    "上报日期",
    "填报时间",
    "填表时间",
    "制表时间",
    "联系电话",
    "联系方式",
    "制表",
    "编制",
    "审核",
    "复核",
    "审批",
    "批准",
    "签发",
    "经办",
    "电话",
    "传真",
    "日期",
    "盖章",
    "签字",
    "注",
    "备注",
    "说明",
    "preparedby",
    "reviewedby",
    "approvedby",
    "contact",
    "note",
];

/// Whether a line that begins with `text` is signed, or remarks on the ledger: `填表人：张三`, `填报单位（盖章）：`, `注1：`.
pub fn is_signed(text: &str) -> bool {
    let text = plain(text);
    let heads = |rest: &str| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest =
            rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(rest, |(_, rest)| rest);
        rest.is_empty() || rest.starts_with(':')
    };
    let stamped = ["(盖章)", "(公章)", "(签章)", "(签字)"].iter().any(|stamp| text.contains(stamp));
    stamped || SIGNED.iter().filter_map(|label| text.strip_prefix(label)).any(heads)
}

/// Whether an id is only a running number, which says nothing about the project.
pub fn is_running(id: &str) -> bool {
    let id = half_width(id);
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// Letter case, width, blanks and brackets make no difference.
pub fn plain(text: &str) -> String {
    half_width(text).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a number that is not read may be meant as: in Chinese numerals (六万吨), or with a decimal comma (0,06).
pub fn meant_number(text: &str) -> Option<String> {
    let text = half_width(text.trim());
    let comma = text.split_once(',').filter(|(whole, part)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(part)
    });
    if let Some((whole, part)) = comma {
        return Some(format!("{whole}.{part}"));
    }
    let value = |numeral: char| {
        "零一二三四五六七八九".chars().zip(0..).find(|(known, _)| *known == numeral).map(|(_, value)| value)
    };
    let (mut all, mut section, mut digit, mut end) = (0u64, 0u64, None, 0);
    for (at, numeral) in text.char_indices().take(16) {
        let power = match numeral {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => 1,
        };
        let known = value(match numeral {
            '两' => '二',
            '〇' => '零',
            other => other,
        });
        match (known, power) {
            (Some(known), _) => digit = Some(known),
            (None, 1) => break,
            // Without a digit before it only ten is a number: 十二.
            (None, _) if at == 0 && power > 10 => return None,
            (None, 10..10_000) => section += digit.take().unwrap_or(1) * power,
            (None, 10_000) => {
                all += (section + digit.take().unwrap_or(0)) * power;
                section = 0;
            }
            (None, _) => {
                all = (all + section + digit.take().unwrap_or(0)).checked_mul(power)?;
                section = 0;
            }
        }
        end = at + numeral.len_utf8();
    }
    let number = all + section + digit.unwrap_or(0);
    (end > 0).then(|| format!("{number}{}", &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_offices_write_them() {
        for (text, assumed) in [
            ("2024-09", false),
            ("2024年9月底", true),
            ("2024年9月前", true),
            ("2024 年 9 月", false),
            ("2024年三季度", true),
            ("2024年第3季度", true),
            ("2024Q3", true),
            ("24年9月", true),
            ("24年第三季度", true),
            ("9/2024", false),
            ("30/9/2024", true),
            ("Sept 2024", false),
            ("September 2024", false),
        ] {
            assert_eq!(month_of(text, false), Month::new(2024, 9).map(|m| (m, assumed)), "{text}");
        }
        assert_eq!(month_of("2024年上半年", false), Month::new(2024, 6).map(|m| (m, true)));
        assert_eq!(month_of("24年下半年", false), Month::new(2024, 12).map(|m| (m, true)));
        assert_eq!(month_of("2024年底", false), Month::new(2024, 12).map(|m| (m, true)));
        assert_eq!(month_of("2024.1", true), Month::new(2024, 1).map(|m| (m, true)));
        for text in [
            "2024年",
            "待定",
            "9/8/2024",
            "2024-03至2024-09",
            "2024年6-9月",
            "2024年6月至9月",
            "3024-09",
            "12",
        ] {
            assert_eq!(month_of(text, false), None, "{text}");
        }
    }

    #[test]
    fn states_are_read_as_offices_write_them() {
        for (text, state) in
            [("已完成", "complete"), ("竣 工", "complete"), ("施工中", "underway"), ("未开工", "planned")]
        {
            assert_eq!(status_of(text), Some(state), "{text}");
        }
        for (text, state) in [
            ("100%", "complete"),
            ("0%", "planned"),
            ("８５％", "underway"),
            ("已完成80%", "underway"),
            ("在建（85%）", "underway"),
            ("形象进度：35.5%", "underway"),
            ("续建", "underway"),
            ("完工(100%)", "complete"),
        ] {
            assert_eq!(status_of(text), Some(state), "{text}");
        }
        for text in ["暂停", "未开工(30%)", "101%", "投资80%", "基本完成", "%"] {
            assert_eq!(status_of(text), None, "{text}");
        }
    }

    #[test]
    fn signed_lines_are_told_from_projects() {
        for text in [
            "填表人：张三",
            "填 表 人: 张三 审核人：李四",
            "填报单位（盖章）：蔡甸区分局",
            "制表：",
            "联系电话",
            "填报日期:2024年12月",
            "单位负责人（签字）：",
            "注1：以上均为年减排量",
            "蔡甸区生态环境局（盖章）",
            "Prepared by: Zhang",
        ] {
            assert!(is_signed(text), "{text}");
        }
        for text in ["1", "审核人行道照明改造", "注塑厂VOCs治理", "制表厂锅炉改造", "电话机厂涂装", "负责人"]
        {
            assert_eq!(is_signed(text), text == "负责人", "{text}");
        }
    }

    #[test]
    fn what_is_no_number_may_be_meant_as_one() {
        for (text, meant) in [
            ("六万", Some("60000")),
            ("六万吨", Some("60000吨")),
            ("十二", Some("12")),
            ("一百零五台", Some("105台")),
            ("两千三百", Some("2300")),
            ("三十五万二千", Some("352000")),
            ("一亿两千万元", Some("120000000元")),
            ("0,06", Some("0.06")),
            ("０，０６", Some("0.06")),
            ("六十亿元", Some("6000000000元")),
            ("一亿亿亿", None),
            ("万吨", None),
            ("许多", None),
            ("1,2,3", None),
        ] {
            assert_eq!(meant_number(text).as_deref(), meant, "{text}");
        }
    }
}
