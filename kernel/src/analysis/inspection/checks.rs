//! One check each: what can't be, or is not likely.

use super::claims::Claims;
use super::factor::{median, unit_factor};
use super::{Finding, FindingKind};
use crate::model::{Amount, Model, Size, Total};
use crate::simulation::already_in_inventory;
use crate::units::{PerPollutant, Pollutant};
use std::collections::BTreeMap;

/// Shares nearer to 1 than this are 1.
const ROUNDING: f64 = 1e-9;
/// Totals may be rounded by this share.
const TOTAL_ROUNDING: f64 = 1e-4;

/// Coverage above 100 %, of a measure and of a group.
pub fn above_all(claims: &Claims) -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in 0..claims.model.groups {
        let measures: Vec<_> =
            (0..claims.model.measures.len()).filter(|m| claims.model.measures[*m].group == group).collect();
        let raw = |m, p| claims.raw(m, p).unwrap_or(0.0);
        for &m in &measures {
            let share = Pollutant::ALL.into_iter().map(|p| raw(m, p)).fold(0.0, f64::max);
            if share > 1.0 + ROUNDING {
                let cut_off = |p| (raw(m, p) - 1.0).max(0.0) * claims.full_t(m, p);
                let projects = claims.spread(m, &PerPollutant::from_fn(cut_off));
                findings.push(Finding::new(FindingKind::CoverageAboveAll { measure: m, share }, projects));
            }
        }
        let together = |p| measures.iter().map(|m| raw(*m, p).min(1.0)).sum::<f64>();
        let share = Pollutant::ALL.into_iter().map(together).fold(0.0, f64::max);
        if measures.len() > 1 && share > 1.0 + ROUNDING {
            let mut projects = Vec::new();
            for &m in &measures {
                let cut_off = |p| {
                    let capped = raw(m, p).min(1.0);
                    capped * (1.0 - 1.0 / together(p).max(1.0)) * claims.full_t(m, p)
                };
                projects.extend(claims.spread(m, &PerPollutant::from_fn(cut_off)));
            }
            projects.sort_by_key(|(project, _)| *project);
            let measures = measures.into_iter().filter(|m| claims.covers(*m));
            let kind = FindingKind::GroupAboveAll { measures: measures.collect(), share };
            findings.push(Finding::new(kind, projects));
        }
    }
    findings
}

/// Declared reductions beyond what the measure can cut.
pub fn declared_beyond(claims: &Claims) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (k, project) in claims.model.projects.iter().enumerate() {
        let Size::Declared(declared) = project.size else { continue };
        for (pollutant, declared_t) in declared.iter() {
            let Some(declared_t) = *declared_t else { continue };
            let potential_t = claims.potential_t(project.measure, pollutant);
            if declared_t > potential_t * (1.0 + ROUNDING) {
                let mut at_stake_t = PerPollutant::default();
                at_stake_t[pollutant] = declared_t - potential_t;
                let emitted_t = claims.emitted_t(project.measure, pollutant);
                let kind = FindingKind::DeclaredBeyond { pollutant, declared_t, emitted_t, potential_t };
                findings.push(Finding::new(kind, vec![(k, at_stake_t)]));
            }
        }
    }
    findings
}

/// Projects of one name whose measures can't both be taken on a facility.
pub fn same_names(claims: &Claims) -> Vec<Finding> {
    let mut named: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (k, project) in claims.model.projects.iter().enumerate() {
        let name: String = project.name.split_whitespace().collect::<String>().to_lowercase();
        named.entry((claims.model.measures[project.measure].group, name)).or_default().push(k);
    }
    let mut findings: Vec<_> = named
        .into_values()
        .filter(|projects| projects.len() > 1)
        .map(|projects| {
            // One of them stands; the others are at stake.
            let tonnes = projects
                .iter()
                .enumerate()
                .map(|(n, k)| (*k, if n == 0 { PerPollutant::default() } else { claims.project_t(*k) }));
            Finding::new(FindingKind::SameName, tonnes.collect())
        })
        .collect();
    findings.sort_by_key(|finding| finding.projects[0].0);
    findings
}

/// Projects that the inventory has already.
pub fn before_inventory(claims: &Claims) -> Option<Finding> {
    let early = |k: &usize| already_in_inventory(&claims.model.projects[*k], claims.model.inventory_year);
    let early: Vec<_> =
        (0..claims.model.projects.len()).filter(early).map(|k| (k, claims.project_t(k))).collect();
    (!early.is_empty()).then(|| Finding::new(FindingKind::BeforeInventory, early))
}

/// Amounts about 1,000 or 10,000 times off: beside the measure's other projects, or by its cost.
pub fn unit_factors(claims: &Claims) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut judge = |k: usize, amount: Amount, written: f64, usual: f64| {
        if let Some(factor) = unit_factor(written, usual) {
            let tonnes = claims.project_t(k);
            let at_stake_t =
                match amount {
                    Amount::Capital => PerPollutant::default(),
                    Amount::Quantity => PerPollutant::from_fn(|p| (tonnes[p] - tonnes[p] / factor).abs()),
                    Amount::Declared(p) => PerPollutant::from_fn(|q| {
                        if p == q { (tonnes[q] - tonnes[q] / factor).abs() } else { 0.0 }
                    }),
                };
            let kind = FindingKind::UnitFactor { amount, written, usual, factor };
            findings.push(Finding::new(kind, vec![(k, at_stake_t)]));
        }
    };
    for m in 0..claims.model.measures.len() {
        let columns =
            std::iter::once(Amount::Quantity).chain(Pollutant::ALL.into_iter().map(Amount::Declared));
        for amount in columns {
            let amounts: Vec<_> =
                claims.of_measure(m).filter_map(|k| Some((k, claims.amount(k, amount)?))).collect();
            let Some(usual) = median(amounts.iter().map(|(_, amount)| *amount)) else { continue };
            for &(k, written) in &amounts {
                judge(k, amount, written, usual);
            }
        }
    }
    for (k, project) in claims.model.projects.iter().enumerate() {
        let measure = &claims.model.measures[project.measure];
        let Some((written, cost)) = project.capital_cny.zip(measure.cost) else { continue };
        let usual = cost.capital.mode * claims.coverage(k) * measure.basis_total;
        judge(k, Amount::Capital, written, usual);
    }
    findings.sort_by_key(|finding| finding.projects[0].0);
    findings
}

/// Rows of totals that are not what their rows add up to.
pub fn totals(model: &Model) -> Vec<Finding> {
    let differs = |total: &Total| {
        (total.written - total.sum).abs() > TOTAL_ROUNDING * total.sum.abs().max(total.written.abs())
    };
    let totals = model.totals.iter().enumerate().filter(|(_, total)| differs(total));
    let finding = |(index, total): (usize, &Total)| {
        let mut finding = Finding::new(FindingKind::TotalDiffers { total: index }, vec![]);
        if let Amount::Declared(p) = total.amount {
            finding.at_stake_t[p] = (total.written - total.sum).abs();
        }
        finding
    };
    totals.map(finding).collect()
}

/// Projects complete before they begin.
pub fn finished_before_begun(claims: &Claims) -> Vec<Finding> {
    let projects = claims.model.projects.iter().enumerate();
    projects
        .filter(|(_, project)| project.started.is_some_and(|started| started > project.completion))
        .map(|(k, _)| Finding::new(FindingKind::FinishedBeforeBegun, vec![(k, claims.project_t(k))]))
        .collect()
}
