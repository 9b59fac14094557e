//! The command line's shell: arguments, files, exit codes.
//!
//! Exit codes: 0 done; 1 the input has errors; 2 the command itself is wrong (a file that can't be
//! read, an unknown month).

#![expect(clippy::disallowed_types, reason = "the shell is what reads files")]

mod archive;
mod brief;
mod brief_page;
mod builtin;
mod chart;
mod comparison;
mod contributions;
mod files;
mod ledger;
mod levers;
mod output;
mod overlaps;
mod report;
mod sensitivity;
mod study;
mod threads;
mod usage;
mod verify;
mod workbook;
mod written;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jianpai::analysis::By;
use jianpai::diagnostic::{Diagnostic, Diagnostics, Severity};
use jianpai::locale::{Lang, Text};
use jianpai::model::{Lever, Plan};
use jianpai::notice;
use jianpai::results::{LedgerFinding, Results};
use jianpai::units::Month;
use jianpai::{Engine, Request};
use std::io::Write;
use std::process::ExitCode;
use study::{Asked, Study};
use threads::uncertainty;

/// Emission-reduction simulator: will each pollutant be on the plan's schedule?
#[derive(Parser)]
#[command(version, about, after_help = "Exit codes: 0 done, 1 the input has errors, 2 the command is wrong.")]
struct Arguments {
    /// Language of messages and tables; by default that of the environment
    #[arg(long, global = true, value_enum)]
    lang: Option<LangName>,
    #[command(subcommand)]
    command: Command,
}

/// How sure it is to be worked out.
#[derive(Args)]
struct Draws {
    /// Number of draws of what is uncertain; none without it
    #[arg(long = "draws", default_value_t = 0)]
    number: u64,
    /// Seed of the draws: the same seed gives the same results everywhere
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads to spread the draws over; results do not depend on it
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..1024))]
    threads: u64,
}

/// A scenario under levers, looked at in one month.
#[derive(Args)]
struct Moved {
    /// A scenario file, or the name of a built-in scenario
    scenario: String,
    /// Month looked at, for example 2024-12; the plan's last without it
    #[arg(long, value_name = "YYYY-MM")]
    at: Option<Month>,
    /// A lever, for example cement-ultra-low:delay_months=6,scale=0.8; as often as there are levers
    #[arg(long = "lever", value_name = "MEASURE:KEY=VALUE,…")]
    levers: Vec<String>,
}

/// The same, and how it is drawn.
#[derive(Args)]
struct Studied {
    #[command(flatten)]
    moved: Moved,
    #[command(flatten)]
    draws: Draws,
}

impl Studied {
    fn study(&self, lang: Lang) -> Result<Study, Failure> {
        study(&self.moved, &self.draws, lang)
    }
}

/// What draws are made from.
#[derive(Clone, Copy, ValueEnum)]
enum Sequence {
    /// Random numbers, each draw by itself
    Random,
    /// A scrambled Sobol sequence, spread evenly: fewer draws for the same error
    Sobol,
}

#[derive(Clone, Copy, ValueEnum)]
enum LangName {
    Zh,
    En,
}

/// What contributions are added up by.
#[derive(Clone, Copy, ValueEnum)]
enum ByName {
    Measure,
    Project,
    District,
    Source,
    Item,
}

