//! Names and what they refer to.

use super::{Spot, did_you_mean, error, hint, names_hint, shortened, there, with};
use crate::diagnostic::Diagnostic;
use crate::locale::Text;

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
    let (zh, en) = there(spot, first);
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
    let asked = did_you_mean(name, known);
    with(message, asked.or_else(|| names_hint("", ids.iter().map(String::as_str))))
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
pub fn unknown_district(spot: &Spot, name: &str, known: &[Text]) -> Diagnostic {
    let shown = shortened(name);
    let message = error(
        "unknown-district",
        spot,
        format!("“{shown}”不在 plan.districts 所列的区之内"),
        format!("“{shown}” is not among the districts that plan.districts lists"),
    );
    with(
        message,
        names_hint(
            name,
            known
                .iter()
                .flat_map(|Text { zh, en }| [zh.as_str(), en].into_iter().take(1 + usize::from(zh != en))),
        ),
    )
}
