//! Measures and their effects.

use super::names::Names;
use super::plan::notes;
use super::range::{self, Range};
use super::sources::emission_t_per_year;
use crate::locale::Text;
use crate::model::{self, Change, Notes, Stage};
use crate::scenario::document::{Effect, Measure, Scenario, SourceNote};
use crate::scenario::findings::Findings;
use crate::scenario::message::{self, Kind};
use crate::scenario::spot::{Field, Spot};
use crate::units::{Figure, PerPollutant, Pollutant};

/// Work plans have no more items.
const ITEMS: Range = Range { least: 1.0, above: false, most: 100_000.0 };

/// The measures, and how many exclusion groups they form.
pub fn check(
    written: &[Field<Measure>],
    sources: &[model::Source],
    names: &Names,
    out: &mut Findings,
) -> (Vec<model::Measure>, usize) {
    let mut groups: Vec<Option<String>> = Vec::new();
    let mut measures = Vec::new();
    for field in written {
        let group_name = field.value.group.as_ref().map(|group| group.value.trim().to_owned());
        let known = groups.iter().position(|known| group_name.is_some() && *known == group_name);
        let group = known.unwrap_or_else(|| {
            groups.push(group_name.clone());
            groups.len() - 1
        });
        measures.push(measure(field, group, group_name, sources, names, out));
    }
    (measures, groups.len())
}

fn measure(
    field: &Field<Measure>,
    group: usize,
    group_name: Option<String>,
    sources: &[model::Source],
    names: &Names,
    out: &mut Findings,
) -> model::Measure {
    let written = &field.value;
    let id = written.id.get().map(|id| id.value.trim().to_owned()).unwrap_or_default();
    if let Some(group) = written.group.as_ref().filter(|group| group.value.trim().is_empty()) {
        out.error(|| message::empty_text(&group.spot));
    }
    let basis = written.basis.get().map(|basis| &basis.value);
    if written.effect.is_empty() {
        out.error(|| message::no_effect(&field.spot));
    }
    let mut seen = Vec::new();
    let effects = written.effect.iter().filter_map(|e| effect(e, sources, names, &mut seen, out)).collect();
    model::Measure {
        name: written.name.as_ref().map_or_else(|| Text::same(&id), |name| name.value.clone()),
        id,
        work_plan_item: ITEMS.whole(written.work_plan_item.as_ref(), out),
        basis_unit: basis.and_then(|b| b.unit.get()).map(|unit| unit.value.clone()).unwrap_or_default(),
        basis_total: range::POSITIVE.number(basis.and_then(|b| b.total.get()), out).unwrap_or(1.0),
        counts: written.counts.as_ref().is_none_or(|counts| counts.value),
        group,
        group_name,
        effectiveness: range::SHARE.figure(written.effectiveness.as_ref(), 1.0, out),
        ramp_months: range::RAMP.whole(written.ramp_months.as_ref(), out).unwrap_or(1),
        cost: written.cost.as_ref().map(|cost| model::Cost {
            capital: range::AMOUNT.figure(cost.value.capital.get(), 0.0, out),
            operating: range::MONEY.figure(cost.value.operating.get(), 0.0, out),
            life: range::LIFE.figure(cost.value.life.get(), 1.0, out),
        }),
        effects,
        notes: measure_notes(written),
    }
}

/// The notes of the measure with those within its basis and cost: each of these speaks for its own figures.
fn measure_notes(measure: &Measure) -> Notes {
    let stated =
        [("effectiveness", measure.effectiveness.is_some()), ("ramp_months", measure.ramp_months.is_some())];
    let mut all = SourceNote::notes(measure.source_note.as_ref(), &stated);
    let basis = measure.basis.get().and_then(|basis| basis.value.source_note.as_ref());
    let cost = measure.cost.as_ref().and_then(|cost| cost.value.source_note.as_ref());
    for (note, figures) in [(basis, &["total"][..]), (cost, &["capital", "operating", "life"])] {
        let Some(SourceNote(note)) = note else { continue };
        if let Some(table) = &note.table {
            for figure in figures {
                all.by_figure.insert((*figure).to_owned(), table.clone());
            }
        }
        for (figure, note) in &note.by_figure {
            all.by_figure.insert(figure.clone(), note.clone());
        }
    }
    all
}

