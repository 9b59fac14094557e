//! Files for the engine: a folder, or what is built into the program.

use super::{Failure, builtin};
use jianpai::Files;
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

/// Where `scenario` is: the files beside it, and its own name there.
pub fn locate(scenario: &str) -> Result<(Box<dyn Files>, String), Failure> {
    let path = Path::new(scenario);
    let name = path.file_name().and_then(|name| name.to_str());
    match name {
        Some(name) if path.is_file() => Ok((Box::new(Folder(path.with_file_name(""))), name.to_owned())),
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
