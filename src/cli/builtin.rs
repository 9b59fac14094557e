//! The scenarios built into the program.

use include_dir::{Dir, include_dir};
use jianpai::Files;
use std::borrow::Cow;
use std::path::Path;

static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// The built-in files.
pub struct Builtin;

impl Files for Builtin {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        SCENARIOS.get_file(name).map(|file| Cow::Borrowed(file.contents()))
    }
}

/// Names of the built-in scenario files, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    let mut names: Vec<_> = SCENARIOS
        .files()
        .filter_map(|file| file.path().to_str())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
        .collect();
    names.sort_unstable();
    names.into_iter()
}

/// The built-in scenario called `name`, with or without `.toml`.
pub fn find(name: &str) -> Option<&'static str> {
    names().find(|known| *known == name || known.strip_suffix(".toml") == Some(name))
}
