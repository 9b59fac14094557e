//! Independent figures: every case of tests/vectors/, computed by a program that shares no code with
//! this one, to 1e-9 relative (absolute below 1).

use crate::folder::{Folder, repository};
use jianpai::{Engine, Request};
use serde_json::Value;

/// Compares every number and text of `expected` with what stands at the same place in `found`.
fn compare(path: &str, expected: &Value, found: &Value, differences: &mut Vec<String>) {
    match (expected, found) {
        (Value::Number(e), Value::Number(f)) => {
            let (e, f) = (e.as_f64().unwrap_or(f64::NAN), f.as_f64().unwrap_or(f64::NAN));
            let close = (e - f).abs() <= 1e-9 * e.abs().max(1.0);
            if !close {
                differences.push(format!("{path}: expected {e}, found {f}"));
            }
        }
        (Value::Array(e), Value::Array(f)) if e.len() == f.len() => {
            for (i, (e, f)) in e.iter().zip(f).enumerate() {
                compare(&format!("{path}[{i}]"), e, f, differences);
            }
        }
        (Value::Object(e), Value::Object(f)) => {
            for (key, e) in e {
                compare(&format!("{path}.{key}"), e, f.get(key).unwrap_or(&Value::Null), differences);
            }
            // Maps by measure must not name one too many either.
            if path.ends_with("_t") || path.ends_with("_t_per_year") {
                for key in f.keys().filter(|key| !e.contains_key(*key)) {
                    differences.push(format!("{path}.{key}: not expected"));
                }
            }
        }
        _ if expected == found => {}
        _ => differences.push(format!("{path}: expected {expected}, found {found}")),
    }
}

#[test]
fn every_vector_is_reproduced() {
    let mut cases = 0;
    let mut differences = Vec::new();
    let mut names: Vec<_> =
        std::fs::read_dir(repository("tests/vectors")).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    for path in names.iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
        cases += 1;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap();
        let mut engine = Engine::load(&Folder(repository("tests/vectors")), name)
            .unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
        let results = engine.evaluate(&[], Request { sources: true, ..Request::default() });
        let found = serde_json::to_value(&results).unwrap();
        let expected = std::fs::read_to_string(path.with_extension("expected.json")).unwrap();
        compare(name, &serde_json::from_str(&expected).unwrap(), &found, &mut differences);
    }
    assert!(cases >= 6, "only {cases} cases found");
    let shown = differences.iter().take(30).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} differences:\n{shown}", differences.len());
}
