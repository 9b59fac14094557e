// What a planner has done outlives the page: kept in the browser, told when it can't be, never overwritten by another
// window, saved to one file and opened again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { ROOT } from "./harness.mjs";
import { AT, NARROW, at, axe, cardsShow, folderWith, lever, open, run, shot } from "./visit.mjs";

const LEDGER = readFileSync(join(ROOT, "scenarios/wuhan-2024-projects.csv"), "utf8");
const HALF = LEDGER.replace("2024-11,1090000", "2024-11,545000");
const messages = (page) => page.locator("#messages");
const ready = (page) => page.waitForSelector("body:not(.loading) .card-choice:checked", { state: "attached" });
const cement = (page) => lever(page, "水泥超低排放改造").locator('[data-key="scale"]');

/** What the command line computes with the ledger, and with the cement lever at half scale. */
function expected(t, ledger) {
  const folder = folderWith(t, {
    "wuhan-2024-projects.csv": ledger,
    "moved.toml": 'base = "wuhan-2024.toml"\nid = "moved"\nname = "moved"\ndescription = "moved"\n\n[[lever]]\nmeasure = "cement-ultra-low"\nscale = 0.5\n',
  });
  return { ledger: run(join(folder, "wuhan-2024.toml")), both: run(join(folder, "moved.toml")) };
}

/** Puts `text` in place of the open scenario's ledger, as the reader's file does. */
async function openLedger(page, text, name = "own.csv") {
  await page.setInputFiles("#files", { name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.waitForFunction((stem) => location.hash.includes(`own=wuhan-2024-${stem}&`), name);
}

/** Waits until the browser has kept a scenario, with so many levers moved. */
async function kept(page, key, levers = 0) {
  for (let asked = 0; ; asked++) {
    assert.ok(asked < 1200, `the browser has not kept ${key} within a minute`);
    const found = await page.evaluate(
      (key) =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open(`jianpai ${location.pathname.replace(/index\.html$/, "")}`);
          opening.onerror = () => reject(opening.error);
          opening.onupgradeneeded = () => opening.transaction.abort();
          opening.onsuccess = () => {
            const asking = opening.result.transaction("scenarios").objectStore("scenarios").get(key);
            asking.onsuccess = () => (opening.result.close(), resolve(asking.result && Object.keys(asking.result.levers).length));
          };
        }),
      key,
    );
    if (found === levers) return;
    await page.waitForTimeout(50);
  }
}

