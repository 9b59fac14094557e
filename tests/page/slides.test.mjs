// The slides of the dialog 导出, read again by python-pptx and openpyxl, and by LibreOffice.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, jianpai } from "./harness.mjs";
import { dialog, made } from "./forms.mjs";
import { AT, POLLUTANTS, at, open, run } from "./visit.mjs";

const SCENARIO = "scenarios/wuhan-2024.toml";
const folder = mkdtempSync(join(tmpdir(), "jianpai-slides-"));
const near = (found, expected, what) => assert.ok(Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${what}: ${found}, the command line ${expected}`);

/** What python-pptx reads in a deck. */
function read(name, bytes) {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return JSON.parse(execFileSync("python3", [join(ROOT, "tests/readers/slides.py"), file], { maxBuffer: 1 << 26 }).toString());
}

const expected = run(SCENARIO);
const drawn = JSON.parse(jianpai("run", SCENARIO, "--at", AT, "--draws", "10000", "--format", "json")).uncertainty;
const now = expected.months.indexOf(AT);

for (const [lang, name] of [["zh", "减排推演_武汉2024年重点任务_2024-12.pptx"], ["en", "Jianpai_Wuhan-work-plan-of-2024_2024-12.pptx"]]) {
  test(`slides in ${lang} have the figures of the command line, in the picture and in its workbook`, async (t) => {
    const page = await open(t, at(`&lang=${lang}`));
    const overall = await page.locator("#overall").innerText();
    const caution = await page.locator("#banner-text").innerText();
    await dialog(page);
    const file = await made(page, "slides");
    assert.equal(file.name, name);
    const { wide, slides } = read(`${lang}.pptx`, file.bytes);
    assert.ok(Math.abs(wide - 16 / 9) < 1e-3);
    assert.equal(slides.length, 1 + 2 * POLLUTANTS.length + 1);
    for (const { title, texts, notes } of slides) {
      assert.ok(title.length > 3, "a title that says something");
      assert.ok(texts.some((text) => text.includes(caution)), `the caution on: ${title}`);
      assert.ok(notes.includes(caution));
    }
    const [summary, ...rest] = slides;
    assert.equal(summary.title.split(/[；;]/)[0], overall.split(/[；;]/)[0]);
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
    });
  });
}

test("LibreOffice shows every slide", { timeout: 120_000 }, () => {
  const files = ["zh", "en"].map((lang) => join(folder, `${lang}.pptx`));
  execFileSync("soffice", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "pdf", "--outdir", folder, ...files], { stdio: "pipe" });
  const text = (lang) => execFileSync("pdftotext", ["-layout", join(folder, `${lang}.pdf`), "-"]).toString();
  const [chinese, english] = ["zh", "en"].map(text);
  for (const all of [chinese, english]) assert.equal(all.split("\f").length - 1, 12, "pages");
  assert.match(chinese.replace(/\s/g, ""), /不作为考核依据/);
  assert.match(chinese.replace(/\s/g, ""), /挥发性有机物累计减排量/);
  assert.match(english, /not a basis for assessment/);
  assert.match(english, /Counted reduction/);
});
