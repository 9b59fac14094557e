// @ts-check
// Tab 排放: what is still emitted, by source and over time, and what counts of what is cut.

import { createFigure } from "../figure.js";
import { figures, words } from "../tables.js";
import { monthName, pollutantName, tonnes } from "../text.js";
import { HEADS } from "../words/common.js";
import { CHOICE, TITLES, WORDS, countedFinding, emissionFinding } from "../words/emissions.js";

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
      { id: "months", title: TITLES.months, load: ({ levers, results }) => context.ask("evaluate", levers, { at: results.at, sources: true }), show: months },
      { id: "sources", title: TITLES.sources, load, show: sources },
      { id: "counted", title: TITLES.counted, show: counted },
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
      name: name[lang],
      left: one.by_source_t_per_year?.[id]?.[at] ?? 0,
      whole: without.pollutants[pollutant].by_source_t_per_year?.[id]?.[at] ?? 0,
    }))
    .filter(({ whole, left }) => whole || left)
    .sort((a, b) => b.whole - a.whole);
  const lines = [...rows, { name: HEADS[lang].total, left: one.emission_t_per_year[at], whole: one.no_action_t_per_year[at] }];
  return {
    finding: emissionFinding(lang, pollutant, results.at, one.no_action_t_per_year[at], one.emission_t_per_year[at]),
    bars: {
      key: [{ kind: "plain", name: text.with }, { kind: "loss", name: text.cut }],
      rows: rows.map(({ name, left, whole }) => ({
        name,
        value: tonnes(lang, left),
        marks: [{ from: 0, to: left, kind: "plain" }, ...(whole !== left ? [{ from: left, to: whole, kind: /** @type {const} */ ("loss") }] : [])],
      })),
    },
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
      columns: [
        words(HEADS[lang].source, (i) => lines[i].name),
        figures(text.without, (i) => lines[i].whole),
        figures(text.with, (i) => lines[i].left),
        figures(text.cut, (i) => lines[i].whole - lines[i].left),
      ],
      length: lines.length,
    },
  };
}

/** @param {TabView} view @param {Results} run @returns {Content} */
function months({ lang, results, pollutant }, run) {
  const text = WORDS[lang];
  const one = results.pollutants[pollutant];
  const at = results.months.indexOf(results.at);
  const { no_action_t_per_year: without, emission_t_per_year: left } = one;
  return {
    finding: emissionFinding(lang, pollutant, results.at, without[at], left[at]),
    chart: "emissions",
    results: run,
    table: {
      caption: pollutantName(lang, pollutant),
      columns: [
        { title: text.month, cell: (i) => monthName(lang, results.months[i]), copy: (i) => results.months[i] },
        figures(text.without, (i) => without[i]),
        figures(text.with, (i) => left[i]),
        figures(text.cut, (i) => without[i] - left[i]),
      ],
      length: results.months.length,
      at,
    },
  };
}

/** @param {TabView} view @returns {Content} */
function counted({ lang, outline, results, pollutant }) {
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
