// Tab 对比: its figures are those of `jianpai compare`, and add up to the whole.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { jianpai } from "./harness.mjs";
import { AT, NARROW, at, axe, folderWith, lever, open, shot, shows } from "./visit.mjs";

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
  const { reduction, measures, projects } = compared("wuhan-2024-late", "wuhan-2024");
  const LATE = "Wuhan 2024: retrofits half a year late";
  await panel(page).locator("select").nth(1).selectOption({ label: LATE });
  await panel(page).locator(".finding").getByText(`“${LATE}”`).waitFor(); // as the list has it
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

test("a kept scenario is compared as it is kept, its levers included, by its own name: as the command line does", async (t) => {
  const page = await open(t, at("&tab=compare&lang=zh&l=coking-ultra-low:s0.75"));
  await found(page);
  const act = (key, what) => page.locator(`.work-row[data-key="${key}"] [data-act="${what}"]`).click();
  const manage = (key, what) => page.click("#work").then(() => act(key, what));
  const [SITE, COPY] = [{ key: "site:wuhan-2024", label: "武汉 2024 年重点任务", moved: 1 }, { key: "own:wuhan-2024-copy", label: "武汉 2024 年重点任务（副本）", moved: 2 }];
  await manage(SITE.key, "copy");
  await act(COPY.key, "open");
  await page.waitForFunction(() => location.hash.includes("own=wuhan-2024-copy"));
  await lever(page, "玻璃熔窑提标改造").locator('[data-key="delay_months"]').fill("6");
  await page.click("#work");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".work-row:has(.work-shown) [data-act=save]").click()]);
  await page.keyboard.press("Escape");
  const folder = folderWith(t, { "here.toml": 'base = "wuhan-2024.toml"\nid = "here"\nname = "here"\ndescription = "here"\n\n[[lever]]\nmeasure = "coking-ultra-low"\nscale = 0.75\n' });
  const archive = join(folder, "copy.jianpai.zip");
  writeFileSync(archive, readFileSync(await download.path()));
  const byCommand = (a, b) => JSON.parse(jianpai("compare", a, b, "--at", AT, "--format", "json"));

  // From either side the same difference, the other way round.
  for (const [opened, other, expected] of [
    [SITE, COPY, byCommand(archive, join(folder, "here.toml"))],
    [COPY, SITE, byCommand(join(folder, "here.toml"), archive)],
  ]) {
    await page.selectOption("#scenario", { label: opened.label });
    await page.waitForFunction((id) => location.hash.includes(id), `=${opened.key.split(":")[1]}&`);
    await manage(other.key, "compare");
    await panel(page).locator(".finding").getByText(`“${other.label}”`).waitFor();
    await found(page);
    assert.equal(await panel(page).locator(".chart-note").innerText(), `“${other.label}”按其自身的调节项计算（已调整${other.moved}项措施）。`);
    const shown = await rows(page, "pollutants");
    for (const [i, p] of ["nox", "vocs", "cod", "nh3n", "tp"].entries()) {
      shows(shown[i][1], expected.reduction.here_t[p], `${other.label}, ${p}`);
      shows(shown[i][2], expected.reduction.there_t[p], `${opened.label}, ${p}`);
    }
    const differing = (await rows(page, "measures")).filter(([, kind]) => kind === "推迟" || kind === "提前").map(([name]) => name);
    assert.deepEqual(differing, ["玻璃熔窑提标改造"], "what both have moved is no difference");
  }

  // Changed while it is open, it is compared as it is then.
  await lever(page, "玻璃熔窑提标改造").locator(".lever-reset").click();
  await page.click("#tab-progress");
  await page.selectOption("#scenario", { label: SITE.label });
  await page.waitForFunction(() => location.hash.includes("s=wuhan-2024&"));
  await manage(COPY.key, "compare");
  await panel(page).locator(".finding").getByText(`与“${COPY.label}”相同`).waitFor();
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
