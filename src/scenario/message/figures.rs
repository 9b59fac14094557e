//! Ranges of figures, and correlations between them.

use super::{Spot, did_you_mean, error, hint, number, shortened, there, warning};
use crate::diagnostic::Diagnostic;
use crate::scenario::check::range::{MOST, Range};

/// A number is NaN or infinite.
pub fn not_finite(spot: &Spot) -> Diagnostic {
    error("not-finite", spot, "不是有限的数字", "is not a finite number")
}

/// A number is outside of its range.
pub fn out_of_range(spot: &Spot, value: f64, range: Range) -> Diagnostic {
    let (found, least, most) = (number(value), number(range.least), number(range.most));
    let (zh, en) = if range.most < MOST {
        (format!("应在 {least} 到 {most} 之间"), format!("must be from {least} to {most}"))
    } else if value > range.most {
        (format!("不得大于 {most}"), format!("must be at most {most}"))
    } else if range.above {
        (format!("必须大于 {least}"), format!("must be above {least}"))
    } else {
        (format!("不得小于 {least}"), format!("must be {least} or more"))
    };
    let message = error("out-of-range", spot, format!("写的是 {found}；{zh}"), format!("is {found}; {en}"));
    if range.is_of_shares() && (5.0..=100.0).contains(&value) {
        let share = number((value * 1e4).round() / 1e6);
        return message
            .with_hint(hint(format!("{found} % 写成 {share}"), format!("{found} % is written {share}")));
    }
    message
}

/// Low, mode and high are not in this order.
pub fn not_ascending(spot: &Spot, low: f64, mode: f64, high: f64) -> Diagnostic {
    let (low, mode, high) = (number(low), number(mode), number(high));
    error(
        "not-ascending",
        spot,
        format!("应有低值（low）≤ 数值（mode）≤ 高值（high）；写的是 {low}、{mode}、{high}"),
        format!("low, value (mode) and high must ascend; they are {low}, {mode}, {high}"),
    )
}

/// A correlation names a figure that is not there.
pub fn unknown_figure<'a>(spot: &Spot, name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let shown = shortened(name);
    let message = error(
        "unknown-figure",
        spot,
        format!("没有叫“{shown}”的数据"),
        format!("there is no figure “{shown}”"),
    );
    match did_you_mean(name, known) {
        Some(asked) => message.with_hint(asked),
        None => message.with_hint(hint(
            "写法：source.ID.activity、source.ID.growth、source.ID.POLLUTANT.STAGE、opening.POLLUTANT.MONTH、measure.ID.effectiveness、measure.ID.effect.N",
            "write source.ID.activity, source.ID.growth, source.ID.POLLUTANT.STAGE, opening.POLLUTANT.MONTH, measure.ID.effectiveness or measure.ID.effect.N",
        )),
    }
}

/// A correlation names a figure that is known exactly.
pub fn exact_figure(spot: &Spot, name: &str) -> Diagnostic {
    let name = shortened(name);
    warning(
        "exact-figure",
        spot,
        format!("“{name}”是确定值，相关系数对它不起作用"),
        format!("“{name}” is exact, so the correlation changes nothing"),
    )
    .with_hint(hint("写成 { low = …, mode = …, high = … }", "write it as { low = …, mode = …, high = … }"))
}

/// A correlation is between a figure and itself.
pub fn correlated_with_itself(spot: &Spot) -> Diagnostic {
    error("correlation", spot, "a 和 b 是同一个数据", "a and b are the same figure")
}

/// A correlation is there twice.
pub fn correlated_twice(spot: &Spot, first: &Spot) -> Diagnostic {
    let (zh, en) = there(spot, first);
    error(
        "correlation",
        spot,
        format!("这两个数据的相关系数已在{zh}写过"),
        format!("the correlation of these two is given already ({en})"),
    )
}
