//! The three goals natively, for `cargo xtask bench`: prints `{ "w1_ms", "w2_s", "w3_ms" }`; with `--model` instead what
//! the plain JavaScript twin computes with, with `--profile` where the time of the draws goes.
//!
//! Arguments: a scenario file, and a file with lever sets.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a bench reads files, takes the time and may stop"
)]

use jianpai::analysis::{LANES, Sampler, rows, sample, summarise};
use jianpai::diagnostic::Diagnostics;
use jianpai::locale::Lang;
use jianpai::maths::Stream;
use jianpai::model::{Change, Lever, Model, Size};
use jianpai::scenario::{LeverInput, levers};
use jianpai::simulation::{Simulation, figures, pairs};
use jianpai::units::{Figure, Pollutant};
use jianpai::{Engine, Files};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

const DRAWS: u64 = 10_000;
const RUNS: usize = 2_000;
const REPEATS: usize = 7;

/// The scenario's folder, and what was read there.
struct Folder {
    path: PathBuf,
    read: RefCell<BTreeSet<String>>,
}

impl Files for Folder {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let bytes = std::fs::read(self.path.join(name)).ok()?;
        self.read.borrow_mut().insert(name.to_owned());
        Some(Cow::Owned(bytes))
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().filter(|argument| argument != "--bench").collect();
    let [_, scenario, lever_file, rest @ ..] = arguments.as_slice() else {
        return ExitCode::SUCCESS; // `cargo bench` alone: there is nothing to measure
    };
    match printed(Path::new(scenario), lever_file, rest) {
        Ok(value) => {
            println!("{value}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// What is asked for, or what is wrong with the files.
fn printed(scenario: &Path, lever_file: &str, rest: &[String]) -> Result<Value, String> {
    let told = |found: Diagnostics| {
        found.0.iter().map(|finding| finding.render(Lang::En)).collect::<Vec<_>>().join("\n")
    };
    let name = scenario.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let path = scenario.parent().unwrap_or(Path::new("")).to_owned();
    let folder = Folder { path, read: RefCell::default() };
    let mut engine = Engine::load(&folder, name).map_err(told)?;
    let wrong = |why: String| format!("{lever_file}: {why}");
    let text = std::fs::read(lever_file).map_err(|error| wrong(error.to_string()))?;
    let written: Vec<Vec<LeverInput>> = serde_json::from_slice(&text).map_err(|error| {
        wrong(format!(
            "{error}; must be an array of lever sets, like [[{{ \"measure\": \"ID\", \"scale\": 0.8 }}]]"
        ))
    })?;
    let levers = |set| levers(engine.model(), set).map_err(told).map_err(wrong);
    let sets = written.iter().map(|set| levers(set)).collect::<Result<Vec<_>, _>>()?;
    let first =
        sets.first().ok_or_else(|| wrong("must have a lever set at least; [[]] is one".to_owned()))?;
    let positions: Vec<_> = sets.iter().map(|set| engine.positions(set)).collect();
    match rest {
        [asked] if asked == "--model" => {
            let files = folder.read.into_inner();
            Ok(model(engine.model(), &positions, &files))
        }
        [asked] if asked == "--profile" => Ok(profile(engine.model(), first)),
        _ => Ok(measured(&mut engine, first, &positions)),
    }
}

/// The three goals.
fn measured(engine: &mut Engine, set: &[Lever], positions: &[Vec<f64>]) -> Value {
    let last = engine.model().plan.months - 1;
    let w1 = median(REPEATS, || each(positions, |at| engine.reductions_at(at)[last]));
    let w3 =
        median(REPEATS, || each(positions, |at| engine.shares_at(at, last).first().copied().unwrap_or(0.0)));
    let w2 = median(5, || {
        let start = Instant::now();
        black_box(engine.uncertainty(set, 1, DRAWS));
        start.elapsed().as_secs_f64()
    });
    json!({ "w1_ms": w1 * 1e3, "w2_s": w2, "w3_ms": w3 * 1e3 })
}

/// Where the time of the draws goes, s by step: each step by itself, or what is left of a step that holds it; the least
/// of several, as other programs only add to it.
fn profile(model: &Model, set: &[Lever]) -> Value {
    let simulation = Simulation::new(model);
    let mut sampler = Sampler::new(model, &simulation).unwrap();
    sampler.set_levers(model, &simulation, set);
    let firsts = || (0..DRAWS).step_by(LANES);
    let streams = |first| std::array::from_fn::<_, LANES, _>(|l| Stream::new(1, first + l as u64));
    let time = |measured: &mut dyn FnMut()| {
        let once = |_| {
            let start = Instant::now();
            measured();
            start.elapsed().as_secs_f64()
        };
        (0..3 * REPEATS).map(once).fold(f64::INFINITY, f64::min)
    };
    let sampled = time(&mut || drop(sample(&mut sampler, model, &simulation, 1, 0..DRAWS)));
    let drawn = time(&mut || {
        firsts().for_each(|first| _ = black_box(sampler.draw(model, &simulation, 1, first)));
    });
    let redrawn = time(&mut || {
        firsts().for_each(|first| {
            black_box(sampler.redraw_figures(model, &simulation, &streams(first)));
        });
    });
    let mut run = sampler.draw(model, &simulation, 1, 0).clone();
    let settings = sampler.settings();
    let potential = |m, p| settings.coefficients.potential(&simulation.network, m, p);
    let covered = time(&mut || {
        firsts().for_each(|_| run.coverage.set_entered(&simulation.coverage, settings, potential));
        black_box(&run);
    });
    let counted = time(&mut || {
        firsts().for_each(|_| simulation.count(settings, &mut run));
        black_box(&run);
    });
    let parts = [sample(&mut sampler, model, &simulation, 1, 0..DRAWS)];
    let series = Pollutant::ALL.len() * simulation.months;
    let summed = time(&mut || {
        black_box(summarise(&simulation, &model.plan, 0..series, rows(&parts)));
    });
    json!({
        "projects": drawn - redrawn, "figures": redrawn - covered - counted, "coverage": covered,
        "emission": counted, "gathering": sampled - drawn, "quantiles": summed,
    })
}

/// Mean time of a call, s, the position changed before every one.
fn each(positions: &[Vec<f64>], mut run: impl FnMut(&[f64]) -> f64) -> f64 {
    let start = Instant::now();
    for turn in 0..RUNS {
        black_box(run(&positions[turn % positions.len()]));
    }
    start.elapsed().as_secs_f64() / RUNS as f64
}

fn median(repeats: usize, mut measure: impl FnMut() -> f64) -> f64 {
    let mut found: Vec<f64> = (0..repeats).map(|_| measure()).collect();
    found.sort_by(f64::total_cmp);
    found[repeats / 2]
}

/// The model as plain arrays, figures by number; and the files it was read from.
fn model(model: &Model, positions: &[Vec<f64>], files: &BTreeSet<String>) -> Value {
    let mut number = 0..;
    let mut next = || number.next().unwrap();
    let values: Vec<[f64; 3]> =
        figures(model).iter().map(|(_, Figure { low, mode, high })| [*low, *mode, *high]).collect();
    let sources: Vec<Value> =
        model.sources.iter().map(|_| json!({ "activity": next(), "growth": next() })).collect();
    let pairs: Vec<Value> = pairs(model)
        .map(|(source, p, _)| json!({ "source": source, "pollutant": p as usize, "generation": next(), "capture": next(), "removal": next(), "delivery": next() }))
        .collect();
    let measures: Vec<Value> = model
        .measures
        .iter()
        .map(|m| {
            json!({
                "id": m.id, "counts": m.counts, "group": m.group, "basis_total": m.basis_total, "effectiveness": next(),
                "effects": m.effects.iter().map(|e| json!({
                    "source": e.source, "pollutants": e.pollutants.iter().map(|p| *p as usize).collect::<Vec<_>>(), "figure": next(),
                    "kind": match e.change { Change::Reduce(..) => "reduce", Change::CaptureTo(_) => "capture", Change::RemovalTo(_) => "removal", Change::RemovalAdd(_) => "add" },
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let index = |month: jianpai::units::Month| month.since(model.plan.start);
    let openings: Vec<Value> = Pollutant::ALL
        .iter()
        .map(|p| {
            model.plan.openings[*p]
                .iter()
                .map(|o| json!({ "month": index(o.month), "figure": next() }))
                .collect()
        })
        .collect();
    let simulation = Simulation::new(model);
    let projects: Vec<Value> = simulation
        .coverage
        .projects
        .iter()
        .map(|placed| {
            let project = &model.projects[placed.project];
            let (quantity, declared) = match project.size {
                Size::Quantity(amount) => (Some(amount), None),
                Size::Declared(tonnes) => (None, Some(tonnes.0)),
            };
            json!({ "measure": project.measure, "status": project.status as usize, "completion": placed.completion, "ramp": placed.ramp_months, "quantity": quantity, "declared": declared })
        })
        .collect();
    let statuses: Vec<Value> = model
        .uncertainty
        .status
        .iter()
        .map(|s| json!({ "delay": [s.delay_months.low, s.delay_months.mode, s.delay_months.high], "delivered": s.delivered }))
        .collect();
    json!({
        "months": model.plan.months, "figures": values, "sources": sources, "pairs": pairs, "measures": measures,
        "projects": projects, "openings": openings, "statuses": statuses, "rho": model.uncertainty.delay_correlation,
        "middle": f64::from(12 * (model.inventory_year - model.plan.start.year())) + 5.5,
        "by_months": model.plan.credit == jianpai::model::Credit::Months,
        "schedule": simulation.progress.schedule_t.0, "offset": simulation.progress.offset_t.0, "positions": positions, "files": files,
        "correlations": model.uncertainty.correlations.len(),
    })
}
