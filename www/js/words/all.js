// @ts-check
// Words of tab 五项, and the sentence on all pollutants.

import { POLLUTANTS, chance, chanceIs, englishList, monthName, planName, pollutantName, pollutantSymbol } from "../text.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../types.d.ts").Results} Results */
/** @typedef {import("../types.d.ts").Pollutant} Pollutant */
/** @typedef {import("../types.d.ts").Standing} Standing */

export const CHOICE = { zh: "五项污染物", en: "Five pollutants" };
export const TITLES = { all: { zh: "五项污染物", en: "Five pollutants" } };
export const WORDS = {
  zh: { pollutant: "污染物", counted: "核算减排量（吨）", schedule: "时序进度（吨）", target: "目标（吨）", share: "完成目标", points: "较时序（百分点）", status: "状态" },
  en: { pollutant: "Pollutant", counted: "Counted (t)", schedule: "Schedule (t)", target: "Target (t)", share: "Of the target", points: "Against schedule (points)", status: "Status" },
};

const CHINESE_DIGITS = ["零", "一", "两", "三", "四", "五"];
const ENGLISH_DIGITS = ["none", "one", "two", "three", "four", "five"];

/**
 * The sentence on all pollutants that have a target, and the chance that all make it when it is known.
 * @param {Lang} lang
 * @param {Results} results
 * @param {number} [moved] how many measures are not as the scenario has them
 */
export function overall(lang, results, moved = 0) {
  const month = monthName(lang, results.at);
  const judged = POLLUTANTS.filter((p) => results.pollutants[p].status);
  const having = (/** @type {Standing} */ status) => judged.filter((p) => results.pollutants[p].status === status);
  const [ahead, atRisk, behind] = [having("ahead"), having("at-risk"), having("behind")];
  if (judged.length === 0) {
    return lang === "zh" ? `截至${month}底，本情景未设减排目标。` : `As of ${month}, this scenario sets no targets.`;
  }
  const likely = results.uncertainty?.all_on_schedule;
  const end = results.months[results.months.length - 1];
  if (lang === "zh") {
    const count = CHINESE_DIGITS[judged.length];
    const part = (/** @type {Pollutant[]} */ list, /** @type {string} */ what) =>
      list.length ? [`${list.map((p) => pollutantName("zh", p)).join("、")}${judged.length === 1 ? "" : `${list.length}项`}${what}`] : [];
    const allAhead = judged.length > 1 && ahead.length === judged.length;
    const parts = allAhead ? ["全部达到时序进度要求"] : [...part(ahead, "达到时序进度要求"), ...part(atRisk, "处于临界"), ...part(behind, "进度滞后")];
    const all = judged.length === 1 ? "" : `${count}项主要污染物${allAhead ? "" : "中，"}`;
    const odds =
      likely === undefined
        ? ""
        : `；按${moved ? "调整后的" : "现有"}项目安排测算，到${end.slice(0, 4)}年底${judged.length === 1 ? "" : `${count}项指标全部`}完成${planName(lang, results.months)}目标的概率${chanceIs(likely)}`;
    return `截至${month}底，${all}${parts.join("，")}${odds}。`;
  }
  const count = ENGLISH_DIGITS[judged.length];
  const part = (/** @type {Pollutant[]} */ list, /** @type {string} */ what) => {
    if (!list.length) return [];
    const is = `${list.length === 1 ? "is" : "are"} ${what}`;
    if (list.length < judged.length) return [`${ENGLISH_DIGITS[list.length]} ${is} (${englishList(list.map(pollutantSymbol))})`];
    return [["", is, `both ${is}`][list.length] ?? `all ${is}`];
  };
  const parts = [...part(ahead, "on schedule"), ...part(atRisk, "at risk"), ...part(behind, "behind")];
  const allMeet = ["", "it meets", "both meet"][judged.length] ?? `all ${count} meet`;
  const odds =
    likely === undefined
      ? ""
      : `; ${moved ? "with the measures moved" : "as projects now stand"}, the chance that ${allMeet} ${planName(lang, results.months)} target${judged.length === 1 ? "" : "s"} by the end of ${end.slice(0, 4)} is ${chance(lang, likely)}`;
  return judged.length === 1 ? `As of ${month}, ${pollutantSymbol(judged[0])} ${parts[0]}${odds}.` : `As of ${month}, of the ${count} main pollutants ${englishList(parts)}${odds}.`;
}

/** What of that sentence explains itself. @param {Lang} lang @param {Results} results @returns {import("../explainable.js").Told[]} */
export const overallNumbers = (lang, { uncertainty }) => (uncertainty ? [[chance(lang, uncertainty.all_on_schedule), { kind: "chance" }]] : []);
