//! What holds for every model: the closed form against enumerated facilities, and properties.

use crate::folder::good;
use crate::models::model;
use jianpai::analysis::{WINDOW, attribute, overlaps};
use jianpai::model::{Change, Model};
use jianpai::scenario::load;
use jianpai::simulation::{Run, Settings, Simulation, pairs};
use jianpai::units::Pollutant;
use proptest::prelude::*;

/// Emission of pair `index` in month `i`, from facilities listed one kind at a time.
///
/// A kind of facility is a subset of measures with at most one of each group; its weight is the
/// product over groups of the chosen measure's coverage, or of what the group leaves.
fn enumerated(
    model: &Model,
    phi: &dyn Fn(usize) -> f64,
    takes_part: &dyn Fn(usize) -> bool,
    index: usize,
) -> f64 {
    let Some((source, pollutant, pathway)) = pairs(model).nth(index) else { return 0.0 };
    let groups: Vec<Vec<usize>> = (0..model.groups)
        .map(|g| {
            (0..model.measures.len()).filter(|m| model.measures[*m].group == g && takes_part(*m)).collect()
        })
        .collect();
    let mut kinds = vec![(1.0, Vec::new())];
    for members in &groups {
        let mut next = Vec::new();
        for (weight, chosen) in &kinds {
            let rest: f64 = 1.0 - members.iter().map(|m| phi(*m)).sum::<f64>();
            next.push((weight * rest, chosen.clone()));
            for m in members {
                let mut with: Vec<usize> = chosen.clone();
                with.push(*m);
                next.push((weight * phi(*m), with));
            }
        }
        kinds = next;
    }
    kinds
        .iter()
        .map(|(weight, chosen)| {
            let mut scale = pathway.generation.mode * pathway.delivery.mode;
            let (mut not_captured, mut not_removed) =
                (1.0 - pathway.capture.mode, 1.0 - pathway.removal.mode);
            for effect in chosen.iter().flat_map(|m| &model.measures[*m].effects) {
                if effect.source != source || !effect.pollutants.contains(&pollutant) {
                    continue;
                }
                let value = effect.change.figure().mode;
                match effect.change {
                    Change::Reduce(..) => scale *= 1.0 - value,
                    Change::CaptureTo(_) => not_captured *= (1.0 - value) / (1.0 - pathway.capture.mode),
                    Change::RemovalTo(_) => not_removed *= (1.0 - value) / (1.0 - pathway.removal.mode),
                    Change::RemovalAdd(_) => not_removed *= 1.0 - value,
                }
            }
            let released = 1.0 - (1.0 - not_captured) * (1.0 - not_removed);
            weight * model.sources[source].activity.mode * scale * released / 1000.0
        })
        .sum()
}

