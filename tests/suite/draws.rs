//! Draws against what is known without them: closed forms, numerical integration, limits.
//!
//! A share of N draws has a standard error of at most `0.5 / sqrt(N)`; tests allow five of them.

use crate::folder::{Folder, InMemory, repository, scenarios};
use jianpai::Engine;
use jianpai::analysis::SHARES;
use jianpai::maths::{normal_cdf, normal_quantile, triangular_quantile};
use jianpai::results::{PollutantBands, UncertaintyResults};
use jianpai::units::{Figure, Month, Pollutant};

const DRAWS: usize = 20_000;
const TOLERANCE: f64 = 5.0 * 0.5 / 141.0;

/// Low, mode and high as files write them, and as the engine knows them.
pub const TRIANGLE: &str = "{ low = 0.2, mode = 0.3, high = 0.7 }";
pub const FIGURE: Figure = Figure { low: 0.2, mode: 0.3, high: 0.7 };

/// One source of 1000 t a year, and one measure that cuts all of it from long before the inventory's end but one
/// month: so that R is the cut at the plan's last month, by capacity.
pub fn plain() -> InMemory {
    let toml = r#"
format = 1
id = "plain"
name = "plain"
[plan]
start = "2021-01"
end = "2025-12"
credit = "capacity"
[[plan.target]]
pollutant = "nox"
reduction_t = 400
[inventory]
year = 2023
[[source]]
id = "s"
sector = "industry"
activity = { value = 1000, unit = "t" }
[source.pathway.nox]
generation = 1000
[[measure]]
id = "m"
basis = { unit = "t", total = 100 }
[[measure.effect]]
source = "s"
pollutants = ["nox"]
stage = "generation"
reduce = 1
[[project]]
id = "p"
measure = "m"
status = "complete"
completion = "2024-01"
quantity = 100
[uncertainty]
delay_correlation = 0.3
"#;
    InMemory::default().with("plain.toml", toml)
}

pub fn load(files: &InMemory) -> Engine {
    Engine::load(files, "plain.toml").unwrap_or_else(|findings| panic!("{findings:#?}"))
}

fn draw(files: &InMemory, draws: usize) -> UncertaintyResults {
    let mut engine = load(files);
    let part = engine.sample(&[], 3, 0..draws as u64);
    engine.summarise(&[part], 3)
}

fn quantiles(bands: &PollutantBands, month: usize) -> [f64; 7] {
    let PollutantBands { p5, p10, p25, p50, p75, p90, p95, .. } = bands;
    [p5, p10, p25, p50, p75, p90, p95].map(|row| row[month])
}

/// The distribution function of a triangular figure.
fn triangular_cdf(Figure { low, mode, high }: Figure, x: f64) -> f64 {
    if x <= low {
        0.0
    } else if x >= high {
        1.0
    } else if x < mode {
        (x - low) * (x - low) / ((high - low) * (mode - low))
    } else {
        1.0 - (high - x) * (high - x) / ((high - low) * (high - mode))
    }
}

/// The mean of `value` over a standard normal score, by the trapezoid rule.
fn over_scores(value: impl Fn(f64) -> f64) -> f64 {
    let step = 0.01;
    (-800..=800)
        .map(|i| f64::from(i) * step)
        .map(|z| value(z) * (-0.5 * z * z).exp() * step / (2.0 * std::f64::consts::PI).sqrt())
        .sum()
}

#[test]
fn one_uncertain_figure_on_a_linear_path_gives_its_own_quantiles() {
    // What stands in the file, what stands there uncertain, and R over the figure.
    let cases = [
        ("reduce = 1", format!("reduce = {TRIANGLE}"), 1000.0),
        ("generation = 1000", format!("generation = 1000\ndelivery = {TRIANGLE}"), 1000.0),
        ("generation = 1000", format!("generation = {TRIANGLE}"), 1.0),
        ("activity = { value = 1000,", format!("activity = {{ value = {TRIANGLE},"), 1.0),
        ("total = 100 }", format!("total = 100 }}\neffectiveness = {TRIANGLE}"), 1000.0),
        ("stage = \"generation\"\nreduce = 1", format!("stage = \"removal\"\nto = {TRIANGLE}"), 1000.0),
        ("stage = \"generation\"\nreduce = 1", format!("stage = \"removal\"\nadd = {TRIANGLE}"), 1000.0),
    ];
    for (old, new, per_unit) in cases {
        let result = draw(&plain().replacing("plain.toml", old, &new), DRAWS);
        for (found, share) in quantiles(&result.pollutants[Pollutant::Nox], 59).iter().zip(SHARES) {
            let exact = triangular_quantile(FIGURE, share) * per_unit;
            let share_below = triangular_cdf(FIGURE, found / per_unit);
            assert!((share_below - share).abs() < TOLERANCE, "{new}: {share}: {found}, not {exact}");
        }
    }
}

