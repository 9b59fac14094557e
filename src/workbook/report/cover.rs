//! The first sheet: what this is, what it was made from, what each sheet holds, and whether all checks hold.

use super::look::{Look, Page, caution, date_of};
use super::{Report, sheets};
use crate::locale::Lang;
use crate::results::CreditName;
use crate::units::Pollutant;
use rust_xlsxwriter::{Color, Formula, Url, Worksheet, XlsxError};

/// Writes the sheet; `checks` are formulas that each come to 0.
pub fn write(
    sheet: &mut Worksheet,
    report: &Report,
    checks: &[String],
    look: &Look,
) -> Result<(), XlsxError> {
    let lang = look.lang;
    let outline = &report.outline;
    sheet.set_column_width(0, 24)?.set_column_width(1, 100)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, outline.name.in_lang(lang), &look.title)?;
    sheet.write_string_with_format(1, 0, caution(outline, lang), &look.caution)?;
    let mut r = 3;
    let mut line = |name: &str, text: &str| -> Result<(), XlsxError> {
        let mut page = Page { sheet: &mut *sheet, look };
        page.sheet.write_string_with_format(r, 0, name, &look.text.clone().set_bold())?;
        page.long_text(r, 1, text, 100.0)?;
        r += 1;
        Ok(())
    };
    line(lang.pick("情景", "Scenario"), &format!("{} ({})", outline.name.in_lang(lang), outline.id))?;
    line(lang.pick("说明", "About"), outline.description.in_lang(lang))?;
    let credit = match outline.credit {
        CreditName::Months => lang.pick("按投运月数折算", "credited by months in service"),
        CreditName::Capacity => lang.pick("按全年能力核算", "full-year capacity counted at once"),
    };
    line(lang.pick("减排量核算", "Accounting"), credit)?;
    line(lang.pick("调节项", "Levers"), &levers(report, lang))?;
    let drawn = report.results.uncertainty.as_ref();
    let draws = drawn.map_or_else(
        || lang.pick("未抽样", "none").to_owned(),
        |drawn| {
            format!("{}{}", drawn.draws, lang.pick("次，随机种子 ", " with seed ")) + &drawn.seed.to_string()
        },
    );
    line(lang.pick("抽样", "Draws"), &draws)?;
    line(
        lang.pick("引擎版本", "Engine"),
        &format!("{} {}", lang.pick("减排推演", "Jianpai"), report.version),
    )?;
    line(
        lang.pick("公式与数值", "Formulas and values"),
        lang.pick(
            "各表数值为引擎结果；合计、完成比例、缺口与评判为公式，可复算。“总表”的截至月份可改，其余各表为所列月份。",
            "Numbers are the engine’s; sums, shares, gaps and status are formulas. The month of the summary may be changed; the other sheets are of the month they name.",
        ),
    )?;
    for text in &report.results.warnings {
        line(lang.pick("提示", "Warning"), text.in_lang(lang))?;
    }
    sheet.write_string_with_format(r, 0, lang.pick("截至月份", "As of"), &look.text.clone().set_bold())?;
    sheet.write_datetime_with_format(r, 1, &date_of(report.results.at)?, &look.month())?;
    r += 1;
    sheet.write_string_with_format(
        r,
        0,
        lang.pick("全部核对", "All checks"),
        &look.text.clone().set_bold(),
    )?;
    let (good, bad) = (
        lang.pick("通过：各项合计与引擎一致", "hold: all sums are the engine’s"),
        lang.pick("不符：请查各表“核对”", "do not hold: see “Check” on the sheets"),
    );
    let formula = format!("=IF({}<0.001,\"{good}\",\"{bad}\")", checks.join("+"));
    let format = look.text.clone().set_bold().set_background_color(Color::RGB(0x00F4_F5F6));
    sheet.write_formula_with_format(r, 1, Formula::new(formula).set_result(good), &format)?;
    r += 2;
    for (name, column) in [lang.pick("工作表", "Sheet"), lang.pick("内容", "What it holds")].iter().zip(0..)
    {
        sheet.write_string_with_format(r, column, *name, &look.head)?;
    }
    for (name, text) in contents(lang, drawn.is_some()) {
        r += 1;
        sheet.write_url_with_text(r, 0, Url::new(format!("internal:'{name}'!A1")), name)?;
        sheet.write_string_with_format(r, 1, text, &look.text)?;
    }
    Ok(())
}

