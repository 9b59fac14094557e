//! Is a picture what its scenario gives?

#![expect(clippy::disallowed_methods, reason = "the shell is what reads files")]

use super::study::{Asked, Kept, Study};
use super::{Draws, Failure, builtin, files, json};
use jianpai::Files;
use jianpai::chart::{Theme, View};
use jianpai::locale::Lang;
use jianpai::units::Pollutant;
use jianpai_press::{Difference, Record, Unreadable, differences, read};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

/// Which picture.
#[derive(clap::Args)]
pub struct Verify {
    /// An SVG or PNG picture of a chart
    picture: PathBuf,
    /// The scenario's file, where the picture neither carries it nor is of a built-in one
    #[arg(long, value_name = "FILE")]
    scenario: Option<String>,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

/// What was found.
#[derive(Serialize)]
struct Report<'a> {
    reproduced: bool,
    /// Whether what is drawn is still what it was.
    intact: bool,
    differences: &'a [Difference],
    /// What the picture was drawn from.
    record: &'a Record,
}

/// Runs what the picture was drawn from and tells what differs.
pub fn run(asked: &Verify, lang: Lang) -> Result<ExitCode, Failure> {
    let told = |why: Unreadable| {
        let message = why.message();
        Failure::Command(format!("{}: {}", asked.picture.display(), lang.pick(&message.zh, &message.en)))
    };
    let bytes = std::fs::read(&asked.picture)
        .map_err(|error| Failure::Command(format!("{}: {error}", asked.picture.display())))?;
    let (record, intact) = read(&bytes).map_err(told)?;
    let carried = record.files().map_err(told)?;
    let study = study(asked, &record, carried, lang)?;
    let now = study.record(jianpai::chart::Chart::Progress, &any_view(&study), false)?;
    let found = differences(&record, &now);
    let reproduced = intact && found.iter().all(|difference| difference.kind == "version");
    if asked.json {
        let report = Report { reproduced, intact, differences: &found, record: &record };
        json(&mut anstream::stdout().lock(), &report)?;
    } else {
        print(&record, intact, reproduced, &found, lang);
    }
    Ok(if reproduced { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The scenario that the picture was drawn from, run as it was then.
fn study(
    asked: &Verify,
    record: &Record,
    carried: Option<BTreeMap<String, Vec<u8>>>,
    lang: Lang,
) -> Result<Study, Failure> {
    let damaged = |error: &dyn std::fmt::Display| {
        let message = Unreadable::Damaged.message();
        Failure::Command(format!("{} ({error})", lang.pick(&message.zh, &message.en)))
    };
    let (files, file): (Box<dyn Files>, String) = match (&asked.scenario, carried) {
        (Some(scenario), _) => files::locate_unmoved(scenario, lang)?,
        (None, Some(carried)) => (Box::new(Kept(carried)), record.scenario.file.clone()),
        (None, None) => {
            let file = &record.scenario.file;
            let known = builtin::find(file).filter(|_| !record.scenario.own);
            let name = known.ok_or_else(|| {
                Failure::Command(match lang {
                    Lang::Zh => format!("图片不含情景文件 {file}；请用 --scenario 指定该文件"),
                    Lang::En => {
                        format!(
                            "the picture does not carry its scenario {file}: name the file with --scenario"
                        )
                    }
                })
            })?;
            (Box::new(builtin::Builtin), name.to_owned())
        }
    };
    let levers = record.levers.iter().cloned().map(serde_json::from_value).collect::<Result<_, _>>();
    let levers = levers.map_err(|error| damaged(&error))?;
    let at = record.at.parse().map_err(|_| damaged(&record.at))?;
    let (number, seed) = record.chances.as_ref().map_or((0, 1), |chances| (chances.draws, chances.seed));
    // As many draws as pages and people ask for; a damaged record may ask for any number.
    let draws = Draws { number: number.min(1_000_000), seed, threads: 1 };
    let own = record.scenario.own;
    Study::new(Asked { files: &*files, file: &file, own, levers, at: Some(at) }, &draws)
}

/// What differences are told of does not depend on how it is drawn.
fn any_view(study: &Study) -> View {
    View {
        pollutant: Pollutant::Nox,
        lang: Lang::Zh,
        theme: Theme::Light,
        at: study.results.at,
        width: 960.0,
        height: 540.0,
        standalone: true,
    }
}

fn print(record: &Record, intact: bool, reproduced: bool, found: &[Difference], lang: Lang) {
    let pick = |text: &jianpai_press::Text| lang.pick(text.zh.as_str(), text.en.as_str()).to_owned();
    let name = pick(&record.scenario.name);
    let levers = record.levers.len();
    match lang {
        Lang::Zh => anstream::println!("{name} · {} · 调节项 {levers} 个", record.at),
        Lang::En => anstream::println!("{name} · {} · {levers} levers", record.at),
    }
    if !intact {
        anstream::println!(
            "{}",
            lang.pick(
                "图片内容在导出后被改动过。",
                "What the picture shows was changed after it was exported."
            )
        );
    }
    for difference in found {
        anstream::println!("{}", pick(&difference.message));
    }
    let verdict = match (reproduced, lang) {
        (true, Lang::Zh) => "复算一致",
        (true, Lang::En) => "reproduced",
        (false, Lang::Zh) => "复算不一致",
        (false, Lang::En) => "not reproduced",
    };
    anstream::println!("{verdict}");
}
