//! From a scenario as written to the model: every range, every reference, all errors at once.
//!
//! A check that fails is reported and stands in with something harmless, so that the checks after it can go
//! on; the model is thrown away in the end.

mod correlations;
mod levers;
mod measures;
mod names;
mod plan;
mod projects;
pub mod range;
mod sources;
mod totals;
mod uncertainty;

pub use levers::Context as LeverContext;
pub use levers::check as lever;
pub use names::Names;

use super::document::Scenario;
use super::findings::Findings;
use super::ledger::Ledger;
use super::message;
use super::spot::{Field, Spot};
use super::variant::check_format;
use crate::locale::Text;
use crate::model::{Model, Status};

/// The model of `scenario` with the rows of its ledger; `None` when a part is missing without which there is
/// none. It may be used only when no error has been reported.
pub fn model(scenario: &Scenario, ledger: Option<Ledger>, out: &mut Findings) -> Option<Model> {
    check_format(scenario.format.get(), out);
    let id = scenario.id.get().map(|id| names::check_id(id, out));
    let mut plan = scenario.plan.get().and_then(|plan| plan::check(plan, out));
    let inventory_year =
        scenario.inventory.get().and_then(|inventory| plan::inventory_year(inventory, plan.as_ref(), out));

    let source_names = Names::of_ids(scenario.source.iter().map(|source| &source.value.id), out);
    if let Some(plan) = scenario.plan.get().filter(|_| scenario.source.is_empty()) {
        out.error(|| message::no_sources(&Spot::file(&plan.spot.file)));
    }
    let sources: Vec<_> = scenario.source.iter().map(|source| sources::check(&source.value, out)).collect();

    let measure_names = Names::of_ids(scenario.measure.iter().map(|measure| &measure.value.id), out);
    let (measures, groups) = measures::check(&scenario.measure, &sources, &source_names, out);

    let ledger_names = measure_names.with_texts(measures.iter().map(|measure| &measure.name));
    let potentials = measures::potentials(scenario, &measures, &sources, out);
    let mut context = projects::Context::new(&measures, &potentials, &ledger_names, plan.as_ref());
    let (mut projects, totals) = projects::check_all(ledger, &scenario.project, &mut context, out);
    let districts = context.into_districts();

    let context = levers::Context { names: &ledger_names, measures: &measures, sources: &sources };
    let levers =
        scenario.lever.iter().filter_map(|lever| levers::check(&lever.value, &context, out)).collect();

    let figures = correlations::Figures::of(scenario, plan.as_ref());
    let uncertainty = uncertainty::check(scenario.uncertainty.as_ref(), &figures, out);

    if let Some(only) = only_status(scenario, out) {
        projects.retain(|project| only.contains(&project.status));
    }
    if let Some(plan) = &mut plan {
        plan.districts = districts;
    }
    let id = id?;
    let text = |field: Option<&Field<Text>>| field.map(|field| field.value.clone());
    Some(Model {
        name: text(scenario.name.get()).unwrap_or_else(|| Text::same(&id)),
        description: text(scenario.description.as_ref()).unwrap_or_default(),
        id,
        plan: plan?,
        inventory_year: inventory_year?,
        sources,
        measures,
        groups,
        projects,
        totals,
        levers,
        uncertainty,
        illustrative: scenario
            .ledger
            .as_ref()
            .and_then(|ledger| ledger.value.illustrative.as_ref())
            .is_some_and(|illustrative| illustrative.value),
    })
}

/// The statuses of the projects that take part, when not all do.
fn only_status(scenario: &Scenario, out: &mut Findings) -> Option<Vec<Status>> {
    let only = scenario.only_status.as_ref()?;
    if only.value.is_empty() {
        out.error(|| message::empty_list(&only.spot));
    }
    Some(only.value.iter().map(|status| status.value).collect())
}
