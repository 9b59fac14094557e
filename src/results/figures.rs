//! Every figure of a scenario in words: what the tab of sources lists and edits.

use super::figure::{Words, delay_name, joined};
use crate::diagnostic::Place;
use crate::locale::{Text, pollutant_name};
use crate::model::{Address, CostPart, FigureKey, Model, Stage, Status};
use crate::results::Provenance;
use crate::units::{Figure, Pollutant};
use serde::Serialize;

/// A figure of the scenario, with all that people need to judge and to change it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the JSON")]
pub struct FigureEntry {
    /// Its address: `source.cement-kilns.nox.removal`.
    pub path: String,
    /// What it belongs to: `plan`, `source`, `measure` or `uncertainty`.
    pub part: &'static str,
    /// The source or measure, as text; the plan; what is uncertain beside them.
    pub of: Text,
    /// Which figure of it.
    pub name: Text,
    /// What it is counted in; empty for a share.
    pub unit: Text,
    /// That unit as files write it beside this figure, without “a year”; none where they do not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_unit: Option<Text>,
    /// The path of the figure beside which files write the unit that this one's follows from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_of: Option<String>,
    /// Whether it is a share, that people read in per cent.
    pub share: bool,
    /// Whether it is a whole number.
    pub whole: bool,
    /// Whether it may be a range.
    pub may_vary: bool,
    /// The least possible value; that of a point is its mode.
    pub low: f64,
    /// What the central run uses.
    pub mode: f64,
    /// The greatest possible value.
    pub high: f64,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// File and line; none where no file has it, so that the default holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The least it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    /// Whether it must be more than the least.
    pub above: bool,
    /// The most it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
}

/// Where a figure stands and what it may be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// File and line.
    pub place: Option<Place>,
    /// The least, whether it must be more, and the most.
    pub limits: (Option<f64>, bool, Option<f64>),
}

impl FigureEntry {
    /// The figure of `model` at `address`.
    pub fn new(model: &Model, address: Address, standing: &Standing) -> Self {
        let Figure { low, mode, high } = address.get(model);
        let (part, Words { of, name, unit, share }) = words(model, address);
        let (least, above, most) = standing.limits;
        Self {
            path: address.path(model),
            part,
            of,
            name,
            unit,
            written_unit: written_unit(model, address),
            unit_of: unit_of(address).map(|address| address.path(model)),
            share,
            whole: matches!(address, Address::Ramp(_)),
            may_vary: address.may_vary(),
            low,
            mode,
            high,
            provenance: address.note(model).map(Provenance::from),
            place: standing.place.clone(),
            least,
            above,
            most,
        }
    }
}

/// The unit that files write beside the figure of `model` at `address`.
fn written_unit(model: &Model, address: Address) -> Option<Text> {
    match address {
        Address::Key(FigureKey::Activity { source }) => Some(model.sources[source].unit.clone()),
        Address::Total(measure) => Some(model.measures[measure].basis_unit.clone()),
        _ => None,
    }
}

/// The figure from whose unit that of the one at `address` follows.
fn unit_of(address: Address) -> Option<Address> {
    match address {
        Address::Key(FigureKey::Pathway { source, stage: Stage::Generation, .. }) => {
            Some(Address::Key(FigureKey::Activity { source }))
        }
        Address::Cost(measure, CostPart::Capital | CostPart::Operating) => Some(Address::Total(measure)),
        _ => None,
    }
}

