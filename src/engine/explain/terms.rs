//! The terms of a formula, as they are collected.

use super::Asked;
use crate::locale::Text;
use crate::model::{Address, FigureKey, Model};
use crate::results::{
    Assumed, FigureEntry, FigureOutline, FigureStanding, Formula, Provenance, Quantity, Subject, Term,
};

/// Terms so far; adding one gives the formula that refers to it.
#[derive(Default)]
pub struct Terms {
    pub all: Vec<Term>,
}

impl Terms {
    /// A quantity that needs no more.
    pub fn plain(&mut self, quantity: Quantity) -> Formula {
        self.add(Term { quantity, ..Term::default() })
    }

    /// A quantity that has an explanation of its own.
    pub fn explained(&mut self, quantity: Quantity, by: Subject) -> Formula {
        self.add(Term { quantity, explain: Some(by), ..Term::default() })
    }

    /// The sum of `terms`, written with one symbol.
    pub fn series(&mut self, terms: impl IntoIterator<Item = Term>) -> Formula {
        let first = self.all.len();
        self.all.extend(terms);
        Formula::Series(first, self.all.len())
    }

    /// A figure of the file, at `value` where a lever has replaced the file's.
    pub fn figure(&mut self, asked: &Asked, symbol: &str, address: Address, value: Option<f64>) -> Formula {
        let model = &asked.engine.model;
        let entry = FigureEntry::new(model, address, &FigureStanding::default());
        let replaced = value.filter(|value| value.to_bits() != entry.mode.to_bits());
        let mut name = entry.name;
        let (provenance, assumed) = if replaced.is_some() {
            name.zh.push_str("（已调整）");
            name.en.push_str(" (moved)");
            (None, Some(Assumed::Lever))
        } else {
            origin(model, address)
        };
        let quantity = Quantity {
            symbol: symbol.to_owned(),
            name,
            value: value.unwrap_or(entry.mode),
            unit: entry.unit,
            share: entry.share,
        };
        self.add(Term { quantity, figure: Some(entry.path), provenance, assumed, explain: None })
    }

    /// [`Terms::figure`] of a figure that draws may change.
    pub fn key(&mut self, asked: &Asked, symbol: &str, key: FigureKey) -> Formula {
        self.figure(asked, symbol, Address::Key(key), None)
    }

    /// A figure at its low, most likely or high `value`, which `(zh, en)` says.
    pub fn at(
        &mut self,
        model: &Model,
        figure: &FigureOutline,
        (zh, en): (&str, &str),
        value: f64,
    ) -> Formula {
        let Text { zh: name, en: english } = &figure.name;
        let quantity = Quantity {
            symbol: "θ".to_owned(),
            name: Text::new(format!("{name}（{zh}）"), format!("{english} ({en})")),
            value,
            unit: figure.unit.clone(),
            share: figure.share,
        };
        let (provenance, assumed) =
            Address::find(model, &figure.id).map_or((None, None), |address| origin(model, address));
        self.add(Term { quantity, figure: Some(figure.id.clone()), provenance, assumed, explain: None })
    }

    /// The formula that refers to `term`.
    pub fn add(&mut self, term: Term) -> Formula {
        self.all.push(term);
        Formula::Term(self.all.len() - 1)
    }
}

/// Where a figure comes from: the note that speaks for it, or the default.
fn origin(model: &Model, address: Address) -> (Option<Provenance>, Option<Assumed>) {
    let provenance = address.note(model).map(Provenance::from);
    let assumed = (provenance.is_none() && address.is_default(model)).then_some(Assumed::Default);
    (provenance, assumed)
}
