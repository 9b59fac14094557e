// @ts-check
// Module worker: holds an engine and computes, so that the page never waits. Requests come from crew.js
// as `{ id, method, args }` and are answered `{ id, value }` or `{ id, error }`, in order.

/** @typedef {import("./pkg/jianpai.js").Engine} Engine */

/** @type {Promise<Engine>} */
let engine;

/** @param {string} glue address of the bindings @param {WebAssembly.Module} module */
async function start(glue, module) {
  const pkg = /** @type {typeof import("./pkg/jianpai.js")} */ (await import(glue));
  await pkg.default({ module_or_path: module });
  return new pkg.Engine();
}

/**
 * What a moved lever asks for, in one answer: the run and what `draws` draws say of it.
 * @param {Engine} holder
 * @param {[levers: unknown[], options: object, seed?: number, draws?: number]} args
 */
function quick(holder, [levers, options, seed = 0, draws = 0]) {
  const begun = performance.now();
  const results = holder.evaluate(levers, options);
  if (draws) results.uncertainty = holder.summarise([holder.sample(levers, seed, 0, draws)], seed);
  return { results, ms: performance.now() - begun };
}

addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    if (method === "start") {
      engine = start(args[0], args[1]);
      await engine;
      postMessage({ id });
    } else {
      const holder = await engine;
      const value = method === "quick" ? quick(holder, args) : /** @type {any} */ (holder)[method](...args);
      postMessage({ id, value }, { transfer: value instanceof Float64Array ? [value.buffer] : [] });
    }
  } catch (error) {
    postMessage({ id, error: String(error instanceof Error ? error.message : error) });
  }
});
