//! From the name of a file, as a scenario writes it, to its text.

use super::findings::Findings;
use super::message;
use super::spot::{Field, Spot};
use crate::Files;
use std::borrow::Cow;

/// No file may be larger: bytes.
const MOST_BYTES: usize = 64 << 20;

/// No TOML file may be larger: bytes. Twenty times the largest scenario there is; beyond, text that is not TOML
/// would keep the parser busy for minutes.
const MOST_TOML_BYTES: usize = 8 << 20;

/// How workbooks begin (.xlsx, .xls), some of which would pass for text.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// The name `written` in the file `from`, relative to where `from` is; `None`, reported, when it leads elsewhere.
pub fn resolve(from: &str, written: &Field<String>, out: &mut Findings) -> Option<String> {
    let name = written.value.as_str();
    let bad_part = |part: &str| part.is_empty() || part == "." || part == ".." || part.trim() != part;
    if name.contains(['\\', ':']) || name.contains(char::is_control) || name.split('/').any(bad_part) {
        out.error(|| message::outside_folder(&written.spot, name));
        return None;
    }
    Some(match from.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    })
}

/// The bytes of the file `name`, which `asked` names.
fn bytes<'f>(files: &'f dyn Files, name: &str, asked: &Spot, out: &mut Findings) -> Option<Cow<'f, [u8]>> {
    let Some(bytes) = files.read(name) else {
        out.error(|| message::no_such_file(asked, name));
        return None;
    };
    if bytes.len() > MOST_BYTES {
        out.error(|| message::file_too_large(&Spot::file(name), bytes.len(), MOST_BYTES));
        return None;
    }
    Some(bytes)
}

/// The text of the TOML file `name`.
pub fn toml(files: &dyn Files, name: &str, asked: &Spot, out: &mut Findings) -> Option<String> {
    let bytes = bytes(files, name, asked, out)?;
    if bytes.len() > MOST_TOML_BYTES {
        out.error(|| message::file_too_large(&Spot::file(name), bytes.len(), MOST_TOML_BYTES));
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            out.error(|| message::not_utf8(&Spot::file(name).at_line(line)));
            None
        }
    }
}

/// The text of the ledger `name`.
pub fn ledger(files: &dyn Files, name: &str, asked: &Spot, out: &mut Findings) -> Option<String> {
    let bytes = bytes(files, name, asked, out)?;
    if is_workbook(&bytes) {
        out.error(|| message::is_workbook(&Spot::file(name)));
        return None;
    }
    let text = decode(&bytes, |bytes, label| files.decode(bytes, label));
    if text.is_none() {
        out.error(|| message::unknown_encoding(&Spot::file(name)));
    }
    text
}

/// Whether `bytes` are those of a workbook, which is no text.
pub fn is_workbook(bytes: &[u8]) -> bool {
    WORKBOOKS.iter().any(|start| bytes.starts_with(start))
}

/// The text that `bytes` spell: in the encoding of their mark, else in UTF-8, else in GB 18030.
fn decode(bytes: &[u8], decoded: impl Fn(&[u8], &str) -> Option<String>) -> Option<String> {
    if is_workbook(bytes) {
        return None;
    }
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => decoded(bytes, "utf-8"),
        [0xff, 0xfe, ..] => decoded(bytes, "utf-16le"),
        [0xfe, 0xff, ..] => decoded(bytes, "utf-16be"),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => decoded(bytes, "gb18030"),
        },
    }
}

/// The text that `bytes` spell, without help of the browser.
#[cfg(feature = "workbook")]
pub fn text_of(bytes: &[u8]) -> Option<String> {
    decode(bytes, decoded)
}

/// The text of `bytes` in the encoding that the WHATWG's standard calls `label`, without its mark; `None` where it is
/// none.
pub fn decoded(bytes: &[u8], label: &str) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    (!broken).then(|| text.into_owned())
}
