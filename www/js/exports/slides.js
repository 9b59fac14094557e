// @ts-check
// Slides with charts that can be edited.

import { collect } from "./collect.js";
import { fileName } from "./names.js";

/** @type {import("../types.d.ts").ExportForm[]} */
export const forms = [
  {
    id: "slides",
    group: "slides",
    title: { zh: "汇报幻灯片（PPTX）", en: "Slides (PPTX)" },
    note: { zh: "总体一页、各污染物进度与贡献各一页，图表可在 PowerPoint、WPS 中编辑，附来源与备注。", en: "A summary, progress and contributions of each pollutant; charts are editable in PowerPoint, with sources and speaker notes." },
    async make(context) {
      const [of, { deck }, Library, Zip] = await Promise.all([collect(context), import("./slides/deck.js"), vendored("pptxgen.js"), vendored("jszip.js")]);
      return { name: fileName(context.view, "pptx"), blob: await deck(new Library(), Zip, of, context.version()) };
    },
  },
];

/** A library that the build put beside the page. @param {string} name */
async function vendored(name) {
  const { href } = new URL(`../vendor/${name}`, import.meta.url);
  return (await import(href)).default;
}
