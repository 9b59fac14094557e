//! The engine's speed: in a worker of Chromium, natively, and beside plain JavaScript.

use crate::{build, tools};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// Where the engine under measurement is put, and the floor that it is told from.
const ENGINE: &str = "target/bench/pkg";
const FLOOR: &str = "target/bench/pkg/floor.wasm";

/// Measures; `arguments` are those of `benches/goals/run.mjs`, with files as they are called in the folder `from`.
pub fn run(arguments: &[&str], from: &Path) -> Result<()> {
    let arguments = with_whole_paths(arguments, from);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    build::bench_engine(Path::new(ENGINE))?;
    build_floor()?;
    tools::ensure_chromium()?;
    let native = native_bench()?;
    tools::node(&[&["benches/goals/run.mjs", "--native", &native], &arguments[..]].concat())
}

/// `arguments` with the files after `--scenario` and `--levers` as whole paths.
fn with_whole_paths(arguments: &[&str], from: &Path) -> Vec<String> {
    let whole = |file: &str| from.join(file).to_string_lossy().into_owned();
    let mut is_file = false;
    let one = |argument: &&str| {
        let file = std::mem::replace(&mut is_file, ["--scenario", "--levers"].contains(argument));
        match argument.split_once('=') {
            _ if file => whole(argument),
            Some((option @ ("--scenario" | "--levers"), file)) => format!("{option}={}", whole(file)),
            _ => (*argument).to_owned(),
        }
    };
    arguments.iter().map(one).collect()
}

/// Compiles the multiply-adds alone, as the engine is compiled: with SIMD, for speed.
fn build_floor() -> Result<()> {
    let flags = "--edition 2024 --crate-type cdylib --target wasm32-unknown-unknown -C target-feature=+simd128 \
                 -C opt-level=3 -C panic=abort -C strip=symbols";
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    tools::run(Command::new(rustc).args(flags.split_whitespace()).args([
        "-o",
        FLOOR,
        "benches/goals/floor.rs",
    ]))
}

/// Builds the native bench and says where it is.
fn native_bench() -> Result<String> {
    let arguments = ["build", "--release", "--bench", "goals", "--message-format", "json-render-diagnostics"];
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let built = Command::new(cargo).args(arguments).output().context("can't start cargo")?;
    let messages = String::from_utf8_lossy(&built.stdout);
    let executable = messages
        .lines()
        .filter(|line| line.contains("\"name\":\"goals\""))
        .filter_map(|line| line.split_once("\"executable\":\"")?.1.split_once('"'))
        .map(|(path, _)| path.to_owned())
        .next_back();
    executable.with_context(|| String::from_utf8_lossy(&built.stderr).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_those_of_the_folder_where_the_command_is_given() {
        let found =
            with_whole_paths(&["--scenario", "a.toml", "--json", "--levers=/b.json"], Path::new("/c"));
        assert_eq!(found, ["--scenario", "/c/a.toml", "--json", "--levers=/b.json"]);
    }
}
