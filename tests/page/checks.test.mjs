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
  assert.ok(rows.every((row) => !row.join(" ").includes("wuhan-2024")), "the ledger is called that, not by a file of the site");
  await shot(page, "tab-checks");
});

test("what was found speaks of the ledger's rows, headings and measures by their names", async (t) => {
  const page = await open(t, at("&tab=checks&lang=zh"));
  const odd = "id,name,measure,status,completion,quantity,declared_nh3n_t\nA,一号,cement-ultra-low,complete,2024-11,909000000,\nB,二号,village-sewage,complete,2024-11,100,-3\n";
  await page.setInputFiles("#files", { name: "区县.csv", mimeType: "text/csv", buffer: Buffer.from(odd) });
  const told = page.locator("#messages .finding-item");
  await told.filter({ hasText: "氨氮" }).waitFor();
  for (const text of await told.allTextContents()) assert.doesNotMatch(text, /nh3n|declared_|quantity|cement-ultra-low/, text);
  await page.setInputFiles("#files", { name: "区县.csv", mimeType: "text/csv", buffer: Buffer.from(odd.replace("-3", "3")) });
  await page.locator("#panel-checks .figure-choice").selectOption("input");
  await page.locator("#panel-checks tbody tr").filter({ hasText: /区县\.csv · 第2行 · F2 · 数量.*“水泥超低排放改造”/ }).waitFor();
  await page.click("#lang-en");
  await page.locator("#panel-checks tbody tr").filter({ hasText: "区县.csv · line 2 · F2 · Quantity" }).waitFor();
});
