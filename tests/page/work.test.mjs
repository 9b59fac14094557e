// The planner's work: one undo over levers and files, kept, saved, opened again, never lost without a word.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./harness.mjs";
import { at, cardsShow, folderWith, lever, open, run, shot } from "./visit.mjs";

const LEDGER = readFileSync(join(ROOT, "scenarios/wuhan-2024-projects.csv"), "utf8");
const HALF = LEDGER.replace("2024-11,1090000", "2024-11,545000");
const ORIGINAL = () => run("scenarios/wuhan-2024.toml");
const chosen = (page) => page.locator("#scenario option:checked").textContent();
const grid = (page) => page.locator("#panel-ledger");
const cell = (page, id, field) => grid(page).locator(".tabulator-row").filter({ hasText: id }).locator(`[tabulator-field="${field}"]`);

async function type(page, id, field, value) {
  await cell(page, id, field).click();
  const input = cell(page, id, field).locator("input");
  await input.fill(value);
  await input.press("Enter");
}

/** What the command line computes with the edited ledger, and with the cement lever at half scale as well. */
function edited(t) {
  const folder = folderWith(t, {
    "wuhan-2024-projects.csv": HALF,
    "moved.toml": 'base = "wuhan-2024.toml"\nid = "moved"\nname = "moved"\ndescription = "moved"\n\n[[lever]]\nmeasure = "cement-ultra-low"\nscale = 0.5\n',
  });
  return { ledger: run(join(folder, "wuhan-2024.toml")), both: run(join(folder, "moved.toml")) };
}

async function moveCement(page) {
  await lever(page, "水泥超低排放改造").locator('[data-key="scale"]').fill("0.5");
}

test("one undo goes back over levers and ledger, over the own copy it made, and redo forward again", async (t) => {
  const page = await open(t, at("&tab=ledger&lang=zh"));
  const { ledger, both } = edited(t);
  await cell(page, "W24-A-001", "quantity").waitFor();
  await type(page, "W24-A-001", "quantity", "545000");
  await cardsShow(page, ledger);
  assert.match(await chosen(page), /（已改）$/, "an own copy");
  await page.waitForFunction(() => location.hash.includes("own=wuhan-2024-edited"));
  await moveCement(page);
  await cardsShow(page, both);
  assert.match(await page.getAttribute("#undo", "title"), /水泥超低排放改造的规模/);
  await page.click("#undo");
  await cardsShow(page, ledger);
  assert.match(await page.getAttribute("#undo", "title"), /W24-A-001/);
  await page.click("#undo");
  await cardsShow(page, ORIGINAL());
  assert.doesNotMatch(await chosen(page), /已改/, "the site's scenario again");
  assert.equal(await page.locator("#scenario option", { hasText: "已改" }).count(), 0);
  await page.waitForFunction(() => location.hash.includes("s=wuhan-2024&"));
  assert.equal(await cell(page, "W24-A-001", "quantity").textContent(), "1090000");
  await page.click("#redo");
  await page.click("#redo");
  await cardsShow(page, both);
  assert.match(await chosen(page), /（已改）$/);
  assert.equal(await cell(page, "W24-A-001", "quantity").textContent(), "545000");
});

test("an edit with errors is kept and told while the last valid results stay; undo and redo pass it", async (t) => {
  const page = await open(t, at("&tab=ledger&lang=zh"));
  const { both, ledger } = edited(t);
  await cell(page, "W24-A-001", "quantity").waitFor();
  await type(page, "W24-A-001", "quantity", "many");
  await page.locator("#pending:not([hidden])").waitFor();
  await cardsShow(page, ORIGINAL());
  await shot(page, "work-pending");
  await page.click("#pending");
  await page.locator("#messages").getByText("many").first().waitFor();
  await page.locator(".message-dismiss").click();
  await type(page, "W24-A-001", "quantity", "545000");
  await page.locator("#pending").waitFor({ state: "hidden" });
  await cardsShow(page, ledger);
  await moveCement(page);
  await cardsShow(page, both);
  for (let i = 0; i < 2; i++) await page.click("#undo");
  await page.locator("#pending:not([hidden])").waitFor();
  assert.equal(await cell(page, "W24-A-001", "quantity").textContent(), "many");
  await page.click("#undo");
  await page.locator("#pending").waitFor({ state: "hidden" });
  await cardsShow(page, ORIGINAL());
  for (let i = 0; i < 3; i++) await page.click("#redo");
  await cardsShow(page, both);
});

test("undo leaves the grid where it is: scrolled, selected, sorted", async (t) => {
  const page = await open(t, at("&tab=ledger&lang=zh"));
  await cell(page, "W24-A-001", "quantity").waitFor();
  const holder = grid(page).locator(".tabulator-tableholder");
  let steady = 0;
  await page.exposeFunction("scrolled", (there) => (steady = there ? steady + 1 : 0) > 20); // the first marks draw the rows anew
  await page.waitForFunction(() => {
    const element = document.querySelector("#panel-ledger .tabulator-tableholder");
    const there = Math.abs(element.scrollTop - 4000) < 30;
    if (!there) element.scrollTop = 4000;
    return globalThis.scrolled(there);
  });
  const rows = grid(page).locator(".tabulator-tableholder .tabulator-row");
  const ids = await holder.evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    const inView = [...element.querySelectorAll(".tabulator-row")].filter((row) => row.getBoundingClientRect().top > top + 8);
    return inView.slice(1, 3).map((row) => row.querySelector('[tabulator-field="id"]').textContent);
  });
  for (const id of ids) await rows.filter({ hasText: id }).locator("input[type=checkbox]").check();
  await grid(page).locator('[data-name="delete"]').click();
  const count = (n) => page.waitForFunction((n) => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes(n), String(n));
  await count(863);
  const scrolled = await holder.evaluate((element) => element.scrollTop);
  assert.ok(scrolled > 3000);
  await page.click("#undo");
  await count(865);
  const after = await holder.evaluate((element) => element.scrollTop);
  assert.ok(Math.abs(after - scrolled) < 100, `not scrolled away: ${scrolled}, ${after}`);
  await page.click("#redo");
  await count(863);
});
