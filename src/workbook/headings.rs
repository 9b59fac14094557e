//! Which column is which: the row of headings, names as offices write them, and the units in them.

use super::grid::{Sheet, Span};
use super::units;
use crate::diagnostic::nearest;
use crate::scenario::Column;
use crate::scenario::ledger_text::{column_of, half_width};
use crate::units::Pollutant;
use serde::{Deserialize, Serialize};

/// Rows among which the headings are looked for.
const FIRST_ROWS: usize = 40;

/// What a column is taken for that has the units of the quantities beside it.
pub const UNIT: &str = "unit";

/// What a column of the sheet is taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// The ledger's column, by its English heading, or `unit`: that of the quantities beside it.
    pub column: String,
    /// Its figures are to be multiplied by ten to the power of this.
    #[serde(default)]
    pub shift: i32,
    /// The unit of its quantities; empty for that of each measure.
    #[serde(default)]
    pub unit: String,
}

/// Where the headings are, and what each column of the sheet is taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// First row of the headings, from 0.
    pub first: usize,
    /// Their last row: two where one heading stands over several.
    pub last: usize,
    /// By column of the sheet; `None` is not taken.
    pub columns: Vec<Option<Use>>,
}

impl Layout {
    /// The layout that `sheet` most likely has; `None` when no row looks like headings.
    pub fn guess(sheet: &Sheet) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        for more in 0..3 {
            for first in 0..sheet.rows.len().saturating_sub(more).min(FIRST_ROWS) {
                let layout = Self::at(sheet, first, first + more);
                let found = layout.found();
                if found >= 2 && best.as_ref().is_none_or(|(most, _)| found > *most) {
                    best = Some((found, layout));
                }
            }
        }
        best.map(|(_, layout)| layout)
    }

    /// The layout of `sheet` when its headings are in the rows `first` to `last`.
    pub fn at(sheet: &Sheet, first: usize, last: usize) -> Self {
        let mut layout = Self { first, last, columns: Vec::new() };
        let headings = layout.headings(sheet);
        let mut columns: Vec<Option<Use>> = vec![None; headings.len()];
        let likeness: Vec<Option<(Column, u32)>> =
            headings.iter().map(|heading| recognised(heading)).collect();
        for column in Column::all() {
            let of_it = likeness.iter().enumerate().filter_map(|(index, found)| match found {
                Some((known, likeness)) if *known == column => Some((*likeness, std::cmp::Reverse(index))),
                _ => None,
            });
            if let Some((_, std::cmp::Reverse(index))) = of_it.max() {
                let shift = if units::is_in_heading(column, &headings[index]) {
                    units::of_heading(column, &headings[index])
                } else {
                    layout.above(sheet, column).unwrap_or(0)
                };
                let unit = unit(column, &headings[index]);
                columns[index] = Some(Use { column: column.key().to_owned(), shift, unit });
            }
        }
        let below = |index| (last + 1..sheet.rows.len()).map(move |row| sheet.cell(row, index).text());
        let has_units = |index: &usize| {
            let surely = units::heads_units(&plain(&headings[*index]));
            surely.is_some_and(|surely| surely || below(*index).any(|text| units::is_unit(&text)))
        };
        if let Some(index) = (0..columns.len()).filter(|index| columns[*index].is_none()).find(has_units) {
            columns[index] = Some(Use { column: UNIT.to_owned(), shift: 0, unit: String::new() });
        }
        layout.columns = columns;
        layout
    }

    /// The headings of all columns of `sheet`.
    pub fn headings(&self, sheet: &Sheet) -> Vec<String> {
        let reaches = |span: &&Span| span.top <= self.last && span.bottom >= self.first;
        let merged: Vec<Span> = sheet.merged.iter().filter(reaches).copied().collect();
        (0..sheet.width()).map(|column| heading(sheet, (self.first, self.last), column, &merged)).collect()
    }

    /// The power of ten that a line above the headings gives for all amounts of `column`, like “单位：万元”.
    pub fn above(&self, sheet: &Sheet, column: Column) -> Option<i32> {
        let cells = sheet.rows.iter().take(self.first).flatten();
        let unit =
            cells.filter(|_| column == Column::Capital).find_map(|cell| units::of_money(&cell.text()))?;
        Some(units::of_heading(column, unit))
    }

    /// How many columns are recognised.
    pub fn found(&self) -> usize {
        self.columns.iter().flatten().count()
    }
}

/// The unit that `heading` gives for quantities.
fn unit(column: Column, heading: &str) -> String {
    if column == Column::Quantity { units::of_quantities(heading) } else { String::new() }
}

