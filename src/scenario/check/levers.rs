//! Levers: changes to measures, within the ranges that hold for the measures themselves.

use super::measures::check_today;
use super::names::Names;
use super::range;
use crate::model::{self, Change, Measure, Source};
use crate::scenario::document::Lever;
use crate::scenario::findings::Findings;
use crate::scenario::message::{self, Kind};
use crate::scenario::spot::Field;
use crate::units::Figure;

/// What levers are checked against.
pub struct Context<'a> {
    /// The names of the measures.
    pub names: &'a Names,
    /// The measures.
    pub measures: &'a [Measure],
    /// The sources.
    pub sources: &'a [Source],
}

/// A lever; `None`, reported, when its measure can't be told.
pub fn check(lever: &Lever, context: &Context, out: &mut Findings) -> Option<model::Lever> {
    let scale = range::SCALE.number(lever.scale.as_ref(), out);
    let delay_months = range::DELAY.number(lever.delay_months.as_ref(), out);
    let effectiveness = range::SHARE.number(lever.effectiveness.as_ref(), out);
    let to = range::SHARE.number(lever.to.as_ref(), out);
    let reduce = range::CHANGE.number(lever.reduce.as_ref(), out);
    let measure = context.names.find(lever.measure.get()?, Kind::Measure, out)?;
    if let Some(field) = lever.to.as_ref().filter(|field| range::SHARE.contains(field.value)) {
        check_to(field, &context.measures[measure], context.sources, out);
    }
    if let Some(field) = &lever.reduce {
        let measure = &context.measures[measure];
        if !measure.effects.iter().any(|effect| matches!(effect.change, Change::Reduce(..))) {
            out.error(|| message::no_such_effect(&field.spot, measure, "reduce"));
        }
    }
    let enabled = lever.enabled.as_ref().map(|enabled| enabled.value);
    Some(model::Lever { measure, scale, delay_months, enabled, effectiveness, to, reduce })
}

/// `to` goes to the first effect that has one, and like it may not be below today's value.
fn check_to(field: &Field<f64>, measure: &Measure, sources: &[Source], out: &mut Findings) {
    let to = Figure::point(field.value);
    let found = measure.effects.iter().find_map(|effect| match effect.change {
        Change::CaptureTo(_) => Some((effect, Change::CaptureTo(to))),
        Change::RemovalTo(_) => Some((effect, Change::RemovalTo(to))),
        Change::Reduce(..) | Change::RemovalAdd(_) => None,
    });
    let Some((effect, change)) = found else {
        out.error(|| message::no_such_effect(&field.spot, measure, "to"));
        return;
    };
    for pollutant in &effect.pollutants {
        check_today(&sources[effect.source], *pollutant, change, &field.spot, out);
    }
}