/// What tells the effects of a measure apart.
type Identity = (usize, Pollutant, Stage, &'static str);

/// An effect; `None`, reported, when its source or its change can't be told.
fn effect(
    field: &Field<Effect>,
    sources: &[model::Source],
    names: &Names,
    seen: &mut Vec<Identity>,
    out: &mut Findings,
) -> Option<model::Effect> {
    let effect = &field.value;
    let index = effect.source.get().and_then(|source| names.find(source, Kind::Source, out));
    let errors = out.errors();
    let change = change(field, out);
    let is_sound = out.errors() == errors;
    let pollutants = pollutants(effect, index.map(|index| &sources[index]), out);
    let ((change, key, spot), source) = (change?, index?);
    for pollutant in &pollutants {
        let identity = (source, *pollutant, change.stage(), key);
        if seen.contains(&identity) {
            out.error(|| message::effect_twice(&field.spot, &sources[source].id, *pollutant, change.stage()));
        }
        seen.push(identity);
        if is_sound {
            check_today(&sources[source], *pollutant, change, spot, out);
        }
    }
    Some(model::Effect { source, pollutants, change, notes: notes(effect.source_note.as_ref()) })
}

/// Refuses a new share below today's, and one where today's is all there can be.
pub fn check_today(
    source: &model::Source,
    pollutant: Pollutant,
    change: Change,
    spot: &Spot,
    out: &mut Findings,
) {
    let Some(pathway) = &source.pathways[pollutant] else { return };
    let (today, to) = match change {
        Change::CaptureTo(to) => (pathway.capture, to),
        Change::RemovalTo(to) => (pathway.removal, to),
        Change::Reduce(..) | Change::RemovalAdd(_) => return,
    };
    if !range::SHARE.contains(today.mode) {
        return;
    }
    if today.mode >= 1.0 {
        out.error(|| message::already_all(spot, &source.id, pollutant, change.stage()));
    } else if let Some((to, today)) = below(to, today) {
        out.error(|| message::below_today(spot, to, today, &source.id, pollutant, change.stage()));
    }
}

/// The first of low and mode where `to` is below `today`: like is compared with like.
fn below(to: Figure, today: Figure) -> Option<(f64, f64)> {
    [(to.mode, today.mode), (to.low, today.low)].into_iter().find(|(to, today)| to < today)
}

/// The pollutants of an effect, each once and emitted by the source.
fn pollutants(effect: &Effect, source: Option<&model::Source>, out: &mut Findings) -> Vec<Pollutant> {
    let Some(list) = effect.pollutants.get() else { return Vec::new() };
    if list.value.is_empty() {
        out.error(|| message::empty_list(&list.spot));
    }
    let mut pollutants = Vec::new();
    for field in &list.value {
        let pollutant = field.value;
        if pollutants.contains(&pollutant) {
            out.error(|| message::listed_twice(&field.spot, pollutant.id()));
        } else if let Some(source) = source.filter(|source| source.pathways[pollutant].is_none()) {
            let emitted = source.pathways.iter().filter(|(_, pathway)| pathway.is_some());
            out.error(|| {
                message::not_emitted(&field.spot, &source.id, pollutant, emitted.map(|(p, _)| p.id()))
            });
        } else {
            pollutants.push(pollutant);
        }
    }
    pollutants
}

/// The change of an effect, with its key and place; `None`, reported, when it can't be told.
fn change<'e>(field: &'e Field<Effect>, out: &mut Findings) -> Option<(Change, &'static str, &'e Spot)> {
    let effect = &field.value;
    let mut given = Vec::new();
    for (key, range, figure) in [
        ("to", range::SHARE, &effect.to),
        ("add", range::SHARE, &effect.add),
        ("reduce", range::CHANGE, &effect.reduce),
    ] {
        if let Some(field) = figure {
            given.push((key, range.figure(Some(field), 0.0, out), &field.spot));
        }
    }
    let stage = effect.stage.get()?.value;
    let allowed: &[&str] = match stage {
        Stage::Activity | Stage::Generation | Stage::Delivery => &["reduce"],
        Stage::Capture => &["to"],
        Stage::Removal => &["to", "add"],
    };
    let [(key, figure, spot)] = given[..] else {
        out.error(|| message::not_one_change(&field.spot, stage, allowed, given.len()));
        return None;
    };
    if !allowed.contains(&key) {
        out.error(|| message::change_not_of_stage(spot, stage, allowed));
        return None;
    }
    let change = match (stage, key) {
        (Stage::Capture, _) => Change::CaptureTo(figure),
        (Stage::Removal, "to") => Change::RemovalTo(figure),
        (Stage::Removal, _) => Change::RemovalAdd(figure),
        (Stage::Activity | Stage::Generation | Stage::Delivery, _) => Change::Reduce(stage, figure),
    };
    Some((change, key, spot))
}

/// What each measure can cut, t/yr; `None` where it or one of its sources is at fault, so that it is not known.
pub fn potentials(
    scenario: &Scenario,
    measures: &[model::Measure],
    sources: &[model::Source],
    out: &Findings,
) -> Vec<Option<PerPollutant<f64>>> {
    let potential = |(measure, written): (&model::Measure, &Field<Measure>)| {
        let faulty_source = |effect: &model::Effect| out.blame(&scenario.source[effect.source].spot);
        if out.blame(&written.spot) || measure.effects.iter().any(faulty_source) {
            return None;
        }
        Some(PerPollutant::from_fn(|pollutant| potential_t_per_year(measure, sources, pollutant)))
    };
    measures.iter().zip(&scenario.measure).map(potential).collect()
}

/// `potential_mp` (method page, section 3): what `measure` alone cuts of `pollutant` at full coverage, t/yr.
fn potential_t_per_year(measure: &model::Measure, sources: &[model::Source], pollutant: Pollutant) -> f64 {
    let on = |index: usize| {
        measure.effects.iter().filter(move |e| e.source == index && e.pollutants.contains(&pollutant))
    };
    let cut = |(index, source): (usize, &model::Source)| {
        let pathway = source.pathways[pollutant].as_ref()?;
        let (mut z, mut x, mut y) = (1.0, 1.0, 1.0);
        for effect in on(index) {
            match effect.change {
                Change::Reduce(_, reduce) => z *= 1.0 - reduce.mode,
                Change::CaptureTo(to) => x *= (1.0 - to.mode) / (1.0 - pathway.capture.mode),
                Change::RemovalTo(to) => y *= (1.0 - to.mode) / (1.0 - pathway.removal.mode),
                Change::RemovalAdd(add) => y *= 1.0 - add.mode,
            }
        }
        let emission = |z, x, y| emission_t_per_year(source, pathway, z, x, y);
        Some(emission(1.0, 1.0, 1.0) - emission(z, x, y))
    };
    sources.iter().enumerate().filter_map(cut).sum()
}
