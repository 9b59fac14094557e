//! The ledger itself: sums of its columns, and what of it is at stake where the ledger doctor found something.

use super::terms::Terms;
use super::whose::Whose;
use super::{Asked, Found, quantity, share, text, tonnes_a_year};
use crate::analysis::{Finding, FindingKind, inspect};
use crate::engine::ledger::is_scenario;
use crate::locale::Text;
use crate::model::{Address, Amount, FigureKey, Project, Size};
use crate::results::{ExplainedKind as Kind, Formula, Quantity, Subject, Term};

fn rows(name: Text, count: f64) -> Quantity {
    quantity("n", name, count, text("个", "projects"))
}

fn at_stake(t: f64) -> Quantity {
    quantity("W", text("涉及减排量", "tonnes at stake"), t, tonnes_a_year())
}

fn of_row(project: &Project) -> Text {
    let Project { name, line, .. } = project;
    text(format!("{name}（台账第{line}行）"), format!("{name} (line {line} of the ledger)"))
}

fn potential(potential_t: f64, terms: &mut Terms) -> Formula {
    let name = text("全部实施时年削减量", "cut a year if all were covered");
    terms.plain(quantity("q", name, potential_t, tonnes_a_year()))
}

impl Asked<'_> {
    /// The projects of the ledger's file that take part and are not left out.
    fn listed(&self) -> impl Iterator<Item = &Project> {
        let is_listed =
            |project: &&Project| !is_scenario(&project.file) && !self.subject.except.contains(&project.id);
        self.engine.model.projects.iter().filter(is_listed)
    }

    /// What the ledger shows, `beside`, made of `terms` and of what takes no part.
    fn of_ledger(&self, mut parts: Vec<Term>, rest: Quantity, name: Text, note: Text) -> Found {
        let sum: f64 = parts.iter().map(|term| term.quantity.value).sum();
        let value = self.subject.beside.unwrap_or(sum);
        if value.to_bits() != sum.to_bits() {
            parts.push(Term { quantity: Quantity { value: value - sum, ..rest.clone() }, ..Term::default() });
        }
        let mut terms = Terms::default();
        let formula = terms.series(parts);
        let of = vec![text("台账", "Ledger")];
        Found { of, result: Quantity { name, value, ..rest }, formula, terms, note }
    }

    /// How many projects the ledger lists, by measure.
    pub fn ledger_rows(&self) -> Found {
        let model = &self.engine.model;
        let mut counts = vec![0.0; model.measures.len()];
        for project in self.listed() {
            counts[project.measure] += 1.0;
        }
        let counted = model.measures.iter().zip(counts).filter(|(_, count)| *count > 0.0);
        let parts = counted
            .map(|(measure, count)| Term { quantity: rows(measure.name.clone(), count), ..Term::default() });
        let rest = rows(text("不参加测算的行", "rows that take no part"), 0.0);
        let note = text(
            "表中列出的行数，按措施相加；筛选后只计筛出的行。",
            "The rows listed, added up by measure; of a filtered table those that it shows.",
        );
        self.of_ledger(parts.collect(), rest, text("项目数", "projects"), note)
    }

    /// The quantities of the ledger's rows.
    pub fn ledger_quantity(&self) -> Found {
        let model = &self.engine.model;
        let known = |project: &Project| match project.size {
            Size::Quantity(known) => Some(known),
            Size::Declared(_) => None,
        };
        let unit = self.listed().next().map(|project| model.measures[project.measure].basis_unit.clone());
        let of = |name, value| quantity("Q", name, value, unit.clone().unwrap_or_default());
        let parts = self.listed().filter_map(|project| Some((project, known(project)?)));
        let parts = parts.map(|(project, q)| Term { quantity: of(of_row(project), q), ..Term::default() });
        let rest = of(text("不参加测算的行", "rows that take no part"), 0.0);
        let note = text(
            "表中列出的各行数量之和；只在列出的行都属同一措施时才有。",
            "The quantities of the rows listed, added up; there only where all of them are of one measure.",
        );
        self.of_ledger(parts.collect(), rest, text("数量合计", "quantity in all"), note)
    }

    /// What the ledger's rows declare of the pollutant.
    pub fn ledger_declared(&self) -> Found {
        let declared = |project: &Project| match project.size {
            Size::Declared(declared) => declared[self.pollutant],
            Size::Quantity(_) => None,
        };
        let of = |name, t| quantity("D", name, t, tonnes_a_year());
        let parts = self.listed().filter_map(|project| Some((project, declared(project)?)));
        let parts = parts.map(|(project, t)| Term { quantity: of(of_row(project), t), ..Term::default() });
        let rest = of(
            text("写有数量（按数量测算）或不参加测算的行", "rows that go by their quantity or take no part"),
            0.0,
        );
        let note = text(
            "台账该列各行申报值之和，不是测算结果：核算量还取决于覆盖率、投用率和投运月数。筛选后只计筛出的行。",
            "What the rows declare in this column, added up. It is no result: what counts depends on coverage, effectiveness and months in service. Of a filtered table those rows that it shows.",
        );
        self.of_ledger(parts.collect(), rest, text("申报减排量合计", "declared in all"), note)
    }

    /// The investments that the ledger's rows state.
    pub fn ledger_capital(&self) -> Found {
        let of = |name, cny| quantity("K", name, cny, text("元", "CNY"));
        let parts = self.listed().filter_map(|project| Some((project, project.capital_cny?)));
        let parts =
            parts.map(|(project, cny)| Term { quantity: of(of_row(project), cny), ..Term::default() });
        let rest = of(text("不参加测算的行", "rows that take no part"), 0.0);
        let note = text(
            "台账写明的投资之和；未写投资的项目在“费用”中按单位投资估算，不在其内。筛选后只计筛出的行。",
            "The investments that the ledger states, added up; those that it does not state are estimated under Cost and are not in it. Of a filtered table those rows that it shows.",
        );
        self.of_ledger(parts.collect(), rest, text("台账投资合计", "investment as stated"), note)
    }

    /// Tonnes at stake in finding number `finding` of the ledger doctor; in one of its projects with a project.
    pub fn at_stake(&self) -> Option<Found> {
        let engine = self.engine;
        let found = inspect(&engine.model, &engine.simulation, &engine.settings, &engine.run);
        let finding = found.get(self.subject.finding?)?;
        if let whose @ Whose::Project(k) = self.whose()? {
            let (_, tonnes) = finding.projects.iter().find(|(project, _)| *project == k)?;
            let (formula, terms, note) = self.claimed(k, &finding.kind)?;
            let result = at_stake(tonnes[self.pollutant]);
            return Some(Found { of: self.called(whose), result, formula, terms, note });
        }
        let value = finding.at_stake_t[self.pollutant];
        if value <= 0.0 {
            return None;
        }
        let mut terms = Terms::default();
        let (formula, note) = match &finding.kind {
            FindingKind::CoverageAboveAll { measure, .. } => {
                let beyond = Formula::less(self.planned(*measure, &mut terms), Formula::Number(1.0));
                let full = self.full(*measure, &mut terms);
                let note = text(
                    "超出100%的覆盖比例 × 全部实施时年削减量：超出部分不予计入。",
                    "Coverage beyond 100 % × what full coverage cuts a year: what is beyond does not count.",
                );
                (Formula::Times([vec![beyond], full].concat()), note)
            }
            FindingKind::GroupAboveAll { measures, .. } => self.group_above_all(measures, &mut terms),
            FindingKind::DeclaredBeyond { declared_t, potential_t, .. } => {
                let declared = quantity("D", text("申报减排量", "declared"), *declared_t, tonnes_a_year());
                let declared = terms.plain(declared);
                let potential = potential(*potential_t, &mut terms);
                let note = text(
                    "申报减排量 − 措施全部实施时最多能削减的量。",
                    "What is declared less what the measure cuts at full coverage.",
                );
                (Formula::less(declared, potential), note)
            }
            FindingKind::TotalDiffers { total } => {
                let total = &engine.model.totals[*total];
                let of = |symbol, name, t| quantity(symbol, name, t, tonnes_a_year());
                let name = text(
                    format!("合计行所写（第{}行）", total.line),
                    format!("total as written (line {})", total.line),
                );
                let written = terms.plain(of("T", name, total.written));
                let sum = terms.plain(of("S", text("各行之和", "sum of the rows"), total.sum));
                let note = text(
                    "合计行与各行之和相差的量。",
                    "By how much the row of totals differs from the sum of its rows.",
                );
                let [more, less] =
                    [(&written, &sum), (&sum, &written)].map(|(a, b)| Formula::less(a.clone(), b.clone()));
                (Formula::Most(vec![more, less]), note)
            }
            kind => {
                let parts = finding.projects.iter().filter(|(_, tonnes)| tonnes[self.pollutant] > 0.0);
                let parts = parts.map(|(k, tonnes)| {
                    let project = &engine.model.projects[*k];
                    let explain =
                        Subject { finding: self.subject.finding, ..self.of_project(Kind::AtStake, *k) };
                    let quantity = Quantity { name: of_row(project), ..at_stake(tonnes[self.pollutant]) };
                    Term { quantity, explain: Some(explain), ..Term::default() }
                });
                let note = match kind {
                    FindingKind::SameName => text(
                        "同名项目只保留一个时，其余各项目申报的年减排量之和。",
                        "If one of the projects of the same name stands: what the others claim a year.",
                    ),
                    _ => text(
                        "所列项目涉及的年减排量之和。",
                        "What is at stake in the projects named, added up.",
                    ),
                };
                (terms.series(parts.collect::<Vec<_>>()), note)
            }
        };
        Some(Found { of: self.about(finding), result: at_stake(value), formula, terms, note })
    }

    /// What project `k` claims a year, and what of it is at stake by a finding of `kind`.
    fn claimed(&self, k: usize, kind: &FindingKind) -> Option<(Formula, Terms, Text)> {
        let mut terms = Terms::default();
        let covered = self.covered(k, &mut terms)?;
        let full = self.full(self.engine.model.projects[k].measure, &mut terms);
        let mut factors = [vec![covered], full].concat();
        let note = match kind {
            FindingKind::UnitFactor { factor, amount, .. } if !matches!(amount, Amount::Capital) => {
                let name = text("疑似单位差的倍数", "factor by which the unit seems wrong");
                let factor = terms.plain(quantity("f", name, *factor, Text::default()));
                let part = Formula::over(Formula::Number(1.0), factor);
                let [less, more] = [(Formula::Number(1.0), part.clone()), (part, Formula::Number(1.0))]
                    .map(|(a, b)| Formula::less(a, b));
                factors.push(Formula::Most(vec![less, more]));
                text(
                    "项目申报的年减排量，与按所疑倍数改正后之差。",
                    "What the project claims a year, and what it would claim if the amount were mended by that factor: the difference.",
                )
            }
            FindingKind::SameName | FindingKind::BeforeInventory | FindingKind::FinishedBeforeBegun => text(
                "项目满负荷时申报的年减排量：覆盖比例 × 投用率 × 全部实施时年削减量。",
                "What the project claims a year in full operation: the share it covers × effectiveness × what full coverage cuts.",
            ),
            _ => return None,
        };
        Some((Formula::Times(factors), terms, note))
    }

    fn group_above_all(&self, measures: &[usize], terms: &mut Terms) -> (Formula, Text) {
        let capped: Vec<_> = measures
            .iter()
            .map(|m| Formula::Least(vec![Formula::Number(1.0), self.planned(*m, terms)]))
            .collect();
        let together = Formula::Most(vec![Formula::Number(1.0), Formula::Sum(capped.clone())]);
        let parts = measures.iter().zip(capped).map(|(m, capped)| {
            let kept = Formula::over(Formula::Number(1.0), together.clone());
            let cut_off = Formula::less(Formula::Number(1.0), kept);
            Formula::Times([vec![capped, cut_off], self.full(*m, terms)].concat())
        });
        let formula = Formula::Sum(parts.collect());
        let note = text(
            "同组措施互斥，合计超出100%的部分按比例扣除：各措施覆盖比例 × 扣除的份额 × 全部实施时年削减量，再相加。",
            "Measures of a group exclude each other; what they cover beyond 100 % together is taken off each in proportion: its coverage × the share taken off × what full coverage cuts, added up.",
        );
        (formula, note)
    }

    /// The share that the projects of measure `m` plan to cover at the plan's end, before caps.
    fn planned(&self, m: usize, terms: &mut Terms) -> Formula {
        let engine = self.engine;
        let row = engine.simulation.coverage.row_of(m, self.pollutant);
        let last = row.map(|row| row * engine.simulation.padded + engine.simulation.months - 1);
        let raw = last.map_or(0.0, |last| engine.run.coverage.raw()[last]);
        let Text { zh, en } = &engine.model.measures[m].name;
        let name = text(
            format!("{zh}：期末项目申报的覆盖比例"),
            format!("{en}: share that projects claim at the plan's end"),
        );
        terms.plain(share("u", name, raw))
    }

    /// What measure `m` cuts at full coverage as it is operated: effectiveness × potential.
    fn full(&self, m: usize, terms: &mut Terms) -> Vec<Formula> {
        let engine = self.engine;
        let [effectiveness, _] = engine.settings.figures.effectiveness(m).to_array();
        let key = Address::Key(FigureKey::Effectiveness { measure: m });
        let effectiveness = terms.figure(self, "η", key, Some(effectiveness));
        let potential_t = engine.settings.potential_t(&engine.simulation, m, self.pollutant);
        vec![effectiveness, potential(potential_t, terms)]
    }

    /// What a finding is about.
    fn about(&self, finding: &Finding) -> Vec<Text> {
        let model = &self.engine.model;
        match (&finding.kind, &finding.projects[..]) {
            (FindingKind::CoverageAboveAll { measure, .. }, _) => vec![model.measures[*measure].name.clone()],
            (FindingKind::GroupAboveAll { measures, .. }, _) => {
                measures.iter().map(|m| model.measures[*m].name.clone()).collect()
            }
            (_, [(k, _)]) => vec![Text::same(&model.projects[*k].name)],
            _ => vec![text("台账核查", "Checks")],
        }
    }
}
