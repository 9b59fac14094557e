//! The paragraph in the words of official notices: every wording, line by line.

use crate::folder::scenarios;
use jianpai::locale::Lang;
use jianpai::model::Lever;
use jianpai::notice::{caution, overall, paragraph, verdict};
use jianpai::results::{Outline, Results, Standing};
use jianpai::units::Pollutant;
use jianpai::{Engine, Request};

/// Of the note, where projects not complete are counted.
const UNFINISHED: &str = "累计减排量含尚未完成项目（在建、计划）按预定完成时间测算的部分。";

fn evaluated(at: &str) -> (Outline, Results) {
    let mut engine = Engine::load(&scenarios(), "wuhan-2024.toml").unwrap();
    let results = engine.evaluate(&[], Request { at: Some(at.parse().unwrap()), ..Request::default() });
    (engine.outline(), results)
}

/// `results` with `pollutant` at `points` beyond the schedule, judged by the engine's rule.
fn at_points(results: &mut Results, pollutant: Pollutant, points: f64) {
    let at = results.months.iter().position(|month| *month == results.at).unwrap();
    let one = &mut results.pollutants[pollutant];
    let due = one.schedule_t.as_ref().unwrap()[at];
    one.reduction_t[at] = due + points / 100.0 * one.target_t.unwrap();
    one.status = Some(Standing::of(one.reduction_t[at], due));
}

#[test]
fn ahead_level_at_risk_and_behind_have_their_words() {
    let (_, mut results) = evaluated("2024-12");
    let p = Pollutant::Nox; // target 10,000 t, due by then 8,000 t
    for (points, zh, en) in [
        (
            4.2,
            "8,420吨，完成“十四五”目标任务的84.2%，超过时序进度4.2个百分点。",
            "84.2% of the 14th Five-Year Plan target: 4.2 percentage points ahead of schedule.",
        ),
        (
            0.5,
            "8,050吨，完成“十四五”目标任务的80.5%，与时序进度基本持平。",
            "80.5% of the 14th Five-Year Plan target: level with the schedule.",
        ),
        (
            0.0,
            "8,000吨，完成“十四五”目标任务的80.0%，与时序进度基本持平。",
            "80.0% of the 14th Five-Year Plan target: level with the schedule.",
        ),
        (
            -0.49,
            "7,951吨，完成“十四五”目标任务的79.5%，与时序进度基本持平。",
            "79.5% of the 14th Five-Year Plan target: level with the schedule.",
        ),
        (
            -3.0,
            "7,700吨，完成“十四五”目标任务的77.0%，低于时序进度3.0个百分点，处于临界，尚有300吨缺口。",
            "77.0% of the 14th Five-Year Plan target: 3.0 percentage points behind schedule and at risk, 300 t short.",
        ),
        (
            -8.5,
            "7,150吨，完成“十四五”目标任务的71.5%，低于时序进度8.5个百分点，进度滞后，尚有850吨缺口。",
            "71.5% of the 14th Five-Year Plan target: 8.5 percentage points behind schedule, 850 t short.",
        ),
    ] {
        at_points(&mut results, p, points);
        let found = verdict(&results, p, Lang::Zh);
        assert_eq!(found, format!("截至2024年12月底，全市氮氧化物重点工程累计减排{zh}"), "{points}");
        let found = verdict(&results, p, Lang::En);
        assert!(found.starts_with("By the end of December 2024, key projects count "), "{found}");
        assert!(found.ends_with(en), "{points}: {found}");
    }
}

