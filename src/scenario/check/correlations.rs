//! Names of figures, as correlations use them.

use crate::model::{FigureKey, Plan, Stage};
use crate::scenario::document::{Scenario, Uncertain};
use crate::scenario::findings::Findings;
use crate::scenario::message;
use crate::scenario::spot::Field;
use crate::units::Pollutant;
use litemap::LiteMap;

/// The figures of a scenario by name, each with whether it is uncertain.
pub struct Figures {
    by_name: LiteMap<String, (FigureKey, bool)>,
}

impl Figures {
    /// Those of `scenario`. Its sources and measures may be faulty: names are taken from what is written.
    pub fn of(scenario: &Scenario, plan: Option<&Plan>) -> Self {
        let mut figures = Self { by_name: LiteMap::new() };
        for (source, field) in scenario.source.iter().enumerate() {
            let written = &field.value;
            let Some(id) = written.id.get().map(|id| id.value.trim()) else { continue };
            let activity = written.activity.get().map(|activity| &activity.value);
            figures.add(
                format!("source.{id}.activity"),
                FigureKey::Activity { source },
                activity.and_then(|activity| activity.value.get()),
            );
            figures.add(
                format!("source.{id}.growth"),
                FigureKey::Growth { source },
                activity.and_then(|activity| activity.growth.as_ref()),
            );
            for pollutant in Pollutant::ALL {
                let Some(pathway) = written.pathway.get().and_then(|pathway| pathway.value.of(pollutant))
                else {
                    continue;
                };
                let pathway = &pathway.value;
                for (stage, figure) in [
                    (Stage::Generation, pathway.generation.get()),
                    (Stage::Capture, pathway.capture.as_ref()),
                    (Stage::Removal, pathway.removal.as_ref()),
                    (Stage::Delivery, pathway.delivery.as_ref()),
                ] {
                    let name = format!("source.{id}.{}.{}", pollutant.id(), stage.id());
                    figures.add(name, FigureKey::Pathway { source, pollutant, stage }, figure);
                }
            }
        }
        for (pollutant, openings) in plan.iter().flat_map(|plan| plan.openings.iter()) {
            for (index, opening) in openings.iter().enumerate() {
                let name = format!("opening.{}.{}", pollutant.id(), opening.month);
                let uncertain = !opening.reduction_t.is_point();
                figures.by_name.insert(name, (FigureKey::Opening { pollutant, index }, uncertain));
            }
        }
        for (measure, field) in scenario.measure.iter().enumerate() {
            let written = &field.value;
            let Some(id) = written.id.get().map(|id| id.value.trim()) else { continue };
            let key = FigureKey::Effectiveness { measure };
            figures.add(format!("measure.{id}.effectiveness"), key, written.effectiveness.as_ref());
            for (effect, field) in written.effect.iter().enumerate() {
                let written = &field.value;
                let figure =
                    [&written.to, &written.add, &written.reduce].into_iter().find_map(Option::as_ref);
                let key = FigureKey::Effect { measure, effect };
                figures.add(format!("measure.{id}.effect.{}", effect + 1), key, figure);
            }
        }
        figures
    }

    fn add(&mut self, name: String, key: FigureKey, figure: Option<&Field<Uncertain>>) {
        let uncertain = figure.is_some_and(|figure| figure.value.is_uncertain());
        self.by_name.entry(name).or_insert((key, uncertain));
    }

    /// The figure called `name`; an exact one can't vary with another, which is worth a warning.
    pub fn find(&self, name: &Field<String>, out: &mut Findings) -> Option<FigureKey> {
        let found = self.by_name.get(name.value.trim());
        match found {
            None => {
                let known = self.by_name.keys().map(String::as_str);
                out.error(|| message::unknown_figure(&name.spot, &name.value, known));
            }
            Some((_, false)) => out.warning(|| message::exact_figure(&name.spot, &name.value)),
            Some((_, true)) => {}
        }
        found.map(|(key, _)| *key)
    }
}
