// What tests of the dialog 导出 share.

import { readFileSync } from "node:fs";

/** A form's line. */
export const form = (page, id) => page.locator(`.export-form[data-form="${id}"]`);

/** Opens the dialog. */
export async function dialog(page) {
  await page.click("#export");
  await page.locator("dialog.export[open]").waitFor();
}

/** Makes form `id`, with its choices as in `chosen`; the file's name and bytes. */
export async function made(page, id, chosen = []) {
  for (const [i, value] of chosen.entries()) await form(page, id).locator("select").nth(i).selectOption(value);
  const [download] = await Promise.all([page.waitForEvent("download"), form(page, id).locator(".export-act").click()]);
  await page.locator(`.export-form[data-form="${id}"][data-state="done"]`).waitFor();
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
