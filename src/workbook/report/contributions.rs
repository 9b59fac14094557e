//! What each measure brings, added up to the reduction; and as bars, the largest first.

use super::look::{FIRST, Kind, Look, Page, caution, cell_of, colour};
use super::series::{Columns, months, rounded};
use super::{Report, sheets};
use crate::units::Pollutant;
use rust_xlsxwriter::utility::row_col_to_cell as cell;
use rust_xlsxwriter::{Chart, ChartDataLabel, ChartFormat, ChartSolidFill, ChartType, Worksheet, XlsxError};

/// The column of a pollutant's counted tonnes; those that don't count stand five to the right.
fn column_of(p: Pollutant) -> u16 {
    1 + Pollutant::ALL.iter().position(|one| *one == p).unwrap_or_default() as u16
}

/// Writes the sheet; returns the formulas of its checks.
pub fn measures(sheet: &mut Worksheet, report: &Report, look: &Look) -> Result<Vec<String>, XlsxError> {
    let lang = look.lang;
    let word = |zh: &str, en: &str, width: f64| (lang.pick(zh, en).to_owned(), width);
    let tonnes = |p: Pollutant, zh: &str, en: &str| {
        (format!("{} {}", sheets::series(p, lang), lang.pick(zh, en)), 13.0)
    };
    let mut heads = vec![word("措施", "Measure", 34.0)];
    heads.extend(Pollutant::ALL.map(|p| tonnes(p, "（吨）", "(t)")));
    heads.extend(Pollutant::ALL.map(|p| tonnes(p, "不计入核算（吨）", "not counted (t)")));
    heads.extend([
        word("满负荷年污染当量数", "Equivalents in a full year", 15.0),
        word("年化费用（元/年）", "Annualised cost (CNY/yr)", 15.0),
        word("元/污染当量（满负荷年）", "CNY per equivalent (full year)", 15.0),
    ]);
    let title =
        format!("{} {}", lang.pick("各项措施的贡献，截至", "What measures bring by"), report.results.at);
    let mut page = Page::new(sheet, look, &title, caution(&report.outline, lang), &heads, 1)?;
    let rows = &report.measures.rows;
    for (row, r) in rows.iter().zip(FIRST..) {
        page.text(r, 0, row.name.in_lang(lang))?;
        for p in Pollutant::ALL {
            page.number(r, column_of(p), row.share.counted_t[p], Kind::Tonnes)?;
            page.number(r, column_of(p) + 5, row.share.uncounted_t[p], Kind::Tonnes)?;
        }
        page.number(r, 11, row.share.full_year.equivalents, Kind::Tonnes)?;
        page.number(r, 12, row.share.annualised_cny, Kind::Money)?;
        if let Some(price) = row.share.full_year.cny_per_equivalent {
            page.formula(r, 13, &format!("={}/{}", cell(r, 12), cell(r, 11)), price, Kind::Tonnes, false)?;
        }
    }
    let last = FIRST + rows.len().max(1) as u32 - 1;
    let total = last + 1;
    page.sheet.write_string_with_format(total, 0, lang.pick("合计", "Total"), &look.sum_text)?;
    let share = &report.measures.total;
    for column in 1..=12 {
        let value = match column {
            11 => share.full_year.equivalents,
            12 => share.annualised_cny,
            6..=10 => share.uncounted_t[Pollutant::ALL[usize::from(column) - 6]],
            _ => share.counted_t[Pollutant::ALL[usize::from(column) - 1]],
        };
        let kind = if column == 12 { Kind::Money } else { Kind::Tonnes };
        let sum = format!("=SUM({}:{})", cell(FIRST, column), cell(last, column));
        page.formula(total, column, &sum, value, kind, true)?;
    }
    reconcile(&mut page, report, total)
}

