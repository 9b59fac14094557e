// `cargo xtask bench`: the three goals of speed, in a worker of Chromium, natively, and in plain JavaScript.
//
//   W1  levers in, reductions of all pollutants by month out
//   W2  10,000 draws to quantiles and chances
//   W3  W1, and who brings what at the last month, exactly
//
// Levers change before every run. Figures are medians; compare those of one run with each other.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, dirname, extname, join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser, ROOT } from "../../tests/page/harness.mjs";
import { city, leverSets } from "./city.mjs";

/** Ends with what is wrong, in a line or more. @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(1);
}

/** What was asked for. */
function parsed() {
  try {
    return parseArgs({
      options: { scenario: { type: "string" }, levers: { type: "string" }, json: { type: "boolean" }, native: { type: "string" }, repeats: { type: "string", default: "9" } },
    }).values;
  } catch (error) {
    return stop(`bench: ${/** @type {Error} */ (error).message}`);
  }
}
const options = parsed();
const folder = join(ROOT, "target/bench");
mkdirSync(folder, { recursive: true });

const scenario = options.scenario ?? join(folder, "city.toml");
if (!options.scenario) for (const [name, text] of Object.entries(city())) writeFileSync(join(folder, name), text);

/** What the native bench prints; it checks its files and says what is wrong with them. @param {string[]} args */
function native(...args) {
  const { status, stdout, stderr, error } = spawnSync(String(options.native), args, { maxBuffer: 1 << 28, encoding: "utf8" });
  return status === 0 ? JSON.parse(stdout) : stop(error?.message ?? stderr.trim());
}

let levers = options.levers;
if (!levers) {
  const none = join(folder, "no-levers.json");
  writeFileSync(none, "[[]]");
  const { measures } = native(scenario, none, "--model");
  levers = join(folder, "levers.json");
  writeFileSync(levers, JSON.stringify(leverSets(measures.map((/** @type {{ id: string }} */ { id }) => id))));
}
const model = native(scenario, levers, "--model");
const sets = JSON.parse(readFileSync(levers, "utf8"));
const files = Object.fromEntries(model.files.map((/** @type {string} */ name) => [name, [...readFileSync(join(dirname(scenario), name))]]));

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://x").pathname;
  if (path === "/") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>bench</title>");
  const place = path.startsWith("/pkg/") ? folder : join(ROOT, path.startsWith("/js/") ? "www" : "benches/goals");
  try {
    const body = readFileSync(join(place, path));
    response.writeHead(200, { "content-type": TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? "application/octet-stream" }).end(body);
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
if (found.error) {
  await browser.close();
  stop(found.error);
}
/** W2 by so many workers as the page shares it out, with what sending costs: seconds, median of seven. */
const shared = (/** @type {number} */ number) =>
  page.evaluate(
    async ({ files, name, sets, number }) => {
      const { createCrew } = await import("/js/crew.js");
      /** @type {Worker[]} */
      const workers = [];
      const hire = () => workers[workers.push(new Worker("/js/worker.js", { type: "module" })) - 1];
      const module = await WebAssembly.compileStreaming(fetch("/pkg/jianpai_bg.wasm"));
      const crew = createCrew(hire, [new URL("/pkg/jianpai.js", location.href).href, module], undefined, number);
      await crew.load(Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, new Uint8Array(bytes)])), name);
      const times = [];
      for (let turn = 0; turn < 9; turn++) {
        const start = performance.now();
        await crew.uncertainty(sets[turn % sets.length], 1, 10_000, { part: 512, signal: new AbortController().signal });
        if (turn > 1) times.push((performance.now() - start) / 1000);
      }
      for (const worker of workers) worker.terminate();
      return times.sort((a, b) => a - b)[times.length >> 1];
    },
    { files, name: task.name, sets, number },
  );
const workers = { 1: await shared(1), 2: await shared(2) };
await browser.close();
server.close();

const results = { ...found.wasm, native: native(scenario, levers), javascript: found.script, differs: found.differs, w2_s_by_workers: workers, floor: found.floor, w2_profile: native(scenario, levers, "--profile") };
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
  const { floor, w2_profile: profile } = results;
  const over = (/** @type {any} */ of) => `${(of.w1_ms / floor.w1_ms).toFixed(1)} and ${(of.w2_s / floor.w2_s).toFixed(1)}`;
  console.log(`the multiply-adds alone ${floor.w1_ms.toFixed(4)} ms and ${floor.w2_s.toFixed(3)} s: W1 and W2 of the engine take ${over(results)} times as long, of JavaScript ${over(results.javascript)}`);
  const whole = Object.values(profile).reduce((sum, s) => sum + s, 0);
  const shares = Object.entries(profile).map(([step, s]) => `${step} ${((100 * s) / whole).toFixed(0)}%`);
  console.log(`where the time of the draws goes, natively: ${shares.join(", ")}`);
  console.log(`W2 shared out, with what it costs to send: one worker ${workers[1].toFixed(3)} s, two ${workers[2].toFixed(3)} s`);
  console.log(`answers differ by at most: reductions ${results.differs.reductions.toExponential(1)}, shares ${results.differs.shares.toExponential(1)}, medians ${results.differs.quantiles.toFixed(3)} of a band's width${model.correlations ? " (the twin draws correlated figures apart)" : ""}`);
}
