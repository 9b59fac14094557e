// What page tests share: a visit to the site, and the page's figures against the command line's.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { ROOT, jianpai, launchBrowser, openPage, screenshot, serveSite } from "./harness.mjs";

export const POLLUTANTS = ["nox", "vocs", "cod", "nh3n", "tp"];
export const AT = "2024-12";
export const NARROW = { width: 360, height: 740 };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let site, browser;
before(async () => {
  site = await serveSite();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  site.close();
});

/** A page at `hash`; at the end of the test `t` it must have had no problem but `expected` ones. */
export async function visit(t, hash = "", options = {}, expected = undefined, prepare = async (_) => {}) {
  const { page, problems, close } = await openPage(browser, options);
  t.after(async () => {
    await close();
    assert.deepEqual(problems.filter((problem) => !expected?.test(problem)), []);
  });
  await prepare(page);
  await page.goto(site.url + hash);
  return page;
}

/** A page that shows its first figures. */
export async function open(t, hash = "", options = {}, prepare = undefined) {
  const page = await visit(t, hash, options, undefined, prepare);
  await page.waitForSelector("body:not(.loading) .card-choice:checked", { state: "attached" });
  return page;
}

/** Waits until what is shown rests on all draws. */
export const refined = (page) =>
  page.waitForFunction(() => /10,000/.test(document.getElementById("sampling-text").textContent) && document.getElementById("sampling-bar").hidden, undefined, { timeout: 60_000 });

/** What the command line computes for a scenario of the site, or of a folder. */
export const run = (file) => JSON.parse(jianpai("run", file, "--at", AT, "--format", "json"));

/** A folder with the site's scenarios and `files`, gone after the test. */
export function folderWith(t, files) {
  const folder = mkdtempSync(join(tmpdir(), "jianpai-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of readdirSync(join(ROOT, "scenarios"))) copyFileSync(join(ROOT, "scenarios", name), join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** What axe finds on the page, or in a part of it, one line a place: its usual rules, and targets of 24 pixels at least. */
export async function axe(page, part = undefined) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const { violations } = await page.evaluate(([part, options]) => globalThis.axe.run(part ?? document, options), [part, options]);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Pastes text copied in a spreadsheet, as Ctrl+V does where the focus is. */
export const pasteCells = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

export const shot = (page, name) => page.screenshot({ path: screenshot(name) });
export const at = (fields) => `#v=1&s=wuhan-2024&p=nox&t=${AT}${fields}`;
export const card = (page, pollutant) => page.locator(`.card[data-pollutant="${pollutant}"]`);
export const lever = (page, name) => page.locator(".lever").filter({ hasText: name }).first();

/** `text` shows `expected`, rounded to the digits it has. */
export function shows(text, expected, what) {
  const [found] = text.replaceAll(",", "").replace("−", "-").match(/[-+]?\d+(\.\d+)?/) ?? [];
  assert.ok(found, `${what}: a number in ${JSON.stringify(text)}`);
  const half = 0.5 * 10 ** -(found.split(".")[1]?.length ?? 0) + 1e-9;
  assert.ok(Math.abs(Number(found) - expected) <= half, `${what}: the page says ${text}, the command line ${expected}`);
}

/** Waits for the cards to show the figures of `results`, which the command line computed. */
export async function cardsShow(page, results) {
  const i = results.months.indexOf(AT);
  const expected = POLLUTANTS.map((pollutant) => {
    const { reduction_t: reduction, schedule_t: schedule, target_t: target, status } = results.pollutants[pollutant];
    return { pollutant, tonnes: reduction[i], share: (100 * reduction[i]) / target, points: (100 * (reduction[i] - schedule[i])) / target, status };
  });
  const check = async () => {
    for (const { pollutant, tonnes, share, points, status } of expected) {
      const read = (part) => card(page, pollutant).locator(`.card-${part}`).innerText();
      shows(await read("tonnes"), tonnes, `${pollutant} tonnes`);
      shows(await read("share"), share, `${pollutant} share`);
      shows(await read("points"), points, `${pollutant} points`);
      assert.equal(await card(page, pollutant).getAttribute("data-status"), status, `${pollutant} status`);
    }
  };
  // The run is asynchronous: look again until it is there, and let the last look tell what is wrong.
  for (let tries = 0; tries < 200; tries++) {
    try {
      return await check();
    } catch {
      await page.waitForTimeout(50);
    }
  }
  await check();
}
