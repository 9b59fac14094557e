// The tabs: by link, by mouse, by keyboard and as a menu; their figures are those of the command line.

import assert from "node:assert/strict";
import { test } from "node:test";
import { jianpai } from "./harness.mjs";
import { AT, NARROW, at, axe, open, shot, shows } from "./visit.mjs";

const contributions = (by) => JSON.parse(jianpai("run", "scenarios/wuhan-2024.toml", "--at", AT, "--by", by, "--format", "json"));
const panel = (page, id) => page.locator(`#panel-${id}`);

/** The rows of a tab's table, once it is the table called `caption`. */
async function rows(page, id, choice) {
  const found = panel(page, id).locator("figure:not([aria-busy]) .finding:not(:empty)");
  await found.waitFor();
  if (choice) {
    await panel(page, id).locator(".figure-choice").selectOption(choice);
    await found.waitFor();
  }
  const asTable = panel(page, id).locator(".switch button").nth(1);
  if (await asTable.isVisible()) await asTable.click();
  return panel(page, id).locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
}

test("tabs are chosen by link, arrow keys and, where narrow, from a menu", async (t) => {
  const page = await open(t, at("&tab=cost&lang=en"));
  assert.equal(await page.getAttribute("#tab-cost", "aria-selected"), "true");
  await panel(page, "cost").getByText("A tonne of nitrogen oxides is cheapest to cut").waitFor();
  assert.ok(await panel(page, "progress").isHidden());
  await page.focus("#tab-cost");
  await page.keyboard.press("Home");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-progress");
  assert.ok(await panel(page, "progress").isVisible());
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => location.hash.includes("tab=all"));
  const narrow = await open(t, at("&lang=zh"), { viewport: NARROW });
  await narrow.selectOption("#tab-menu", "districts");
  await panel(narrow, "districts").locator("figure:not([aria-busy]) .finding:not(:empty)").waitFor();
  assert.equal(await narrow.evaluate(() => document.documentElement.scrollWidth), NARROW.width);
});

test("a tab that is not in view is not brought up to date", async (t) => {
  const page = await open(t, at("&tab=districts&lang=zh"));
  const before = await panel(page, "districts").locator("figure:not([aria-busy]) .finding:not(:empty)").textContent();
  await page.click("#tab-progress");
  await page.locator('.card-choice[value="tp"]').check({ force: true });
  await page.waitForTimeout(300);
  assert.equal(await panel(page, "districts").locator(".finding").textContent(), before);
  await page.click("#tab-districts");
  await panel(page, "districts").getByText("总磷").first().waitFor();
});

for (const [tab, by] of [["districts", "district"], ["contributions", "project"], ["contributions", "source"], ["contributions", "item"]]) {
  test(`${tab} by ${by} holds what the command line computes`, async (t) => {
    const page = await open(t, at(`&tab=${tab}&lang=zh`));
    const shown = await rows(page, tab, tab === "contributions" ? by : undefined);
    const { rows: expected, total } = contributions(by);
    assert.equal(shown.length, expected.length + 1);
    const names = new Map(expected.map((row) => [row.id === null ? "未注明" : row.name.zh, row]));
    for (const [name, counted] of shown.slice(0, -1)) {
      const row = names.get(name);
      assert.ok(row, name);
      shows(counted, row.counted_t.nox, `${name} NOx`);
    }
    shows(shown.at(-1)[1], total.counted_t.nox, "total");
  });
}

test("the five pollutants stand beside each other", async (t) => {
  const page = await open(t, at("&tab=all&lang=en"));
  await panel(page, "all").locator("figure:not([aria-busy]) .finding:not(:empty)").waitFor();
  await shot(page, "tab-all");
  const shown = await rows(page, "all");
  const results = JSON.parse(jianpai("run", "scenarios/wuhan-2024.toml", "--at", AT, "--format", "json"));
  const i = results.months.indexOf(AT);
  Object.values(results.pollutants).forEach(({ reduction_t: reduction, schedule_t: schedule }, p) => {
    shows(shown[p][1], reduction[i], "counted");
    shows(shown[p][2], schedule[i], "schedule");
  });
});

