// @ts-check
// Words of tab 对比.

import { monthName, pollutantName, tonnes } from "../text.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../text.js").Pollutant} Pollutant */

export const CHOICE = { zh: "对比的内容", en: "What to compare" };
export const TITLES = {
  measures: { zh: "按措施", en: "By measure" },
  projects: { zh: "按项目", en: "By project" },
  pollutants: { zh: "五项污染物", en: "Five pollutants" },
};
export const WORDS = {
  zh: {
    with: "与之对比", unmoved: "本方案，调整前", here: "对比方案（吨）", there: "当前（吨）", difference: "相差（吨）", kind: "变化", pollutant: "污染物",
    gapHere: "对比方案距时序（吨）", gapThere: "当前距时序（吨）", completion: "完成时间", unnamed: "其余（未变化）",
    kinds: { added: "新增", dropped: "取消", delayed: "推迟", "brought-forward": "提前", "re-estimated": "规模或效果调整", affected: "受其他变化影响", same: "无变化" },
  },
  en: {
    with: "Compare with", unmoved: "This scenario, before levers", here: "Compared with (t)", there: "Now (t)", difference: "Difference (t)", kind: "Change", pollutant: "Pollutant",
    gapHere: "Compared with: off schedule (t)", gapThere: "Now: off schedule (t)", completion: "Completion", unnamed: "The rest (unchanged)",
    kinds: { added: "added", dropped: "dropped", delayed: "delayed", "brought-forward": "brought forward", "re-estimated": "size or effect changed", affected: "affected by other changes", same: "unchanged" },
  },
};

/** @param {Lang} lang @param {Pollutant} pollutant @param {string} at @param {string} name @param {number} here @param {number} there */
export function compareFinding(lang, pollutant, at, name, here, there) {
  const symbol = pollutantName(lang, pollutant);
  const more = there - here;
  const month = monthName(lang, at);
  const amount = tonnes(lang, Math.abs(more));
  if (Math.abs(more) < 1e-9 * Math.max(1, Math.abs(here)))
    return lang === "zh" ? `截至${month}底，${symbol}累计核算减排${tonnes(lang, there)}，与“${name}”相同。` : `By the end of ${month}, ${tonnes(lang, there)} of ${symbol} count, as in “${name}”.`;
  return lang === "zh"
    ? `截至${month}底，${symbol}累计核算减排${tonnes(lang, there)}，比“${name}”${more > 0 ? "多" : "少"}${amount}。`
    : `By the end of ${month}, ${tonnes(lang, there)} of ${symbol} count, ${amount} ${more > 0 ? "more" : "less"} than in “${name}”.`;
}

/** @param {Lang} lang @param {string} name @param {number} count measures moved */
export const movedThere = (lang, name, count) =>
  lang === "zh" ? `“${name}”按其自身的调节项计算（已调整${count}项措施）` : `“${name}” is taken with its own levers (${count} ${count === 1 ? "measure" : "measures"} moved)`;
