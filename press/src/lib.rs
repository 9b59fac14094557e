//! Charts as pictures that travel.
//!
//! A chart comes as the SVG text that the engine draws, with words as words. [`outlined`] draws the words with the fonts
//! in `fonts/`, so that it looks the same where no Chinese font is; [`png()`] makes pixels of it. Both carry a [`Record`]
//! of what they were drawn from, which [`read`] finds again and [`differences`] holds against a new run.
//!
//! Nothing of the engine is known here but the documented shape of its results: the command line and the page hand over
//! the same texts and get the same bytes.

mod digest;
mod letters;
mod outline;
mod pack;
mod pixels;
mod record;
mod verify;
#[cfg(target_arch = "wasm32")]
mod web;
mod words;

pub use letters::Letters;
pub use outline::{Outlined, outlined};
pub use pixels::{MOST_PIXELS, png};
pub use record::{About, Chances, Headline, Record, Scenario, Unreadable, read, with_record};
pub use verify::{Difference, differences};
pub use words::Text;

/// The fonts that pictures are written with, as they come with the program; the page fetches them.
#[cfg(not(target_arch = "wasm32"))]
pub mod fonts {
    /// Noto Sans CJK SC Regular, some 9,500 characters of it.
    pub static REGULAR: &[u8] = include_bytes!("../fonts/NotoSansSC-Regular.otf");
    /// The same in bold.
    pub static BOLD: &[u8] = include_bytes!("../fonts/NotoSansSC-Bold.otf");
}
