//! Money, by hand: what `refused/good.toml` costs.

use crate::folder::{InMemory, good};
use jianpai::analysis::By;
use jianpai::model::Lever;
use jianpai::results::Results;
use jianpai::units::{Month, Pollutant};
use jianpai::{Engine, Request};

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs()
}

fn evaluate(files: &InMemory, levers: &[Lever], at: Option<Month>) -> Results {
    Engine::load(files, "good.toml").unwrap().evaluate(levers, Request { at, ..Request::default() })
}

/// P-1 has its own 17.5 million CNY, P-2 600,000 t at 20 CNY; running costs are 5 CNY/t; 10 years at 5 %.
#[test]
fn capital_and_running_costs_by_hand() {
    let cost = evaluate(&good(), &[], None).cost;
    let capital = 17.5e6 + 600_000.0 * 20.0;
    let operating = 5.0 * 1_500_000.0;
    let annualised = capital * 0.129_504_574_965_456_67 + operating;
    let scr = &cost.by_measure["kiln-scr"];
    assert!(close(cost.capital_cny, capital) && close(scr.capital_cny, capital), "{cost:?}");
    assert!(close(scr.operating_cny_per_year, operating), "{cost:?}");
    assert!(close(cost.annualised_cny, annualised) && close(scr.annualised_cny, annualised), "{cost:?}");
    assert_eq!(cost.by_measure.len(), 1, "the others have no cost");
}

/// A pollution equivalent is 0.95 kg of NOx, 1 kg of COD.
#[test]
fn prices_of_tonnes_and_of_pollution_equivalents() {
    let results = evaluate(&good(), &[], None);
    let tonnes = results.pollutants[Pollutant::Nox].attribution_t["kiln-scr"];
    let scr = &results.cost.by_measure["kiln-scr"];
    assert!(close(scr.cny_per_t[&Pollutant::Nox], scr.annualised_cny / tonnes));
    assert!(close(scr.equivalents, tonnes * 1000.0 / 0.95));
    assert!(close(scr.cny_per_equivalent.unwrap(), scr.annualised_cny / tonnes * 0.95 / 1000.0));
}

#[test]
fn what_brings_nothing_yet_has_no_price() {
    let cost = evaluate(&good(), &[], Some(Month::new(2024, 1).unwrap())).cost;
    let scr = &cost.by_measure["kiln-scr"];
    assert!(scr.annualised_cny > 0.0 && scr.cny_per_t.is_empty());
    assert!(scr.cny_per_equivalent.is_none() && cost.cny_per_equivalent.is_none());
    let mut engine = Engine::load(&good(), "good.toml").unwrap();
    let by_source = engine.contribution_results(&[], Month::new(2024, 1), By::Source);
    let without = by_source.rows.last().unwrap();
    assert!(
        without.id.is_none()
            && close(without.share.capital_cny, 29.5e6)
            && without.share.cny_per_t.is_empty()
    );
}

#[test]
fn capital_is_spent_in_the_year_of_completion() {
    let by_year = |levers: &[Lever]| {
        let years = evaluate(&good(), levers, None).cost.by_year;
        years.into_iter().map(|(year, cost)| (year, cost.capital_cny, cost.projects)).collect::<Vec<_>>()
    };
    assert_eq!(by_year(&[]), [("2024".to_owned(), 29.5e6, 2)]);
    // September and 3.5 months is within January; P-1 is complete and does not move.
    let late = Lever { delay_months: Some(3.5), ..Lever::on(0) };
    assert_eq!(by_year(&[late]), [("2024".to_owned(), 17.5e6, 1), ("2025".to_owned(), 12e6, 1)]);
    assert_eq!(by_year(&[Lever { enabled: Some(false), ..Lever::on(0) }]), []);
}

#[test]
fn the_file_may_weigh_vocs_otherwise() {
    let files = good().replacing("good.toml", "discount_rate = 0.05", "voc_equivalent_kg = 0.5");
    let plan = &Engine::load(&files, "good.toml").unwrap().model().plan.clone();
    let tonnes = jianpai::units::PerPollutant([1.0; 5]);
    let expected = 1000.0 / 0.95 + 1000.0 / 0.5 + 1000.0 + 1000.0 / 0.8 + 1000.0 / 0.25;
    assert!(close(plan.equivalents(&tonnes), expected));
}
