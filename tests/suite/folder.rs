//! Files for tests: a folder of the repository, or a map.

use jianpai::Files;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The repository's folder `path`.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Files of a folder.
pub struct Folder(pub PathBuf);

impl Files for Folder {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        std::fs::read(self.0.join(name)).ok().map(Cow::Owned)
    }
}

/// Files in memory: bytes by name.
#[derive(Clone, Debug, Default)]
pub struct InMemory(pub BTreeMap<String, Vec<u8>>);

impl InMemory {
    /// One more file, or another in place of it.
    pub fn with(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(name.to_owned(), bytes.into());
        self
    }

    /// The text of the file `name`, which is there.
    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.0[name].clone()).unwrap()
    }

    /// The same files, with `new` instead of `old` in `name`, where `old` stands once.
    pub fn replacing(self, name: &str, old: &str, new: &str) -> Self {
        let text = self.text(name);
        assert_eq!(text.matches(old).count(), 1, "{old:?} should stand once in {name}");
        self.with(name, text.replace(old, new))
    }
}

impl Files for InMemory {
    fn read(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        self.0.get(name).map(|bytes| Cow::Borrowed(bytes.as_slice()))
    }
}

/// The scenario without fault that tests change: `good.toml` and `good.csv`.
pub fn good() -> InMemory {
    let read = |name| std::fs::read(repository("tests/refused").join(name)).unwrap();
    InMemory::default().with("good.toml", read("good.toml")).with("good.csv", read("good.csv"))
}

/// All TOML and CSV files of `scenarios/`.
pub fn scenarios() -> InMemory {
    let entries = std::fs::read_dir(repository("scenarios")).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.extension().is_some_and(|e| e == "toml" || e == "csv"));
    files.fold(InMemory::default(), |all, path| {
        all.with(path.file_name().unwrap().to_str().unwrap(), std::fs::read(&path).unwrap())
    })
}
