//! All results of a scenario as a workbook.

use super::written::{refused, write as write_file};
use super::{Failure, Study};
use jianpai::locale::Lang;
use jianpai::workbook;
use std::path::Path;
use std::process::ExitCode;

/// Writes the workbook of `study` to `out`.
pub fn write(study: &mut Study, out: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    if out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
        return Err(refused(
            out,
            &lang.pick("工作簿的文件名以 .xlsx 结尾", "a workbook's name ends in .xlsx"),
        ));
    }
    let bytes = workbook::report(&study.report()?, lang).map_err(Failure::Command)?;
    write_file(out, &bytes, lang)?;
    Ok(ExitCode::SUCCESS)
}
