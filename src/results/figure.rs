//! Uncertain figures in words.

use crate::analysis::Input;
use crate::locale::{Text, pollutant_name};
use crate::model::{Address, Change, Effect, FigureKey, Model, Stage, Status};
use crate::results::Provenance;
use crate::simulation::figures;
use crate::units::Figure;
use serde::{Deserialize, Serialize};

/// A figure that is uncertain, with what people need to know of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureOutline {
    /// Its address, as correlations name it, or `uncertainty.status.STATUS.delay_months`.
    pub id: String,
    /// What it is of, and which of its figures.
    pub name: Text,
    /// What it is counted in; empty for a share.
    pub unit: Text,
    /// Whether it is a share, 0 to 1, that people read in per cent.
    pub share: bool,
    /// The least it can be.
    pub low: f64,
    /// What it is in the central run (a delay: the likeliest).
    pub mode: f64,
    /// The most it can be.
    pub high: f64,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

impl FigureOutline {
    /// `input` of `model`, which has it.
    pub fn new(model: &Model, input: Input) -> Self {
        match input {
            Input::Figure(key) => Self::of_figure(model, key),
            Input::Delay(status) => Self::of_delay(model, status),
        }
    }

    /// The figure called `key`.
    pub fn of_figure(model: &Model, key: FigureKey) -> Self {
        let figure = figures(model).into_iter().find(|(known, _)| *known == key);
        let Figure { low, mode, high } = figure.map_or(Figure::point(0.0), |(_, figure)| figure);
        let Words { of, name, unit, share } = Words::of(model, key);
        let name = joined(&[&of, &name]);
        let provenance = Address::Key(key).note(model).map(Provenance::from);
        Self { id: key.name(model), name, unit, share, low, mode, high, provenance }
    }

    fn of_delay(model: &Model, status: Status) -> Self {
        let Figure { low, mode, high } = model.uncertainty.status[status as usize].delay_months;
        let name = delay_name(status);
        let id = format!("uncertainty.status.{}.delay_months", status.id());
        let unit = Text::new("个月", "months");
        let provenance = Address::Delay(status).note(model).map(Provenance::from);
        Self { id, name, unit, share: false, low, mode, high, provenance }
    }
}

/// The delay of projects of a status.
pub fn delay_name(status: Status) -> Text {
    match status {
        Status::Planned => Text::new("计划项目的推迟", "Delay of planned projects"),
        Status::Underway => Text::new("在建项目的推迟", "Delay of projects under way"),
        Status::Complete => Text::new("完成项目的推迟", "Delay of complete projects"),
    }
}

/// What people read of a figure.
pub struct Words {
    /// What it is of: a source, a measure, a pollutant.
    pub of: Text,
    /// Which of its figures.
    pub name: Text,
    /// What it is counted in; empty for a share.
    pub unit: Text,
    /// Whether it is a share.
    pub share: bool,
}

impl Words {
    /// Those of the figure called `key`.
    pub fn of(model: &Model, key: FigureKey) -> Self {
        let words = |of: &Text, name, unit, share| Self { of: of.clone(), name, unit, share };
        match key {
            FigureKey::Activity { source } => {
                let source = &model.sources[source];
                let unit = Text::new(format!("{}/年", source.unit.zh), format!("{}/yr", source.unit.en));
                words(&source.name, stage(Stage::Activity), unit, false)
            }
            FigureKey::Growth { source } => {
                let growth = Text::new("活动水平年增长", "growth of activity");
                words(&model.sources[source].name, growth, Text::new("每年", "a year"), true)
            }
            FigureKey::Pathway { source, pollutant, stage: of } => {
                let source = &model.sources[source];
                let name = joined(&[&pollutant_name(pollutant.id()), &stage(of)]);
                let kg = Text::new(format!("千克/{}", source.unit.zh), format!("kg/{}", source.unit.en));
                let share = of != Stage::Generation;
                words(&source.name, name, if share { Text::default() } else { kg }, share)
            }
            FigureKey::Opening { pollutant, index } => {
                let month = model.plan.openings[pollutant][index].month;
                let until =
                    Text::new(format!("{month}前已核算减排量"), format!("reduction counted by {month}"));
                words(&pollutant_name(pollutant.id()), until, Text::new("吨", "t"), false)
            }
            FigureKey::Effectiveness { measure } => {
                let effectiveness = Text::new("投用率", "effectiveness");
                words(&model.measures[measure].name, effectiveness, Text::default(), true)
            }
            FigureKey::Effect { measure, effect } => {
                let measure = &model.measures[measure];
                words(&measure.name, effect_name(model, &measure.effects[effect]), Text::default(), true)
            }
        }
    }
}

/// On which source and pollutants an effect does what.
fn effect_name(model: &Model, effect: &Effect) -> Text {
    let stage = stage(effect.change.stage());
    let change = match effect.change {
        Change::Reduce(..) => Text::new(format!("{}削减", stage.zh), format!("cut of {}", stage.en)),
        Change::CaptureTo(_) | Change::RemovalTo(_) => {
            Text::new(format!("改造后{}", stage.zh), format!("{} afterwards", stage.en))
        }
        Change::RemovalAdd(_) => {
            Text::new(format!("新增设施{}", stage.zh), format!("{} of the further device", stage.en))
        }
    };
    let pollutants: Vec<Text> = effect.pollutants.iter().map(|p| pollutant_name(p.id())).collect();
    let pollutants = Text::new(
        pollutants.iter().map(|p| p.zh.as_str()).collect::<Vec<_>>().join("、"),
        pollutants.iter().map(|p| p.en.as_str()).collect::<Vec<_>>().join(", "),
    );
    joined(&[&model.sources[effect.source].name, &pollutants, &change])
}

/// The name of a stage.
pub fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Activity => Text::new("活动水平", "activity"),
        Stage::Generation => Text::new("产污系数", "generation"),
        Stage::Capture => Text::new("收集率", "capture"),
        Stage::Removal => Text::new("去除率", "removal"),
        Stage::Delivery => Text::new("排放（入河）系数", "delivery"),
    }
}

/// Parts of a name.
pub fn joined(parts: &[&Text]) -> Text {
    let join = |of: fn(&Text) -> &str| parts.iter().map(|part| of(part)).collect::<Vec<_>>().join(" · ");
    Text::new(join(|part| &part.zh), join(|part| &part.en))
}
