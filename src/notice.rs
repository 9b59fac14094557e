//! The verdict in the words of an official notice (docs: "Words"): one sentence on all pollutants, one on each, and a
//! note on what was moved, what is not done yet and what is not official. Every number is from the results.
//!
//! The page says the same from `www/js/text.js` and `www/js/words/`, with every move of a lever; a test holds the two together.

use crate::locale::charts::is_level;
use crate::locale::{Lang, Text, amount, fixed};
use crate::results::{Outline, PollutantResults, Results, Standing};
use crate::units::{Month, Pollutant};

/// The paragraph for a report: all sentences, and the notes in a line of their own where there are some. `moved` are the
/// measures, by id, that are not as the scenario has them.
pub fn paragraph(outline: &Outline, results: &Results, moved: &[&str], lang: Lang) -> String {
    let mut sentences = vec![overall(results, !moved.is_empty(), lang)];
    let told = Pollutant::ALL.into_iter().filter(|pollutant| is_told(results, *pollutant));
    sentences.extend(told.map(|pollutant| verdict(results, pollutant, lang)));
    let text = sentences.join(lang.pick("", " "));
    let all = [
        moves(outline, moved, lang),
        unfinished(results, lang),
        few_draws(results, lang),
        caution(outline, lang),
    ];
    let notes: Vec<_> = all.into_iter().flatten().collect();
    match &notes[..] {
        [] => text,
        notes => format!("{text}\n{}{}", lang.pick("注：", "Note: "), notes.join(lang.pick("", " "))),
    }
}

/// Whether there is something to tell of `pollutant`: a target, or tonnes.
fn is_told(results: &Results, pollutant: Pollutant) -> bool {
    let one = &results.pollutants[pollutant];
    one.status.is_some() || one.reduction_t.iter().any(|t| *t != 0.0)
}

/// The note on measures that were moved; `None` where none was.
fn moves(outline: &Outline, moved: &[&str], lang: Lang) -> Option<String> {
    const NAMED: usize = 3;
    let measures = outline.measures.iter().filter(|measure| moved.contains(&measure.id.as_str()));
    let names: Vec<_> = measures.map(|measure| measure.name.in_lang(lang).to_owned()).collect();
    let (count, named) = (names.len(), &names[..names.len().min(NAMED)]);
    let text = match lang {
        Lang::Zh => {
            let rest = if count > NAMED { "等" } else { "" };
            format!("按调整后的方案测算，调整了{}{rest}{count}项措施。", named.join("、"))
        }
        Lang::En => {
            let rest = (count > NAMED).then(|| format!("{} more", count - NAMED));
            let list: Vec<_> = named.iter().cloned().chain(rest).collect();
            let measures = if count == 1 { "measure" } else { "measures" };
            format!("Worked out with {count} {measures} moved: {}.", listed(&list))
        }
    };
    (count > 0).then_some(text)
}

/// The note that not all that counts is done; `None` where it is.
fn unfinished(results: &Results, lang: Lang) -> Option<String> {
    let text = lang.pick(
        "累计减排量含尚未完成项目（在建、计划）按预定完成时间测算的部分。",
        "Projects underway or planned are counted as if complete when due.",
    );
    results.counts_unfinished.then(|| text.to_owned())
}

/// With fewer draws a chance is told to be rough.
const ENOUGH_DRAWS: usize = 1000;

/// The note that the chance rests on few draws; `None` where it does not, or there is none.
fn few_draws(results: &Results, lang: Lang) -> Option<String> {
    let is_judged = results.pollutants.iter().any(|(_, one)| one.status.is_some());
    let draws = results.uncertainty.as_ref().filter(|_| is_judged)?.draws;
    let text = match lang {
        Lang::Zh => format!("概率仅按{draws}次抽样粗略估计。"),
        Lang::En => format!("The chance is a rough estimate, from {draws} draws only."),
    };
    (draws < ENOUGH_DRAWS).then_some(text)
}