#[test]
fn all_pollutants_are_told_in_one_sentence_with_the_chance() {
    let (outline, mut results) = evaluated("2024-12");
    let standings = [4.0, -8.0, 1.0, -9.0, 2.0];
    for (p, points) in Pollutant::ALL.into_iter().zip(standings) {
        at_points(&mut results, p, points);
    }
    let zh = "截至2024年12月底，五项主要污染物中，氮氧化物、化学需氧量、总磷3项达到时序进度要求，挥发性有机物、氨氮2项进度滞后";
    assert_eq!(overall(&results, false, Lang::Zh), format!("{zh}。"));
    let mut engine = Engine::load(&scenarios(), "wuhan-2024.toml").unwrap();
    results.uncertainty = Some(engine.uncertainty(&[], 1, 10));
    for (likely, words) in [(0.41, "为41%"), (0.001, "不足1%"), (1.0, "在99%以上")] {
        results.uncertainty.as_mut().unwrap().all_on_schedule = likely;
        let odds = format!("；按现有项目安排测算，到2025年底五项指标全部完成“十四五”目标的概率{words}。");
        assert_eq!(overall(&results, false, Lang::Zh), zh.to_owned() + &odds);
    }
    assert_eq!(
        overall(&results, false, Lang::En),
        "As of December 2024, of the five main pollutants three are on schedule (NOx, COD and TP) and two are behind \
         (VOCs and NH₃-N); as projects now stand, the chance that all five meet the 14th Five-Year Plan targets by \
         the end of 2025 is above 99%."
    );
    let text = paragraph(&outline, &results, &[], Lang::Zh);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(
        lines[1..],
        [format!(
            "注：{UNFINISHED}概率仅按10次抽样粗略估计。目标值与基准排放量为估算，台账为示例数据，不作为考核依据。"
        )]
    );
    results.uncertainty.as_mut().unwrap().draws = 1000;
    assert!(!paragraph(&outline, &results, &[], Lang::Zh).contains("次抽样"));
    let expected: Vec<_> = Pollutant::ALL.iter().map(|p| verdict(&results, *p, Lang::Zh)).collect();
    assert_eq!(lines[0], overall(&results, false, Lang::Zh) + &expected.concat());
}

#[test]
fn half_a_point_is_not_level_where_it_is_much_of_what_is_due() {
    let (_, mut results) = evaluated("2021-02"); // due by then: 3.3 % of the target
    at_points(&mut results, Pollutant::Nox, -0.1);
    assert!(verdict(&results, Pollutant::Nox, Lang::Zh).ends_with("，与时序进度基本持平。"));
    at_points(&mut results, Pollutant::Nox, -0.4);
    let found = verdict(&results, Pollutant::Nox, Lang::Zh);
    assert!(found.ends_with("，低于时序进度0.4个百分点，进度滞后，尚有40.0吨缺口。"), "{found}");
    let found = verdict(&results, Pollutant::Nox, Lang::En);
    assert!(found.ends_with(": 0.4 percentage points behind schedule, 40.0 t short."), "{found}");
}

#[test]
fn what_is_on_the_line_is_on_schedule() {
    // Until 2023 all is opening figures on the schedule's own line.
    let (_, results) = evaluated("2021-01");
    assert_eq!(overall(&results, false, Lang::Zh), "截至2021年1月底，五项主要污染物全部达到时序进度要求。");
}

#[test]
fn what_is_missed_at_the_plans_end_is_not_at_risk() {
    let (_, mut results) = evaluated("2025-12"); // target 10,000 t, due now
    let said = |results: &Results, lang| {
        let text = verdict(results, Pollutant::Nox, lang);
        text.rsplit_once(lang.pick("，完成“十四五”目标任务的", "% of ")).unwrap().1.to_owned()
    };
    for (points, zh, en) in [
        (
            4.2,
            "104.2%，超过时序进度4.2个百分点。",
            "the 14th Five-Year Plan target: 4.2 percentage points ahead of schedule.",
        ),
        (-0.5, "99.5%，与时序进度基本持平。", "the 14th Five-Year Plan target: level with the schedule."),
        (
            -3.92,
            "96.1%，低于目标任务3.9个百分点，尚有392吨缺口。",
            "the 14th Five-Year Plan target: 3.9 percentage points below the target, 392 t short.",
        ),
        (
            -8.5,
            "91.5%，低于时序进度8.5个百分点，进度滞后，尚有850吨缺口。",
            "the 14th Five-Year Plan target: 8.5 percentage points behind schedule, 850 t short.",
        ),
    ] {
        at_points(&mut results, Pollutant::Nox, points);
        assert_eq!((said(&results, Lang::Zh), said(&results, Lang::En)), (zh.to_owned(), en.to_owned()));
    }
}

