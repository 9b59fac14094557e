//! Who covers what, and when (method page, section 3), on whole rows of months.

use crate::maths;
use crate::simulation::Chunk;
use crate::simulation::layout::{Curve, Layout, Placed, Strand};
use crate::simulation::settings::Settings;
use crate::units::Pollutant;
use wide::f64x2;

/// Coverage by month, in rows of `L` lanes a month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Nothing is in service before this month, which begins a [`Chunk`]. Rows are 0 there.
    pub from: usize,
    /// Second differences of the ramps' beginnings, while projects enter one by one: two draws side by side, a row a
    /// strand. It begins as long a time before the plan as the ramp takes, and has two months that nobody reads behind.
    steps: Vec<f64x2>,
    /// What has entered: two draws side by side, a row a curve.
    entered: Vec<f64x2>,
    /// raw: planned coverage, before caps and effectiveness; a row a [`Layout::rows`].
    raw: Vec<f64x2>,
    /// phi: coverage; a row a [`Layout::rows`].
    pub(super) phi: Vec<f64x2>,
    /// What measures that exclude each other keep of their coverage.
    shares: Vec<f64x2>,
}

/// A project as draws enter it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Completion month.
    pub start: f64,
    ramp: f64,
    rise: f64,
    weights: (u32, u32),
}

impl Coverage {
    /// phi of every row: `L` lanes a month.
    pub fn phi(&self) -> &[f64] {
        bytemuck::cast_slice(&self.phi)
    }

    /// raw of every row: `L` lanes a month.
    pub fn raw(&self) -> &[f64] {
        bytemuck::cast_slice(&self.raw)
    }

    /// Makes the coverage by `measure` that of `other`, and `more`, whatever its projects say: emission is a straight
    /// line in each measure's coverage, so two points of it are the whole line.
    pub fn shift(&mut self, layout: &Layout, measure: usize, other: &Self, more: f64) {
        let row = (self.phi.len() / layout.rows.len().max(1)).max(1);
        let rows = self.phi.chunks_exact_mut(row).zip(other.phi.chunks_exact(row)).zip(&layout.rows);
        for ((row, other), _) in rows.filter(|(_, of)| of.measure == measure) {
            for (phi, other) in row.iter_mut().zip(other) {
                *phi = *other + f64x2::splat(more);
            }
        }
    }

    /// Coverage under `settings`, delays common to each measure.
    ///
    /// `potential` gives potential_mp, t/yr.
    pub fn set(
        &mut self,
        layout: &Layout,
        settings: &Settings<1>,
        potential: impl Fn(usize, Pollutant) -> f64x2,
    ) {
        self.start::<1>(layout, settings, 0.0);
        let from = self.from;
        let in_service = |curve: usize| {
            let curve = &layout.curves[curve];
            curve.shifted(settings.measures[curve.measure].delay_months, from)
        };
        cover(
            layout,
            settings,
            from / 2,
            (&mut self.raw, &mut self.phi, &mut self.shares),
            in_service,
            potential,
        );
    }

    /// Coverage with every project in full operation in every month.
    pub fn set_full(
        &mut self,
        layout: &Layout,
        settings: &Settings<1>,
        potential: impl Fn(usize, Pollutant) -> f64x2,
    ) {
        self.start::<1>(layout, settings, f64::NEG_INFINITY);
        let in_service = |curve: usize| {
            let whole = layout.whole(curve);
            std::iter::repeat_n([f64x2::splat(whole); 2], layout.padded / 4)
        };
        cover(
            layout,
            settings,
            self.from / 2,
            (&mut self.raw, &mut self.phi, &mut self.shares),
            in_service,
            potential,
        );
    }

    /// Before two draws' projects [`enter`](Self::enter) service one by one, none of them more than
    /// `earliest` months (negative: early) after its completion month and the levers' delay.
    ///
    /// - `entered`: the [steps](Self::steps) of projects that have entered already, if any.
    pub fn begin(&mut self, layout: &Layout, settings: &Settings<2>, earliest: f64, entered: &[f64x2]) {
        self.start::<2>(layout, settings, earliest);
        self.steps.clear();
        self.steps.extend_from_slice(entered);
        self.steps.resize(layout.steps(), f64x2::ZERO);
        self.entered.resize(layout.curves.len() * layout.padded, f64x2::ZERO);
    }

