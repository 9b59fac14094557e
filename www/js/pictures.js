// @ts-check
// A chart as a picture that travels: what `jianpai chart` writes, from what is on the page.

import { needed } from "./files.js";
import { pressed, startPress } from "./press.js";

/** @typedef {import("./types.d.ts").TabContext} TabContext */
/** @typedef {import("./types.d.ts").TabView} TabView */
/** @typedef {import("./types.d.ts").PictureLook} PictureLook */

/** Sizes to choose from, CSS pixels. */
export const SIZES = {
  screen: { size: [960, 540], title: { zh: "屏幕 960×540", en: "Screen, 960×540" } },
  slide: { size: [1280, 720], title: { zh: "幻灯片 16:9，1280×720", en: "Slide 16:9, 1280×720" } },
  word: { size: [600, 375], title: { zh: "Word 版心宽 600×375", en: "Word page width, 600×375" } },
  small: { size: [480, 300], title: { zh: "小图 480×300", en: "Small, 480×300" } },
};

/**
 * All that charts of `view` may show, run once for all of them.
 * @param {Pick<TabContext, "call">} context
 * @param {TabView} view
 */
export async function gather({ call }, { levers, pollutant, results: { at, uncertainty } }) {
  const run = await call("evaluate", levers, { at, sources: true, months: true });
  const districts = await call("contributions", levers, { at, by: "district" });
  const tornado = await call("tornado", levers, { pollutant, at });
  return { results: { ...run, ...(uncertainty && { uncertainty }) }, beside: { districts, tornado } };
}

/**
 * @param {Pick<TabContext, "svg"> & { scenarios: { current?: { entry: { toml: string, own: boolean }, files: import("./files.js").Files } } }} context
 * @param {TabView} view
 * @param {Awaited<ReturnType<typeof gather>>} run
 * @param {PictureLook} look
 */
export async function picture({ svg, scenarios }, view, { results, beside }, look) {
  const { chart, pollutant, lang, theme, width, height, format, scale, carry } = look;
  const { outline, reference, levers } = view;
  const shown = { pollutant, lang, theme, width, height };
  const words = await svg(chart, outline, results, { ...shown, at: results.at, ...(reference && { reference }), ...beside });
  const { current } = scenarios;
  if (!current) return pressed(words, { format, scale });
  const { entry, files } = current;
  const scenario = { id: outline.id, name: outline.name, file: entry.toml, own: entry.own, illustrative: outline.illustrative };
  const about = JSON.stringify({ scenario, levers, picture: { chart, ...shown }, results });
  const press = await startPress();
  return pressed(words, { format, scale }, press.record(about, needed(files, entry.toml), carry && entry.own));
}
