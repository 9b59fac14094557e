//! Measures: kinds of intervention, and the levers that change them.

use crate::locale::Text;
use crate::model::Notes;
use crate::units::{Figure, Pollutant};

/// A kind of intervention, which projects apply to facilities.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The id in the file.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// The item of the work plan that asks for it.
    pub work_plan_item: Option<u32>,
    /// What its facilities are counted in, for example `t clinker`.
    pub basis_unit: Text,
    /// All eligible facilities, in basis units; above 0.
    pub basis_total: f64,
    /// Whether the plan counts its tonnes.
    pub counts: bool,
    /// Index of its exclusion group, `0..Model::groups`, numbered in order of first appearance.
    pub group: usize,
    /// The group's name in the file, when it has one.
    pub group_name: Option<String>,
    /// On-stream share times performance as designed, 0 to 1.
    pub effectiveness: Figure,
    /// Months from completion to full operation, at least 1.
    pub ramp_months: u32,
    /// What a basis unit costs; `None` when no cost is counted.
    pub cost: Option<Cost>,
    /// What it changes, in file order; never empty.
    pub effects: Vec<Effect>,
    /// Where `total`, `effectiveness` and the cost come from.
    pub notes: Notes,
}

/// Cost of a basis unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// CNY a basis unit, once.
    pub capital: Figure,
    /// CNY a basis unit and year.
    pub operating: Figure,
    /// Years.
    pub life: Figure,
}

/// What a measure changes on one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Index of the source.
    pub source: usize,
    /// The pollutants it acts on, each of which the source emits.
    pub pollutants: Vec<Pollutant>,
    /// What happens to the covered facilities.
    pub change: Change,
    /// Where the figure comes from.
    pub notes: Notes,
}

/// A change of a stage of the pathway.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// `reduce`: activity, generation or delivery is cut by this share, -1 to 1.
    Reduce(Stage, Figure),
    /// `to` at capture: the share captured is raised to this.
    CaptureTo(Figure),
    /// `to` at removal: the device is replaced by one of this efficiency.
    RemovalTo(Figure),
    /// `add` at removal: a further device of this efficiency stands behind.
    RemovalAdd(Figure),
}

impl Change {
    /// The figure of the change.
    pub const fn figure(&self) -> Figure {
        match *self {
            Self::Reduce(_, figure)
            | Self::CaptureTo(figure)
            | Self::RemovalTo(figure)
            | Self::RemovalAdd(figure) => figure,
        }
    }

    /// The stage it changes.
    pub const fn stage(&self) -> Stage {
        match *self {
            Self::Reduce(stage, _) => stage,
            Self::CaptureTo(_) => Stage::Capture,
            Self::RemovalTo(_) | Self::RemovalAdd(_) => Stage::Removal,
        }
    }
}

/// A stage of the pathway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Activity (活动水平).
    Activity,
    /// Generation (产污系数).
    Generation,
    /// Capture (收集率).
    Capture,
    /// Removal (去除率).
    Removal,
    /// Delivery (入河系数, 排放系数).
    Delivery,
}

impl Stage {
    /// All of them, with their names in files.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Activity, "activity"),
        (Self::Generation, "generation"),
        (Self::Capture, "capture"),
        (Self::Removal, "removal"),
        (Self::Delivery, "delivery"),
    ];

    /// The name in files and JSON.
    pub const fn id(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A change to a measure: what a variant holds and a slider moves.
///
/// Later levers on the same measure override earlier ones, key by key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lever {
    /// Index of the measure.
    pub measure: usize,
    /// Multiplies the planned coverage; 0 or more.
    pub scale: Option<f64>,
    /// Moves those of its projects that are not complete, in months; negative is earlier.
    pub delay_months: Option<f64>,
    /// `Some(false)` sets the scale to 0.
    pub enabled: Option<bool>,
    /// Replaces the measure's effectiveness, 0 to 1.
    pub effectiveness: Option<f64>,
    /// Replaces the `to` of the measure's first effect that has one.
    pub to: Option<f64>,
    /// Replaces the `reduce` of the measure's first effect that has one.
    pub reduce: Option<f64>,
}

impl Lever {
    /// A lever on `measure` that changes nothing yet.
    pub const fn on(measure: usize) -> Self {
        Self {
            measure,
            scale: None,
            delay_months: None,
            enabled: None,
            effectiveness: None,
            to: None,
            reduce: None,
        }
    }
}
