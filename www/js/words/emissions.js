// @ts-check
// Words of tab 排放.

import { monthName, percent, pollutantName, tonnes } from "../text.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../text.js").Pollutant} Pollutant */

export const CHOICE = { zh: "排放的看法", en: "Emission of what" };
export const TITLES = {
  sources: { zh: "各排放源", en: "By source" },
  months: { zh: "逐月", en: "Over time" },
  counted: { zh: "核算与实际", en: "Counted and physical" },
};
export const WORDS = {
  zh: {
    without: "不采取措施（吨/年）", with: "采取措施后（吨/年）", cut: "削减（吨/年）", month: "月份",
    part: "构成", counted: "核算减排量（吨）", physical: "实际削减量（吨）", measures: "计入核算的措施",
    notes: { opening: "前期累计不在清单基准年之后的削减之内，只计入核算。", deduction: "区域削减替代从核算中扣减。", contribution: "部分措施有实际削减但不计入核算。" },
  },
  en: {
    without: "Without measures (t/yr)", with: "With measures (t/yr)", cut: "Cut (t/yr)", month: "Month",
    part: "Part", counted: "Counted reduction (t)", physical: "Physical reduction (t)", measures: "Measures that count",
    notes: { opening: "Earlier projects are not among the cuts since the inventory year and are counted only.", deduction: "Offsets are taken off what counts.", contribution: "Some measures cut load but are not counted." },
  },
};

/** @param {Lang} lang @param {Pollutant} pollutant @param {string} at @param {number} without @param {number} left */
export function emissionFinding(lang, pollutant, at, without, left) {
  const name = pollutantName(lang, pollutant);
  const month = monthName(lang, at);
  const cut = without > 0 ? percent((without - left) / without) : percent(0);
  return lang === "zh"
    ? `${month}，${name}排放水平为每年${tonnes(lang, left)}；不采取措施则为${tonnes(lang, without)}，削减${cut}。`
    : `In ${month} emissions of ${name} stand at ${tonnes(lang, left)} a year; without measures they would be ${tonnes(lang, without)}: ${cut} is cut.`;
}

/** What of it explains itself. @param {Lang} lang @param {Pollutant} pollutant @param {string} at @param {number} without @param {number} left @returns {import("../explainable.js").Told[]} */
export const emissionNumbers = (lang, pollutant, at, without, left) => [
  [tonnes(lang, left), { kind: "emission", pollutant, at }],
  [tonnes(lang, without), { kind: "no-action", pollutant, at }],
];

/** @param {Lang} lang @param {Pollutant} pollutant @param {string} at @param {number} counted @param {number} physical */
export function countedFinding(lang, pollutant, at, counted, physical) {
  const name = pollutantName(lang, pollutant);
  const month = monthName(lang, at);
  return lang === "zh"
    ? `截至${month}底，${name}核算减排量${tonnes(lang, counted)}，本台账措施的实际削减量${tonnes(lang, physical)}，两者口径不同。`
    : `By the end of ${month}, ${tonnes(lang, counted)} of ${name} count; the ledger's measures cut ${tonnes(lang, physical)}. The two are not the same thing.`;
}
