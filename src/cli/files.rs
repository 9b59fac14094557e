//! Files for the engine: a folder, a scenario in one file, or what is built into the program.

use super::archive::Archive;
use super::study::Kept;
use super::{Failure, builtin, workbook};
use jianpai::Files;
use jianpai::locale::Lang;
use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Files of a folder.
struct Folder(PathBuf);

/// One byte more than the engine accepts: enough for it to refuse, without reading all of a huge file.
const READ_AT_MOST: u64 = (64 << 20) + 1;

impl Files for Folder {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let mut bytes = Vec::new();
        File::open(self.0.join(name)).ok()?.take(READ_AT_MOST).read_to_end(&mut bytes).ok()?;
        Some(Cow::Owned(bytes))
    }
}

/// Where `scenario` is: the files beside it, and its own name there; of one that was saved in one file, under the levers
/// that were saved with it. Ledgers in workbooks are read as text.
pub fn locate(scenario: &str, lang: Lang) -> Result<(Box<dyn Files>, String), Failure> {
    locate_as(scenario, true, lang)
}

/// [`locate`], without the levers that were saved with it.
pub fn locate_unmoved(scenario: &str, lang: Lang) -> Result<(Box<dyn Files>, String), Failure> {
    locate_as(scenario, false, lang)
}

fn locate_as(scenario: &str, moved: bool, lang: Lang) -> Result<(Box<dyn Files>, String), Failure> {
    let path = Path::new(scenario);
    let name = path.file_name().and_then(|name| name.to_str());
    match name {
        Some(name)
            if path.is_file() && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip")) =>
        {
            let Archive { files, scenario } = Archive::open(name, File::open(path)?, moved)?;
            Ok((with_ledger(Box::new(Kept(files)), &scenario, lang)?, scenario))
        }
        Some(name) if path.is_file() => {
            let folder = Box::new(Folder(path.with_file_name("")));
            Ok((with_ledger(folder, name, lang)?, name.to_owned()))
        }
        _ => {
            if let Some(name) = builtin::find(scenario) {
                Ok((Box::new(builtin::Builtin), name.to_owned()))
            } else {
                let known: Vec<_> = builtin::names().collect();
                let message =
                    format!("{scenario}: no such file, nor a built-in scenario ({})", known.join(", "));
                Err(Failure::Command(message))
            }
        }
    }
}

/// Whether `scenario` is a built-in one: there is no such file.
pub fn is_builtin(scenario: &str) -> bool {
    !Path::new(scenario).is_file()
}

/// Files of which one stands for another.
struct Replaced {
    files: Box<dyn Files>,
    /// Its name, and what it holds instead.
    by: (String, Vec<u8>),
}

impl Files for Replaced {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let (replaced, by) = &self.by;
        if name == replaced { Some(Cow::Borrowed(by)) } else { self.files.read(name) }
    }
}

/// `files`, in which the workbook that the scenario `name` has as its ledger is a ledger in text. What is wrong with
/// the scenario itself is told when it is loaded.
fn with_ledger(files: Box<dyn Files>, name: &str, lang: Lang) -> Result<Box<dyn Files>, Failure> {
    let Some((workbook, outline)) = jianpai::ledger_workbook(&*files, name) else { return Ok(files) };
    let Some(bytes) = files.read(&workbook).map(Cow::into_owned) else { return Ok(files) };
    let text = workbook::text(&workbook, &bytes, &(&outline).into(), lang)?;
    Ok(Box::new(Replaced { files, by: (workbook, text) }))
}
