//! Draws against a second, naive program: the formulas of the method page as they stand there, one draw after another,
//! with random numbers of its own.

use crate::folder::{Folder, InMemory, repository};
use jianpai::Engine;
use jianpai::analysis::SHARES;
use jianpai::maths::normal_cdf;
use jianpai::model::{Change, Credit, FigureKey, Lever, Model, Project, Size, Stage};
use jianpai::units::{Figure, Month, Pollutant};
use std::collections::BTreeMap;

const THEIRS: usize = 6_000;

/// Random numbers: Marsaglia's xorshift, starred.
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (2.0 * std::f64::consts::PI * self.uniform()).cos()
    }
}

fn triangle(Figure { low, mode, high }: Figure, u: f64) -> f64 {
    if high <= low {
        mode
    } else if u < (mode - low) / (high - low) {
        low + (u * (high - low) * (mode - low)).sqrt()
    } else {
        high - ((1.0 - u) * (high - low) * (high - mode)).sqrt()
    }
}

/// One draw of a model.
struct Draw<'a> {
    model: &'a Model,
    /// Correlated figures' places in their distributions.
    ranks: BTreeMap<FigureKey, f64>,
    figures: BTreeMap<FigureKey, f64>,
    levers: Vec<Lever>,
    /// Delay of each project, months; `None` where it is not delivered.
    delays: Vec<Option<f64>>,
}

impl<'a> Draw<'a> {
    fn new(model: &'a Model, random: &mut Random) -> Self {
        let mut ranks = BTreeMap::new();
        for (a, b, rho) in &model.uncertainty.correlations {
            let (one, other) = (random.normal(), random.normal());
            ranks.insert(*a, normal_cdf(one));
            ranks.insert(*b, normal_cdf(rho * one + (1.0 - rho * rho).sqrt() * other));
        }
        let rho = model.uncertainty.delay_correlation;
        let common: Vec<f64> = model.measures.iter().map(|_| random.normal()).collect();
        let delays = model.projects.iter().map(|project| {
            let status = model.uncertainty.status[project.status as usize];
            let score = rho.sqrt() * common[project.measure] + (1.0 - rho).sqrt() * random.normal();
            let delay = triangle(status.delay_months, normal_cdf(score));
            (random.uniform() < status.delivered).then_some(delay)
        });
        let delays = delays.collect();
        let levers = (0..model.measures.len())
            .map(|m| {
                model.levers.iter().filter(|lever| lever.measure == m).fold(Lever::on(m), |sum, lever| {
                    Lever {
                        scale: lever.scale.or(sum.scale),
                        delay_months: lever.delay_months.or(sum.delay_months),
                        ..sum
                    }
                })
            })
            .collect();
        let mut draw = Self { model, ranks, figures: BTreeMap::new(), levers, delays };
        draw.draw_figures(random);
        draw
    }

    fn draw_figures(&mut self, random: &mut Random) {
        let model = self.model;
        let mut all = Vec::new();
        for (source, s) in model.sources.iter().enumerate() {
            all.push((FigureKey::Activity { source }, s.activity));
            all.push((FigureKey::Growth { source }, s.growth));
            for (pollutant, pathway) in s.pathways.iter() {
                let Some(pathway) = pathway else { continue };
                for (stage, figure) in [
                    (Stage::Generation, pathway.generation),
                    (Stage::Capture, pathway.capture),
                    (Stage::Removal, pathway.removal),
                    (Stage::Delivery, pathway.delivery),
                ] {
                    all.push((FigureKey::Pathway { source, pollutant, stage }, figure));
                }
            }
        }
        for (measure, m) in model.measures.iter().enumerate() {
            all.push((FigureKey::Effectiveness { measure }, m.effectiveness));
            for (effect, e) in m.effects.iter().enumerate() {
                all.push((FigureKey::Effect { measure, effect }, e.change.figure()));
            }
        }
        for (pollutant, openings) in model.plan.openings.iter() {
            for (index, opening) in openings.iter().enumerate() {
                all.push((FigureKey::Opening { pollutant, index }, opening.reduction_t));
            }
        }
        for (key, figure) in all {
            let rank = self.ranks.get(&key).copied().unwrap_or_else(|| random.uniform());
            self.figures.insert(key, triangle(figure, rank));
        }
    }

    fn at_stage(&self, source: usize, pollutant: Pollutant, stage: Stage) -> f64 {
        self.figures[&FigureKey::Pathway { source, pollutant, stage }]
    }

    /// z, x, y of `measure` at a source and pollutant, over what stands there.
    fn left(&self, measure: usize, source: usize, p: Pollutant) -> (f64, f64, f64) {
        let (mut z, mut x, mut y) = (1.0, 1.0, 1.0);
        for (effect, e) in self.model.measures[measure].effects.iter().enumerate() {
            let value = self.figures[&FigureKey::Effect { measure, effect }];
            if e.source == source && e.pollutants.contains(&p) {
                match e.change {
                    Change::Reduce(..) => z *= 1.0 - value,
                    Change::CaptureTo(_) => {
                        x *= (1.0 - value) / (1.0 - self.at_stage(source, p, Stage::Capture));
                    }
                    Change::RemovalTo(_) => {
                        y *= (1.0 - value) / (1.0 - self.at_stage(source, p, Stage::Removal));
                    }
                    Change::RemovalAdd(_) => y *= 1.0 - value,
                }
            }
        }
        (z, x, y)
    }

