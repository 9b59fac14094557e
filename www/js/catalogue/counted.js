// @ts-check
// Chart: what counts beside what is physically cut.

import { figures, words } from "../tables.js";
import { monthName, pollutantName, sentences, tonnes } from "../text.js";
import { HEADS } from "../words/common.js";
import { WORDS, countedFinding } from "../words/emissions.js";

/** @typedef {import("../types.d.ts").Subject} Subject */

/** @type {import("../figure.js").Figure} */
export const figure = { id: "counted", title: { zh: "核算与实际减排", en: "Counted and physical reduction" }, show };

/** @param {import("../types.d.ts").TabView} view @returns {import("../figure.js").Content} */
function show({ lang, outline, results, pollutant }) {
  const [head, text] = [HEADS[lang], WORDS[lang]];
  const one = results.pollutants[pollutant];
  const at = results.months.indexOf(results.at);
  const sum = Object.values(one.attribution_t ?? {}).reduce((all, t) => all + t, 0);
  /** @param {Subject["kind"]} kind @param {string} [measure] @returns {Subject} */
  const of = (kind, measure) => ({ kind, pollutant, at: results.at, ...(measure && { measure }) });
  /** @type {{ name: string, counted: number, physical: number, subject: Subject }[]} */
  const parts = [
    { name: text.measures, counted: sum, physical: sum, subject: of("contribution") },
    { name: head.opening, counted: one.opening_t[at], physical: 0, subject: of("opening") },
    { name: head.offset, counted: -one.offset_t[at], physical: 0, subject: of("deduction") },
    ...outline.measures.map(({ id, name }) => ({ name: name[lang], counted: 0, physical: one.uncounted_t?.[id] ?? 0, subject: of("contribution", id) })),
  ].filter((part) => part.counted || part.physical);
  /** Why the sums differ. */
  const why = /** @type {const} */ (["opening", "deduction", "contribution"]).filter((kind) => parts.some((part) => part.subject.kind === kind && part.counted !== part.physical));
  const [all, real] = [parts.reduce((t, part) => t + part.counted, 0), parts.reduce((t, part) => t + part.physical, 0)];
  const lines = [...parts, { name: head.total, counted: all, physical: real, subject: of("reduction") }];
  /** What is there. @param {"counted" | "physical"} column @returns {(i: number) => Subject | undefined} */
  const explain = (column) => (i) => (!lines[i][column] ? undefined : column === "physical" && i === parts.length ? of("physical") : lines[i].subject);
  return {
    finding: countedFinding(lang, pollutant, results.at, all, real),
    numbers: [[tonnes(lang, all), of("reduction")], [tonnes(lang, real), of("physical")]],
    note: sentences(lang, why.map((kind) => text.notes[kind])),
    chart: "counted",
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
      columns: [words(text.part, (i) => lines[i].name), figures(text.counted, (i) => lines[i].counted, undefined, explain("counted")), figures(text.physical, (i) => lines[i].physical, undefined, explain("physical"))],
      length: lines.length,
    },
  };
}
