// @ts-check
// What a chart of one pollutant needs of outline and results. All else costs time on its way to the engine,
// several times that of drawing.

/** @typedef {import("./types.d.ts").Pollutant} Pollutant */
/** @typedef {import("./types.d.ts").Outline} Outline */
/** @typedef {import("./types.d.ts").Results} Results */

const SERIES = {
  reduction_t: [],
  opening_t: [],
  offset_t: [],
  emission_t_per_year: [],
  no_action_t_per_year: [],
  attribution_t: {},
  uncounted_t: {},
  by_source_t_per_year: {},
};
const BANDS = { p5: [], p10: [], p25: [], p50: [], p75: [], p90: [], p95: [], on_schedule: {} };

/** The outline without sources and measures. @param {Outline} outline @returns {Outline} */
export const slimOutline = (outline) => ({ ...outline, sources: [], measures: [] });

/** The results of `pollutant` alone, without costs. @param {Results} results @param {Pollutant} pollutant @returns {Results} */
export function slimResults(results, pollutant) {
  const { uncertainty, cost } = results;
  /** @template T @param {Record<Pollutant, T>} all @param {T} none @returns {Record<Pollutant, T>} */
  const alone = (all, none) => ({ nox: none, vocs: none, cod: none, nh3n: none, tp: none, [pollutant]: all[pollutant] });
  return {
    ...results,
    cost: { ...cost, by_measure: {}, by_year: {} },
    pollutants: alone(results.pollutants, SERIES),
    ...(uncertainty && { uncertainty: { ...uncertainty, pollutants: alone(uncertainty.pollutants, BANDS) } }),
  };
}
