//! What went in: every figure with its unit, range, grade and source; measures and their levers.

use super::Report;
use super::look::{FIRST, Kind, Look, Page, caution, without_grade};
use rust_xlsxwriter::{Color, Worksheet, XlsxError};

/// Width of the column of sources, in characters.
const SOURCE: f64 = 90.0;

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
    for (figure, r) in report.figures.iter().zip(FIRST..) {
        page.text(r, 0, figure.of.in_lang(lang))?;
        page.text(r, 1, figure.name.in_lang(lang))?;
        let kind = if figure.share { Kind::Share } else { Kind::Plain };
        page.number(r, 2, figure.mode, kind)?;
        if figure.low < figure.high {
            page.number(r, 3, figure.low, kind)?;
            page.number(r, 4, figure.high, kind)?;
        }
        page.text(r, 5, figure.unit.in_lang(lang))?;
        if let Some(provenance) = &figure.provenance {
            page.text(r, 6, provenance.grade.as_deref().unwrap_or_default())?;
            page.long_text(r, 7, without_grade(provenance.text.in_lang(lang)), SOURCE)?;
        } else if figure.place.is_none() {
            page.text(r, 7, lang.pick("默认值（情景文件未写）", "default: not in the scenario file"))?;
        } else {
            page.text(r, 7, lang.pick("未注明来源", "source not given"))?;
        }
    }
    let last = FIRST + report.figures.len() as u32;
    page.sheet.autofilter(FIRST - 1, 0, last.saturating_sub(1), 7).map(drop)
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
        word("措施所写数据的来源", "Source of the figures that it states", SOURCE),
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
