// Pictures saved from charts on other people's pages: the command line's, and told for what they are where those can't be made.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { hostPage } from "./elsewhere.mjs";
import { AT, browser, site } from "./guests.mjs";
import { ROOT, jianpai, openPage } from "./harness.mjs";

function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), "jianpai-elsewhere-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A page on another origin with `body`. */
async function elsewhere(t, body, { expected } = {}) {
  const host = await hostPage(body);
  const { page, problems, close } = await openPage(browser);
  t.after(async () => {
    await close();
    host.close();
    assert.deepEqual(problems.filter((problem) => !expected?.test(problem)), []);
  });
  await page.goto(host.url);
  return page;
}

/** What a click on the button of `name` in `scope` saves. */
async function saved(page, scope, name) {
  await scope.locator("jianpai-chart .frame.ready:not([aria-busy])").waitFor();
  const [got] = await Promise.all([page.waitForEvent("download"), scope.getByRole("button", { name, exact: true }).click()]);
  return { name: got.suggestedFilename(), bytes: readFileSync(await got.path()) };
}

/** What `jianpai chart` writes, as an embed asks for it. */
function native(t, ending, scenario, ...args) {
  const path = join(scratch(t), `native.${ending}`);
  jianpai("chart", scenario, "--at", AT, "--size", "960x540", "--scale", "2", "--draws", "10000", "-o", path, ...args);
  return readFileSync(path);
}

const script = () => `<script type="module" src="${site.url}jianpai-chart.js"></script>`;

test("a frame's picture is the command line's", async (t) => {
  const page = await elsewhere(t, `<iframe title="chart" width="700" height="600" src="${site.url}embed.html?scenario=wuhan-2024&amp;chart=progress&amp;pollutant=cod&amp;at=${AT}&amp;lang=zh&amp;theme=light#v=1&amp;l=village-sewage:d6"></iframe>`);
  const frame = page.frameLocator("iframe");
  const png = await saved(page, frame, "保存图片");
  assert.equal(png.name, `减排推演_武汉2024年重点任务_化学需氧量_减排进度_${AT}.png`);
  const args = ["--chart", "progress", "--pollutant", "cod", "--lever", "village-sewage:delay_months=6"];
  // Compressed by other machine code, but of the same pixels: their hash is in the record.
  const record = (bytes) => bytes.toString().match(/\{"jianpai":.*?"drawing":"[0-9a-f]{64}"\}/s)[0];
  assert.equal(record(png.bytes), record(native(t, "png", "wuhan-2024", "--lang", "zh", ...args)));
  const path = join(scratch(t), "a.png");
  writeFileSync(path, png.bytes);
  assert.match(jianpai("--lang", "en", "verify", path), /reproduced\n$/);
  await frame.locator(".told", { hasText: "已保存" }).waitFor();
  const svg = await saved(page, frame, "SVG");
  assert.ok(native(t, "svg", "wuhan-2024", "--lang", "zh", ...args).equals(svg.bytes), "SVG");
});

test("an element's picture carries a scenario that the site does not have", async (t) => {
  const page = await elsewhere(t, `${script()}<jianpai-chart src="${site.url}scenarios/example.toml" chart="waterfall" pollutant="nox" lang="en" theme="dark" at="${AT}"></jianpai-chart>`);
  const { bytes } = await saved(page, page, "SVG");
  assert.ok(native(t, "svg", join(ROOT, "scenarios/example.toml"), "--lang", "en", "--chart", "waterfall", "--theme", "dark").equals(bytes));
});

test("where pictures can't be made, what is on the screen is saved, and said to be that", async (t) => {
  const page = await elsewhere(t, `${script()}<jianpai-chart scenario="wuhan-2024" chart="progress" lang="en"></jianpai-chart>`, { expected: /fonts|ERR_FAILED/ });
  await page.route(/NotoSansSC-Bold/, (route) => route.abort());
  const { name, bytes } = await saved(page, page, "Save picture");
  assert.match(name, /\.png$/);
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  await page.locator(".told", { hasText: "as it is on the screen" }).waitFor();
  // The next try finds the fonts again.
  await page.unroute(/NotoSansSC-Bold/);
  const again = await saved(page, page, "SVG");
  assert.match(again.bytes.toString(), /<record /);
});

test("an element that turns to another scenario asks that one", async (t) => {
  const page = await elsewhere(t, `${script()}<jianpai-chart scenario="wuhan-2024" chart="districts" lang="en"></jianpai-chart>`);
  const chart = page.locator("jianpai-chart");
  const names = async () => {
    await chart.locator(".frame.ready:not([aria-busy])").waitFor();
    return chart.locator("tbody th").allInnerTexts();
  };
  await chart.getByRole("button", { name: "Table", exact: true }).click();
  const before = await names();
  await chart.evaluate((chart) => chart.setAttribute("scenario", "example"));
  await page.waitForFunction((first) => document.querySelector("jianpai-chart").shadowRoot.querySelector("tbody").innerText.split("\t")[0] !== first, before[0]);
  const { rows } = JSON.parse(jianpai("run", "scenarios/example.toml", "--at", AT, "--by", "district", "--format", "json"));
  const found = (await names()).filter((name) => name !== "Total");
  assert.deepEqual(found.sort(), rows.flatMap(({ name, counted_t }) => (counted_t.nox ? [name.en] : [])).sort());
});
