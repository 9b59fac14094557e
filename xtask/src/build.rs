//! The site: the engine for the browser, the page, the scenarios, in one relocatable folder.

use crate::module::{ENGINE, FIRST, PRESS, WORKBOOK};
use crate::tools::{self, say};
use crate::{built, method, package, stills};
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the site is put.
pub const SITE: &str = "dist";

/// How much work goes into the engine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// As it is hosted: optimised as a whole, and once more for browsers without SIMD.
    Full,
    /// For trying a change in a browser with SIMD, in a fraction of the time: larger and slower.
    Draft,
}

/// Builds the complete site and returns its folder.
pub fn site(care: Care) -> Result<PathBuf> {
    tools::ensure_wasm_target()?;
    tools::ensure_npm()?;
    let site = tools::root().join(SITE);
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    copy_folder(Path::new("www"), &site)?;
    copy_folder(Path::new("scenarios"), &site.join("scenarios"))?;
    vendor(&site.join("js/vendor"))?;
    method::write(&site)?;
    stills::write(&site, care)?;
    fs::write(site.join(".nojekyll"), "")?;
    say("building the engine for the browser (1-2 minutes the first time)");
    for module in [&FIRST, &ENGINE] {
        module.build(true, care, &site.join("js/pkg"))?;
    }
    if care == Care::Full {
        say("building it once more for browsers without SIMD");
        for module in [&FIRST, &ENGINE] {
            module.build(false, care, &site.join("js/pkg/scalar"))?;
        }
    }
    say("building the module that reads and writes workbooks");
    WORKBOOK.build(false, care, &site.join("js/workbook"))?;
    say("building the module that makes pictures");
    PRESS.build(false, care, &site.join("js/press"))?;
    copy_folder(Path::new(FONTS), &site.join("fonts"))?;
    fs::remove_file(site.join("fonts/subset.py"))?;
    if care == Care::Full {
        say("minifying scripts and styles");
        minify(&site)?;
    }
    let mut files = Vec::new();
    list(&site, &mut files)?;
    files.sort();
    built::write(&site, &files)?;
    weigh(&site)?;
    Ok(site)
}

/// Builds the engine for the browser, with SIMD, into `folder`.
pub fn bench_engine(folder: &Path) -> Result<()> {
    tools::ensure_wasm_target()?;
    tools::ensure_npm()?;
    ENGINE.build(true, Care::Full, folder)
}

/// A file of a library that the page loads on demand: where it is, what it is called there, and what stands before and
/// after it to make a module of a script.
struct Vendored(&'static str, &'static str, &'static str, &'static str);

const VENDORED: [Vendored; 13] = [
    Vendored("tabulator-tables/dist/js/tabulator_esm.min.js", "tabulator.js", "", ""),
    Vendored("tabulator-tables/dist/css/tabulator_simple.min.css", "tabulator.css", "", ""),
    Vendored("tabulator-tables/LICENSE", "tabulator.LICENSE.txt", "", ""),
    Vendored("d3-dsv/dist/d3-dsv.min.mjs", "dsv.js", "", ""),
    Vendored("d3-dsv/LICENSE", "dsv.LICENSE.txt", "", ""),
    Vendored("jszip/dist/jszip.min.js", "jszip.js", "", "\nexport default self.JSZip;\n"),
    Vendored("jszip/LICENSE.markdown", "jszip.LICENSE.txt", "", ""),
    Vendored(
        "pptxgenjs/dist/pptxgen.min.js",
        "pptxgen.js",
        "import JSZip from \"./jszip.js\";\n",
        "\nexport default PptxGenJS;\n",
    ),
    Vendored("pptxgenjs/LICENSE", "pptxgen.LICENSE.txt", "", ""),
    Vendored("fflate/esm/browser.js", "fflate.js", "", ""),
    Vendored("fflate/LICENSE", "fflate.LICENSE.txt", "", ""),
    Vendored("idb/build/index.js", "idb.js", "", ""),
    Vendored("idb/LICENSE", "idb.LICENSE.txt", "", ""),
];