impl From<ByName> for By {
    fn from(name: ByName) -> Self {
        match name {
            ByName::Measure => Self::Measure,
            ByName::Project => Self::Project,
            ByName::District => Self::District,
            ByName::Source => Self::Source,
            ByName::Item => Self::Item,
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Run a scenario and print its results
    Run {
        #[command(flatten)]
        moved: Moved,
        /// How to print the results
        #[arg(long, value_enum, default_value_t = RunFormat::Table)]
        format: RunFormat,
        /// Print what each brings and costs, instead of the whole
        #[arg(long, value_enum, conflicts_with = "Draws")]
        by: Option<ByName>,
        /// Write all results as a workbook (.xlsx): inputs, months, contributions, costs, with live sums and charts
        #[arg(short, long, value_name = "FILE", conflicts_with_all = ["by", "apart", "format"])]
        out: Option<std::path::PathBuf>,
        /// Print what each measure does alone, what is lost without it, and what two both claim
        #[arg(long, conflicts_with_all = ["Draws", "by"])]
        apart: bool,
        /// Print the verdict as a paragraph in the words of an official notice
        #[arg(long, conflicts_with_all = ["by", "apart", "format"])]
        paragraph: bool,
        #[command(flatten)]
        draws: Draws,
        /// What the draws are made from
        #[arg(long, value_enum, default_value_t = Sequence::Random, conflicts_with_all = ["by", "apart", "out", "paragraph"])]
        sequence: Sequence,
    },
    /// What the uncertainty comes from: tornado, shares of the variance, riskiest projects
    Sensitivity(sensitivity::Sensitivity),
    /// Check a scenario and its ledger without running it
    Check {
        /// A scenario file, or the name of a built-in scenario
        scenario: String,
        /// How to print the findings
        #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
        format: CheckFormat,
    },
    /// Tell what B changes of A: in all, by measure, by project
    Compare {
        /// A scenario file or variant, or the name of a built-in scenario
        a: String,
        /// Another, or the same with other levers
        b: String,
        /// The month, for example 2024-12; the last of both plans without it
        #[arg(long, value_name = "YYYY-MM")]
        at: Option<Month>,
        /// How to print the comparison
        #[arg(long, value_enum, default_value_t = RunFormat::Table)]
        format: RunFormat,
        /// A lever on A, for example cement-ultra-low:delay_months=6,scale=0.8; as often as there are levers
        #[arg(long = "lever-a", value_name = "MEASURE:KEY=VALUE,…")]
        levers_a: Vec<String>,
        /// A lever on B, likewise
        #[arg(long = "lever-b", value_name = "MEASURE:KEY=VALUE,…")]
        levers_b: Vec<String>,
    },
    /// Draw a chart into a file
    Chart {
        #[command(flatten)]
        studied: Studied,
        #[command(flatten)]
        picture: chart::Picture,
    },
    /// Read a ledger from a workbook or text, tell what is wrong by its cell, and write it in the product's format
    Ledger(workbook::Ledger),
    /// Write an empty ledger with drop-downs and instructions, to be filled in
    Template(workbook::Template),
    /// Write the whole set for a briefing: pictures, paragraph, figures, and one page with all of it
    Brief {
        #[command(flatten)]
        studied: Studied,
        #[command(flatten)]
        set: brief::Set,
    },
    /// Run what a picture was drawn from, and tell whether it is reproduced
    Verify(verify::Verify),
    /// List the built-in scenarios
    List,
}

/// How results are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RunFormat {
    /// A summary for people
    Table,
    /// Everything, in the documented shape
    Json,
    /// The monthly series, one row a month and pollutant
    Csv,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// Lines for people
    Text,
    /// A list of findings
    Json,
}

/// A finding of either kind, in one list.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Found<'a> {
    Input(&'a Diagnostic),
    Ledger(&'a LedgerFinding),
}

/// Why a command could not be carried out.
enum Failure {
    /// The input has errors.
    Input(Diagnostics),
    /// The command is wrong.
    Command(String),
    /// The command is wrong, in the language of who gave it.
    Refused(Text),
    /// Whoever read the output has had enough of it, as `head` does.
    Unread,
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::Command(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        std::io::Error::from(error).into()
    }
}

/// Carries out the command of the process's arguments.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    let lang = match arguments.lang {
        Some(LangName::Zh) => Lang::Zh,
        Some(LangName::En) => Lang::En,
        None => lang_of_environment(),
    };
    let outcome = match &arguments.command {
        Command::Run { moved, draws, out: Some(out), .. } => {
            study(moved, draws, lang).and_then(|mut study| report::write(&mut study, out, lang))
        }
        Command::Run { moved, format, apart: true, .. } => apart(moved, *format, lang),
        Command::Run { moved, format, by: Some(by), .. } => contribute(moved, *format, (*by).into(), lang),
        Command::Run { moved, paragraph: true, draws, .. } => paragraph(moved, draws, lang),
        Command::Run { moved, format, by: None, draws, sequence, .. } => {
            run(moved, *format, (draws, *sequence), lang)
        }
        Command::Sensitivity(asked) => sensitivity::run(asked, lang),
        Command::Check { scenario, format } => check(scenario, *format, lang),
        Command::Compare { a, b, at, format, levers_a, levers_b } => {
            compare([a, b], *at, *format, [levers_a, levers_b], lang)
        }
        Command::Ledger(asked) => workbook::ledger(asked, lang),
        Command::Template(asked) => workbook::template(asked, lang),
        Command::Chart { studied, picture } => studied.study(lang).and_then(|study| {
            picture.write(&study, lang)?;
            Ok(ExitCode::SUCCESS)
        }),
        Command::Brief { studied, set } => studied.study(lang).and_then(|mut study| {
            set.write(&mut study, lang)?;
            Ok(ExitCode::SUCCESS)
        }),
        Command::Verify(asked) => verify::run(asked, lang),
        Command::List => list(lang),
    };
    match outcome {
        Ok(code) => code,
        Err(Failure::Unread) => ExitCode::SUCCESS,
        Err(Failure::Input(findings)) => {
            print_findings(&findings, lang);
            ExitCode::from(1)
        }
        Err(Failure::Command(message)) => {
            anstream::eprintln!("jianpai: {message}");
            ExitCode::from(2)
        }
        Err(Failure::Refused(message)) => {
            anstream::eprintln!("jianpai: {}", message.in_lang(lang));
            ExitCode::from(2)
        }
    }
}

