//! Files that commands write.

#![expect(clippy::disallowed_methods, reason = "the shell is what writes files")]

use super::Failure;
use jianpai::locale::Lang;
use std::path::Path;

/// Writes the file that was asked for, and tells which on the error output: what is printed may be piped on.
pub fn write(path: &Path, bytes: &[u8], lang: Lang) -> Result<(), Failure> {
    write_silently(path, bytes)?;
    tell(path, lang);
    Ok(())
}

/// Writes one of many files.
pub fn write_silently(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| refused(path, &error))
}

/// Makes a folder for files, if it is not there.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| refused(path, &error))
}

/// Tells what was written.
pub fn tell(path: &Path, lang: Lang) {
    anstream::eprintln!("{} {}", lang.pick("已写入", "wrote"), path.display());
}

/// That `path` can't be written.
pub fn refused(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::Command(format!("{}: {error}", path.display()))
}
