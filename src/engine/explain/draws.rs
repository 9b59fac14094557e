//! What draws say: chances and quantiles (method page, section 8).

use super::terms::Terms;
use super::{Asked, Found, quantity, share, text, tonnes};
use crate::analysis::figures;
use crate::locale::Text;
use crate::results::{ExplainedKind as Kind, Formula};

impl Asked<'_> {
    /// What every draw rests on: how many there are, their seed, how many figures and projects vary.
    pub fn drawn_from(&self, terms: &mut Terms) {
        let engine = self.engine;
        self.seed(terms);
        let varying =
            figures(&engine.model).into_iter().filter(|(_, figure)| figure.low < figure.high).count();
        let name = text("给出范围的参数", "figures with a range");
        let _ = terms.plain(quantity("m", name, varying as f64, text("个", "")));
        let name = text("推迟和能否建成也抽样的项目", "projects whose delay and delivery are drawn");
        let projects = engine.simulation.coverage.projects.len();
        let _ = terms.plain(quantity("k", name, projects as f64, text("个", "")));
    }

    pub fn seed(&self, terms: &mut Terms) {
        if let Some(seed) = self.subject.seed {
            let name = text("随机数种子", "seed of the random numbers");
            let _ = terms.plain(quantity("s", name, f64::from(seed), Text::default()));
        }
    }

    /// What is missing in the mean of the draws that miss; `beside`: the chance that they don't.
    pub fn shortfall(&self) -> Option<Found> {
        let (draws, value) = self.subject.draws?;
        let missing = ((1.0 - self.subject.beside?) * draws as f64).round();
        let mut terms = Terms::default();
        let name = text(
            "未达标各次的缺口之和（由结果折算）",
            "what is missing, all draws that miss added up (worked back from the result)",
        );
        let sum = terms.plain(quantity("Σ(S−R)", name, value * missing, tonnes()));
        let name = text("期末未达目标的次数", "draws that miss the target at the plan's end");
        let missing = terms.plain(quantity("n", name, missing, text("次", "draws")));
        let name = text("抽样次数", "draws");
        let _ = terms.plain(quantity("N", name, draws as f64, text("次", "draws")));
        self.drawn_from(&mut terms);
        let result = quantity("D", text("平均缺口", "mean shortfall"), value, tonnes());
        let note = text(
            "只看期末未达目标的各次抽样：时序进度减累计核算减排量，取平均。它回答“若未完成，一般差多少”。",
            "Of the draws that miss the target at the plan's end only: schedule less counted reduction, in their mean. It says how much is missing, if any is.",
        );
        Some(Found { of: vec![], result, formula: Formula::over(sum, missing), terms, note })
    }

    pub fn chance(&self) -> Option<Found> {
        let (draws, likely) = self.subject.draws?;
        let mut terms = Terms::default();
        let times = text("次", "draws");
        let hits = (likely * draws as f64).round();
        let all = self.subject.pollutant.is_none();
        let name = if all {
            text("全部达到目标的次数", "draws in which all meet their targets")
        } else {
            text("达到当月时序进度的次数", "draws that are on schedule in the month")
        };
        let hits = terms.plain(quantity("n", name, hits, times.clone()));
        let draws = terms.plain(quantity("N", text("抽样次数", "draws"), draws as f64, times));
        self.drawn_from(&mut terms);
        let name = if all {
            text("全部达标概率", "chance that all are on schedule")
        } else {
            text("达标概率", "chance on schedule")
        };
        let note = text(
            "每次抽样，不确定的参数、各项目的推迟和能否建成都按其分布取值，再算一遍；达到目标的次数占比即概率。各参数的范围见“依据”。",
            "In each draw uncertain figures, the delay of every project and whether it is built are drawn from their distributions, and all is run again; the chance is the share of draws that meet the target. The ranges are under Sources.",
        );
        Some(Found {
            of: vec![],
            result: share("P", name, likely),
            formula: Formula::over(hits, draws),
            terms,
            note,
        })
    }

    /// A quantile of the counted reduction over all draws.
    pub fn quantile(&self) -> Option<Found> {
        let (draws, value) = self.subject.draws?;
        let percent = self.subject.quantile?;
        let mut terms = Terms::default();
        let name = text(
            format!("{draws}次抽样的累计核算减排量从小到大排列，{percent}%处的值"),
            format!(
                "the counted reductions of {draws} draws in ascending order, the one that {percent}% are below"
            ),
        );
        let formula = terms.plain(quantity("R", name, value, tonnes()));
        let name = text("抽样次数", "draws");
        let _ = terms.plain(quantity("N", name, draws as f64, text("次", "draws")));
        self.drawn_from(&mut terms);
        let central = quantity(
            "R₀",
            text(
                "按各参数最可能值计算的累计核算减排量",
                "counted reduction with every figure at its most likely",
            ),
            self.engine.run.reduction_t[self.pollutant][self.at],
            tonnes(),
        );
        let _ = terms.explained(central, self.other(Kind::Reduction));
        let name = text(format!("P{percent} 累计核算减排量"), format!("P{percent} of the counted reduction"));
        let result = quantity(&format!("P{percent}"), name, value, tonnes());
        let note = text(
            "分位数不是一个算式：每次抽样，不确定的参数、各项目的推迟和能否建成都按其分布取值，再算一遍；把各次结果排序后取该位置的值（两次之间按直线内插）。同一种子得到同样的数。各参数的范围见“依据”。",
            "A quantile is no formula: in each draw uncertain figures, the delay of every project and whether it is built are drawn from their distributions, and all is run again; of the results in order it is the one at that place (between two, on the straight line). The same seed gives the same number. The ranges are under Sources.",
        );
        Some(Found { of: vec![], result, formula, terms, note })
    }
}
