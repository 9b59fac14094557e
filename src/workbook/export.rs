//! A ledger as a workbook that is easy to fill in, and an empty one: what comes out goes in again unchanged.

use super::canonical::{self, Row};
use super::guide::{self, about};
use super::known::Known;
use super::names::Names;
use super::spellings::month_of;
use crate::locale::Lang;
use crate::scenario::Column;
use crate::scenario::ledger_text::number;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

/// Rows of a template that have drop-downs.
const ROWS_TO_FILL: u32 = 5000;
const HEAD: Color = Color::RGB(0x00E8_EEF4);
const NEEDED: Color = Color::RGB(0x00D3_E3F2);

/// The ledger `csv`, in the product's format, as an XLSX workbook in `lang`.
pub fn ledger(csv: &str, known: &Known, lang: Lang) -> Result<Vec<u8>, String> {
    let rows = canonical::rows(csv);
    workbook(&rows, &canonical::columns(&rows), known, lang).map_err(|error| error.to_string())
}

/// An empty ledger to be filled in, as an XLSX workbook in `lang`.
pub fn template(known: &Known, lang: Lang) -> Result<Vec<u8>, String> {
    workbook(&[], &Column::all().collect::<Vec<_>>(), known, lang).map_err(|error| error.to_string())
}

fn workbook(rows: &[Row], columns: &[Column], known: &Known, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same ledger gives the same file.
    let written = ExcelDateTime::from_ymd(2024, 1, 1)?;
    let title = lang.pick("减排推演 项目台账", "Jianpai project ledger");
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&written));
    let lists = lang.pick("措施与单位", "Measures");
    let last = (rows.len() as u32).max(1) + ROWS_TO_FILL;
    let sheet = book.add_worksheet().set_name(lang.pick("台账", "Ledger"))?;
    headings(sheet, columns, lang)?;
    let names = Names::of(known);
    for (row, at) in rows.iter().zip(1..) {
        for (column, place) in columns.iter().zip(0..) {
            cell(sheet, at, place, *column, row.get(*column), &names, lang)?;
        }
    }
    for (column, place) in columns.iter().zip(0..) {
        if let Some(rule) = rule(*column, known, lists, lang)? {
            sheet.add_data_validation(1, place, last, place, &rule)?;
        }
    }
    sheet.autofilter(0, 0, rows.len() as u32, columns.len().saturating_sub(1) as u16)?;
    instructions(book.add_worksheet().set_name(lang.pick("填写说明", "How to fill in"))?, known, lang)?;
    choices(book.add_worksheet().set_name(lists)?, known, lang)?;
    book.save_to_buffer()
}

fn headings(sheet: &mut Worksheet, columns: &[Column], lang: Lang) -> Result<(), XlsxError> {
    let month = Format::new().set_num_format("yyyy-mm");
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    on_paper(sheet.set_row_height(0, 36)?.set_freeze_panes(1, 2)?).set_repeat_rows(0, 0)?;
    for (column, place) in columns.iter().zip(0..) {
        let about = about(*column);
        sheet.write_with_format(
            0,
            place,
            column.heading(lang),
            &head(if about.needed { NEEDED } else { HEAD }),
        )?;
        let note =
            Note::new(lang.pick(about.zh, about.en)).add_author_prefix(false).set_width(220).set_height(70);
        sheet.insert_note(0, place, &note)?;
        let width = match column {
            Column::Name => 38,
            Column::Measure => 30,
            Column::Note => 28,
            Column::Id | Column::Declared(_) | Column::Capital => 14,
            _ => 11,
        };
        sheet.set_column_width(place, width)?;
        match column {
            Column::Started | Column::Completion => sheet.set_column_format(place, &month)?,
            Column::Name | Column::Note => sheet.set_column_format(place, &wrapped)?,
            _ => sheet,
        };
    }
    Ok(())
}

/// On paper all columns are side by side: A4 across, one page wide, as many as it takes down.
fn on_paper(sheet: &mut Worksheet) -> &mut Worksheet {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0)
}

fn head(color: Color) -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(color)
        .set_border_bottom(FormatBorder::Thin)
}

/// A cell as a spreadsheet has it: months as dates, amounts as numbers, names in the reader's language. What can't be
/// read stays a text.
fn cell(
    sheet: &mut Worksheet,
    row: u32,
    place: u16,
    column: Column,
    text: &str,
    names: &Names,
    lang: Lang,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    match column {
        Column::Started | Column::Completion => {
            if let Some((month, false)) = month_of(text, false)
                && let Ok(date) = ExcelDateTime::from_ymd(month.year() as u16, month.month() as u8, 1)
            {
                sheet.write_with_format(row, place, &date, &Format::new().set_num_format("yyyy-mm"))?;
                return Ok(());
            }
        }
        Column::Quantity | Column::RampMonths | Column::Declared(_) | Column::Capital => {
            if let Some(number) = number(text).filter(|number| number.is_finite()) {
                sheet.write_number(row, place, number)?;
                return Ok(());
            }
        }
        Column::Measure => {
            let id = names.measure(text).unwrap_or(text);
            sheet.write_string(row, place, names.label(id, lang))?;
            return Ok(());
        }
        Column::Status => {
            sheet.write_string(row, place, status(text, lang))?;
            return Ok(());
        }
        _ => {}
    }
    sheet.write_string(row, place, text)?;
    Ok(())
}

const STATES: [(&str, &str); 3] = [("planned", "计划"), ("underway", "在建"), ("complete", "完成")];

