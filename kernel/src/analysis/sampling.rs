//! Draws of what is uncertain (method page, section 8).
//!
//! Draw `n` under a seed is the same draw whatever else is drawn: every random number has a fixed
//! place in the draw's own stream. Levers change what a number is used for, never which it is, so
//! bands of neighbouring lever positions are made from common random numbers.

use crate::analysis::correlation::{Correlation, NotPositiveDefinite};
use crate::maths::{self, NormalQuantile, Numbers, Pair, Stream, Table, Triangular, uniform_pair};
use crate::model::{FigureKey, Lever, Model, Status};
use crate::simulation::{Entry, Placed, Run, Settings, Simulation, figures, first_and_step};
use crate::units::{Figure, Month};
use litemap::LiteMap;

/// Draws run side by side.
pub const LANES: usize = 2;

/// Pieces of the tables of growth, at least: within 1e-12 for a range of ten per cent a year.
const GROWTH_PIECES: usize = 64;

/// No piece may be wider than 1 + growth over this; what follows growth bends most where it falls fastest.
const PIECES_PER_GROWTH: f64 = 50.0;

/// Normal scores beyond this are as good as certain.
const WIDEST_SCORE: f64 = 8.0;

/// A figure that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Uncertain {
    /// Place of the figure in `Figures`, and of its random number in the stream.
    number: usize,
    values: Triangular,
    /// Its row in the factor of the correlation matrix, when it is correlated.
    correlated: Option<usize>,
    follows: Follows,
}

/// What follows from a drawn figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follows {
    /// The growth row of the source.
    Growth(usize),
    /// The constants of the closed form.
    Constants,
    /// The opening rows.
    Openings,
    /// Nothing that is worked out beforehand.
    Nothing,
}

/// What the draws of one model are made with. Everything but the levers is worked out once.
#[derive(Clone, Debug)]
pub struct Sampler {
    /// Figures that may be drawn, and those that are under the levers in force.
    uncertain: Vec<Uncertain>,
    drawn: Vec<Uncertain>,
    correlation: Correlation,
    normal: NormalQuantile,
    normal_cdf: Table,
    /// How activity begins and grows by drawn growth: for each source whose growth is uncertain.
    growth: LiteMap<usize, [Table; 2]>,
    statuses: [StatusSampler; 3],
    projects: Vec<DrawnProject>,
    /// Those that can come into service within the plan under the levers in force, and where these put them.
    entering: Vec<DrawnProject>,
    /// Place in the stream of the first measure's random number.
    first_measure: u64,
    /// What the projects that are complete leave behind in every draw, unless they can slip or fail.
    certain: Vec<Pair>,
    /// The earliest any project can come, months after its completion month.
    earliest: f64,
    settings: Settings<LANES>,
    run: Run<LANES>,
    /// Each measure's part of its projects' normal scores, by draw.
    common: Vec<Pair>,
    /// Weights of a measure's part and of a project's own part in its normal score.
    common_weight: f64,
    own_weight: f64,
    /// Normal scores, and what comes of them: by row of the correlation's factor, then by project in
    /// [`Sampler::entering`].
    scores: Vec<Pair>,
    /// Random bits, one after another.
    bits: Vec<[u64; LANES]>,
}

