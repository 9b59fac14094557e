// Tab 对比: its figures are those of `jianpai compare`, and add up to the whole.

import assert from "node:assert/strict";
import { test } from "node:test";
import { jianpai } from "./harness.mjs";
import { AT, NARROW, at, axe, lever, open, shot, shows } from "./visit.mjs";

const panel = (page) => page.locator("#panel-compare");
const found = (page) => panel(page).locator("figure:not([aria-busy]) .finding:not(:empty)").waitFor();
const compared = (a, b, ...more) => JSON.parse(jianpai("compare", `scenarios/${a}.toml`, `scenarios/${b}.toml`, "--at", AT, "--format", "json", ...more));

/** The rows of one of the tab's tables. */
async function rows(page, choice) {
  await panel(page).locator(".figure-choice").first().selectOption(choice);
  await found(page);
  const asTable = panel(page).locator(".switch button").nth(1);
  if (await asTable.isVisible()) await asTable.click();
  return panel(page).locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
}

const number = (text) => Number(text.replaceAll(",", "").replace("−", "-"));

test("another scenario: the differences of the command line, adding up to the whole", async (t) => {
  const page = await open(t, at("&tab=compare&lang=en"));
  await found(page);
  const { here, reduction, measures, projects } = compared("wuhan-2024-late", "wuhan-2024");
  await panel(page).locator("select").nth(1).selectOption({ label: "Wuhan 2024: retrofits half a year late" });
  await panel(page).locator(".finding").getByText(`“${here.name.en}”`).waitFor();
  for (const [choice, expected] of [["measures", measures], ["projects", projects]]) {
    const shown = await rows(page, choice);
    const names = new Map(expected.map((row) => [row.name.en, row]));
    const differing = expected.filter((row) => row.difference_t.nox !== 0);
    assert.equal(shown.filter(([name]) => names.has(name)).length, differing.length, choice);
    for (const [name, , here, there, more] of shown) {
      const row = names.get(name);
      if (!row) continue;
      shows(here, row.here_t.nox, `${name}, here`);
      shows(there, row.there_t.nox, `${name}, there`);
      shows(more, row.difference_t.nox, `${name}, difference`);
    }
    shows(shown.at(-1)[4], reduction.difference_t.nox, "total");
    const sum = shown.slice(0, -1).reduce((all, row) => all + number(row[4]), 0);
    assert.ok(Math.abs(sum - reduction.difference_t.nox) <= 0.5 * shown.length, `${sum}`);
  }
  await shot(page, "compare-late");
});

test("moved levers are compared with the scenario as it was written", async (t) => {
  const page = await open(t, at("&tab=compare&lang=zh"));
  await found(page);
  await panel(page).getByText("相同").waitFor();
  await lever(page, "水泥超低排放改造").locator('[data-key="scale"]').evaluate((slider) => {
    slider.value = "0.5";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await panel(page).locator(".finding").getByText("少").waitFor();
  const plain = JSON.parse(jianpai("run", "scenarios/wuhan-2024.toml", "--at", AT, "--format", "json"));
  const shown = await rows(page, "measures");
  const cement = shown.find(([name]) => name.includes("水泥"));
  shows(cement[2], plain.pollutants.nox.attribution_t["cement-ultra-low"], "before");
  assert.equal(cement[1], "规模或效果调整");
});

for (const [name, fields, options] of [["wide", "&lang=zh", {}], ["narrow", "&lang=en", { viewport: NARROW, colorScheme: "dark" }]])
  test(`the comparison is accessible: ${name}`, async (t) => {
    const page = await open(t, at(`&tab=compare${fields}`), options);
    await found(page);
    await panel(page).locator("select").nth(1).selectOption({ index: 1 });
    await found(page);
    await shot(page, `compare-${name}`);
    assert.deepEqual(await axe(page), []);
  });
