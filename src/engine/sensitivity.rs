//! What the uncertainty comes from.

use super::Engine;
use crate::analysis::{Design, Risks, risks, shares, tornado};
use crate::model::Lever;
use crate::results::{Riskiest, Tornado, TotalEffects};
use crate::units::{Month, Pollutant};
use std::ops::Range;

/// Of what the variance is to be shared out, and with which random numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The pollutant whose counted reduction it is.
    pub pollutant: Pollutant,
    /// The month; the plan's last without it.
    pub at: Option<Month>,
    /// Seed of the samples.
    pub seed: u64,
}

impl Engine {
    /// Every uncertain figure at its low and its high, the rest as in the central run under `levers`.
    pub fn tornado(&mut self, levers: &[Lever], pollutant: Pollutant, at: Option<Month>) -> Tornado {
        let at = self.month_index(at);
        let found = tornado(&self.model, &self.simulation, levers, pollutant, at);
        Tornado::new(&self.model, pollutant, self.model.plan.month(at), found)
    }

    /// The samples in `range` under `levers`: a part of what [`Engine::total_effects`] takes.
    pub fn sample_effects(&mut self, levers: &[Lever], of: Outcome, range: Range<u64>) -> Vec<f64> {
        let at = self.month_index(of.at);
        let design = self.design(levers, of.pollutant);
        let by = (&mut self.sampler, &self.model, &self.simulation);
        design.sample(by, (of.pollutant, at), of.seed, range)
    }

    /// Shares of the variance of the counted reduction under `levers`, from adjoining parts in order.
    pub fn total_effects(&mut self, levers: &[Lever], of: Outcome, parts: &[Vec<f64>]) -> TotalEffects {
        let at = self.model.plan.month(self.month_index(of.at));
        let design = self.design(levers, of.pollutant);
        let (values, width) = (parts.concat(), design.width());
        let samples = (values.len() / width, of.seed);
        TotalEffects::new(&self.model, (of.pollutant, at), samples, &design.inputs, &shares(&values, width))
    }

    fn design(&mut self, levers: &[Lever], pollutant: Pollutant) -> Design {
        self.sampler.set_levers(&self.model, &self.simulation, levers);
        Design::new(&self.model, &self.sampler.settings().replaced, pollutant)
    }

    /// The draws of `seed` in `range` under `levers` that miss a target, with and without each project on time: a part
    /// of what [`Engine::riskiest`] takes.
    pub fn sample_risks(&mut self, levers: &[Lever], seed: u64, range: Range<u64>) -> Vec<f64> {
        self.sampler.set_levers(&self.model, &self.simulation, levers);
        risks(&mut self.sampler, &self.model, &self.simulation, seed, range).counts
    }

    /// The `number` projects whose punctuality saves most of the chance of `ranked_by` (of any target without one), from
    /// parts under the same levers and of the same seed.
    pub fn riskiest(
        &self,
        parts: &[Vec<f64>],
        seed: u64,
        ranked_by: Option<Pollutant>,
        number: usize,
    ) -> Riskiest {
        let mut sum = Risks::none(self.model.projects.len());
        for part in parts {
            sum.add(part);
        }
        Riskiest::new(&self.model, &sum, seed, ranked_by, number)
    }
}