/// The sentence on all pollutants that have a target, with the chance that all make it where it is known; `moved` when
/// measures are not as the scenario has them.
pub fn overall(results: &Results, moved: bool, lang: Lang) -> String {
    let by = month(results.at, lang);
    let judged: Vec<_> = results.pollutants.iter().filter_map(|(p, one)| Some((p, one.status?))).collect();
    if judged.is_empty() {
        return match lang {
            Lang::Zh => format!("截至{by}底，本情景未设减排目标。"),
            Lang::En => format!("As of {by}, this scenario sets no targets."),
        };
    }
    let having = |status| -> Vec<Pollutant> {
        judged.iter().filter(|(_, is)| *is == status).map(|(p, _)| *p).collect()
    };
    let parts = [Standing::Ahead, Standing::AtRisk, Standing::Behind].map(|status| (status, having(status)));
    let (count, odds) = (judged.len(), odds(results, (judged.len(), moved), lang));
    match lang {
        Lang::Zh => {
            let all_ahead = parts[0].1.len() == count;
            let part = |(status, list): &(Standing, Vec<Pollutant>)| {
                let names: Vec<_> = list.iter().map(|p| name(*p, lang)).collect();
                let what = ["达到时序进度要求", "处于临界", "进度滞后"][*status as usize];
                let many = if count == 1 { String::new() } else { format!("{}项", list.len()) };
                (!list.is_empty()).then(|| format!("{}{many}{what}", names.join("、")))
            };
            let said = if all_ahead && count > 1 {
                "全部达到时序进度要求".to_owned()
            } else {
                parts.iter().filter_map(part).collect::<Vec<_>>().join("，")
            };
            let all = if count == 1 {
                String::new()
            } else {
                let of = if all_ahead { "" } else { "中，" };
                format!("{}项主要污染物{of}", digit(count, lang))
            };
            format!("截至{by}底，{all}{said}{odds}。")
        }
        Lang::En => {
            let part = |(status, list): &(Standing, Vec<Pollutant>)| {
                let what = ["on schedule", "at risk", "behind"][*status as usize];
                let is = if list.len() == 1 { "is" } else { "are" };
                let symbols: Vec<_> = list.iter().map(|p| symbol(*p).to_owned()).collect();
                match list.len() {
                    0 => None,
                    1 if count == 1 => Some(format!("{is} {what}")),
                    2 if count == 2 => Some(format!("both {is} {what}")),
                    all if all == count => Some(format!("all {is} {what}")),
                    some => Some(format!("{} {is} {what} ({})", digit(some, lang), listed(&symbols))),
                }
            };
            let said = listed(&parts.iter().filter_map(part).collect::<Vec<_>>());
            match judged[..] {
                [(only, _)] => format!("As of {by}, {} {said}{odds}.", symbol(only)),
                _ => format!("As of {by}, of the {} main pollutants {said}{odds}.", digit(count, lang)),
            }
        }
    }
}

/// The chance that all `count` targets are met, as the rest of a sentence; nothing where it is not known.
fn odds(results: &Results, (count, moved): (usize, bool), lang: Lang) -> String {
    let (Some(uncertainty), Some(end)) = (&results.uncertainty, results.months.last()) else {
        return String::new();
    };
    let (plan, year, digit) = (plan_name(&results.months, lang), end.year(), digit(count, lang));
    let likely = chance(uncertainty.all_on_schedule, lang);
    match lang {
        Lang::Zh => {
            let is = match uncertainty.all_on_schedule {
                few if few < LEAST_CHANCE => "",
                many if many >= 1.0 - LEAST_CHANCE => "在",
                _ => "为",
            };
            let (by, all) = (
                if moved { "调整后的" } else { "现有" },
                if count == 1 { String::new() } else { format!("{digit}项指标全部") },
            );
            format!("；按{by}项目安排测算，到{year:04}年底{all}完成{plan}目标的概率{is}{likely}")
        }
        Lang::En => {
            let by = if moved { "with the measures moved" } else { "as projects now stand" };
            let all = match count {
                1 => "it meets".to_owned(),
                2 => "both meet".to_owned(),
                _ => format!("all {digit} meet"),
            };
            let targets = if count == 1 { "target" } else { "targets" };
            format!("; {by}, the chance that {all} {plan} {targets} by the end of {year:04} is {likely}")
        }
    }
}

