//! The merged cells of an ODS file, which calamine does not tell.

use super::grid::Span;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// No more of the unpacked tables is looked at: bytes.
const MOST_BYTES: u64 = 512 << 20;

/// The merged cells of each sheet, in order; none when they can't be read.
pub fn merged(bytes: &[u8]) -> Vec<Vec<Span>> {
    content(bytes).map(|content| spans(&content)).unwrap_or_default()
}

fn content(bytes: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let file = archive.by_name("content.xml").ok()?;
    let mut content = String::new();
    file.take(MOST_BYTES).read_to_string(&mut content).ok()?;
    Some(content)
}

/// Sheets are tables of rows of cells; any of them may stand for several that are the same.
fn spans(content: &str) -> Vec<Vec<Span>> {
    let (mut sheets, mut top, mut left): (Vec<Vec<Span>>, usize, usize) = (Vec::new(), 0, 0);
    let mut repeats = 1;
    for tag in content.split('<').skip(1) {
        let name = tag.split([' ', '>', '/']).next().unwrap_or_default();
        let number = |attribute: &str| -> usize {
            let value = tag.split_once(attribute).and_then(|(_, rest)| rest.split('"').nth(1));
            value.and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
        };
        let closed = tag.trim_end().ends_with("/>");
        match name {
            "table:table" => {
                sheets.push(Vec::new());
                top = 0;
            }
            "table:table-row" => {
                (left, repeats) = (0, number("table:number-rows-repeated="));
                top += if closed { repeats } else { 0 };
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let (rows, columns) =
                    (number("table:number-rows-spanned="), number("table:number-columns-spanned="));
                if let Some(sheet) = sheets.last_mut().filter(|_| rows > 1 || columns > 1) {
                    let (bottom, right) = (top.saturating_add(rows - 1), left.saturating_add(columns - 1));
                    sheet.push(Span { top, left, bottom, right });
                }
                left = left.saturating_add(number("table:number-columns-repeated="));
            }
            _ if tag.starts_with("/table:table-row>") => top = top.saturating_add(repeats),
            _ => {}
        }
    }
    sheets
}
