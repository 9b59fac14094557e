// A ledger in from other programs' files: what is wrong is told by its cell, nothing is taken before it is asked for, and
// what goes out comes in again unchanged.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, jianpai } from "./harness.mjs";
import { NARROW, at, axe, cardsShow, folderWith, open, pasteCells, run, shot } from "./visit.mjs";

const FILES = join(ROOT, "tests/workbooks");
const dialog = (page) => page.locator("dialog.import");
const take = (page) => dialog(page).locator(".import-take");
const panel = (page) => page.locator("#panel-ledger");
const cell = (page, id, field) => panel(page).locator(".tabulator-row").filter({ hasText: id }).locator(`[tabulator-field="${field}"]`);

async function opened(t, fields = "&lang=zh", options = {}) {
  const page = await open(t, at(`&tab=ledger${fields}`), options);
  await panel(page).locator(".tabulator-row .tabulator-cell").first().waitFor();
  return page;
}

/** Opens `file` with the ledger's own button, and waits until it is read. */
async function pick(page, file) {
  await panel(page).locator("input[type=file]").setInputFiles(file);
  await take(page).waitFor();
}

/** What the ledger's CSV button gives, without its mark. */
async function exported(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), panel(page).locator(`[data-name="${name}"]`).click()]);
  return readFileSync(await download.path());
}
const csv = async (page) => (await exported(page, "ledger-csv")).toString().replace("\ufeff", "");

/** What the command line makes of a file. */
const imported = (file) => jianpai("ledger", file, "--scenario", "wuhan-2024");

for (const name of ["openpyxl.xlsx", "libreoffice.xlsx"])
  test(`740 projects made by another program: in, edited, undone, out, in again: ${name}`, async (t) => {
    const page = await opened(t);
    await pick(page, join(FILES, name));
    assert.match(await dialog(page).locator(".import-status").textContent(), /740个可以导入/);
    assert.equal(await dialog(page).locator(".import-problem").count(), 0);
    if (name === "openpyxl.xlsx") await shot(page, "import-good");
    await take(page).click();
    const first = imported(join(FILES, name));
    const folder = folderWith(t, { "wuhan-2024-projects.csv": first });
    await cardsShow(page, run(join(folder, "wuhan-2024.toml")));
    assert.equal(await csv(page), first);
    const [header, row] = first.split("\n");
    const [id] = row.split(",");
    assert.equal(header.split(",")[7], "note");
    await cell(page, id, "note").click();
    await cell(page, id, "note").locator("input").fill("改过");
    await cell(page, id, "note").locator("input").press("Enter");
    await page.waitForFunction(() => /note|备注/.test(document.getElementById("undo").title));
    assert.notEqual(await csv(page), first);
    await page.click("#undo");
    await page.waitForFunction((text) => document.querySelector("#redo").disabled === false, first);
    assert.equal(await csv(page), first);
    const out = join(folder, "out.xlsx");
    writeFileSync(out, await exported(page, "ledger-xlsx"));
    await pick(page, out);
    await take(page).click();
    await dialog(page).waitFor({ state: "hidden" });
    assert.equal(await csv(page), first);
    assert.equal(imported(out), first, "the command line reads it likewise");
  });

test("every mistake is shown at its cell, and good rows are taken only on request", async (t) => {
  const page = await opened(t);
  const before = await csv(page);
  await pick(page, join(FILES, "mistakes.csv"));
  const told = readFileSync(join(FILES, "mistakes.txt"), "utf8");
  const expected = [...told.matchAll(/^mistakes\.csv (\w+): 错误/gm)].map(([, where]) => where);
  assert.equal(expected.length, 30);
  const errors = await dialog(page).locator('.import-problem[data-severity="error"] .import-where').allTextContents();
  assert.deepEqual(errors.map((text) => text.split(" ")[1]), expected);
  assert.equal(await take(page).isDisabled(), true);
  assert.match(await dialog(page).locator(".import-partly").textContent(), /没有错误的3个，略去有错误的30个/);
  const why = dialog(page).locator("#import-why");
  assert.match(await why.textContent(), /30个项目有错误：改正后再导入，或勾选/, "why it can't be taken, beside the button");
  assert.equal(await take(page).getAttribute("aria-describedby"), "import-why");
  await dialog(page).locator(".import-partly input").check();
  assert.equal(await why.textContent(), "");
  await dialog(page).locator(".import-partly input").uncheck();
  await shot(page, "import-mistakes");
  await dialog(page).getByRole("button", { name: "取消" }).click();
  assert.equal(await csv(page), before, "nothing is taken without a word");
  await pick(page, join(FILES, "mistakes.csv"));
  await dialog(page).locator(".import-partly input").check();
  await take(page).click();
  await page.waitForFunction(() => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes("共3个"));
  assert.equal((await csv(page)).split("\n").length, 5);
  await page.click("#undo");
  await page.waitForFunction(() => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes("865"));
});

