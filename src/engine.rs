//! The flow as code: a scenario loaded once, evaluated as often as a lever moves.

mod explain;
mod figures;
mod ledger;
mod sensitivity;

pub use figures::{edit_figures, figures, restore_figures};
pub use ledger::{edit_ledger, ledger_workbook};
pub use sensitivity::Outcome;

use crate::Files;
use crate::analysis::{
    Attribution, By, Contradiction, Contribution, Sample, Sampler, Sobol, Summary, conclude, contributions,
    cost, inspect, overlaps, rows, sample, sample_from, summarise,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::locale::Text;
use crate::model::{Lever, Model};
use crate::results::{
    Account, Assembly, Comparison, Contributions, LedgerFinding, Outline, Overlaps, Results,
    UncertaintyResults,
};
use crate::scenario::findings::{Findings, TOLD};
use crate::scenario::{self, Loaded};
use crate::simulation::{MeasureSettings, Run, Settings, Simulation};
use crate::units::{Month, PerPollutant, Pollutant};
use std::collections::BTreeMap;
use std::ops::Range;

/// A loaded scenario with everything that is worked out only once.
#[derive(Clone, Debug)]
pub struct Engine {
    model: Model,
    warnings: Diagnostics,
    simulation: Simulation,
    settings: Settings<1>,
    run: Run<1>,
    attribution: Attribution,
    /// A year of full operation, as [`Engine::run_full`] leaves it.
    full: (Run<1>, Attribution),
    sampler: Sampler,
    /// What `reductions_at` and `shares_at` give.
    found: Vec<f64>,
}

/// What an evaluation is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The month of status, gap and attribution; the plan's last without it.
    pub at: Option<Month>,
    /// Whether to give the emission of every source too.
    pub sources: bool,
    /// Whether to give the attribution of every month too.
    pub months: bool,
}

impl Engine {
    /// Reads and checks the scenario file `name` and everything it refers to.
    ///
    /// # Errors
    /// All findings in all files at once, when any of them is an error.
    pub fn load(files: &dyn Files, name: &str) -> Result<Self, Diagnostics> {
        let Loaded { model, warnings, correlations } = scenario::load(files, name)?;
        let simulation = Simulation::new(&model);
        let sampler = Sampler::new(&model, &simulation).map_err(|contradiction| {
            let mut out = Findings::default();
            // Where findings are only counted, one is enough.
            let found = if TOLD { contradiction.contradictions() } else { vec![Contradiction::default()] };
            for one in &found {
                out.error(|| contradictory(&model, &correlations, one));
            }
            out.into_diagnostics()
        })?;
        let settings = Settings::new(&model, &simulation, &[]);
        Ok(Self {
            model,
            warnings,
            simulation,
            settings,
            run: Run::default(),
            attribution: Attribution::default(),
            full: Default::default(),
            sampler,
            found: Vec::new(),
        })
    }

    /// The checked model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Findings that did not keep the scenario from being used.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// Names, levers and provenance of the scenario.
    pub fn outline(&self) -> Outline {
        Outline::of(&self.model)
    }

    /// Runs under the scenario's own levers and then `levers`, to monthly series.
    pub fn run(&mut self, levers: &[Lever]) -> &Run<1> {
        self.settings.set_levers(&self.model, &self.simulation, levers);
        self.simulation.run_into(&self.settings, &mut self.run);
        &self.run
    }

    /// Where the model's own levers and then `levers` put the measures, as [`Engine::reductions_at`]
    /// takes it.
    pub fn positions(&self, levers: &[Lever]) -> Vec<f64> {
        let measures = 0..self.model.measures.len();
        measures.flat_map(|m| MeasureSettings::of(&self.model, m, levers).numbers()).collect()
    }

    /// R of all pollutants by month, t, with the measures at `positions`: five numbers a measure (scale,
    /// delay in months, effectiveness, to, reduce), NaN for a figure that is the scenario's.
    pub fn reductions_at(&mut self, positions: &[f64]) -> &[f64] {
        self.run_at(positions);
        self.found.clear();
        self.run.reduction_t.0.iter().for_each(|row| self.found.extend_from_slice(row));
        &self.found
    }

