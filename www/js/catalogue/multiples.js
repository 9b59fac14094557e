// @ts-check
// Chart: the five pollutants side by side against their schedules.

import { figures, words } from "../tables.js";
import { BAND_NOTE, POLLUTANTS, monthName, percent, pollutantName, points, sentences, standing, statusWord } from "../text.js";
import { TITLES, WORDS, overall, overallNumbers } from "../words/all.js";

/** @type {import("../figure.js").Figure} */
export const figure = { id: "multiples", title: TITLES.all, draws: true, show };

/** @param {import("../types.d.ts").TabView} view @returns {import("../figure.js").Content} */
function show({ lang, results, levers }) {
  const text = WORDS[lang];
  const at = results.months.indexOf(results.at);
  const of = (/** @type {number} */ i) => results.pollutants[POLLUTANTS[i]];
  /** @param {import("../types.d.ts").Subject["kind"]} kind @returns {(i: number) => import("../types.d.ts").Subject} */
  const by = (kind) => (i) => ({ kind, pollutant: POLLUTANTS[i], at: results.at });
  return {
    finding: overall(lang, results, levers.length),
    numbers: overallNumbers(lang, results),
    chart: "multiples",
    ...(results.uncertainty && { note: sentences(lang, [BAND_NOTE[lang]]) }),
    table: {
      caption: monthName(lang, results.at),
      columns: [
        words(text.pollutant, (i) => pollutantName(lang, POLLUTANTS[i])),
        figures(text.counted, (i) => of(i).reduction_t[at], undefined, by("reduction")),
        figures(text.schedule, (i) => of(i).schedule_t?.[at], undefined, by("schedule")),
        figures(text.target, (i) => of(i).target_t, undefined, by("target")),
        figures(text.share, (i) => of(i).reduction_t[at] / (of(i).target_t ?? NaN) || undefined, percent, by("share")),
        figures(text.points, (i) => standing(of(i), at).points, points, by("points")),
        words(text.status, (i) => statusWord(lang, of(i).status)),
      ],
      length: POLLUTANTS.length,
    },
  };
}