/** Another window of the same browser. */
async function window(t, page, hash = "") {
  const other = await page.context().newPage();
  const problems = [];
  other.on("pageerror", (error) => problems.push(error.message));
  other.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  t.after(() => assert.deepEqual(problems, []));
  await other.goto(page.url().replace(/#.*/, "") + hash);
  await ready(other);
  return other;
}

async function save(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function saveByManager(page) {
  await page.click("#work");
  const file = await save(page, () => page.locator('.work-row:has(.work-shown) [data-act="save"]').click());
  await page.keyboard.press("Escape");
  return file;
}

test("the page opens again where the planner was: scenario, levers, view, undo", async (t) => {
  const page = await open(t, at("&lang=zh"));
  const { ledger, both } = expected(t, HALF);
  await openLedger(page, HALF);
  await cardsShow(page, ledger);
  await cement(page).fill("0.5");
  await page.click('.card[data-pollutant="cod"]');
  await page.click("#tab-cost");
  await kept(page, "own:wuhan-2024-own.csv", 1);
  for (const hash of ["", "#v=1&own=wuhan-2024-own.csv&p=cod&lang=zh&l=cement-ultra-low:s0.5"]) {
    const again = await window(t, page, hash);
    await cardsShow(again, both);
    assert.match(await again.locator("#scenario option:checked").textContent(), /own\.csv/);
    assert.equal(await again.locator(".card-choice:checked").inputValue(), "cod");
    if (!hash) assert.equal(await again.getAttribute("#tab-cost", "aria-selected"), "true");
    await again.click("#undo");
    await cardsShow(again, ledger);
    await again.click("#redo");
    await cardsShow(again, both);
    await again.close();
  }
});

test("what is said of a scenario calls it by its kept name, and goes when another is opened", async (t) => {
  const page = await open(t, at("&tab=sources&lang=zh"));
  const edit = async (value) => {
    await page.locator('.sources tr[data-path="opening.nox.2024-12"]').getByRole("button").first().click();
    for (const name of ["low", "mode", "high"]) await page.locator(`.figure-form [name=${name}]`).fill(value);
    await page.keyboard.press("Enter");
  };
  await edit("5000"); // fewer than the year before
  await kept(page, "own:wuhan-2024-edited");
  const again = await window(t, page);
  const said = messages(again).getByText("已打开：武汉 2024 年重点任务（已改）");
  await said.waitFor();
  await messages(again).getByText("6000").first().waitFor();
  await again.click("#tab-cost"); // looking elsewhere in it is no reason to go
  assert.equal(await said.count(), 1);
  await again.selectOption("#scenario", { label: "武汉 2024 年重点任务" });
  await said.waitFor({ state: "detached" });
  await again.selectOption("#scenario", { label: "武汉 2024 年重点任务（已改）" });
  await said.waitFor();
  await again.click("#undo"); // back to the site's
  await said.waitFor({ state: "detached" });
});

test("a link wins over what was kept, as one step of undo", async (t) => {
  const page = await open(t, at("&lang=zh"));
  const { ledger, both } = expected(t, HALF);
  await openLedger(page, HALF);
  await cement(page).fill("0.5");
  await kept(page, "own:wuhan-2024-own.csv", 1);
  const again = await window(t, page, "#v=1&own=wuhan-2024-own.csv&p=nox&lang=zh&new=1");
  await cardsShow(again, ledger);
  assert.match(await messages(again).innerText(), /不能识别/);
  assert.match(await again.getAttribute("#undo", "title"), /链接/);
  await again.click("#undo");
  await cardsShow(again, both);
});

test("an edit with errors is kept too, beside the last valid results", async (t) => {
  const page = await open(t, at("&lang=zh&tab=ledger"));
  const quantity = () => page.locator("#panel-ledger .tabulator-row").filter({ hasText: "W24-A-001" }).locator('[tabulator-field="quantity"]');
  await quantity().click();
  await quantity().locator("input").fill("many");
  await quantity().locator("input").press("Enter");
  await page.locator("#pending:not([hidden])").waitFor();
  await kept(page, "own:wuhan-2024-edited");
  await page.reload();
  await ready(page);
  await page.locator("#pending:not([hidden])").waitFor();
  await cardsShow(page, run("scenarios/wuhan-2024.toml"));
  await quantity().filter({ hasText: "many" }).waitFor();
  await page.click("#undo");
  await page.locator("#pending").waitFor({ state: "hidden" });
  assert.doesNotMatch(await page.locator("#scenario option:checked").textContent(), /已改/);
});

for (const [kind, words, break_it] of [
  ["blocked", /不允许本页保存/, () => void (indexedDB.open = () => { throw new DOMException("denied", "SecurityError"); })],
  ["full", /存储空间已满/, () => void (IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); })],
])
  test(`storage ${kind}: the page says so, goes on, offers the file, and warns before work is lost`, async (t) => {
    const page = await open(t, at("&lang=zh"), {}, (page) => page.addInitScript(break_it));
    const { ledger } = expected(t, HALF);
    await cement(page).fill("0.5");
    await page.click("#undo");
    assert.ok(await messages(page).isHidden(), "nothing to lose yet");
    await page.click("#tab-ledger");
    const quantity = () => page.locator("#panel-ledger .tabulator-row").filter({ hasText: "W24-A-001" }).locator('[tabulator-field="quantity"]');
    await quantity().click();
    await quantity().locator("input").fill("545000");
    await quantity().locator("input").press("Enter");
    await cardsShow(page, ledger);
    await messages(page).getByText(words).waitFor();
    await shot(page, `keeping-${kind}`);
    const leaves = () =>
      page.evaluate(() => {
        const event = new Event("beforeunload", { cancelable: true });
        dispatchEvent(event);
        return !event.defaultPrevented;
      });
    assert.equal(await leaves(), false, "closing now would lose work");
    const { name, bytes } = await save(page, () => messages(page).getByText("保存到文件", { exact: true }).click());
    assert.match(name, /\.jianpai\.zip$/);
    assert.equal(strFromU8(unzipSync(bytes)["wuhan-2024-projects.csv"]).includes("2024-11,545000"), true);
    assert.equal(await leaves(), true, "the file has it");
    await cement(page).fill("0.5");
    await page.waitForFunction(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  });

test("closing in the middle of typing is asked about; what was finished is there when the page opens again", async (t) => {
  const page = await open(t, at("&lang=zh&tab=ledger"));
  const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  const note = () => page.locator("#panel-ledger .tabulator-row").filter({ hasText: "W24-A-001" }).locator('[tabulator-field="note"]');
  await note().click();
  assert.equal(await asks(), false, "nothing typed yet");
  await note().locator("input").pressSequentially("改");
  assert.equal(await asks(), true, "a cell");
  // As the browser asks: the reader stays, and goes on typing.
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
  await note().locator("input").press("Enter");
  await kept(page, "own:wuhan-2024-edited");
  assert.equal(await asks(), false, "it is kept");

  await page.click("#tab-sources");
  const row = page.locator('.sources tr[data-path="opening.nox.2024-12"]');
  await row.getByRole("button").first().click();
  await page.locator(".figure-form [name=mode]").fill("7400");
  assert.equal(await asks(), true, "a form");
  await page.locator(".figure-form [name=mode]").press("Escape");
  assert.equal(await asks(), true, "closed, not given up");
  await row.getByRole("button").first().click();
  await page.getByRole("button", { name: "放弃修改" }).click();
  assert.equal(await asks(), false, "given up");

  await page.reload();
  await ready(page);
  await page.click("#tab-ledger");
  await note().filter({ hasText: "改" }).waitFor();
});

test("an edit is asked about until the browser has it", async (t) => {
  // Nothing gets through at first.
  const slow = () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      if (globalThis.through) return put.apply(this, args);
      throw new DOMException("not yet", "TransactionInactiveError");
    };
  };
  const page = await open(t, at("&lang=zh"), {}, (page) => page.addInitScript(slow));
  await openLedger(page, HALF);
  const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  assert.equal(await asks(), false, "the file is the reader's");
  await cement(page).fill("0.5");
  assert.equal(await asks(), true);
  await page.evaluate(() => (globalThis.through = true));
  await cement(page).fill("0.6");
  await kept(page, "own:wuhan-2024-own.csv", 1);
  await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
});

