// The method page: both languages complete, links that lead somewhere, formulas as mathematics.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./harness.mjs";
import { NARROW, axe, open, shot, visit } from "./visit.mjs";

const shown = (page) => page.locator(".method-language:visible");
const parts = (page, lang, selector) => page.locator(`.method-language[lang=${lang}] article ${selector}`);

/** Files below `folder` whose names end with one of `endings`. */
function files(folder, endings) {
  const all = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending))).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

test("both languages have the same sections, equations and examples", async (t) => {
  const page = await visit(t, "method.html");
  for (const selector of ["h2", "h3", "h4", ".equation"]) {
    const [zh, en] = await Promise.all(["zh-CN", "en"].map((lang) => parts(page, lang, selector).evaluateAll((all) => all.map(({ id }) => id))));
    assert.ok(zh.length >= 3, selector);
    assert.deepEqual(zh.map((id) => `en-${id}`), en, selector);
    assert.equal(new Set(zh).size, zh.length, `each ${selector} has its own anchor`);
  }
  const formulas = (lang) => parts(page, lang, ".equation annotation").allTextContents();
  assert.deepEqual(await formulas("zh-CN"), await formulas("en"));
  assert.ok((await formulas("en")).length >= 20);
  const chinese = await parts(page, "zh-CN", ":is(p, li, td, h3):not(:has(.equation))").allTextContents();
  const latin = chinese.filter((text) => text.length > 60 && !/\p{Script=Han}/u.test(text));
  assert.deepEqual(latin, [], "the Chinese text is Chinese");
});

test("every link leads somewhere, those of the page and the repository to the method page too", async (t) => {
  const page = await visit(t, "method.html");
  const ids = new Set(await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id)));
  const links = await page.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  for (const link of links.filter((link) => link.startsWith("#"))) assert.ok(ids.has(link.slice(1)), link);
  for (const link of new Set(links.filter((link) => !link.startsWith("#")))) {
    assert.ok((await page.request.get(new URL(link, page.url()).href)).ok(), link);
  }
  for (const file of [...files("www", [".js", ".html", ".json"]), ...files("docs", [".md"]), ...files("src", [".rs"]), join(ROOT, "README.md")]) {
    for (const [, anchor] of readFileSync(file, "utf8").matchAll(/method\.html(?:\?[^#"'`\s]*)?#([a-z0-9-]+)/g)) assert.ok(ids.has(anchor), `${file}: #${anchor}`);
  }
});

test("a section's link serves both languages; the switch stays at the section", async (t) => {
  const page = await visit(t, "method.html?lang=en#coverage");
  await page.waitForFunction(() => location.hash === "#en-coverage");
  const top = async (id) => (await page.locator(`#${id}`).boundingBox()).y;
  assert.ok((await top("en-coverage")) < 200, "the section is in view");
  await page.click("#lang-zh");
  await page.waitForFunction(() => location.hash === "#coverage");
  assert.ok((await top("coverage")) < 200, "the section is in view");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  assert.equal(await shown(page).count(), 1);
  const height = await page.locator("#coverage-3 math").evaluate((math) => math.getBoundingClientRect().height);
  assert.ok(height > 30, "a fraction is set as one");
});

test("the page leads to it in the reader's language", async (t) => {
  const page = await open(t, "#v=1&s=wuhan-2024&lang=en"); // a link as the page writes them
  await page.waitForLoadState("networkidle"); // what loads after the first picture would be broken off
  await page.click("#method");
  await page.waitForURL(/method\.html\?lang=en/);
  assert.equal(await shown(page).locator("h2").first().innerText().then((text) => text.split(" #")[0]), "The method");
  await page.click(".brand-home");
  await page.waitForURL(/\/#v=1&s=wuhan-2024&.*lang=en$/); // the page says in the hash what is open
  assert.match(await page.locator("#overall").textContent(), /^As of /);
  assert.equal(await page.locator("#messages > *").count(), 0, "such a link is one");
  await page.waitForLoadState("networkidle");
});

test("printed, it is light, has margins, and no table or example is cut", async (t) => {
  // The width of A4 between the margins.
  for (const lang of ["zh", "en"]) {
    const page = await visit(t, `method.html?lang=${lang}`, { colorScheme: "dark", viewport: { width: 672, height: 1000 } });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const { margin, ground, cut } = await page.evaluate(() => {
      const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
      const blocks = [...document.querySelectorAll("article :is(.wide, pre, .equation)")].filter((block) => block.checkVisibility());
      return {
        margin: rules.find((rule) => rule instanceof CSSPageRule)?.style.margin,
        ground: getComputedStyle(document.documentElement).backgroundColor,
        cut: blocks.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).map(({ textContent }) => textContent.slice(0, 40)),
      };
    });
    assert.deepEqual({ margin, ground, cut }, { margin: "16mm", ground: "rgb(255, 255, 255)", cut: [] });
  }
});

for (const [lang, colorScheme, viewport] of [["zh", "light", undefined], ["en", "dark", undefined], ["en", "light", NARROW], ["zh", "dark", { width: 640, height: 360 }]])
  test(`axe finds no violation, nothing sticks out (${lang}, ${colorScheme}, ${viewport?.width ?? "wide"})`, async (t) => {
    const page = await visit(t, `method.html?lang=${lang}`, { colorScheme, ...(viewport && { viewport }) });
    await shown(page).waitFor();
    assert.deepEqual(await axe(page), []);
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(content <= window, `${content} in ${window}`);
    await shot(page, `method-${lang}-${colorScheme}-${viewport?.width ?? "wide"}`);
  });
