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

/** An engine from `module` in `folder` of the site. */
async function engineOf(folder, module = "jianpai") {
  const { Engine, initSync } = await import(join(ROOT, "dist/js/pkg", folder, `${module}.js`));
  initSync({ module: readFileSync(join(ROOT, "dist/js/pkg", folder, `${module}_bg.wasm`)) });
  return new Engine();
}

/** What the draws of `parts` say, a piece of them summed up by each of `engines`. */
function summedUp(engines, parts, draws, seed) {
  const summaries = engines.map((engine, i) => engine.summarise(i, engines.length, parts.map((part) => part[i])));
  return engines[0].conclude(summaries, draws, parts.reduce((sum, part) => sum + part.at(-1)[0], 0), seed);
}

// Text keeps every bit of a number: JSON writes the shortest text that reads back as the same.
const same = (found, expected) => assert.deepEqual(JSON.parse(JSON.stringify(found)), expected);

for (const [folder, module] of [[".", "first"], [".", "jianpai"], ["scalar", "first"], ["scalar", "jianpai"]]) {
  for (const name of Object.keys(files).filter((name) => name.endsWith(".toml"))) {
    test(`${name}, ${folder === "." ? "SIMD" : folder}, ${module}: same bits as the native program`, async () => {
      const engine = await engineOf(folder, module);
      const { outline, diagnostics } = engine.load(files, name);
      assert.deepEqual(diagnostics, []);
      assert.ok(outline);
      const native = JSON.parse(jianpai("run", join("scenarios", name), "--format", "json", "--draws", "200", "--seed", "7", "--threads", "3"));
      const results = engine.evaluate([], { sources: true });
      const parts = [engine.sample([], 7, 1, 0, 75), engine.sample([], 7, 1, 75, 125)];
      same({ ...results, uncertainty: summedUp([engine], parts, 200, 7) }, native);
    });
  }
}

/** `total` draws in `parts` adjoining ranges: first draw and number of each. */
const ranges = (total, parts) =>
  Array.from({ length: parts }, (_, i) => [Math.floor((total * i) / parts), Math.floor((total * (i + 1)) / parts)]).map(([from, to]) => [from, to - from]);

for (const folder of [".", "scalar"]) {
  test(`${folder === "." ? "SIMD" : folder}: draws say the same shared out to 1, 2 and 7 engines and to as many threads`, async () => {
    const name = "wuhan-2024.toml";
    for (const number of [1, 2, 7]) {
      const { uncertainty } = JSON.parse(jianpai("run", join("scenarios", name), "--format", "json", "--draws", "1001", "--seed", "5", "--threads", String(number)));
      const engines = await Promise.all(Array.from({ length: number }, () => engineOf(folder)));
      for (const engine of engines) engine.load(files, name);
      const parts = ranges(1001, number).map(([first, draws], i) => engines[i].sample([], 5, number, first, draws));
      same(summedUp(engines, parts, 1001, 5), uncertainty);
    }
  });
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

test("the first module throws where the whole engine has words, and keeps its scenario", async () => {
  const first = await engineOf(".", "first");
  first.load(files, "wuhan-2024.toml");
  const before = first.evaluate([], {});
  const cut = (text) => new TextEncoder().encode(text);
  const whole = await engineOf(".");
  for (const wrong of ["", "id =", "[plan]\n", new TextDecoder().decode(files["example.toml"]).replace("reduce", "reduces")]) {
    assert.ok(whole.load({ ...files, "wrong.toml": cut(wrong) }, "wrong.toml").diagnostics.length > 0);
    assert.throws(() => first.load({ ...files, "wrong.toml": cut(wrong) }, "wrong.toml"), /^Error: untold$/);
  }
  assert.throws(() => first.evaluate([{ measure: "nothing" }], {}), /^Error: untold$/);
  assert.deepEqual(first.evaluate([], {}), before);
});

/** `text` in GB 18030, as far as two bytes go. @param {string} text */
function gb18030(text) {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map(Array.from({ length: 128 }, (_, i) => [String.fromCharCode(i), [i]]));
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Uint8Array.from([...text].flatMap((letter) => codes.get(letter) ?? assert.fail(letter)));
}

test("a ledger in GB 18030 or UTF-16 is the same ledger; one in neither is refused", async () => {
  const engine = await engineOf(".");
  const { outline } = engine.load(files, "wuhan-2024.toml");
  const plain = engine.evaluate([], {});
  const name = "wuhan-2024-projects.csv";
  const text = new TextDecoder().decode(files[name]);
  const utf16 = new Uint8Array(Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0)).buffer);
  for (const bytes of [gb18030(text.replaceAll("\ufeff", "")), utf16]) {
    const loaded = engine.load({ ...files, [name]: bytes }, "wuhan-2024.toml");
    assert.deepEqual(loaded, { outline, diagnostics: [] });
    assert.deepEqual(engine.evaluate([], {}), plain);
  }
  const broken = engine.load({ ...files, [name]: Uint8Array.of(0x69, 0x64, 0xff, 0xff) }, "wuhan-2024.toml");
  assert.equal(broken.outline ?? null, null);
});

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
