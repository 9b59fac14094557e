// @ts-check
// The ledger as it goes in: a workbook, CSV, and an empty one to be filled in.

import { ledgerTemplate, ledgerWorkbook } from "../workbooks.js";
import { fileName } from "./names.js";

/** @typedef {import("../types.d.ts").ExportForm} ExportForm */
/** @typedef {import("../types.d.ts").ExportContext} ExportContext */

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** Tells spreadsheet programs that a CSV is UTF-8. */
const MARK = "\ufeff";

/** The text of the open scenario's ledger. @param {Pick<ExportContext, "scenarios" | "view">} context */
function ledger({ scenarios: { files }, view }) {
  const name = Object.keys(files).find((each) => /\.csv$/i.test(each));
  if (name) return new TextDecoder().decode(files[name]);
  throw new Error(view.lang === "zh" ? "此情景的项目写在情景文件内，没有台账文件" : "the projects of this scenario are in the scenario file: there is no ledger");
}

/** @type {ExportForm[]} */
export const forms = [
  {
    id: "ledger-xlsx",
    group: "data",
    title: { zh: "项目台账（Excel）", en: "Ledger (Excel)" },
    note: { zh: "与导入的格式相同：改好后可直接拖回页面。带下拉选项、填写说明和措施单位。", en: "In the format that comes in: edit it and drop it back. With drop-downs, instructions and units." },
    async make(context) {
      const bytes = await ledgerWorkbook(ledger(context), context.view.outline, context.view.lang);
      return { name: fileName(context.view, "xlsx", { what: context.view.lang === "zh" ? "台账" : "ledger" }), blob: new Blob([bytes], { type: XLSX }) };
    },
  },
  {
    id: "ledger-csv",
    group: "data",
    title: { zh: "项目台账（CSV）", en: "Ledger (CSV)" },
    note: { zh: "情景文件夹里的那份台账，UTF-8 编码。", en: "The ledger of the scenario's folder, in UTF-8." },
    async make(context) {
      const text = ledger(context);
      return { name: fileName(context.view, "csv", { what: context.view.lang === "zh" ? "台账" : "ledger" }), blob: new Blob([MARK, text], { type: "text/csv" }) };
    },
  },
  {
    id: "ledger-template",
    group: "data",
    title: { zh: "空白台账模板", en: "Empty ledger to fill in" },
    note: { zh: "发给各区填报：措施、状态、区有下拉选项，附填写说明。", en: "For districts to fill in: measure, state and district from lists, with instructions." },
    async make({ view }) {
      const bytes = await ledgerTemplate(view.outline, view.lang);
      return { name: fileName(view, "xlsx", { what: view.lang === "zh" ? "台账模板" : "ledger-template" }), blob: new Blob([bytes], { type: XLSX }) };
    },
  },
];