fn contents(lang: Lang, drawn: bool) -> Vec<(&'static str, &'static str)> {
    let mut list = vec![
        (
            sheets::summary(lang),
            lang.pick(
                "五项指标：累计核算减排量、目标、时序进度、评判；图。",
                "The five pollutants: counted reduction, target, schedule, status; chart.",
            ),
        ),
        (
            sheets::inputs(lang),
            lang.pick(
                "每个输入数据的取值、范围、单位、等级与来源。",
                "Every figure that went in: value, range, unit, grade, source.",
            ),
        ),
        (sheets::measures(lang), lang.pick("各项措施与调节项。", "Measures and where their levers stand.")),
    ];
    let months = if drawn {
        lang.pick(
            "逐月：前期累计、各项措施、合计、时序进度、排放量、80%区间；图。",
            "By month: earlier projects, measures, sum, schedule, emission, 80% range; chart.",
        )
    } else {
        lang.pick(
            "逐月：前期累计、各项措施、合计、时序进度、排放量；图。",
            "By month: earlier projects, measures, sum, schedule, emission; chart.",
        )
    };
    list.extend(Pollutant::ALL.map(|p| (sheets::series(p, lang), months)));
    list.extend([
        (
            sheets::contributions(lang),
            lang.pick(
                "各项措施的贡献，合计并与逐月表核对。",
                "What each measure brings, added up and checked against the months.",
            ),
        ),
        (sheets::charts(lang), lang.pick("各污染物的措施贡献图。", "Charts of what measures bring.")),
        (sheets::projects(lang), lang.pick("各项目的贡献与费用。", "What each project brings and costs.")),
        (
            sheets::districts(lang),
            lang.pick("各区的贡献：本区项目之和。", "What each district brings: the sum of its projects."),
        ),
        (
            sheets::costs(lang),
            lang.pick("各项措施的费用，各年投资；图。", "Costs by measure, investment by year; chart."),
        ),
    ]);
    list
}

/// Which levers were moved, in words.
fn levers(report: &Report, lang: Lang) -> String {
    let moved: Vec<_> = report
        .levers
        .iter()
        .map(|lever| {
            let measure = report.outline.measures.iter().find(|measure| measure.id == lever.measure);
            let name = measure.map_or(lever.measure.as_str(), |measure| measure.name.in_lang(lang));
            let mut parts = Vec::new();
            if let Some(enabled) = lever.enabled {
                parts.push(
                    if enabled { lang.pick("实施", "taken") } else { lang.pick("不实施", "not taken") }
                        .to_owned(),
                );
            }
            let numbers = [
                (lever.scale, "规模", "scale", "%"),
                (lever.delay_months, "推迟", "delay", lang.pick("个月", " months")),
                (lever.effectiveness, "投用率", "effectiveness", "%"),
                (lever.to, "改为", "to", ""),
                (lever.reduce, "削减", "reduce", ""),
            ];
            for (value, zh, en, unit) in numbers {
                if let Some(value) = value {
                    let shown = if unit == "%" { (value * 1e4).round() / 100.0 } else { value };
                    parts.push(format!("{} {shown}{unit}", lang.pick(zh, en)));
                }
            }
            format!(
                "{name}{}{}{}",
                lang.pick("（", " ("),
                parts.join(lang.pick("、", ", ")),
                lang.pick("）", ")")
            )
        })
        .collect();
    if moved.is_empty() {
        return lang
            .pick("各项措施均为情景原值", "all measures stand where the scenario has them")
            .to_owned();
    }
    moved.join(lang.pick("；", "; "))
}
