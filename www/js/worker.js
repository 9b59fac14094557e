// @ts-check
// Module worker: holds an engine and computes, so that the page never waits. Requests come from engine.js
// as `{ id, method, args }` and are answered `{ id, value }` or `{ id, error }`, in order.

import init, { Engine } from "./pkg/jianpai.js";

/** @type {Promise<Engine>} */
let engine;

addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    if (method === "start") {
      engine = init({ module_or_path: args[0] }).then(() => new Engine());
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
