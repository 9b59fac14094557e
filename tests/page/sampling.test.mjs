// Bands and chances while levers move: the newest wins, nothing older comes back, memory stays as it is.

import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, jianpai, screenshot } from "./harness.mjs";
import { NARROW, at, cardsShow, folderWith, lever, open, refined, run, shows } from "./visit.mjs";

/** A draft of the site is for browsers with SIMD alone. */
const hasScalar = existsSync(join(ROOT, "dist/js/pkg/scalar"));

/** Lets the page tell how large the engine's memory is, in workers too. */
const measured = (page) =>
  page.route(/pkg\/(scalar\/)?(first|jianpai)\.js$/, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const [, memory] = text.match(/\b(\w+)\.memory\.buffer/) ?? []; // what the minifier calls the exports
    const body = `${text}\nglobalThis.wasmBytes = () => ${memory}.memory.buffer.byteLength;`;
    await route.fulfill({ response, body });
  });

/** Bytes held after garbage is gone: scripts of the page, engine of the page and of the first worker. */
async function held(page, session) {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const wasm = await Promise.all([page, page.workers()[0]].map((place) => place.evaluate(() => globalThis.wasmBytes())));
  return { scripts: usedSize, wasm };
}

/**
 * Drags the scale of cement kilns up and down for `ms`, a step a frame; what the page showed each frame.
 * Ends at `last`.
 */
const drag = (page, ms, last) =>
  lever(page, "水泥超低排放改造")
    .locator('[data-key="scale"]')
    .evaluate(
      (slider, { ms, last }) =>
        new Promise((resolve) => {
          const frames = [];
          let begun, before;
          const frame = (now) => {
            begun ??= before = now; // the clock may be ahead of the frame's own time
            const value = now - begun < ms ? 1 + 0.8 * Math.sin((now - begun) / 500) : last;
            slider.value = String(value);
            slider.dispatchEvent(new Event("input", { bubbles: true }));
            const cell = (i) => Number(document.querySelector("#table-view tbody tr:last-child").cells[i].textContent.replaceAll(",", ""));
            const draws = document.getElementById("sampling-text").textContent;
            const columns = document.querySelector("#table-view thead tr").cells.length;
            frames.push({ scale: Number(slider.value), reduction: cell(1), p10: cell(5), p90: cell(6), draws, columns, ms: now - before });
            before = now;
            if (now - begun < ms) return void requestAnimationFrame(frame);
            slider.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
            resolve(frames);
          };
          slider.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
          requestAnimationFrame(frame);
        }),
      { ms, last },
    );

