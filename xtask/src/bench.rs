//! The engine's speed: in a worker of Chromium, natively, and beside plain JavaScript.

use crate::{build, tools};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// Where the engine under measurement is put, and the floor that it is told from.
const ENGINE: &str = "target/bench/pkg";
const FLOOR: &str = "target/bench/pkg/floor.wasm";

/// Measures; `arguments` are those of `benches/goals/run.mjs`.
pub fn run(arguments: &[&str]) -> Result<()> {
    build::bench_engine(Path::new(ENGINE))?;
    build_floor()?;
    tools::ensure_chromium()?;
    let native = native_bench()?;
    tools::node(&[&["benches/goals/run.mjs", "--native", &native], arguments].concat())
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
