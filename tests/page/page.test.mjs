// The page in a browser. Its figures equal those of the command line, in both languages, by mouse and by
// keyboard, on wide and narrow screens; a console error or a failed request fails the test (harness.mjs).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { NARROW, POLLUTANTS, at, axe, card, cardsShow, folderWith, lever, open, refined, run, shot, shows, visit } from "./visit.mjs";

test("opens under a sub-path, in Chinese, judged by December 2024", async (t) => {
  const page = await open(t);
  assert.notEqual(new URL(page.url()).pathname, "/");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  assert.match(await page.innerText("#overall"), /^截至2024年12月底，五项主要污染物.+。$/);
  assert.match(await page.innerText("#finding"), /^截至2024年12月底，全市氮氧化物重点工程累计减排[\d,.]+吨，完成“十四五”目标任务的[\d.]+%，.+。$/);
  assert.match(await page.innerText("#banner"), /目标值与基准排放量为估算，台账为示例数据，不作为考核依据。/);
  const fits = await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth);
  assert.ok(fits, "all of it is in view at 1366 x 768");
  await shot(page, "wide-zh");
});

for (const lang of ["zh", "en"])
  test(`whichever pollutant is looked at, all of the first tab is in view at 1366 x 768 (${lang})`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`));
    await refined(page);
    for (const pollutant of POLLUTANTS) {
      await card(page, pollutant).click({ position: { x: 20, y: 16 } }); // its name: numbers of the chosen one explain themselves
      await page.waitForFunction((pollutant) => location.hash.includes(`p=${pollutant}&`), pollutant);
      const high = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.equal(high, 768, pollutant);
    }
  });

for (const lang of ["zh", "en"]) {
  test(`the five cards show what the command line computes (${lang})`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`));
    await cardsShow(page, run("scenarios/wuhan-2024.toml"));
  });
}

test("every scenario of the site opens and shows what the command line computes", async (t) => {
  const page = await open(t);
  const count = await page.locator("#scenario option").count();
  assert.ok(count >= 2);
  const { scenarios } = await page.evaluate(async () => (await fetch("site.json")).json());
  for (const [i, { file }] of scenarios.entries()) {
    await page.selectOption("#scenario", String(i));
    await page.waitForFunction((id) => location.hash.includes(`s=${id}&`), file.replace(".toml", ""));
    const results = run(`scenarios/${file}`);
    if (POLLUTANTS.every((p) => results.pollutants[p].target_t)) await cardsShow(page, results);
  }
});

test("levers answer with what the command line computes for them; undo, redo and reset", async (t) => {
  const page = await open(t);
  const cement = lever(page, "水泥超低排放改造");
  await cement.locator('[data-key="delay_months"]').focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowLeft");
  await cement.locator('[data-key="scale"]').focus();
  await page.keyboard.press("End");
  await lever(page, "农村生活污水").locator(".lever-enabled input").uncheck();
  await cement.locator("summary").click();
  await cement.locator('[data-key="effectiveness"]').fill("0.8");

  const folder = folderWith(t, {
    "moved.toml": `base = "wuhan-2024.toml"
id = "moved"
name = "moved"
description = "moved"

[[lever]]
measure = "cement-ultra-low"
scale = 2.0
delay_months = -6
effectiveness = 0.8

[[lever]]
measure = "village-sewage"
enabled = false
`,
  });
  const moved = run(`${folder}/moved.toml`);
  const original = run("scenarios/wuhan-2024.toml");
  assert.notDeepEqual(moved.pollutants.nox.reduction_t, original.pollutants.nox.reduction_t);
  await cardsShow(page, moved);
  assert.match(await page.innerText("#levers-moved"), /2/);
  assert.match(await page.innerText("#chart-note"), /虚线为原方案/);
  await shot(page, "wide-zh-moved");

  await page.waitForFunction(() => location.hash.includes("&l="));
  const again = await open(t, new URL(page.url()).hash);
  await cardsShow(again, moved);

  for (let i = 0; i < 4; i++) await page.keyboard.press("Control+z");
  await cardsShow(page, original);
  for (let i = 0; i < 4; i++) await page.keyboard.press("Control+Shift+z");
  await cardsShow(page, moved);
  await cement.locator(".lever-reset").click();
  await page.click("#reset");
  await cardsShow(page, original);
  assert.equal(await page.innerText("#levers-moved"), "");
});

test("the table holds the chart's figures, month by month", async (t) => {
  const page = await open(t, at("&lang=en").replace("p=nox", "p=tp"));
  await page.click("#show-table");
  const results = run("scenarios/wuhan-2024.toml");
  const { reduction_t: reduction, schedule_t: schedule } = results.pollutants.tp;
  const rows = await page.locator("#table-view tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.equal(rows.length, results.months.length);
  rows.forEach(([, counted, due], i) => {
    shows(counted, reduction[i], `${results.months[i]} counted`);
    shows(due, schedule[i], `${results.months[i]} schedule`);
  });
  await shot(page, "wide-en-table");
});

test("the keyboard reaches pollutants, the chart's months and the month judged", async (t) => {
  const page = await open(t, at("&lang=zh"));
  await page.focus('.card-choice[value="nox"]');
  await page.keyboard.press("ArrowRight");
  assert.match(await page.innerText("#finding"), /挥发性有机物/);
  await page.focus("#canvas");
  await page.keyboard.press("Home");
  assert.match(await page.textContent("#reading-live"), /2021年1月/);
  await page.keyboard.press("PageDown");
  assert.match(await page.innerText("#reading"), /2022年1月/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("overall").textContent.includes("2022年1月"));
  await page.focus("#as-of-slider");
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.getElementById("overall").textContent.includes("2025年12月"));
  assert.equal(await page.inputValue("#as-of"), "2025-12");
});

