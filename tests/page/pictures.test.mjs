// Pictures on the page: the dialog's files are the command line's, and one that comes back is reproduced, or told why not.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { jianpai } from "./harness.mjs";
import { at, axe, folderWith, lever, open, shot } from "./visit.mjs";

const FIRST = "水泥";

function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), "jianpai-pictures-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Opens the dialog of the chart in view. */
async function dialog(page, button = "#save-picture") {
  await page.locator(button).click();
  await page.waitForFunction(() => {
    const image = /** @type {HTMLImageElement | null} */ (document.querySelector("dialog.picture[open] img"));
    return image?.complete && image.naturalWidth > 0;
  });
  return page.locator("dialog.picture");
}

/** The file that the dialog's button gives, at `path`. */
async function download(page, path) {
  const [got] = await Promise.all([page.waitForEvent("download"), page.locator("dialog.picture .primary").click()]);
  await got.saveAs(path);
  return got.suggestedFilename();
}

const drop = (page, path) => page.locator("#files").setInputFiles(path);
const told = (page) => page.locator("#messages .message");
const recordOf = (svg) => JSON.parse(svg.match(/<record [^>]*>(.*?)<\/record>/s)[1].replaceAll("&lt;", "<").replaceAll("&amp;", "&"));

/** What the command line draws of the same. */
function native(folder, record, ending) {
  const { picture, levers, chances, at: month, scenario } = record;
  const path = join(folder, `native.${ending}`);
  const moved = levers.flatMap(({ measure, ...keys }) => ["--lever", `${measure}:${Object.entries(keys).map(([key, value]) => `${key}=${value}`).join(",")}`]);
  jianpai("--lang", picture.lang, "chart", scenario.file.replace(".toml", ""), "--chart", picture.chart, "--pollutant", picture.pollutant, "--at", month,
    "--theme", picture.theme, "--size", `${picture.width}x${picture.height}`, "--draws", String(chances?.draws ?? 0), "--seed", String(chances?.seed ?? 1), ...moved, "-o", path);
  return readFileSync(path);
}

test("the dialog's files are those of the command line, and come back reproduced", async (t) => {
  const folder = scratch(t);
  const page = await open(t, at("&tab=progress&l=cement-ultra-low:d6"));
  const box = await dialog(page);
  assert.deepEqual(await axe(page), []);
  await shot(page, "picture-dialog");
  await box.locator("[name=format]").selectOption("svg");
  await box.locator("[name=size]").selectOption("slide");
  const svgPath = join(folder, "a.svg");
  assert.match(await download(page, svgPath), /氮氧化物.*\.svg$/);
  const svg = readFileSync(svgPath, "utf8");
  const record = recordOf(svg);
  assert.equal(record.levers.length, 1);
  assert.ok(!/<text/.test(svg), "words are outlines");
  assert.ok(native(folder, record, "svg").equals(readFileSync(svgPath)), "other bytes than the command line's");
  await box.locator("[name=format]").selectOption("png-3");
  const pngPath = join(folder, "a.png");
  await download(page, pngPath);
  await page.keyboard.press("Escape");
  assert.match(jianpai("--lang", "en", "verify", pngPath), /reproduced\n$/);

  const fresh = await open(t, at("&p=tp&tab=cost"));
  for (const path of [svgPath, pngPath]) {
    await drop(fresh, path);
    await told(fresh).filter({ hasText: "图片复算一致" }).waitFor();
    assert.equal(await fresh.locator('.card[data-pollutant="nox"] .card-choice').isChecked(), true);
    assert.equal(await fresh.locator("#tab-progress").getAttribute("aria-selected"), "true");
    assert.equal(await lever(fresh, FIRST).locator('[data-key="delay_months"]').inputValue(), "6");
  }
});

test("the tornado travels: the command line's picture, which comes back to its tab", async (t) => {
  const folder = scratch(t);
  const page = await open(t, at("&tab=confidence&l=cement-ultra-low:d6"));
  await page.locator("#panel-confidence .figure-choice").selectOption("tornado");
  await page.locator("#panel-confidence figure:not([aria-busy]) .finding").getByText("影响最大的参数").waitFor();
  await shot(page, "tornado");
  const box = await dialog(page, "#panel-confidence .figure-tools button:has([href='#icon-picture'])");
  await box.locator("[name=format]").selectOption("svg");
  const path = join(folder, "tornado.svg");
  assert.match(await download(page, path), /氮氧化物_关键参数_.*\.svg$/);
  const svg = readFileSync(path, "utf8");
  assert.ok(native(folder, recordOf(svg), "svg").equals(readFileSync(path)), "other bytes than the command line's");
  const fresh = await open(t, at("&p=tp&tab=cost"));
  await drop(fresh, path);
  await told(fresh).filter({ hasText: "图片复算一致" }).waitFor();
  assert.equal(await fresh.locator("#tab-confidence").getAttribute("aria-selected"), "true");
});

