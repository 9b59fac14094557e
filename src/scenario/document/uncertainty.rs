//! `[uncertainty]` as written.

use super::{SourceNote, Uncertain};
use crate::model::{Notes, Status};
use crate::scenario::findings::{Findings, TOLD};
use crate::scenario::spot::{Field, Required};
use crate::scenario::tree::{Node, Read};

/// What is known of delays, delivery and correlation.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Uncertainty {
    /// Correlation of delays within a measure, 0 to 1 (default 0.3).
    pub delay_correlation: Option<Field<f64>>,
    /// By project status.
    pub status: Option<Field<Statuses>>,
    /// Correlations between figures.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub correlation: Vec<Field<Correlation>>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

/// Delay and delivery by project status.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Statuses {
    /// Of planned projects (default 0, 2, 9 months; 0.85).
    pub planned: Option<Field<StatusTable>>,
    /// Of projects under way (default 0, 1, 4 months; 0.95).
    pub underway: Option<Field<StatusTable>>,
    /// Of complete projects (default 0 months; 1).
    pub complete: Option<Field<StatusTable>>,
}

impl Statuses {
    /// The table of `status`.
    pub fn of(&self, status: Status) -> Option<&Field<StatusTable>> {
        match status {
            Status::Planned => self.planned.as_ref(),
            Status::Underway => self.underway.as_ref(),
            Status::Complete => self.complete.as_ref(),
        }
    }

    /// Takes over what `later` gives, key by key.
    pub fn replace(&mut self, later: Self) {
        for (mine, other) in [
            (&mut self.planned, later.planned),
            (&mut self.underway, later.underway),
            (&mut self.complete, later.complete),
        ] {
            match (mine, other) {
                (Some(mine), Some(other)) => {
                    let other = other.value;
                    if TOLD {
                        mine.value.source_note = Some(SourceNote(mine.value.notes_under(&other)));
                    }
                    mine.value.delay_months = other.delay_months.or(mine.value.delay_months.take());
                    mine.value.delivered = other.delivered.or(mine.value.delivered.take());
                }
                (mine, other) => *mine = other.or(mine.take()),
            }
        }
    }
}

/// Delay and delivery of the projects of one status.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct StatusTable {
    /// Delay in months.
    pub delay_months: Option<Field<Uncertain>>,
    /// Probability that a project enters service at all, 0 to 1.
    pub delivered: Option<Field<f64>>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

impl StatusTable {
    /// The notes of the table; without one both figures are defaults.
    pub fn notes(table: Option<&Self>) -> Notes {
        let written = [
            ("delay_months", table.is_some_and(|table| table.delay_months.is_some())),
            ("delivered", table.is_some_and(|table| table.delivered.is_some())),
        ];
        SourceNote::notes(table.and_then(|table| table.source_note.as_ref()), &written)
    }

    /// The notes once `later` has taken the place of what it states.
    fn notes_under(&self, later: &Self) -> Notes {
        let (mine, later) = (Self::notes(Some(self)), Self::notes(Some(later)));
        let mut notes = Notes::default();
        for name in ["delay_months", "delivered"] {
            let note = later.of(name).or(mine.of(name).filter(|_| later.is_default(name)));
            if let Some(note) = note {
                notes.by_figure.insert(name.to_owned(), note.clone());
            }
        }
        notes
    }
}

/// A correlation between two figures.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Correlation {
    /// A figure: source.ID.activity, source.ID.growth, source.ID.POLLUTANT.STAGE, opening.POLLUTANT.MONTH,
    /// measure.ID.effectiveness, measure.ID.effect.N (its Nth effect, from 1).
    pub a: Required<String>,
    /// Another figure.
    pub b: Required<String>,
    /// Their correlation, -1 to 1.
    pub rho: Required<f64>,
    /// Where the figures come from.
    pub source_note: Option<SourceNote>,
}

impl Read for Uncertainty {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            delay_correlation: table.optional("delay_correlation"),
            status: table.optional("status"),
            correlation: table.list("correlation", &[]),
            source_note: SourceNote::of(table, &["delay_correlation"]),
        })
    }
}

impl Read for Statuses {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            planned: table.optional("planned"),
            underway: table.optional("underway"),
            complete: table.optional("complete"),
        })
    }
}

impl Read for StatusTable {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            delay_months: table.optional("delay_months"),
            delivered: table.optional("delivered"),
            source_note: SourceNote::of(table, &["delay_months", "delivered"]),
        })
    }
}

impl Read for Correlation {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        node.table(out, |table| Self {
            a: table.required("a"),
            b: table.required("b"),
            rho: table.required("rho"),
            source_note: SourceNote::of(table, &["rho"]),
        })
    }
}
