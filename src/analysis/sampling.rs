//! Draws of what is uncertain (method page, section 8).
//!
//! Draw `n` under a seed is the same draw whatever else is drawn: every random number has a fixed
//! place in the draw's own stream. Levers change what a number is used for, never which it is, so
//! bands of neighbouring lever positions are made from common random numbers.

use crate::analysis::correlation::{Correlation, NotPositiveDefinite};
use crate::maths::{self, NormalQuantile, Numbers, Stream, Table};
use crate::model::{FigureKey, Lever, Model, Stage, Status};
use crate::simulation::{Lanes, Run, Settings, Simulation, pairs};
use crate::units::{Figure, Pollutant};
use std::collections::BTreeMap;

/// Draws run side by side.
pub const LANES: usize = 2;

/// Normal scores beyond this are as good as certain.
const WIDEST_SCORE: f64 = 8.0;

/// A figure that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Uncertain {
    slot: Slot,
    figure: Figure,
    /// Place of its random number in the stream.
    number: u64,
    /// Its row in the factor of the correlation matrix, when it is correlated.
    correlated: Option<usize>,
}

/// Where a drawn value goes in `Figures`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Activity(usize),
    Growth(usize),
    Pathway(usize, Stage),
    Effect(usize),
    Effectiveness(usize),
    Opening(crate::units::Pollutant, usize),
}

/// What the draws of one model are made with. Everything but the levers is worked out once.
#[derive(Clone, Debug)]
pub struct Sampler {
    /// Figures that may be drawn, and those that are under the levers in force.
    uncertain: Vec<Uncertain>,
    drawn: Vec<Uncertain>,
    correlation: Correlation,
    normal: NormalQuantile,
    statuses: [StatusSampler; 3],
    projects: Vec<DrawnProject>,
    /// Place in the stream of the first measure's random number.
    first_measure: u64,
    /// Whether the projects that are complete are certain, and so drawn by nobody.
    complete_is_certain: bool,
    /// The earliest any project can come, months after its completion month.
    earliest: f64,
    settings: Settings<LANES>,
    run: Run<LANES>,
    /// Each measure's part of its projects' normal scores.
    common: Vec<f64>,
}

/// A project that can slip or fail.
#[derive(Clone, Copy, Debug)]
struct DrawnProject {
    /// Index in `Layout::projects`.
    placed: usize,
    measure: usize,
    status: usize,
    /// Whether levers move it.
    moves: bool,
    /// Place of its random number in the stream.
    number: u64,
}

/// Delay and delivery of the projects of one status.
#[derive(Clone, Debug)]
struct StatusSampler {
    /// Delay in months by normal score.
    delay: Table,
    /// A project is delivered when the lower half of its random bits is below this.
    delivered_below: u64,
}

/// Places of a draw's random numbers: first one a figure, in the order of [`figures`], then one a measure for the part
/// that its delays share, then one a project for its own delay and, in the lower half of its bits, its delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// Of the first measure.
    pub first_measure: usize,
    /// Of the first project.
    pub first_project: usize,
    /// How many there are.
    pub number: usize,
}

/// Bits of a project's random number that decide whether it is delivered; the others are its own delay.
pub const DELIVERY_BITS: u64 = 0xffff_ffff;

impl Places {
    /// Those of `model`.
    pub fn of(model: &Model) -> Self {
        let first_measure = figures(model).len();
        let first_project = first_measure + model.measures.len();
        Self { first_measure, first_project, number: first_project + model.projects.len() }
    }
}

/// Every figure of `model` that a run uses, with its address, in the order of its random numbers.
pub fn figures(model: &Model) -> Vec<(FigureKey, Figure)> {
    let mut figures = Vec::new();
    for (source, s) in model.sources.iter().enumerate() {
        figures.push((FigureKey::Activity { source }, s.activity));
        figures.push((FigureKey::Growth { source }, s.growth));
    }
    for (source, pollutant, pathway) in pairs(model) {
        for (stage, figure) in [
            (Stage::Generation, pathway.generation),
            (Stage::Capture, pathway.capture),
            (Stage::Removal, pathway.removal),
            (Stage::Delivery, pathway.delivery),
        ] {
            figures.push((FigureKey::Pathway { source, pollutant, stage }, figure));
        }
    }
    for (measure, m) in model.measures.iter().enumerate() {
        figures.push((FigureKey::Effectiveness { measure }, m.effectiveness));
        for (effect, e) in m.effects.iter().enumerate() {
            figures.push((FigureKey::Effect { measure, effect }, e.change.figure()));
        }
    }
    for (pollutant, openings) in model.plan.openings.iter() {
        for (index, opening) in openings.iter().enumerate() {
            figures.push((FigureKey::Opening { pollutant, index }, opening.reduction_t));
        }
    }
    figures
}

