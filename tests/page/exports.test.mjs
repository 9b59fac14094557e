// The dialog 导出 and its small forms.

import assert from "node:assert/strict";
import { test } from "node:test";
import { dialog, form, made } from "./forms.mjs";
import { jianpai } from "./harness.mjs";
import { NARROW, at, axe, open, refined, shot } from "./visit.mjs";

test("the dialog opens, speaks both languages, and gives the focus back", async (t) => {
  const page = await open(t, at(""));
  await dialog(page);
  assert.match(await page.locator(".export-subject").innerText(), /武汉 2024 年重点任务 · 截至2024年12月 · 氮氧化物.*不作为考核依据/);
  assert.deepEqual(await axe(page), []);
  await shot(page, "export-zh");
  await page.locator(".export .switch button").nth(1).click();
  assert.match(await page.locator(".export-subject").innerText(), /as of December 2024/);
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN", "the page's language stays");
  await page.keyboard.press("Escape");
  await page.locator("dialog.export").waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => document.activeElement?.id), "export");
});

test("the dialog on a narrow dark screen", async (t) => {
  const page = await open(t, at("&lang=en"), { viewport: NARROW, colorScheme: "dark" });
  await dialog(page);
  assert.deepEqual(await axe(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is cut");
  await shot(page, "export-narrow-dark-en");
});

test("the paragraph is a text file that says what the page says", async (t) => {
  const page = await open(t, at(""));
  const overall = await page.locator("#overall").innerText();
  await dialog(page);
  const { name, bytes } = await made(page, "text");
  assert.equal(name, "减排推演_武汉2024年重点任务_2024-12.txt");
  const text = bytes.toString();
  assert.ok(text.startsWith("\ufeff"), "a mark for Notepad");
  assert.ok(text.includes(overall.split("；")[0]), "the verdict");
  assert.match(text, /注：.*不作为考核依据。\r\n$/);
});

for (const lang of ["zh", "en"])
  test(`one click copies the paragraph, letter by letter the command line's; moved measures are named (${lang})`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`), { permissions: ["clipboard-read", "clipboard-write"] });
    await refined(page);
    const copied = async () => {
      await page.click("#copy-paragraph");
      await page.locator("#toast.shown").waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    assert.equal(`${await copied()}\n`, jianpai("run", "wuhan-2024", "--at", "2024-12", "--draws", "10000", "--lang", lang, "--paragraph"));
    await page.locator(".lever input[type=checkbox]").first().uncheck();
    await page.waitForFunction(() => /调整后的项目安排|with the measures moved/.test(document.getElementById("overall").textContent));
    assert.match(await copied(), lang === "zh" ? /\n注：按调整后的方案测算，调整了水泥超低排放改造1项措施。/ : /\nNote: Worked out with 1 measure moved: Cement ultra-low-emission retrofit\. /);
    // Without TLS, as on a closed network, there is another way, and the focus stays.
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    const taken = page.evaluate(() => new Promise((resolve) => document.addEventListener("copy", () => resolve(getSelection()?.toString() || document.activeElement.value), { once: true })));
    await page.locator("#copy-paragraph").focus();
    await page.keyboard.press("Enter");
    assert.match(await taken, lang === "zh" ? /^截至2024年12月底，/ : /^As of December 2024, /);
    await page.waitForFunction(() => document.activeElement.id === "copy-paragraph");
  });

test("a form that fails says so in place, and can be tried again", async (t) => {
  const page = await open(t, at("&lang=en"));
  await dialog(page);
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await form(page, "paragraph").locator(".export-act").click();
  await page.locator('.export-form[data-form="paragraph"][data-state="failed"]').waitFor();
  assert.match(await form(page, "paragraph").locator(".export-told").innerText(), /Could not be made: The browser does not allow/);
  await page.evaluate(() => (document.execCommand = () => true));
  await form(page, "paragraph").locator(".export-act").click();
  await page.locator('.export-form[data-form="paragraph"][data-state="done"]').waitFor();
});
