//! What the uncertainty comes from, as results give it.

use super::Map;
use crate::analysis::{self, Exchanged, Group, OUTCOMES, Risks, Swing};
use crate::locale::Text;
use crate::model::Model;
use crate::results::FigureOutline;
use crate::units::{Month, Pollutant};
use serde::{Deserialize, Serialize};

/// What each uncertain figure does to the counted reduction by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tornado {
    /// The scenario's id.
    pub scenario: String,
    /// The pollutant.
    pub pollutant: Pollutant,
    /// The month.
    pub at: Month,
    /// R of the central run, t.
    pub central_t: f64,
    /// The figures that change it, those that change it most first.
    pub rows: Vec<TornadoRow>,
}

/// One figure at its low and at its high.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TornadoRow {
    /// The figure.
    #[serde(flatten)]
    pub figure: FigureOutline,
    /// R with it at its low, the rest as in the central run, t.
    pub low_t: f64,
    /// R with it at its high, t.
    pub high_t: f64,
}

impl Tornado {
    /// `swings` about `central_t` in words.
    pub fn new(
        model: &Model,
        pollutant: Pollutant,
        at: Month,
        (central_t, swings): (f64, Vec<Swing>),
    ) -> Self {
        let row = |swing: Swing| TornadoRow {
            figure: FigureOutline::new(model, swing.input),
            low_t: swing.low_t,
            high_t: swing.high_t,
        };
        let rows = swings.into_iter().map(row).collect();
        Self { scenario: model.id.clone(), pollutant, at, central_t, rows }
    }
}

/// What of the variance is there because of what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TotalEffects {
    /// The scenario's id.
    pub scenario: String,
    /// The pollutant.
    pub pollutant: Pollutant,
    /// The month.
    pub at: Month,
    /// How many samples.
    pub samples: usize,
    /// Their seed.
    pub seed: u64,
    /// How many runs of the model they took.
    pub runs: usize,
    /// Mean of R, t.
    pub mean_t: f64,
    /// Standard deviation of R, t.
    pub standard_deviation_t: f64,
    /// The four groups, largest share first.
    pub groups: Vec<GroupEffect>,
    /// The figures that matter to the pollutant, largest share first.
    pub figures: Vec<FigureEffect>,
}

/// The share of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupEffect {
    /// `delays`, `delivery`, `factors` or `activity`.
    pub group: String,
    /// Its share of the variance, alone and together with others.
    pub total_effect: f64,
    /// Standard error of the share.
    pub standard_error: f64,
}

/// The share of a figure, or of figures that are correlated and so vary as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureEffect {
    /// The figures.
    pub figures: Vec<FigureOutline>,
    /// Their share of the variance, alone and together with others.
    pub total_effect: f64,
    /// Standard error of the share.
    pub standard_error: f64,
}

impl TotalEffects {
    /// The shares of `inputs`, found with `samples` samples of `seed`.
    pub fn new(
        model: &Model,
        (pollutant, at): (Pollutant, Month),
        (samples, seed): (usize, u64),
        inputs: &[Exchanged],
        shares: &analysis::Shares,
    ) -> Self {
        let (mut groups, mut figures) = (Vec::new(), Vec::new());
        for (input, &analysis::TotalEffect { share, standard_error }) in inputs.iter().zip(&shares.inputs) {
            match input {
                Exchanged::Group(group) => {
                    let group = match group {
                        Group::Delays => "delays",
                        Group::Delivery => "delivery",
                        Group::Factors => "factors",
                        Group::Activity => "activity",
                    };
                    groups.push(GroupEffect { group: group.to_owned(), total_effect: share, standard_error });
                }
                Exchanged::Figures(keys) => {
                    let of = keys.iter().map(|key| FigureOutline::of_figure(model, *key)).collect();
                    figures.push(FigureEffect { figures: of, total_effect: share, standard_error });
                }
            }
        }
        groups.sort_by(|a, b| b.total_effect.total_cmp(&a.total_effect));
        figures.sort_by(|a, b| b.total_effect.total_cmp(&a.total_effect));
        Self {
            scenario: model.id.clone(),
            pollutant,
            at,
            samples,
            seed,
            runs: samples * (2 + inputs.len()),
            mean_t: shares.mean,
            standard_deviation_t: shares.standard_deviation,
            groups,
            figures,
        }
    }
}

