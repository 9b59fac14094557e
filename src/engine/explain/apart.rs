//! What measures do apart from their fair share: alone, missing, and two at a time (method page, section 6).

use super::terms::Terms;
use super::{Asked, Found, quantity, text, tonnes};
use crate::analysis::Worlds;
use crate::locale::Text;
use crate::results::{ExplainedKind as Kind, Formula, Subject, Term};

/// One of the three, at one pair of source and pollutant: what is emitted in each world, with what to call it, and how the
/// number follows.
struct AtSource {
    worlds: Vec<(&'static str, Text, f64)>,
    formula: fn(&[Formula]) -> Formula,
    value: f64,
}

impl Asked<'_> {
    /// What a measure would cut as the only one.
    pub fn alone(&self) -> Option<Found> {
        let m = self.measure()?;
        let note = text(
            "该措施单独实施时的减排：覆盖率取全部措施实施时的值。计入考核的措施与只实施不计入考核措施的情形相比，不计入的与不采取任何措施的情形相比。各措施单独效果相加会重复计算重叠部分，公平份额不会。",
            "What the measure cuts as the only one, at the coverage of the full run. One that counts is set against a world with those that don't; one that doesn't, against a world without any. Added up, such figures count overlaps twice; fair shares don't.",
        );
        let name = text("单独实施", "alone");
        let (without, with) = if self.engine.model.measures[m].counts {
            (
                text("只有不计入考核的措施时的排放", "emission under those that don't count"),
                text("再加上该措施时的排放", "emission with this one as well"),
            )
        } else {
            (
                text("不采取任何措施时的排放", "emission without any measure"),
                text("只有该措施时的排放", "emission with it only"),
            )
        };
        self.apart(&[m], ("A", name), note, |worlds, counts| {
            let [nobody, only] = [worlds.only_t(counts, &[]), worlds.only_t(counts, &[m])];
            AtSource {
                worlds: vec![("E₀", without.clone(), nobody), ("E₁", with.clone(), only)],
                formula: |e| Formula::less(e[0].clone(), e[1].clone()),
                value: nobody - only,
            }
        })
    }

    /// What would be lost if a measure alone were missing.
    pub fn leave_one_out(&self) -> Option<Found> {
        let m = self.measure()?;
        let note = text(
            "其他措施不变、只撤掉该措施时会失去的减排：与其他措施重叠的部分仍由它们减去，因此可少于公平份额。",
            "What would be lost if it alone were missing and all others stayed: what others cut as well they still cut, so it may be less than the fair share.",
        );
        let name = text("撤掉即失", "lost without it");
        let without = text("撤掉该措施时的排放", "emission without it");
        let with = if self.engine.model.measures[m].counts {
            text("全部措施实施时的排放", "emission under all measures")
        } else {
            text("全部不计入考核的措施实施时的排放", "emission under all that don't count")
        };
        self.apart(&[m], ("L", name), note, |worlds, counts| {
            let [missing, all] = [worlds.without_t(counts, Some(m)), worlds.without_t(counts, None)];
            AtSource {
                worlds: vec![("E₋", without.clone(), missing), ("E", with.clone(), all)],
                formula: |e| Formula::less(e[0].clone(), e[1].clone()),
                value: missing - all,
            }
        })
    }

    /// What two measures both claim.
    pub fn overlap(&self) -> Option<Found> {
        let (m, other) = (self.measure()?, self.other_measure()?);
        let measures = &self.engine.model.measures;
        let note = text(
            "两项措施各自单独能减的，减去一起实施时能减的：两者都算作自己的吨数；为负时是任何一方离开另一方都减不掉的。",
            "What each cuts alone less what they cut together: tonnes that both claim; below 0, tonnes that neither cuts without the other.",
        );
        let name = text("重叠", "overlap");
        let only = |m: usize| {
            let Text { zh, en } = &measures[m].name;
            text(format!("只有{zh}时的排放"), format!("emission with {en} only"))
        };
        let neither = text("两项措施都没有时的排放", "emission with neither");
        let both = text("只有这两项措施时的排放", "emission with these two only");
        self.apart(&[m, other], ("V", name), note, |worlds, counts| {
            let among = [&[][..], &[m], &[other], &[m, other]];
            let [e0, e1, e2, e12] = among.map(|some| worlds.only_t(counts, some));
            AtSource {
                worlds: vec![
                    ("E₀", neither.clone(), e0),
                    ("E₁", only(m), e1),
                    ("E₂", only(other), e2),
                    ("E₁₂", both.clone(), e12),
                ],
                // (E₀ − E₁) + (E₀ − E₂) − (E₀ − E₁₂)
                formula: |e| {
                    let sum = |i: usize, j: usize| Formula::Sum(vec![e[i].clone(), e[j].clone()]);
                    Formula::less(sum(0, 3), sum(1, 2))
                },
                value: (e0 - e1) + (e0 - e2) - (e0 - e12),
            }
        })
    }

    /// What `at_source` says of the sources that all of `of` act on: added up, or of the one that is asked for.
    fn apart(
        &self,
        of: &[usize],
        (symbol, name): (&str, Text),
        note: Text,
        at_source: impl Fn(&Worlds, bool) -> AtSource,
    ) -> Option<Found> {
        let engine = self.engine;
        let (model, network) = (&engine.model, &engine.simulation.network);
        let counts = of.iter().all(|m| model.measures[*m].counts);
        let here = network.pairs.iter().enumerate().filter(|(_, pair)| {
            let touches = &network.touches[pair.touches.clone()];
            pair.pollutant == self.pollutant && of.iter().all(|m| touches.iter().any(|t| t.measure == *m))
        });
        let wanted = self.subject.source.as_ref();
        let here = here.filter(|(_, pair)| wanted.is_none_or(|id| model.sources[pair.source].id == *id));
        let found: Vec<_> = here
            .map(|(index, pair)| {
                let (simulation, settings) = (&engine.simulation, &engine.settings);
                let worlds = Worlds {
                    simulation,
                    settings,
                    run: &engine.run,
                    attribution: &engine.attribution,
                    pair: index,
                };
                (pair.source, at_source(&worlds, counts))
            })
            .collect();
        let mut terms = Terms::default();
        let mut called: Vec<_> = of.iter().map(|m| model.measures[*m].name.clone()).collect();
        let total = found.iter().map(|(_, at)| at.value).sum();
        let formula = if let [(source, at)] = &found[..] {
            called.push(model.sources[*source].name.clone());
            let worlds = at.worlds.iter();
            let worlds =
                worlds.map(|(symbol, name, t)| terms.plain(quantity(symbol, name.clone(), *t, tonnes())));
            (at.formula)(&worlds.collect::<Vec<_>>())
        } else if wanted.is_some() || found.is_empty() {
            return None;
        } else {
            terms.series(found.iter().map(|(source, at)| {
                let source = &model.sources[*source];
                let quantity = quantity(&symbol.to_lowercase(), source.name.clone(), at.value, tonnes());
                let explain = Subject { source: Some(source.id.clone()), ..self.subject.clone() };
                Term { quantity, explain: Some(explain), ..Term::default() }
            }))
        };
        if let ([m], None) = (of, wanted) {
            let fair = self.asked(self.of_measure(Kind::Contribution, *m)).contribution()?.result;
            let name = text("（供比较）公平份额", "fair share, to compare with");
            let _ = terms.explained(
                crate::results::Quantity { name, ..fair },
                self.of_measure(Kind::Contribution, *m),
            );
        }
        let result = quantity(symbol, name, total, tonnes());
        Some(Found { of: called, result, formula, terms, note })
    }
}
