//! Every message of this module, in both languages: one voice, in one place for review and translation.
//!
//! A message says what was found and what would be right, in the words of a planner. A hint comes after it
//! when there is more to say: the nearest known name, or how to write it.

mod figures;
mod files;
mod ledger;
mod measures;
mod plan;
mod projects;
mod references;
mod values;

pub use figures::*;
pub use files::*;
pub use ledger::*;
pub use measures::*;
pub use plan::*;
pub use projects::*;
pub use references::*;
pub use values::*;

use super::spot::Spot;
use crate::diagnostic::{self, Diagnostic};
use crate::locale::Text;
use std::fmt::Write;

/// A longer text is cut off in messages: characters.
const MOST_SHOWN: usize = 60;

/// `text` on one line, cut off when it is long.
pub fn shortened(text: &str) -> String {
    let mut characters = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut shown: String = characters.by_ref().take(MOST_SHOWN).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

/// A number as people write it, however large or small.
fn number(value: f64) -> String {
    let size = value.abs();
    if value.is_finite() && size != 0.0 && !(1e-6..1e15).contains(&size) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

fn error(code: &'static str, spot: &Spot, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, spot.place(), Text::new(zh, en))
}

fn warning(code: &'static str, spot: &Spot, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, spot.place(), Text::new(zh, en))
}

fn hint(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(zh, en)
}

/// Where `first` stands, in Chinese and in English, as told at `spot`.
fn there(spot: &Spot, first: &Spot) -> (String, String) {
    match first.line {
        Some(line) if first.file == spot.file => (format!("第 {line} 行"), format!("line {line}")),
        Some(line) => (format!("{} 第 {line} 行", first.file), format!("{} line {line}", first.file)),
        None => (String::from("前面"), String::from("before")),
    }
}

/// Asks for the known name that `unknown` may be a slip of, or for those that are equally near. Comparing takes time by
/// length: nobody misspells an essay.
fn did_you_mean<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    const MOST_BYTES: usize = 200;
    const MOST_NEAR: usize = 3;
    let short = |name: &str| name.len() <= MOST_BYTES;
    let unknown = Some(unknown.trim()).filter(|name| short(name))?;
    let near = diagnostic::nearest(unknown, known.into_iter().filter(|name| short(name)));
    let quoted = near.iter().take(MOST_NEAR).map(|name| format!("“{}”", shortened(name)));
    let quoted: Vec<String> = quoted.collect();
    let asked =
        || hint(format!("是否想写{}？", quoted.join("或")), format!("did you mean {}?", quoted.join(" or ")));
    (!quoted.is_empty()).then(asked)
}

/// How many names a list in a hint has at most.
const MOST_LISTED: usize = 12;

/// The known name that `unknown` may be a slip of; else all known names, or the first of them.
fn names_hint<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(asked) = did_you_mean(unknown, known.iter().copied()) {
        return Some(asked);
    }
    let shown: Vec<String> = known.iter().take(MOST_LISTED).map(|name| shortened(name)).collect();
    let (mut zh, mut en) = (shown.join("、"), shown.join(", "));
    if known.len() > MOST_LISTED {
        let more = known.len() - MOST_LISTED;
        let _ = write!(zh, " 等（另有 {more} 个）");
        let _ = write!(en, " and {more} more");
    }
    (!known.is_empty()).then(|| hint(format!("可用：{zh}"), format!("known: {en}")))
}

/// `diagnostic` with `hint`, when there is one.
fn with(diagnostic: Diagnostic, hint: Option<Text>) -> Diagnostic {
    match hint {
        Some(hint) => diagnostic.with_hint(hint),
        None => diagnostic,
    }
}
