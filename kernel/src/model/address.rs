//! Every figure of a model by an address, as pages and files name it.

use crate::model::{Change, FigureKey, Model, Note, Notes, Stage, Status};
use crate::units::{Figure, Pollutant};

/// The address of a figure that a scenario file can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// A figure that may be uncertain and that runs use, as `[[uncertainty.correlation]]` names it.
    Key(FigureKey),
    /// `target.POLLUTANT`: tonnes by the plan's end.
    Target(Pollutant),
    /// `target.POLLUTANT.MONTH`: the share due by then; the index in the target's milestones.
    Milestone(Pollutant, usize),
    /// `offset.POLLUTANT.N`: tonnes; the index in the pollutant's offsets (the file counts from 1).
    Offset(Pollutant, usize),
    /// `measure.ID.total`: basis units.
    Total(usize),
    /// `measure.ID.ramp_months`.
    Ramp(usize),
    /// `measure.ID.capital`, `.operating`, `.life`.
    Cost(usize, CostPart),
    /// `plan.discount_rate`.
    DiscountRate,
    /// `plan.voc_equivalent_kg`.
    VocEquivalent,
    /// `uncertainty.delay_correlation`.
    DelayCorrelation,
    /// `uncertainty.status.STATUS.delay_months`.
    Delay(Status),
    /// `uncertainty.status.STATUS.delivered`.
    Delivered(Status),
    /// `uncertainty.correlation.N`, from 1.
    Correlation(usize),
}

/// A figure of what a basis unit costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostPart {
    /// CNY, once.
    Capital,
    /// CNY/yr.
    Operating,
    /// Years.
    Life,
}

impl CostPart {
    /// The name in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Capital => "capital",
            Self::Operating => "operating",
            Self::Life => "life",
        }
    }
}

impl Address {
    /// Every figure of `model`: the plan's, then source by source, measure by measure, and what is uncertain beside
    /// them.
    pub fn all(model: &Model) -> Vec<Self> {
        let mut all = Vec::new();
        for pollutant in Pollutant::ALL {
            if let Some(target) = &model.plan.targets[pollutant] {
                all.push(Self::Target(pollutant));
                all.extend((0..target.milestones.len()).map(|i| Self::Milestone(pollutant, i)));
            }
            let openings = 0..model.plan.openings[pollutant].len();
            all.extend(openings.map(|index| Self::Key(FigureKey::Opening { pollutant, index })));
            all.extend((0..model.plan.offsets[pollutant].len()).map(|i| Self::Offset(pollutant, i)));
        }
        all.extend([Self::DiscountRate, Self::VocEquivalent]);
        for (source, s) in model.sources.iter().enumerate() {
            all.extend([FigureKey::Activity { source }, FigureKey::Growth { source }].map(Self::Key));
            for (pollutant, _) in s.pathways.iter().filter(|(_, pathway)| pathway.is_some()) {
                let stages = [Stage::Generation, Stage::Capture, Stage::Removal, Stage::Delivery];
                all.extend(stages.map(|stage| Self::Key(FigureKey::Pathway { source, pollutant, stage })));
            }
        }
        for (measure, m) in model.measures.iter().enumerate() {
            all.extend([Self::Total(measure), Self::Key(FigureKey::Effectiveness { measure })]);
            all.push(Self::Ramp(measure));
            let effects = 0..m.effects.len();
            all.extend(effects.map(|effect| Self::Key(FigureKey::Effect { measure, effect })));
            if m.cost.is_some() {
                let parts = [CostPart::Capital, CostPart::Operating, CostPart::Life];
                all.extend(parts.map(|part| Self::Cost(measure, part)));
            }
        }
        for (status, _) in Status::ALL {
            all.extend([Self::Delay(status), Self::Delivered(status)]);
        }
        all.push(Self::DelayCorrelation);
        all.extend((0..model.uncertainty.correlations.len()).map(Self::Correlation));
        all
    }

    /// The figure of `model` called `path`.
    pub fn find(model: &Model, path: &str) -> Option<Self> {
        Self::all(model).into_iter().find(|address| address.path(model) == path)
    }