impl Sampler {
    /// A sampler of `model`, laid out as `simulation`, under the model's own levers.
    ///
    /// # Errors
    /// When the listed correlations contradict each other.
    pub fn new(model: &Model, simulation: &Simulation) -> Result<Self, NotPositiveDefinite> {
        let correlation = Correlation::new(model)?;
        let slots = Slots::new(model);
        let all = figures(model);
        let uncertain: Vec<_> = all
            .iter()
            .zip(0..)
            .filter(|((_, figure), _)| !figure.is_point())
            .map(|((key, figure), number)| {
                let (slot, correlated) = (slots.of(*key), correlation.row(*key));
                Uncertain { slot, figure: *figure, number, correlated }
            })
            .collect();
        let statuses = model.uncertainty.status.map(|status| StatusSampler {
            delay: Table::new(
                |score| maths::triangular_quantile(status.delay_months, maths::normal_cdf(score)),
                -WIDEST_SCORE,
                WIDEST_SCORE,
                512,
            ),
            delivered_below: (status.delivered * (1u64 << 32) as f64) as u64,
        });
        let complete = model.uncertainty.status[Status::Complete as usize];
        let complete_is_certain = complete.delay_months == Figure::point(0.0) && complete.delivered >= 1.0;
        let places = Places::of(model);
        let projects = simulation.coverage.projects.iter().enumerate().map(|(placed, at)| {
            let project = &model.projects[at.project];
            DrawnProject {
                placed,
                measure: project.measure,
                status: project.status as usize,
                moves: project.status != Status::Complete,
                number: (places.first_project + at.project) as u64,
            }
        });
        let mut sampler = Self {
            uncertain,
            drawn: Vec::new(),
            correlation,
            normal: NormalQuantile::new(),
            statuses,
            projects: projects.filter(|project| project.moves || !complete_is_certain).collect(),
            first_measure: places.first_measure as u64,
            complete_is_certain,
            earliest: model.uncertainty.status.iter().map(|s| s.delay_months.low).fold(0.0, f64::min),
            settings: Settings::new(model, simulation, &[]),
            run: Run::default(),
            common: vec![0.0; model.measures.len()],
        };
        sampler.set_levers(model, simulation, &[]);
        Ok(sampler)
    }

    /// Draws from now on under the model's own levers and then `levers`.
    pub fn set_levers(&mut self, model: &Model, simulation: &Simulation, levers: &[Lever]) {
        self.settings.set_levers(model, simulation, levers);
        let replaced = &self.settings.replaced;
        self.drawn.clear();
        self.drawn.extend(self.uncertain.iter().filter(|uncertain| match uncertain.slot {
            Slot::Effect(index) => !replaced.effects[index],
            Slot::Effectiveness(measure) => !replaced.effectiveness[measure],
            _ => true,
        }));
    }

    /// Runs draws `first` to `first + LANES - 1` of `seed`; reductions then stand in lanes, by month.
    pub fn draw(&mut self, model: &Model, simulation: &Simulation, seed: u64, first: u64) -> &Run<LANES> {
        let streams: [Stream; LANES] = std::array::from_fn(|l| Stream::new(seed, first + l as u64));
        self.draw_from(model, simulation, &streams)
    }

    /// [`Sampler::draw`] with the random numbers of `streams`, at the [`Places`] of the model.
    pub fn draw_from<N: Numbers>(
        &mut self,
        model: &Model,
        simulation: &Simulation,
        streams: &[N; LANES],
    ) -> &Run<LANES> {
        self.draw_figures(model, simulation, streams);
        self.draw_projects(model, simulation, streams);
        let coefficients = &self.settings.coefficients;
        self.run.coverage.set_entered(
            &simulation.coverage,
            &self.settings,
            self.complete_is_certain,
            |m, p| coefficients.potential(&simulation.network, m, p),
        );
        simulation.count(&self.settings, &mut self.run);
        &self.run
    }

