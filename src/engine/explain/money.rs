//! Money (method page, section 7).

use super::terms::Terms;
use super::whose::Whose;
use super::{Asked, Found, quantity, share, text};
use crate::analysis::{ProjectCost, cost, source_weights};
use crate::locale::Text;
use crate::model::{Address, CostPart, Size};
use crate::results::{ExplainedKind as Kind, Formula, Quantity, Term};

/// The kinds of money that are added up project by project.
#[derive(Clone, Copy)]
pub struct Money {
    pub kind: Kind,
    pub of: fn(&ProjectCost) -> f64,
    result: fn(f64) -> Quantity,
}

fn capital(value: f64) -> Quantity {
    quantity("K", text("投资", "investment"), value, text("元", "CNY"))
}

fn operating(value: f64) -> Quantity {
    quantity("O", text("运行费用", "running cost"), value, text("元/年", "CNY/yr"))
}

fn annualised(value: f64) -> Quantity {
    quantity("C", text("年化费用", "annualised cost"), value, text("元/年", "CNY/yr"))
}

impl Money {
    pub const CAPITAL: Self = Self { kind: Kind::Capital, of: |cost| cost.capital_cny, result: capital };
    pub const OPERATING: Self =
        Self { kind: Kind::Operating, of: |cost| cost.operating_cny_per_year, result: operating };
    pub const ANNUALISED: Self =
        Self { kind: Kind::Annualised, of: |cost| cost.annualised_cny, result: annualised };

    /// `cny` with symbol, name and unit.
    pub fn quantity(self, cny: f64) -> Quantity {
        (self.result)(cny)
    }
}