/// R over a figure.
type Carried = Box<dyn Fn(f64) -> f64>;

#[test]
fn figures_that_enter_otherwise_give_what_they_are_carried_to() {
    // Each monotone in the figure x: today's removal takes from the cut, capture brings it, growth compounds.
    let years = (59.0 - 24.0 - 5.5) / 12.0;
    let cases: [(&str, String, Carried); 4] = [
        (
            "generation = 1000",
            format!("generation = 1000\nremoval = {TRIANGLE}"),
            Box::new(|x| 1000.0 * (1.0 - x)),
        ),
        (
            "generation = 1000",
            format!("generation = 1000\ncapture = {TRIANGLE}\nremoval = 0.5"),
            Box::new(|x| 1000.0 * (1.0 - 0.5 * x)),
        ),
        (
            "unit = \"t\" }\n[source",
            format!("unit = \"t\", growth = {TRIANGLE} }}\n[source"),
            Box::new(move |x| 1000.0 * (1.0 + x).powf(years)),
        ),
        (
            "[inventory]",
            format!(
                "[[plan.opening]]\npollutant = \"nox\"\nmonth = \"2023-12\"\nreduction_t = {TRIANGLE}\n[inventory]"
            ),
            Box::new(|x| 1000.0 + x),
        ),
    ];
    for (old, new, carried) in cases {
        let result = draw(&plain().replacing("plain.toml", old, &new), DRAWS);
        let found = quantiles(&result.pollutants[Pollutant::Nox], 59);
        let rises = carried(0.7) > carried(0.2);
        for (found, share) in found.iter().zip(SHARES) {
            let at = |delta: f64| {
                let share = (if rises { share } else { 1.0 - share } + delta).clamp(0.0, 1.0);
                carried(triangular_quantile(FIGURE, share))
            };
            let (one, other) = (at(-TOLERANCE), at(TOLERANCE));
            assert!(one.min(other) <= *found && *found <= one.max(other), "{new}: {share}: {found}");
        }
    }
}

#[test]
fn declared_tonnes_are_cut_as_far_as_the_measure_cuts() {
    // 400 t declared of 1000 x: no more than the measure can cut in the draw, and nothing where it would emit more.
    let files = plain().replacing("plain.toml", "quantity = 100", "declared_nox_t = 400").replacing(
        "plain.toml",
        "reduce = 1",
        "reduce = { low = -0.5, mode = 0.3, high = 0.9 }",
    );
    let figure = Figure { low: -0.5, mode: 0.3, high: 0.9 };
    let cut = |share: f64| (1000.0 * triangular_quantile(figure, share.clamp(0.0, 1.0))).clamp(0.0, 400.0);
    let result = draw(&files, DRAWS);
    for (found, share) in quantiles(&result.pollutants[Pollutant::Nox], 59).iter().zip(SHARES) {
        let (least, most) = (cut(share - TOLERANCE), cut(share + TOLERANCE));
        assert!(least - 1e-9 <= *found && *found <= most + 1e-9, "{share}: {found}, not {least} to {most}");
    }
    let planned = files.replacing("plain.toml", "complete", "planned").replacing(
        "plain.toml",
        "reduction_t = 400",
        "reduction_t = 200",
    );
    let mut engine = load(&planned);
    let part = engine.sample_risks(&[], 3, 0..DRAWS as u64);
    let riskiest = engine.riskiest(&[part], 3, None, 1);
    let (found, exact) = (
        riskiest.projects[0].missing_on_time.get(&"nox".to_owned()).copied().unwrap(),
        triangular_cdf(figure, 0.2),
    );
    assert!((found - exact).abs() < TOLERANCE, "{found}, not {exact}");
}

