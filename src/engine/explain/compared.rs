//! What differs from a run that is held against this one: another scenario, or one figure at its low or high (method page,
//! section 9).

use super::terms::Terms;
use super::{Asked, Found, quantity, text, tonnes};
use crate::analysis::tornado;
use crate::locale::Text;
use crate::model::Address;
use crate::results::{
    ExplainedKind as Kind, FigureEntry, FigureOutline, FigureStanding, Formula, Quantity, Subject,
};

impl Asked<'_> {
    /// The number less what the scenario compared with has, `value`.
    pub fn difference(&self, value: f64) -> Option<Found> {
        let own = Subject { against: None, side: None, ..self.subject.clone() };
        let theirs = Subject { side: self.subject.side, ..own.clone() };
        let mut terms = Terms::default();
        let (of, result, here) = if let Some(Found { of, result, .. }) = self.asked(own.clone()).found() {
            let here = terms.explained(result.clone(), own);
            (of, result, here)
        } else {
            let (of, result) = self.gone()?;
            (of, result, Formula::Number(0.0))
        };
        let name = text(
            format!("对比方案的{}", result.name.zh),
            format!("{} of what is compared with", result.name.en),
        );
        let there = Quantity { symbol: format!("{}′", result.symbol), name, value, ..result.clone() };
        // What it has not got it can't explain.
        let there = match theirs.side {
            Some(_) if value != 0.0 => terms.explained(there, theirs),
            _ => terms.plain(there),
        };
        let name = text(format!("{}之差", result.name.zh), format!("difference in {}", result.name.en));
        let result = Quantity {
            symbol: format!("Δ{}", result.symbol),
            name,
            value: result.value - value,
            ..result.clone()
        };
        let note = text(
            "当前方案减去对比方案；对比方案的数据由其自身的参数和台账算出。",
            "What is shown less what it is compared with, which is computed from its own figures and ledger.",
        );
        Some(Found { of, result, formula: Formula::less(here, there), terms, note })
    }

    /// What a measure or project that only the other scenario has brings here: nothing.
    fn gone(&self) -> Option<(Vec<Text>, Quantity)> {
        let Subject { kind: Kind::Contribution, measure, project, .. } = &self.subject else { return None };
        let of = Text::same(measure.as_ref().or(project.as_ref())?);
        Some((vec![of], quantity("Q", Self::contribution_name(true), 0.0, tonnes())))
    }

    /// R with one figure at its low or its high, all else as in the central run; or how far the two are apart.
    pub fn swing(&self) -> Option<Found> {
        let engine = self.engine;
        let id = self.subject.figure.as_ref()?;
        let (model, simulation) = (&engine.model, &engine.simulation);
        let (central_t, swings) = tornado(model, simulation, self.levers, self.pollutant, self.at);
        let named = swings.iter().map(|swing| (swing, FigureOutline::new(model, swing.input)));
        let (swing, figure) = named.into_iter().find(|(_, figure)| figure.id == *id)?;
        let mut terms = Terms::default();
        let Some(high) = self.subject.high else {
            let mut end = |high: bool, value: f64| {
                let (symbol, zh, en) = if high { ("R₂", "高", "high") } else { ("R₁", "低", "low") };
                let name =
                    text(format!("取{zh}值时的累计核算减排量"), format!("counted reduction at its {en}"));
                let explain = Subject { high: Some(high), ..self.subject.clone() };
                terms.explained(quantity(symbol, name, value, tonnes()), explain)
            };
            let [low, high] = [end(false, swing.low_t), end(true, swing.high_t)];
            let most = Formula::Most(vec![low.clone(), high.clone()]);
            let formula = Formula::less(most, Formula::Least(vec![low, high]));
            let span = (swing.high_t - swing.low_t).abs();
            let result = quantity("ΔR", text("两端之差", "between the two ends"), span, tonnes());
            let note = text(
                "参数分别取低值和高值时结果之差。",
                "How far the results at its low and at its high are apart.",
            );
            return Some(Found { of: vec![figure.name], result, formula, terms, note });
        };
        let value_t = if high { swing.high_t } else { swing.low_t };
        let central = quantity(
            "R₀",
            text("按最可能值计算的累计核算减排量", "counted reduction of the central run"),
            central_t,
            tonnes(),
        );
        let central = terms.explained(central, self.other(Kind::Reduction));
        let change =
            text("该参数引起的变化（重算得出）", "change that the figure makes (from a run of its own)");
        let change = terms.plain(quantity("ΔR", change, value_t - central_t, tonnes()));
        let end = if high { ("高值", "high", figure.high) } else { ("低值", "low", figure.low) };
        for (zh, en, value) in [end, ("最可能值", "most likely", figure.mode)] {
            let _ = terms.at(model, &figure, (zh, en), value);
        }
        let result = quantity("R", text("累计核算减排量", "counted reduction"), value_t, tonnes());
        let note = text(
            "一个参数取其范围的一端，其他参数不变，重算一遍；计划和在建项目的推迟也作为参数。",
            "One figure at an end of its range and all others as they are, run again; the delays of projects count as figures too.",
        );
        let formula = Formula::Sum(vec![central, change]);
        Some(Found { of: vec![figure.name], result, formula, terms, note })
    }

    /// By how much a figure of the list, at the lower or higher value it is tried at, moves what the reduction is against
    /// the schedule.
    pub fn influence(&self) -> Option<Found> {
        let model = &self.engine.model;
        let (path, high) = (self.subject.figure.as_ref()?, self.subject.high?);
        let address = Address::find(model, path)?;
        let number = Address::all(model).iter().position(|other| *other == address)?;
        let of = (self.pollutant, self.subject.at);
        let moved = self.engine.influences(self.levers, of, number..number + 1);
        let value = *moved.get(usize::from(high))?;
        let judged =
            if model.plan.targets[self.pollutant].is_some() { Kind::Points } else { Kind::Reduction };
        let as_it_is = self.asked(self.other(judged)).found()?.result;
        let mut terms = Terms::default();
        let (zh, en) = if high { ("高", "higher") } else { ("低", "lower") };
        let name = text(
            format!("该参数取较{zh}值时{}", as_it_is.name.zh),
            format!("{} with the figure at its {en} value", as_it_is.name.en),
        );
        let then = Quantity { symbol: format!("{}′", as_it_is.symbol), name, value, ..as_it_is.clone() };
        let then = terms.plain(then);
        let unit = as_it_is.unit.clone();
        let change = value - as_it_is.value;
        let now = terms.explained(as_it_is, self.other(judged));
        let entry = FigureEntry::new(model, address, &FigureStanding::default());
        let _ = terms.figure(self, "θ", address, None);
        let of = text(
            format!("{} · {}", entry.of.zh, entry.name.zh),
            format!("{} · {}", entry.of.en, entry.name.en),
        );
        let result = quantity("δ", text("该参数引起的变化", "change that the figure makes"), change, unit);
        let note = text(
            "只改这一个参数、其余不变，重算一遍：有范围的取其低值、高值，没有范围的减少和增加10%（为0的取±0.01），但不超出它可取的范围；推迟取其最短和最长。",
            "With this figure alone changed, all is run again: at its low and its high where it has a range, else 10 % lower and higher (±0.01 where it is 0), within what it may be; delays at their least and most.",
        );
        Some(Found { of: vec![of], result, formula: Formula::less(then, now), terms, note })
    }
}
