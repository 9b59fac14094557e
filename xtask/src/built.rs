//! The list of what the build made, from which the page's service worker keeps the site for offline use.

use anyhow::{Result, ensure};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Where the list is, below the site.
const FILE: &str = "built.js";

/// Where a page finds out whether it is of the version that is kept.
const STAMP: &str = "data-built=\"\"";

/// Writes the list of `files`, which lie below `site`, with a version that changes with any of them, and the version into the
/// page.
pub fn write(site: &Path, files: &[PathBuf]) -> Result<()> {
    let mut names = Vec::new();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let name = file.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
        if kept(&name) {
            (&name, fs::read(file)?).hash(&mut hasher);
            names.push(name);
        }
    }
    let version = hasher.finish();
    let list = format!(
        "// Written by the build.\nself.built = {{ version: \"{version:016x}\", files: {names:?} }};\n"
    );
    let page = site.join("index.html");
    let text = fs::read_to_string(&page)?;
    ensure!(text.contains(STAMP), "index.html has no {STAMP}");
    fs::write(page, text.replace(STAMP, &format!("data-built=\"{version:016x}\"")))?;
    Ok(fs::write(site.join(FILE), list)?)
}

/// What an office changes without building comes from the server; so does what only servers and editors read.
fn kept(name: &str) -> bool {
    let changed =
        name == "site.json" || ["scenarios/", "pictures/"].iter().any(|folder| name.starts_with(folder));
    let not_fetched = name.starts_with(['_', '.'])
        || name.starts_with("fonts/")
        || name.ends_with(".d.ts")
        || ["service-worker.js", FILE].contains(&name);
    !changed && !not_fetched
}
