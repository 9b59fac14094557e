//! Workbooks of Excel and LibreOffice: ledgers in and out. In the browser a module of its own, which is loaded when a
//! workbook is met; the command line has the same code.
//!
//! ```text
//! bytes -> open -> grid -> headings -> import -> ledger as CSV, problems by cell
//!                     rows of a ledger -> export -> workbook, template
//! results -> report -> workbook
//! ```

mod canonical;
mod export;
mod grid;
mod guide;
mod headings;
mod import;
mod known;
mod likeness;
mod names;
mod ods;
mod open;
mod parts;
mod problem;
mod reading;
mod report;
mod spellings;
mod sums;
mod tidy;
mod units;
mod unknown;
mod untold;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use canonical::Row;
pub use export::{ledger, template};
pub use grid::{Book, Sheet, Span, Value};
pub use headings::{Layout, Use};
pub use import::{Import, LeftOut, Seen, Settings, Shown};
pub use known::{Known, Measure};
pub use names::Names;
pub use open::open;
pub use problem::Problem;
pub use report::{InputFigure, Report, report};
pub use tidy::tidied;
pub use units::{Wrong, figure_amount};
pub use unknown::Unknown;
