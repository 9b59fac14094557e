//! What went in: every figure with its unit, range, grade and source; measures and their levers.

use super::Report;
use super::look::{FIRST, Kind, Look, Page, caution, without_grade};
use crate::locale::Text;
use crate::results::Provenance;
use crate::units::Pollutant;
use rust_xlsxwriter::{Color, Worksheet, XlsxError};

/// Width of the column of sources, in characters.
const SOURCE: f64 = 90.0;

/// A row of the sheet of figures.
struct Row<'a> {
    of: &'a str,
    name: String,
    unit: &'a str,
    share: bool,
    values: [f64; 3],
    provenance: Option<&'a Provenance>,
}

/// Every figure that went in.
pub fn figures(sheet: &mut Worksheet, report: &Report, look: &Look) -> Result<(), XlsxError> {
    let lang = look.lang;
    let word = |zh: &str, en: &str, width: f64| (lang.pick(zh, en).to_owned(), width);
    let heads = [
        word("所属", "Of", 28.0),
        word("数据", "Figure", 34.0),
        word("取值", "Value", 13.0),
        word("下限", "Low", 13.0),
        word("上限", "High", 13.0),
        word("单位", "Unit", 16.0),
        word("等级", "Grade", 14.0),
        word("来源", "Source", SOURCE),
    ];
    let title = lang.pick("输入数据", "Inputs");
    let note = lang.pick(
        "情景文件中的取值；调节项见“措施”。等级：A 已查阅文件，B 官方文件，C 估算。",
        "As the scenario file has them; levers are under “Measures”. Grades: A document read, B official document, C estimate.",
    );
    let mut page = Page::new(sheet, look, title, note, &heads, 2)?;
    for (row, r) in rows(report, look).iter().zip(FIRST..) {
        page.text(r, 0, row.of)?;
        page.text(r, 1, &row.name)?;
        let [mode, low, high] = row.values;
        let kind = if row.share { Kind::Share } else { Kind::Plain };
        page.number(r, 2, mode, kind)?;
        if low < high {
            page.number(r, 3, low, kind)?;
            page.number(r, 4, high, kind)?;
        }
        page.text(r, 5, row.unit)?;
        if let Some(provenance) = row.provenance {
            page.text(r, 6, provenance.grade.as_deref().unwrap_or_default())?;
            page.long_text(r, 7, without_grade(provenance.text.in_lang(lang)), SOURCE)?;
        } else {
            page.text(r, 7, lang.pick("未注明来源", "source not given"))?;
        }
    }
    let last = FIRST + rows(report, look).len() as u32;
    page.sheet.autofilter(FIRST - 1, 0, last.saturating_sub(1), 7).map(drop)
}

fn rows<'a>(report: &'a Report, look: &Look) -> Vec<Row<'a>> {
    let lang = look.lang;
    if !report.figures.is_empty() {
        let row = |figure: &'a super::InputFigure| Row {
            of: figure.of.in_lang(lang),
            name: figure.name.in_lang(lang).to_owned(),
            unit: figure.unit.in_lang(lang),
            share: figure.share,
            values: [figure.mode, figure.low, figure.high],
            provenance: figure.provenance.as_ref(),
        };
        return report.figures.iter().map(row).collect();
    }
    let outline = &report.outline;
    let named = |p: Pollutant, zh: &str, en: &str| {
        let Text { zh: chinese, en: english } = crate::locale::pollutant_name(p.id());
        lang.pick(&format!("{chinese}{zh}"), &format!("{english}: {en}")).to_owned()
    };
    let plan = |name: String, value: f64, provenance| Row {
        of: lang.pick("规划", "Plan"),
        name,
        unit: lang.pick("吨", "t"),
        share: false,
        values: [value; 3],
        provenance,
    };
    let targets = outline.targets.iter().map(|(p, target)| {
        plan(named(*p, "减排目标", "target"), target.reduction_t, target.provenance.as_ref())
    });
    let openings = outline.openings.iter().flat_map(|(p, points)| {
        points.iter().map(move |point| {
            let (zh, en) = (
                format!("前期累计（{}底）", point.month),
                format!("earlier projects by the end of {}", point.month),
            );
            plan(named(p, &zh, &en), point.reduction_t, point.provenance.as_ref())
        })
    });
    let measures = outline.measures.iter().map(|measure| Row {
        of: measure.name.in_lang(lang),
        name: lang.pick("投用率", "effectiveness").to_owned(),
        unit: "",
        share: true,
        values: [measure.effectiveness; 3],
        provenance: measure.provenance.as_ref(),
    });
    targets.chain(openings).chain(measures).collect()
}

/// The measures and where their levers stand.
pub fn measures(sheet: &mut Worksheet, report: &Report, look: &Look) -> Result<(), XlsxError> {
    let lang = look.lang;
    let word = |zh: &str, en: &str, width: f64| (lang.pick(zh, en).to_owned(), width);
    let heads = [
        word("措施", "Measure", 34.0),
        word("工作安排事项", "Work-plan item", 10.0),
        word("污染物", "Pollutants", 18.0),
        word("计入核算", "Counts", 9.0),
        word("项目数", "Projects", 9.0),
        word("其中已完成", "of which complete", 10.0),
        word("实施", "Taken", 9.0),
        word("规模", "Scale", 9.0),
        word("推迟（月）", "Delay (months)", 10.0),
        word("投用率", "Effectiveness", 12.0),
        word("已调整", "Changed", 9.0),
        word("来源", "Source", SOURCE),
    ];
    let title = lang.pick("措施与调节项", "Measures and levers");
    let mut page = Page::new(sheet, look, title, caution(&report.outline, lang), &heads, 1)?;
    let moved = look.text.clone().set_bold().set_background_color(Color::RGB(0x00FD_F4DC));
    let yes = |is: bool| if is { lang.pick("是", "yes") } else { lang.pick("否", "no") };
    for (measure, r) in report.outline.measures.iter().zip(FIRST..) {
        let lever = report.levers.iter().find(|lever| lever.measure == measure.id);
        let at = &measure.lever;
        page.text(r, 0, measure.name.in_lang(lang))?;
        if let Some(item) = measure.work_plan_item {
            page.number(r, 1, f64::from(item), Kind::Plain)?;
        }
        let names: Vec<_> =
            measure.pollutants.iter().map(|p| crate::locale::pollutant_name(p.id()).en).collect();
        page.text(r, 2, &names.join(" "))?;
        page.text(r, 3, yes(measure.counts))?;
        page.number(r, 4, measure.projects as f64, Kind::Plain)?;
        page.number(r, 5, measure.complete as f64, Kind::Plain)?;
        page.text(r, 6, yes(lever.and_then(|lever| lever.enabled).unwrap_or(at.enabled)))?;
        page.number(r, 7, lever.and_then(|lever| lever.scale).unwrap_or(at.scale), Kind::Share)?;
        page.number(
            r,
            8,
            lever.and_then(|lever| lever.delay_months).unwrap_or(at.delay_months),
            Kind::Plain,
        )?;
        page.number(
            r,
            9,
            lever.and_then(|lever| lever.effectiveness).unwrap_or(at.effectiveness),
            Kind::Share,
        )?;
        if lever.is_some() {
            page.sheet.write_string_with_format(r, 10, yes(true), &moved)?;
        }
        if let Some(provenance) = &measure.provenance {
            page.long_text(r, 11, without_grade(provenance.text.in_lang(lang)), SOURCE)?;
        }
    }
    Ok(())
}
