// @ts-check
// Sentences and headings that several tabs share.

/** @typedef {import("../text.js").Lang} Lang */

export const HEADS = {
  zh: { measure: "措施", project: "项目", district: "区", source: "排放源", item: "工作安排事项", tonnes: "吨", counted: "核算减排量（吨）", uncounted: "不计入核算（吨）", share: "占累计", capital: "投资（万元）", annualised: "年化费用（万元/年）", operating: "运行费用（万元/年）", fullYear: "满负荷年减排量（吨/年）", unit: "元/污染当量（满负荷年）", none: "未注明", total: "合计", opening: "前期累计", offset: "区域削减替代", reduction: "累计核算减排量", schedule: "时序进度", more: "图中为前列各项，其余见表格。" },
  en: { measure: "Measure", project: "Project", district: "District", source: "Source", item: "Work-plan item", tonnes: "t", counted: "Counted (t)", uncounted: "Not counted (t)", share: "Share", capital: "Investment (CNY million)", annualised: "Annualised cost (CNY million/yr)", operating: "Running cost (CNY million/yr)", fullYear: "Cut in a full year (t/yr)", unit: "CNY per pollution equivalent (full year)", none: "Not given", total: "Total", opening: "Earlier projects", offset: "Regional offsets", reduction: "Counted reduction", schedule: "Schedule", more: "The picture has the largest; all are in the table." },
};

/** CNY in the unit of a heading: 万元, or millions. @param {Lang} lang @param {number} cny */
export const inTable = (lang, cny) => cny / { zh: 1e4, en: 1e6 }[lang];
/** The one unit that prices of a tonne up to `largest` are written in, as in the chart. @param {Lang} lang @param {number} largest */
export function priceUnit(lang, largest) {
  if (largest < 1e4) return { size: 1, name: { zh: "元/吨", en: "CNY/t" }[lang] };
  return lang === "zh" ? { size: 1e4, name: "万元/吨" } : { size: 1e3, name: "thousand CNY/t" };
}
/** Prices of a table in one unit, with its heading. @param {Lang} lang @param {(number | undefined)[]} prices of a tonne, CNY */
export function priced(lang, prices) {
  const { size, name } = priceUnit(lang, Math.max(0, ...prices.map((price) => price ?? 0)));
  const full = { zh: "满负荷年", en: "full year" }[lang];
  return { title: lang === "zh" ? `${name}（${full}）` : `${name} (${full})`, of: (/** @type {number} */ i) => (prices[i] === undefined ? undefined : /** @type {number} */ (prices[i]) / size) };
}

/** A list in a sentence. @param {Lang} lang @param {string[]} items */
export function listed(lang, items) {
  if (lang === "zh") return items.join("、");
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