/// The projects whose punctuality saves most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Riskiest {
    /// The scenario's id.
    pub scenario: String,
    /// The plan's last month.
    pub at: Month,
    /// How many draws.
    pub draws: usize,
    /// Their seed.
    pub seed: u64,
    /// The pollutant whose chance ranks the projects, or `any`.
    pub ranked_by: String,
    /// Chance of missing the target at the plan's end, by pollutant with a target, and of missing `any`.
    pub missing: Map<String, f64>,
    /// The projects that win most, most first; those that win something only.
    pub projects: Vec<RiskyProject>,
}

/// What it changes if one project is certain to come on time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskyProject {
    /// Its id in the ledger.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Id of its measure.
    pub measure: String,
    /// Its district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Its district's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district_name: Option<Text>,
    /// `planned`, `underway` or `complete`.
    pub status: String,
    /// Month of completion, as the ledger has it.
    pub completion: Month,
    /// Chance of missing then, like [`Riskiest::missing`].
    pub missing_on_time: Map<String, f64>,
    /// By how much the chance that ranks is less.
    pub gain: f64,
    /// Standard error of this.
    pub standard_error: f64,
    /// What it brings by the plan's end on average, t; pollutants of which it brings something only.
    pub gain_t: Map<Pollutant, f64>,
}

impl Riskiest {
    /// The `number` projects that win most of the chance of `ranked_by` (any target without one).
    pub fn new(model: &Model, risks: &Risks, seed: u64, ranked_by: Option<Pollutant>, number: usize) -> Self {
        let rank = ranked_by.map_or(0, |p| 1 + p as usize);
        let chances = |of: [f64; OUTCOMES]| {
            let with_target = Pollutant::ALL.into_iter().filter(|p| model.plan.targets[*p].is_some());
            let mut chances: Map<_, _> =
                with_target.map(|p| (p.id().to_owned(), of[1 + p as usize])).collect();
            chances.insert("any".to_owned(), of[0]);
            chances
        };
        let mut found: Vec<_> = risks.projects().filter(|project| project.gain[rank].0 > 0.0).collect();
        // Of those that save as many draws, the one that brings the larger part of a target.
        let part = |project: &analysis::ProjectRisk| -> f64 {
            let targets = model.plan.targets.iter().filter_map(|(p, target)| Some((p, target.as_ref()?)));
            let ranked = targets.filter(|(p, _)| ranked_by.is_none_or(|ranked| ranked == *p));
            ranked.map(|(p, target)| project.gain_t[p] / target.reduction_t.max(1.0)).sum()
        };
        found.sort_by(|a, b| {
            let by_gain = b.gain[rank].0.total_cmp(&a.gain[rank].0);
            by_gain.then_with(|| part(b).total_cmp(&part(a)))
        });
        let projects = found.into_iter().take(number).map(|risk| {
            let project = &model.projects[risk.project];
            let (gain, standard_error) = risk.gain[rank];
            RiskyProject {
                id: project.id.clone(),
                name: project.name.clone(),
                measure: model.measures[project.measure].id.clone(),
                district: project.district.map(|district| model.plan.districts[district].zh.clone()),
                district_name: project.district.map(|district| model.plan.districts[district].clone()),
                status: project.status.id().to_owned(),
                completion: project.completion,
                missing_on_time: chances(risk.missing_on_time),
                gain,
                standard_error,
                gain_t: risk.gain_t.iter().filter(|(_, t)| **t != 0.0).map(|(p, t)| (p, *t)).collect(),
            }
        });
        Self {
            scenario: model.id.clone(),
            at: model.plan.end(),
            draws: risks.draws() as usize,
            seed,
            ranked_by: ranked_by.map_or("any", Pollutant::id).to_owned(),
            missing: chances(risks.missing()),
            projects: projects.collect(),
        }
    }
}
