// Slides and workbooks of the dialog 导出, read again by python-pptx, openpyxl and LibreOffice.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, jianpai } from "./harness.mjs";
import { dialog, made } from "./forms.mjs";
import { AT, POLLUTANTS, at, open, run } from "./visit.mjs";

const SCENARIO = "scenarios/wuhan-2024.toml";
const folder = mkdtempSync(join(tmpdir(), "jianpai-office-"));
const near = (found, expected, what) => assert.ok(Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${what}: ${found}, the command line ${expected}`);

const python = (script, ...args) => execFileSync("python3", [join(ROOT, "tests/readers", script), ...args], { maxBuffer: 1 << 28 }).toString();
const place = (name) => join(folder, name);
/** One run of LibreOffice. */
function office(format, ...files) {
  execFileSync("soffice", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", format, "--outdir", place("office"), ...files.map(place)], { stdio: "pipe" });
}

const expected = run(SCENARIO);
const drawn = JSON.parse(jianpai("run", SCENARIO, "--at", AT, "--draws", "10000", "--format", "json")).uncertainty;
const now = expected.months.indexOf(AT);
const projects = JSON.parse(jianpai("run", SCENARIO, "--at", AT, "--by", "project", "--format", "json")).rows;
/** Units of prices, CNY a tonne. */
const UNITS = [[/^(元\/吨|CNY\/t)/, 1], [/^万元\/吨/, 1e4], [/^thousand CNY\/t/, 1e3]];

test("where many measures were moved the summary names three, and the last slide all", async (t) => {
  const ids = [...readFileSync(join(ROOT, SCENARIO), "utf8").matchAll(/^\[\[measure\]\]\nid = "(.+)"/gm)].map(([, id]) => id);
  const page = await open(t, at(`&lang=en&l=${ids.map((id) => `${id}:s0.8`).join(",")}`));
  await dialog(page);
  writeFileSync(place("moved.pptx"), (await made(page, "slides")).bytes);
  const { slides } = JSON.parse(python("slides.py", place("moved.pptx")));
  const scaled = (slide) => slide.texts.join().split("(scale 80%)").length - 1;
  assert.ok(slides[0].texts.some((text) => text.includes(`with ${ids.length} measures moved: `) && text.includes(` and ${ids.length - 3} more.`)));
  assert.deepEqual([scaled(slides[0]), scaled(slides.at(-1))], [0, ids.length]);
});

for (const [lang, name] of [["zh", "减排推演_武汉2024年重点任务_2024-12.pptx"], ["en", "Jianpai_Wuhan-work-plan-of-2024_2024-12.pptx"]]) {
  test(`slides in ${lang} have the figures of the command line, in the picture and in its workbook`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`));
    const overall = await page.locator("#overall").innerText();
    const caution = await page.locator("#banner-text").innerText();
    await dialog(page);
    const file = await made(page, "slides");
    assert.equal(file.name, name);
    writeFileSync(place(`slides-${lang}.pptx`), file.bytes);
    const { wide, slides } = JSON.parse(python("slides.py", place(`slides-${lang}.pptx`)));
    assert.ok(Math.abs(wide - 16 / 9) < 1e-3);
    assert.equal(slides.length, 1 + 2 * POLLUTANTS.length + 1);
    for (const { title, texts, notes } of slides) {
      assert.ok(title.length > 3, "a title that says something");
      assert.ok(texts.some((text) => text.includes(caution)), `the caution on: ${title}`);
      assert.ok(notes.includes(caution));
    }
    const [summary, ...rest] = slides;
    assert.equal(summary.title.split(/[；;]/)[0], overall.split(/[；;]/)[0]);
    assert.ok(!summary.texts.some((text) => text !== summary.title && text.includes(summary.title)), "the title is not said again");
    const unfinished = lang === "zh" ? "累计减排量含尚未完成项目（在建、计划）" : "Projects underway or planned are counted";
    for (const text of [summary.texts.join("\n"), summary.notes]) assert.ok(text.includes(unfinished), text);
    assert.equal(summary.tables[0].length, 1 + POLLUTANTS.length);
    const words = lang === "zh" ? ["滞后", "达到时序进度", "临界", "达到时序进度", "达到时序进度"] : ["Behind", "On schedule", "At risk", "On schedule", "On schedule"];
    summary.tables[0].slice(1).forEach((row, i) => assert.match(row[6], new RegExp(`^[●◆▼] ${words[i]}$`), "status in shape and word"));

    POLLUTANTS.forEach((pollutant, p) => {
      const one = expected.pollutants[pollutant];
      const bands = drawn.pollutants[pollutant];
      const [chart] = rest[p].charts;
      const series = Object.values(chart.series);
      assert.deepEqual(Object.values(chart.sheet), series, "the workbook has what the slide shows");
      const [low, span, schedule, counted, ahead] = series;
      one.reduction_t.forEach((value, i) => {
        near(low[i], bands.p10[i], `${pollutant} P10`);
        near(low[i] + span[i], bands.p90[i], `${pollutant} P90`);
        near(schedule[i], one.schedule_t[i], `${pollutant} schedule`);
        if (i <= now) near(counted[i], value, `${pollutant} counted`);
        if (i >= now) near(ahead[i], value, `${pollutant} ahead`);
      });
      assert.ok(counted[now + 1] === null && ahead[now - 1] === null, "gaps stay gaps");
      assert.ok(chart.alt.length > 20, "described");

      const [bars] = rest[POLLUTANTS.length + p].charts;
      const brought = Object.values(one.attribution_t).filter((value) => value).sort((a, b) => b - a);
      const [values] = Object.values(bars.series);
      assert.deepEqual(Object.values(bars.sheet), [values]);
      brought.slice(0, 10).forEach((value, i) => near(values[i], value, `${pollutant} contribution ${i}`));
      near(values.reduce((sum, value) => sum + value, 0), one.reduction_t[now] - one.opening_t[now] + one.offset_t[now], `${pollutant} sum of contributions`);

      const [[, , , heading], ...lines] = rest[POLLUTANTS.length + p].tables[0];
      const [, size] = UNITS.find(([unit]) => unit.test(heading));
      const most = projects.filter((row) => row.counted_t[pollutant]).sort((a, b) => b.counted_t[pollutant] - a.counted_t[pollutant]);
      lines.forEach((line, i) => {
        assert.equal(line[0], most[i].name[lang]);
        const price = most[i].full_year.cny_per_t[pollutant];
        const shown = Number(line[3].replaceAll(",", "")) * size;
        assert.ok(Math.abs(shown - price) <= 0.01 * price, `${pollutant} a tonne by ${line[0]}: ${line[3]} ${heading}, the command line ${price}`);
      });
    });
  });
}

