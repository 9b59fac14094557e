//! From files to the checked model: TOML and CSV as written, variants over their base, then every range and
//! reference, all errors at once.
//!
//! ```text
//! name -> open -> tree -> document -> variant \
//!                                              check -> Model
//!         open -> ledger ---------------------/
//! ```

mod check;
mod columns;
mod document;
mod figures;
pub(crate) mod findings;
mod ledger;
mod lever_input;
mod message;
mod open;
mod read;
#[cfg(feature = "schema")]
mod schema;
mod spelling;
mod spot;
mod syntax;
mod tree;
mod variant;

#[cfg(feature = "workbook")]
pub(crate) use columns::Column;
pub use figures::{FigureEdit, LedgerEdit, NewValue, Texts, Written, limits, unknown};
pub use lever_input::{LeverInput, levers};
pub use open::decoded;
pub(crate) use open::is_workbook;
#[cfg(feature = "schema")]
pub use schema::schema;

/// How ledgers are read as text, for those who read them from workbooks.
#[cfg(feature = "workbook")]
pub(crate) mod ledger_text {
    pub use super::columns::column_of;
    pub use super::ledger::{rows, unclosed_quote_line};
    pub use super::message::shortened;
    pub use super::open::text_of;
    pub use super::spelling::{TotalOf, half_width, month, number, status, total};
    pub use super::spot::column_letters;
}

use crate::Files;
use crate::diagnostic::{Diagnostics, Place};
use crate::model::Model;
use document::Scenario;
use findings::Findings;
use ledger::Ledger;

/// A scenario, ready to be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The checked model.
    pub model: Model,
    /// What the user should look at.
    pub warnings: Diagnostics,
    /// Where each of the model's correlations stands; nothing where findings are only counted.
    pub correlations: Vec<Place>,
}

/// Loads the scenario or variant in the file `name`; all errors at once when it can't be used.
pub fn load(files: &dyn Files, name: &str) -> Result<Loaded, Diagnostics> {
    let mut out = Findings::default();
    let mut correlations = Vec::new();
    let model = variant::read(files, name, &mut out).and_then(|scenario| {
        let listed = scenario.uncertainty.iter().flat_map(|written| &written.value.correlation);
        if findings::TOLD {
            correlations.extend(listed.map(|correlation| correlation.spot.place()));
        }
        let ledger = ledger_of(files, &scenario, &mut out);
        let ledger = ledger.as_ref().and_then(|(name, text)| Ledger::open(name, text, &mut out));
        check::model(&scenario, ledger, &mut out)
    });
    let is_good = out.errors() == 0;
    let diagnostics = out.into_diagnostics();
    match model {
        Some(model) if is_good => Ok(Loaded { model, warnings: diagnostics, correlations }),
        _ => Err(diagnostics),
    }
}

/// Name and text of the ledger file, when the scenario names one.
fn ledger_of(files: &dyn Files, scenario: &Scenario, out: &mut Findings) -> Option<(String, String)> {
    let file = scenario.ledger.as_ref()?.value.file.as_ref()?;
    let name = open::resolve(&file.spot.file, file, out)?;
    let text = open::ledger(files, &name, &file.spot, out)?;
    Some((name, text))
}