fn status(text: &str, lang: Lang) -> &str {
    let known = STATES.iter().find(|(en, zh)| *en == text || *zh == text);
    known.map_or(text, |(en, zh)| lang.pick(zh, en))
}

/// What may be entered below a heading.
fn rule(column: Column, known: &Known, lists: &str, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    let of_list = |letter: char, length: usize| {
        let range = Formula::new(format!("='{lists}'!${letter}$2:${letter}${}", length + 1));
        (length > 0).then(|| DataValidation::new().allow_list_formula(range))
    };
    let about = about(column);
    let (rule, style) = match column {
        Column::Measure => (of_list('A', known.measures.len()), DataValidationErrorStyle::Stop),
        Column::District => (of_list('F', known.districts.len()), DataValidationErrorStyle::Warning),
        Column::Status => (of_list('E', STATES.len()), DataValidationErrorStyle::Stop),
        Column::Started | Column::Completion => {
            let dates = DataValidationRule::Between(
                ExcelDateTime::from_ymd(1990, 1, 1)?,
                ExcelDateTime::from_ymd(2100, 12, 31)?,
            );
            (Some(DataValidation::new().allow_date(dates)), DataValidationErrorStyle::Warning)
        }
        Column::Quantity | Column::RampMonths | Column::Declared(_) | Column::Capital => {
            let positive = DataValidationRule::GreaterThanOrEqualTo(0.0);
            (Some(DataValidation::new().allow_decimal_number(positive)), DataValidationErrorStyle::Stop)
        }
        _ => (None, DataValidationErrorStyle::Stop),
    };
    let message = |rule: DataValidation| -> Result<DataValidation, XlsxError> {
        rule.set_error_style(style)
            .set_error_title(lang.pick("请核对", "Please check"))?
            .set_error_message(lang.pick(about.zh, about.en))
    };
    rule.map(message).transpose()
}

/// How to fill the ledger in, in both languages, the reader's first.
fn instructions(sheet: &mut Worksheet, known: &Known, lang: Lang) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_font_size(14);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    on_paper(sheet).set_column_width(0, 26)?.set_column_width(1, 24)?;
    sheet.set_column_width(2, 46)?.set_column_width(3, 58)?.set_column_width(4, 28)?;
    let title =
        (format!("填写说明：{}", known.name.zh), format!("How to fill in the ledger: {}", known.name.en));
    sheet.write_with_format(0, 0, lang.pick(&title.0, &title.1), &bold)?;
    sheet.write(1, 0, lang.pick(&title.1, &title.0))?;
    let mut row = 2;
    if known.illustrative {
        let (zh, en) =
            ("台账为示例数据，不作为考核依据。", "The ledger is an example, not a basis for assessment.");
        sheet.write_with_format(row, 0, format!("{} / {}", lang.pick(zh, en), lang.pick(en, zh)), &bold)?;
        row += 1;
    }
    for (zh, en) in guide::LINES {
        row += 1;
        sheet.write(row, 0, lang.pick(zh, en))?;
        row += 1;
        sheet.write(row, 0, lang.pick(en, zh))?;
    }
    row += 2;
    for (text, place) in
        ["中文列名", "English heading", "填写内容", "What it holds", "示例 / Example"].iter().zip(0..)
    {
        sheet.write_with_format(row, place, *text, &head(HEAD))?;
    }
    for column in Column::all() {
        row += 1;
        let about = about(column);
        if about.en.len() > 60 {
            sheet.set_row_height(row, 32)?;
        }
        let must = if about.needed { " *" } else { "" };
        sheet.write_with_format(row, 0, format!("{}{must}", column.heading(Lang::Zh)), &wrap)?;
        sheet.write_with_format(row, 1, column.heading(Lang::En), &wrap)?;
        sheet.write_with_format(row, 2, about.zh, &wrap)?;
        sheet.write_with_format(row, 3, about.en, &wrap)?;
        let measure = known.measures.first().map_or("", |measure| measure.name.in_lang(lang));
        let example = if column == Column::Measure { measure } else { about.example };
        sheet.write_with_format(row, 4, example, &wrap)?;
    }
    sheet.write(row + 1, 0, "* 必填 / must be filled in")?;
    Ok(())
}

/// What the drop-downs offer, and the unit of each measure's quantities.
fn choices(sheet: &mut Worksheet, known: &Known, lang: Lang) -> Result<(), XlsxError> {
    let heads = [
        ("措施", "Measure"),
        ("编号", "Id"),
        ("数量的单位", "Unit of quantities"),
        ("", ""),
        ("状态", "Status"),
        ("区", "District"),
    ];
    for ((zh, en), place) in heads.iter().zip(0..) {
        if !zh.is_empty() {
            sheet.write_with_format(0, place, lang.pick(zh, en), &head(HEAD))?;
        }
    }
    on_paper(sheet).set_repeat_rows(0, 0)?;
    sheet.set_column_width(0, 38)?.set_column_width(1, 26)?.set_column_width(2, 20)?;
    let names = Names::of(known);
    for (measure, row) in known.measures.iter().zip(1..) {
        sheet.write(row, 0, names.label(&measure.id, lang))?;
        sheet.write(row, 1, measure.id.as_str())?;
        sheet.write(row, 2, measure.basis_unit.in_lang(lang))?;
    }
    for ((en, zh), row) in STATES.iter().zip(1..) {
        sheet.write(row, 4, lang.pick(zh, en))?;
    }
    for (district, row) in known.districts.iter().zip(1..) {
        sheet.write(row, 5, district.in_lang(lang))?;
    }
    Ok(())
}
