// The site as offices host it: with a site.json and a scenario of their own, without a network, on servers that do
// something wrong.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ROOT, launchBrowser, openPage, screenshot, serveSite } from "./harness.mjs";

let browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** A copy of the site that a test may change. */
function copyOfSite(t) {
  const folder = mkdtempSync(join(tmpdir(), "jianpai-site-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(join(ROOT, "dist"), folder, { recursive: true });
  return folder;
}

async function serve(t, folder, types) {
  const site = await serveSite(folder, types);
  t.after(site.close);
  return site;
}

async function open(t, options) {
  const { page, problems, close } = await openPage(browser, options);
  t.after(close);
  return { page, problems };
}

/** Asks the page again and again, for a minute, until what it promises is true. */
async function until(page, promised) {
  for (let asked = 0; !(await page.evaluate(promised)); asked++) {
    assert.ok(asked < 600, `in vain: ${promised}`);
    await page.waitForTimeout(100);
  }
}

const ready = (page) => page.waitForSelector("body:not(.loading) .card-choice:checked", { state: "attached" });

/** A site with an office's own title, logo, language and scenario. */
function ownSite(t) {
  const folder = copyOfSite(t);
  const example = readFileSync(join(folder, "scenarios/example.toml"), "utf8");
  writeFileSync(join(folder, "scenarios/our-city.toml"), example.replace(/^name = .*$/m, 'name = { zh = "本市情景", en = "Our own city" }'));
  writeFileSync(join(folder, "logo.svg"), readFileSync(join(folder, "icon.svg")));
  const scenarios = [{ file: "our-city.toml", name: { zh: "本市", en: "Our city" } }];
  writeFileSync(join(folder, "site.json"), JSON.stringify({ title: { zh: "本市减排", en: "Our plan" }, logo: "logo.svg", default_lang: "en", scenarios }));
  return folder;
}

test("an office's title, logo, language and scenario, without building", async (t) => {
  const site = await serve(t, ownSite(t));
  const { page, problems } = await open(t);
  await page.goto(site.url);
  await ready(page);
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.equal(await page.innerText("#title"), "Our plan");
  assert.match(await page.title(), /Our own city · Our plan/);
  assert.deepEqual(await page.locator("#scenario option").allInnerTexts(), ["Our city"]);
  assert.ok(await page.locator("#logo").evaluate((logo) => logo.naturalWidth > 0 && logo.checkVisibility()), "the logo is in view");
  assert.deepEqual(problems, []);
  await page.screenshot({ path: screenshot("own-site") });
});

test("embeds show the office's first scenario unless told another, and a still picture only of what is drawn", async (t) => {
  const site = await serve(t, ownSite(t));
  const { page, problems } = await open(t);
  await page.goto(`${site.url}embed.html?chart=progress&lang=en`);
  await page.locator("jianpai-chart .frame.ready").waitFor();
  assert.match(await page.locator("jianpai-chart .foot").innerText(), /Our own city/);
  assert.deepEqual(problems, []);
  // A scenario that is not there: said, without a picture of another.
  await page.goto(`${site.url}embed.html?chart=progress&lang=en&scenario=nowhere`);
  await page.locator("jianpai-chart .told").getByText(/nowhere\.toml, HTTP 404/).waitFor();
  assert.equal(await page.locator(".why, img.still").count(), 0);
});

test("opens without a network after the first visit, own scenario included", async (t) => {
  const site = await serve(t, ownSite(t));
  const { page } = await open(t, { serviceWorkers: "allow" });
  await page.goto(site.url);
  await ready(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await until(page, async () => (await caches.match(new URL("scenarios/our-city.toml", location.href).href)) !== undefined);
  const shown = await page.innerText("#cards");
  site.close();
  await page.goto("about:blank");
  await page.goto(site.url);
  await ready(page);
  assert.equal(await page.innerText("#cards"), shown);
  await page.click("#tab-contributions");
  await page.waitForSelector("#panel-contributions :is(canvas, figure)");
  await page.click("#share");
  await page.waitForSelector("dialog.share[open]");
  await page.goto(`${site.url}embed.html?chart=wedges&pollutant=nox&scenario=our-city`);
  await page.locator("jianpai-chart .frame.ready").waitFor();
  await page.goto(`${site.url}method.html`);
  await page.waitForFunction(() => document.querySelector(".method-main").innerText.length > 1000);
});

/** Puts a newer version of the site where it is served, which the page finds and fetches. */
async function renew(page, folder) {
  const built = readFileSync(join(folder, "built.js"), "utf8");
  writeFileSync(join(folder, "built.js"), built.replace(/version: "\w+"/, 'version: "newer"'));
  const index = readFileSync(join(folder, "index.html"), "utf8");
  writeFileSync(join(folder, "index.html"), index.replace("<body ", '<body data-newer="" ').replace(/data-built="\w+"/, 'data-built="newer"'));
  await page.reload();
  await until(page, async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
  assert.equal(await page.locator("body[data-newer]").count(), 0, "the version of this visit stays whole");
}

test("a newer version takes over cleanly, and site.json without one", async (t) => {
  const folder = ownSite(t);
  const site = await serve(t, folder);
  const { page } = await open(t, { serviceWorkers: "allow" });
  await page.goto(site.url);
  await ready(page);
  await until(page, () => navigator.serviceWorker.controller !== null);

  const settings = JSON.parse(readFileSync(join(folder, "site.json"), "utf8"));
  writeFileSync(join(folder, "site.json"), JSON.stringify({ ...settings, title: { zh: "新", en: "Renamed" } }));
  await page.reload();
  await ready(page);
  assert.equal(await page.innerText("#title"), "Renamed");

  await renew(page, folder);
  await page.reload().catch((error) => assert.match(error.message, /ERR_ABORTED/, "that page has begun anew by itself in the same moment"));
  await page.waitForSelector("body[data-newer]", { state: "attached" });
  await ready(page);
  const kept = await page.evaluate(() => caches.keys());
  assert.deepEqual(kept.map((name) => name.split("-").at(-1)).sort(), ["data", "newer"], "the older version is gone");
});

test("a newer version waits for the last of several tabs, and takes over there unasked", async (t) => {
  const folder = copyOfSite(t);
  const site = await serve(t, folder);
  const { page } = await open(t, { serviceWorkers: "allow" });
  await page.goto(site.url);
  await ready(page);
  await until(page, () => navigator.serviceWorker.controller !== null);
  const other = await page.context().newPage();
  await other.goto(site.url);
  await ready(other);
  await renew(page, folder);
  await page.reload();
  await ready(page);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500))); // asks, in vain
  assert.equal(await page.locator("body[data-newer]").count(), 0, "two versions in two tabs would mix");
  await other.close();
  await page.waitForSelector("body[data-newer]", { state: "attached" });
});

test("a wasm file sent as something else still starts", async (t) => {
  const site = await serve(t, undefined, { ".wasm": "application/octet-stream" });
  const { page, problems } = await open(t);
  /** @type {string[]} */
  const warned = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  await page.goto(site.url);
  await ready(page);
  assert.deepEqual(problems, []);
  assert.ok(warned.some((text) => /first_bg\.wasm.*application\/octet-stream.*application\/wasm/.test(text)), warned.join("\n"));
});

/** What goes wrong, and what the page must say in Chinese and in English. */
const WRONG = [
  ["the engine is missing", (page) => page.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 404 })), /first_bg\.wasm.*404.*服务器上没有这个文件/, /does not have this file/],
  ["a login page comes for the engine", (page) => page.route(/_bg\.wasm$/, (route) => route.fulfill({ contentType: "text/html", body: "<p>login</p>" })), /不是计算模块.*application\/wasm/, /not the calculation module/],
  ["the engine is blocked", (page) => page.route(/_bg\.wasm$/, (route) => route.abort("blockedbyclient")), /first_bg\.wasm.*拦截插件/, /content blocker/],
  ["the bindings are missing", (page) => page.route(/pkg\/first\.js$/, (route) => route.fulfill({ status: 404 })), /pkg\/first\.js.*服务器上没有这个文件/, /does not have this file/],
  ["the worker is blocked", (page) => page.route(/worker\.js$/, (route) => route.abort("blockedbyclient")), /后台计算（worker\.js）/, /worker\.js\).*content blocker/],
  ["a module is missing", (page) => page.route(/js\/cards\.js$/, (route) => route.fulfill({ status: 404 })), /js\/main\.js 或它所引用的文件缺失/, /js\/main\.js, or a file that it names, is missing/],
  ["modules are sent as text", (page) => page.route(/js\/main\.js$/, (route) => route.fulfill({ contentType: "text/plain", body: "" })), /text\/javascript/, /text\/javascript/],
  ["site.json is missing", (page) => page.route(/site\.json$/, (route) => route.fulfill({ status: 404 })), /site\.json.*404/, /site\.json.*404/],
];

for (const [what, spoil, zh, en] of WRONG) {
  test(`${what}: the page says so`, async (t) => {
    const site = await serve(t);
    for (const [lang, expected] of [["zh", zh], ["en", en]]) {
      const { page } = await open(t);
      await spoil(page);
      await page.goto(`${site.url}#v=1&s=wuhan-2024&p=nox&lang=${lang}`);
      await page.waitForSelector("#messages .message");
      assert.match((await page.innerText("#messages")).replace(/\s+/g, " "), expected);
      assert.equal(await page.locator("body.loading").count(), 0);
    }
  });
}

test("opened from a folder, the page says how to open it", async (t) => {
  const { page } = await open(t);
  await page.goto(`file://${join(ROOT, "dist/index.html")}`);
  await page.waitForSelector("#messages .message");
  assert.match(await page.innerText("#messages"), /不能直接从文件夹打开[^]*can't be opened from a folder/);
  await page.screenshot({ path: screenshot("opened-from-folder") });
});
