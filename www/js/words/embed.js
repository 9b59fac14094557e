// @ts-check
// Words around a chart that stands on another page.

import { caution, monthName, movedCount, pollutantName, tonnes, word } from "../text.js";

/** @typedef {import("../text.js").Lang} Lang */

export const WORDS = {
  zh: { page: "打开推演页面", title: "减排推演", failed: "图表未能显示", drawing: "正在生成图片…", fixed: "此为静态图片：不随调节项变化，也不可交互。" },
  en: { page: "Open the simulator", title: "Jianpai", failed: "The chart could not be shown", drawing: "Making the picture…", fixed: "A still picture: it does not follow the levers and can't be read interactively." },
};

/** Which tab of the page shows the chart. @type {Record<import("../catalogue.js").ChartName, string>} */
export const TABS = {
  progress: "progress",
  multiples: "all",
  waterfall: "contributions",
  wedges: "contributions",
  emissions: "emissions",
  counted: "emissions",
  "cost-curve": "cost",
  districts: "districts",
};

/** Scenario, month, levers moved, and what is not official. @param {import("../types.d.ts").TabView} view */
export function footLine({ lang, outline, results, levers }) {
  const month = lang === "zh" ? `截至${monthName(lang, results.at)}` : `as of ${monthName(lang, results.at)}`;
  const parts = [outline.name[lang], month, movedCount(lang, levers.length)].filter(Boolean).join(" · ");
  return [parts, caution(lang, outline)].filter(Boolean).join(lang === "zh" ? "。" : ". ");
}

/** When and with what a frozen chart was worked out. @param {Lang} lang @param {import("../frozen.js").Frozen} frozen */
export const frozenText = (lang, { day, engine, hash }) =>
  lang === "zh" ? `数值冻结于${day}（计算模块 ${engine} 版，校验码 ${hash.slice(0, 16)}）。` : `Figures frozen on ${day} (engine ${engine}, check ${hash.slice(0, 16)}).`;

/** What it shows is not what was frozen. @param {Lang} lang */
export const alteredText = (lang) =>
  lang === "zh" ? "图中数值与校验码不符：代码在生成后被改动过，请重新复制。" : "The figures are not those that the check was made of: the code was changed afterwards. Copy it anew.";

/** Whether what it carries still gives its figures. @param {Lang} lang @param {boolean} same @param {string} engine */
export const reproducedText = (lang, same, engine) =>
  same
    ? { zh: "用随附的情景与台账复算，数值一致。", en: "Worked out anew from the scenario it carries: the same." }[lang]
    : { zh: `用随附的情景与台账以 ${engine} 版复算，数值不同；图为冻结时的数值。`, en: `Engine ${engine} gives other figures from the scenario it carries; shown are the frozen ones.` }[lang];

/**
 * How the site's figures have changed since.
 * @param {Lang} lang @param {string} at @param {{ pollutant: import("../text.js").Pollutant, was: number, is: number }[]} changes
 */
export function changedText(lang, at, changes) {
  const list = changes.map(({ pollutant, was, is }) => `${pollutantName(lang, pollutant)} ${tonnes(lang, was)} → ${tonnes(lang, is)}`);
  return lang === "zh"
    ? `网站上该情景的现行结果已有变化（截至${monthName(lang, at)}）：${list.join("；")}。`
    : `The site's figures for this scenario have changed since (as of ${monthName(lang, at)}): ${list.join("; ")}.`;
}

/** Why a picture is but what is on the screen. @param {Lang} lang @param {unknown} error */
export const asShown = (lang, error) =>
  lang === "zh"
    ? `已按屏幕所见保存为 PNG，图中未附情景：制图模块不能使用（${message(error)}）。`
    : `Saved as PNG as it is on the screen, without its scenario: the module that makes pictures can't be used (${message(error)}).`;

/** @param {unknown} error */
const message = (error) => (error instanceof Error ? error.message : String(error));

/** Why there is no chart, and what to do. @param {Lang} lang @param {unknown} error */
export function failure(lang, error) {
  const { reason, findings, message } = /** @type {{ reason?: import("../text.js").Word, findings?: import("../types.d.ts").Diagnostic[], message?: string }} */ (error ?? {});
  if (findings) {
    const wrong = findings.filter(({ severity }) => severity === "error").map((one) => [one.place.file, one.place.line, one.message[lang]].filter(Boolean).join(" · "));
    return `${WORDS[lang].failed}. ${wrong.join("\n")}`;
  }
  return `${WORDS[lang].failed}${lang === "zh" ? "：" : ": "}${message ?? String(error)} ${reason ? word(lang, reason) : ""}`;
}
