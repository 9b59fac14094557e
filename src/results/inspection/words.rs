//! Findings in words: what was found, with the figures, and what would be right.

use crate::analysis::{Finding, FindingKind};
use crate::locale::{Text, pollutant_name};
use crate::model::{Amount, Model, Project, Total};
use crate::units::Pollutant;

/// A finding in words.
pub struct Words {
    /// Its code.
    pub code: &'static str,
    /// The measure it is about.
    pub measure: Option<usize>,
    /// What was found.
    pub message: Text,
    /// What would be right.
    pub hint: Text,
}

/// `finding` in words.
pub fn words(model: &Model, finding: &Finding) -> Words {
    let first = finding.projects.first().map(|(k, _)| &model.projects[*k]);
    let (measure, count) = (first.map(|project| project.measure), finding.projects.len());
    match &finding.kind {
        FindingKind::CoverageAboveAll { measure, share } => coverage_above_all(model, *measure, *share),
        FindingKind::GroupAboveAll { measures, share } => group_above_all(model, measures, *share),
        FindingKind::DeclaredBeyond { pollutant, declared_t, emitted_t, potential_t } => {
            declared_beyond(measure, *pollutant, *declared_t, *emitted_t, *potential_t)
        }
        FindingKind::SameName => same_name(measure, first, count),
        FindingKind::BeforeInventory => before_inventory(model.inventory_year, count),
        FindingKind::UnitFactor { amount, written, usual, factor } => {
            unit_factor(measure, *amount, *written, *usual, *factor)
        }
        FindingKind::TotalDiffers { total } => total_differs(&model.totals[*total]),
        FindingKind::FinishedBeforeBegun => finished_before_begun(measure, first),
    }
}

fn coverage_above_all(model: &Model, measure: usize, share: f64) -> Words {
    let (name, unit) = (&model.measures[measure].name, &model.measures[measure].basis_unit);
    let (percent, total) = (figure(share * 100.0), figure(model.measures[measure].basis_total));
    Words {
        code: "coverage-above-all",
        measure: Some(measure),
        message: Text::new(
            format!("“{}”的项目合计覆盖了全部对象的 {percent} %，超出部分不计减排量", name.zh),
            format!(
                "the projects of “{}” cover {percent} % of all there is; what is beyond cuts nothing",
                name.en
            ),
        ),
        hint: Text::new(
            format!("合计不超过 {total} {}：核对是否重复申报，或更正该措施的全部适用量", unit.zh),
            format!(
                "at most {total} {} in all: look for projects listed twice, or correct how many there are",
                unit.en
            ),
        ),
    }
}

fn group_above_all(model: &Model, measures: &[usize], share: f64) -> Words {
    let names = |name: fn(&Text) -> &str, separator: &str| {
        let names: Vec<_> = measures.iter().map(|m| name(&model.measures[*m].name)).collect();
        names.join(separator)
    };
    let (zh, en, percent) = (names(|t| &t.zh, "、"), names(|t| &t.en, ", "), figure(share * 100.0));
    Words {
        code: "group-above-all",
        measure: None,
        message: Text::new(
            format!("{zh}互相排斥（同一设施只取其一），合计却覆盖了 {percent} %，已按比例折减"),
            format!(
                "{en} exclude each other on a facility, but cover {percent} % together; each was scaled down"
            ),
        ),
        hint: Text::new(
            "同一设施只保留一项措施的项目，使合计不超过 100 %",
            "keep the project of one measure a facility, so that they cover at most 100 %",
        ),
    }
}

fn declared_beyond(
    measure: Option<usize>,
    pollutant: Pollutant,
    declared_t: f64,
    emitted_t: f64,
    potential_t: f64,
) -> Words {
    let name = pollutant_name(pollutant.id());
    let (declared, emitted, potential) = (figure(declared_t), figure(emitted_t), figure(potential_t));
    let beyond_emission = declared_t > emitted_t;
    let (zh, en) = if beyond_emission {
        (
            format!("超过这些源的全部排放量 {emitted} 吨/年"),
            format!("more than its sources emit, {emitted} t/yr"),
        )
    } else {
        (
            format!("超过该措施全面实施所能减的 {potential} 吨/年"),
            format!("more than its measure cuts when every facility has it, {potential} t/yr"),
        )
    };
    Words {
        code: if beyond_emission { "declared-beyond-emission" } else { "declared-beyond-measure" },
        measure,
        message: Text::new(
            format!("申报{} {declared} 吨/年，{zh}", name.zh),
            format!("declares {declared} t/yr of {}, {en}", name.en),
        ),
        hint: Text::new(
            format!("不超过 {potential} 吨/年；是否把千克写成了吨？"),
            format!("at most {potential} t/yr; are these kilograms?"),
        ),
    }
}

