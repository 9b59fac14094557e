// @ts-check
// Chart: what counts beside what is physically cut.

import { figures, words } from "../tables.js";
import { monthName, pollutantName } from "../text.js";
import { HEADS } from "../words/common.js";
import { WORDS, countedFinding } from "../words/emissions.js";

/** @type {import("../figure.js").Figure} */
export const figure = { id: "counted", title: { zh: "核算与实际减排", en: "Counted and physical reduction" }, show };

/** @param {import("../types.d.ts").TabView} view @returns {import("../figure.js").Content} */
function show({ lang, outline, results, pollutant }) {
  const [head, text] = [HEADS[lang], WORDS[lang]];
  const one = results.pollutants[pollutant];
  const at = results.months.indexOf(results.at);
  const sum = Object.values(one.attribution_t ?? {}).reduce((all, t) => all + t, 0);
  /** @type {{ name: string, counted: number, physical: number }[]} */
  const parts = [
    { name: text.measures, counted: sum, physical: sum },
    { name: head.opening, counted: one.opening_t[at], physical: 0 },
    { name: head.offset, counted: -one.offset_t[at], physical: 0 },
    ...outline.measures.map(({ id, name }) => ({ name: name[lang], counted: 0, physical: one.uncounted_t?.[id] ?? 0 })),
  ].filter((part) => part.counted || part.physical);
  const [all, real] = [parts.reduce((t, part) => t + part.counted, 0), parts.reduce((t, part) => t + part.physical, 0)];
  const lines = [...parts, { name: head.total, counted: all, physical: real }];
  return {
    finding: countedFinding(lang, pollutant, results.at, all, real),
    note: text.note,
    chart: "counted",
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
      columns: [words(text.part, (i) => lines[i].name), figures(text.counted, (i) => lines[i].counted), figures(text.physical, (i) => lines[i].physical)],
      length: lines.length,
    },
  };
}
