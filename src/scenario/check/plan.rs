//! The plan: its months, targets, openings and offsets.

use super::range::{self, Range};
use crate::locale::Text;
use crate::model::{self, EQUIVALENT_KG, Notes};
use crate::scenario::document::{Inventory, Milestones, Offset, Opening, Plan, SourceNote, Target};
use crate::scenario::findings::{Findings, TOLD};
use crate::scenario::message;
use crate::scenario::spot::{Field, Required};
use crate::units::{Month, PerPollutant, Pollutant};

/// No plan is longer: months.
const MOST_MONTHS: i32 = 600;

/// Inventory year and completions lie no further from the plan than this: years.
pub const MOST_YEARS_APART: i32 = 50;

/// The notes of a table none of whose figures has a default.
pub fn notes(note: Option<&SourceNote>) -> Notes {
    SourceNote::notes(note, &[])
}

/// The plan; `None`, reported, when its months can't be told.
pub fn check(plan: &Field<Plan>, out: &mut Findings) -> Option<model::Plan> {
    let plan = &plan.value;
    let discount_rate = range::SHARE.number(plan.discount_rate.as_ref(), out).unwrap_or(0.0);
    let mut equivalent_kg = EQUIVALENT_KG;
    if let Some(kg) = range::EQUIVALENT.number(plan.voc_equivalent_kg.as_ref(), out) {
        equivalent_kg[Pollutant::Vocs] = kg;
    }
    let districts = districts(plan, out);
    let period = period(plan, out);
    let targets = targets(&plan.target, period, out);
    let openings = openings(&plan.opening, period, out);
    let offsets = offsets(&plan.offset, period, out);
    let (start, end) = period?;
    let stated = [
        ("discount_rate", plan.discount_rate.is_some()),
        ("voc_equivalent_kg", plan.voc_equivalent_kg.is_some()),
    ];
    Some(model::Plan {
        start,
        months: end.since(start) as usize + 1,
        discount_rate,
        equivalent_kg,
        credit: plan.credit.as_ref().map(|credit| credit.value).unwrap_or_default(),
        districts,
        targets,
        openings,
        offsets,
        notes: if TOLD { SourceNote::notes(plan.source_note.as_ref(), &stated) } else { Notes::default() },
    })
}

fn districts(plan: &Plan, out: &mut Findings) -> Vec<Text> {
    let mut districts: Vec<Text> = Vec::new();
    for field in plan.districts.iter().flat_map(|districts| &districts.value) {
        let Text { zh, en } = &field.value;
        let known = |name: &String| districts.iter().any(|known| [&known.zh, &known.en].contains(&name));
        if zh.is_empty() || en.is_empty() {
            out.error(|| message::empty_text(&field.spot));
        } else if let Some(name) = [zh, en].into_iter().find(|name| known(name)) {
            out.error(|| message::listed_twice(&field.spot, name));
        }
        districts.push(field.value.clone());
    }
    districts
}

/// First and last month.
fn period(plan: &Plan, out: &mut Findings) -> Option<(Month, Month)> {
    let (start, end) = (plan.start.get(), plan.end.get());
    if let Some(start) = start.filter(|start| start.value.month() != 1) {
        out.error(|| message::start_not_january(&start.spot, start.value));
    }
    let (start, end) = (start?, end?);
    if end.value < start.value {
        out.error(|| message::end_before_start(&end.spot, end.value, start.value));
        return None;
    }
    if end.value.since(start.value) >= MOST_MONTHS {
        out.error(|| message::plan_too_long(&end.spot, end.value, MOST_MONTHS / 12));
        return None;
    }
    Some((start.value, end.value))
}

fn targets(
    written: &[Field<Target>],
    period: Option<(Month, Month)>,
    out: &mut Findings,
) -> PerPollutant<Option<model::Target>> {
    let mut targets: PerPollutant<Option<model::Target>> = PerPollutant::default();
    for field in written {
        let target = &field.value;
        let reduction_t = range::POSITIVE.number(target.reduction_t.get(), out);
        let milestones = target.milestones.as_ref();
        let milestones = milestones.map(|milestones| self::milestones(&milestones.value, period, out));
        let Some(pollutant) = target.pollutant.get() else { continue };
        if targets[pollutant.value].is_some() {
            out.error(|| message::listed_twice(&pollutant.spot, pollutant.value.id()));
        }
        targets[pollutant.value] = Some(model::Target {
            reduction_t: reduction_t.unwrap_or(0.0),
            milestones: milestones.unwrap_or_default(),
            notes: notes(target.source_note.as_ref()),
        });
    }
    targets
}

