//! Money (method page, section 7).

use super::terms::Terms;
use super::{Asked, Found, quantity, tonnes_a_year};
use crate::analysis::{ProjectCost, cost};
use crate::locale::Text;
use crate::model::{Address, CostPart};
use crate::results::{ExplainedKind as Kind, Formula, Quantity, Term};

fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(zh, en)
}

fn cny(symbol: &str, name: Text, value: f64) -> Quantity {
    quantity(symbol, name, value, text("元", "CNY"))
}

fn cny_a_year(symbol: &str, name: Text, value: f64) -> Quantity {
    quantity(symbol, name, value, text("元/年", "CNY/yr"))
}

impl Asked<'_> {
    fn costs(&self, m: Option<usize>) -> Vec<ProjectCost> {
        let engine = self.engine;
        let all = cost(&engine.model, &engine.simulation, &engine.settings).projects;
        all.into_iter().filter(|project| m.is_none_or(|m| project.measure == m)).collect()
    }

    /// A sum of money of all measures, measure by measure.
    fn all_measures(
        &self,
        kind: Kind,
        result: impl Fn(f64) -> Quantity,
        of: fn(&ProjectCost) -> f64,
    ) -> Found {
        let model = &self.engine.model;
        let mut by_measure = vec![0.0; model.measures.len()];
        for project in self.costs(None) {
            by_measure[project.measure] += of(&project);
        }
        let total = self.costs(None).iter().map(of).sum();
        let rows = by_measure.iter().enumerate().filter(|(_, cny)| **cny != 0.0).map(|(m, cny)| {
            let quantity = Quantity { name: model.measures[m].name.clone(), ..result(*cny) };
            Term { quantity, explain: Some(self.of_measure(kind, m)), ..Term::default() }
        });
        let mut terms = Terms::default();
        let formula = terms.series(rows.collect::<Vec<_>>());
        let note = text(
            "各措施之和；清单年底以前投运的项目不计。",
            "The sum of all measures; projects in service by the end of the inventory year are left out.",
        );
        Found { of: vec![], result: result(total), formula, terms, note }
    }

    /// Investment.
    pub fn capital(&self) -> Option<Found> {
        let result = |value| cny("K", text("投资", "investment"), value);
        if self.subject.measure.is_none() {
            return Some(self.all_measures(Kind::Capital, result, |project| project.capital_cny));
        }
        let m = self.measure()?;
        let model = &self.engine.model;
        model.measures[m].cost?;
        let rows: Vec<_> = self
            .costs(Some(m))
            .iter()
            .map(|found| {
                let project = &model.projects[found.project];
                Term { quantity: cny("K", Text::same(&project.name), found.capital_cny), ..Term::default() }
            })
            .collect();
        let total = rows.iter().map(|term| term.quantity.value).sum();
        let mut terms = Terms::default();
        let formula = terms.series(rows);
        let _ = terms.figure(self, "c", Address::Cost(m, CostPart::Capital), None);
        let note = text(
            "各项目之和：台账写明投资的按台账，未写明的按数量 × 单位投资（列在最后）；均乘以调节的规模。",
            "The sum of its projects: as the ledger has it, else quantity × investment a unit (listed last); all times the scale of the lever.",
        );
        Some(Found { of: vec![model.measures[m].name.clone()], result: result(total), formula, terms, note })
    }

    /// Investment spread over its life, plus running cost.
    pub fn annualised(&self) -> Option<Found> {
        let result = |value| cny_a_year("C", text("年化费用", "annualised cost"), value);
        if self.subject.measure.is_none() {
            return Some(self.all_measures(Kind::Annualised, result, |project| project.annualised_cny));
        }
        let m = self.measure()?;
        let model = &self.engine.model;
        model.measures[m].cost?;
        let costs = self.costs(Some(m));
        let sum = |of: fn(&ProjectCost) -> f64| costs.iter().map(of).sum::<f64>();
        let mut terms = Terms::default();
        let k = cny("K", text("投资", "investment"), sum(|project| project.capital_cny));
        let k = terms.explained(k, self.of_measure(Kind::Capital, m));
        let n = terms.figure(self, "n", Address::Cost(m, CostPart::Life), None);
        let running = text("运行费用", "running cost");
        let o = cny_a_year("O", running, sum(|project| project.operating_cny_per_year));
        let spread = if model.plan.discount_rate > 0.0 {
            let r = terms.figure(self, "r", Address::DiscountRate, None);
            let grown = Formula::Sum(vec![Formula::Number(1.0), r.clone()]);
            let rest = Formula::power(grown, Formula::less(Formula::Number(0.0), n));
            Formula::Times(vec![k, Formula::over(r, Formula::less(Formula::Number(1.0), rest))])
        } else {
            Formula::over(k, n)
        };
        let o = terms.plain(o);
        let _ = terms.figure(self, "o", Address::Cost(m, CostPart::Operating), None);
        let note = text(
            "投资按折现率和使用年限摊到每年，加每年运行费用（数量 × 单位运行费用，列在最后）。",
            "The investment spread over its life at the discount rate, plus the running cost of a year (quantity × running cost a unit, listed last).",
        );
        let result = result(sum(|project| project.annualised_cny));
        Some(Found {
            of: vec![model.measures[m].name.clone()],
            result,
            formula: Formula::Sum(vec![spread, o]),
            terms,
            note,
        })
    }

    /// What a tonne costs in a year of full operation.
    pub fn price(&self) -> Option<Found> {
        let engine = self.engine;
        let m = self.measure()?;
        let measure = &engine.model.measures[m];
        let parts = engine.full.1.parts(&engine.simulation, self.pollutant);
        let tonnes_t: f64 = parts.filter(|part| part.measure == m).map(|part| part.share_t()).sum();
        if tonnes_t <= 0.0 || measure.cost.is_none() {
            return None;
        }
        let annualised: f64 = self.costs(Some(m)).iter().map(|project| project.annualised_cny).sum();
        let mut terms = Terms::default();
        let c = cny_a_year("C", text("年化费用", "annualised cost"), annualised);
        let c = terms.explained(c, self.of_measure(Kind::Annualised, m));
        let name = text("满负荷年减排量", "cut in a year of full operation");
        let q = terms.plain(quantity("Q", name, tonnes_t, tonnes_a_year()));
        let result = quantity(
            "C/Q",
            text("每吨费用", "cost of a tonne"),
            annualised / tonnes_t,
            text("元/吨", "CNY/t"),
        );
        let note = text(
            "措施全部年化费用，除以其台账项目全部满负荷运行时一年对该污染物的减排量（按公平份额，规划末月的活动水平），未在多种污染物之间分摊。",
            "All of the measure's annualised cost over its fair share of what a year cuts of this pollutant with every project of the ledger in full operation, at the activity of the plan's last month; not shared among pollutants.",
        );
        Some(Found { of: vec![measure.name.clone()], result, formula: Formula::over(c, q), terms, note })
    }
}
