//! Figures and where they come from, as written.

use crate::locale::Text;
use crate::model::{Grade, Note, Notes};
use crate::scenario::findings::{Findings, TOLD};
use crate::scenario::message::{self, Type};
use crate::scenario::spot::Required;
use crate::scenario::tree::{Node, Read, Table};
use litemap::LiteMap;
use toml::de::DeValue;

/// A figure (†): a number, or a triangular distribution whose mode the central run uses.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged, deny_unknown_fields))]
#[allow(
    clippy::large_enum_variant,
    reason = "there are hundreds of them, not millions; small in the browser"
)]
pub enum Uncertain {
    /// A number.
    Point(f64),
    /// A triangular distribution.
    Triangle {
        /// The least possible value.
        low: Required<f64>,
        /// The most likely value.
        mode: Required<f64>,
        /// The greatest possible value.
        high: Required<f64>,
    },
}

impl Uncertain {
    /// Whether there is anything to draw: low and high differ.
    pub fn is_uncertain(&self) -> bool {
        match self {
            Self::Point(_) => false,
            Self::Triangle { low, high, .. } => {
                low.get().map(|field| field.value) != high.get().map(|field| field.value)
            }
        }
    }
}

impl Read for Uncertain {
    fn read(node: &Node, out: &mut Findings) -> Option<Self> {
        match node.value {
            DeValue::Table(_) => node.table(out, |table| Self::Triangle {
                low: table.required("low"),
                mode: table.required("mode"),
                high: table.required("high"),
            }),
            DeValue::Integer(_) | DeValue::Float(_) => f64::read(node, out).map(Self::Point),
            _ => {
                out.error(|| message::wrong_type(&node.spot, Type::Figure, node.value));
                None
            }
        }
    }
}

/// Where figures come from: a text for all figures of the table, or one by figure name. A text begins with a
/// grade: `[A]` read in the named document, `[B]` a named official document, `[C]` an estimate with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceNote(pub Notes);

impl SourceNote {
    /// The `source_note` of `table`, whose figures are called `figures`.
    pub fn of(table: &mut Table, figures: &[&'static str]) -> Option<Self> {
        let node = table.node("source_note")?;
        let by_figure = node.value.as_table().is_some_and(|t| !t.contains_key("zh") && !t.contains_key("en"));
        if !by_figure {
            let note = Text::read(&node, table.out).map(note);
            return Some(Self(Notes { table: note, ..Notes::default() }));
        }
        let by_figure = node.table(table.out, |table| {
            let mut by_figure = LiteMap::new();
            for figure in figures {
                if let Some(text) = table.optional(figure) {
                    by_figure.insert((*figure).to_owned(), note(text.value));
                }
            }
            by_figure
        })?;
        Some(Self(Notes { by_figure, ..Notes::default() }))
    }

    /// The notes of a table, which may say nothing; `stated`: whether it states each of its figures that have a default.
    pub fn notes(note: Option<&Self>, stated: &[(&'static str, bool)]) -> Notes {
        let mut notes = note.map(|note| note.0.clone()).unwrap_or_default();
        if TOLD {
            notes.defaults.extend(stated.iter().filter(|(_, is_stated)| !is_stated).map(|(name, _)| *name));
        }
        notes
    }
}

/// A note with the grade its text begins with: `[A]`, also `[A-calc]` or `[B?]`.
fn note(text: Text) -> Note {
    let inside = text.zh.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(inside, _)| inside);
    let mut letters = inside.unwrap_or("").chars();
    let grade = match letters.next() {
        Some('A') => Some(Grade::A),
        Some('B') => Some(Grade::B),
        Some('C') => Some(Grade::C),
        _ => None,
    };
    let is_word = letters.next().is_some_and(char::is_alphanumeric);
    Note { grade: grade.filter(|_| !is_word), text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_begins_with_its_grade() {
        let grade = |text| note(Text::same(text)).grade;
        assert_eq!(grade("[A] 国发〔2023〕24号"), Some(Grade::A));
        assert_eq!(grade("[A-calc] 2 × 3"), Some(Grade::A));
        assert_eq!(grade("[B?] from memory"), Some(Grade::B));
        assert_eq!(grade("[C]"), Some(Grade::C));
        assert_eq!(grade("[Appendix] 3"), None);
        assert_eq!(grade("[D] unknown"), None);
        assert_eq!(grade("A guess"), None);
        assert_eq!(grade("[A"), None);
        assert_eq!(grade(""), None);
    }
}
