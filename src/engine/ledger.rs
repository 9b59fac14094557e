//! The ledger that a scenario names: a workbook to be read as text first; where it is and whose it is, as its file says.

use super::Engine;
use crate::Files;
use crate::results::Outline;
use crate::scenario::{LedgerEdit, Texts, is_workbook};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The headings that a ledger must have, above no project.
const NO_PROJECTS: &[u8] = b"id,measure,status,completion\n";

/// The workbook that the scenario `name` of `files` has as its ledger, and what the scenario knows without it. `None` when
/// its ledger is none; what is wrong with the scenario itself is told when it is loaded.
pub fn ledger_workbook(files: &dyn Files, name: &str) -> Option<(String, Outline)> {
    let without = WithoutProjects { files, workbook: RefCell::default() };
    let outline = Engine::load(&without, name).ok()?.outline();
    Some((without.workbook.into_inner()?, outline))
}

/// The files of the scenario `name` that say otherwise of its ledger than `edit` does, with their new texts.
pub fn edit_ledger(files: &dyn Files, name: &str, edit: &LedgerEdit) -> BTreeMap<String, String> {
    let before = Texts::of(files, name);
    let mut texts = before.clone();
    texts.edit_ledger(edit);
    texts.changed(&before)
}

/// Whether the file `name` is a scenario's own, and not its ledger.
pub fn is_scenario(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".toml")
}

/// A scenario's files without the projects; which workbook is asked for is noted.
struct WithoutProjects<'a> {
    files: &'a dyn Files,
    workbook: RefCell<Option<String>>,
}

impl Files for WithoutProjects<'_> {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let bytes = self.files.read(name)?;
        if is_scenario(name) {
            return Some(bytes);
        }
        if is_workbook(&bytes) {
            self.workbook.replace(Some(name.to_owned()));
        }
        Some(Cow::Borrowed(NO_PROJECTS))
    }

    fn decode(&self, bytes: &[u8], label: &str) -> Option<String> {
        self.files.decode(bytes, label)
    }
}