const LOOSE = "地区,工程名称,类型,进度情况,竣工日期,处理规模（万吨）,项目编码\n青山区,一号窑,水泥窑改造,已经完成了,2024年9月,109,K-1\n江夏区,二号窑,水泥窑改造,施工中,2024年10月底,53.5,K-2\n";

test("columns and names are set by hand, and remembered for the same headings", async (t) => {
  const page = await opened(t);
  const folder = folderWith(t, { "loose.csv": LOOSE, "again.csv": LOOSE.replaceAll("K-", "L-") });
  await page.setInputFiles("#files", join(folder, "loose.csv"));
  await take(page).waitFor();
  assert.equal(await take(page).isDisabled(), true);
  await dialog(page).getByLabel("措施 水泥窑改造").selectOption("cement-ultra-low");
  await dialog(page).getByLabel("状态 已经完成了").selectOption("complete");
  await page.waitForFunction(() => !document.querySelector(".import-take").disabled);
  await dialog(page).getByLabel("处理规模（万吨）: 单位").selectOption("0");
  await page.waitForFunction(() => document.querySelector("dialog.import .import-table:last-of-type") && [...document.querySelectorAll("dialog.import td")].some((cell) => cell.textContent === "53.5"));
  await dialog(page).getByLabel("处理规模（万吨）: 单位").selectOption("4");
  await page.waitForFunction(() => [...document.querySelectorAll("dialog.import td")].some((cell) => cell.textContent === "535000"));
  await dialog(page).getByRole("button", { name: "取消" }).click();
  await page.setInputFiles("#files", join(folder, "again.csv"));
  await dialog(page).getByText("上次的对应方式").waitFor();
  await take(page).click();
  await page.waitForFunction(() => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes("共2个"));
  assert.equal(await csv(page), "id,name,district,measure,status,completion,quantity\nL-1,一号窑,青山区,cement-ultra-low,complete,2024-09,1090000\nL-2,二号窑,江夏区,cement-ultra-low,underway,2024-10,535000\n");
});

test("GB 18030, cells pasted from a spreadsheet, and a dropped workbook", async (t) => {
  const page = await opened(t, "&lang=en");
  const gb = execFileSync("iconv", ["-f", "utf-8", "-t", "gb18030"], { input: LOOSE.replaceAll("已经完成了", "完成").replaceAll("水泥窑改造", "水泥超低排放改造") });
  const folder = folderWith(t, {});
  writeFileSync(join(folder, "gb.csv"), gb);
  await page.setInputFiles("#files", join(folder, "gb.csv"));
  await take(page).click();
  await page.waitForFunction(() => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes("2 projects"));
  const text = "ID\tProject name\tMeasure\tStatus\tCompletion\tQuantity\nE-1\tKiln, \"old\"\tcement-ultra-low\tdone\tSep-24\t1,000\n";
  await pasteCells(page, text);
  await dialog(page).getByLabel(/^Replace the ledger/).check();
  await take(page).click();
  await page.waitForFunction(() => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes("1 project"));
  assert.match(await csv(page), /^E-1,"Kiln, ""old""",,cement-ultra-low,complete,2024-09,1000$/m);
  const bytes = [...readFileSync(join(FILES, "libreoffice.xls"))];
  await page.evaluate((bytes) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(bytes)], "old.xls"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, bytes);
  await take(page).waitFor();
  assert.match(await dialog(page).locator(".import-status").textContent(), /60 can be imported/);
});

