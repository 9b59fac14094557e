// What a first visit and an embed load, compressed as most hosts do it. Only the full build is light: a draft is skipped.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { ROOT, launchBrowser, openPage, serveSite } from "./harness.mjs";

/** Bytes with gzip, which every host has, and with Brotli, which many have: somewhat more than was last measured. */
const MOST = { visit: { gzip: 345_000, brotli: 290_000 }, embed: { gzip: 300_000, brotli: 255_000 } };
/** Drafts are not optimised. */
const draft = !readFileSync(join(ROOT, "dist/built.js"), "utf8").includes("js/pkg/scalar/");

let site, browser;
before(async () => {
  site = await serveSite(undefined, {}, { gzip: true });
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  site.close();
});

/** What a page loads until it rests: bytes by file. */
async function loaded(path, shown) {
  const { page, close } = await openPage(browser);
  const sizes = {};
  page.on("requestfinished", async (request) => (sizes[request.url().replace(site.url, "")] = (await request.sizes()).responseBodySize));
  await page.goto(site.url + path);
  await page.waitForSelector(shown, { state: "attached" });
  await page.waitForLoadState("networkidle");
  await close();
  return sizes;
}

for (const [what, path, shown] of [
  ["visit", "", "body:not(.loading) .card-choice:checked"],
  ["embed", "embed.html?scenario=wuhan-2024&chart=progress&pollutant=nox&lang=zh", "jianpai-chart .frame.ready"],
])
  test(`a first ${what} is light, and brings no more of the engine than it needs`, { skip: draft }, async (t) => {
    const sizes = await loaded(path, shown);
    const gzip = Object.values(sizes).reduce((sum, size) => sum + size, 0);
    const files = Object.keys(sizes).map((name) => readFileSync(join(ROOT, "dist", name.replace(/\?.*/, "") || "index.html")));
    const brotli = files.reduce((sum, file) => sum + brotliCompressSync(file).length, 0);
    t.diagnostic(`${what}: ${files.length} files, ${gzip} bytes gzipped, ${brotli} with Brotli; the engine's first module ${sizes["js/pkg/first_bg.wasm"]}`);
    assert.ok(gzip < MOST[what].gzip && brotli < MOST[what].brotli, JSON.stringify({ gzip, brotli, sizes }));
    assert.deepEqual(Object.keys(sizes).filter((name) => name.endsWith(".wasm")), ["js/pkg/first_bg.wasm"]);
  });
