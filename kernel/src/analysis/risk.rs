//! Which projects put the targets at risk (method page, section 9).
//!
//! What would change if one project were certain to come on time is worked out in every draw, exactly: emission is a
//! straight line in the coverage of a group's measures, so the slopes of one draw serve all projects.

use crate::analysis::attribution::WINDOW;
use crate::analysis::sampling::{LANES, Sampler};
use crate::model::{Credit, Model, Size, Status};
use crate::simulation::{Run, Simulation};
use crate::units::{PerPollutant, Pollutant};
use std::ops::Range;

/// Outcomes that can be missed: any target, then that of each pollutant.
pub const OUTCOMES: usize = 1 + Pollutant::ALL.len();

/// Numbers kept of a project: draws that its punctuality saves, draws that it spoils (it may have come early), by
/// outcome; kilograms it brings, by pollutant. Whole numbers, so that sums don't depend on the order.
const OF_PROJECT: usize = 2 * OUTCOMES + Pollutant::ALL.len();
const KG_PER_T: f64 = 1e3;

/// Counts over a range of draws. Parts of a range are added.
#[derive(Clone, Debug, PartialEq)]
pub struct Risks {
    /// Draws; draws that miss, by outcome; then the numbers of each project of the model.
    pub counts: Vec<f64>,
}

/// What the punctuality of one project changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProjectRisk {
    /// Index of the project.
    pub project: usize,
    /// Chance of missing when it is certain to come on time, by outcome.
    pub missing_on_time: [f64; OUTCOMES],
    /// By how much that is less, and the standard error of this, by outcome.
    pub gain: [(f64, f64); OUTCOMES],
    /// What it brings by the plan's end, on average, t.
    pub gain_t: PerPollutant<f64>,
}

impl Risks {
    /// No draws of `projects` projects.
    pub fn none(projects: usize) -> Self {
        Self { counts: vec![0.0; 1 + OUTCOMES + projects * OF_PROJECT] }
    }

    /// Adds the draws of another part.
    pub fn add(&mut self, part: &[f64]) {
        for (sum, count) in self.counts.iter_mut().zip(part) {
            *sum += count;
        }
    }

    /// How many draws.
    pub fn draws(&self) -> f64 {
        self.counts[0]
    }

    /// Chance of missing, by outcome.
    pub fn missing(&self) -> [f64; OUTCOMES] {
        std::array::from_fn(|o| self.counts[1 + o] / self.draws().max(1.0))
    }

    /// What the punctuality of each project changes, in ledger order.
    pub fn projects(&self) -> impl Iterator<Item = ProjectRisk> {
        let (draws, missing) = (self.draws().max(1.0), self.missing());
        self.counts[1 + OUTCOMES..].as_chunks::<OF_PROJECT>().0.iter().enumerate().map(
            move |(project, of)| {
                let gain = std::array::from_fn(|o| {
                    let (saved, spoilt) = (of[o], of[OUTCOMES + o]);
                    let gain = (saved - spoilt) / draws;
                    let variance = (saved + spoilt) / draws - gain * gain;
                    (gain, crate::maths::sqrt(variance.max(0.0) / draws))
                });
                ProjectRisk {
                    project,
                    missing_on_time: std::array::from_fn(|o| missing[o] - (of[o] - of[OUTCOMES + o]) / draws),
                    gain,
                    gain_t: PerPollutant::from_fn(|p| of[2 * OUTCOMES + p as usize] / KG_PER_T / draws),
                }
            },
        )
    }
}

/// A value for each pollutant, month of the window and lane.
type Slopes = [[[f64; LANES]; WINDOW]; 5];

/// What all projects of one pair of draws are judged with.
struct Judge<'a> {
    model: &'a Model,
    simulation: &'a Simulation,
    /// Months of the window within the plan, and what a month weighs in R at the plan's end.
    months: Range<usize>,
    weight: f64,
    /// Measures of each group.
    groups: Vec<Vec<usize>>,
    /// What full coverage by each measure would cut, t/yr, once the draws are known.
    slopes: Vec<Option<Box<Slopes>>>,
}

