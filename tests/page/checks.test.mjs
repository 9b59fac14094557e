// Tab 核查: the ledger's findings name their rows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./harness.mjs";
import { at, folderWith, open, shot } from "./visit.mjs";

/** Finding and table of a tab, once the finding says what it should. */
async function shown(page, tab, choice, says) {
  const panel = page.locator(`#panel-${tab}`);
  await panel.locator("figure:not([aria-busy]) .finding:not(:empty)").waitFor();
  if (choice) await panel.locator(".figure-choice").selectOption(choice);
  await panel.locator(".finding").filter({ hasText: says }).waitFor();
  await panel.locator(".switch button").nth(1).click();
  return panel.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
}

test("findings in the ledger name their rows and the tonnes at stake", async (t) => {
  const page = await open(t, at("&tab=checks&lang=zh"));
  const ledger = readFileSync(join(ROOT, "scenarios/wuhan-2024-projects.csv"), "utf8");
  const lines = ledger.trimEnd().split("\n");
  const folder = folderWith(t, { "twice.csv": [...lines, lines.at(-1).replace(/^[^,]*/, "again-1")].join("\n") + "\n" });
  await page.setInputFiles("#files", [`${folder}/twice.csv`]);
  const rows = await shown(page, "checks", undefined, "台账核查发现");
  assert.ok(rows.some((row) => row.join(" ").includes("again-1") || row.join(" ").includes(`${lines.length + 1}行`)), JSON.stringify(rows));
  await shot(page, "tab-checks");
});
