//! From the bytes of a file to grids: XLSX, XLSM, XLSB, XLS, ODS by calamine; CSV, TSV and copied cells as text.

use super::grid::{Book, Sheet, Span, Value};
use super::{ods, untold};
use crate::diagnostic::{Diagnostic, Place};
use crate::locale::Text;
use crate::scenario::ledger_text::{rows, text_of, unclosed_quote_line};
use calamine::{Data, Dimensions, Ods, Reader, SheetVisible, Xls, Xlsb, Xlsx};
use std::io::Cursor;

/// No file may be larger: bytes.
const MOST_BYTES: usize = 64 << 20;
/// No sheet may reach further down: rows, a ledger's most and what stands around it.
const MOST_ROWS: usize = 210_000;
/// No cell further right is read: a ledger has sixteen columns, and whole sheets are sometimes formatted.
pub const MOST_COLUMNS: usize = 512;

type Bytes<'b> = Cursor<&'b [u8]>;

/// The workbook or text `bytes` of the file `name`; what is wrong with it when it can't be read.
pub fn open(name: &str, bytes: &[u8]) -> Result<Book, Box<Diagnostic>> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large(name).into());
    }
    guarded(|| sheets(name, bytes)).unwrap_or_else(|| Err(broken(name, "").into()))
}

/// What `read` gives; `None` when it panics, as libraries may on files made to break them. In the browser the whole
/// module ends then, and the page starts it anew.
fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).ok()
}

fn sheets(name: &str, bytes: &[u8]) -> Result<Book, Box<Diagnostic>> {
    let is_text = !bytes.starts_with(b"PK") && !bytes.starts_with(b"\xd0\xcf\x11\xe0");
    let sheets = if is_text {
        vec![text(name, bytes)?]
    } else {
        let cursor = Cursor::new(bytes);
        if bytes.starts_with(b"\xd0") {
            xls(Xls::new(cursor).map_err(|error| broken(name, &error.to_string()))?, name)?
        } else {
            match Xlsx::new(cursor.clone()) {
                Ok(book) => {
                    let mut sheets = xlsx(book, name)?;
                    untold::mark(bytes, &mut sheets);
                    sheets
                }
                Err(error) => match (Ods::new(cursor.clone()), Xlsb::new(cursor)) {
                    (Ok(mut book), _) => {
                        let mut sheets = plain(&mut book, name)?;
                        ods::complete(bytes, &mut sheets);
                        sheets
                    }
                    (_, Ok(mut book)) => {
                        let mut sheets = plain(&mut book, name)?;
                        for sheet in &mut sheets {
                            sheet.hides_untold = true;
                        }
                        sheets
                    }
                    _ => return Err(broken(name, &error.to_string()).into()),
                },
            }
        }
    };
    Ok(Book { name: name.to_owned(), sheets, is_text })
}

