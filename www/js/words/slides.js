// @ts-check
// Words of the slides.

import { monthName, pollutantName, pollutantSymbol, sentences, tonnes, wholePercent } from "../text.js";
import { delayText } from "./page.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../text.js").Pollutant} Pollutant */
/** @typedef {import("../types.d.ts").Outline} Outline */

/** Shapes beside the status, so that colour is not all that tells it. */
export const SHAPES = { ahead: "●", "at-risk": "◆", behind: "▼", none: "–" };

export const WORDS = {
  zh: {
    pollutant: "污染物",
    counted: "累计核算减排量（吨）",
    target: "目标任务（吨）",
    share: "完成目标",
    schedule: "时序进度（吨）",
    points: "较时序进度（百分点）",
    status: "评判",
    chance: "达标概率",
    estimate: "（估算）",
    "key-counted": "累计核算减排量",
    "key-opening": "其中：前期累计",
    "key-measures": "其中：台账项目",
    "key-offset": "扣减：区域削减替代",
    "key-target": "目标任务",
    "key-share": "完成目标",
    "key-schedule": "时序进度",
    "key-points": "较时序进度",
    "key-gap": "缺口",
    "key-status": "评判",
    "key-band": "80%区间",
    "key-chance": "达标概率",
    "line-counted": "累计核算减排量",
    "line-ahead": "按现有安排测算",
    "line-schedule": "时序进度",
    "line-opening": "前期累计",
    "line-low": "80%区间下限",
    "line-band": "80%区间（上限减下限）",
    months: "月份",
    tonnes: "吨",
    measure: "措施",
    others: "其余措施",
    projects: "贡献最大的项目",
    project: "项目",
    district: "区",
    brought: "贡献（吨）",
    "points-unit": "个百分点",
    "sources-title": "数据来源与说明",
    figure: "数据",
    value: "取值（吨）",
    origin: "来源与等级",
    "no-source": "未注明来源",
    "target-of": "目标",
    "opening-of": "前期累计",
    "no-levers": "各项措施均为情景原值。",
    "levers-moved": "已调整：",
    engine: "减排推演",
    off: "不实施",
    scale: "规模",
    delay: "推迟",
    earlier: "提前",
    effectiveness: "投用率",
  },
  en: {
    pollutant: "Pollutant",
    counted: "Counted (t)",
    target: "Target (t)",
    share: "Share of target",
    schedule: "Schedule (t)",
    points: "Against schedule (points)",
    status: "Status",
    chance: "Final chance",
    estimate: " (estimate)",
    "key-counted": "Counted reduction",
    "key-opening": "of which earlier projects",
    "key-measures": "of which the ledger’s",
    "key-offset": "less: regional offsets",
    "key-target": "Target",
    "key-share": "Share of target",
    "key-schedule": "Schedule",
    "key-points": "Against schedule",
    "key-gap": "Short by",
    "key-status": "Status",
    "key-band": "80% range",
    "key-chance": "Chance of the target",
    "line-counted": "Counted reduction",
    "line-ahead": "Projected as things stand",
    "line-schedule": "Schedule",
    "line-opening": "Earlier projects",
    "line-low": "80% range, low",
    "line-band": "80% range (high less low)",
    months: "Month",
    tonnes: "t",
    measure: "Measure",
    others: "Other measures",
    projects: "Projects that bring most",
    project: "Project",
    district: "District",
    brought: "Brings (t)",
    "points-unit": " points",
    "sources-title": "Sources and notes",
    figure: "Figure",
    value: "Value (t)",
    origin: "Source and grade",
    "no-source": "source not given",
    "target-of": "Target",
    "opening-of": "Earlier projects",
    "no-levers": "All measures stand where the scenario has them.",
    "levers-moved": "Changed: ",
    engine: "Jianpai",
    off: "not taken",
    scale: "scale",
    delay: "later by",
    earlier: "earlier by",
    effectiveness: "effectiveness",
  },
};

/**
 * Which levers were moved, and where to.
 * @param {Lang} lang @param {Outline} outline @param {import("../types.d.ts").LeverInput[]} levers
 */
export function leversText(lang, outline, levers) {
  const words = WORDS[lang];
  if (!levers.length) return words["no-levers"];
  const names = new Map(outline.measures.map(({ id, name }) => [id, name[lang]]));
  const moved = levers.map(({ measure, scale, delay_months: delay, enabled, effectiveness }) => {
    const parts = [
      ...(enabled === false ? [words.off] : []),
      ...(scale === undefined ? [] : [`${words.scale}${lang === "zh" ? "" : " "}${wholePercent(scale)}`]),
      ...(delay === undefined ? [] : [`${delay < 0 ? words.earlier : words.delay}${lang === "zh" ? "" : " "}${delayText(lang, Math.abs(delay)).replace("+", "")}`]),
      ...(effectiveness === undefined ? [] : [`${words.effectiveness}${lang === "zh" ? "" : " "}${wholePercent(effectiveness)}`]),
    ];
    const where = parts.join(lang === "zh" ? "、" : ", ");
    const name = names.get(measure) ?? measure;
    return lang === "zh" ? `${name}（${where}）` : `${name} (${where})`;
  });
  return words["levers-moved"] + sentences(lang, [moved.join(lang === "zh" ? "，" : "; ")]);
}

/** @param {Lang} lang @param {Pollutant} pollutant @param {string[]} months */
export function chartTitle(lang, pollutant, months) {
  const years = `${months[0].slice(0, 4)}${lang === "zh" ? "—" : "–"}${months[months.length - 1].slice(0, 4)}`;
  return lang === "zh" ? `${pollutantName(lang, pollutant)}累计减排量（吨），${years}年` : `${pollutantSymbol(pollutant)} reductions, cumulative (t), ${years}`;
}

/** @param {Lang} lang @param {string} end */
export const endText = (lang, end) => (lang === "zh" ? `${monthName(lang, end)}底测算` : `Projected, ${monthName(lang, end)}`);

/** @param {Lang} lang @param {Pollutant} pollutant @param {string} at */
export const barsTitle = (lang, pollutant, at) =>
  lang === "zh" ? `各项措施对${pollutantName(lang, pollutant)}减排的贡献（吨），截至${monthName(lang, at)}底` : `What measures bring of ${pollutantSymbol(pollutant)} (t), by the end of ${monthName(lang, at)}`;

/**
 * How the parts make the whole.
 * @param {Lang} lang @param {{ opening: number, measures: number, offset: number, total: number }} sums
 */
export function sumText(lang, { opening, measures, offset, total }) {
  const t = (/** @type {number} */ value) => tonnes(lang, value);
  if (lang === "zh") return `前期累计${t(opening)} + 台账项目${t(measures)}${offset ? ` − 区域削减替代${t(offset)}` : ""} = 累计核算减排量${t(total)}`;
  return `Earlier projects ${t(opening)} + the ledger’s ${t(measures)}${offset ? ` − regional offsets ${t(offset)}` : ""} = counted ${t(total)}`;
}

/** @param {Lang} lang @param {number} t tonnes */
export const uncountedText = (lang, t) => (lang === "zh" ? `另有不计入核算的措施削减${tonnes(lang, t)}。` : `Measures that do not count cut another ${tonnes(lang, t)}.`);

/** @param {Lang} lang @param {string} version @param {number} draws @param {string} scenario */
export const madeWith = (lang, version, draws, scenario) =>
  lang === "zh" ? `减排推演 ${version}，情景 ${scenario}，抽样${draws.toLocaleString("en")}次` : `Jianpai ${version}, scenario ${scenario}, ${draws.toLocaleString("en")} draws`;
