// The ledger in the page: read, edited, refused, taken back; smooth with ten thousand rows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./harness.mjs";
import { NARROW, at, axe, cardsShow, folderWith, open, pasteCells, run, shot } from "./visit.mjs";

const LEDGER = readFileSync(join(ROOT, "scenarios/wuhan-2024-projects.csv"), "utf8");
const panel = (page) => page.locator("#panel-ledger");
const cell = (page, id, field) => panel(page).locator(".tabulator-row").filter({ hasText: id }).locator(`[tabulator-field="${field}"]`);

async function opened(t, fields = "&lang=zh", options = {}) {
  const page = await open(t, at(`&tab=ledger${fields}`), options);
  await panel(page).locator(".tabulator-row .tabulator-cell").first().waitFor();
  return page;
}

/** Types `value` over what a cell has. */
async function type(page, id, field, value) {
  await cell(page, id, field).click();
  const input = cell(page, id, field).locator("input");
  await input.fill(value);
  await input.press("Enter");
}

test("the page's headings are the engine's", () => {
  const engine = readFileSync(join(ROOT, "src/scenario/columns.rs"), "utf8");
  const expected = [...engine.matchAll(/^ {4}\(Column::.*?, "(.+?)", "(.+?)"\),$/gm)].map(([, en, zh]) => [en, zh]);
  const page = readFileSync(join(ROOT, "www/js/ledger/sheet.js"), "utf8");
  assert.ok(expected.length > 10);
  assert.deepEqual([...page.matchAll(/^ {2}\["(.+?)", "(.+?)"\],$/gm)].map(([, en, zh]) => [en, zh]), expected);
});