/// Emissions of all pairs, row after row.
fn emissions(simulation: &Simulation, settings: &Settings<1>, run: &Run<1>) -> Vec<f64> {
    (0..simulation.network.pairs.len())
        .flat_map(|index| simulation.emission_t_per_year(settings, run, index))
        .collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The closed form is the expectation over facilities.
    #[test]
    fn closed_form_equals_enumerated_facilities(model in model(true)) {
        let simulation = Simulation::new(&model);
        let settings = Settings::new(&model, &simulation, &[]);
        let run = simulation.run(&settings);
        for (index, pair) in simulation.network.pairs.iter().enumerate() {
            for i in [0, 24, 35, 47, 59] {
                let phi = |m: usize| simulation.coverage.row_of(m, pair.pollutant)
                    .map_or(0.0, |row| run.coverage.phi()[row * simulation.padded + i]);
                let expected = enumerated(&model, &phi, &|_| true, index) * settings.growth(pair.source)[i];
                let found = simulation.emission_t_per_year(&settings, &run, index)[i];
                prop_assert!(close(found, expected), "pair {index}, month {i}: {found} {expected}");
            }
        }
    }

    /// Shares of the enumerated game, subset by subset, are the exact ones.
    #[test]
    fn attribution_equals_enumerated_shapley_values(model in model(true), at in 0..60usize) {
        let simulation = Simulation::new(&model);
        let settings = Settings::new(&model, &simulation, &[]);
        let run = simulation.run(&settings);
        let attribution = attribute(&simulation, &settings, &run, at);
        let all = 0..model.measures.len();
        for counted in [true, false] {
            let players: Vec<usize> = all.clone().filter(|m| model.measures[*m].counts == counted).collect();
            for p in [Pollutant::Nox, Pollutant::Cod] {
                let value = |inside: usize, i: usize| -> f64 {
                    let takes_part = |m: usize| match players.iter().position(|player| *player == m) {
                        Some(bit) => inside >> bit & 1 == 1,
                        None => counted,
                    };
                    simulation.network.pairs.iter().enumerate().filter(|(_, pair)| pair.pollutant == p).map(|(index, pair)| {
                        let phi = |m: usize| simulation.coverage.row_of(m, p)
                            .map_or(0.0, |row| run.coverage.phi()[row * simulation.padded + i]);
                        -enumerated(&model, &phi, &takes_part, index) * settings.growth(pair.source)[i]
                    }).sum()
                };
                let months = match model.plan.credit {
                    jianpai::model::Credit::Months => at.saturating_sub(WINDOW - 1)..=at,
                    jianpai::model::Credit::Capacity => at..=at,
                };
                let weight = match model.plan.credit {
                    jianpai::model::Credit::Months => 1.0 / WINDOW as f64,
                    jianpai::model::Credit::Capacity => 1.0,
                };
                for (bit, player) in players.iter().enumerate() {
                    let mut expected = 0.0;
                    for i in months.clone() {
                        for inside in (0..1usize << players.len()).filter(|inside| inside >> bit & 1 == 0) {
                            let size = inside.count_ones() as usize;
                            let orders = (1..=players.len()).product::<usize>() as f64;
                            let before = (1..=size).product::<usize>() as f64;
                            let after = (1..players.len() - size).product::<usize>() as f64;
                            expected += weight * before * after / orders * (value(inside | 1 << bit, i) - value(inside, i));
                        }
                    }
                    let found: f64 = attribution.parts(&simulation, p)
                        .filter(|part| part.measure == *player && part.counts == counted)
                        .map(|part| part.share_t()).sum();
                    prop_assert!(close(found, expected), "{p:?} measure {player}: {found} {expected}");
                }
            }
        }
    }

    /// Alone, missing and two at a time: differences of enumerated emissions.
    #[test]
    fn overlaps_equal_enumerated_facilities(model in model(true), at in 0..60usize) {
        let simulation = Simulation::new(&model);
        let settings = Settings::new(&model, &simulation, &[]);
        let run = simulation.run(&settings);
        let attribution = attribute(&simulation, &settings, &run, at);
        let found = overlaps(&simulation, &settings, &run, &attribution);
        let counts = |m: usize| model.measures[m].counts;
        for p in [Pollutant::Nox, Pollutant::Cod] {
            let mean = |takes_part: &dyn Fn(usize) -> bool| -> f64 {
                let pairs = simulation.network.pairs.iter().enumerate().filter(|(_, pair)| pair.pollutant == p);
                pairs.map(|(index, pair)| attribution.months().map(|(i, weight)| {
                    let phi = |m: usize| simulation.coverage.row_of(m, p)
                        .map_or(0.0, |row| run.coverage.phi()[row * simulation.padded + i]);
                    weight * settings.growth(pair.source)[i] * enumerated(&model, &phi, takes_part, index)
                }).sum::<f64>()).sum()
            };
            for m in 0..model.measures.len() {
                let stays = |other: usize| counts(m) && !counts(other);
                let plays = |other: usize| counts(m) || !counts(other);
                let alone = mean(&stays) - mean(&|other| stays(other) || other == m);
                let last = mean(&|other| plays(other) && other != m) - mean(&plays);
                prop_assert!(close(found.apart[m].alone_t[p], alone), "{p:?} {m}: {alone}");
                prop_assert!(close(found.apart[m].leave_one_out_t[p], last), "{p:?} {m}: {last}");
                for n in m + 1..model.measures.len() {
                    let stays = |other: usize| counts(m) && counts(n) && !counts(other);
                    let with = |some: &[usize]| mean(&|other| stays(other) || some.contains(&other));
                    let both = with(&[]) - with(&[m]) - with(&[n]) + with(&[m, n]);
                    let found = found.pairs.get(&(m, n)).map_or(0.0, |overlap_t| overlap_t[p]);
                    prop_assert!(close(found, both), "{p:?} {m} {n}: {found} {both}");
                }
            }
        }
    }

    /// Emission is never negative, and its total is the sum over sources.
    #[test]
    fn emission_is_never_negative(model in model(true), scale in 0.0..4.0) {
        let simulation = Simulation::new(&model);
        let mut settings = Settings::new(&model, &simulation, &[]);
        for measure in &mut settings.measures {
            measure.scale = scale;
        }
        let run = simulation.run(&settings);
        for emission in emissions(&simulation, &settings, &run) {
            prop_assert!(emission >= -1e-9, "{emission}");
        }
    }

    /// More coverage never emits more, where no effect raises anything.
    #[test]
    fn more_coverage_never_emits_more(mut model in model(false), scale in 0.0..1.0, more in 0.0..1.0) {
        // Measures of a group take facilities from each other, so more of a weak one can displace a strong one.
        for (m, measure) in model.measures.iter_mut().enumerate() {
            measure.group = m;
        }
        model.groups = model.measures.len();
        let simulation = Simulation::new(&model);
        let mut settings = Settings::new(&model, &simulation, &[]);
        settings.measures[0].scale = scale;
        let less = emissions(&simulation, &settings, &simulation.run(&settings));
        settings.measures[0].scale = scale + more;
        let more = emissions(&simulation, &settings, &simulation.run(&settings));
        for (with_more, with_less) in more.iter().zip(&less) {
            prop_assert!(*with_more <= with_less + 1e-9);
        }
    }

    /// Neither the order of the ledger nor that of sources changes the outcome.
    #[test]
    fn order_of_entries_is_irrelevant(model in model(true)) {
        let mut turned = model.clone();
        turned.projects.reverse();
        turned.sources.reverse();
        let last = model.sources.len() - 1;
        for effect in turned.measures.iter_mut().flat_map(|m| &mut m.effects) {
            effect.source = last - effect.source;
        }
        let reduction = |model: &Model| {
            let simulation = Simulation::new(model);
            simulation.run(&Settings::new(model, &simulation, &[])).reduction_t
        };
        let (one, other) = (reduction(&model), reduction(&turned));
        for (a, b) in one.0.iter().flatten().zip(other.0.iter().flatten()) {
            prop_assert!(close(*a, *b), "{a} {b}");
        }
    }

    /// Shares add up to what was counted.
    #[test]
    fn shares_add_up_to_the_reduction(model in model(true), at in 0..60usize) {
        let simulation = Simulation::new(&model);
        let settings = Settings::new(&model, &simulation, &[]);
        let run = simulation.run(&settings);
        let attribution = attribute(&simulation, &settings, &run, at);
        for p in Pollutant::ALL {
            let sum: f64 = attribution.parts(&simulation, p).filter(|part| part.counts).map(|part| part.share_t()).sum();
            let counted = run.reduction_t[p][at];
            prop_assert!((sum - counted).abs() <= 1e-12 * counted.abs().max(1e3), "{p:?}: {sum} {counted}");
        }
    }
}