    /// What each measure that counts brings of each pollutant at month index `at`, t, five numbers a
    /// measure, with the measures at `positions` as [`Engine::reductions_at`] takes them.
    pub fn shares_at(&mut self, positions: &[f64], at: usize) -> &[f64] {
        self.run_at(positions);
        self.attribution.set(&self.simulation, &self.settings, &self.run, at);
        self.found.clear();
        self.found.resize(self.model.measures.len() * Pollutant::ALL.len(), 0.0);
        for p in Pollutant::ALL {
            for part in self.attribution.parts(&self.simulation, p).filter(|part| part.counts) {
                self.found[part.measure * Pollutant::ALL.len() + p as usize] += part.share_t();
            }
        }
        &self.found
    }

    fn run_at(&mut self, positions: &[f64]) {
        let at = positions.as_chunks().0.iter().map(MeasureSettings::at);
        self.settings.set_measures(&self.model, &self.simulation, at);
        self.simulation.run_into(&self.settings, &mut self.run);
    }

    /// Runs under `levers` and shares the reductions of month `at` among the measures.
    pub fn attribute(&mut self, levers: &[Lever], at: usize) -> &Attribution {
        self.run(levers);
        self.attribution.set(&self.simulation, &self.settings, &self.run, at);
        &self.attribution
    }

    /// Shares what a year of full operation cuts under the levers of the last run.
    fn run_full(&mut self) {
        let (run, attribution) = &mut self.full;
        self.simulation.run_full_into(&self.settings, run);
        attribution.set_full(&self.simulation, &self.settings, run);
    }

    /// Runs under `levers` and adds the shares of month index `at` up by what the reader asks.
    ///
    /// Keys are indices of the measure, project, district or source, or the number of the item.
    pub fn contributions(
        &mut self,
        levers: &[Lever],
        at: usize,
        by: By,
    ) -> BTreeMap<Option<usize>, Contribution> {
        self.attribute(levers, at);
        self.run_full();
        self.sums(by)
    }

    /// What was attributed last, and what it costs, added up.
    fn sums(&self, by: By) -> BTreeMap<Option<usize>, Contribution> {
        let costs = cost(&self.model, &self.simulation, &self.settings);
        let shares = (&self.attribution, &self.full.1);
        contributions(&self.model, &self.simulation, &self.settings, shares, &costs, by)
    }

    /// [`Engine::contributions`] at month `at` (the plan's last without it), named and ranked.
    pub fn contribution_results(&mut self, levers: &[Lever], at: Option<Month>, by: By) -> Contributions {
        let at = self.month_index(at);
        let sums = self.contributions(levers, at, by);
        Contributions::new(&self.model, self.model.plan.month(at), by, &sums)
    }

    /// Runs under `levers` and tells, beside each measure's fair share in month `at`, what it does alone, what is
    /// lost without it, and what two measures both claim.
    pub fn overlaps(&mut self, levers: &[Lever], at: Option<Month>) -> Overlaps {
        let at = self.month_index(at);
        let shares = self.contributions(levers, at, By::Measure);
        let fair_t: Vec<_> = (0..self.model.measures.len())
            .map(|m| match shares.get(&Some(m)) {
                Some(share) => PerPollutant::from_fn(|p| share.counted_t[p] + share.uncounted_t[p]),
                None => PerPollutant::default(),
            })
            .collect();
        let found = overlaps(&self.simulation, &self.settings, &self.run, &self.attribution);
        Overlaps::new(&self.model, self.model.plan.month(at), &fair_t, &found)
    }

    /// Looks the ledger over, as `levers` scale and delay it: what can't be, or is not likely.
    pub fn inspect(&mut self, levers: &[Lever]) -> Vec<LedgerFinding> {
        self.run(levers);
        let found = inspect(&self.model, &self.simulation, &self.settings, &self.run);
        found.iter().map(|finding| LedgerFinding::new(&self.model, finding)).collect()
    }

