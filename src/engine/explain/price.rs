//! What a tonne costs, in a year of full operation (method page, section 7).

use super::money::Money;
use super::terms::Terms;
use super::whose::Whose;
use super::{Asked, Found, quantity, text, tonnes_a_year};
use crate::analysis::{By, WINDOW, in_service};
use crate::locale::Text;
use crate::model::Address;
use crate::results::{ExplainedKind as Kind, Formula, Quantity, Subject, Term};
use crate::units::Pollutant;

fn full_year(name: Text, value: f64) -> Quantity {
    quantity("Q", name, value, tonnes_a_year())
}

fn called_full_year() -> Text {
    text("满负荷年减排量", "cut in a year of full operation")
}

impl Asked<'_> {
    /// What a full year cuts of pollutant `p`, and what the subject costs in it.
    fn full_and_cost(&self, whose: Whose) -> Option<(crate::units::PerPollutant<f64>, f64)> {
        if let Some((by, key)) = whose.sum() {
            return self.engine.sums(by).get(&key).map(|sum| (sum.full_year_t, sum.annualised_cny));
        }
        let mut all = (crate::units::PerPollutant::default(), 0.0);
        for sum in self.engine.sums(By::Measure).values() {
            all.1 += sum.annualised_cny;
            for p in Pollutant::ALL {
                all.0[p] += sum.full_year_t[p];
            }
        }
        Some(all)
    }

    /// The same question of another kind about whom the subject names.
    fn same(&self, kind: Kind) -> Subject {
        Subject { kind, pollutant: Some(self.pollutant), at: self.subject.at, ..self.subject.clone() }
    }

    /// What a tonne costs in a year of full operation.
    pub fn price(&self) -> Option<Found> {
        let whose = self.whose()?;
        let (full_t, cny) = self.full_and_cost(whose)?;
        let tonnes_t = full_t[self.pollutant];
        let free = matches!(whose, Whose::Measure(m) if self.engine.model.measures[m].cost.is_none());
        if tonnes_t <= 0.0 || free {
            return None;
        }
        let mut terms = Terms::default();
        let c = terms.explained(Money::ANNUALISED.quantity(cny), self.same(Kind::Annualised));
        let q = terms.explained(full_year(called_full_year(), tonnes_t), self.same(Kind::FullYear));
        let result =
            quantity("C/Q", text("每吨费用", "cost of a tonne"), cny / tonnes_t, text("元/吨", "CNY/t"));
        let note = text(
            "全部年化费用，除以台账项目全部满负荷运行时一年对该污染物的减排量（按公平份额，规划末月的活动水平），未在多种污染物之间分摊。",
            "All of the annualised cost over the fair share of what a year cuts of this pollutant with every project of the ledger in full operation, at the activity of the plan's last month; not shared among pollutants.",
        );
        Some(Found { of: self.called(whose), result, formula: Formula::over(c, q), terms, note })
    }

    /// What a pollution equivalent costs in a year of full operation.
    pub fn per_equivalent(&self) -> Option<Found> {
        let plan = &self.engine.model.plan;
        let whose = self.whose()?;
        let (full_t, cny) = self.full_and_cost(whose)?;
        let equivalents = plan.equivalents(&full_t);
        if equivalents <= 0.0 {
            return None;
        }
        let mut terms = Terms::default();
        let c = terms.explained(Money::ANNUALISED.quantity(cny), self.same(Kind::Annualised));
        let cutting = Pollutant::ALL.into_iter().filter(|p| full_t[*p] != 0.0);
        let parts = cutting.map(|p| {
            let name = crate::locale::pollutant_name(p.id());
            let explain = Subject { pollutant: Some(p), ..self.same(Kind::FullYear) };
            let q = terms.explained(full_year(name.clone(), full_t[p]), explain);
            let weight = if p == Pollutant::Vocs {
                terms.figure(self, "w", Address::VocEquivalent, None)
            } else {
                let of = text(
                    format!("{}的污染当量值", name.zh),
                    format!("weight of an equivalent of {}", name.en),
                );
                terms.plain(quantity("w", of, plan.equivalent_kg[p], text("千克", "kg")))
            };
            Formula::over(Formula::Times(vec![Formula::Number(1000.0), q]), weight)
        });
        let parts: Vec<_> = parts.collect();
        let name = text("每污染当量费用", "cost of a pollution equivalent");
        let result = quantity("C/N", name, cny / equivalents, text("元/污染当量", "CNY per equivalent"));
        let note = text(
            "年化费用除以满负荷年减去的污染当量数；污染当量值按环境保护税法附表二。",
            "The annualised cost over the pollution equivalents that a full year cuts; weights are those of the Environmental Protection Tax Law.",
        );
        let formula = Formula::over(c, Formula::Sum(parts));
        Some(Found { of: self.called(whose), result, formula, terms, note })
    }

    /// What a year of full operation cuts.
    pub fn full_year(&self) -> Option<Found> {
        let engine = self.engine;
        let model = &engine.model;
        let whose = self.whose()?;
        let (full_t, _) = self.full_and_cost(whose)?;
        let of_p = |by| {
            let sums = engine.sums(by).into_iter();
            sums.filter_map(|(key, sum)| Some((key?, sum.full_year_t[self.pollutant])))
                .filter(|(_, t)| *t != 0.0)
        };
        let row = |name: Text, t: f64, explain: Option<Subject>| Term {
            quantity: full_year(name, t),
            explain,
            ..Term::default()
        };
        let parts = || engine.full.1.parts(&engine.simulation, self.pollutant);
        let rows: Vec<Term> = match whose {
            Whose::Project(k) => return self.project_full_year(k, full_t[self.pollutant]),
            Whose::Measure(m) => parts()
                .filter(|part| part.measure == m)
                .map(|part| row(model.sources[part.source].name.clone(), part.share_t(), None))
                .collect(),
            Whose::Source(s) => parts()
                .filter(|part| part.source == s)
                .map(|part| row(model.measures[part.measure].name.clone(), part.share_t(), None))
                .collect(),
            Whose::District(d) => of_p(By::Project)
                .filter(|(k, _)| model.projects[*k].district == d)
                .map(|(k, t)| {
                    row(Text::same(&model.projects[k].name), t, Some(self.of_project(Kind::FullYear, k)))
                })
                .collect(),
            Whose::All | Whose::Item(_) => of_p(By::Measure)
                .filter(|(m, _)| whose.has(&model.measures[*m]))
                .map(|(m, t)| {
                    row(model.measures[m].name.clone(), t, Some(self.of_measure(Kind::FullYear, m)))
                })
                .collect(),
        };
        let mut terms = Terms::default();
        let formula = terms.series(rows);
        let note = text(
            "台账项目（清单内的除外）全部满负荷运行时一年的减排量，规划末月的活动水平；重叠部分按沙普利值分摊，不计入考核的措施也在内。",
            "What a year cuts with every project of the ledger that is not in the inventory in full operation, at the activity of the plan's last month; overlaps are shared by the Shapley value, measures that do not count included.",
        );
        let result = full_year(called_full_year(), full_t[self.pollutant]);
        Some(Found { of: self.called(whose), result, formula, terms, note })
    }

    fn project_full_year(&self, k: usize, value: f64) -> Option<Found> {
        let engine = self.engine;
        let m = engine.model.projects[k].measure;
        let full = &engine.full.1;
        let projects =
            in_service(&engine.model, &engine.simulation, &engine.settings, full, m, self.pollutant);
        let all: f64 = projects.iter().map(|(_, in_service)| in_service[WINDOW - 1]).sum();
        let whole: f64 = full
            .parts(&engine.simulation, self.pollutant)
            .filter(|p| p.measure == m)
            .map(|p| p.share_t())
            .sum();
        let mut terms = Terms::default();
        let name = engine.model.measures[m].name.clone();
        let whole = terms.explained(full_year(name, whole), self.of_measure(Kind::FullYear, m));
        let covered = self.covered(k, &mut terms)?;
        let name = text("该措施各项目覆盖的比例合计", "share that all projects of the measure cover");
        let all = terms.plain(super::share("u", name, all));
        let formula = Formula::Times(vec![whole, Formula::over(covered, all)]);
        let note = text(
            "措施满负荷年减排量按各项目覆盖的比例分给项目。",
            "What the measure cuts in a full year is split among its projects by what each covers.",
        );
        let result = full_year(called_full_year(), value);
        Some(Found { of: self.called(Whose::Project(k)), result, formula, terms, note })
    }
}
