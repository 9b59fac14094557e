//! Figures one by one: listed, changed, put back, ranked by what they do to the verdict.

use super::Engine;
use crate::Files;
use crate::analysis::swing;
use crate::diagnostic::Diagnostics;
use crate::model::{Address, Lever, Model};
use crate::results::{FigureEntry, FigureStanding};
use crate::scenario::{self, FigureEdit, Texts};
use crate::units::{Month, Pollutant};
use std::collections::BTreeMap;
use std::ops::Range;

/// The figures of the scenario `name` of `files`, in the order of [`Address::all`].
///
/// # Errors
/// All findings, when it can't be used.
pub fn figures(files: &dyn Files, name: &str) -> Result<Vec<FigureEntry>, Diagnostics> {
    let model = scenario::load(files, name)?.model;
    let addresses = Address::all(&model);
    let written = Texts::of(files, name).written(&model, &addresses);
    let entries = addresses.into_iter().zip(written).map(|(address, written)| {
        let limits = (written.least, written.above, written.most);
        let standing = FigureStanding { place: written.place, limits };
        FigureEntry::new(&model, address, &standing)
    });
    Ok(entries.collect())
}

/// The files of the scenario `name` that `edits` change, with their new texts: all edits or none.
///
/// # Errors
/// All findings in the files as they would be, in the words they would be told if written so.
pub fn edit_figures(
    files: &dyn Files,
    name: &str,
    edits: &[FigureEdit],
) -> Result<BTreeMap<String, String>, Diagnostics> {
    rewrite(files, name, |model, texts| {
        edits.iter().try_for_each(|edit| {
            let address = found(model, name, &edit.path)?;
            texts.edit(model, address, edit);
            Ok(())
        })
    })
}

/// The files of the scenario `name` that differ once the figures called `paths` are as in `original`, to the letter.
///
/// # Errors
/// All findings in the files as they would be.
pub fn restore_figures(
    files: &dyn Files,
    name: &str,
    original: (&dyn Files, &str),
    paths: &[String],
) -> Result<BTreeMap<String, String>, Diagnostics> {
    let original = Texts::of(original.0, original.1);
    rewrite(files, name, |model, texts| {
        paths.iter().try_for_each(|path| {
            texts.restore(model, found(model, name, path)?, &original);
            Ok(())
        })
    })
}

fn found(model: &Model, name: &str, path: &str) -> Result<Address, Diagnostics> {
    Address::find(model, path).ok_or_else(|| scenario::unknown(model, name, path))
}

/// The files that `change` changes, once the scenario has been found to be sound with them.
fn rewrite(
    files: &dyn Files,
    name: &str,
    change: impl FnOnce(&Model, &mut Texts) -> Result<(), Diagnostics>,
) -> Result<BTreeMap<String, String>, Diagnostics> {
    let model = scenario::load(files, name)?.model;
    let before = Texts::of(files, name);
    let mut texts = before.clone();
    change(&model, &mut texts)?;
    let changed = texts.changed(&before);
    if !changed.is_empty() {
        Engine::load(&Overlay { files, changed: &changed }, name)?;
    }
    Ok(changed)
}

/// Files of which some have another text.
struct Overlay<'a> {
    files: &'a dyn Files,
    changed: &'a BTreeMap<String, String>,
}

impl Files for Overlay<'_> {
    fn read(&self, name: &str) -> Option<std::borrow::Cow<'_, [u8]>> {
        match self.changed.get(name) {
            Some(text) => Some(std::borrow::Cow::Borrowed(text.as_bytes())),
            None => self.files.read(name),
        }
    }

    fn decode(&self, bytes: &[u8], label: &str) -> Option<String> {
        self.files.decode(bytes, label)
    }
}

impl Engine {
    /// How far beyond the schedule the counted reduction of `pollutant` lies in month `at` under `levers`, in percentage
    /// points of its target (tonnes without one), with each of the figures in `range` of [`Address::all`] at its low and
    /// at its high: two numbers a figure. One without a range is tried 10 % lower and higher, within what it may be.
    pub fn influences(
        &self,
        levers: &[Lever],
        (pollutant, at): (Pollutant, Option<Month>),
        range: Range<usize>,
    ) -> Vec<f64> {
        let at = self.month_index(at);
        let mut model = self.model.clone();
        let addresses = Address::all(&model);
        let asked = &addresses[range.start.min(addresses.len())..range.end.min(addresses.len())];
        asked
            .iter()
            .flat_map(|address| {
                let limits = scenario::limits(&self.model, *address);
                swing(&mut model, levers, (pollutant, at), *address, limits)
            })
            .collect()
    }

    /// What [`Engine::influences`] gives with every figure as it is.
    pub fn beyond_schedule(&self, levers: &[Lever], pollutant: Pollutant, at: Option<Month>) -> f64 {
        crate::analysis::beyond(&self.model, levers, pollutant, self.month_index(at))
    }
}