    /// What the projects that have entered since [`begin`](Self::begin) leave behind.
    pub fn steps(&self) -> &[f64x2] {
        &self.steps
    }

    /// Sizes the rows, and finds the month before which nothing can be in service.
    fn start<const L: usize>(&mut self, layout: &Layout, settings: &Settings<L>, earliest: f64) {
        let first = |curve: &Curve| {
            let delay = settings.measures[curve.measure].delay_months;
            f64::from(curve.first_fixed).min(f64::from(curve.first_moving) + delay) + earliest.min(0.0)
        };
        let first = layout.curves.iter().map(first).fold(layout.padded as f64, f64::min).max(0.0) as usize;
        let (from, rows) = (first / 4 * 4, layout.rows.len() * layout.padded * L / 2);
        if (from, rows) != (self.from, self.phi.len()) {
            self.from = from;
            for values in [&mut self.raw, &mut self.phi] {
                values.clear();
                values.resize(rows, f64x2::ZERO);
            }
        }
    }

    /// A project comes into service in two draws, `delay` months after its completion month; infinite: never.
    ///
    /// Its ramp is the difference of two straight lines, and a straight line from any point in time has
    /// two second differences. The second line follows the first by the same whole months in all of a strand, so a
    /// project costs two additions a draw, however many months follow.
    #[inline]
    pub fn enter(&mut self, layout: &Layout, entry: &Entry, delay: f64x2) {
        let after = f64x2::splat(entry.ramp + layout.padded as f64);
        // What was in full operation before the plan, or comes after it, is as good as at the row's end.
        let from = (delay + (entry.start + entry.ramp)).fast_max(f64x2::ZERO).fast_min(after);
        let (month, first) = maths::nearest((from + f64x2::HALF).fast_min(after));
        let part = month - from;
        for &(strand, weight) in &layout.weights[entry.weights.0 as usize..entry.weights.1 as usize] {
            let rise = f64x2::splat(weight * entry.rise);
            let (now, next) = (rise * part, rise * (f64x2::ONE - part));
            let strand = &layout.strands[strand];
            let row: &mut [f64] = bytemuck::cast_slice_mut(&mut self.steps[strand.place..][..strand.row]);
            for (l, (now, next)) in now.to_array().into_iter().zip(next.to_array()).enumerate() {
                let steps = &mut row[2 * first[l] + l..][..3];
                steps[0] += now;
                steps[2] += next;
            }
        }
    }

    /// Coverage from the projects that have entered one by one.
    pub fn set_entered(
        &mut self,
        layout: &Layout,
        settings: &Settings<2>,
        potential: impl Fn(usize, Pollutant) -> f64x2,
    ) {
        let from = self.from;
        for strand in &layout.strands {
            let steps = &self.steps[strand.place..][..strand.row];
            let months = strand.curve * layout.padded + from..(strand.curve + 1) * layout.padded;
            strand.add_up(steps, from, &mut self.entered[months]);
        }
        let entered = &self.entered;
        let in_service =
            |curve: usize| entered[curve * layout.padded + from..].as_chunks::<2>().0.iter().copied();
        cover(
            layout,
            settings,
            from,
            (&mut self.raw, &mut self.phi, &mut self.shares),
            in_service,
            potential,
        );
    }
}

impl Strand {
    /// Puts what is in service from month `from` on, which begins a [`Chunk`], into `entered`, or adds it to what the
    /// curve's first strand put there: `steps` added up twice, less what was there a ramp earlier.
    fn add_up(self, steps: &[f64x2], from: usize, entered: &mut [f64x2]) {
        let (mut rise, mut level) = (f64x2::ZERO, f64x2::ZERO);
        if from == 0 {
            for step in &steps[..self.ramp] {
                rise += *step;
                level += rise;
            }
        }
        let began = steps[from + self.ramp..].as_chunks::<2>().0;
        let ended = steps[from..].as_chunks::<2>().0;
        for ((entered, began), ended) in entered.as_chunks_mut::<2>().0.iter_mut().zip(began).zip(ended) {
            let (now, next) = (began[0] - ended[0], began[1] - ended[1]);
            // One addition, not two, waits for the months before.
            let both = now + next;
            let before = if self.first { [f64x2::ZERO; 2] } else { *entered };
            entered[0] = before[0] + (level + (rise + now));
            level += (rise + rise) + (now + both);
            rise += both;
            entered[1] = before[1] + level;
        }
    }
}

