// The browser's engine, run in Node: its figures are those of the native program, bit for bit.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";
import { jianpai, ROOT } from "../page/harness.mjs";

const scenarios = join(ROOT, "scenarios");
const files = Object.fromEntries(
  readdirSync(scenarios).filter((name) => /\.(toml|csv)$/.test(name)).map((name) => [name, new Uint8Array(readFileSync(join(scenarios, name)))]),
);

/** An engine from the module in `folder` of the site. */
async function engineOf(folder) {
  const { Engine, initSync } = await import(join(ROOT, "dist/js/pkg", folder, "jianpai.js"));
  initSync({ module: readFileSync(join(ROOT, "dist/js/pkg", folder, "jianpai_bg.wasm")) });
  return new Engine();
}

// Text keeps every bit of a number: JSON writes the shortest text that reads back as the same.
const same = (found, expected) => assert.deepEqual(JSON.parse(JSON.stringify(found)), expected);

for (const folder of [".", "scalar"]) {
  for (const name of Object.keys(files).filter((name) => name.endsWith(".toml"))) {
    test(`${name}, ${folder === "." ? "SIMD" : folder}: same bits as the native program`, async () => {
      const engine = await engineOf(folder);
      const { outline, diagnostics } = engine.load(files, name);
      assert.deepEqual(diagnostics, []);
      assert.ok(outline);
      const native = JSON.parse(jianpai("run", join("scenarios", name), "--format", "json", "--draws", "200", "--seed", "7", "--threads", "3"));
      const results = engine.evaluate([], { sources: true });
      const parts = [engine.sample([], 7, 0, 75), engine.sample([], 7, 75, 125)];
      same({ ...results, uncertainty: engine.summarise(parts, 7) }, native);
    });
  }
}

for (const folder of [".", "scalar"]) {
  for (const [name, pollutant] of [["example.toml", "nox"], ["wuhan-2024.toml", "cod"]]) {
    test(`${name}, ${folder === "." ? "SIMD" : folder}: what the uncertainty comes from, same bits as the native program`, async () => {
      const engine = await engineOf(folder);
      engine.load(files, name);
      const native = JSON.parse(jianpai("sensitivity", join("scenarios", name), "--pollutant", pollutant, "--at", "2025-06", "--samples", "20", "--draws", "101", "--seed", "7", "--threads", "3", "--format", "json"));
      const of = { pollutant, at: "2025-06", seed: 7 };
      same(engine.tornado([], of), native.tornado);
      same(engine.totalEffects([], of, [engine.sampleEffects([], of, 0, 7), engine.sampleEffects([], of, 7, 13)]), native.total_effects);
      same(engine.riskiest([engine.sampleRisks([], of, 0, 50), engine.sampleRisks([], of, 50, 51)], of), native.riskiest);
    });
  }
}

test("levers do what a variant does", async () => {
  const engine = await engineOf(".");
  engine.load(files, "wuhan-2024.toml");
  const plain = engine.evaluate([], {});
  const lever = { measure: outlineMeasure(engine), scale: 0 };
  const moved = engine.evaluate([lever], {});
  assert.notDeepEqual(moved.pollutants, plain.pollutants);
  assert.throws(() => engine.evaluate([{ measure: "no-such-measure" }], {}));
  same(engine.evaluate([], {}), JSON.parse(JSON.stringify(plain)));
});

test("a file with errors leaves the scenario that was there", async () => {
  const engine = await engineOf(".");
  engine.load(files, "wuhan-2024.toml");
  const before = engine.evaluate([], {});
  const broken = { "broken.toml": new TextEncoder().encode("format = 2\n[plan]\nstart = 3\n") };
  const { outline, diagnostics } = engine.load(broken, "broken.toml");
  assert.equal(outline, null);
  assert.ok(diagnostics.some((finding) => finding.severity === "error" && finding.message.zh && finding.message.en));
  same(engine.evaluate([], {}), JSON.parse(JSON.stringify(before)));
});

function outlineMeasure(engine) {
  const { outline } = engine.load(files, "wuhan-2024.toml");
  return outline.measures.find((measure) => measure.counts && measure.projects > 0).id;
}

assert.ok(existsSync(join(ROOT, "dist/index.html")), "dist/ is missing: cargo xtask build");
