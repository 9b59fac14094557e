//! Names that the scenario does not know: what each may mean is looked for once, however many rows have it.

use crate::scenario::Column;
use serde::Serialize;
use std::collections::BTreeMap;

/// A name the scenario does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unknown {
    /// The ledger's column.
    pub column: &'static str,
    /// As written.
    pub value: String,
    /// In so many rows.
    pub rows: usize,
    /// What may be meant.
    pub suggestion: Option<String>,
}

/// Those met so far.
#[derive(Debug, Default)]
pub struct Unknowns(BTreeMap<(Column, String), Unknown>);

impl Unknowns {
    /// Counts a row that has `value` in `column`; `suggest` is asked when it is the first.
    pub fn meet<'k>(&mut self, column: Column, value: &str, suggest: impl FnOnce() -> Option<&'k str>) {
        let first = || Unknown {
            column: column.key(),
            value: value.to_owned(),
            rows: 0,
            suggestion: suggest().map(str::to_owned),
        };
        self.0.entry((column, value.to_owned())).or_insert_with(first).rows += 1;
    }

    /// The one that `column` has as `value`, once it has been met.
    pub fn get(&self, column: Column, value: &str) -> Option<&Unknown> {
        self.0.get(&(column, value.to_owned()))
    }

    /// All of them, those in most rows first.
    pub fn all(self) -> Vec<Unknown> {
        let mut all: Vec<Unknown> = self.0.into_values().collect();
        all.sort_by_key(|unknown| std::cmp::Reverse(unknown.rows));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_looked_for_once_a_name() {
        let (mut unknowns, mut looked) = (Unknowns::default(), 0);
        for row in 0..6000 {
            let name = ["水泥窑改造", "焦炉改造", "其他"][row % 3];
            unknowns.meet(Column::Measure, name, || {
                looked += 1;
                (row % 3 == 0).then_some("cement-ultra-low")
            });
            let unknown = unknowns.get(Column::Measure, name).unwrap();
            assert_eq!(unknown.suggestion.is_some(), row % 3 == 0);
        }
        assert_eq!(looked, 3);
        assert_eq!(unknowns.all().iter().map(|unknown| unknown.rows).collect::<Vec<_>>(), [2000; 3]);
    }
}
