//! The sheet of all pollutants at a month that the reader may change.

use super::look::{FIRST, HEADS, Kind, Look, Page, caution, cell_of, date_of};
use super::series::{Columns, months};
use super::{Report, sheets};
use crate::locale::Lang;
use crate::results::Standing;
use crate::units::Pollutant;
use rust_xlsxwriter::utility::row_col_to_cell as cell;
use rust_xlsxwriter::{
    Chart, ChartLegendPosition, ChartType, Color, DataValidation, Format, Formula, Worksheet, XlsxError,
};

const TARGET: u16 = 2;
/// Cell of the month judged.
const AT: (u32, u16) = (2, 1);

fn row_of(p: Pollutant) -> u32 {
    FIRST + Pollutant::ALL.iter().position(|one| *one == p).unwrap_or_default() as u32
}

/// The cell of a pollutant's target, in a formula of another sheet.
pub fn target_of(p: Pollutant, lang: Lang) -> String {
    cell_of(sheets::summary(lang), row_of(p), TARGET)
}

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, report: &Report, look: &Look) -> Result<(), XlsxError> {
    let lang = look.lang;
    let word = |zh: &str, en: &str, width: f64| (lang.pick(zh, en).to_owned(), width);
    let heads = [
        word("污染物", "Pollutant", 18.0),
        word("累计核算减排量（吨）", "Counted reduction (t)", 16.0),
        word("目标（吨）", "Target (t)", 12.0),
        word("完成目标", "Share of target", 11.0),
        word("时序进度（吨）", "Schedule (t)", 12.0),
        word("时序进度占目标", "Schedule’s share of target", 12.0),
        word("较时序进度（百分点）", "Against schedule (points)", 14.0),
        word("缺口（吨）", "Short by (t)", 11.0),
        word("评判", "Status", 14.0),
        word("规划期末达标概率", "Chance of the target at the end", 13.0),
    ];
    let title = format!("{} · {}", report.outline.name.in_lang(lang), lang.pick("总表", "summary"));
    let note = caution(&report.outline, lang);
    let mut page = Page::new(sheet, look, &title, note, &heads, 1)?;
    let (first, last) = months(report);
    let at = report.results.at;
    let i = report.results.months.iter().position(|month| *month == at).unwrap_or_default();
    page.text(AT.0, 0, lang.pick("截至月份（可改）", "As of (may be changed)"))?;
    let chosen = look.month().set_bold().set_background_color(Color::RGB(0x00FD_F4DC));
    page.sheet.write_datetime_with_format(AT.0, AT.1, &date_of(at)?, &chosen)?;
    let months_of = |column: u16, name: &str| {
        let to = cell_of(name, last, column);
        format!("{}:{}", cell_of(name, first, column), to.rsplit('!').next().unwrap_or_default())
    };
    let list = Formula::new(format!("={}", months_of(0, sheets::series(Pollutant::Nox, lang))));
    page.sheet.add_data_validation(
        AT.0,
        AT.1,
        AT.0,
        AT.1,
        &DataValidation::new().allow_list_formula(list),
    )?;
    for p in Pollutant::ALL {
        let (r, one, name) = (row_of(p), &report.results.pollutants[p], sheets::series(p, lang));
        let columns = Columns::of(report, p);
        let at_month =
            |column: u16| format!("=INDEX({},MATCH($B$3,{},0))", months_of(column, name), months_of(0, name));
        page.text(r, 0, name)?;
        page.formula(r, 1, &at_month(columns.reduction()), one.reduction_t[i], Kind::Tonnes, false)?;
        let (Some(target), Some(schedule)) = (one.target_t, &one.schedule_t) else { continue };
        let (done, due) = (one.reduction_t[i], schedule[i]);
        page.number(r, TARGET, target, Kind::Tonnes)?;
        let [b, c, e] = [1, 2, 4].map(|column| cell(r, column));
        page.formula(r, 3, &format!("={b}/{c}"), done / target, Kind::Share, false)?;
        page.formula(r, 4, &at_month(columns.schedule()), due, Kind::Tonnes, false)?;
        page.formula(r, 5, &format!("={e}/{c}"), due / target, Kind::Share, false)?;
        page.formula(
            r,
            6,
            &format!("=({b}-{e})/{c}*100"),
            (done - due) / target * 100.0,
            Kind::Points,
            false,
        )?;
        page.formula(r, 7, &format!("=MAX(0,{e}-{b})"), (due - done).max(0.0), Kind::Tonnes, false)?;
        status(&mut page, r, &b, &e, Standing::of(done, due))?;
        if let Some(chance) = report
            .results
            .uncertainty
            .as_ref()
            .and_then(|drawn| drawn.pollutants[p].on_schedule.values().next_back().copied())
        {
            page.number(r, 9, chance, Kind::Chance)?;
        }
    }
    chart(page.sheet, look)
}

/// The rule of the engine: on the schedule, at least 95 % of it, below.
fn status(page: &mut Page<'_>, row: u32, done: &str, due: &str, status: Standing) -> Result<(), XlsxError> {
    let lang = page.look.lang;
    let words = [
        lang.pick("● 达到时序进度", "● On schedule"),
        lang.pick("◆ 临界", "◆ At risk"),
        lang.pick("▼ 滞后", "▼ Behind"),
    ];
    let [ahead, at_risk, behind] = words;
    let now = match status {
        Standing::Ahead => ahead,
        Standing::AtRisk => at_risk,
        Standing::Behind => behind,
    };
    let formula = format!("=IF({done}>={due},\"{ahead}\",IF({done}>=0.95*{due},\"{at_risk}\",\"{behind}\"))");
    let format: Format = page.look.number(Kind::Plain, false).set_bold();
    page.sheet.write_formula_with_format(row, 8, Formula::new(formula).set_result(now), &format).map(drop)
}

fn chart(sheet: &mut Worksheet, look: &Look) -> Result<(), XlsxError> {
    let lang = look.lang;
    let name = sheets::summary(lang);
    let last = FIRST + Pollutant::ALL.len() as u32 - 1;
    let mut chart = Chart::new(ChartType::Column);
    for (column, color) in [(3, Color::RGB(0x000F_5263)), (5, Color::RGB(0x00BF_C5CB))] {
        let series = chart.add_series();
        series.set_categories((name, FIRST, 0, last, 0)).set_values((name, FIRST, column, last, column));
        series.set_name((name, HEADS, column)).set_format(
            rust_xlsxwriter::ChartFormat::new()
                .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(color)),
        );
    }
    let title = lang.pick("完成目标与时序进度", "Share of target and schedule");
    chart.title().set_name(title);
    chart.y_axis().set_num_format("0%").set_min(0);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(900).set_height(380).set_alt_text(title);
    sheet.insert_chart(last + 2, 0, &chart).map(drop)
}