/// The sentence on one pollutant: ahead, level, at risk (at the plan's end: missed) or behind, or without a target.
pub fn verdict(results: &Results, pollutant: Pollutant, lang: Lang) -> String {
    let one = &results.pollutants[pollutant];
    let at = results.months.iter().position(|month| *month == results.at).unwrap_or(0);
    let (by, name) = (month(results.at, lang), name(pollutant, lang));
    let reduction_t = one.reduction_t[at];
    let counted = tonnes(reduction_t, lang);
    let Some(Judged { target_t, due_t, status }) = Judged::of(one, at) else {
        return match lang {
            Lang::Zh => format!(
                "截至{by}底，全市{name}重点工程累计减排{counted}；情景未设{name}目标，不与时序进度比较。"
            ),
            Lang::En => format!(
                "By the end of {by}, key projects count {counted} of {name}; the scenario sets no target to compare with."
            ),
        };
    };
    let points = (reduction_t - due_t) / target_t * 100.0;
    let (size, short) = (fixed(points.abs(), 1), tonnes(due_t - reduction_t, lang));
    let (share, plan) = (percent(reduction_t / target_t), plan_name(&results.months, lang));
    let behind = status == Standing::Behind;
    // At the plan's end there is no schedule left to be near to.
    let missed = status == Standing::AtRisk && results.months.last() == Some(&results.at);
    let level = is_level(points, behind);
    match lang {
        Lang::Zh => {
            let end = if level {
                "与时序进度基本持平".to_owned()
            } else if status == Standing::Ahead {
                format!("超过时序进度{size}个百分点")
            } else if missed {
                format!("低于目标任务{size}个百分点，尚有{short}缺口")
            } else {
                let word = if behind { "进度滞后" } else { "处于临界" };
                format!("低于时序进度{size}个百分点，{word}，尚有{short}缺口")
            };
            format!("截至{by}底，全市{name}重点工程累计减排{counted}，完成{plan}目标任务的{share}，{end}。")
        }
        Lang::En => {
            let end = if level {
                "level with the schedule".to_owned()
            } else if status == Standing::Ahead {
                format!("{size} percentage points ahead of schedule")
            } else if missed {
                format!("{size} percentage points below the target, {short} short")
            } else {
                let word = if behind { "" } else { " and at risk" };
                format!("{size} percentage points behind schedule{word}, {short} short")
            };
            format!(
                "By the end of {by}, key projects count {counted} of {name}, {share} of {plan} target: {end}."
            )
        }
    }
}

/// What a pollutant with a target is judged by.
struct Judged {
    target_t: f64,
    due_t: f64,
    status: Standing,
}

impl Judged {
    fn of(one: &PollutantResults, at: usize) -> Option<Self> {
        let due_t = *one.schedule_t.as_ref()?.get(at)?;
        Some(Self { target_t: one.target_t?, due_t, status: one.status? })
    }
}

/// The note on what is not official; `None` where all is.
pub fn caution(outline: &Outline, lang: Lang) -> Option<String> {
    let named = |p: Pollutant| lang.pick(name(p, lang), symbol(p));
    let targets: Vec<_> =
        outline.targets.iter().filter(|(_, t)| t.estimate).map(|(p, _)| named(*p)).collect();
    let sources = outline.sources.iter().filter(|source| source.estimate).count();
    // What is not all of its kind says which in brackets.
    let estimated = |what: &str, count: usize, of: usize, which: &str| match count {
        0 => None,
        all if all == of => Some(what.to_owned()),
        _ => Some(what.to_owned() + &lang.pick("（*）", " (*)").replace('*', which)),
    };
    let target = lang.pick("目标值", if targets.len() == 1 { "target" } else { "targets" });
    let estimates = [
        estimated(target, targets.len(), outline.targets.len(), &targets.join(lang.pick("、", ", "))),
        estimated(
            lang.pick("基准排放量", "baseline emissions"),
            sources,
            outline.sources.len(),
            lang.pick("部分", "in part"),
        ),
    ];
    let estimates: Vec<_> = estimates.into_iter().flatten().collect();
    let mut parts = Vec::new();
    match lang {
        Lang::Zh => {
            if !estimates.is_empty() {
                parts.push(format!("{}为估算", estimates.join("与")));
            }
            if outline.illustrative {
                parts.push("台账为示例数据".to_owned());
            }
            (!parts.is_empty()).then(|| format!("{}，不作为考核依据。", parts.join("，")))
        }
        Lang::En => {
            if !estimates.is_empty() {
                parts.push(format!("estimated {}", estimates.join(" and ")));
            }
            if outline.illustrative {
                parts.push("an example ledger".to_owned());
            }
            let text = parts.join(", and ");
            let first = text.chars().next()?.to_ascii_uppercase();
            Some(format!("{first}{}: not a basis for assessment.", &text[1..]))
        }
    }
}

