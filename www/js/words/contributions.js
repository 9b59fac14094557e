// @ts-check
// Words of tab 贡献.

import { monthName, percent, pollutantName, tonnes } from "../text.js";
import { listed } from "./common.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../text.js").Pollutant} Pollutant */

export const CHOICE = { zh: "贡献的算法", en: "Contribution of what" };
export const TITLES = {
  waterfall: { zh: "各项措施", en: "By measure" },
  wedges: { zh: "逐月构成", en: "Over time" },
  project: { zh: "按项目", en: "By project" },
  source: { zh: "按排放源", en: "By source" },
  item: { zh: "按工作安排事项", en: "By work-plan item" },
  overlaps: { zh: "公平分摊与单独效果", en: "Fair share and alone" },
  pairs: { zh: "两两重叠", en: "Overlap of pairs" },
};
export const WORDS = {
  zh: { fair: "公平分摊（吨）", alone: "单独实施（吨）", leave: "撤掉即失（吨）", one: "措施一", other: "措施二", overlap: "重叠（吨）", month: "月份" },
  en: { fair: "Fair share (t)", alone: "Alone (t)", leave: "Lost without it (t)", one: "One measure", other: "Other measure", overlap: "Overlap (t)", month: "Month" },
};

/**
 * @param {Lang} lang @param {Pollutant} pollutant @param {string} at
 * @param {{ total: number, opening: number, top: { name: string, t: number }[] }} sums
 */
export function waterfallFinding(lang, pollutant, at, { total, opening, top }) {
  const names = top.map(({ name, t }) => (lang === "zh" ? `${name}（${tonnes(lang, t)}）` : `${name} (${tonnes(lang, t)})`));
  const month = monthName(lang, at);
  if (lang === "zh") return `截至${month}底，${pollutantName(lang, pollutant)}累计核算减排${tonnes(lang, total)}，其中前期累计${tonnes(lang, opening)}${names.length ? `；贡献最大的是${listed(lang, names)}` : ""}。`;
  return `By the end of ${month}, ${tonnes(lang, total)} of ${pollutantName(lang, pollutant)} count, ${tonnes(lang, opening)} of them from earlier projects${names.length ? `; most comes from ${listed(lang, names)}` : ""}.`;
}

/**
 * @param {Lang} lang @param {Pollutant} pollutant @param {string} what
 * @param {{ name: string, t: number }[]} top largest first @param {number} total @param {number} count
 */
export function groupFinding(lang, pollutant, what, top, total, count) {
  const sum = top.reduce((all, { t }) => all + t, 0);
  const symbol = pollutantName(lang, pollutant);
  if (!top.length || total <= 0) return lang === "zh" ? `台账中尚无${symbol}的减排贡献。` : `Nothing in the ledger brings any ${symbol} yet.`;
  const names = listed(lang, top.map(({ name }) => name));
  return lang === "zh"
    ? `台账各${what}共核算${symbol}${tonnes(lang, total)}，${names}${count > top.length ? `居前，占${percent(sum / total)}` : `占${percent(sum / total)}`}。`
    : `The ledger counts ${tonnes(lang, total)} of ${symbol}; ${names} bring${top.length === 1 ? "s" : ""} ${percent(sum / total)} of it.`;
}

/** @param {Lang} lang @param {Pollutant} pollutant @param {number} fair @param {number} alone */
export function overlapsFinding(lang, pollutant, fair, alone) {
  const name = pollutantName(lang, pollutant);
  if (Math.abs(alone - fair) < 0.005 * Math.abs(fair)) {
    return lang === "zh"
      ? `各措施单独实施的${name}效果相加，与合在一起基本相同：它们在同一排放源上很少重叠。`
      : `Added up one by one, the measures bring about as much ${name} as together: they hardly overlap at the same sources.`;
  }
  const extra = tonnes(lang, alone - fair);
  return lang === "zh"
    ? `各措施单独实施的效果相加，比合在一起多出${extra}${name}：同一排放源上的措施相互重叠。公平分摊（夏普利值）把重叠部分分给各方，各项相加恰为总量。`
    : `Added up one by one, the measures would claim ${extra} more ${name} than they bring together, because they overlap at the same sources. The fair share (Shapley value) divides the overlap and adds up to the whole.`;
}

/** @param {Lang} lang @param {Pollutant} pollutant @param {{ one: string, other: string, t: number } | undefined} largest @param {number} count */
export function pairsFinding(lang, pollutant, largest, count) {
  const name = pollutantName(lang, pollutant);
  if (!largest) return lang === "zh" ? `没有两项措施在${name}上重叠。` : `No two measures overlap in ${name}.`;
  return lang === "zh"
    ? `${count}对措施在${name}上重叠；最大的一对是${largest.one}与${largest.other}，${tonnes(lang, largest.t)}为两者同时所及。`
    : `${count} pair${count === 1 ? "" : "s"} of measures overlap in ${name}; most of all ${largest.one} and ${largest.other}: ${tonnes(lang, largest.t)} are claimed by both.`;
}
