//! Jianpai 减排推演: will each pollutant be on the plan's schedule?

pub mod chart;
pub mod diagnostic;
mod engine;
pub mod notice;
pub mod results;
pub mod scenario;
#[cfg(all(target_arch = "wasm32", feature = "first"))]
pub mod web;
#[cfg(feature = "workbook")]
pub mod workbook;

pub use engine::{
    Engine, Outcome, Request, edit_figures, edit_ledger, figures, ledger_workbook, restore_figures,
};
/// The arithmetic, in a package of its own: compiled for speed, where the rest is for size.
pub use jianpai_kernel::{analysis, locale, maths, model, simulation, units};

/// The engine's only window: gives it the bytes of the files it asks for.
///
/// The command line reads a folder, the page what was fetched or dropped, tests a map.
pub trait Files {
    /// The bytes of the file called `name`, relative to the scenario's folder, with `/` between
    /// folders; `None` when there is no such file.
    fn read(&self, name: &str) -> Option<std::borrow::Cow<'_, [u8]>>;

    /// The text of `bytes` in the encoding that the WHATWG's standard calls `label`, without its mark; `None` where it
    /// is none. The page leaves this to the browser, whose tables it need not bring.
    fn decode(&self, bytes: &[u8], label: &str) -> Option<String> {
        scenario::decoded(bytes, label)
    }
}
