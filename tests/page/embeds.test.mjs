// Charts on other people's pages: frames, the element, the module; from another origin, in sandboxes, under strict policies.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { hostPage, siteElsewhere } from "./elsewhere.mjs";
import { AT, browser, site } from "./guests.mjs";
import { ROOT, jianpai, openPage, screenshot } from "./harness.mjs";

const CHARTS = ["progress", "multiples", "waterfall", "wedges", "emissions", "counted", "cost-curve", "districts", "tornado"];
const NOX = JSON.parse(jianpai("run", "wuhan-2024", "--at", AT, "--format", "json")).pollutants.nox;

/** A page whose problems, but `expected` ones, fail the test. */
async function open(t, url, { expected, ...options } = {}) {
  const { page, problems, close } = await openPage(browser, options);
  t.after(async () => {
    await close();
    assert.deepEqual(problems.filter((problem) => !expected?.test(problem)), []);
  });
  await page.goto(url);
  return page;
}

/** A page on another origin with `body`, opened. */
async function elsewhere(t, body, { headers, ...options } = {}) {
  const host = await hostPage(body, headers);
  t.after(host.close);
  return open(t, host.url, options);
}

const embed = (query, hash = "", from = site) => `${from.url}embed.html?scenario=wuhan-2024&${query}${hash}`;
const frame = (query, more = "", from = site) => `<iframe src="${embed(query, "", from).replaceAll("&", "&amp;")}" title="chart" height="300" style="width:100%;border:0" ${more}></iframe>`;
const ready = (scope) => scope.locator("jianpai-chart .frame.ready").first().waitFor();
/** The row of the chart's table that begins with `name`. */
const row = async (scope, name) => (await scope.locator("tbody tr").filter({ has: scope.getByRole("rowheader", { name, exact: true }) }).innerText()).split("\t");
const number = (text) => Number(text.replaceAll(",", "").replace("−", "-"));

/** Nitrogen oxides as the command line computes them with a lever of the cement works. */
function nativeNox(t, lever) {
  const folder = mkdtempSync(join(tmpdir(), "jianpai-embeds-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const file of ["wuhan-2024.toml", "wuhan-2024-projects.csv"]) copyFileSync(join(ROOT, "scenarios", file), join(folder, file));
  writeFileSync(join(folder, "moved.toml"), `format = 1\nbase = "wuhan-2024.toml"\nname = { zh = "动", en = "moved" }\n[[lever]]\nmeasure = "cement-ultra-low"\n${lever}\n`);
  return JSON.parse(jianpai("run", join(folder, "moved.toml"), "--at", AT, "--format", "json")).pollutants.nox;
}

for (const chart of CHARTS) {
  test(`frame: ${chart} is drawn, described, read with arrow keys, and a table`, async (t) => {
    const page = await open(t, embed(`chart=${chart}&pollutant=nox&lang=en&theme=light&at=${AT}`), { viewport: { width: 480, height: 640 } });
    await ready(page);
    const canvas = page.getByRole("img");
    assert.match(await canvas.getAttribute("aria-label"), /\w+.*\. .{40}/);
    const inked = await canvas.evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    assert.ok(inked > 50, `${inked} colours`);
    await canvas.focus();
    await page.keyboard.press("ArrowRight");
    const read = await page.locator(".reading").innerText();
    assert.match(read, /\d/);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    assert.ok((await page.locator("tbody tr").count()) >= 2);
    assert.ok((await page.locator("tbody").innerText()).includes(read.split("\n")[0]), "what is read is in the table");
    assert.match(await page.title(), /Jianpai$/);
    assert.match(await page.getByRole("link").getAttribute("href"), /index\.html#v=1&s=wuhan-2024&p=nox&t=2024-12/);
  });
}

test("figures in a frame are those of the command line, with the levers of its address", async (t) => {
  const i = 47; // December 2024
  const page = await open(t, embed(`chart=progress&pollutant=nox&lang=en&at=${AT}`));
  await ready(page);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  assert.equal(number((await row(page, "December 2024"))[1]), Math.round(NOX.reduction_t[i]));

  const moved = await open(t, embed(`chart=progress&pollutant=nox&lang=en&at=${AT}`, "#v=1&l=cement-ultra-low:off"));
  await ready(moved);
  await moved.getByRole("button", { name: "Table", exact: true }).click();
  const expected = nativeNox(t, "enabled = false");
  const cells = await row(moved, "December 2025");
  assert.equal(number(cells[1]), Math.round(expected.reduction_t[59]));
  assert.equal(number(cells.at(-1)), Math.round(NOX.reduction_t[59]), "the run before the levers beside it");
  // The levers follow the address.
  await moved.evaluate(() => (location.hash = "#v=1&l=cement-ultra-low:s0.5"));
  const half = nativeNox(t, "scale = 0.5");
  await moved.locator("tbody tr", { hasText: "December 2025" }).filter({ hasText: Math.round(half.reduction_t[59]).toLocaleString("en") }).waitFor();
});

test("axe finds no violation in a frame: chart and table, either language, either theme", async (t) => {
  const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  for (const [lang, theme, chart] of [["zh", "light", "progress"], ["en", "dark", "districts"]]) {
    const page = await open(t, embed(`chart=${chart}&pollutant=tp&lang=${lang}&theme=${theme}`), { viewport: { width: 480, height: 700 } });
    await ready(page);
    await page.evaluate(source);
    const found = async () => (await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }))).violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
    assert.deepEqual(await found(), []);
    await page.getByRole("button", { name: lang === "zh" ? "表格" : "Table", exact: true }).click();
    assert.deepEqual(await found(), []);
  }
});

