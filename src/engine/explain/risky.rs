//! Which projects put the targets at risk (method page, section 9): what draws say with and without one on time.

use super::terms::Terms;
use super::whose::Whose;
use super::{Asked, Found, quantity, share, text, tonnes};
use crate::locale::Text;
use crate::results::{ExplainedKind as Kind, Formula, Quantity, Subject};

fn missed_in(name: Text, chance: f64, draws: usize) -> Quantity {
    quantity("n", name, (chance * draws as f64).round(), text("次", "draws"))
}

fn all(draws: usize) -> Quantity {
    quantity("N", text("抽样次数", "draws"), draws as f64, text("次", "draws"))
}

fn missing(value: f64) -> Quantity {
    share("P", text("现有未达标概率", "chance of missing"), value)
}

fn missing_on_time(value: f64) -> Quantity {
    share("P′", text("该项目按期时的未达标概率", "chance of missing with the project on time"), value)
}

fn gain(value: f64) -> Quantity {
    share("G", text("概率降低", "chance of missing is less by"), value)
}

impl Asked<'_> {
    /// Chance of missing the target at the plan's end; of any without a pollutant.
    pub fn missing(&self) -> Option<Found> {
        let (draws, value) = self.subject.draws?;
        let mut terms = Terms::default();
        let name = text("期末未达目标的次数", "draws that miss the target at the plan's end");
        let missed = terms.plain(missed_in(name, value, draws));
        let formula = Formula::over(missed, terms.plain(all(draws)));
        self.drawn_from(&mut terms);
        let note = text(
            "每次抽样，不确定的参数、各项目的推迟和能否建成都按其分布取值，再算一遍；期末未达目标的次数占比即未达标概率。",
            "In each draw uncertain figures, the delay of every project and whether it is built are drawn from their distributions, and all is run again; the chance is the share of draws that miss the target at the plan's end.",
        );
        Some(Found { of: vec![], result: missing(value), formula, terms, note })
    }

    /// The same when a project is certain to come on time.
    pub fn missing_on_time(&self) -> Option<Found> {
        let (draws, value) = self.subject.draws?;
        let whose @ Whose::Project(_) = self.whose()? else { return None };
        let mut terms = Terms::default();
        let name =
            text("该项目按期时仍未达目标的次数", "draws that miss the target even with the project on time");
        let missed = terms.plain(missed_in(name, value, draws));
        let formula = Formula::over(missed, terms.plain(all(draws)));
        self.drawn_from(&mut terms);
        let note = text(
            "同一批抽样中，把该项目改为必定建成、按台账月份投运，其余照旧，逐次重算；仍未达目标的次数占比即此概率。",
            "The same draws, with the project certain to be built and on time by the ledger's month and all else as drawn, worked out again one by one; the chance is the share of them that still miss the target.",
        );
        Some(Found { of: self.called(whose), result: missing_on_time(value), formula, terms, note })
    }

    /// By how much the chance of missing is less with a project on time; `beside`: the chance as it is.
    pub fn gain(&self) -> Option<Found> {
        let (draws, value) = self.subject.draws?;
        let whose @ Whose::Project(_) = self.whose()? else { return None };
        let before = self.subject.beside?;
        let mut terms = Terms::default();
        let of =
            |kind, value| Subject { kind, draws: Some((draws, value)), beside: None, ..self.subject.clone() };
        let missed = Subject { project: None, ..of(Kind::Missing, before) };
        let missed = terms.explained(missing(before), missed);
        let then = before - value;
        let then = terms.explained(missing_on_time(then), of(Kind::MissingOnTime, then));
        let note = text(
            "保证该项目按期建成能使未达标概率降低多少：两个概率取自同一批抽样。",
            "By how much the chance of missing is less once the project is certain to come on time: both chances are from the same draws.",
        );
        let formula = Formula::less(missed, then);
        Some(Found { of: self.called(whose), result: gain(value), formula, terms, note })
    }

    /// Standard error of the gain; `beside`: the gain.
    pub fn gain_error(&self) -> Option<Found> {
        let (draws, value) = self.subject.draws?;
        let whose @ Whose::Project(_) = self.whose()? else { return None };
        let won = self.subject.beside?;
        let n = draws as f64;
        // The variance of one draw's gain (1 saved, -1 spoilt) is their share less the gain's square.
        let changed = (n * (n * value * value + won * won)).round();
        let saved = f64::midpoint(changed, won * n).round();
        let mut terms = Terms::default();
        let times = || text("次", "draws");
        let name = text("因按期而转为达标的次数", "draws that being on time saves");
        let saves = terms.plain(quantity("a", name, saved, times()));
        let name = text("因按期而转为不达标的次数", "draws that being on time spoils");
        let spoils = terms.plain(quantity("b", name, changed - saved, times()));
        let draws = terms.plain(all(draws));
        let g = terms.plain(gain(won));
        let squares = Formula::over(Formula::Sum(vec![saves, spoils]), draws.clone());
        let variance = Formula::less(squares, Formula::Times(vec![g.clone(), g]));
        let variance = Formula::Most(vec![Formula::Number(0.0), variance]);
        let formula = Formula::power(Formula::over(variance, draws), Formula::Number(0.5));
        let note = text(
            "抽样次数有限带来的误差：每次抽样的变化为1（转为达标）、−1（转为不达标，例如抽样中本会提前）或0，取其方差除以抽样次数再开方。",
            "The error of a limited number of draws: each changes by 1 (saved), −1 (spoilt: the project might have come early) or 0; the square root of their variance over the number of draws.",
        );
        let result = share("ε", text("标准误", "standard error"), value);
        Some(Found { of: self.called(whose), result, formula, terms, note })
    }

    /// What a project on time brings more by the plan's end, in the mean of all draws.
    pub fn gain_t(&self) -> Option<Found> {
        let (draws, value) = self.subject.draws?;
        let whose @ Whose::Project(_) = self.whose()? else { return None };
        let mut terms = Terms::default();
        let name = text(
            "各次抽样增加的减排量之和（由结果折算）",
            "what it brings more, all draws added up (worked back from the result)",
        );
        let sum = terms.plain(quantity("ΣΔR", name, value * draws as f64, tonnes()));
        let formula = Formula::over(sum, terms.plain(all(draws)));
        self.drawn_from(&mut terms);
        let note = text(
            "同一批抽样中，该项目按期与按抽样推迟（或未建成）相比，期末累计核算减排量增加多少，取各次平均。",
            "In the same draws, by how much the counted reduction at the plan's end is more with the project on time than late (or not built) as drawn: the mean of all draws.",
        );
        let result = quantity("ΔR", text("按期增加", "brought by being on time"), value, tonnes());
        Some(Found { of: self.called(whose), result, formula, terms, note })
    }
}
