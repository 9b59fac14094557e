//! Who may import whom: the tables of docs/architecture.md, held against the sources.

use crate::folder::repository;
use std::fs;
use std::path::{Path, PathBuf};

/// Packages of the engine by the folder of their sources; the second uses the first, never the other way round: its manifest
/// says so.
const PACKAGES: [(&str, &str); 2] = [("kernel/src", "kernel/Cargo.toml"), ("src", "Cargo.toml")];

/// Module and what it may import of the engine; `*` is anything.
const MODULES: [(&str, &str); 17] = [
    ("locale", ""),
    ("units", ""),
    ("maths", "units"),
    ("diagnostic", "locale"),
    ("model", "units locale"),
    ("scenario", "units locale maths diagnostic model Files"),
    ("simulation", "units maths model"),
    ("analysis", "units maths model simulation"),
    ("results", "units locale diagnostic model simulation analysis"),
    ("chart", "units locale maths results"),
    ("notice", "units locale results"),
    ("engine", "units locale diagnostic model scenario simulation analysis results Files"),
    ("workbook", "units locale diagnostic model scenario results"),
    ("web", "*"),
    ("lib", "*"),
    ("main", "*"),
    ("cli", "*"), // Part of the binary: the compiler keeps it to the library's public items.
];

/// Dependency, as code calls it, and the modules that may use it; `*` is any.
const DEPENDENCIES: [(&str, &str); 27] = [
    ("anstream", "cli"),
    ("bytemuck", "maths simulation"),
    ("calamine", "workbook"),
    ("clap", "cli"),
    ("csv", "scenario workbook"),
    ("encoding_rs", "scenario"),
    ("include_dir", "cli"),
    ("jianpai_kernel", "lib"),
    ("jianpai_press", "cli"),
    ("js_sys", "web"),
    ("libm", "maths"),
    ("litemap", "analysis cli model results scenario web"),
    ("nalgebra", "analysis"),
    ("plotters", "chart"),
    ("plotters_backend", "chart"),
    ("quick_xml", "workbook"),
    ("rust_xlsxwriter", "workbook"),
    ("schemars", "scenario"),
    ("serde", "*"),
    ("serde_json", "cli"),
    ("serde_wasm_bindgen", "web workbook"),
    ("strsim", "diagnostic"),
    ("toml", "scenario"),
    ("wasm_bindgen", "chart web workbook"),
    ("web_sys", "chart web"),
    ("wide", "maths simulation"),
    ("zip", "cli workbook"),
];