test("a broken workbook is told of, and the next one is read", async (t) => {
  const page = await opened(t);
  const whole = readFileSync(join(FILES, "openpyxl.xlsx"));
  const folder = folderWith(t, {});
  writeFileSync(join(folder, "half.xlsx"), whole.subarray(0, whole.length / 2));
  await panel(page).locator("input[type=file]").setInputFiles(join(folder, "half.xlsx"));
  await page.locator("#messages").getByText("half.xlsx").first().waitFor();
  await pick(page, join(FILES, "libreoffice.ods"));
  assert.match(await dialog(page).locator(".import-status").textContent(), /60个可以导入/);
});

/** A workbook by openpyxl: `rows`, of which those numbered in `hidden` are. */
function workbook(t, rows, hidden = [], name = "districts.xlsx") {
  const file = join(folderWith(t, {}), name);
  const script = `import json, sys, openpyxl
rows, hidden, file = json.load(sys.stdin)
book = openpyxl.Workbook()
book.active.title = "汇总"
for row in rows: book.active.append(row)
for number in hidden: book.active.row_dimensions[number].hidden = True
book.save(file)`;
  execFileSync("python3", ["-c", script], { input: JSON.stringify([rows, hidden, file]), stdio: ["pipe", "ignore", "inherit"] });
  return file;
}
const HEAD = ["编号", "项目名称", "措施", "状态", "完成时间", "规模（万吨）", "化学需氧量减排量(吨/年)"];
const row = (id, measure, quantity, cod = null) => [id, `项目${id}`, measure, "完成", "2024-09", quantity, cod];
const kiln = (id, cod) => row(id, "水泥超低排放改造", 10, cod);
const foot = (page, text) => page.waitForFunction((text) => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes(text), text);

test("hidden rows are told of, rows not wanted left out, and a unit is for measures that count in it", async (t) => {
  const page = await opened(t);
  assert.match(await page.locator("#banner-text").textContent(), /台账为示例数据/);
  await pick(page, workbook(t, [HEAD, kiln("A-1"), kiln("A-2"), row("A-3", "烟气余热综合利用", 3), row("A-4", "国四及以下公交车淘汰", 5), kiln("A-5")], [3, 6]));
  const status = dialog(page).locator(".import-status");
  assert.match(await status.textContent(), /读到5个项目：3个可以导入，2个有错误/);
  const problems = await dialog(page).locator(".import-problem").allTextContents();
  assert.match(problems[0], /汇总!C4 .*没有“烟气余热综合利用”/);
  assert.match(problems[1], /汇总!F5 .*单位是“万吨”.*按“辆”计/);
  assert.match(problems[2], /2 个项目在隐藏/);
  assert.equal(await dialog(page).getByRole("button", { name: "采用全部建议" }).count(), 0, "nothing near, nothing suggested");
  await dialog(page).getByLabel("措施 烟气余热综合利用").selectOption({ label: "不导入这些行" });
  await dialog(page).getByText("按选择不导入1行").waitFor();
  await dialog(page).getByLabel(/读入隐藏的行（2个项目）/).uncheck();
  await dialog(page).getByText("不导入隐藏的2行").waitFor();
  await dialog(page).getByLabel("规模（万吨）: 单位").selectOption("0");
  await dialog(page).getByText("读到2个项目：2个可以导入；").waitFor();
  await dialog(page).getByLabel("规模（万吨）: 单位").selectOption({ label: "按列名：万吨" });
  await dialog(page).getByText("1个可以导入，1个有错误").waitFor();
  await shot(page, "import-choices");
  await dialog(page).locator(".import-partly input").check();
  await take(page).click();
  await foot(page, "共1个");
  await page.locator("#messages").getByText("已从“districts.xlsx”的工作表“汇总”导入1个项目，替换了原有台账").waitFor();
  assert.doesNotMatch(await page.locator("#banner-text").textContent(), /示例/);
  assert.match(await page.locator("#banner-text").textContent(), /目标值/);
  await page.click("#undo");
  await foot(page, "共865个");
  assert.match(await page.locator("#banner-text").textContent(), /台账为示例数据/);
});

