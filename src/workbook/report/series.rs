//! A sheet a pollutant: every month, from opening and measures to the reduction, against the schedule.

use super::look::{FIRST, Kind, Look, Page, cell_of, colour};
use super::{Report, sheets, summary};
use crate::units::Pollutant;
use rust_xlsxwriter::utility::row_col_to_cell as cell;
use rust_xlsxwriter::{
    Chart, ChartAxisDateUnitType, ChartLegendPosition, ChartLine, ChartLineDashType, ChartType, Color,
    Worksheet, XlsxError,
};

/// Where a pollutant's columns are.
pub struct Columns {
    /// Indices and shares of the measures that bring something, in file order.
    pub measures: Vec<(usize, Vec<f64>)>,
}

/// The columns before those of the measures: month, opening, offset.
const BEFORE: u16 = 3;

impl Columns {
    /// Of pollutant `p`.
    pub fn of(report: &Report, p: Pollutant) -> Self {
        let by_month = &report.results.pollutants[p].attribution_by_month_t;
        let share = |id: &String| by_month.get(id).filter(|row| row.iter().any(|t| *t != 0.0)).cloned();
        let measures = report.outline.measures.iter().enumerate();
        Self {
            measures: measures.filter_map(|(m, measure)| share(&measure.id).map(|row| (m, row))).collect(),
        }
    }

    fn after(&self, n: u16) -> u16 {
        BEFORE + self.measures.len() as u16 + n
    }
    /// The sum of the measures.
    pub fn sum(&self) -> u16 {
        self.after(0)
    }
    /// The reduction, worked out.
    pub fn reduction(&self) -> u16 {
        self.after(1)
    }
    /// The reduction, from the engine.
    pub fn engine(&self) -> u16 {
        self.after(2)
    }
    /// What lies between the two.
    pub fn check(&self) -> u16 {
        self.after(3)
    }
    /// The schedule.
    pub fn schedule(&self) -> u16 {
        self.after(4)
    }
    /// The first of gap, share, points, emission, no action, and the three quantiles.
    fn rest(&self, n: u16) -> u16 {
        self.after(5 + n)
    }
}

/// Rows of the months: first and last.
pub fn months(report: &Report) -> (u32, u32) {
    (FIRST, FIRST + report.results.months.len() as u32 - 1)
}

