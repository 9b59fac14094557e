// `cargo xtask bench`: its native half says what is wrong with its files, and the plain JavaScript that the engine is
// measured against says what the engine does, whatever the scenario. Nothing here is timed.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createTwin } from "../../benches/goals/twin.js";
import { jianpai, ROOT } from "../page/harness.mjs";

let folder, goals;
before(() => {
  const built = execFileSync("cargo", ["build", "--quiet", "--bench", "goals", "--message-format", "json"], { cwd: ROOT, maxBuffer: 1 << 28 });
  const messages = built.toString().split("\n").filter(Boolean).map((line) => JSON.parse(line));
  goals = messages.find(({ target, executable }) => executable && target.name === "goals").executable;
  folder = mkdtempSync(join(tmpdir(), "jianpai-bench-"));
  mkdirSync(join(folder, "data"));
  const example = readFileSync(join(ROOT, "scenarios/example.toml"), "utf8");
  const ledger = readFileSync(join(ROOT, "scenarios/example-projects.csv"));
  const put = (name, ...changes) => writeFileSync(join(folder, name), changes.reduce((text, [from, to]) => (assert.ok(text.includes(from), from), text.replace(from, to)), example));
  put("good.toml", ['file = "example-projects.csv"', 'file = "data/projects.csv"']);
  writeFileSync(join(folder, "data/projects.csv"), ledger);
  writeFileSync(join(folder, "example-projects.csv"), ledger);
  put("wrong.toml", ["year = 2023", "year = 2323"]);
  put("capacity.toml", ['credit = "months"', 'credit = "capacity"'], ["delay_months = 0", "delay_months = 3"]);
  writeFileSync(join(folder, "variant.toml"), 'base = "good.toml"\nid = "v"\nname = "v"\n[[lever]]\nmeasure = "kiln-scr"\nscale = 0.5\n');
  writeFileSync(join(folder, "bare.toml"), 'format = 1\nid = "bare"\nname = "bare"\n[plan]\nstart = "2021-01"\nend = "2021-07"\n[inventory]\nyear = 2021\n[[source]]\nid = "s"\nsector = "industry"\nactivity = { value = 1, unit = "t" }\n[source.pathway.nox]\ngeneration = 1\n');
  writeFileSync(join(folder, "levers.json"), '[[], [{ "measure": "kiln-scr", "scale": 1.5, "delay_months": -2 }]]');
});
after(() => rmSync(folder, { recursive: true }));

/** What the native half prints of a scenario, or says is wrong. */
function asked(scenario, levers, ...more) {
  const { status, stdout, stderr } = spawnSync(goals, [join(folder, scenario), join(folder, levers), ...more], { encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? JSON.parse(stdout) : stderr;
}

test("what is wrong with scenario and levers is said, without a panic", () => {
  const put = (text) => writeFileSync(join(folder, "wrong.json"), text);
  put('[[{ "measure": "kiln-scr", "scale": -1 }]]');
  const told = [
    [asked("wrong.toml", "levers.json"), /^wrong\.toml:\d+: error: inventory\.year: /],
    [asked("none.toml", "levers.json"), /^none\.toml: error: /],
    [asked("good.toml", "none.json"), /none\.json: No such file/],
    [asked("good.toml", "wrong.json"), /wrong\.json: .*scale.*-1/s],
    [(put('[[{ "measure": "kiln-src" }]]'), asked("good.toml", "wrong.json")), /wrong\.json: .*kiln-src.*did you mean “kiln-scr”/s],
    [(put("{"), asked("good.toml", "wrong.json")), /wrong\.json: .*must be an array of lever sets/],
    [(put("[]"), asked("good.toml", "wrong.json")), /wrong\.json: must have a lever set at least/],
  ];
  for (const [text, expected] of told) {
    assert.match(String(text), expected);
    assert.doesNotMatch(String(text), /panicked/);
  }
});

test("the files it names are those the scenario is made of, wherever they lie", () => {
  assert.deepEqual(asked("good.toml", "levers.json", "--model").files, ["data/projects.csv", "good.toml"]);
  assert.deepEqual(asked("variant.toml", "levers.json", "--model").files, ["data/projects.csv", "good.toml", "variant.toml"]);
});

/** Greatest difference, relative above 1. */
const apart = (a, b) => Math.max(0, ...a.map((value, i) => Math.abs(value - b[i]) / Math.max(1, Math.abs(value))));

test("the twin says what the engine does: by months and by capacity, in a plan of seven months, without measures", () => {
  writeFileSync(join(folder, "none.levers.json"), "[[]]");
  for (const name of ["good.toml", "variant.toml", "capacity.toml", "bare.toml"]) {
    const results = JSON.parse(jianpai("run", join(folder, name), "--format", "json", "--draws", "10000"));
    const model = asked(name, "none.levers.json", "--model");
    const twin = createTwin(model);
    const [position] = model.positions.map((row) => Float64Array.from(row, (value) => value ?? NaN));
    const months = results.months.length;
    const of = (p, row) => Array.from(row.slice(p * months, (p + 1) * months));
    const pollutants = Object.entries(results.pollutants);
    pollutants.forEach(([id, { reduction_t: reduction, attribution_t: shares }], p) => {
      assert.ok(apart(reduction, of(p, twin.reductions(position))) < 1e-9, `${name} ${id}`);
      const found = twin.shares(position);
      model.measures.forEach((measure, m) => assert.ok(apart([shares[measure.id] ?? 0], [found[m * 5 + p]]) < 1e-9, `${name} ${id} ${measure.id}`));
    });
    const { quantiles } = twin.uncertainty(position, 1, 10_000);
    pollutants.forEach(([id], p) => {
      const { p10, p50, p90 } = results.uncertainty.pollutants[id];
      const found = quantiles[(p * months + months - 1) * 7 + 3];
      assert.ok(Math.abs(found - p50[months - 1]) <= 0.05 * (p90[months - 1] - p10[months - 1]), `${name} ${id}: ${found}, ${p50[months - 1]}`);
    });
  }
});
