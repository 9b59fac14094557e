// @ts-check
// Tab 费用: what a tonne costs by measure, what the measures cost, and when it is spent.

import { createFigure } from "../figure.js";
import { figures, words } from "../tables.js";
import { amount, money, monthName, plain, pollutantName } from "../text.js";
import { HEADS } from "../words/common.js";
import { CHOICE, TITLES, WORDS, curveFinding, price, totalFinding, yearsFinding } from "../words/cost.js";

/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../figure.js").Content} Content */

/** @param {HTMLElement} root @param {import("../types.d.ts").TabContext} context */
export function create(root, context) {
  return createFigure(
    root,
    context,
    [
      { id: "curve", title: TITLES.curve, show: (view) => ({ ...curve(view), note: WORDS[view.lang].note }) },
      { id: "measures", title: TITLES.measures, show: measures },
      { id: "years", title: TITLES.years, show: years },
    ],
    { name: CHOICE },
  );
}

/** Every measure with a cost, with what it brings. @param {TabView} view */
function costs({ lang, outline, results, pollutant }) {
  const brought = results.pollutants[pollutant].attribution_t ?? {};
  return outline.measures.flatMap(({ id, name }) => {
    const cost = results.cost?.by_measure[id];
    return cost ? [{ name: name[lang], t: brought[id], cost, price: cost.cny_per_t[pollutant] }] : [];
  });
}

/** @param {TabView} view @param {ReturnType<typeof costs>} rows */
function tableOf({ lang, results, pollutant }, rows) {
  const head = HEADS[lang];
  return {
    caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
    columns: [
      words(head.measure, (i) => rows[i].name),
      figures(head.price, (i) => rows[i].price),
      figures(head.counted, (i) => rows[i].t),
      figures(head.annualised, (i) => rows[i].cost.annualised_cny),
      figures(head.operating, (i) => rows[i].cost.operating_cny_per_year),
      figures(head.capital, (i) => rows[i].cost.capital_cny),
      figures(head.unit, (i) => rows[i].cost.cny_per_equivalent),
    ],
    length: rows.length,
  };
}

/** @param {TabView} view @returns {Content} */
function curve(view) {
  const { lang, pollutant } = view;
  const steps = costs(view)
    .flatMap((row) => (row.price !== undefined && row.t > 0 ? [{ ...row, price: row.price }] : []))
    .sort((a, b) => a.price - b.price);
  return {
    finding: curveFinding(lang, pollutant, steps),
    chart: "cost-curve",
    table: tableOf(view, steps),
  };
}

/** @param {TabView} view @returns {Content} */
function measures(view) {
  const { lang, results } = view;
  const rows = costs(view).sort((a, b) => b.cost.annualised_cny - a.cost.annualised_cny);
  return {
    finding: totalFinding(lang, results.cost ?? { capital_cny: 0, annualised_cny: 0 }),
    bars: { rows: rows.map(({ name, cost }) => ({ name, value: money(lang, cost.annualised_cny), marks: [{ from: 0, to: cost.annualised_cny, kind: "plain" }] })) },
    table: tableOf(view, rows),
  };
}

/** @param {TabView} view @returns {Content} */
function years({ lang, results }) {
  const rows = Object.entries(results.cost?.by_year ?? {});
  const text = WORDS[lang];
  return {
    finding: yearsFinding(lang, rows),
    bars: {
      rows: rows.map(([year, { capital_cny: capital, projects }]) => ({
        name: lang === "zh" ? `${year}年` : year,
        detail: lang === "zh" ? `${projects}个项目` : `${projects} projects`,
        value: money(lang, capital),
        marks: [{ from: 0, to: capital, kind: "plain" }],
      })),
    },
    table: {
      caption: TITLES.years[lang],
      columns: [words(text.year, (i) => rows[i][0]), figures(text.projects, (i) => rows[i][1].projects, plain), figures(HEADS[lang].capital, (i) => rows[i][1].capital_cny)],
      length: rows.length,
    },
  };
}
