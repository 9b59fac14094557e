//! The JSON schema of scenario files, derived from [`super::document`]: editors complete and check by it.

use super::document::{
    Activity, Basis, Correlation, Costs, Effect, File, Inventory, Ledger, LedgerMonth, Lever, Measure,
    Milestones, Offset, Opening, Pathway, Pathways, Plan, Project, Source, SourceNote, StatusTable, Statuses,
    Target, Uncertain, Uncertainty, VariantPlan, VariantUncertainty,
};
use super::read::Choice;
use super::spot::{Field, Required};
use crate::locale::Text;
use crate::model::{Credit, Sector, Stage, Status};
use crate::units::{Month, Pollutant};
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// The schema of a scenario file.
pub fn schema() -> Schema {
    let mut schema = schemars::schema_for!(File);
    RecursiveTransform(forget_null).transform(&mut schema);
    schema
}

/// Takes out the alternative `null`, which optional fields have in JSON: TOML knows none.
fn forget_null(schema: &mut Schema) {
    if let Some(types) = schema.get_mut("type").and_then(|types| types.as_array_mut()) {
        types.retain(|name| name.as_str() != Some("null"));
        if let [only] = &types[..] {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(alternatives) = schema.get_mut("anyOf").and_then(|alternatives| alternatives.as_array_mut()) {
        alternatives.retain(|one| one.get("type").and_then(|name| name.as_str()) != Some("null"));
        if let [only] = &alternatives[..] {
            let only = only.as_object().cloned().unwrap_or_default();
            schema.remove("anyOf");
            for (key, value) in only {
                schema.insert(key, value);
            }
        }
    }
}

/// What a field holds: a type of the format with a schema of its own, or one of the model's, whose schema is written here.
pub trait Held {
    /// Whether it is written where it is used, not among the definitions.
    fn inline() -> bool {
        false
    }

    /// What it is called among the definitions.
    fn name() -> Cow<'static, str>;

    /// How it is written.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

/// A field is what it holds: places are not written.
macro_rules! as_what_it_holds {
    ($($field:ident),*) => {
        $(impl<T: Held> JsonSchema for $field<T> {
            fn inline_schema() -> bool {
                T::inline()
            }

            fn schema_name() -> Cow<'static, str> {
                T::name()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                T::schema(generator)
            }
        })*
    };
}

as_what_it_holds!(Field, Required);

/// Types that have a schema of their own.
macro_rules! held {
    ([$($parameters:tt)*] $type:ty) => {
        impl<$($parameters)*> Held for $type {
            fn inline() -> bool {
                Self::inline_schema()
            }

            fn name() -> Cow<'static, str> {
                Self::schema_name()
            }

            fn schema(generator: &mut SchemaGenerator) -> Schema {
                Self::json_schema(generator)
            }
        }
    };
    ($($type:ty),* $(,)?) => {
        $(held!([] $type);)*
    };
}

held!(bool, f64, i64, String, Uncertain);
held!([T: Held] Vec<Field<T>>);
held!(
    Plan,
    Target,
    Opening,
    Offset,
    Inventory,
    Source,
    Activity,
    Pathways,
    Pathway,
    Measure,
    Basis,
    Costs,
    Effect,
    Lever,
    Project,
    Ledger,
    Uncertainty,
    Statuses,
    StatusTable,
    Correlation,
    VariantPlan,
    VariantUncertainty,
);

/// Types whose schema is one expression.
macro_rules! schema_of {
    ($type:ty, $name:literal, $schema:expr) => {
        impl Held for $type {
            fn name() -> Cow<'static, str> {
                $name.into()
            }

            fn schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

fn one_of<C: Choice>() -> Schema {
    let names: Vec<&str> = C::choices().into_iter().map(|(_, name)| name).collect();
    json_schema!({ "type": "string", "enum": names })
}

fn text() -> Schema {
    json_schema!({
        "description": "A text for people: one for both languages, or one for each.",
        "anyOf": [
            { "type": "string" },
            {
                "type": "object",
                "properties": { "zh": { "type": "string" }, "en": { "type": "string" } },
                "required": ["zh", "en"],
                "additionalProperties": false
            }
        ]
    })
}

schema_of!(Pollutant, "Pollutant", one_of::<Pollutant>());
schema_of!(Stage, "Stage", one_of::<Stage>());
schema_of!(Sector, "Sector", one_of::<Sector>());
schema_of!(Credit, "Credit", one_of::<Credit>());
schema_of!(Status, "Status", one_of::<Status>());
schema_of!(Text, "Text", text());
schema_of!(
    Month,
    "Month",
    json_schema!({ "description": "A month: 2024-09.", "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" })
);
schema_of!(
    LedgerMonth,
    "LedgerMonth",
    json_schema!({ "description": "A month: 2024-09, 2024/9, 2024年9月, with or without a day.", "type": "string" })
);
schema_of!(
    Milestones,
    "Milestones",
    json_schema!({
        "description": "Share of the target by the end of a month: { \"2024-12\" = 0.80 }.",
        "type": "object",
        "patternProperties": {
            "^[0-9]{4}-(0[1-9]|1[0-2])$": { "type": "number", "minimum": 0, "maximum": 1 }
        },
        "additionalProperties": false
    })
);

/// A text, or texts by figure name.
impl JsonSchema for SourceNote {
    fn schema_name() -> Cow<'static, str> {
        "SourceNote".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Field<Text>>();
        json_schema!({
            "description": "Where figures come from: a text for all figures of the table, or one by figure name. It begins with a grade: [A] read in the named document, [B] a named official document, [C] an estimate with its reason.",
            "anyOf": [text, { "type": "object", "additionalProperties": text }]
        })
    }
}
