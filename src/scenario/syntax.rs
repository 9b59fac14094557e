//! Errors of TOML's syntax in the words of people who do not write TOML every day.

use super::message::shortened;
use super::spot::Spot;
use crate::diagnostic::Diagnostic;
use crate::locale::Text;

/// What the parser says (the beginning of it), and what we say instead.
const WORDS: [(&str, &str, &str); 26] = [
    ("duplicate key", "这个键或表前面已经写过", "this key or table was given before"),
    (
        "string values must be quoted",
        "这里缺少值，或者文字没有加英文引号",
        "a value is missing here, or a text stands without straight quotation marks",
    ),
    (
        "invalid basic string",
        "文字没有结束：缺少引号",
        "a text does not end: its closing quotation mark is missing",
    ),
    (
        "invalid literal string",
        "文字没有结束：缺少引号",
        "a text does not end: its closing quotation mark is missing",
    ),
    (
        "invalid multi-line",
        "多行文字没有结束：缺少三个引号",
        "a text of several lines does not end: its three quotation marks are missing",
    ),
    (
        "missing escaped value",
        "文字里的反斜杠“\\”后面不能跟这个字符",
        "a backslash in a text is followed by a character that gives no meaning",
    ),
    ("key with no value", "键后面没有“= 值”", "a key without “= value”"),
    ("missing value", "键后面没有“= 值”", "a key without “= value”"),
    ("missing assignment", "键和值之间缺少“=”", "“=” is missing between key and value"),
    (
        "unquoted keys cannot be empty",
        "“=”前面没有键，或表头里没有名字",
        "no key before “=”, or no name in a table heading",
    ),
    ("invalid unquoted key", "键名里有不允许的字符", "the key has a character that keys may not have"),
    ("unclosed array table", "表头没有结束：缺少“]]”", "a table heading does not end: “]]” is missing"),
    ("unclosed table", "表头没有结束：缺少“]”", "a table heading does not end: “]” is missing"),
    ("unclosed array", "列表没有结束：缺少“]”", "a list does not end: “]” is missing"),
    ("unclosed inline table", "花括号没有结束：缺少“}”", "a table in braces does not end: “}” is missing"),
    ("missing comma", "两项之间缺少逗号", "a comma is missing between two entries"),
    ("extra comma", "多了一个逗号", "one comma too many"),
    ("invalid date", "日期没有写完整", "a date is not complete"),
    ("invalid boolean", "true 或 false 写错了", "true or false is misspelt"),
    ("invalid fraction", "小数点后面没有数字", "digits are missing after the decimal point"),
    ("redundant numeric sign", "数字前面多了正负号", "one sign too many before a number"),
    ("`_` may only", "数字里的“_”只能放在两个数字之间", "“_” in a number stands between digits only"),
    ("unexpected key or value", "值后面多了内容", "something stands behind the value"),
    ("recursion limit", "嵌套太深", "it is nested too deeply"),
    ("cannot recurse", "嵌套太深", "it is nested too deeply"),
    ("unexpected leading zero", "数字前面多了 0", "a number begins with a superfluous 0"),
];

/// What would be right, where it is worth saying.
const HINTS: [(&str, &str, &str); 4] = [
    (
        "invalid date",
        "月份写在引号里，如 start = \"2021-01\"",
        "a month stands in quotation marks: start = \"2021-01\"",
    ),
    (
        "string values must be quoted",
        "写成 键 = \"文字\" 或 键 = 12.5；引号、数字用半角",
        "write key = \"text\" or key = 12.5, with straight quotation marks",
    ),
    (
        "invalid unquoted key",
        "键名用半角字母、数字、- 和 _；其他字符要加引号；逗号和等号用半角",
        "keys have letters, digits, - and _; anything else goes in quotation marks",
    ),
    ("missing escaped value", "反斜杠写成“\\\\”", "write a backslash as \\\\"),
];

/// The error in words, with the line it is on.
pub fn error(spot: &Spot, error: &toml::de::Error, text: &str) -> Diagnostic {
    let said = error.message();
    let line = spot.line.and_then(|line| text.lines().nth(line - 1)).unwrap_or("").trim();
    let (zh, en) = WORDS
        .iter()
        .find(|(start, ..)| said.starts_with(start))
        .map_or(("这里不符合 TOML 的写法", "this is not TOML"), |(_, zh, en)| (*zh, *en));
    let (zh, en) = if line.is_empty() {
        (zh.to_owned(), en.to_owned())
    } else {
        let line = shortened(line);
        (format!("{zh}：{line}"), format!("{en}: {line}"))
    };
    let diagnostic = Diagnostic::error("syntax", spot.place(), Text::new(zh, en));
    match HINTS.iter().find(|(start, ..)| said.starts_with(start)) {
        Some((_, zh, en)) => diagnostic.with_hint(Text::new(*zh, *en)),
        None => diagnostic,
    }
}