    /// How pages and links name it: stable, like the names of `[[uncertainty.correlation]]`.
    pub fn path(self, model: &Model) -> String {
        let measure = |m: usize| &model.measures[m].id;
        match self {
            Self::Key(key) => key.name(model),
            Self::Target(pollutant) => format!("target.{}", pollutant.id()),
            Self::Milestone(pollutant, i) => match &model.plan.targets[pollutant] {
                Some(target) => format!("target.{}.{}", pollutant.id(), target.milestones[i].0),
                None => String::new(),
            },
            Self::Offset(pollutant, i) => format!("offset.{}.{}", pollutant.id(), i + 1),
            Self::Total(m) => format!("measure.{}.total", measure(m)),
            Self::Ramp(m) => format!("measure.{}.ramp_months", measure(m)),
            Self::Cost(m, part) => format!("measure.{}.{}", measure(m), part.id()),
            Self::DiscountRate => "plan.discount_rate".to_owned(),
            Self::VocEquivalent => "plan.voc_equivalent_kg".to_owned(),
            Self::DelayCorrelation => "uncertainty.delay_correlation".to_owned(),
            Self::Delay(status) => format!("uncertainty.status.{}.delay_months", status.id()),
            Self::Delivered(status) => format!("uncertainty.status.{}.delivered", status.id()),
            Self::Correlation(i) => format!("uncertainty.correlation.{}", i + 1),
        }
    }

    /// Whether it may be `{ low, mode, high }`.
    pub const fn may_vary(self) -> bool {
        matches!(self, Self::Key(_) | Self::Cost(..) | Self::Delay(_))
    }

    /// Its value in `model`, which has it.
    pub fn get(self, model: &Model) -> Figure {
        self.found(model).unwrap_or(Figure::point(0.0))
    }

    fn found(self, model: &Model) -> Option<Figure> {
        let plan = &model.plan;
        Some(match self {
            Self::Key(FigureKey::Activity { source }) => model.sources[source].activity,
            Self::Key(FigureKey::Growth { source }) => model.sources[source].growth,
            Self::Key(FigureKey::Pathway { source, pollutant, stage }) => {
                let pathway = model.sources[source].pathways[pollutant].as_ref()?;
                match stage {
                    Stage::Capture => pathway.capture,
                    Stage::Removal => pathway.removal,
                    Stage::Delivery => pathway.delivery,
                    Stage::Activity | Stage::Generation => pathway.generation,
                }
            }
            Self::Key(FigureKey::Opening { pollutant, index }) => plan.openings[pollutant][index].reduction_t,
            Self::Key(FigureKey::Effectiveness { measure }) => model.measures[measure].effectiveness,
            Self::Key(FigureKey::Effect { measure, effect }) => {
                model.measures[measure].effects[effect].change.figure()
            }
            Self::Target(pollutant) => Figure::point(plan.targets[pollutant].as_ref()?.reduction_t),
            Self::Milestone(pollutant, i) => Figure::point(plan.targets[pollutant].as_ref()?.milestones[i].1),
            Self::Offset(pollutant, i) => Figure::point(plan.offsets[pollutant][i].reduction_t),
            Self::Total(m) => Figure::point(model.measures[m].basis_total),
            Self::Ramp(m) => Figure::point(f64::from(model.measures[m].ramp_months)),
            Self::Cost(m, part) => {
                let cost = model.measures[m].cost?;
                match part {
                    CostPart::Capital => cost.capital,
                    CostPart::Operating => cost.operating,
                    CostPart::Life => cost.life,
                }
            }
            Self::DiscountRate => Figure::point(plan.discount_rate),
            Self::VocEquivalent => Figure::point(plan.equivalent_kg[Pollutant::Vocs]),
            Self::DelayCorrelation => Figure::point(model.uncertainty.delay_correlation),
            Self::Delay(status) => model.uncertainty.status[status as usize].delay_months,
            Self::Delivered(status) => Figure::point(model.uncertainty.status[status as usize].delivered),
            Self::Correlation(i) => Figure::point(model.uncertainty.correlations[i].2),
        })
    }

    /// Where it comes from: the note that speaks for it.
    pub fn note(self, model: &Model) -> Option<&Note> {
        self.notes(model).and_then(|(notes, name)| notes.of(name))
    }

    /// Whether the file does not state it, so that the format's default holds.
    pub fn is_default(self, model: &Model) -> bool {
        self.notes(model).is_some_and(|(notes, name)| notes.is_default(name))
    }

