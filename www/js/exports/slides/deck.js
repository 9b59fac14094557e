// @ts-check
// The deck: its look, its slides in order, and the file.

import { POLLUTANTS, caution } from "../../text.js";
import { WORDS, madeWith } from "../../words/slides.js";
import { chartXml, sheetParts } from "./chart.js";
import { contributions } from "./contributions.js";
import { progress } from "./progress.js";
import { sources } from "./sources.js";
import { summary } from "./summary.js";

/** @typedef {import("pptxgenjs").default} Library */
/** @typedef {import("pptxgenjs").default.Slide} Slide */
/** @typedef {import("../collect.js").Collected} Collected */
/** @typedef {import("./chart.js").Chart} Chart */
/** @typedef {{ x: number, y: number, w: number, h: number }} Place in inches */

/** Of the light theme of the charts (src/chart/theme.rs). */
export const COLOURS = { nox: "C85000", vocs: "AA5082", cod: "0064A5", nh3n: "007D5A", tp: "A06900" };
/** Bands: the same, lightened. */
export const TINTS = { nox: "F4DCCC", vocs: "EEDCE6", cod: "CCE0ED", nh3n: "CCE5DE", tp: "ECE1CC" };
export const STATUS_COLOURS = { ahead: "05684A", "at-risk": "825500", behind: "A8321A", none: "5B626A" };
export const INK = "1C2024";
export const SOFT = "5B626A";
export const RULE = "DFE2E5";
/** The slide is 13.33 by 7.5 inches. */
export const LEFT = 0.6;
export const WIDTH = 12.13;
const TITLE_HEIGHT = 1;
/** In points, the first that fits. */
const TITLE_SIZES = [24, 22, 20, 18, 16, 14];

/**
 * What a slide is made with.
 * @typedef {object} Desk
 * @property {Collected} of
 * @property {string} font
 * @property {Chart["yearFormat"]} yearFormat
 * @property {(title: string, notes: string[]) => Slide} slide a new one, its finding as title, its notes for the speaker
 * @property {(slide: Slide, chart: Omit<Chart, "font" | "yearFormat">, place: Place, description: string) => void} chart
 * @property {(slide: Slide, lines: string[]) => void} footnotes
 */

/**
 * @param {Library} pptx a new presentation
 * @param {{ loadAsync(data: ArrayBuffer): Promise<any>, new (): any }} Zip
 * @param {Collected} of
 * @param {string} version the engine's
 * @returns {Promise<Blob>}
 */
export async function deck(pptx, Zip, of, version) {
  const { lang, outline, results } = of;
  const font = lang === "zh" ? "Microsoft YaHei" : "Arial";
  const made = madeWith(lang, version, results.uncertainty?.draws ?? 0, outline.id);
  const note = caution(lang, outline);
  pptx.layout = "LAYOUT_WIDE";
  pptx.theme = { headFontFace: font, bodyFontFace: font };
  pptx.title = outline.name[lang];
  pptx.subject = results.at;
  pptx.company = pptx.author = WORDS[lang].engine;
  pptx.defineSlideMaster({
    title: "PAGE",
    background: { color: "FFFFFF" },
    objects: [
      { placeholder: { options: { name: "title", type: "title", x: LEFT, y: 0.4, w: WIDTH, h: TITLE_HEIGHT, fontFace: font, fontSize: TITLE_SIZES[0], bold: true, color: INK, align: "left", valign: "top", margin: 0 }, text: "" } },
      { line: { x: LEFT, y: 7.02, w: WIDTH, h: 0, line: { color: RULE, width: 0.75 } } },
    ],
    slideNumber: { x: LEFT + WIDTH - 0.6, y: 7.07, w: 0.6, h: 0.3, fontFace: font, fontSize: 9, color: SOFT, align: "right" },
  });
  /** @type {Chart[]} */
  const charts = [];
  /** @type {Desk} */
  const desk = {
    of,
    font,
    yearFormat: lang === "zh" ? 'yyyy"年"' : "yyyy",
    slide(title, notes) {
      const slide = pptx.addSlide({ masterName: "PAGE" });
      slide.addText([{ text: title, options: { fontSize: sizeOf(title, lang), lang: lang === "zh" ? "zh-CN" : "en-US" } }], { placeholder: "title" });
      slide.addText([{ text: note, options: { bold: true } }, { text: (note && "  ") + made }], { x: LEFT, y: 7.07, w: WIDTH - 0.8, h: 0.3, fontFace: font, fontSize: 9, color: SOFT, margin: 0, valign: "middle" });
      slide.addNotes([...notes, note, made].filter(Boolean).join("\n"));
      return slide;
    },
    chart(slide, chart, place, description) {
      charts.push({ ...chart, font, yearFormat: desk.yearFormat });
      // What the library puts into the frame is replaced below.
      slide.addChart(pptx.ChartType.bar, [{ name: "-", labels: ["-"], values: [1] }], { ...place, altText: description });
    },
    footnotes(slide, lines) {
      slide.addText(lines.filter(Boolean).map((text) => ({ text, options: { breakLine: true } })), { x: LEFT, y: 6.28, w: WIDTH, h: 0.68, fontFace: font, fontSize: 10, color: SOFT, margin: 0, valign: "bottom" });
    },
  };
  summary(desk);
  for (const pollutant of POLLUTANTS) progress(desk, pollutant);
  for (const pollutant of POLLUTANTS) contributions(desk, pollutant);
  sources(desk);
  const file = await pptx.write({ outputType: "arraybuffer" });
  return finished(Zip, /** @type {ArrayBuffer} */ (file), charts, font);
}

