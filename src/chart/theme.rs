//! Colours, fonts and sizes of every chart.

use crate::chart::surface::Ink;
use crate::locale::Lang;
use crate::units::Pollutant;
use serde::{Deserialize, Serialize};

/// The system's fonts, nothing is downloaded: Chinese ones, and before them a Latin face for English.
pub const fn fonts(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => {
            r#""PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif"#
        }
        Lang::En => {
            r#""Segoe UI", "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif"#
        }
    }
}

/// Text sizes, CSS pixels.
pub const TITLE_SIZE: f64 = 15.0;
/// Labels on lines and axes.
pub const LABEL_SIZE: f64 = 12.0;
/// Source line.
pub const NOTE_SIZE: f64 = 11.0;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark ink on white.
    #[default]
    Light,
    /// Light ink on near-black.
    Dark,
}

const fn solid(rgb: (u8, u8, u8)) -> Ink {
    Ink { rgb, opacity: 1.0 }
}

impl Theme {
    /// What charts stand on.
    pub const fn ground(self) -> Ink {
        match self {
            Self::Light => solid((255, 255, 255)),
            Self::Dark => solid((22, 25, 29)),
        }
    }

    /// Words.
    pub const fn text(self) -> Ink {
        match self {
            Self::Light => solid((28, 32, 36)),
            Self::Dark => solid((232, 235, 238)),
        }
    }

    /// Words of less weight, with enough contrast to read.
    pub const fn quiet(self) -> Ink {
        match self {
            Self::Light => solid((91, 98, 106)),
            Self::Dark => solid((164, 172, 180)),
        }
    }

    /// The zero line and other lines that carry a meaning.
    pub const fn axis(self) -> Ink {
        match self {
            Self::Light => solid((134, 141, 148)),
            Self::Dark => solid((127, 135, 142)),
        }
    }

    /// Grid lines.
    pub const fn grid(self) -> Ink {
        match self {
            Self::Light => solid((228, 231, 234)),
            Self::Dark => solid((50, 55, 61)),
        }
    }

    /// A pollutant's colour, from Okabe and Ito's set, which colour-blind readers tell apart.
    pub const fn pollutant(self, pollutant: Pollutant) -> Ink {
        solid(match (self, pollutant) {
            (Self::Light, Pollutant::Nox) => (200, 80, 0),
            (Self::Light, Pollutant::Vocs) => (170, 80, 130),
            (Self::Light, Pollutant::Cod) => (0, 100, 165),
            (Self::Light, Pollutant::Nh3n) => (0, 125, 90),
            (Self::Light, Pollutant::Tp) => (160, 105, 0),
            (Self::Dark, Pollutant::Nox) => (245, 130, 60),
            (Self::Dark, Pollutant::Vocs) => (224, 150, 190),
            (Self::Dark, Pollutant::Cod) => (90, 175, 235),
            (Self::Dark, Pollutant::Nh3n) => (50, 190, 145),
            (Self::Dark, Pollutant::Tp) => (235, 175, 50),
        })
    }
}

/// `ink` mixed with `ground`, opaque: `share` 1 is `ink` itself.
pub fn tint(ink: Ink, ground: Ink, share: f64) -> Ink {
    let mix = |a: u8, b: u8| (f64::from(a) * share + f64::from(b) * (1.0 - share)).round() as u8;
    let ((r, g, b), (r0, g0, b0)) = (ink.rgb, ground.rgb);
    solid((mix(r, r0), mix(g, g0), mix(b, b0)))
}

/// `ink` with less opacity.
pub const fn faint(ink: Ink, opacity: f64) -> Ink {
    Ink { opacity, ..ink }
}
