// @ts-check
// The compiled engine: which of the two modules this browser runs, fetched and compiled once, with its bindings.

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

/**
 * Fetches and compiles the engine; nothing of it runs yet.
 * @returns {Promise<{ glue: string, pkg: Bindings, module: WebAssembly.Module }>} `glue`: the address of the bindings
 */
export async function fetchModule() {
  // Addresses are written out, for bundlers to find.
  const glue = hasSimd ? new URL("./pkg/jianpai.js", import.meta.url) : new URL("./pkg/scalar/jianpai.js", import.meta.url);
  const wasm = hasSimd ? new URL("./pkg/jianpai_bg.wasm", import.meta.url) : new URL("./pkg/scalar/jianpai_bg.wasm", import.meta.url);
  // @ts-ignore a draft of the site has no scalar engine
  const bindings = /** @type {Promise<Bindings>} */ (hasSimd ? import("./pkg/jianpai.js") : import("./pkg/scalar/jianpai.js"));
  const [pkg, module] = await Promise.all([
    bindings.catch((error) => Promise.reject(new StartError("file-missing", `${short(glue.href)}: ${error.message}`))),
    compile(wasm),
  ]);
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
  console.warn(`${file} is sent as ${type || "nothing"}: application/wasm would start faster (docs/hosting.md)`);
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
