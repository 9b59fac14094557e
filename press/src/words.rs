//! What readers are told.

use serde::{Deserialize, Serialize};

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

/// What a pollutant is called.
pub fn pollutant(id: &str) -> Text {
    match id {
        "nox" => Text::new("氮氧化物", "NOx"),
        "vocs" => Text::new("挥发性有机物", "VOCs"),
        "cod" => Text::new("化学需氧量", "COD"),
        "nh3n" => Text::new("氨氮", "NH3-N"),
        "tp" => Text::new("总磷", "TP"),
        other => Text::new(other, other),
    }
}
