// The element and the module on other people's pages, and the examples as they are shipped.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hostPage, siteElsewhere } from "./elsewhere.mjs";
import { AT, browser, site } from "./guests.mjs";
import { ROOT, jianpai, openPage, screenshot } from "./harness.mjs";

const I = 47; // December 2024
const run = (...args) => JSON.parse(jianpai("run", "wuhan-2024", "--at", AT, "--format", "json", ...args));
const TALL = { viewport: { width: 1000, height: 3000 }, deviceScaleFactor: 1 };

async function open(t, url, options = {}) {
  const { page, problems, close } = await openPage(browser, options);
  t.after(async () => {
    await close();
    assert.deepEqual(problems, []);
  });
  await page.goto(url);
  return page;
}

async function elsewhere(t, body, { headers, ...options } = {}) {
  const host = await hostPage(body, headers);
  t.after(host.close);
  return open(t, host.url, options);
}

const script = () => `<script type="module" src="${site.url}jianpai-chart.js"></script>`;
/** Modules of the engine that were sent, as often as they were. */
const engines = ({ sent }) => sent.flatMap(({ name }) => (name.endsWith("_bg.wasm") ? [name.replace(/^.*\//, "")] : []));
const number = (text) => Number(text.replaceAll(",", "").replace("−", "-"));
/** All charts of the page are there. */
const ready = (page, count) => page.waitForFunction((count) => {
  const charts = [...document.querySelectorAll("jianpai-chart")];
  return charts.length === count && charts.every((chart) => chart.shadowRoot?.querySelector(".frame.ready"));
}, count);

for (const [file, what] of [["frame.html", "iframe"], ["element.html", "jianpai-chart"], ["module.html", "canvas"]]) {
  test(`the example ${file} works as it is shipped`, async (t) => {
    const page = await open(t, `${site.url}examples/${file}`, TALL);
    if (file === "frame.html") for (const frame of page.frames().slice(1)) await ready(frame, 1);
    if (file === "element.html") await ready(page, 4);
    if (file === "module.html") await page.waitForSelector("body[data-ready]");
    assert.ok(await page.locator(what).count());
    await page.screenshot({ path: screenshot(`example-${file.replace(".html", "")}`), fullPage: true });
    if (file !== "module.html") return;
    const { nox } = run().pollutants;
    assert.equal(Number(await page.locator("tbody td").nth(1).innerText()), nox.reduction_t[I], "to the last bit");
    await page.locator("input").fill("12");
    await page.waitForFunction((before) => document.querySelector("tbody td:nth-child(2)").textContent !== before, String(nox.reduction_t[I]));
  });
}

test("elements of another origin's page share engine, scenario and style sheets", async (t) => {
  const own = await siteElsewhere();
  t.after(own.close);
  const charts = ["progress", "multiples", "waterfall", "wedges", "emissions", "counted", "cost-curve", "districts", "tornado", "progress", "progress"];
  const body = charts.map((chart, i) => `<jianpai-chart scenario="wuhan-2024" chart="${chart}" pollutant="${i < 9 ? "nox" : "cod"}"></jianpai-chart>`).join("");
  const page = await elsewhere(t, `<script type="module" src="${own.url}jianpai-chart.js"></script>${body}`, { viewport: { width: 700, height: 6600 }, deviceScaleFactor: 1 });
  await ready(page, 11);
  const twice = own.sent.filter(({ name }, i, all) => all.findIndex((other) => other.name === name) !== i);
  assert.deepEqual(twice, [], "nothing was asked for twice");
  assert.deepEqual(engines(own), ["jianpai_bg.wasm"], "the whole engine, which some of them need, and not the first module beside it");
});

test("charts below the view cost nothing until they come near; then the engine is fetched that they need", async (t) => {
  const own = await siteElsewhere();
  t.after(own.close);
  const chart = (name) => `<jianpai-chart scenario="wuhan-2024" chart="${name}"></jianpai-chart>`;
  const page = await elsewhere(t, `<script type="module" src="${own.url}jianpai-chart.js"></script>${chart("progress")}${chart("multiples")}<div style="height: 4000px"></div>${chart("waterfall")}${chart("wedges")}`);
  await page.waitForFunction(() => [...document.querySelectorAll("jianpai-chart")].slice(0, 2).every((chart) => chart.shadowRoot?.querySelector(".frame.ready")));
  assert.deepEqual(engines(own), ["first_bg.wasm"]);
  await page.locator("jianpai-chart").last().scrollIntoViewIfNeeded();
  await ready(page, 4);
  assert.deepEqual(engines(own), ["first_bg.wasm", "jianpai_bg.wasm"]);
});

test("an element follows its attributes; its figures are the command line's", async (t) => {
  const page = await elsewhere(t, `${script()}<jianpai-chart scenario="wuhan-2024" at="${AT}">words until it is there</jianpai-chart>`);
  const chart = page.locator("jianpai-chart");
  await ready(page, 1);
  assert.equal(await chart.locator("slot").isVisible(), false);
  const set = (name, value) => chart.evaluate((chart, [name, value]) => chart.setAttribute(name, value), [name, value]);
  const { pollutants } = run();
  await chart.getByRole("button", { name: "表格", exact: true }).click();
  const marked = chart.locator("tr.at td").first();
  assert.equal(number(await marked.innerText()), Math.round(pollutants.nox.reduction_t[I]));
  await set("pollutant", "cod");
  await chart.locator("caption", { hasText: "化学需氧量" }).waitFor();
  assert.equal(number(await marked.innerText()), Math.round(pollutants.cod.reduction_t[I]));
  await set("lang", "en");
  await chart.locator("caption", { hasText: "chemical oxygen demand" }).waitFor();
  await set("chart", "waterfall");
  await chart.locator("canvas").waitFor();
  await set("theme", "dark");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("jianpai-chart").shadowRoot.querySelector(".frame")).backgroundColor === "rgb(22, 25, 29)");
  // What it can't show it says, and the words inside are there again.
  await chart.evaluate((chart) => chart.addEventListener("jianpai-error", () => (document.body.dataset.error = "")));
  await set("chart", "pie");
  await page.waitForSelector("body[data-error]");
  assert.match(await chart.locator(".told").innerText(), /pie/);
  assert.equal(await chart.locator("slot").evaluate((slot) => getComputedStyle(slot).display), "contents");
  await set("chart", "progress");
  await chart.locator("canvas").waitFor();
  await set("levers", "no-such-measure:off");
  await chart.locator(".told", { hasText: "no-such-measure" }).waitFor();
});

test("an element under a strict content policy, on a page with small type, in a narrow column", async (t) => {
  const { origin } = new URL(site.url);
  const headers = { "content-security-policy": `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; style-src 'nonce-x'` };
  const page = await elsewhere(t, `<style nonce="x">html { font-size: 62.5% } #column { width: 260px }</style><div id="column">${script()}<jianpai-chart scenario="wuhan-2024" chart="progress" lang="en"></jianpai-chart></div>`, { headers });
  await ready(page, 1);
  const sizes = await page.evaluate(() => {
    const root = document.querySelector("jianpai-chart").shadowRoot;
    return { type: getComputedStyle(root.querySelector(".chart-note")).fontSize, wide: root.querySelector(".frame").scrollWidth, room: document.querySelector("#column").clientWidth };
  });
  assert.equal(sizes.type, "12px");
  assert.ok(sizes.wide <= sizes.room, JSON.stringify(sizes));
  await page.screenshot({ path: screenshot("element-narrow") });
});

test("the module: own files, figures, draws, errors that say where", async (t) => {
  const toml = readFileSync(join(ROOT, "scenarios/example.toml"), "utf8");
  const csv = readFileSync(join(ROOT, "scenarios/example-projects.csv"), "utf8");
  const page = await elsewhere(t, "<canvas></canvas>");
  const found = await page.evaluate(async ([address, toml, csv]) => {
    const { load, charts, ScenarioError } = await import(address);
    const own = await load({ "our.toml": toml, "example-projects.csv": csv });
    const results = own.run({ sources: true });
    results.uncertainty = await own.uncertainty({ draws: 500, seed: 7 });
    const canvas = document.querySelector("canvas");
    const drawn = [];
    for (const chart of charts) drawn.push((await own.draw(canvas, { chart, width: 600, height: 400, scale: 1 })).right >= 0);
    const wrong = await load({ "our.toml": toml.replace(/^format = 1/m, "format = 9"), "example-projects.csv": csv }).catch((error) => error);
    const stopped = await own.uncertainty({ signal: AbortSignal.abort() }).catch((error) => error.name);
    const beyond = await own.uncertainty({ seed: 2 ** 32 }).catch((error) => error.message);
    return { results, drawn, wrong: [wrong instanceof ScenarioError, wrong.message, wrong.findings?.[0]?.place], stopped, beyond, name: own.outline.name.zh };
  }, [`${site.url}jianpai.js`, toml, csv]);
  assert.deepEqual(found.results, JSON.parse(jianpai("run", "scenarios/example.toml", "--format", "json", "--draws", "500", "--seed", "7")));
  assert.deepEqual(found.drawn, Array(9).fill(true));
  assert.deepEqual(found.wrong[0], true);
  assert.match(found.wrong[1], /our\.toml.*format/);
  assert.equal(found.stopped, "AbortError");
  assert.equal(found.beyond, "seed: 4294967296 is no whole number from 0 to 4294967295");
});
