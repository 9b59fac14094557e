//! Workbooks of Excel and LibreOffice: ledgers in and out. In the browser a module of its own, which is loaded when a
//! workbook is met; the command line has the same code.
//!
//! ```text
//! bytes -> open -> grid -> headings -> import -> ledger as CSV, problems by cell
//!                     rows of a ledger -> export -> workbook, template
//! ```

mod grid;
mod open;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use grid::{Book, Sheet, Span, Value};
pub use open::open;