/// Module of the page and what it may import; one that is not here is a view, and may import the page's words.
const PAGE: &[(&str, &str)] = &[
    ("state", ""),
    ("link", ""),
    ("preferences", ""),
    ("text", ""),
    ("words", "../text.js ./all.js ./common.js ./ledger.js ./page.js"),
    ("module", ""),
    ("begin", "./module.js"),
    ("engine", "./crew.js ./module.js"),
    ("crew", "./module.js"),
    ("worker", "./module.js"),
    ("scenarios", "./files.js ./link.js ./text.js ./words/page.js"),
    (
        "work",
        "../files.js ../preferences.js ../save.js ../scenarios.js ../styles.js ../text.js ../vendor/fflate.js ../vendor/idb.js ../words/work.js ./archive.js ./database.js ./drafts.js ./save.js ./windows.js",
    ),
    ("files", "./module.js"),
    ("opening", "./files.js ./words/page.js"),
    ("findings", "./words/ledger.js"),
    ("local", "./files.js ./link.js ./module.js"),
    ("shared", "./link.js ./local.js ./module.js"),
    ("frozen", "./slim.js"),
    (
        "share",
        "./catalogue.js ./clipboard.js ./digest.js ./dom.js ./frozen.js ./link.js ./snippets.js ./styles.js ./text.js ./words/embed.js ./words/share.js",
    ),
    ("digest", "./press.js"),
    ("thaw", "./digest.js ./frozen.js ./local.js ./module.js ./shared.js ./words/frozen.js"),
    ("embed", "../jianpai-chart.js ./catalogue.js ./link.js ./module.js ./text.js ./words/embed.js"),
    ("embed-check", ""),
    ("bars", "./explainable.js"),
    ("charts", "./dom.js ./explainable.js ./slim.js ./text.js ./words/page.js"),
    ("slim", ""),
    ("cards", "./dom.js ./explainable.js ./text.js"),
    ("levers", "./explainable.js ./text.js ./words/page.js"),
    ("tables", "./dom.js ./explainable.js ./text.js"),
    ("explainable", ""),
    ("explain", "./styles.js ./text.js ./words/explain.js"),
    ("shares", "./bars.js ./tables.js ./text.js ./words/common.js"),
    ("data", "./exports/names.js ./save.js ./text.js"),
    ("figure", "./explainable.js ./reading.js ./tables.js ./text.js"),
    ("press", ""),
    ("pictures", "./files.js ./press.js"),
    (
        "picture-elsewhere",
        "./catalogue.js ./exports/names.js ./pictures.js ./press.js ./save.js ./words/picture.js",
    ),
    (
        "picture",
        "./catalogue.js ./exports/names.js ./pictures.js ./save.js ./styles.js ./text.js ./words/picture.js",
    ),
    ("dropback", "./files.js ./press.js"),
    ("export", "./exports/all.js ./save.js ./styles.js ./text.js ./words/export.js"),
    ("exports", "*"),
    (
        "catalogue",
        "../shares.js ../tables.js ../text.js ../words/all.js ../words/common.js ../words/confidence.js ../words/contributions.js ../words/cost.js ../words/emissions.js ./waterfall.js",
    ),
    ("print", "./styles.js ./text.js ./words/all.js ./words/page.js ./words/print.js"),
    ("method", "./preferences.js ./text.js ./words/method.js"),
    ("workbooks", ""),
    ("workbook-worker", ""),
    (
        "importing",
        "./importing/columns.js ./importing/dom.js ./importing/findings.js ./importing/left-out.js ./importing/origin.js ./importing/remembered.js ./importing/values.js ./ledger/hands.js ./ledger/text.js ./link.js ./styles.js ./text.js ./words/importing.js ./workbooks.js ../ledger/sheet.js ../words/ledger.js ../words/importing.js ./dom.js ./columns.js ../data.js ../save.js ../tables.js",
    ),
    (
        "ledger",
        "../exports/ledger.js ../save.js ../vendor/dsv.js ../words/ledger.js ../workbooks.js ./sheet.js",
    ),
    ("sources", "../text.js ../words/page.js ../words/sources.js ../workbooks.js"),
    ("tabs", "*"),
    ("on-demand", ""),
    ("dialogs", "./link.js ./on-demand.js"),
    ("main", "*"),
];
const VIEW: &str = "./text.js ./words/page.js";
/// What no tab and no form of export may import: it gets them as its context.
const KEPT_FROM_TABS: &str = "../main.js ../engine.js ../worker.js ../state.js ../scenarios.js";
/// What imports at run time: the doors to the compiled engine, and forms of export the libraries that make their files.
const DOORS: &str = "workbook-worker module worker press exports";
/// Who else loads what when it is first asked for.
const LATE: &[(&str, &str)] = &[
    ("main", "./tabs/"),
    ("dialogs", "./export.js"),
    ("dialogs", "./importing.js"),
    ("dialogs", "./opening.js"),
    ("main", "./ledger/text.js"),
    ("opening", "./work/archive.js"),
    ("opening", "./ledger/text.js"),
    ("scenarios", "./findings.js"),
    ("main", "./print.js"),
    ("dialogs", "./share.js"),
    ("dialogs", "./picture.js"),
    ("dialogs", "./dropback.js"),
    ("dialogs", "./data.js"),
    ("embed", "./thaw.js"),
    ("main", "./work/"),
    ("dialogs", "./work/manager.js"),
    ("dialogs", "./explain.js"),
    ("work", "./archive.js"),
    ("catalogue", "./catalogue/"),
    ("figure", "./data.js"),
];