/// What a measure of a crowded source does: stage and change, quantity out of 100, and whether it has a twin's group.
type Crowd = Vec<(usize, f64, f64)>;

/// A scenario with measures that all act on one source, counted by capacity.
fn crowded(crowd: &Crowd) -> (Model, usize) {
    let head = "format = 1\nid = \"one\"\nname = \"one\"\n\
                plan = { start = \"2021-01\", end = \"2025-12\", credit = \"capacity\" }\ninventory = { year = 2022 }\n\
                [[source]]\nid = \"s\"\nsector = \"industry\"\nactivity = { value = 1e6, unit = \"t\" }\n\
                pathway.nox = { generation = 2, capture = 0.5, removal = 0.5 }\n";
    let measures = crowd.iter().enumerate().map(|(m, (kind, by, quantity))| {
        let change = match kind % 4 {
            0 => format!("stage = \"removal\", add = {by}"),
            1 => format!("stage = \"generation\", reduce = {by}"),
            2 => format!("stage = \"capture\", to = {}", 0.5 + 0.5 * by),
            _ => format!("stage = \"removal\", to = {}", 0.5 + 0.5 * by),
        };
        // Every other pair of neighbours excludes each other.
        let group = if m % 4 < 2 { format!("group = \"g{}\"\n", m / 4) } else { String::new() };
        format!(
            "[[measure]]\nid = \"m{m}\"\nbasis = {{ unit = \"t\", total = 100 }}\n{group}\
             effect = [{{ source = \"s\", pollutants = [\"nox\"], {change} }}]\n\
             [[project]]\nid = \"p{m}\"\nmeasure = \"m{m}\"\nstatus = \"planned\"\ncompletion = \"2023-03\"\n\
             quantity = {quantity}\n"
        )
    });
    let text: String = std::iter::once(head.to_owned()).chain(measures).collect();
    let model = load(&good().with("one.toml", text), "one.toml").map_err(|found| format!("{found:?}"));
    (model.unwrap().model, 40)
}