/// Counts the draws of `seed` in `range` that miss a target at the plan's end, with and without each project on time.
pub fn risks(
    sampler: &mut Sampler,
    model: &Model,
    simulation: &Simulation,
    seed: u64,
    range: Range<u64>,
) -> Risks {
    let mut risks = Risks::none(model.projects.len());
    let mut judge = Judge::new(model, simulation);
    let last = simulation.months - 1;
    for first in range.clone().step_by(LANES) {
        let run = sampler.draw(model, simulation, seed, first).clone();
        let mut shifted = run.clone();
        shifted.coverage.from = shifted.coverage.from.max(judge.months.start / 2 * 2);
        judge.slopes.fill(None);
        let above: [PerPollutant<Option<f64>>; LANES] = std::array::from_fn(|l| {
            PerPollutant::from_fn(|p| {
                let schedule = simulation.progress.schedule_t[p].as_ref()?;
                Some(run.reduction_t[p][last * LANES + l] - schedule[last])
            })
        });
        let lanes = LANES.min((range.end - first) as usize);
        let missed = above.map(|above| outcomes(&above));
        for missed in &missed[..lanes] {
            risks.counts[0] += 1.0;
            for (count, missed) in risks.counts[1..].iter_mut().zip(missed) {
                *count += f64::from(u8::from(*missed));
            }
        }
        for (project, delays) in sampler.delays(model, seed, first) {
            let of = &mut risks.counts[1 + OUTCOMES + project * OF_PROJECT..][..OF_PROJECT];
            for l in 0..lanes {
                let Some(gain_t) = judge.gain_t(sampler, (&run, &mut shifted), project, (l, delays[l]))
                else {
                    continue;
                };
                let on_time = PerPollutant::from_fn(|p| above[l][p].map(|above| above + gain_t[p]));
                for (o, (before, now)) in missed[l].iter().zip(outcomes(&on_time)).enumerate() {
                    of[o] += f64::from(u8::from(*before && !now));
                    of[OUTCOMES + o] += f64::from(u8::from(!*before && now));
                }
                for (p, t) in gain_t.iter() {
                    of[2 * OUTCOMES + p as usize] += (t * KG_PER_T).round();
                }
            }
        }
    }
    risks
}

/// Which outcomes are missed where R stands this far above the schedules, t.
fn outcomes(above: &PerPollutant<Option<f64>>) -> [bool; OUTCOMES] {
    let missed = above.0.map(|above| above.is_some_and(|t| t < 0.0));
    std::array::from_fn(|o| if o == 0 { missed.contains(&true) } else { missed[o - 1] })
}

impl<'a> Judge<'a> {
    fn new(model: &'a Model, simulation: &'a Simulation) -> Self {
        let window = match simulation.progress.credit {
            Credit::Months => WINDOW,
            Credit::Capacity => 1,
        };
        let mut groups = vec![Vec::new(); model.groups];
        for (m, measure) in model.measures.iter().enumerate() {
            groups[measure.group].push(m);
        }
        Self {
            model,
            simulation,
            months: simulation.months.saturating_sub(window)..simulation.months,
            weight: 1.0 / window as f64,
            groups,
            slopes: vec![None; model.measures.len()],
        }
    }

