//! Where a figure stands in a scenario file, and what it may be.

use super::super::check::range::{self, Range};
use super::text::Tree;
use crate::model::{Address, Change, FigureKey, Model, Stage, Status};
use crate::units::Pollutant;

/// A step from a table to one within it.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// To the table of this key.
    Key(&'static str),
    /// To the element of the array that has these values, and of those to the one of this number, from 0.
    Element(&'static str, Vec<(&'static str, String)>, usize),
}

/// A table whose `source_note` may speak for a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noted {
    /// How many of the steps lead to it.
    pub steps: usize,
    /// What the figure is called there.
    pub name: &'static str,
    /// All figures such a table may have, with the table each stands in, below this one.
    pub figures: &'static [(&'static str, &'static str)],
}

/// Where a figure stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The way to its table.
    pub steps: Vec<Step>,
    /// Its key there.
    pub key: String,
    /// Keys of the table after which a new one is put, best first.
    pub after: &'static [&'static str],
    /// Tables whose notes may speak for it, nearest first.
    pub notes: Vec<Noted>,
    /// What it may be.
    pub range: Range,
}

const fn here(steps: usize, name: &'static str, figures: &'static [(&'static str, &'static str)]) -> Noted {
    Noted { steps, name, figures }
}

const TARGET: &[(&str, &str)] = &[("reduction_t", ""), ("milestones", "")];
const TONNES: &[(&str, &str)] = &[("reduction_t", "")];
const PLAN: &[(&str, &str)] = &[("discount_rate", ""), ("voc_equivalent_kg", "")];
const ACTIVITY: &[(&str, &str)] = &[("value", ""), ("growth", "")];
const SOURCE: &[(&str, &str)] = &[("value", "activity"), ("growth", "activity")];
const PATHWAY: &[(&str, &str)] = &[("generation", ""), ("capture", ""), ("removal", ""), ("delivery", "")];
const BASIS: &[(&str, &str)] = &[("total", "")];
const COST: &[(&str, &str)] = &[("capital", ""), ("operating", ""), ("life", "")];
const MEASURE: &[(&str, &str)] = &[
    ("total", "basis"),
    ("effectiveness", ""),
    ("ramp_months", ""),
    ("capital", "cost"),
    ("operating", "cost"),
    ("life", "cost"),
];
const EFFECT: &[(&str, &str)] = &[("to", ""), ("add", ""), ("reduce", "")];
const STATUS: &[(&str, &str)] = &[("delay_months", ""), ("delivered", "")];
const UNCERTAINTY: &[(&str, &str)] = &[("delay_correlation", "")];
const RHO: &[(&str, &str)] = &[("rho", "")];

impl Site {
    /// Whether the file states the figure.
    pub fn is_in(&self, tree: &Tree) -> bool {
        tree.table(&self.steps).is_some_and(|table| table.entry(&self.key).is_some())
    }

    /// Where the unit stands of a figure beside which files write it.
    pub fn unit(&self) -> Option<Self> {
        let (Some(Step::Key(table)), key) = (self.steps.last(), self.key.as_str()) else { return None };
        let has = matches!((*table, key), ("activity", "value") | ("basis", "total"));
        has.then(|| Self { key: "unit".to_owned(), ..self.clone() })
    }

