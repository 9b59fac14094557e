// @ts-check
// Words of the dialog 导出.

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../types.d.ts").ExportGroup} ExportGroup */

export const WORDS = {
  zh: {
    "export-title": "导出",
    "export-lang": "文件语言",
    "export-close": "关闭",
    save: "下载",
    making: "生成中…",
    done: "已完成",
    failed: "未能生成",
    saved: "已下载",
  },
  en: {
    "export-title": "Export",
    "export-lang": "Language of the files",
    "export-close": "Close",
    save: "Download",
    making: "Working…",
    done: "Done",
    failed: "Could not be made",
    saved: "Downloaded",
  },
};

/** The groups in their order. @type {[ExportGroup, import("../types.d.ts").Text][]} */
export const GROUPS = [
  ["pictures", { zh: "图片", en: "Pictures" }],
  ["slides", { zh: "幻灯片", en: "Slides" }],
  ["data", { zh: "工作簿与数据", en: "Workbook and data" }],
  ["text", { zh: "文字", en: "Text" }],
  ["scenario", { zh: "情景文件", en: "Scenario files" }],
];