impl Asked<'_> {
    fn costs(&self) -> Vec<ProjectCost> {
        let engine = self.engine;
        cost(&engine.model, &engine.simulation, &engine.settings).projects
    }

    fn of_all(&self, money: Money, is_of: impl Fn(&ProjectCost) -> bool) -> f64 {
        self.costs().iter().filter(|cost| is_of(cost)).map(money.of).sum()
    }

    /// What the subject costs.
    pub fn money(&self, money: Money) -> Option<Found> {
        let model = &self.engine.model;
        let whose = self.whose()?;
        if let Some(year) = self.subject.year {
            return Some(self.by_project(money, whose, |cost| cost.completion.year() == year));
        }
        match whose {
            Whose::Project(k) => self.project_money(money, k),
            Whose::Measure(m) => {
                model.measures[m].cost?;
                match money.kind {
                    Kind::Annualised => {
                        let [k, o] = [Money::CAPITAL, Money::OPERATING].map(|money| {
                            let value = self.of_all(money, |cost| cost.measure == m);
                            ((money.result)(value), self.of_measure(money.kind, m))
                        });
                        let value = self.of_all(money, |cost| cost.measure == m);
                        Some(self.spread(m, whose, value, k, o))
                    }
                    _ => Some(self.by_project(money, whose, |cost| cost.measure == m)),
                }
            }
            Whose::District(d) => {
                Some(self.by_project(money, whose, |cost| model.projects[cost.project].district == d))
            }
            Whose::Source(s) => Some(self.source_money(money, s)),
            Whose::All | Whose::Item(_) => Some(self.by_measure(money, whose)),
        }
    }

    /// The sum of all measures or those of an item, measure by measure.
    fn by_measure(&self, money: Money, whose: Whose) -> Found {
        let model = &self.engine.model;
        let measures = model.measures.iter().enumerate().filter(|(_, measure)| whose.has(measure));
        let rows = measures.map(|(m, measure)| {
            let cny = self.of_all(money, |cost| cost.measure == m);
            let quantity = Quantity { name: measure.name.clone(), ..(money.result)(cny) };
            Term { quantity, explain: Some(self.of_measure(money.kind, m)), ..Term::default() }
        });
        let note = text(
            "各措施之和；清单年底以前投运的项目不计。",
            "The sum of the measures; projects in service by the end of the inventory year are left out.",
        );
        self.sum_of(money, whose, rows.filter(|term| term.quantity.value != 0.0).collect(), note)
    }

    /// The sum of some projects, project by project.
    fn by_project(&self, money: Money, whose: Whose, is_of: impl Fn(&ProjectCost) -> bool) -> Found {
        let model = &self.engine.model;
        let costs = self.costs();
        let rows = costs.iter().filter(|cost| is_of(cost)).map(|cost| {
            let name = Text::same(&model.projects[cost.project].name);
            let quantity = Quantity { name, ..(money.result)((money.of)(cost)) };
            Term { quantity, explain: Some(self.of_project(money.kind, cost.project)), ..Term::default() }
        });
        let note = text(
            "各项目之和；清单年底以前投运的项目不计。按年看时，投资计在投产（含推迟）的年份。",
            "The sum of its projects; those in service by the end of the inventory year are left out. By year, investment is spent in the year of completion, the lever's delay included.",
        );
        let mut found = self.sum_of(money, whose, rows.collect(), note);
        if let Some(year) = self.subject.year {
            found.of.push(text(format!("{year}年投产的项目"), format!("projects completed in {year}")));
        }
        found
    }

    fn sum_of(&self, money: Money, whose: Whose, rows: Vec<Term>, note: Text) -> Found {
        let total = rows.iter().map(|term| term.quantity.value).sum();
        let mut terms = Terms::default();
        let formula = terms.series(rows);
        Found { of: self.called(whose), result: (money.result)(total), formula, terms, note }
    }

    /// What source `s` bears of the cost of each measure that cuts there.
    fn source_money(&self, money: Money, s: usize) -> Found {
        let engine = self.engine;
        let mut terms = Terms::default();
        let weights = source_weights(&engine.model, &engine.simulation, &engine.full.1);
        let mut parts = Vec::new();
        let mut total = 0.0;
        for (m, weights) in weights.iter().enumerate() {
            let measure = &engine.model.measures[m];
            let here = weights.iter().find(|(source, _)| *source == s).filter(|_| measure.cost.is_some());
            let Some((_, weight)) = here else { continue };
            let cny = self.of_all(money, |cost| cost.measure == m);
            total += weight * cny;
            let name = text(
                format!("{}由该排放源分担的份额", measure.name.zh),
                format!("share of {} that the source bears", measure.name.en),
            );
            let weight = terms.plain(share("w", name, *weight));
            let whole = Quantity { name: measure.name.clone(), ..(money.result)(cny) };
            let whole = terms.explained(whole, self.of_measure(money.kind, m));
            parts.push(Formula::Times(vec![weight, whole]));
        }
        let note = text(
            "措施的费用由各排放源按满负荷年从其减去的污染当量分担。",
            "Sources bear a measure's cost in proportion to the pollution equivalents it takes from each in a year of full operation.",
        );
        let of = self.called(Whose::Source(s));
        Found { of, result: (money.result)(total), formula: Formula::Sum(parts), terms, note }
    }

    fn project_money(&self, money: Money, k: usize) -> Option<Found> {
        let model = &self.engine.model;
        let costs = self.costs();
        let found = costs.iter().find(|cost| cost.project == k)?;
        let project = &model.projects[k];
        let (m, whose) = (project.measure, Whose::Project(k));
        if matches!(money.kind, Kind::Annualised) {
            let [capital, operating] = [Money::CAPITAL, Money::OPERATING]
                .map(|money| ((money.result)((money.of)(found)), self.of_project(money.kind, k)));
            return Some(self.spread(m, whose, found.annualised_cny, capital, operating));
        }
        let mut terms = Terms::default();
        let mut factors = Vec::new();
        let scale = self.engine.settings.measures[m].coverage_factor();
        if scale.to_bits() != 1.0_f64.to_bits() {
            factors.push(terms.plain(share("s", text("规模（调节项）", "scale (lever)"), scale)));
        }
        let own = project.capital_cny.filter(|_| matches!(money.kind, Kind::Capital));
        let line = project.line;
        if let Some(own) = own {
            let name =
                text(format!("投资（台账第{line}行）"), format!("investment (line {line} of the ledger)"));
            factors.push(terms.plain(quantity("K", name, own, text("元", "CNY"))));
        } else {
            let part =
                if matches!(money.kind, Kind::Capital) { CostPart::Capital } else { CostPart::Operating };
            let a_unit = terms.figure(self, "c", Address::Cost(m, part), None);
            let per_unit = terms.all.last()?.quantity.value;
            let (name, units) = match project.size {
                Size::Quantity(units) => (
                    text(
                        format!("项目数量（台账第{line}行）"),
                        format!("quantity (line {line} of the ledger)"),
                    ),
                    units,
                ),
                Size::Declared(_) => (
                    text("申报减排量折合的数量", "units that the declared tonnes stand for"),
                    if per_unit == 0.0 { 0.0 } else { (money.of)(found) / scale / per_unit },
                ),
            };
            let units = terms.plain(quantity("m", name, units, model.measures[m].basis_unit.clone()));
            factors.push(units);
            factors.push(a_unit);
        }
        let note = text(
            "台账写明投资的按台账，未写明的按数量 × 单位费用；均乘以调节的规模。",
            "As the ledger has the investment, else quantity × cost of a unit; all times the scale of the lever.",
        );
        let result = (money.result)((money.of)(found));
        Some(Found { of: self.called(whose), result, formula: Formula::Times(factors), terms, note })
    }

    /// An investment spread over the life of measure `m`'s equipment, plus the running cost; each with what explains it.
    fn spread(
        &self,
        m: usize,
        whose: Whose,
        value: f64,
        (capital, explains_capital): (Quantity, crate::results::Subject),
        (operating, explains_operating): (Quantity, crate::results::Subject),
    ) -> Found {
        let model = &self.engine.model;
        let mut terms = Terms::default();
        let k = terms.explained(capital, explains_capital);
        let n = terms.figure(self, "n", Address::Cost(m, CostPart::Life), None);
        let spread = if model.plan.discount_rate > 0.0 {
            let r = terms.figure(self, "r", Address::DiscountRate, None);
            let grown = Formula::Sum(vec![Formula::Number(1.0), r.clone()]);
            let rest = Formula::power(grown, Formula::less(Formula::Number(0.0), n));
            Formula::Times(vec![k, Formula::over(r, Formula::less(Formula::Number(1.0), rest))])
        } else {
            Formula::over(k, n)
        };
        let o = terms.explained(operating, explains_operating);
        let note = text(
            "投资按折现率和使用年限摊到每年，加每年运行费用。",
            "The investment spread over its life at the discount rate, plus the running cost of a year.",
        );
        let formula = Formula::Sum(vec![spread, o]);
        Found { of: self.called(whose), result: annualised(value), formula, terms, note }
    }
}
