//! Ledgers out of workbooks and into them.

use super::Failure;
use super::written::write;
use clap::Args;
use jianpai::diagnostic::{Diagnostic, Diagnostics};
use jianpai::locale::{Lang, Text};
use jianpai::results::Outline;
use jianpai::workbook::{self, Import, Known, Problem, Settings};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// One byte more than is accepted: enough to refuse, without reading all of a huge file.
const READ_AT_MOST: u64 = (64 << 20) + 1;

/// So many cells are named of those that are wrong alike.
const MOST_CELLS: usize = 8;

/// A ledger to be read.
#[derive(Args)]
pub struct Ledger {
    /// A workbook (.xlsx .xlsm .xlsb .xls .ods) or text (.csv .tsv .txt)
    file: PathBuf,
    /// Where to write it: .csv in the product's format, or .xlsx; CSV to the output without it
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The scenario whose measures and districts it names: a file, or a built-in scenario
    #[arg(long)]
    scenario: Option<String>,
    /// The sheet's name; the one that looks most like a ledger without it
    #[arg(long)]
    sheet: Option<String>,
    /// Leave out rows that the spreadsheet hides, by hand or by a filter
    #[arg(long)]
    without_hidden: bool,
    /// Leave rows with errors out instead of refusing the ledger
    #[arg(long)]
    good_rows: bool,
}

/// An empty ledger to be filled in.
#[derive(Args)]
pub struct Template {
    /// The scenario whose measures and districts it offers: a file, or a built-in scenario
    scenario: String,
    /// Where to write it, an .xlsx file
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
}

/// Reads a ledger tolerantly, tells what is wrong with it, and writes it.
pub fn ledger(asked: &Ledger, lang: Lang) -> Result<ExitCode, Failure> {
    let known = asked.scenario.as_ref().map_or(Ok(Known::default()), |scenario| known(scenario, lang))?;
    let name = asked.file.display().to_string();
    let mut bytes = Vec::new();
    let file = File::open(&asked.file).map_err(|error| Failure::Command(format!("{name}: {error}")))?;
    file.take(READ_AT_MOST).read_to_end(&mut bytes)?;
    let book = workbook::open(&name, &bytes).map_err(|found| Failure::Input(Diagnostics(vec![*found])))?;
    let sheet = match &asked.sheet {
        None => None,
        Some(wanted) => {
            Some(book.sheets.iter().position(|sheet| sheet.name == *wanted).ok_or_else(|| {
                let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
                Failure::Refused(Text::new(
                    format!("{name}：没有工作表“{wanted}”；有 {}", names.join("、")),
                    format!("{name}: no sheet {wanted:?}; there are {}", names.join(", ")),
                ))
            })?)
        }
    };
    let read = Import::read(
        &book,
        &Settings { sheet, without_hidden: asked.without_hidden, ..Settings::default() },
        &known,
    );
    super::print_findings(&Diagnostics(told_once(&read.problems)), lang);
    for row in &read.left_out {
        let (zh, en) = ("未计入：", "left out: ");
        anstream::eprintln!("{name}:{}: {}{}", row.row, lang.pick(zh, en), row.text);
    }
    let (good, bad, errors, warnings) = (read.good, read.bad, read.errors, read.warnings);
    match lang {
        Lang::Zh => anstream::eprintln!(
            "{name}：{good} 个项目可用，{bad} 个有错误；{errors} 个错误，{warnings} 个提示"
        ),
        Lang::En => anstream::eprintln!(
            "{name}: projects: {good} good, {bad} bad; errors: {errors}; warnings: {warnings}"
        ),
    }
    let refused = errors > 0 && !(asked.good_rows && good > 0 && bad > 0);
    if refused {
        return Ok(ExitCode::from(1));
    }
    let csv = read.csv();
    match &asked.out {
        None => anstream::stdout().lock().write_all(csv.as_bytes())?,
        Some(path) if has_ending(path, "xlsx") => {
            write(path, &workbook::ledger(&csv, &known, lang).map_err(Failure::Command)?, lang)?;
        }
        Some(path) => write(path, csv.as_bytes(), lang)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The ledger in the workbook `bytes` of the file `name`, as the product's CSV; what is to be said of it is told.
pub fn text(name: &str, bytes: &[u8], known: &Known, lang: Lang) -> Result<Vec<u8>, Failure> {
    let book = workbook::open(name, bytes).map_err(|found| Failure::Input(Diagnostics(vec![*found])))?;
    let read = Import::read(&book, &Settings::default(), known);
    let found = Diagnostics(told_once(&read.problems));
    if read.errors > 0 {
        return Err(Failure::Input(found));
    }
    super::print_findings(&found, lang);
    Ok(read.csv().into_bytes())
}

/// Findings in their order, where what is wrong with many cells alike is said once, at the first, and names the next.
fn told_once(problems: &[Problem]) -> Vec<Diagnostic> {
    let (mut found, mut known) = (Vec::<(Diagnostic, usize)>::new(), HashMap::new());
    for problem in problems {
        let diagnostic = problem.diagnostic();
        let alike = (
            problem.code,
            &problem.sheet,
            &problem.heading,
            &problem.message.zh,
            problem.hint.as_ref().map(|hint| &hint.zh),
        );
        match known.entry(alike) {
            Entry::Vacant(new) => {
                new.insert(found.len());
                found.push((diagnostic, 1));
            }
            Entry::Occupied(before) => {
                let (first, cells) = &mut found[*before.get()];
                *cells += 1;
                if let Some(cell) = first.place.cell.as_mut().filter(|_| *cells <= MOST_CELLS) {
                    *cell = format!("{cell}, {}", problem.cell);
                }
            }
        }
    }
    let whole = |(mut first, cells): (Diagnostic, usize)| {
        if let Some(cell) = first.place.cell.as_mut().filter(|_| cells > MOST_CELLS) {
            *cell = format!("{cell}, … ({cells})");
        }
        first
    };
    found.into_iter().map(whole).collect()
}

/// Writes an empty ledger with drop-downs and an instruction sheet.
pub fn template(asked: &Template, lang: Lang) -> Result<ExitCode, Failure> {
    let bytes = workbook::template(&known(&asked.scenario, lang)?, lang).map_err(Failure::Command)?;
    write(&asked.out, &bytes, lang)?;
    Ok(ExitCode::SUCCESS)
}

fn known(scenario: &str, lang: Lang) -> Result<Known, Failure> {
    let outline: Outline = super::load(scenario, lang)?.outline();
    Ok(Known::from(&outline))
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
