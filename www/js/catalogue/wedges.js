// @ts-check
// Chart: what each measure brings, month by month.

import { figures } from "../tables.js";
import { monthName, pollutantName } from "../text.js";
import { HEADS } from "../words/common.js";
import { WORDS } from "../words/contributions.js";
import { figure as waterfall } from "./waterfall.js";

/** @type {import("../figure.js").Figure} */
export const figure = {
  id: "wedges",
  title: { zh: "减排量逐月构成", en: "Who brings it, over time" },
  load: ({ levers, results }, ask) => ask("evaluate", levers, { at: results.at, months: true }),
  show,
};

/** @param {import("../types.d.ts").TabView} view @param {import("../text.js").Results} run @returns {import("../figure.js").Content} */
function show(view, run) {
  const { lang, outline, results, pollutant } = view;
  const one = run.pollutants[pollutant];
  const brought = outline.measures
    .map(({ id, name }) => ({ id, name: name[lang], row: one.attribution_by_month_t?.[id] ?? [] }))
    .filter(({ row }) => row.some((t) => t))
    .sort((a, b) => b.row[b.row.length - 1] - a.row[a.row.length - 1]);
  /** @param {import("../types.d.ts").Subject["kind"]} kind @param {string} [measure] @returns {(i: number) => import("../types.d.ts").Subject} */
  const of = (kind, measure) => (i) => ({ kind, pollutant, at: run.months[i], ...(measure && { measure }) });
  const { finding, numbers } = waterfall.show(view, true);
  return {
    finding,
    numbers,
    chart: "wedges",
    results: run,
    table: {
      caption: pollutantName(lang, pollutant),
      columns: [
        { title: WORDS[lang].month, cell: (i) => monthName(lang, run.months[i]), copy: (i) => run.months[i] },
        figures(HEADS[lang].reduction, (i) => one.reduction_t[i], undefined, of("reduction")),
        figures(HEADS[lang].opening, (i) => one.opening_t[i], undefined, of("opening")),
        ...(one.offset_t.some((t) => t) ? [figures(HEADS[lang].offset, (i) => -one.offset_t[i], undefined, of("deduction"))] : []),
        ...brought.map(({ id, name, row }) => figures(name, (i) => row[i], undefined, of("contribution", id))),
      ],
      length: run.months.length,
      at: run.months.indexOf(results.at),
    },
  };
}
