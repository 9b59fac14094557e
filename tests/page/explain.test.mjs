// Numbers in tables explain themselves: what the explanation comes to is the number that was asked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { at, axe, open, refined, shot } from "./visit.mjs";

/** What is looked at: tab, its figure, and the columns that must explain themselves, by heading. */
const TABLES = [
  ["progress", undefined, ["80%区间下限（吨）", "80%区间上限（吨）"]],
  ["all", undefined, ["目标（吨）"]],
  ["districts", undefined, ["核算减排量（吨）", "投资（万元）"]],
  ["contributions", "waterfall", ["占累计"]],
  ["contributions", "project", ["核算减排量（吨）", "不计入核算（吨）", "年化费用（万元/年）"]],
  ["contributions", "source", ["核算减排量（吨）", "不计入核算（吨）", "年化费用（万元/年）"]],
  ["contributions", "item", ["核算减排量（吨）", "投资（万元）"]],
  ["emissions", "counted", []],
  ["cost", "measures", ["运行费用（万元/年）", "满负荷年减排量（吨/年）", "元/污染当量（满负荷年）"]],
  ["cost", "years", ["投资（万元）"]],
  ["compare", "measures", ["当前（吨）", "相差（吨）"]],
  ["compare", "pollutants", ["当前（吨）", "相差（吨）"]],
  ["confidence", "tornado", ["取低值时（吨）"]],
  ["confidence", "chances", ["达标概率", "中位数（吨）"]],
];

/** The number in a text, and half a unit of its last digit. */
function read(text) {
  const [digits] = text.replaceAll(",", "").replace("−", "-").match(/-?\d+(\.\d+)?/);
  return { value: Number(digits), half: 0.5 * 10 ** -(digits.split(".")[1]?.length ?? 0) };
}

for (const [tab, figure, required] of TABLES) {
  test(`${tab} ${figure ?? ""}: numbers are what their explanations come to`, async (t) => {
    const page = await open(t, at(`&tab=${tab}&lang=zh`));
    const panel = page.locator(`#panel-${tab}`);
    const ready = panel.locator("figure:not([aria-busy]) .finding:not(:empty)");
    await ready.waitFor();
    if (tab === "progress" || tab === "confidence") await refined(page); // quantiles stay as they are
    if (figure) {
      await panel.locator(".figure-choice").first().selectOption(figure);
      await ready.waitFor();
    }
    const asTable = panel.locator(".switch button").nth(1);
    if (await asTable.isVisible()) await asTable.click();
    await panel.locator("tbody tr").first().waitFor();
    // Of each column the first number, one in the middle and the last.
    const asked = await panel.locator("table").evaluate((table) => {
      const [head] = table.rows;
      return [...head.cells].flatMap((cell, column) => {
        const all = [...table.querySelectorAll(`td:nth-child(${column + 1}) [data-explain]`)];
        const some = new Set([all[0], all[all.length >> 1], all[all.length - 1]].filter(Boolean));
        return [...some].map((number) => ({ column: cell.textContent, row: number.closest("tr").rowIndex, index: column }));
      });
    });
    for (const heading of required) assert.ok(asked.some(({ column }) => column === heading), `${heading} explains itself`);
    const dialog = page.locator("dialog.explain");
    for (const { column, row, index } of asked) {
      const cell = panel.locator("tr").nth(row).locator("th, td").nth(index);
      const { value, half } = read(await cell.textContent());
      await cell.locator("[data-explain]").press("Enter");
      await dialog.locator("math").first().waitFor();
      const explained = read(await dialog.locator(".explain-result").innerText().then((text) => text.split(" ").slice(1).join(" "))).value;
      const scale = column.includes("万元") ? 1e4 : 1;
      assert.ok(Math.abs(explained / scale - value) <= half * 1.001, `${column}, row ${row}: ${value} is explained as ${explained}`);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
    }
    await panel.locator("[data-explain]").first().press("Enter");
    await dialog.locator("math").first().waitFor();
    assert.deepEqual(await axe(page), []);
    await shot(page, `explain-${tab}-${figure ?? "first"}`);
  });
}