test("what each measure brings in each month adds up to the projection", async (t) => {
  const page = await open(t, at("&tab=contributions&lang=zh"));
  const shown = await rows(page, "contributions", "wedges");
  const results = JSON.parse(jianpai("run", "scenarios/wuhan-2024.toml", "--at", AT, "--format", "json"));
  const number = (text) => Number(text.replaceAll(",", "").replace("−", "-"));
  shown.forEach((row, i) => {
    shows(row[1], results.pollutants.nox.reduction_t[i], results.months[i]);
    const sum = row.slice(2).reduce((all, cell) => all + number(cell), 0);
    assert.ok(Math.abs(sum - results.pollutants.nox.reduction_t[i]) <= 0.5 * row.length, `${results.months[i]}: ${sum}`);
  });
});

test("the waterfall goes from the opening to the projection", async (t) => {
  const page = await open(t, at("&tab=contributions&lang=en"));
  const results = JSON.parse(jianpai("run", "scenarios/wuhan-2024.toml", "--at", AT, "--format", "json"));
  const i = results.months.indexOf(AT);
  const { opening_t: opening, reduction_t: reduction, attribution_t: brought } = results.pollutants.nox;
  await shot(page, "tab-contributions");
  const shown = await rows(page, "contributions", "waterfall");
  shows(shown[0][1], opening[i], "opening");
  shows(shown.find(([name]) => name === "Counted reduction")[1], reduction[i], "counted reduction");
  const steps = Object.values(brought).filter((tonnes) => tonnes > 0).sort((a, b) => b - a);
  steps.forEach((tonnes, n) => shows(shown[1 + n][1], tonnes, `step ${n}`));
});

test("emissions by source add up; counted and physical reduction are told apart", async (t) => {
  const page = await open(t, at("&tab=emissions&lang=en"));
  const results = JSON.parse(jianpai("run", "scenarios/wuhan-2024.toml", "--at", AT, "--format", "json"));
  const i = results.months.indexOf(AT);
  const { no_action_t_per_year: without, emission_t_per_year: left, reduction_t: reduction } = results.pollutants.nox;
  const shown = await rows(page, "emissions", "sources");
  const number = (text) => Number(text.replaceAll(",", "").replace("−", "-"));
  for (const [column, expected] of [[1, without[i]], [2, left[i]]]) {
    shows(shown.at(-1)[column], expected, "total");
    const sum = shown.slice(0, -1).reduce((all, row) => all + number(row[column]), 0);
    assert.ok(Math.abs(sum - expected) <= 0.5 * shown.length, `${sum} against ${expected}`);
  }
  shows((await rows(page, "emissions", "counted")).at(-1)[1], reduction[i], "counted");
  shows((await rows(page, "emissions", "months"))[i][2], left[i], "emission");
});

for (const lang of ["zh", "en"]) {
  test(`axe finds no violation in the tabs (${lang})`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`), { colorScheme: lang === "zh" ? "light" : "dark" });
    for (const tab of await page.locator("[role=tab]").evaluateAll((all) => all.map(({ id }) => id.slice(4)))) {
      await page.click(`#tab-${tab}`);
      await panel(page, tab).locator("figure:not([aria-busy]) .finding:not(:empty), table, .tabulator-row").first().waitFor();
      assert.deepEqual(await axe(page), [], tab);
      await shot(page, `tab-${tab}-${lang}`);
    }
  });
}

test("a chart of few bars is no higher than they need", async (t) => {
  const page = await open(t, "#v=1&s=wuhan-2024&p=tp&t=2024-12&tab=contributions&lang=zh", { viewport: { width: 1366, height: 1400 } });
  const chart = page.locator("#panel-contributions .chart:visible");
  await page.locator("#panel-contributions figure:not([aria-busy]) .chart:visible").waitFor();
  const high = async () => (await chart.boundingBox()).height;
  const few = await high();
  await page.locator('.card:has-text("NOx")').click();
  await page.waitForFunction((few) => document.querySelector("#panel-contributions .chart").clientHeight > few, few);
  await page.locator('.card:has-text("TP")').click();
  await page.waitForFunction((few) => document.querySelector("#panel-contributions .chart").clientHeight === few, few);
  await page.locator("#panel-contributions").getByRole("button", { name: "表格", exact: true }).click();
  assert.equal(few, (await page.locator("#panel-contributions tbody tr").count()) * 44 + 96);
});
