//! Sources, measures with their effects, and levers.

use super::{Spot, error, hint, number, shortened};
use crate::diagnostic::Diagnostic;
use crate::locale::{Text, pollutant_name};
use crate::model::{Measure, Stage};
use crate::units::Pollutant;

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
    let (source, id) = (shortened(source), pollutant.id());
    let Text { zh, en } = pollutant_name(id);
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
    let (source, Text { zh, en }) = (shortened(source), pollutant_name(pollutant.id()));
    error(
        "effect-twice",
        spot,
        format!("对排放源“{source}”{zh}{}的同一种改变，这项措施前面已经写过", stage_word(stage)),
        format!("the measure has changed {} of {en} on the source “{source}” in this way before", stage.id()),
    )
}

/// A share is raised that is 1 already.
pub fn already_all(spot: &Spot, source: &str, pollutant: Pollutant, stage: Stage) -> Diagnostic {
    let (source, Text { zh, en }) = (shortened(source), pollutant_name(pollutant.id()));
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
    let (to, today, source) = (number(to), number(today), shortened(source));
    let Text { zh, en } = pollutant_name(pollutant.id());
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
