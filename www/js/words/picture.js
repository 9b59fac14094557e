// @ts-check
// Words of the dialog 图片, and of what a picture that is opened tells.

/** @typedef {import("../text.js").Lang} Lang */

export const WORDS = {
  zh: {
    title: "保存图片",
    close: "关闭",
    format: "格式",
    size: "尺寸",
    theme: "底色",
    language: "文字",
    carry: "图片内附本情景的文件（含台账）。取消后，他人拿到图片也看不到台账，但无法由图片复算。",
    note: "图片可在没有中文字体的电脑上正常显示。图片内记有情景、调节项和结果校验值：把图片拖回本页，即可复算并核对。复制到剪贴板的图片不带这些信息。",
    save: "下载",
    copy: "复制图片",
    working: "生成中…",
    saved: "已下载",
    copied: "图片已复制，可粘贴到文稿中",
    failed: "未能生成",
  },
  en: {
    title: "Save a picture",
    close: "Close",
    format: "Format",
    size: "Size",
    theme: "Ground",
    language: "Words",
    carry: "Put this scenario's files, ledger included, into the picture. Without them nobody reads the ledger from the picture, but nobody can reproduce it either.",
    note: "The picture looks the same on machines without Chinese fonts. It says inside which scenario, levers and results it was drawn from: dropped onto this page, it is computed again and compared. A picture on the clipboard does not carry that.",
    save: "Download",
    copy: "Copy picture",
    working: "Working…",
    saved: "Downloaded",
    copied: "Picture copied: paste it into a document",
    failed: "Could not be made",
  },
};

/** @type {{ value: string, title: import("../types.d.ts").Text }[]} */
export const FORMATS = [
  { value: "svg", title: { zh: "SVG 矢量图", en: "SVG, vectors" } },
  { value: "png-1", title: { zh: "PNG 1 倍", en: "PNG, 1x" } },
  { value: "png-2", title: { zh: "PNG 2 倍", en: "PNG, 2x" } },
  { value: "png-3", title: { zh: "PNG 3 倍", en: "PNG, 3x" } },
  { value: "png-4", title: { zh: "PNG 4 倍（印刷）", en: "PNG, 4x (print)" } },
];

/** @type {{ value: string, title: import("../types.d.ts").Text }[]} */
export const THEMES = [
  { value: "light", title: { zh: "浅色", en: "Light" } },
  { value: "dark", title: { zh: "深色", en: "Dark" } },
];

/** Why a picture is but what is on the screen. @param {Lang} lang @param {unknown} error */
export const asShown = (lang, error) =>
  lang === "zh"
    ? `已按屏幕所见保存为 PNG，图中未附情景：制图模块不能使用（${message(error)}）。`
    : `Saved as PNG as it is on the screen, without its scenario: the module that makes pictures can't be used (${message(error)}).`;

/** @param {unknown} error */
const message = (error) => (error instanceof Error ? error.message : String(error));

/** @param {Lang} lang @param {string} name @param {boolean} whole whether it carries what it was drawn from */
export const savedText = (lang, name, whole) =>
  lang === "zh"
    ? `已保存：${name}${whole ? "" : "。图中数值不能由此处复算，未附情景。"}`
    : `Saved: ${name}${whole ? "" : ". Its figures can't be worked out anew here; it carries no scenario."}`;
