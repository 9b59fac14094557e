//! Tornado, shares of the variance and riskiest projects, against what they are by other ways.

use crate::draws::{FIGURE, TRIANGLE, load, plain, planned};
use crate::folder::{InMemory, repository};
use jianpai::analysis::{TotalEffect, shares};
use jianpai::maths::{Numbers, Stream};
use jianpai::results::{Riskiest, TotalEffects};
use jianpai::units::{Figure, Month, Pollutant};
use jianpai::{Engine, Outcome, Request};

const NOX: Outcome = Outcome { pollutant: Pollutant::Nox, at: None, seed: 4 };

fn example() -> InMemory {
    let read = |name| std::fs::read(repository("scenarios").join(name)).unwrap();
    InMemory::default()
        .with("example.toml", read("example.toml"))
        .with("example-projects.csv", read("example-projects.csv"))
}

fn engine(files: &InMemory) -> Engine {
    Engine::load(files, "example.toml").unwrap_or_else(|findings| panic!("{findings:#?}"))
}

#[test]
fn a_row_of_the_tornado_is_the_run_of_the_file_with_that_figure() {
    // What stands in the file, and with what in its place: the figure's low and high.
    let cases = [
        ("source.kilns.growth", "{ low = -0.04, mode = -0.02, high = 0.0 }", "-0.04", "0.0"),
        ("source.kilns.nox.generation", "{ low = 1.54, mode = 1.98, high = 2.2 }", "1.54", "2.2"),
        ("measure.kiln-scr.effectiveness", "{ low = 0.90, mode = 0.97, high = 1.0 }", "0.90", "1.0"),
        ("measure.kiln-scr.effect.1", "{ low = 0.944, mode = 0.956, high = 0.967 }", "0.944", "0.967"),
        ("opening.nox.2023-12", "{ low = 1900, mode = 2200, high = 2400 }", "1900", "2400"),
    ];
    let at = Some("2025-03".parse().unwrap());
    let nox = |files: &InMemory| {
        let results = engine(files).evaluate(&[], Request { at, ..Request::default() });
        results.pollutants[Pollutant::Nox].reduction_t[50]
    };
    let tornado = engine(&example()).tornado(&[], Pollutant::Nox, at);
    assert_eq!(tornado.central_t.to_bits(), nox(&example()).to_bits());
    for (id, written, low, high) in cases {
        let row = tornado.rows.iter().find(|row| row.figure.id == id).unwrap_or_else(|| panic!("{id}"));
        for (found, value) in [(row.low_t, low), (row.high_t, high)] {
            let mut files = example().replacing("example.toml", written, value);
            if id.contains("effect.1") {
                // A figure known exactly has no correlation, which would be worth a warning, not an error.
                files = files.replacing("example.toml", "rho = 0.5", "rho = 0.0");
            }
            let expected = nox(&files);
            assert!((found - expected).abs() <= 1e-9 * expected, "{id} {value}: {found} {expected}");
        }
    }
    // No more rows than these and the delays of what is under way (no planned one comes before; coking projects are declared in tonnes, whatever their efficiency); the
    // widest first.
    assert_eq!(tornado.rows.len(), cases.len() + 1);
    let widths: Vec<_> = tornado.rows.iter().map(|row| (row.high_t - row.low_t).abs()).collect();
    assert!(widths.is_sorted_by(|a, b| a >= b), "{widths:?}");
}

#[test]
fn the_tornado_has_a_row_for_delays() {
    // By capacity, 1000 t from July on: on time before December, in no month of the year when nine months late.
    let mut late = load(&planned(0.3, "capacity", &[("2025-06", 100)]));
    let tornado = late.tornado(&[], Pollutant::Nox, None);
    let [row] = &tornado.rows[..] else { panic!("{tornado:?}") };
    assert_eq!(row.figure.id, "uncertainty.status.planned.delay_months");
    assert!((row.low_t - 1000.0).abs() < 1e-9 && row.high_t.abs() < 1e-9, "{row:?}");
    assert_eq!((row.figure.low, row.figure.mode, row.figure.high), (0.0, 2.0, 9.0));
}