test("bands and chances are those of the command line, and say how many draws they rest on", async (t) => {
  const page = await open(t, at("&lang=zh"));
  await refined(page);
  const results = JSON.parse(jianpai("run", "scenarios/wuhan-2024.toml", "--draws", "10000", "--seed", "1", "--format", "json"));
  const percent = (text) => (/不足|below/.test(text) ? 0 : /以上|above/.test(text) ? 100 : Number(/(\d+)%/.exec(text)[1]));
  const end = results.months.at(-1);
  for (const [pollutant, { on_schedule: chances }] of Object.entries(results.uncertainty.pollutants)) {
    const text = await page.innerText(`.card[data-pollutant="${pollutant}"] .card-chance`);
    assert.ok(Math.abs(percent(text) - 100 * chances[end]) <= 0.51, `${pollutant}: ${text}, ${chances[end]}`);
  }
  assert.match(await page.innerText("#overall"), /到2025年底五项指标全部完成“十四五”目标的概率(为\d+%|不足1%|在99%以上)。$/);
  await page.click("#show-table");
  const rows = await page.locator("#table-view tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  const { p10, p90 } = results.uncertainty.pollutants.nox;
  rows.forEach((cells, i) => {
    shows(cells[5], p10[i], `${results.months[i]} P10`);
    shows(cells[6], p90[i], `${results.months[i]} P90`);
  });
});

/** How long the lever is dragged; with more seconds the frames told are worth reading. */
const DRAG_MS = 1000 * Number(process.env.DRAG_SECONDS ?? 5);

test("while a lever is dragged the newest wins, bands never go back, memory stays", async (t) => {
  const page = await open(t, at("&lang=zh"), {}, measured);
  await page.click("#show-table");
  const session = await page.context().newCDPSession(page);
  await refined(page);
  await drag(page, 1500, 1);
  await refined(page);
  const before = await held(page, session);
  const frames = await drag(page, DRAG_MS, 0.5);
  const times = frames.map(({ ms }) => ms).sort((a, b) => a - b);
  t.diagnostic(`${frames.length} frames, median ${times[times.length >> 1].toFixed(1)} ms, longest ${times.at(-1).toFixed(1)} ms, ${times.filter((ms) => ms > 50).length} over 50 ms`);
  const columns = new Set(frames.slice(10).map((frame) => frame.columns));
  assert.equal(columns.size, 1, "columns neither come nor go, not even where the lever passes the place it came from");

  // What is shown is of one run: it follows the slider up and down, a few frames late, and never turns by itself.
  const shown = frames.filter(({ reduction }, i) => i === 0 || reduction !== frames[i - 1].reduction);
  assert.ok(shown.length > 20, `${shown.length} states shown in ${frames.length} frames`);
  const turns = (values) => values.slice(2).filter((value, i) => Math.sign(value - values[i + 1]) * Math.sign(values[i + 1] - values[i]) < 0).length;
  const asked = turns(frames.map(({ scale }) => scale).filter((scale, i, all) => scale !== all[i - 1]));
  assert.ok(turns(shown.map(({ reduction }) => reduction)) <= asked, "the projection goes the slider's way");
  // Bands of one run with each projection: equal projections of one drag have equal bands.
  const bands = new Map();
  for (const { reduction, p10, p90, draws } of frames.slice(10)) {
    const key = `${reduction} ${draws}`;
    const seen = bands.get(key) ?? bands.set(key, { p10, p90 }).get(key);
    assert.deepEqual({ p10, p90 }, seen, `bands beside ${reduction} t, ${draws}`);
  }

  const folder = folderWith(t, {});
  writeFileSync(`${folder}/half.toml`, 'base = "wuhan-2024.toml"\nid = "half"\nname = "half"\ndescription = "x"\n\n[[lever]]\nmeasure = "cement-ultra-low"\nscale = 0.5\n');
  await cardsShow(page, run(`${folder}/half.toml`));
  await refined(page);
  const after = await held(page, session);
  after.wasm.forEach((bytes, i) => assert.ok(bytes <= before.wasm[i] + (1 << 20), `engines held ${before.wasm} before, ${after.wasm} after`));
  assert.ok(after.scripts < before.scripts + (2 << 20), `scripts held ${before.scripts} before, ${after.scripts} after`);
  t.diagnostic(`held before and after, bytes: scripts ${before.scripts}, ${after.scripts}; engines ${before.wasm}, ${after.wasm}`);
  await page.click("#show-chart");
  await page.screenshot({ path: screenshot("wide-zh-bands") });
});

test("drawing shows its progress, can be stopped and goes on", async (t) => {
  const late = "let late = 20;\nconst post = postMessage;\npostMessage = (data, ...more) => setTimeout(() => post(data, ...more), data.value instanceof Float64Array && late-- > 0 ? 150 : 0);\n";
  const slow = (page) =>
    page.route(/js\/worker\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: late + (await response.text()) });
    });
  const page = await open(t, at("&lang=en"), {}, slow);
  await page.getByRole("button", { name: "Stop" }).click();
  assert.match(await page.innerText("#sampling-text"), /^\d+ draws$/);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForFunction(() => /^[\d,]+ of 10,000 draws$/.test(document.getElementById("sampling-text").textContent));
  assert.ok(await page.isVisible("#sampling-bar"));
  await refined(page);
});