/// Writes the sheet; returns the formula that adds up what its checks find.
pub fn write(sheet: &mut Worksheet, report: &Report, p: Pollutant, look: &Look) -> Result<String, XlsxError> {
    let lang = look.lang;
    let name = sheets::series(p, lang);
    let columns = Columns::of(report, p);
    let one = &report.results.pollutants[p];
    let title =
        format!("{name}{}", lang.pick("：逐月累计减排量（吨）", ": cumulative reductions by month (t)"));
    let note = lang.pick(
        "前期累计 − 区域削减替代 + 各项措施贡献之和 = 累计核算减排量，逐月以公式复算；“核对”为公式与引擎之差，应为 0。",
        "Earlier projects − regional offsets + the sum of the measures = counted reduction, worked out by formulas month by month; “Check” is formula less engine and should be 0.",
    );
    let word = |zh: &str, en: &str, width: f64| (lang.pick(zh, en).to_owned(), width);
    let mut heads = vec![
        word("月份", "Month", 10.0),
        word("前期累计", "Earlier projects", 12.0),
        word("区域削减替代", "Regional offsets", 12.0),
    ];
    let measures = &report.outline.measures;
    heads.extend(columns.measures.iter().map(|(m, _)| (measures[*m].name.in_lang(lang).to_owned(), 14.0)));
    heads.extend([
        word("措施合计", "Sum of measures", 12.0),
        word("累计核算减排量", "Counted reduction", 13.0),
        word("引擎结果", "Engine’s result", 12.0),
        word("核对", "Check", 11.0),
        word("时序进度", "Schedule", 12.0),
        word("较时序进度", "Against schedule", 12.0),
        word("完成目标", "Share of target", 10.0),
        word("较时序进度（百分点）", "Against schedule (points)", 12.0),
        word("排放量（吨/年）", "Emission (t/yr)", 13.0),
        word("不采取措施的排放量（吨/年）", "Emission without measures (t/yr)", 15.0),
    ]);
    let bands = report.results.uncertainty.as_ref().map(|drawn| &drawn.pollutants[p]);
    if bands.is_some() {
        heads.extend([
            word("80%区间下限", "80% range, low", 12.0),
            word("中位数", "Median", 12.0),
            word("80%区间上限", "80% range, high", 12.0),
        ]);
    }
    let mut page = Page::new(sheet, look, &title, note, &heads, 1)?;
    let (first, _) = months(report);
    for (i, month) in report.results.months.iter().enumerate() {
        let r = first + i as u32;
        page.month(r, 0, *month)?;
        page.number(r, 1, one.opening_t[i], Kind::Tonnes)?;
        page.number(r, 2, one.offset_t[i], Kind::Tonnes)?;
        let mut sum = 0.0;
        for ((_, row), column) in columns.measures.iter().zip(BEFORE..) {
            page.number(r, column, row[i], Kind::Tonnes)?;
            sum += row[i];
        }
        let total = if columns.measures.is_empty() {
            "=0".to_owned()
        } else {
            format!("=SUM({}:{})", cell(r, BEFORE), cell(r, columns.sum() - 1))
        };
        page.formula(r, columns.sum(), &total, sum, Kind::Tonnes, false)?;
        let worked_out = format!("={}-{}+{}", cell(r, 1), cell(r, 2), cell(r, columns.sum()));
        let reduction = one.opening_t[i] - one.offset_t[i] + sum;
        page.formula(r, columns.reduction(), &worked_out, reduction, Kind::Tonnes, false)?;
        page.number(r, columns.engine(), one.reduction_t[i], Kind::Tonnes)?;
        let check = format!("=ROUND({}-{},6)", cell(r, columns.reduction()), cell(r, columns.engine()));
        page.formula(
            r,
            columns.check(),
            &check,
            rounded(reduction - one.reduction_t[i]),
            Kind::Check,
            false,
        )?;
        if let (Some(schedule), Some(target)) = (&one.schedule_t, one.target_t) {
            let at_target = summary::target_of(p, lang);
            let (now, due) = (cell(r, columns.reduction()), cell(r, columns.schedule()));
            page.number(r, columns.schedule(), schedule[i], Kind::Tonnes)?;
            let gap = reduction - schedule[i];
            page.formula(r, columns.rest(0), &format!("={now}-{due}"), gap, Kind::Tonnes, false)?;
            page.formula(
                r,
                columns.rest(1),
                &format!("={now}/{at_target}"),
                reduction / target,
                Kind::Share,
                false,
            )?;
            let points = format!("=({now}-{due})/{at_target}*100");
            page.formula(r, columns.rest(2), &points, gap / target * 100.0, Kind::Points, false)?;
        }
        page.number(r, columns.rest(3), one.emission_t_per_year[i], Kind::Tonnes)?;
        page.number(r, columns.rest(4), one.no_action_t_per_year[i], Kind::Tonnes)?;
        if let Some(bands) = bands {
            for (row, n) in [&bands.p10, &bands.p50, &bands.p90].into_iter().zip(5..) {
                page.number(r, columns.rest(n), row[i], Kind::Tonnes)?;
            }
        }
    }
    chart(page.sheet, report, p, &columns, look)?;
    let (first, last) = months(report);
    let range = [first, last].map(|row| cell_of(name, row, columns.check()));
    let range = format!("{}:{}", range[0], range[1].rsplit('!').next().unwrap_or_default());
    Ok(format!("SUMPRODUCT(ABS({range}))"))
}

/// A difference as its check cell rounds it.
pub fn rounded(difference: f64) -> f64 {
    let rounded = (difference * 1e6).round() / 1e6;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// The progress against the schedule, below the figures.
fn chart(
    sheet: &mut Worksheet,
    report: &Report,
    p: Pollutant,
    columns: &Columns,
    look: &Look,
) -> Result<(), XlsxError> {
    let lang = look.lang;
    let name = sheets::series(p, lang);
    let (first, last) = months(report);
    let has_schedule = report.results.pollutants[p].schedule_t.is_some();
    let has_bands = report.results.uncertainty.is_some();
    let grey = Color::RGB(0x005B_626A);
    let line = |color: Color, width: f64| ChartLine::new().set_color(color).set_width(width).clone();
    let thin = ChartLine::new()
        .set_color(colour(p))
        .set_width(1.0)
        .set_dash_type(ChartLineDashType::SquareDot)
        .clone();
    let mut lines = vec![(columns.reduction(), line(colour(p), 2.75))];
    if has_schedule {
        lines.push((columns.schedule(), line(grey, 1.5)));
    }
    if has_bands {
        lines.extend([(columns.rest(5), thin.clone()), (columns.rest(7), thin)]);
    }
    let mut chart = Chart::new(ChartType::Line);
    for (column, mut line) in lines {
        let series = chart.add_series();
        series.set_categories((name, first, 0, last, 0)).set_values((name, first, column, last, column));
        series.set_name((name, super::look::HEADS, column)).set_format(&mut line);
    }
    let title = format!(
        "{name}{}",
        lang.pick("累计核算减排量与时序进度（吨）", ": counted reduction and schedule (t)")
    );
    chart.title().set_name(&title);
    let axis = chart.x_axis();
    axis.set_date_axis(true).set_num_format("yyyy").set_major_unit(1);
    axis.set_major_unit_date_type(ChartAxisDateUnitType::Years);
    chart.y_axis().set_num_format("#,##0").set_major_gridlines_line(&line(Color::RGB(0x00DF_E2E5), 0.5));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(900).set_height(420).set_alt_text(&title);
    sheet.set_print_fit_to_pages(1, 1).insert_chart(last + 2, 1, &chart).map(drop)
}
