// Dialogs by the keyboard: each takes the focus, keeps it while Tab goes round, gives it back when Escape closes it. The
// dialogs of an import and of a changed figure, and the notice of another window, which no button opens, in both languages
// and themes.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./harness.mjs";
import { at, axe, open, shot, visit } from "./visit.mjs";

const WAYS = [["zh", "light"], ["en", "light"], ["zh", "dark"], ["en", "dark"]];
/** Dialogs by the control that opens them, and the tab that has it. */
const DIALOGS = [
  ["#work", "dialog.work"],
  ["#open", "#own"],
  ["#share", "dialog.share"],
  ["#export", "dialog.export"],
  ["#use-own", "#own"],
  ["#save-picture", "dialog.picture"],
  [".card-choice:checked + .card-body .card-share", "dialog.explain"],
  [".lever .lever-tonnes[data-explain] >> nth=0", "dialog.explain"],
];

/** Whether the focus is in `dialog`, or nowhere on the page: where Tab leaves for the browser's own controls. */
const within = (page, dialog) => page.evaluate((dialog) => document.activeElement === document.body || document.activeElement.closest(dialog) !== null, dialog);

for (const [opener, dialog] of DIALOGS)
  test(`${dialog} takes the focus from ${opener}, keeps it and gives it back`, async (t) => {
    // Closing a dialog breaks off what its preview is still loading.
    const page = await visit(t, at("&lang=en"), {}, /net::ERR_ABORTED/);
    await page.waitForSelector("body:not(.loading) .card-choice:checked", { state: "attached" });
    await page.waitForFunction(() => document.querySelector(".card-share[data-explain]") && document.querySelector(".lever-tonnes[data-explain]"));
    await page.locator(opener).focus();
    await page.keyboard.press("Enter");
    const opened = page.locator(`${dialog}[open]`);
    await opened.locator("button:visible").first().waitFor();
    assert.ok(await page.evaluate((dialog) => document.activeElement.closest(dialog) !== null, dialog), "the focus is in it");
    const name = await opened.evaluate((dialog) => document.getElementById(dialog.getAttribute("aria-labelledby") ?? "")?.textContent ?? dialog.getAttribute("aria-label"));
    assert.ok(name?.trim(), "it has a name");
    const reached = new Set();
    for (const key of ["Tab", "Shift+Tab"])
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press(key);
        assert.ok(await within(page, dialog), `${key} stays`);
        reached.add(await page.evaluate(() => [...document.querySelectorAll("*")].indexOf(document.activeElement)));
      }
    assert.ok(reached.size >= 2, `${reached.size} stops`);
    await page.keyboard.press("Escape");
    await opened.waitFor({ state: "hidden" });
    assert.ok(await page.locator(opener).evaluate((opener) => opener === document.activeElement), "the focus is back");
  });

for (const [lang, colorScheme] of WAYS) {
  test(`an import keeps the focus, and axe finds nothing in it (${lang}, ${colorScheme})`, async (t) => {
    const page = await open(t, at(`&tab=ledger&lang=${lang}`), { colorScheme });
    await page.locator("#panel-ledger .tabulator-row").first().waitFor();
    await page.locator('#panel-ledger [data-name="ledger-import"]').focus();
    await page.locator("#panel-ledger input[type=file]").setInputFiles(join(ROOT, "tests/workbooks/mistakes.csv"));
    const dialog = page.locator("dialog.import[open]");
    await dialog.locator(".import-take").waitFor();
    assert.deepEqual(await axe(page, "dialog[open]"), []);
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      assert.ok(await within(page, "dialog.import"));
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.ok(await page.locator('#panel-ledger [data-name="ledger-import"]').evaluate((button) => button === document.activeElement), "the focus is back");
  });

  test(`another window on the same scenario is told of, and answered by the keyboard (${lang}, ${colorScheme})`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`), { colorScheme });
    await page.setInputFiles("#files", join(ROOT, "tests/workbooks/openpyxl.xlsx"));
    await page.locator("dialog.import .import-take").click();
    await page.waitForFunction(() => location.hash.includes("own=wuhan-2024-edited"));
    await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true }))); // it is kept
    const other = await page.context().newPage();
    await other.goto(page.url());
    const notice = other.locator("#messages .message-action").first();
    await notice.waitFor();
    assert.deepEqual(await axe(other), []);
    await shot(other, `windows-${lang}-${colorScheme}`);
    for (let i = 0; i < 40 && !(await notice.evaluate((button) => button === document.activeElement)); i++) await other.keyboard.press("Tab");
    await other.keyboard.press("Enter");
    await other.waitForFunction(() => location.hash.includes("own=wuhan-2024-edited-copy"));
  });
}