/// The heading of `column`: what stands in its rows, each once; the text of cells `merged` counts for all they cover.
fn heading(sheet: &Sheet, (first, last): (usize, usize), column: usize, merged: &[Span]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for row in first..=last {
        let over = |span: &&Span| {
            (span.top..=span.bottom).contains(&row) && (span.left..=span.right).contains(&column)
        };
        let (top, left) =
            merged.iter().find(over).map_or((row, column), |span| (span.top.max(first), span.left));
        let text = sheet.cell(top, left).text();
        if !text.is_empty() && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    parts.join(" ")
}

/// The column that `heading` names, and how surely.
fn recognised(heading: &str) -> Option<(Column, u32)> {
    if heading.chars().count() > 60 {
        return None; // a title or a remark
    }
    if let Some(column) = column_of(heading) {
        return Some((column, 1000));
    }
    let plain = plain(heading);
    if plain.is_empty() || units::heads_units(&plain).is_some() {
        return None;
    }
    if let Some(pollutant) = pollutant(&plain) {
        return pollutant_is_cut(&plain).then_some((Column::Declared(pollutant), 500));
    }
    let names =
        || NAMES.iter().flat_map(|(column, names)| names.iter().zip(0..).map(move |(n, i)| (*column, *n, i)));
    if let Some((column, _, rank)) = names().find(|(_, name, _)| *name == plain) {
        return Some((column, 500 - rank));
    }
    let within = names().filter(|(_, name, _)| name.chars().count() > 1 && plain.contains(name));
    if let Some((column, name, _)) = within.max_by_key(|(_, name, _)| name.len()) {
        let strange = plain.chars().count() - name.chars().count();
        return (strange <= 8).then(|| (column, 200 - strange.min(100) as u32));
    }
    // One slip of the pen.
    let length = plain.chars().count();
    let alike = names().filter(|(_, name, _)| {
        let (own, common) = (name.chars().count(), name.chars().filter(|c| plain.contains(*c)).count());
        own >= 4 && common + 1 >= own && length.abs_diff(own) <= 1
    });
    let near = nearest(&plain, alike.map(|(_, name, _)| name));
    let mut columns = names().filter(|(_, name, _)| near.contains(name)).map(|(column, ..)| column);
    let first = columns.next()?;
    columns.all(|column| column == first).then_some((first, 100)) // as near to another, it is neither
}

/// A heading without its unit: what is in brackets, behind a stroke or a comma, blanks, the words "planned" and "actual".
fn plain(heading: &str) -> String {
    let mut text = String::new();
    let mut depth = 0;
    for c in half_width(heading).to_lowercase().chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth -= 1,
            _ if depth > 0 || c.is_whitespace() || "_*:;,.、。".contains(c) => {}
            _ => text.push(c),
        }
    }
    let text = text.split('/').next().unwrap_or("").to_owned();
    ["计划", "预计", "实际", "拟", "planned", "expected", "actual"]
        .iter()
        .find_map(|lead| text.strip_prefix(lead).filter(|rest| rest.chars().count() > 1))
        .map_or(text.clone(), str::to_owned)
}

/// The pollutant that a heading speaks of.
fn pollutant(plain: &str) -> Option<Pollutant> {
    let named = |names: &[&str]| {
        names.iter().any(|name| {
            plain.match_indices(name).any(|(at, _)| {
                let alone =
                    |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() || c.is_ascii_digit());
                !name.is_ascii()
                    || name.len() > 5
                    || alone(plain[..at].chars().next_back())
                        && alone(plain[at + name.len()..].chars().next())
                    || plain.starts_with("declared")
            })
        })
    };
    Pollutant::ALL.into_iter().find(|pollutant| match pollutant {
        Pollutant::Nox => named(&["氮氧化物", "nox", "nitrogenoxides"]),
        Pollutant::Vocs => named(&["挥发性有机物", "vocs", "voc", "volatileorganic"]),
        Pollutant::Cod => named(&["化学需氧量", "codcr", "cod", "chemicaloxygendemand"]),
        Pollutant::Nh3n => named(&["氨氮", "nh3-n", "nh3n", "ammonia"]),
        Pollutant::Tp => named(&["总磷", "tp", "totalphosphorus"]),
    })
}

/// Whether a heading with a pollutant speaks of what is cut, rather than of what is emitted or measured.
fn pollutant_is_cut(plain: &str) -> bool {
    let cut = ["减", "削", "reduc", "cut", "declared"].iter().any(|word| plain.contains(word));
    let other = ["排放", "产生", "浓度", "标准", "去除率", "效率", "emission", "concentration", "rate"];
    cut && !plain.contains("率") || !other.iter().any(|word| plain.contains(word))
}

