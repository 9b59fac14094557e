// @ts-check
// Chart: what a tonne costs, measure by measure, cheapest first.

import { figures, words } from "../tables.js";
import { monthName, pollutantName } from "../text.js";
import { HEADS, inTable, priced } from "../words/common.js";
import { WORDS, curveFinding, curvePrice } from "../words/cost.js";

/** @typedef {import("../types.d.ts").TabView} TabView */

/** @type {import("../figure.js").Figure} */
export const figure = { id: "cost-curve", title: { zh: "减排成本曲线", en: "Cost curve" }, show };

/** Every measure with a cost, with what it brings by the month and in a year of full operation. @param {TabView} view */
export function costs({ lang, outline, results, pollutant }) {
  const brought = results.pollutants[pollutant].attribution_t ?? {};
  return outline.measures.flatMap(({ id, name, counts }) => {
    const cost = results.cost?.by_measure[id];
    return cost ? [{ id, name: name[lang], counts, t: brought[id], cost, year: cost.full_year.t_per_year[pollutant], price: cost.full_year.cny_per_t[pollutant] }] : [];
  });
}

/** @param {TabView} view @param {ReturnType<typeof costs>} rows */
export function tableOf({ lang, results, pollutant }, rows) {
  const head = HEADS[lang];
  const price = priced(lang, rows.map(({ price }) => price));
  /** @param {import("../types.d.ts").Subject["kind"]} kind @returns {(i: number) => import("../types.d.ts").Subject} */
  const of = (kind) => (i) => ({ kind, measure: rows[i].id, pollutant, at: results.at });
  return {
    caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
    columns: [
      words(head.measure, (i) => rows[i].name),
      figures(price.title, price.of, undefined, of("price")),
      figures(head.fullYear, (i) => rows[i].year, undefined, of("full-year")),
      figures(head.counted, (i) => rows[i].t, undefined, of("contribution")),
      figures(head.annualised, (i) => inTable(lang, rows[i].cost.annualised_cny), undefined, of("annualised")),
      figures(head.operating, (i) => inTable(lang, rows[i].cost.operating_cny_per_year), undefined, of("operating")),
      figures(head.capital, (i) => inTable(lang, rows[i].cost.capital_cny), undefined, of("capital")),
      figures(head.unit, (i) => rows[i].cost.full_year.cny_per_equivalent, undefined, of("per-equivalent")),
    ],
    length: rows.length,
  };
}

/** Those with a price that count, cheapest first. @param {TabView} view */
export const stepsOf = (view) =>
  costs(view)
    .flatMap((row) => (row.counts && row.price !== undefined ? [{ ...row, price: row.price }] : []))
    .sort((a, b) => a.price - b.price);

/** @param {TabView} view @returns {import("../figure.js").Content} */
function show(view) {
  const { lang, pollutant } = view;
  const steps = stepsOf(view);
  return {
    finding: curveFinding(lang, pollutant, steps),
    numbers: [steps[0], steps[steps.length - 1]].filter(Boolean).map(({ id, price }) => [curvePrice(lang, steps)(price), { kind: "price", measure: id, pollutant, at: view.results.at }]),
    note: WORDS[lang].note,
    chart: "cost-curve",
    table: tableOf(view, steps),
  };
}
