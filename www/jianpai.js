// @ts-check
// The engine for any page or program: a scenario in, results and drawings out. Documented in docs/embedding.md, typed in
// jianpai.d.ts.

import { CHARTS, figureOf, isChart } from "./js/catalogue.js";
import { behind, hold, inputs, sampled } from "./js/local.js";

/** @typedef {import("./jianpai.d.ts").Picture} Picture */

export { CHARTS as charts };
export { ScenarioError } from "./js/local.js";

/**
 * Loads a scenario: of the site by name, from an address that ends in `.toml`, or from files.
 * @param {import("./jianpai.d.ts").Source} source
 * @param {{ file?: string }} [options] which of the files is the scenario
 */
export async function load(source, { file } = {}) {
  const held = await hold(source, { file });
  const made = scenario(held);
  behind.set(made, held);
  return made;
}

/** @param {import("./js/local.js").Held} held @returns {import("./jianpai.d.ts").Scenario} */
function scenario(held) {
  const { outline, call } = held;

  /** @param {Picture} picture @returns {Promise<import("./js/types.d.ts").TabView>} */
  async function look({ pollutant = "nox", lang = "zh", theme = "light", at, levers, results }) {
    const moved = inputs(levers);
    const run = results ?? call("evaluate", moved, { at });
    const reference = moved.length ? call("evaluate", [], { at: run.at }) : undefined;
    return { lang, theme, outline, results: run, reference, pollutant, levers: moved };
  }

  /** What a chart shows. @param {Picture} picture */
  async function content(picture) {
    const { chart = "progress" } = picture;
    if (!isChart(chart)) throw new TypeError(`chart: ${JSON.stringify(chart)} is none of ${CHARTS.join(", ")}`);
    const [view, figure] = await Promise.all([look(picture), figureOf(chart)]);
    const data = figure.load ? await figure.load(view, async (method, ...args) => call(method, ...args)) : true;
    return { view, content: figure.show(view, data) };
  }

  return {
    outline,
    findings: held.findings,
    files: held.files,
    file: held.file,
    run: ({ levers, ...options } = {}) => call("evaluate", inputs(levers), options),
    contributions: ({ levers, ...options }) => call("contributions", inputs(levers), options),
    overlaps: ({ levers, ...options } = {}) => call("overlaps", inputs(levers), options),
    compare: (here, there, options = {}) => call("compare", inputs(here), inputs(there), options),
    tornado: ({ levers, ...options }) => call("tornado", inputs(levers), options),
    inspect: ({ levers } = {}) => call("inspect", inputs(levers)),

    async uncertainty({ levers, ...options } = {}) {
      whole("draws", options.draws, 1);
      whole("seed", options.seed, 0);
      return sampled(held, inputs(levers), options);
    },

    async describe(picture) {
      const { finding, note = "", table } = (await content(picture)).content;
      const rows = Array.from({ length: table.length }, (_, i) => table.columns.map(({ cell }) => cell(i)));
      return { finding, note, caption: table.caption, columns: table.columns.map(({ title }) => title), rows };
    },

    async draw(canvas, picture) {
      const { view, content: shown } = await content(picture);
      const { lang, theme, pollutant, reference, results } = view;
      const scale = picture.scale ?? globalThis.devicePixelRatio ?? 1;
      const { width = canvas.clientWidth, height = canvas.clientHeight } = picture;
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      const drawn = { pollutant, lang, theme, at: results.at, scale, ...(reference && { reference }), ...shown.beside };
      return held.draw(canvas, picture.chart ?? "progress", outline, shown.results ?? results, drawn);
    },

    async svg(picture) {
      const { view, content: shown } = await content(picture);
      const { lang, theme, pollutant, reference, results } = view;
      const { width = 960, height = 540 } = picture;
      const drawn = { pollutant, lang, theme, at: results.at, width, height, ...(reference && { reference }), ...shown.beside };
      return held.svg(picture.chart ?? "progress", outline, shown.results ?? results, drawn);
    },

    free: held.free,
  };
}

/** Refuses what the engine would take for another number. @param {string} name @param {number | undefined} value @param {number} least */
function whole(name, value, least) {
  const most = 2 ** 32 - 1;
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new RangeError(`${name}: ${value} is no whole number from ${least} to ${most}`);
}
