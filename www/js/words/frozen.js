// @ts-check
// What is said beside a frozen chart.

import { monthName, pollutantName, tonnes } from "../text.js";

/** @typedef {import("../text.js").Lang} Lang */

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
