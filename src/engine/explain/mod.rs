//! How numbers come about: formulas of the method page with the run's own values in them.

mod apart;
mod brought;
mod compared;
mod draws;
mod effects;
mod emission;
mod ledger;
mod money;
mod price;
mod progress;
mod project;
mod risky;
mod terms;
mod whose;

use super::Engine;
use crate::locale::{Text, pollutant_name};
use crate::model::Lever;
use crate::results::{ExplainedKind as Kind, Explanation, Formula, Quantity, Side, Subject};
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
        let unknown = || {
            Text::new(
                "情景中没有这个数据，或这里没有可说明的算式。",
                "The scenario has no such number, or there is nothing to explain.",
            )
        };
        let found = match subject.against {
            Some(value) => asked.difference(value),
            None => asked.found(),
        };
        let Found { of, result, formula, mut terms, note } = found.ok_or_else(unknown)?;
        let month = self.model.plan.month(at);
        let mut parts = of;
        if let (Some(side), None) = (subject.side, subject.against) {
            terms.all.iter_mut().filter_map(|term| term.explain.as_mut()).for_each(|by| by.side = Some(side));
            parts.insert(0, self.side_name(side));
        }
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

impl Engine {
    fn side_name(&self, side: Side) -> Text {
        let Text { zh, en } = &self.model.name;
        match side {
            Side::Unmoved => text("原方案", "before changes"),
            Side::Baseline => text(format!("对比方案“{zh}”"), format!("compared with “{en}”")),
        }
    }
}

impl<'e> Asked<'e> {
    /// What the kind says of the number itself, whatever it is compared with.
    fn found(&self) -> Option<Found> {
        match self.subject.kind {
            Kind::Reduction => Some(self.reduction()),
            Kind::Opening => Some(self.opening()),
            Kind::Offset => Some(self.offset()),
            Kind::Deduction => Some(self.deduction()),
            Kind::Schedule => self.schedule(),
            Kind::Share => self.share(),
            Kind::Points => self.points(),
            Kind::Gap => self.gap(),
            Kind::Cut => self.cut(),
            Kind::Contribution => self.contribution(),
            Kind::Alone => self.alone(),
            Kind::LeaveOneOut => self.leave_one_out(),
            Kind::Overlap => self.overlap(),
            Kind::Physical => self.physical(),
            Kind::Coverage => self.coverage(),
            Kind::OverClaim => self.over_claim(),
            Kind::Emission => self.emission(),
            Kind::NoAction => self.no_action(),
            Kind::Abated => self.abated(),
            Kind::Activity => self.activity(),
            Kind::Capital => self.money(Money::CAPITAL),
            Kind::Operating => self.money(Money::OPERATING),
            Kind::Annualised => self.money(Money::ANNUALISED),
            Kind::PerEquivalent => self.per_equivalent(),
            Kind::FullYear => self.full_year(),
            Kind::Target => self.target_alone(),
            Kind::Part => self.part(),
            Kind::Price => self.price(),
            Kind::Chance => self.chance(),
            Kind::Quantile => self.quantile(),
            Kind::Shortfall => self.shortfall(),
            Kind::Swing => self.swing(),
            Kind::Influence => self.influence(),
            Kind::TotalEffect => self.total_effect(),
            Kind::TotalEffectError => self.total_effect_error(),
            Kind::Missing => self.missing(),
            Kind::MissingOnTime => self.missing_on_time(),
            Kind::Gain => self.gain(),
            Kind::GainError => self.gain_error(),
            Kind::GainT => self.gain_t(),
            Kind::LedgerRows => Some(self.ledger_rows()),
            Kind::LedgerQuantity => Some(self.ledger_quantity()),
            Kind::LedgerDeclared => Some(self.ledger_declared()),
            Kind::LedgerCapital => Some(self.ledger_capital()),
            Kind::AtStake => self.at_stake(),
        }
    }

    /// Another question about the same run and month.
    fn asked(&self, subject: Subject) -> Asked<'e> {
        Asked { subject, ..*self }
    }

    /// The same question of another number.
    fn other(&self, kind: Kind) -> Subject {
        let pollutant = Some(self.pollutant);
        Subject { kind, pollutant, at: self.subject.at, ..Subject::default() }
    }
}

fn of_a_pollutant(subject: &Subject) -> bool {
    match subject.kind {
        Kind::Capital
        | Kind::Operating
        | Kind::Annualised
        | Kind::PerEquivalent
        | Kind::Activity
        | Kind::LedgerRows
        | Kind::LedgerQuantity
        | Kind::LedgerCapital => false,
        Kind::Chance | Kind::Missing | Kind::MissingOnTime | Kind::Gain | Kind::GainError => {
            subject.pollutant.is_some()
        }
        _ => true,
    }
}

fn of_a_month(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Capital
            | Kind::Operating
            | Kind::Annualised
            | Kind::Price
            | Kind::PerEquivalent
            | Kind::FullYear
            | Kind::OverClaim
            | Kind::Target
            | Kind::LedgerRows
            | Kind::LedgerQuantity
            | Kind::LedgerDeclared
            | Kind::LedgerCapital
            | Kind::AtStake
    )
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