/// Tells what is wrong with the process's arguments, or shows the help that they ask for.
fn refused(error: &clap::Error) -> ExitCode {
    let given: Vec<_> = std::env::args().collect();
    let wants = |lang: &str| {
        given.windows(2).any(|two| two[0] == "--lang" && two[1] == lang)
            || given.contains(&format!("--lang={lang}"))
    };
    let is_chinese = wants("zh") || !wants("en") && lang_of_environment() == Lang::Zh;
    match usage::in_chinese(error).filter(|_| is_chinese) {
        Some(message) => anstream::eprintln!("jianpai: {message}"),
        None => drop(error.print()),
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn run(moved: &Moved, format: RunFormat, draws: (&Draws, Sequence), lang: Lang) -> Result<ExitCode, Failure> {
    let (mut engine, levers) = load_for(moved, lang)?;
    let request = Request { at: moved.at, sources: format == RunFormat::Json, months: false };
    let results = evaluate(&mut engine, &levers, request, draws)?;
    let mut out = anstream::stdout().lock();
    match format {
        RunFormat::Json => json(&mut out, &results)?,
        RunFormat::Csv => output::csv(&mut out, &results)?,
        RunFormat::Table => output::table(&mut out, &engine.outline(), &results, lang)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn paragraph(moved: &Moved, draws: &Draws, lang: Lang) -> Result<ExitCode, Failure> {
    let (mut engine, levers) = load_for(moved, lang)?;
    let request = Request { at: moved.at, ..Request::default() };
    let results = evaluate(&mut engine, &levers, request, (draws, Sequence::Random))?;
    let outline = engine.outline();
    let names: Vec<_> = levers.iter().map(|lever| outline.measures[lever.measure].id.as_str()).collect();
    let text = notice::paragraph(&outline, &results, &names, lang);
    writeln!(anstream::stdout().lock(), "{text}")?;
    Ok(ExitCode::SUCCESS)
}

/// The results, with quantiles and chances where draws are asked for.
fn evaluate(
    engine: &mut Engine,
    levers: &[Lever],
    request: Request,
    (draws, sequence): (&Draws, Sequence),
) -> Result<Results, Failure> {
    let mut results = engine.evaluate(levers, request);
    if draws.number > 0 {
        results.uncertainty = Some(uncertainty(engine, levers, draws, sequence)?);
    }
    Ok(results)
}

/// A scenario under levers, with all that charts show; its warnings are told.
fn study(moved: &Moved, draws: &Draws, lang: Lang) -> Result<Study, Failure> {
    let (files, file) = files::locate(&moved.scenario, lang)?;
    let own = !files::is_builtin(&moved.scenario);
    let levers = levers::parsed(&moved.levers)?;
    let study = Study::new(Asked { files: &*files, file: &file, own, levers, at: moved.at }, draws)?;
    print_findings(study.engine.warnings(), lang);
    Ok(study)
}

/// What each measure, project, district, source or item brings.
fn contribute(moved: &Moved, format: RunFormat, by: By, lang: Lang) -> Result<ExitCode, Failure> {
    let (mut engine, levers) = load_for(moved, lang)?;
    let found = engine.contribution_results(&levers, moved.at, by);
    let mut out = anstream::stdout().lock();
    match format {
        RunFormat::Json => json(&mut out, &found)?,
        RunFormat::Csv => contributions::csv(&mut out, &found)?,
        RunFormat::Table => contributions::table(&mut out, &engine.model().name, &found, lang)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What each measure does apart from its fair share.
fn apart(moved: &Moved, format: RunFormat, lang: Lang) -> Result<ExitCode, Failure> {
    let (mut engine, levers) = load_for(moved, lang)?;
    let found = engine.overlaps(&levers, moved.at);
    let mut out = anstream::stdout().lock();
    match format {
        RunFormat::Json => json(&mut out, &found)?,
        RunFormat::Csv => overlaps::csv(&mut out, &found)?,
        RunFormat::Table => overlaps::table(&mut out, &engine.model().name, &found, lang)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn json(out: &mut impl Write, value: &impl serde::Serialize) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)?;
    Ok(())
}

fn check(scenario: &str, format: CheckFormat, lang: Lang) -> Result<ExitCode, Failure> {
    let (findings, in_ledger) = match load(scenario, lang) {
        Ok(mut engine) => (engine.warnings().clone(), engine.inspect(&[])),
        Err(Failure::Input(findings)) => (findings, Vec::new()),
        Err(failure) => return Err(failure),
    };
    if format == CheckFormat::Json {
        let found: Vec<_> =
            findings.0.iter().map(Found::Input).chain(in_ledger.iter().map(Found::Ledger)).collect();
        json(&mut anstream::stdout().lock(), &found)?;
    } else {
        print_findings(&findings, lang);
        for finding in &in_ledger {
            anstream::eprintln!("{}", ledger::render(finding, lang));
        }
        let count = |severity| findings.0.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning) + in_ledger.len());
        match lang {
            Lang::Zh => anstream::println!("{scenario}：{errors} 个错误，{warnings} 个提示"),
            Lang::En => anstream::println!(
                "{scenario}: {errors} error{}, {warnings} warning{}",
                if errors == 1 { "" } else { "s" },
                if warnings == 1 { "" } else { "s" }
            ),
        }
    }
    Ok(if findings.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn compare(
    [a, b]: [&str; 2],
    at: Option<Month>,
    format: RunFormat,
    [levers_a, levers_b]: [&[String]; 2],
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let (mut here, mut there) = (load(a, lang)?, load(b, lang)?);
    let asked =
        [(a, levers_a), (b, levers_b)].map(|(file, levers)| [&[file.to_owned()], levers].concat().join(", "));
    let levers_a = levers::read(here.model(), levers_a)?;
    let levers_b = levers::read(there.model(), levers_b)?;
    let found = here
        .compare_with(&mut there, &levers_a, &levers_b, at)
        .map_err(|message| Failure::Command(message.in_lang(lang).to_owned()))?;
    let mut out = anstream::stdout().lock();
    match format {
        RunFormat::Json => json(&mut out, &found)?,
        RunFormat::Csv => comparison::csv(&mut out, &found)?,
        RunFormat::Table => comparison::table(&mut out, &found, &asked, lang)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn list(lang: Lang) -> Result<ExitCode, Failure> {
    let mut out = anstream::stdout().lock();
    for name in builtin::names() {
        let engine = load(name, lang)?;
        writeln!(out, "{name}\t{}", engine.model().name.in_lang(lang))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A scenario from a file, or a built-in one where no such file exists.
fn load(scenario: &str, lang: Lang) -> Result<Engine, Failure> {
    let (folder, name) = files::locate(scenario, lang)?;
    Engine::load(&*folder, &name).map_err(Failure::Input)
}

/// The engine and the levers on it; its warnings are told.
fn load_for(moved: &Moved, lang: Lang) -> Result<(Engine, Vec<Lever>), Failure> {
    let engine = load(&moved.scenario, lang)?;
    print_findings(engine.warnings(), lang);
    let levers = levers::read(engine.model(), &moved.levers)?;
    within(&engine.model().plan, moved.at)?;
    Ok((engine, levers))
}

/// Refuses a month that is none of the plan's.
fn within(plan: &Plan, at: Option<Month>) -> Result<(), Failure> {
    let (start, end) = (plan.start, plan.end());
    match at.filter(|at| *at < start || *at > end) {
        None => Ok(()),
        Some(at) => Err(Failure::Refused(Text::new(
            format!("--at {at} 不在规划期 {start} 至 {end} 之内"),
            format!("--at {at} is outside the plan, {start} to {end}"),
        ))),
    }
}

fn print_findings(findings: &Diagnostics, lang: Lang) {
    for finding in &findings.0 {
        anstream::eprintln!("{}", finding.render(lang));
    }
}

/// Chinese where the environment's locale is Chinese, else English.
fn lang_of_environment() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if locale.is_some_and(|locale| locale.starts_with("zh")) { Lang::Zh } else { Lang::En }
}
