// Tab 依据 and explanations in a browser: figures changed in place, told when wrong, undone, put back; numbers that explain
// themselves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AT, NARROW, at, axe, card, folderWith, lever, open, run, shot, shows } from "./visit.mjs";

const PATH = "source.cement-kilns.nox.generation";
const row = (page, path) => page.locator(`.sources tr[data-path="${path}"]`);

/** The tab of sources with its figures. */
async function sources(t, fields = "", options = {}) {
  const page = await open(t, at(`&tab=sources${fields}`), options);
  await page.waitForSelector(".sources tbody tr[data-path]");
  return page;
}

/** A figure's fields. */
async function edit(page, path) {
  await row(page, path).getByRole("button").first().click();
  return page.locator(".figure-form");
}

test("every figure is listed with value, grade and source; search, grade and changes narrow the list", async (t) => {
  const page = await sources(t, "&lang=zh");
  const all = await page.locator(".sources tr[data-path]").count();
  assert.ok(all > 300, `${all} figures`);
  assert.match(await row(page, PATH).innerText(), /1\.9778 千克\/吨熟料.*C 估算（假设）/s);
  assert.match(await row(page, "source.cement-kilns.nox.capture").innerText(), /100%\s*文件未写，取默认值\s*默认值\s*修改/, "a default is called one, and has no source");
  assert.match(await row(page, "measure.cement-ultra-low.effectiveness").innerText(), /100%\s*文件未写，取默认值\s*默认值\s*修改/);
  assert.match(await row(page, "measure.cement-ultra-low.total").innerText(), /C 估算（假设）\s*总量为全部熟料产能/);
  assert.match(await page.innerText("#sources-finding"), /未注明出处\d+项，默认值\d+项/);
  await page.fill(".sources-search", "水泥窑 产污系数");
  await page.waitForFunction(() => document.querySelectorAll(".sources tr[data-path]").length < 5);
  assert.ok(await row(page, PATH).isVisible());
  await page.fill(".sources-search", "");
  await page.selectOption('[data-label="sources-grade"]', "default");
  assert.equal(await row(page, PATH).count(), 0);
  assert.ok((await page.locator(".sources tr[data-path]").count()) > 50);
  await page.selectOption('[data-label="sources-grade"]', "all");
  await page.locator(".sources-bar input[type=checkbox]").check();
  assert.match(await page.innerText(".sources-table"), /没有符合条件的数据/);
  await page.locator(".sources-bar input[type=checkbox]").uncheck();
  await shot(page, "sources-wide-zh");
});

