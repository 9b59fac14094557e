// The page under a finger, on a phone and a tablet, and at 200 %: what comes first is in view, and everything can be done.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./harness.mjs";
import { at, axe, card, cardsShow, folderWith, lever, open, refined, run, shot, visit } from "./visit.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** A laptop's 1366 x 768 at 200 %. */
const ZOOMED = { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 };
const box = (page, selector) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().toJSON());

for (const lang of ["zh", "en"])
  test(`on a phone verdict, card and the whole chart are above the fold (${lang})`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`), PHONE);
    await refined(page); // the sentence is whole
    const fold = (await box(page, "#open-levers")).top;
    assert.ok((await box(page, ".top")).height < 100, "two rows");
    for (const selector of ["#overall", ".card-choice:checked + .card-body", "#canvas"]) {
      const { top, bottom } = await box(page, selector);
      assert.ok(top >= 0 && bottom <= fold, `${selector}: ${top} to ${bottom}, the fold at ${fold}`);
    }
    assert.equal(await page.locator(".brand").evaluate((brand) => brand.scrollWidth <= brand.clientWidth), true, "the name is whole");
    await shot(page, `phone-fold-${lang}`);
  });

for (const [name, viewport] of [["phone", { width: 390, height: 844 }], ["tablet", { width: 820, height: 1180 }], ["small phone", { width: 360, height: 740 }]])
  test(`what is pressed is large enough for a finger: ${name}`, async (t) => {
    const page = await open(t, at("&lang=en&l=cement-ultra-low:s0.5"), { ...PHONE, viewport });
    const small = await page.evaluate(() => {
      const all = [...document.querySelectorAll(".top :is(button, a, select), .verdict :is(button, select), #tab-menu, #open-levers, #use-own, .progress-head button")];
      const seen = all.filter((element) => element.checkVisibility() && element.id !== "skip" && element.id !== "sampling-button");
      return seen.map((element) => ({ element: element.id, ...element.getBoundingClientRect().toJSON() })).filter(({ width, height }) => Math.min(width, height) < 24);
    });
    assert.deepEqual(small, []);
    await page.tap("#open-levers");
    await page.locator("#close-levers").waitFor();
    const { right } = await box(page, "#close-levers");
    assert.ok(right <= viewport.width, `the way back is in view: ${right}`);
    assert.deepEqual(await axe(page, "#levers"), []);
  });

test("a phone does it all by tapping: measures, tabs, cards, explanations, dialogs, the ledger's cells", async (t) => {
  // Closing a dialog breaks off what its preview is still loading.
  const page = await visit(t, at("&lang=zh"), PHONE, /net::ERR_ABORTED/);
  await page.waitForSelector("body:not(.loading) .card-choice:checked", { state: "attached" });
  await page.tap("#open-levers");
  const cement = lever(page, "水泥超低排放改造");
  // To the middle of the slider, as a finger does.
  const slider = cement.locator('[data-key="scale"]');
  const { width, height } = await slider.boundingBox();
  const before = await slider.inputValue();
  await slider.tap({ position: { x: width * 0.2, y: height / 2 } });
  assert.notEqual(await slider.inputValue(), before);
  await page.waitForFunction(() => location.hash.includes("cement-ultra-low"));
  await page.tap("#reset");
  assert.equal(await slider.inputValue(), before);
  await cement.locator(".lever-enabled").tap();
  await page.waitForFunction(() => document.querySelector(".lever.moved"));
  await page.tap("#close-levers");
  await page.tap("#undo");
  await page.waitForFunction(() => !document.querySelector(".lever.moved"));

  await card(page, "vocs").tap();
  assert.equal(await page.locator(".card-choice:checked").inputValue(), "vocs");
  await card(page, "vocs").locator(".card-share").tap();
  const explained = page.locator("dialog.explain[open]");
  await explained.locator("math").first().waitFor();
  await explained.getByRole("button", { name: "关闭" }).tap();
  await explained.waitFor({ state: "hidden" });

  for (const [opener, dialog] of [["#work", "dialog.work"], ["#open", "#own"], ["#share", "dialog.share"], ["#export", "dialog.export"]]) {
    await page.tap(opener);
    await page.locator(`${dialog}[open]`).waitFor();
    await page.locator(`${dialog}[open] .dialog-head button`).last().tap();
    await page.locator(`${dialog}[open]`).waitFor({ state: "hidden" });
  }

  await page.selectOption("#tab-menu", "ledger");
  const cell = page.locator("#panel-ledger .tabulator-row").filter({ hasText: "W24-A-001" }).locator('[tabulator-field="quantity"]');
  await cell.scrollIntoViewIfNeeded();
  await cell.tap();
  await cell.locator("input").fill("545000");
  await page.locator(".ledger-bar").tap({ position: { x: 2, y: 2 } });
  const ledger = readFileSync(join(ROOT, "scenarios/wuhan-2024-projects.csv"), "utf8");
  await cardsShow(page, run(join(folderWith(t, { "wuhan-2024-projects.csv": ledger.replace("2024-11,1090000", "2024-11,545000") }), "wuhan-2024.toml")));
  await shot(page, "phone-ledger");
});

for (const lang of ["zh", "en"])
  test(`at 200 % nothing is cut, and every dialog can be read to its end (${lang})`, async (t) => {
    // Closing a dialog breaks off what its preview is still loading.
    const page = await visit(t, at(`&lang=${lang}`), ZOOMED, /net::ERR_ABORTED/);
    await page.waitForSelector("body:not(.loading) .card-choice:checked", { state: "attached" });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), ZOOMED.viewport.width);
    await shot(page, `zoomed-${lang}`);
    for (const [opener, dialog] of [["#work", "dialog.work"], ["#open", "#own"], ["#share", "dialog.share"], ["#export", "dialog.export"], ["#save-picture", "dialog.picture"]]) {
      await page.click(opener);
      const opened = page.locator(`${dialog}[open]`);
      await opened.waitFor();
      const { top, bottom, left, right } = await opened.evaluate((element) => element.getBoundingClientRect().toJSON());
      assert.ok(top >= 0 && left >= 0 && bottom <= 384 && right <= 683, `${dialog}: ${JSON.stringify({ top, bottom, left, right })}`);
      const reached = await opened.evaluate((element) => {
        const last = [...element.querySelectorAll("button, a[href], input, select, textarea")].filter((each) => each.checkVisibility()).at(-1);
        last.scrollIntoView({ block: "nearest" });
        const { top, bottom } = last.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight + 1;
      });
      assert.ok(reached, `${dialog}: its last control comes into view`);
      await page.keyboard.press("Escape");
    }
  });
