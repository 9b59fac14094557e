//! What is told of a ledger being imported, by its cell, in both languages: what was found and what would be right.

use super::grid::{Book, Sheet};
use super::names::Names;
use super::spellings::meant_number;
use super::units::Wrong;
use super::unknown::Unknown;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::locale::{Lang, Text};
use crate::scenario::Column;
use crate::scenario::ledger_text::{column_letters, shortened};
use crate::units::Month;
use serde::Serialize;

/// Where something is.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    file: &'a str,
    sheet: &'a str,
    cell: Option<(usize, usize)>,
    heading: &'a str,
}

impl<'a> Spot<'a> {
    /// A cell of `sheet`, by row and column from 0, with the heading above it.
    pub fn cell(book: &'a Book, sheet: &'a Sheet, (row, column): (usize, usize), heading: &'a str) -> Self {
        Self { cell: Some((row, column)), heading, ..Self::sheet(book, sheet) }
    }

    /// A whole sheet.
    pub fn sheet(book: &'a Book, sheet: &'a Sheet) -> Self {
        Self { file: &book.name, sheet: &sheet.name, cell: None, heading: "" }
    }
}

/// A problem with a cell, or with a whole sheet.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Stable name of the kind of problem.
    pub code: &'static str,
    /// The file.
    pub file: String,
    /// The sheet; empty for a text.
    pub sheet: String,
    /// The cell, for example `C12`; empty for a whole sheet.
    pub cell: String,
    /// Row in the sheet, from 1; 0 for a whole sheet.
    pub row: usize,
    /// Index of the sheet's column.
    pub column: Option<usize>,
    /// The heading above it.
    pub heading: String,
    /// What is wrong, with the value found.
    pub message: Text,
    /// What would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
}

impl Problem {
    /// The problem as the command line tells all findings.
    pub fn diagnostic(&self) -> Diagnostic {
        let cell = match (self.sheet.as_str(), self.cell.as_str()) {
            (sheet, "") => (!sheet.is_empty()).then(|| sheet.to_owned()),
            ("", cell) => Some(cell.to_owned()),
            (sheet, cell) => Some(format!("{sheet}!{cell}")),
        };
        let key = Some(self.heading.clone()).filter(|heading| !heading.is_empty());
        Diagnostic {
            severity: self.severity,
            code: self.code,
            place: Place { file: self.file.clone(), line: None, key, cell },
            message: self.message.clone(),
            hint: self.hint.clone(),
        }
    }
}

fn problem(severity: Severity, code: &'static str, spot: &Spot, zh: String, en: String) -> Problem {
    let Spot { file, sheet, cell, heading } = *spot;
    Problem {
        severity,
        code,
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        cell: cell.map_or(String::new(), |(row, column)| format!("{}{}", column_letters(column), row + 1)),
        row: cell.map_or(0, |(row, _)| row + 1),
        column: cell.map(|(_, column)| column),
        heading: heading.to_owned(),
        message: Text::new(zh, en),
        hint: None,
    }
}

fn error(code: &'static str, spot: &Spot, zh: impl Into<String>, en: impl Into<String>) -> Problem {
    problem(Severity::Error, code, spot, zh.into(), en.into())
}

fn warning(code: &'static str, spot: &Spot, zh: impl Into<String>, en: impl Into<String>) -> Problem {
    problem(Severity::Warning, code, spot, zh.into(), en.into())
}

impl Problem {
    fn hint(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.hint = Some(Text::new(zh, en));
        self
    }
}

/// A ledger's column in the words of both languages.
fn words(column: Column) -> (&'static str, &'static str) {
    (column.heading(Lang::Zh), column.heading(Lang::En))
}

pub fn empty(spot: &Spot) -> Problem {
    error("empty-sheet", spot, "表中没有内容", "there is nothing in the sheet")
}

pub fn no_headings(spot: &Spot) -> Problem {
    error(
        "no-headings",
        spot,
        "前 40 行中没有找到列名（编号、项目名称、措施、状态、完成时间……）",
        "no row of headings (id, name, measure, status, completion, …) is among the first 40 rows",
    )
    .hint("请另选一张表，或在列名中用这些名称", "choose another sheet, or head the columns like these")
}

pub fn no_rows(spot: &Spot) -> Problem {
    error("no-rows", spot, "列名以下没有项目", "there are no projects below the headings")
}

