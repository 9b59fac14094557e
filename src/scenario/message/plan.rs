//! The plan: its months, milestones and openings.

use super::{Spot, error, number, warning};
use crate::diagnostic::Diagnostic;
use crate::units::Month;

/// The plan starts in another month than January.
pub fn start_not_january(spot: &Spot, found: Month) -> Diagnostic {
    let year = found.year();
    error(
        "start-not-january",
        spot,
        format!("写的是 {found}；计划从 1 月开始，如 {year:04}-01"),
        format!("is {found}; a plan starts in January, like {year:04}-01"),
    )
}

/// The plan ends before it starts.
pub fn end_before_start(spot: &Spot, end: Month, start: Month) -> Diagnostic {
    error(
        "end-before-start",
        spot,
        format!("写的是 {end}；不得早于开始月份 {start}"),
        format!("is {end}; must not be before the start, {start}"),
    )
}

/// The plan is longer than any is.
pub fn plan_too_long(spot: &Spot, end: Month, years: i32) -> Diagnostic {
    error(
        "plan-too-long",
        spot,
        format!("写的是 {end}；计划最长 {years} 年"),
        format!("is {end}; a plan has at most {years} years"),
    )
}

/// A month is not one of the plan's.
pub fn month_outside(spot: &Spot, found: Month, start: Month, end: Month) -> Diagnostic {
    error(
        "month-outside",
        spot,
        format!("{found} 不在计划期 {start} 至 {end} 之内"),
        format!("{found} is outside of the plan, {start} to {end}"),
    )
}

/// A milestone is below the one before.
pub fn milestone_falls(spot: &Spot, share: f64, before: f64) -> Diagnostic {
    let (share, before) = (number(share), number(before));
    error(
        "milestone-falls",
        spot,
        format!("写的是 {share}，小于前一个节点的 {before}；各节点是累计份额"),
        format!("is {share}, below the {before} before it; milestones are cumulative shares"),
    )
}

/// A milestone at the plan's end is not the whole target.
pub fn milestone_at_end(spot: &Spot, share: f64) -> Diagnostic {
    let share = number(share);
    error(
        "milestone-at-end",
        spot,
        format!("写的是 {share}；计划最后一个月必须是 1（全部目标）"),
        format!("is {share}; in the plan's last month it must be 1, the whole target"),
    )
}

/// Two openings of a pollutant are of one month.
pub fn opening_twice(spot: &Spot, pollutant: &str, month: Month) -> Diagnostic {
    error(
        "listed-twice",
        spot,
        format!("{pollutant} 在 {month} 的已有减排量写了两次"),
        format!("{pollutant} has two openings in {month}"),
    )
}

/// An opening is below an earlier one.
pub fn opening_falls(spot: &Spot, found: f64, before: f64, month: Month) -> Diagnostic {
    let (found, before) = (number(found), number(before));
    warning(
        "opening-falls",
        spot,
        format!("{found} 吨少于 {month} 的 {before} 吨；这里应写累计值，而不是当年值"),
        format!("{found} t is below the {before} t of {month}; these are cumulative, not a year's own"),
    )
}
