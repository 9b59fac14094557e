// @ts-check
// A frozen chart in a frame: drawn from the figures it carries, worked out anew from the scenario it carries, and held
// against the site's figures of today.

import { sha256 } from "./digest.js";
import { changes, figuresText, frozenFrom } from "./frozen.js";
import { hold, inputs, sampled } from "./local.js";
import { drawnFirst, fetchModule } from "./module.js";
import { shared, studies, studyOf } from "./shared.js";
import { alteredText, changedText, frozenText, reproducedText } from "./words/frozen.js";

/** @typedef {import("./text.js").Lang} Lang */

/** Frozen charts of before have a shorter hash, of another kind. */
const SHA_DIGITS = 64;

/**
 * Gives `chart` the figures of `text`; resolves with what it shows, and what there is to say of it.
 * @param {any} chart
 * @param {string} text
 */
export async function thaw(chart, text) {
  const { frozen, files } = await frozenFrom(text);
  const { view, scenario, levers } = frozen;
  const { pkg } = await fetchModule(drawnFirst(frozen.chart) ? "first" : "whole");
  const run = { levers: inputs(levers), reference: view.reference, quick: () => view.results, sampled: async () => view.results };
  const { at, uncertainty } = view.results;
  /** @type {ReturnType<typeof workOut> | undefined} */
  let workedOut;
  const anew = () => (workedOut ??= workOut());

  /** What the carried files give; `undefined` where there are none. */
  async function workOut() {
    if (!files[scenario.file]) return undefined;
    const held = await hold(files, { file: scenario.file, first: true });
    const now = /** @type {import("./types.d.ts").Results} */ (held.call("evaluate", inputs(levers), { at }));
    return { held, same: changes(view, now).length === 0 };
  }

  const token = {};
  studies.set(token, {
    held: {
      outline: view.outline,
      call: () => frozen.data,
      ask: async () => frozen.data,
      ready: async () => {},
      draw: pkg.drawChart,
      svg: async (...args) => (await fetchModule("whole")).pkg.chartSvg(...args),
      version: frozen.engine,
    },
    run: async () => run,
    async whole() {
      const found = await anew();
      if (!found?.same) return undefined;
      const { held } = found;
      const run = await studyOf(held, scenario.own).run(levers, at);
      const draws = uncertainty && { draws: uncertainty.draws, seed: uncertainty.seed };
      const full = { ...run.quick(), uncertainty: draws && (await sampled(held, run.levers, draws)) };
      return { held, own: scenario.own, run: { ...run, sampled: async () => full } };
    },
  });
  chart.setAttribute("chart", frozen.chart);
  chart.setAttribute("pollutant", view.pollutant);
  chart.data = token;
  return {
    frozen,
    /** @param {Lang} lang */
    async say(lang) {
      const told = [frozenText(lang, frozen)];
      if (frozen.hash.length === SHA_DIGITS && frozen.hash !== (await sha256(figuresText(view.results, frozen.data)))) told.push(alteredText(lang));
      const found = await anew();
      if (found) told.push(reproducedText(lang, found.same, pkg.version()));
      const live = scenario.own ? undefined : await shared(scenario.id, frozen.chart).catch(() => undefined); // the site may have it no more
      if (live) {
        const now = live.held.call("evaluate", inputs(levers), { at });
        const changed = changes(view, now);
        if (changed.length) told.push(changedText(lang, at, changed));
      }
      return told.join(lang === "zh" ? "" : " ");
    },
  };
}
