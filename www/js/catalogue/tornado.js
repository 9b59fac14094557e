// @ts-check
// Chart: what each uncertain figure does by itself, widest first.

import { figures, words } from "../tables.js";
import { monthName, pollutantName, tonnes } from "../text.js";
import { WORDS, figureText, tornadoFinding } from "../words/confidence.js";

/** @typedef {import("../types.d.ts").Subject} Subject */
/** @typedef {import("../types.d.ts").Tornado} Tornado */

/** @type {import("../figure.js").Figure} */
export const figure = {
  id: "tornado",
  title: { zh: "关键参数", en: "What matters most" },
  load: ({ levers, results, pollutant }, ask) => ask("tornado", levers, { pollutant, at: results.at }),
  show,
};

/** @param {import("../types.d.ts").TabView} view @param {Tornado} data @returns {import("../figure.js").Content} */
function show({ lang, pollutant }, data) {
  const { rows, central_t: central, at } = data;
  const text = WORDS[lang];
  /** @param {boolean} [high] @returns {(i: number) => Subject} */
  const swing = (high) => (i) => ({ kind: "swing", figure: rows[i].id, ...(high !== undefined && { high }), pollutant, at });
  return {
    finding: tornadoFinding(lang, pollutant, at, rows.slice(0, 3).map(({ name }) => name[lang])),
    chart: "tornado",
    barEach: true,
    beside: { tornado: data },
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, at)} · ${text.central} ${tonnes(lang, central)}`,
      columns: [
        words(text.figure, (i) => rows[i].name[lang]),
        words(text.low, (i) => figureText(lang, rows[i], rows[i].low)),
        words(text.high, (i) => figureText(lang, rows[i], rows[i].high)),
        figures(text.lowT, (i) => rows[i].low_t, undefined, swing(false)),
        figures(text.highT, (i) => rows[i].high_t, undefined, swing(true)),
        figures(text.span, (i) => Math.abs(rows[i].high_t - rows[i].low_t), undefined, swing()),
      ],
      length: rows.length,
    },
  };
}