test("rows are added to the ledger at hand, and an id that it has is told at its cell", async (t) => {
  const page = await opened(t);
  const known = (await csv(page)).split("\n")[1].split(",")[0];
  await pick(page, workbook(t, [HEAD, kiln("N-1"), kiln(known), kiln("N-2")]));
  await dialog(page).getByLabel("追加到现有台账").check();
  await dialog(page).locator(".import-problem").filter({ hasText: "汇总!A3" }).getByText(`现有台账中已有编号“${known}”`).waitFor();
  await dialog(page).locator(".import-partly input").check();
  assert.equal(await take(page).textContent(), "追加2个项目");
  await take(page).click();
  await foot(page, "共867个");
  await page.locator("#messages").getByText("追加2个项目").waitFor();
  const lines = (await csv(page)).trim().split("\n");
  assert.deepEqual([lines.length, lines.at(-1).split(",")[0]], [868, "N-2"]);
  assert.match(await page.locator("#banner-text").textContent(), /台账为示例数据/, "most of it still is");
});

test("other projects than those of an own ledger are added unless wished otherwise, those it has replace it", async (t) => {
  const page = await opened(t);
  const chosen = async (way) => assert.ok(await dialog(page).getByLabel(way).isChecked(), `${way}`);
  await pick(page, workbook(t, [HEAD, kiln("N-1"), kiln("N-2")]));
  await chosen("替换现有台账（865个项目）");
  await take(page).click();
  await foot(page, "共2个");
  await pick(page, workbook(t, [HEAD, kiln("M-1")]));
  await chosen("追加到现有台账");
  await take(page).click();
  await foot(page, "共3个");
  await pick(page, workbook(t, [HEAD, kiln("M-1"), kiln("M-2")]));
  await chosen("替换现有台账（3个项目，此文件中有其1个）");
  await take(page).click();
  await foot(page, "共2个");
});

test("what is chosen in quick succession is all kept", async (t) => {
  const page = await opened(t);
  const names = ["甲", "乙", "丙", "丁", "戊", "己"];
  const many = Array.from({ length: 600 }, (_, i) => row(`A-${i}`, `${names[i % names.length]}类改造`, 1));
  await pick(page, workbook(t, [HEAD, ...many]));
  const choice = (name) => dialog(page).getByLabel(`措施 ${name}类改造`);
  for (const name of names) await choice(name).selectOption({ label: "水泥超低排放改造" });
  await dialog(page).getByLabel("规模（万吨）: 单位").selectOption("0");
  await dialog(page).getByText("600个可以导入").waitFor();
  for (const name of names) assert.equal(await choice(name).inputValue(), "cement-ultra-low");
  assert.equal(await dialog(page).getByLabel("规模（万吨）: 单位").inputValue(), "0");
});

test("projects that the engine refuses are left out where it is so wished", async (t) => {
  const page = await opened(t);
  await pick(page, workbook(t, [HEAD, kiln("A-1"), row("A-2", "没有的措施", 1), kiln("A-3", 12), kiln("A-4")]));
  await dialog(page).locator(".import-partly input").check();
  assert.equal(await take(page).textContent(), "导入3个项目");
  await take(page).click();
  await foot(page, "共2个");
  await page.locator("#messages").getByText("导入2个项目，替换了原有台账；有错误的2个没有导入").waitFor();
  // Both, those of the file and those that showed afterwards, are there to be kept as a list, as often as it is asked for.
  for (const _ of [1, 2]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "保存没有导入的项目及其错误（CSV）" }).click()]);
    assert.match(download.suggestedFilename(), /^没有导入的项目 .*\.csv$/);
    const [head, ...lines] = readFileSync(await download.path(), "utf8").replace("\ufeff", "").trim().split("\r\n");
    assert.equal(head, "文件,单元格,列名,问题,建议");
    assert.equal(lines.length, 2);
    assert.match(lines[0], /\.xlsx,[^,]*[A-Z]3,.*没有的措施/);
    assert.match(lines[1], /\.xlsx,[^,]*[A-Z]4,/);
  }
  await page.click("#undo");
  await pick(page, workbook(t, [HEAD, kiln("A-1"), kiln("A-3", 12)]));
  await take(page).click();
  await dialog(page).getByText("只导入没有错误的1个，略去有错误的1个（第3行）").click();
  await take(page).click();
  await foot(page, "共1个");
});