#[test]
fn modules_import_only_what_the_table_allows() {
    let mut offences = Vec::new();
    for (place, module, line) in PACKAGES.iter().flat_map(|(folder, _)| lines(folder, "rs")) {
        let Some((_, allowed)) = MODULES.iter().find(|(known, _)| *known == module) else {
            offences.push(format!("{place}: {module} is not in the table"));
            continue;
        };
        for import in line.split("crate::").skip(1) {
            let name = leading_name(import);
            if name != module && !allows(allowed, name) {
                let name =
                    if name.is_empty() { "several modules in one line; name each in its own" } else { name };
                offences.push(format!("{place}: {module} imports {name}"));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn dependencies_are_used_only_where_the_table_allows() {
    let mut offences = Vec::new();
    for (place, module, line) in PACKAGES.iter().flat_map(|(folder, _)| lines(folder, "rs")) {
        for (dependency, allowed) in DEPENDENCIES {
            let used = line
                .match_indices(&format!("{dependency}::"))
                .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
            if used && !allows(allowed, &module) {
                offences.push(format!("{place}: {module} uses {dependency}"));
            }
        }
    }
    let manifests = PACKAGES.map(|(_, manifest)| fs::read_to_string(repository(manifest)).unwrap());
    let mut listed = false;
    for line in manifests.iter().flat_map(|manifest| manifest.lines()) {
        if line.starts_with('[') {
            listed =
                line.trim_end_matches(']').ends_with("dependencies") && !line.contains("dev-dependencies");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| listed && !line.starts_with('#')) {
            let name = name.replace('-', "_");
            if !DEPENDENCIES.iter().any(|(known, _)| *known == name) {
                offences.push(format!("Cargo.toml: {name} is not in the table"));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn the_press_knows_nothing_of_the_engine() {
    for (place, _, line) in lines("press/src", "rs") {
        assert!(!line.contains("jianpai::"), "{place}: the press gets texts in documented shapes");
    }
}

#[test]
fn the_pages_modules_keep_to_theirs() {
    let mut offences = Vec::new();
    for (place, module, line) in lines("www/js", "js") {
        let allowed = PAGE.iter().find(|(known, _)| *known == module).map_or(VIEW, |(_, allowed)| *allowed);
        // `import … from "…"` in one line or its last, and `import "…"`.
        for (_, import) in ["from \"", "import \""].iter().filter_map(|before| line.split_once(before)) {
            let import = import.split('"').next().unwrap_or_default();
            let kept = allows("tabs exports", &module) && allows(KEPT_FROM_TABS, import);
            if !allows(allowed, import) || kept || import.contains("pkg/") {
                offences.push(format!("{place}: {module} imports {import}"));
            }
        }
        let late =
            LATE.iter().any(|(who, from)| module == *who && line.contains(&format!("import(\"{from}")));
        if line.contains("import(") && !late && !allows(DOORS, &module) {
            offences.push(format!("{place}: {module} imports at run time"));
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

fn allows(allowed: &str, name: &str) -> bool {
    allowed == "*" || !name.is_empty() && allowed.split(' ').any(|known| known == name)
}

fn leading_name(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// The lines of code below `folder`, comments left out: place, module (the first part of the path), text.
fn lines(folder: &str, extension: &str) -> Vec<(String, String, String)> {
    let folder = repository(folder);
    let mut lines = Vec::new();
    for file in files_below(&folder, extension) {
        let module = file.strip_prefix(&folder).unwrap().with_extension("");
        let module = module.components().next().unwrap().as_os_str().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let mut in_comment = false;
        for (number, line) in text.lines().enumerate() {
            let code = without_comments(line, &mut in_comment);
            if !code.is_empty() {
                lines.push((format!("{}:{}", file.display(), number + 1), module.clone(), code));
            }
        }
    }
    assert!(!lines.is_empty(), "nothing to read in {}", folder.display());
    lines
}

/// `line` without what is commented out; `in_comment` tells whether a `/* */` is open, before and after.
fn without_comments(line: &str, in_comment: &mut bool) -> String {
    let mut code = String::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (part, after) = rest.split_once(if *in_comment { "*/" } else { "/*" }).unwrap_or((rest, ""));
        let ends = part.len() < rest.len();
        if !*in_comment {
            if part.trim_start().starts_with("//") {
                break;
            }
            code.push_str(part);
        }
        *in_comment ^= ends;
        rest = after;
    }
    code
}

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            files.push(path);
        }
    }
    files.sort();
    files
}