test("five frames on another origin's page: each as high as it needs, in a narrow column too", async (t) => {
  const frames = CHARTS.slice(0, 5).map((chart, i) => frame(`chart=${chart}&pollutant=cod&lang=zh&id=${i}`)).join("");
  const page = await elsewhere(t, `<div id="column" style="width:320px">${frames}</div><script src="${site.url}embed-listener.js"></script>`, { viewport: { width: 1000, height: 4200 }, deviceScaleFactor: 1 });
  const follow = async () => {
    for (const inner of page.frames().slice(1)) {
      await ready(inner);
      const element = await inner.frameElement();
      await inner.waitForFunction(() => document.documentElement.getBoundingClientRect().height > 300);
      for (let tries = 0; ; tries++) {
        const wanted = Math.ceil(await inner.evaluate(() => document.documentElement.getBoundingClientRect().height));
        const given = await element.evaluate((frame) => frame.clientHeight);
        if (wanted === given) break;
        assert.ok(tries < 100, `${wanted} px wanted, ${given} given`);
        await page.waitForTimeout(50);
      }
    }
  };
  await follow();
  await page.screenshot({ path: screenshot("embeds-narrow"), fullPage: true });
  const narrow = await page.locator("iframe").first().evaluate((frame) => frame.clientHeight);
  await page.locator("#column").evaluate((column) => (column.style.width = "900px"));
  await page.waitForFunction((before) => document.querySelector("iframe").clientHeight !== before, narrow);
  await follow();
});