/// A project that can slip or fail.
#[derive(Clone, Copy, Debug)]
struct DrawnProject {
    entry: Entry,
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
    /// A project is delivered when the lower half of its random bits, a whole number, is below this.
    delivered_below: f64,
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

/// The random bits of two draws at the place of each of `all`. One draw after the other: lanes have no multiplication of
/// 64 bits.
fn gather<N: Numbers, T>(
    streams: &[N; LANES],
    all: &[T],
    place: impl Fn(&T) -> u64,
    bits: &mut Vec<[u64; LANES]>,
) {
    bits.resize(all.len(), [0; LANES]);
    for (l, stream) in streams.iter().enumerate() {
        for (bits, one) in bits.iter_mut().zip(all) {
            bits[l] = stream.bits(place(one));
        }
    }
}

/// How activity begins and grows by growth: [`first_and_step`] from its low to its high.
fn growth_tables(Figure { low, high, .. }: Figure, inventory_year: i32, start: Month) -> [Table; 2] {
    let pieces = ((high - low) / (1.0 + low) * PIECES_PER_GROWTH) as usize;
    let table = |value: fn((f64, f64)) -> f64| {
        let of = |growth| value(first_and_step(growth, inventory_year, start));
        Table::new(of, low, high, pieces.max(GROWTH_PIECES))
    };
    [table(|(first, _)| first), table(|(_, step)| step)]
}

/// A project's own part of its normal scores, from its random bits.
#[inline]
fn own_score(normal: &NormalQuantile, own_weight: f64, bits: [u64; LANES]) -> Pair {
    let [own, _] = maths::halves(bits);
    normal.at(own) * own_weight
}

impl StatusSampler {
    /// Delays of a project in months, by its normal scores and the random `bits` that these come from; infinite where it is
    /// not delivered.
    #[inline]
    fn slip(&self, scores: Pair, bits: [u64; LANES]) -> Pair {
        let [_, delivery] = maths::halves(bits);
        let delivered = delivery.simd_lt(Pair::splat(self.delivered_below));
        delivered.select(self.delay.at(scores), Pair::splat(f64::INFINITY))
    }
}

impl Sampler {
    /// A sampler of `model`, laid out as `simulation`, under the model's own levers.
    ///
    /// # Errors
    /// When the listed correlations contradict each other.
    pub fn new(model: &Model, simulation: &Simulation) -> Result<Self, NotPositiveDefinite> {
        let correlation = Correlation::new(model)?;
        let all = figures(model);
        let uncertain: Vec<_> = all
            .iter()
            .enumerate()
            .filter(|(_, (_, figure))| !figure.is_point())
            .map(|(number, (key, figure))| Uncertain {
                number,
                values: Triangular::new(*figure),
                correlated: correlation.row(*key),
                follows: match *key {
                    FigureKey::Growth { source } => Follows::Growth(source),
                    FigureKey::Activity { .. } | FigureKey::Pathway { .. } | FigureKey::Effect { .. } => {
                        Follows::Constants
                    }
                    FigureKey::Opening { .. } => Follows::Openings,
                    FigureKey::Effectiveness { .. } => Follows::Nothing,
                },
            })
            .collect();
        let growth = model.sources.iter().enumerate().filter(|(_, source)| !source.growth.is_point());
        let of_growth = growth.map(|(index, source)| {
            (index, growth_tables(source.growth, model.inventory_year, model.plan.start))
        });
        let statuses = model.uncertainty.status.map(|status| StatusSampler {
            delay: Table::new(
                |score| maths::triangular_quantile(status.delay_months, maths::normal_cdf(score)),
                -WIDEST_SCORE,
                WIDEST_SCORE,
                512,
            ),
            delivered_below: (status.delivered * (1u64 << 32) as f64).floor(),
        });
        let complete = model.uncertainty.status[Status::Complete as usize];
        let complete_is_certain = complete.delay_months == Figure::point(0.0) && complete.delivered >= 1.0;
        let mut growth = LiteMap::new();
        for (source, tables) in of_growth {
            growth.insert(source, tables);
        }
        let places = Places::of(model);
        let projects = simulation.coverage.projects.iter().map(|placed| {
            let project = &model.projects[placed.project];
            DrawnProject {
                entry: Entry::of(placed),
                measure: project.measure,
                status: project.status as usize,
                moves: project.status != Status::Complete,
                number: (places.first_project + placed.project) as u64,
            }
        });
        let projects: Vec<_> = projects.filter(|project| project.moves || !complete_is_certain).collect();
        // What one project after another looks up lies close together.
        let looked_up = |i: usize| (projects[i].status, projects[i].measure);
        let order = maths::order(projects.len(), &|a, b| looked_up(a).cmp(&looked_up(b)));
        let projects = order.into_iter().map(|i| projects[i]).collect();
        let mut sampler = Self {
            uncertain,
            drawn: Vec::new(),
            correlation,
            normal: NormalQuantile::new(),
            normal_cdf: Table::new(maths::normal_cdf, -WIDEST_SCORE, WIDEST_SCORE, 1024),
            growth,
            statuses,
            entering: Vec::new(),
            projects,
            first_measure: places.first_measure as u64,
            certain: Vec::new(),
            earliest: model.uncertainty.status.iter().map(|s| s.delay_months.low).fold(0.0, f64::min),
            settings: Settings::new(model, simulation, &[]),
            run: Run::default(),
            common: vec![Pair::ZERO; model.measures.len()],
            common_weight: maths::sqrt(model.uncertainty.delay_correlation),
            own_weight: maths::sqrt(1.0 - model.uncertainty.delay_correlation),
            scores: Vec::new(),
            bits: Vec::new(),
        };
        if complete_is_certain {
            let (layout, coverage) = (&simulation.coverage, &mut sampler.run.coverage);
            coverage.begin(layout, &sampler.settings, 0.0, &[]);
            let complete = |placed: &&Placed| model.projects[placed.project].status == Status::Complete;
            for placed in layout.projects.iter().filter(complete) {
                coverage.enter(layout, &Entry::of(placed), Pair::ZERO);
            }
            sampler.certain = coverage.steps().to_vec();
        }
        sampler.set_levers(model, simulation, &[]);
        Ok(sampler)
    }

    /// Draws from now on under the model's own levers and then `levers`.
    pub fn set_levers(&mut self, model: &Model, simulation: &Simulation, levers: &[Lever]) {
        self.settings.set_levers(model, simulation, levers);
        let replaced = &self.settings.replaced;
        self.drawn.clear();
        self.drawn.extend(self.uncertain.iter().filter(|uncertain| !replaced[uncertain.number]));
        let (measures, earliest) = (&self.settings.measures, self.earliest);
        let moved = self.projects.iter().map(|project| {
            let delay = if project.moves { measures[project.measure].delay_months } else { 0.0 };
            DrawnProject { entry: project.entry.moved(delay), ..*project }
        });
        let matters = |project: &DrawnProject| {
            project.entry.start + earliest < simulation.months as f64
                && measures[project.measure].coverage_factor() > 0.0
        };
        self.entering.clear();
        self.entering.extend(moved.filter(matters));
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
        self.draw_projects(simulation, streams);
        self.redraw_figures(model, simulation, streams)
    }