test("an edit moves the verdict as the changed file does; undo, redo and restore; bad values change nothing", async (t) => {
  const page = await sources(t, "&lang=zh");
  const tonnes = () => card(page, "nox").locator(".card-tonnes").innerText();
  const before = await tonnes();
  const path = "opening.nox.2024-12";

  // Wrong first: the reader's own words, and nothing is changed.
  let form = await edit(page, path);
  await form.locator("[name=low]").fill("7900");
  await page.keyboard.press("Enter");
  await form.locator(".figure-errors li").first().waitFor();
  assert.match(await form.locator(".figure-errors").innerText(), /应有低值（low）≤ 数值（mode）≤ 高值（high）；写的是 7900、7000、7800$/, "nor where it is, which the form says");
  assert.match(await form.locator(".figure-hint").innerText(), /wuhan-2024\.toml · 第\d+行/);
  await form.locator("input[name=low]").fill("");
  await page.keyboard.press("Enter");
  await form.locator(".figure-errors").getByText("低值、高值要么都填，要么都不填").waitFor();
  assert.equal(await form.locator("[name=low]").getAttribute("aria-invalid"), "true");
  await form.locator("input[name=low]").fill("七千");
  await form.locator("button[type=submit]").click();
  await form.locator(".figure-errors").getByText("“七千”不是数字").waitFor();
  assert.equal(await tonnes(), before);
  assert.equal(await form.locator("[name=low]").getAttribute("aria-invalid"), "true");
  await shot(page, "sources-wide-zh-wrong");
  await form.getByRole("button", { name: "放弃修改" }).click();
  assert.equal(await form.locator(".figure-errors li").count(), 0);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".figure-form").count(), 0);

  // Then right: by the keyboard, full-width digits and all.
  form = await edit(page, path);
  await form.locator("[name=mode]").fill("７，４００");
  await form.locator("[name=source-zh]").fill("省厅认定函");
  await form.locator("[name=grade]").selectOption("A");
  await form.locator("[name=mode]").press("Enter");
  await page.waitForFunction((before) => document.querySelector('.card[data-pollutant="nox"] .card-tonnes').textContent !== before, before);
  const text = /mode = 7000, high = 7800 \}/;
  const { readFileSync } = await import("node:fs");
  const original = readFileSync(new URL("../../scenarios/wuhan-2024.toml", import.meta.url), "utf8");
  assert.equal(original.match(new RegExp(text, "g")).length, 1);
  const folder = folderWith(t, { "wuhan-2024.toml": original.replace(text, "mode = 7400, high = 7800 }") });
  const expected = run(`${folder}/wuhan-2024.toml`);
  shows(await tonnes(), expected.pollutants.nox.reduction_t[expected.months.indexOf(AT)], "NOx after the edit");
  await page.waitForSelector(`.sources tr.changed[data-path="${path}"]`);
  assert.match(await row(page, path).innerText(), /7,400 吨.*已改，原为 7,000 吨.*A 已查阅文件.*省厅认定函/s);
  assert.match(await page.innerText("#sources-finding"), /已改1项/);
  await shot(page, "sources-wide-zh-changed");

  await page.keyboard.press("Control+z");
  await page.waitForFunction((before) => document.querySelector('.card[data-pollutant="nox"] .card-tonnes').textContent === before, before);
  await page.waitForFunction(() => document.querySelectorAll(".sources tr.changed").length === 0);
  await page.keyboard.press("Control+Shift+z");
  await page.waitForSelector(`.sources tr.changed[data-path="${path}"]`);
  await row(page, path).getByRole("button", { name: /还原/ }).click();
  await page.waitForFunction(() => document.querySelectorAll(".sources tr.changed").length === 0);
  await page.waitForFunction((before) => document.querySelector('.card[data-pollutant="nox"] .card-tonnes').textContent === before, before);
});

test("what is typed in a form is kept, and said to be, however the form is closed, until it is saved or discarded", async (t) => {
  const page = await sources(t, "&lang=zh");
  const path = "opening.nox.2024-12";
  const long = "武汉市生态环境局关于2024年度主要污染物总量减排核算结果的函";
  const source = () => page.locator(".figure-form [name=source-zh]");
  const kept = async (how) => {
    await row(page, path).getByText("有未保存的修改").waitFor();
    assert.match(await page.innerText("#sources-finding"), /；1项有未保存的修改/, how);
    await edit(page, path);
    assert.equal(await source().inputValue(), long, how);
    assert.equal(await page.locator(".figure-form [name=mode]").inputValue(), "7000", how);
    await page.locator(".figure-form").getByText("有未保存的修改：关闭后仍保留").waitFor();
  };
  const form = await edit(page, path);
  assert.equal(await form.getByRole("button", { name: "放弃修改" }).count(), 0, "nothing typed yet");
  await source().fill(long);
  await page.keyboard.press("Escape");
  await kept("Escape");
  await form.getByRole("button", { name: "关闭" }).click();
  await kept("closed");
  await edit(page, "opening.nox.2023-12");
  await kept("another figure's form");
  await page.locator(".sources-search").pressSequentially("总磷");
  assert.equal(await row(page, path).count(), 0);
  assert.equal(await page.inputValue(".sources-search"), "总磷", "the search keeps the focus");
  await page.fill(".sources-search", "");
  assert.equal(await source().inputValue(), long, "searched");
  await page.click("#tab-progress");
  await page.click("#tab-sources");
  assert.equal(await source().inputValue(), long, "another tab");
  await page.click("#lang-en");
  await page.locator(".figure-form").getByText("Unsaved changes: they are kept").waitFor();
  assert.equal(await source().inputValue(), long, "the other language");
  await page.click("#lang-zh");
  // An edit of another figure makes an own scenario of the site's; undo takes it back.
  const other = await edit(page, "target.cod");
  await other.locator("[name=mode]").fill("15000");
  await other.locator("[name=mode]").press("Enter");
  await page.waitForSelector('.sources tr.changed[data-path="target.cod"]');
  await kept("another figure's edit");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelectorAll(".sources tr.changed").length === 0);
  await kept("undo");
  await shot(page, "sources-wide-zh-unsaved");
  // Another scenario has none of it; back, it is there.
  const scenario = page.locator("#scenario");
  const here = await scenario.inputValue();
  await scenario.selectOption({ index: 1 });
  await page.waitForFunction(() => !/未保存/.test(document.querySelector("#sources-finding").textContent));
  assert.equal(await page.locator(".figure-form").count(), 0);
  await scenario.selectOption(here);
  await kept("another scenario");
  await form.getByRole("button", { name: "放弃修改" }).click();
  assert.notEqual(await source().inputValue(), long);
  await page.keyboard.press("Escape");
  assert.doesNotMatch(await page.innerText(".sources"), /未保存/);
});

