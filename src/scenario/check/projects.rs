//! Projects: the rows of the ledger.

use super::names::{Names, check_id};
use super::plan::MOST_YEARS_APART;
use super::range;
use super::totals::Totals;
use crate::locale::Text;
use crate::maths;
use crate::model::{self, Measure, Plan, Size, Total};
use crate::scenario::document::Project;
use crate::scenario::findings::Findings;
use crate::scenario::ledger::{Entry, Ledger};
use crate::scenario::message::{self, Kind};
use crate::scenario::spot::{Field, Spot};
use crate::units::{Month, PerPollutant};
use litemap::LiteMap;

/// What rows are checked against, and what they have added so far.
pub struct Context<'a> {
    measures: &'a [Measure],
    names: &'a Names,
    plan: Option<&'a Plan>,
    /// By measure: what it can cut, t/yr, if that is known.
    potentials: &'a [Option<PerPollutant<f64>>],
    /// The id of each row.
    ids: Vec<(String, Spot)>,
    /// Those of the plan, or those that rows have named.
    districts: Vec<Text>,
    index_of_district: LiteMap<String, usize>,
    /// Whether rows may name other districts.
    open: bool,
}

impl<'a> Context<'a> {
    /// Nothing read yet.
    pub fn new(
        measures: &'a [Measure],
        potentials: &'a [Option<PerPollutant<f64>>],
        names: &'a Names,
        plan: Option<&'a Plan>,
    ) -> Self {
        let districts = plan.map(|plan| plan.districts.clone()).unwrap_or_default();
        let mut index_of_district = LiteMap::new();
        for (Text { zh, en }, index) in districts.iter().zip(0..) {
            index_of_district.insert(zh.clone(), index);
            index_of_district.insert(en.clone(), index);
        }
        Self {
            measures,
            names,
            plan,
            potentials,
            ids: Vec::new(),
            index_of_district,
            open: districts.is_empty(),
            districts,
        }
    }

    /// The districts: of the plan, or in order of first appearance.
    pub fn into_districts(self) -> Vec<Text> {
        self.districts
    }

    fn district(&mut self, field: &Field<String>, out: &mut Findings) -> Option<usize> {
        let name = field.value.trim();
        if let Some(index) = self.index_of_district.get(name) {
            return Some(*index);
        }
        if !self.open {
            out.error(|| message::unknown_district(&field.spot, name, &self.districts));
            return None;
        }
        let index = self.districts.len();
        self.districts.push(Text::same(name));
        self.index_of_district.insert(name.to_owned(), index);
        Some(index)
    }
}

/// The projects of the ledger, then those of the scenario's own tables; and what the ledger's rows of totals say.
pub fn check_all(
    ledger: Option<Ledger>,
    tables: &[Field<Project>],
    context: &mut Context,
    out: &mut Findings,
) -> (Vec<model::Project>, Vec<Total>) {
    let mut projects = Vec::new();
    let mut totals = Totals::default();
    if let Some(mut ledger) = ledger {
        while let Some(entry) = ledger.next(out) {
            match entry {
                Entry::Project(project) => {
                    totals.add(&project.value);
                    projects.extend(check(&project, context, out));
                }
                Entry::Total(of, row) => totals.meet(of, row),
            }
        }
    }
    for project in tables {
        projects.extend(check(project, context, out));
    }
    refuse_duplicates(&context.ids, out);
    (projects, totals.finish())
}

/// Refuses an id that an earlier row has.
fn refuse_duplicates(ids: &[(String, Spot)], out: &mut Findings) {
    let order = maths::order(ids.len(), &|a, b| ids[a].0.cmp(&ids[b].0));
    for same in order.chunk_by(|a, b| ids[*a].0 == ids[*b].0) {
        let (id, first) = &ids[same[0]];
        for again in &same[1..] {
            out.error(|| message::duplicate_id(&ids[*again].1, id, first));
        }
    }
}

