//! What calamine does not tell of an XLSX file: rows and columns that it hides, by hand or by a filter, and formulas that
//! have never been worked out.

use super::grid::{Sheet, Value};
use super::open::MOST_COLUMNS;
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
    // The cell that is being read, and whether it has a formula and no result yet.
    let (mut cell, mut unsolved, mut in_value) = (None, false, false);
    for event in events(content) {
        in_value = match &event {
            // Some programs write a result without anything in it.
            Event::Text(_) if in_value => {
                unsolved = false;
                true
            }
            Event::Start(element) => element.name().as_ref() == "v",
            _ => false,
        };
        let element = match event {
            Event::Start(element) | Event::Empty(element) => element,
            Event::End(end) if end.name().as_ref() == "c" => {
                let name = cell.take().filter(|_| unsolved).and_then(|cell| attribute(&cell, "r"));
                let place = name.and_then(|name| position(&name));
                if let Some((row, column)) =
                    place.filter(|(row, column)| *row < sheet.rows.len() && *column < MOST_COLUMNS)
                {
                    sheet.put(row, column, Value::Failed(String::new()));
                }
                continue;
            }
            _ => continue,
        };
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
            "c" => {
                cell = Some(element);
                unsolved = false;
            }
            // The result of one that gives a text may be empty.
            "f" => {
                unsolved = cell.as_ref().is_some_and(|cell| attribute(cell, "t").as_deref() != Some("str"));
            }
            _ => {}
        }
    }
}

/// Row and column, from 0, of the cell called `name`, like AB12.
fn position(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().try_fold(0usize, |column, letter| {
        letter
            .is_ascii_uppercase()
            .then(|| 26 * column + usize::from(letter - b'A') + 1)
            .filter(|c| *c <= 16_384)
    })?;
    Some((row.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::Value;

    #[test]
    fn formulas_without_a_result_are_found() {
        let mut sheet = Sheet::default();
        sheet.put(3, 3, Value::Text("last".to_owned()));
        let content = r#"<sheetData><row r="2"><c r="A2"><f>1+1</f></c><c r="A3"><f>1+1</f><v></v></c><c r="B2"><f>1+1</f><v>2</v></c>
            <c r="AB2" t="str"><f>A1</f><v/></c><c r="C2"/></row><row r="3"><c r="D3"><f>SUM(A1:A2)</f></c><c r="XFD3"><f>1</f></c><c r="E3" t="inlineStr"><is><t>x</t></is></c></row></sheetData>"#;
        mark_sheet(content, &mut sheet);
        assert_eq!(sheet.cell(1, 0), &Value::Failed(String::new()));
        assert_eq!(sheet.cell(2, 0), &Value::Failed(String::new()));
        assert_eq!(sheet.cell(2, 3), &Value::Failed(String::new()));
        assert!(sheet.cell(1, 1).is_blank() && sheet.cell(1, 27).is_blank() && sheet.cell(2, 4).is_blank());
        assert!(sheet.width() < 10, "none that is not read otherwise");
        assert_eq!(
            (position("A0"), position("12"), position("XFD1048576")),
            (None, None, Some((1_048_575, 16_383)))
        );
    }

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