test("a source written in one language is shown in both, unless both are written", async (t) => {
  const page = await sources(t, "&lang=zh");
  const path = "target.nox";
  const shows = async (lang, text) => {
    await page.click(`#lang-${lang}`);
    await row(page, path).locator(".figure-source").getByText(text, { exact: true }).waitFor();
  };
  const write = async (texts) => {
    const form = page.locator(".figure-form");
    if (!(await form.count())) await edit(page, path);
    for (const [name, text] of Object.entries(texts)) await form.locator(`[name=${name}]`).fill(text);
    await form.locator("button[type=submit]").click();
    await form.waitFor({ state: "detached" });
  };
  const form = await edit(page, path);
  assert.match(await form.innerText(), /来源与说明只改写一种语言时，中英文页面都显示新写的内容/);
  await form.locator("[name=grade]").selectOption("B");
  await write({ mode: "9000", "source-zh": "市政府文件" });
  await shows("zh", "市政府文件");
  await shows("en", "市政府文件");
  assert.match(await row(page, path).innerText(), /9,000 t.*B, official document/s);
  await write({ "source-en": "Notice of the municipal government" });
  await shows("en", "Notice of the municipal government");
  await shows("zh", "Notice of the municipal government");
  await write({ "source-zh": "市政府通知", "source-en": "Notice" });
  await shows("zh", "市政府通知");
  await shows("en", "Notice");
});

test("amounts are read as people write them, in the figure's own unit", async (t) => {
  const page = await sources(t, "&lang=zh");
  const path = "target.nox";
  for (const [typed, shown] of [["9,000吨", "9,000"], ["0.95万吨", "9,500"], ["９，１００", "9,100"], ["9千", "9,000"]]) {
    const form = await edit(page, path);
    await form.locator("[name=mode]").fill(typed);
    await form.locator("[name=mode]").press("Enter");
    await row(page, path).locator(".figure-value").getByText(`${shown} 吨`).waitFor();
    await form.waitFor({ state: "detached" });
  }
  const form = await edit(page, path);
  const told = async (typed, text) => {
    await form.locator("[name=mode]").fill(typed);
    await form.locator("[name=mode]").press("Enter");
    await form.locator(".figure-errors").getByText(text).waitFor();
  };
  await told("9000人", "“人”不是这项数据的单位：请用“吨”");
  await told("85%", "“%”不是这项数据的单位：请用“吨”");
  await told("9,00", "“9,00”不是数字");
  await form.getByRole("button", { name: "放弃修改" }).click();
  await edit(page, "source.cement-kilns.nox.removal");
  await form.locator("[name=mode]").fill("７１％");
  await form.locator("[name=mode]").press("Enter");
  await row(page, "source.cement-kilns.nox.removal").locator(".figure-value").getByText("71%").waitFor();
});

