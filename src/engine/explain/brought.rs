//! Who brought it (method page, section 6): by measure, source, district and item.

use super::terms::Terms;
use super::whose::Whose;
use super::{Asked, Found, of_month, quantity, text, tonnes, tonnes_a_year};
use crate::analysis::{By, Contribution, Part};
use crate::locale::Text;
use crate::model::Credit;
use crate::results::{ExplainedKind as Kind, Formula, Quantity, Subject, Term};

impl Asked<'_> {
    /// The parts of the reduction that measure `m` brings, source by source.
    pub fn parts_of(&self, m: usize) -> Vec<Part> {
        let engine = self.engine;
        let parts = engine.attribution.parts(&engine.simulation, self.pollutant);
        parts.filter(|part| part.measure == m).collect()
    }

    /// What `part` cuts in the month, t/yr.
    fn cut_of(&self, part: &Part) -> f64 {
        let weight = self.engine.attribution.months().last().map_or(1.0, |(_, weight)| weight);
        part.monthly_t.last().map_or(0.0, |t| t / weight)
    }

    /// What the month's cut is made of: of all measures that count by measure, of one by source.
    pub fn cut(&self) -> Option<Found> {
        let engine = self.engine;
        let name = |counts| {
            if counts {
                text("当月年化削减量", "annualised cut of the month")
            } else {
                text("当月年化削减量（不计入考核）", "annualised cut of the month (not counted)")
            }
        };
        let mut terms = Terms::default();
        let whose = self.whose()?;
        let (value, counts, rows): (f64, bool, Vec<Term>) = match whose {
            Whose::Project(k) => return self.project_cut(k),
            Whose::Measure(m) => {
                let parts = self.parts_of(m);
                if let Some(part) = self.one_source(&parts) {
                    return self.cut_at_source(m, part.source, self.cut_of(part), name(part.counts));
                }
                let rows = parts.iter().map(|part| {
                    let name = engine.model.sources[part.source].name.clone();
                    cut_row(name, self.cut_of(part), self.at_one_source(Kind::Cut, part))
                });
                let rows: Vec<_> = rows.collect();
                let sum = rows.iter().map(|term| term.quantity.value).sum();
                (sum, engine.model.measures[m].counts, rows)
            }
            Whose::All => {
                let measures = engine.model.measures.iter().enumerate().filter(|(_, measure)| measure.counts);
                let rows = measures.map(|(m, measure)| {
                    let cut = self.parts_of(m).iter().map(|part| self.cut_of(part)).sum();
                    cut_row(measure.name.clone(), cut, self.of_measure(Kind::Cut, m))
                });
                let rows = rows.filter(|term| term.quantity.value != 0.0).collect();
                (engine.run.cut_t_per_year[self.pollutant][self.at / 2].to_array()[self.at % 2], true, rows)
            }
            _ => return None,
        };
        let formula = terms.series(rows);
        let note = text(
            "单独份额之和：重叠部分按沙普利值分摊，不重不漏。",
            "The sum of fair shares: what two measures both cut is shared by the Shapley value, so nothing is counted twice.",
        );
        let result = quantity("C", name(counts), value, tonnes_a_year());
        Some(Found { of: self.called(whose), result, formula, terms, note })
    }

    /// What all measures, or a measure, project, district, source or item, cut, whether it counts or not.
    pub fn physical(&self) -> Option<Found> {
        let kind = Kind::Contribution;
        let of = |uncounted| Subject { kind, uncounted, ..self.subject.clone() };
        let mut terms = Terms::default();
        let mut total = 0.0;
        let mut parts = Vec::new();
        for subject in [of(false), of(true)] {
            let Found { result, .. } = self.asked(subject.clone()).contribution()?;
            total += result.value;
            parts.push(terms.explained(result, subject));
        }
        let result = quantity("P", text("实际削减量", "physical reduction"), total, tonnes());
        let note = text(
            "计入与不计入考核的措施实际减去的排放之和：前期累计和区域削减替代量只在核算上增减，不在其内。",
            "What measures cut, whether the plan counts it or not; earlier projects and offsets are entries of the account and not in it.",
        );
        Some(Found { of: self.called(self.whose()?), result, formula: Formula::Sum(parts), terms, note })
    }

    /// What a measure, project, district, source, item or all measures bring.
    pub fn contribution(&self) -> Option<Found> {
        match self.whose()? {
            Whose::Measure(m) => self.of_one_measure(m),
            Whose::Project(k) => self.project_contribution(k),
            Whose::All if self.subject.by.is_some() => self.rest(),
            whose => self.group(whose),
        }
    }

    /// What all measures or projects bring but those that the subject leaves out.
    fn rest(&self) -> Option<Found> {
        let Subject { by, except, .. } = &self.subject;
        let (engine, model, by) = (self.engine, &self.engine.model, (*by)?);
        let rows = engine.sums(by).into_iter().filter_map(|(key, share)| {
            let i = key?;
            let (id, name, explain) = match by {
                By::Measure => {
                    let measure = &model.measures[i];
                    (&measure.id, measure.name.clone(), self.of_measure(Kind::Contribution, i))
                }
                By::Project => {
                    let project = &model.projects[i];
                    (&project.id, Text::same(&project.name), self.of_project(Kind::Contribution, i))
                }
                _ => return None,
            };
            let t = share.counted_t[self.pollutant];
            let term = Term {
                quantity: quantity("q", name, t, tonnes()),
                explain: Some(explain),
                ..Term::default()
            };
            (t != 0.0 && !except.contains(id)).then_some(term)
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_by(|a, b| b.quantity.value.total_cmp(&a.quantity.value));
        let total = rows.iter().map(|term| term.quantity.value).sum();
        let mut terms = Terms::default();
        let formula = terms.series(rows);
        let result = quantity("Q", text("其余各项合计", "all others"), total, tonnes());
        let note = text("未单独列出的各项贡献之和。", "The sum of what those bring that are not named.");
        Some(Found { of: vec![], result, formula, terms, note })
    }

    pub fn contribution_name(counts: bool) -> Text {
        if counts {
            text("贡献", "contribution")
        } else {
            text("贡献（不计入考核）", "contribution (not counted)")
        }
    }

    /// What a measure brings: by source, or at one source by month.
    fn of_one_measure(&self, m: usize) -> Option<Found> {
        let engine = self.engine;
        let measure = &engine.model.measures[m];
        let parts = self.parts_of(m);
        let mut terms = Terms::default();
        let name = Self::contribution_name(measure.counts);
        let mut of = vec![measure.name.clone()];
        let Some(part) = self.one_source(&parts) else {
            if self.subject.source.is_some() {
                return None;
            }
            let note = text(
                "各排放源之和；不计入考核的措施另列。",
                "The sum over sources; measures that do not count are told apart.",
            );
            let rows = parts.iter().map(|part| self.at_source(part, &engine.model.sources[part.source].name));
            let total = parts.iter().map(Part::share_t).sum();
            let formula = terms.series(rows.collect::<Vec<_>>());
            let result = quantity("Q", name, total, tonnes());
            return Some(Found { of, result, formula, terms, note });
        };
        of.push(engine.model.sources[part.source].name.clone());
        let first = part.monthly_t.len() - engine.attribution.months().count();
        let rows = engine.attribution.months().zip(&part.monthly_t[first.min(part.monthly_t.len())..]);
        let rows = rows.map(|((i, weight), tonnes)| (i, tonnes / weight));
        let formula = self.over_months(rows, &self.at_one_source(Kind::Cut, part), &mut terms);
        let note = text(
            "各月在该源减去的（年化），按计入方式相加；与其他措施重叠的部分按沙普利值分摊。",
            "What each month cuts at the source, a year's at its pace, as the plan counts it; what overlaps with other measures is shared by the Shapley value.",
        );
        let result = quantity("Q", name, part.share_t(), tonnes());
        Some(Found { of, result, formula, terms, note })
    }

    /// The mean of the twelve months, or the month's, of what is cut (t/yr) in each month, which `explain` explains.
    pub fn over_months(
        &self,
        cuts: impl Iterator<Item = (usize, f64)>,
        explain: &Subject,
        terms: &mut Terms,
    ) -> Formula {
        let rows: Vec<_> = cuts
            .map(|(i, cut)| {
                let month = self.engine.model.plan.month(i);
                let explain = Subject { at: Some(month), ..explain.clone() };
                let quantity = quantity("q", of_month(month), cut, tonnes_a_year());
                Term { quantity, explain: Some(explain), ..Term::default() }
            })
            .collect();
        let sum = terms.series(rows);
        match self.engine.simulation.progress.credit {
            Credit::Months => {
                Formula::Times(vec![Formula::over(Formula::Number(1.0), Formula::Number(12.0)), sum])
            }
            Credit::Capacity => sum,
        }
    }

    /// The one of `parts` that is asked about: at the subject's source, or where the measure acts at no other.
    fn one_source<'p>(&self, parts: &'p [Part]) -> Option<&'p Part> {
        match &self.subject.source {
            Some(id) => parts.iter().find(|part| self.engine.model.sources[part.source].id == *id),
            None => parts.first().filter(|_| parts.len() == 1),
        }
    }

    /// The question of another number of the measure at the source of `part`.
    fn at_one_source(&self, kind: Kind, part: &Part) -> Subject {
        let source = Some(self.engine.model.sources[part.source].id.clone());
        Subject { source, ..self.of_measure(kind, part.measure) }
    }

    /// What a measure brings at a source, called `name`.
    fn at_source(&self, part: &Part, name: &Text) -> Term {
        let explain = self.at_one_source(Kind::Contribution, part);
        let quantity = quantity("q", name.clone(), part.share_t(), tonnes());
        Term { quantity, explain: Some(explain), ..Term::default() }
    }

    /// What a district brings, project by project; what a source, an item or all bring, measure by measure.
    fn group(&self, whose: Whose) -> Option<Found> {
        let engine = self.engine;
        let model = &engine.model;
        let counts = !self.subject.uncounted;
        let of_p = |share: &Contribution| {
            if counts { share.counted_t[self.pollutant] } else { share.uncounted_t[self.pollutant] }
        };
        let named = |name: Text, t: f64, explain: Subject| {
            let quantity: Quantity = quantity("q", name, t, tonnes());
            Term { quantity, explain: Some(explain), ..Term::default() }
        };
        let rows: Vec<Term> = match whose {
            Whose::District(d) => {
                let sums = engine.sums(By::Project).into_iter();
                let projects = sums.filter_map(|(k, share)| Some((k?, of_p(&share))));
                let here = projects.filter(|(k, _)| model.projects[*k].district == d);
                here.map(|(k, t)| {
                    named(Text::same(&model.projects[k].name), t, self.of_project(Kind::Contribution, k))
                })
                .collect()
            }
            Whose::Source(s) => {
                let parts = engine.attribution.parts(&engine.simulation, self.pollutant);
                let here = parts.filter(|part| part.source == s && part.counts == counts);
                here.map(|part| self.at_source(&part, &model.measures[part.measure].name)).collect()
            }
            _ => {
                let sums = engine.sums(By::Measure).into_iter();
                let measures = sums.filter_map(|(m, share)| Some((m?, of_p(&share))));
                let here = measures.filter(|(m, _)| whose.has(&model.measures[*m]));
                here.map(|(m, t)| {
                    named(model.measures[m].name.clone(), t, self.of_measure(Kind::Contribution, m))
                })
                .collect()
            }
        };
        let mut rows: Vec<_> = rows.into_iter().filter(|term| term.quantity.value != 0.0).collect();
        rows.sort_by(|a, b| b.quantity.value.total_cmp(&a.quantity.value));
        let total = match whose.sum() {
            Some((by, key)) => of_p(engine.sums(by).get(&key)?),
            None => engine.sums(By::Measure).values().map(of_p).sum(),
        };
        let mut terms = Terms::default();
        let formula = terms.series(rows);
        let name = match (whose, counts) {
            (Whose::All, true) => text("各项措施合计", "all measures"),
            (Whose::All, false) => text("各项措施合计（不计入考核）", "all measures (not counted)"),
            _ => Self::contribution_name(counts),
        };
        let result = quantity("Q", name, total, tonnes());
        let note = match whose {
            Whose::District(_) => text(
                "该区各项目之和：措施的贡献按各项目当月在运的覆盖份额分给项目。",
                "The sum of its projects: a measure's contribution is split among its projects by what each has in service.",
            ),
            Whose::Source(_) => text(
                "各措施在该排放源份额之和：重叠部分按沙普利值分摊。",
                "The sum of what measures bring there; what two both cut is shared by the Shapley value.",
            ),
            _ => text(
                "各措施贡献之和：重叠部分按沙普利值分摊，不重不漏。",
                "The sum of the measures' contributions: what two both cut is shared by the Shapley value, so nothing is counted twice.",
            ),
        };
        Some(Found { of: self.called(whose), result, formula, terms, note })
    }
}

fn cut_row(name: Text, cut: f64, explain: Subject) -> Term {
    Term { quantity: quantity("C", name, cut, tonnes_a_year()), explain: Some(explain), ..Term::default() }
}
