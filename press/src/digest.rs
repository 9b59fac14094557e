//! A hash of results that depends on their values alone, not on how they are written.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 of `bytes`, in hexadecimal digits.
pub fn of_bytes(bytes: &[u8]) -> String {
    hexadecimal(Sha256::new().chain_update(bytes))
}

/// SHA-256 of a value: every number by its bits, keys in their order, what is null left out.
pub fn of_value(value: &Value) -> String {
    let mut hasher = Sha256::new();
    feed(&mut hasher, value);
    hexadecimal(hasher)
}

fn hexadecimal(hasher: Sha256) -> String {
    hasher.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn feed(hasher: &mut Sha256, value: &Value) {
    match value {
        Value::Null => hasher.update(b"n"),
        Value::Bool(value) => hasher.update(if *value { b"t" } else { b"f" }),
        Value::Number(number) => {
            // Zero has one sign: JavaScript writes both alike.
            let value = number.as_f64().unwrap_or(f64::NAN) + 0.0;
            hasher.update(b"d");
            hasher.update(value.to_le_bytes());
        }
        Value::String(text) => feed_text(hasher, text),
        Value::Array(values) => {
            hasher.update(b"a");
            hasher.update((values.len() as u64).to_le_bytes());
            for value in values {
                feed(hasher, value);
            }
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().filter(|(_, value)| !value.is_null()).collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            hasher.update(b"o");
            hasher.update((entries.len() as u64).to_le_bytes());
            for (key, value) in entries {
                feed_text(hasher, key);
                feed(hasher, value);
            }
        }
    }
}

fn feed_text(hasher: &mut Sha256, text: &str) {
    hasher.update(b"s");
    hasher.update((text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_of_values_not_of_their_writing() {
        let of = |text: &str| of_value(&serde_json::from_str(text).unwrap());
        assert_eq!(of(r#"{"a":1,"b":[2.0,-0]}"#), of(r#"{"b":[2,0.0],"c":null,"a":1.0}"#));
        assert_ne!(of("[1,2]"), of("[2,1]"));
        assert_ne!(of("[0.1]"), of("[0.10000000000000002]"));
        assert_ne!(of(r#"["ab","c"]"#), of(r#"["a","bc"]"#));
    }

    #[test]
    fn bytes_have_the_standards_hash() {
        // FIPS 180-2, "abc".
        assert_eq!(of_bytes(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