#[test]
fn that_projects_not_complete_are_counted_is_noted_once_they_are() {
    let official = scenarios().text("wuhan-2024.toml").replace("[C]", "[A]");
    let official = official.replace("illustrative = true", "illustrative = false");
    let complete =
        "base = \"official.toml\"\nid = \"complete\"\nname = \"完成\"\nonly_status = [\"complete\"]\n";
    let files = scenarios().with("official.toml", official).with("complete.toml", complete.to_owned());
    let note = |file: &str, at: &str, levers: &[Lever], lang| {
        let mut engine = Engine::load(&files, file).unwrap();
        let request = Request { at: Some(at.parse().unwrap()), ..Request::default() };
        let results = engine.evaluate(levers, request);
        paragraph(&engine.outline(), &results, &[], lang).lines().nth(1).map(str::to_owned)
    };
    let zh = format!("注：{UNFINISHED}");
    let en = "Note: Projects underway or planned are counted as if complete when due.".to_owned();
    // The first of them is to be complete in April 2024 and counts from May on.
    assert_eq!(note("official.toml", "2024-04", &[], Lang::Zh), None);
    assert_eq!(note("official.toml", "2024-05", &[], Lang::Zh), Some(zh.clone()));
    assert_eq!(note("official.toml", "2025-12", &[], Lang::En), Some(en));
    assert_eq!(note("complete.toml", "2025-12", &[], Lang::Zh), None);
    // Levers that leave only what is complete in service take the note away.
    let measures = Engine::load(&files, "official.toml").unwrap().outline().measures.len();
    let moved = |months, enabled| -> Vec<_> {
        let of = |measure| Lever { delay_months: Some(months), enabled: Some(enabled), ..Lever::on(measure) };
        (0..measures).map(of).collect()
    };
    assert_eq!(note("official.toml", "2024-07", &moved(3.0, true), Lang::Zh), None);
    assert_eq!(note("official.toml", "2024-08", &moved(3.0, true), Lang::Zh), Some(zh));
    assert_eq!(note("official.toml", "2025-12", &moved(0.0, false), Lang::Zh), None);
}

#[test]
fn measures_that_were_moved_are_named() {
    let (outline, mut results) = evaluated("2024-12");
    let mut engine = Engine::load(&scenarios(), "wuhan-2024.toml").unwrap();
    results.uncertainty = Some(engine.uncertainty(&[], 1, 1000));
    let ids: Vec<_> = outline.measures.iter().map(|measure| measure.id.as_str()).collect();
    let note =
        |moved: &[&str], lang| paragraph(&outline, &results, moved, lang).lines().nth(1).unwrap().to_owned();
    let [one, two] = [&ids[..1], &ids[..2]];
    let names =
        |lang| outline.measures.iter().take(3).map(|m| m.name.in_lang(lang).to_owned()).collect::<Vec<_>>();
    let (zh, en) = (names(Lang::Zh), names(Lang::En));
    let rest = format!("{UNFINISHED}目标值与基准排放量为估算，台账为示例数据，不作为考核依据。");
    assert_eq!(note(one, Lang::Zh), format!("注：按调整后的方案测算，调整了{}1项措施。{rest}", zh[0]));
    assert_eq!(
        note(&ids, Lang::Zh),
        format!("注：按调整后的方案测算，调整了{}等{}项措施。{rest}", zh.join("、"), ids.len())
    );
    assert!(
        note(one, Lang::En)
            .starts_with(&format!("Note: Worked out with 1 measure moved: {}. Projects underway", en[0]))
    );
    assert!(note(two, Lang::En).contains(&format!("2 measures moved: {} and {}. ", en[0], en[1])));
    let more = format!("moved: {} and {} more. ", en.join(", "), ids.len() - 3);
    assert!(note(&ids, Lang::En).contains(&more), "{}", note(&ids, Lang::En));
    let text = paragraph(&outline, &results, one, Lang::Zh);
    assert!(text.contains("；按调整后的项目安排测算，到2025年底"), "{text}");
    let text = paragraph(&outline, &results, one, Lang::En);
    assert!(text.contains("; with the measures moved, the chance that all five meet"), "{text}");
}

