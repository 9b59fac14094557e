//! Every file in scenarios/: loads without a finding, and its reductions equal tests/golden/, bit for bit.

use crate::folder::{Folder, repository};
use jianpai::analysis::By;
use jianpai::results::Outline;
use jianpai::{Engine, Request};
use serde_json::{Value, json};
use std::fs;

fn names() -> Vec<String> {
    let entries = fs::read_dir(repository("scenarios")).unwrap();
    let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| std::path::Path::new(name).extension().is_some_and(|e| e == "toml"));
    names.sort();
    names
}

fn load(name: &str) -> Engine {
    Engine::load(&Folder(repository("scenarios")), name)
        .unwrap_or_else(|findings| panic!("{name}: {findings:#?}"))
}

/// What is kept of a run: the year ends of every pollutant, contributions, costs, a few quantiles.
fn summary(name: &str) -> Value {
    let mut engine = load(name);
    assert_eq!(engine.warnings().0, [], "{name} has warnings");
    let results = engine.evaluate(&[], Request::default());
    let part = engine.sample(&[], 1, 0..200);
    let bands = engine.summarise(&[part], 1);
    let year_ends: Vec<usize> = (11..results.months.len()).step_by(12).collect();
    let at_ends = |row: &[f64]| year_ends.iter().map(|i| row[*i]).collect::<Vec<_>>();
    let pollutants = results.pollutants.iter().map(|(p, series)| {
        let of = json!({
            "reduction_t": at_ends(&series.reduction_t),
            "emission_t_per_year": at_ends(&series.emission_t_per_year),
            "no_action_t_per_year": at_ends(&series.no_action_t_per_year),
            "attribution_t": series.attribution_t,
            "uncounted_t": series.uncounted_t,
            "p10": at_ends(&bands.pollutants[p].p10),
            "p90": at_ends(&bands.pollutants[p].p90),
        });
        (p.id().to_owned(), of)
    });
    json!({
        "pollutants": pollutants.collect::<serde_json::Map<_, _>>(),
        "over_claim_t_per_year": results.over_claim_t_per_year,
        "annualised_cny": results.cost.annualised_cny,
    })
}

#[test]
fn every_scenario_equals_its_golden_figures() {
    let mut differing = Vec::new();
    for name in names() {
        let found = serde_json::to_string_pretty(&summary(&name)).unwrap() + "\n";
        let golden = repository("tests/golden").join(name.replace(".toml", ".json"));
        if std::env::var_os("RENEW").is_some() {
            fs::create_dir_all(repository("tests/golden")).unwrap();
            fs::write(&golden, &found).unwrap();
        }
        if fs::read_to_string(&golden).ok().as_deref() != Some(&found) {
            differing.push(name);
        }
    }
    assert!(
        differing.is_empty(),
        "figures changed: {differing:?}; RENEW=1 cargo test rewrites tests/golden, then read git diff"
    );
}

#[test]
fn wuhans_ledger_has_the_programmes_of_the_work_plan() {
    let engine = load("wuhan-2024.toml");
    let outline = Outline::of(engine.model());
    let rows = |air: bool| -> usize {
        outline.measures.iter().filter(|measure| measure.air == air).map(|measure| measure.projects).sum()
    };
    assert_eq!(rows(true), 500);
    assert!(rows(false) >= 183 + 53);
    assert!(outline.illustrative);
    assert!(outline.targets.values().all(|target| target.estimate));
    for measure in &outline.measures {
        assert!(measure.provenance.is_some(), "{} names no source", measure.id);
    }
}

#[test]
fn shares_add_up_to_twelve_digits() {
    let mut engine = load("wuhan-2024.toml");
    let results = engine.evaluate(&[], Request::default());
    let last = results.months.len() - 1;
    for (p, series) in results.pollutants.iter() {
        let shares: f64 = series.attribution_t.values().sum();
        let counted = series.reduction_t[last] - series.opening_t[last] + series.offset_t[last];
        assert!(
            (shares - counted).abs() <= 1e-12 * series.reduction_t[last].abs(),
            "{p:?}: {shares} {counted}"
        );
    }
}

#[test]
fn shares_by_project_district_source_and_item_are_the_measures_shares() {
    let mut engine = load("wuhan-2024.toml");
    for at in [40, 59] {
        let mut total = |by| {
            let shares = engine.contributions(&[], at, by);
            let tonnes =
                shares.values().flat_map(|share| share.counted_t.0.into_iter().chain(share.uncounted_t.0));
            tonnes.sum::<f64>()
        };
        let by_measure = total(By::Measure);
        assert!(by_measure > 0.0);
        for by in [By::Project, By::District, By::Source, By::Item] {
            assert!(
                (total(by) - by_measure).abs() <= 1e-9 * by_measure,
                "{by:?}: {} {by_measure}",
                total(by)
            );
        }
    }
}

#[test]
fn contributions_are_ranked_and_their_costs_are_the_ledgers() {
    let mut engine = load("wuhan-2024.toml");
    let results = engine.evaluate(&[], Request::default());
    for by in [By::Measure, By::Project, By::District, By::Source, By::Item] {
        let found = engine.contribution_results(&[], None, by);
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs();
        assert!(close(found.total.capital_cny, results.cost.capital_cny), "{by:?}");
        assert!(close(found.total.annualised_cny, results.cost.annualised_cny), "{by:?}");
        for (p, series) in results.pollutants.iter() {
            let counted: f64 = series.attribution_t.values().sum();
            let uncounted: f64 = series.uncounted_t.values().sum();
            assert!(close(found.total.counted_t[p], counted) && close(found.total.uncounted_t[p], uncounted));
        }
        let named: Vec<_> = found.rows.iter().filter(|row| row.id.is_some()).collect();
        assert!(!named.is_empty() && named.is_sorted_by(|a, b| a.share.equivalents >= b.share.equivalents));
        assert!(found.rows.iter().rev().skip(1).all(|row| row.id.is_some()), "{by:?}: without id, not last");
    }
}