    /// Emission before growth of a source whose groups' measures cover the shares `phi`, t/yr.
    fn emission(&self, source: usize, p: Pollutant, phi: &[f64]) -> f64 {
        let model = self.model;
        let (k, e) = (self.at_stage(source, p, Stage::Capture), self.at_stage(source, p, Stage::Removal));
        let load = self.figures[&FigureKey::Activity { source }]
            * self.at_stage(source, p, Stage::Generation)
            * self.at_stage(source, p, Stage::Delivery)
            / 1000.0;
        let product = |left: fn((f64, f64, f64)) -> f64| -> f64 {
            (0..model.groups)
                .map(|g| {
                    let members = (0..model.measures.len()).filter(|m| model.measures[*m].group == g);
                    1.0 - members.map(|m| phi[m] * (1.0 - left(self.left(m, source, p)))).sum::<f64>()
                })
                .product()
        };
        let (x, y) = (1.0 - k, 1.0 - e);
        load * (x * product(|(z, x, _)| z * x) + y * product(|(z, _, y)| z * y)
            - x * y * product(|(z, x, y)| z * x * y))
    }

    /// phi of every measure for a pollutant in month `i`.
    fn coverage(&self, p: Pollutant, i: usize) -> Vec<f64> {
        let model = self.model;
        let full =
            |m: usize| (0..model.measures.len()).map(|n| f64::from(u8::from(n == m))).collect::<Vec<_>>();
        let raw: Vec<f64> = (0..model.measures.len())
            .map(|m| {
                let potential = || -> f64 {
                    let none = vec![0.0; model.measures.len()];
                    (0..model.sources.len())
                        .filter(|s| model.sources[*s].pathways[p].is_some())
                        .map(|s| self.emission(s, p, &none) - self.emission(s, p, &full(m)))
                        .sum()
                };
                let shares =
                    model.projects.iter().zip(&self.delays).filter(|(project, _)| project.measure == m);
                let sum: f64 = shares
                    .map(|(project, delay)| {
                        let share = match project.size {
                            Size::Quantity(quantity) => quantity / model.measures[m].basis_total,
                            Size::Declared(tonnes) => tonnes[p].map_or(0.0, |t| t / potential()),
                        };
                        share * self.in_service(project, *delay, i)
                    })
                    .sum();
                (self.levers[m].scale.unwrap_or(1.0) * sum).min(1.0)
            })
            .collect();
        (0..model.measures.len())
            .map(|m| {
                let group = (0..raw.len()).filter(|n| model.measures[*n].group == model.measures[m].group);
                let sum: f64 = group.map(|n| raw[n]).sum();
                self.figures[&FigureKey::Effectiveness { measure: m }] * raw[m] / sum.max(1.0)
            })
            .collect()
    }

    fn in_service(&self, project: &Project, delay: Option<f64>, i: usize) -> f64 {
        let in_inventory = project.completion <= Month::december(self.model.inventory_year);
        let Some(delay) = delay.filter(|_| !in_inventory) else { return 0.0 };
        let complete = project.status == jianpai::model::Status::Complete;
        let lever = if complete { 0.0 } else { self.levers[project.measure].delay_months.unwrap_or(0.0) };
        let since = i as f64 - f64::from(project.completion.since(self.model.plan.start)) - delay - lever;
        (since / f64::from(project.ramp_months)).clamp(0.0, 1.0)
    }

    /// R of month `at`, t.
    fn reduction(&self, p: Pollutant, at: usize) -> f64 {
        let model = self.model;
        let year = f64::from(model.inventory_year - model.plan.start.year());
        let cut = |i: usize| -> f64 {
            let phi = self.coverage(p, i);
            let uncounted: Vec<f64> =
                phi.iter().zip(&model.measures).map(|(phi, m)| if m.counts { 0.0 } else { *phi }).collect();
            let sources = (0..model.sources.len()).filter(|s| model.sources[*s].pathways[p].is_some());
            sources
                .map(|source| {
                    let growth = self.figures[&FigureKey::Growth { source }];
                    (1.0 + growth).powf((i as f64 - 12.0 * year - 5.5) / 12.0)
                        * (self.emission(source, p, &uncounted) - self.emission(source, p, &phi))
                })
                .sum()
        };
        let counted = match model.plan.credit {
            Credit::Capacity => cut(at),
            Credit::Months => (at.saturating_sub(11)..=at).map(cut).sum::<f64>() / 12.0,
        };
        let offsets = model.plan.offsets[p].iter().filter(|offset| offset.month <= model.plan.month(at));
        let offset_t: f64 = offsets.map(|offset| offset.reduction_t).sum();
        self.opening(p, at) - offset_t + counted
    }