test("a picture that was tampered with, or is none of ours, is told for what it is", async (t) => {
  const folder = scratch(t);
  const path = join(folder, "a.svg");
  jianpai("--lang", "zh", "chart", "wuhan-2024", "--chart", "waterfall", "--at", "2024-12", "-o", path);
  const svg = readFileSync(path, "utf8");
  const { figures } = recordOf(svg);
  const counted = String(figures.nox.counted_t);
  const page = await open(t, at(""));
  const cases = [
    [svg.replace(counted, "9999.5"), "图片复算不一致", "图中 9999.500 吨"],
    [svg.replace("#ffffff", "#fffff0"), "图片复算不一致", "改动过"],
    [svg.replace(/<metadata>.*?<\/metadata>/s, ""), "图片无法打开", "没有情景信息"],
    [svg.replace('"levers":', '"lovers":'), "图片无法打开", "已损坏"],
    ["%PDF-1.7", "图片无法打开", "不是 SVG 或 PNG"],
  ];
  for (const [text, title, detail] of cases) {
    assert.notEqual(text, svg);
    writeFileSync(path, text);
    await drop(page, path);
    const message = told(page).filter({ hasText: title });
    await message.filter({ hasText: detail }).waitFor();
    assert.equal(await told(page).count(), 1);
  }
  await shot(page, "picture-refused");
});

test("an own scenario travels in its pictures, unless it is left out", async (t) => {
  const toml = readFileSync("scenarios/example.toml", "utf8").replace("example-projects.csv", "own.csv");
  const folder = folderWith(t, { "own.toml": toml, "own.csv": readFileSync("scenarios/example-projects.csv") });
  const files = ["own.toml", "own.csv"].map((name) => join(folder, name));
  const page = await open(t, at("&tab=contributions"));
  await page.locator("#files").setInputFiles(files);
  await page.waitForFunction(() => /** @type {HTMLSelectElement} */ (document.getElementById("scenario")).selectedOptions[0]?.text === "own.toml");
  const box = await dialog(page, "#panel-contributions .figure-tools button:has([href='#icon-picture'])");
  const [carried, bare] = ["carried.png", "bare.png"].map((name) => join(folder, name));
  await download(page, carried);
  await box.locator(".picture-carry input").uncheck();
  await download(page, bare);
  const fresh = await open(t, at(""));
  await drop(fresh, bare);
  await told(fresh).filter({ hasText: "请先打开 own.toml" }).waitFor();
  await drop(fresh, carried);
  await told(fresh).filter({ hasText: "图片复算一致" }).waitFor();
});

test("a picture goes to the clipboard", async (t) => {
  const page = await open(t, at("&tab=all"), { permissions: ["clipboard-read", "clipboard-write"] });
  const box = await dialog(page, "#panel-all .figure-tools button:has([href='#icon-picture'])");
  await box.locator("[name=theme]").selectOption("dark");
  await box.getByText("复制图片").click();
  await box.locator(".picture-told").filter({ hasText: "已复制" }).waitFor();
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const { width, height } = await createImageBitmap(await item.getType("image/png"));
    return [width, height];
  });
  assert.deepEqual(size, [1920, 1080]);
});

test("viewers without Chinese fonts show what the picture shows", async (t) => {
  const folder = scratch(t);
  const [svg, png, rsvg] = ["a.svg", "a.png", "rsvg.png"].map((name) => join(folder, name));
  for (const path of [svg, png]) jianpai("--lang", "zh", "chart", "wuhan-2024", "--chart", "waterfall", "--at", "2024-12", "--scale", "1", "-o", path);
  const config = join(folder, "fonts.conf");
  writeFileSync(config, `<?xml version="1.0"?><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>${folder}</cachedir></fontconfig>`);
  const env = { ...process.env, FONTCONFIG_FILE: config, HOME: folder };
  execFileSync("rsvg-convert", [svg, "-o", rsvg], { env });
  execFileSync("soffice", ["--headless", `-env:UserInstallation=file://${folder}/office`, "--convert-to", "png", "--outdir", join(folder, "office-out"), svg], { env, stdio: "ignore" });
  const office = join(folder, "office-out", "a.png");
  assert.ok(existsSync(office));
  const page = await open(t, at(""));
  const images = [png, rsvg, office].map((path) => readFileSync(path).toString("base64"));
  const [other, ofOffice] = await page.evaluate(async (images) => {
    const pixels = await Promise.all(images.map(async (image) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(image), (c) => c.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(960, 540);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
      context.fillStyle = "#fff";
      context.fillRect(0, 0, 960, 540);
      context.drawImage(bitmap, 0, 0, 960, 540);
      return context.getImageData(0, 0, 960, 540).data;
    }));
    const [ours, ...others] = pixels;
    // The share of pixels that are dark in one picture, and in the other neither there nor beside.
    const dark = (data, x, y) => data[4 * (y * 960 + x)] + data[4 * (y * 960 + x) + 1] + data[4 * (y * 960 + x) + 2] < 300;
    return others.map((data) => {
      let [lost, all] = [0, 0];
      for (let y = 3; y < 537; y++)
        for (let x = 3; x < 957; x++)
          if (dark(ours, x, y)) {
            all++;
            let near = false;
            for (let dy = -3; dy <= 3 && !near; dy++) for (let dx = -3; dx <= 3 && !near; dx++) near = data[4 * ((y + dy) * 960 + x + dx) + 1] < 160;
            if (!near) lost++;
          }
      return lost / all;
    });
  }, images);
  assert.ok(other < 0.01, `rsvg-convert loses ${other} of what is dark`);
  assert.ok(ofOffice < 0.03, `LibreOffice loses ${ofOffice} of what is dark`);
});
