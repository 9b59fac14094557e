// The dialog 分享: the link, the code for other pages, live and frozen.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { hostPage, siteElsewhere } from "./elsewhere.mjs";
import { ROOT, launchBrowser, openPage } from "./harness.mjs";
import { axe, at, open, shot } from "./visit.mjs";

const COPY = { permissions: ["clipboard-read", "clipboard-write"] };
const dialog = (page) => page.locator("dialog.share");
const part = (page, name) => dialog(page).locator(`[data-part="${name}"]`);
const preview = (page) => page.frameLocator(".share-room iframe");
/** The code, once it is for what `pattern` says. */
async function code(page, pattern) {
  await page.waitForFunction(([source, flags]) => new RegExp(source, flags).test(document.querySelector('[data-part="code"]').value), [pattern.source, pattern.flags]);
  return part(page, "code").inputValue();
}

async function share(t, hash, options) {
  const page = await open(t, hash, options);
  await page.click("#share");
  await preview(page).locator(".frame.ready").waitFor();
  return page;
}

/** The SVG that a chart's button saves. */
async function savedSvg(page, chart) {
  const [got] = await Promise.all([page.waitForEvent("download"), chart.getByRole("button", { name: "SVG", exact: true }).click()]);
  return readFileSync(await got.path(), "utf8");
}

let browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** `body` on another origin's page. */
async function elsewhere(t, body) {
  const host = await hostPage(body);
  t.after(host.close);
  const { page, problems, close } = await openPage(browser, { deviceScaleFactor: 1 });
  t.after(async () => {
    await close();
    assert.deepEqual(problems, []);
  });
  await page.goto(host.url);
  return page;
}

/** A copy of the site that a test may change. */
async function copyOfSite(t) {
  const folder = mkdtempSync(join(tmpdir(), "jianpai-share-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(join(ROOT, "dist"), folder, { recursive: true });
  const site = await siteElsewhere({ folder });
  t.after(site.close);
  return { folder, site };
}

test("the link, and the code of frame and element, say what is on the page", async (t) => {
  const page = await share(t, at("&tab=contributions&lang=zh&l=cement-ultra-low:d6"), COPY);
  await part(page, "copy-link").click();
  await page.waitForFunction(() => document.querySelector('[data-part="link-told"]').textContent);
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#v=1&s=wuhan-2024&p=nox&t=2024-12&tab=contributions&lang=zh&l=cement-ultra-low:d6$/);
  assert.match(await code(page, /chart=waterfall/), /^<iframe src="http[^"]*embed\.html\?scenario=wuhan-2024&amp;chart=waterfall&amp;pollutant=nox&amp;at=2024-12&amp;lang=zh&amp;theme=auto#v=1&amp;l=cement-ultra-low:d6" title="[^"]*氮氧化物" width="100%" style="border: 0" height="\d+" loading="lazy" allow="clipboard-write"><\/iframe>/);
  await dialog(page).locator('[name="chart"]').selectOption("multiples");
  await preview(page).locator(".finding", { hasText: "五项主要污染物" }).waitFor(); // one preview after the other: one that is left half way is a failed request
  await dialog(page).locator('[name="lang"]').selectOption("en");
  await preview(page).locator(".finding", { hasText: "five main pollutants" }).waitFor();
  await dialog(page).locator('[name="width"]').selectOption("480");
  await code(page, /chart=multiples.*lang=en.*width="480"/);
  assert.equal(await part(page, "docs").getAttribute("href"), "method.html?lang=zh#embedding");
  // The height of the code is that of the preview.
  await page.waitForFunction(() => document.querySelector('[data-part="code"]').value.includes(`height="${document.querySelector(".share-room iframe").clientHeight}"`));
  await dialog(page).getByLabel("自定义元素").check();
  assert.match(await code(page, /jianpai-chart /), /<script type="module" src="http[^"]*jianpai-chart\.js"><\/script>\n<jianpai-chart scenario="wuhan-2024" chart="multiples" pollutant="nox" at="2024-12" lang="en" theme="auto" levers="cement-ultra-low:d6" style="max-width: 480px">/);
  await part(page, "copy-code").click();
  await page.waitForFunction(() => document.querySelector('[data-part="code-told"]').textContent);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await part(page, "code").inputValue());
  assert.deepEqual(await axe(page, "dialog.share"), []); // of the page behind it other tests tell
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "share");
});

test("a chart is called the same by 分享 and 导出", async (t) => {
  for (const lang of ["zh", "en"]) {
    const page = await share(t, at(`&lang=${lang}`));
    const names = (locator) => locator.locator("option").allTextContents();
    const shared = await names(dialog(page).locator('[name="chart"]'));
    await page.keyboard.press("Escape");
    await page.click("#export");
    await page.locator("dialog.export[open]").waitFor();
    assert.deepEqual(await names(page.locator('.export-form[data-form="chart-data"] select').first()), shared);
    assert.equal(shared.length, 9);
  }
});