pub fn missing_column(spot: &Spot, column: Column) -> Problem {
    let (zh, en) = words(column);
    error("missing-column", spot, format!("没有认出“{zh}”列"), format!("no column is recognised as “{en}”"))
        .hint(
            format!("请为它选一列，或选一个统一的值；也可以把表格中的列名改为“{zh}”"),
            format!("choose a column for it, or one value for all rows, or head its column “{en}”"),
        )
}

pub fn twice(spot: &Spot, column: Column) -> Problem {
    let (zh, en) = words(column);
    error("duplicate-column", spot, format!("有两列都对应“{zh}”"), format!("two columns are taken as “{en}”"))
        .hint("只保留其中一列", "keep one of them")
}

pub fn other_rate(spot: &Spot, heading: &str) -> Problem {
    let shown = shortened(heading);
    error("other-rate", spot, format!("“{shown}”不是每年的量"), format!("“{shown}” is not an amount a year"))
        .hint(
            "减排量应为每年的量，如“吨/年”：请先换算",
            "reductions are amounts a year, like t/yr: convert them first",
        )
}

pub fn failed_formula(spot: &Spot, found: &str) -> Problem {
    if found.is_empty() {
        return error(
            "failed-formula",
            spot,
            "公式还没有算出结果",
            "the formula has not been worked out yet",
        )
        .hint(
            "在表格软件中打开文件，保存后再导入，或写数值",
            "open the file in a spreadsheet and save it, or write the value",
        );
    }
    error("failed-formula", spot, format!("公式出错：{found}"), format!("the formula failed: {found}"))
        .hint("在表格中改正公式，或写数值", "correct the formula in the spreadsheet, or write the value")
}

pub fn blank(spot: &Spot, column: Column) -> Problem {
    let found = error("empty-cell", spot, "这一格不能为空", "this cell must not be empty");
    match column {
        Column::Measure => found.hint("写措施的名称", "write the name of a measure"),
        Column::Status => found.hint("写“计划”“在建”或“完成”", "write planned, underway or complete"),
        _ => found.hint("写年月，如 2024-09", "write a month, like 2024-09"),
    }
}

pub fn made_id(spot: &Spot, first: &str) -> Problem {
    warning(
        "made-id",
        spot,
        format!("有的项目没有编号：已按顺序编为 {first} 等"),
        format!("some projects have no id: they get {first} and so on, in order"),
    )
}

/// Without a column of districts all projects are of the one that `title` names.
pub fn district_of_title(spot: &Spot, title: &str, district: &str) -> Problem {
    let title = shortened(title);
    warning(
        "district-of-title",
        spot,
        format!("没有“区”这一列：按“{title}”读作“{district}”"),
        format!("there is no column of districts: “{title}” is taken to mean {district}"),
    )
    .hint("如不是，请在下面为所有行另选区", "choose another district for all rows below if it is not")
}

/// `projects` have got new ids, the `first` and so on.
pub fn renumbered(spot: &Spot, projects: usize, first: &str) -> Problem {
    warning(
        "renumbered",
        spot,
        format!("现有台账已用这些序号：{projects} 个项目另编为 {first} 等"),
        match projects {
            1 => format!("the ledger that it is added to has this running number: the project gets the id {first}"),
            _ => format!(
                "the ledger that it is added to has these running numbers: {projects} projects get the ids {first} and so on"
            ),
        },
    )
    .hint(
        "如要保留原来的序号，请在前面加上区名，如“蔡甸-1”",
        "to keep them, put the district before them, like “Caidian-1”",
    )
}

pub fn duplicate_id(spot: &Spot, id: &str, first: usize) -> Problem {
    let id = shortened(id);
    error(
        "duplicate-id",
        spot,
        format!("编号“{id}”已在第 {first} 行用过"),
        format!("the id “{id}” is taken by row {first}"),
    )
    .hint("编号不能重复", "ids must be unique")
}

pub fn taken_id(spot: &Spot, id: &str) -> Problem {
    let id = shortened(id);
    error(
        "taken-id",
        spot,
        format!("现有台账中已有编号“{id}”"),
        format!("the ledger that it is added to has the id “{id}”"),
    )
    .hint(
        "换一个编号；如是同一个项目，请改为替换台账，或不导入这一行",
        "give it another; if it is the same project, replace the ledger or leave the row out",
    )
}

