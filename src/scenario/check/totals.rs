//! What the ledger's own rows of totals say, beside what the rows add up to.

use crate::model::{Amount, Total};
use crate::scenario::document::Project;
use crate::scenario::spelling::TotalOf;
use crate::scenario::spot::Field;
use crate::units::Pollutant;

/// The columns of amounts.
const AMOUNTS: [Amount; 7] = [
    Amount::Quantity,
    Amount::Declared(Pollutant::Nox),
    Amount::Declared(Pollutant::Vocs),
    Amount::Declared(Pollutant::Cod),
    Amount::Declared(Pollutant::Nh3n),
    Amount::Declared(Pollutant::Tp),
    Amount::Capital,
];

/// Sums so far, and the rows of totals met.
#[derive(Default)]
pub struct Totals {
    all: [f64; AMOUNTS.len()],
    since_the_last: [f64; AMOUNTS.len()],
    /// Rows that add up the whole ledger, which may go on below them.
    of_all: Vec<Field<Project>>,
    found: Vec<Total>,
}

impl Totals {
    /// Adds a project.
    pub fn add(&mut self, project: &Project) {
        for (k, amount) in AMOUNTS.into_iter().enumerate() {
            let value = written(project, amount).unwrap_or(0.0);
            self.all[k] += value;
            self.since_the_last[k] += value;
        }
    }

    /// A row of totals.
    pub fn meet(&mut self, of: TotalOf, row: Field<Project>) {
        match of {
            TotalOf::All => self.of_all.push(row),
            TotalOf::SinceTheLast => {
                let sums = std::mem::take(&mut self.since_the_last);
                self.found.extend(totals(&row, sums));
            }
        }
    }

    /// Every total of the ledger, row by row.
    pub fn finish(mut self) -> Vec<Total> {
        for row in &self.of_all {
            self.found.extend(totals(row, self.all));
        }
        self.found.sort_by_key(|total| total.line);
        self.found
    }
}

/// The totals that `row` gives, beside `sums`.
fn totals(row: &Field<Project>, sums: [f64; AMOUNTS.len()]) -> impl Iterator<Item = Total> {
    AMOUNTS.into_iter().zip(sums).filter_map(|(amount, sum)| {
        let (file, line) = (row.spot.file.clone(), row.spot.line.unwrap_or(0));
        Some(Total { file, line, amount, written: written(&row.value, amount)?, sum })
    })
}

fn written(project: &Project, amount: Amount) -> Option<f64> {
    let field = match amount {
        Amount::Quantity => project.quantity.as_ref(),
        Amount::Declared(pollutant) => project.declared(pollutant),
        Amount::Capital => project.capital_cny.as_ref(),
    };
    field.map(|field| field.value)
}
