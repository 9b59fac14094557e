// Numbers explain themselves: what the explanation comes to is the number that was asked.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, jianpai } from "./harness.mjs";
import { at, axe, lever, open, refined, run, shot, shows } from "./visit.mjs";

/** Every figure of every tab, and the columns whose numbers need no explanation: counts, and figures as the file has them. */
const FIGURES = [
  ["progress", undefined],
  ["all", undefined],
  ["districts", undefined],
  ["contributions", "waterfall"],
  ["contributions", "wedges"],
  ["contributions", "project"],
  ["contributions", "source"],
  ["contributions", "item"],
  ["contributions", "overlaps"],
  ["contributions", "pairs"],
  ["emissions", "months"],
  ["emissions", "sources"],
  ["emissions", "counted"],
  ["cost", "curve"],
  ["cost", "measures"],
  ["cost", "years", ["项目数"]],
  ["compare", "measures"],
  ["compare", "projects"],
  ["compare", "pollutants"],
  ["confidence", "chances"],
  ["confidence", "tornado", ["低值", "高值"]],
  ["confidence", "effects"],
  ["confidence", "risks"],
];

/** The first number in a text, and half a unit of its last digit. */
function read(text) {
  const [digits] = text.replaceAll(",", "").replace("−", "-").match(/-?\d+(\.\d+)?/);
  return { value: Number(digits), half: 0.5 * 10 ** -(digits.split(".")[1]?.length ?? 0) };
}

/** By how much what a text counts in is more than what explanations count in. */
const scale = (text) => (/亿元/.test(text) ? 1e8 : /万元/.test(text) ? 1e4 : 1);

/** A figure of a tab as it stands once all is computed. */
async function opened(page, tab, figure) {
  const panel = page.locator(`#panel-${tab}`);
  const ready = panel.locator("figure:not([aria-busy]) .finding:not(:empty)");
  await ready.waitFor({ timeout: 60_000 });
  if (figure) {
    await panel.locator(".figure-choice").first().selectOption(figure);
    await ready.waitFor({ timeout: 60_000 });
  }
  return panel;
}

/** Asks the number in `number`; what it shows, `unit` beside it, must be what the explanation comes to. */
async function asked(page, number, unit, what) {
  const text = await number.textContent();
  const { value, half } = read(text);
  await number.press("Enter");
  const dialog = page.locator("dialog.explain");
  await dialog.locator("math").first().waitFor();
  const result = await dialog.locator(".explain-result").innerText();
  const explained = read(result.split(" ").slice(1).join(" ")).value / scale(text + unit);
  // A sentence says by how much something is behind, not that it is negative.
  const near = /不足|below/.test(text) ? explained <= value : /以上|above/.test(text) ? explained >= value : Math.abs(explained - value) <= half * 1.001;
  const same = near || (unit === "" && Math.abs(-explained - value) <= half * 1.001);
  assert.ok(same, `${what}: ${text} is explained as ${result}`);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
}

for (const [tab, figure, plain = []] of FIGURES) {
  test(`${tab} ${figure ?? ""}: numbers are what their explanations come to`, async (t) => {
    const other = tab === "compare" ? "&vs=site:wuhan-2024-late" : "";
    const page = await open(t, at(`&tab=${tab}${other}&lang=zh`));
    if (["progress", "all"].includes(tab) || figure === "chances") await refined(page); // chances and quantiles stay as they are
    const panel = await opened(page, tab, figure);
    // Of the sentence all numbers; of the bars the first and the last.
    const sentence = panel.locator(".finding [data-explain]");
    for (let i = 0; i < (await sentence.count()); i++) await asked(page, sentence.nth(i), "", "sentence");
    const bars = panel.locator(".bar-value:visible");
    if (await bars.count()) {
      const values = bars.locator("[data-explain]");
      assert.equal(await values.count(), await bars.count(), "all bars explain themselves");
      for (const bar of [values.first(), values.last()]) await asked(page, bar, "", "bar");
    }
    const asTable = panel.locator(".switch button").nth(1);
    if (await asTable.isVisible()) await asTable.click();
    await panel.locator("tbody tr").first().waitFor();
    // Of each column the first number, one in the middle and the last; none but those of `plain`, and zeros, is silent.
    const { some, silent } = await panel.locator("table").evaluate((table, plain) => {
      const [some, silent] = [[], []];
      [...table.rows[0].cells].forEach((head, index) => {
        const cells = [...table.querySelectorAll(`td:nth-child(${index + 1})`)];
        const all = cells.map((cell) => cell.querySelector("[data-explain]")).filter(Boolean);
        const rows = new Set([all[0], all[all.length >> 1], all[all.length - 1]].filter(Boolean));
        some.push(...[...rows].map((number) => ({ column: head.textContent, row: number.closest("tr").rowIndex, index })));
        const numbers = cells.filter((cell) => /^[−+]?[\d,.]+%?$/.test(cell.textContent) && /[1-9]/.test(cell.textContent));
        if (!plain.includes(head.textContent)) silent.push(...numbers.filter((cell) => !cell.querySelector("[data-explain]")).map((cell) => `${cell.parentElement.cells[0].textContent}, ${head.textContent}: ${cell.textContent}`));
      });
      return { some, silent };
    }, plain);
    assert.deepEqual(silent, []);
    for (const { column, row, index } of some) {
      const cell = panel.locator("tr").nth(row).locator("th, td").nth(index);
      await asked(page, cell.locator("[data-explain]"), column, `${column}, row ${row}`);
    }
    await panel.locator("table [data-explain]").first().press("Enter");
    await page.locator("dialog.explain math").first().waitFor();
    assert.deepEqual(await axe(page), []);
    await shot(page, `explain-${tab}-${figure ?? "first"}`);
  });
}