/// Milestones rise within the plan and end at the whole target.
fn milestones(written: &Milestones, period: Option<(Month, Month)>, out: &mut Findings) -> Vec<(Month, f64)> {
    let mut reached = 0.0;
    for (month, share) in &written.0 {
        let errors = out.errors();
        range::SHARE.check(share.value, &share.spot, out);
        check_month(&Field { value: *month, spot: share.spot.clone() }, period, out);
        if out.errors() > errors {
            continue;
        }
        if share.value < reached {
            out.error(|| message::milestone_falls(&share.spot, share.value, reached));
        } else if period.is_some_and(|(_, end)| end == *month) && share.value < 1.0 {
            out.error(|| message::milestone_at_end(&share.spot, share.value));
        }
        reached = share.value;
    }
    written.0.iter().map(|(month, share)| (*month, share.value)).collect()
}

fn openings(
    written: &[Field<Opening>],
    period: Option<(Month, Month)>,
    out: &mut Findings,
) -> PerPollutant<Vec<model::Opening>> {
    let mut openings: PerPollutant<Vec<(model::Opening, &Field<Opening>)>> = PerPollutant::default();
    for field in written {
        let opening = &field.value;
        let reduction_t = range::AMOUNT.figure(opening.reduction_t.get(), 0.0, out);
        let month = month_in_plan(&opening.month, period, out);
        let (Some(pollutant), Some(month)) = (opening.pollutant.get(), month) else { continue };
        let of_pollutant = &mut openings[pollutant.value];
        if of_pollutant.iter().any(|(known, _)| known.month == month) {
            out.error(|| message::opening_twice(&field.spot, pollutant.value.id(), month));
        }
        let notes = notes(opening.source_note.as_ref());
        let at = of_pollutant.partition_point(|(known, _)| known.month <= month);
        of_pollutant.insert(at, (model::Opening { month, reduction_t, notes }, field));
    }
    PerPollutant(openings.0.map(|openings| {
        for pair in openings.windows(2) {
            let (before, after) = (pair[0].0.reduction_t.mode, pair[1].0.reduction_t.mode);
            if after < before {
                out.warning(|| message::opening_falls(&pair[1].1.spot, after, before, pair[0].0.month));
            }
        }
        openings.into_iter().map(|(opening, _)| opening).collect()
    }))
}

fn offsets(
    written: &[Field<Offset>],
    period: Option<(Month, Month)>,
    out: &mut Findings,
) -> PerPollutant<Vec<model::Offset>> {
    let mut offsets: PerPollutant<Vec<model::Offset>> = PerPollutant::default();
    for field in written {
        let offset = &field.value;
        let reduction_t = range::AMOUNT.number(offset.reduction_t.get(), out);
        let month = month_in_plan(&offset.month, period, out);
        let (Some(pollutant), Some(month)) = (offset.pollutant.get(), month) else { continue };
        let notes = notes(offset.source_note.as_ref());
        offsets[pollutant.value].push(model::Offset {
            month,
            reduction_t: reduction_t.unwrap_or(0.0),
            notes,
        });
    }
    offsets
}

/// The month of a field, which must be one of the plan.
fn month_in_plan(
    field: &Required<Month>,
    period: Option<(Month, Month)>,
    out: &mut Findings,
) -> Option<Month> {
    let month = field.get()?;
    check_month(month, period, out);
    Some(month.value)
}

fn check_month(month: &Field<Month>, period: Option<(Month, Month)>, out: &mut Findings) {
    if let Some((start, end)) = period.filter(|(start, end)| !(*start..=*end).contains(&month.value)) {
        out.error(|| message::month_outside(&month.spot, month.value, start, end));
    }
}

/// The year that the sources describe.
pub fn inventory_year(
    inventory: &Field<Inventory>,
    plan: Option<&model::Plan>,
    out: &mut Findings,
) -> Option<i32> {
    let year = inventory.value.year.get()?;
    let (first, last) = plan.map_or((1900, 2200), |plan| {
        (plan.start.year() - MOST_YEARS_APART, plan.end().year() + MOST_YEARS_APART)
    });
    let range = Range { least: f64::from(first), above: false, most: f64::from(last) };
    range.check(year.value as f64, &year.spot, out);
    i32::try_from(year.value).ok()
}
