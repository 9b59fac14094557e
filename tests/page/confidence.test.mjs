// Tab 把握: chances, tornado, total effects and riskiest projects are those of the command line.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, jianpai } from "./harness.mjs";
import { AT, at, folderWith, open, refined, shot, shows } from "./visit.mjs";

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

  const projects = await rows(page, "risks", "Less by (points)");
  assert.deepEqual(projects.map(([name]) => name), riskiest.projects.map(({ name }) => name));
  projects.forEach((row, i) => shows(row[4], 100 * riskiest.projects[i].gain, row[0]));

  const ends = await rows(page, "chances", "Chance");
  assert.deepEqual(ends.map(([month]) => month), ["December 2024", "December 2025"], "what the inventory's year and those before brought is reported, not projected");
});

/** Has workers answer long work late, so many parts of it. */
const slow = (parts) => (page) =>
  page.route(/js\/worker\.js$/, async (route) => {
    const response = await route.fetch();
    const late = `let late = ${parts};\nconst post = postMessage;\npostMessage = (data, ...more) => setTimeout(() => post(data, ...more), data.value instanceof Float64Array && late-- > 0 ? 100 : 0);\n`;
    await route.fulfill({ response, body: late + (await response.text()) });
  });
const finding = (page) => panel(page).locator("figure:not([aria-busy]) .finding");
const choose = (page, choice) => panel(page).locator(".figure-choice").selectOption(choice);

test("long work can be stopped and goes on, and ends with another choice", async (t) => {
  const page = await open(t, at("&tab=confidence&lang=en"), {}, slow(60));
  await refined(page);
  const work = panel(page).locator(".figure-work");
  await choose(page, "effects");
  await work.getByRole("button", { name: "Stop" }).click();
  await finding(page).getByText("Stopped.").waitFor();
  assert.ok(await work.locator("progress").isHidden());
  assert.ok(await panel(page).locator(".figure-bars").isHidden(), "nothing older stands in its place");
  await page.evaluate(() => document.querySelector('.card[data-pollutant="cod"] .card-choice').click());
  await work.locator("progress").waitFor(); // another pollutant is another question
  await page.evaluate(() => document.querySelector('.card[data-pollutant="nox"] .card-choice').click());
  await work.getByRole("button", { name: "Stop" }).click();
  await work.getByRole("button", { name: "Go on" }).click();
  await work.locator("progress").waitFor();
  await choose(page, "tornado");
  await finding(page).getByText("What matters most to nitrogen oxides").waitFor();
  assert.ok(await work.isHidden(), "nothing is worked at beside what is there");
  await choose(page, "effects");
  await finding(page).getByText(/^What is uncertain about nitrogen oxides \(standard deviation/).waitFor({ timeout: 60_000 });
  assert.ok(await work.isHidden());
});

test("where nothing is uncertain, or there is no target, the findings say so", async (t) => {
  const page = await open(t, "#v=1&s=example&p=tp&t=2024-12&tab=confidence&lang=en");
  await refined(page);
  const says = {
    tornado: "No uncertain figure matters to total phosphorus.", effects: "Nothing about total phosphorus is uncertain.", risks: "There is no total phosphorus target to be missed.",
    chances: "The reduction is 0 t, and nothing about it is uncertain.",
  };
  for (const [choice, text] of Object.entries(says)) {
    await choose(page, choice);
    await finding(page).getByText(text).waitFor({ timeout: 60_000 });
    assert.ok(await panel(page).locator(".figure-bars").isHidden() || choice === "chances", choice);
  }
});

test("figures as JSON name the draws they rest on", async (t) => {
  const page = await open(t, at("&tab=confidence&lang=en"));
  await refined(page);
  const sampled = async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), panel(page).getByRole("button", { name: "JSON", exact: true }).click()]);
    return JSON.parse(readFileSync(await download.path(), "utf8")).sampled;
  };
  for (const [choice, says, expected] of [
    ["chances", /80% confidence/, { draws: 10_000, seed: 1 }],
    ["tornado", /^What matters most to nitrogen oxides/, undefined],
    ["effects", /^What is uncertain about nitrogen oxides/, { samples: 1000, seed: 1 }],
  ]) {
    await choose(page, choice);
    await finding(page).getByText(says).waitFor({ timeout: 60_000 });
    assert.deepEqual(await sampled(), expected, choice);
  }
});

test("correlations that contradict each other are told with their line, and what would fit", async (t) => {
  const pairs = [["source.kilns.nox.generation", "source.kilns.growth", 0.9], ["source.kilns.growth", "opening.nox.2023-12", 0.9], ["source.kilns.nox.generation", "opening.nox.2023-12", -0.9]];
  const written = pairs.map(([a, b, rho]) => `[[uncertainty.correlation]]\na = "${a}"\nb = "${b}"\nrho = ${rho}\n`).join("");
  const example = readFileSync(join(ROOT, "scenarios/example.toml"), "utf8");
  const folder = folderWith(t, { "wrong.toml": `${example}\n${written}` });
  const page = await open(t, at("&tab=confidence&lang=en"));
  await page.setInputFiles("#files", ["wrong.toml", "example-projects.csv"].map((name) => join(folder, name)));
  const message = page.locator("#messages .findings li");
  await message.waitFor();
  const line = example.split("\n").length + 1;
  const text = await message.innerText();
  assert.ok(text.includes(`wrong.toml · line ${line} `), text);
  for (const [a, b, rho] of pairs) assert.ok(text.includes(`${a} / ${b} = ${rho} (line `), text);
  assert.match(text, /nearest valid values: .* = 0\.\d+; .* = 0\.\d+; .* = -0\.\d+/);
  assert.match(page.url(), /s=wuhan-2024&/, "the page shows the scenario before");
});