    /// What R at the plan's end has more in draw `l` when `project` comes on time and not `delay` months late, t; none
    /// when nothing.
    fn gain_t(
        &mut self,
        sampler: &Sampler,
        (run, shifted): (&Run<LANES>, &mut Run<LANES>),
        project: usize,
        (l, delay): (usize, Option<f64>),
    ) -> Option<PerPollutant<f64>> {
        let (model, settings) = (self.model, sampler.settings());
        let project = &model.projects[project];
        let of_measure = &settings.measures[project.measure];
        let moved = if project.status == Status::Complete { 0.0 } else { of_measure.delay_months };
        let on_time = f64::from(project.completion.since(model.plan.start)) + moved;
        let ramp = f64::from(project.ramp_months);
        let in_service = |i: usize, start: f64| ((i as f64 - start) / ramp).clamp(0.0, 1.0);
        let later =
            |i: usize| in_service(i, on_time) - delay.map_or(0.0, |delay| in_service(i, on_time + delay));
        if self.months.clone().all(|i| later(i) == 0.0) {
            return None;
        }
        let group = &self.groups[model.measures[project.measure].group];
        for m in group {
            if self.slopes[*m].is_none() {
                self.slopes[*m] = Some(Box::new(slopes(
                    sampler,
                    self.simulation,
                    (run, &mut *shifted),
                    *m,
                    self.months.start,
                )));
            }
        }
        let mut gain_t = PerPollutant::default();
        for p in Pollutant::ALL {
            let Some(row) = self.simulation.coverage.row_of(project.measure, p) else { continue };
            let share = match project.size {
                Size::Quantity(quantity) => quantity / model.measures[project.measure].basis_total,
                Size::Declared(tonnes) => {
                    let network = &self.simulation.network;
                    let potential =
                        settings.coefficients.potential(network, project.measure, p).to_array()[l];
                    tonnes[p].filter(|_| potential > 0.0).map_or(0.0, |t| t / potential)
                }
            };
            if share == 0.0 {
                continue;
            }
            let share = share * of_measure.coverage_factor();
            let raw =
                |row: usize, i: usize| run.coverage.raw()[(row * self.simulation.padded + i) * LANES + l];
            for (j, i) in self.months.clone().enumerate() {
                // Shares of the group's measures, each capped at 1, before and after; then all within 1 together.
                let sum = |more: f64| -> f64 {
                    let rows = group.iter().filter_map(|m| self.simulation.coverage.row_of(*m, p));
                    rows.map(|r| (raw(r, i) + if r == row { more } else { 0.0 }).min(1.0)).sum()
                };
                let more = share * later(i);
                let (fit, fit_on_time) = (1.0 / sum(0.0).max(1.0), 1.0 / sum(more).max(1.0));
                for m in group {
                    let (Some(r), Some(slopes)) = (self.simulation.coverage.row_of(*m, p), &self.slopes[*m])
                    else {
                        continue;
                    };
                    let now = raw(r, i).min(1.0) * fit;
                    let then = (raw(r, i) + if r == row { more } else { 0.0 }).min(1.0) * fit_on_time;
                    let effectiveness = settings.figures.effectiveness(*m).to_array()[l];
                    gain_t[p] += self.weight * slopes[p as usize][j][l] * effectiveness * (then - now);
                }
            }
        }
        Some(gain_t)
    }
}

/// What full coverage by `measure` would cut more than none in the months from `first` on, t/yr. `shifted` is `run` from
/// these months on, and so again afterwards.
fn slopes(
    sampler: &Sampler,
    simulation: &Simulation,
    (run, shifted): (&Run<LANES>, &mut Run<LANES>),
    measure: usize,
    first: usize,
) -> Slopes {
    shifted.coverage.shift(&simulation.coverage, measure, &run.coverage, 1.0);
    simulation.count(sampler.settings(), shifted);
    shifted.coverage.shift(&simulation.coverage, measure, &run.coverage, 0.0);
    let mut slopes = [[[0.0; LANES]; WINDOW]; 5];
    for ((slopes, with), without) in
        slopes.iter_mut().zip(&shifted.cut_t_per_year.0).zip(&run.cut_t_per_year.0)
    {
        for (i, slope) in (first..simulation.months).zip(slopes) {
            let (with, without) = (with[i].to_array(), without[i].to_array());
            *slope = std::array::from_fn(|l| with[l] - without[l]);
        }
    }
    slopes
}
