//! What differs from a run that is held against this one: another scenario, or one figure at its low or high (method page,
//! section 9).

use super::terms::Terms;
use super::{Asked, Found, quantity, text, tonnes};
use crate::analysis::tornado;
use crate::results::{FigureOutline, Formula, Quantity, Subject, Term};

impl Asked<'_> {
    /// What is `found` less what the scenario compared with has, `value`.
    pub fn difference(&self, found: &Found, value: f64) -> Found {
        let Found { of, result, .. } = found;
        let mut terms = Terms::default();
        let here = terms.explained(result.clone(), Subject { against: None, ..self.subject.clone() });
        let name = text(
            format!("对比方案的{}", result.name.zh),
            format!("{} of what is compared with", result.name.en),
        );
        let there = Quantity { symbol: format!("{}′", result.symbol), name, value, ..result.clone() };
        let there = terms.plain(there);
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
        Found { of: of.clone(), result, formula: Formula::less(here, there), terms, note }
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
        let central = terms.explained(central, self.other(crate::results::ExplainedKind::Reduction));
        let change =
            text("该参数引起的变化（重算得出）", "change that the figure makes (from a run of its own)");
        let change = terms.plain(quantity("ΔR", change, value_t - central_t, tonnes()));
        let end = if high { ("高值", "high", figure.high) } else { ("低值", "low", figure.low) };
        for (zh, en, value) in [end, ("最可能值", "most likely", figure.mode)] {
            let quantity = Quantity {
                symbol: "θ".to_owned(),
                name: text(format!("{}（{zh}）", figure.name.zh), format!("{} ({en})", figure.name.en)),
                value,
                unit: figure.unit.clone(),
                share: figure.share,
            };
            let (path, provenance) = (Some(figure.id.clone()), figure.provenance.clone());
            let _ = terms.add(Term { quantity, figure: path, provenance, explain: None });
        }
        let result = quantity("R", text("累计核算减排量", "counted reduction"), value_t, tonnes());
        let note = text(
            "一个参数取其范围的一端，其他参数不变，重算一遍；计划和在建项目的推迟也作为参数。",
            "One figure at an end of its range and all others as they are, run again; the delays of projects count as figures too.",
        );
        let formula = Formula::Sum(vec![central, change]);
        Some(Found { of: vec![figure.name], result, formula, terms, note })
    }
}
