// @ts-check
// The only door to the wasm: load and evaluate in a worker, draw here (plotters measures text in the
// document). One compiled module serves both instances, so it is fetched once.

/** @typedef {import("./types.d.ts").Outline} Outline */
/** @typedef {import("./types.d.ts").Results} Results */
/** @typedef {import("./types.d.ts").Diagnostic} Diagnostic */
/** @typedef {import("./types.d.ts").LeverInput} LeverInput */
/** @typedef {Awaited<ReturnType<typeof startEngine>>} EngineDoor */

/** A function that returns a vector: valid only where WebAssembly has SIMD. */
const SIMD_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

/** Starts both instances; rejects when the module can't be fetched, compiled or started. */
export async function startEngine() {
  const folder = WebAssembly.validate(new Uint8Array(SIMD_PROBE)) ? "./pkg/" : "./pkg/scalar/";
  const glue = new URL(`${folder}jianpai.js`, import.meta.url).href;
  const [pkg, module] = await Promise.all([
    /** @type {Promise<typeof import("./pkg/jianpai.js")>} */ (import(glue)),
    compile(new URL(`${folder}jianpai_bg.wasm`, import.meta.url)),
  ]);
  const call = connect(new Worker(new URL("./worker.js", import.meta.url), { type: "module" }));
  await Promise.all([pkg.default({ module_or_path: module }), call("start", glue, module)]);

  /** @typedef {{ levers: LeverInput[], options: { at?: string, sources?: boolean }, resolve(results: Results | undefined): void, reject(error: unknown): void }} Run */
  /** @type {Run | undefined} */
  let next;
  let running = false;

  async function pump() {
    running = true;
    while (next) {
      const run = next;
      next = undefined;
      await call("evaluate", run.levers, run.options).then(run.resolve, run.reject);
    }
    running = false;
  }

  return {
    /**
     * Parses and checks; on errors the scenario loaded before stays. Runs asked for before and not
     * begun are dropped.
     * @param {Record<string, Uint8Array>} files
     * @param {string} name
     * @returns {Promise<{ outline: Outline | null, diagnostics: Diagnostic[] }>}
     */
    load(files, name) {
      next?.resolve(undefined);
      next = undefined;
      return call("load", files, name);
    },

    /**
     * One run. While one is running only the newest request is kept; one that a newer request
     * replaces resolves with `undefined`.
     * @param {LeverInput[]} levers
     * @param {{ at?: string, sources?: boolean }} options
     * @returns {Promise<Results | undefined>}
     */
    evaluate(levers, options) {
      return new Promise((resolve, reject) => {
        next?.resolve(undefined);
        next = { levers, options, resolve, reject };
        if (!running) void pump();
      });
    },

    ask: newest(call),

    /** Draws at once; callers see to it that this is once a frame. */
    draw: pkg.drawChart,
  };
}

/**
 * Calls by method, one of each at a time: while it runs only the newest call of the same method is kept; one
 * that a newer call replaces resolves with `undefined`.
 * @param {ReturnType<typeof connect>} call
 * @returns {(method: string, ...args: unknown[]) => Promise<any>}
 */
function newest(call) {
  /** @typedef {{ args: unknown[], resolve(value: unknown): void, reject(error: unknown): void }} Call */
  /** What runs and what comes next. @type {Map<string, Call | undefined>} */
  const lanes = new Map();

  /** @param {string} method @param {Call} first */
  async function run(method, first) {
    for (let now = /** @type {Call | undefined} */ (first); now; now = lanes.get(method)) {
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
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname.replace(/^.*\/js\//, "js/")}, HTTP ${response.status}`);
  const type = response.headers.get("content-type") ?? "";
  return type.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Requests to a worker as promises.
 * @param {Worker} worker
 * @returns {(method: string, ...args: unknown[]) => Promise<any>}
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
      worker.postMessage({ id: last, method, args });
    });
}
