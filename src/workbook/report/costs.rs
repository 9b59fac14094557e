//! What it costs: by measure and by year.

use super::look::{FIRST, Kind, Look, Page, caution};
use super::{Report, sheets};
use crate::units::Pollutant;
use rust_xlsxwriter::utility::row_col_to_cell as cell;
use rust_xlsxwriter::{Chart, ChartFormat, ChartSolidFill, ChartType, Color, Worksheet, XlsxError};

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, report: &Report, look: &Look) -> Result<(), XlsxError> {
    let lang = look.lang;
    let word = |zh: &str, en: &str, width: f64| (lang.pick(zh, en).to_owned(), width);
    let mut heads = vec![
        word("措施", "Measure", 34.0),
        word("投资（元）", "Investment (CNY)", 16.0),
        word("运行费用（元/年）", "Running cost (CNY/yr)", 16.0),
        word("年化费用（元/年）", "Annualised cost (CNY/yr)", 16.0),
        word("满负荷年污染当量数", "Equivalents in a full year", 15.0),
        word("元/污染当量（满负荷年）", "CNY per equivalent (full year)", 15.0),
    ];
    heads.extend(Pollutant::ALL.map(|p| {
        (
            format!("{} {}", sheets::series(p, lang), lang.pick("（元/吨，满负荷年）", "(CNY/t, full year)")),
            15.0,
        )
    }));
    let title = lang.pick("费用", "Costs");
    let mut page = Page::new(sheet, look, title, caution(&report.outline, lang), &heads, 1)?;
    let cost = &report.results.cost;
    let rows: Vec<_> = report
        .outline
        .measures
        .iter()
        .filter_map(|measure| cost.by_measure.get(&measure.id).map(|cost| (measure.name.in_lang(lang), cost)))
        .collect();
    for ((name, cost), r) in rows.iter().zip(FIRST..) {
        page.text(r, 0, name)?;
        page.number(r, 1, cost.capital_cny, Kind::Money)?;
        page.number(r, 2, cost.operating_cny_per_year, Kind::Money)?;
        page.number(r, 3, cost.annualised_cny, Kind::Money)?;
        page.number(r, 4, cost.full_year.equivalents, Kind::Tonnes)?;
        if let Some(price) = cost.full_year.cny_per_equivalent {
            page.formula(r, 5, &format!("={}/{}", cell(r, 3), cell(r, 4)), price, Kind::Tonnes, false)?;
        }
        for (p, price) in &cost.full_year.cny_per_t {
            let n = Pollutant::ALL.iter().position(|one| one == p).unwrap_or_default() as u16;
            page.number(r, 6 + n, *price, Kind::Money)?;
        }
    }
    let last = FIRST + rows.len().max(1) as u32 - 1;
    let total = last + 1;
    page.sheet.write_string_with_format(total, 0, lang.pick("合计", "Total"), &look.sum_text)?;
    let operating = rows.iter().map(|(_, cost)| cost.operating_cny_per_year).fold(0.0, |sum, cny| sum + cny);
    let sums = [cost.capital_cny, operating, cost.annualised_cny, cost.full_year.equivalents];
    for (value, column) in sums.into_iter().zip(1..) {
        let kind = if column == 4 { Kind::Tonnes } else { Kind::Money };
        let sum = format!("=SUM({}:{})", cell(FIRST, column), cell(last, column));
        page.formula(total, column, &sum, value, kind, true)?;
    }
    if let Some(price) = cost.full_year.cny_per_equivalent {
        page.formula(
            total,
            5,
            &format!("={}/{}", cell(total, 3), cell(total, 4)),
            price,
            Kind::Tonnes,
            true,
        )?;
    }
    years(&mut page, report, total + 3)
}

/// Investment by year of completion.
fn years(page: &mut Page<'_>, report: &Report, head: u32) -> Result<(), XlsxError> {
    let lang = page.look.lang;
    let heads = [
        lang.pick("完成年份", "Year of completion"),
        lang.pick("投资（元）", "Investment (CNY)"),
        lang.pick("项目数", "Projects"),
    ];
    for (name, column) in heads.iter().zip(0..) {
        page.sheet.write_string_with_format(head, column, *name, &page.look.head)?;
    }
    let by_year = &report.results.cost.by_year;
    for ((year, of_year), r) in by_year.iter().zip(head + 1..) {
        page.text(r, 0, year)?;
        page.number(r, 1, of_year.capital_cny, Kind::Money)?;
        page.number(r, 2, of_year.projects as f64, Kind::Plain)?;
    }
    if by_year.is_empty() {
        return Ok(());
    }
    let (first, last) = (head + 1, head + by_year.len() as u32);
    page.sheet.write_string_with_format(last + 1, 0, lang.pick("合计", "Total"), &page.look.sum_text)?;
    let projects: usize = by_year.values().map(|year| year.projects).sum();
    let capital = by_year.values().map(|year| year.capital_cny).fold(0.0, |sum, cny| sum + cny);
    for (value, column, kind) in [(capital, 1, Kind::Money), (projects as f64, 2, Kind::Plain)] {
        let sum = format!("=SUM({}:{})", cell(first, column), cell(last, column));
        page.formula(last + 1, column, &sum, value, kind, true)?;
    }
    let name = sheets::costs(lang);
    let title = lang.pick("各年投资（元）", "Investment by year (CNY)");
    let mut chart = Chart::new(ChartType::Column);
    let series = chart.add_series();
    series
        .set_categories((name, first, 0, last, 0))
        .set_values((name, first, 1, last, 1))
        .set_name(title)
        .set_gap(60);
    series.set_format(
        ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(0x000F_5263))),
    );
    chart.title().set_name(title);
    chart.legend().set_hidden();
    chart.y_axis().set_num_format("#,##0");
    chart.set_width(640).set_height(320).set_alt_text(title);
    page.sheet.insert_chart(head, 4, &chart).map(drop)
}
