//! A scenario's files as one short text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use std::collections::BTreeMap;

/// More than the engine accepts of all files together.
const MOST_BYTES: usize = 256 << 20;

/// The files, compressed, in letters and digits.
pub fn packed(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut all = Vec::new();
    for (name, bytes) in files {
        for part in [name.as_bytes(), bytes] {
            all.extend((part.len() as u32).to_le_bytes());
            all.extend(part);
        }
    }
    STANDARD.encode(compress_to_vec_zlib(&all, 9))
}

/// The files in what [`packed`] made; none of it where it is damaged.
pub fn unpacked(text: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let all = decompress_to_vec_zlib_with_limit(&STANDARD.decode(text).ok()?, MOST_BYTES).ok()?;
    let mut rest = all.as_slice();
    let mut part = || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (part, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        rest = after;
        Some(part.to_vec())
    };
    let mut files = BTreeMap::new();
    while let Some(name) = part() {
        files.insert(String::from_utf8(name).ok()?, part()?);
    }
    rest.is_empty().then_some(files)
}
