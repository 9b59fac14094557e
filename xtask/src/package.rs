//! The npm package: module, element, types and engine, for programs with a build of their own. It is packed, not published.

use crate::build::{self, Care};
use crate::tools;
use anyhow::{Context, Result, anyhow};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// Where package and tarball are put.
const PACKAGE: &str = "target/package";
/// What programs import; the package holds these and all that they load.
const ENTRIES: [&str; 2] = ["jianpai.js", "jianpai-chart.js"];
/// Declarations of the documented shapes.
const SHAPES: &str = "js/types.d.ts";

/// Builds the site and packs from it.
pub fn build() -> Result<()> {
    build::site(Care::Full)?;
    write()
}

/// Packs from the site as it was built.
pub fn write() -> Result<()> {
    let (site, folder) = (Path::new(build::SITE), Path::new(PACKAGE).join("jianpai"));
    if Path::new(PACKAGE).exists() {
        fs::remove_dir_all(PACKAGE)?;
    }
    for file in needed(site)? {
        let to = folder.join(&file);
        fs::create_dir_all(to.parent().unwrap_or(&folder))?;
        fs::copy(site.join(&file), to).with_context(|| format!("copying {}", file.display()))?;
    }
    fs::write(folder.join(SHAPES), shapes(&fs::read_to_string(site.join(SHAPES))?))?;
    for (from, to) in [
        ("www/jianpai.d.ts", "jianpai.d.ts"),
        ("www/jianpai-chart.d.ts", "jianpai-chart.d.ts"),
        ("docs/embedding.md", "README.md"),
        ("press/fonts/OFL.txt", "fonts/OFL.txt"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
        ("LICENSE-MIT", "LICENSE-MIT"),
    ] {
        fs::copy(from, folder.join(to)).with_context(|| format!("copying {from}"))?;
    }
    fs::write(folder.join("package.json"), manifest(&product_version()?))?;
    tools::run(
        Command::new("npm").args(["pack", "--silent", "--pack-destination", ".."]).current_dir(&folder),
    )
}

/// The files that the entries load, whatever way they name them.
fn needed(site: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut found: BTreeSet<PathBuf> = ENTRIES.iter().map(PathBuf::from).collect();
    let mut queue: Vec<PathBuf> = found.iter().cloned().collect();
    while let Some(file) = queue.pop() {
        if file.extension().is_none_or(|ending| ending != "js") {
            continue;
        }
        let ours = Path::new("www").join(&file); // before it was minified
        let text = fs::read_to_string(if ours.is_file() { ours } else { site.join(&file) });
        let text = text.with_context(|| format!("reading {}", file.display()))?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let code = text.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
        for name in code.flat_map(named) {
            let path = plain(&folder.join(name));
            // A folder, such as the site's, is no file; a page is none of a package's.
            if site.join(&path).is_file()
                && path.extension().is_some_and(|ending| ending != "html")
                && found.insert(path.clone())
            {
                queue.push(path);
            }
        }
    }
    Ok(found)
}

/// Relative addresses in a line of a module: `from "./a.js"`, `import("./a.js")`, `new URL("./a.css", …)`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2).filter(|text| text.starts_with("./") || text.starts_with("../"))
}

/// `path` without `.` and `..`.
pub fn plain(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            Component::CurDir => {}
            other => parts.push(other),
        }
    }
    parts
}

/// The declarations in `text` that stand alone: those made of the page's own modules are nothing to other programs.
fn shapes(text: &str) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for line in text.lines() {
        let begins =
            line.starts_with("export ") && blocks.last().is_some_and(|block| block.contains("export "));
        let comments = (line.starts_with("/**") || line.starts_with("//"))
            && !blocks
                .last()
                .is_some_and(|block| block.trim_start().starts_with("/**") && !block.contains("export "));
        if begins || comments || blocks.is_empty() {
            blocks.push(String::new());
        }
        if let Some(block) = blocks.last_mut() {
            *block += line;
            *block += "\n";
        }
    }
    let mut dropped = HashSet::new();
    loop {
        let before = dropped.len();
        for block in &blocks {
            let uses = |name: &String| block.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
            if let Some(name) =
                declared(block).filter(|_| block.contains("import(") || dropped.iter().any(uses))
            {
                dropped.insert(name.to_owned());
            }
        }
        if dropped.len() == before {
            break;
        }
    }
    blocks.retain(|block| declared(block).is_none_or(|name| !dropped.contains(name)));
    blocks.concat()
}

/// The name that a block declares.
fn declared(block: &str) -> Option<&str> {
    let (_, after) = block.split_once("export type ").or_else(|| block.split_once("export interface "))?;
    after.split(|c: char| !c.is_alphanumeric()).next()
}

/// The version of the product.
fn product_version() -> Result<String> {
    let manifest = fs::read_to_string("Cargo.toml")?;
    let (_, package) =
        manifest.split_once("[package]").ok_or_else(|| anyhow!("Cargo.toml has no [package]"))?;
    let line = package.lines().find_map(|line| line.strip_prefix("version = "));
    Ok(line.ok_or_else(|| anyhow!("Cargo.toml has no version"))?.trim_matches('"').to_owned())
}

fn manifest(version: &str) -> String {
    format!(
        r#"{{
  "name": "jianpai",
  "version": "{version}",
  "description": "Emission-reduction simulator for city planners: scenarios in, exact results and charts out. 减排推演",
  "license": "(MIT OR Apache-2.0) AND OFL-1.1",
  "type": "module",
  "engines": {{ "node": ">=20.16" }},
  "exports": {{
    ".": {{ "types": "./jianpai.d.ts", "default": "./jianpai.js" }},
    "./chart": {{ "types": "./jianpai-chart.d.ts", "default": "./jianpai-chart.js" }},
    "./*": "./*"
  }},
  "types": "./jianpai.d.ts",
  "sideEffects": ["./jianpai-chart.js"]
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_that_stand_alone_are_kept_with_their_comments() {
        let text = "// Head.\n\n/** A. */\nexport type A = { a: number };\n\nexport type B = import(\"./b.js\").B;\n/** Made of B. */\nexport type C = {\n  b: B;\n};\nexport type D = A;\n";
        let kept = shapes(text);
        assert!(kept.contains("/** A. */\nexport type A") && kept.contains("export type D = A;"), "{kept}");
        assert!(!kept.contains("B") && !kept.contains("type C"), "{kept}");
    }

    #[test]
    fn addresses_are_found_however_they_are_named() {
        let line =
            r#"import { a } from "./a.js"; new URL("../b.css", import.meta.url); import("./c.js"); "d";"#;
        assert_eq!(named(line).collect::<Vec<_>>(), ["./a.js", "../b.css", "./c.js"]);
        assert_eq!(plain(Path::new("js/../styles/./b.css")), Path::new("styles/b.css"));
    }
}
