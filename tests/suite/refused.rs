//! Inputs that must be refused: every case in `tests/refused/` gives exactly the messages beside it.

use crate::folder::{InMemory, good, repository};
use crate::golden;
use jianpai::diagnostic::Diagnostics;
use jianpai::locale::Lang;
use jianpai::scenario::load;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The folders of the cases, in order of name.
fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(repository("tests/refused")).unwrap();
    let mut cases: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(cases.len() > 20, "the cases are not found");
    cases
}

/// The files of a case: those without fault, with the changes of `change.txt` and the files beside it.
fn files_of(case: &Path) -> InMemory {
    let mut files = good();
    for entry in std::fs::read_dir(case).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !["change.txt", "messages.txt"].contains(&name.as_str()) {
            files = files.with(&name, std::fs::read(&path).unwrap());
        }
    }
    match std::fs::read_to_string(case.join("change.txt")) {
        Ok(changes) => changes.split("\n\n").fold(files, change),
        Err(_) => files,
    }
}

/// Applies one change: the name of a file, lines to look for after `- `, lines to put there after `+ `.
fn change(files: InMemory, change: &str) -> InMemory {
    let mut lines = change.lines();
    let name = lines.next().unwrap();
    let (mut old, mut new) = (String::new(), String::new());
    for line in lines {
        match line.split_at_checked(1) {
            Some(("-", line)) => old = old + line.trim_start() + "\n",
            Some(("+", line)) => new = new + line.trim_start() + "\n",
            _ => panic!("a line of a change begins with `- ` or `+ `: {line:?}"),
        }
    }
    if old.is_empty() {
        let text = files.text(name) + &new;
        return files.with(name, text);
    }
    files.replacing(name, &old, &new)
}

/// What `load` says of a case, refused or not: a warning is a message too.
fn diagnostics(case: &Path) -> Diagnostics {
    let files = files_of(case);
    let name = if files.0.contains_key("variant.toml") { "variant.toml" } else { "good.toml" };
    match load(&files, name) {
        Err(errors) => errors,
        Ok(loaded) => loaded.warnings,
    }
}

/// The messages in both languages.
pub fn rendered(diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for lang in [Lang::Zh, Lang::En] {
        for diagnostic in &diagnostics.0 {
            let _ = writeln!(text, "{}", diagnostic.render(lang));
        }
        if lang == Lang::Zh {
            text.push('\n');
        }
    }
    text
}

#[test]
fn what_the_cases_change_has_no_fault() {
    let loaded = load(&good(), "good.toml").map_err(|errors| rendered(&errors)).unwrap();
    assert_eq!(rendered(&loaded.warnings), "\n");
}

#[test]
fn every_case_gives_the_messages_beside_it() {
    let differences: Vec<String> = cases()
        .iter()
        .filter_map(|case| golden::compare(&case.join("messages.txt"), &rendered(&diagnostics(case))).err())
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Codes that need more input than a file should hold; `loading.rs` and `ledgers.rs` test them.
const ELSEWHERE: [&str; 3] = ["file-too-large", "too-many-rows", "and-more"];

#[test]
fn every_message_has_a_case() {
    let met: BTreeSet<&str> =
        cases().iter().flat_map(|case| diagnostics(case).0).map(|diagnostic| diagnostic.code).collect();
    let mut missing = Vec::new();
    for entry in std::fs::read_dir(repository("src/scenario/message")).unwrap() {
        let source = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        // `error(` and `warning(` begin with the code.
        for call in source.split("error(").flat_map(|part| part.split("warning(")).skip(1) {
            let Some((code, _)) = call.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'))
            else {
                continue;
            };
            if !met.contains(code) && !ELSEWHERE.contains(&code) {
                missing.push(code.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "no case in tests/refused gives {missing:?}");
}

#[test]
fn every_case_is_in_both_languages() {
    for case in cases() {
        for diagnostic in diagnostics(&case).0 {
            let texts = [Some(&diagnostic.message), diagnostic.hint.as_ref()];
            for text in texts.into_iter().flatten() {
                let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(is_chinese(&text.zh), "{}: {}", case.display(), text.zh);
                assert!(!text.en.is_empty() && text.en != text.zh, "{}: {}", case.display(), text.en);
            }
        }
    }
}
