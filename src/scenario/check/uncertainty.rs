//! What is uncertain beside the figures themselves.

use super::correlations::Figures;
use super::plan::notes;
use super::range;
use crate::model::{FigureKey, Notes, Status, Uncertainty};
use crate::scenario::document::{self, SourceNote, StatusTable};
use crate::scenario::findings::{Findings, TOLD};
use crate::scenario::message;
use crate::scenario::spot::{Field, Spot};

/// The uncertainty of a scenario: what it says, else the defaults.
pub fn check(
    written: Option<&Field<document::Uncertainty>>,
    figures: &Figures,
    out: &mut Findings,
) -> Uncertainty {
    let mut uncertainty = Uncertainty::default();
    if TOLD {
        tell_sources(written.map(|field| &field.value), &mut uncertainty);
    }
    let Some(Field { value: written, .. }) = written else { return uncertainty };
    if let Some(correlation) = range::SHARE.number(written.delay_correlation.as_ref(), out) {
        uncertainty.delay_correlation = correlation;
    }
    for (status, _) in Status::ALL {
        let Some(table) = written.status.as_ref().and_then(|statuses| statuses.value.of(status)) else {
            continue;
        };
        let of_status = &mut uncertainty.status[status as usize];
        if let Some(delay) = &table.value.delay_months {
            of_status.delay_months = range::DELAY.figure(Some(delay), 0.0, out);
        }
        if let Some(delivered) = range::SHARE.number(table.value.delivered.as_ref(), out) {
            of_status.delivered = delivered;
        }
    }
    for (correlation, notes) in correlations(&written.correlation, figures, out) {
        uncertainty.correlations.push(correlation);
        if TOLD {
            uncertainty.correlation_notes.push(notes);
        }
    }
    uncertainty
}

/// Where delays and what is delivered come from; of each correlation [`check`] says it.
fn tell_sources(written: Option<&document::Uncertainty>, uncertainty: &mut Uncertainty) {
    let correlation = written.is_some_and(|written| written.delay_correlation.is_some());
    let note = written.and_then(|written| written.source_note.as_ref());
    uncertainty.notes = SourceNote::notes(note, &[("delay_correlation", correlation)]);
    let statuses = written.and_then(|written| written.status.as_ref());
    for (status, _) in Status::ALL {
        let table = statuses.and_then(|statuses| statuses.value.of(status));
        uncertainty.status_notes[status as usize] = StatusTable::notes(table.map(|table| &table.value));
    }
}

/// Correlations between two different figures, each pair once, with where each comes from.
fn correlations(
    written: &[Field<document::Correlation>],
    figures: &Figures,
    out: &mut Findings,
) -> Vec<((FigureKey, FigureKey, f64), Notes)> {
    let mut seen: Vec<((FigureKey, FigureKey), &Spot)> = Vec::new();
    let mut correlations = Vec::new();
    for field in written {
        let correlation = &field.value;
        let rho = range::CORRELATION.number(correlation.rho.get(), out);
        let a = correlation.a.get().and_then(|name| figures.find(name, out));
        let b = correlation.b.get().and_then(|name| figures.find(name, out));
        let (Some(a), Some(b), Some(rho)) = (a, b, rho) else { continue };
        if a == b {
            out.error(|| message::correlated_with_itself(&field.spot));
        } else if let Some((_, first)) = seen.iter().find(|(pair, _)| *pair == (a.min(b), a.max(b))) {
            out.error(|| message::correlated_twice(&field.spot, first));
        }
        seen.push(((a.min(b), a.max(b)), &field.spot));
        correlations.push(((a, b, rho), notes(correlation.source_note.as_ref())));
    }
    correlations
}