    /// What `there` changes of what `here` brings by month `at`; the plan's last without it.
    pub fn compare(&mut self, here: &[Lever], there: &[Lever], at: Option<Month>) -> Comparison {
        let at = self.month_index(at);
        Comparison::new(&self.account(here, at), &self.account(there, at))
    }

    /// Calls the scenario `name` in all that is said of it from now on.
    pub fn rename(&mut self, name: Text) {
        self.model.name = name;
    }

    /// What `other` under the levers `there` changes of what this brings under `here` by month `at`; without it, by
    /// the last month of the plan that ends first.
    ///
    /// # Errors
    /// With what to tell when the plans of the two don't both have the month.
    pub fn compare_with(
        &mut self,
        other: &mut Self,
        here: &[Lever],
        there: &[Lever],
        at: Option<Month>,
    ) -> Result<Comparison, Text> {
        let (plan, theirs) = (&self.model.plan, &other.model.plan);
        let (first, last) = (plan.start.max(theirs.start), plan.end().min(theirs.end()));
        let at = at.unwrap_or(last);
        if !(first..=last).contains(&at) {
            let periods = [plan.start, plan.end(), theirs.start, theirs.end()].map(|month| month.to_string());
            let [a, b, c, d] = periods;
            return Err(Text::new(
                format!("{at} 不同时在两个计划期内：{a} 至 {b}，{c} 至 {d}"),
                format!("{at} is not in both plans: {a} to {b}, {c} to {d}"),
            ));
        }
        let (index, their_index) = (self.month_index(Some(at)), other.month_index(Some(at)));
        Ok(Comparison::new(&self.account(here, index), &other.account(there, their_index)))
    }

    /// What the scenario brings under `levers` by month index `at`.
    fn account(&mut self, levers: &[Lever], at: usize) -> Account {
        self.attribute(levers, at);
        self.run_full();
        let shares = (&self.sums(By::Measure), &self.sums(By::Project));
        Account::new(&self.model, &self.simulation, &self.settings, &self.run, at, shares)
    }

    /// Index of the month asked for, within the plan; its last without one.
    fn month_index(&self, at: Option<Month>) -> usize {
        let last = self.simulation.months as i32 - 1;
        at.map_or(last, |at| at.since(self.model.plan.start).clamp(0, last)) as usize
    }

    /// Runs under `levers`, attributes, and gives the documented results.
    pub fn evaluate(&mut self, levers: &[Lever], request: Request) -> Results {
        let at = self.month_index(request.at);
        self.attribute(levers, at);
        self.run_full();
        let costs = cost(&self.model, &self.simulation, &self.settings);
        let mut results = Assembly {
            model: &self.model,
            simulation: &self.simulation,
            settings: &self.settings,
            run: &self.run,
            attribution: &self.attribution,
            full: &self.full.1,
            costs: &costs,
            warnings: &self.warnings,
        }
        .results(at, request.sources);
        if request.months {
            self.attribute_months(&mut results);
        }
        results
    }

    /// Adds what each measure that counts brings in each month of the last run.
    fn attribute_months(&mut self, results: &mut Results) {
        let months = self.simulation.months;
        for i in 0..months {
            self.attribution.set(&self.simulation, &self.settings, &self.run, i);
            for p in Pollutant::ALL {
                let of_month = &mut results.pollutants[p].attribution_by_month_t;
                for part in self.attribution.parts(&self.simulation, p).filter(|part| part.counts) {
                    let id = &self.model.measures[part.measure].id;
                    of_month.entry(id.clone()).or_insert_with(|| vec![0.0; months])[i] += part.share_t();
                }
            }
        }
    }

    /// Runs the draws of `seed` in `range` under `levers`: a part of what [`Engine::summarise`] takes.
    pub fn sample(&mut self, levers: &[Lever], seed: u64, range: Range<u64>) -> Sample {
        self.sampler.set_levers(&self.model, &self.simulation, levers);
        sample(&mut self.sampler, &self.model, &self.simulation, seed, range)
    }