    /// [`Sampler::draw_from`] with the projects of the draws before.
    pub fn redraw_figures<N: Numbers>(
        &mut self,
        model: &Model,
        simulation: &Simulation,
        streams: &[N; LANES],
    ) -> &Run<LANES> {
        self.draw_figures(model, simulation, streams);
        let coefficients = &self.settings.coefficients;
        let potential = |m, p| coefficients.potential(&simulation.network, m, p);
        self.run.coverage.set_entered(&simulation.coverage, &self.settings, potential);
        simulation.count(&self.settings, &mut self.run);
        &self.run
    }

    /// A value for every uncertain figure, and what follows from them.
    fn draw_figures<N: Numbers>(&mut self, model: &Model, simulation: &Simulation, streams: &[N; LANES]) {
        let independent = |number| self.normal.at(uniform_pair(streams, number));
        self.correlation.scores(independent, &mut self.scores);
        let (mut constants_drawn, mut openings_drawn) = (false, false);
        gather(streams, &self.drawn, |uncertain| uncertain.number as u64, &mut self.bits);
        for (uncertain, bits) in self.drawn.iter().zip(&self.bits) {
            let shares = match uncertain.correlated {
                Some(row) => self.normal_cdf.at(self.scores[row]),
                None => maths::uniforms(*bits),
            };
            let values = uncertain.values.quantiles(shares);
            self.settings.figures.values[uncertain.number] = values;
            match uncertain.follows {
                Follows::Growth(source) => {
                    let [first, step] = &self.growth[&source];
                    self.settings.set_growth(source, first.at(values), step.at(values));
                }
                Follows::Constants => constants_drawn = true,
                Follows::Openings => openings_drawn = true,
                Follows::Nothing => {}
            }
        }
        if openings_drawn {
            self.settings.renew_openings(model);
        }
        if constants_drawn {
            self.settings.renew_coefficients(simulation);
        }
    }

    /// Delay and delivery of every project that can still slip or fail.
    fn draw_projects<N: Numbers>(&mut self, simulation: &Simulation, streams: &[N; LANES]) {
        let layout = &simulation.coverage;
        self.run.coverage.begin(layout, &self.settings, self.earliest, &self.certain);
        for (common, number) in self.common.iter_mut().zip(self.first_measure..) {
            *common = self.normal.at(uniform_pair(streams, number)) * self.common_weight;
        }
        // Each step of all projects before the next: steps of one would wait for each other.
        gather(streams, &self.entering, |project| project.number, &mut self.bits);
        self.scores.clear();
        let (normal, own_weight) = (&self.normal, self.own_weight);
        self.scores.extend(self.bits.iter().map(|bits| own_score(normal, own_weight, *bits)));
        for ((project, bits), score) in self.entering.iter().zip(&self.bits).zip(&mut self.scores) {
            *score = self.statuses[project.status].slip(self.common[project.measure] + *score, *bits);
        }
        for (project, delay) in self.entering.iter().zip(&self.scores) {
            self.run.coverage.enter(layout, &project.entry, *delay);
        }
    }

    /// What the last draws were made with: their figures, and the levers.
    pub fn settings(&self) -> &Settings<LANES> {
        &self.settings
    }

    /// The projects that can slip or fail (index in the model), with the delays in months that the last draws, `first`
    /// and on of `seed`, gave them; none where they are not delivered.
    pub fn delays(
        &self,
        model: &Model,
        seed: u64,
        first: u64,
    ) -> impl Iterator<Item = (usize, [Option<f64>; LANES])> {
        let streams: [Stream; LANES] = std::array::from_fn(|l| Stream::new(seed, first + l as u64));
        let first_project = Places::of(model).first_project;
        self.projects.iter().map(move |project| {
            let status = &self.statuses[project.status];
            let bits = streams.map(|stream| stream.bits(project.number));
            let delay = status
                .slip(self.common[project.measure] + own_score(&self.normal, self.own_weight, bits), bits);
            let delivered = |months: f64| months.is_finite().then_some(months);
            (project.number as usize - first_project, delay.to_array().map(delivered))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_read_exactly_enough_from_narrow_and_from_the_widest_tables() {
        for (low, high) in [(-0.1, 0.1), (-0.5, 1.5), (-0.9, 0.5), (-0.9, 10.0)] {
            for year in [2021, 2025] {
                let start = Month::december(2020).plus(1);
                let tables = growth_tables(Figure { low, mode: 0.0, high }, year, start);
                for k in 0..=10_000 {
                    let growth = low + (high - low) * f64::from(k) / 1e4;
                    let (first, step) = first_and_step(growth, year, start);
                    for (table, exact) in tables.iter().zip([first, step]) {
                        let [found, _] = table.at(Pair::splat(growth)).to_array();
                        assert!(
                            (found / exact - 1.0).abs() < 1e-7,
                            "{low} {high} {year} {growth}: {found} {exact}"
                        );
                    }
                }
            }
        }
    }
}
