//! The rows and columns that an XLSX file hides, by hand or by a filter, which calamine does not tell.

use super::grid::Sheet;
use super::parts::{Parts, attribute, elements, events, number};
use quick_xml::events::Event;

/// Marks what `bytes` hide of `sheets`, which are found by their names; nothing where it can't be read.
pub fn mark(bytes: &[u8], sheets: &mut [Sheet]) {
    let Some(mut parts) = Parts::of(bytes) else { return };
    let (Some(book), Some(relations)) =
        (parts.text("xl/workbook.xml"), parts.text("xl/_rels/workbook.xml.rels"))
    else {
        return;
    };
    for listed in elements(&book, "sheet") {
        let target = attribute(&listed, "r:id").and_then(|id| {
            let is_it = |relation: &_| attribute(relation, "Id").as_ref() == Some(&id);
            attribute(&elements(&relations, "Relationship").find(is_it)?, "Target")
        });
        let (Some(target), Some(name)) = (target, attribute(&listed, "name")) else { continue };
        let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == name) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        if let Some(content) = parts.text(&path) {
            mark_sheet(&content, sheet);
        }
    }
}

fn mark_sheet(content: &str, sheet: &mut Sheet) {
    for event in events(content) {
        let (Event::Start(element) | Event::Empty(element)) = event else { continue };
        let is_hidden = || matches!(attribute(&element, "hidden").as_deref(), Some("1" | "true"));
        match element.name().as_ref() {
            "row" if is_hidden() => {
                sheet.hidden_rows.extend(number(&element, "r").map(|row| row.saturating_sub(1)));
            }
            "col" if is_hidden() => {
                if let (Some(min), Some(max)) = (number(&element, "min"), number(&element, "max")) {
                    let width = sheet.width();
                    sheet.hidden_columns.extend(min.saturating_sub(1)..max.min(width));
                }
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
    fn hidden_rows_and_columns_are_found() {
        let mut sheet = Sheet::default();
        sheet.put(5, 8, Value::Text("last".to_owned()));
        let content = r#"<cols><col min="2" max="3" width="0" hidden="1"/><col min="7" max="16384" hidden="true"/></cols>
            <sheetData><row r="2" hidden="false"/><row r="4" spans="1:3" hidden="1"><c r="A4"/></row></sheetData>"#;
        mark_sheet(content, &mut sheet);
        assert_eq!(sheet.hidden_rows.into_iter().collect::<Vec<_>>(), [3]);
        assert_eq!(sheet.hidden_columns.into_iter().collect::<Vec<_>>(), [1, 2, 6, 7, 8]);
    }
}
