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
    let scr = &cost.by_measure[&"kiln-scr".to_owned()];
    assert!(close(cost.capital_cny, capital) && close(scr.capital_cny, capital), "{cost:?}");
    assert!(close(scr.operating_cny_per_year, operating), "{cost:?}");
    assert!(close(cost.annualised_cny, annualised) && close(scr.annualised_cny, annualised), "{cost:?}");
    assert_eq!(cost.by_measure.len(), 1, "the others have no cost");
}

/// A pollution equivalent is 0.95 kg of NOx, 1 kg of COD.
#[test]
fn prices_of_tonnes_and_of_pollution_equivalents() {
    let results = evaluate(&good(), &[], None);
    let tonnes = results.pollutants[Pollutant::Nox].attribution_t[&"kiln-scr".to_owned()];
    let scr = &results.cost.by_measure[&"kiln-scr".to_owned()];
    assert!(close(scr.cny_per_t[&Pollutant::Nox], scr.annualised_cny / tonnes));
    assert!(close(scr.equivalents, tonnes * 1000.0 / 0.95));
    assert!(close(scr.cny_per_equivalent.unwrap(), scr.annualised_cny / tonnes * 0.95 / 1000.0));
}

/// Kilns grow by no per cent, P-1 and P-2 cover 1.5 of 12 million t and removal goes from 0.55 to 0.9 there: a year of
/// full operation is the same whatever month is looked at, and its price is not raised by what has not come yet.
#[test]
fn a_tonnes_price_is_that_of_a_full_year() {
    let early = evaluate(&good(), &[], Month::new(2024, 2)).cost;
    let late = evaluate(&good(), &[], None).cost;
    let (now, then) = (&early.by_measure[&"kiln-scr".to_owned()], &late.by_measure[&"kiln-scr".to_owned()]);
    assert_eq!(now.full_year, then.full_year);
    let t = now.full_year.t_per_year[&Pollutant::Nox];
    assert!(close(now.full_year.cny_per_t[&Pollutant::Nox], now.annualised_cny / t), "{now:?}");
    assert!(close(now.full_year.equivalents, t * 1000.0 / 0.95));
    assert!(close(early.full_year.cny_per_equivalent.unwrap(), early.annualised_cny / t * 0.95 / 1000.0));
    // The plan's last month has all projects in service, and by capacity that month's rate is what counts.
    let by_capacity = good().replacing("good.toml", "credit = \"months\"", "credit = \"capacity\"");
    let whole = evaluate(&by_capacity, &[], None);
    let scr = &whole.cost.by_measure[&"kiln-scr".to_owned()];
    assert!(close(
        scr.full_year.t_per_year[&Pollutant::Nox],
        whole.pollutants[Pollutant::Nox].attribution_t[&"kiln-scr".to_owned()]
    ));
    assert!(close(scr.full_year.cny_per_t[&Pollutant::Nox], scr.cny_per_t[&Pollutant::Nox]));
    assert!(close(t, scr.full_year.t_per_year[&Pollutant::Nox]), "how tonnes are credited does not matter");
    // Delays move nothing in it, scale does.
    let delayed = evaluate(&good(), &[Lever { delay_months: Some(9.0), ..Lever::on(0) }], None).cost;
    assert_eq!(delayed.by_measure[&"kiln-scr".to_owned()].full_year, then.full_year);
    let off = evaluate(&good(), &[Lever { enabled: Some(false), ..Lever::on(0) }], None).cost;
    assert_eq!(off.by_measure[&"kiln-scr".to_owned()].full_year, jianpai::results::FullYear::default());
}

/// Whatever a year of full operation is added up by, it is the same.
#[test]
fn a_full_year_is_the_same_by_measure_project_district_source_and_item() {
    let folder = crate::folder::Folder(crate::folder::repository("scenarios"));
    let mut engine = Engine::load(&folder, "wuhan-2024.toml").unwrap();
    let at = Month::new(2024, 6);
    let results = engine.evaluate(&[], Request { at, ..Request::default() });
    let whole = engine.contribution_results(&[], at, By::Measure);
    for by in [By::Measure, By::Project, By::District, By::Source, By::Item] {
        let found = engine.contribution_results(&[], at, by);
        let rows: f64 = found.rows.iter().map(|row| row.share.full_year.equivalents).sum();
        let total = &found.total.full_year;
        assert!(close(rows, total.equivalents), "{by:?}");
        assert!(close(total.equivalents, whole.total.full_year.equivalents), "{by:?}");
        assert!(close(total.cny_per_equivalent.unwrap(), whole.total.full_year.cny_per_equivalent.unwrap()));
    }
    for row in &whole.rows {
        if let Some(cost) = results.cost.by_measure.get(row.id.as_ref().unwrap()) {
            assert_eq!(cost.full_year.t_per_year, row.share.full_year.t_per_year, "{:?}", row.id);
        }
    }
}

#[test]
fn what_brings_nothing_yet_has_no_price_of_the_month() {
    let cost = evaluate(&good(), &[], Some(Month::new(2024, 1).unwrap())).cost;
    let scr = &cost.by_measure[&"kiln-scr".to_owned()];
    assert!(scr.annualised_cny > 0.0 && scr.cny_per_t.is_empty());
    assert!(scr.cny_per_equivalent.is_none() && cost.cny_per_equivalent.is_none());
    let mut engine = Engine::load(&good(), "good.toml").unwrap();
    let by_source = engine.contribution_results(&[], Month::new(2024, 1), By::Source);
    // The sources bear costs as they are relieved in full operation.
    let costly: Vec<_> = by_source.rows.iter().filter(|row| row.share.capital_cny > 0.0).collect();
    assert!(
        costly.iter().all(|row| row.id.is_some() && row.share.cny_per_t.is_empty())
            && close(costly.iter().map(|row| row.share.capital_cny).sum(), 29.5e6),
        "{by_source:#?}"
    );
}

#[test]
fn capital_is_spent_in_the_year_of_completion() {
    let by_year = |levers: &[Lever]| {
        let years = evaluate(&good(), levers, None).cost.by_year;
        years.iter().map(|(year, cost)| (year.clone(), cost.capital_cny, cost.projects)).collect::<Vec<_>>()
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