pub fn hidden_rows(spot: &Spot, rows: usize) -> Problem {
    warning(
        "hidden-rows",
        spot,
        format!("有 {rows} 个项目在隐藏（或被筛选掉）的行中，也已读入"),
        match rows {
            1 => "1 project is in a row that is hidden or filtered out: it is read, too".to_owned(),
            _ => format!("{rows} projects are in rows that are hidden or filtered out: they are read, too"),
        },
    )
    .hint(
        "如不需要，请取消“读入隐藏的行”（命令行：--without-hidden）",
        "if they are not wanted, switch them off (command line: --without-hidden)",
    )
}

pub fn hides_untold(spot: &Spot) -> Problem {
    warning(
        "hides-untold",
        spot,
        "这种格式（.xls、.xlsb）看不出哪些行、列是隐藏或被筛选掉的：有的话，也已读入",
        "files of this kind (.xls, .xlsb) don't tell which rows and columns are hidden or filtered out: if any are, they are read, too",
    )
    .hint(
        "如有隐藏的行，请先取消隐藏核对，或另存为“Excel 工作簿（.xlsx）”后再导入",
        "if there are any, show and check them, or save the file as an Excel workbook (.xlsx) and import that",
    )
}

pub fn hidden_columns(spot: &Spot, letters: &[String]) -> Problem {
    warning(
        "hidden-columns",
        spot,
        format!("隐藏的列也已读入：{}", letters.join("、")),
        format!("hidden columns are read, too: {}", letters.join(", ")),
    )
    .hint(
        "如不需要，请在“各列对应”中选“不导入”，或在表格中删去",
        "if they are not wanted, choose “Not imported” for them, or delete them in the file",
    )
}

pub fn too_long(spot: &Spot, most: usize) -> Problem {
    error("too-long", spot, format!("超过 {most} 个字"), format!("is longer than {most} characters"))
}

pub fn unknown_name(spot: &Spot, unknown: &Unknown, names: &Names) -> Problem {
    let shown = shortened(&unknown.value);
    let made = if unknown.column == Column::Measure.key() {
        error(
            "unknown-measure",
            spot,
            format!("情景中没有“{shown}”这项措施"),
            format!("the scenario has no measure “{shown}”"),
        )
    } else {
        error(
            "unknown-district",
            spot,
            format!("情景中没有“{shown}”"),
            format!("the scenario has no district “{shown}”"),
        )
    };
    match &unknown.suggestion {
        Some(name) => {
            let (zh, en) = (names.label(name, Lang::Zh), names.label(name, Lang::En));
            made.hint(format!("是否指“{zh}”？"), format!("is “{en}” meant?"))
        }
        None => made.hint(
            "请选择它对应什么，或改用情景中的名称",
            "choose what it stands for, or write a name of the scenario",
        ),
    }
}

pub fn unknown_status(spot: &Spot, found: &str) -> Problem {
    let shown = shortened(found);
    error(
        "unknown-status",
        spot,
        format!("“{shown}”不是项目状态"),
        format!("“{shown}” is no state of a project"),
    )
    .hint("应为“计划”“在建”或“完成”", "must be planned, underway or complete")
}

pub fn bad_month(spot: &Spot, found: &str) -> Problem {
    let shown = shortened(found);
    error("bad-month", spot, format!("“{shown}”不是年月"), format!("“{shown}” is no month"))
        .hint("写年月，如 2024-09 或 2024年9月", "write a month, like 2024-09 or 2024年9月")
}

pub fn assumed_month(spot: &Spot, found: &str, month: Month) -> Problem {
    let shown = shortened(found);
    warning(
        "assumed-month",
        spot,
        format!("“{shown}”按 {month} 读入"),
        format!("“{shown}” is read as {month}"),
    )
    .hint("如有出入，请写明年月，如 2024-10", "if that is wrong, write the month out, like 2024-10")
}

pub fn approximate(spot: &Spot, found: &str, number: &str) -> Problem {
    let shown = shortened(found);
    warning(
        "approximate",
        spot,
        format!("“{shown}”按 {number} 读入"),
        format!("“{shown}” is read as {number}"),
    )
}