#[test]
fn one_target_and_two_have_words_of_their_own() {
    let two = scenarios().text("example.toml");
    let cod = two.find("[[plan.target]]\npollutant = \"cod\"").unwrap();
    let one = two[..cod].to_owned() + &two[two[cod..].find("\n\n").unwrap() + cod..];
    let files = scenarios().with("one.toml", one);
    let paragraph_of = |file: &str, lang| {
        let mut engine = Engine::load(&files, file).unwrap();
        let mut results = engine.evaluate(&[], Request::default());
        results.uncertainty = Some(engine.uncertainty(&[], 1, 10));
        paragraph(&engine.outline(), &results, &[], lang)
    };
    let zh = paragraph_of("one.toml", Lang::Zh);
    assert!(
        zh.starts_with(
            "截至2025年12月底，氮氧化物进度滞后；按现有项目安排测算，到2025年底完成“十四五”目标的概率"
        ),
        "{zh}"
    );
    assert!(!zh.contains("氨氮") && !zh.contains("总磷"), "there is nothing of them: {zh}");
    assert!(zh.contains("挥发性有机物重点工程累计减排260吨；情景未设挥发性有机物目标"), "{zh}");
    let en = paragraph_of("one.toml", Lang::En);
    assert!(
        en.contains("December 2025, NOx is behind; as projects now stand, the chance that it meets the 14th"),
        "{en}"
    );
    let en = paragraph_of("example.toml", Lang::En);
    assert!(
        en.contains(
            "of the two main pollutants both are behind; as projects now stand, the chance that both meet"
        ),
        "{en}"
    );
}

#[test]
fn all_on_schedule_needs_no_list() {
    let (_, mut results) = evaluated("2024-12");
    for p in Pollutant::ALL {
        at_points(&mut results, p, 1.0);
    }
    assert_eq!(overall(&results, false, Lang::Zh), "截至2024年12月底，五项主要污染物全部达到时序进度要求。");
    assert_eq!(
        overall(&results, false, Lang::En),
        "As of December 2024, of the five main pollutants all are on schedule."
    );
}

#[test]
fn a_pollutant_without_target_is_compared_with_nothing() {
    let mut engine = Engine::load(&scenarios(), "example.toml").unwrap();
    let results = engine.evaluate(&[], Request::default());
    let found = verdict(&results, Pollutant::Vocs, Lang::Zh);
    assert!(found.ends_with("情景未设挥发性有机物目标，不与时序进度比较。"), "{found}");
    assert!(!overall(&results, false, Lang::Zh).contains("挥发性有机物"), "only what has a target is judged");
    assert!(overall(&results, false, Lang::Zh).starts_with("截至2025年12月底，两项主要污染物"));
}

#[test]
fn the_first_and_the_last_month_are_months_like_others() {
    for (at, zh, en) in [("2021-01", "2021年1月", "January 2021"), ("2025-12", "2025年12月", "December 2025")]
    {
        let (outline, results) = evaluated(at);
        let text = paragraph(&outline, &results, &[], Lang::Zh);
        assert_eq!(text.matches(&format!("截至{zh}底")).count(), 6, "{text}");
        let text = paragraph(&outline, &results, &[], Lang::En);
        assert_eq!(text.matches(en).count(), 6, "{text}");
    }
}

#[test]
fn a_note_names_what_is_estimated_and_what_is_official_needs_none() {
    let text = scenarios().text("wuhan-2024.toml").replace("[C]", "[A]");
    let files = scenarios().with("official.toml", text);
    let engine = Engine::load(&files, "official.toml").unwrap();
    let mut outline = engine.outline();
    assert_eq!(caution(&outline, Lang::Zh).unwrap(), "台账为示例数据，不作为考核依据。");
    assert_eq!(caution(&outline, Lang::En).unwrap(), "An example ledger: not a basis for assessment.");
    outline.targets.get_mut(&Pollutant::Nox).unwrap().estimate = true;
    outline.sources[0].estimate = true;
    let (zh, en) = (caution(&outline, Lang::Zh).unwrap(), caution(&outline, Lang::En).unwrap());
    assert_eq!(zh, "目标值（氮氧化物）与基准排放量（部分）为估算，台账为示例数据，不作为考核依据。");
    assert_eq!(
        en,
        "Estimated target (NOx) and baseline emissions (in part), and an example ledger: not a basis for assessment."
    );
    outline.targets.get_mut(&Pollutant::Tp).unwrap().estimate = true;
    assert!(caution(&outline, Lang::Zh).unwrap().starts_with("目标值（氮氧化物、总磷）与"));
    assert!(caution(&outline, Lang::En).unwrap().starts_with("Estimated targets (NOx, TP) and "));
    outline.targets.iter_mut().for_each(|(_, target)| target.estimate = false);
    outline.sources[0].estimate = false;
    outline.illustrative = false;
    assert_eq!((caution(&outline, Lang::Zh), caution(&outline, Lang::En)), (None, None));
}
