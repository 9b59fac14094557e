//! Explanations: the parts make the number, which is the one that results show.

use crate::folder::{Folder, repository, scenarios};
use jianpai::analysis::By;
use jianpai::maths;
use jianpai::model::{Lever, Project, Size};
use jianpai::results::{
    Assumed, ContributionRow, Contributions, ExplainedKind as Kind, Explanation, Results, Side, Subject, Term,
};
use jianpai::scenario::{FigureEdit, NewValue};
use jianpai::units::Pollutant;
use jianpai::{Engine, Outcome, Request, edit_figures, figures};
use std::collections::BTreeSet;

/// What `subject` explains, of which the parts make the number.
fn explained(engine: &mut Engine, levers: &[Lever], subject: &Subject) -> Option<Explanation> {
    let found = engine.explain(levers, subject).ok()?;
    let value = found.formula.value(&found.terms, maths::pow);
    let expected = found.result.value;
    let tolerance = 1e-9 * expected.abs().max(1.0);
    assert!(
        (value - expected).abs() <= tolerance,
        "{subject:?}: parts make {value}, not {expected}: {found:#?}"
    );
    assert!(!found.title.zh.is_empty() && !found.note.en.is_empty());
    Some(found)
}

fn same(found: Option<Explanation>, expected: f64, what: &Subject) {
    let found = found.unwrap_or_else(|| panic!("{what:?} is not explained")).result.value;
    assert!(
        (found - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        "{what:?}: {found} is not {expected}"
    );
}

/// Explains what `explanation` refers to, and so on.
fn follow(engine: &mut Engine, levers: &[Lever], explanation: &Explanation, paths: &[String], depth: usize) {
    for term in &explanation.terms {
        if let Some(path) = &term.figure {
            assert!(paths.contains(path), "{path} is no figure of the list");
        }
        if let Some(subject) = &term.explain
            && depth > 0
        {
            let next = explained(engine, levers, subject);
            let next = next.unwrap_or_else(|| panic!("{subject:?} is not explained"));
            let (found, shown) = (next.result.value, term.quantity.value);
            let same = (found - shown).abs() <= 1e-9 * shown.abs().max(1.0);
            assert!(same, "{subject:?} is {found}, but {shown} in {:?}", explanation.subject);
            follow(engine, levers, &next, paths, depth - 1);
        }
    }
}

/// The rows of `group`; of hundreds of projects some.
fn some(group: &Contributions) -> impl Iterator<Item = &ContributionRow> {
    group.rows.iter().step_by(1 + group.rows.len() / 40)
}

/// Makes a subject one of `row`; `None` for what has no id.
fn of_row(by: By, row: &ContributionRow) -> Option<impl Fn(Subject) -> Subject> {
    // What has no district or item is asked for by none; of the others there is nothing without an id.
    let id = match (&row.id, by) {
        (None, By::District) => String::new(),
        (None, By::Item) => "0".to_owned(),
        (id, _) => id.clone()?,
    };
    Some(move |subject: Subject| match by {
        By::Measure => Subject { measure: Some(id.clone()), ..subject },
        By::Project => Subject { project: Some(id.clone()), ..subject },
        By::District => Subject { district: Some(id.clone()), ..subject },
        By::Source => Subject { source: Some(id.clone()), ..subject },
        By::Item => Subject { item: id.parse().ok(), ..subject },
    })
}

fn check(engine: &mut Engine, levers: &[Lever], results: &Results, paths: &[String]) {
    let at = Some(results.at);
    let i = results.months.iter().position(|month| *month == results.at).unwrap();
    let measures = engine.model().measures.clone();
    let overlaps = engine.overlaps(levers, at);
    let groups = [By::Measure, By::Project, By::District, By::Source, By::Item]
        .map(|by| engine.contribution_results(levers, at, by));
    for p in Pollutant::ALL {
        let one = &results.pollutants[p];
        let subject = |kind| Subject { kind, pollutant: Some(p), at, ..Subject::default() };
        let mut tell = |subject: Subject, expected: f64| {
            let found = explained(engine, levers, &subject);
            if let Some(found) = &found {
                // A project's months each have as many terms again.
                let deep = subject.project.is_none() && subject.district.is_none() && subject.item.is_none();
                follow(engine, levers, found, paths, if deep { 2 } else { 1 });
            }
            same(found, expected, &subject);
        };
        tell(subject(Kind::Reduction), one.reduction_t[i]);
        tell(subject(Kind::Opening), one.opening_t[i]);
        tell(subject(Kind::Offset), one.offset_t[i]);
        tell(subject(Kind::Deduction), -one.offset_t[i]);
        let cut: f64 = one.attribution_t.values().chain(one.uncounted_t.values()).sum();
        tell(subject(Kind::Physical), cut);
        if one.reduction_t[i] != 0.0 {
            let part = |of| Subject { part_of: Some(of), ..subject(Kind::Part) };
            tell(part(Kind::Opening), one.opening_t[i] / one.reduction_t[i]);
            tell(part(Kind::Deduction), -one.offset_t[i] / one.reduction_t[i]);
            tell(part(Kind::Reduction), 1.0);
        }
        let abated = |i: usize| one.no_action_t_per_year[i] - one.emission_t_per_year[i];
        tell(subject(Kind::Abated), abated(i));
        tell(subject(Kind::Emission), one.emission_t_per_year[i]);
        tell(subject(Kind::NoAction), one.no_action_t_per_year[i]);
        if let (Some(target), Some(schedule)) = (one.target_t, &one.schedule_t) {
            tell(subject(Kind::Target), target);
            tell(subject(Kind::Schedule), schedule[i]);
            tell(subject(Kind::Gap), one.gap_t.unwrap());
            tell(subject(Kind::Share), one.reduction_t[i] / target);
            tell(subject(Kind::Points), (one.reduction_t[i] - schedule[i]) / target * 100.0);
        }
        for (source, series) in &one.by_source_t_per_year {
            let of = |kind| Subject { source: Some(source.clone()), ..subject(kind) };
            tell(of(Kind::Emission), series[i]);
        }
        for measure in &measures {
            let of = |kind| Subject { measure: Some(measure.id.clone()), ..subject(kind) };
            let brought = one.attribution_t.get(&measure.id).or(one.uncounted_t.get(&measure.id));
            if let Some(t) = brought {
                tell(of(Kind::Contribution), *t);
                tell(of(Kind::Part), *t / one.reduction_t[i]);
            }
            if let Some(price) =
                results.cost.by_measure.get(&measure.id).and_then(|cost| cost.full_year.cny_per_t.get(&p))
            {
                tell(of(Kind::Price), *price);
            }
            if let Some(claim) =
                results.over_claim_t_per_year.get(&measure.id).and_then(|claim| claim.get(&p))
            {
                tell(of(Kind::OverClaim), *claim);
            }
        }
        for row in overlaps.measures.iter().filter(|row| row.alone_t[p] != 0.0) {
            let of = |kind| Subject { measure: Some(row.id.clone()), ..subject(kind) };
            tell(of(Kind::Alone), row.alone_t[p]);
            tell(of(Kind::LeaveOneOut), row.leave_one_out_t[p]);
        }
        for pair in overlaps.pairs.iter().filter(|pair| pair.overlap_t[p] != 0.0) {
            let (measure, other) = (Some(pair.one.clone()), Some(pair.other.clone()));
            tell(Subject { measure, other, ..subject(Kind::Overlap) }, pair.overlap_t[p]);
        }
        for group in &groups {
            for row in some(group) {
                let Some(of) = of_row(group.by, row) else { continue };
                let (counted_t, uncounted_t) = (row.share.counted_t[p], row.share.uncounted_t[p]);
                if matches!(group.by, By::District | By::Source | By::Item) && counted_t + uncounted_t != 0.0
                {
                    tell(of(subject(Kind::Physical)), counted_t + uncounted_t);
                }
                for (uncounted, t) in [(false, counted_t), (true, uncounted_t)] {
                    if t != 0.0 {
                        tell(Subject { uncounted, ..of(subject(Kind::Contribution)) }, t);
                    }
                }
            }
            for (of, share) in some(group).filter_map(|row| Some((of_row(group.by, row)?, &row.share))) {
                if let Some(price) = share.full_year.cny_per_t.get(&p).filter(|_| share.annualised_cny > 0.0)
                {
                    tell(of(subject(Kind::Price)), *price);
                    tell(of(subject(Kind::FullYear)), share.full_year.t_per_year[&p]);
                }
            }
            for (uncounted, t) in [(false, group.total.counted_t[p]), (true, group.total.uncounted_t[p])] {
                tell(Subject { uncounted, ..subject(Kind::Contribution) }, t);
            }
        }
    }
    check_money(engine, levers, results, paths, &groups);
}

fn check_money(
    engine: &mut Engine,
    levers: &[Lever],
    results: &Results,
    paths: &[String],
    groups: &[Contributions],
) {
    let at = Some(results.at);
    let mut tell = |subject: Subject, expected: f64| {
        let found = explained(engine, levers, &subject);
        if let Some(found) = &found {
            follow(engine, levers, found, paths, 1);
        }
        same(found, expected, &subject);
    };
    let of_kind = |kind| Subject { kind, at, ..Subject::default() };
    for group in groups {
        for (of, share) in some(group).filter_map(|row| Some((of_row(group.by, row)?, &row.share))) {
            if share.annualised_cny > 0.0 {
                tell(of(of_kind(Kind::Capital)), share.capital_cny);
                tell(of(of_kind(Kind::Annualised)), share.annualised_cny);
            }
        }
    }
    for (id, cost) in &results.cost.by_measure {
        let of = |kind| Subject { measure: Some(id.clone()), ..of_kind(kind) };
        tell(of(Kind::Capital), cost.capital_cny);
        tell(of(Kind::Operating), cost.operating_cny_per_year);
        tell(of(Kind::Annualised), cost.annualised_cny);
        if let Some(price) = cost.full_year.cny_per_equivalent {
            tell(of(Kind::PerEquivalent), price);
        }
    }
    for (year, cost) in &results.cost.by_year {
        tell(Subject { year: year.parse().ok(), ..of_kind(Kind::Capital) }, cost.capital_cny);
    }
    let all = |kind| Subject { kind, at, ..Subject::default() };
    same(explained(engine, levers, &all(Kind::Capital)), results.cost.capital_cny, &all(Kind::Capital));
    same(
        explained(engine, levers, &all(Kind::Annualised)),
        results.cost.annualised_cny,
        &all(Kind::Annualised),
    );
}

#[test]
fn every_number_of_the_results_is_made_of_its_parts() {
    let files = scenarios();
    for (name, months) in [
        ("example.toml", &["2021-01", "2023-06", "2024-12", "2025-12"][..]),
        ("wuhan-2024.toml", &["2024-12"]),
        ("wuhan-2024-late.toml", &["2025-12"]),
    ] {
        let paths: Vec<_> = figures(&files, name).unwrap().into_iter().map(|entry| entry.path).collect();
        let mut engine = Engine::load(&files, name).unwrap();
        for at in months {
            let request = Request { at: Some(at.parse().unwrap()), sources: true, months: false };
            let results = engine.evaluate(&[], request);
            check(&mut engine, &[], &results, &paths);
        }
    }
}

#[test]
fn levers_are_in_the_formulas() {
    let files = scenarios();
    let mut engine = Engine::load(&files, "example.toml").unwrap();
    let paths: Vec<_> =
        figures(&files, "example.toml").unwrap().into_iter().map(|entry| entry.path).collect();
    let levers = [
        Lever { scale: Some(3.0), effectiveness: Some(0.8), to: Some(0.93), ..Lever::on(0) },
        Lever { delay_months: Some(3.0), scale: Some(2.0), ..Lever::on(1) },
        Lever { enabled: Some(false), ..Lever::on(3) },
        Lever { reduce: Some(0.1), ..Lever::on(4) },
    ];
    for at in ["2024-12", "2025-12"] {
        let request = Request { at: Some(at.parse().unwrap()), sources: true, months: false };
        let results = engine.evaluate(&levers, request);
        check(&mut engine, &levers, &results, &paths);
    }
}

#[test]
fn capacity_and_money_without_interest_are_explained_too() {
    let text = scenarios().text("example.toml").replace("credit = \"months\"", "credit = \"capacity\"");
    let files = scenarios().with("capacity.toml", text);
    let edit = FigureEdit {
        path: "plan.discount_rate".to_owned(),
        value: Some(NewValue::Point(0.0)),
        ..FigureEdit::default()
    };
    let changed = edit_figures(&files, "capacity.toml", &[edit]).unwrap();
    let files = files.with("capacity.toml", changed["capacity.toml"].as_str());
    let paths: Vec<_> =
        figures(&files, "capacity.toml").unwrap().into_iter().map(|entry| entry.path).collect();
    let mut engine = Engine::load(&files, "capacity.toml").unwrap();
    let results = engine.evaluate(&[], Request { sources: true, ..Request::default() });
    check(&mut engine, &[], &results, &paths);
}

#[test]
fn figures_in_formulas_say_where_they_come_from() {
    let mut engine = Engine::load(&scenarios(), "wuhan-2024.toml").unwrap();
    let subject =
        Subject { kind: Kind::NoAction, source: Some("cement-kilns".to_owned()), ..Subject::default() };
    let found = explained(&mut engine, &[], &subject).unwrap();
    let generation =
        found.terms.iter().find(|term| term.figure.as_deref() == Some("source.cement-kilns.nox.generation"));
    assert_eq!(generation.unwrap().provenance.as_ref().unwrap().grade.as_deref(), Some("C"));
    let subject = Subject { kind: Kind::Share, pollutant: Some(Pollutant::Tp), ..Subject::default() };
    let found = explained(&mut engine, &[], &subject).unwrap();
    assert!(found.terms[1].provenance.is_some(), "the target has its source");
}

#[test]
fn defaults_and_levers_are_called_so() {
    let mut engine = Engine::load(&scenarios(), "wuhan-2024.toml").unwrap();
    let measure = "cement-ultra-low";
    let coverage = Subject { kind: Kind::Coverage, measure: Some(measure.to_owned()), ..Subject::default() };
    let effectiveness = |engine: &mut Engine, levers: &[Lever]| {
        let mut waiting = vec![coverage.clone(), Subject { kind: Kind::Alone, ..coverage.clone() }];
        while let Some(subject) = waiting.pop() {
            let found = explained(engine, levers, &subject).unwrap();
            let is_asked =
                |term: &&Term| term.figure.as_deref() == Some("measure.cement-ultra-low.effectiveness");
            if let Some(term) = found.terms.iter().find(is_asked) {
                return (term.assumed, term.provenance.is_some());
            }
            waiting.extend(found.terms.into_iter().filter_map(|term| term.explain));
        }
        panic!("the effectiveness is in no formula")
    };
    assert_eq!(effectiveness(&mut engine, &[]), (Some(Assumed::Default), false));
    let m = engine.model().measures.iter().position(|known| known.id == measure).unwrap();
    let lever = Lever { effectiveness: Some(0.8), ..Lever::on(m) };
    assert_eq!(effectiveness(&mut engine, &[lever]), (Some(Assumed::Lever), false));
}

#[test]
fn what_is_not_there_is_told() {
    let mut engine = Engine::load(&scenarios(), "example.toml").unwrap();
    for subject in [
        Subject { kind: Kind::Share, pollutant: Some(Pollutant::Tp), ..Subject::default() },
        Subject { kind: Kind::Contribution, measure: Some("nothing".to_owned()), ..Subject::default() },
        Subject { kind: Kind::Emission, source: Some("nowhere".to_owned()), ..Subject::default() },
        Subject { kind: Kind::Price, measure: Some("wetlands".to_owned()), ..Subject::default() },
        Subject { kind: Kind::Chance, ..Subject::default() },
        Subject { kind: Kind::Contribution, district: Some("月球".to_owned()), ..Subject::default() },
        Subject { kind: Kind::Contribution, project: Some("nothing".to_owned()), ..Subject::default() },
        Subject { kind: Kind::Contribution, item: Some(999), ..Subject::default() },
        Subject { kind: Kind::Alone, ..Subject::default() },
        Subject {
            kind: Kind::Influence,
            figure: Some("plan.weather".to_owned()),
            high: Some(true),
            ..Subject::default()
        },
        Subject { kind: Kind::Overlap, measure: Some("wetlands".to_owned()), ..Subject::default() },
        Subject { kind: Kind::Shortfall, draws: Some((400, 1.0)), ..Subject::default() },
        Subject { kind: Kind::Gain, draws: Some((400, 0.1)), beside: Some(0.2), ..Subject::default() },
        Subject {
            kind: Kind::TotalEffect,
            draws: Some((400, 0.1)),
            beside: Some(2.0),
            group: Some("weather".to_owned()),
            ..Subject::default()
        },
    ] {
        let found = engine.explain(&[], &subject);
        assert!(found.is_err_and(|told| !told.zh.is_empty() && !told.en.is_empty()), "{subject:?}");
    }
    let chance = Subject { kind: Kind::Chance, draws: Some((400, 0.41)), ..Subject::default() };
    let found = explained(&mut engine, &[], &chance).unwrap();
    assert!((found.terms[0].quantity.value - 164.0).abs() < 1e-9);
    let quantile = Subject {
        kind: Kind::Quantile,
        draws: Some((400, 1234.5)),
        quantile: Some(90),
        seed: Some(1),
        ..Subject::default()
    };
    let found = explained(&mut engine, &[], &quantile).unwrap();
    assert_eq!(found.result.symbol, "P90");
    let central = engine.run(&[]).reduction_t[Pollutant::Nox].last().copied().unwrap();
    assert!(
        found.terms.iter().any(|term| term.quantity.value.to_bits() == central.to_bits()),
        "beside the central run"
    );
}

#[test]
fn differences_are_explained_by_both_sides() {
    let mut engine = Engine::load(&scenarios(), "example.toml").unwrap();
    let levers = [Lever { scale: Some(2.0), ..Lever::on(1) }];
    let compared = engine.compare(&[], &levers, None);
    for p in [Pollutant::Nox, Pollutant::Cod] {
        for row in &compared.measures {
            let subject = Subject {
                kind: Kind::Contribution,
                pollutant: Some(p),
                measure: Some(row.id.clone()),
                against: Some(row.counted.here_t[p]),
                ..Subject::default()
            };
            if row.counted.here_t[p] != 0.0 || row.counted.there_t[p] != 0.0 {
                same(explained(&mut engine, &levers, &subject), row.counted.difference_t[p], &subject);
            }
        }
        let subject =
            Subject { pollutant: Some(p), against: Some(compared.reduction.here_t[p]), ..Subject::default() };
        same(explained(&mut engine, &levers, &subject), compared.reduction.difference_t[p], &subject);
    }
}

#[test]
fn the_other_side_of_a_comparison_explains_itself() {
    let files = scenarios();
    let mut late = Engine::load(&files, "wuhan-2024-late.toml").unwrap();
    let mut engine = Engine::load(&files, "wuhan-2024.toml").unwrap();
    let compared = engine.compare_with(&mut late, &[], &[], None).unwrap();
    let at = Some(compared.at);
    let mut links = 0;
    for p in [Pollutant::Nox, Pollutant::Cod] {
        for row in compared.measures.iter().filter(|row| row.counted.here_t[p] != 0.0) {
            let own = Subject {
                kind: Kind::Contribution,
                pollutant: Some(p),
                at,
                measure: Some(row.id.clone()),
                ..Subject::default()
            };
            let theirs = Subject { side: Some(Side::Baseline), ..own.clone() };
            let found = explained(&mut engine, &[], &theirs).unwrap();
            same(Some(found.clone()), row.counted.here_t[p], &theirs);
            assert!(found.title.zh.contains(&compared.here.name.zh), "{} says whose", found.title.zh);
            let of_terms = found.terms.iter().filter_map(|term| term.explain.as_ref());
            assert!(of_terms.clone().all(|subject| subject.side == theirs.side), "all of the other side");
            // A difference leads to both sides.
            let against = Some(row.counted.here_t[p]);
            let found = explained(&mut late, &[], &Subject { against, ..theirs.clone() }).unwrap();
            let sides: Vec<_> = found.terms.iter().filter_map(|term| term.explain.clone()).collect();
            assert_eq!(sides, [own, theirs]);
            links += 1;
        }
    }
    assert!(links > 4, "{links}");
    // What is not named adds up to the rest.
    let of_all = Subject { kind: Kind::Contribution, at, ..Subject::default() };
    for by in [By::Measure, By::Project] {
        let group = engine.contribution_results(&[], at, by);
        let named = &group.rows[..group.rows.len() / 2];
        let except = named.iter().filter_map(|row| row.id.clone()).collect();
        let expected = group.rows[named.len()..].iter().map(|row| row.share.counted_t[Pollutant::Nox]).sum();
        let subject = Subject { by: Some(by), except, ..of_all.clone() };
        let found = explained(&mut engine, &[], &subject);
        follow(&mut engine, &[], found.as_ref().unwrap(), &[], 0);
        same(found, expected, &subject);
    }
    // What only the other side has brings nothing here.
    let gone = Subject {
        kind: Kind::Contribution,
        project: Some("only there".to_owned()),
        against: Some(12.5),
        side: Some(Side::Baseline),
        ..Subject::default()
    };
    same(explained(&mut engine, &[], &gone), -12.5, &gone);
}

#[test]
fn what_draws_say_is_explained_by_the_draws() {
    let mut engine = Engine::load(&scenarios(), "wuhan-2024.toml").unwrap();
    let (draws, seed) = (600, 1);
    let sure = engine.uncertainty(&[], seed, draws);
    let mut missed = 0;
    for p in Pollutant::ALL {
        let bands = &sure.pollutants[p];
        let Some(shortfall_t) = bands.shortfall_t else { continue };
        let chance = bands.on_schedule.values().next_back().copied();
        let subject = Subject {
            kind: Kind::Shortfall,
            pollutant: Some(p),
            draws: Some((sure.draws, shortfall_t)),
            beside: chance,
            ..Subject::default()
        };
        let found = explained(&mut engine, &[], &subject).unwrap();
        assert!((found.terms[1].quantity.value - (1.0 - chance.unwrap()) * 600.0).abs() < 1e-6);
        same(Some(found), shortfall_t, &subject);
        missed += 1;
    }
    assert!(missed > 0, "something is missed");

    let pollutant = Some(Pollutant::Vocs);
    let parts = [engine.sample_risks(&[], seed, 0..draws)];
    let risks = engine.riskiest(&parts, seed, pollutant, 5);
    let missing = *risks.missing.get("vocs").unwrap();
    let of =
        |kind, value| Subject { kind, pollutant, draws: Some((risks.draws, value)), ..Subject::default() };
    same(explained(&mut engine, &[], &of(Kind::Missing, missing)), missing, &of(Kind::Missing, missing));
    assert!(!risks.projects.is_empty());
    for risky in &risks.projects {
        let on_time = *risky.missing_on_time.get("vocs").unwrap();
        let gain_t = *risky.gain_t.get(&Pollutant::Vocs).unwrap();
        for (kind, value, beside) in [
            (Kind::MissingOnTime, on_time, None),
            (Kind::Gain, risky.gain, Some(missing)),
            (Kind::GainError, risky.standard_error, Some(risky.gain)),
            (Kind::GainT, gain_t, None),
        ] {
            let subject = Subject { project: Some(risky.id.clone()), beside, ..of(kind, value) };
            let found = explained(&mut engine, &[], &subject);
            follow(&mut engine, &[], found.as_ref().unwrap(), &[], 1);
            same(found, value, &subject);
        }
    }

    let outcome = Outcome { pollutant: Pollutant::Cod, at: None, seed };
    let parts = [engine.sample_effects(&[], outcome, 0..64)];
    let effects = engine.total_effects(&[], outcome, &parts);
    let groups = effects.groups.iter().map(|row| {
        let group = Some(row.group.clone());
        (Subject { group, ..Subject::default() }, row.total_effect, row.standard_error)
    });
    let figures = effects.figures.iter().map(|row| {
        let ids: Vec<_> = row.figures.iter().map(|figure| figure.id.as_str()).collect();
        (Subject { figure: Some(ids.join("+")), ..Subject::default() }, row.total_effect, row.standard_error)
    });
    let deviation = effects.standard_deviation_t;
    for (whose, effect, error) in groups.chain(figures).collect::<Vec<_>>() {
        for (kind, value) in [(Kind::TotalEffect, effect), (Kind::TotalEffectError, error)] {
            let subject = Subject {
                kind,
                pollutant: Some(Pollutant::Cod),
                draws: Some((effects.samples, value)),
                beside: Some(deviation),
                ..whose.clone()
            };
            let found = explained(&mut engine, &[], &subject).unwrap();
            assert!(found.title.zh.len() > found.result.name.zh.len() + 12, "{}", found.title.zh);
            same(Some(found), value, &subject);
        }
    }
}

#[test]
fn influences_of_figures_are_explained() {
    let files = scenarios();
    let paths: Vec<_> =
        figures(&files, "example.toml").unwrap().into_iter().map(|entry| entry.path).collect();
    let mut engine = Engine::load(&files, "example.toml").unwrap();
    for (pollutant, judged) in [(Pollutant::Nox, true), (Pollutant::Tp, false)] {
        assert_eq!(engine.model().plan.targets[pollutant].is_some(), judged);
        let now = engine.beyond_schedule(&[], pollutant, None);
        let all = engine.influences(&[], (pollutant, None), 0..paths.len());
        for (path, ends) in paths.iter().zip(all.as_chunks::<2>().0) {
            for (high, then) in [false, true].into_iter().zip(ends) {
                let subject = Subject {
                    kind: Kind::Influence,
                    pollutant: Some(pollutant),
                    figure: Some(path.clone()),
                    high: Some(high),
                    ..Subject::default()
                };
                let found = explained(&mut engine, &[], &subject);
                follow(&mut engine, &[], found.as_ref().unwrap(), &paths, 1);
                same(found, then - now, &subject);
            }
        }
    }
}

#[test]
fn a_figure_at_its_ends_is_explained_with_its_source() {
    let mut engine = Engine::load(&scenarios(), "wuhan-2024.toml").unwrap();
    for p in [Pollutant::Nox, Pollutant::Cod] {
        let tornado = engine.tornado(&[], p, None);
        for row in tornado.rows.iter().take(4) {
            let of = Subject {
                kind: Kind::Swing,
                pollutant: Some(p),
                figure: Some(row.figure.id.clone()),
                ..Subject::default()
            };
            let mut tell = |high, expected| {
                let subject = Subject { high, ..of.clone() };
                same(explained(&mut engine, &[], &subject), expected, &subject);
            };
            tell(Some(false), row.low_t);
            tell(Some(true), row.high_t);
            tell(None, (row.high_t - row.low_t).abs());
        }
    }
}

#[test]
fn sums_of_the_ledger_and_tonnes_at_stake_are_explained() {
    let folder = Folder(repository("tests/inspected"));
    let mut engine = Engine::load(&folder, "mistakes.toml").unwrap();
    let paths: Vec<_> =
        figures(&folder, "mistakes.toml").unwrap().into_iter().map(|entry| entry.path).collect();
    let findings = engine.inspect(&[]);
    let mut codes = BTreeSet::new();
    for (number, finding) in findings.iter().enumerate() {
        for (p, t) in &finding.at_stake_t {
            let subject = Subject {
                kind: Kind::AtStake,
                pollutant: Some(*p),
                finding: Some(number),
                ..Subject::default()
            };
            let found = explained(&mut engine, &[], &subject);
            follow(&mut engine, &[], found.as_ref().unwrap_or_else(|| panic!("{finding:?}")), &paths, 0);
            same(found, *t, &subject);
            codes.insert(finding.code);
        }
    }
    assert!(codes.len() >= 8, "{codes:?}");

    // What the foot shows beyond the projects that take part is told apart.
    let projects = &engine.model().projects;
    let (count, left_out) = (projects.len() as f64, projects[0].id.clone());
    let declared = |p| {
        let of = |project: &Project| match project.size {
            Size::Declared(declared) => declared[p].unwrap_or(0.0),
            Size::Quantity(_) => 0.0,
        };
        projects.iter().map(of).sum::<f64>()
    };
    let p = Pollutant::ALL.into_iter().find(|p| declared(*p) > 0.0).unwrap();
    let declared_t = declared(p);
    let capital: f64 = projects.iter().filter_map(|project| project.capital_cny).sum();
    assert!(capital > 0.0);
    for (kind, sum) in
        [(Kind::LedgerRows, count), (Kind::LedgerDeclared, declared_t), (Kind::LedgerCapital, capital)]
    {
        let subject = Subject { kind, pollutant: Some(p), ..Subject::default() };
        same(explained(&mut engine, &[], &subject), sum, &subject);
        let more = Subject { beside: Some(sum + 2.5), ..subject.clone() };
        let found = explained(&mut engine, &[], &more).unwrap();
        assert!((found.terms.last().unwrap().quantity.value - 2.5).abs() < 1e-9 * sum);
        same(Some(found), sum + 2.5, &more);
    }
    // A quantity is one measure's: the others are left out.
    let quantity_of = |project: &Project| match project.size {
        Size::Quantity(quantity) => Some(quantity),
        Size::Declared(_) => None,
    };
    let projects = &engine.model().projects;
    let first = projects.iter().find(|project| quantity_of(project).is_some()).unwrap();
    let (same_measure, others): (Vec<_>, Vec<_>) =
        projects.iter().partition(|project| project.measure == first.measure);
    let sum: f64 = same_measure.into_iter().filter_map(quantity_of).sum();
    let except = others.into_iter().map(|project| project.id.clone()).collect();
    let unit = engine.model().measures[first.measure].basis_unit.clone();
    let subject = Subject { kind: Kind::LedgerQuantity, except, ..Subject::default() };
    let found = explained(&mut engine, &[], &subject).unwrap();
    assert_eq!(found.result.unit, unit);
    same(Some(found), sum, &subject);
    let but_one = Subject {
        kind: Kind::LedgerRows,
        except: vec![left_out],
        beside: Some(count - 1.0),
        ..Subject::default()
    };
    let found = explained(&mut engine, &[], &but_one).unwrap();
    assert!((found.terms.iter().map(|term| term.quantity.value).sum::<f64>() - count + 1.0).abs() < 1e-9);
}

#[test]
fn the_ledgers_file_may_be_called_anything() {
    let files = scenarios();
    let text = files.text("example.toml").replace("example-projects.csv", "ledger.xlsx");
    let rows = files.text("example-projects.csv");
    let files = files.with("example.toml", text).with("ledger.xlsx", rows);
    let mut engine = Engine::load(&files, "example.toml").unwrap();
    let count = engine.model().projects.len() as f64;
    let subject = Subject { kind: Kind::LedgerRows, ..Subject::default() };
    same(explained(&mut engine, &[], &subject), count, &subject);
}

#[test]
fn the_documents_list_every_kind() {
    let read = |path: &str| std::fs::read_to_string(repository(path)).unwrap();
    let source = read("src/results/explanation.rs");
    let kinds = source.split_once("pub enum Kind {").unwrap().1.split_once("\n}").unwrap().0;
    let kebab = |name: &str| {
        name.char_indices().fold(String::new(), |text, (at, letter)| {
            let dash = if letter.is_uppercase() && at > 0 { "-" } else { "" };
            format!("{text}{dash}{}", letter.to_lowercase())
        })
    };
    let is_name = |line: &&str| line.ends_with(',') && line.starts_with(char::is_uppercase);
    let kinds: BTreeSet<String> =
        kinds.lines().map(str::trim).filter(is_name).map(|line| kebab(line.trim_end_matches(','))).collect();
    assert!(kinds.len() > 40 && kinds.contains("total-effect-error"), "{kinds:?}");
    for (path, heading) in [
        ("docs/scenario-format.md", "| kind | of what |"),
        ("docs/zh/scenario-format.md", "| 种类 | 说明什么 |"),
    ] {
        let text = read(path);
        let table = text.split_once(heading).unwrap().1.split("\n\n").next().unwrap();
        let first = table.lines().filter_map(|line| line.split('|').nth(1));
        let listed: BTreeSet<String> =
            first.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect();
        assert_eq!(listed, kinds, "{path}");
    }
    let types = read("www/js/types.d.ts");
    let union = types.split_once("kind:").unwrap().1.split_once(';').unwrap().0;
    let typed: BTreeSet<String> = union.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    assert_eq!(typed, kinds, "www/js/types.d.ts");
}