/// `found` has no unit, nor has its column; `other` in the same column has.
pub fn no_unit(spot: &Spot, column: Column, found: &str, other: Option<&str>) -> Problem {
    let shown = shortened(found);
    let (zh, en, example) = match column {
        Column::Capital => ("元", "CNY (元)", "总投资（万元）"),
        _ => ("吨/年", "t/yr", "NOx减排量（千克/年）"),
    };
    let (mut says, mut tells) = (
        format!("这一列没有写单位，按{zh}读入：“{shown}”即 {shown} {zh}"),
        format!("the column has no unit and is read as {en}: “{shown}” is {shown} {en}"),
    );
    if let Some(other) = other.map(shortened) {
        says = format!("没有写单位的按{zh}读入：“{shown}”即 {shown} {zh}，而同列有“{other}”");
        tells = format!(
            "figures without a unit are read as {en}: “{shown}” is {shown} {en}, while the column has “{other}”, too"
        );
    }
    warning("no-unit", spot, says, tells).hint(
        format!("如不是{zh}，请在列名中写明单位，如“{example}”，或为这一列另选单位"),
        format!("if that is wrong, write the unit into the heading, like “{example}”, or choose another for the column"),
    )
}

/// A row of totals says `found`; its rows add up to `sum`.
pub fn total_differs(spot: &Spot, found: &str, sum: &str) -> Problem {
    let (shown, sum) = (shortened(found), shortened(sum));
    warning(
        "total-differs",
        spot,
        format!("合计行写的是 {shown}，各行之和是 {sum}"),
        format!("the row of totals says {shown}; its rows add up to {sum}"),
    )
    .hint(
        "核对合计，或补上缺少的行；计算只用各行，不用合计",
        "correct it, or add the rows that are missing; totals are not used, only rows are",
    )
}

pub fn merged_amount(spot: &Spot, found: &str) -> Problem {
    let shown = shortened(found);
    warning(
        "merged-amount",
        spot,
        format!("“{shown}”写在合并的单元格中，只计入第一行"),
        format!("“{shown}” is in merged cells: it counts for the first row only"),
    )
    .hint("请拆分单元格，逐项填写", "split the cells and fill in each row")
}

/// `heading` is the unit that the column's heading gives.
pub fn bad_amount(
    spot: &Spot,
    column: Column,
    (found, heading): (&str, &str),
    wrong: Wrong,
    basis: Option<&Text>,
) -> Problem {
    let shown = shortened(found);
    match wrong {
        Wrong::NotANumber => {
            let problem =
                error("bad-number", spot, format!("“{shown}”不是数字"), format!("“{shown}” is no number"));
            match meant_number(found) {
                Some(right) => problem.hint(
                    format!("用阿拉伯数字，小数点用“.”：是否应为 {}？", shortened(&right)),
                    format!("write it in digits, with a decimal point: should it be {}?", shortened(&right)),
                ),
                None => problem.hint(
                    "写一个数字，如 12.5；没有数据就留空",
                    "write one number, like 12.5; leave it empty without a figure",
                ),
            }
        }
        Wrong::Negative => {
            error("negative", spot, format!("“{shown}”小于零"), format!("“{shown}” is below zero"))
                .hint("应为零或正数", "must be zero or more")
        }
        Wrong::NotWhole => error(
            "not-whole",
            spot,
            format!("“{shown}”不是整月"),
            format!("“{shown}” is no whole number of months"),
        )
        .hint("写整数，如 3", "write a whole number, like 3"),
        Wrong::HeadingUnit => {
            let (unit, own) = (shortened(heading), basis.cloned().unwrap_or_default());
            error(
                "heading-unit",
                spot,
                format!("列名的单位是“{unit}”，而这项措施按“{}”计，“{shown}”无法换算", shortened(&own.zh)),
                format!(
                    "the heading's unit is “{unit}”, but this measure counts “{}”: “{shown}” can't be converted",
                    shortened(&own.en)
                ),
            )
            .hint(
                format!("在这一格写明单位，如“12{}”，或在“各列对应”中为这一列另选单位", shortened(&own.zh)),
                format!("write the unit into the cell, like “12 {}”, or choose another for the column", shortened(&own.en)),
            )
        }
        Wrong::Unit => {
            let unit = match column {
                Column::Declared(_) => Text::new("吨/年、万吨/年或千克/年", "t/yr, 万吨/年 or kg/yr"),
                Column::Capital => Text::new("元、万元或亿元", "CNY (元), 万元 or 亿元"),
                Column::RampMonths => Text::new("月", "months"),
                _ => basis.cloned().unwrap_or_else(|| Text::new("措施的单位", "the measure's unit")),
            };
            error("bad-unit", spot, format!("“{shown}”的单位不对"), format!("“{shown}” has another unit"))
                .hint(
                    format!("写一个数字，单位为{}", shortened(&unit.zh)),
                    format!("write one number in {}", shortened(&unit.en)),
                )
        }
    }
}
