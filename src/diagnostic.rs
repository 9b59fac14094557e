//! What users are told: what was found, where, and what would be right.
//!
//! A [`Diagnostic`] is data; shells format it. Checks go on to the end of the input and return all.

use crate::locale::{Lang, Text};
use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input can't be used.
    Error,
    /// The input is used; the user should look.
    Warning,
}

/// Where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The key in a TOML file (`source.cement-kilns.activity.value`) or the column of a ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The cell of a workbook, for example `C12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(name: impl Into<String>) -> Self {
        Self { file: name.into(), ..Self::default() }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable name of the kind of finding, for example `unknown-key`.
    pub code: &'static str,
    /// Where.
    pub place: Place,
    /// What is wrong, with the value found.
    pub message: Text,
    /// What would be right, or the nearest known name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, place: Place, message: Text) -> Self {
        Self { severity: Severity::Error, code, place, message, hint: None }
    }

    /// A warning.
    pub fn warning(code: &'static str, place: Place, message: Text) -> Self {
        Self { severity: Severity::Warning, code, place, message, hint: None }
    }

    /// That there are findings, where they are not put into words.
    pub fn untold() -> Self {
        Self::error("untold", Place::default(), Text::default())
    }

    /// The same finding with a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }

    /// One line (two with a hint) for a terminal: `file:line: error: message [key]`.
    pub fn render(&self, lang: Lang) -> String {
        use std::fmt::Write;
        let Place { file, line, key, cell } = &self.place;
        let mut text = file.clone();
        if let Some(line) = line {
            let _ = write!(text, ":{line}");
        }
        if let Some(cell) = cell {
            let _ = write!(text, " {cell}");
        }
        let severity = match (self.severity, lang) {
            (Severity::Error, Lang::Zh) => "错误",
            (Severity::Error, Lang::En) => "error",
            (Severity::Warning, Lang::Zh) => "提示",
            (Severity::Warning, Lang::En) => "warning",
        };
        let _ = write!(text, ": {severity}: ");
        if let Some(key) = key {
            let _ = write!(text, "{key}: ");
        }
        text.push_str(self.message.in_lang(lang));
        if let Some(hint) = &self.hint {
            let label = match lang {
                Lang::Zh => "建议",
                Lang::En => "hint",
            };
            let _ = write!(text, "\n    {label}: {}", hint.in_lang(lang));
        }
        text
    }
}

/// Findings as they come in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }
}

/// The name of `known` nearest to `unknown`, when one is near enough to be meant; all of them, in alphabetical order, where
/// several are equally near.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = unknown.to_lowercase();
    let mut names: Vec<&str> = Vec::new();
    let mut most = 0.5;
    for name in known {
        let likeness = strsim::normalized_damerau_levenshtein(&wanted, &name.to_lowercase());
        if likeness > most {
            names.clear();
            most = likeness;
        }
        if likeness >= most {
            names.push(name);
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn names_that_are_equally_near_are_all_named() {
        assert_eq!(nearest("capturee", ["removal", "capture"]), ["capture"]);
        assert_eq!(nearest("kiln-c", ["kiln-b", "coke-a", "kiln-a", "kiln-b"]), ["kiln-a", "kiln-b"]);
        assert!(nearest("weather", ["kiln-a"]).is_empty());
    }
}
