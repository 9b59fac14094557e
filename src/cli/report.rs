//! All results of a scenario as a workbook.

#![expect(clippy::disallowed_methods, reason = "the shell is what writes files")]

use super::{Failure, Study};
use jianpai::locale::Lang;
use jianpai::workbook;
use std::path::Path;
use std::process::ExitCode;

/// Writes the workbook of `study` to `out`.
pub fn write(study: &mut Study, out: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    if out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
        return Err(Failure::Command(format!("{}: a workbook's name ends in .xlsx", out.display())));
    }
    let bytes = workbook::report(&study.report()?, lang).map_err(Failure::Command)?;
    std::fs::write(out, bytes).map_err(|error| Failure::Command(format!("{}: {error}", out.display())))?;
    Ok(ExitCode::SUCCESS)
}