test("ledgers of several districts are imported one after the other", async (t) => {
  const page = await opened(t);
  const files = ["N", "M", "L"].map((id) => workbook(t, [HEAD, kiln(`${id}-1`), kiln(`${id}-2`)], [], `${id}.xlsx`));
  await page.setInputFiles("#files", files);
  const step = (n) => dialog(page).locator("h2").filter({ hasText: `导入台账 ${n}/3` }).waitFor();
  await step(1);
  await take(page).click();
  await step(2);
  await dialog(page).getByRole("button", { name: "跳过这份" }).click();
  await step(3);
  await take(page).filter({ hasText: "追加2个项目" }).click();
  await dialog(page).waitFor({ state: "hidden" });
  await foot(page, "共4个");
  assert.deepEqual((await csv(page)).trim().split("\n").slice(1).map((line) => line.split(",")[0]), ["N-1", "N-2", "L-1", "L-2"]);
});

test("rows copied without their headings are read in the order of a ledger", async (t) => {
  const page = await opened(t);
  const rows = "N-1\t一号窑\t黄陂区\t水泥超低排放改造\t在建\t2024-11\t1000\nN-2\t二号窑\t新洲区\t水泥超低排放改造\t计划\t2025-04\t2,000\n";
  await pasteCells(page, rows);
  await dialog(page).getByText("2个可以导入").waitFor();
  await take(page).click();
  await foot(page, "共2个");
  assert.match(await csv(page), /N-1,一号窑,黄陂区,cement-ultra-low,underway,2024-11,1000\nN-2,/);
});

test("what the engine refuses is told by the cells of the file, and nothing is imported", async (t) => {
  const page = await opened(t);
  const before = await csv(page);
  await pick(page, workbook(t, [["台账"], HEAD, kiln("A-1"), kiln("A-2", 12)]));
  await take(page).click();
  const found = dialog(page).locator('ul[aria-label="导入后的核查"] li');
  assert.match(await found.first().textContent(), /错误 汇总!G4 /);
  assert.ok(await take(page).isDisabled());
  await shot(page, "import-refused");
  await dialog(page).getByRole("button", { name: "取消" }).click();
  assert.equal(await csv(page), before);
  // The ledger doctor's findings, too.
  await pick(page, workbook(t, [["台账"], HEAD, kiln("A-1"), row("A-2", "水泥超低排放改造", 900)]));
  await take(page).click();
  await page.locator("#messages .finding-place").filter({ hasText: "districts.xlsx · 汇总!" }).first().waitFor();
  await shot(page, "import-taken");
});

test("an English ledger names its districts in English, and the page shows them in its own language", async (t) => {
  const page = await opened(t, "&lang=en");
  const heads = ["ID", "Project name", "District", "Measure", "Status", "Completion", "Quantity"];
  const of = (id, district) => [id, `Kiln ${id}`, district, "Cement ultra-low-emission retrofit", "complete", "2024-09", 10];
  await pick(page, workbook(t, [heads, of("E-1", "Qingshan"), of("E-2", "Qingshan District"), of("E-3", "East Lake High-tech Development Zone")]));
  await dialog(page).getByLabel("District East Lake High-tech Development Zone").selectOption({ label: "Suggested: East Lake High-tech" });
  await dialog(page).getByText("3 can be imported").waitFor();
  await take(page).click();
  await foot(page, "3 projects");
  assert.match(await csv(page), /E-1,Kiln E-1,Qingshan,.*\nE-2,Kiln E-2,Qingshan,.*\nE-3,Kiln E-3,东湖高新区,/);
  assert.equal(await cell(page, "E-3", "district").textContent(), "East Lake High-tech");
  await panel(page).locator("select[data-label=ledger-group]").selectOption("district");
  await panel(page).locator(".tabulator-group").filter({ hasText: "Qingshan, 2 projects" }).waitFor();
  await page.click("#lang-zh");
  await panel(page).locator(".tabulator-group").filter({ hasText: "青山区，2个项目" }).waitFor();
  await panel(page).locator("select[data-label=ledger-group]").selectOption("measure");
  await panel(page).locator(".tabulator-group").filter({ hasText: "水泥超低排放改造，3个项目" }).waitFor();
});

