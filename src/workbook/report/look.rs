//! How the sheets look, and how cells are written.

use crate::locale::Lang;
use crate::units::{Month, Pollutant};
use rust_xlsxwriter::utility::row_col_to_cell_absolute;
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError,
};

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Tonnes: whole from 1,000 on, else two decimals.
    Tonnes,
    /// CNY.
    Money,
    /// A share, shown in per cent.
    Share,
    /// A chance: none that was drawn is certain.
    Chance,
    /// Percentage points, with their sign.
    Points,
    /// As it is.
    Plain,
    /// A difference that should be nothing.
    Check,
}

/// Formats of the workbook.
#[derive(Debug)]
pub struct Look {
    /// The reader's language.
    pub lang: Lang,
    /// A sheet's title.
    pub title: Format,
    /// What is said below it.
    pub note: Format,
    /// What must not be overlooked.
    pub caution: Format,
    /// A column's heading.
    pub head: Format,
    /// A text.
    pub text: Format,
    /// A text in a row of sums.
    pub sum_text: Format,
    font: &'static str,
}

const HEAD: Color = Color::RGB(0x00E8_EEF4);
const SUM: Color = Color::RGB(0x00F4_F5F6);
const CAUTION: Color = Color::RGB(0x00A8_321A);
const SOFT: Color = Color::RGB(0x005B_626A);

/// The row of headings of every sheet but the cover: titles and notes stand above it.
pub const HEADS: u32 = 3;
/// The first row below them.
pub const FIRST: u32 = HEADS + 1;

impl Look {
    /// The look in `lang`, in a face that has its signs.
    pub fn new(lang: Lang) -> Self {
        let font = lang.pick("Microsoft YaHei", "Arial");
        let base =
            || Format::new().set_font_name(font).set_font_size(10).set_align(FormatAlign::VerticalCenter);
        let head = base()
            .set_bold()
            .set_text_wrap()
            .set_background_color(HEAD)
            .set_border_bottom(FormatBorder::Thin);
        Self {
            lang,
            title: base().set_bold().set_font_size(14),
            note: base().set_font_color(SOFT),
            caution: base().set_bold().set_font_color(CAUTION),
            head,
            text: base().set_text_wrap(),
            sum_text: base().set_bold().set_background_color(SUM).set_border_top(FormatBorder::Thin),
            font,
        }
    }

    /// The format of a number; of a sum when `sum`.
    pub fn number(&self, kind: Kind, sum: bool) -> Format {
        let code = match kind {
            Kind::Tonnes => "[>=1000]#,##0;[<=-1000]-#,##0;#,##0.00",
            Kind::Money => "#,##0",
            Kind::Share => "0.0%",
            Kind::Chance => self.lang.pick(
                "[>=0.995]\"99%以上\";[<0.005]\"不足1%\";0%",
                "[>=0.995]\"above 99%\";[<0.005]\"below 1%\";0%",
            ),
            Kind::Points => "+0.0;-0.0;0.0",
            Kind::Plain => "General",
            Kind::Check => "0.000000",
        };
        let format = Format::new()
            .set_font_name(self.font)
            .set_font_size(10)
            .set_align(FormatAlign::VerticalCenter)
            .set_num_format(code);
        let format = if kind == Kind::Check { format.set_font_color(SOFT) } else { format };
        if sum {
            format.set_bold().set_background_color(SUM).set_border_top(FormatBorder::Thin)
        } else {
            format
        }
    }

    /// The format of a month.
    pub fn month(&self) -> Format {
        self.number(Kind::Plain, false).set_num_format("yyyy-mm").set_align(FormatAlign::Left)
    }
}

/// A sheet being written.
pub struct Page<'a> {
    /// The sheet itself.
    pub sheet: &'a mut Worksheet,
    /// Its look.
    pub look: &'a Look,
}

