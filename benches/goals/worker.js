// Measures in a worker: W1, W2 and W3 of the engine and of its plain JavaScript twin, and that both say the same.

import { createTwin } from "./twin.js";

const RUNS = 2000;
const DRAWS = 10_000;

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Median over `repeats` of the mean time of a call, ms. @param {number} repeats @param {number} runs @param {(turn: number) => void} call */
function time(repeats, runs, call) {
  return median(
    Array.from({ length: repeats }, () => {
      const start = performance.now();
      for (let turn = 0; turn < runs; turn++) call(turn);
      return (performance.now() - start) / runs;
    }),
  );
}

/** Greatest difference, relative above 1. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
const apart = (a, b) => Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]) / Math.max(1, Math.abs(value))), 0);

addEventListener("unhandledrejection", ({ reason }) => postMessage({ error: String(reason?.stack ?? reason) }));
addEventListener("message", async ({ data: { files, name, sets, model, repeats } }) => {
  const { default: init, Engine } = await import("./pkg/jianpai.js");
  const { memory } = await init();
  const engine = new Engine();
  const { outline, diagnostics } = engine.load(files, name);
  if (!outline) return postMessage({ error: JSON.stringify(diagnostics) });
  const twin = createTwin(model);
  const last = outline.months.length - 1;
  const count = 5 * model.measures.length;
  /** A row of numbers in the engine's memory, which moves when it grows. @param {number} address @param {number} length */
  const row = (address, length) => new Float64Array(memory.buffer, address, length);
  /** @type {Float64Array[]} */
  const positions = sets.map((/** @type {any} */ set) => row(engine.positions(set), count).slice());
  let place = row(engine.positions([]), count);
  const put = (/** @type {Float64Array} */ position) => {
    if (place.length === 0) place = row(engine.positions([]), count);
    place.set(position);
  };
  const reductions = (/** @type {Float64Array} */ position) => (put(position), row(engine.reductions(), 5 * (last + 1)));
  const shares = (/** @type {Float64Array} */ position) => (put(position), row(engine.shares(last), count));
  const at = (/** @type {number} */ turn) => positions[turn % positions.length];

  const differs = { reductions: 0, shares: 0, quantiles: 0 };
  for (const position of positions) {
    differs.reductions = Math.max(differs.reductions, apart(reductions(position), twin.reductions(position)));
    differs.shares = Math.max(differs.shares, apart(shares(position), twin.shares(position)));
  }
  // Other random numbers, so only within the error of sampling: the medians at the plan's end.
  const engineDraws = engine.uncertainty(sets[0], 1, DRAWS);
  const twinDraws = twin.uncertainty(positions[0], 1, DRAWS);
  ["nox", "vocs", "cod", "nh3n", "tp"].forEach((pollutant, p) => {
    const bands = engineDraws.pollutants[pollutant];
    const width = bands.p90[last] - bands.p10[last];
    const found = twinDraws.quantiles[((p * (last + 1)) + last) * 7 + 3];
    if (width > 0) differs.quantiles = Math.max(differs.quantiles, Math.abs(found - bands.p50[last]) / width);
  });

  const measure = (/** @type {any} */ of) => ({
    w1_ms: time(repeats, RUNS, (turn) => of.reductions(at(turn))),
    w2_s: time(Math.max(5, repeats >> 1), 1, (turn) => of.uncertainty(turn)) / 1000,
    w3_ms: time(repeats, RUNS, (turn) => of.shares(at(turn))),
  });
  const wasm = measure({
    reductions,
    shares,
    uncertainty: (/** @type {number} */ turn) => engine.uncertainty(sets[turn % sets.length], 1, DRAWS),
  });
  const script = measure({
    reductions: (/** @type {Float64Array} */ p) => twin.reductions(p),
    shares: (/** @type {Float64Array} */ p) => twin.shares(p),
    uncertainty: (/** @type {number} */ turn) => twin.uncertainty(at(turn), 1, DRAWS),
  });
  // One multiply-add a month for each measure and each of the three terms of the closed form that it acts in.
  const acts = new Set(model.measures.flatMap((/** @type {any} */ m) => m.effects.flatMap((/** @type {any} */ e) => e.pollutants.map((/** @type {number} */ p) => `${m.id} ${e.source} ${p}`))));
  const { multiply_add: multiplyAdd } = /** @type {any} */ ((await WebAssembly.instantiateStreaming(fetch("./pkg/floor.wasm"))).instance.exports);
  let sum = 0;
  const floor = time(repeats, RUNS, (turn) => (sum += multiplyAdd(3 * acts.size, Math.ceil((last + 1) / 12), turn)));
  if (acts.size && !(sum > 0)) return postMessage({ error: "the floor sums up to nothing" });
  postMessage({ wasm, script, differs, floor: { w1_ms: floor, w2_s: (floor * DRAWS) / 1000 } });
});
