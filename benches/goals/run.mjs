// `cargo xtask bench`: the three goals of speed, in a worker of Chromium, natively, and in plain JavaScript.
//
//   W1  levers in, reductions of all pollutants by month out
//   W2  10,000 draws to quantiles and chances
//   W3  W1, and who brings what at the last month, exactly
//
// Levers change before every run. Figures are medians; compare those of one run with each other.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, dirname, extname, join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser, ROOT } from "../../tests/page/harness.mjs";
import { city, leverSets } from "./city.mjs";

const { values: options } = parseArgs({
  options: { scenario: { type: "string" }, levers: { type: "string" }, json: { type: "boolean" }, native: { type: "string" }, repeats: { type: "string", default: "9" } },
});
const folder = join(ROOT, "target/bench");
mkdirSync(folder, { recursive: true });

const scenario = options.scenario ?? join(folder, "city.toml");
if (!options.scenario) for (const [name, text] of Object.entries(city())) writeFileSync(join(folder, name), text);
const native = (/** @type {string[]} */ ...args) => JSON.parse(execFileSync(String(options.native), args, { maxBuffer: 1 << 28 }).toString());

let levers = options.levers;
if (!levers) {
  const none = join(folder, "no-levers.json");
  writeFileSync(none, "[[]]");
  const { measures } = native(scenario, none, "--model");
  levers = join(folder, "levers.json");
  writeFileSync(levers, JSON.stringify(leverSets(measures.map((/** @type {{ id: string }} */ { id }) => id))));
}
const sets = JSON.parse(readFileSync(levers, "utf8"));
const model = native(scenario, levers, "--model");
const files = Object.fromEntries(
  readdirSync(dirname(scenario)).filter((name) => /\.(toml|csv)$/.test(name)).map((name) => [name, [...readFileSync(join(dirname(scenario), name))]]),
);

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://x").pathname;
  if (path === "/") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>bench</title>");
  const file = path.startsWith("/pkg/") ? join(folder, path) : join(ROOT, "benches/goals", path);
  try {
    const body = readFileSync(file);
    response.writeHead(200, { "content-type": TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? "application/octet-stream" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
const browser = await launchBrowser();
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${port}/`);
const task = { files, name: basename(scenario), sets, model, repeats: Number(options.repeats) };
const found = await page.evaluate(
  (task) =>
    new Promise((resolve, reject) => {
      const worker = new Worker("/worker.js", { type: "module" });
      worker.addEventListener("message", ({ data }) => resolve(data));
      worker.addEventListener("error", (event) => reject(new Error(event.message)));
      const files = Object.fromEntries(Object.entries(task.files).map(([name, bytes]) => [name, new Uint8Array(bytes)]));
      worker.postMessage({ ...task, files });
    }),
  task,
);
/** The draws of W2 by so many workers, and joined by the first of them: seconds, median of seven. */
const shared = (/** @type {number} */ number) =>
  page.evaluate(
    async ({ files, name, sets, number }) => {
      const workers = Array.from({ length: number }, () => new Worker("/half.js", { type: "module" }));
      const ask = (/** @type {Worker} */ worker, /** @type {any} */ what, /** @type {Transferable[]} */ moved = []) =>
        new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage(what, moved);
        });
      const load = { files: Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, new Uint8Array(bytes)])), name };
      await Promise.all(workers.map((worker) => ask(worker, { load })));
      const times = [];
      for (let turn = 0; turn < 9; turn++) {
        const start = performance.now();
        const draws = 10_000 / number;
        const set = sets[turn % sets.length];
        const parts = await Promise.all(workers.map((worker, i) => ask(worker, { sample: { set, first: i * draws, draws } })));
        await ask(workers[0], { summarise: parts }, parts.map(({ buffer }) => buffer));
        if (turn > 1) times.push((performance.now() - start) / 1000);
      }
      for (const worker of workers) worker.terminate();
      return times.sort((a, b) => a - b)[times.length >> 1];
    },
    { files, name: task.name, sets, number },
  );
if (found.error) throw new Error(found.error);
const workers = { 1: await shared(1), 2: await shared(2) };
await browser.close();
server.close();

const results = { ...found.wasm, native: native(scenario, levers), javascript: found.script, differs: found.differs, w2_s_by_workers: workers };
if (options.json) console.log(JSON.stringify(results));
else {
  const row = (/** @type {string} */ name, /** @type {any} */ of) =>
    console.log(`${name.padEnd(24)}${of.w1_ms.toFixed(4).padStart(10)} ms${of.w2_s.toFixed(3).padStart(10)} s${of.w3_ms.toFixed(4).padStart(10)} ms`);
  console.log(`${"".padEnd(24)}${"W1 a run".padStart(13)}${"W2 draws".padStart(12)}${"W3 shares".padStart(13)}`);
  row("engine, worker", results);
  row("engine, native", results.native);
  row("plain JavaScript, worker", results.javascript);
  const ratio = (/** @type {"w1_ms" | "w2_s" | "w3_ms"} */ key) => `${(results.javascript[key] / results[key]).toFixed(1)} times`;
  console.log(`${"JavaScript / engine".padEnd(24)}${ratio("w1_ms").padStart(13)}${ratio("w2_s").padStart(12)}${ratio("w3_ms").padStart(13)}`);
  console.log(`W2 shared out, with what it costs to send: one worker ${workers[1].toFixed(3)} s, two ${workers[2].toFixed(3)} s`);
  console.log(`answers differ by at most: reductions ${results.differs.reductions.toExponential(1)}, shares ${results.differs.shares.toExponential(1)}, medians ${results.differs.quantiles.toFixed(3)} of a band's width`);
}
