//! Comparisons: what differs sums exactly to the whole, and each change is told for what it is.

use crate::folder::{Folder, InMemory, good, repository};
use jianpai::Engine;
use jianpai::model::Lever;
use jianpai::results::{Comparison, Difference, Kind};
use jianpai::units::{Month, Pollutant};
use proptest::prelude::*;
use proptest::sample::select;

fn close(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-9 * scale.abs().max(1.0)
}

/// Measures, and projects, with opening and offset add up to the difference of R.
fn check_sums(comparison: &Comparison) -> Result<(), TestCaseError> {
    let Comparison { reduction, opening, offset, measures, projects, .. } = comparison;
    for p in Pollutant::ALL {
        let beside = opening.difference_t[p] + offset.difference_t[p];
        let whole = reduction.difference_t[p] - beside;
        let difference = reduction.there_t[p] - reduction.here_t[p];
        prop_assert!(close(reduction.difference_t[p], difference, 1.0));
        let sum = |parts: Vec<&Difference>| parts.iter().map(|part| part.difference_t[p]).sum::<f64>();
        let by_measure = sum(measures.iter().map(|measure| &measure.counted).collect());
        let by_project = sum(projects.iter().map(|project| &project.counted).collect());
        prop_assert!(close(by_measure, whole, reduction.here_t[p]), "{p:?}: {by_measure} {whole}");
        prop_assert!(close(by_project, whole, reduction.here_t[p]), "{p:?}: {by_project} {whole}");
    }
    Ok(())
}

fn scenario() -> impl Strategy<Value = Engine> {
    select(vec!["wuhan-2024", "wuhan-2024-late", "wuhan-2024-firm", "wuhan-2024-substitution"])
        .prop_map(|name| Engine::load(&Folder(repository("scenarios")), &format!("{name}.toml")).unwrap())
}

