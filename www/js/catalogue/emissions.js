// @ts-check
// Chart: what is emitted by source, month by month, with and without measures.

import { figures } from "../tables.js";
import { monthName, pollutantName } from "../text.js";
import { WORDS, emissionFinding, emissionNumbers } from "../words/emissions.js";

/** @type {import("../figure.js").Figure} */
export const figure = {
  id: "emissions",
  title: { zh: "各排放源逐月排放", en: "Emission by source, over time" },
  load: ({ levers, results }, ask) => ask("evaluate", levers, { at: results.at, sources: true }),
  show,
};

/** @param {import("../types.d.ts").TabView} view @param {import("../text.js").Results} run @returns {import("../figure.js").Content} */
function show({ lang, results, pollutant }, run) {
  const text = WORDS[lang];
  const one = results.pollutants[pollutant];
  const at = results.months.indexOf(results.at);
  const { no_action_t_per_year: without, emission_t_per_year: left } = one;
  return {
    finding: emissionFinding(lang, pollutant, results.at, without[at], left[at]),
    numbers: emissionNumbers(lang, pollutant, results.at, without[at], left[at]),
    chart: "emissions",
    results: run,
    table: {
      caption: pollutantName(lang, pollutant),
      columns: [
        { title: text.month, cell: (i) => monthName(lang, results.months[i]), copy: (i) => results.months[i] },
        figures(text.without, (i) => without[i], undefined, (i) => ({ kind: "no-action", pollutant, at: results.months[i] })),
        figures(text.with, (i) => left[i], undefined, (i) => ({ kind: "emission", pollutant, at: results.months[i] })),
        figures(text.cut, (i) => without[i] - left[i], undefined, (i) => ({ kind: "abated", pollutant, at: results.months[i] })),
      ],
      length: results.months.length,
      at,
    },
  };
}