fn same_name(measure: Option<usize>, first: Option<&Project>, count: usize) -> Words {
    let name = first.map_or("", |project| project.name.as_str());
    Words {
        code: "same-name",
        measure,
        message: Text::new(
            format!("{count} 个项目都叫“{name}”：同一设施可能重复计了减排量"),
            format!("{count} projects are called “{name}”: a facility may be counted more than once"),
        ),
        hint: Text::new(
            "只保留一行；确为不同设施的，名称写得能区分",
            "keep one row; give different facilities different names",
        ),
    }
}

fn before_inventory(year: i32, count: usize) -> Words {
    let (projects, were) = if count == 1 { ("project", "was") } else { ("projects", "were") };
    Words {
        code: "before-inventory",
        measure: None,
        message: Text::new(
            format!("{count} 个项目在清单年 {year} 年底前已完成，减排量已在清单里，不再计入"),
            format!(
                "{count} {projects} {were} complete by the end of the inventory year {year}: in the inventory already, and so without effect"
            ),
        ),
        hint: Text::new(
            format!("完成时间应晚于 {year}-12；已完成的减排量应计入前期累计减排量"),
            format!(
                "completion should be after {year}-12; reductions achieved by then belong to the opening figure"
            ),
        ),
    }
}

fn unit_factor(measure: Option<usize>, amount: Amount, written: f64, usual: f64, factor: f64) -> Words {
    let (column, by) = (column(amount), usual_by(amount));
    let times = if factor > 1.0 { factor } else { 1.0 / factor };
    let (written, usual, right) = (figure(written), figure(usual), figure(written / factor));
    let (zh, en) = if factor > 1.0 { ("大", "large") } else { ("小", "small") };
    Words {
        code: "unit-factor",
        measure,
        message: Text::new(
            format!("{}写的是 {written}；{}约为 {usual}，大约{zh}了 {times} 倍", column.zh, by.zh),
            format!(
                "{} is {written}; {} it would be about {usual}: about {times} times too {en}",
                column.en, by.en
            ),
        ),
        hint: Text::new(
            format!("核对单位；若差了 {times} 倍，应为 {right}"),
            format!("check the unit; if it is {times} times off, {right} is right"),
        ),
    }
}

fn total_differs(total: &Total) -> Words {
    let column = column(total.amount);
    let (written, sum) = (figure(total.written), figure(total.sum));
    Words {
        code: "total-differs",
        measure: None,
        message: Text::new(
            format!("合计行的{}写的是 {written}，各行之和是 {sum}", column.zh),
            format!("in the row of totals {} is {written}; the rows add up to {sum}", column.en),
        ),
        hint: Text::new(
            format!("改为 {sum}，或补上缺少的行；计算只用各行，不用合计"),
            format!("write {sum}, or add the rows that are missing; totals are not used, only rows are"),
        ),
    }
}

fn finished_before_begun(measure: Option<usize>, first: Option<&Project>) -> Words {
    let started =
        first.and_then(|project| project.started).map(|month| month.to_string()).unwrap_or_default();
    let completion = first.map(|project| project.completion.to_string()).unwrap_or_default();
    Words {
        code: "finished-before-begun",
        measure,
        message: Text::new(
            format!("完成时间 {completion} 早于开工时间 {started}"),
            format!("it is complete in {completion}, before work begins in {started}"),
        ),
        hint: Text::new(
            "开工时间不晚于完成时间：核对哪一个写错了",
            "work begins before it is complete: correct whichever is wrong",
        ),
    }
}

/// What a column of the ledger is called.
fn column(amount: Amount) -> Text {
    match amount {
        Amount::Quantity => Text::new("数量", "the quantity"),
        Amount::Declared(p) => {
            let name = pollutant_name(p.id());
            Text::new(
                format!("{}减排量(吨/年)", name.zh),
                format!("the declared reduction of {}, t/yr,", name.en),
            )
        }
        Amount::Capital => Text::new("投资(元)", "the investment, CNY,"),
    }
}

/// What tells the usual amount.
fn usual_by(amount: Amount) -> Text {
    match amount {
        Amount::Quantity | Amount::Declared(_) => {
            Text::new("按同措施其他项目", "going by the measure's other projects")
        }
        Amount::Capital => Text::new("按措施的单位投资", "going by the measure's cost"),
    }
}

/// A figure with as many digits as people read.
fn figure(value: f64) -> String {
    let digits = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 1.0 => 1,
        _ => 4,
    };
    let text = format!("{value:.digits$}");
    let text = if digits > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "0" && value != 0.0 { format!("{value:e}") } else { text.to_owned() }
}
