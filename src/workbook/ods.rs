//! What calamine does not tell of an ODS file: its merged cells, and the rows and columns that are hidden.

use super::grid::{Sheet, Span};
use super::parts::{Parts, attribute, events, number};
use quick_xml::events::Event;

/// Completes `sheets`, which are all of the file `bytes`, in order; as they are where it can't be read.
pub fn complete(bytes: &[u8], sheets: &mut [Sheet]) {
    if let Some(content) = Parts::of(bytes).and_then(|mut parts| parts.text("content.xml")) {
        walk(&content, sheets);
    }
}

/// Sheets are tables of rows of cells; any of them may stand for several that are the same.
fn walk(content: &str, sheets: &mut [Sheet]) {
    let mut sheets = sheets.iter_mut();
    let mut nothing = Sheet::default();
    let mut sheet = &mut nothing;
    let (mut top, mut left, mut repeats) = (0usize, 0usize, 1usize);
    for event in events(content) {
        let (element, closed) = match &event {
            Event::Start(element) => (element, false),
            Event::Empty(element) => (element, true),
            Event::End(end) => {
                if end.name().as_ref() == "table:table-row" {
                    top = top.saturating_add(repeats);
                }
                continue;
            }
            _ => continue,
        };
        let count = |name: &str| number(element, name).unwrap_or(1).max(1);
        let hidden =
            || matches!(attribute(element, "table:visibility").as_deref(), Some("collapse" | "filter"));
        match element.name().as_ref() {
            "table:table" => {
                let Some(next) = sheets.next() else { return };
                sheet = next;
                (top, left) = (0, 0);
            }
            "table:table-column" => {
                let next = left.saturating_add(count("table:number-columns-repeated"));
                if hidden() {
                    sheet.hidden_columns.extend(left..next.min(sheet.width()));
                }
                left = next;
            }
            "table:table-row" => {
                (left, repeats) = (0, count("table:number-rows-repeated"));
                if hidden() {
                    sheet.hidden_rows.extend(top..top.saturating_add(repeats).min(sheet.rows.len()));
                }
                top = top.saturating_add(if closed { repeats } else { 0 });
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let (rows, columns) =
                    (count("table:number-rows-spanned"), count("table:number-columns-spanned"));
                if rows > 1 || columns > 1 {
                    let (bottom, right) = (top.saturating_add(rows - 1), left.saturating_add(columns - 1));
                    sheet.merged.push(Span { top, left, bottom, right });
                }
                left = left.saturating_add(count("table:number-columns-repeated"));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::Value;

    #[test]
    fn merged_and_hidden_cells_are_found() {
        let mut sheet = Sheet::default();
        sheet.put(6, 3, Value::Text("last".to_owned()));
        let content = r#"<table:table table:name="a"><table:table-column table:number-columns-repeated="2"/>
            <table:table-column table:visibility="collapse" table:number-columns-repeated="1000"/>
            <table:table-row><table:table-cell table:number-columns-spanned="2"/></table:table-row>
            <table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row table:number-rows-repeated="3"/><table:table-row table:visibility="collapse"/></table:table>"#;
        let mut sheets = [sheet];
        walk(content, &mut sheets);
        let [sheet] = sheets;
        assert_eq!(sheet.hidden_rows.into_iter().collect::<Vec<_>>(), [1, 2, 6]);
        assert_eq!(sheet.hidden_columns.into_iter().collect::<Vec<_>>(), [2, 3]);
        assert_eq!(sheet.merged, [Span { top: 0, left: 0, bottom: 0, right: 1 }]);
    }
}
