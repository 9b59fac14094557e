// Tab 把握: chances, tornado, total effects and riskiest projects are those of the command line.

import assert from "node:assert/strict";
import { test } from "node:test";
import { jianpai } from "./harness.mjs";
import { AT, at, open, refined, shot, shows } from "./visit.mjs";

const panel = (page) => page.locator("#panel-confidence");

/** The rows of a figure's table, once it is there. */
async function rows(page, choice, head) {
  await panel(page).locator("figure:not([aria-busy]) .finding:not(:empty)").waitFor();
  await panel(page).locator(".figure-choice").selectOption(choice);
  await panel(page).locator(".switch button").nth(1).click();
  await panel(page).locator("thead").getByText(head, { exact: true }).waitFor({ timeout: 60_000 });
  return panel(page).locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
}

test("the tornado, total effects and riskiest projects are those of the command line", async (t) => {
  const { tornado, total_effects: effects, riskiest } = JSON.parse(
    jianpai("sensitivity", "scenarios/wuhan-2024.toml", "--pollutant", "nox", "--at", AT, "--format", "json"),
  );
  const page = await open(t, at("&tab=confidence&lang=en"));
  await refined(page);

  const figures = await rows(page, "tornado", "Span (t)");
  assert.equal(figures.length, tornado.rows.length);
  figures.forEach(([name, , , low, high], i) => {
    assert.equal(name, tornado.rows[i].name.en);
    shows(low, tornado.rows[i].low_t, `${name} low`);
    shows(high, tornado.rows[i].high_t, `${name} high`);
  });

  const shares = await rows(page, "effects", "Total effect");
  assert.equal(shares.length, effects.groups.length + effects.figures.length);
  [...effects.groups, ...effects.figures].forEach((row, i) => shows(shares[i][1], 100 * row.total_effect, `effect ${i}`));
  await shot(page, "tab-confidence-effects");

  const projects = await rows(page, "risks", "Less by");
  assert.deepEqual(projects.map(([name]) => name), riskiest.projects.map(({ name }) => name));
  projects.forEach((row, i) => shows(row[4], 100 * riskiest.projects[i].gain, row[0]));

  const ends = await rows(page, "chances", "Chance");
  assert.deepEqual(ends.map(([month]) => month), ["December 2024", "December 2025"], "what the inventory's year and those before brought is reported, not projected");
});
