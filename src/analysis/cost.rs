//! Money (method page, section 7).

use crate::maths;
use crate::model::{Model, Size};
use crate::simulation::{Settings, Simulation};
use crate::units::{PerPollutant, Pollutant};

/// What one pollution equivalent (污染当量) weighs, kg: the annex of China's Environmental Protection Tax Law.
///
/// The annex lists single VOCs, not their sum; that of NOx stands in for it.
pub const EQUIVALENT_KG: PerPollutant<f64> = PerPollutant([0.95, 0.95, 1.0, 0.8, 0.25]);

/// Pollution equivalents of `tonnes`, all pollutants together.
pub fn equivalents(tonnes: &PerPollutant<f64>) -> f64 {
    Pollutant::ALL.into_iter().map(|p| 1000.0 * tonnes[p] / EQUIVALENT_KG[p]).sum()
}

/// What the ledger costs under given settings: every project that is not in the inventory already and
/// whose measure has a cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Costs {
    /// Project by project, in ledger order.
    pub projects: Vec<ProjectCost>,
}

/// What a project costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProjectCost {
    /// Index in [`Model::projects`].
    pub project: usize,
    /// Its measure.
    pub measure: usize,
    /// Investment, CNY.
    pub capital_cny: f64,
    /// Running cost, CNY/yr.
    pub operating_cny_per_year: f64,
    /// Investment spread over its life, plus running cost, CNY/yr.
    pub annualised_cny: f64,
}

/// Costs of every project of `model` under `settings`.
///
/// A project's units are its quantity; one sized by declared reductions counts as the largest
/// coverage they stand for, times the measure's total.
pub fn cost(model: &Model, simulation: &Simulation, settings: &Settings<1>) -> Costs {
    let rate = model.plan.discount_rate;
    let projects = simulation.coverage.projects.iter().filter_map(|placed| {
        let project = &model.projects[placed.project];
        let measure = &model.measures[project.measure];
        let cost = measure.cost?;
        let units = match project.size {
            Size::Quantity(amount) => amount,
            Size::Declared(tonnes) => {
                let coverage = tonnes.iter().filter_map(|(p, t)| {
                    let [potential_t] =
                        settings.coefficients.potential(&simulation.network, project.measure, p);
                    t.filter(|_| potential_t > 0.0).map(|t| t / potential_t)
                });
                coverage.fold(0.0, f64::max) * measure.basis_total
            }
        };
        let scale = settings.measures[project.measure].coverage_factor();
        let capital_cny = scale * project.capital_cny.unwrap_or(units * cost.capital.mode);
        let operating_cny_per_year = scale * units * cost.operating.mode;
        Some(ProjectCost {
            project: placed.project,
            measure: project.measure,
            capital_cny,
            operating_cny_per_year,
            annualised_cny: capital_cny * recovery_factor(rate, cost.life.mode) + operating_cny_per_year,
        })
    });
    Costs { projects: projects.collect() }
}

/// Share of an investment due each year: `r / (1 - (1 + r)^-life)`, and `1 / life` without interest.
fn recovery_factor(rate: f64, life_years: f64) -> f64 {
    if rate > 0.0 { rate / (1.0 - maths::pow(1.0 + rate, -life_years)) } else { 1.0 / life_years }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_factor_by_hand() {
        // 5 % over 2 years: 1 / (1/1.05 + 1/1.05^2) = 0.537805
        assert!((recovery_factor(0.05, 2.0) - 0.537_804_878).abs() < 1e-9);
        assert!((recovery_factor(0.0, 4.0) - 0.25).abs() < 1e-15);
    }
}
