// Links on the page: what one says is there; what can't be had is named; the address always says what is shown.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./harness.mjs";
import { at, open } from "./visit.mjs";

const OPEN = at("&lang=zh");
const hash = (page) => page.evaluate(() => location.hash);
const said = (page) => page.locator("#messages .message-text");
/** Pastes a link into the open page's address. */
const paste = (page, link) => page.evaluate((link) => void (location.hash = link), link);
/** Waits until the address says `expected`. */
const addressed = (page, expected) => page.waitForFunction((expected) => location.hash === expected, expected);

/** All that a link can carry. */
const FULL = "#v=1&s=wuhan-2024&p=tp&t=2023-06&tab=districts&vs=site%3Awuhan-2024-late&lang=en&l=cement-ultra-low:on:s0.85:d-6:e0.9,village-sewage:off";

test("everything a link carries is there when it is opened, pasted, gone back from and to", async (t) => {
  const moved = (page, count) => page.waitForFunction((count) => document.querySelectorAll(".lever.moved").length === count, count);
  const shows = async (page) => {
    await moved(page, 2);
    await page.locator("html[lang=en]").waitFor();
    await addressed(page, FULL);
    await page.locator("#panel-districts tbody tr, #panel-districts canvas").first().waitFor();
    assert.equal(await page.locator(".card-choice:checked").inputValue(), "tp");
    assert.equal(await page.locator("#as-of").inputValue(), "2023-06");
    const cement = page.locator(".lever.moved").first();
    assert.deepEqual(await cement.locator("input[type=range]").evaluateAll((all) => all.map(({ value }) => value)), ["0.9", "0.85", "-6"]);
    assert.equal(await page.locator(".lever.moved input[type=checkbox]").nth(1).isChecked(), false);
    assert.equal(await said(page).count(), 0);
  };
  await shows(await open(t, FULL));
  const page = await open(t, OPEN);
  await paste(page, FULL);
  await shows(page);
  await page.goBack();
  await moved(page, 0);
  await addressed(page, OPEN);
  await page.goForward();
  await shows(page);
  await page.selectOption("#tab-menu", "compare", { force: true });
  await page.locator("#panel-compare option", { hasText: "half a year late" }).waitFor({ state: "attached" });
  const choices = await page.locator("#panel-compare select").evaluateAll((all) => all.map(({ value }) => value));
  assert.ok(choices.includes("site:wuhan-2024-late"), choices.join());
});

test("what this page can't use is named, the rest is used, and the address keeps what is shown", async (t) => {
  const link = "#v=2&s=wuhan-2024&p=pm25&t=2031-01&tab=zoom&vs=own:ours&lang=fr&zoom=3&l=cement-ultra-low:s0.8:x5,old-measure:off";
  const expected = "#v=1&s=wuhan-2024&p=nox&t=2024-12&lang=zh&l=cement-ultra-low:s0.8";
  const opened = await open(t, link);
  const pasted = await open(t, OPEN);
  await paste(pasted, link);
  for (const page of [opened, pasted]) {
    await addressed(page, expected);
    await said(page).nth(1).waitFor();
    const text = (await said(page).allInnerTexts()).join();
    for (const part of ["v=2", "p=pm25", "t=2031-01", "tab=zoom", "vs=own:ours", "lang=fr", "zoom=3", "l=cement-ultra-low:x5", "old-measure"]) assert.ok(text.includes(part), `${part}: ${text}`);
    await page.click("#lang-en");
    assert.match(await said(page).first().innerText(), /^(This page can't use|This scenario does not have)/);
  }
});

test("moves beyond the sliders are named and not applied, whichever lever they are of", async (t) => {
  const beyond = "coking-ultra-low:s-3,cement-ultra-low:s9:d30:e0.5,village-sewage:d-20";
  const opened = await open(t, `${OPEN}&l=${beyond}`);
  const pasted = await open(t, OPEN);
  await paste(pasted, `${OPEN}&l=${beyond}`);
  for (const page of [opened, pasted]) {
    await addressed(page, `${OPEN}&l=cement-ultra-low:e0.5`);
    assert.equal(await page.locator(".lever.moved").count(), 1);
    const text = await said(page).allInnerTexts();
    assert.equal(text.length, 1);
    for (const part of ["超出滑块的范围", "焦化超低排放改造的规模 -300%", "水泥超低排放改造的规模 900%", "水泥超低排放改造的推迟 +30个月", "农村生活污水治理的推迟 -20个月"]) assert.ok(text[0].replaceAll("−", "-").includes(part), `${part}: ${text}`);
    // Another scenario has its own say.
    await page.selectOption("#scenario", { index: 1 });
    await said(page).first().waitFor({ state: "detached" });
  }
});

for (const [link, named] of [["#garbage", "#garbage"], ["#l=cement-ultra-low:off", "#l=cement-ultra-low:off"], ["#%E0%A4%A", "#%E0%A4%A"], ["#v=1&s=nowhere&p=tp", "nowhere"]])
  test(`a link that leads nowhere is said to, and the address put right: ${link}`, async (t) => {
    for (const way of ["opened", "pasted"]) {
      const page = await open(t, way === "opened" ? link : OPEN);
      if (way === "pasted") await paste(page, link);
      await said(page).filter({ hasText: named }).waitFor();
      await page.waitForFunction(() => location.hash.startsWith("#v=1&s=wuhan-2024&"));
      await paste(page, at("&lang=zh&tab=cost"));
      await said(page).first().waitFor({ state: "detached" }); // the next link has its own say
      assert.equal(await page.locator("#tab-cost").getAttribute("aria-selected"), "true");
    }
  });

test("a link to one's own data says that the data does not travel, and is followed once they are opened", async (t) => {
  const page = await open(t, OPEN);
  await paste(page, "#v=1&own=ours&p=cod&t=2024-06&tab=cost&lang=en&l=kiln-scr:d6,gone:off");
  await said(page).filter({ hasText: "does not travel in a link" }).waitFor();
  await page.waitForFunction(() => location.hash.startsWith("#v=1&s=wuhan-2024&"));
  const files = ["example.toml", "example-projects.csv"].map((name) => ({ name: name.replace("example.toml", "ours.toml"), mimeType: "text/plain", buffer: readFileSync(join(ROOT, "scenarios", name)) }));
  await page.locator("#files").setInputFiles(files);
  await addressed(page, "#v=1&own=ours&p=cod&t=2024-06&tab=cost&lang=en&l=kiln-scr:d6");
  await said(page).filter({ hasText: "gone" }).waitFor();
  assert.equal(await said(page).filter({ hasText: "does not travel" }).count(), 0, "they are here now");
});
