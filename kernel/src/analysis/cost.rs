//! Money (method page, section 7).

use crate::maths;
use crate::model::{Model, Size, Status};
use crate::simulation::{Settings, Simulation};
use crate::units::Month;

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
    /// The month of completion, levers' delay included: when its capital is spent.
    pub completion: Month,
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
                    let potential_t = settings.potential_t(simulation, project.measure, p);
                    t.filter(|_| potential_t > 0.0).map(|t| t / potential_t)
                });
                coverage.fold(0.0, f64::max) * measure.basis_total
            }
        };
        let at = &settings.measures[project.measure];
        if at.coverage_factor() <= 0.0 {
            return None;
        }
        let delay = if project.status == Status::Complete { 0.0 } else { at.delay_months };
        let scale = at.coverage_factor();
        let capital_cny = scale * project.capital_cny.unwrap_or(units * cost.capital.mode);
        let operating_cny_per_year = scale * units * cost.operating.mode;
        Some(ProjectCost {
            project: placed.project,
            measure: project.measure,
            completion: project.completion.plus(delay.ceil() as i32),
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