test("live code follows the site; frozen code keeps its figures and tells what the site says now", async (t) => {
  const { folder, site } = await copyOfSite(t);
  const { page, close } = await openPage(browser);
  t.after(close);
  await page.goto(`${site.url}index.html${at("&lang=zh&l=cement-ultra-low:d6")}`);
  await page.waitForSelector("body:not(.loading) .card-choice:checked", { state: "attached" });
  await page.click("#share");
  await preview(page).locator(".frame.ready").waitFor();
  const live = await code(page, /chart=progress/);
  await dialog(page).locator('[value="frozen"]').check();
  const frozen = await code(page, /#f=/);
  assert.match(await part(page, "size").innerText(), /^代码长 \d+ KB，较长：.*不随附情景与台账则较短。$/);
  await dialog(page).locator('[name="carry"]').uncheck();
  await page.waitForFunction(() => !/较长/.test(document.querySelector('[data-part="size"]').textContent));
  await dialog(page).locator('[name="carry"]').check();
  await page.waitForFunction(() => /较长/.test(document.querySelector('[data-part="size"]').textContent));
  await preview(page).locator(".since", { hasText: "复算，数值一致" }).waitFor();
  await shot(page, "share-frozen");
  const [, shown] = (await preview(page).locator(".finding").innerText()).match(/减排([\d,]+)吨/);

  // The office corrects what was counted before.
  const file = join(folder, "scenarios/wuhan-2024.toml");
  const toml = readFileSync(file, "utf8");
  const corrected = toml.replace("mode = 7000,", "mode = 6900,");
  assert.notEqual(corrected, toml);
  writeFileSync(file, corrected);
  const then = await elsewhere(t, `${frozen}${live}`);
  await then.setViewportSize({ width: 900, height: 1800 });
  const [kept, following] = then.frames().slice(1);
  for (const frame of [kept, following]) await frame.locator(".frame.ready").waitFor();
  assert.ok((await kept.locator(".finding").innerText()).includes(shown), "the frozen figure");
  assert.ok(!(await following.locator(".finding").innerText()).includes(shown), "the live figure");
  await kept.locator(".since", { hasText: /复算，数值一致.*现行结果已有变化.*氮氧化物.*→/ }).waitFor();
  await then.screenshot({ path: join(ROOT, "target/screenshots/embed-frozen-changed.png"), fullPage: true });
  const picture = await savedSvg(then, kept);
  assert.match(picture, /<record /, "worked out anew from what the code carries");
  assert.ok(picture.includes(shown));

  // Somebody makes the frozen figures better than they were.
  const better = await page.evaluate(async ([address, text]) => {
    const { frozenFrom, frozenText } = await import(address);
    const { frozen, files } = await frozenFrom(text);
    frozen.view.results.pollutants.nox.reduction_t[47] += 500;
    return frozenText(frozen, files);
  }, [`${site.url}js/frozen.js`, frozen.match(/#f=([\w-]+)/)[1]]);
  const forged = await elsewhere(t, `<iframe src="${site.url}embed.html?lang=zh#f=${better}"></iframe>`);
  await forged.frames()[1].locator(".since", { hasText: "与校验码不符" }).waitFor();
});

test("an own scenario can only be frozen, and its ledger goes along only when asked", async (t) => {
  const page = await open(t, at("&lang=en"), COPY);
  const files = ["example.toml", "example-projects.csv"].map((name) => ({ name: name.replace("example.toml", "ours.toml"), mimeType: "text/plain", buffer: readFileSync(join(ROOT, "scenarios", name)) }));
  await page.locator("#files").setInputFiles(files);
  await page.waitForFunction(() => document.querySelector("#scenario").selectedOptions[0]?.text === "ours.toml");
  await page.click("#share");
  await preview(page).locator(".frame.ready").waitFor();
  assert.match(await part(page, "link-note").innerText(), /not your scenario and ledger/);
  assert.equal(await dialog(page).locator('[value="live"]').isDisabled(), true);
  const alone = await code(page, /#f=/);
  assert.doesNotMatch(await savedSvg(page, preview(page)), /<record /);
  await preview(page).locator(".told", { hasText: "carries no scenario" }).waitFor();
  await dialog(page).locator('[name="carry"]').check();
  assert.equal(await part(page, "carry-note").isVisible(), true);
  await page.waitForFunction((before) => document.querySelector('[data-part="code"]').value.length > before + 500, alone.length);
  await preview(page).locator(".since", { hasText: "the same" }).waitFor();
});

test("the hash of frozen figures is the standard's, on plain http too", async (t) => {
  const { site } = await copyOfSite(t);
  const plain = await launchBrowser(["--host-resolver-rules=MAP bureau.test 127.0.0.1"]);
  t.after(() => plain.close());
  for (const [address, secure] of [[site.url, true], [site.url.replace("127.0.0.1", "bureau.test"), false]]) {
    const { page } = await openPage(plain);
    await page.goto(`${address}embed.html?lang=zh`);
    const found = await page.evaluate(async (address) => [isSecureContext, await (await import(address)).sha256("abc")], `${address}js/digest.js`);
    assert.deepEqual(found, [secure, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]);
  }
});