/// The cells of an XLSX file one by one: a sheet with a single cell far out needs no room for all between.
fn xlsx(mut book: Xlsx<Bytes>, file: &str) -> Result<Vec<Sheet>, Box<Diagnostic>> {
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        let mut sheet = named(&meta);
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        sheet.merged = merged.iter().map(span).collect();
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) else { continue }; // a sheet of a chart
        while let Some(cell) = cells.next_cell().map_err(|error| broken(file, &error.to_string()))? {
            put(&mut sheet, cell.get_position(), &Data::from(cell.get_value().clone()), file)?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn xls(mut book: Xls<Bytes>, file: &str) -> Result<Vec<Sheet>, Box<Diagnostic>> {
    let names = book.sheet_names();
    let merged: Vec<_> =
        names.iter().map(|name| book.merge_cells_by_sheet_name(name).unwrap_or_default()).collect();
    let mut sheets = plain(&mut book, file)?;
    for sheet in &mut sheets {
        sheet.hides_untold = true;
        let spans = names.iter().position(|name| *name == sheet.name).map(|at| &merged[at]);
        sheet.merged = spans.into_iter().flatten().map(span).collect();
    }
    Ok(sheets)
}

/// The cells of a workbook of any kind; what is merged is not told.
fn plain<'b, R: Reader<Bytes<'b>>>(book: &mut R, file: &str) -> Result<Vec<Sheet>, Box<Diagnostic>>
where
    R::Error: std::fmt::Display,
{
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        let mut sheet = named(&meta);
        let Ok(range) = book.worksheet_range(&sheet.name) else { continue }; // a sheet of a chart
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            put(&mut sheet, (top + row as u32, left + column as u32), value, file)?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn text(file: &str, bytes: &[u8]) -> Result<Sheet, Box<Diagnostic>> {
    let text = text_of(bytes).ok_or_else(|| no_text(file))?;
    if let Some(line) = unclosed_quote_line(&text) {
        return Err(unclosed_quote(file, line).into());
    }
    let mut sheet = Sheet::default();
    for (record, row) in rows(&text) {
        if row > MOST_ROWS {
            return Err(too_large(file).into());
        }
        for (column, cell) in record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            if column < MOST_COLUMNS {
                sheet.put(row - 1, column, Value::Text(cell.replace("\r\n", "\n")));
            }
        }
    }
    Ok(sheet)
}

fn named(meta: &calamine::Sheet) -> Sheet {
    Sheet { name: meta.name.clone(), hidden: meta.visible != SheetVisible::Visible, ..Sheet::default() }
}

fn span(merged: &Dimensions) -> Span {
    let (top, left) = merged.start;
    let (bottom, right) = merged.end;
    Span { top: top as usize, left: left as usize, bottom: bottom as usize, right: right as usize }
}

fn put(sheet: &mut Sheet, (row, column): (u32, u32), data: &Data, file: &str) -> Result<(), Box<Diagnostic>> {
    let (row, column) = (row as usize, column as usize);
    let value = value(data);
    if value.is_blank() || column >= MOST_COLUMNS {
        return Ok(());
    }
    if row >= MOST_ROWS {
        return Err(too_large(file).into());
    }
    sheet.put(row, column, value);
    Ok(())
}

fn value(data: &Data) -> Value {
    match data {
        Data::Empty => Value::Empty,
        Data::Int(number) => Value::Number(*number as f64),
        Data::Float(number) => Value::Number(*number),
        Data::String(text) => Value::Text(text.replace("\r\n", "\n")),
        Data::Bool(truth) => Value::Text(if *truth { "TRUE" } else { "FALSE" }.to_owned()),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Value::Date(format!("{year}-{month:02}-{day:02}"))
        }
        Data::DateTime(length) => Value::Number(length.as_f64()),
        Data::DateTimeIso(date) => Value::Date(date.split('T').next().unwrap_or(date).to_owned()),
        Data::DurationIso(length) => Value::Text(length.clone()),
        Data::Error(error) => Value::Failed(error.to_string()),
    }
}

fn error(code: &'static str, file: &str, zh: String, en: String) -> Diagnostic {
    Diagnostic::error(code, Place::file(file), Text::new(zh, en))
}

fn broken(file: &str, why: &str) -> Diagnostic {
    let found = error(
        "broken-workbook",
        file,
        "文件已损坏、不完整或设有密码，无法读取".to_owned(),
        "the file is damaged, incomplete or protected by a password: it can't be read".to_owned(),
    );
    let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
    let hint = Text::new(
        format!("请在表格软件中打开，另存为“Excel 工作簿（.xlsx）”后再试{why}"),
        format!("open it in a spreadsheet program and save it as an Excel workbook (.xlsx){why}"),
    );
    found.with_hint(hint)
}

fn no_text(file: &str) -> Diagnostic {
    error(
        "unknown-encoding",
        file,
        "不是工作簿，也不是 UTF-8、UTF-16 或 GB 18030 编码的文本".to_owned(),
        "is neither a workbook nor text in UTF-8, UTF-16 or GB 18030".to_owned(),
    )
}

fn unclosed_quote(file: &str, line: usize) -> Diagnostic {
    error(
        "unclosed-quote",
        file,
        format!("第 {line} 行的一个英文引号没有配对，其后的内容无法分格：删去它，或补上另一半"),
        format!("a quotation mark on line {line} is never closed: remove it or close it"),
    )
}

fn too_large(file: &str) -> Diagnostic {
    error(
        "file-too-large",
        file,
        format!("文件过大：最多 {} MiB、{MOST_ROWS} 行", MOST_BYTES >> 20),
        format!("the file is too large: at most {} MiB and {MOST_ROWS} rows", MOST_BYTES >> 20),
    )
}
