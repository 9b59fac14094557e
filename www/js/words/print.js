// @ts-check
// Words of the two-page summary on paper.

import { labelled, wholePercent } from "../text.js";
import { delayText, unfinishedNote } from "./page.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../types.d.ts").LeverState} LeverState */

export const WORDS = {
  zh: {
    heading: "减排进度与测算摘要",
    printed: "打印日期",
    pollutants: "五项污染物",
    measure: "措施",
    projects: "项目数",
    moved: "调节",
    air: "大气",
    water: "水",
    opening: "前期累计减排量",
    offset: "扣减：区域削减替代量",
    counted: "核算减排量合计",
    schedule: "时序进度",
    target: "目标值",
    off: "停用",
    notes: "测算说明",
    sources: "目标与时序进度的来源",
    contributions: "各项措施的贡献",
    unstated: "未注明来源",
  },
  en: {
    heading: "Progress and projection, a summary",
    printed: "Printed",
    pollutants: "The five pollutants",
    measure: "Measure",
    projects: "Projects",
    moved: "Moved to",
    air: "Air",
    water: "Water",
    opening: "Earlier projects",
    offset: "Less: regional offsets",
    counted: "Counted reduction",
    schedule: "Schedule",
    target: "Target",
    off: "off",
    notes: "How it was computed",
    sources: "Where targets and schedule come from",
    contributions: "What each measure brings",
    unstated: "source not given",
  },
};

/** @param {Lang} lang @param {Date} date */
export const dateText = (lang, date) => new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : "en-GB", { dateStyle: "long" }).format(date);

/** @param {Lang} lang @param {number} number @param {number} all */
export const pageText = (lang, number, all) => (lang === "zh" ? `第${number}页，共${all}页` : `Page ${number} of ${all}`);

/** @param {Lang} lang @param {number} count */
export const othersText = (lang, count) => (lang === "zh" ? `其余${count}项措施` : `${count} other measures`);

/**
 * Where a lever has been moved to; only what was moved.
 * @param {Lang} lang
 * @param {Partial<LeverState>} moves
 */
export function movedText(lang, { enabled, scale, delay_months: delay, effectiveness }) {
  if (enabled === false) return WORDS[lang].off;
  const named = /** @type {const} */ ({ zh: ["规模", "推迟", "投用率"], en: ["scale", "delay", "effectiveness"] })[lang];
  const parts = [
    scale === undefined ? "" : `${named[0]} ${wholePercent(scale)}`,
    delay === undefined ? "" : `${named[1]} ${delayText(lang, delay)}`,
    effectiveness === undefined ? "" : `${named[2]} ${wholePercent(effectiveness)}`,
  ];
  return parts.filter(Boolean).join(lang === "zh" ? "，" : ", ");
}

/**
 * What the figures rest on, one sentence each.
 * @param {Lang} lang
 * @param {import("../types.d.ts").TabView} view
 * @param {string} method address of the method page
 */
export function notes(lang, { outline, results, levers }, method) {
  const { draws, seed } = results.uncertainty ?? {};
  const months = outline.credit === "months";
  const unfinished = unfinishedNote(lang, results);
  if (lang === "zh") {
    return [
      `减排量${months ? "按投运月数折算：项目投运满12个月方计足全年" : "按全年能力核算：项目投运即计全年"}。`,
      ...(unfinished ? [unfinished] : []),
      `排放清单为${outline.inventory_year}年；台账项目${outline.projects}个。`,
      "各项措施的贡献为公平分摊（沙普利值），同一吨不重复计算；括号内为不计入考核的削减量，不在合计之内。",
      ...(draws ? [`达标概率由${draws.toLocaleString("en")}次抽样得出（随机种子${seed}），只反映情景写明的推迟、建成和数据的不确定性。`] : []),
      levers.length ? `已调整${levers.length}项措施，“调节”一列为调整后的取值，未列的为情景原值。` : "各项措施均为情景原值，未作调整。",
      `计算方法与数据来源：${method}`,
    ];
  }
  return [
    months ? "Reductions are credited by months in service: a project counts in full after twelve months." : "Reductions are credited by capacity: a project counts in full once in service.",
    ...(unfinished ? [unfinished] : []),
    `Emissions are those of ${outline.inventory_year}; the ledger has ${outline.projects} projects.`,
    "What measures bring is their fair share (Shapley value): no tonne is counted twice. In brackets: reductions that the plan does not count, not part of the sum.",
    ...(draws ? [`Chances rest on ${draws.toLocaleString("en")} draws (seed ${seed}) and know only the uncertainty that the scenario states: delays, delivery, figures with a range.`] : []),
    levers.length ? `${levers.length} measure${levers.length === 1 ? " was" : "s were"} moved: the last column says to where; all else is as the scenario has it.` : "No measure was moved: all is as the scenario has it.",
    `${labelled(lang, "Method and sources", method)}`,
  ];
}
