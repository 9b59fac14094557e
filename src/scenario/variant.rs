//! From the name of a scenario to one scenario as written: a variant is laid over its base.

use super::document::{File, Scenario, Uncertainty, Variant, VariantPlan};
use super::findings::Findings;
use super::message;
use super::open;
use super::spot::{Field, Required, Spot};
use super::tree::{self, Read};
use crate::Files;

/// Reads the scenario `name`, or the variant `name` with the files it varies.
pub fn read(files: &dyn Files, name: &str, out: &mut Findings) -> Option<Scenario> {
    let mut variants = Vec::new();
    let mut opened = vec![name.to_owned()];
    let mut asked = Spot::file(name);
    loop {
        let name = opened.last()?.clone();
        let text = open::toml(files, &name, &asked, out)?;
        match tree::parse(&name, &text, out, File::read)? {
            File::Scenario(mut scenario) => {
                for variant in variants.into_iter().rev() {
                    apply(&mut scenario, variant, out);
                }
                return Some(*scenario);
            }
            File::Variant(variant) => {
                let base = variant.base.get()?.clone();
                let next = open::resolve(&name, &base, out)?;
                if opened.contains(&next) {
                    out.error(|| message::circular_base(&base.spot, &next));
                    return None;
                }
                variants.push(*variant);
                opened.push(next);
                asked = base.spot;
            }
        }
    }
}

/// Lays `variant` over `scenario`.
fn apply(scenario: &mut Scenario, variant: Variant, out: &mut Findings) {
    check_format(variant.format.as_ref(), out);
    replace(&mut scenario.id.0, variant.id);
    replace(&mut scenario.name.0, variant.name);
    replace(&mut scenario.description, variant.description);
    replace(&mut scenario.only_status, variant.only_status);
    if let (Some(plan), Some(changed)) = (&mut scenario.plan.0, variant.plan) {
        let VariantPlan { target } = changed.value;
        let pollutant = |target: &Required<_>| target.get().map(|field: &Field<_>| field.value);
        let replaced = |mine: &Field<super::document::Target>| {
            target.iter().any(|new| pollutant(&new.value.pollutant) == pollutant(&mine.value.pollutant))
        };
        plan.value.target.retain(|mine| !replaced(mine));
        plan.value.target.extend(target);
    }
    if let Some(Field { value, spot }) = variant.uncertainty
        && let Some(status) = value.status
    {
        let mine = scenario.uncertainty.get_or_insert(Field { value: Uncertainty::default(), spot });
        match &mut mine.value.status {
            Some(mine) => mine.value.replace(status.value),
            none => *none = Some(status),
        }
    }
    scenario.lever.extend(variant.lever);
}

fn replace<T>(mine: &mut Option<T>, other: Option<T>) {
    if other.is_some() {
        *mine = other;
    }
}

/// `format` is 1: other versions are not known.
pub fn check_format(format: Option<&Field<i64>>, out: &mut Findings) {
    if let Some(format) = format.filter(|format| format.value != 1) {
        out.error(|| message::unknown_format(&format.spot, format.value));
    }
}