test("a unit that the file writes is edited beside its figure, undone and put back; those that follow it say so", async (t) => {
  const page = await sources(t, "&lang=zh");
  const path = "source.cement-kilns.activity";
  const value = (path) => row(page, path).locator(".figure-value");
  const before = await value(path).innerText();
  let form = await edit(page, PATH);
  assert.equal(await form.locator("[name=unit-zh]").count(), 0);
  assert.match(await form.locator(".figure-hint").innerText(), /单位随“.*活动水平”的单位，在那里修改/);
  form = await edit(page, "target.nox");
  assert.match(await form.locator(".figure-hint").innerText(), /单位由模型规定/);
  form = await edit(page, path);
  assert.equal(await form.locator("[name=unit-zh]").inputValue(), "吨熟料");
  for (const of of ["zh", "en"]) await form.locator(`[name=unit-${of}]`).fill("");
  await form.locator("button[type=submit]").click();
  await form.locator(".figure-errors").getByText("请填写单位").waitFor();
  await form.locator("[name=unit-zh]").fill("吨水泥");
  await form.locator("[name=unit-en]").fill("t cement");
  await shot(page, "sources-wide-zh-unit");
  await form.locator("button[type=submit]").click();
  await value(path).getByText("吨水泥/年").first().waitFor();
  await value(PATH).getByText("千克/吨水泥").waitFor();
  assert.deepEqual(await page.locator(".sources tr.changed").evaluateAll((rows) => rows.map((row) => row.dataset.path)), [path], "what follows is not changed itself");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelectorAll(".sources tr.changed").length === 0);
  await page.keyboard.press("Control+Shift+z");
  await page.waitForSelector(`.sources tr.changed[data-path="${path}"]`);
  await page.click("#lang-en");
  await value(path).getByText("t cement/yr").first().waitFor();
  await page.click("#lang-zh");
  await row(page, path).getByRole("button", { name: /还原/ }).click();
  await page.waitForFunction(() => document.querySelectorAll(".sources tr.changed").length === 0);
  assert.equal(await value(path).innerText(), before);
});

test("what an edit makes the engine warn of is said below the figure", async (t) => {
  const page = await sources(t, "&lang=zh");
  const path = "opening.nox.2024-12";
  const save = async (value, ends) => {
    const form = await edit(page, path);
    for (const name of ["low", "high"]) await form.locator(`[name=${name}]`).fill(ends?.[name] ?? "");
    await form.locator("[name=mode]").fill(value);
    await form.locator("[name=mode]").press("Enter");
    await page.waitForFunction(([path, value]) => document.querySelector(`.sources tr[data-path="${path}"] .figure-value`).textContent.replace(",", "").startsWith(value), [path, value]);
  };
  await save("5000");
  const warned = page.locator(`.sources tr[data-path="${path}"] + .figure-warned`);
  assert.match(await warned.innerText(), /已保存。请留意：\s*5000 吨少于 2023-12 的 \d+ 吨；这里应写累计值/);
  assert.match(await row(page, path).innerText(), /5000|5,000/);
  await shot(page, "sources-wide-zh-warned");
  await page.keyboard.press("Control+z");
  await warned.waitFor({ state: "detached" });
  await save("7100", { low: "5800", high: "7800" });
  assert.equal(await warned.count(), 0);
});

test("figures are sorted by what they do to the verdict, and the work can be stopped", async (t) => {
  const page = await sources(t, "&lang=en");
  await page.selectOption('[data-label="sources-sort"]', "influence");
  await page.waitForSelector(".figure-influence", { timeout: 60_000 });
  const moved = await page.locator(".figure-influence").evaluateAll((cells) =>
    cells.map((cell) => Math.max(...(cell.firstChild.textContent.replaceAll("−", "-").match(/-?\d+(\.\d+)?/g) ?? [0]).map((x) => Math.abs(Number(x))))),
  );
  assert.ok(moved[0] > 0.1);
  moved.forEach((size, i) => assert.ok(i === 0 || size <= moved[i - 1] + 1e-9, `${i}: ${size} after ${moved[i - 1]}`));
  assert.match(await page.innerText(".sources-table"), /its range/);
  assert.match(await page.innerText(".sources-table"), /±10%/);
  await shot(page, "sources-wide-en-influence");
});

