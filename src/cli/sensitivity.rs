//! `jianpai sensitivity`: what the uncertainty comes from.

use super::output::name_of;
use super::threads::spread;
use super::{CheckFormat as Format, Failure, Moved, load_for};
use clap::Args;
use jianpai::Outcome;
use jianpai::locale::{Lang, fixed};
use jianpai::results::{FigureOutline, Riskiest, Tornado, TotalEffects};
use jianpai::units::Pollutant;
use serde::Serialize;
use std::io::{self, Write};
use std::process::ExitCode;

/// Rows of a table for people.
const ROWS: usize = 15;

#[derive(Args)]
pub struct Sensitivity {
    #[command(flatten)]
    moved: Moved,
    /// Pollutant: nox, vocs, cod, nh3n or tp; the first with a target without it, and the riskiest projects are then
    /// those of all targets
    #[arg(long, value_parser = pollutant)]
    pollutant: Option<Pollutant>,
    /// Samples of the shares of the variance
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(2..=1_000_000))]
    samples: u64,
    /// Draws of the riskiest projects
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..100_000_000))]
    draws: u64,
    /// How many of the riskiest projects to name; their month is always the plan's last
    #[arg(long, default_value_t = 5)]
    projects: usize,
    /// Seed: the same seed gives the same results everywhere
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads to spread the work over; results do not depend on it
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..1024))]
    threads: u64,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What is printed.
#[derive(Serialize)]
struct Found {
    tornado: Tornado,
    total_effects: TotalEffects,
    riskiest: Riskiest,
}

fn pollutant(id: &str) -> Result<Pollutant, String> {
    Pollutant::from_id(id).ok_or_else(|| "one of nox, vocs, cod, nh3n, tp".to_owned())
}

/// Works out and prints tornado, shares of the variance and riskiest projects.
pub fn run(asked: &Sensitivity, lang: Lang) -> Result<ExitCode, Failure> {
    let (mut engine, levers) = load_for(&asked.moved, lang)?;
    let at = asked.moved.at;
    let targets = &engine.model().plan.targets;
    let first_with_target = targets.iter().find(|(_, target)| target.is_some()).map(|(p, _)| p);
    let pollutant = asked.pollutant.or(first_with_target).unwrap_or(Pollutant::Nox);
    let of = Outcome { pollutant, at, seed: asked.seed };
    let samples = spread(&engine, asked.threads, asked.samples, |engine, part| {
        engine.sample_effects(&levers, of, part)
    });
    let draws = spread(&engine, asked.threads, asked.draws, |engine, part| {
        engine.sample_risks(&levers, asked.seed, part)
    });
    let found = Found {
        tornado: engine.tornado(&levers, pollutant, at),
        total_effects: engine.total_effects(&levers, of, &samples),
        riskiest: engine.riskiest(&draws, asked.seed, asked.pollutant, asked.projects),
    };
    let mut out = anstream::stdout().lock();
    if asked.format == Format::Json {
        serde_json::to_writer_pretty(&mut out, &found)?;
        writeln!(out)?;
    } else {
        tables(&mut out, &found, lang)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn tables(out: &mut impl Write, found: &Found, lang: Lang) -> io::Result<()> {
    let Found { tornado, total_effects, riskiest } = found;
    let (p, at) = (name_of(tornado.pollutant, lang), tornado.at);
    let head = lang.pick(
        "各不确定参数取低值、高值时的核算减排量（吨）",
        "Counted t with each uncertain figure at low and high",
    );
    writeln!(out, "{head}  ·  {p} {at}  ·  {}", fixed(tornado.central_t, 1))?;
    for row in tornado.rows.iter().take(ROWS) {
        writeln!(
            out,
            "{:>12}{:>12}  {}",
            fixed(row.low_t, 1),
            fixed(row.high_t, 1),
            described(&row.figure, lang)
        )?;
    }
    let head = lang.pick("方差来源（总效应指数，%）", "Where the variance comes from: total effects, %");
    let of = lang.pick("均值 ± 标准差", "mean ± deviation");
    let TotalEffects { mean_t, standard_deviation_t, .. } = total_effects;
    let (mean, deviation) = (fixed(*mean_t, 1), fixed(*standard_deviation_t, 1));
    writeln!(out, "\n{head}  ·  {of} {mean} ± {deviation} {}", lang.pick("吨", "t"))?;
    for row in &total_effects.groups {
        let name = match row.group.as_str() {
            "delays" => lang.pick("项目推迟", "delays of projects"),
            "delivery" => lang.pick("项目能否建成", "delivery of projects"),
            "activity" => lang.pick("活动水平", "activity"),
            _ => lang.pick("其他数据", "other figures"),
        };
        let [share, error] = [row.total_effect, row.standard_error].map(|share| fixed(100.0 * share, 1));
        writeln!(out, "{share:>8} ± {error}  {name}")?;
    }
    for row in total_effects.figures.iter().take(ROWS) {
        let names: Vec<_> = row.figures.iter().map(|figure| figure.name.in_lang(lang)).collect();
        let [share, error] = [row.total_effect, row.standard_error].map(|share| fixed(100.0 * share, 1));
        writeln!(out, "{share:>8} ± {error}    {}", names.join(" + "))?;
    }
    let head = lang.pick(
        "风险最大的项目：不能达标的概率（%），及其按期投运后的概率",
        "Riskiest projects: chance of missing, %, and with the project on time",
    );
    let rank = &riskiest.ranked_by;
    let missing = |chances: &jianpai::results::Map<String, f64>| 100.0 * chances.get(rank).unwrap_or(&0.0);
    let ranked = Pollutant::from_id(rank)
        .map_or_else(|| lang.pick("任一项", "any of them").to_owned(), |p| name_of(p, lang));
    writeln!(out, "\n{head}  ·  {ranked} {}  ·  {:.2}", riskiest.at, missing(&riskiest.missing))?;
    for project in &riskiest.projects {
        let [then, error] = [missing(&project.missing_on_time), 100.0 * project.standard_error]
            .map(|chance| fixed(chance, 2));
        writeln!(out, "{then:>8} ± {error}  {} {}", project.id, project.name)?;
    }
    Ok(())
}

fn described(figure: &FigureOutline, lang: Lang) -> String {
    let factor = if figure.share { 100.0 } else { 1.0 };
    let of = |value: f64| (value * factor * 1e6).round() / 1e6;
    let percent = if figure.share { "%" } else { "" };
    let unit = [percent, figure.unit.in_lang(lang)].map(str::trim).join(" ");
    let (name, low, high) = (figure.name.in_lang(lang), of(figure.low), of(figure.high));
    format!("{name}  ({low} … {high} {})", unit.trim())
}
