// @ts-check
// What files are made of: a run of what is on the page with everything in it, drawn in full.

/** @typedef {import("../types.d.ts").ExportContext} ExportContext */
/** @typedef {import("../types.d.ts").Results} Results */
/** @typedef {import("../types.d.ts").Contributions} Contributions */
/** @typedef {import("../types.d.ts").By} By */
/** @typedef {import("../types.d.ts").TabView & { results: Results, contributions: Record<By, Contributions> }} Collected */

const SEED = 1;
const DRAWS = 10_000;
/** Draws of the first part of shared work. */
const PART = 512;
/** @type {By[]} */
const WAYS = ["measure", "project", "district", "source", "item"];

/** @param {ExportContext} context @returns {Promise<Collected>} */
export async function collect(context) {
  const { view } = context;
  const { levers } = view;
  const { at } = view.results;
  const run = await context.call("evaluate", levers, { at, sources: true, months: true });
  /** @type {Contributions[]} */
  const found = [];
  for (const by of WAYS) found.push(await context.call("contributions", levers, { at, by }));
  const contributions = /** @type {Record<By, Contributions>} */ (Object.fromEntries(WAYS.map((by, i) => [by, found[i]])));
  return { ...view, results: { ...run, uncertainty: await drawn(context) }, contributions };
}

/** Quantiles and chances: those on the page when they rest on all draws. @param {ExportContext} context */
async function drawn({ view, uncertainty: draw, progress }) {
  const { uncertainty } = view.results;
  if (uncertainty && uncertainty.draws >= DRAWS) return uncertainty;
  const how = { part: PART, signal: new AbortController().signal, progress: (/** @type {number} */ done) => progress(done / DRAWS) };
  const found = await draw(view.levers, SEED, DRAWS, how);
  if (!found) throw new Error(view.lang === "zh" ? "期间打开了另一情景，请重新导出。" : "Another scenario was opened meanwhile; please export again.");
  return found;
}
