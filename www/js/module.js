// @ts-check
// The compiled engine, with its bindings: first a small module, which does what a first picture needs, and the whole one once
// more is asked for; each in the form that this browser runs, fetched and compiled once.

/** A function that returns a vector: valid only where WebAssembly has SIMD. */
const SIMD_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

/** Whether this browser runs the faster of the two modules. */
export const hasSimd = globalThis.WebAssembly?.validate(new Uint8Array(SIMD_PROBE)) ?? false;

/** Why the engine did not start: a file that did not come, one that is something else, a policy, a worker that may not run. */
export class StartError extends Error {
  /** @param {"file-missing" | "file-blocked" | "wasm-not-wasm" | "wasm-forbidden" | "worker-blocked"} reason @param {string} detail */
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}

/** @typedef {typeof import("./pkg/jianpai.js")} Bindings */
/** @typedef {import("./pkg/jianpai.js").Engine} Engine */

/** As `fetch`; Node's fetches no files. @param {URL} url @returns {Promise<Response>} */
export async function fetched(url) {
  const node = url.protocol === "file:" && /** @type {any} */ (globalThis).process?.getBuiltinModule?.("node:fs/promises");
  if (!node) return fetch(url);
  const type = url.pathname.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(await node.readFile(url), { headers: { "content-type": type } });
}

/** @typedef {{ glue: string, pkg: Bindings, module: WebAssembly.Module }} Fetched `glue`: the address of the bindings */

/** What the first module throws where it finds something amiss that only the whole engine puts into words. */
export const UNTOLD = "untold";
/** @param {unknown} error */
export const isUntold = (error) => error instanceof Error && error.message === UNTOLD;
/** The charts that the first module draws. */
const FIRST_CHARTS = ["progress", "multiples"];
/** @param {string} chart */
export const drawnFirst = (chart) => FIRST_CHARTS.includes(chart);

// Addresses are written out, for bundlers to find. A draft of the site has no scalar engines.
const MODULES = hasSimd
  ? {
      first: { glue: new URL("./pkg/first.js", import.meta.url), wasm: new URL("./pkg/first_bg.wasm", import.meta.url), bindings: () => import("./pkg/first.js") },
      whole: { glue: new URL("./pkg/jianpai.js", import.meta.url), wasm: new URL("./pkg/jianpai_bg.wasm", import.meta.url), bindings: () => import("./pkg/jianpai.js") },
    }
  : {
      // @ts-ignore
      first: { glue: new URL("./pkg/scalar/first.js", import.meta.url), wasm: new URL("./pkg/scalar/first_bg.wasm", import.meta.url), bindings: () => import("./pkg/scalar/first.js") },
      // @ts-ignore
      whole: { glue: new URL("./pkg/scalar/jianpai.js", import.meta.url), wasm: new URL("./pkg/scalar/jianpai_bg.wasm", import.meta.url), bindings: () => import("./pkg/scalar/jianpai.js") },
    };

/** @type {Partial<Record<keyof typeof MODULES, Promise<Fetched>>>} */
const fetching = {};

/**
 * Fetches and compiles a module of the engine, once, and starts it on this thread. The first has but a part of the bindings.
 * @param {keyof typeof MODULES} which
 * @returns {Promise<Fetched>}
 */
export function fetchModule(which) {
  if (fetching.whole) return fetching.whole; // which can do what the first can
  const wanted = (fetching[which] ??= fetchAnew(which));
  wanted.catch(() => delete fetching[which]); // to be tried again
  return wanted;
}

/** @param {keyof typeof MODULES} which @returns {Promise<Fetched>} */
async function fetchAnew(which) {
  const { glue, wasm, bindings } = MODULES[which];
  const [pkg, module] = await Promise.all([
    /** @type {Promise<Bindings>} */ (bindings()).catch((error) => Promise.reject(new StartError("file-missing", `${short(glue.href)}: ${error.message}`))),
    compile(wasm),
  ]);
  await pkg.default({ module_or_path: module });
  return { glue: glue.href, pkg, module };
}

/**
 * Compiles the module; a server that sends the wrong MIME type only costs the streaming.
 * @param {URL} url
 */
async function compile(url) {
  const file = short(url.href);
  const response = await fetched(url).catch((error) => Promise.reject(new StartError("file-blocked", `${file}: ${error.message}`)));
  if (!response.ok) throw new StartError("file-missing", `${file}, HTTP ${response.status}`);
  const type = response.headers.get("content-type") ?? "";
  if (!globalThis.WebAssembly) throw new StartError("wasm-forbidden", "WebAssembly");
  if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response).catch(refused);
  console.warn(`${file} is sent as ${type || "nothing"}: application/wasm would start faster (method.html#hosting)`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "\0asm") throw new StartError("wasm-not-wasm", `${file}, ${type || "-"}`);
  return WebAssembly.compile(bytes).catch(refused);
}

/** Browsers tell of a forbidding content policy in words only. @param {Error} error @returns {never} */
function refused(error) {
  throw /unsafe-eval|content.security.policy|\bCSP\b/i.test(error.message) ? new StartError("wasm-forbidden", error.message) : error;
}

/** An address from the site's folder on. @param {string} address */
const short = (address) => address.replace(/^.*\/js\//, "js/");