fn effects(files: &InMemory, samples: u64) -> TotalEffects {
    let mut engine = load(files);
    let part = engine.sample_effects(&[], NOX, 0..samples);
    engine.total_effects(&[], NOX, &[part])
}

fn variance(Figure { low: a, mode: b, high: c }: Figure) -> f64 {
    (a * a + b * b + c * c - a * b - a * c - b * c) / 18.0
}

/// The share of `found` is `exact`, within four of its standard errors, which are below 0.03.
fn is_close((share, error): (f64, f64), exact: f64) {
    assert!((share - exact).abs() <= 4.0 * error && error < 0.03, "{share} ± {error}, not {exact}");
}

#[test]
fn shares_of_a_sum_are_those_of_the_variances() {
    let opening = Figure { low: 100.0, mode: 500.0, high: 700.0 };
    let files = plain()
        .replacing("plain.toml", "reduce = 1", &format!("reduce = {TRIANGLE}"))
        .replacing(
            "plain.toml",
            "[inventory]",
            "[[plan.opening]]\npollutant = \"nox\"\nmonth = \"2023-12\"\nreduction_t = { low = 100, mode = 500, high = 700 }\n[inventory]",
        );
    let found = effects(&files, 10_000);
    let (measure, opening) = (variance(FIGURE) * 1e6, variance(opening));
    for row in &found.figures {
        let exact = if row.figures[0].id == "measure.m.effect.1" { measure } else { opening };
        is_close((row.total_effect, row.standard_error), exact / (measure + opening));
    }
    assert_eq!(found.figures.len(), 2);
    assert!((found.standard_deviation_t / (measure + opening).sqrt() - 1.0).abs() < 0.03);
    for group in &found.groups {
        let exact = if group.group == "factors" { 1.0 } else { 0.0 };
        is_close((group.total_effect, group.standard_error), exact);
    }
}

#[test]
fn shares_of_a_product_overlap_as_they_should() {
    // 1000 t times a figure, if it is delivered at all, times activity about 1.
    let activity = Figure { low: 0.5, mode: 1.0, high: 1.2 };
    let files = planned(0.3, "capacity", &[("2024-06", 100)])
        .replacing("plain.toml", "reduce = 1", &format!("reduce = {TRIANGLE}"))
        .replacing("plain.toml", "{ value = 1000,", "{ value = { low = 500, mode = 1000, high = 1200 },");
    let found = effects(&files, 20_000);
    let mean = |f: Figure| (f.low + f.mode + f.high) / 3.0;
    let square = |f: Figure| variance(f) + mean(f) * mean(f);
    let (x, a, delivered) = ((mean(FIGURE), square(FIGURE)), (mean(activity), square(activity)), 0.85);
    let whole = delivered * x.1 * a.1 - (delivered * x.0 * a.0) * (delivered * x.0 * a.0);
    let share = |own: f64, others: f64| own * others / whole;
    let exact = |name: &str| match name {
        "delivery" => share(delivered * (1.0 - delivered), x.1 * a.1),
        "factors" | "measure.m.effect.1" => share(variance(FIGURE), delivered * a.1),
        "activity" | "source.s.activity" => share(variance(activity), delivered * x.1),
        _ => 0.0,
    };
    for group in &found.groups {
        is_close((group.total_effect, group.standard_error), exact(&group.group));
    }
    for row in &found.figures {
        is_close((row.total_effect, row.standard_error), exact(&row.figures[0].id));
    }
    assert_eq!((found.groups.len(), found.figures.len()), (4, 2));
}

