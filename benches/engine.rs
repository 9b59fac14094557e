//! One bench a phase, on the largest scenario: `cargo bench`. Compare figures of one run with each other.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a bench reads files and may stop")]
#![allow(missing_docs, reason = "divan's macros")]

use divan::Bencher;
use jianpai::model::Lever;
use jianpai::workbook::{self, Import, Known, Settings};
use jianpai::{Engine, Files, Request};
use std::borrow::Cow;
use std::fmt::Write;

struct Scenarios;

impl Files for Scenarios {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        std::fs::read(format!("{}/scenarios/{name}", env!("CARGO_MANIFEST_DIR"))).ok().map(Cow::Owned)
    }
}

fn wuhan() -> Engine {
    Engine::load(&Scenarios, "wuhan-2024.toml").unwrap()
}

/// A lever that is somewhere else every time.
fn lever(turn: &mut usize, measures: usize) -> [Lever; 1] {
    *turn += 1;
    let scale = Some(1.0 + 0.1 * (*turn % 7) as f64);
    [Lever { scale, delay_months: Some(0.7 * (*turn % 5) as f64), ..Lever::on(*turn % measures) }]
}

#[divan::bench]
fn load() -> Engine {
    wuhan()
}

#[divan::bench]
fn run(bencher: Bencher) {
    let (mut engine, mut turn) = (wuhan(), 0);
    let measures = engine.model().measures.len();
    bencher.bench_local(|| engine.run(&lever(&mut turn, measures)).reduction_t.0[0][59]);
}

#[divan::bench]
fn run_and_attribute(bencher: Bencher) {
    let (mut engine, mut turn) = (wuhan(), 0);
    let measures = engine.model().measures.len();
    bencher.bench_local(|| engine.attribute(&lever(&mut turn, measures), 59).at());
}

/// A ledger of ten thousand rows with so many names that the scenario does not know: many more take little longer.
#[divan::bench(args = [1, 6, 10_000])]
fn import_with_unknown_names(bencher: Bencher, names: usize) {
    let known = Known::from(&wuhan().outline());
    let mut text = String::from("编号,项目名称,区,措施,状态,完成时间\n");
    for row in 0..10_000 {
        let _ = writeln!(text, "A-{row},项目{row},青山区,水泥窑改造{},在建,2024-09", row % names);
    }
    let book = workbook::open("ledger.csv", text.as_bytes()).unwrap();
    bencher.bench_local(|| Import::read(&book, &Settings::default(), &known).errors);
}

/// Measures that all act on one source: twice as many take four times as long (as many factors, at half as many
/// nodes), where subsets would take their square.
#[divan::bench(args = [10, 20, 40, 80])]
fn attribute_on_one_source(bencher: Bencher, measures: usize) {
    let mut engine = Engine::load(&OneSource(measures), "one.toml").unwrap();
    bencher.bench_local(|| engine.attribute(&[], 59).at());
}

/// A scenario with so many measures on one source.
struct OneSource(usize);

/// All of the scenario but its measures.
const HEAD: &str = r#"
format = 1
id = "one"
name = "one"
plan = { start = "2021-01", end = "2025-12" }
inventory = { year = 2022 }
[[source]]
id = "s"
sector = "industry"
activity = { value = 1000000, unit = "t" }
pathway.nox = { generation = 2, capture = 0.5, removal = 0.5 }
"#;

impl Files for OneSource {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let measures = (0..self.0).map(|m| {
            let stage = ["removal\", add = 0.3", "generation\", reduce = 0.3"][m % 2];
            let month = 1 + m % 9;
            format!(
                "[[measure]]\nid = \"m{m}\"\nbasis = {{ unit = \"t\", total = 100 }}\n\
                 effect = [{{ source = \"s\", pollutants = [\"nox\"], stage = \"{stage} }}]\n\
                 [[project]]\nid = \"p{m}\"\nmeasure = \"m{m}\"\nstatus = \"planned\"\n\
                 completion = \"2023-0{month}\"\nquantity = 40\n"
            )
        });
        let text = std::iter::once(HEAD.to_owned()).chain(measures).collect::<String>();
        (name == "one.toml").then_some(Cow::Owned(text.into_bytes()))
    }
}

#[divan::bench]
fn evaluate_to_results(bencher: Bencher) {
    let (mut engine, mut turn) = (wuhan(), 0);
    let measures = engine.model().measures.len();
    bencher.bench_local(|| engine.evaluate(&lever(&mut turn, measures), Request::default()));
}

#[divan::bench(sample_count = 10)]
fn ten_thousand_draws_to_quantiles(bencher: Bencher) {
    let mut engine = wuhan();
    bencher.bench_local(|| {
        let part = engine.sample(&[], 1, 0..10_000);
        engine.summarise(&[part], 1)
    });
}

fn main() {
    divan::main();
}
