// What tests of the dialog 导出 share.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** No hand clicks faster; of downloads that follow each other more quickly, Chromium drops some. */
const HAND_MS = 200;

/** A form's line. */
export const form = (page, id) => page.locator(`.export-form[data-form="${id}"]`);

/** Opens the dialog. */
export async function dialog(page) {
  await page.click("#export");
  await page.locator("dialog.export[open]").waitFor();
}

/** Makes form `id`, with its choices as in `chosen`; the file's name and bytes. */
export async function made(page, id, chosen = []) {
  const line = form(page, id);
  for (const [i, value] of chosen.entries()) await line.locator("select").nth(i).selectOption(value);
  await page.waitForTimeout(HAND_MS);
  const saved = page.waitForEvent("download");
  saved.catch(() => {}); // told below
  await line.locator(".export-act").click();
  await page.locator(`.export-form[data-form="${id}"]:is([data-state="done"], [data-state="failed"])`).waitFor();
  assert.equal(await line.getAttribute("data-state"), "done", await line.innerText());
  const download = await saved;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
