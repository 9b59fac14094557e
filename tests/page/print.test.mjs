// What is printed: two A4 pages, whatever is on the page and however many measures there are, with nothing cut.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, screenshot } from "./harness.mjs";
import { POLLUTANTS, at, folderWith, open, refined, run, shows } from "./visit.mjs";

/** A page that is ready to print. */
async function printable(t, hash, options) {
  const page = await open(t, hash, options);
  await page.waitForFunction(() => [...document.styleSheets].some(({ href }) => href?.endsWith("print.css")));
  return page;
}

/** The pages of a PDF and their sizes in points. */
async function printed(page, name) {
  const pdf = await page.pdf({ path: screenshot(name).replace(".png", ".pdf"), preferCSSPageSize: true });
  const text = pdf.toString("latin1");
  const sizes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => `${Math.round(width)} x ${Math.round(height)}`);
  return { count: Number(text.match(/\/Type \/Pages\n\/Count (\d+)/)[1]), sizes: [...new Set(sizes)] };
}

/** What the two pages say, and what of it sticks out; laid out as for paper. */
async function laidOut(page) {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const sheets = await page.locator(".sheet").evaluateAll((all) =>
    all.map((sheet) => {
      const body = sheet.querySelector(".sheet-body");
      const { right, bottom } = body.getBoundingClientRect();
      const out = [...body.querySelectorAll("*")].filter((part) => {
        const box = part.getBoundingClientRect();
        return box.right > right + 1 || box.bottom > bottom + 1;
      });
      return { text: sheet.textContent, rows: sheet.querySelectorAll("tbody tr").length, out: out.map((part) => `${part.tagName} ${part.textContent.slice(0, 40)}`) };
    }),
  );
  const blank = await page.locator(".summary canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.every((value) => value === data[0]);
  });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".summary").count(), 0, "gone after printing");
  assert.ok(!blank, "the chart is drawn");
  return sheets;
}

const SAYS = {
  zh: [/五项主要污染物/, /目标值与基准排放量为估算，台账为示例数据，不作为考核依据。/, /第1页，共2页/, /武汉 2024/, /较时序进度/],
  en: [/of the five main pollutants/, /not a basis for assessment/, /Page 1 of 2/, /Wuhan/, /vs schedule/],
};
const ACCOUNTS = {
  zh: [/水泥超低排放改造/, /规模 50%，推迟 \+3个月/, /停用/, /核算减排量合计/, /按投运月数折算/, /含尚未完成项目（在建、计划）按预定完成时间测算的部分/, /目标与时序进度的来源/, /截至2024年12月底/, /method\.html/],
  en: [/Cement ultra-low/, /scale 50%, delay \+3 mo/, /off/, /Counted reduction/, /credited by months/, /underway or planned are counted as if complete when due/, /Where targets/, /December 2024/, /method\.html/],
};

for (const [lang, options] of [["zh", {}], ["en", { colorScheme: "dark", viewport: { width: 360, height: 740 } }]])
  test(`two A4 pages with verdict and account (${lang})`, async (t) => {
    const page = await printable(t, at(`&lang=${lang}&tab=ledger&l=cement-ultra-low:s0.5:d3,village-sewage:off`), options);
    await page.waitForFunction(() => /[1-9]/.test(document.getElementById("levers-moved").textContent));
    await refined(page);
    const [verdict, account] = await laidOut(page);
    const shown = await page.locator('.card[data-pollutant="nox"] .card-share').textContent();
    assert.ok(verdict.text.includes(shown), `${shown}, as on the screen`);
    for (const says of SAYS[lang]) assert.match(verdict.text.replace(/\s+/g, " "), says);
    for (const says of ACCOUNTS[lang]) assert.match(account.text.replace(/\s+/g, " "), says);
    assert.deepEqual([...verdict.out, ...account.out], [], "nothing is cut");
    assert.ok(account.rows >= 28 + 2 + 4, `${account.rows} rows`);
    assert.deepEqual(await printed(page, `summary-${lang}`), { count: 2, sizes: ["595 x 842"] });
  });

test("every figure on paper is the command line's", async (t) => {
  const page = await printable(t, at("&lang=zh"));
  const results = run("wuhan-2024");
  const i = results.months.indexOf(results.at);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const rows = Object.fromEntries(await page.locator(".summary-table tr").evaluateAll((all) => all.map(({ cells }) => [cells[0].textContent, [...cells].slice(2, 7).map((cell) => cell.textContent)])));
  for (const [k, p] of POLLUTANTS.entries()) {
    const one = results.pollutants[p];
    const sums = { 前期累计减排量: one.opening_t[i], 核算减排量合计: one.reduction_t[i], 时序进度: one.schedule_t[i], 目标值: one.target_t };
    for (const [name, value] of Object.entries(sums)) shows(rows[name][k], value, `${name}, ${p}`);
    const card = await page.locator(`.summary-card[data-pollutant="${p}"]`).textContent();
    shows(card.match(/[\d.]+%/)[0], (100 * one.reduction_t[i]) / one.target_t, `card of ${p}`);
    shows(card.match(/较时序进度(.*?)个/)[1], (100 * (one.reduction_t[i] - one.schedule_t[i])) / one.target_t, `points of ${p}`);
    // What measures bring, in the table's order, adds up to what the engine says of all.
    const brought = Object.entries(rows).flatMap(([name, cells]) => (name in sums || !/^[\d.,]+$/.test(cells[k] ?? "") ? [] : Number(cells[k].replaceAll(",", ""))));
    const all = Object.values(one.attribution_t).reduce((sum, t) => sum + t, 0);
    assert.ok(Math.abs(brought.reduce((sum, t) => sum + t, 0) - all) <= 0.5 * brought.length, `${p}: ${brought} for ${all}`);
  }
});

test("a scenario with more measures than a page holds is still two pages, and the rest is summed", async (t) => {
  const example = readFileSync(join(ROOT, "scenarios/example.toml"), "utf8");
  const measure = (n) => `
[[measure]]
id = "more-${n}"
name = { zh = "更多措施之${n}：名称较长的一项工程治理措施", en = "One more measure with a rather long name, number ${n}" }
basis = { unit = "x", total = 100 }
[[measure.effect]]
source = "kilns"
pollutants = ["nox"]
stage = "generation"
reduce = 0.01
`;
  const many = Array.from({ length: 90 }, (_, n) => measure(n)).join("");
  const folder = folderWith(t, { "many.toml": example.replace(/^id = "example"$/m, 'id = "many"').replace("[[measure]]", `${many.trimStart()}\n[[measure]]`) });
  const page = await printable(t, at("&lang=zh"));
  await page.setInputFiles("#files", [`${folder}/many.toml`, `${folder}/example-projects.csv`]);
  await page.waitForFunction(() => location.hash.includes("own=many"));
  const [verdict, account] = await laidOut(page);
  assert.deepEqual([...verdict.out, ...account.out], []);
  assert.match(account.text, /其余\d+项措施/);
  assert.ok(account.rows > 25, `${account.rows} rows`);
  assert.deepEqual(await printed(page, "summary-many"), { count: 2, sizes: ["595 x 842"] });
});
