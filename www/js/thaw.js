// @ts-check
// A frozen chart in a frame: drawn from the figures it carries, worked out anew from the scenario it carries, and held
// against the site's figures of today.

import { changes, frozenFrom } from "./frozen.js";
import { hold, inputs } from "./local.js";
import { drawnFirst, fetchModule } from "./module.js";
import { shared, studies } from "./shared.js";
import { changedText, frozenText, reproducedText } from "./words/embed.js";

/** @typedef {import("./text.js").Lang} Lang */

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
  const token = {};
  studies.set(token, { held: { outline: view.outline, call: () => frozen.data, ask: async () => frozen.data, ready: async () => {}, draw: pkg.drawChart, version: frozen.engine }, run: () => run });
  chart.setAttribute("chart", frozen.chart);
  chart.setAttribute("pollutant", view.pollutant);
  chart.data = token;
  return {
    frozen,
    /** @param {Lang} lang */
    async say(lang) {
      const told = [frozenText(lang, frozen)];
      if (files[scenario.file]) {
        const held = await hold(files, { file: scenario.file, first: true });
        const now = held.call("evaluate", inputs(levers), { at: view.results.at });
        held.free();
        told.push(reproducedText(lang, changes(view, now).length === 0, pkg.version()));
      }
      const live = scenario.own ? undefined : await shared(scenario.id, frozen.chart).catch(() => undefined); // the site may have it no more
      if (live) {
        const now = live.held.call("evaluate", inputs(levers), { at: view.results.at });
        const changed = changes(view, now);
        if (changed.length) told.push(changedText(lang, view.results.at, changed));
      }
      return told.join(lang === "zh" ? "" : " ");
    },
  };
}
