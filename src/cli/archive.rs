//! The one-file form of a scenario, NAME.jianpai.zip, as the page saves it; and a scenario's folder, packed by others.

use super::Failure;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Seek};
use std::path::Path;
use zip::ZipArchive;

/// What an archive holds may not be more: bytes, files.
const MOST_BYTES: u64 = 200_000_000;
const MOST_FILES: usize = 2000;
/// What describes the archive, and where the last valid files are when the newest have errors.
const ABOUT: &str = "jianpai.json";
const VALID: &str = "last-valid/";

/// A scenario and what was done to it.
pub struct Archive {
    /// Its files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The scenario's own name there.
    pub scenario: String,
}

impl Archive {
    /// Reads the archive of the file `name`. With `moved`, the scenario is the one under the levers that the archive
    /// keeps, a variant of the one without.
    pub fn open(name: &str, archive: impl std::io::Read + Seek, moved: bool) -> Result<Self, Failure> {
        let refused = |why: &str| Failure::Command(format!("{name}: {why}"));
        let broken = || refused("is no whole ZIP archive 不是完整的 ZIP 压缩文件");
        let mut archive = ZipArchive::new(archive).map_err(|_| broken())?;
        let (mut files, mut left) = (BTreeMap::new(), MOST_BYTES);
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).map_err(|_| broken())?;
            // A name that leaves the folder is no file's of a scenario.
            let Some(path) = file.enclosed_name().and_then(|path| path.to_str().map(str::to_owned)) else {
                continue;
            };
            let is_hidden = path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
            if file.is_dir() || is_hidden || path.starts_with(VALID) {
                continue;
            }
            let mut bytes = Vec::new();
            file.by_ref().take(left + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
            left = left.checked_sub(bytes.len() as u64).filter(|_| files.len() < MOST_FILES).ok_or_else(
                || refused("is too large for a scenario: more than 200 MB or 2000 files 过大，不是情景文件"),
            )?;
            files.insert(path, bytes);
        }
        let about: Value =
            files.remove(ABOUT).and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
        let described = about["scenario"].as_str().map(str::to_owned).filter(|name| files.contains_key(name));
        let scenario = described.or_else(|| lone(&files)).ok_or_else(|| {
            refused(
                "has no scenario, or several: it needs one .toml file 其中应有且只有一个情景（.toml 文件）",
            )
        })?;
        let mut made = Self { files, scenario };
        if let Some(levers) = about["levers"].as_array().filter(|levers| moved && !levers.is_empty()) {
            made.pull(levers).ok_or_else(|| refused("its levers can't be read 调节项无法读取"))?;
        }
        Ok(made)
    }

    /// Makes the scenario the variant of it under `levers`, whose keys are those of `[[lever]]`.
    fn pull(&mut self, levers: &[Value]) -> Option<()> {
        let (folder, name) =
            self.scenario.rsplit_once('/').map_or(("", self.scenario.as_str()), |(f, n)| (f, n));
        let stem = name.strip_suffix(".toml")?;
        // Texts, numbers and truths are written in TOML as in JSON.
        let mut variant = format!("base = {}\n", Value::from(name));
        for lever in levers {
            variant.push_str("\n[[lever]]\n");
            for (key, value) in lever.as_object()? {
                let is_plain = matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_));
                let is_key = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
                (is_plain && is_key)
                    .then(|| variant.extend([key.as_str(), " = ", &value.to_string(), "\n"]))?;
            }
        }
        let mut moved = format!("{stem}.levers.toml");
        if !folder.is_empty() {
            moved = format!("{folder}/{moved}");
        }
        self.files.insert(moved.clone(), variant.into_bytes());
        self.scenario = moved;
        Some(())
    }
}

/// The one TOML file that is not another's base.
fn lone(files: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let tomls: Vec<&String> = files.keys().filter(|name| is_toml(name)).collect();
    let bases: BTreeSet<String> = tomls.iter().filter_map(|name| base(name, &files[*name])).collect();
    let mut scenarios = tomls.into_iter().filter(|name| !bases.contains(*name));
    scenarios.next().filter(|_| scenarios.next().is_none()).cloned()
}

/// Whether `name` is that of a TOML file.
fn is_toml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// The file that the variant `name` changes.
fn base(name: &str, toml: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(toml);
    let written = text.lines().find_map(|line| line.trim().strip_prefix("base")?.trim().strip_prefix('='))?;
    let base = written.trim().trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    Some(format!("{folder}{base}"))
}