/// The plan of `months` by its usual name.
fn plan_name(months: &[Month], lang: Lang) -> String {
    let since = months.first().map_or(0, |first| first.year() - 2021);
    let ordinal = since / 5 + 14;
    let name = match ordinal {
        13 => "“十三五”",
        14 => "“十四五”",
        15 => "“十五五”",
        16 => "“十六五”",
        _ => "",
    };
    if months.len() != 60 || since % 5 != 0 || name.is_empty() {
        return lang.pick("规划期", "the plan's").to_owned();
    }
    match lang {
        Lang::Zh => name.to_owned(),
        Lang::En => format!("the {ordinal}th Five-Year Plan"),
    }
}

fn name(pollutant: Pollutant, lang: Lang) -> &'static str {
    match pollutant {
        Pollutant::Nox => lang.pick("氮氧化物", "nitrogen oxides"),
        Pollutant::Vocs => lang.pick("挥发性有机物", "volatile organic compounds"),
        Pollutant::Cod => lang.pick("化学需氧量", "chemical oxygen demand"),
        Pollutant::Nh3n => lang.pick("氨氮", "ammonia nitrogen"),
        Pollutant::Tp => lang.pick("总磷", "total phosphorus"),
    }
}

const fn symbol(pollutant: Pollutant) -> &'static str {
    match pollutant {
        Pollutant::Nox => "NOx",
        Pollutant::Vocs => "VOCs",
        Pollutant::Cod => "COD",
        Pollutant::Nh3n => "NH₃-N",
        Pollutant::Tp => "TP",
    }
}

/// 2024年12月, December 2024.
pub fn month(month: Month, lang: Lang) -> String {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match lang {
        Lang::Zh => format!("{}年{}月", month.year(), month.month()),
        Lang::En => format!("{} {}", NAMES[month.month() as usize - 1], month.year()),
    }
}

fn digit(count: usize, lang: Lang) -> &'static str {
    let zh = ["零", "一", "两", "三", "四", "五"];
    let en = ["none", "one", "two", "three", "four", "five"];
    lang.pick(zh[count], en[count])
}

fn listed(items: &[String]) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => items.concat(),
    }
}

fn tonnes(value: f64, lang: Lang) -> String {
    format!("{}{}", amount(value), lang.pick("吨", " t"))
}

fn percent(share: f64) -> String {
    format!("{}%", fixed(share * 100.0, 1))
}

/// Chances below, and as near to certainty, are not told apart: no chance drawn is certain.
const LEAST_CHANCE: f64 = 0.005;

fn chance(value: f64, lang: Lang) -> String {
    match value {
        value if value < LEAST_CHANCE => lang.pick("不足1%", "below 1%").to_owned(),
        value if value >= 1.0 - LEAST_CHANCE => lang.pick("99%以上", "above 99%").to_owned(),
        value => format!("{}%", fixed(value * 100.0, 0)),
    }
}

/// Both languages of what `make` says.
pub fn both(make: impl Fn(Lang) -> String) -> Text {
    Text::new(make(Lang::Zh), make(Lang::En))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tonnes_have_as_many_digits_as_carry_meaning() {
        assert_eq!(tonnes(8420.4, Lang::Zh), "8,420吨");
        assert_eq!(tonnes(99.94, Lang::En), "99.9 t");
        assert_eq!(tonnes(0.004, Lang::En), "0 t");
    }

    #[test]
    fn plans_are_called_by_their_number() {
        let months = |year: i32, n: i32| -> Vec<Month> {
            (0..n).map(|i| Month::december(year - 1).plus(1 + i)).collect()
        };
        assert_eq!(plan_name(&months(2021, 60), Lang::Zh), "“十四五”");
        assert_eq!(plan_name(&months(2026, 60), Lang::En), "the 15th Five-Year Plan");
        assert_eq!(plan_name(&months(2022, 60), Lang::Zh), "规划期");
        assert_eq!(plan_name(&months(2021, 36), Lang::En), "the plan's");
    }
}
