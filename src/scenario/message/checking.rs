//! Ranges, references and what must hold between figures.

use super::{Spot, error, hint, names_hint, number, shortened, warning, with};
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::{Measure, Stage};
use crate::scenario::check::range::{MOST, Range};
use crate::units::{Month, Pollutant};

/// What a name should refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A source.
    Source,
    /// A measure.
    Measure,
}

impl Kind {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Source => ("排放源", "source"),
            Self::Measure => ("措施", "measure"),
        }
    }
}

/// A pollutant in Chinese and in English.
const fn pollutant_words(pollutant: Pollutant) -> (&'static str, &'static str) {
    match pollutant {
        Pollutant::Nox => ("氮氧化物", "NOx"),
        Pollutant::Vocs => ("挥发性有机物", "VOCs"),
        Pollutant::Cod => ("化学需氧量", "COD"),
        Pollutant::Nh3n => ("氨氮", "NH3-N"),
        Pollutant::Tp => ("总磷", "TP"),
    }
}

/// A stage in Chinese.
const fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Activity => "活动水平",
        Stage::Generation => "产污系数",
        Stage::Capture => "收集率",
        Stage::Removal => "去除率",
        Stage::Delivery => "入河（排放）系数",
    }
}

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
    let is_percentage = range.most.to_bits() == 1.0_f64.to_bits() && value > 1.0 && value <= 100.0;
    if is_percentage {
        let share = number(value / 100.0);
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
        format!("应有 low ≤ mode ≤ high；写的是 {low}、{mode}、{high}"),
        format!("low, mode and high must ascend; they are {low}, {mode}, {high}"),
    )
}

/// A text is empty.
pub fn empty_text(spot: &Spot) -> Diagnostic {
    error("empty", spot, "不能为空", "must not be empty")
}

/// A list is empty.
pub fn empty_list(spot: &Spot) -> Diagnostic {
    error("empty", spot, "列表不能为空", "the list must not be empty")
}

/// A list has an entry twice.
pub fn listed_twice(spot: &Spot, name: &str) -> Diagnostic {
    let name = shortened(name);
    error("listed-twice", spot, format!("“{name}”写了两次"), format!("“{name}” is there twice"))
}

/// Two things have one id.
pub fn duplicate_id(spot: &Spot, id: &str, first: &Spot) -> Diagnostic {
    let id = shortened(id);
    let (zh, en) = match first.line {
        Some(line) if first.file == spot.file => (format!("第 {line} 行"), format!("line {line}")),
        Some(line) => (format!("{} 第 {line} 行", first.file), format!("{} line {line}", first.file)),
        None => (String::from("前面"), String::from("before")),
    };
    error(
        "duplicate-id",
        spot,
        format!("编号“{id}”已在{zh}用过；编号不能重复"),
        format!("the id “{id}” is taken by {en}; ids must be unique"),
    )
}

/// A name refers to nothing; `ids` are suggested when no name is near.
pub fn unknown_reference<'a>(
    spot: &Spot,
    kind: Kind,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    ids: &'a [String],
) -> Diagnostic {
    let ((zh, en), shown) = (kind.words(), shortened(name));
    let message =
        error("unknown-name", spot, format!("没有叫“{shown}”的{zh}"), format!("there is no {en} “{shown}”"));
    match nearest(name.trim(), known) {
        Some(near) => with(message, names_hint(near, [near])),
        None => with(message, names_hint("", ids.iter().map(String::as_str))),
    }
}

/// A name refers to several things.
pub fn ambiguous_name(spot: &Spot, kind: Kind, name: &str) -> Diagnostic {
    let ((zh, en), name) = (kind.words(), shortened(name));
    error(
        "ambiguous-name",
        spot,
        format!("有几个{zh}都叫“{name}”"),
        format!("several {en}s are called “{name}”"),
    )
    .with_hint(hint("请写编号（id）", "write its id instead"))
}

/// A district is not one of the plan's.
pub fn unknown_district(spot: &Spot, name: &str, known: &[String]) -> Diagnostic {
    let shown = shortened(name);
    let message = error(
        "unknown-district",
        spot,
        format!("“{shown}”不在 plan.districts 所列的区之内"),
        format!("“{shown}” is not among the districts that plan.districts lists"),
    );
    with(message, names_hint(name, known.iter().map(String::as_str)))
}

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

/// There are no sources.
pub fn no_sources(spot: &Spot) -> Diagnostic {
    error("no-sources", spot, "没有排放源（[[source]]）", "there is no source ([[source]])")
}

/// A source emits nothing.
pub fn emits_nothing(spot: &Spot) -> Diagnostic {
    error("emits-nothing", spot, "没有任何污染物的路径", "there is no pollutant's pathway")
        .with_hint(hint("如 [source.pathway.nox]", "for example [source.pathway.nox]"))
}

/// A measure has no effect.
pub fn no_effect(spot: &Spot) -> Diagnostic {
    error("no-effect", spot, "这项措施不作用于任何排放源", "the measure acts on no source")
        .with_hint(hint("加上 [[measure.effect]]", "add a [[measure.effect]]"))
}