/// Copies them into `folder`.
fn vendor(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for Vendored(from, to, before, after) in VENDORED {
        let path = Path::new("node_modules").join(from);
        let text = fs::read_to_string(&path).with_context(|| format!("copying {from}"))?;
        // What a debugger would fetch in vain.
        let kept = text.lines().filter(|line| !line.starts_with("//# sourceMappingURL="));
        let kept: Vec<_> = kept.collect();
        fs::write(folder.join(to), format!("{before}{}\n{after}", kept.join("\n")))?;
    }
    Ok(())
}

/// Leaves out of scripts and styles what only their readers need, who have them in `www`.
fn minify(site: &Path) -> Result<()> {
    let mut files = Vec::new();
    list(site, &mut files)?;
    let code = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "js" || ending == "css");
    files.retain(code);
    let mut esbuild = Command::new("node_modules/.bin/esbuild");
    esbuild.args(files).args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"]);
    tools::run(
        esbuild.arg(format!("--outdir={}", site.display())).arg(format!("--outbase={}", site.display())),
    )
}

/// The fonts that pictures are written with, fetched with that.
const FONTS: &str = "press/fonts";

/// Copies all of it.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// What a first picture needs beside what its page and scripts import: the engine and the scenario that the site opens with.
const NEEDED: [&str; 4] = [
    "js/pkg/first.js",
    "js/pkg/first_bg.wasm",
    "scenarios/wuhan-2024.toml",
    "scenarios/wuhan-2024-projects.csv",
];

/// Prints what a first visit and an embed load before they show anything, compressed. `tests/page/weight.test.mjs` holds it
/// to a limit.
fn weigh(site: &Path) -> Result<()> {
    for (page, script) in [("index.html", "js/main.js"), ("embed.html", "js/embed.js")] {
        let mut needed: BTreeSet<_> = [page, script].into_iter().chain(NEEDED).map(PathBuf::from).collect();
        let mut queue: Vec<_> = needed.iter().cloned().collect();
        while let Some(file) = queue.pop() {
            for found in imports(&file)? {
                if needed.insert(found.clone()) {
                    queue.push(found);
                }
            }
        }
        let mut sizes = Vec::new();
        for file in needed {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&fs::read(site.join(&file))?)?;
            sizes.push((encoder.finish()?.len(), file));
        }
        sizes.sort_by(|a, b| b.cmp(a));
        let all: usize = sizes.iter().map(|(size, _)| size).sum();
        println!(
            "\n{page} shows its first picture after {all} bytes, gzipped, of {} files; the largest:",
            sizes.len()
        );
        for (size, file) in sizes.iter().take(6) {
            println!("{size:>10}  {}", file.display());
        }
    }
    println!("\nThe site is in {SITE}/");
    Ok(())
}

/// The files that a page of ours names in its head, or a script of ours imports before it runs.
fn imports(file: &Path) -> Result<Vec<PathBuf>> {
    let ours = Path::new("www").join(file);
    let ending = file.extension().and_then(|ending| ending.to_str());
    if !ours.is_file() || !matches!(ending, Some("js" | "html")) {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(&ours)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let named = |line: &str| {
        let line = line.trim();
        let before = match ending {
            Some("html") if line.starts_with("<link") || line.starts_with("<script") => ["href=\"", "src=\""],
            Some("js") if line.starts_with("import") || line.starts_with('}') => [" from \"", "import \""],
            _ => return None,
        };
        let (_, rest) = before.iter().find_map(|mark| line.split_once(mark))?;
        let (name, _) = rest.split_once('"')?;
        Some(package::plain(&folder.join(name)))
    };
    Ok(text.lines().filter_map(named).filter(|path| Path::new("www").join(path).is_file()).collect())
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
