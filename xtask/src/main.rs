//! What a contributor runs: build the page, serve it, check everything.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a build tool reads and writes files"
)]

mod bench;
mod build;
mod built;
mod ledger;
mod method;
mod module;
mod package;
mod serve;
mod stills;
mod test;
mod tools;

use anyhow::{Context, Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  build [--draft] build the complete site into dist/; a draft takes less time, and is not for hosting
  serve [PORT]    build, then serve dist/ on 127.0.0.1 (8080, or a free port)
  test [STEP]     everything CI runs, or one step of it:
                  fmt clippy unit doc build node page generated
  bench [--scenario FILE] [--levers FILE] [--json]
                  measure the engine in a Chromium worker and natively
  package         build, then pack module, element and engine for npm into target/package/
  ledger          write Wuhan's illustrative ledger anew
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match carry_out(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(arguments: &[&str]) -> Result<()> {
    let from = std::env::current_dir()?;
    std::env::set_current_dir(tools::root())?;
    match arguments {
        ["build"] => build::site(build::Care::Full).map(drop),
        ["build", "--draft"] => build::site(build::Care::Draft).map(drop),
        ["serve"] => serve::serve(None),
        ["serve", port] | ["serve", "--port", port] => {
            serve::serve(Some(port.parse().with_context(|| format!("{port:?} is not a port"))?))
        }
        ["test", steps @ ..] => test::run(steps),
        ["bench", rest @ ..] => bench::run(rest, &from),
        ["package"] => package::build(),
        ["ledger"] => Ok(ledger::write(&tools::root())?),
        [] | ["help" | "-h" | "--help"] => {
            print!("{HELP}");
            Ok(())
        }
        [unknown, ..] => bail!("no command {unknown:?}\n\n{HELP}"),
    }
}
