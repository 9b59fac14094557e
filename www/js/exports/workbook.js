// @ts-check
// The results as a workbook, written by the module of workbooks.

import { resultsWorkbook } from "../workbooks.js";
import { collect } from "./collect.js";
import { fileName } from "./names.js";

/** @type {import("../types.d.ts").ExportForm[]} */
export const forms = [
  {
    id: "workbook",
    group: "data",
    title: { zh: "结果工作簿（XLSX）", en: "Workbook of results (XLSX)" },
    note: { zh: "输入数据及来源、逐月结果、措施与项目贡献、费用、各区；合计为公式，附可编辑的图。", en: "Inputs with sources, months, contributions of measures and projects, costs, districts; live sums, native charts." },
    async make(context) {
      const { view } = context;
      const { outline, results, contributions, levers } = await collect(context);
      const { measure: measures, project: projects, district: districts } = contributions;
      const { files, entry } = /** @type {import("../scenarios.js").Scenario} */ (context.scenarios.current);
      const { figures } = await context.call("figures", files, entry.toml);
      const bytes = await resultsWorkbook({ outline, results, measures, projects, districts, figures, levers, version: context.version() }, view.lang);
      return { name: fileName(view, "xlsx"), blob: new Blob([bytes], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }) };
    },
  },
];
