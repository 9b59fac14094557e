// @ts-check
// The charts of the engine wherever they are shown: tabs, embeds, files. Each is a figure with its finding, what is to be
// drawn, the same figures as a table, and a note; its module loads when it is asked for.

/** @typedef {import("./figure.js").Figure} Figure */

/** By the engine's name of the chart, in the order of a choice. */
const MODULES = {
  progress: () => import("./catalogue/progress.js"),
  multiples: () => import("./catalogue/multiples.js"),
  waterfall: () => import("./catalogue/waterfall.js"),
  wedges: () => import("./catalogue/wedges.js"),
  emissions: () => import("./catalogue/emissions.js"),
  counted: () => import("./catalogue/counted.js"),
  "cost-curve": () => import("./catalogue/cost-curve.js"),
  districts: () => import("./catalogue/districts.js"),
  tornado: () => import("./catalogue/tornado.js"),
};

/** @typedef {keyof typeof MODULES} ChartName */

export const CHARTS = /** @type {ChartName[]} */ (Object.keys(MODULES));

/** @param {unknown} name @returns {name is ChartName} */
export const isChart = (name) => CHARTS.includes(/** @type {ChartName} */ (name));

/** @param {ChartName} name @returns {Promise<Figure>} */
export const figureOf = async (name) => (await MODULES[name]()).figure;
