// @ts-check
// Workers that hold the same scenario. The first answers the page; all of them share out long work, part by
// part, so that the first is never long away. Each begins with the engine's first module, and changes to the whole
// engine when it is asked for what only that can.

import { isUntold } from "./module.js";

/** @typedef {import("./types.d.ts").Outline} Outline */
/** @typedef {import("./types.d.ts").Diagnostic} Diagnostic */
/** @typedef {(method: string, ...args: unknown[]) => Promise<any>} Call */

/** Long work is cut so that a part takes about this long. */
const PART_MS = 12;
/** What draws are summed up in: pieces of the results' series, more than there are workers so that none waits long. */
const PIECES = 20;

/** @typedef {{ files: Record<string, Uint8Array>, name: string }} Held a scenario as it was loaded */
/** @typedef {{ call: Call, started: Promise<unknown>, holds: Held | undefined }} Member */
/** @typedef {[glue: string, module: WebAssembly.Module]} Start what a worker is started with */

/**
 * @param {() => Worker} hire
 * @param {Start} first
 * @param {() => Promise<Start>} whole
 * @param {number} size
 */
export function createCrew(hire, first, whole, size) {
  const chief = hired();
  const crew = [chief];
  /** The newest scenario that loaded. @type {Held | undefined} */
  let scenario;
  /** @type {Promise<unknown>} */
  let loading = Promise.resolve();
  let shift = new AbortController();

  /** @returns {Member} */
  function hired() {
    const ask = connect(hire());
    /** @type {Promise<unknown> | undefined} */
    let changing;
    /** @type {Member} */
    const member = {
      started: ask("start", ...first),
      holds: undefined,
      async call(method, ...args) {
        try {
          return await ask(method, ...args);
        } catch (error) {
          if (!isUntold(error)) throw error;
          changing ??= whole().then((start) => ask("start", ...start));
          changing.catch(() => (changing = undefined)); // to be tried again
          await changing;
          return ask(method, ...args);
        }
      },
    };
    return member;
  }

  /** @param {Member} member */
  async function prepare(member) {
    await member.started;
    if (!scenario || member.holds === scenario) return;
    member.holds = scenario;
    await member.call("load", scenario.files, scenario.name);
  }

  /**
   * Does `total` pieces of work in parts: `method(...args, first, pieces)`; or with the arguments that `args(first, pieces)`
   * gives. No worker has more than one part at a time. Ends early when `signal` says so or another scenario is loaded.
   * @param {string} method
   * @param {unknown[] | ((first: number, pieces: number) => unknown[])} args
   * @param {number} total
   * @param {{ part: number, even?: boolean, signal: AbortSignal, progress?(done: number): void }} how `part`: pieces in the
   *   first part; the others are as long as the workers are quick, or when `even` as that one
   * @returns {Promise<any[] | undefined>} what adjoining parts gave, in order
   */
  async function share(method, args, total, { part, even, signal, progress }) {
    await loading;
    const over = AbortSignal.any([signal, shift.signal]);
    const argumentsOf = typeof args === "function" ? args : (/** @type {number} */ first, /** @type {number} */ pieces) => [...args, first, pieces];
    /** @type {{ from: number, value: any }[]} */
    const parts = [];
    let next = 0;
    let done = 0;
    while (crew.length < size) crew.push(hired());
    await Promise.all(
      crew.map(async (member) => {
        let pieces = part;
        await prepare(member);
        while (next < total && !over.aborted) {
          const from = next;
          const count = Math.min(pieces, total - from);
          next += count;
          const begun = performance.now();
          const value = await member.call(method, ...argumentsOf(from, count));
          if (!even) pieces = paced(count, performance.now() - begun);
          parts.push({ from, value });
          done += count;
          if (!over.aborted) progress?.(done);
        }
      }),
    );
    if (over.aborted) return undefined;
    return parts.sort((a, b) => a.from - b.from).map(({ value }) => value);
  }

  return {
    started: chief.started,

    /** @type {Call} the first worker's answer */
    call: (method, ...args) => chief.call(method, ...args),

    /**
     * Parses and checks; on errors the scenario loaded before stays. Ends all shared work.
     * @param {Record<string, Uint8Array>} files
     * @param {string} name
     * @returns {Promise<{ outline: Outline | null, diagnostics: Diagnostic[] }>}
     */
    load(files, name) {
      shift.abort();
      shift = new AbortController();
      const loaded = chief.call("load", files, name);
      loading = loaded.then(
        ({ outline }) => {
          if (outline) chief.holds = scenario = { files, name };
        },
        () => {},
      );
      return loaded;
    },

    share,

    /**
     * What `draws` draws say, run and summed up by all workers; `undefined` when ended before.
     * @param {unknown[]} levers
     * @param {number} seed
     * @param {number} draws
     * @param {{ part: number, signal: AbortSignal, progress?(done: number): void }} how `part`: draws in the first part
     * @returns {Promise<import("./types.d.ts").Uncertainty | undefined>}
     */
    async uncertainty(levers, seed, draws, how) {
      const parts = await share("sample", [levers, seed, PIECES], draws, how);
      const over = AbortSignal.any([how.signal, shift.signal]);
      const piece = (/** @type {number} */ i) => [i, PIECES, parts?.map((part) => part[i])];
      const summaries = parts && (await share("summarise", piece, PIECES, { part: 1, even: true, signal: how.signal }));
      if (!summaries) return undefined;
      const onSchedule = parts.reduce((sum, part) => sum + part[PIECES][0], 0);
      const uncertainty = await chief.call("conclude", summaries, draws, onSchedule, seed);
      return over.aborted ? undefined : uncertainty;
    },
  };
}

/** Pieces of the next part, when `count` took `ms`. @param {number} count @param {number} ms */
const paced = (count, ms) => Math.max(1, Math.round(count * Math.min(Math.max(PART_MS / ms, 0.5), 2)));

/**
 * Requests to a worker as promises.
 * @param {Worker} worker
 * @returns {Call}
 */
function connect(worker) {
  /** @type {Map<number, { resolve(value: any): void, reject(error: Error): void }>} */
  const waiting = new Map();
  let last = 0;
  /** @type {Error | undefined} */
  let broken;
  worker.addEventListener("message", ({ data: { id, value, error } }) => {
    const request = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) request?.resolve(value);
    else request?.reject(new Error(error));
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    broken = new Error(event.message || "worker.js");
    for (const request of waiting.values()) request.reject(broken);
    waiting.clear();
  });
  return (method, ...args) =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken);
      waiting.set(++last, { resolve, reject });
      // Parts of shared work are handed over, not copied, unless they may be needed once more.
      const parts = method === "summarise" ? args.flat().filter((value) => value instanceof Float64Array) : [];
      worker.postMessage({ id: last, method, args }, parts.map(({ buffer }) => buffer));
    });
}
