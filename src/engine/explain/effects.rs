//! What of the variance is there because of what (method page, section 9).

use super::terms::Terms;
use super::{Asked, Found, quantity, share, text, tonnes};
use crate::analysis::figures;
use crate::locale::Text;
use crate::results::{FigureOutline, Formula, Quantity};

impl Asked<'_> {
    /// The share of the variance that is there because of a group or a figure (or correlated ones).
    pub fn total_effect(&self) -> Option<Found> {
        let (samples, value) = self.subject.draws?;
        let deviation = self.subject.beside?;
        let mut terms = Terms::default();
        let name = text(
            "只换掉它时结果变化平方的一半，各次平均（由结果折算）",
            "half the square of what changes when it alone is drawn anew, in the mean of the samples (worked back from the result)",
        );
        let square = text("吨²", "t²");
        let d = terms.plain(quantity("D", name, value * deviation * deviation, square));
        let variance = Formula::power(terms.plain(standard_deviation(deviation)), Formula::Number(2.0));
        self.samples(samples, &mut terms);
        let of = self.inputs(&mut terms)?;
        let note = text(
            "总效应（Jansen 估计）：每个样本抽两次，把第一次中的该项换成第二次的值重算，结果变化平方的一半即由它引起的方差，除以全部方差。与其他项共同引起的部分各算一次，故各项相加可超过100%。",
            "Total effect (Jansen's estimate): each sample is two draws; the first is run again with this one taken from the second. Half the square of the change is the variance it causes, over all of the variance. What several cause together is in each of them, so shares may add up to more than 100 %.",
        );
        let result = share("S", text("总效应", "total effect"), value);
        Some(Found { of, result, formula: Formula::over(d, variance), terms, note })
    }

    /// Standard error of the same.
    pub fn total_effect_error(&self) -> Option<Found> {
        let (samples, value) = self.subject.draws?;
        let deviation = self.subject.beside?;
        let mut terms = Terms::default();
        let n = samples as f64;
        let name = text(
            "各样本偏差平方的平均（由结果折算）",
            "mean square of what each sample deviates by (worked back from the result)",
        );
        let variance = deviation * deviation;
        let square = value * value * n * variance * variance;
        let e = terms.plain(quantity("Q", name, square, text("吨⁴", "t⁴")));
        let n = self.samples(samples, &mut terms);
        let variance = Formula::power(terms.plain(standard_deviation(deviation)), Formula::Number(2.0));
        let root = Formula::power(Formula::over(e, n), Formula::Number(0.5));
        let of = self.inputs(&mut terms)?;
        let note = text(
            "样本数有限带来的误差（德尔塔法）：每个样本的偏差 = 变化平方的一半 − 总效应 × 该样本两次抽样离均值的平方平均，取其平方的平均，除以样本数后开方，再除以方差。",
            "The error of a limited number of samples (delta method): a sample deviates by half the square of its change less the total effect times the mean square distance of its two draws from the mean; the root of the mean square of that over the number of samples, over the variance.",
        );
        let result = share("ε", text("标准误", "standard error"), value);
        let formula = Formula::over(root, variance);
        Some(Found { of, result, formula, terms, note })
    }

    fn samples(&self, samples: usize, terms: &mut Terms) -> Formula {
        let name = text("样本数（各为两次抽样）", "samples (of two draws each)");
        let n = terms.plain(quantity("N", name, samples as f64, text("个", "")));
        self.seed(terms);
        n
    }

    /// What is drawn anew: its name, and each figure's range with its source.
    fn inputs(&self, terms: &mut Terms) -> Option<Vec<Text>> {
        if let Some(group) = &self.subject.group {
            return Some(vec![group_name(group)?]);
        }
        let model = &self.engine.model;
        let ids = self.subject.figure.as_ref()?.split('+');
        let all: Vec<_> =
            figures(model).into_iter().map(|(key, _)| FigureOutline::of_figure(model, key)).collect();
        ids.map(|id| {
            let figure = all.iter().find(|figure| figure.id == id)?;
            for (zh, en, value) in [
                ("低值", "low", figure.low),
                ("最可能值", "most likely", figure.mode),
                ("高值", "high", figure.high),
            ] {
                let _ = terms.at(model, figure, (zh, en), value);
            }
            Some(figure.name.clone())
        })
        .collect()
    }
}

fn standard_deviation(t: f64) -> Quantity {
    quantity("σ", text("累计核算减排量的标准差", "standard deviation of the counted reduction"), t, tonnes())
}

/// What people call a group: the same on the page, in `www/js/words/confidence.js`.
fn group_name(id: &str) -> Option<Text> {
    Some(match id {
        "delays" => text("项目推迟", "delays of projects"),
        "delivery" => text("项目能否建成", "whether projects are built"),
        "factors" => text("其他数据", "other figures"),
        "activity" => text("活动水平", "activity of sources"),
        _ => return None,
    })
}
