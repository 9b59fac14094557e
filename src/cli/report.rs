//! All results of a scenario as a workbook.

use super::{Draws, Failure, evaluate, load_for};
use jianpai::analysis::By;
use jianpai::locale::Lang;
use jianpai::units::Month;
use jianpai::workbook::{self, Report};
use jianpai::{Engine, Request};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Writes the workbook of `scenario` to `out`.
pub fn write(
    scenario: &str,
    at: Option<Month>,
    draws: &Draws,
    out: &Path,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    if out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
        return Err(Failure::Command(format!("{}: a workbook's name ends in .xlsx", out.display())));
    }
    let mut engine = load_for(scenario, at, lang)?;
    let bytes = workbook::report(&of(&mut engine, at, draws), lang).map_err(Failure::Command)?;
    let written = File::create(out).and_then(|mut file| file.write_all(&bytes));
    written.map_err(|error| Failure::Command(format!("{}: {error}", out.display())))?;
    Ok(ExitCode::SUCCESS)
}

/// What the workbook of the engine's scenario is made of.
pub fn of(engine: &mut Engine, at: Option<Month>, draws: &Draws) -> Report {
    let results = evaluate(engine, Request { at, sources: true, months: true }, draws);
    Report {
        outline: engine.outline(),
        results,
        measures: engine.contribution_results(&[], at, By::Measure),
        projects: engine.contribution_results(&[], at, By::Project),
        districts: engine.contribution_results(&[], at, By::District),
        figures: Vec::new(),
        levers: Vec::new(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}