    /// [`Engine::sample`] by a scrambled Sobol sequence: fewer draws are as good. One draws a range of its own choice from
    /// the same sequence.
    pub fn sample_evenly(&mut self, levers: &[Lever], seed: u64, range: Range<u64>) -> Sample {
        self.sampler.set_levers(&self.model, &self.simulation, levers);
        let sequence = Sobol::new(&self.model, &self.simulation, levers, seed);
        sample_from(&mut self.sampler, &self.model, &self.simulation, |draw| sequence.draw(draw), range)
    }

    /// Runs draws 0 to `draws - 1` of `seed` under `levers`, to quantiles and chances.
    pub fn uncertainty(&mut self, levers: &[Lever], seed: u64, draws: u64) -> UncertaintyResults {
        let whole = self.sample(levers, seed, 0..draws);
        self.summarise(&[whole], seed)
    }

    /// How many series draws have: one a pollutant and month.
    pub fn series(&self) -> usize {
        Pollutant::ALL.len() * self.simulation.months
    }

    /// Piece `piece` of `pieces` of the series, which are to be shared out.
    pub fn piece(&self, piece: usize, pieces: usize) -> Range<usize> {
        self.series() * piece / pieces..self.series() * (piece + 1) / pieces
    }

    /// Sums up the draws of each of `series`; `gather` puts those of one behind what is in its row, in the order of draws.
    pub fn summarise_series(
        &self,
        series: Range<usize>,
        gather: impl FnMut(usize, &mut Vec<f64>),
    ) -> Vec<Summary> {
        summarise(&self.simulation, &self.model.plan, series, gather)
    }

    /// Quantiles and chances of `draws` draws of `seed`, from the summaries of all series, and of how many draws every
    /// pollutant is on schedule.
    pub fn conclude(
        &self,
        summaries: &[Summary],
        (draws, all_on_schedule): (usize, usize),
        seed: u64,
    ) -> UncertaintyResults {
        let share = all_on_schedule as f64 / draws as f64;
        let uncertainty = conclude(&self.simulation, &self.model.plan, summaries, share);
        UncertaintyResults::new(uncertainty, draws, seed)
    }

    /// Quantiles and chances of draws of `seed`: parts of a range, in order.
    pub fn summarise(&self, parts: &[Sample], seed: u64) -> UncertaintyResults {
        let summaries = self.summarise_series(0..self.series(), rows(parts));
        let draws = parts.iter().map(|part| part.draws).sum();
        let all_on_schedule = parts.iter().map(|part| part.all_on_schedule).sum();
        self.conclude(&summaries, (draws, all_on_schedule), seed)
    }
}

/// What to tell of correlations that contradict each other; `places` says where each of the model's stands.
fn contradictory(model: &Model, places: &[Place], contradiction: &Contradiction) -> Diagnostic {
    let Contradiction { nearest, has_unlisted } = contradiction;
    let listed = |value: &dyn Fn(usize, f64) -> String| {
        let one = |(index, valid): &(usize, f64)| {
            let (a, b, _) = &model.uncertainty.correlations[*index];
            format!("{} / {} = {}", a.name(model), b.name(model), value(*index, *valid))
        };
        nearest.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    let valid = listed(&|_, valid| format!("{valid:.3}"));
    let found = |line: fn(usize) -> String| {
        listed(&|index, _| {
            let line = places[index].line.map(line).unwrap_or_default();
            format!("{}{line}", model.uncertainty.correlations[index].2)
        })
    };
    let message = Text::new(
        format!(
            "这些相关系数互相矛盾（相关矩阵不是正定的）：{}{}",
            found(|line| format!("（第 {line} 行）")),
            if *has_unlisted { "。未列出的两个数据之间按 0 计" } else { "" }
        ),
        format!(
            "these correlations contradict each other (their matrix is not positive definite): {}{}",
            found(|line| format!(" (line {line})")),
            if *has_unlisted { ". Pairs that are not listed count as 0" } else { "" }
        ),
    );
    let hint = Text::new(format!("最接近的有效值：{valid}"), format!("nearest valid values: {valid}"));
    let place = nearest.first().map(|(index, _)| places[*index].clone()).unwrap_or_default();
    Diagnostic::error("contradictory-correlations", place, message).with_hint(hint)
}