test("the page's rows of totals are the engine's", () => {
  const engine = readFileSync(join(ROOT, "src/scenario/spelling.rs"), "utf8");
  const [, arms] = engine.match(/pub fn total\(.*?match .*?\{(.*?)_ => None/s);
  const page = readFileSync(join(ROOT, "www/js/ledger/sheet.js"), "utf8").match(/TOTALS = (\[.*?\]);/)[1];
  assert.deepEqual(JSON.parse(page), [...arms.matchAll(/"(.+?)"/g)].map(([, word]) => word));
});

test("an edited cell gives the figures the command line computes of the edited file; undone, those before", async (t) => {
  const page = await opened(t);
  const folder = folderWith(t, { "wuhan-2024-projects.csv": LEDGER.replace("2024-11,1090000", "2024-11,545000") });
  await type(page, "W24-A-001", "quantity", "545000");
  await cardsShow(page, run(join(folder, "wuhan-2024.toml")));
  assert.match(await page.getAttribute("#undo", "title"), /W24-A-001.*数量/);
  await page.keyboard.press("Control+z");
  await cardsShow(page, run("scenarios/wuhan-2024.toml"));
  assert.equal(await cell(page, "W24-A-001", "quantity").textContent(), "1090000");
});

test("a quantity has its measure's unit beside it, which changes with the measure", async (t) => {
  const page = await opened(t);
  const unitIs = (unit) =>
    page.waitForFunction((unit) => {
      const row = [...document.querySelectorAll("#panel-ledger .tabulator-row")].find(({ textContent }) => textContent.includes("W24-A-001"));
      return row && getComputedStyle(row.querySelector('[tabulator-field="quantity"]'), "::after").content === `" ${unit}"`;
    }, unit);
  await unitIs("吨熟料");
  await cell(page, "W24-A-001", "measure").click();
  await page.locator(".tabulator-edit-list-item", { hasText: "国四及以下公交车淘汰" }).click();
  await unitIs("辆");
  await page.keyboard.press("Control+z");
  await cardsShow(page, run("scenarios/wuhan-2024.toml"));
  await unitIs("吨熟料");
});

test("rows are pasted in the order of the grid or of the file, whichever their cells fit", async (t) => {
  const page = await opened(t);
  const put = async (field, ...cells) => {
    await cell(page, "W24-A-001", field).click();
    await pasteCells(page, cells.join("\t"));
  };
  const has = async (expected) => {
    const found = () => Promise.all(Object.keys(expected).map((field) => cell(page, "W24-A-001", field).textContent()));
    for (let tries = 0; tries < 100 && (await found()).join() !== Object.values(expected).join(); tries++) await page.waitForTimeout(50);
    assert.deepEqual(await found(), Object.values(expected));
  };
  const start = ["W24-A-001", "一号窑", "黄陂区", "cement-ultra-low", "underway"];
  await put("id", ...start, "2024-10", "1000", "2023-05");
  await has({ completion: "2024-10", quantity: "1000", started: "2023-05", note: "示例 (illustrative)" });
  await put("id", ...start, "2023年6月", "2024年9月", "2,000", "");
  await has({ completion: "2024年9月", quantity: "2,000", started: "2023年6月" });
  await page.click("#undo");
  await page.click("#undo");
  await has({ completion: "2024-11", quantity: "1090000", started: "", note: "示例 (illustrative)" });
  await put("id", ...start, "2024-08", "3000", "as the file has it");
  await has({ completion: "2024-08", quantity: "3000", started: "", note: "as the file has it" });
  await put("completion", "2024-07", "4000", "2023-07");
  await has({ completion: "2024-07", quantity: "4000", started: "2023-07" });
});

test("what an import would read is read in the grid, too, and what it would not is marked", async (t) => {
  const page = await opened(t);
  const folder = folderWith(t, { "wuhan-2024-projects.csv": LEDGER.replace("黄陂区,cement-ultra-low,underway,2024-11,1090000", "江夏区,cement-ultra-low,complete,2024-09,1090000") });
  for (const [field, typed, shown] of [["completion", "2024年第三季度", "2024-09"], ["quantity", "109万吨", "1090000"]]) {
    await type(page, "W24-A-001", field, typed);
    await cell(page, "W24-A-001", field).filter({ hasText: shown }).waitFor();
  }
  await cell(page, "W24-A-001", "district").click();
  await pasteCells(page, "江夏\t水泥超低排放改造\t完工\t2024年9月");
  await cell(page, "W24-A-001", "status").filter({ hasText: "完成" }).waitFor();
  assert.equal(await cell(page, "W24-A-001", "district").textContent(), "江夏区");
  assert.equal(await cell(page, "W24-A-001", "completion").textContent(), "2024年9月", "what the engine reads stays as it is written");
  await cardsShow(page, run(join(folder, "wuhan-2024.toml")));
  // In a list's cell, too, where typing narrows the list.
  await type(page, "W24-A-001", "status", "在建（85%）");
  await cell(page, "W24-A-001", "status").filter({ hasText: "在建" }).waitFor();
  await type(page, "W24-A-001", "measure", "焦化超低排放改造");
  await cell(page, "W24-A-001", "measure").filter({ hasText: "焦化超低排放改造" }).waitFor();
  for (let steps = 0; steps < 2; steps++) await page.keyboard.press("Control+z");
  await cell(page, "W24-A-001", "measure").filter({ hasText: "水泥超低排放改造" }).waitFor();
  await type(page, "W24-A-001", "quantity", "许多");
  await panel(page).locator(".ledger-wrong").getByText("许多").waitFor();
  await page.keyboard.press("Control+z");
  await panel(page).locator(".ledger-errors").waitFor({ state: "detached" });
});

for (const lang of ["zh", "en"])
  test(`at 1366 pixels the quantity with its unit is in view, beside a scroll bar, and no heading before it is cut (${lang})`, async (t) => {
    const page = await opened(t, `&lang=${lang}`, { viewport: { width: 1366, height: 768 } });
    const { room, before, cut } = await page.evaluate(() => {
      const headings = [...document.querySelectorAll("#panel-ledger .tabulator-header .tabulator-col[tabulator-field]")];
      const last = headings.findIndex((heading) => heading.getAttribute("tabulator-field") === "quantity");
      const titles = headings.slice(0, last + 1).map((heading) => heading.querySelector(".tabulator-col-title"));
      return {
        room: document.querySelector("#panel-ledger .ledger-grid").getBoundingClientRect().right - headings[last].getBoundingClientRect().right,
        before: headings.slice(0, last).map((heading) => heading.getAttribute("tabulator-field")),
        cut: titles.filter((title) => title.scrollWidth > title.clientWidth).map((title) => title.textContent),
      };
    });
    assert.ok(room >= 17, `${room} pixels left of the right edge`);
    assert.deepEqual(before, ["id", "name", "district", "measure", "status", "completion"]);
    assert.deepEqual(cut, []);
    const unit = await cell(page, "W24-A-001", "quantity").evaluate((element) => element.scrollWidth <= element.clientWidth);
    assert.ok(unit, "the unit is not cut");
    await shot(page, `ledger-1366-${lang}`);
  });

test("a wrong cell is marked and kept, and the last valid results stay", async (t) => {
  const page = await opened(t);
  await type(page, "W24-A-001", "completion", "soon");
  const wrong = panel(page).locator(".ledger-wrong").first();
  await wrong.waitFor();
  assert.equal(await wrong.textContent(), "soon");
  assert.match(await panel(page).locator(".ledger-note").textContent(), /最后一次有效/);
  await cardsShow(page, run("scenarios/wuhan-2024.toml"));
  await page.emulateMedia({ forcedColors: "active" });
  assert.equal(await wrong.evaluate((cell) => getComputedStyle(cell).outlineStyle), "dashed", "told apart without colours of ours");
  await page.emulateMedia({ forcedColors: "none" });
  await wrong.click();
  const editor = wrong.locator("input");
  assert.equal(await editor.getAttribute("aria-invalid"), "true");
  assert.match((await editor.getAttribute("aria-description")) ?? "", /soon/);
  await type(page, "W24-A-001", "completion", "2024-11");
  await panel(page).locator(".ledger-errors").waitFor({ state: "detached" });
  await cardsShow(page, run("scenarios/wuhan-2024.toml"));
});

test("rows are filtered, grouped, duplicated and deleted", async (t) => {
  const page = await opened(t, "&lang=en");
  const count = () => panel(page).locator(".tabulator-calcs-bottom [tabulator-field=id]").textContent();
  assert.equal(await count(), "865 projects");
  const quantities = LEDGER.split("\n").slice(1).map((line) => Number(line.split(",")[6]));
  for (const [wish, fits] of [[">100,000", (n) => n > 1e5], ["≤ 20", (n) => n <= 20]]) {
    await panel(page).locator('.tabulator-col[tabulator-field="quantity"] input').fill(wish);
    const expected = quantities.filter(fits).length;
    assert.ok(expected > 1);
    await page.waitForFunction((text) => document.querySelector("#panel-ledger .tabulator-calcs-bottom [tabulator-field=id]")?.textContent === text, `${expected} projects`);
  }
  await panel(page).locator('.tabulator-col[tabulator-field="quantity"] input').fill("");
  await page.waitForFunction(() => document.querySelector("#panel-ledger .tabulator-calcs-bottom [tabulator-field=id]")?.textContent === "865 projects");
  await panel(page).locator('.tabulator-col[tabulator-field="id"] input').pressSequentially("W24-A-001");
  await page.waitForFunction(() => document.querySelectorAll("#panel-ledger .tabulator-tableholder .tabulator-row").length === 1);
  await panel(page).locator(".tabulator-tableholder .tabulator-row input[type=checkbox]").check();
  await panel(page).locator('.tabulator-col[tabulator-field="id"] input').press("Control+a");
  await panel(page).locator('.tabulator-col[tabulator-field="id"] input').press("Delete");
  await panel(page).locator('[data-name="copy"]').click();
  await page.waitForFunction(() => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes("866"));
  await panel(page).locator('[data-name="delete"]').click();
  await page.waitForFunction(() => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes("865"));
  await panel(page).locator("select[data-label=ledger-group]").selectOption("district");
  await panel(page).locator(".tabulator-group").first().waitFor();
  await shot(page, "ledger-grouped");
});

test("of a filtered table all that it lists is chosen, and what it no longer lists is not", async (t) => {
  const page = await opened(t);
  const rows = (count) => page.waitForFunction((count) => document.querySelector("#panel-ledger .tabulator-calcs-bottom [tabulator-field=id]")?.textContent === count, count);
  const all = panel(page).getByLabel("全选列出的行");
  await panel(page).getByLabel("筛选：项目名称").click();
  await page.keyboard.insertText("水泥窑"); // as an input method does, without a key
  await rows("共3个项目");
  await panel(page).getByLabel("选中W24-A-002").waitFor();
  const quantity = panel(page).locator(".tabulator-calcs-bottom [tabulator-field=quantity]");
  assert.match(await quantity.textContent(), /^[\d,]+ 吨熟料$/);
  await quantity.locator("[data-explain]").click();
  await page.locator("dialog[open]").getByText("数量合计").first().waitFor();
  await page.keyboard.press("Escape");
  await all.click();
  await panel(page).locator(".ledger-bulk").getByText("修改所选 3").waitFor();
  await panel(page).getByLabel("筛选：编号").fill("W24-A-001");
  await rows("共1个项目");
  await panel(page).locator(".ledger-bulk").getByText("修改所选 1").waitFor();
  await panel(page).locator('[data-name="delete"]').click();
  await rows("共0个项目");
  for (const field of ["编号", "项目名称"]) await panel(page).getByLabel(`筛选：${field}`).fill("");
  await rows("共864个项目");
  assert.equal((await quantity.textContent()).trim(), "", "no sum of tonnes and buses");
});

for (const [name, fields, options] of [["wide", "&lang=zh", {}], ["dark", "&lang=en", { colorScheme: "dark" }], ["narrow", "&lang=zh", { viewport: NARROW }]])
  test(`the ledger is accessible: ${name}`, async (t) => {
    const page = await opened(t, fields, options);
    await shot(page, `ledger-${name}`);
    assert.deepEqual(await axe(page), []);
  });
