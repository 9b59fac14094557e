//! What each project brings, and each district as the sum of its projects.

use super::look::{FIRST, Kind, Look, Page, caution, cell_of};
use super::series::rounded;
use super::{Report, sheets};
use crate::units::Pollutant;
use rust_xlsxwriter::utility::{column_number_to_name, row_col_to_cell as cell};
use rust_xlsxwriter::{Worksheet, XlsxError};

const DISTRICT: u16 = 2;
/// The first column of tonnes among projects, and among districts.
const TONNES: [u16; 2] = [5, 1];
const CAPITAL: [u16; 2] = [15, 6];

fn last_project(report: &Report) -> u32 {
    FIRST + report.projects.rows.len().max(1) as u32 - 1
}

/// Writes the sheet of projects; returns the formula of its check.
pub fn projects(sheet: &mut Worksheet, report: &Report, look: &Look) -> Result<String, XlsxError> {
    let lang = look.lang;
    let word = |zh: &str, en: &str, width: f64| (lang.pick(zh, en).to_owned(), width);
    let tonnes = |p: Pollutant, zh: &str, en: &str| {
        (format!("{} {}", sheets::series(p, lang), lang.pick(zh, en)), 12.0)
    };
    let mut heads = vec![
        word("项目", "Project", 40.0),
        word("措施", "Measure", 30.0),
        word("区", "District", 14.0),
        word("状态", "Status", 9.0),
        word("完成时间", "Completion", 11.0),
    ];
    heads.extend(Pollutant::ALL.map(|p| tonnes(p, "（吨）", "(t)")));
    heads.extend(Pollutant::ALL.map(|p| tonnes(p, "不计入核算（吨）", "not counted (t)")));
    heads.extend([
        word("投资（元）", "Investment (CNY)", 15.0),
        word("年化费用（元/年）", "Annualised cost (CNY/yr)", 15.0),
    ]);
    let title =
        format!("{} {}", lang.pick("各项目的贡献，截至", "What projects bring by"), report.results.at);
    let mut page = Page::new(sheet, look, &title, caution(&report.outline, lang), &heads, 1)?;
    for (row, r) in report.projects.rows.iter().zip(FIRST..) {
        page.text(r, 0, row.name.in_lang(lang))?;
        if let Some(project) = &row.project {
            let measure = report.outline.measures.iter().find(|measure| measure.id == project.measure);
            page.text(r, 1, measure.map_or(project.measure.as_str(), |measure| measure.name.in_lang(lang)))?;
            page.text(
                r,
                DISTRICT,
                project.district_name.as_ref().map_or(none(look), |name| name.in_lang(look.lang)),
            )?;
            let status = match project.status.as_str() {
                "complete" => lang.pick("完成", "complete"),
                "underway" => lang.pick("在建", "under way"),
                _ => lang.pick("计划", "planned"),
            };
            page.text(r, 3, status)?;
            page.month(r, 4, project.completion)?;
        }
        for (p, n) in Pollutant::ALL.into_iter().zip(0..) {
            page.number(r, TONNES[0] + n, row.share.counted_t[p], Kind::Tonnes)?;
            page.number(r, TONNES[0] + 5 + n, row.share.uncounted_t[p], Kind::Tonnes)?;
        }
        page.number(r, CAPITAL[0], row.share.capital_cny, Kind::Money)?;
        page.number(r, CAPITAL[0] + 1, row.share.annualised_cny, Kind::Money)?;
    }
    let (last, total) = (last_project(report), last_project(report) + 1);
    page.sheet.autofilter(FIRST - 1, 0, last, CAPITAL[0] + 1)?;
    for column in 0..TONNES[0] {
        let name = if column == 0 { lang.pick("合计", "Total") } else { "" };
        page.sheet.write_string_with_format(total, column, name, &look.sum_text)?;
    }
    let share = &report.projects.total;
    let counted = Pollutant::ALL.map(|p| (share.counted_t[p], Kind::Tonnes));
    let uncounted = Pollutant::ALL.map(|p| (share.uncounted_t[p], Kind::Tonnes));
    let money = [(share.capital_cny, Kind::Money), (share.annualised_cny, Kind::Money)];
    for ((value, kind), column) in counted.into_iter().chain(uncounted).chain(money).zip(TONNES[0]..) {
        let sum = format!("=SUM({}:{})", cell(FIRST, column), cell(last, column));
        page.formula(total, column, &sum, value, kind, true)?;
    }
    let measures_total = FIRST + report.measures.rows.len().max(1) as u32;
    page.text(
        total + 1,
        0,
        lang.pick("核对：与各项措施合计之差（应为 0）", "Check: less the sum of the measures (should be 0)"),
    )?;
    for (p, n) in Pollutant::ALL.into_iter().zip(0..) {
        let other = cell_of(sheets::contributions(lang), measures_total, 1 + n);
        let check = format!("=ROUND({}-{other},6)", cell(total, TONNES[0] + n));
        let difference = share.counted_t[p] - report.measures.total.counted_t[p];
        page.formula(total + 1, TONNES[0] + n, &check, rounded(difference), Kind::Check, false)?;
    }
    Ok(all_checks(sheets::projects(lang), total + 1, TONNES[0]))
}

