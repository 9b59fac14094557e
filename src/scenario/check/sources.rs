//! Sources and their pathways.

use super::plan::notes;
use super::range;
use crate::locale::Text;
use crate::model::{self, Notes, Sector};
use crate::scenario::document::{Activity, Pathway, Source, SourceNote};
use crate::scenario::findings::Findings;
use crate::scenario::message;
use crate::units::PerPollutant;

/// A source.
pub fn check(source: &Source, out: &mut Findings) -> model::Source {
    let id = source.id.get().map(|id| id.value.trim().to_owned()).unwrap_or_default();
    let name = source.name.as_ref().map_or_else(|| Text::same(&id), |name| name.value.clone());
    let pathways = PerPollutant::from_fn(|pollutant| {
        let pathway = source.pathway.get()?.value.of(pollutant)?;
        Some(self::pathway(&pathway.value, out))
    });
    if let Some(written) = source.pathway.get()
        && pathways.iter().all(|(_, pathway)| pathway.is_none())
    {
        out.error(|| message::emits_nothing(&written.spot));
    }
    let activity = source.activity.get().map(|activity| &activity.value);
    model::Source {
        id,
        name,
        sector: source.sector.get().map_or(Sector::Industry, |sector| sector.value),
        unit: activity.and_then(|a| a.unit.get()).map(|unit| unit.value.clone()).unwrap_or_default(),
        activity: range::AMOUNT.figure(activity.and_then(|a| a.value.get()), 0.0, out),
        growth: range::GROWTH.figure(activity.and_then(|a| a.growth.as_ref()), 0.0, out),
        pathways,
        notes: source_notes(source, activity),
    }
}

fn pathway(pathway: &Pathway, out: &mut Findings) -> model::Pathway {
    model::Pathway {
        generation: range::AMOUNT.figure(pathway.generation.get(), 0.0, out),
        capture: range::SHARE.figure(pathway.capture.as_ref(), 1.0, out),
        removal: range::SHARE.figure(pathway.removal.as_ref(), 0.0, out),
        delivery: range::SHARE.figure(pathway.delivery.as_ref(), 1.0, out),
        notes: SourceNote::notes(
            pathway.source_note.as_ref(),
            &[
                ("capture", pathway.capture.is_some()),
                ("removal", pathway.removal.is_some()),
                ("delivery", pathway.delivery.is_some()),
            ],
        ),
    }
}

/// The notes of the source, and those within its activity, which are nearer to the figures.
fn source_notes(source: &Source, activity: Option<&Activity>) -> Notes {
    let has_growth = activity.is_some_and(|activity| activity.growth.is_some());
    let mut notes = SourceNote::notes(source.source_note.as_ref(), &[("growth", has_growth)]);
    let nearer = self::notes(activity.and_then(|activity| activity.source_note.as_ref()));
    notes.table = nearer.table.or(notes.table);
    for (figure, note) in nearer.by_figure {
        notes.by_figure.insert(figure, note);
    }
    notes
}

/// What a source emits, t/yr, at inventory-year activity, when measures leave `z` of the load, `x` of the share
/// that is not captured and `y` of the share that is not removed: all 1 without any.
pub fn emission_t_per_year(source: &model::Source, pathway: &model::Pathway, z: f64, x: f64, y: f64) -> f64 {
    let load_t = source.activity.mode * pathway.generation.mode * pathway.delivery.mode / 1000.0;
    let (x, y) = (x * (1.0 - pathway.capture.mode), y * (1.0 - pathway.removal.mode));
    load_t * z * (x + y - x * y)
}
