// @ts-check
// Words of tab 费用.

import { amount, pollutantName } from "../text.js";
import { inTable, priceUnit } from "./common.js";

/** @typedef {import("../text.js").Lang} Lang */

export const CHOICE = { zh: "费用的看法", en: "Cost of what" };
export const TITLES = {
  curve: { zh: "每吨费用", en: "Cost of a tonne" },
  measures: { zh: "各措施年化费用", en: "Annualised cost by measure" },
  years: { zh: "各年投资", en: "Investment by year" },
};
export const WORDS = {
  zh: { year: "完成年份", projects: "项目数", note: "每吨费用为措施的全部年化费用，除以台账项目全部满负荷运行的一年对该污染物的减排量，与所看月份无关；未在多种污染物之间分摊。" },
  en: { year: "Year of completion", projects: "Projects", note: "A tonne's cost is all of a measure's annualised cost over what a year cuts of this pollutant with every project of the ledger in full operation, whatever the month looked at; not shared among pollutants." },
};


/** @param {Lang} lang @param {import("../text.js").Pollutant} pollutant @param {{ name: string, price: number }[]} steps cheapest first */
export function curveFinding(lang, pollutant, steps) {
  const name = pollutantName(lang, pollutant);
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const price = curvePrice(lang, steps);
  if (!first) return lang === "zh" ? `没有可比较的${name}减排费用。` : `There are no costs of ${name} to compare.`;
  if (first === last) return lang === "zh" ? `减排1吨${name}，${first.name}需${price(first.price)}。` : `${first.name} cuts ${name} at ${price(first.price)}.`;
  return lang === "zh"
    ? `减排1吨${name}，最省的是${first.name}（${price(first.price)}），最贵的是${last.name}（${price(last.price)}）。`
    : `A tonne of ${name} is cheapest to cut by ${first.name} (${price(first.price)}) and dearest by ${last.name} (${price(last.price)}).`;
}

/** Prices as that sentence writes them. @param {Lang} lang @param {{ price: number }[]} steps cheapest first */
export function curvePrice(lang, steps) {
  const unit = priceUnit(lang, steps[steps.length - 1]?.price ?? 0);
  return (/** @type {number} */ value) => `${amount(value / unit.size)}${lang === "zh" ? "" : " "}${unit.name}`;
}

/** In the unit of the tables. @param {Lang} lang @param {number} cny */
export const money = (lang, cny) => (lang === "zh" ? `${amount(inTable(lang, cny))}万元` : `CNY ${amount(inTable(lang, cny))} million`);

/** @param {Lang} lang @param {Pick<import("../types.d.ts").Costs, "capital_cny" | "annualised_cny"> & Partial<Pick<import("../types.d.ts").Costs, "full_year">>} cost */
export function totalFinding(lang, { capital_cny: capital, annualised_cny: annualised, full_year: year }) {
  const unit = year?.cny_per_equivalent;
  return lang === "zh"
    ? `台账项目总投资${money(lang, capital)}，年化费用每年${money(lang, annualised)}${unit === undefined ? "" : `；满负荷年折合每污染当量${amount(unit)}元`}。`
    : `The ledger's projects cost ${money(lang, capital)} to build and ${money(lang, annualised)} a year annualised${unit === undefined ? "" : `; CNY ${amount(unit)} per pollution equivalent in a year of full operation`}.`;
}

/** What of it explains itself. @param {Lang} lang @param {import("../types.d.ts").Costs | undefined} cost @param {string} at @returns {import("../explainable.js").Told[]} */
export const totalNumbers = (lang, cost, at) =>
  cost
    ? [
        [money(lang, cost.capital_cny), { kind: "capital", at }],
        [money(lang, cost.annualised_cny), { kind: "annualised", at }],
        [amount(cost.full_year?.cny_per_equivalent ?? NaN), { kind: "per-equivalent", at }],
      ]
    : [];

/** @param {Lang} lang @param {[string, { capital_cny: number, projects: number }][]} years */
export function yearsFinding(lang, years) {
  const most = [...years].sort((a, b) => b[1].capital_cny - a[1].capital_cny)[0];
  if (!most) return lang === "zh" ? "台账项目没有投资数据。" : "The ledger's projects have no investment.";
  return lang === "zh"
    ? `按完成年份，${most[0]}年投资最多：${most[1].projects}个项目，${money(lang, most[1].capital_cny)}。`
    : `By year of completion most is invested in ${most[0]}: ${most[1].projects} projects, ${money(lang, most[1].capital_cny)}.`;
}
