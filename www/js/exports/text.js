// @ts-check
// The paragraph of the report, as a file or on the clipboard.

import { copied } from "../clipboard.js";
import { paragraph } from "../words/page.js";
import { fileName } from "./names.js";

/** @typedef {import("../types.d.ts").ExportForm} ExportForm */
/** @typedef {import("../types.d.ts").TabView} TabView */

/** @param {TabView} view */
const written = ({ lang, outline, results, levers }) => paragraph(lang, outline, results, levers.map(({ measure }) => measure));

/** @type {ExportForm[]} */
export const forms = [
  {
    id: "paragraph",
    group: "text",
    title: { zh: "通报文字", en: "Paragraph" },
    note: { zh: "五项指标的进度与评判，公文措辞，可直接贴入报告。", en: "How all pollutants stand, worded for a report." },
    action: { zh: "复制", en: "Copy" },
    async make({ view }) {
      if (!(await copied(written(view)))) {
        throw new Error(view.lang === "zh" ? "浏览器不允许写入剪贴板，请下载文本文件。" : "The browser does not allow writing to the clipboard; download the text file instead.");
      }
      return undefined;
    },
  },
  {
    id: "text",
    group: "text",
    title: { zh: "文本文件", en: "Text file" },
    note: { zh: "同一段文字，UTF-8 编码的 .txt 文件。", en: "The same paragraph as a .txt file in UTF-8." },
    make: async ({ view }) => ({
      // Notepad on older Windows takes text without a mark for GBK.
      blob: new Blob(["\ufeff", written(view).replace(/\n/g, "\r\n"), "\r\n"], { type: "text/plain;charset=utf-8" }),
      name: fileName(view, "txt"),
    }),
  },
];