test("a message from another window changes no frame", async (t) => {
  const page = await elsewhere(t, `<iframe title="other" height="300" srcdoc="<p>other</p>"></iframe><iframe title="blank" height="200" srcdoc="<p>blank</p>"></iframe><script src="${site.url}embed-listener.js"></script>`);
  const heights = () => page.locator("iframe").evaluateAll((frames) => frames.map((frame) => frame.clientHeight));
  const before = await heights();
  await page.evaluate(() => {
    for (const data of [{ type: "jianpai:height", version: 1, height: 700 }, { type: "jianpai:height", version: 2, height: 700 }, { type: "other", height: 700 }, null]) postMessage(data, "*");
    return new Promise((resolve) => setTimeout(resolve, 0));
  });
  assert.deepEqual(await heights(), before, "the page itself is no frame");
  await page.frames()[1].evaluate(() => parent.postMessage({ type: "jianpai:height", version: 1, height: 1e9 }, "*"));
  await page.frames()[1].evaluate(() => parent.postMessage({ type: "jianpai:height", version: 1, height: 450 }, "*"));
  await page.waitForFunction(() => document.querySelector("iframe").clientHeight === 450);
  assert.deepEqual(await heights(), [450, before[1]]);
  const listener = await (await fetch(`${site.url}embed-listener.js`)).text();
  assert.ok(listener.length < 1024);
});

test("in a sandboxed frame: with CORS the chart, without it the still picture", async (t) => {
  const page = await elsewhere(t, frame("chart=progress&pollutant=nox&lang=zh", 'sandbox="allow-scripts"'));
  await ready(page.frames()[1]);

  const closed = await siteElsewhere({ cors: false });
  t.after(closed.close);
  const other = await elsewhere(t, frame("chart=progress&pollutant=nox&lang=zh", 'sandbox="allow-scripts"', closed), { expected: /CORS|embed\.js|net::ERR_FAILED/ });
  const still = other.frames()[1].locator("img.still");
  await still.waitFor();
  assert.ok(await still.evaluate(async (image) => (await image.decode(), image.naturalWidth > 300)));
  assert.match(await other.frames()[1].locator(".why").innerText(), /静态图片.*打开推演页面/s);
  await other.screenshot({ path: screenshot("embed-still") });
});

test("where WebAssembly is forbidden, a frame shows its still picture and says why", async (t) => {
  const page = await openPage(browser);
  t.after(page.close);
  await page.page.route(/embed\.html/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(" 'wasm-unsafe-eval'", "") });
  });
  await page.page.goto(embed("chart=waterfall&pollutant=cod&lang=en"));
  const still = page.page.locator("img.still");
  await still.waitFor();
  assert.match(await still.getAttribute("src"), /waterfall-cod-en\.svg$/);
  assert.ok(await still.evaluate(async (image) => (await image.decode(), image.naturalWidth > 300)));
  assert.match(await page.page.locator("jianpai-chart .told").innerText(), /wasm-unsafe-eval/);
  await page.page.goto(embed("chart=multiples&lang=zh&theme=dark"));
  await still.waitFor();
  assert.match(await still.getAttribute("src"), /multiples-zh-dark\.svg$/);
  assert.ok(await still.evaluate(async (image) => (await image.decode(), image.naturalWidth > 300)));
});

test("many frames share one engine; a first picture is light and soon there", async (t) => {
  const own = await siteElsewhere();
  t.after(own.close);
  const one = await elsewhere(t, frame("chart=progress&pollutant=nox&lang=zh", "", own));
  await ready(one.frames()[1]);
  const first = own.sent.reduce((sum, { bytes }) => sum + bytes, 0);
  t.diagnostic(`first picture: ${own.sent.length} requests, ${first} bytes gzipped, of them ${own.sent.find(({ name }) => name.endsWith(".wasm")).bytes} engine`);

  const again = await siteElsewhere();
  t.after(again.close);
  const many = await elsewhere(t, CHARTS.concat("progress", "multiples").map((chart, i) => frame(`chart=${chart}&pollutant=tp&lang=zh&id=${i}`, "", again)).join(""), { viewport: { width: 1000, height: 4200 }, deviceScaleFactor: 1 });
  for (const inner of many.frames().slice(1)) await ready(inner);
  const engines = again.sent.filter(({ name, status }) => name.endsWith("_bg.wasm") && status === 200).map(({ name }) => name.replace(/^.*\//, ""));
  assert.deepEqual(engines.sort(), ["first_bg.wasm", "jianpai_bg.wasm"], "one download of each module of the engine");
});
