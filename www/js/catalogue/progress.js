// @ts-check
// Chart: the chosen pollutant against its schedule, month by month.

import { progressTable } from "../tables.js";
import { chartNote, verdict, verdictNumbers } from "../text.js";

/** @type {import("../figure.js").Figure} */
export const figure = {
  id: "progress",
  title: { zh: "减排进度", en: "Progress" },
  draws: true,
  show: ({ lang, outline, results, reference, pollutant }) => ({
    finding: verdict(lang, results, pollutant),
    numbers: verdictNumbers(lang, results, pollutant),
    chart: "progress",
    ...(results.uncertainty && { sampled: { draws: results.uncertainty.draws, seed: results.uncertainty.seed } }),
    table: progressTable(lang, results, reference, pollutant),
    note: chartNote(lang, outline, pollutant, reference !== undefined, results.uncertainty !== undefined),
  }),
};
