//! Words people read, in Chinese and English side by side.
//!
//! Every text for people is a [`Text`]; a reader's language is a [`Lang`].
//! The terms are those of `docs/model.md` and of the bureau's own notices.

use serde::{Deserialize, Serialize};

pub mod charts;
mod number;

pub use number::{amount, fixed};

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese, the product's first language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The one of two words that is in this language.
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// The name of a pollutant by its id: 氮氧化物, nitrogen oxides …
pub fn pollutant_name(id: &str) -> Text {
    match id {
        "nox" => Text::new("氮氧化物", "NOx"),
        "vocs" => Text::new("挥发性有机物", "VOCs"),
        "cod" => Text::new("化学需氧量", "COD"),
        "nh3n" => Text::new("氨氮", "NH3-N"),
        "tp" => Text::new("总磷", "TP"),
        other => Text::same(other),
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text `zh` in Chinese and `en` in English.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// One text for both languages, as a file that gives a plain string means it.
    pub fn same(text: impl Into<String>) -> Self {
        let zh = text.into();
        Self { en: zh.clone(), zh }
    }

    /// The text in `lang`.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
