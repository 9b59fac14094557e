// @ts-check
// Words of tab 把握.

import { amount, chance, chanceIs, monthName, percent, pollutantName, tonnes } from "../text.js";
import { listed } from "./common.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../text.js").Pollutant} Pollutant */
/** @typedef {import("../types.d.ts").FigureOutline} FigureOutline */

export const CHOICE = { zh: "把握的看法", en: "Confidence in what" };
export const TITLES = {
  chances: { zh: "达标概率", en: "Chance on schedule" },
  effects: { zh: "不确定性来源", en: "Where it comes from" },
  risks: { zh: "风险最大的项目", en: "Riskiest projects" },
};
export const WORDS = {
  zh: {
    year: "年末", chance: "达标概率", p10: "80%区间下限（吨）", p50: "中位数（吨）", p90: "80%区间上限（吨）", all: "全部指标",
    figure: "参数", low: "低值", high: "高值", lowT: "取低值时（吨）", highT: "取高值时（吨）", span: "变幅（吨）",
    effect: "总效应", error: "标准误", project: "项目", district: "区", due: "完成", now: "现有未达标概率", onTime: "按期后未达标概率", gain: "降低（百分点）",
    gainT: "按期增加（吨）", central: "测算值", working: "测算中…", stopped: "已停止测算。",
  },
  en: {
    year: "End of", chance: "Chance", p10: "80% range, low (t)", p50: "Median (t)", p90: "80% range, high (t)", all: "All pollutants",
    figure: "Figure", low: "Low", high: "High", lowT: "At its low (t)", highT: "At its high (t)", span: "Span (t)",
    effect: "Total effect", error: "Standard error", project: "Project", district: "District", due: "Completion", now: "Chance of missing", onTime: "Chance of missing if on time", gain: "Less by (points)",
    gainT: "Brings if on time (t)", central: "Projection", working: "Working…", stopped: "Stopped.",
  },
};
export const GROUPS = {
  zh: { delays: "项目推迟", delivery: "项目能否建成", factors: "其他数据（系数、效率、前期核算量等）", activity: "活动水平" },
  en: { delays: "Delays of projects", delivery: "Whether projects are built", factors: "Other figures (factors, efficiencies, openings)", activity: "Activity of sources" },
};

/** @param {Lang} lang @param {Pollutant} pollutant @param {{ end: string, chance: number | undefined, low: number, high: number, shortfall: number | undefined }} what */
export function chancesFinding(lang, pollutant, { end, chance: likely, low, high, shortfall }) {
  const name = pollutantName(lang, pollutant);
  const month = monthName(lang, end);
  const certain = high - low <= 1e-9 * Math.abs(high);
  if (lang === "zh") {
    const sure = likely === 1 ? `可以完成${name}目标；` : `不能完成${name}目标；`;
    const odds = likely === undefined ? "" : certain ? sure : `完成${name}目标的概率${chanceIs(likely)}；`;
    const range = certain ? `累计减排${tonnes(lang, high)}，没有不确定性` : `累计减排有八成把握落在${amount(low)}至${tonnes(lang, high)}之间`;
    return `到${month}底，${odds}${range}${shortfall ? `，若未完成，平均缺口${tonnes(lang, shortfall)}` : ""}。`;
  }
  const sure = `the ${name} target is ${likely === 1 ? "met" : "missed"} by the end of ${month}; `;
  const odds = likely === undefined ? "" : certain ? sure : `the chance of meeting the ${name} target by the end of ${month} is ${chance(lang, likely)}; `;
  const range = certain ? `the reduction is ${tonnes(lang, high)}, and nothing about it is uncertain` : `with 80% confidence the reduction lies between ${amount(low)} and ${tonnes(lang, high)}`;
  const text = `${odds}${range}${shortfall ? `; if missed, ${tonnes(lang, shortfall)} are missing on average` : ""}.`;
  return text[0].toUpperCase() + text.slice(1);
}

