// @ts-check
// Chart: who brings the reduction, from the opening through each measure to the projection.

import { ranked } from "../shares.js";
import { figures, words } from "../tables.js";
import { monthName, percent, pollutantName, standing, tonnes } from "../text.js";
import { HEADS } from "../words/common.js";
import { waterfallFinding } from "../words/contributions.js";

/** @type {import("../figure.js").Figure} */
export const figure = { id: "waterfall", title: { zh: "各项措施的贡献", en: "Contribution of each measure" }, show };

/** @param {import("../types.d.ts").TabView} view @returns {import("../figure.js").Content} */
function show({ lang, outline, results, pollutant }) {
  const head = HEADS[lang];
  const one = results.pollutants[pollutant];
  const at = results.months.indexOf(results.at);
  const { reduction, schedule } = standing(one, at);
  const brought = ranked(outline.measures.map(({ id, name }) => ({ subject: { kind: "contribution", measure: id }, name: name[lang], t: one.attribution_t?.[id] ?? 0 })));
  const steps = [
    { subject: { kind: "opening" }, name: head.opening, t: one.opening_t[at] },
    ...brought,
    ...(one.offset_t[at] ? [{ subject: { kind: "deduction" }, name: head.offset, t: -one.offset_t[at] }] : []),
  ];
  const lines = [...steps, { subject: { kind: "reduction" }, name: head.reduction, t: reduction }, ...(schedule === undefined ? [] : [{ subject: { kind: "schedule" }, name: head.schedule, t: schedule }])];
  /** @typedef {import("../types.d.ts").Subject} Subject @param {{ kind: string, measure?: string }} subject */
  const of = (subject) => /** @type {Subject} */ ({ ...subject, pollutant, at: results.at });
  /** @param {{ kind: string, measure?: string }} subject */
  const part = ({ kind, measure }) => of({ kind: "part", ...(measure ? { measure } : { part_of: kind }) });
  return {
    finding: waterfallFinding(lang, pollutant, results.at, { total: reduction, opening: one.opening_t[at], top: brought.slice(0, 3) }),
    numbers: [lines[steps.length], ...steps.slice(0, 4)].map(({ subject, t }) => [tonnes(lang, t), of(subject)]),
    chart: "waterfall",
    barEach: true,
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
      columns: [
        words(head.measure, (i) => lines[i].name),
        figures(head.counted, (i) => lines[i].t, undefined, (i) => of(lines[i].subject)),
        figures(head.share, (i) => lines[i].t / reduction, percent, (i) => part(lines[i].subject)),
      ],
      length: lines.length,
    },
  };
}