#[test]
fn correlated_figures_are_one_and_replaced_ones_none() {
    let files = example();
    let mut engine = engine(&files);
    let mut effects = |levers: &[jianpai::model::Lever]| {
        let part = engine.sample_effects(levers, NOX, 0..50);
        engine.total_effects(levers, NOX, &[part])
    };
    let together = ["measure.kiln-scr.effect.1", "measure.coke-scr.effect.1"];
    let ids = |found: &TotalEffects| -> Vec<Vec<String>> {
        found.figures.iter().map(|row| row.figures.iter().map(|figure| figure.id.clone()).collect()).collect()
    };
    let all = ids(&effects(&[]));
    assert!(all.contains(&together.map(String::from).to_vec()), "{all:?}");
    let kiln_scr =
        jianpai::model::Lever { to: Some(0.95), effectiveness: Some(1.0), ..jianpai::model::Lever::on(0) };
    let without = ids(&effects(&[kiln_scr]));
    assert!(without.contains(&vec![together[1].to_owned()]), "{without:?}");
    assert!(!without.iter().flatten().any(|id| id.contains("kiln-scr")), "{without:?}");
}

#[test]
fn parts_give_what_the_whole_gives() {
    let engine = engine(&example());
    let effects = |cuts: &[u64]| {
        let mut engine = engine.clone();
        let parts: Vec<_> = cuts.windows(2).map(|c| engine.sample_effects(&[], NOX, c[0]..c[1])).collect();
        engine.total_effects(&[], NOX, &parts)
    };
    let risks = |cuts: &[u64]| {
        let mut engine = engine.clone();
        let parts: Vec<_> = cuts.windows(2).map(|c| engine.sample_risks(&[], 4, c[0]..c[1])).collect();
        engine.riskiest(&parts, 4, None, 9)
    };
    assert_eq!(effects(&[0, 101]), effects(&[0, 1, 34, 34, 35, 101]));
    assert_eq!(risks(&[0, 301]), risks(&[0, 1, 100, 100, 103, 301]));
}

/// The example with targets that are missed now and then, and no lever, since complete projects don't follow it.
fn risky(credit: &str, nox_t: u32, cod_t: u32) -> InMemory {
    let text = example().text("example.toml");
    let (text, _) = text.split_once("# What differs from the ledger as planned.").unwrap();
    example()
        .with("example.toml", text)
        .replacing("example.toml", "credit = \"months\"", &format!("credit = \"{credit}\""))
        .replacing("example.toml", "reduction_t = 4000", &format!("reduction_t = {nox_t}"))
        .replacing("example.toml", "reduction_t = 500", &format!("reduction_t = {cod_t}"))
        .replacing("example.toml", "{ low = 0, mode = 1, high = 4 }", "{ low = -3, mode = 1, high = 14 }")
}

#[test]
fn risks_are_those_of_the_ledger_with_a_project_that_is_certain() {
    const DRAWS: u64 = 1001;
    for (credit, nox_t, cod_t) in [("months", 3300, 350), ("capacity", 3650, 398)] {
        let files = risky(credit, nox_t, cod_t);
        let december = Month::december(2025);
        let chances = |files: &InMemory| {
            let found = engine(files).uncertainty(&[], 4, DRAWS);
            let missing = |p: Pollutant| 1.0 - found.pollutants[p].on_schedule[&december];
            [1.0 - found.all_on_schedule, missing(Pollutant::Nox), missing(Pollutant::Cod)]
        };
        let mut risky = engine(&files);
        let part = risky.sample_risks(&[], 4, 0..DRAWS);
        let found: Riskiest = risky.riskiest(&[part], 4, None, 100);
        let same = |told: &jianpai::results::Map<String, f64>, exact: [f64; 3]| {
            for (key, exact) in ["any", "nox", "cod"].iter().zip(exact) {
                assert!((told[&(*key).to_owned()] - exact).abs() < 1e-12, "{credit} {key}: {told:?} {exact}");
            }
        };
        let now = chances(&files);
        assert!(now.iter().all(|chance| (0.1..0.9).contains(chance)), "a test that shows nothing: {now:?}");
        same(&found.missing, now);
        // A complete project is certain to be on time: every row in turn.
        let ledger = files.text("example-projects.csv");
        let mut won = 0;
        for line in ledger.lines().skip(1).filter(|line| !line.contains("完成")) {
            let id = line.split(',').next().unwrap();
            let certain = line.replace("在建", "完成").replace("计划", "完成");
            let then = chances(&files.clone().with("example-projects.csv", ledger.replace(line, &certain)));
            match found.projects.iter().find(|project| project.id == id) {
                Some(project) => {
                    same(&project.missing_on_time, then);
                    assert!((project.gain - (now[0] - then[0])).abs() < 1e-12);
                    won += 1;
                }
                None => assert!(then[0] >= now[0] - 1e-12, "{credit}: {id} is missing: {now:?} {then:?}"),
            }
        }
        assert!(won >= 5, "{found:?}");
        let gains: Vec<_> = found.projects.iter().map(|project| project.gain).collect();
        assert!(gains.is_sorted_by(|a, b| a >= b), "{gains:?}");
    }
}