test("numbers of the page explain themselves down to their sources, and are copied as a footnote", async (t) => {
  const page = await open(t, at("&lang=zh"));
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (globalThis.copied = text) } });
  });
  await card(page, "nox").locator(".card-share").click();
  const dialog = page.locator("dialog.explain");
  await dialog.locator("math").first().waitFor();
  const results = run("scenarios/wuhan-2024.toml");
  const { reduction_t: reduction, target_t: target } = results.pollutants.nox;
  shows(await dialog.locator(".explain-result").innerText(), (100 * reduction[results.months.indexOf(AT)]) / target, "share explained");
  assert.deepEqual(await axe(page), []);
  await shot(page, "explain-wide-zh");

  await dialog.getByRole("button", { name: "累计核算减排量" }).click();
  await page.waitForFunction(() => document.querySelectorAll("dialog.explain tbody tr").length === 14);
  shows(await dialog.locator(".explain-result").innerText(), reduction[results.months.indexOf(AT)], "reduction explained");
  const values = await dialog.locator(".explain-value").allInnerTexts();
  const [opening, offset, ...cuts] = values.map((text) => Number(text.replaceAll(",", "").replace("−", "-").match(/-?[\d.]+/)[0]));
  const sum = opening - offset + cuts.reduce((all, cut) => all + cut, 0) / 12;
  assert.ok(Math.abs(sum - reduction[results.months.indexOf(AT)]) < 0.01, `the parts make ${sum}`);
  await dialog.getByRole("button", { name: "复制脚注（中文）" }).click();
  await page.waitForFunction(() => globalThis.copied?.includes("累计核算减排量"));
  await dialog.getByRole("button", { name: "返回" }).click();
  await page.waitForFunction(() => document.querySelectorAll("dialog.explain tbody tr").length === 3);
  await dialog.getByRole("button", { name: /在“依据”中查看/ }).click();
  await page.waitForSelector('.sources tr.found[data-path="target.nox"]');
  assert.ok(await dialog.isHidden());

  await lever(page, "水泥超低排放改造").locator(".lever-tonnes").focus();
  await page.keyboard.press("Enter");
  await dialog.locator("math").first().waitFor();
  assert.match(await dialog.innerText(), /水泥超低排放改造/);
  await page.keyboard.press("Escape");
  assert.ok(await dialog.isHidden());
});

test("an own scenario's figure keeps the value it came with, over a reload, until it is put back", async (t) => {
  const page = await open(t, at("&tab=sources&lang=zh"));
  const folder = folderWith(t, {});
  await page.setInputFiles("#files", [`${folder}/wuhan-2024.toml`, `${folder}/wuhan-2024-projects.csv`]);
  await page.waitForFunction(() => location.hash.includes("own=wuhan-2024&"));
  const path = "opening.nox.2024-12";
  await page.waitForSelector(`.sources tr[data-path="${path}"]`);
  const marked = () => page.locator(".sources tr.changed").evaluateAll((rows) => rows.map((row) => row.dataset.path));
  assert.deepEqual(await marked(), [], "as it came");
  for (const [one, value] of [[path, "7400"], ["target.cod", "15000"]]) {
    const form = await edit(page, one);
    await form.locator("[name=mode]").fill(value);
    await form.locator("[name=mode]").press("Enter");
    await page.waitForSelector(`.sources tr.changed[data-path="${one}"]`);
  }
  await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true }))); // it is kept
  await page.reload();
  await page.waitForSelector(`.sources tr.changed[data-path="${path}"]`);
  assert.deepEqual(new Set(await marked()), new Set([path, "target.cod"]));
  assert.match(await row(page, path).innerText(), /7,400 吨.*已改，原为 7,000 吨/s);
  await row(page, path).getByRole("button", { name: /还原/ }).click();
  await page.waitForFunction(() => document.querySelectorAll(".sources tr.changed").length === 1);
  assert.deepEqual(await marked(), ["target.cod"], "one by one");
});

test("cells of a table are reached by arrow keys and explain themselves", async (t) => {
  const page = await open(t, at("&lang=en"));
  await page.click("#show-table");
  const first = page.locator("#table-view [data-explain]").first();
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const dialog = page.locator("dialog.explain");
  await dialog.locator("math").first().waitFor();
  assert.match(await dialog.innerText(), /schedule.*2021-02/s);
  await shot(page, "explain-wide-en-schedule");
});

for (const [lang, colorScheme] of [["zh", "dark"], ["en", "light"]]) {
  test(`at 360 pixels the tab and an explanation fit; axe finds nothing (${lang}, ${colorScheme})`, async (t) => {
    const page = await sources(t, `&lang=${lang}`, { viewport: NARROW, colorScheme });
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(await width(), NARROW.width);
    const form = await edit(page, PATH);
    assert.equal(await width(), NARROW.width);
    assert.ok(await form.locator("[name=mode]").isVisible());
    assert.deepEqual(await axe(page), []);
    await shot(page, `sources-narrow-${lang}-${colorScheme}`);
    await page.keyboard.press("Escape");
    await card(page, "nox").locator(".card-share").click();
    await page.locator("dialog.explain math").first().waitFor();
    assert.equal(await width(), NARROW.width);
    assert.deepEqual(await axe(page), []);
    await shot(page, `explain-narrow-${lang}-${colorScheme}`);
  });
}
