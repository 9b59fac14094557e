// @ts-check
// The engine on the thread that calls it, for embeds and for other people's pages: no worker, which other sites and
// sandboxes refuse. One compiled engine holds all scenarios of a page.

import { fetchScenario, scenariosIn } from "./files.js";
import { leverInputs, leversFrom } from "./link.js";
import { UNTOLD, drawnFirst, fetchModule, isUntold } from "./module.js";

/** @typedef {import("./types.d.ts").LeverInput} LeverInput */
/** @typedef {import("./files.js").Files} Files */

/** The site's folder, or that of the package. */
export const SITE = new URL("../", import.meta.url);
/** A part of long work takes about this long. */
const PART_MS = 8;
const DRAWS = 10_000;

/** A scenario that can't be used: `findings` says which file and line, and what would be right. */
export class ScenarioError extends Error {
  /** @param {import("./types.d.ts").Diagnostic[]} findings */
  constructor(findings) {
    const wrong = findings.filter(({ severity }) => severity === "error");
    super(wrong.map(({ place, message }) => `${[place.file, place.line, place.cell].filter(Boolean).join(":")}: ${message.zh} ${message.en}`).join("\n"));
    this.name = "ScenarioError";
    this.findings = findings;
  }
}

/**
 * A scenario that is loaded, and the engine that holds it.
 * @typedef {object} Held
 * @property {import("./types.d.ts").Outline} outline
 * @property {import("./types.d.ts").Diagnostic[]} findings
 * @property {Files} files
 * @property {string} file which of the files is the scenario
 * @property {(method: string, ...args: any[]) => any} call calls the engine's `method`; throws where only the whole engine has it
 * @property {(method: string, ...args: any[]) => Promise<any>} ask as `call`, fetching the whole engine where it is needed
 * @property {(chart: string) => Promise<void>} ready resolves once `chart` can be drawn
 * @property {import("./types.d.ts").DrawChart} draw
 * @property {import("./types.d.ts").TabContext["svg"]} svg a chart as an SVG text
 * @property {string} version of the engine
 * @property {() => void} free
 */

/**
 * Loads a scenario: of the site by name, from an address that ends in `.toml`, or from files.
 * @param {import("../jianpai.d.ts").Source} source
 * @param {{ file?: string, first?: boolean }} [how] `file`: which of the files is the scenario; `first`: with the engine's first module, as long as that is enough
 * @returns {Promise<Held>}
 */
export async function hold(source, { file: wanted, first = false } = {}) {
  const [begun, { files, file }] = await Promise.all([fetchModule(first ? "first" : "whole"), received(source, wanted)]);
  let { pkg } = begun;
  let held = new pkg.Engine();
  let loaded = false;

  /** @type {Held["call"]} */
  function call(method, ...args) {
    const own = /** @type {any} */ (held)[method];
    if (!own) throw new Error(UNTOLD);
    return own.call(held, ...args);
  }

  /** Changes to the whole engine. */
  async function change() {
    const whole = (await fetchModule("whole")).pkg;
    if (pkg === whole) return;
    const before = held;
    pkg = whole;
    held = new pkg.Engine();
    if (loaded) held.load(files, file);
    before.free();
  }

  /** @type {Held["ask"]} */
  async function ask(method, ...args) {
    try {
      return call(method, ...args);
    } catch (error) {
      if (!isUntold(error)) throw error;
    }
    await change();
    return call(method, ...args);
  }

  const { outline, diagnostics: findings } = await ask("load", files, file);
  if (!outline) {
    held.free();
    throw new ScenarioError(findings);
  }
  loaded = true;
  return {
    outline,
    findings,
    files,
    file,
    call,
    ask,
    ready: async (chart) => (drawnFirst(chart) ? undefined : change()),
    draw: (...args) => pkg.drawChart(...args),
    async svg(...args) {
      await change();
      return pkg.chartSvg(...args);
    },
    version: pkg.version(),
    free: () => held.free(),
  };
}

/**
 * @param {import("../jianpai.d.ts").Source} source
 * @param {string} [wanted]
 * @returns {Promise<{ files: Files, file: string }>}
 */
async function received(source, wanted) {
  if (typeof source === "string" || source instanceof URL) {
    const named = typeof source === "string" && !/\.toml$/i.test(source);
    const base = globalThis.document?.baseURI ?? new URL("./", `file://${/** @type {any} */ (globalThis).process?.cwd()}/`);
    const address = named ? new URL(`scenarios/${source}.toml`, SITE) : new URL(source, base);
    const file = decodeURIComponent(address.pathname.replace(/^.*\//, ""));
    return { files: await fetchScenario(new URL("./", address), file), file };
  }
  const entries = Array.isArray(source) ? source.map((one) => /** @type {const} */ ([one.name, one])) : Object.entries(source);
  /** @type {Files} */
  const files = {};
  for (const [name, content] of entries) files[name] = await bytes(content);
  const [file, second] = wanted ? [wanted] : scenariosIn(files);
  if (!file || !(file in files)) throw new TypeError(`files: ${file ?? "a .toml file"} is missing`);
  if (second) throw new TypeError(`files: which is the scenario, ${file} or ${second}? Name it as { file }`);
  return { files, file };
}

/** @param {import("../jianpai.d.ts").Content} content */
async function bytes(content) {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (content instanceof Uint8Array) return content;
  return new Uint8Array(content instanceof ArrayBuffer ? content : await content.arrayBuffer());
}

/** What stands behind the scenarios that jianpai.js gave away. @type {WeakMap<import("../jianpai.d.ts").Scenario, Held>} */
export const behind = new WeakMap();

/** Levers as the engine takes them. @param {import("../jianpai.d.ts").Levers} [levers] @returns {LeverInput[]} */
export function inputs(levers = []) {
  if (Array.isArray(levers)) return levers;
  const moves = typeof levers === "string" ? leversFrom(levers) : levers;
  if (!moves) throw new TypeError(`levers: ${JSON.stringify(levers)} can't be read`);
  return leverInputs(moves);
}

/** Lets the page do what waits: pointer, drawing. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * What draws say of a run, worked out in short parts: the page stays quick.
 * @param {Held} held
 * @param {LeverInput[]} levers
 * @param {{ draws?: number, seed?: number, signal?: AbortSignal, progress?(done: number): void }} [options]
 * @returns {Promise<import("./types.d.ts").Uncertainty>}
 */
export async function sampled({ call }, levers, { draws = DRAWS, seed = 1, signal, progress } = {}) {
  const parts = [];
  let size = 64;
  for (let done = 0; done < draws; ) {
    await pause();
    signal?.throwIfAborted();
    const count = Math.min(size, draws - done);
    const begun = performance.now();
    parts.push(call("sample", levers, seed, 1, done, count));
    size = Math.max(16, Math.round(count * Math.min(Math.max(PART_MS / (performance.now() - begun), 0.5), 2)));
    done += count;
    progress?.(done);
  }
  const summary = call("summarise", 0, 1, parts.map(([values]) => values));
  return call("conclude", [summary], draws, parts.reduce((sum, [, [onSchedule]]) => sum + onSchedule, 0), seed);
}
