//! The rows and columns of a ledger.

use super::{Spot, Type, error, hint, names_hint, shortened, warning, with};
use crate::diagnostic::Diagnostic;
use crate::units::Month;

/// A ledger has nothing in it.
pub fn empty_ledger(spot: &Spot) -> Diagnostic {
    error("empty-ledger", spot, "台账是空的", "the ledger is empty").with_hint(hint(
        "第一行写列名：编号,项目名称,区,措施,状态,完成时间,数量",
        "the first row has the column names: id,name,district,measure,status,completion,quantity",
    ))
}

/// The first row has no column name at all.
pub fn no_headings(spot: &Spot, found: Option<&str>) -> Diagnostic {
    let found = shortened(found.unwrap_or("").trim());
    error(
        "no-headings",
        spot,
        format!("第一行不是列名（第一格是“{found}”）"),
        format!("the first row does not have the column names (its first cell is “{found}”)"),
    )
    .with_hint(hint(
        "删去表格标题等行，使第一行为：编号,项目名称,区,措施,状态,完成时间,数量",
        "remove titles above the table, so that the first row is: id,name,district,measure,status,completion,quantity",
    ))
}

/// A column's heading is not known.
pub fn unknown_column<'a>(spot: &Spot, found: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let shown = shortened(found);
    let message = error(
        "unknown-column",
        spot,
        format!("没有“{shown}”这一列"),
        format!("there is no column “{shown}”"),
    );
    with(message, names_hint(found, known))
}

/// Two columns have one heading.
pub fn duplicate_column(spot: &Spot, found: &str) -> Diagnostic {
    let found = shortened(found);
    error(
        "duplicate-column",
        spot,
        format!("“{found}”这一列出现了两次"),
        format!("the column “{found}” is there twice"),
    )
}

/// A column without which rows say nothing is missing.
pub fn missing_column(spot: &Spot, zh: &str, en: &str) -> Diagnostic {
    error(
        "missing-column",
        spot,
        format!("缺少“{zh}”（{en}）列"),
        format!("the column “{en}” ({zh}) is missing"),
    )
}

/// A quotation mark opens that nothing closes.
pub fn unclosed_quote(spot: &Spot) -> Diagnostic {
    error(
        "unclosed-quote",
        spot,
        "这一行的一个英文引号没有配对，其后的内容无法分格",
        "a quotation mark on this line is never closed, so what follows can't be told apart",
    )
    .with_hint(hint(
        "删去它，或补上另一半；单元格内的引号写两遍（\"\"）",
        "remove it or close it; within a cell a quotation mark is written twice (\"\")",
    ))
}

/// There are more rows than are read.
pub fn too_many_rows(spot: &Spot, most: usize) -> Diagnostic {
    error(
        "too-many-rows",
        spot,
        format!("台账超过 {most} 行"),
        format!("the ledger has more than {most} rows"),
    )
}

/// A cell has no heading above it.
pub fn cell_without_heading(spot: &Spot, found: &str) -> Diagnostic {
    let found = shortened(found.trim());
    error(
        "cell-without-heading",
        spot,
        format!("“{found}”这一格没有列名"),
        format!("the cell “{found}” has no heading above it"),
    )
    .with_hint(hint(
        "含逗号的单元格（如 1,234）要加英文引号：\"1,234\"",
        "a cell with a comma in it, like 1,234, goes in quotation marks: \"1,234\"",
    ))
}

/// A cell that must be filled is empty.
pub fn empty_cell(spot: &Spot) -> Diagnostic {
    error("empty-cell", spot, "这一格不能为空", "this cell must not be empty")
}

/// A cell can't be read as what its column holds.
pub fn bad_cell(spot: &Spot, wanted: Type, found: &str) -> Diagnostic {
    let shown = shortened(found);
    let (zh, en) = match wanted {
        Type::WholeNumber => ("整数，如 3", "a whole number, like 3"),
        Type::Month => {
            ("年月，如 2024-09、2024/9 或 2024年9月", "a month, like 2024-09, 2024/9 or 2024年9月")
        }
        _ => ("数字，如 12.5", "a number, like 12.5"),
    };
    let code = if wanted == Type::Month { "bad-month" } else { "wrong-type" };
    let message =
        error(code, spot, format!("写的是“{shown}”；应为{zh}"), format!("is “{shown}”; must be {en}"));
    if wanted == Type::Month {
        return message;
    }
    if !found.contains(|c: char| c.is_numeric()) {
        return message.with_hint(hint("没有数据就留空", "leave the cell empty when there is no figure"));
    }
    message.with_hint(hint(
        "只写数字，不写单位；小数点用“.”，千位分隔用“,”",
        "the number alone, without its unit; “.” before decimals, “,” between thousands",
    ))
}

/// A spreadsheet shows the number 2024.10 as 2024.1.
pub fn january_or_october(spot: &Spot, found: &str, month: Month) -> Diagnostic {
    let (found, october) = (shortened(found), month.plus(9));
    warning(
        "january-or-october",
        spot,
        format!("“{found}”按 {month} 读入；表格软件会把 10 月的“.10”显示成“.1”"),
        format!("“{found}” is read as {month}; spreadsheets turn the “.10” of October into “.1”"),
    )
    .with_hint(hint(format!("如果是 10 月，请写 {october}"), format!("if October is meant, write {october}")))
}