impl<'a> Page<'a> {
    /// A sheet with its title, a note, headings with their widths in characters, all of them frozen together with the
    /// first `kept` columns.
    pub fn new(
        sheet: &'a mut Worksheet,
        look: &'a Look,
        title: &str,
        note: &str,
        heads: &[(String, f64)],
        kept: u16,
    ) -> Result<Self, XlsxError> {
        sheet.write_string_with_format(0, 0, title, &look.title)?;
        sheet.write_string_with_format(1, 0, note, &look.note)?;
        sheet.set_row_height(0, 24)?.set_row_height(HEADS, 48)?.set_freeze_panes(FIRST, kept)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(HEADS, HEADS)?;
        for ((head, width), column) in heads.iter().zip(0..) {
            let align = if column == 0 { FormatAlign::Left } else { FormatAlign::Center };
            sheet.write_string_with_format(HEADS, column, head, &look.head.clone().set_align(align))?;
            sheet.set_column_width(column, *width)?;
        }
        Ok(Self { sheet, look })
    }

    /// Writes a text.
    pub fn text(&mut self, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(row, column, text, &self.look.text).map(drop)
    }

    /// Writes a text that may be long into a column `width` characters wide, and makes room for it.
    pub fn long_text(&mut self, row: u32, column: u16, text: &str, width: f64) -> Result<(), XlsxError> {
        let signs: usize = text.chars().map(|sign| if sign > '\u{2e80}' { 2 } else { 1 }).sum();
        let lines = (signs as f64 * 1.1 / width).ceil().max(1.0);
        self.sheet.set_row_height(row, 15.0 * lines)?;
        self.text(row, column, text)
    }

    /// Writes a month, as the date of its first day.
    pub fn month(&mut self, row: u32, column: u16, month: Month) -> Result<(), XlsxError> {
        let date = date_of(month)?;
        self.sheet.write_datetime_with_format(row, column, &date, &self.look.month()).map(drop)
    }

    /// Writes a number.
    pub fn number(&mut self, row: u32, column: u16, value: f64, kind: Kind) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(row, column, value, &self.look.number(kind, false)).map(drop)
    }

    /// Writes a formula with what it comes to; a `sum` stands out.
    pub fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        value: f64,
        kind: Kind,
        sum: bool,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(formula).set_result(value.to_string());
        self.sheet.write_formula_with_format(row, column, formula, &self.look.number(kind, sum)).map(drop)
    }
}

/// The first day of a month as a spreadsheet has it.
pub fn date_of(month: Month) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(month.year() as u16, month.month() as u8, 1)
}

/// A cell of another sheet, in a formula.
pub fn cell_of(sheet: &str, row: u32, column: u16) -> String {
    format!("'{sheet}'!{}", row_col_to_cell_absolute(row, column))
}

/// The colour of a pollutant in charts.
pub fn colour(p: Pollutant) -> Color {
    Color::RGB(match p {
        Pollutant::Nox => 0x00C8_5000,
        Pollutant::Vocs => 0x00AA_5082,
        Pollutant::Cod => 0x0000_64A5,
        Pollutant::Nh3n => 0x0000_7D5A,
        Pollutant::Tp => 0x00A0_6900,
    })
}

/// What a note says of its figure, without the grade that it begins with.
pub fn without_grade(text: &str) -> &str {
    ["[A]", "[B]", "[C]"].iter().find_map(|grade| text.strip_prefix(grade)).unwrap_or(text).trim_start()
}

/// Of what is not official: nothing where all is.
pub fn caution(outline: &crate::results::Outline, lang: Lang) -> &'static str {
    let estimates = outline.targets.values().any(|target| target.estimate);
    match (estimates, outline.illustrative) {
        (true, true) => lang.pick(
            "目标值为估算，台账为示例数据，不作为考核依据。",
            "Estimated targets and an example ledger: not a basis for assessment.",
        ),
        (true, false) => {
            lang.pick("目标值为估算，不作为考核依据。", "Estimated targets: not a basis for assessment.")
        }
        (false, true) => {
            lang.pick("台账为示例数据，不作为考核依据。", "An example ledger: not a basis for assessment.")
        }
        (false, false) => "",
    }
}