    /// The notes of its table, and what it is called there.
    fn notes(self, model: &Model) -> Option<(&Notes, &'static str)> {
        let (plan, uncertainty) = (&model.plan, &model.uncertainty);
        Some(match self {
            Self::Key(FigureKey::Activity { source }) => (&model.sources[source].notes, "value"),
            Self::Key(FigureKey::Growth { source }) => (&model.sources[source].notes, "growth"),
            Self::Key(FigureKey::Pathway { source, pollutant, stage }) => {
                (&model.sources[source].pathways[pollutant].as_ref()?.notes, stage.id())
            }
            Self::Key(FigureKey::Opening { pollutant, index }) => {
                (&plan.openings[pollutant][index].notes, "reduction_t")
            }
            Self::Key(FigureKey::Effectiveness { measure }) => {
                (&model.measures[measure].notes, "effectiveness")
            }
            Self::Key(FigureKey::Effect { measure, effect }) => {
                let effect = &model.measures[measure].effects[effect];
                let name = match effect.change {
                    Change::Reduce(..) => "reduce",
                    Change::CaptureTo(_) | Change::RemovalTo(_) => "to",
                    Change::RemovalAdd(_) => "add",
                };
                (&effect.notes, name)
            }
            Self::Target(p) => (&plan.targets[p].as_ref()?.notes, "reduction_t"),
            Self::Milestone(p, _) => (&plan.targets[p].as_ref()?.notes, "milestones"),
            Self::Offset(p, i) => (&plan.offsets[p][i].notes, "reduction_t"),
            Self::Total(m) => (&model.measures[m].notes, "total"),
            Self::Ramp(m) => (&model.measures[m].notes, "ramp_months"),
            Self::Cost(m, part) => (&model.measures[m].notes, part.id()),
            Self::DiscountRate => (&plan.notes, "discount_rate"),
            Self::VocEquivalent => (&plan.notes, "voc_equivalent_kg"),
            Self::DelayCorrelation => (&uncertainty.notes, "delay_correlation"),
            Self::Delay(status) => (&uncertainty.status_notes[status as usize], "delay_months"),
            Self::Delivered(status) => (&uncertainty.status_notes[status as usize], "delivered"),
            Self::Correlation(i) => (&uncertainty.correlation_notes[i], "rho"),
        })
    }

    /// Puts `value` in its place, for a run of the central case with another value than the file's.
    pub fn set(self, model: &mut Model, value: f64) {
        self.put(model, Figure::point(value));
    }

    /// Puts `figure` in its place.
    pub fn put(self, model: &mut Model, figure: Figure) {
        let value = figure.mode;
        let plan = &mut model.plan;
        match self {
            Self::Key(FigureKey::Activity { source }) => model.sources[source].activity = figure,
            Self::Key(FigureKey::Growth { source }) => model.sources[source].growth = figure,
            Self::Key(FigureKey::Pathway { source, pollutant, stage }) => {
                let Some(pathway) = &mut model.sources[source].pathways[pollutant] else { return };
                match stage {
                    Stage::Capture => pathway.capture = figure,
                    Stage::Removal => pathway.removal = figure,
                    Stage::Delivery => pathway.delivery = figure,
                    Stage::Activity | Stage::Generation => pathway.generation = figure,
                }
            }
            Self::Key(FigureKey::Opening { pollutant, index }) => {
                plan.openings[pollutant][index].reduction_t = figure;
            }
            Self::Key(FigureKey::Effectiveness { measure }) => model.measures[measure].effectiveness = figure,
            Self::Key(FigureKey::Effect { measure, effect }) => {
                let change = &mut model.measures[measure].effects[effect].change;
                *change = match *change {
                    Change::Reduce(stage, _) => Change::Reduce(stage, figure),
                    Change::CaptureTo(_) => Change::CaptureTo(figure),
                    Change::RemovalTo(_) => Change::RemovalTo(figure),
                    Change::RemovalAdd(_) => Change::RemovalAdd(figure),
                };
            }
            Self::Target(pollutant) => {
                if let Some(target) = &mut plan.targets[pollutant] {
                    target.reduction_t = value;
                }
            }
            Self::Milestone(pollutant, i) => {
                if let Some(target) = &mut plan.targets[pollutant] {
                    target.milestones[i].1 = value;
                }
            }
            Self::Offset(pollutant, i) => plan.offsets[pollutant][i].reduction_t = value,
            Self::Total(m) => model.measures[m].basis_total = value,
            Self::Ramp(m) => model.measures[m].ramp_months = value.round().max(1.0) as u32,
            Self::Cost(m, part) => {
                if let Some(cost) = &mut model.measures[m].cost {
                    match part {
                        CostPart::Capital => cost.capital = figure,
                        CostPart::Operating => cost.operating = figure,
                        CostPart::Life => cost.life = figure,
                    }
                }
            }
            Self::DiscountRate => plan.discount_rate = value,
            Self::VocEquivalent => plan.equivalent_kg[Pollutant::Vocs] = value,
            Self::DelayCorrelation => model.uncertainty.delay_correlation = value,
            Self::Delay(status) => model.uncertainty.status[status as usize].delay_months = figure,
            Self::Delivered(status) => model.uncertainty.status[status as usize].delivered = value,
            Self::Correlation(i) => model.uncertainty.correlations[i].2 = value,
        }
    }
}
