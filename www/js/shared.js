// @ts-check
// What the charts of one page share: each scenario is loaded once, each run made once, each style sheet read once.

import { leverInputs } from "./link.js";
import { SITE, behind, hold, sampled } from "./local.js";
import { drawnFirst } from "./module.js";

/** @typedef {import("./local.js").Held} Held */
/** @typedef {import("./types.d.ts").Results} Results */
/**
 * @typedef {object} Run
 * @property {import("./types.d.ts").LeverInput[]} levers
 * @property {Results | undefined} reference
 * @property {() => Results} quick with as many draws as are there; a few at least
 * @property {() => Promise<Results>} sampled with all draws
 * @typedef {object} Study
 * @property {Pick<Held, "outline" | "call" | "ask" | "ready" | "draw" | "svg" | "version">} held
 * @property {(moves: import("./link.js").Levers, at: string) => Promise<Run>} run
 * @property {(run: Run) => Promise<{ held: Held, run: Run, own: boolean } | undefined>} whole what a picture of a run is made from: all figures, and the scenario's files; `undefined` where they are not there
 */

/** Runs kept of a scenario: charts that differ in their levers. */
const KEPT = 12;
/** Draws of the first picture; all of them a moment later. */
const QUICK_DRAWS = 128;
const SEED = 1;

/** @type {Map<string, Promise<Study>>} */
const byAddress = new Map();
/** Studies of what was handed over. @type {WeakMap<object, Study>} */
export const studies = new WeakMap();

/** A scenario of the site by name, of an address, or what was handed over. @param {string | URL | object} source @param {string} chart for which it is wanted @returns {Promise<Study>} */
export async function shared(source, chart) {
  if (typeof source !== "string" && !(source instanceof URL)) {
    const held = behind.get(/** @type {import("../jianpai.d.ts").Scenario} */ (source));
    const study = studies.get(source) ?? (held && studyOf(held, true));
    if (!study) throw new TypeError("data");
    studies.set(source, study);
    return study;
  }
  const first = firstIsEnough(chart);
  const key = String(source);
  const before = byAddress.get(key);
  if (before) return before;
  const study = Promise.all([first, key ? source : firstOfSite()]).then(([first, name]) => hold(name, { first })).then((held) => studyOf(held, source instanceof URL));
  byAddress.set(key, study);
  study.catch(() => byAddress.delete(key)); // to be tried again
  return study;
}

/** Whether the first module draws all the charts that begin now. @type {Promise<boolean> | undefined} */
let together;
let enough = true;

/**
 * Whether the engine's first module is enough for `chart` and those that begin with it: where one needs the whole engine,
 * the first would be fetched for nothing.
 * @param {string} chart
 */
function firstIsEnough(chart) {
  enough &&= drawnFirst(chart);
  together ??= new Promise((resolve) =>
    // Charts of one page come into view, or begin unseen, in one task; this is the next.
    setTimeout(() => {
      resolve(enough);
      together = undefined;
      enough = true;
    }, 0),
  );
  return together;
}

/** The scenario that the site opens with. */
async function firstOfSite() {
  const response = await fetch(new URL("site.json", SITE));
  if (!response.ok) throw new Error(`site.json, HTTP ${response.status}`);
  const { scenarios } = await response.json();
  return String(scenarios[0].file).replace(/\.toml$/i, "");
}

/** @param {Held} held @param {boolean} own whether the site does not have it @returns {Study} */
export function studyOf(held, own) {
  /** @type {Map<string, Promise<Run>>} */
  const runs = new Map();

  /** @param {import("./link.js").Levers} moves @param {string} at */
  async function runOf(moves, at) {
    const levers = leverInputs(moves);
    const months = held.outline.months;
    const judged = [at, "2024-12"].find((month) => months.includes(month)) ?? months[months.length - 1];
    const plain = /** @type {Results} */ (await held.ask("evaluate", levers, { at: judged }));
    const reference = levers.length ? /** @type {Results} */ (await held.ask("evaluate", [], { at: judged })) : undefined;
    /** @type {Results | undefined} */
    let best;
    /** @type {Promise<Results> | undefined} */
    let drawing;
    return {
      levers,
      reference,
      quick: () => (best ??= { ...plain, uncertainty: held.call("uncertainty", levers, SEED, QUICK_DRAWS) }),
      sampled: () => (drawing ??= sampled(held, levers, { seed: SEED }).then((uncertainty) => (best = { ...plain, uncertainty }))),
    };
  }

  return {
    held,
    whole: async (run) => ({ held, run, own }),
    /** @param {import("./link.js").Levers} moves @param {string} at month to judge by, if the plan has it */
    run(moves, at) {
      const key = JSON.stringify([moves, at]);
      const run = runs.get(key) ?? runOf(moves, at);
      runs.delete(key);
      runs.set(key, run); // the newest last
      run.catch(() => runs.delete(key));
      for (const [oldest] of runs) if (runs.size > KEPT) runs.delete(oldest);
      return run;
    },
  };
}

/* Style sheets are read once and shared by all shadow roots; made by script, they need no leave of the page's content policy. */

const SHEETS = [new URL("../styles/base.css", import.meta.url), new URL("../styles/figure.css", import.meta.url), new URL("../styles/embed.css", import.meta.url)];
/** @type {Promise<CSSStyleSheet[]> | undefined} */
let sheets;

/** @param {ShadowRoot | null} root */
export async function stylesHere(root) {
  sheets ??= Promise.all(SHEETS.map(read));
  sheets.catch(() => (sheets = undefined));
  const there = await sheets;
  if (root && !root.adoptedStyleSheets.length) root.adoptedStyleSheets = there;
}

/** @param {URL} address */
async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname.replace(/^.*\//, "")}, HTTP ${response.status}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sized(await response.text()));
  return sheet;
}

/** Sizes are relative to the root's; on pages that make it smaller than browsers do, they would be too small. @param {string} text */
function sized(text) {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return size >= 16 ? text : text.replace(/(^|[\s(:,-])(\d*\.?\d+)rem\b/g, (_, before, n) => `${before}${Number(n) * 16}px`);
}