/** The largest size in which `title` stays within its place, by the usual widths of signs. @param {string} title @param {"zh" | "en"} lang */
function sizeOf(title, lang) {
  const ems = [...title].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1 : lang === "zh" ? 0.75 : 0.58), 0); // Chinese programs put space around figures
  const fits = (/** @type {number} */ size) => Math.ceil((ems * size) / 72 / (WIDTH * 0.97)) * ((1.22 * size) / 72) <= TITLE_HEIGHT;
  return TITLE_SIZES.find(fits) ?? TITLE_SIZES[TITLE_SIZES.length - 1];
}

/**
 * Puts in the charts, and the Chinese face of the theme.
 * @param {{ loadAsync(data: ArrayBuffer): Promise<any>, new (): any }} Zip @param {ArrayBuffer} file @param {Chart[]} charts @param {string} font
 */
async function finished(Zip, file, charts, font) {
  const zip = await Zip.loadAsync(file);
  const packed = { compression: "DEFLATE", compressionOptions: { level: 9 } };
  for (const [i, chart] of charts.entries()) {
    const book = new Zip();
    for (const [name, text] of Object.entries(sheetParts(chart))) book.file(name, text);
    zip.file(`ppt/charts/chart${i + 1}.xml`, chartXml(chart));
    zip.file(`ppt/embeddings/Microsoft_Excel_Worksheet${i + 1}.xlsx`, await book.generateAsync({ type: "uint8array", ...packed }));
  }
  /** @param {RegExp} names @param {(text: string) => string} mend */
  const mended = async (names, mend) => {
    for (const part of zip.file(names)) zip.file(part.name, mend(await part.async("string")));
  };
  await mended(/^ppt\/theme\/theme\d+\.xml$/, (text) => text.replaceAll('<a:ea typeface=""/>', `<a:ea typeface="${font}"/>`));
  // A title with a number is none for outlines and screen readers.
  await mended(/^ppt\/slide(s|Layouts)\/[^/]+\.xml$/, (text) => text.replace(/idx="\d+"(\s+type="title")/g, "$1"));
  // The library lists a master for each slide, and makes one.
  await mended(/^\[Content_Types\]\.xml$/, (text) => text.replace(/<Override PartName="\/([^"]+)"[^>]*\/>/g, (entry, part) => (zip.file(part) ? entry : "")));
  return zip.generateAsync({ type: "blob", mimeType: "application/vnd.openxmlformats-officedocument.presentationml.presentation", ...packed });
}