fn levers() -> impl Strategy<Value = Vec<Lever>> {
    let lever = (0..20usize, prop::option::of(0.0..2.0), prop::option::of(-6.0..12.0), any::<bool>());
    let lever = lever.prop_map(|(measure, scale, delay_months, enabled)| Lever {
        scale,
        delay_months,
        enabled: Some(enabled),
        ..Lever::on(measure)
    });
    prop::collection::vec(lever, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn differences_sum_to_the_whole(
        mut here in scenario(), mut there in scenario(), a in levers(), b in levers(), month in 0..60i32,
    ) {
        let at = here.model().plan.start.plus(month);
        check_sums(&here.compare_with(&mut there, &a, &b, Some(at)).unwrap())?;
        check_sums(&here.compare(&a, &b, Some(at)))?;
    }
}

fn load(files: &InMemory) -> Engine {
    Engine::load(files, "good.toml").unwrap_or_else(|found| panic!("{found:#?}"))
}

fn kinds(comparison: &Comparison) -> Vec<(String, Kind)> {
    let mut kinds: Vec<_> = comparison.projects.iter().map(|p| (p.id.clone(), p.kind)).collect();
    kinds.sort();
    kinds
}

fn kind_of(comparison: &Comparison, measure: &str) -> Kind {
    comparison.measures.iter().find(|row| row.id == measure).unwrap().kind
}

#[test]
fn every_change_is_told_for_what_it_is() {
    let changed = good()
        .replacing("good.csv", "underway,2024-09,600000", "underway,2025-01,600000")
        .replacing("good.csv", "P-3,三号窑替代燃料,西区,kiln-fuel,planned,2024-12,500000,,,,\n", "")
        .replacing("good.csv", "planned,2025-06,,,60", "planned,2025-06,,,50");
    let changed = changed.clone().with(
        "good.csv",
        changed.text("good.csv") + "P-5,四号窑,东区,kiln-fuel,planned,2024-10,300000,,,,\n",
    );
    let found = load(&good()).compare_with(&mut load(&changed), &[], &[], None).unwrap();
    let of = |id: &str, kind| (id.to_owned(), kind);
    assert_eq!(
        kinds(&found),
        [
            // Alternative fuel leaves the kilns' SCR more or less to remove.
            of("P-1", Kind::Affected),
            of("P-2", Kind::Delayed),
            of("P-3", Kind::Dropped),
            of("P-4", Kind::ReEstimated),
            of("P-5", Kind::Added),
        ]
    );
    assert_eq!(kind_of(&found, "kiln-scr"), Kind::Delayed);
    check_sums(&found).unwrap();
    let back = load(&changed).compare_with(&mut load(&good()), &[], &[], None).unwrap();
    assert!(kinds(&back).contains(&of("P-2", Kind::BroughtForward)));
    assert!(kinds(&back).contains(&of("P-5", Kind::Dropped)));
}

#[test]
fn levers_add_drop_delay_and_re_estimate() {
    let mut engine = load(&good());
    let mut kind = |here: Lever, there: Lever| {
        let found = engine.compare(&[here], &[there], Month::new(2025, 6));
        (kind_of(&found, "kiln-scr"), kinds(&found))
    };
    let (base, off) = (Lever::on(0), Lever { enabled: Some(false), ..Lever::on(0) });
    assert_eq!(kind(base, off).0, Kind::Dropped);
    assert_eq!(kind(off, base).0, Kind::Added);
    assert_eq!(kind(base, Lever { scale: Some(0.5), ..base }).0, Kind::ReEstimated);
    assert_eq!(kind(base, Lever { to: Some(0.92), ..base }).0, Kind::ReEstimated);
    let (measure, projects) = kind(base, Lever { delay_months: Some(3.0), ..base });
    // P-1 is complete: no lever moves it, nor does it give way to P-2.
    assert_eq!((measure, projects[0].clone()), (Kind::Delayed, ("P-2".to_owned(), Kind::Delayed)));
    assert_eq!(kind(Lever { delay_months: Some(3.0), ..base }, base).0, Kind::BroughtForward);
}

/// A measure whose projects all come later is delayed, as they are, even where its size differs as well.
#[test]
fn a_measure_is_called_what_its_projects_are() {
    let mut engine = load(&good());
    let off = Lever { scale: Some(0.5), ..Lever::on(1) };
    let late = Lever { delay_months: Some(3.0), ..off };
    let found = engine.compare(&[Lever::on(1)], &[late], Month::new(2025, 6));
    let measure = found.measures.iter().find(|measure| measure.id == "kiln-fuel").unwrap();
    let of_it: Vec<_> = found.projects.iter().filter(|project| project.measure == "kiln-fuel").collect();
    assert!(!of_it.is_empty() && of_it.iter().all(|project| project.kind == Kind::Delayed), "{of_it:#?}");
    assert_eq!(measure.kind, Kind::Delayed);
}

/// The page and the command line call a change the same.
#[test]
fn changes_have_one_name() {
    let words = std::fs::read_to_string(repository("www/js/words/compare.js")).unwrap();
    for kind in [
        Kind::Added,
        Kind::Dropped,
        Kind::Delayed,
        Kind::BroughtForward,
        Kind::ReEstimated,
        Kind::Affected,
        Kind::Same,
    ] {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
        let key = if kind.id().contains('-') { format!("\"{}\"", kind.id()) } else { kind.id().to_owned() };
        let name = kind.name();
        for word in [name.zh, name.en] {
            assert!(words.contains(&format!("{key}: \"{word}\"")), "{key}: {word}");
        }
    }
}

#[test]
fn openings_and_offsets_are_parts_of_the_difference() {
    let changed = good().replacing("good.toml", "mode = 2200", "mode = 2100").replacing(
        "good.toml",
        "reduction_t = 60\n",
        "reduction_t = 100\n",
    );
    let found = load(&good()).compare_with(&mut load(&changed), &[], &[], None).unwrap();
    let nox = Pollutant::Nox;
    assert!(close(found.opening.difference_t[nox], -100.0, 1.0));
    assert!(close(found.offset.difference_t[nox], -40.0, 1.0));
    assert!(close(found.reduction.difference_t[nox], -140.0, 1.0));
    assert!(found.projects.is_empty());
}

#[test]
fn plans_must_have_the_month_in_common() {
    let other = good().replacing("good.toml", "end = \"2025-12\"", "end = \"2026-12\"");
    let mut engine = load(&good());
    let found = engine.compare_with(&mut load(&other), &[], &[], None).unwrap();
    assert_eq!(Some(found.at), Month::new(2025, 12));
    let message = engine.compare_with(&mut load(&other), &[], &[], Month::new(2026, 3)).unwrap_err();
    assert_eq!(message.en, "2026-03 is not in both plans: 2021-01 to 2025-12, 2021-01 to 2026-12");
}

/// The shipped variants are what their names say.
#[test]
fn shipped_variants_change_what_they_say() {
    let compare = |name: &str| {
        let folder = Folder(repository("scenarios"));
        let mut base = Engine::load(&folder, "wuhan-2024.toml").unwrap();
        base.compare_with(&mut Engine::load(&folder, name).unwrap(), &[], &[], None).unwrap()
    };
    let own = |comparison: &Comparison| {
        let mut kinds: Vec<_> =
            comparison.projects.iter().map(|p| p.kind).filter(|k| *k != Kind::Affected).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    };
    let late = compare("wuhan-2024-late.toml");
    assert_eq!(own(&late), [Kind::Delayed]);
    assert!(late.projects.iter().filter(|p| p.kind == Kind::Delayed).all(|p| close(
        p.delay_months.there,
        6.0,
        1.0
    )));
    let doubled = compare("wuhan-2024-substitution.toml");
    assert_eq!(own(&doubled), [Kind::ReEstimated]);
    let steel = doubled.measures.iter().find(|measure| measure.id == "coating-steel").unwrap();
    let (here, there) = (steel.counted.here_t[Pollutant::Vocs], steel.counted.there_t[Pollutant::Vocs]);
    assert!(close(there, 2.0 * here, here));
    let firm = compare("wuhan-2024-firm.toml");
    assert_eq!(own(&firm), [Kind::Dropped]);
    assert!(firm.reduction.difference_t[Pollutant::Nox] < 0.0);
    assert!(compare("wuhan-2024-on-time.toml").projects.is_empty());
}
