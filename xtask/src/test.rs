//! Everything CI runs, in order; each step also by its own name.

use crate::tools::{self, say};
use crate::{build, ledger, package};
use anyhow::{Result, bail};
use std::process::Command;

type Step = (&'static str, &'static str, fn() -> Result<()>);

const STEPS: [Step; 8] = [
    ("fmt", "formatting", fmt),
    ("clippy", "lints, native and for the browser", clippy),
    ("unit", "tests", unit),
    ("doc", "documentation", doc),
    ("build", "the site", || build::site(build::Care::Full).map(drop)),
    ("node", "the browser's engine against the native one, and the page's types", node),
    ("page", "the page in Chromium", page),
    ("generated", "generated files are current", generated),
];

/// A file of Node's tests takes five minutes at most; one that hangs is named, and the others still run.
const FILE_TIMEOUT: &str = "--test-timeout=900000";

/// Runs the steps called `names`, or all of them.
pub fn run(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| !STEPS.iter().any(|step| step.0 == **name)) {
        bail!("no step {unknown:?}; there are {}", STEPS.map(|step| step.0).join(" "));
    }
    let chosen = STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.0));
    let mut passed = 0;
    for (name, what, step) in chosen {
        say(&format!("test {name}: {what}"));
        if let Err(error) = step() {
            println!("steps: {passed} passed, 1 failed");
            return Err(error.context(format!("step {name} (again alone: cargo xtask test {name})")));
        }
        passed += 1;
    }
    println!("steps: {passed} passed, 0 failed");
    Ok(())
}

fn fmt() -> Result<()> {
    tools::cargo(&["fmt", "--all", "--check"])
}

fn clippy() -> Result<()> {
    tools::ensure_wasm_target()?;
    let deny = ["--", "-D", "warnings"];
    tools::cargo(&[&["clippy", "--workspace", "--all-targets", "--quiet"][..], &deny].concat())?;
    for package in ["jianpai", "jianpai-press"] {
        let lib = ["clippy", "--lib", "--package", package, "--target", "wasm32-unknown-unknown", "--quiet"];
        tools::cargo(&[&lib[..], &deny].concat())?;
    }
    let first = ["clippy", "--lib", "--package", "jianpai", "--target", "wasm32-unknown-unknown", "--quiet"];
    let first = [&first[..], &["--no-default-features", "--features", "first"]].concat();
    tools::cargo(&[&first[..], &deny].concat())
}

fn unit() -> Result<()> {
    tools::cargo(&["test", "--quiet", "--workspace"])?;
    tools::cargo(&["test", "--quiet", "--features", "schema", "--test", "suite", "schema"])
}

fn doc() -> Result<()> {
    let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    tools::run(
        cargo
            .args(["doc", "--no-deps", "--lib", "--package", "jianpai", "--package", "jianpai-press"])
            .args(["--document-private-items", "--quiet"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn node() -> Result<()> {
    tools::cargo(&["build", "--quiet"])?;
    tools::run(Command::new("node_modules/.bin/tsc").args(["--noEmit", "-p", "tsconfig.json"]))?;
    package::write()?;
    tools::node(&["--test", FILE_TIMEOUT, "tests/node/"])
}

fn page() -> Result<()> {
    tools::ensure_chromium()?;
    tools::ensure_office()?;
    let readers = tools::ensure_python_readers()?;
    tools::cargo(&["build", "--quiet"])?;
    tools::run(
        Command::new("node")
            .args(["--test", "--test-concurrency=1", FILE_TIMEOUT, "tests/page/"])
            .env("PYTHONPATH", readers),
    )
}

fn generated() -> Result<()> {
    let current = std::fs::read(ledger::FILE)?;
    if current != ledger::generate().into_bytes() {
        bail!("{} is not what its generator writes: run cargo xtask ledger", ledger::FILE);
    }
    Ok(())
}
