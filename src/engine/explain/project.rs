//! A project's part of what its measure brings (method page, sections 3 and 6).

use super::terms::Terms;
use super::whose::Whose;
use super::{Asked, Found, quantity, share, text, tonnes, tonnes_a_year};
use crate::analysis::{By, WINDOW, in_service};
use crate::model::{Address, Size, Status};
use crate::results::{ExplainedKind as Kind, Formula};

impl Asked<'_> {
    /// What each project of measure `m` has in service in the months of the window.
    fn in_service_of(&self, m: usize) -> Vec<(usize, [f64; WINDOW])> {
        let engine = self.engine;
        in_service(
            &engine.model,
            &engine.simulation,
            &engine.settings,
            &engine.attribution,
            m,
            self.pollutant,
        )
    }

    /// What project `k` brings: the mean of what it cuts month by month.
    pub fn project_contribution(&self, k: usize) -> Option<Found> {
        let engine = self.engine;
        let m = engine.model.projects[k].measure;
        let counts = engine.model.measures[m].counts;
        let sums = engine.sums(By::Project);
        let brought = sums.get(&Some(k))?;
        let total = if counts { brought.counted_t } else { brought.uncounted_t }[self.pollutant];
        let projects = self.in_service_of(m);
        let (_, mine) = projects.iter().find(|(project, _)| *project == k)?;
        let parts = self.parts_of(m);
        let months = engine.attribution.months().count();
        let cuts = engine.attribution.months().zip(WINDOW - months..).map(|((i, weight), j)| {
            let all: f64 = projects.iter().map(|(_, in_service)| in_service[j]).sum();
            let cut: f64 = parts.iter().map(|part| part.monthly_t[j] / weight).sum();
            (i, if all > 0.0 { cut * mine[j] / all } else { 0.0 })
        });
        let mut terms = Terms::default();
        let formula = self.over_months(cuts, &self.of_project(Kind::Cut, k), &mut terms);
        let note = text(
            "措施每月的削减量按各项目当月在运的覆盖份额分给项目，再按月折算。",
            "What its measure cuts in a month is split among its projects by what each has in service, then credited by months.",
        );
        let result = quantity("Q", Self::contribution_name(counts), total, tonnes());
        Some(Found { of: self.called(Whose::Project(k)), result, formula, terms, note })
    }

    /// What project `k` cuts in the month: its part of what its measure cuts.
    pub fn project_cut(&self, k: usize) -> Option<Found> {
        let engine = self.engine;
        let project = &engine.model.projects[k];
        let m = project.measure;
        let projects = self.in_service_of(m);
        let (_, mine) = projects.iter().find(|(project, _)| *project == k)?;
        let last = WINDOW - 1;
        let all: f64 = projects.iter().map(|(_, in_service)| in_service[last]).sum();
        let weight = engine.attribution.months().last()?.1;
        let cut: f64 = self.parts_of(m).iter().map(|part| part.monthly_t[last] / weight).sum();
        let mut terms = Terms::default();
        let result = |value| {
            quantity("C", text("当月年化削减量", "annualised cut of the month"), value, tonnes_a_year())
        };
        let of = self.called(Whose::Project(k));
        if all <= 0.0 {
            let note = text("当月尚无项目投运。", "No project of its measure is in service in the month.");
            return Some(Found { of, result: result(0.0), formula: Formula::Number(0.0), terms, note });
        }
        let name = engine.model.measures[m].name.clone();
        let whole = terms.explained(quantity("C", name, cut, tonnes_a_year()), self.of_measure(Kind::Cut, m));
        let covered = self.covered(k, &mut terms)?;
        let ramp = self.ramp(k, &mut terms)?;
        let name = text(
            format!("该措施{}个项目合计在运份额", projects.len()),
            format!("in service of all {} projects of the measure", projects.len()),
        );
        let all_term = terms.plain(share("u", name, all));
        let part = Formula::over(Formula::Times(vec![covered, ramp]), all_term);
        let note = text(
            "措施当月的削减量 × 本项目在运份额 ÷ 各项目在运份额合计。在运份额 = 覆盖的比例 × 投运进度：（当月 − 投产月 − 推迟）÷ 达产月数，在0与1之间。",
            "What the measure cuts in the month, times what the project has in service over what all have: the share it covers times how far it has come, (month − completion − delay) / ramp, between 0 and 1.",
        );
        let value = cut * mine[last] / all;
        Some(Found { of, result: result(value), formula: Formula::Times(vec![whole, part]), terms, note })
    }

    /// The share of what is eligible that project `k` covers: its quantity over the total, or what it declares over the
    /// potential.
    pub fn covered(&self, k: usize, terms: &mut Terms) -> Option<Formula> {
        let engine = self.engine;
        let project = &engine.model.projects[k];
        let measure = &engine.model.measures[project.measure];
        let line = project.line;
        Some(match project.size {
            Size::Quantity(amount) => {
                let name = text(
                    format!("项目数量（台账第{line}行）"),
                    format!("quantity (line {line} of the ledger)"),
                );
                let amount = terms.plain(quantity("m", name, amount, measure.basis_unit.clone()));
                Formula::over(amount, terms.figure(self, "M", Address::Total(project.measure), None))
            }
            Size::Declared(t) => {
                let potential_t =
                    engine.settings.potential_t(&engine.simulation, project.measure, self.pollutant);
                let declared = t[self.pollutant].filter(|_| potential_t > 0.0);
                let Some(declared) = declared else { return Some(Formula::Number(0.0)) };
                let name = text(
                    format!("申报减排量（台账第{line}行）"),
                    format!("declared (line {line} of the ledger)"),
                );
                let declared = terms.plain(quantity("D", name, declared, tonnes_a_year()));
                let name = text("全部实施时年削减量", "cut a year if all were covered");
                Formula::over(declared, terms.plain(quantity("P", name, potential_t, tonnes_a_year())))
            }
        })
    }

    /// How far project `k` has come in the month, between 0 and 1.
    fn ramp(&self, k: usize, terms: &mut Terms) -> Option<Formula> {
        let engine = self.engine;
        let project = &engine.model.projects[k];
        let placed = engine.simulation.coverage.projects.iter().find(|placed| placed.project == k)?;
        let months = text("个月", "months");
        let completion = project.completion;
        let name = text(format!("距投产月份{completion}"), format!("since completion in {completion}"));
        let since = self.at as f64 - f64::from(placed.completion);
        let mut passed = terms.plain(quantity("n", name, since, months.clone()));
        let delay = engine.settings.measures[project.measure].delay_months;
        if project.status != Status::Complete && delay != 0.0 {
            let name = text("推迟（调节项）", "delay (lever)");
            passed = Formula::less(passed, terms.plain(quantity("δ", name, delay, months.clone())));
        }
        let ramp_months = f64::from(placed.ramp_months);
        let ramp = if placed.ramp_months == engine.model.measures[project.measure].ramp_months {
            terms.figure(self, "r", Address::Ramp(project.measure), None)
        } else {
            let name = text(
                format!("达产月数（台账第{}行）", project.line),
                format!("ramp (line {} of the ledger)", project.line),
            );
            terms.plain(quantity("r", name, ramp_months, months))
        };
        let so_far = Formula::Most(vec![Formula::Number(0.0), Formula::over(passed, ramp)]);
        Some(Formula::Least(vec![Formula::Number(1.0), so_far]))
    }
}
