//! What single values are read from: texts, numbers, months, names out of a list.

use super::findings::Findings;
use super::message::{self, Type};
use super::spot::{Field, Spot};
use super::tree::{Node, Read};
use crate::locale::Text;
use crate::model::{Credit, Sector, Stage, Status};
use crate::units::{Month, Pollutant};
use toml::de::DeValue;

impl Read for String {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let text = node.value.as_str();
        if text.is_none() {
            out.error(|| message::wrong_type(&node.spot, Type::Text, node.value));
        }
        text.map(str::to_owned)
    }
}

impl Read for bool {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let value = node.value.as_bool();
        if value.is_none() {
            out.error(|| message::wrong_type(&node.spot, Type::YesNo, node.value));
        }
        value
    }
}

/// A number, whole or not; it may still be infinite or none at all, which the check of its range refuses.
impl Read for f64 {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let value = number(node.value);
        if value.is_none() {
            out.error(|| message::wrong_type(&node.spot, Type::Number, node.value));
        }
        value
    }
}

/// A whole number; `3.0` is one.
impl Read for i64 {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let whole = number(node.value).and_then(whole);
        if whole.is_none() {
            out.error(|| message::wrong_type(&node.spot, Type::WholeNumber, node.value));
        }
        whole
    }
}

/// The number that `value` writes, whole or not.
pub fn number(value: &DeValue) -> Option<f64> {
    match value {
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|i| i as f64)
        }
        DeValue::Float(float) => float.as_str().parse().ok(),
        _ => None,
    }
}

/// `value` as a whole number, when it is one and counts something.
pub fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() < 1e15).then_some(value as i64)
}

/// `2024-09`.
impl Read for Month {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let month = node.value.as_str().and_then(|text| text.trim().parse().ok());
        if month.is_none() {
            out.error(|| message::bad_month(&node.spot, node.value));
        }
        month
    }
}

/// A text for people: one for both languages, or one for each.
impl Read for Text {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        match node.value {
            DeValue::String(text) => Some(Self::same(text.trim())),
            DeValue::Table(_) => node
                .table(out, |table| (table.required::<String>("zh"), table.required::<String>("en")))
                .and_then(|(zh, en)| Some(Self::new(zh.0?.value.trim(), en.0?.value.trim()))),
            _ => {
                out.error(|| message::wrong_type(&node.spot, Type::BilingualText, node.value));
                None
            }
        }
    }
}

impl<T: Read> Read for Vec<Field<T>> {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let Some(elements) = node.elements(&[]) else {
            out.error(|| message::wrong_type(&node.spot, Type::List, node.value));
            return None;
        };
        let element = |node: Node| Some(Field { value: T::read(&node, out)?, spot: node.spot });
        Some(elements.into_iter().filter_map(element).collect())
    }
}

/// One of a few things with a name each.
pub trait Choice: Copy + 'static {
    /// Each with its name in files.
    fn choices() -> Vec<(Self, &'static str)>;

    /// The one that `text` names.
    fn named(text: &str) -> Option<Self> {
        Self::choices().into_iter().find(|(_, name)| *name == text).map(|(choice, _)| choice)
    }

    /// The one that `text` names, or an error that lists all.
    fn choose(text: &str, spot: &Spot, out: &mut Findings) -> Option<Self> {
        let choice = Self::named(text.trim());
        if choice.is_none() {
            let names: Vec<&str> = Self::choices().into_iter().map(|(_, name)| name).collect();
            out.error(|| message::not_a_choice(spot, text, &names));
        }
        choice
    }
}

impl<C: Choice> Read for C {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        let text = String::read(node, out)?;
        C::choose(&text, &node.spot, out)
    }
}

impl Choice for Pollutant {
    fn choices() -> Vec<(Self, &'static str)> {
        Self::ALL.into_iter().map(|pollutant| (pollutant, pollutant.id())).collect()
    }
}

impl Choice for Stage {
    fn choices() -> Vec<(Self, &'static str)> {
        Self::ALL.to_vec()
    }
}

impl Choice for Sector {
    fn choices() -> Vec<(Self, &'static str)> {
        Self::ALL.to_vec()
    }
}

impl Choice for Credit {
    fn choices() -> Vec<(Self, &'static str)> {
        vec![(Self::Months, "months"), (Self::Capacity, "capacity")]
    }
}

impl Choice for Status {
    fn choices() -> Vec<(Self, &'static str)> {
        let chinese = [(Self::Planned, "计划"), (Self::Underway, "在建"), (Self::Complete, "完成")];
        Self::ALL.into_iter().chain(chinese).collect()
    }

    fn named(text: &str) -> Option<Self> {
        super::spelling::status(text)
    }
}
