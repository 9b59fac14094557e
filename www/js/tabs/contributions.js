// @ts-check
// Tab 贡献: who brings the reduction, from the opening through each measure to the projection.

import { bars } from "../bars.js";
import { figure as waterfall } from "../catalogue/waterfall.js";
import { figure as wedges } from "../catalogue/wedges.js";
import { createFigure } from "../figure.js";
import { shares } from "../shares.js";
import { figures, words } from "../tables.js";
import { monthName, pollutantName, tonnes } from "../text.js";
import { HEADS } from "../words/common.js";
import { CHOICE, TITLES, WORDS, groupFinding, overlapsFinding, pairsFinding } from "../words/contributions.js";

/** @typedef {import("../types.d.ts").TabContext} TabContext */
/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../types.d.ts").Contributions} Contributions */
/** @typedef {import("../types.d.ts").Overlaps} Overlaps */
/** @typedef {import("../figure.js").Figure} Figure */

/** @param {HTMLElement} root @param {TabContext} context */
export function create(root, context) {
  /** @param {"project" | "source" | "item"} by @returns {Figure} */
  const grouped = (by) => ({
    id: by,
    title: TITLES[by],
    load: ({ levers, results }) => context.ask("contributions", levers, { at: results.at, by }),
    show: (view, /** @type {Contributions} */ data) => shares(view, data, HEADS[view.lang][by], groupFinding),
  });
  /** @param {TabView} view */
  const loadOverlaps = ({ levers, results }) => context.ask("overlaps", levers, { at: results.at });
  return createFigure(
    root,
    context,
    [
      { ...waterfall, title: TITLES.waterfall },
      { ...wedges, title: TITLES.wedges },
      grouped("project"),
      grouped("source"),
      grouped("item"),
      { id: "overlaps", title: TITLES.overlaps, load: loadOverlaps, show: overlaps },
      { id: "pairs", title: TITLES.pairs, load: loadOverlaps, show: pairs },
    ],
    { name: CHOICE },
  );
}

/** @param {TabView} view @param {Overlaps} data @returns {import("../figure.js").Content} */
function overlaps({ lang, results, pollutant }, { measures }) {
  const [head, text] = [HEADS[lang], WORDS[lang]];
  const some = measures
    .filter((measure) => measure.alone_t[pollutant] || measure.fair_t[pollutant])
    .sort((a, b) => b.fair_t[pollutant] - a.fair_t[pollutant]);
  /** @param {import("../types.d.ts").Subject["kind"]} kind @returns {(i: number) => import("../types.d.ts").Subject} */
  const of = (kind) => (i) => ({ kind, measure: some[i].id, pollutant, at: results.at });
  const sum = (/** @type {"fair_t" | "alone_t"} */ key) => some.reduce((all, measure) => all + measure[key][pollutant], 0);
  return {
    finding: overlapsFinding(lang, pollutant, sum("fair_t"), sum("alone_t")),
    bars: bars({
      apart: true,
      key: [{ kind: "plain", name: text.fair }, { kind: "second", name: text.alone }, { kind: "third", name: text.leave }],
      rows: some.map(({ name, fair_t: fair, alone_t: alone, leave_one_out_t: leave }, i) => ({
        name: name[lang],
        value: tonnes(lang, fair[pollutant]),
        explain: of("contribution")(i),
        marks: [
          { from: 0, to: fair[pollutant], kind: "plain" },
          { from: 0, to: alone[pollutant], kind: "second" },
          { from: 0, to: leave[pollutant], kind: "third" },
        ],
      })),
    }),
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
      columns: [
        words(head.measure, (i) => some[i].name[lang]),
        figures(text.fair, (i) => some[i].fair_t[pollutant], undefined, of("contribution")),
        figures(text.alone, (i) => some[i].alone_t[pollutant], undefined, of("alone")),
        figures(text.leave, (i) => some[i].leave_one_out_t[pollutant], undefined, of("leave-one-out")),
      ],
      length: some.length,
    },
  };
}

/** @param {TabView} view @param {Overlaps} data @returns {import("../figure.js").Content} */
function pairs({ lang, results, pollutant }, data) {
  const text = WORDS[lang];
  const names = new Map(data.measures.map(({ id, name }) => [id, name[lang]]));
  const some = data.pairs
    .map(({ one, other, overlap_t: overlap }) => ({
      one: names.get(one) ?? one,
      other: names.get(other) ?? other,
      t: overlap[pollutant],
      explain: /** @type {import("../types.d.ts").Subject} */ ({ kind: "overlap", measure: one, other, pollutant, at: results.at }),
    }))
    .filter(({ t }) => t)
    .sort((a, b) => b.t - a.t);
  return {
    finding: pairsFinding(lang, pollutant, some[0], some.length),
    numbers: some.slice(0, 1).map(({ t, explain }) => [tonnes(lang, t), explain]),
    bars: bars({ rows: some.map(({ one, other, t, explain }) => ({ name: one, detail: `× ${other}`, explain, value: tonnes(lang, t), marks: [{ from: 0, to: t, kind: "plain" }] })) }),
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
      columns: [words(text.one, (i) => some[i].one), words(text.other, (i) => some[i].other), figures(text.overlap, (i) => some[i].t, undefined, (i) => some[i].explain)],
      length: some.length,
    },
  };
}
