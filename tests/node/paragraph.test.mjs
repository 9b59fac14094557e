// The paragraph of the page and that of the native program are the same, letter by letter.

import { test } from "node:test";
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jianpai, ROOT } from "../page/harness.mjs";
import { paragraph } from "../../www/js/words/page.js";

const folder = join(ROOT, "scenarios");
const files = Object.fromEntries(
  readdirSync(folder).filter((name) => /\.(toml|csv)$/.test(name)).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]),
);
const { Engine, initSync } = await import(join(ROOT, "dist/js/pkg/jianpai.js"));
initSync({ module: readFileSync(join(ROOT, "dist/js/pkg/jianpai_bg.wasm")) });

for (const [name, months] of [
  ["wuhan-2024.toml", ["2021-01", "2021-03", "2023-12", "2024-04", "2024-05", "2024-12", "2025-12"]],
  ["wuhan-2024-late.toml", ["2025-12"]],
  ["wuhan-2024-firm.toml", ["2025-06"]],
  ["example.toml", ["2021-01", "2024-12"]],
]) {
  test(name, () => {
    const engine = new Engine();
    const { outline } = engine.load(files, name);
    for (const at of months) {
      for (const draws of [0, 60]) {
        const results = { ...engine.evaluate([], { at }), ...(draws && { uncertainty: engine.uncertainty([], 1, draws) }) };
        for (const lang of ["zh", "en"]) {
          const native = jianpai("run", join("scenarios", name), "--at", at, "--draws", String(draws), "--lang", lang, "--paragraph");
          assert.equal(`${paragraph(lang, outline, results)}\n`, native);
        }
      }
    }
  });
}

test("with measures moved", (t) => {
  const engine = new Engine();
  const { outline } = engine.load(files, "wuhan-2024.toml");
  const at = "2024-12";
  const ids = outline.measures.map(({ id }) => id);
  const out = mkdtempSync(join(tmpdir(), "jianpai-paragraph-"));
  t.after(() => rmSync(out, { recursive: true }));
  for (const [lang, moved] of [["zh", ids.slice(0, 1)], ["en", ids.slice(1, 6)]]) {
    const levers = moved.map((measure) => ({ measure, scale: 0.5 }));
    const results = { ...engine.evaluate(levers, { at }), uncertainty: engine.uncertainty(levers, 1, 60) };
    const asked = moved.flatMap((measure) => ["--lever", `${measure}:scale=0.5`]);
    jianpai("brief", join("scenarios", "wuhan-2024.toml"), "--at", at, "--draws", "60", "--lang", lang, ...asked, "-o", out);
    assert.equal(`\ufeff${paragraph(lang, outline, results, moved)}\n`, readFileSync(join(out, "paragraph.txt"), "utf8"));
  }
});

test("where some targets are estimates and some are not", (t) => {
  const out = mkdtempSync(join(tmpdir(), "jianpai-paragraph-"));
  t.after(() => rmSync(out, { recursive: true }));
  const text = readFileSync(join(folder, "example.toml"), "utf8");
  const graded = text.replace(/(pollutant = "cod"\nreduction_t = .*\n)(?:source_note = .*\n)?/, '$1source_note = "[A] read in the document"\n');
  assert.notEqual(graded, text);
  writeFileSync(join(out, "graded.toml"), graded);
  copyFileSync(join(folder, "example-projects.csv"), join(out, "example-projects.csv"));
  const engine = new Engine();
  const { outline } = engine.load({ ...files, "graded.toml": new TextEncoder().encode(graded) }, "graded.toml");
  const results = engine.evaluate([], {});
  for (const [lang, said] of [["zh", "目标值（氮氧化物）"], ["en", "Estimated target (NOx)"]]) {
    const native = jianpai("run", join(out, "graded.toml"), "--lang", lang, "--paragraph");
    assert.ok(native.includes(said), native);
    assert.equal(`${paragraph(lang, outline, results)}\n`, native);
  }
});