/// Share of each measure of `model` in month `at`, t.
fn found_shares(model: &Model, at: usize) -> Vec<f64> {
    let simulation = Simulation::new(model);
    let settings = Settings::new(model, &simulation, &[]);
    let run = simulation.run(&settings);
    let attribution = attribute(&simulation, &settings, &run, at);
    let mut shares = vec![0.0; model.measures.len()];
    for part in attribution.parts(&simulation, Pollutant::Nox) {
        shares[part.measure] += part.share_t();
    }
    shares
}

fn crowd(size: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = Crowd> {
    prop::collection::vec((0..4usize, 0.05..0.9, 5.0..95.0), size)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Up to twelve measures on one source: the shares are those of all subsets.
    #[test]
    fn shares_of_a_crowded_source_equal_all_subsets(crowd in crowd(5..13usize)) {
        let (model, at) = crowded(&crowd);
        let simulation = Simulation::new(&model);
        let settings = Settings::new(&model, &simulation, &[]);
        let run = simulation.run(&settings);
        let players = model.measures.len();
        let cut: Vec<f64> = (0..1usize << players).map(|inside| {
            let emission = settings.emission_at(&simulation, 0, |touch| {
                if inside >> touch.measure & 1 == 1 { run.coverage.phi()[touch.row * simulation.padded + at] } else { 0.0 }
            });
            -emission
        }).collect();
        let factorial = |n: usize| (1..=n).map(|n| n as f64).product::<f64>();
        for (player, found) in found_shares(&model, at).into_iter().enumerate() {
            let expected: f64 = (0..1usize << players).filter(|inside| inside >> player & 1 == 0).map(|inside| {
                let size = inside.count_ones() as usize;
                let weight = factorial(size) * factorial(players - size - 1) / factorial(players);
                weight * (cut[inside | 1 << player] - cut[inside])
            }).sum();
            prop_assert!(close(found, expected), "measure {player} of {players}: {found} {expected}");
        }
    }

    /// Two measures that do the same bring the same, and one that changes nothing brings nothing.
    #[test]
    fn shares_are_symmetric_and_zero_without_effect(crowd in crowd(3..9usize), order in any::<prop::sample::Index>()) {
        let mut crowd = crowd;
        // Outside of the groups, which twins could not share alike with others.
        while crowd.len() % 4 != 2 {
            crowd.push((0, 0.3, 40.0));
        }
        let twin = crowd[order.index(crowd.len())];
        crowd.extend([twin, twin]);
        let last = crowd.len() - 1;
        crowd.extend([(1, 0.5, 50.0), (1, 0.5, 50.0), (1, 0.0, 80.0)]);
        let idle = crowd.len() - 1;
        let (model, at) = crowded(&crowd);
        let shares = found_shares(&model, at);
        prop_assert!(close(shares[last], shares[last - 1]), "{shares:?}");
        prop_assert!(shares[last].abs() > 1e-9, "{shares:?}");
        prop_assert!(shares[idle].abs() < f64::MIN_POSITIVE, "{shares:?}");
    }
}
