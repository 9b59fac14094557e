// @ts-check
// What exported files are called: 减排推演_武汉2024年重点任务_氮氧化物_2024-12.pptx.

import { pollutantName, pollutantSymbol } from "../text.js";

/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../types.d.ts").Pollutant} Pollutant */

const LONGEST = 100;

/**
 * A name that says what is in the file, allowed on Windows, macOS and Linux.
 * @param {TabView} view
 * @param {string} ending without dot
 * @param {{ pollutant?: Pollutant, what?: string }} [about] of one pollutant; what else tells it from others
 */
export function fileName({ lang, outline, results }, ending, { pollutant, what } = {}) {
  const name = pollutant && (lang === "zh" ? pollutantName(lang, pollutant) : pollutantSymbol(pollutant).replace("₃", "3"));
  const parts = [lang === "zh" ? "减排推演" : "Jianpai", outline.name[lang], name, what, results.at];
  const stem = parts.flatMap((part) => (part ? [allowed(part, lang)] : [])).join("_");
  return `${[...stem].slice(0, LONGEST).join("")}.${ending}`;
}

/** `text` without what file systems refuse; Chinese without its spaces, other text with hyphens for them. @param {string} text @param {"zh" | "en"} lang */
function allowed(text, lang) {
  return text
    .replace(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, " ")
    .replace(/[,，;；]/g, " ")
    .trim()
    .replace(/[\s_]+/g, lang === "zh" ? "" : "-")
    .replace(/[.\s]+$/, "");
}