/// What a figure belongs to, and its words.
#[expect(clippy::too_many_lines, reason = "a few lines for each kind of figure")]
fn words(model: &Model, address: Address) -> (&'static str, Words) {
    let plan = || Text::new("规划", "Plan");
    let tonnes = || Text::new("吨", "t");
    let of_plan = |p: Pollutant, name: Text, unit, share| {
        let name = joined(&[&pollutant_name(p.id()), &name]);
        ("plan", Words { of: plan(), name, unit, share })
    };
    let of_measure = |m: usize, name, unit, share| {
        ("measure", Words { of: model.measures[m].name.clone(), name, unit, share })
    };
    let uncertain = |name, unit, share| {
        ("uncertainty", Words { of: Text::new("不确定性", "Uncertainty"), name, unit, share })
    };
    let months = || Text::new("个月", "months");
    match address {
        Address::Key(FigureKey::Opening { pollutant, index }) => {
            let words = Words::of(model, FigureKey::Opening { pollutant, index });
            of_plan(pollutant, words.name, words.unit, false)
        }
        Address::Key(key) => {
            let part = match key {
                FigureKey::Effectiveness { .. } | FigureKey::Effect { .. } => "measure",
                _ => "source",
            };
            (part, Words::of(model, key))
        }
        Address::Target(p) => of_plan(p, Text::new("减排目标", "target"), tonnes(), false),
        Address::Milestone(p, i) => {
            let month = model.plan.targets[p].as_ref().map(|target| target.milestones[i].0.to_string());
            let month = month.unwrap_or_default();
            let name = Text::new(format!("{month}底应完成"), format!("due by the end of {month}"));
            of_plan(p, name, Text::new("占目标", "of the target"), true)
        }
        Address::Offset(p, i) => {
            let month = model.plan.offsets[p][i].month;
            let name = Text::new(format!("{month}起区域削减替代量"), format!("regional offset from {month}"));
            of_plan(p, name, tonnes(), false)
        }
        Address::DiscountRate => {
            let words = Words {
                of: plan(),
                name: Text::new("折现率", "discount rate"),
                unit: Text::new("每年", "a year"),
                share: true,
            };
            ("plan", words)
        }
        Address::VocEquivalent => of_plan(
            Pollutant::Vocs,
            Text::new("污染当量值", "weight of a pollution equivalent"),
            Text::new("千克", "kg"),
            false,
        ),
        Address::Total(m) => {
            let unit = model.measures[m].basis_unit.clone();
            of_measure(m, Text::new("适用总量", "all that is eligible"), unit, false)
        }
        Address::Ramp(m) => of_measure(m, Text::new("达产月数", "months to full operation"), months(), false),
        Address::Cost(m, part) => {
            let unit = &model.measures[m].basis_unit;
            let per = Text::new(format!("元/{}", unit.zh), format!("CNY/{}", unit.en));
            let a_year = Text::new(format!("元/{}/年", unit.zh), format!("CNY/{}/yr", unit.en));
            match part {
                CostPart::Capital => of_measure(m, Text::new("单位投资", "investment a unit"), per, false),
                CostPart::Operating => {
                    of_measure(m, Text::new("单位运行费用", "running cost a unit"), a_year, false)
                }
                CostPart::Life => {
                    of_measure(m, Text::new("使用年限", "service life"), Text::new("年", "years"), false)
                }
            }
        }
        Address::DelayCorrelation => uncertain(
            Text::new("同一措施项目推迟的相关系数", "correlation of delays within a measure"),
            Text::default(),
            false,
        ),
        Address::Delay(status) => uncertain(delay_name(status), months(), false),
        Address::Delivered(status) => {
            let name = match status {
                Status::Planned => Text::new("计划项目建成的概率", "chance that planned projects are built"),
                Status::Underway => {
                    Text::new("在建项目建成的概率", "chance that projects under way are built")
                }
                Status::Complete => {
                    Text::new("完成项目投运的概率", "chance that complete projects are in service")
                }
            };
            uncertain(name, Text::default(), true)
        }
        Address::Correlation(i) => {
            let (a, b, _) = model.uncertainty.correlations[i];
            let name = |key| {
                let words = Words::of(model, key);
                joined(&[&words.of, &words.name])
            };
            let (a, b) = (name(a), name(b));
            let both = Text::new(
                format!("相关系数：{}，{}", a.zh, b.zh),
                format!("correlation: {}, {}", a.en, b.en),
            );
            uncertain(both, Text::default(), false)
        }
    }
}
