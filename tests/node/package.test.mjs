// The npm package, installed as another program would: its module in Node, its types, nothing that it lacks.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { jianpai, ROOT } from "../page/harness.mjs";

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "jianpai-package-"));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const [tarball] = readdirSync(join(ROOT, "target/package")).filter((name) => name.endsWith(".tgz"));
  assert.ok(tarball, "cargo xtask package");
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", "--silent", join(ROOT, "target/package", tarball)], { cwd: folder });
});
after(() => rmSync(folder, { recursive: true }));

test("the package is as large as it must be, with licences and no scenarios", () => {
  const files = readdirSync(join(folder, "node_modules/jianpai"), { recursive: true }).map(String);
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "jianpai.d.ts", "jianpai-chart.js", "js/pkg/jianpai_bg.wasm", "js/pkg/scalar/jianpai_bg.wasm", "js/press/press_bg.wasm", "fonts/NotoSansSC-Bold.otf", "fonts/OFL.txt", "styles/base.css"]) {
    assert.ok(files.includes(name), name);
  }
  assert.deepEqual(files.filter((name) => /\.toml$|\.html$|vendor|main\.js|worker/.test(name)), []);
});

test("its module computes in Node what the command line does", () => {
  writeFileSync(join(folder, "compute.mjs"), `
    import { load, charts } from "jianpai";
    const scenario = await load(process.argv[2]);
    const results = scenario.run({ at: "2024-12", levers: "", sources: true });
    results.uncertainty = await scenario.uncertainty({ draws: 100, seed: 3 });
    const { finding, rows } = await scenario.describe({ chart: "waterfall", pollutant: "nox", lang: "en", at: "2024-12" });
    const svg = await scenario.svg({ chart: "waterfall", pollutant: "nox", lang: "en", at: "2024-12", theme: "dark" });
    console.log(JSON.stringify({ svg, results, finding, rows: rows.length, charts }));
  `);
  const scenario = join(ROOT, "scenarios/wuhan-2024.toml");
  const { svg, results, finding, rows, charts } = JSON.parse(execFileSync("node", ["compute.mjs", scenario], { cwd: folder, maxBuffer: 1 << 26 }).toString());
  assert.deepEqual(results, JSON.parse(jianpai("run", scenario, "--at", "2024-12", "--format", "json", "--draws", "100", "--seed", "3")));
  assert.match(svg, /^<svg[^]*What brings the NOx reductions[^]*<\/svg>\s*$/);
  assert.match(finding, /By the end of December 2024, [\d,]+ t/);
  assert.ok(rows > 5 && charts.length === 9);
});

test("its types are complete, and tell wrong calls from right ones", () => {
  writeFileSync(join(folder, "use.ts"), `
    import { load, ScenarioError, type Results, type Scenario } from "jianpai";
    import "jianpai/chart";
    const scenario: Scenario = await load({ "a.toml": "format = 1" });
    const results: Results = scenario.run({ at: "2024-12", levers: { kilns: { delay_months: 6 } } });
    const tonnes: number = results.pollutants.nox.reduction_t[0];
    const chart = document.createElement("jianpai-chart");
    chart.data = scenario;
    chart.addEventListener("jianpai-ready", () => console.log(tonnes));
    try { await load("x"); } catch (error) { if (error instanceof ScenarioError) console.log(error.findings[0].place.file); }
    // @ts-expect-error no such chart
    await scenario.describe({ chart: "pie" });
    // @ts-expect-error no such pollutant
    scenario.tornado({ pollutant: "co2" });
  `);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: "es2022", module: "nodenext", moduleResolution: "nodenext", skipLibCheck: false, types: [], lib: ["es2023", "dom", "dom.iterable"] }, files: ["use.ts"] }));
  const tsc = () => execFileSync(join(ROOT, "node_modules/.bin/tsc"), ["-p", "tsconfig.json"], { cwd: folder });
  assert.doesNotThrow(tsc, (error) => assert.fail(String(error.stdout)));
});

test("its readme is the document", () => {
  assert.equal(readFileSync(join(folder, "node_modules/jianpai/README.md"), "utf8"), readFileSync(join(ROOT, "docs/embedding.md"), "utf8"));
});
