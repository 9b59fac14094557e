//! What the ledger doctor found, as lines for people.

use jianpai::locale::{Lang, Text, pollutant_name};
use jianpai::results::LedgerFinding;
use std::fmt::Write;

/// So many rows are named.
const MOST_ROWS: usize = 8;

/// A finding: where and what, what would be right, the tonnes at stake.
pub fn render(finding: &LedgerFinding, lang: Lang) -> String {
    let mut text = String::new();
    if let Some(first) = finding.rows.first() {
        let _ = write!(text, "{}:{}: ", first.file, first.line);
    }
    let _ = write!(text, "{}: {}", lang.pick("提示", "warning"), finding.message.in_lang(lang));
    let projects: Vec<_> = finding.rows.iter().filter(|row| !row.project.is_empty()).collect();
    let named: Vec<_> = projects.iter().take(MOST_ROWS).map(|row| row.project.as_str()).collect();
    if !named.is_empty() {
        let _ = write!(text, " [{}", named.join(", "));
        if projects.len() > named.len() {
            let more = projects.len() - named.len();
            let more = Text::new(format!(" 等 {} 个", projects.len()), format!(" and {more} more"));
            text.push_str(more.in_lang(lang));
        }
        text.push(']');
    }
    let _ = write!(text, "\n    {}: {}", lang.pick("建议", "hint"), finding.hint.in_lang(lang));
    let at_stake: Vec<_> = finding
        .at_stake_t
        .iter()
        .map(|(p, t)| format!("{} {t:.1}", pollutant_name(p.id()).in_lang(lang)))
        .collect();
    if !at_stake.is_empty() {
        let label = lang.pick("涉及减排量（吨/年）", "at stake, t/yr");
        let _ = write!(text, "\n    {label}: {}", at_stake.join(lang.pick("、", ", ")));
    }
    text
}
