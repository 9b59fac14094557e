// @ts-check
// Sentences and headings that several tabs share.

/** @typedef {import("../text.js").Lang} Lang */

export const HEADS = {
  zh: { measure: "措施", project: "项目", district: "区", source: "排放源", item: "工作安排事项", tonnes: "吨", counted: "核算减排量（吨）", uncounted: "不计入核算（吨）", share: "占累计", capital: "投资（元）", annualised: "年化费用（元/年）", operating: "运行费用（元/年）", price: "元/吨", unit: "元/污染当量", none: "未注明", total: "合计", opening: "前期累计", offset: "区域削减替代", reduction: "累计核算减排量", schedule: "时序进度", more: "图中为前列各项，其余见表格。" },
  en: { measure: "Measure", project: "Project", district: "District", source: "Source", item: "Work-plan item", tonnes: "t", counted: "Counted (t)", uncounted: "Not counted (t)", share: "Share", capital: "Investment (CNY)", annualised: "Annualised cost (CNY/yr)", operating: "Running cost (CNY/yr)", price: "CNY/t", unit: "CNY per pollution equivalent", none: "Not given", total: "Total", opening: "Earlier projects", offset: "Regional offsets", reduction: "Counted reduction", schedule: "Schedule", more: "The picture has the largest; all are in the table." },
};

/** A list in a sentence. @param {Lang} lang @param {string[]} items */
export function listed(lang, items) {
  if (lang === "zh") return items.join("、");
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
