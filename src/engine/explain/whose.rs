//! Whose number it is: a measure's, a project's, a district's, a source's, an item's, or that of all of them.

use super::Asked;
use crate::analysis::By;
use crate::locale::Text;
use crate::model::Measure;
use crate::results::{ExplainedKind as Kind, Subject};

/// Whose number is asked, by index; an item by its number. Without one: of what has no district, and no item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    All,
    Measure(usize),
    Project(usize),
    District(Option<usize>),
    Source(usize),
    Item(Option<u32>),
}

impl Whose {
    /// How sums are made, and the key of the one it is; nothing of all.
    pub fn sum(self) -> Option<(By, Option<usize>)> {
        Some(match self {
            Self::All => return None,
            Self::Measure(m) => (By::Measure, Some(m)),
            Self::Project(k) => (By::Project, Some(k)),
            Self::District(d) => (By::District, d),
            Self::Source(s) => (By::Source, Some(s)),
            Self::Item(n) => (By::Item, n.map(|n| n as usize)),
        })
    }

    /// Whether `measure` is of the item, where it is one.
    pub fn has(self, measure: &Measure) -> bool {
        !matches!(self, Self::Item(number) if measure.work_plan_item != number)
    }
}

impl Asked<'_> {
    /// Whose number the subject asks for; `None` where the scenario has no such measure, project and so on. A measure at a
    /// source is the measure.
    pub fn whose(&self) -> Option<Whose> {
        let (subject, model) = (&self.subject, &self.engine.model);
        Some(match subject {
            Subject { measure: Some(_), .. } => Whose::Measure(self.measure()?),
            Subject { project: Some(id), .. } => {
                Whose::Project(model.projects.iter().position(|project| project.id == *id)?)
            }
            Subject { district: Some(name), .. } if name.is_empty() => Whose::District(None),
            Subject { district: Some(name), .. } => {
                Whose::District(Some(model.plan.districts.iter().position(|district| district.zh == *name)?))
            }
            Subject { source: Some(_), .. } => Whose::Source(self.source()?),
            Subject { item: Some(number), .. } => Whose::Item(Some(*number).filter(|number| *number != 0)),
            _ => Whose::All,
        })
    }

    /// What it is called; nothing where it is of all.
    pub fn called(&self, whose: Whose) -> Vec<Text> {
        let model = &self.engine.model;
        match whose {
            Whose::All => vec![],
            Whose::Measure(m) => vec![model.measures[m].name.clone()],
            Whose::Project(k) => vec![Text::same(&model.projects[k].name)],
            Whose::District(Some(d)) => vec![model.plan.districts[d].clone()],
            Whose::District(None) => vec![Text::new("未注明区", "No district given")],
            Whose::Source(s) => vec![model.sources[s].name.clone()],
            Whose::Item(None) => vec![Text::new("未注明事项", "No item given")],
            Whose::Item(Some(n)) => {
                vec![Text::new(format!("工作安排第 {n} 项"), format!("Item {n} of the work plan"))]
            }
        }
    }

    pub fn of_measure(&self, kind: Kind, m: usize) -> Subject {
        Subject { measure: Some(self.engine.model.measures[m].id.clone()), ..self.other(kind) }
    }

    pub fn of_project(&self, kind: Kind, k: usize) -> Subject {
        Subject { project: Some(self.engine.model.projects[k].id.clone()), ..self.other(kind) }
    }

    /// Index of the measure that is asked about.
    pub fn measure(&self) -> Option<usize> {
        self.measure_called(self.subject.measure.as_ref()?)
    }

    /// Index of the other measure of an overlap.
    pub fn other_measure(&self) -> Option<usize> {
        self.measure_called(self.subject.other.as_ref()?)
    }

    fn measure_called(&self, id: &str) -> Option<usize> {
        self.engine.model.measures.iter().position(|measure| measure.id == id)
    }
}
