//! Projects, wherever they are written.

use super::{Spot, error, hint, number, shortened, warning};
use crate::diagnostic::Diagnostic;
use crate::locale::{Text, pollutant_name};
use crate::model::Measure;
use crate::units::{Month, Pollutant};

/// A completion is decades away from the plan.
pub fn completion_far_off(spot: &Spot, found: Month, first: i32, last: i32) -> Diagnostic {
    error(
        "out-of-range",
        spot,
        format!("写的是 {found}；年份应在 {first} 到 {last} 之间"),
        format!("is {found}; the year must be from {first} to {last}"),
    )
}

/// A project declares a reduction that its measure can't bring.
pub fn declared_not_cut<'a>(
    spot: &Spot,
    tonnes: f64,
    measure: &Measure,
    pollutant: Pollutant,
    acts: bool,
    cuts: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let (tonnes, id) = (number(tonnes), shortened(&measure.id));
    let Text { zh, en } = pollutant_name(pollutant.id());
    let (zh, en) = if acts {
        (
            format!("按排放清单，措施“{id}”减不了{zh}"),
            format!("by the inventory, the measure “{id}” cuts no {en}"),
        )
    } else {
        (format!("措施“{id}”不作用于{zh}"), format!("the measure “{id}” does not act on {en}"))
    };
    let cuts: Vec<Text> = cuts.map(pollutant_name).collect();
    let message = error(
        "declared-not-cut",
        spot,
        format!("申报 {tonnes} 吨/年，但{zh}"),
        format!("declares {tonnes} t/yr, but {en}"),
    );
    if cuts.is_empty() {
        return message;
    }
    let listed = |words: fn(&Text) -> &str, comma| cuts.iter().map(words).collect::<Vec<_>>().join(comma);
    let (zh, en) = (listed(|text| &text.zh, "、"), listed(|text| &text.en, ", "));
    message.with_hint(hint(format!("它减排：{zh}"), format!("it cuts {en}")))
}

/// A project has a quantity and declared figures.
pub fn quantity_and_declared(spot: &Spot) -> Diagnostic {
    warning(
        "quantity-and-declared",
        spot,
        "同时有数量和申报减排量：按数量计算，申报值不用",
        "there are declared reductions too: the quantity is used, they are not",
    )
}

/// A project is larger than all there is.
pub fn quantity_beyond_total(spot: &Spot, quantity: f64, measure: &Measure) -> Diagnostic {
    let (quantity, total, id) = (number(quantity), number(measure.basis_total), shortened(&measure.id));
    let unit = &measure.basis_unit;
    warning(
        "quantity-beyond-total",
        spot,
        format!("{quantity} 大于措施“{id}”的全部适用量 {total} {}：单位是否写错？", shortened(&unit.zh)),
        format!(
            "{quantity} is more than all that the measure “{id}” can cover, {total} {}: is the unit right?",
            shortened(&unit.en)
        ),
    )
}

/// A project has neither a quantity nor declared figures.
pub fn no_size(spot: &Spot) -> Diagnostic {
    warning(
        "no-size",
        spot,
        "没有数量，也没有申报减排量：这个项目不减排",
        "there is neither a quantity nor a declared reduction: the project cuts nothing",
    )
}
