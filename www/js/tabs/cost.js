// @ts-check
// Tab 费用: what a tonne costs by measure, what the measures cost, and when it is spent.

import { bars } from "../bars.js";
import { costs, figure as curve, tableOf } from "../catalogue/cost-curve.js";
import { createFigure } from "../figure.js";
import { figures, words } from "../tables.js";
import { plain } from "../text.js";
import { HEADS, inTable } from "../words/common.js";
import { CHOICE, TITLES, WORDS, money, totalFinding, totalNumbers, yearsFinding } from "../words/cost.js";

/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../figure.js").Content} Content */

/** @param {HTMLElement} root @param {import("../types.d.ts").TabContext} context */
export function create(root, context) {
  return createFigure(
    root,
    context,
    [
      { ...curve, id: "curve", title: TITLES.curve },
      { id: "measures", title: TITLES.measures, show: measures },
      { id: "years", title: TITLES.years, show: years },
    ],
    { name: CHOICE },
  );
}

/** @param {TabView} view @returns {Content} */
function measures(view) {
  const { lang, results } = view;
  const rows = costs(view).sort((a, b) => b.cost.annualised_cny - a.cost.annualised_cny);
  return {
    finding: totalFinding(lang, results.cost ?? { capital_cny: 0, annualised_cny: 0 }),
    numbers: totalNumbers(lang, results.cost, results.at),
    bars: bars({ rows: rows.map(({ id, name, cost }) => ({ name, explain: { kind: "annualised", measure: id, at: results.at }, value: money(lang, cost.annualised_cny), marks: [{ from: 0, to: cost.annualised_cny, kind: "plain" }] })) }),
    table: tableOf(view, rows),
    note: WORDS[lang].note,
  };
}

/** @param {TabView} view @returns {Content} */
function years({ lang, results }) {
  const rows = Object.entries(results.cost?.by_year ?? {});
  const text = WORDS[lang];
  const of = (/** @type {string} */ year) => /** @type {import("../types.d.ts").Subject} */ ({ kind: "capital", year: Number(year), at: results.at });
  const most = [...rows].sort((a, b) => b[1].capital_cny - a[1].capital_cny).slice(0, 1);
  return {
    finding: yearsFinding(lang, rows),
    numbers: most.map(([year, { capital_cny: capital }]) => [money(lang, capital), of(year)]),
    bars: bars({
      rows: rows.map(([year, { capital_cny: capital, projects }]) => ({
        name: lang === "zh" ? `${year}年` : year,
        detail: lang === "zh" ? `${projects}个项目` : `${projects} projects`,
        value: money(lang, capital),
        explain: of(year),
        marks: [{ from: 0, to: capital, kind: "plain" }],
      })),
    }),
    table: {
      caption: TITLES.years[lang],
      columns: [words(text.year, (i) => rows[i][0]), figures(text.projects, (i) => rows[i][1].projects, plain), figures(HEADS[lang].capital, (i) => inTable(lang, rows[i][1].capital_cny), undefined, (i) => of(rows[i][0]))],
      length: rows.length,
    },
  };
}