    /// A value for every uncertain figure, and what follows from them.
    fn draw_figures<N: Numbers>(&mut self, model: &Model, simulation: &Simulation, streams: &[N; LANES]) {
        if self.drawn.is_empty() {
            return;
        }
        let scores =
            streams.map(|stream| self.correlation.scores(|number| self.normal.at(stream.uniform(number))));
        let (mut constants_drawn, mut openings_drawn) = (false, false);
        for uncertain in &self.drawn {
            let value: Lanes<LANES> = std::array::from_fn(|l| {
                let share = match uncertain.correlated {
                    Some(row) => maths::normal_cdf(scores[l][row]),
                    None => streams[l].uniform(uncertain.number),
                };
                maths::triangular_quantile(uncertain.figure, share)
            });
            let figures = &mut self.settings.figures;
            match uncertain.slot {
                Slot::Activity(source) => figures.activity[source] = value,
                Slot::Growth(source) => {
                    figures.growth[source] = value;
                    self.settings.renew_growth(model, source);
                }
                Slot::Pathway(pair, stage) => *figures.pathways[pair].stage_mut(stage) = value,
                Slot::Effect(index) => figures.effects[index] = value,
                Slot::Effectiveness(measure) => figures.effectiveness[measure] = value,
                Slot::Opening(pollutant, index) => figures.openings_t[pollutant][index] = value,
            }
            constants_drawn |=
                matches!(uncertain.slot, Slot::Activity(_) | Slot::Pathway(..) | Slot::Effect(_));
            openings_drawn |= matches!(uncertain.slot, Slot::Opening(..));
        }
        if openings_drawn {
            self.settings.renew_openings(model);
        }
        if constants_drawn {
            self.settings.renew_coefficients(simulation);
        }
    }

    /// Delay and delivery of every project that can still slip or fail.
    fn draw_projects<N: Numbers>(&mut self, model: &Model, simulation: &Simulation, streams: &[N; LANES]) {
        let layout = &simulation.coverage;
        self.run.coverage.clear(layout, &self.settings, self.earliest);
        let rho = model.uncertainty.delay_correlation;
        let own_weight = maths::sqrt(1.0 - rho);
        for (l, stream) in streams.iter().enumerate() {
            for (common, number) in self.common.iter_mut().zip(self.first_measure..) {
                *common = maths::sqrt(rho) * self.normal.at(stream.uniform(number));
            }
            for project in &self.projects {
                let status = &self.statuses[project.status];
                let bits = stream.bits(project.number);
                if (bits & DELIVERY_BITS) >= status.delivered_below {
                    continue;
                }
                let own =
                    self.normal.at((f64::from((bits >> 32) as u32) + 0.5) * (1.0 / (1u64 << 32) as f64));
                let mut delay = status.delay.at(self.common[project.measure] + own_weight * own);
                if project.moves {
                    delay += self.settings.measures[project.measure].delay_months;
                }
                self.run.coverage.enter::<LANES>(layout, &layout.projects[project.placed], l, delay);
            }
        }
    }
}

/// Translates figure addresses to places in `Figures`.
struct Slots {
    pairs: BTreeMap<(usize, Pollutant), usize>,
    first_effect: Vec<usize>,
}

impl Slots {
    fn new(model: &Model) -> Self {
        let pairs = pairs(model).enumerate().map(|(index, (source, p, _))| ((source, p), index)).collect();
        let mut next = 0;
        let first_effect = model
            .measures
            .iter()
            .map(|m| {
                next += m.effects.len();
                next - m.effects.len()
            })
            .collect();
        Self { pairs, first_effect }
    }

    fn of(&self, key: FigureKey) -> Slot {
        match key {
            FigureKey::Activity { source } => Slot::Activity(source),
            FigureKey::Growth { source } => Slot::Growth(source),
            FigureKey::Pathway { source, pollutant, stage } => {
                Slot::Pathway(self.pairs[&(source, pollutant)], stage)
            }
            FigureKey::Opening { pollutant, index } => Slot::Opening(pollutant, index),
            FigureKey::Effectiveness { measure } => Slot::Effectiveness(measure),
            FigureKey::Effect { measure, effect } => Slot::Effect(self.first_effect[measure] + effect),
        }
    }
}