/// Opening less offset plus the total is the reduction of the month.
fn reconcile(page: &mut Page<'_>, report: &Report, total: u32) -> Result<Vec<String>, XlsxError> {
    let lang = page.look.lang;
    let names = [
        lang.pick("+ 前期累计", "+ earlier projects"),
        lang.pick("− 区域削减替代", "− regional offsets"),
        lang.pick("= 累计核算减排量", "= counted reduction"),
        lang.pick("引擎结果（逐月表）", "Engine’s result (monthly sheet)"),
        lang.pick("核对（应为 0）", "Check (should be 0)"),
    ];
    for (name, r) in names.iter().zip(total + 1..) {
        let format = if r == total + 3 { &page.look.sum_text } else { &page.look.text };
        page.sheet.write_string_with_format(r, 0, *name, format)?;
    }
    let i = report.results.months.iter().position(|month| *month == report.results.at).unwrap_or_default();
    let month_row = months(report).0 + i as u32;
    let mut checks = Vec::new();
    for p in Pollutant::ALL {
        let (c, one, series) = (column_of(p), &report.results.pollutants[p], sheets::series(p, lang));
        let of = |column: u16| format!("={}", cell_of(series, month_row, column));
        page.formula(total + 1, c, &of(1), one.opening_t[i], Kind::Tonnes, false)?;
        page.formula(total + 2, c, &of(2), one.offset_t[i], Kind::Tonnes, false)?;
        let [sum, opening, offset, found, engine] = [0, 1, 2, 3, 4].map(|n| cell(total + n, c));
        let value = report.measures.total.counted_t[p] + one.opening_t[i] - one.offset_t[i];
        page.formula(total + 3, c, &format!("={sum}+{opening}-{offset}"), value, Kind::Tonnes, true)?;
        page.formula(
            total + 4,
            c,
            &of(Columns::of(report, p).engine()),
            one.reduction_t[i],
            Kind::Tonnes,
            false,
        )?;
        let check = format!("=ROUND({found}-{engine},6)");
        page.formula(total + 5, c, &check, rounded(value - one.reduction_t[i]), Kind::Check, false)?;
        checks.push(format!("ABS({})", cell_of(sheets::contributions(lang), total + 5, c)));
    }
    Ok(checks)
}

/// A chart a pollutant, beside what it is drawn from.
pub fn charts(sheet: &mut Worksheet, report: &Report, look: &Look) -> Result<(), XlsxError> {
    let lang = look.lang;
    let name = sheets::charts(lang);
    let heads = [
        (lang.pick("措施", "Measure").to_owned(), 36.0),
        (lang.pick("贡献（吨）", "Brings (t)").to_owned(), 13.0),
    ];
    let title = format!("{} {}", lang.pick("贡献图，截至", "Contribution charts, by"), report.results.at);
    let mut page = Page::new(sheet, look, &title, caution(&report.outline, lang), &heads, 0)?;
    page.sheet.set_print_fit_to_pages(1, 1);
    let mut r = FIRST;
    for p in Pollutant::ALL {
        let mut ranked: Vec<_> = report
            .measures
            .rows
            .iter()
            .zip(FIRST..)
            .filter(|(row, _)| row.share.counted_t[p] != 0.0)
            .collect();
        ranked.sort_by(|(a, _), (b, _)| b.share.counted_t[p].total_cmp(&a.share.counted_t[p]));
        page.sheet.write_string_with_format(r, 0, sheets::series(p, lang), &look.sum_text)?;
        page.sheet.write_string_with_format(r, 1, "", &look.sum_text)?;
        let first = r + 1;
        for ((row, at), to) in ranked.iter().zip(first..) {
            page.text(to, 0, row.name.in_lang(lang))?;
            let of = format!("={}", cell_of(sheets::contributions(lang), *at, column_of(p)));
            page.formula(to, 1, &of, row.share.counted_t[p], Kind::Tonnes, false)?;
        }
        let last = first + (ranked.len() as u32).max(1) - 1;
        let height = 110 + 24 * ranked.len() as u32;
        if !ranked.is_empty() {
            let mut chart = Chart::new(ChartType::Bar);
            let series = chart.add_series();
            series
                .set_categories((name, first, 0, last, 0))
                .set_values((name, first, 1, last, 1))
                .set_gap(45);
            series.set_name(sheets::series(p, lang));
            series.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour(p))));
            series
                .set_data_label(ChartDataLabel::new().show_value().set_num_format("[>=1000]#,##0;#,##0.00"));
            let title = format!(
                "{}{}",
                sheets::series(p, lang),
                lang.pick("：各项措施的贡献（吨）", ": what measures bring (t)")
            );
            chart.title().set_name(&title);
            // Of lying bars the categories stand on the y axis.
            chart.y_axis().set_reverse();
            chart.x_axis().set_hidden(true).set_major_gridlines(false);
            chart.legend().set_hidden();
            chart.set_width(760).set_height(height).set_alt_text(&title);
            page.sheet.insert_chart(r, 3, &chart)?;
        }
        r = (last + 2).max(r + height / 20 + 2);
    }
    Ok(())
}