test("the sentences of the verdict explain themselves, and bars by arrow keys", async (t) => {
  const page = await open(t, at("&lang=en&tab=contributions"));
  await refined(page);
  await asked(page, page.locator("#overall [data-explain]"), "", "the chance of all");
  const panel = await opened(page, "contributions", "project");
  await panel.locator(".bar-value [data-explain]").first().focus();
  await page.keyboard.press("ArrowDown");
  assert.ok(await panel.locator(".bar-value [data-explain]").nth(1).evaluate((number) => number === document.activeElement));
  await page.getByRole("tab", { name: "Progress" }).click();
  const verdict = page.locator("#finding [data-explain]");
  await verdict.first().waitFor();
  assert.equal(await verdict.count(), 4, "reduction, share, points, gap");
  for (let i = 0; i < 4; i++) await asked(page, verdict.nth(i), "", "verdict");
});

test("a comparison's other side explains itself by its own figures, and leads on there", async (t) => {
  const page = await open(t, at("&tab=compare&vs=site:wuhan-2024-late&lang=zh"));
  const panel = await opened(page, "compare", "pollutants");
  await panel.locator(".switch button").nth(1).click();
  const { reduction_t: theirs, opening_t: before } = run("wuhan-2024-late").pollutants.nox;
  const i = run("wuhan-2024-late").months.indexOf("2024-12");
  const number = panel.locator("tbody tr").first().locator("td").first().locator("[data-explain]");
  shows(await number.textContent(), theirs[i], "counted there");
  await number.press("Enter");
  const dialog = page.locator("dialog.explain");
  await dialog.locator("h2", { hasText: "对比方案" }).waitFor();
  shows((await dialog.locator(".explain-result").innerText()).split(" ")[1], theirs[i], "explained");
  await dialog.getByRole("button", { name: "前期累计减排量" }).click();
  await dialog.locator("h2", { hasText: /对比方案.*前期累计减排量/ }).waitFor();
  shows((await dialog.locator(".explain-result").innerText()).split(" ")[1], before[i], "the opening there");
  assert.equal(await dialog.getByText("在“依据”中查看").count(), 0, "its figures are not among those in view");
  await page.keyboard.press("Escape");
  // The difference leads to both sides.
  await panel.locator("tbody tr").first().locator("td").nth(2).locator("[data-explain]").press("Enter");
  await dialog.getByRole("button", { name: "对比方案的累计核算减排量" }).click();
  await dialog.locator("h2", { hasText: "对比方案“" }).waitFor();
});

test("a changed copy of the scenario in view explains itself by what was changed, and by its own levers", async (t) => {
  const page = await open(t, at("&tab=sources&lang=zh"));
  await page.locator('.sources tr[data-path="opening.nox.2024-12"]').getByRole("button").first().click();
  const form = page.locator(".figure-form");
  for (const [name, value] of [["low", "4000"], ["mode", "5000"], ["high", "5500"]]) await form.locator(`[name=${name}]`).fill(value);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.includes("own=wuhan-2024-edited"));
  await page.selectOption("#scenario", { label: "武汉 2024 年重点任务" });
  await page.waitForFunction(() => location.hash.includes("s=wuhan-2024&"));
  await page.click("#tab-compare");
  await page.locator("#panel-compare select[title]").selectOption("own:wuhan-2024-edited");
  const { reduction_t: reduction, opening_t: opening } = run("wuhan-2024").pollutants.nox;
  const i = run("wuhan-2024").months.indexOf("2024-12");
  const dialog = page.locator("dialog.explain");
  const EDITED = "武汉 2024 年重点任务（已改）";
  const explained = async (cell, expected, what) => {
    shows(await cell.textContent(), expected, what);
    await cell.press("Enter");
    await dialog.locator("h2", { hasText: `对比方案“${EDITED}”` }).waitFor();
    shows((await dialog.locator(".explain-result").innerText()).split(" ")[1], expected, `${what}, explained`);
    await page.keyboard.press("Escape");
  };
  const table = async (figure) => {
    const panel = await opened(page, "compare", figure);
    const asTable = panel.locator(".switch button").nth(1);
    if (await asTable.isVisible()) await asTable.click();
    await panel.locator(".finding").getByText(`“${EDITED}”`).waitFor();
    return (row) => panel.locator("tbody tr").filter({ hasText: row }).locator("td").nth(figure === "pollutants" ? 0 : 1).locator("[data-explain]");
  };
  await explained((await table("measures"))("前期累计"), opening[i] - 2000, "opening");
  await explained((await table("pollutants"))("氮氧化物"), reduction[i] - 2000, "reduction");

  // With a lever of its own.
  await page.selectOption("#scenario", { label: EDITED });
  await page.waitForFunction(() => location.hash.includes("own=wuhan-2024-edited"));
  await lever(page, "水泥超低排放改造").locator('[data-key="scale"]').fill("0.5");
  await page.waitForFunction(() => location.hash.endsWith("l=cement-ultra-low:s0.5"));
  await page.selectOption("#scenario", { label: "武汉 2024 年重点任务" });
  await page.waitForFunction(() => location.hash.includes("s=wuhan-2024&"));
  await page.locator("#panel-compare select[title]").selectOption("own:wuhan-2024-edited");
  const moved = JSON.parse(jianpai("compare", "wuhan-2024", "wuhan-2024", "--at", "2024-12", "--lever-b", "cement-ultra-low:scale=0.5", "--format", "json"));
  await page.locator("#panel-compare .chart-note").getByText("已调整1项措施").waitFor();
  await explained((await table("pollutants"))("氮氧化物"), moved.reduction.there_t.nox - 2000, "reduction under its lever");
});

