//! How a ledger is filled in: the words of the instruction sheet and of the notes at the headings.

use crate::scenario::Column;

/// What a column holds.
pub struct About {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
    /// An example.
    pub example: &'static str,
    /// Whether every row must have it.
    pub needed: bool,
}

/// What `column` holds.
pub fn about(column: Column) -> About {
    let (zh, en, example, needed) = match column {
        Column::Id => ("项目的编号，不重复", "the project's id, unique", "P-0001", true),
        Column::Name => ("项目名称", "name of the project", "某水泥厂1号窑超低排放改造", false),
        Column::District => ("所在区", "its district", "青山区", false),
        Column::Measure => ("所属措施，从下拉表中选", "its measure, from the list", "", true),
        Column::Status => ("计划、在建或完成", "planned, underway or complete", "在建", true),
        Column::Started => ("开工年月，可不填", "month in which work begins; may be empty", "2024-03", false),
        Column::Completion => ("完成（投运）年月", "month of completion", "2024-09", true),
        Column::Quantity => (
            "规模，单位见“措施与单位”表；与申报减排量填一种即可",
            "how much it covers, in the unit on the sheet of measures; this or declared reductions",
            "1090000",
            false,
        ),
        Column::RampMonths => {
            ("完成后几个月达到满负荷，可不填", "months to full operation; may be empty", "3", false)
        }
        Column::Declared(_) => (
            "申报的年减排量，吨/年；有数量时不用填",
            "declared reduction, t/yr; not needed with a quantity",
            "120.5",
            false,
        ),
        Column::Capital => ("总投资，元，可不填", "investment in CNY; may be empty", "17500000", false),
        Column::Note => ("备注，可不填", "remark; may be empty", "", false),
    };
    About { zh, en, example, needed }
}

/// What the instruction sheet says before its table.
pub const LINES: [(&str, &str); 6] = [
    (
        "每个项目占一行，从“台账”表第 2 行填起，不留标题行和合并单元格。",
        "One row a project, from row 2 of the ledger sheet on, without titles and merged cells.",
    ),
    (
        "措施、状态、区从下拉表中选；年月写作 2024-09。",
        "Choose measure, state and district from the lists; write months like 2024-09.",
    ),
    (
        "数量和金额只写数字；单位按列名，数量的单位见“措施与单位”表。",
        "Quantities and amounts are numbers alone, in the unit of the heading; units of quantities are on the sheet of measures.",
    ),
    (
        "列可以调换次序；不用的列可以留空或删去。",
        "Columns may change places; those not needed may stay empty or be deleted.",
    ),
    ("合计、小计行导入时自动略去。", "Rows of totals are left out on import."),
    ("填好后保存，把文件拖到减排推演页面上即可。", "Save the file and drop it on the page of Jianpai."),
];