/// How offices call the columns, those meant most surely first; without blanks, units and case.
const NAMES: [(Column, &[&str]); 11] = [
    (
        Column::Id,
        &[
            "编号",
            "项目编号",
            "台账编号",
            "项目编码",
            "项目代码",
            "编码",
            "代码",
            "序号",
            "id",
            "projectid",
            "projectno",
            "code",
            "no",
            "number",
        ],
    ),
    (
        Column::Name,
        &[
            "项目名称",
            "工程名称",
            "重点工程名称",
            "重点工程",
            "减排项目",
            "治理项目",
            "名称",
            "企业名称",
            "单位名称",
            "项目",
            "企业",
            "name",
            "projectname",
            "project",
            "facility",
            "company",
        ],
    ),
    (
        Column::District,
        &[
            "区",
            "所在区",
            "区县",
            "县区",
            "所属区",
            "行政区",
            "行政区划",
            "所在区县",
            "辖区",
            "属地",
            "责任区",
            "区域",
            "地区",
            "所在地",
            "县",
            "district",
            "county",
            "area",
            "location",
            "region",
        ],
    ),
    (
        Column::Measure,
        &[
            "措施",
            "减排措施",
            "治理措施",
            "工程措施",
            "措施名称",
            "措施类型",
            "措施类别",
            "减排类型",
            "项目类型",
            "项目类别",
            "工程类型",
            "类别",
            "类型",
            "measure",
            "measuretype",
            "projecttype",
            "type",
            "category",
        ],
    ),
    (
        Column::Status,
        &[
            "状态",
            "项目状态",
            "建设状态",
            "实施状态",
            "进展",
            "项目进展",
            "工作进展",
            "进展情况",
            "目前进展",
            "建设进度",
            "实施进度",
            "项目进度",
            "进度",
            "完成情况",
            "建设情况",
            "status",
            "projectstatus",
            "progress",
            "stage",
            "state",
        ],
    ),
    (
        Column::Started,
        &[
            "开工时间",
            "开工日期",
            "开工年月",
            "开工",
            "启动时间",
            "开始时间",
            "started",
            "start",
            "startdate",
            "begin",
            "begun",
        ],
    ),
    (
        Column::Completion,
        &[
            "完成时间",
            "完成日期",
            "完成年月",
            "完成时限",
            "竣工时间",
            "竣工日期",
            "完工时间",
            "完工日期",
            "完工年月",
            "完工时限",
            "建成时间",
            "建成日期",
            "投运时间",
            "投运日期",
            "投产时间",
            "投产日期",
            "投入运行时间",
            "竣工",
            "完工",
            "建成",
            "投运",
            "投产",
            "completion",
            "completiondate",
            "completed",
            "finish",
            "finished",
            "enddate",
            "duedate",
            "due",
        ],
    ),
    (
        Column::Quantity,
        &[
            "数量",
            "规模",
            "改造规模",
            "治理规模",
            "建设规模",
            "工程规模",
            "处理规模",
            "工程量",
            "处理能力",
            "产能",
            "能力",
            "quantity",
            "size",
            "scale",
            "capacity",
            "amount",
        ],
    ),
    (
        Column::RampMonths,
        &["达产月数", "达产期", "达产时间", "达产", "爬坡期", "调试期", "rampmonths", "ramp"],
    ),
    (
        Column::Capital,
        &[
            "投资",
            "总投资",
            "项目总投资",
            "投资额",
            "总投资额",
            "投资金额",
            "项目投资",
            "估算投资",
            "投资估算",
            "资金",
            "capital",
            "capitalcny",
            "investment",
            "totalinvestment",
            "cost",
            "budget",
            "capex",
        ],
    ),
    (
        Column::Note,
        &["备注", "说明", "备注说明", "note", "notes", "remark", "remarks", "comment", "comments"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_recognised_as_offices_write_them() {
        for (heading, column) in [
            ("编号", "id"),
            ("序号", "id"),
            ("项目 名称", "name"),
            ("企业(单位)名称", "name"),
            ("所在区（县）", "district"),
            ("项目类型", "measure"),
            ("建设进展情况", "status"),
            ("计划完成时间", "completion"),
            ("预计竣工时间", "completion"),
            ("完成时问", "completion"),
            ("计划完工", "completion"),
            ("计划完工时间", "completion"),
            ("预计完工", "completion"),
            ("拟完工时间", "completion"),
            ("实际建成时间", "completion"),
            ("开工日期", "started"),
            ("改造规模（万吨）", "quantity"),
            ("总投资（万元）", "capital_cny"),
            ("总投资/万元", "capital_cny"),
            ("年减排量 氮氧化物", "declared_nox_t"),
            ("NOx削减量(kg/a)", "declared_nox_t"),
            ("ＣＯＤ减排量（吨／年）", "declared_cod_t"),
            ("NH3-N (t/yr)", "declared_nh3n_t"),
            ("氨氮", "declared_nh3n_t"),
            ("Total phosphorus TP", "declared_tp_t"),
            ("Project name", "name"),
            ("Investment, CNY", "capital_cny"),
            ("备  注", "note"),
        ] {
            let found = recognised(heading).map(|(column, _)| column.key());
            assert_eq!(found, Some(column), "{heading}");
        }
        for heading in
            ["", "联系人", "统一社会信用代码证照存放的地方在哪里", "氮氧化物排放量", "COD去除率", "http"]
        {
            assert_eq!(recognised(heading), None, "{heading}");
        }
    }
}