test("two windows on one scenario: the later is told, nothing is overwritten, a copy or the newer state goes on", async (t) => {
  const page = await open(t, at("&lang=zh"));
  const { ledger, both } = expected(t, HALF);
  await openLedger(page, HALF);
  await kept(page, "own:wuhan-2024-own.csv");
  const later = await window(t, page, "#v=1&own=wuhan-2024-own.csv&p=nox&lang=zh");
  await messages(later).getByText("另一个窗口中打开").waitFor();
  assert.ok(await messages(page).isHidden(), "looking at it changes nothing");
  await cement(page).fill("0.5");
  await messages(later).getByText("另一个窗口中修改").waitFor();
  await shot(later, "keeping-windows");
  await lever(later, "农村生活污水").locator(".lever-enabled input").uncheck();
  await kept(page, "own:wuhan-2024-own.csv", 1); // still the first window's
  await messages(later).getByText("采用较新内容", { exact: true }).click();
  await cardsShow(later, both);
  await later.click("#undo");
  await later.click("#undo");
  await cardsShow(later, ledger);
  await messages(page).getByText("另一个窗口中修改").waitFor();
  await messages(page).getByText("以副本继续", { exact: true }).click();
  await page.waitForFunction(() => location.hash.includes("own=wuhan-2024-own.csv-copy"));
  await cardsShow(page, both);
  await kept(page, "own:wuhan-2024-own.csv-copy", 1);
  await later.locator("#scenario option", { hasText: "副本" }).waitFor({ state: "attached" });
});

test("one file: saved, opened by picker and drop elsewhere, the same bytes and figures", async (t) => {
  const page = await open(t, at("&lang=zh&tab=cost"));
  const { both } = expected(t, HALF);
  await openLedger(page, HALF);
  await cement(page).fill("0.5");
  await cardsShow(page, both);
  const first = await saveByManager(page);
  const contents = unzipSync(first.bytes);
  assert.deepEqual(Object.keys(contents).sort(), ["jianpai.json", "wuhan-2024-projects.csv", "wuhan-2024.toml"]);
  assert.equal(strFromU8(contents["wuhan-2024-projects.csv"]), HALF);
  const scenario = readFileSync(join(ROOT, "scenarios/wuhan-2024.toml"), "utf8");
  assert.equal(strFromU8(contents["wuhan-2024.toml"]), scenario.replace(/illustrative = true .*/, "illustrative = false"), "the ledger is no example any more");

  const other = await open(t, at("&lang=zh"));
  await other.setInputFiles("#files", { name: first.name, mimeType: "application/zip", buffer: first.bytes });
  await other.waitForFunction(() => location.hash.includes("own=wuhan-2024-own"));
  await cardsShow(other, both);
  assert.equal(await other.getAttribute("#tab-cost", "aria-selected"), "true");
  const second = await saveByManager(other);
  assert.deepEqual(second, first, "the same bytes");

  const third = await open(t, at("&lang=en"));
  await third.evaluate((bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], "from a colleague.zip"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, [...first.bytes]);
  await third.waitForFunction(() => location.hash.includes("own=wuhan-2024-own"));
  await cardsShow(third, both);
});

