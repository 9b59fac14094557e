//! Files and what they name.

use super::{Spot, error, hint, number, shortened};
use crate::diagnostic::Diagnostic;

/// A path leads out of the scenario's folder.
pub fn outside_folder(spot: &Spot, name: &str) -> Diagnostic {
    let name = shortened(name);
    error(
        "path-outside",
        spot,
        format!("“{name}”不是情景所在文件夹（或其下级）里的文件名"),
        format!("“{name}” is not the name of a file in the scenario's own folder or below it"),
    )
    .with_hint(hint(
        "把文件放到情景旁边，只写文件名，如 projects.csv 或 data/projects.csv",
        "put the file beside the scenario and write its name only: projects.csv, or data/projects.csv",
    ))
}

/// A named file is not there.
pub fn no_such_file(spot: &Spot, name: &str) -> Diagnostic {
    let name = shortened(name);
    error("no-such-file", spot, format!("找不到文件“{name}”"), format!("there is no file “{name}”"))
}

/// A file is larger than is read.
pub fn file_too_large(spot: &Spot, bytes: usize, most: usize) -> Diagnostic {
    let (found, most) = (number((bytes as f64 / 1_048_576.0 * 10.0).ceil() / 10.0), most >> 20);
    let message = error(
        "file-too-large",
        spot,
        format!("文件有 {found} MiB，超过上限 {most} MiB"),
        format!("the file has {found} MiB; at most {most} MiB are read"),
    );
    if most < 64 {
        return message.with_hint(hint(
            "项目请放在 CSV 台账里，用 [ledger] file = \"…\" 引用",
            "keep the projects in a CSV ledger and name it by [ledger] file = \"…\"",
        ));
    }
    message
}

/// A TOML file is not UTF-8.
pub fn not_utf8(spot: &Spot) -> Diagnostic {
    error("not-utf8", spot, "这一行不是 UTF-8 编码", "this line is not UTF-8")
        .with_hint(hint("用编辑器把文件另存为 UTF-8", "save the file as UTF-8 in your editor"))
}

/// A ledger is a workbook, which is read elsewhere.
pub fn is_workbook(spot: &Spot) -> Diagnostic {
    error("ledger-is-workbook", spot, "台账是工作簿（Excel、ODS），不是文本", "the ledger is a workbook, not text").with_hint(
        hint(
            "命令行可直接读取；在页面上请先打开台账为 CSV 的情景，再把工作簿拖到页面上导入",
            "the command line reads it as it is; on the page open the scenario with a CSV, then drop the workbook on it",
        ),
    )
}

/// A ledger is in no encoding that is read.
pub fn unknown_encoding(spot: &Spot) -> Diagnostic {
    error(
        "unknown-encoding",
        spot,
        "台账既不是 UTF-8，也不是 GB 18030（GBK）编码的文本",
        "the ledger is neither UTF-8 nor GB 18030 (GBK) text",
    )
    .with_hint(hint(
        "在 Excel 中“另存为”，选“CSV UTF-8（逗号分隔）”",
        "in Excel choose “Save as”, “CSV UTF-8 (comma delimited)”",
    ))
}

/// A file's `base` leads back to it.
pub fn circular_base(spot: &Spot, name: &str) -> Diagnostic {
    let name = shortened(name);
    error(
        "circular-base",
        spot,
        format!("“{name}”又以本文件为基础，形成循环"),
        format!("“{name}” is itself based on this file: they go round in a circle"),
    )
    .with_hint(hint(
        "base 应指向一个完整情景（没有 base 的文件）",
        "base should lead to a whole scenario, a file without base",
    ))
}

/// The format's version is not 1.
pub fn unknown_format(spot: &Spot, found: i64) -> Diagnostic {
    error(
        "unknown-format",
        spot,
        format!("格式版本为 {found}；本程序只读版本 1"),
        format!("is version {found} of the format; this program reads version 1"),
    )
}

/// A key belongs in the base, not in a variant.
pub fn not_in_variant(spot: &Spot) -> Diagnostic {
    error(
        "not-in-variant",
        spot,
        "变体（有 base 的文件）不能更改这一项",
        "a variant (a file with base) can't change this",
    )
    .with_hint(hint(
        "写到 base 指向的文件里；变体只能有 id、name、description、only_status、[[lever]]、[[plan.target]] 和 [uncertainty.status.*]",
        "write it in the file that base names; a variant has id, name, description, only_status, [[lever]], [[plan.target]] and [uncertainty.status.*] only",
    ))
}