/// An effect is on a pollutant that its source does not emit.
pub fn not_emitted<'a>(
    spot: &Spot,
    source: &str,
    pollutant: Pollutant,
    emitted: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let (source, (zh, en), id) = (shortened(source), pollutant_words(pollutant), pollutant.id());
    let emitted: Vec<&str> = emitted.collect();
    let (list_zh, list_en) = (emitted.join("、"), emitted.join(", "));
    error(
        "not-emitted",
        spot,
        format!("排放源“{source}”不排放{zh}（{id}）"),
        format!("the source “{source}” does not emit {en} ({id})"),
    )
    .with_hint(hint(format!("它排放：{list_zh}"), format!("it emits {list_en}")))
}

/// An effect has none of `to`, `add`, `reduce`, or several.
pub fn not_one_change(spot: &Spot, stage: Stage, allowed: &[&str], found: usize) -> Diagnostic {
    let (word, id) = (stage_word(stage), stage.id());
    let (zh, en) = (allowed.join(" 或 "), allowed.join(" or "));
    let (found_zh, found_en) = match found {
        0 => ("一个也没有写", "there is none"),
        _ => ("写了不止一个", "there is more than one"),
    };
    error(
        "not-one-change",
        spot,
        format!("{word}（{id}）的改变要写一个 {zh}；{found_zh}"),
        format!("a change of {id} has one {en}; {found_en}"),
    )
}

/// A change is of a kind that its stage does not have.
pub fn change_not_of_stage(spot: &Spot, stage: Stage, allowed: &[&str]) -> Diagnostic {
    let (word, id) = (stage_word(stage), stage.id());
    let (zh, en) = (allowed.join(" 或 "), allowed.join(" or "));
    error(
        "change-not-of-stage",
        spot,
        format!("{word}（{id}）不能这样改变；应写 {zh}"),
        format!("{id} is not changed in this way; it must be {en}"),
    )
}

/// An effect is there twice.
pub fn effect_twice(spot: &Spot, source: &str, pollutant: Pollutant, stage: Stage) -> Diagnostic {
    let (source, (zh, en)) = (shortened(source), pollutant_words(pollutant));
    error(
        "effect-twice",
        spot,
        format!("对排放源“{source}”{zh}{}的同一种改变，这项措施前面已经写过", stage_word(stage)),
        format!("the measure has changed {} of {en} on the source “{source}” in this way before", stage.id()),
    )
}

/// A share is raised that is 1 already.
pub fn already_all(spot: &Spot, source: &str, pollutant: Pollutant, stage: Stage) -> Diagnostic {
    let (source, (zh, en)) = (shortened(source), pollutant_words(pollutant));
    error(
        "already-all",
        spot,
        format!("排放源“{source}”{zh}的{}已经是 1，不能再提高", stage_word(stage)),
        format!("{} of {en} on the source “{source}” is 1 already and can't be raised", stage.id()),
    )
}

/// A new share is below today's.
pub fn below_today(
    spot: &Spot,
    to: f64,
    today: f64,
    source: &str,
    pollutant: Pollutant,
    stage: Stage,
) -> Diagnostic {
    let (to, today, source, (zh, en)) =
        (number(to), number(today), shortened(source), pollutant_words(pollutant));
    error(
        "below-today",
        spot,
        format!("写的是 {to}；低于排放源“{source}”{zh}现有的{} {today}", stage_word(stage)),
        format!(
            "is {to}; must not be below today's {}, {today} for {en} on the source “{source}”",
            stage.id()
        ),
    )
}

/// A lever replaces a figure that no effect of its measure has.
pub fn no_such_effect(spot: &Spot, measure: &Measure, key: &str) -> Diagnostic {
    let id = shortened(&measure.id);
    error(
        "no-such-effect",
        spot,
        format!("措施“{id}”没有带 {key} 的效果（effect），无从替换"),
        format!("the measure “{id}” has no effect with {key} that could be replaced"),
    )
}

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
    let (tonnes, id, (zh, en)) = (number(tonnes), shortened(&measure.id), pollutant_words(pollutant));
    let (zh, en) = if acts {
        (
            format!("按排放清单，措施“{id}”减不了{zh}"),
            format!("by the inventory, the measure “{id}” cuts no {en}"),
        )
    } else {
        (format!("措施“{id}”不作用于{zh}"), format!("the measure “{id}” does not act on {en}"))
    };
    let cuts: Vec<&str> = cuts.collect();
    let message = error(
        "declared-not-cut",
        spot,
        format!("申报 {tonnes} 吨/年，但{zh}"),
        format!("declares {tonnes} t/yr, but {en}"),
    );
    if cuts.is_empty() {
        return message;
    }
    message.with_hint(hint(format!("它减排：{}", cuts.join("、")), format!("it cuts {}", cuts.join(", "))))
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

/// A correlation names a figure that is not there.
pub fn unknown_figure<'a>(spot: &Spot, name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let shown = shortened(name);
    let message = error(
        "unknown-figure",
        spot,
        format!("没有叫“{shown}”的数据"),
        format!("there is no figure “{shown}”"),
    );
    match nearest(name.trim(), known) {
        Some(near) => with(message, names_hint(near, [near])),
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
pub fn correlated_twice(spot: &Spot) -> Diagnostic {
    error(
        "correlation",
        spot,
        "这两个数据的相关系数前面已经写过",
        "the correlation of these two was given before",
    )
}