/** Columns of a sheet by their headings, below which `length` rows are read. */
const HEADS = 3;
const columns = ({ rows }, length = rows.length - HEADS - 1) =>
  Object.fromEntries(rows[HEADS].map((head, c) => [head, rows.slice(HEADS + 1, HEADS + 1 + length).map((row) => row[c])]));

for (const lang of ["zh", "en"]) {
  test(`the workbook in ${lang} is the command line's, figure by figure`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`));
    await dialog(page);
    const file = await made(page, "workbook");
    assert.match(file.name, lang === "zh" ? /^减排推演_武汉2024年重点任务_2024-12\.xlsx$/ : /^Jianpai_Wuhan-work-plan-of-2024_2024-12\.xlsx$/);
    writeFileSync(place(`book-${lang}.xlsx`), file.bytes);
    jianpai("run", SCENARIO, "--at", AT, "--draws", "10000", "--lang", lang, "-o", place(`native-${lang}.xlsx`));
    jianpai("run", SCENARIO, "--at", AT, "--lang", lang, "-o", place(`undrawn-${lang}.xlsx`));
    const [book, native, undrawn] = JSON.parse(python("workbook.py", "read", ...["book", "native", "undrawn"].map((which) => place(`${which}-${lang}.xlsx`))));
    assert.deepEqual(book, native);
    assert.match(JSON.stringify(book), /80%区间|80% range/);
    assert.doesNotMatch(JSON.stringify(undrawn), /80%区间|80% range/, "no promise of a range without draws");

    const sheets = Object.values(book);
    const [cover, summary, inputs, measures] = sheets;
    assert.match(JSON.stringify(cover.rows), lang === "zh" ? /不作为考核依据.*通过：/ : /not a basis for assessment.*hold: all sums/);
    assert.ok(inputs.rows.length > 500 && measures.rows.length > 20);
    const all = Object.values(columns(summary, POLLUTANTS.length));
    POLLUTANTS.forEach((pollutant, p) => {
      const one = expected.pollutants[pollutant];
      near(all[1][p], one.reduction_t[now], `${pollutant} counted`);
      near(all[2][p], one.target_t, `${pollutant} target`);
      near(all[4][p], one.schedule_t[now], `${pollutant} schedule`);
      near(all[9][p], drawn.pollutants[pollutant].on_schedule["2025-12"], `${pollutant} chance`);
      assert.equal("●◆▼"["ahead at-risk behind".split(" ").indexOf(one.status)], all[8][p][0]);
      const months = columns(sheets[4 + p], expected.months.length);
      const named = (zh, en) => months[lang === "zh" ? zh : en];
      expected.months.forEach((month, i) => {
        assert.equal(named("月份", "Month")[i], month);
        near(named("前期累计", "Earlier projects")[i], one.opening_t[i], `${pollutant} opening`);
        near(named("累计核算减排量", "Counted reduction")[i], one.reduction_t[i], `${pollutant} formula`);
        near(named("引擎结果", "Engine’s result")[i], one.reduction_t[i], `${pollutant} engine`);
        assert.equal(named("核对", "Check")[i], 0);
        near(named("80%区间下限", "80% range, low")[i], drawn.pollutants[pollutant].p10[i], `${pollutant} P10`);
        near(named("排放量（吨/年）", "Emission (t/yr)")[i], one.emission_t_per_year[i], `${pollutant} emission`);
      });
    });
    const of = (by) => JSON.parse(jianpai("run", SCENARIO, "--at", AT, "--by", by, "--format", "json"));
    for (const [by, sheet, first] of [["measure", 9, 1], ["project", 11, 5], ["district", 12, 1]]) {
      const { rows, total } = of(by);
      const found = sheets[sheet].rows.slice(HEADS + 1);
      rows.forEach((row, r) => POLLUTANTS.forEach((pollutant, p) => near(found[r][first + p], row.counted_t[pollutant], `${by} ${row.id} ${pollutant}`)));
      POLLUTANTS.forEach((pollutant, p) => near(found[rows.length][first + p], total.counted_t[pollutant], `${by} total ${pollutant}`));
    }
    assert.deepEqual(sheets.map(({ charts }) => charts), [0, 1, 0, 0, 1, 1, 1, 1, 1, 0, 5, 0, 0, 1]);
    for (const { frozen } of sheets.slice(1)) assert.match(frozen, /^[ABC]5$/);
    assert.ok(sheets.reduce((sum, { formulas }) => sum + formulas, 0) > 2000, "live formulas");
  });
}

test("LibreOffice shows slides and workbooks, and works their formulas out to the same", { timeout: 600_000 }, () => {
  // Without results, so that they must be worked out; and at another month.
  for (const month of [AT, "2025-12"]) python("workbook.py", "bare", place("book-en.xlsx"), place(`bare-${month}.xlsx`), "Summary", "B3", month);
  office("xlsx", `bare-${AT}.xlsx`, "bare-2025-12.xlsx");
  const [book, same, later] = JSON.parse(python("workbook.py", "read", place("book-en.xlsx"), place(`office/bare-${AT}.xlsx`), place("office/bare-2025-12.xlsx")));
  for (const [name, { rows }] of Object.entries(book)) {
    rows.forEach((row, r) => row.forEach((value, c) => {
      const found = same[name].rows[r]?.[c] ?? null;
      if (typeof value === "number") near(found, value, `${name} ${r + 1}:${c + 1}`);
      else if (name !== "Read me") assert.equal(found, value, `${name} ${r + 1}:${c + 1}`);
    }));
  }
  assert.match(JSON.stringify(same["Read me"].rows), /hold: all sums/);
  const end = expected.months.indexOf("2025-12");
  POLLUTANTS.forEach((pollutant, p) => near(later.Summary.rows[HEADS + 1 + p][1], expected.pollutants[pollutant].reduction_t[end], `${pollutant} at another month`));

  office("pdf", "slides-zh.pptx", "slides-en.pptx", "book-zh.xlsx", "book-en.xlsx");
  const text = (name) => execFileSync("pdftotext", ["-layout", place(`office/${name}.pdf`), "-"]).toString();
  const [chinese, english] = ["slides-zh", "slides-en"].map(text);
  for (const all of [chinese, english]) assert.equal(all.split("\f").length - 1, 12, "pages");
  assert.match(chinese.replace(/\s/g, ""), /不作为考核依据/);
  assert.match(chinese.replace(/\s/g, ""), /挥发性有机物累计减排量/);
  assert.match(english, /not a basis for assessment/);
  assert.match(english, /Counted reduction/);
  assert.match(text("book-zh").replace(/\s/g, ""), /通过：各项合计与引擎一致/);
  for (const name of ["book-zh", "book-en"]) assert.doesNotMatch(text(name), /#(REF|NAME|VALUE|DIV)|Err:/);
});