/// The plain scenario with planned projects: `completion` and `quantity` of each, 10 months' delay at most.
pub fn planned(correlation: f64, credit: &str, projects: &[(&str, u32)]) -> InMemory {
    let mut text = plain().text("plain.toml");
    text = text.replace("delay_correlation = 0.3", &format!("delay_correlation = {correlation}"));
    text = text.replace("credit = \"capacity\"", &format!("credit = \"{credit}\""));
    let (before, rest) = text.split_once("[[project]]").unwrap();
    let (_, after) = rest.split_once("[uncertainty]").unwrap();
    let rows = projects.iter().enumerate().map(|(k, (completion, quantity))| {
        format!(
            "[[project]]\nid = \"p{k}\"\nmeasure = \"m\"\nstatus = \"planned\"\ncompletion = \"{completion}\"\nquantity = {quantity}\n"
        )
    });
    let rows: String = rows.collect();
    let status =
        "[uncertainty.status.planned]\ndelay_months = { low = 0, mode = 2, high = 9 }\ndelivered = 0.85\n";
    InMemory::default().with("plain.toml", format!("{before}{rows}[uncertainty]{after}{status}"))
}

const DELAY: Figure = Figure { low: 0.0, mode: 2.0, high: 9.0 };
const DELIVERED: f64 = 0.85;

#[test]
fn a_late_project_counts_from_when_it_comes() {
    // Ramps up in the month after it comes, d months late; R(i) is then 1000 clamp(i - 53 - d, 0, 1).
    let by_capacity = draw(&planned(0.3, "capacity", &[("2025-06", 100)]), DRAWS);
    for (month, lateness) in [(55, 2.0), (57, 4.0), (59, 6.0)] {
        for (found, share) in quantiles(&by_capacity.pollutants[Pollutant::Nox], month).iter().zip(SHARES) {
            // R <= r when it is never built, or when d >= lateness - r.
            let below = |r: f64| 1.0 - DELIVERED * triangular_cdf(DELAY, lateness - r);
            let r = found / 1000.0;
            let (under, upto) = if r <= 0.0 {
                (0.0, below(0.0))
            } else if r >= 1.0 {
                (below(1.0), 1.0)
            } else {
                (below(r), below(r))
            };
            assert!(under - TOLERANCE <= share && share <= upto + TOLERANCE, "{month}: {share}: {found}");
        }
    }
    // By months it brings a twelfth of 1000 t for each month since.
    let by_months = draw(&planned(0.3, "months", &[("2025-06", 100)]), DRAWS);
    let counted =
        |d: f64| (54..60).map(|i| (f64::from(i) - 53.0 - d).clamp(0.0, 1.0)).sum::<f64>() * 1000.0 / 12.0;
    for (found, share) in quantiles(&by_months.pollutants[Pollutant::Nox], 59).iter().zip(SHARES) {
        let at = |share: f64| {
            let late = (share - (1.0 - DELIVERED)) / DELIVERED;
            if late <= 0.0 { 0.0 } else { counted(triangular_quantile(DELAY, 1.0 - late.min(1.0))) }
        };
        let (least, most) = (at(share - TOLERANCE), at(share + TOLERANCE));
        assert!(least - 1e-9 <= *found && *found <= most + 1e-9, "{share}: {found}, not {least} to {most}");
    }
}

#[test]
fn common_cause_holds_projects_of_a_measure_together() {
    // On schedule when both are in full service by the plan's last month: at most 5 months late.
    let december = Month::december(2025);
    let in_time = triangular_cdf(DELAY, 5.0);
    for correlation in [0.0, 0.3, 0.8, 1.0] {
        let files = planned(correlation, "capacity", &[("2025-06", 50), ("2025-06", 50)]).replacing(
            "plain.toml",
            "reduction_t = 400",
            "reduction_t = 1000",
        );
        let found = draw(&files, DRAWS).pollutants[Pollutant::Nox].on_schedule[&december];
        let exact = over_scores(|z| {
            let rest = normal_quantile(in_time) - f64::sqrt(correlation) * z;
            let each = match correlation {
                1.0 => f64::from(u8::from(rest >= 0.0)),
                _ => normal_cdf(rest / (1.0 - correlation).sqrt()),
            };
            (DELIVERED * each) * (DELIVERED * each)
        });
        assert!((found - exact).abs() < TOLERANCE, "{correlation}: {found}, not {exact}");
        if correlation == 0.0 {
            assert!((exact - (DELIVERED * in_time) * (DELIVERED * in_time)).abs() < 1e-9);
        }
    }
}

#[test]
fn what_is_missing_is_the_mean_below_the_schedule() {
    // 1000 t times a figure, with 280 t due: within the rising side of the triangle, where the mean of what is below s
    // is two thirds of the way from low to s.
    let files = plain().replacing("plain.toml", "reduce = 1", &format!("reduce = {TRIANGLE}")).replacing(
        "plain.toml",
        "reduction_t = 400",
        "reduction_t = 280",
    );
    let nox = &draw(&files, DRAWS).pollutants[Pollutant::Nox];
    let missed = 1.0 - nox.on_schedule[&Month::december(2025)];
    let exact = triangular_cdf(FIGURE, 0.28);
    assert!((missed - exact).abs() < TOLERANCE, "{missed} {exact}");
    let shortfall = nox.shortfall_t.unwrap();
    // Deviation of a side of a triangle: width over sqrt(18).
    let error = 80.0 / (18.0 * exact * DRAWS as f64).sqrt();
    assert!((shortfall - 80.0 / 3.0).abs() < 5.0 * error, "{shortfall}");
}

