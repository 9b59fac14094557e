// @ts-check
// The only door to the wasm: load and compute in workers, draw here (plotters measures text in the
// document). One compiled module serves all instances: first a small one, the whole engine when it is asked for.

import { createCrew } from "./crew.js";
import { StartError, drawnFirst, fetchModule } from "./module.js";

/** @typedef {import("./types.d.ts").Results} Results */
/** @typedef {import("./types.d.ts").LeverInput} LeverInput */
/** @typedef {import("./crew.js").Call} Call */
/** @typedef {Awaited<ReturnType<typeof startEngine>>} EngineDoor */

const SEED = 1;
/** Draws at rest. */
const DRAWS = 10_000;
/** Draws with every move: as many of these as fit the frame beside drawing. */
const QUICK_DRAWS = [128, 256, 512];
const QUICK_MS = { short: 3, long: 9 };

/** Starts the instances; rejects when the module can't be fetched, compiled or started. */
export async function startEngine() {
  const { glue, pkg, module } = await fetchModule("first");
  const hire = () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const size = Math.min(Math.max((navigator.hardwareConcurrency || 2) - 1, 1), 4);
  const whole = () => fetchModule("whole");
  const crew = createCrew(hire, [glue, module], () => whole().then(({ glue, module }) => [glue, module]), size);
  await crew.started.catch((error) => Promise.reject(new StartError("worker-blocked", error.message)));
  /** What draws the charts that the first module does not. @type {import("./module.js").Bindings | undefined} */
  let drawer;
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
      return crew.uncertainty(levers, SEED, DRAWS, how);
    },
    /** Ends refining. */
    rest: () => refining.abort(),

    /** Share out long work among all workers: see crew.js. */
    share: crew.share,
    uncertainty: crew.uncertainty,
    /** Calls the engine's `method` with parts of shared work. @type {Call} */
    call: crew.call,

    /** What made the results. */
    version: pkg.version(),

    /** The SVG text of a picture that travels alone, its words as words. @type {import("./types.d.ts").TabContext["svg"]} */
    svg: async (...args) => (await whole()).pkg.chartSvg(...args),

    /** Resolves once `chart` can be drawn. @param {string} chart */
    async ready(chart) {
      if (!drawnFirst(chart)) drawer ??= (await whole()).pkg;
    },

    /** Draws at once what is ready; callers see to it that this is once a frame. @type {import("./types.d.ts").DrawChart} */
    draw: (canvas, chart, ...args) => (drawnFirst(chart) ? pkg : /** @type {typeof pkg} */ (drawer)).drawChart(canvas, chart, ...args),
  };
}

/** So long without a task, and the next one begins a new series of moves, ms. */
const PAUSE_MS = 400;

/**
 * Chooses among `sizes` of a task done with every move: smaller when it takes long, larger when short. Within a
 * series of moves the size stays, since bands of another number of draws are slightly other bands; it is judged
 * by the middle of the last few times.
 * @param {number[]} sizes
 * @param {{ short: number, long: number }} ms
 */
function createPace(sizes, { short, long }) {
  let i = 1;
  /** @type {number[]} */
  let last = [];
  let before = 0;

  function judge() {
    if (last.length < 7) return;
    const middle = last.sort((a, b) => a - b)[3];
    last = [];
    if (middle > long) i = Math.max(i - 1, 0);
    else if (middle < short) i = Math.min(i + 1, sizes.length - 1);
  }
  return {
    now() {
      const time = performance.now();
      if (time - before > PAUSE_MS) judge();
      before = time;
      return sizes[i];
    },
    /** @param {number} ms */
    took(ms) {
      last = [...last.slice(-6), ms];
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