/// Writes the sheet of districts; returns the formula of its check.
pub fn districts(sheet: &mut Worksheet, report: &Report, look: &Look) -> Result<String, XlsxError> {
    let lang = look.lang;
    let mut heads = vec![(lang.pick("区", "District").to_owned(), 20.0)];
    heads.extend(
        Pollutant::ALL.map(|p| (format!("{} {}", sheets::series(p, lang), lang.pick("（吨）", "(t)")), 13.0)),
    );
    heads.push((lang.pick("投资（元）", "Investment (CNY)").to_owned(), 16.0));
    let title = format!("{} {}", lang.pick("各区的贡献，截至", "What districts bring by"), report.results.at);
    let note = lang.pick(
        "各区为“项目”表中本区项目之和（SUMIF）。",
        "Each is the sum of its projects on the sheet of projects (SUMIF).",
    );
    let mut page = Page::new(sheet, look, &title, note, &heads, 1)?;
    let projects = sheets::projects(lang);
    let range = |column: u16| {
        let name = column_number_to_name(column);
        format!("'{projects}'!${name}${}:${name}${}", FIRST + 1, last_project(report) + 1)
    };
    let rows = &report.districts.rows;
    for (row, r) in rows.iter().zip(FIRST..) {
        page.text(r, 0, if row.id.is_some() { row.name.in_lang(lang) } else { none(look) })?;
        let of = |column: u16| format!("=SUMIF({},{},{})", range(DISTRICT), cell(r, 0), range(column));
        for (p, n) in Pollutant::ALL.into_iter().zip(0..) {
            page.formula(r, TONNES[1] + n, &of(TONNES[0] + n), row.share.counted_t[p], Kind::Tonnes, false)?;
        }
        page.formula(r, CAPITAL[1], &of(CAPITAL[0]), row.share.capital_cny, Kind::Money, false)?;
    }
    let last = FIRST + rows.len().max(1) as u32 - 1;
    let total = last + 1;
    page.sheet.write_string_with_format(total, 0, lang.pick("合计", "Total"), &look.sum_text)?;
    page.text(total + 1, 0, lang.pick("引擎合计", "Engine’s total"))?;
    page.text(total + 2, 0, lang.pick("核对（应为 0）", "Check (should be 0)"))?;
    let share = &report.districts.total;
    let values = Pollutant::ALL.map(|p| (share.counted_t[p], Kind::Tonnes));
    for ((value, kind), column) in
        values.into_iter().chain([(share.capital_cny, Kind::Money)]).zip(TONNES[1]..)
    {
        let sum = format!("=SUM({}:{})", cell(FIRST, column), cell(last, column));
        page.formula(total, column, &sum, value, kind, true)?;
        page.number(total + 1, column, value, kind)?;
        let check = format!("=ROUND({}-{},4)", cell(total, column), cell(total + 1, column));
        page.formula(total + 2, column, &check, 0.0, Kind::Check, false)?;
    }
    Ok(all_checks(sheets::districts(lang), total + 2, TONNES[1]))
}

fn none(look: &Look) -> &'static str {
    look.lang.pick("未注明", "Not given")
}

/// The sum of five check cells side by side, without their signs.
fn all_checks(sheet: &str, row: u32, first: u16) -> String {
    format!("SUMPRODUCT(ABS({}:{}))", cell_of(sheet, row, first), cell(row, first + 4))
}
