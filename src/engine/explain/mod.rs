//! How numbers come about: formulas of the method page with the run's own values in them.

mod brought;
mod compared;
mod draws;
mod emission;
mod money;
mod price;
mod progress;
mod project;
mod terms;
mod whose;

use super::Engine;
use crate::locale::{Text, pollutant_name};
use crate::model::Lever;
use crate::results::{ExplainedKind as Kind, Explanation, Formula, Quantity, Subject};
use crate::units::{Month, Pollutant};
use money::Money;
use terms::Terms;

/// A run that is asked how its numbers come about.
struct Asked<'e> {
    engine: &'e Engine,
    levers: &'e [Lever],
    subject: Subject,
    pollutant: Pollutant,
    /// Month index.
    at: usize,
}

/// What a kind says of its number.
struct Found {
    /// What it is of, beside pollutant and month.
    of: Vec<Text>,
    result: Quantity,
    formula: Formula,
    terms: Terms,
    note: Text,
}

impl Engine {
    /// How the number `subject` of a run under `levers` comes about.
    ///
    /// # Errors
    /// With what to tell when the scenario has no such number.
    pub fn explain(&mut self, levers: &[Lever], subject: &Subject) -> Result<Explanation, Text> {
        let at = self.month_index(subject.at);
        self.attribute(levers, at);
        self.run_full();
        let pollutant = subject.pollutant.unwrap_or(Pollutant::Nox);
        let mut asked = Asked { engine: self, levers, subject: subject.clone(), pollutant, at };
        asked.subject.at = Some(self.model.plan.month(at));
        let found = match subject.kind {
            Kind::Reduction => Some(asked.reduction()),
            Kind::Opening => Some(asked.opening()),
            Kind::Offset => Some(asked.offset()),
            Kind::Schedule => asked.schedule(),
            Kind::Share => asked.share(),
            Kind::Points => asked.points(),
            Kind::Gap => asked.gap(),
            Kind::Cut => asked.cut(),
            Kind::Chance => asked.chance(),
            Kind::Contribution => asked.contribution(),
            Kind::Coverage => asked.coverage(),
            Kind::OverClaim => asked.over_claim(),
            Kind::Emission => asked.emission(),
            Kind::NoAction => asked.no_action(),
            Kind::Activity => asked.activity(),
            Kind::Capital => asked.money(Money::CAPITAL),
            Kind::Operating => asked.money(Money::OPERATING),
            Kind::Annualised => asked.money(Money::ANNUALISED),
            Kind::PerEquivalent => asked.per_equivalent(),
            Kind::FullYear => asked.full_year(),
            Kind::Target => asked.target_alone(),
            Kind::Part => asked.part(),
            Kind::Quantile => asked.quantile(),
            Kind::Swing => asked.swing(),
            Kind::Price => asked.price(),
        };
        let unknown = || {
            Text::new(
                "情景中没有这个数据，或这里没有可说明的算式。",
                "The scenario has no such number, or there is nothing to explain.",
            )
        };
        let found = found.map(|found| match subject.against {
            Some(value) => asked.difference(&found, value),
            None => found,
        });
        let Found { of, result, formula, terms, note } = found.ok_or_else(unknown)?;
        let month = self.model.plan.month(at);
        let mut parts = of;
        if of_a_pollutant(subject) {
            parts.push(pollutant_name(pollutant.id()));
        }
        parts.push(result.name.clone());
        if of_a_month(subject.kind) {
            parts.push(of_month(month));
        }
        let join = |of: fn(&Text) -> &str| parts.iter().map(of).collect::<Vec<_>>().join(" · ");
        let title = Text::new(join(|text| &text.zh), join(|text| &text.en));
        Ok(Explanation { subject: asked.subject.clone(), title, result, formula, terms: terms.all, note })
    }
}

impl Asked<'_> {
    /// The same question of another number.
    fn other(&self, kind: Kind) -> Subject {
        let pollutant = Some(self.pollutant);
        Subject { kind, pollutant, at: self.subject.at, ..Subject::default() }
    }
}

fn of_a_pollutant(subject: &Subject) -> bool {
    match subject.kind {
        Kind::Capital | Kind::Operating | Kind::Annualised | Kind::PerEquivalent | Kind::Activity => false,
        Kind::Chance => subject.pollutant.is_some(),
        _ => true,
    }
}

fn of_a_month(kind: Kind) -> bool {
    use Kind::{Annualised, Capital, FullYear, Operating, OverClaim, PerEquivalent, Price, Target};
    !matches!(kind, Capital | Operating | Annualised | Price | PerEquivalent | FullYear | OverClaim | Target)
}

fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(zh, en)
}

fn quantity(symbol: &str, name: Text, value: f64, unit: Text) -> Quantity {
    Quantity { symbol: symbol.to_owned(), name, value, unit, share: false }
}

fn share(symbol: &str, name: Text, value: f64) -> Quantity {
    Quantity { symbol: symbol.to_owned(), name, value, unit: Text::default(), share: true }
}

fn tonnes() -> Text {
    Text::new("吨", "t")
}

fn tonnes_a_year() -> Text {
    Text::new("吨/年", "t/yr")
}

fn of_month(month: Month) -> Text {
    Text::new(format!("{}年{}月", month.year(), month.month()), month.to_string())
}
