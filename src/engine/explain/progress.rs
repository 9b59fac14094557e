//! Progress against the schedule (method page, section 5).

use super::terms::Terms;
use super::{Asked, Found, of_month, quantity, share, text, tonnes, tonnes_a_year};
use crate::model::{Address, Credit, FigureKey};
use crate::results::{ExplainedKind as Kind, Formula, Quantity, Subject, Term};

impl Asked<'_> {
    fn reduction_t(&self) -> f64 {
        self.engine.run.reduction_t[self.pollutant][self.at]
    }

    fn schedule_t(&self) -> Option<f64> {
        Some(self.engine.simulation.progress.schedule_t[self.pollutant].as_ref()?[self.at])
    }

    fn r(&self) -> Quantity {
        quantity("R", text("累计核算减排量", "counted reduction"), self.reduction_t(), tonnes())
    }

    fn s(&self) -> Option<Quantity> {
        Some(quantity("S", text("时序进度", "schedule"), self.schedule_t()?, tonnes()))
    }

    fn target(&self, terms: &mut Terms) -> Formula {
        terms.figure(self, "T", Address::Target(self.pollutant), None)
    }

    pub fn reduction(&self) -> Found {
        let (engine, p, at) = (self.engine, self.pollutant, self.at);
        let mut terms = Terms::default();
        let opening_t = engine.settings.opening_t(p)[at];
        let offset_t = engine.simulation.progress.offset_t[p][at];
        let o = quantity("O", text("前期累计减排量", "reductions of earlier projects"), opening_t, tonnes());
        let o = terms.explained(o, self.other(Kind::Opening));
        let f = quantity("F", text("区域削减替代量", "regional offsets"), offset_t, tonnes());
        let f = terms.explained(f, self.other(Kind::Offset));
        let cuts = self.cuts().into_iter().map(|(i, cut)| self.cut_term(i, cut)).collect::<Vec<_>>();
        let sum = terms.series(cuts);
        let months = matches!(engine.simulation.progress.credit, Credit::Months);
        let counted = if months {
            Formula::Times(vec![Formula::over(Formula::Number(1.0), Formula::Number(12.0)), sum])
        } else {
            sum
        };
        let note = if months {
            text(
                "按投运月数折算：最近十二个月（计划期内）各月年化削减量之和除以12，加前期累计，减区域削减替代量。",
                "Credited by months in service: the annualised cuts of the last twelve months of the plan, over 12, plus what earlier projects had achieved, less offsets.",
            )
        } else {
            text(
                "按全年能力核算：当月年化削减量，加前期累计，减区域削减替代量。",
                "Full-year capacity counted at once: the annualised cut of the month, plus what earlier projects had achieved, less offsets.",
            )
        };
        let formula = Formula::Sum(vec![Formula::less(o, f), counted]);
        Found { of: vec![], result: self.r(), formula, terms, note }
    }

    /// What measures that count cut in each month that counts, t/yr, by month index.
    fn cuts(&self) -> Vec<(usize, f64)> {
        let engine = self.engine;
        let row = |i: usize| engine.run.cut_t_per_year[self.pollutant][i / 2].to_array()[i % 2];
        engine.attribution.months().map(|(i, _)| (i, row(i))).collect()
    }

    fn cut_term(&self, i: usize, cut: f64) -> Term {
        let month = self.engine.model.plan.month(i);
        let mut quantity = quantity("C", of_month(month), cut, tonnes_a_year());
        quantity.name = text(format!("{}削减量", quantity.name.zh), format!("cut in {}", quantity.name.en));
        let explain = Subject { at: Some(month), ..self.other(Kind::Cut) };
        Term { quantity, explain: Some(explain), ..Term::default() }
    }

    pub fn opening(&self) -> Found {
        let (engine, p) = (self.engine, self.pollutant);
        let value = engine.settings.opening_t(p)[self.at];
        let openings = &engine.model.plan.openings[p];
        let corners = openings.iter().map(|o| o.month.since(engine.model.plan.start)).enumerate();
        let mut terms = Terms::default();
        let term = |terms: &mut Terms, symbol: &str, index: Option<usize>| match index {
            Some(index) => terms.key(self, symbol, FigureKey::Opening { pollutant: p, index }),
            None => Formula::Number(0.0),
        };
        let formula = self.between(&corners.collect::<Vec<_>>(), &mut terms, term);
        let result = quantity("O", text("前期累计减排量", "reductions of earlier projects"), value, tonnes());
        let note = text(
            "台账以外的前期项目：计划期初为0，各给定月份之间按直线内插，最后一个月份以后不变。",
            "Projects before and outside the ledger: from 0 at the plan's beginning, straight lines between the months given, flat after the last.",
        );
        Found { of: vec![], result, formula, terms, note }
    }

    pub fn schedule(&self) -> Option<Found> {
        let (plan, p) = (&self.engine.model.plan, self.pollutant);
        let last = plan.months as i32 - 1;
        let milestones = &plan.targets[p].as_ref()?.milestones;
        let corners = milestones.iter().map(|(month, _)| month.since(plan.start)).enumerate();
        let mut corners: Vec<_> = corners.filter(|(_, i)| *i < last).collect();
        corners.push((usize::MAX, last));
        let mut terms = Terms::default();
        let target = self.target(&mut terms);
        let term = |terms: &mut Terms, symbol: &str, index: Option<usize>| match index {
            Some(usize::MAX) => Formula::Number(1.0),
            Some(i) => terms.figure(self, symbol, Address::Milestone(p, i), None),
            None => Formula::Number(0.0),
        };
        let part = self.between(&corners, &mut terms, term);
        let note = text(
            "目标乘以应完成比例：计划期初为0、期末为100%，给定的里程碑之间按直线内插。",
            "The target times the share due: from 0 at the plan's beginning to all at its end, straight lines between the milestones.",
        );
        Some(Found {
            of: vec![],
            result: self.s()?,
            formula: Formula::Times(vec![target, part]),
            terms,
            note,
        })
    }

    /// The value in the month of straight lines through (month -1, 0) and `corners` (number, month index).
    fn between(
        &self,
        corners: &[(usize, i32)],
        terms: &mut Terms,
        mut term: impl FnMut(&mut Terms, &str, Option<usize>) -> Formula,
    ) -> Formula {
        let at = self.at as i32;
        let next = corners.iter().position(|(_, i)| at <= *i);
        let before = next.unwrap_or(corners.len()).checked_sub(1).map(|i| corners[i]);
        let Some(next) = next.map(|i| corners[i]) else {
            return term(terms, "a", before.map(|(number, _)| number));
        };
        if next.1 == at {
            return term(terms, "b", Some(next.0));
        }
        let from = before.map_or(-1, |(_, i)| i);
        let months = text("个月", "months");
        let passed = quantity(
            "n",
            text("距上一给定月份", "months since the point before"),
            f64::from(at - from),
            months.clone(),
        );
        let all = quantity(
            "N",
            text("两给定月份之间", "months between the points"),
            f64::from(next.1 - from),
            months,
        );
        let part = Formula::over(terms.plain(passed), terms.plain(all));
        let end = term(terms, "b", Some(next.0));
        let Some(before) = before else {
            let all = end == Formula::Number(1.0);
            return if all { part } else { Formula::Times(vec![end, part]) };
        };
        let start = term(terms, "a", Some(before.0));
        let rise = Formula::Times(vec![Formula::less(end, start.clone()), part]);
        Formula::Sum(vec![start, rise])
    }

    pub fn offset(&self) -> Found {
        let (engine, p) = (self.engine, self.pollutant);
        let value = engine.simulation.progress.offset_t[p][self.at];
        let month = engine.model.plan.month(self.at);
        let mut terms = Terms::default();
        for (i, _) in engine.model.plan.offsets[p].iter().enumerate().filter(|(_, o)| o.month <= month) {
            let _ = terms.figure(self, "f", Address::Offset(p, i), None);
        }
        let formula = Formula::Series(0, terms.all.len());
        let result = quantity("F", text("区域削减替代量", "regional offsets"), value, tonnes());
        let note = text(
            "新建项目取得的区域削减替代量，从取得的月份起全部扣减。",
            "Tonnes set aside for new plants, subtracted in full from their month on.",
        );
        Found { of: vec![], result, formula, terms, note }
    }

    /// What offsets change of the counted reduction: 0 or less.
    pub fn deduction(&self) -> Found {
        let Found { result: set_aside, .. } = self.offset();
        let value = 0.0 - set_aside.value;
        let mut terms = Terms::default();
        let f = terms.explained(set_aside, self.other(Kind::Offset));
        let result = quantity("−F", text("扣减：区域削减替代", "less regional offsets"), value, tonnes());
        let note = text(
            "区域削减替代量从累计减排量中扣减，故为负。",
            "Tonnes set aside are subtracted from the counted reduction, hence below 0.",
        );
        Found { of: vec![], result, formula: Formula::less(Formula::Number(0.0), f), terms, note }
    }

    pub fn share(&self) -> Option<Found> {
        let mut terms = Terms::default();
        let target_t = self.engine.model.plan.targets[self.pollutant].as_ref()?.reduction_t;
        let r = terms.explained(self.r(), self.other(Kind::Reduction));
        let formula = Formula::over(r, self.target(&mut terms));
        let result = share("R/T", text("完成目标", "share of the target"), self.reduction_t() / target_t);
        let note =
            text("累计核算减排量除以五年目标。", "The counted reduction over the target of the whole plan.");
        Some(Found { of: vec![], result, formula, terms, note })
    }

    pub fn points(&self) -> Option<Found> {
        let mut terms = Terms::default();
        let target_t = self.engine.model.plan.targets[self.pollutant].as_ref()?.reduction_t;
        let (reduction_t, schedule_t) = (self.reduction_t(), self.schedule_t()?);
        let r = terms.explained(self.r(), self.other(Kind::Reduction));
        let s = terms.explained(self.s()?, self.other(Kind::Schedule));
        let part = Formula::over(Formula::less(r, s), self.target(&mut terms));
        let formula = Formula::Times(vec![part, Formula::Number(100.0)]);
        let points = (reduction_t - schedule_t) / target_t * 100.0;
        let unit = text("个百分点", "points");
        let result = quantity("Δ", text("较时序进度", "against the schedule"), points, unit);
        let note = text(
            "正为超过时序进度，负为低于；上下半个百分点以内为基本持平。累计核算减排量不低于时序进度的为达到时序进度，不足但达到其95%的为临界，不到95%的为滞后。",
            "Above 0 is ahead of the schedule, below is behind; within half a point it is level. A counted reduction of what is due is on schedule, of 95 % of it or more at risk, of less behind.",
        );
        Some(Found { of: vec![], result, formula, terms, note })
    }

    pub fn gap(&self) -> Option<Found> {
        let mut terms = Terms::default();
        let gap_t = self.reduction_t() - self.schedule_t()?;
        let r = terms.explained(self.r(), self.other(Kind::Reduction));
        let s = terms.explained(self.s()?, self.other(Kind::Schedule));
        let result = quantity("R−S", text("较时序进度", "against the schedule"), gap_t, tonnes());
        let note = text("为负时即缺口。", "Below 0 it is what is missing.");
        Some(Found { of: vec![], result, formula: Formula::less(r, s), terms, note })
    }

    /// The target, as the plan sets it.
    pub fn target_alone(&self) -> Option<Found> {
        let target_t = self.engine.model.plan.targets[self.pollutant].as_ref()?.reduction_t;
        let mut terms = Terms::default();
        let formula = self.target(&mut terms);
        let result = quantity("T", text("五年目标", "target of the whole plan"), target_t, tonnes());
        let note = text(
            "规划期末应完成的累计减排量，是情景给定的数据。",
            "What is to be reduced by the plan's end; the scenario gives it.",
        );
        Some(Found { of: vec![], result, formula, terms, note })
    }

    /// The part of the counted reduction that another number is: what a measure brings, or what the subject says.
    pub fn part(&self) -> Option<Found> {
        let kind = self.subject.part_of.unwrap_or(Kind::Contribution);
        let explain = Subject { kind, part_of: None, ..self.subject.clone() };
        let Found { of, result: mine, .. } = self.asked(explain.clone()).found()?;
        let value = mine.value / self.reduction_t();
        let called = text(
            format!("{}占累计减排量", if kind == Kind::Contribution { "" } else { &mine.name.zh }),
            if kind == Kind::Contribution {
                "share of the reduction".to_owned()
            } else {
                format!("{} over the reduction", mine.name.en)
            },
        );
        let result = share(&format!("{}/R", mine.symbol), called, value);
        let mut terms = Terms::default();
        let q = terms.explained(mine, explain);
        let r = terms.explained(self.r(), self.other(Kind::Reduction));
        let note = text("该项除以累计核算减排量。", "It over the counted reduction.");
        Some(Found { of, result, formula: Formula::over(q, r), terms, note })
    }
}