/// Two figures of two pollutants, correlated by `rho`; both on schedule when both are at least at their median.
fn correlated(rho: &str) -> InMemory {
    let median = triangular_quantile(FIGURE, 0.5) * 1000.0;
    let second = format!(
        "[[measure.effect]]\nsource = \"s\"\npollutants = [\"cod\"]\nstage = \"generation\"\nreduce = {TRIANGLE}\n[[project]]"
    );
    plain()
        .replacing("plain.toml", "reduce = 1", &format!("reduce = {TRIANGLE}"))
        .replacing("plain.toml", "[[project]]", &second)
        .replacing("plain.toml", "generation = 1000", "generation = 1000\n[source.pathway.cod]\ngeneration = 1000")
        .replacing("plain.toml", "reduction_t = 400", &format!("reduction_t = {median}\n[[plan.target]]\npollutant = \"cod\"\nreduction_t = {median}"))
        .replacing("plain.toml", "delay_correlation = 0.3", &format!("[[uncertainty.correlation]]\na = \"measure.m.effect.1\"\nb = \"measure.m.effect.2\"\nrho = {rho}"))
}

#[test]
fn correlated_figures_keep_their_shape_and_move_together() {
    for rho in [-1.0, -0.6, 0.0, 0.5, 0.99, 1.0] {
        let result = draw(&correlated(&rho.to_string()), DRAWS);
        // Two normal scores above their medians: a quarter of the plane, widened by the angle of the correlation.
        let exact: f64 = 0.25 + f64::asin(rho) / (2.0 * std::f64::consts::PI);
        assert!(
            (result.all_on_schedule - exact).abs() < TOLERANCE,
            "{rho}: {} {exact}",
            result.all_on_schedule
        );
        for p in [Pollutant::Nox, Pollutant::Cod] {
            for (found, share) in quantiles(&result.pollutants[p], 59).iter().zip(SHARES) {
                assert!((triangular_cdf(FIGURE, found / 1000.0) - share).abs() < TOLERANCE, "{rho}: {share}");
            }
        }
    }
}

#[test]
fn correlations_that_contradict_each_other_are_refused_with_what_would_fit() {
    let third = "[[uncertainty.correlation]]\na = \"measure.m.effect.1\"\nb = \"source.s.activity\"\nrho = 0.9\n[[uncertainty.correlation]]\na = \"measure.m.effect.2\"\nb = \"source.s.activity\"\nrho = 0.9\n[[uncertainty.correlation]]";
    let files = correlated("-0.9").replacing("plain.toml", "[[uncertainty.correlation]]", third).replacing(
        "plain.toml",
        "value = 1000",
        "value = { low = 900, mode = 1000, high = 1200 }",
    );
    let findings = Engine::load(&files, "plain.toml").err().unwrap();
    let [finding] = &findings.0[..] else { panic!("{findings:#?}") };
    assert_eq!(finding.code, "contradictory-correlations");
    for pair in ["measure.m.effect.1 / measure.m.effect.2", "measure.m.effect.1 / source.s.activity"] {
        assert!(finding.message.en.contains(pair) && finding.message.zh.contains(pair), "{finding:?}");
    }
    // What is suggested fits.
    let hint = &finding.hint.as_ref().unwrap().en;
    let numbers: Vec<&str> = hint.split("; ").filter_map(|pair| pair.rsplit(' ').next()).collect();
    let [ac, bc, ab] = numbers[..] else { panic!("{hint}") };
    let mended = correlated(ab).replacing("plain.toml", "[[uncertainty.correlation]]", &{
        let (first, rest) = third.split_once("rho = 0.9").unwrap();
        format!("{first}rho = {ac}{}", rest.replace("rho = 0.9", &format!("rho = {bc}")))
    });
    let mended =
        mended.replacing("plain.toml", "value = 1000", "value = { low = 900, mode = 1000, high = 1200 }");
    load(&mended);
}

