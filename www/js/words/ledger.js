// @ts-check
// Words of the tab 台账.

/** What the ledger is called where its file is not the reader's. */
export const LEDGER = { zh: "台账", en: "Ledger" };

export const WORDS = {
  zh: {
    "ledger-add": "添加",
    "ledger-copy": "复制所选",
    "ledger-delete": "删除所选",
    "ledger-fill": "向下填充",
    "ledger-fill-title": "把所选第一行中刚点过的一列填到其余所选行",
    "ledger-wrong": "只看有问题的",
    "ledger-bulk": "修改所选",
    "ledger-bulk-column": "要修改的列",
    "ledger-bulk-value": "新的值",
    "ledger-import": "导入…",
    "ledger-import-title": "从 Excel、ODS、CSV 导入，先预览，再替换现有台账或追加其后；也可把文件拖到页面上，或把复制的单元格粘贴到页面上",
    "ledger-xlsx": "导出 Excel",
    "ledger-xlsx-title": "与导入的格式相同，改好后可再导入",
    "ledger-csv": "CSV",
    "ledger-csv-title": "导出 CSV",
    "ledger-template": "空白模板",
    "ledger-template-title": "供各区填报的空白台账，带下拉选项和填写说明",
    "ledger-group": "分组",
    "ledger-ungrouped": "不分组",
    "ledger-district": "按区",
    "ledger-measure": "按措施",
    "ledger-filter": "筛选：*",
    "ledger-all": "全选列出的行",
    "ledger-keys": "回车进入各行：Tab 逐格填写，空格选中一行，上下方向键换行；Esc 退出，再按 Tab 离开表格。",
    none: "此情景的项目写在情景文件内，或台账有无法识别的列，这里无法编辑。",
    planned: "计划",
    underway: "在建",
    complete: "完成",
    select: "选择",
    total: "合计",
  },
  en: {
    "ledger-add": "Add",
    "ledger-copy": "Duplicate",
    "ledger-delete": "Delete",
    "ledger-fill": "Fill down",
    "ledger-fill-title": "Copies the column last clicked from the first selected row to the other selected rows",
    "ledger-wrong": "Problems only",
    "ledger-bulk": "Set in chosen",
    "ledger-bulk-column": "Column to set",
    "ledger-bulk-value": "New value",
    "ledger-import": "Import…",
    "ledger-import-title": "From Excel, ODS or CSV: a preview first, then it replaces this ledger or is added to it. You may also drop a file on the page, or paste copied cells",
    "ledger-xlsx": "Export Excel",
    "ledger-xlsx-title": "In the format that comes in: edit it and import it again",
    "ledger-csv": "CSV",
    "ledger-csv-title": "Export CSV",
    "ledger-template": "Template",
    "ledger-template-title": "An empty ledger for districts to fill in, with drop-downs and instructions",
    "ledger-group": "Group",
    "ledger-ungrouped": "Ungrouped",
    "ledger-district": "By district",
    "ledger-measure": "By measure",
    "ledger-filter": "Filter: *",
    "ledger-all": "Select all rows listed",
    "ledger-keys": "Enter goes into the rows: Tab from cell to cell, Space selects a row, up and down arrows go to the next. Escape leaves them, and Tab goes on from there.",
    none: "The projects of this scenario are in the scenario file itself, or the ledger has a column that is not known: it can't be edited here.",
    planned: "Planned",
    underway: "Under way",
    complete: "Complete",
    select: "Select",
    total: "Total",
  },
};

/** Sentences with numbers, those of the tab 核查 and the head of the page. @type {Record<"zh" | "en", { rows(n: string): string, group(name: string, n: number): string, choose(id: string): string, wrong(errors: number): string, look(checks: number, remarks: number): string }>} */
export const SENTENCES = {
  zh: {
    rows: (n) => `共${n}个项目`,
    group: (name, n) => `${name || "（空）"}，${n}个项目`,
    choose: (id) => `选中${id}`,
    wrong: (errors) => `有${errors}处错误，已在表中标出；上方结果仍是改正前最后一次有效的结果，您的修改已保留。`,
    look(checks, remarks) {
      const parts = [checks && `台账核查发现${checks}处需要确认`, remarks && `读入提示${remarks}条`].filter(Boolean);
      return parts.length ? `${parts.join("，")}，已在表中标出。` : "";
    },
  },
  en: {
    rows: (n) => `${n} ${n === "1" ? "project" : "projects"}`,
    group: (name, n) => `${name || "(empty)"}, ${n} ${n === 1 ? "project" : "projects"}`,
    choose: (id) => `Select ${id}`,
    wrong: (errors) => `${errors} ${errors === 1 ? "error" : "errors"}, marked in the table. The results above are still the last valid ones; your edits are kept.`,
    look(checks, remarks) {
      const parts = [checks && `${checks} ${checks === 1 ? "thing" : "things"} to look at`, remarks && `${remarks} ${remarks === 1 ? "remark" : "remarks"} on the file as read`].filter(Boolean);
      return parts.length ? `${parts.join(", ")}: marked in the table.` : "";
    },
  },
};

/** Headings narrower than the file's. @type {Record<"zh" | "en", Record<string, string>>} */
export const HEADINGS = {
  zh: { id: "编号", name: "项目名称", district: "区", measure: "措施", status: "状态", started: "开工", completion: "完成", quantity: "数量", ramp_months: "达产月数", declared_nox_t: "NOx 吨/年", declared_vocs_t: "VOCs 吨/年", declared_cod_t: "COD 吨/年", declared_nh3n_t: "氨氮 吨/年", declared_tp_t: "总磷 吨/年", capital_cny: "投资 元", note: "备注" },
  en: { id: "Id", name: "Name", district: "District", measure: "Measure", status: "Status", started: "Begun", completion: "Completion", quantity: "Quantity", ramp_months: "Ramp, months", declared_nox_t: "NOx t/yr", declared_vocs_t: "VOCs t/yr", declared_cod_t: "COD t/yr", declared_nh3n_t: "NH3-N t/yr", declared_tp_t: "TP t/yr", capital_cny: "Investment CNY", note: "Note" },
};

/** What undo says it takes back. */
export const LABELS = {
  /** @param {string} id @param {string} key */
  cell: (id, key) => ({ zh: `修改项目${id}的${HEADINGS.zh[key]}`, en: `${id}, ${HEADINGS.en[key]}` }),
  /** @param {string} key */
  filled: (key) => ({ zh: `向下填充${HEADINGS.zh[key]}`, en: `fill down of ${HEADINGS.en[key]}` }),
  /** @param {string} key @param {number} n */
  bulk: (key, n) => ({ zh: `把${n}个项目的${HEADINGS.zh[key]}改为同一值`, en: `${HEADINGS.en[key]} of ${n} projects` }),
  /** @param {number} n */
  pasted: (n) => ({ zh: `粘贴${n}行`, en: `pasting ${n} rows` }),
  /** @param {number} n */
  added: (n) => ({ zh: `添加${n}个项目`, en: `adding ${n} ${n === 1 ? "project" : "projects"}` }),
  /** @param {number} n */
  deleted: (n) => ({ zh: `删除${n}个项目`, en: `deleting ${n} ${n === 1 ? "project" : "projects"}` }),
};
