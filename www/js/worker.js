// @ts-check
// Module worker: holds an engine and computes, so that the page never waits. Requests come from engine.js
// as `{ id, method, args }` and are answered `{ id, value }` or `{ id, error }`, in order.

/** @type {Promise<import("./pkg/jianpai.js").Engine>} */
let engine;

/** @param {string} glue address of the bindings @param {WebAssembly.Module} module */
async function start(glue, module) {
  const pkg = /** @type {typeof import("./pkg/jianpai.js")} */ (await import(glue));
  await pkg.default({ module_or_path: module });
  return new pkg.Engine();
}

addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    if (method === "start") {
      engine = start(args[0], args[1]);
      await engine;
      postMessage({ id });
    } else {
      const holder = /** @type {any} */ (await engine);
      postMessage({ id, value: holder[method](...args) });
    }
  } catch (error) {
    postMessage({ id, error: String(error instanceof Error ? error.message : error) });
  }
});