for (const lang of ["zh", "en"]) {
  test(`on a phone the draws stand beside the month, and cover nothing (${lang})`, async (t) => {
    const slow = (page) =>
      page.route(/js\/worker\.js$/, async (route) => {
        const response = await route.fetch();
        const late = "const post = postMessage;\npostMessage = (data, ...more) => setTimeout(() => post(data, ...more), data.value instanceof Float64Array ? 300 : 0);\n";
        await route.fulfill({ response, body: late + (await response.text()) });
      });
    const page = await open(t, at(`&lang=${lang}`), { viewport: NARROW }, slow);
    const edges = () => page.evaluate(() => [document.querySelector("#sampling").getBoundingClientRect().bottom, document.querySelector(".cards").getBoundingClientRect().top]);
    await page.locator("#sampling-bar").waitFor();
    const [running, cards] = await edges();
    assert.ok(running <= cards, `draws end at ${running}, cards begin at ${cards}`);
    await page.click("#sampling-button");
    await page.locator("#sampling-bar").waitFor({ state: "hidden" });
    const [stopped, still] = await edges();
    assert.ok(stopped <= still && still === cards, `stopped, draws end at ${stopped}, cards begin at ${still}, before at ${cards}`);
  });
}

test("workers share out draws and sums: the same on 1, 2 and 7, with lanes and without, as on the command line", async (t) => {
  const page = await open(t, at("&lang=zh"));
  const { uncertainty } = JSON.parse(jianpai("run", "scenarios/wuhan-2024.toml", "--draws", "3001", "--seed", "5", "--threads", "7", "--format", "json"));
  const folders = hasScalar ? ["pkg", "pkg/scalar"] : ["pkg"];
  for (const folder of folders) {
    for (const size of [1, 2, 7]) {
      const found = await page.evaluate(
        async ({ folder, size }) => {
          const { createCrew } = await import(new URL("js/crew.js", document.baseURI));
          const names = ["wuhan-2024.toml", "wuhan-2024-projects.csv"];
          const fetched = async (name) => [name, new Uint8Array(await (await fetch(`scenarios/${name}`)).arrayBuffer())];
          const files = Object.fromEntries(await Promise.all(names.map(fetched)));
          const module = await WebAssembly.compileStreaming(fetch(`js/${folder}/first_bg.wasm`));
          const workers = [];
          const hire = () => workers[workers.push(new Worker("js/worker.js", { type: "module" })) - 1];
          const crew = createCrew(hire, [new URL(`js/${folder}/first.js`, document.baseURI).href, module], undefined, size);
          await crew.load(files, names[0]);
          const found = await crew.uncertainty([], 5, 3001, { part: 100, signal: new AbortController().signal });
          workers.forEach((worker) => worker.terminate());
          return { found, workers: workers.length };
        },
        { folder, size },
      );
      assert.deepEqual(found, { found: uncertainty, workers: size }, `${folder}, ${size} workers`);
    }
  }
});

test("a browser without SIMD gets the engines without lanes, and the same figures", { skip: hasScalar ? false : "a draft" }, async (t) => {
  const asked = [];
  const page = await open(t, at("&tab=confidence&lang=zh"), {}, async (page) => {
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/js/pkg/")[1]));
    await page.addInitScript(() => (WebAssembly.validate = () => false));
  });
  await refined(page);
  await cardsShow(page, run("scenarios/wuhan-2024.toml"));
  const choice = page.locator("#panel-confidence .figure-choice");
  const whole = page.waitForResponse(/jianpai_bg\.wasm$/);
  await choice.selectOption("tornado");
  await whole;
  await page.locator("#panel-confidence figure:not([aria-busy]) .chart:visible").waitFor();
  const wasm = new Set(asked.filter((path) => path?.endsWith(".wasm")));
  assert.deepEqual([...wasm], ["scalar/first_bg.wasm", "scalar/jianpai_bg.wasm"]);
});