test("sums in the ledger's foot and the tonnes at stake explain themselves", async (t) => {
  const page = await open(t, at("&tab=ledger&lang=zh"));
  await page.setInputFiles("#files", ["mistakes.toml", "mistakes.csv"].map((name) => join(ROOT, "tests/inspected", name)));
  await page.waitForFunction(() => location.hash.includes("own="));
  const sums = page.locator("#panel-ledger .tabulator-calcs-bottom [data-explain]");
  const named = (text) => sums.filter({ hasText: text });
  await named("16,001,800").waitFor();
  assert.equal(await sums.count(), 3, "rows, declared tonnes, investment");
  for (const i of [0, 1, 2]) await asked(page, sums.nth(i), i === 1 ? "吨" : "", "foot");
  assert.match(await sums.first().textContent(), /共14个项目/, "rows of totals are no projects, nor added up");
  await sums.first().press("Enter");
  const dialog = page.locator("dialog.explain");
  await dialog.locator("math").first().waitFor();
  assert.equal(await dialog.getByText("不参加测算的行").count(), 0);
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press("Escape");
  // Of a filtered table those that it shows.
  await page.locator('#panel-ledger .tabulator-col[tabulator-field="id"] input').pressSequentially("V-");
  await page.waitForFunction(() => !document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes("16,001,800"));
  await asked(page, sums.first(), "", "foot of a filtered table");
  // By the keyboard: from the rows to the sums, and back.
  await page.locator("#panel-ledger .tabulator-tableholder").focus();
  await page.keyboard.press("Tab");
  assert.ok(await sums.first().evaluate((number) => number === document.activeElement));
  await page.keyboard.press("Shift+Tab");
  assert.ok(await page.locator("#panel-ledger .tabulator-tableholder").evaluate((rows) => rows === document.activeElement));

  await page.getByRole("tab", { name: "核查" }).click();
  const panel = page.locator("#panel-checks");
  const stakes = panel.locator(".bar-value [data-explain]");
  await stakes.first().waitFor();
  assert.ok((await stakes.count()) >= 5);
  for (let i = 0; i < (await stakes.count()); i++) await asked(page, stakes.nth(i), "吨", `stake ${i}`);
  assert.deepEqual(await axe(page), []);
  await shot(page, "explain-checks");
});

test("influences of figures explain themselves where figures are sorted by them", async (t) => {
  const page = await open(t, at("&tab=sources&lang=zh"));
  const panel = page.locator("#panel-sources");
  await panel.locator("tr[data-path]").first().waitFor();
  await panel.locator("select").filter({ has: page.locator('option[value="influence"]') }).selectOption("influence");
  const both = panel.locator(".figure-influence").first().locator("[data-explain]");
  await both.first().waitFor({ timeout: 60_000 });
  assert.equal(await both.count(), 2);
  for (const which of [0, 1]) await asked(page, both.nth(which), "百分点", "influence");
});

test("total effects and risky projects are what the command line says of the same draws", async (t) => {
  const page = await open(t, at("&tab=confidence&lang=en"));
  const told = JSON.parse(jianpai("sensitivity", "wuhan-2024", "--at", "2024-12", "--pollutant", "nox", "--format", "json"));
  const { total_effects: effects, riskiest } = told;
  assert.ok(effects && riskiest, Object.keys(told).join());
  const panel = await opened(page, "confidence", "effects");
  await panel.locator(".bar-value [data-explain]").first().press("Enter");
  const dialog = page.locator("dialog.explain");
  await dialog.locator("math").first().waitFor();
  const values = await dialog.locator(".explain-value").allInnerTexts();
  shows(await dialog.locator(".explain-result").innerText().then((text) => text.replace("Total effect", "")), 100 * effects.groups[0].total_effect, "total effect");
  shows(values[1], effects.standard_deviation_t, "its standard deviation");
});
