// Every tab and every dialog of the page, found on the page itself: axe's rules, targets, what sticks out or is cut, charts
// described. A button that opens a dialog says so with `aria-haspopup="dialog"`; each must do so.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NARROW, at, axe, open, shot, visit } from "./visit.mjs";

/** `SHOTS=1` keeps a picture of every tab and dialog, for looking at. */
const look = (page, name) => (process.env.SHOTS ? shot(page, `access-${name}`) : undefined);
/** A laptop's screen at 200 %. */
const ZOOMED = { width: 640, height: 360 };
const WAYS = [
  ["zh", "light", undefined],
  ["en", "light", undefined],
  ["zh", "dark", undefined],
  ["en", "dark", undefined],
  ["zh", "dark", NARROW],
  ["en", "light", NARROW],
];

const tabsOf = (page) => page.locator("#tabs [role=tab]").evaluateAll((all) => all.map(({ id }) => id.slice("tab-".length)));

/** Shows tab `id` by whatever leads there at this width, and waits for what it shows. */
async function show(page, id) {
  if (await page.locator(`#tab-${id}`).isVisible()) await page.click(`#tab-${id}`);
  else await page.selectOption("#tab-menu", id);
  const panel = page.locator(`#panel-${id}`);
  await panel.locator("figure:not([aria-busy]) .finding:not(:empty), table, .tabulator-row, h2, h3").first().waitFor();
  await page.waitForFunction((id) => !document.querySelector(`#panel-${id} [aria-busy]`), id);
}

/** Buttons in view that open a dialog, one of each kind. */
const openers = (page) =>
  page.locator('[aria-haspopup="dialog"]:visible:enabled').evaluateAll((all) => {
    const kinds = new Map();
    for (const button of all) {
      const kind = button.id ? `#${button.id}` : `.${button.className.split(" ").join(".")}`;
      if (!kinds.has(kind)) kinds.set(kind, kind);
    }
    return [...kinds.keys()];
  });

/** What is wider than the page, or cut without a way to scroll to it. */
const cut = (page) =>
  page.evaluate(() => {
    const found = document.documentElement.scrollWidth > innerWidth ? [`page: ${document.documentElement.scrollWidth} in ${innerWidth}`] : [];
    for (const part of document.querySelectorAll("body *")) {
      if (!part.checkVisibility({ checkVisibilityCSS: true }) || part.closest(".visually-hidden, svg, .tabulator")) continue;
      const { overflowX, overflowY, textOverflow, clipPath } = getComputedStyle(part);
      if (clipPath !== "none" || textOverflow === "ellipsis" || part instanceof HTMLInputElement || part instanceof HTMLSelectElement) continue;
      const hides = (overflow) => overflow === "hidden" || overflow === "clip";
      if (hides(overflowX) && part.scrollWidth > part.clientWidth + 1) found.push(`${part.tagName}.${part.className}: ${part.textContent.trim().slice(0, 30)}`);
      if (hides(overflowY) && part.scrollHeight > part.clientHeight + 1) found.push(`${part.tagName}.${part.className}: ${part.textContent.trim().slice(0, 30)}`);
    }
    return found;
  });

for (const [lang, colorScheme, viewport] of WAYS)
  test(`axe finds no violation in any tab or dialog (${lang}, ${colorScheme}, ${viewport ? "narrow" : "wide"})`, async (t) => {
    // Closing a dialog breaks off what its preview is still loading.
    const page = await visit(t, at(`&lang=${lang}&l=cement-ultra-low:s0.5:d3`), { colorScheme, ...(viewport && { viewport }) }, /net::ERR_ABORTED/);
    await page.waitForSelector("body:not(.loading) .card-choice:checked", { state: "attached" });
    const found = [];
    const opened = new Set();
    for (const tab of await tabsOf(page)) {
      await show(page, tab);
      // All of the page once, then what changes.
      found.push(...(await axe(page, opened.size ? `#panel-${tab}` : undefined)).map((line) => `${tab}: ${line}`));
      found.push(...(await cut(page)).map((line) => `${tab}: ${line}`));
      await look(page, `${tab}-${lang}-${colorScheme}-${viewport ? "narrow" : "wide"}`);
      for (const opener of await openers(page)) {
        if (opened.has(opener)) continue;
        opened.add(opener);
        const button = page.locator(opener).locator("visible=true").first();
        await button.click();
        const dialog = page.locator("dialog[open]");
        await dialog.waitFor();
        found.push(...(await axe(page, "dialog[open]")).map((line) => `${opener}: ${line}`));
        found.push(...(await cut(page)).map((line) => `${opener}: ${line}`));
        await look(page, `dialog${opener.replace(/\W+/g, "-")}-${lang}-${colorScheme}-${viewport ? "narrow" : "wide"}`);
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "hidden" });
        assert.ok(await button.evaluate((button) => button === document.activeElement), `focus returns to ${opener}`);
      }
    }
    assert.deepEqual(found, []);
    assert.ok(opened.size >= 2, `${[...opened]}`);
    const never = await page.locator("dialog").evaluateAll((all) => all.map((dialog) => dialog.id || dialog.className));
    assert.ok(never.length <= opened.size, `a dialog without a button that says so: ${never} but ${[...opened]}`);
  });

for (const [lang, viewport] of [["zh", ZOOMED], ["en", ZOOMED], ["en", { width: 960, height: 600 }]])
  test(`in no tab anything sticks out or is cut (${lang}, ${viewport.width} x ${viewport.height})`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`), { viewport });
    const found = [];
    for (const tab of await tabsOf(page)) {
      await show(page, tab);
      found.push(...(await cut(page)).map((line) => `${tab}: ${line}`));
    }
    assert.deepEqual(found, []);
  });

test("every chart has a name, and the same figures as a table", async (t) => {
  const page = await open(t, at("&lang=zh"));
  let charts = 0;
  for (const tab of await tabsOf(page)) {
    await show(page, tab);
    const panel = page.locator(`#panel-${tab}`);
    for (const canvas of await panel.locator("canvas:visible").all()) {
      charts++;
      assert.equal(await canvas.getAttribute("role"), "img", tab);
      assert.match((await canvas.getAttribute("aria-label")) ?? "", /\S{4}/, tab);
      await panel.locator(".switch button").nth(1).click();
      await panel.locator("tbody tr").first().waitFor();
      await panel.locator(".switch button").nth(0).click();
    }
  }
  assert.ok(charts >= 5, `${charts} charts`);
});
