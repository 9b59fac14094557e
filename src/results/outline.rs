//! What a page needs to know of a scenario before anything is run.

use super::Map;
use crate::locale::Text;
use crate::model::{Credit, Grade, Model, Note, Notes, Pathway, Source, Status};
use crate::simulation::MeasureSettings;
use crate::units::{Month, PerPollutant, Pollutant};
use serde::{Deserialize, Serialize};

/// What a page needs to know of a scenario before anything is run: names, levers, provenance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The scenario's id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it is about.
    pub description: Text,
    /// Whether the ledger's rows are examples.
    pub illustrative: bool,
    /// The plan's months.
    pub months: Vec<Month>,
    /// The inventory year.
    pub inventory_year: i32,
    /// When a project's tonnes count: `months` or `capacity`.
    pub credit: CreditName,
    /// How many projects the ledger has.
    pub projects: usize,
    /// Districts.
    pub districts: Vec<Text>,
    /// The targets, for pollutants that have one.
    pub targets: Map<Pollutant, TargetOutline>,
    /// Opening points (months and tonnes), by pollutant.
    pub openings: PerPollutant<Vec<OpeningOutline>>,
    /// The sources, in inventory order.
    pub sources: Vec<SourceOutline>,
    /// The measures, in file order.
    pub measures: Vec<MeasureOutline>,
}

/// [`Credit`] as written in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CreditName {
    /// By months.
    Months,
    /// By capacity.
    Capacity,
}

impl From<Credit> for CreditName {
    fn from(credit: Credit) -> Self {
        match credit {
            Credit::Months => Self::Months,
            Credit::Capacity => Self::Capacity,
        }
    }
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// `A`, `B`, `C`, or nothing when the file gives no grade.
    pub grade: Option<String>,
    /// The note of the file, its grade included.
    pub text: Text,
}

impl From<&Note> for Provenance {
    fn from(note: &Note) -> Self {
        let grade = note.grade.map(|grade| match grade {
            Grade::A => "A".to_owned(),
            Grade::B => "B".to_owned(),
            Grade::C => "C".to_owned(),
        });
        Self { grade, text: note.text.clone() }
    }
}

/// A target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetOutline {
    /// Tonnes, cumulative, by the plan's end.
    pub reduction_t: f64,
    /// Whether it is an estimate: its note is graded C, or it has none.
    pub estimate: bool,
    /// Where it comes from.
    pub provenance: Option<Provenance>,
}

/// An opening point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpeningOutline {
    /// By the end of this month.
    pub month: Month,
    /// Tonnes, cumulative.
    pub reduction_t: f64,
    /// Whether it is an estimate: its note is graded C, or it has none.
    pub estimate: bool,
    /// Where it comes from.
    pub provenance: Option<Provenance>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceOutline {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its sector.
    pub sector: String,
    /// Whether a figure of its emission is an estimate: its note is graded C, or it has none.
    pub estimate: bool,
}

/// A measure, with what a slider needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureOutline {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The item of the work plan that asks for it.
    pub work_plan_item: Option<u32>,
    /// Whether it acts on NOx or VOCs (else on water).
    pub air: bool,
    /// The pollutants it acts on.
    pub pollutants: Vec<Pollutant>,
    /// Whether the plan counts its tonnes.
    pub counts: bool,
    /// What its facilities are counted in.
    pub basis_unit: Text,
    /// All eligible facilities, in basis units.
    pub basis_total: f64,
    /// How many projects of the ledger apply it.
    pub projects: usize,
    /// How many of those are complete and so never move.
    pub complete: usize,
    /// Where the scenario's own levers put it.
    pub lever: LeverState,
    /// Effectiveness when no lever replaces it.
    pub effectiveness: f64,
    /// Where its figures come from.
    pub provenance: Option<Provenance>,
}

/// A lever's position.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeverState {
    /// Multiplies the planned coverage.
    pub scale: f64,
    /// Months.
    pub delay_months: f64,
    /// Whether the measure is taken at all.
    pub enabled: bool,
    /// Effectiveness in force.
    pub effectiveness: f64,
}

impl Outline {
    /// The outline of `model`.
    pub fn of(model: &Model) -> Self {
        let plan = &model.plan;
        let estimate = |notes: &Notes| is_estimate(notes, "reduction_t");
        let provenance = |notes: &Notes, name: &str| notes.of(name).map(Provenance::from);
        let mut targets = Map::new();
        for (p, target) in plan.targets.iter() {
            let Some(target) = target else { continue };
            let outline = TargetOutline {
                reduction_t: target.reduction_t,
                estimate: estimate(&target.notes),
                provenance: provenance(&target.notes, "reduction_t"),
            };
            targets.insert(p, outline);
        }
        Self {
            id: model.id.clone(),
            name: model.name.clone(),
            description: model.description.clone(),
            illustrative: model.illustrative,
            months: (0..plan.months).map(|i| plan.month(i)).collect(),
            inventory_year: model.inventory_year,
            credit: plan.credit.into(),
            projects: model.projects.len(),
            districts: plan.districts.clone(),
            targets,
            openings: PerPollutant::from_fn(|p| {
                plan.openings[p]
                    .iter()
                    .map(|opening| OpeningOutline {
                        month: opening.month,
                        reduction_t: opening.reduction_t.mode,
                        estimate: estimate(&opening.notes),
                        provenance: provenance(&opening.notes, "reduction_t"),
                    })
                    .collect()
            }),
            sources: model
                .sources
                .iter()
                .map(|source| SourceOutline {
                    id: source.id.clone(),
                    name: source.name.clone(),
                    sector: source.sector.id().to_owned(),
                    estimate: is_estimated(source),
                })
                .collect(),
            measures: (0..model.measures.len()).map(|m| measure(model, m)).collect(),
        }
    }
}

/// Whether no document stands behind the figure called `name`.
fn is_estimate(notes: &Notes, name: &str) -> bool {
    notes.of(name).is_none_or(|note| !matches!(note.grade, Some(Grade::A | Grade::B)))
}

fn is_estimated(source: &Source) -> bool {
    let generated = |pathway: &Pathway| is_estimate(&pathway.notes, "generation");
    is_estimate(&source.notes, "value")
        || source.pathways.iter().filter_map(|(_, p)| p.as_ref()).any(generated)
}

fn measure(model: &Model, m: usize) -> MeasureOutline {
    let measure = &model.measures[m];
    let acts_on = |p: &Pollutant| measure.effects.iter().any(|effect| effect.pollutants.contains(p));
    let pollutants: Vec<_> = Pollutant::ALL.into_iter().filter(acts_on).collect();
    let of_measure = || model.projects.iter().filter(move |project| project.measure == m);
    let settings = MeasureSettings::of(model, m, &[]);
    MeasureOutline {
        id: measure.id.clone(),
        name: measure.name.clone(),
        work_plan_item: measure.work_plan_item,
        air: pollutants.iter().any(|p| p.is_air()),
        pollutants,
        counts: measure.counts,
        basis_unit: measure.basis_unit.clone(),
        basis_total: measure.basis_total,
        projects: of_measure().count(),
        complete: of_measure().filter(|project| project.status == Status::Complete).count(),
        lever: LeverState {
            scale: settings.scale,
            delay_months: settings.delay_months,
            enabled: settings.enabled,
            effectiveness: settings.effectiveness.unwrap_or(measure.effectiveness.mode),
        },
        effectiveness: measure.effectiveness.mode,
        provenance: measure.notes.table.as_ref().map(Provenance::from),
    }
}
