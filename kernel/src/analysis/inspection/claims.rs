//! What the projects of a ledger claim: coverage, tonnes, amounts.

use crate::model::{Amount, Model, Size, Status};
use crate::simulation::{Run, Settings, Simulation};
use crate::units::{PerPollutant, Pollutant};

/// A ledger, and what its claims are measured by.
pub struct Claims<'a> {
    pub model: &'a Model,
    pub simulation: &'a Simulation,
    pub settings: &'a Settings<1>,
    pub run: &'a Run<1>,
}

impl Claims<'_> {
    /// The projects of `m`.
    pub fn of_measure(&self, m: usize) -> impl Iterator<Item = usize> {
        (0..self.model.projects.len()).filter(move |k| self.model.projects[*k].measure == m)
    }

    /// Planned coverage at the last month, before caps.
    pub fn raw(&self, m: usize, p: Pollutant) -> Option<f64> {
        let row = self.simulation.coverage.row_of(m, p)?;
        Some(self.run.coverage.raw()[row * self.simulation.padded + self.simulation.months - 1])
    }

    /// Whether a project of `m` is in service at the last month.
    pub fn covers(&self, m: usize) -> bool {
        Pollutant::ALL.into_iter().any(|p| self.raw(m, p).is_some_and(|raw| raw > 0.0))
    }

    /// What `m` alone would cut at full coverage, t/yr.
    pub fn potential_t(&self, m: usize, p: Pollutant) -> f64 {
        self.settings.potential_t(self.simulation, m, p)
    }

    /// What `m` cuts at full coverage as it is operated, t/yr.
    pub fn full_t(&self, m: usize, p: Pollutant) -> f64 {
        let [effectiveness, _] = self.settings.figures.effectiveness(m).to_array();
        effectiveness * self.potential_t(m, p)
    }

    /// What the sources that `m` acts on emit of `p` without any measure, in the inventory year, t/yr.
    pub fn emitted_t(&self, m: usize, p: Pollutant) -> f64 {
        let network = &self.simulation.network;
        let of = network.pairs.iter().zip(&self.settings.coefficients.no_action);
        let acted = of.filter(|(pair, _)| {
            pair.pollutant == p && network.touches[pair.touches.clone()].iter().any(|t| t.measure == m)
        });
        acted.map(|(_, no_action)| no_action.to_array()[0]).sum()
    }

    /// What project `k` has in the column `amount`, if it is above 0.
    pub fn amount(&self, k: usize, amount: Amount) -> Option<f64> {
        let found = match (amount, self.model.projects[k].size) {
            (Amount::Quantity, Size::Quantity(quantity)) => Some(quantity),
            (Amount::Declared(p), Size::Declared(declared)) => declared[p],
            _ => None,
        };
        found.filter(|amount| *amount > 0.0)
    }

    /// phi_kp: the share of its measure's facilities that project `k` covers, for one pollutant.
    pub fn coverage_of(&self, k: usize, p: Pollutant) -> f64 {
        let project = &self.model.projects[k];
        match project.size {
            Size::Quantity(quantity) => quantity / self.model.measures[project.measure].basis_total,
            Size::Declared(declared) => {
                let potential_t = self.potential_t(project.measure, p);
                if potential_t > 0.0 { declared[p].unwrap_or(0.0) / potential_t } else { 0.0 }
            }
        }
    }

    /// The largest share that it covers.
    pub fn coverage(&self, k: usize) -> f64 {
        Pollutant::ALL.into_iter().map(|p| self.coverage_of(k, p)).fold(0.0, f64::max)
    }

    /// What project `k` claims a year in full operation, t/yr.
    pub fn project_t(&self, k: usize) -> PerPollutant<f64> {
        let measure = self.model.projects[k].measure;
        PerPollutant::from_fn(|p| self.coverage_of(k, p) * self.full_t(measure, p))
    }

    /// `tonnes` of measure `m` spread over its projects, in proportion to what they have in service at the last month.
    pub fn spread(&self, m: usize, tonnes: &PerPollutant<f64>) -> Vec<(usize, PerPollutant<f64>)> {
        let last = self.simulation.months as f64 - 1.0;
        let delay = self.settings.measures[m].delay_months;
        let placed = self.simulation.coverage.projects.iter();
        let in_service: Vec<_> = placed
            .filter(|placed| self.model.projects[placed.project].measure == m)
            .map(|placed| {
                let complete = self.model.projects[placed.project].status == Status::Complete;
                let months = last - f64::from(placed.completion) - if complete { 0.0 } else { delay };
                let ramp = (months / f64::from(placed.ramp_months)).clamp(0.0, 1.0);
                (placed.project, PerPollutant::from_fn(|p| ramp * self.coverage_of(placed.project, p)))
            })
            .collect();
        let total = PerPollutant::from_fn(|p| in_service.iter().map(|(_, share)| share[p]).sum::<f64>());
        let part = |share: &PerPollutant<f64>| {
            PerPollutant::from_fn(|p| if total[p] > 0.0 { tonnes[p] * share[p] / total[p] } else { 0.0 })
        };
        in_service.iter().map(|(k, share)| (*k, part(share))).collect()
    }
}