test("archives of others: without a description, from a newer page, broken, hostile", async (t) => {
  const page = await open(t, at("&lang=zh"));
  const pick = (name, contents) => page.setInputFiles("#files", { name, mimeType: "application/zip", buffer: Buffer.from(contents instanceof Uint8Array ? contents : zipSync(contents)) });
  const told = async (words) => {
    await messages(page).getByText(words).waitFor();
    await page.evaluate(() => document.querySelectorAll(".message-dismiss").forEach((button) => button.click()));
  };
  const site = () => assert.match(page.url(), /s=wuhan-2024&/);
  await pick("broken.zip", strToU8("PK nothing of the kind"));
  await told(/不是完整的 ZIP/);
  await pick("cut.zip", zipSync({ "a.toml": strToU8("x".repeat(5000)) }, { level: 0 }).subarray(0, 3000));
  await told(/不是完整的 ZIP/);
  await pick("pictures.zip", { "a.png": new Uint8Array(9) });
  await told(/没有情景/);
  await pick("bomb.zip", { "bomb.csv": new Uint8Array(220e6) });
  await told(/文件过大/);
  site();
  const toml = readFileSync(join(ROOT, "scenarios/wuhan-2024.toml"));
  await pick("hostile.zip", { "../../evil.toml": toml, "C:\\evil.csv": strToU8("x"), "/etc/evil.toml": toml });
  await told(/没有情景/);
  site();

  await pick("folder.zip", { "武汉/half.toml": toml, "武汉/wuhan-2024-projects.csv": strToU8(HALF), "../evil.toml": toml, "武汉/说明.docx": new Uint8Array(3) });
  await page.waitForFunction(() => location.hash.includes("own=half"));
  await cardsShow(page, expected(t, HALF).ledger);

  const about = { format: 99, scenario: "wuhan-2024.toml", id: "newer", name: { zh: "较新", en: "Newer" }, levers: [{ measure: "cement-ultra-low", scale: 0.5, vigour: 3 }, 7], view: { at: AT, pollutant: "dust", tab: "hologram" } };
  await pick("newer.jianpai.zip", { "jianpai.json": strToU8(JSON.stringify(about)), "wuhan-2024.toml": toml, "wuhan-2024-projects.csv": strToU8(HALF) });
  await page.waitForFunction(() => location.hash.includes("own=newer"));
  await cardsShow(page, expected(t, HALF).both);
  await told(/较新的版本/);
});

for (const [name, fields, options] of [["wide", "&lang=zh", {}], ["dark", "&lang=en", { colorScheme: "dark" }], ["narrow", "&lang=zh", { viewport: NARROW }]])
  test(`scenarios are managed: renamed, duplicated, compared, deleted and brought back (${name})`, async (t) => {
    const page = await open(t, at(fields), options);
    await openLedger(page, HALF);
    await page.click("#work");
    const row = (text) => page.locator(".work-row").filter({ hasText: text });
    const act = (text, what) => row(text).first().locator(`[data-act="${what}"]`).click();
    await act("own.csv", "rename");
    await page.locator(".work-field").fill("方案甲");
    await page.keyboard.press("Enter");
    await act("方案甲", "copy");
    await row("方案甲").nth(1).waitFor();
    await shot(page, `work-${name}`);
    assert.deepEqual(await axe(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    const copy = fields.includes("zh") ? "方案甲（副本）" : "方案甲 (copy)";
    await act(copy, "delete");
    await row(copy).waitFor({ state: "detached" });
    await page.locator(".work-undo button").click();
    await row(copy).waitFor();
    await act("方案甲", "delete"); // the one shown
    await page.waitForFunction(() => location.hash.includes("s=wuhan-2024&"));
    await page.locator(".work-undo button").click();
    await page.waitForFunction(() => location.hash.includes("own=wuhan-2024-own.csv&"));
    await cardsShow(page, expected(t, HALF).ledger);
    await act(copy, "compare");
    await page.locator("#panel-compare figure:not([aria-busy=true]) select[title]").waitFor();
    assert.equal(await page.locator("#panel-compare select[title] option:checked").textContent(), copy);
    await page.waitForFunction(() => location.hash.includes("vs=own%3Awuhan-2024-own.csv-copy"));
  });
