//! Who may import whom: the table of docs/architecture.md, held against the sources.

use crate::folder::repository;
use std::fs;
use std::path::{Path, PathBuf};

/// Module and what it may import of this crate; `*` is anything.
const MODULES: [(&str, &str); 14] = [
    ("locale", ""),
    ("units", ""),
    ("maths", "units"),
    ("diagnostic", "locale"),
    ("model", "units locale"),
    ("scenario", "units locale diagnostic model Files"),
    ("simulation", "units maths model"),
    ("analysis", "units maths model simulation"),
    ("results", "units locale diagnostic model simulation analysis"),
    ("chart", "units locale results"),
    ("engine", "units locale diagnostic model scenario simulation analysis results Files"),
    ("web", "*"),
    ("lib", "*"),
    ("main", "*"),
];

/// Module of the page and what it may import.
const PAGE: [(&str, &str); 4] =
    [("state", ""), ("text", ""), ("engine", "./pkg/jianpai.js"), ("worker", "./pkg/jianpai.js")];

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

#[test]
fn modules_import_only_what_the_table_allows() {
    let source = repository("src");
    let mut offences = Vec::new();
    for file in files_below(&source, "rs") {
        let name = file.strip_prefix(&source).unwrap().with_extension("");
        let module = name.components().next().unwrap().as_os_str().to_str().unwrap().to_owned();
        if module == "cli" {
            continue; // Part of the binary: the compiler keeps it to public items.
        }
        let Some((_, allowed)) = MODULES.iter().find(|(known, _)| *known == module) else {
            offences.push(format!("{}: {module} is not in the table", file.display()));
            continue;
        };
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            for import in line.split("crate::").skip(1).filter(|_| !line.trim_start().starts_with("//")) {
                let name: String = import.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let fine = *allowed == "*" || name == module || allowed.split(' ').any(|known| known == name);
                if !fine {
                    offences.push(format!("{}:{}: {module} imports {name}", file.display(), number + 1));
                }
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn the_pages_modules_keep_to_theirs() {
    let mut offences = Vec::new();
    for file in files_below(&repository("www/js"), "js") {
        let module = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let Some(from) = line.split_once(" from \"").filter(|_| line.starts_with("import")) else {
                continue;
            };
            let import = from.1.trim_end_matches(['"', ';']);
            let allowed = match PAGE.iter().find(|(known, _)| *known == module) {
                Some((_, allowed)) => *allowed == import,
                None => module == "main" || import == "./text.js",
            };
            if !allowed {
                offences.push(format!("{}:{}: {module} imports {import}", file.display(), number + 1));
            }
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}
