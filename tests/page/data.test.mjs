// The figures of every chart as CSV and JSON, from the dialog 导出 and from below the chart.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { jianpai } from "./harness.mjs";
import { dialog, form, made } from "./forms.mjs";
import { AT, at, open, refined, run } from "./visit.mjs";

const SCENARIO = "scenarios/wuhan-2024.toml";
const near = (found, expected, what) => assert.ok(Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${what}: ${found}, the command line ${expected}`);

/** Rows of a CSV without quoted commas. */
function cells(bytes) {
  const text = bytes.toString();
  assert.ok(text.startsWith("\ufeff"), "a mark for Excel");
  return text.slice(1).trimEnd().split("\r\n").map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, -1).map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"')));
}

test("every chart's figures: the same in CSV and JSON, with scenario, levers and version", async (t) => {
  const page = await open(t, at("&l=cement-ultra-low:s0.5"));
  await page.locator(".moved-count:not(:empty)").waitFor();
  await refined(page); // figures that stay
  await dialog(page);
  const charts = await form(page, "chart-data").locator("select").first().locator("option").evaluateAll((all) => all.map(({ value }) => value));
  assert.equal(charts.length, 9);
  for (const chart of charts) {
    const csv = await made(page, "chart-data", [chart, "csv"]);
    const json = await made(page, "chart-data", [chart, "json"]);
    assert.match(csv.name, /^减排推演_武汉2024年重点任务_(氮氧化物_)?[^_]+_2024-12\.csv$/);
    const [heads, ...rows] = cells(csv.bytes);
    const data = JSON.parse(json.bytes.toString());
    assert.equal(data.chart, chart);
    assert.deepEqual(data.scenario, { id: "wuhan-2024", name: { zh: "武汉 2024 年重点任务", en: "Wuhan, work plan of 2024" } });
    assert.deepEqual(data.levers, [{ measure: "cement-ultra-low", scale: 0.5 }]);
    assert.equal(data.as_of, AT);
    assert.deepEqual(data.sampled, chart === "progress" ? { draws: 10_000, seed: 1 } : undefined);
    assert.match(data.engine, /^\d+\.\d+\.\d+/);
    assert.match(data.caution, /不作为考核依据/);
    assert.ok(data.finding.length > 5);
    assert.deepEqual(data.columns, heads);
    assert.equal(data.rows.length, rows.length, `${chart} rows`);
    assert.ok(rows.length > 2);
    rows.forEach((row, i) => row.forEach((cell, c) => {
      const value = data.rows[i][c];
      if (typeof value !== "number" || cell.endsWith("%")) return;
      assert.ok(Math.abs(Number(cell) - value) <= 0.0005 + 1e-9, `${chart} ${heads[c]}: ${cell}, ${value}`);
    }));
  }
});

test("the figures are the command line's", async (t) => {
  const page = await open(t, at("&lang=en&tab=contributions"));
  const one = run(SCENARIO).pollutants.nox;
  const i = run(SCENARIO).months.indexOf(AT);
  const frame = page.locator("#panel-contributions figure:not([aria-busy])");
  await frame.locator(".finding").getByText("nitrogen oxides").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), frame.getByRole("button", { name: "JSON" }).click()]);
  assert.match(download.suggestedFilename(), /^Jianpai_Wuhan-work-plan-of-2024_NOx_By-measure_2024-12\.json$/);
  const { rows } = JSON.parse(readFileSync(await download.path(), "utf8"));
  const values = rows.map((row) => row[1]);
  const brought = Object.values(one.attribution_t).filter((value) => value).sort((a, b) => b - a);
  [one.opening_t[i], ...brought, ...(one.offset_t[i] ? [-one.offset_t[i]] : []), one.reduction_t[i], one.schedule_t[i]].forEach((value, row) => near(values[row], value, `row ${row}`));
  await dialog(page);
  const all = JSON.parse((await made(page, "results")).bytes.toString());
  const expected = JSON.parse(jianpai("run", SCENARIO, "--at", AT, "--draws", "10000", "--format", "json"));
  assert.deepEqual(all.results.uncertainty, expected.uncertainty);
  assert.deepEqual(all.results.pollutants.nox.reduction_t, expected.pollutants.nox.reduction_t);
  const projects = JSON.parse(jianpai("run", SCENARIO, "--at", AT, "--by", "project", "--format", "json"));
  assert.deepEqual(all.contributions.project, projects);
});
