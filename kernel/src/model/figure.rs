//! Where a figure stands in the model, and where it comes from.

use crate::locale::Text;
use crate::model::{Model, Stage};
use crate::units::Pollutant;
use litemap::LiteMap;

/// The address of a figure that may be uncertain, as `[[uncertainty.correlation]]` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureKey {
    /// `source.ID.activity`: activity units a year.
    Activity {
        /// Index of the source.
        source: usize,
    },
    /// `source.ID.growth`: share a year.
    Growth {
        /// Index of the source.
        source: usize,
    },
    /// `source.ID.POLLUTANT.STAGE`: a value of the pathway.
    Pathway {
        /// Index of the source.
        source: usize,
        /// The pollutant.
        pollutant: Pollutant,
        /// The stage: generation, capture, removal or delivery.
        stage: Stage,
    },
    /// `opening.POLLUTANT.MONTH`: tonnes.
    Opening {
        /// The pollutant.
        pollutant: Pollutant,
        /// Index in the pollutant's openings.
        index: usize,
    },
    /// `measure.ID.effectiveness`: share.
    Effectiveness {
        /// Index of the measure.
        measure: usize,
    },
    /// `measure.ID.effect.N`: the effect's share.
    Effect {
        /// Index of the measure.
        measure: usize,
        /// Index of the effect, from 0 (the file counts from 1).
        effect: usize,
    },
}

impl FigureKey {
    /// The address as files write it: `source.cement-kilns.nox.removal`.
    pub fn name(&self, model: &Model) -> String {
        match *self {
            Self::Activity { source } => format!("source.{}.activity", model.sources[source].id),
            Self::Growth { source } => format!("source.{}.growth", model.sources[source].id),
            Self::Pathway { source, pollutant, stage } => {
                format!("source.{}.{}.{}", model.sources[source].id, pollutant.id(), stage.id())
            }
            Self::Opening { pollutant, index } => {
                format!("opening.{}.{}", pollutant.id(), model.plan.openings[pollutant][index].month)
            }
            Self::Effectiveness { measure } => {
                format!("measure.{}.effectiveness", model.measures[measure].id)
            }
            Self::Effect { measure, effect } => {
                format!("measure.{}.effect.{}", model.measures[measure].id, effect + 1)
            }
        }
    }
}

/// How well founded a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Read in the named document.
    A,
    /// From a named official document.
    B,
    /// An estimate, with its reasoning.
    C,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The grade the text begins with; `None` when it begins with none.
    pub grade: Option<Grade>,
    /// The text, its grade included.
    pub text: Text,
}

/// The notes of one table of the file: by figure name, or for all its figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// For every figure that the file states and that has no note of its own.
    pub table: Option<Note>,
    /// By figure name, for example `generation`.
    pub by_figure: LiteMap<String, Note>,
    /// Names of figures that the file does not state, so that the format's default holds.
    pub defaults: Vec<&'static str>,
}

impl Notes {
    /// The note for the figure called `name`; a default is spoken for by a note of its own only.
    pub fn of(&self, name: &str) -> Option<&Note> {
        self.by_figure.get(name).or(self.table.as_ref().filter(|_| !self.is_default(name)))
    }

    /// Whether the figure called `name` has the format's default.
    pub fn is_default(&self, name: &str) -> bool {
        self.defaults.contains(&name)
    }
}
