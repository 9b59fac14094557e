//! Progress that counts, against the schedule (method page, section 5).

use crate::model::{Credit, Plan};
use crate::simulation::figures::Figures;
use crate::units::PerPollutant;
use serde::{Deserialize, Serialize};
use wide::f64x2;

/// The plan's yardstick and its rules of counting, laid out by month.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// When tonnes count.
    pub credit: Credit,
    /// S, t: the schedule of each pollutant with a target.
    pub schedule_t: PerPollutant<Option<Vec<f64>>>,
    /// Tonnes set aside for new plants up to each month.
    pub offset_t: PerPollutant<Vec<f64>>,
}

/// How a counted reduction stands against the schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// On or above the schedule (达到时序进度).
    Ahead,
    /// At least 95 % of the schedule (临界).
    AtRisk,
    /// Below that (滞后).
    Behind,
}

/// What is enough where `due_t` is due, t: all but a billionth, since the same tonnes added up two ways differ in their last bits.
pub fn enough_t(due_t: f64) -> f64 {
    due_t - 1e-9 * due_t.abs()
}

impl Standing {
    /// The standing of a reduction of `reduction_t` where `schedule_t` is due.
    pub fn of(reduction_t: f64, schedule_t: f64) -> Self {
        if reduction_t >= enough_t(schedule_t) {
            Self::Ahead
        } else if reduction_t >= enough_t(0.95 * schedule_t) {
            Self::AtRisk
        } else {
            Self::Behind
        }
    }
}

impl Progress {
    /// Lays out the schedule and the offsets of `plan`.
    pub fn new(plan: &Plan) -> Self {
        let schedule_t = PerPollutant::from_fn(|p| {
            plan.targets[p].as_ref().map(|target| {
                let mut corners: Vec<_> = target
                    .milestones
                    .iter()
                    .map(|(month, share)| (month.since(plan.start), *share))
                    .filter(|(i, _)| *i < plan.months as i32 - 1)
                    .collect();
                corners.push((plan.months as i32 - 1, 1.0));
                (0..plan.months).map(|i| target.reduction_t * line_through(i as i32, &corners)).collect()
            })
        });
        let offset_t = PerPollutant::from_fn(|p| {
            let set_aside_by = |i| {
                let offsets = plan.offsets[p].iter();
                offsets
                    .filter(|o| o.month <= plan.month(i))
                    .map(|o| o.reduction_t)
                    .fold(0.0, |sum, t| sum + t)
            };
            (0..plan.months).map(set_aside_by).collect()
        });
        Self { credit: plan.credit, schedule_t, offset_t }
    }

    /// R, t: opening minus offset plus what the cut (t/yr) has brought by each month.
    ///
    /// Rows have `L` lanes a month; `reduction` gets one a pollutant.
    pub fn reduction<const L: usize>(
        &self,
        cut: &PerPollutant<Vec<f64x2>>,
        opening_t: &PerPollutant<Vec<f64>>,
        reduction: &mut PerPollutant<Vec<f64>>,
    ) {
        for (((cut, opening), offset), out) in
            cut.0.iter().zip(&opening_t.0).zip(&self.offset_t.0).zip(&mut reduction.0)
        {
            out.resize(offset.len() * L, 0.0);
            // What counts of `cut[i]` and what came before it.
            let mut year = f64x2::ZERO;
            let mut counted = |i: usize| match self.credit {
                Credit::Capacity => cut[i],
                Credit::Months => {
                    let more = if i < 6 * L { cut[i] } else { cut[i] - cut[i - 6 * L] };
                    let sums = year + sum_up::<L>(more);
                    year = if L == 1 { f64x2::splat(sums.to_array()[1]) } else { sums };
                    sums * f64x2::splat(1.0 / 12.0)
                }
            };
            let ((two, one), opening) = (out.as_chunks_mut::<2>(), opening.as_chunks::<2>());
            for (i, (out, opening)) in two.iter_mut().zip(opening.0).enumerate() {
                let offset = if L == 1 { [offset[2 * i], offset[2 * i + 1]] } else { [offset[i]; 2] };
                *out = (f64x2::new(*opening) - f64x2::new(offset) + counted(i)).to_array();
            }
            if let ([out], [opening], [.., offset]) = (one, opening.1, offset.as_slice()) {
                *out = opening - offset + counted(two.len()).to_array()[0];
            }
        }
    }
}

/// Two months' values as sums up to each, in one run; in two draws these are the same month's.
#[inline]
fn sum_up<const L: usize>(values: f64x2) -> f64x2 {
    let [first, second] = values.to_array();
    if L == 1 { f64x2::new([first, first + second]) } else { values }
}

/// Opening tonnes by month: straight lines through (month -1, 0) and the points, flat after the last.
///
/// - `figures`: has the tonnes at each point of [`Plan::openings`].
/// - `rows`: gets `months * L` values for each pollutant.
pub fn set_opening_rows<const L: usize>(plan: &Plan, figures: &Figures, rows: &mut PerPollutant<Vec<f64>>) {
    for (p, openings) in plan.openings.iter() {
        let row = &mut rows[p];
        row.resize(plan.months * L, 0.0);
        let (mut from, mut tonnes) = (-1, [0.0; L]);
        let corners = openings.iter().map(|o| o.month.since(plan.start)).zip(figures.openings_t(p));
        for (to, next) in corners {
            let next: [f64; L] = std::array::from_fn(|l| next.to_array()[l]);
            for (i, month) in (from + 1..=to).zip(&mut row.as_chunks_mut::<L>().0[(from + 1) as usize..]) {
                let part = f64::from(i - from) / f64::from(to - from);
                *month = std::array::from_fn(|l| tonnes[l] + (next[l] - tonnes[l]) * part);
            }
            (from, tonnes) = (to, next);
        }
        row.as_chunks_mut::<L>().0[(from + 1) as usize..].fill(tonnes);
    }
}

/// The value at month `i` of straight lines through (month -1, 0) and the corners, which ascend in
/// month; flat after the last, 0 without any.
fn line_through(i: i32, corners: &[(i32, f64)]) -> f64 {
    let mut from = (-1, 0.0);
    for &to in corners {
        if i <= to.0 {
            return from.1 + (to.1 - from.1) * f64::from(i - from.0) / f64::from(to.0 - from.0);
        }
        from = to;
    }
    from.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_through_their_corners() {
        let corners = [(11, 6.0), (23, 30.0)];
        // From (-1, 0) to (11, 6): half a tonne a month.
        assert_eq!(line_through(0, &corners).to_bits(), 0.5f64.to_bits());
        assert_eq!(line_through(11, &corners).to_bits(), 6.0f64.to_bits());
        assert_eq!(line_through(17, &corners).to_bits(), 18.0f64.to_bits());
        assert_eq!(line_through(40, &corners).to_bits(), 30.0f64.to_bits());
    }

    #[test]
    fn standing_has_both_limits() {
        assert_eq!(Standing::of(100.0, 100.0), Standing::Ahead);
        assert_eq!(Standing::of(95.0, 100.0), Standing::AtRisk);
        assert_eq!(Standing::of(94.9, 100.0), Standing::Behind);
        let due: f64 = 14_000.0 / 60.0;
        assert_eq!(Standing::of(due.next_down(), due), Standing::Ahead, "the same but for its last bit");
        assert_eq!(Standing::of(due * (1.0 - 1e-6), due), Standing::AtRisk);
    }
}