/// Samples of `function` of three numbers evenly from -pi to pi.
fn samples(function: impl Fn([f64; 3]) -> f64, samples: u64) -> Vec<f64> {
    let point = |n: u64| {
        let stream = Stream::new(5, n);
        [0, 1, 2].map(|k| (2.0 * stream.uniform(k) - 1.0) * std::f64::consts::PI)
    };
    let sample = |n: u64| {
        let (own, other) = (point(2 * n), point(2 * n + 1));
        let exchanged = (0..3).map(|k| {
            let mut point = own;
            point[k] = other[k];
            function(point)
        });
        let mut row = vec![function(own), function(other)];
        row.extend(exchanged);
        row
    };
    (0..samples).flat_map(sample).collect()
}

#[test]
fn ishigamis_function_has_its_known_shares() {
    // sin x + 7 sin^2 y + 0.1 z^4 sin x: Ishigami and Homma (1990), total effects 0.5576, 0.4424, 0.2437.
    let ishigami = |[x, y, z]: [f64; 3]| {
        let (x, y) = (x.sin(), y.sin());
        x + 7.0 * y * y + 0.1 * z * z * z * z * x
    };
    let found = shares(&samples(ishigami, 40_000), 5);
    for (input, exact) in found.inputs.iter().zip([0.5576, 0.4424, 0.2437]) {
        assert!((input.share - exact).abs() < 4.0 * input.standard_error, "{input:?} {exact}");
        assert!(input.standard_error < 0.01, "{input:?}");
    }
    assert!((found.mean - 3.5).abs() < 0.1 && (found.standard_deviation - 13.8446_f64.sqrt()).abs() < 0.1);
}

#[test]
fn standard_errors_are_those_of_repetitions() {
    let product = |[x, y, z]: [f64; 3]| x * y + 2.0 * z;
    let all = samples(product, 200_000);
    let parts: Vec<_> = all.chunks_exact(5 * 1000).map(|part| shares(part, 5)).collect();
    for k in 0..3 {
        let mean = parts.iter().map(|p| p.inputs[k].share).sum::<f64>() / parts.len() as f64;
        let spread =
            parts.iter().map(|p| (p.inputs[k].share - mean) * (p.inputs[k].share - mean)).sum::<f64>();
        let told = parts.iter().map(|p| p.inputs[k].standard_error).sum::<f64>() / parts.len() as f64;
        let seen = (spread / (parts.len() as f64 - 1.0)).sqrt();
        assert!((told / seen - 1.0).abs() < 0.25, "{k}: {told} told, {seen} seen");
    }
}

#[test]
fn what_does_not_vary_has_no_share() {
    let found = shares(&samples(|_| 3.0, 10), 5);
    assert_eq!(found.inputs, [TotalEffect::default(); 3]);
}