/// Coverage from what the curves have in service: caps, effectiveness, exclusion. Values before `from`
/// of a row stay as they are.
fn cover<const L: usize, I: Iterator<Item = Chunk>>(
    layout: &Layout,
    settings: &Settings<L>,
    from: usize,
    (raw, phi, shares): (&mut [f64x2], &mut [f64x2], &mut Vec<f64x2>),
    in_service: impl Fn(usize) -> I,
    potential: impl Fn(usize, Pollutant) -> f64x2,
) {
    let length = layout.padded * L / 2;
    for (r, row) in layout.rows.iter().enumerate() {
        let scale = settings.measures[row.measure].coverage_factor();
        let effectiveness = settings.figures.effectiveness(row.measure);
        let months = r * length + from..(r + 1) * length;
        let (raw, phi) = (&mut raw[months.clone()], &mut phi[months]);
        let months = raw.as_chunks_mut::<2>().0.iter_mut().zip(phi.as_chunks_mut::<2>().0);
        let set = |raw: &mut Chunk, phi: &mut Chunk, planned: Chunk| {
            *raw = planned;
            *phi = planned.map(|planned| effectiveness * planned.fast_min(f64x2::ONE));
        };
        // What a measure does not cut, nobody can have declared.
        let per_tonne = |p| {
            let potential = potential(row.measure, p);
            potential.simd_gt(f64x2::ZERO).select(f64x2::splat(scale) / potential, f64x2::ZERO)
        };
        match (row.quantity, row.declared) {
            (Some(curve), None) => {
                months.zip(in_service(curve)).for_each(|((raw, phi), u)| set(raw, phi, u.map(|u| u * scale)));
            }
            (None, Some((curve, p))) => {
                let weight = per_tonne(p);
                months
                    .zip(in_service(curve))
                    .for_each(|((raw, phi), u)| set(raw, phi, u.map(|u| u * weight)));
            }
            (Some(one), Some((other, p))) => {
                let weight = per_tonne(p);
                let both = in_service(one).zip(in_service(other));
                let sum = |(u, v): (Chunk, Chunk)| [0, 1].map(|i| u[i] * scale + v[i] * weight);
                months.zip(both).for_each(|((raw, phi), both)| set(raw, phi, sum(both)));
            }
            (None, None) => months.for_each(|(raw, phi)| set(raw, phi, [f64x2::ZERO; 2])),
        }
    }
    for exclusive in &layout.exclusive {
        shares.clear();
        shares.resize(length - from, f64x2::ZERO);
        let months = |r: &usize| r * length + from..(r + 1) * length;
        for r in exclusive {
            shares.iter_mut().zip(&raw[months(r)]).for_each(|(sum, raw)| *sum += raw.fast_min(f64x2::ONE));
        }
        for sum in shares.iter_mut() {
            *sum = f64x2::ONE / sum.fast_max(f64x2::ONE);
        }
        for r in exclusive {
            phi[months(r)].iter_mut().zip(&*shares).for_each(|(phi, share)| *phi *= *share);
        }
    }
}

impl Entry {
    /// `placed` as draws enter it.
    pub fn of(placed: &Placed) -> Self {
        let ramp = f64::from(placed.ramp_months);
        Self {
            start: f64::from(placed.completion),
            ramp,
            rise: 1.0 / ramp,
            weights: (placed.weights.start as u32, placed.weights.end as u32),
        }
    }

    /// The same, `delay_months` later.
    #[must_use]
    pub fn moved(self, delay_months: f64) -> Self {
        Self { start: self.start + delay_months, ..self }
    }
}
