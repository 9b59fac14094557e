//! Emissions and coverage (method page, sections 1 to 4).

use super::terms::Terms;
use super::{Asked, Found, quantity, share, text, tonnes_a_year};
use crate::analysis::over_claim_t_per_year;
use crate::locale::Text;
use crate::model::{Address, Change, FigureKey, Model, Stage};
use crate::results::{ExplainedKind as Kind, Formula, Quantity, Subject, Term};
use crate::simulation::{MeasureSettings, Pair, Touch};

impl Asked<'_> {
    pub fn source(&self) -> Option<usize> {
        let id = self.subject.source.as_ref()?;
        self.engine.model.sources.iter().position(|source| source.id == *id)
    }

    /// The pair of source and pollutant that is asked about, with its number.
    fn pair(&self, source: usize) -> Option<(usize, &Pair)> {
        let pairs = self.engine.simulation.network.pairs.iter().enumerate();
        pairs.into_iter().find(|(_, pair)| pair.source == source && pair.pollutant == self.pollutant)
    }

    fn of_source(&self, kind: Kind, source: usize) -> Subject {
        Subject { source: Some(self.engine.model.sources[source].id.clone()), ..self.other(kind) }
    }

    pub fn activity(&self) -> Option<Found> {
        let engine = self.engine;
        let source = self.source()?;
        let s = &engine.model.sources[source];
        let value = s.activity.mode * engine.settings.growth(source)[self.at];
        let mut terms = Terms::default();
        let a = terms.key(self, "A", FigureKey::Activity { source });
        let g = terms.key(self, "g", FigureKey::Growth { source });
        let years = self.at as f64
            - 12.0 * f64::from(engine.model.inventory_year - engine.model.plan.start.year())
            - 5.5;
        let since = text("距清单年中点", "since the middle of the inventory year");
        let years = terms.plain(quantity("t", since, years / 12.0, text("年", "years")));
        let growth = Formula::power(Formula::Sum(vec![Formula::Number(1.0), g]), years);
        let unit = text(format!("{}/年", s.unit.zh), format!("{}/yr", s.unit.en));
        let result = quantity("A(t)", text("活动水平", "activity"), value, unit);
        let note = text(
            "清单年的活动水平，按年增长率推到当月。",
            "Activity of the inventory year, grown to the month.",
        );
        Some(Found {
            of: vec![s.name.clone()],
            result,
            formula: Formula::Times(vec![a, growth]),
            terms,
            note,
        })
    }

    /// A(t) g d / 1000, what would be emitted if nothing were captured and removed.
    fn load(&self, source: usize, terms: &mut Terms) -> Vec<Formula> {
        let engine = self.engine;
        let s = &engine.model.sources[source];
        let unit = text(format!("{}/年", s.unit.zh), format!("{}/yr", s.unit.en));
        let value = s.activity.mode * engine.settings.growth(source)[self.at];
        let activity = quantity("A", text("当月活动水平", "activity in the month"), value, unit);
        let activity = terms.explained(activity, self.of_source(Kind::Activity, source));
        let key = |stage| FigureKey::Pathway { source, pollutant: self.pollutant, stage };
        let g = terms.key(self, "g", key(Stage::Generation));
        let d = terms.key(self, "d", key(Stage::Delivery));
        vec![activity, g, d]
    }

    fn pathway(&self, source: usize, stage: Stage, terms: &mut Terms) -> Formula {
        let symbol = if stage == Stage::Capture { "k" } else { "e" };
        terms.key(self, symbol, FigureKey::Pathway { source, pollutant: self.pollutant, stage })
    }

    /// What all measures together cut of the emission of a source, or of all, whether they count or not.
    pub fn abated(&self) -> Option<Found> {
        let of = |kind| Subject { kind, ..self.subject.clone() };
        let Found { of: called, result: without, .. } = self.no_action()?;
        let Found { result: with, .. } = self.emission()?;
        let value = without.value - with.value;
        let mut terms = Terms::default();
        let without = terms.explained(without, of(Kind::NoAction));
        let with = terms.explained(with, of(Kind::Emission));
        let result = quantity("E₀−E", text("减少的排放", "emission cut"), value, tonnes_a_year());
        let note = text(
            "不采取措施的排放减去采取全部措施后的排放：当月的年化数，包括不计入考核的措施。",
            "Emission without any measure less emission under all of them: a year's at the pace of the month, measures that do not count included.",
        );
        Some(Found { of: called, result, formula: Formula::less(without, with), terms, note })
    }

    /// Emission without any measure: of a source, or of all.
    pub fn no_action(&self) -> Option<Found> {
        let engine = self.engine;
        let value = |index: usize, pair: &Pair| {
            let [no_action, _] = engine.settings.coefficients.no_action[index].to_array();
            no_action * engine.settings.growth(pair.source)[self.at]
        };
        let name = text("无措施排放量", "emission without measures");
        if self.subject.source.is_none() {
            return Some(self.all_sources("E₀", name, Kind::NoAction, value));
        }
        let source = self.source()?;
        let (index, pair) = self.pair(source)?;
        let mut terms = Terms::default();
        let mut factors = self.load(source, &mut terms);
        let k = self.pathway(source, Stage::Capture, &mut terms);
        let e = self.pathway(source, Stage::Removal, &mut terms);
        factors.push(Formula::less(Formula::Number(1.0), Formula::Times(vec![k, e])));
        let formula = Formula::over(Formula::Times(factors), Formula::Number(1000.0));
        let result = quantity("E₀", name, value(index, pair), tonnes_a_year());
        let note = text(
            "活动水平 × 产污系数 ×（1 − 收集率 × 去除率）× 排放（入河）系数 ÷ 1000。",
            "Activity × generation × (1 − capture × removal) × delivery / 1000.",
        );
        Some(Found { of: vec![engine.model.sources[source].name.clone()], result, formula, terms, note })
    }

    /// Emission under all measures: of a source, or of all.
    pub fn emission(&self) -> Option<Found> {
        let engine = self.engine;
        let value = |index: usize, _: &Pair| {
            engine.simulation.emission_t_per_year(&engine.settings, &engine.run, index)[self.at]
        };
        let name = text("采取措施后排放量", "emission with measures");
        if self.subject.source.is_none() {
            return Some(self.all_sources("E", name, Kind::Emission, value));
        }
        let source = self.source()?;
        let (index, pair) = self.pair(source)?;
        let mut terms = Terms::default();
        let touches = &engine.simulation.network.touches[pair.touches.clone()];
        let mut factors = self.load(source, &mut terms);
        let k = self.pathway(source, Stage::Capture, &mut terms);
        let e = self.pathway(source, Stage::Removal, &mut terms);
        let x = Formula::less(Formula::Number(1.0), k);
        let y = Formula::less(Formula::Number(1.0), e);
        let parts: Vec<_> = touches.iter().map(|touch| self.touch(source, touch, &mut terms)).collect();
        let product = |of: fn(&Parts) -> Vec<Formula>, mut constant: Vec<Formula>| {
            let mut groups: Vec<usize> = touches.iter().map(|touch| touch.group).collect();
            groups.dedup();
            groups.sort_unstable();
            groups.dedup();
            for group in groups {
                let members = touches.iter().zip(&parts).filter(|(touch, _)| touch.group == group);
                let mut left = Formula::Number(1.0);
                for (_, part) in members {
                    let stays = of(part);
                    let cut = match stays.len() {
                        0 => continue,
                        1 => stays[0].clone(),
                        _ => Formula::Times(stays),
                    };
                    left = Formula::less(
                        left,
                        Formula::Times(vec![part.phi.clone(), Formula::less(Formula::Number(1.0), cut)]),
                    );
                }
                if left != Formula::Number(1.0) {
                    constant.push(left);
                }
            }
            Formula::Times(constant)
        };
        let both = |part: &Parts| {
            [part.z.clone(), part.x.clone(), part.y.clone()].into_iter().flatten().collect::<Vec<_>>()
        };
        let not_captured =
            product(|p| [p.z.clone(), p.x.clone()].into_iter().flatten().collect(), vec![x.clone()]);
        let not_removed =
            product(|p| [p.z.clone(), p.y.clone()].into_iter().flatten().collect(), vec![y.clone()]);
        let neither = product(both, vec![x, y]);
        factors.push(Formula::less(Formula::Sum(vec![not_captured, not_removed]), neither));
        let formula = Formula::over(Formula::Times(factors), Formula::Number(1000.0));
        let result = quantity("E", name, value(index, pair), tonnes_a_year());
        let note = text(
            "与无措施排放量同式，其中 1 − ke 写成 x + y − xy（x = 1 − k，y = 1 − e）；每项措施按覆盖率 φ 把各部分乘以留下的比例 z、x̂、ŷ，不同组的措施互相独立，同组的互斥，所以不重复计算。",
            "As without measures, with 1 − ke written as x + y − xy (x = 1 − k, y = 1 − e); each measure multiplies the parts of the share φ that it covers by what it leaves (z, x̂, ŷ). Groups are independent, members of a group exclude each other, so nothing is counted twice.",
        );
        Some(Found { of: vec![engine.model.sources[source].name.clone()], result, formula, terms, note })
    }

    /// What measure `m` cuts at `source` in the month, `value`: what it would cut by itself there, as far as it covers, and
    /// what overlaps change of that.
    pub fn cut_at_source(&self, m: usize, source: usize, value: f64, name: Text) -> Option<Found> {
        let engine = self.engine;
        let (index, pair) = self.pair(source)?;
        let touch =
            engine.simulation.network.touches[pair.touches.clone()].iter().find(|t| t.measure == m)?;
        let mut terms = Terms::default();
        let without = self.asked(self.of_source(Kind::NoAction, source)).no_action()?.result;
        let without_t = without.value;
        let e0 = terms.explained(without, self.of_source(Kind::NoAction, source));
        let mut factors = self.load(source, &mut terms);
        let k = self.pathway(source, Stage::Capture, &mut terms);
        let e = self.pathway(source, Stage::Removal, &mut terms);
        let Parts { phi, z, x, y } = self.touch(source, touch, &mut terms);
        factors.extend(z);
        let left = |today: Formula, left: Option<Formula>| {
            let still = Formula::less(Formula::Number(1.0), today);
            match left {
                Some(left) => Formula::Times(vec![still, left]),
                None => still,
            }
        };
        let (x, y) = (left(k, x), left(e, y));
        let not_captured_or_removed =
            Formula::less(Formula::Sum(vec![x.clone(), y.clone()]), Formula::Times(vec![x, y]));
        factors.push(not_captured_or_removed);
        let e1 = Formula::over(Formula::Times(factors), Formula::Number(1000.0));
        let alone = Formula::Times(vec![phi, Formula::less(e0, e1)]);

        let wholly = |other: &Touch| if other.measure == m { 1.0 } else { 0.0 };
        let growth = engine.settings.growth(source)[self.at];
        let with_t = growth * engine.settings.emission_at(&engine.simulation, index, wholly);
        let covered = engine.run.coverage.phi()[touch.row * engine.simulation.padded + self.at];
        let overlaps_t = value - covered * (without_t - with_t);
        let formula = if pair.touches.len() == 1 {
            alone
        } else {
            let name = text("与其他措施重叠部分的分摊", "its part in what overlaps with others");
            Formula::Sum(vec![alone, terms.plain(quantity("o", name, overlaps_t, tonnes_a_year()))])
        };
        let note = text(
            "覆盖率 ×（无措施排放量 − 全部设施都采取该措施时的排放量），后者按活动水平和改变后的系数算出；与其他措施重叠的部分按沙普利值分摊，共同减去的不重复计算。",
            "Coverage times (emission without measures less emission if all facilities had this one), the latter from activity and the factors as it changes them; what overlaps with other measures is shared by the Shapley value, so nothing is counted twice.",
        );
        let of = vec![engine.model.measures[m].name.clone(), engine.model.sources[source].name.clone()];
        Some(Found { of, result: quantity("C", name, value, tonnes_a_year()), formula, terms, note })
    }

    /// An emission of all sources, source by source.
    fn all_sources(
        &self,
        symbol: &str,
        name: Text,
        kind: Kind,
        value: impl Fn(usize, &Pair) -> f64,
    ) -> Found {
        let engine = self.engine;
        let pairs = engine.simulation.network.pairs.iter().enumerate();
        let rows: Vec<_> = pairs
            .filter(|(_, pair)| pair.pollutant == self.pollutant)
            .map(|(index, pair)| {
                let source = engine.model.sources[pair.source].name.clone();
                let quantity = quantity(symbol, source, value(index, pair), tonnes_a_year());
                Term { quantity, explain: Some(self.of_source(kind, pair.source)), ..Term::default() }
            })
            .collect();
        let total = rows.iter().map(|term| term.quantity.value).sum();
        let mut terms = Terms::default();
        let formula = terms.series(rows);
        let note = text("各排放源之和。", "The sum of all sources.");
        Found { of: vec![], result: quantity(symbol, name, total, tonnes_a_year()), formula, terms, note }
    }

    /// What measure of `touch` covers and leaves of each part at `source`.
    fn touch(&self, source: usize, touch: &Touch, terms: &mut Terms) -> Parts {
        let engine = self.engine;
        let measure = &engine.model.measures[touch.measure];
        let phi = engine.run.coverage.phi()[touch.row * engine.simulation.padded + self.at];
        let name = text(format!("{}覆盖率", measure.name.zh), format!("coverage of {}", measure.name.en));
        let explain = Subject { measure: Some(measure.id.clone()), ..self.other(Kind::Coverage) };
        let mut parts =
            Parts { phi: terms.explained(share("φ", name, phi), explain), z: None, x: None, y: None };
        let Some(pathway) = &engine.model.sources[source].pathways[self.pollutant] else { return parts };
        for (effect, change) in effects(&engine.model, source, touch.measure, self) {
            let number = engine.settings.figures.effect_number(touch.measure, effect);
            let [value, _] = engine.settings.figures.values[number].to_array();
            let key = FigureKey::Effect { measure: touch.measure, effect };
            let figure = terms.figure(self, "r", Address::Key(key), Some(value));
            let rest = Formula::less(Formula::Number(1.0), figure);
            let over = |today: f64| {
                Formula::over(rest.clone(), Formula::less(Formula::Number(1.0), Formula::Number(today)))
            };
            let (part, left) = match change {
                Change::Reduce(..) => (&mut parts.z, rest.clone()),
                Change::CaptureTo(_) => (&mut parts.x, over(pathway.capture.mode)),
                Change::RemovalTo(_) => (&mut parts.y, over(pathway.removal.mode)),
                Change::RemovalAdd(_) => (&mut parts.y, rest.clone()),
            };
            *part = Some(match part.take() {
                Some(before) => Formula::Times(vec![before, left]),
                None => left,
            });
        }
        parts
    }

    /// The share of what is eligible that a measure covers.
    pub fn coverage(&self) -> Option<Found> {
        let engine = self.engine;
        let m = self.measure()?;
        let measure = &engine.model.measures[m];
        let row = engine.simulation.coverage.row_of(m, self.pollutant)?;
        let at = row * engine.simulation.padded + self.at;
        let (raw, phi) = (engine.run.coverage.raw()[at], engine.run.coverage.phi()[at]);
        let [effectiveness, _] = engine.settings.figures.effectiveness(m).to_array();
        let mut terms = Terms::default();
        let key = FigureKey::Effectiveness { measure: m };
        let effectiveness = terms.figure(self, "η", Address::Key(key), Some(effectiveness));
        let raw = self.raw(m, raw, &mut terms);
        let capped = Formula::Least(vec![Formula::Number(1.0), raw]);
        let mut factors = vec![effectiveness, capped];
        let groups =
            engine.model.measures.iter().enumerate().filter(|(_, other)| other.group == measure.group);
        let rivals: Vec<_> = groups.filter(|(other, _)| *other != m).collect();
        if !rivals.is_empty() {
            let planned = |other: usize| {
                let row = engine.simulation.coverage.row_of(other, self.pollutant);
                row.map_or(0.0, |row| engine.run.coverage.raw()[row * engine.simulation.padded + self.at])
            };
            let mut all = vec![factors[1].clone()];
            for (other, measure) in rivals {
                let name = text(
                    format!("同组的{}", measure.name.zh),
                    format!("{}, of the same group", measure.name.en),
                );
                all.push(terms.plain(share("u", name, planned(other).min(1.0))));
            }
            factors.push(Formula::over(
                Formula::Number(1.0),
                Formula::Most(vec![Formula::Number(1.0), Formula::Sum(all)]),
            ));
        }
        let note = text(
            "覆盖率 = 投用率 × 已投运项目覆盖的比例（至多100%）；同组措施合计超过100%时按比例缩减。清单年底以前投运的项目已在清单内，不再计。",
            "Coverage is effectiveness times the share that projects in service cover, at most all; measures of one group share what there is. Projects in service by the end of the inventory year are in the inventory already.",
        );
        let result = share("φ", text("覆盖率", "coverage"), phi);
        Some(Found { of: vec![measure.name.clone()], result, formula: Formula::Times(factors), terms, note })
    }

    /// The planned coverage `raw` of measure `m`: the lever's scale times what its projects have in service.
    fn raw(&self, m: usize, raw: f64, terms: &mut Terms) -> Formula {
        let engine = self.engine;
        let at = MeasureSettings::of(&engine.model, m, self.levers);
        let scale = at.coverage_factor();
        let projects = engine.simulation.coverage.projects.iter();
        let projects = projects.filter(|placed| engine.model.projects[placed.project].measure == m).count();
        let name = text(
            format!("{projects}个项目已投运部分占适用总量"),
            format!("in service of {projects} projects, of all that is eligible"),
        );
        if scale <= 0.0 {
            return terms.plain(share("u", name, raw));
        }
        let scale_term = quantity("s", text("规模（调节项）", "scale (lever)"), scale, Text::default());
        let scale_term = terms.plain(Quantity { share: true, ..scale_term });
        let total = terms.figure(self, "M", Address::Total(m), None);
        let quantity = self.in_service(m, raw / scale);
        let quantity = terms.plain(quantity_of(&engine.model, m, name, quantity));
        Formula::Times(vec![scale_term, Formula::over(quantity, total)])
    }

    fn in_service(&self, m: usize, covered: f64) -> f64 {
        covered * self.engine.model.measures[m].basis_total
    }

    /// What caps cut off of a measure at the plan's end.
    pub fn over_claim(&self) -> Option<Found> {
        let engine = self.engine;
        let m = self.measure()?;
        let measure = &engine.model.measures[m];
        let row = engine.simulation.coverage.row_of(m, self.pollutant)?;
        let last = row * engine.simulation.padded + engine.simulation.months - 1;
        let value =
            over_claim_t_per_year(&engine.simulation, &engine.settings, &engine.run, m, self.pollutant);
        let [effectiveness, _] = engine.settings.figures.effectiveness(m).to_array();
        let mut terms = Terms::default();
        let key = FigureKey::Effectiveness { measure: m };
        let effectiveness = terms.figure(self, "η", Address::Key(key), Some(effectiveness));
        let planned = text("期末项目申报的覆盖比例", "share that projects claim at the plan's end");
        let raw = terms.plain(share("u", planned, engine.run.coverage.raw()[last]));
        let explain = Subject {
            measure: Some(measure.id.clone()),
            at: Some(engine.model.plan.end()),
            ..self.other(Kind::Coverage)
        };
        let phi =
            share("φ", text("期末覆盖率", "coverage at the plan's end"), engine.run.coverage.phi()[last]);
        let phi = terms.explained(phi, explain);
        let potential = text("全部实施时年削减量", "cut a year if all were covered");
        let potential_t = engine.settings.potential_t(&engine.simulation, m, self.pollutant);
        let potential = terms.plain(quantity("q", potential, potential_t, tonnes_a_year()));
        let cut_off = Formula::less(Formula::Times(vec![effectiveness, raw]), phi);
        let result = quantity("V", text("超额申报", "over-claim"), value, tonnes_a_year());
        let note = text(
            "项目申报合计超过排放源所能削减的部分，不予计入。",
            "What projects claim together beyond what the sources can cut; it is not counted.",
        );
        let formula = Formula::Times(vec![cut_off, potential]);
        Some(Found { of: vec![measure.name.clone()], result, formula, terms, note })
    }
}

/// What a measure covers, and leaves of the three parts.
struct Parts {
    phi: Formula,
    z: Option<Formula>,
    x: Option<Formula>,
    y: Option<Formula>,
}

/// The effects of measure `m` on `source` and the pollutant asked about, by number.
fn effects(model: &Model, source: usize, m: usize, asked: &Asked) -> Vec<(usize, Change)> {
    let effects = model.measures[m].effects.iter().enumerate();
    let acting =
        effects.filter(|(_, effect)| effect.source == source && effect.pollutants.contains(&asked.pollutant));
    acting.map(|(number, effect)| (number, effect.change)).collect()
}

fn quantity_of(model: &Model, m: usize, name: Text, value: f64) -> Quantity {
    quantity("m", name, value, model.measures[m].basis_unit.clone())
}
