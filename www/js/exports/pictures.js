// @ts-check
// Charts as pictures: one, or all of a pollutant in one file.

import { CHARTS, figureOf } from "../catalogue.js";
import { gather, picture, SIZES } from "../pictures.js";
import { fileName } from "./names.js";

/** @typedef {import("../types.d.ts").ExportForm} ExportForm */
/** @typedef {import("../types.d.ts").ExportContext} ExportContext */

const FORMAT = {
  id: "format",
  title: { zh: "格式", en: "Format" },
  options: [
    { value: "png-2", title: { zh: "PNG 2 倍", en: "PNG, 2x" } },
    { value: "png-4", title: { zh: "PNG 4 倍", en: "PNG, 4x" } },
    { value: "svg", title: { zh: "SVG 矢量图", en: "SVG, vectors" } },
  ],
};
const SIZE = {
  id: "size",
  title: { zh: "尺寸", en: "Size" },
  options: Object.entries(SIZES).map(([value, { title }]) => ({ value, title })),
};

/** @param {ExportContext} context @param {Awaited<ReturnType<typeof gather>>} run @param {string} chart */
async function drawn(context, run, chart) {
  const { view, chosen } = context;
  const [width, height] = SIZES[/** @type {keyof typeof SIZES} */ (chosen.size)].size;
  const [ending, scale] = chosen.format.split("-");
  const format = /** @type {"svg" | "png"} */ (ending);
  const { pollutant, lang } = view;
  // On paper and slides the ground is white.
  const blob = await picture(context, view, run, { chart, pollutant, lang, theme: "light", width, height, format, scale: Number(scale) || 2, carry: true });
  const { title } = await figureOf(/** @type {import("../catalogue.js").ChartName} */ (chart));
  return { name: fileName(view, format, { ...(chart !== "multiples" && { pollutant }), what: title[lang] }), blob };
}

/** @type {ExportForm[]} */
export const forms = [
  {
    id: "pictures",
    group: "pictures",
    title: { zh: "全部图表（ZIP）", en: "All charts (ZIP)" },
    note: { zh: "所选污染物的九幅图；文字已转为轮廓，任何电脑都能正常显示。", en: "The nine charts of the pollutant in view, with words as outlines: they look the same on any machine." },
    choices: [FORMAT, SIZE],
    async make(context) {
      const { view, progress } = context;
      const [run, Zip] = await Promise.all([gather(context, view), zip()]);
      const folder = new Zip();
      for (const [i, chart] of CHARTS.entries()) {
        progress(i / CHARTS.length);
        const { name, blob } = await drawn(context, run, chart);
        folder.file(name, blob);
      }
      return { name: fileName(view, "zip", { pollutant: view.pollutant, what: view.lang === "zh" ? "图表" : "charts" }), blob: await folder.generateAsync({ type: "blob" }) };
    },
  },
];

async function zip() {
  const { href } = new URL("../vendor/jszip.js", import.meta.url);
  return (await import(href)).default;
}
