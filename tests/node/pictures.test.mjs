// Pictures made by the page's modules are those of the command line: the same SVG text, the same pixels, the same record.

import { test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jianpai, ROOT } from "../page/harness.mjs";

const read = (...path) => new Uint8Array(readFileSync(join(ROOT, ...path)));
const files = { "wuhan-2024.toml": read("scenarios/wuhan-2024.toml"), "wuhan-2024-projects.csv": read("scenarios/wuhan-2024-projects.csv") };
const AT = "2024-12";
const LEVERS = [{ measure: "cement-ultra-low", scale: 0.8, delay_months: 6 }];
const DRAWS = 200;

async function modules() {
  const engine = await import(join(ROOT, "dist/js/pkg/jianpai.js"));
  engine.initSync({ module: read("dist/js/pkg/jianpai_bg.wasm") });
  const press = await import(join(ROOT, "dist/js/press/press.js"));
  press.initSync({ module: read("dist/js/press/press_bg.wasm") });
  return { engine, press, fonts: new press.Press(read("dist/fonts/NotoSansSC-Regular.otf"), read("dist/fonts/NotoSansSC-Bold.otf")) };
}

/** A run with all that charts show, as the page asks for it. */
function evaluated({ engine }) {
  const holder = new engine.Engine();
  const { outline } = holder.load(files, "wuhan-2024.toml");
  const results = holder.evaluate(LEVERS, { at: AT, sources: true, months: true });
  results.uncertainty = holder.uncertainty(LEVERS, 1, DRAWS);
  return { outline, results, reference: holder.evaluate([], { at: AT }), districts: holder.contributions(LEVERS, { at: AT, by: "district" }), tornado: holder.tornado(LEVERS, { pollutant: "nox", at: AT }) };
}

const drawn = await modules().then((found) => ({ ...found, run: evaluated(found) }));
const folder = mkdtempSync(join(tmpdir(), "jianpai-pictures-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

for (const chart of ["progress", "multiples", "waterfall", "wedges", "emissions", "counted", "cost-curve", "districts", "tornado"]) {
  for (const [lang, theme, width, height] of [["zh", "light", 960, 540], ["en", "dark", 480, 300]]) {
    test(`${chart}, ${lang}, ${theme}: the page's picture is the command line's`, () => {
      const { engine, press, fonts, run } = drawn;
      const { outline, results, reference, districts, tornado } = run;
      const picture = { pollutant: "nox", lang, theme, width, height };
      const words = engine.chartSvg(chart, outline, results, { ...picture, at: AT, reference, districts, tornado });
      const scenario = { id: outline.id, name: outline.name, file: "wuhan-2024.toml", own: false, illustrative: outline.illustrative };
      const record = press.record(JSON.stringify({ scenario, levers: LEVERS, picture: { chart, ...picture }, results }), files, false);
      for (const [ending, made] of [["svg", Buffer.from(fonts.svg(words, record))], ["png", Buffer.from(fonts.png(words, 2, record))]]) {
        const path = join(folder, `${chart}-${lang}.${ending}`);
        jianpai("--lang", lang, "chart", "wuhan-2024", "--chart", chart, "--at", AT, "--theme", theme, "--size", `${width}x${height}`,
          "--lever", "cement-ultra-low:scale=0.8,delay_months=6", "--draws", String(DRAWS), "-o", path);
        const native = readFileSync(path);
        const [here, there] = [made, native].map((bytes) => JSON.parse(press.readPicture(bytes)));
        assert.equal(here.intact, true);
        // Of a PNG the hash of its pixels is in the record; how they are compressed may differ.
        assert.deepEqual(here, there);
        if (ending === "svg") assert.ok(made.equals(native), `${path}: other bytes`);
        assert.deepEqual(JSON.parse(press.differences(JSON.stringify(here.record), record)), []);
      }
    });
  }
}

test("an own scenario travels in its picture, and comes out as it was", () => {
  const { press, run } = drawn;
  const scenario = { id: "own", name: run.outline.name, file: "wuhan-2024.toml", own: true, illustrative: true };
  const about = JSON.stringify({ scenario, levers: [], picture: {}, results: run.results });
  assert.equal(press.carriedFiles(press.record(about, files, false)), undefined);
  const carried = press.carriedFiles(press.record(about, files, true));
  assert.deepEqual(Object.keys(carried).sort(), Object.keys(files).sort());
  for (const [name, bytes] of Object.entries(files)) assert.deepEqual(carried[name], bytes);
});
