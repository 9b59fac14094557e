//! The rows and columns that an XLSX file hides, by hand or by a filter, which calamine does not tell.

use super::grid::Sheet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// No more of an unpacked part is looked at: bytes.
const MOST_BYTES: u64 = 512 << 20;

/// Marks what `bytes` hide of `sheets`, which are found by their names; nothing where it can't be read.
pub fn mark(bytes: &[u8], sheets: &mut [Sheet]) {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return };
    let (Some(book), Some(relations)) =
        (part(&mut archive, "xl/workbook.xml"), part(&mut archive, "xl/_rels/workbook.xml.rels"))
    else {
        return;
    };
    for tag in tags(&book, "sheet") {
        let target = attribute(tag, "r:id").and_then(|id| {
            let relation = tags(&relations, "Relationship").find(|tag| attribute(tag, "Id") == Some(id))?;
            attribute(relation, "Target")
        });
        let name = attribute(tag, "name").map(unescaped);
        let (Some(target), Some(name)) = (target, name) else { continue };
        let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == name) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        if let Some(content) = part(&mut archive, &path) {
            mark_sheet(&content, sheet);
        }
    }
}

fn mark_sheet(content: &str, sheet: &mut Sheet) {
    let number = |tag, name| attribute(tag, name).and_then(|text| text.parse::<usize>().ok());
    for tag in hidden_tags(content) {
        if let Some(row) = tag.starts_with("row ").then(|| number(tag, "r")).flatten() {
            sheet.hidden_rows.insert(row.saturating_sub(1));
        } else if let (true, Some(min), Some(max)) =
            (tag.starts_with("col "), number(tag, "min"), number(tag, "max"))
        {
            let width = sheet.width();
            sheet.hidden_columns.extend(min.saturating_sub(1)..max.min(width));
        }
    }
}

/// The tags, without their first bracket, that say they are hidden.
fn hidden_tags(content: &str) -> impl Iterator<Item = &str> {
    content.match_indices(" hidden=\"").filter_map(|(at, _)| {
        let begin = content[..at].rfind('<')? + 1;
        let tag = &content[begin..begin + content[begin..].find('>')?];
        matches!(attribute(tag, "hidden"), Some("1" | "true")).then_some(tag)
    })
}

/// The tags called `name`, without their first bracket.
fn tags<'t>(content: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    let is_it =
        move |tag: &&str| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '\n', '\r']));
    content.split('<').filter(is_it)
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    plain.replace("&amp;", "&")
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let file = archive.by_name(name).ok()?;
    let mut content = String::new();
    file.take(MOST_BYTES).read_to_string(&mut content).ok()?;
    Some(content)
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