    fn opening(&self, p: Pollutant, at: usize) -> f64 {
        let (mut from, mut tonnes, at) = (-1.0, 0.0, at as f64);
        for (index, opening) in self.model.plan.openings[p].iter().enumerate() {
            let to = f64::from(opening.month.since(self.model.plan.start));
            let next = self.figures[&FigureKey::Opening { pollutant: p, index }];
            if at <= to {
                return tonnes + (next - tonnes) * (at - from) / (to - from);
            }
            (from, tonnes) = (to, next);
        }
        tonnes
    }
}

/// Holds the quantiles, chances and shortfalls of `draws` draws against the naive program, in the months `at`.
fn compare(engine: &mut Engine, draws: u64, at: &[usize]) {
    let model = engine.model().clone();
    let part = engine.sample(&[], 11, 0..draws);
    let ours = engine.summarise(&[part], 11);
    let schedules = engine.evaluate(&[], jianpai::Request::default()).pollutants;
    let mut random = Random(0x1234_5678_9abc_def1);
    let mut theirs = vec![Vec::with_capacity(THEIRS); at.len() * 5];
    for _ in 0..THEIRS {
        let draw = Draw::new(&model, &mut random);
        for (index, row) in theirs.iter_mut().enumerate() {
            row.push(draw.reduction(Pollutant::ALL[index % 5], at[index / 5]));
        }
    }
    // Two shares, of as many draws as either program makes, differ by no more than five standard errors.
    let tolerance =
        |share: f64| 5.0 * (share * (1.0 - share) * (1.0 / draws as f64 + 1.0 / THEIRS as f64)).sqrt();
    for (index, row) in theirs.iter().enumerate() {
        let (p, i) = (Pollutant::ALL[index % 5], at[index / 5]);
        let bands = &ours.pollutants[p];
        let found = [&bands.p5, &bands.p10, &bands.p25, &bands.p50, &bands.p75, &bands.p90, &bands.p95];
        let share_of =
            |test: &dyn Fn(f64) -> bool| row.iter().filter(|r| test(**r)).count() as f64 / row.len() as f64;
        for (found, share) in found.iter().map(|quantiles| quantiles[i]).zip(SHARES) {
            let close = 1e-9 * found.abs().max(1.0);
            let (below, up_to) = (share_of(&|r| r < found - close), share_of(&|r| r <= found + close));
            let allowed = tolerance(share);
            assert!(
                below - allowed <= share && share <= up_to + allowed,
                "{p:?} {i} {share}: {found}: {below} {up_to}"
            );
        }
        if let (Some(schedule), Some(found)) =
            (&schedules[p].schedule_t, bands.on_schedule.get(&model.plan.month(i)))
        {
            let share = share_of(&|r| r >= schedule[i]);
            assert!((found - share).abs() <= tolerance(share) + 1e-12, "{p:?} {i}: {found} {share}");
        }
        if let (Some(schedule), Some(found)) = (&schedules[p].schedule_t, bands.shortfall_t)
            && i == model.plan.months - 1
        {
            let missing: Vec<f64> = row.iter().map(|r| schedule[i] - r).filter(|t| *t > 0.0).collect();
            let n = missing.len() as f64;
            let mean = missing.iter().sum::<f64>() / n;
            let variance = missing.iter().map(|t| (t - mean) * (t - mean)).sum::<f64>() / n;
            assert!((found - mean).abs() <= 6.0 * (variance / n).sqrt(), "{p:?}: {found} {mean}");
        }
    }
    let last = at.iter().position(|i| *i == model.plan.months - 1).unwrap();
    let all = (0..THEIRS).filter(|draw| {
        let due = |p: Pollutant| schedules[p].schedule_t.as_ref().map(|s| s[model.plan.months - 1]);
        Pollutant::ALL.iter().all(|p| due(*p).is_none_or(|due| theirs[last * 5 + *p as usize][*draw] >= due))
    });
    let share = all.count() as f64 / THEIRS as f64;
    assert!(
        (ours.all_on_schedule - share).abs() <= tolerance(share) + 1e-12,
        "{} {share}",
        ours.all_on_schedule
    );
}

#[test]
fn the_example_agrees_with_a_second_program() {
    let mut engine = Engine::load(&Folder(repository("scenarios")), "example.toml").unwrap();
    compare(&mut engine, 100_000, &[35, 47, 59]);
}

#[test]
fn the_example_by_capacity_with_early_and_failing_projects_agrees_too() {
    let read = |name| std::fs::read(repository("scenarios").join(name)).unwrap();
    let files = InMemory::default()
        .with("example.toml", read("example.toml"))
        .with("example-projects.csv", read("example-projects.csv"))
        .replacing("example.toml", "credit = \"months\"", "credit = \"capacity\"")
        .replacing("example.toml", "delay_correlation = 0.3", "delay_correlation = 0.9")
        .replacing("example.toml", "{ low = 0, mode = 1, high = 4 }", "{ low = -3.5, mode = 1, high = 14.5 }")
        .replacing(
            "example.toml",
            "delay_months = 0\ndelivered = 1.0",
            "delay_months = { low = 0, mode = 0, high = 3 }\ndelivered = 0.9",
        );
    compare(&mut Engine::load(&files, "example.toml").unwrap(), 20_000, &[46, 59]);
}
