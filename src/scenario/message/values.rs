//! Single keys and values of a TOML file.

use super::{Spot, did_you_mean, error, hint, names_hint, shortened, with};
use crate::diagnostic::Diagnostic;
use toml::de::DeValue;

/// What a value should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A text.
    Text,
    /// A text, or one for each language.
    BilingualText,
    /// true or false.
    YesNo,
    /// A number.
    Number,
    /// A whole number.
    WholeNumber,
    /// A number or a triangular distribution.
    Figure,
    /// A calendar month.
    Month,
    /// An array.
    List,
    /// A table.
    Table,
}

impl Type {
    /// In Chinese and in English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("文字，如 \"…\"", "a text: \"…\""),
            Self::BilingualText => {
                ("文字，或 { zh = \"…\", en = \"…\" }", "a text, or { zh = \"…\", en = \"…\" }")
            }
            Self::YesNo => (" true 或 false", "true or false"),
            Self::Number => ("数字，如 12.5", "a number, like 12.5"),
            Self::WholeNumber => ("整数，如 3", "a whole number, like 3"),
            Self::Figure => {
                ("数字，或 { low = …, mode = …, high = … }", "a number, or { low = …, mode = …, high = … }")
            }
            Self::Month => ("年月，如 2024-09", "a month, like 2024-09"),
            Self::List => ("列表", "a list"),
            Self::Table => ("一个表", "a table"),
        }
    }
}

/// A value of the tree, as messages show it.
fn shown(value: &DeValue) -> (String, String) {
    // Chinese sets off what is not Chinese by a blank, unless quotation marks do.
    let both = |text: String| (format!(" {text}"), text);
    match value {
        DeValue::String(text) => (format!("“{}”", shortened(text)), format!("“{}”", shortened(text))),
        DeValue::Integer(integer) => both(shortened(integer.as_str())),
        DeValue::Float(float) => both(shortened(float.as_str())),
        DeValue::Boolean(value) => both(value.to_string()),
        DeValue::Datetime(date) => both(date.to_string()),
        DeValue::Array(_) => ("一个列表".to_owned(), "a list".to_owned()),
        DeValue::Table(_) => ("一个表".to_owned(), "a table".to_owned()),
    }
}

/// A value is of another type than it should be.
pub fn wrong_type(spot: &Spot, wanted: Type, found: &DeValue) -> Diagnostic {
    let ((wanted_zh, wanted_en), (zh, en)) = (wanted.words(), shown(found));
    let message = error(
        "wrong-type",
        spot,
        format!("写的是{zh}；应为{wanted_zh}"),
        format!("is {en}; must be {wanted_en}"),
    );
    match (wanted, found) {
        (Type::Number | Type::WholeNumber | Type::Figure, DeValue::String(_)) => {
            message.with_hint(hint("数字不加引号", "a number stands without quotation marks"))
        }
        (Type::List, DeValue::Table(_)) => {
            message.with_hint(hint("表头用双方括号：[[…]]", "the table's heading has two brackets: [[…]]"))
        }
        (Type::Table, DeValue::Array(_)) => {
            message.with_hint(hint("表头用单方括号：[…]", "the table's heading has one bracket: […]"))
        }
        _ => message,
    }
}

/// A key is missing.
pub fn missing_key(spot: &Spot, key: &str) -> Diagnostic {
    error("missing-key", spot, format!("缺少“{key}”"), format!("“{key}” is missing"))
}

/// A key is not known; `known` are those of its table.
pub fn unknown_key(spot: &Spot, key: &str, known: &[&str], value: &DeValue) -> Diagnostic {
    let shown = shortened(key);
    let message =
        error("unknown-key", spot, format!("没有“{shown}”这一项"), format!("there is no key “{shown}” here"));
    // A table that hangs at the wrong place is met more often than a slip: say what stands here.
    let known = known.iter().copied().filter(|name| value.is_table() || *name != "source_note");
    with(message, names_hint(key, known))
}

/// A value is not a month.
pub fn bad_month(spot: &Spot, found: &DeValue) -> Diagnostic {
    let (zh, en) = shown(found);
    error(
        "bad-month",
        spot,
        format!("写的是{zh}；应为年月，如 \"2024-09\""),
        format!("is {en}; must be a month, like \"2024-09\""),
    )
}

/// A key is not a month.
pub fn bad_month_key(spot: &Spot, key: &str) -> Diagnostic {
    let key = shortened(key);
    error(
        "bad-month",
        spot,
        format!("“{key}”应为加引号的年月，如 \"2024-12\" = 0.80"),
        format!("“{key}” must be a month in quotation marks, like \"2024-12\" = 0.80"),
    )
}

/// A name is none of a few.
pub fn not_a_choice(spot: &Spot, found: &str, names: &[&str]) -> Diagnostic {
    let shown = shortened(found);
    let (zh, en) = (names.join("、"), names.join(", "));
    let message = error(
        "unknown-name",
        spot,
        format!("写的是“{shown}”；应为 {zh} 之一"),
        format!("is “{shown}”; must be one of {en}"),
    );
    with(message, did_you_mean(found, names.iter().copied()))
}