test("files with errors give readable messages and the page goes on; good ones open", async (t) => {
  const page = await open(t);
  await refined(page);
  const before = await card(page, "cod").innerText();
  const folder = folderWith(t, {
    "bad.toml": `base = "wuhan-2024.toml"\nid = "bad"\nname = "坏"\ndescription = "x"\n\n[[lever]]\nmeasure = "cement-ultra-lo"\nscale = 2\n`,
    "half.toml": `base = "wuhan-2024.toml"\nid = "half"\nname = "减半"\ndescription = "x"\n\n[[lever]]\nmeasure = "cement-ultra-low"\nscale = 0.5\n`,
    "broken.csv": "编号,项目名称\n",
    "book.xlsx": "PK",
  });
  await page.setInputFiles("#files", [`${folder}/bad.toml`]);
  const messages = page.locator("#messages");
  await messages.getByText("bad.toml").first().waitFor();
  assert.match(await messages.innerText(), /cement-ultra-low/, "the hint names the nearest measure");
  assert.match(await messages.innerText(), /页面仍为原先的情景/);
  assert.equal(await card(page, "cod").innerText(), before);
  await shot(page, "wide-zh-errors");

  await page.setInputFiles("#files", [`${folder}/broken.csv`]);
  await messages.getByText("broken.csv").first().waitFor();
  await page.setInputFiles("#files", [`${folder}/book.xlsx`]);
  await messages.getByText("book.xlsx").first().waitFor();
  assert.equal(await card(page, "cod").innerText(), before);

  const half = readFileSync(`${folder}/half.toml`, "utf8");
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "half.toml"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, half);
  await page.waitForFunction(() => location.hash.includes("own=half"));
  await cardsShow(page, run(`${folder}/half.toml`));
  assert.ok(await messages.isHidden());
});

test("on a phone the chosen card is in view, and a part of the chart", async (t) => {
  const page = await open(t, at("&lang=zh").replace("p=nox", "p=tp"), { viewport: { width: 390, height: 844 } });
  const [left, right] = await card(page, "tp").evaluate((card) => [card.getBoundingClientRect().left, card.getBoundingClientRect().right]);
  assert.ok(left >= 0 && right <= 390, `${left} to ${right}`);
  const { top } = await page.locator("#canvas").evaluate((canvas) => ({ top: canvas.getBoundingClientRect().top }));
  assert.ok(top < 640, `the chart begins at ${top} of 844`);
});

test("a link without a scenario says how to look at whichever is open", async (t) => {
  const page = await open(t, "#lang=en&p=tp&t=2024-06&tab=cost");
  await page.waitForFunction(() => location.hash.includes("s=wuhan-2024&p=tp&t=2024-06&tab=cost&lang=en"));
  await page.evaluate(() => (location.hash = "#lang=zh&p=cod"));
  await page.waitForFunction(() => /s=wuhan-2024&p=cod&t=2024-06&tab=cost&lang=zh/.test(location.hash));
  assert.match(await page.locator("#overall").textContent(), /^截至2024年6月/);
});

test("a link to someone's own data says that the data does not travel", async (t) => {
  const page = await open(t, "#v=1&own=theirs&p=tp&lang=en&l=cement-ultra-low:s0.5");
  await page.getByText("does not travel in a link").waitFor();
});

test("at 360 pixels nothing sticks out, and the levers leave the chart in view", async (t) => {
  const page = await open(t, at("&lang=zh"), { viewport: NARROW });
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await width(), NARROW.width);
  await shot(page, "narrow-zh");
  await page.click("#open-levers");
  await page.waitForTimeout(300);
  assert.equal(await width(), NARROW.width);
  const [chart, levers] = await Promise.all(["#canvas", "#levers"].map((id) => page.locator(id).boundingBox()));
  assert.ok(chart.y >= 0 && chart.y + chart.height <= levers.y, "the whole chart is above the sheet");
  await shot(page, "narrow-zh-levers");
  await page.keyboard.press("Escape");
  assert.equal(await page.getAttribute("#open-levers", "aria-expanded"), "false");
  await page.click("#lang-en");
  assert.equal(await width(), NARROW.width);
});

for (const colorScheme of ["light", "dark"]) {
  for (const lang of ["zh", "en"]) {
    test(`axe finds no violation (${lang}, ${colorScheme})`, async (t) => {
      const page = await open(t, at(`&lang=${lang}&l=cement-ultra-low:s0.5:d3`), { colorScheme });
      assert.deepEqual(await axe(page), []);
      await shot(page, `wide-${lang}-${colorScheme}`);
      await page.click("#show-table");
      await page.locator("summary").first().click();
      assert.deepEqual(await axe(page), []);
      await page.click("#use-own");
      assert.deepEqual(await axe(page), []);
      const narrow = await open(t, at(`&lang=${lang}`), { colorScheme, viewport: NARROW });
      await narrow.click("#open-levers");
      await narrow.waitForTimeout(300);
      assert.deepEqual(await axe(narrow), []);
    });
  }
}

test("without the engine's module the page says so in the reader's language", async (t) => {
  for (const [lang, words] of [["zh", "计算模块未能启动"], ["en", "calculation module could not be started"]]) {
    const missing = (page) => page.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 404 }));
    const page = await visit(t, at(`&lang=${lang}`), {}, /404|first_bg/, missing);
    await page.getByText(words).waitFor();
  }
});