/// A project; `None`, reported, when its measure, status or completion can't be told.
fn check(field: &Field<Project>, context: &mut Context, out: &mut Findings) -> Option<model::Project> {
    let project = &field.value;
    let id = project.id.get().map(|id| {
        let value = check_id(id, out);
        context.ids.push((value.clone(), id.spot.clone()));
        value
    });
    let filled = |field: &&Field<String>| !field.value.trim().is_empty();
    let district = project.district.as_ref().filter(filled).and_then(|name| context.district(name, out));
    let measure = project.measure.get().and_then(|name| context.names.find(name, Kind::Measure, out));
    let completion = project.completion.get();
    for month in [project.started.as_ref(), completion].into_iter().flatten() {
        if let Some(plan) = context.plan {
            check_month(month.value.0, plan, &month.spot, out);
        }
    }
    let ramp_months = range::RAMP.whole(project.ramp_months.as_ref(), out);
    let capital_cny = range::AMOUNT.number(project.capital_cny.as_ref(), out);
    let size = size(field, measure, context, out);
    let (id, measure) = (id?, measure?);
    let text = |field: &Option<Field<String>>| field.as_ref().map(|field| field.value.trim().to_owned());
    Some(model::Project {
        name: text(&project.name).unwrap_or_else(|| id.clone()),
        id,
        district,
        measure,
        status: project.status.get()?.value,
        started: project.started.as_ref().map(|started| started.value.0),
        completion: completion?.value.0,
        size,
        ramp_months: ramp_months.unwrap_or(context.measures[measure].ramp_months),
        capital_cny,
        note: text(&project.note).unwrap_or_default(),
        file: field.spot.file.clone(),
        line: field.spot.line.unwrap_or(0),
    })
}

fn check_month(month: Month, plan: &Plan, spot: &Spot, out: &mut Findings) {
    let (first, last) = (plan.start.year() - MOST_YEARS_APART, plan.end().year() + MOST_YEARS_APART);
    if !(first..=last).contains(&month.year()) {
        out.error(|| message::completion_far_off(spot, month, first, last));
    }
}

/// The size of a project: its quantity, or else what it declares.
fn size(field: &Field<Project>, measure: Option<usize>, context: &Context, out: &mut Findings) -> Size {
    let project = &field.value;
    let declared = declared(project, measure, context, out);
    let declares = declared.iter().any(|(_, tonnes)| tonnes.is_some());
    let Some(quantity) = &project.quantity else {
        if !declares {
            out.warning(|| message::no_size(&field.spot));
        }
        return Size::Declared(declared);
    };
    let amount = range::AMOUNT.check(quantity.value, &quantity.spot, out);
    if declares {
        out.warning(|| message::quantity_and_declared(&quantity.spot));
    }
    let measure = measure.map(|measure| &context.measures[measure]);
    if let Some(measure) = measure.filter(|measure| amount > measure.basis_total) {
        out.warning(|| message::quantity_beyond_total(&quantity.spot, amount, measure));
    }
    Size::Quantity(amount)
}

/// What a project declares, t/yr: reductions that its measure can bring.
fn declared(
    project: &Project,
    measure: Option<usize>,
    context: &Context,
    out: &mut Findings,
) -> PerPollutant<Option<f64>> {
    PerPollutant::from_fn(|pollutant| {
        let field = project.declared(pollutant)?;
        let tonnes = range::AMOUNT.check(field.value, &field.spot, out);
        if let Some(measure) = measure
            && let Some(potential) = &context.potentials[measure]
            && tonnes > 0.0
            && potential[pollutant] < range::NEAREST
        {
            let measure = &context.measures[measure];
            let acts = measure.effects.iter().any(|effect| effect.pollutants.contains(&pollutant));
            let cuts = potential.iter().filter(|(_, t)| **t >= range::NEAREST).map(|(p, _)| p.id());
            out.error(|| message::declared_not_cut(&field.spot, tonnes, measure, pollutant, acts, cuts));
        }
        Some(tonnes)
    })
}
