//! The collector of what reading and checking find: it goes on to the end of the input.

use super::spot::Spot;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::locale::Text;

/// How many errors, and how many warnings, are told in full; the rest is counted.
const MOST: usize = 500;

/// Whether findings are put into words. The page's first module only counts them: with the words it would weigh a tenth
/// more, and who has findings waits for the whole engine gladly.
pub const TOLD: bool = cfg!(any(not(feature = "first"), feature = "page"));

/// Findings as they come in.
#[derive(Debug, Default)]
pub struct Findings {
    told: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Findings {
    /// Adds an error. `make` is called only while there is room, so a ledger of a hundred thousand bad
    /// rows costs no more than its first few hundred.
    pub fn error(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.errors += 1;
        if TOLD && self.errors <= MOST {
            self.told.push(make());
        }
    }

    /// Adds a warning, likewise.
    pub fn warning(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.warnings += 1;
        if TOLD && self.warnings <= MOST {
            self.told.push(make());
        }
    }

    /// How many errors there are so far.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Whether an error so far is at `spot` or within what stands there.
    pub fn blame(&self, spot: &Spot) -> bool {
        if !TOLD {
            return self.errors > 0;
        }
        let within = |key: &str| match key.strip_prefix(&*spot.key) {
            Some(rest) => rest.is_empty() || rest.starts_with('.'),
            None => false,
        };
        self.told.iter().any(|finding| {
            let place = &finding.place;
            finding.severity == Severity::Error
                && *place.file == *spot.file
                && place.key.as_deref().is_some_and(within)
        })
    }

    /// All findings, file by file and line by line, with a last one that counts those left out. Where there are
    /// errors there are no warnings: they may be consequences, and wait.
    pub fn into_diagnostics(mut self) -> Diagnostics {
        if !TOLD {
            let any = self.errors + self.warnings > 0;
            return Diagnostics(any.then(Diagnostic::untold).into_iter().collect());
        }
        if self.errors > 0 {
            self.told.retain(|finding| finding.severity == Severity::Error);
            self.warnings = 0;
        }
        let mut files: Vec<String> = Vec::new();
        for finding in &self.told {
            if !files.contains(&finding.place.file) {
                files.push(finding.place.file.clone());
            }
        }
        self.told.sort_by_cached_key(|finding| {
            let place = &finding.place;
            let column = place.cell.as_ref().map(|cell| (cell.len(), cell.clone()));
            (files.iter().position(|file| *file == place.file), place.line, column)
        });
        let place = Place::file(files.first().map_or("", |file| file.as_str()));
        if let Some(more) = self.errors.checked_sub(MOST).filter(|more| *more > 0) {
            self.told.push(left_out(Severity::Error, place.clone(), more));
        }
        if let Some(more) = self.warnings.checked_sub(MOST).filter(|more| *more > 0) {
            self.told.push(left_out(Severity::Warning, place, more));
        }
        Diagnostics(self.told)
    }
}

fn left_out(severity: Severity, place: Place, more: usize) -> Diagnostic {
    let message = match severity {
        Severity::Error => Text::new(
            format!("另有 {more} 处错误未列出；请先改正以上各处"),
            format!("and {more} more errors; correct those above first"),
        ),
        Severity::Warning => {
            Text::new(format!("另有 {more} 条提示未列出"), format!("and {more} more warnings"))
        }
    };
    Diagnostic { severity, code: "and-more", place, message, hint: None }
}
