// @ts-check
// Module worker: holds an engine and computes, so that the page never waits. Requests come from crew.js
// as `{ id, method, args }` and are answered `{ id, value }` or `{ id, error }`, in order.

import { UNTOLD } from "./module.js";

/** @typedef {import("./pkg/jianpai.js").Engine} Engine */
/** A scenario to compare with, as the reader has it. @typedef {{ files: Record<string, Uint8Array>, toml: string, name: import("./types.d.ts").Text, levers: import("./types.d.ts").LeverInput[] }} Opposite */

/** @type {Promise<Engine>} */
let engine;
/** The scenario it holds. @type {[files: Record<string, Uint8Array>, name: string] | undefined} */
let held;
/** Another scenario, to compare with, under its own levers. @type {{ engine: Engine, levers: Opposite["levers"] } | undefined} */
let other;

/** An engine with the scenario that is held. @param {string} glue address of the bindings @param {WebAssembly.Module} module */
async function start(glue, module) {
  const pkg = /** @type {typeof import("./pkg/jianpai.js")} */ (await import(glue));
  await pkg.default({ module_or_path: module });
  const started = new pkg.Engine();
  if (held) started.load(...held);
  return started;
}

/**
 * Loads the scenario to compare with; without one, or when it can't be read, the one that is open is compared with itself
 * as it was written.
 * @param {Engine} holder
 * @param {[opposite?: Opposite]} args
 */
function baseline(holder, [opposite]) {
  other?.engine.free();
  other = undefined;
  if (!opposite) return undefined;
  const engine = new /** @type {new () => Engine} */ (holder.constructor)();
  const report = engine.load(opposite.files, opposite.toml);
  if (!report.outline) {
    engine.free();
    return report;
  }
  engine.rename(opposite.name);
  const measures = new Set(report.outline.measures.map((/** @type {{ id: string }} */ { id }) => id));
  other = { engine, levers: opposite.levers.filter(({ measure }) => measures.has(measure)) };
  return report;
}

/**
 * What `levers` and what is open change of the scenario to compare with; beside it which that is, and how many measures of
 * it have been moved.
 * @param {Engine} holder
 * @param {[levers: unknown[], options: object]} args
 */
const against = (holder, [levers, options]) =>
  other
    ? { ...other.engine.compareWith(holder, other.levers, levers, options), side: "baseline", moved: other.levers.length }
    : { ...holder.compare([], levers, options), side: "unmoved", moved: 0 };

/**
 * How a number comes about; that of another side is explained by whom it is of.
 * @param {Engine} holder
 * @param {[levers: unknown[], subject: import("./types.d.ts").Subject]} args
 */
function explain(holder, [levers, subject]) {
  const { side, against: value } = subject;
  if (!side || value !== undefined) return holder.explain(levers, subject);
  return side === "baseline" && other ? other.engine.explain(other.levers, subject) : holder.explain([], subject);
}

/** What is more than a call of the engine, and what the engine must be able to. @type {Record<string, { needs: keyof Engine, run(holder: Engine, args: any): unknown }>} */
const OWN = {
  load: { needs: "load", run: load },
  quick: { needs: "evaluate", run: quick },
  baseline: { needs: "compareWith", run: baseline },
  against: { needs: "compareWith", run: against },
  explain: { needs: "explain", run: explain },
};

/** @param {Engine} holder @param {[files: Record<string, Uint8Array>, name: string]} scenario */
function load(holder, scenario) {
  const report = holder.load(...scenario);
  if (report.outline) held = scenario;
  return report;
}

/**
 * What a moved lever asks for, in one answer: the run and what `draws` draws say of it.
 * @param {Engine} holder
 * @param {[levers: unknown[], options: object, seed?: number, draws?: number]} args
 */
function quick(holder, [levers, options, seed = 0, draws = 0]) {
  const begun = performance.now();
  const results = holder.evaluate(levers, options);
  if (draws) results.uncertainty = holder.uncertainty(levers, seed, draws);
  return { results, ms: performance.now() - begun };
}

/** @param {Engine} holder @param {string} method @param {any[]} args */
function answer(holder, method, args) {
  const own = OWN[method];
  const needed = /** @type {any} */ (holder)[own ? own.needs : method];
  if (!needed) throw new Error(UNTOLD); // the whole engine has it
  return own ? own.run(holder, args) : needed.call(holder, ...args);
}

addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    if (method === "start") {
      const before = engine;
      engine = start(args[0], args[1]).catch((error) => before ?? Promise.reject(error));
      if ((await engine) !== (await before)) (await before)?.free(); // the first makes room for the whole
      postMessage({ id });
    } else {
      const holder = await engine;
      const value = answer(holder, method, args);
      const arrays = [value].flat().filter((one) => one instanceof Float64Array);
      postMessage({ id, value }, { transfer: arrays.map(({ buffer }) => buffer) });
    }
  } catch (error) {
    postMessage({ id, error: String(error instanceof Error ? error.message : error) });
  }
});
