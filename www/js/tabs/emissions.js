// @ts-check
// Tab 排放: what is still emitted, by source and over time, and what counts of what is cut.

import { bars } from "../bars.js";
import { figure as counted } from "../catalogue/counted.js";
import { figure as months } from "../catalogue/emissions.js";
import { createFigure } from "../figure.js";
import { figures, words } from "../tables.js";
import { monthName, pollutantName, tonnes } from "../text.js";
import { HEADS } from "../words/common.js";
import { CHOICE, TITLES, WORDS, emissionFinding, emissionNumbers } from "../words/emissions.js";

/** @typedef {import("../types.d.ts").TabContext} TabContext */
/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../types.d.ts").Outline} Outline */
/** @typedef {import("../text.js").Results} Results */
/** @typedef {import("../figure.js").Content} Content */

/** @param {HTMLElement} root @param {TabContext} context */
export function create(root, context) {
  /** The same without any measure; levers do not matter to it. @type {{ outline: Outline, run: Promise<Results> } | undefined} */
  let bare;

  /** @param {TabView} view */
  async function load({ outline, levers, results }) {
    if (bare?.outline !== outline) {
      const off = outline.measures.map(({ id }) => ({ measure: id, enabled: false }));
      bare = { outline, run: context.call("evaluate", off, { at: results.at, sources: true }) };
    }
    const now = await context.ask("evaluate", levers, { at: results.at, sources: true });
    return now && { now, without: await bare.run };
  }
  return createFigure(
    root,
    context,
    [
      { ...months, id: "months", title: TITLES.months },
      { id: "sources", title: TITLES.sources, load, show: sources },
      { ...counted, title: TITLES.counted },
    ],
    { name: CHOICE },
  );
}

/** @param {TabView} view @param {{ now: Results, without: Results }} runs @returns {Content} */
function sources({ lang, outline, results, pollutant }, { now, without }) {
  const text = WORDS[lang];
  const at = now.months.indexOf(now.at);
  const one = now.pollutants[pollutant];
  const rows = outline.sources
    .map(({ id, name }) => ({
      id,
      name: name[lang],
      left: one.by_source_t_per_year?.[id]?.[at] ?? 0,
      whole: without.pollutants[pollutant].by_source_t_per_year?.[id]?.[at] ?? 0,
    }))
    .filter(({ whole, left }) => whole || left)
    .sort((a, b) => b.whole - a.whole);
  const lines = [...rows, { id: undefined, name: HEADS[lang].total, left: one.emission_t_per_year[at], whole: one.no_action_t_per_year[at] }];
  /** @param {"no-action" | "emission" | "abated"} kind @returns {(i: number) => import("../types.d.ts").Subject} */
  const of = (kind) => (i) => ({ kind, pollutant, at: now.at, ...(lines[i].id && { source: lines[i].id }) });
  return {
    finding: emissionFinding(lang, pollutant, results.at, one.no_action_t_per_year[at], one.emission_t_per_year[at]),
    numbers: emissionNumbers(lang, pollutant, now.at, one.no_action_t_per_year[at], one.emission_t_per_year[at]),
    bars: bars({
      key: [{ kind: "plain", name: text.with }, { kind: "loss", name: text.cut }],
      rows: rows.map(({ name, left, whole }, i) => ({
        name,
        explain: of("emission")(i),
        value: tonnes(lang, left),
        marks: [{ from: 0, to: left, kind: "plain" }, ...(whole !== left ? [{ from: left, to: whole, kind: /** @type {const} */ ("loss") }] : [])],
      })),
    }),
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
      columns: [
        words(HEADS[lang].source, (i) => lines[i].name),
        figures(text.without, (i) => lines[i].whole, undefined, of("no-action")),
        figures(text.with, (i) => lines[i].left, undefined, of("emission")),
        figures(text.cut, (i) => lines[i].whole - lines[i].left, undefined, of("abated")),
      ],
      length: lines.length,
    },
  };
}