test("of a file that does not tell what it hides, that is said", async (t) => {
  const page = await opened(t);
  await pick(page, join(FILES, "libreoffice.xls"));
  await dialog(page).getByText("看不出哪些行、列是隐藏或被筛选掉的").waitFor();
  await pick(page, join(FILES, "libreoffice.ods"));
  assert.equal(await dialog(page).getByText("看不出哪些行、列是隐藏或被筛选掉的").count(), 0);
});

test("a scenario's ledger may be a workbook: the same figures, to be edited, saved as text", async (t) => {
  const page = await opened(t);
  const folder = folderWith(t, {});
  const toml = readFileSync(join(folder, "wuhan-2024.toml"), "utf8").replace('"wuhan-2024-projects.csv"', '"台账.xlsx"  # the bureau\'s');
  writeFileSync(join(folder, "city.toml"), toml);
  jianpai("ledger", join(folder, "wuhan-2024-projects.csv"), "--scenario", "wuhan-2024", "-o", join(folder, "台账.xlsx"));
  const files = [join(folder, "city.toml"), join(folder, "台账.xlsx")];
  await page.setInputFiles("#files", files);
  await page.waitForFunction(() => location.hash.includes("own=city"));
  await cardsShow(page, run(join(folder, "city.toml")));
  await foot(page, "共865个");
  await cell(page, "W24-A-001", "quantity").click();
  await cell(page, "W24-A-001", "quantity").locator("input").fill("545000");
  await cell(page, "W24-A-001", "quantity").locator("input").press("Enter");
  const half = readFileSync(join(folder, "wuhan-2024-projects.csv"), "utf8").replace("2024-11,1090000", "2024-11,545000");
  writeFileSync(join(folder, "wuhan-2024-projects.csv"), half);
  await cardsShow(page, run(join(folder, "wuhan-2024.toml")));
  // What is wrong in the workbook is told by its cell, and what was open stays.
  const wrong = workbook(t, [HEAD, kiln("A-1"), row("A-2", "没有的措施", 1)]);
  writeFileSync(files[1], readFileSync(wrong));
  await page.setInputFiles("#files", files);
  await page.locator("#messages li").filter({ hasText: "台账.xlsx · 汇总!C3" }).getByText("没有“没有的措施”这项措施").waitFor();
  await cardsShow(page, run(join(folder, "wuhan-2024.toml")));
});

test("an edited ledger goes out as CSV and as a workbook, and comes in again letter by letter, in either language", async (t) => {
  const page = await opened(t);
  for (const [field, value] of [["note", "改过，“逗号”, \"quotes\" 与 -1"], ["quantity", "1234.5"], ["completion", "2025-02"]]) {
    await cell(page, "W24-A-001", field).click();
    await cell(page, "W24-A-001", field).locator("input").fill(value);
    await cell(page, "W24-A-001", field).locator("input").press("Enter");
    await cell(page, "W24-A-001", field).filter({ hasText: value }).waitFor();
  }
  await panel(page).locator('[data-name="add"]').click();
  await foot(page, "共866个");
  const edited = (await csv(page)).replaceAll(".0,", ","); // a spreadsheet's numbers have no needless zero
  assert.match(edited, /""quotes"" 与 -1/);
  const folder = folderWith(t, {});
  for (const lang of ["zh", "en"]) {
    await page.click(`#lang-${lang}`);
    for (const kind of ["csv", "xlsx"]) {
      const out = join(folder, `${lang}.${kind}`);
      writeFileSync(out, await exported(page, `ledger-${kind}`));
      await pick(page, out);
      await take(page).click();
      await dialog(page).waitFor({ state: "hidden" });
      assert.equal(await csv(page), edited, `${kind}, ${lang}`);
    }
  }
});

