//! Files for the engine: a folder, a scenario in one file, or what is built into the program.

use super::archive::{Archive, is_toml};
use super::study::Kept;
use super::{Failure, builtin, workbook};
use jianpai::locale::Lang;
use jianpai::{Engine, Files};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Files of a folder.
struct Folder(PathBuf);

/// One byte more than the engine accepts: enough for it to refuse, without reading all of a huge file.
const READ_AT_MOST: u64 = (64 << 20) + 1;

/// How workbooks begin: XLSX, XLSB and ODS, and XLS.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// The headings that a ledger must have, above no project.
const NO_PROJECTS: &[u8] = b"id,measure,status,completion\n";

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

/// Files of which some stand for others.
struct Replaced {
    files: Box<dyn Files>,
    by: BTreeMap<String, Vec<u8>>,
}

impl Files for Replaced {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        self.by.get(name).map(|bytes| Cow::Borrowed(bytes.as_slice())).or_else(|| self.files.read(name))
    }
}

/// A scenario's files without the projects: which workbooks it names as ledgers is noted.
struct WithoutProjects<'a> {
    files: &'a dyn Files,
    workbooks: RefCell<BTreeMap<String, Vec<u8>>>,
}

impl Files for WithoutProjects<'_> {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let bytes = self.files.read(name)?;
        if is_toml(name) {
            return Some(bytes);
        }
        if WORKBOOKS.iter().any(|start| bytes.starts_with(start)) {
            self.workbooks.borrow_mut().insert(name.to_owned(), bytes.into_owned());
        }
        Some(Cow::Borrowed(NO_PROJECTS))
    }
}

/// `files`, in which the workbook that the scenario `name` has as its ledger is a ledger in text. What is wrong with
/// the scenario itself is told when it is loaded.
fn with_ledger(files: Box<dyn Files>, name: &str, lang: Lang) -> Result<Box<dyn Files>, Failure> {
    let without = WithoutProjects { files: &*files, workbooks: RefCell::default() };
    let loaded = Engine::load(&without, name);
    let workbooks = without.workbooks.into_inner();
    let Ok(engine) = loaded else { return Ok(files) };
    if workbooks.is_empty() {
        return Ok(files);
    }
    let known = (&engine.outline()).into();
    let text =
        |(name, bytes): (String, Vec<u8>)| Ok((name.clone(), workbook::text(&name, &bytes, &known, lang)?));
    let by = workbooks.into_iter().map(text).collect::<Result<_, Failure>>()?;
    Ok(Box::new(Replaced { files, by }))
}
