//! Expected outputs in files: compared by every run, rewritten by `RENEW=1 cargo test`.

use std::path::Path;

/// Whether this run rewrites expected outputs instead of comparing.
pub fn renewing() -> bool {
    std::env::var_os("RENEW").is_some_and(|value| value == "1")
}

/// Compares `actual` with the file at `path`, or writes it there. `Err` says how they differ.
pub fn compare(path: &Path, actual: &str) -> Result<(), String> {
    if renewing() {
        std::fs::write(path, actual).map_err(|error| format!("{}: {error}", path.display()))?;
        return Ok(());
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    let name = path.display();
    Err(format!(
        "{name} differs (RENEW=1 cargo test rewrites it; then read git diff):\n{}",
        difference(&expected, actual)
    ))
}

/// Lines of only one of two texts, in order, by their longest common beginning and end.
fn difference(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = expected.iter().zip(&actual).take_while(same).count();
    let (expected, actual) = (&expected[head..], &actual[head..]);
    let tail = expected.iter().rev().zip(actual.iter().rev()).take_while(same).count();
    let removed = expected[..expected.len() - tail].iter().map(|line| format!("  - {line}"));
    let added = actual[..actual.len() - tail].iter().map(|line| format!("  + {line}"));
    let lines: Vec<String> = removed.chain(added).collect();
    format!("  from line {}\n{}", head + 1, lines.join("\n"))
}