test("the template has drop-downs and instructions in the page's language", async (t) => {
  const page = await opened(t);
  const script = `import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
heads = [cell.value for cell in sheet[1]]
def options(rule):
    name, cells = rule.formula1.split("!")
    return [row[0].value for row in book[name.strip("='")][cells.replace("$", "")]]
lists = {heads[next(iter(rule.sqref.ranges)).min_col - 1]: options(rule) for rule in sheet.data_validations.dataValidation if rule.type == "list"}
rules = {heads[next(iter(rule.sqref.ranges)).min_col - 1]: [rule.type, rule.error] for rule in sheet.data_validations.dataValidation}
guide = [[cell for cell in row if cell] for row in book.worksheets[1].iter_rows(values_only=True)]
json.dump({"sheets": book.sheetnames, "heads": heads, "lists": lists, "rules": rules, "guide": guide}, sys.stdout)`;
  for (const [lang, sheets, names] of [
    ["zh", ["台账", "填写说明", "措施与单位"], { measure: ["措施", "水泥超低排放改造"], status: ["状态", "在建"], district: ["区", "青山区"], month: "完成时间" }],
    ["en", ["Ledger", "How to fill in", "Measures"], { measure: ["measure", "Cement ultra-low-emission retrofit"], status: ["status", "underway"], district: ["district", "Qingshan"], month: "completion" }],
  ]) {
    await page.click(`#lang-${lang}`);
    const file = join(folderWith(t, {}), "template.xlsx");
    writeFileSync(file, await exported(page, "ledger-template"));
    const book = JSON.parse(execFileSync("python3", ["-c", script, file], { stdio: ["ignore", "pipe", "inherit"] }).toString());
    assert.deepEqual(book.sheets, sheets);
    assert.equal(book.heads.length, 16);
    for (const key of ["measure", "status", "district"]) {
      const [head, option] = names[key];
      assert.ok(book.lists[head]?.includes(option), `${head}: ${book.lists[head]}`);
    }
    assert.deepEqual([names.status, names.district].map(([head]) => book.lists[head].length), [3, 16]);
    assert.equal(book.rules[names.month][0], "date");
    const guide = book.guide.flat().join("\n");
    assert.match(guide, /每个项目占一行/);
    assert.match(guide, /One row a project/);
    assert.match(book.guide[0].join(), lang === "zh" ? /^填写说明：/ : /^How to fill in the ledger: /);
  }
});

test("a template comes with what the scenario knows", async (t) => {
  const page = await opened(t);
  const folder = folderWith(t, {});
  const file = join(folder, "template.xlsx");
  writeFileSync(file, await exported(page, "ledger-template"));
  await pick(page, file);
  assert.match(await dialog(page).locator(".import-problems").textContent(), /列名以下没有项目/);
  assert.equal(await take(page).isDisabled(), true);
});

for (const [name, fields, options] of [["wide", "&lang=en", {}], ["dark", "&lang=zh", { colorScheme: "dark" }], ["narrow", "&lang=zh", { viewport: NARROW }]])
  test(`the dialog is accessible: ${name}`, async (t) => {
    const page = await opened(t, fields, options);
    await pick(page, join(FILES, "mistakes.csv"));
    await shot(page, `import-${name}`);
    assert.deepEqual(await axe(page), []);
  });

test("10,000 projects are read, with SCORES in under two seconds", async (t) => {
  const page = await opened(t);
  const shipped = readFileSync(join(ROOT, "scenarios/wuhan-2024-projects.csv"), "utf8").trim().split("\n");
  const [header, ...rows] = shipped;
  const many = Array.from({ length: 10_000 }, (_, i) => rows[i % rows.length].replace(/^[^,]*/, `X-${i}`));
  const folder = folderWith(t, { "many.csv": `${[header, ...many].join("\n")}\n` });
  jianpai("ledger", join(folder, "many.csv"), "--scenario", "wuhan-2024", "-o", join(folder, "many.xlsx"));
  await pick(page, join(FILES, "libreoffice.ods")); // the module is there
  await dialog(page).getByRole("button", { name: "取消" }).click();
  // The best of a few: what else the machine does must not count.
  let best = Infinity;
  for (let tries = 0; tries < 5 && best > 2000; tries++) {
    if (tries) await dialog(page).getByRole("button", { name: "取消" }).click();
    const begun = Date.now();
    await panel(page).locator("input[type=file]").setInputFiles(join(folder, "many.xlsx"));
    await dialog(page).getByText("10000个可以导入").waitFor();
    best = Math.min(best, Date.now() - begun);
  }
  await take(page).click();
  await page.waitForFunction(() => document.querySelector("#panel-ledger .tabulator-calcs-bottom")?.textContent.includes("10,000"));
  t.diagnostic(`read in ${best} ms`);
  // How long that takes depends on the machine: asserted where scores are asked for, as in lighthouse.test.mjs.
  if (process.env.SCORES) assert.ok(best < 2000, `${best} ms`);
});
