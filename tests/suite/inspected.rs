//! The ledger doctor: a ledger with every kind of mistake, word for word, and none in a sound one.

use crate::folder::{Folder, InMemory, good, repository};
use crate::golden;
use jianpai::Engine;
use jianpai::model::Lever;
use jianpai::results::LedgerFinding;
use jianpai::units::Pollutant;
use std::collections::BTreeSet;
use std::fmt::Write;

fn inspect(files: &InMemory) -> Vec<LedgerFinding> {
    Engine::load(files, "good.toml").unwrap_or_else(|findings| panic!("{findings:#?}")).inspect(&[])
}

/// One finding as the command line and the page tell it, in both languages.
fn words(finding: &LedgerFinding) -> String {
    let mut text = format!("{}\n", finding.code);
    for row in &finding.rows {
        let stake: Vec<_> = row.at_stake_t.iter().map(|(p, t)| format!(" {} {t:.3}", p.id())).collect();
        let _ = writeln!(text, "  {}:{} {}{}", row.file, row.line, row.project, stake.concat());
    }
    let stake: Vec<_> = finding.at_stake_t.iter().map(|(p, t)| format!(" {} {t:.3}", p.id())).collect();
    let _ = writeln!(text, "  at stake:{}", stake.concat());
    for words in [&finding.message, &finding.hint] {
        let _ = writeln!(text, "  {}\n  {}", words.zh, words.en);
    }
    text + "\n"
}

const CODES: [&str; 9] = [
    "before-inventory",
    "coverage-above-all",
    "declared-beyond-emission",
    "declared-beyond-measure",
    "finished-before-begun",
    "group-above-all",
    "same-name",
    "total-differs",
    "unit-factor",
];

#[test]
fn every_mistake_is_found_word_for_word() {
    let folder = Folder(repository("tests/inspected"));
    let mut engine = Engine::load(&folder, "mistakes.toml").unwrap_or_else(|found| panic!("{found:#?}"));
    let findings = engine.inspect(&[]);
    let text: String = findings.iter().map(words).collect();
    golden::compare(&repository("tests/inspected/findings.txt"), &text).unwrap();
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), CODES);
}

#[test]
fn a_sound_ledger_has_no_findings() {
    assert_eq!(inspect(&good()), []);
    for name in ["wuhan-2024.toml", "wuhan-2024-late.toml", "wuhan-2024-firm.toml", "wuhan-2024-on-time.toml"]
    {
        let mut engine = Engine::load(&Folder(repository("scenarios")), name).unwrap();
        assert_eq!(engine.inspect(&[]), [], "{name}");
    }
}

/// What the caps cut off is told measure by measure and project by project, and levers are heard.
#[test]
fn tonnes_at_stake_are_the_over_claim() {
    let mut engine = Engine::load(&good(), "good.toml").unwrap();
    let scaled = [Lever { scale: Some(3.0), ..Lever::on(0) }];
    let results = engine.evaluate(&scaled, jianpai::Request::default());
    let findings = engine.inspect(&scaled);
    let over_claim = results.over_claim_t_per_year[&"kiln-scr".to_owned()][&Pollutant::Nox];
    let [finding] = &findings[..] else { panic!("{findings:#?}") };
    assert_eq!((finding.code, finding.measure.as_deref()), ("coverage-above-all", Some("kiln-scr")));
    assert!((finding.at_stake_t[&Pollutant::Nox] - over_claim).abs() <= 1e-9 * over_claim);
    let by_row: f64 = finding.rows.iter().map(|row| row.at_stake_t[&Pollutant::Nox]).sum();
    assert!((by_row - over_claim).abs() <= 1e-9 * over_claim);
}

#[test]
fn totals_that_agree_are_no_projects_and_no_findings() {
    let files = good();
    let sound = Engine::load(&files, "good.toml").unwrap().model().clone();
    let ledger = files.text("good.csv") + "合 计,,,,,,2000000,,60,17500000,\n";
    let engine = Engine::load(&files.with("good.csv", ledger), "good.toml").unwrap();
    assert_eq!(engine.model().projects, sound.projects);
    assert_eq!(engine.model().totals.len(), 3);
    assert_eq!(engine.clone().inspect(&[]), []);
}

#[test]
fn a_month_of_beginning_is_read_from_tables_too() {
    let files = good().replacing("good.csv", "completion,quantity", "started,completion,quantity");
    let csv = files.text("good.csv").replace(",complete,", ",complete,2023-07,");
    let csv = csv.replace(",underway,", ",underway,2024年1月,").replace(",planned,", ",planned,,");
    let engine = Engine::load(&files.with("good.csv", csv), "good.toml").unwrap();
    let started: Vec<_> = engine.model().projects.iter().map(|project| project.started).collect();
    let month = |year, month| jianpai::units::Month::new(year, month);
    assert_eq!(started, [month(2023, 7), month(2024, 1), None, None]);
}
