// @ts-check
// The only door to the wasm: load and compute in workers, draw here (plotters measures text in the
// document). One compiled module serves all instances, so it is fetched once.

import { createCrew } from "./crew.js";

/** @typedef {import("./types.d.ts").Results} Results */
/** @typedef {import("./types.d.ts").LeverInput} LeverInput */
/** @typedef {import("./crew.js").Call} Call */
/** @typedef {Awaited<ReturnType<typeof startEngine>>} EngineDoor */

/** A function that returns a vector: valid only where WebAssembly has SIMD. */
const SIMD_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

const SEED = 1;
/** Draws at rest. */
const DRAWS = 10_000;
/** Draws with every move: as many of these as fit the frame beside drawing. */
const QUICK_DRAWS = [64, 128, 256, 512];
const QUICK_MS = { short: 3, long: 9 };

/** Whether this browser runs the faster of the two modules. */
export const hasSimd = WebAssembly.validate(new Uint8Array(SIMD_PROBE));

/** Why the engine did not start: a file that did not come, one that is something else, a worker that may not run. */
export class StartError extends Error {
  /** @param {"file-missing" | "file-blocked" | "wasm-not-wasm" | "worker-blocked"} reason @param {string} detail */
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}

/** Starts the instances; rejects when the module can't be fetched, compiled or started. */
export async function startEngine() {
  const folder = hasSimd ? "./pkg/" : "./pkg/scalar/";
  const glue = new URL(`${folder}jianpai.js`, import.meta.url).href;
  const [pkg, module] = await Promise.all([
    /** @type {Promise<typeof import("./pkg/jianpai.js")>} */ (import(glue).catch((error) => Promise.reject(new StartError("file-missing", `${short(glue)}: ${error.message}`)))),
    compile(new URL(`${folder}jianpai_bg.wasm`, import.meta.url)),
  ]);
  const hire = () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const size = Math.min(Math.max((navigator.hardwareConcurrency || 2) - 1, 1), 4);
  const crew = createCrew(hire, [glue, module], size);
  const started = crew.started.catch((error) => Promise.reject(new StartError("worker-blocked", error.message)));
  await Promise.all([pkg.default({ module_or_path: module }), started]);
  const ask = newest(crew.call);
  const quick = createPace(QUICK_DRAWS, QUICK_MS);
  let refining = new AbortController();

  return {
    load: crew.load,

    /** Calls the engine's `method`; newest wins. */
    ask,

    /**
     * One run, with what a few draws say of it. While one is running only the newest request is kept; one
     * that a newer request replaces resolves with `undefined`. Ends refining.
     * @param {LeverInput[]} levers
     * @param {{ at?: string, sources?: boolean }} options
     * @param {{ sure: boolean }} [also] without draws when not `sure`
     * @returns {Promise<Results | undefined>}
     */
    async evaluate(levers, options, { sure } = { sure: true }) {
      if (!sure) return (await ask("quick", levers, options))?.results;
      refining.abort();
      const answer = await ask("quick", levers, options, SEED, quick.now());
      if (answer) quick.took(answer.ms);
      return answer?.results;
    },

    /**
     * What all draws say. `undefined` when ended before.
     * @param {LeverInput[]} levers
     * @param {(done: number, total: number) => void} progress
     * @returns {Promise<Results["uncertainty"]>}
     */
    async refine(levers, progress) {
      refining.abort();
      const mine = (refining = new AbortController());
      const how = { part: 2 * quick.now(), signal: mine.signal, progress: (/** @type {number} */ done) => progress(done, DRAWS) };
      const parts = await crew.share("sample", [levers, SEED], DRAWS, how);
      if (!parts || mine.signal.aborted) return undefined;
      const uncertainty = await crew.call("summarise", parts, SEED);
      return mine.signal.aborted ? undefined : uncertainty;
    },
    /** Ends refining. */
    rest: () => refining.abort(),

    /** Shares out long work among all workers: see crew.js. */
    share: crew.share,
    /** Calls the engine's `method` with parts of shared work. @type {Call} */
    call: crew.call,

    /** Draws at once; callers see to it that this is once a frame. */
    draw: pkg.drawChart,
  };
}

/**
 * Chooses among `sizes` of a task done with every move: smaller when it takes long, larger when short. It
 * judges by the middle of the last few, so that one slow frame changes nothing: bands of another number of
 * draws are slightly other bands.
 * @param {number[]} sizes
 * @param {{ short: number, long: number }} ms
 */
function createPace(sizes, { short, long }) {
  let i = 1;
  /** @type {number[]} */
  let last = [];
  return {
    now: () => sizes[i],
    /** @param {number} ms */
    took(ms) {
      last.push(ms);
      if (last.length < 7) return;
      const middle = last.sort((a, b) => a - b)[3];
      last = [];
      if (middle > long) i = Math.max(i - 1, 0);
      else if (middle < short) i = Math.min(i + 1, sizes.length - 1);
    },
  };
}

/**
 * Calls by method, one of each at a time: while it runs only the newest call of the same method is kept; one
 * that a newer call replaces resolves with `undefined`.
 * @param {Call} call
 * @returns {Call}
 */
function newest(call) {
  /** @typedef {{ args: unknown[], resolve(value: unknown): void, reject(error: unknown): void }} Waiting */
  /** What runs and what comes next. @type {Map<string, Waiting | undefined>} */
  const lanes = new Map();

  /** @param {string} method @param {Waiting} first */
  async function run(method, first) {
    for (let now = /** @type {Waiting | undefined} */ (first); now; now = lanes.get(method)) {
      lanes.set(method, undefined);
      await call(method, ...now.args).then(now.resolve, now.reject);
    }
    lanes.delete(method);
  }

  return (method, ...args) =>
    new Promise((resolve, reject) => {
      const next = { args, resolve, reject };
      if (!lanes.has(method)) return void run(method, next);
      lanes.get(method)?.resolve(undefined);
      lanes.set(method, next);
    });
}

/**
 * Compiles the module; a server that sends the wrong MIME type only costs the streaming.
 * @param {URL} url
 */
async function compile(url) {
  const file = short(url.href);
  const response = await fetch(url).catch((error) => Promise.reject(new StartError("file-blocked", `${file}: ${error.message}`)));
  if (!response.ok) throw new StartError("file-missing", `${file}, HTTP ${response.status}`);
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  console.warn(`${file} is sent as ${type || "nothing"}: application/wasm would start faster (docs/hosting.md)`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "\0asm") throw new StartError("wasm-not-wasm", `${file}, ${type || "-"}`);
  return WebAssembly.compile(bytes);
}

/** An address from the site's folder on. @param {string} address */
const short = (address) => address.replace(/^.*\/js\//, "js/");