#[test]
fn only_what_contradicts_is_told_and_by_its_line() {
    let uncertain = "value = { low = 900, mode = 1000, high = 1200 }";
    let files = correlated("0.5").replacing("plain.toml", "value = 1000", uncertain).replacing(
        "plain.toml",
        "generation = 1000\n[source",
        "generation = { low = 900, mode = 1000, high = 1200 }\n[source",
    );
    // Two that fit, then three figures of which two pairs can't be so close while the third, unlisted, is 0.
    let more = |pairs: &[(&str, &str, f64)]| -> String {
        let one = |(a, b, rho): &(&str, &str, f64)| {
            format!("[[uncertainty.correlation]]\na = \"{a}\"\nb = \"{b}\"\nrho = {rho}\n")
        };
        pairs.iter().map(one).collect()
    };
    let (x, y, z) = ("source.s.activity", "source.s.nox.generation", "source.s.growth");
    let listed = more(&[(x, y, 0.80006), (y, z, -0.8)]);
    let text = files
        .replacing(
            "plain.toml",
            "unit = \"t\" }\n[source",
            "unit = \"t\", growth = { low = -0.1, mode = 0, high = 0.1 } }\n[source",
        )
        .text("plain.toml");
    let files = InMemory::default()
        .with("plain.toml", format!("{text}{listed}"))
        .with("variant.toml", "base = \"plain.toml\"\nid = \"v\"\nname = \"v\"\n");
    let findings = Engine::load(&files, "variant.toml").err().unwrap();
    let [finding] = &findings.0[..] else { panic!("{findings:#?}") };
    let line = text.lines().count() + 1;
    assert_eq!((finding.place.file.as_str(), finding.place.line), ("plain.toml", Some(line)));
    assert_eq!(finding.place.key.as_deref(), Some("uncertainty.correlation.2"));
    let message = &finding.message.en;
    for told in
        [format!("{x} / {y} = 0.80006 (line {line})"), format!("{y} / {z} = -0.8 (line {})", line + 4)]
    {
        assert!(message.contains(&told), "{told}: {message}");
    }
    assert!(message.ends_with("Pairs that are not listed count as 0"), "{message}");
    assert!(!message.contains("measure.m.effect"), "{message}");
    // Both with the third listed are possible.
    let mended = listed + &more(&[(x, z, -0.5)]);
    load(&InMemory::default().with("plain.toml", format!("{text}{mended}")));
}

#[test]
fn parts_of_a_range_are_the_range() {
    let engine = Engine::load(&Folder(repository("scenarios")), "example.toml").unwrap();
    let results = |cuts: &[u64]| {
        let parts: Vec<_> =
            cuts.windows(2).map(|ends| engine.clone().sample(&[], 9, ends[0]..ends[1])).collect();
        serde_json::to_string(&engine.summarise(&parts, 9)).unwrap()
    };
    let whole = results(&[0, 1001]);
    assert_eq!(whole, results(&[0, 500, 1001]));
    assert_eq!(whole, results(&[0, 1, 3, 3, 80, 333, 1000, 1001]));
}

#[test]
fn a_sobol_sequence_says_the_same_with_fewer_draws() {
    let mut engine = Engine::load(&scenarios(), "wuhan-2024.toml").unwrap();
    let last = engine.model().plan.months - 1;
    let mut medians = |evenly: bool, seed: u64, draws: u64| {
        let part = if evenly {
            engine.sample_evenly(&[], seed, 0..draws)
        } else {
            engine.sample(&[], seed, 0..draws)
        };
        let results = engine.summarise(&[part], seed);
        Pollutant::ALL.map(|p| quantiles(&results.pollutants[p], last)).map(|q| (q[3], q[4] - q[2]))
    };
    let truth = medians(false, 99, 20_000);
    let mut error = |evenly| {
        let of_seed = |seed| {
            let found = medians(evenly, seed, 256);
            found
                .iter()
                .zip(truth)
                .map(|(found, (median, width))| ((found.0 - median) / width).powi(2))
                .sum::<f64>()
        };
        (0..24).map(of_seed).sum::<f64>()
    };
    let (even, random) = (error(true), error(false));
    assert!(even < 0.7 * random, "{even} against {random}");
}

#[test]
fn parts_of_a_sobol_sequence_are_the_sequence() {
    let mut engine = Engine::load(&scenarios(), "example.toml").unwrap();
    let whole = engine.sample_evenly(&[], 5, 0..101);
    let parts = [engine.sample_evenly(&[], 5, 0..30), engine.sample_evenly(&[], 5, 30..101)];
    let told = |parts: &[_]| serde_json::to_string(&engine.summarise(parts, 5)).unwrap();
    assert_eq!(told(&[whole]), told(&parts));
}