    /// Where files have the figure of `model` at `address`.
    #[expect(clippy::too_many_lines, reason = "a few lines for each kind of figure")]
    pub fn of(model: &Model, address: Address) -> Self {
        let (steps, key, after, notes, range) = match address {
            Address::Target(p) => (
                in_plan("target", p, 0),
                "reduction_t",
                &[][..],
                vec![here(2, "reduction_t", TARGET)],
                range::POSITIVE,
            ),
            Address::Milestone(p, i) => {
                let month = model.plan.targets[p].as_ref().map(|target| target.milestones[i].0.to_string());
                let mut steps = in_plan("target", p, 0);
                steps.push(Step::Key("milestones"));
                let notes = vec![here(2, "milestones", TARGET)];
                let key = month.unwrap_or_default();
                return Self { steps, key, after: &[], notes, range: range::SHARE };
            }
            Address::Key(FigureKey::Opening { pollutant, index }) => {
                let month = model.plan.openings[pollutant][index].month.to_string();
                let like = vec![("pollutant", pollutant.id().to_owned()), ("month", month)];
                let steps = vec![Step::Key("plan"), Step::Element("opening", like, 0)];
                (steps, "reduction_t", &[][..], vec![here(2, "reduction_t", TONNES)], range::AMOUNT)
            }
            Address::Offset(p, i) => (
                in_plan("offset", p, i),
                "reduction_t",
                &[][..],
                vec![here(2, "reduction_t", TONNES)],
                range::AMOUNT,
            ),
            Address::DiscountRate => {
                let notes = vec![here(1, "discount_rate", PLAN)];
                (vec![Step::Key("plan")], "discount_rate", &["end", "start"][..], notes, range::SHARE)
            }
            Address::VocEquivalent => {
                let notes = vec![here(1, "voc_equivalent_kg", PLAN)];
                let after = &["discount_rate", "end", "start"][..];
                (vec![Step::Key("plan")], "voc_equivalent_kg", after, notes, range::EQUIVALENT)
            }
            Address::Key(FigureKey::Activity { source } | FigureKey::Growth { source }) => {
                let is_growth = matches!(address, Address::Key(FigureKey::Growth { .. }));
                let key = if is_growth { "growth" } else { "value" };
                let steps = vec![source_step(model, source), Step::Key("activity")];
                let notes = vec![here(2, key, ACTIVITY), here(1, key, SOURCE)];
                let range = if is_growth { range::GROWTH } else { range::AMOUNT };
                (steps, key, &["unit", "value"][..], notes, range)
            }
            Address::Key(FigureKey::Pathway { source, pollutant, stage }) => {
                let steps = vec![source_step(model, source), Step::Key("pathway"), Step::Key(pollutant.id())];
                let after = match stage {
                    Stage::Activity | Stage::Generation => &[][..],
                    Stage::Capture => &["generation"][..],
                    Stage::Removal => &["capture", "generation"][..],
                    Stage::Delivery => &["removal", "capture", "generation"][..],
                };
                let range = if stage == Stage::Generation { range::AMOUNT } else { range::SHARE };
                (steps, stage.id(), after, vec![here(3, stage.id(), PATHWAY)], range)
            }
            Address::Total(m) => {
                let steps = vec![measure_step(model, m), Step::Key("basis")];
                (
                    steps,
                    "total",
                    &[][..],
                    vec![here(2, "total", BASIS), here(1, "total", MEASURE)],
                    range::POSITIVE,
                )
            }
            Address::Key(FigureKey::Effectiveness { measure }) => {
                let after = &["group", "counts", "basis", "name", "id"][..];
                let notes = vec![here(1, "effectiveness", MEASURE)];
                (vec![measure_step(model, measure)], "effectiveness", after, notes, range::SHARE)
            }
            Address::Ramp(m) => {
                let after = &["effectiveness", "group", "counts", "basis", "name", "id"][..];
                let notes = vec![here(1, "ramp_months", MEASURE)];
                (vec![measure_step(model, m)], "ramp_months", after, notes, range::RAMP)
            }
            Address::Cost(m, part) => {
                let steps = vec![measure_step(model, m), Step::Key("cost")];
                let notes = vec![here(2, part.id(), COST), here(1, part.id(), MEASURE)];
                let range = match part.id() {
                    "capital" => range::AMOUNT,
                    "operating" => range::MONEY,
                    _ => range::LIFE,
                };
                (steps, part.id(), &[][..], notes, range)
            }
            Address::Key(FigureKey::Effect { measure, effect }) => {
                let steps = vec![measure_step(model, measure), Step::Element("effect", Vec::new(), effect)];
                let (key, range) = match model.measures[measure].effects[effect].change {
                    Change::Reduce(..) => ("reduce", range::CHANGE),
                    Change::CaptureTo(_) | Change::RemovalTo(_) => ("to", range::SHARE),
                    Change::RemovalAdd(_) => ("add", range::SHARE),
                };
                (steps, key, &[][..], vec![here(2, key, EFFECT)], range)
            }
            Address::DelayCorrelation => {
                let notes = vec![here(1, "delay_correlation", UNCERTAINTY)];
                (vec![Step::Key("uncertainty")], "delay_correlation", &[][..], notes, range::SHARE)
            }
            Address::Delay(status) => {
                let notes = vec![here(3, "delay_months", STATUS)];
                (status_steps(status), "delay_months", &["delivered"][..], notes, range::DELAY)
            }
            Address::Delivered(status) => {
                let notes = vec![here(3, "delivered", STATUS)];
                (status_steps(status), "delivered", &["delay_months"][..], notes, range::SHARE)
            }
            Address::Correlation(i) => {
                let steps = vec![Step::Key("uncertainty"), Step::Element("correlation", Vec::new(), i)];
                (steps, "rho", &[][..], vec![here(2, "rho", RHO)], range::CORRELATION)
            }
        };
        Self { steps, key: key.to_owned(), after, notes, range }
    }
}

fn in_plan(array: &'static str, pollutant: Pollutant, nth: usize) -> Vec<Step> {
    vec![Step::Key("plan"), Step::Element(array, vec![("pollutant", pollutant.id().to_owned())], nth)]
}

fn source_step(model: &Model, source: usize) -> Step {
    Step::Element("source", vec![("id", model.sources[source].id.clone())], 0)
}

fn measure_step(model: &Model, measure: usize) -> Step {
    Step::Element("measure", vec![("id", model.measures[measure].id.clone())], 0)
}

fn status_steps(status: Status) -> Vec<Step> {
    vec![Step::Key("uncertainty"), Step::Key("status"), Step::Key(status.id())]
}