/** Why earlier years have no chance. @param {Lang} lang @param {number} year the inventory's */
export const pastNote = (lang, year) =>
  lang === "zh"
    ? `${year}年及以前的减排量按前期累计（期初值）计，不是测算的结果，不作概率判断；其数值本身的高低计入区间。概率从清单年之后的年末算起。`
    : `Reductions up to ${year} are the opening, which is given and not projected: no chance is told of them. That the opening itself may be higher or lower is part of the range. Chances begin with the year after the inventory's.`;

/** @param {Lang} lang @param {Pollutant} pollutant @param {string} at @param {string[]} names */
export function tornadoFinding(lang, pollutant, at, names) {
  const name = pollutantName(lang, pollutant);
  if (!names.length) return lang === "zh" ? `没有影响${name}测算的不确定参数。` : `No uncertain figure matters to ${name}.`;
  return lang === "zh"
    ? `对${monthName(lang, at)}底${name}累计减排影响最大的参数：${listed(lang, names)}。逐一取低值、高值，其余取众值，推迟取0。`
    : `What matters most to ${name} by the end of ${monthName(lang, at)}: ${listed(lang, names)}. Each figure at its low and its high, the rest at their mode, delays at none.`;
}

/** Shares of the variance are estimates, which may come out above all of it. @param {number} share */
export const roughly = (share) => `${Math.round(100 * Math.min(share, 1))}%`;

/** A change of a chance, in percentage points. @param {number} change */
export const points = (change) => (100 * change).toFixed(1);

/** What estimates rest on. @param {Lang} lang @param {number} samples */
export const effectsNote = (lang, samples) =>
  lang === "zh"
    ? `按${samples.toLocaleString("en")}组抽样估计，±为标准误，因此可能略高于100%。共同作用的部分计入各自，各项之和可超过100%；相关的参数合为一行，也计在“其他数据”中。`
    : `Estimated from ${samples.toLocaleString("en")} pairs of draws; ± is the standard error, so that a share may come out above 100%. What inputs do together counts for each, so that shares may add up to more; correlated figures are one row, and count among the other figures.`;

/** @param {Lang} lang @param {Pollutant} pollutant @param {{ name: string, share: number, figure: string | undefined } | undefined} most `figure`: the one that matters most @param {number} deviation */
export function effectsFinding(lang, pollutant, most, deviation) {
  const name = pollutantName(lang, pollutant);
  if (!most) return lang === "zh" ? `${name}的测算没有不确定性。` : `Nothing about ${name} is uncertain.`;
  return lang === "zh"
    ? `${name}测算的不确定性（标准差${tonnes(lang, deviation)}）主要来自${most.name}，约占方差的${roughly(most.share)}${most.figure ? `；单个参数中影响最大的是${most.figure}` : ""}。`
    : `What is uncertain about ${name} (standard deviation ${tonnes(lang, deviation)}) comes mostly from ${most.name.toLowerCase()}: about ${roughly(most.share)} of the variance${most.figure ? `; of single figures most matters ${most.figure}` : ""}.`;
}

/** @param {Lang} lang @param {Pollutant} pollutant @param {string} at @param {number | undefined} missing none without a target @param {{ name: string, gain: number } | undefined} first */
export function risksFinding(lang, pollutant, at, missing, first) {
  const name = pollutantName(lang, pollutant);
  const month = monthName(lang, at);
  if (missing === undefined) return lang === "zh" ? `${name}未设目标，没有达标与否之分。` : `There is no ${name} target to be missed.`;
  if (!first) return lang === "zh" ? `没有单个项目按期完成就能明显提高${name}达标概率。` : `No single project on time would change the chance of meeting the ${name} target.`;
  return lang === "zh"
    ? `到${month}底，${name}未达标概率${chanceIs(missing)}；保证${first.name}按期完成，可降低${points(first.gain)}个百分点。`
    : `The chance of missing the ${name} target by the end of ${month} is ${chance(lang, missing)}; with ${first.name} certain to be on time it is lower by ${points(first.gain)} percentage points.`;
}

/** A figure's low or high with its unit. @param {Lang} lang @param {FigureOutline} figure @param {number} value */
export function figureText(lang, { share, unit }, value) {
  const text = share ? percent(value) : Number(value.toPrecision(3)).toLocaleString("en");
  const rest = unit[lang];
  return rest ? `${text}${lang === "zh" ? "" : " "}${rest}` : text;
}
