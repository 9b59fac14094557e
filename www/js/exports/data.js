// @ts-check
// The figures of every chart, and all results, for spreadsheets and programs.

import { CHARTS, figureOf, isChart } from "../catalogue.js";
import { about, csvOf, json, jsonOf } from "../data.js";
import { collect } from "./collect.js";
import { fileName } from "./names.js";

/** @typedef {import("../types.d.ts").ExportForm} ExportForm */

const figures = await Promise.all(CHARTS.map(figureOf));

/** @type {ExportForm[]} */
export const forms = [
  {
    id: "chart-data",
    group: "data",
    title: { zh: "一张图的数据", en: "A chart’s figures" },
    note: { zh: "与图下表格相同的数据。CSV 供表格软件，JSON 附情景、调节项与引擎版本。", en: "The figures of its table: CSV for spreadsheets; JSON also has scenario, levers and engine version." },
    choices: [
      { id: "chart", title: { zh: "图", en: "Chart" }, options: figures.map(({ id, title }) => ({ value: id, title })) },
      { id: "format", title: { zh: "格式", en: "Format" }, options: ["csv", "json"].map((value) => ({ value, title: { zh: value.toUpperCase(), en: value.toUpperCase() } })) },
    ],
    async make({ view, chosen, call, version }) {
      const { chart, format } = chosen;
      if (!isChart(chart)) throw new Error(chart);
      const figure = await figureOf(chart);
      const content = figure.show(view, figure.load ? await figure.load(view, call) : true);
      const pollutant = chart === "multiples" ? undefined : view.pollutant;
      return {
        name: fileName(view, format, { ...(pollutant && { pollutant }), what: figure.title[view.lang] }),
        blob: format === "csv" ? csvOf(content.table) : jsonOf(view, { ...content, id: chart }, version()),
      };
    },
  },
  {
    id: "results",
    group: "data",
    title: { zh: "全部结果（JSON）", en: "All results (JSON)" },
    note: { zh: "逐月结果、区间与概率、各项贡献与费用，格式见方法页。", en: "Months, ranges and chances, contributions and costs, in the documented format." },
    async make(context) {
      const { results, contributions } = await collect(context);
      const { view } = context;
      return { name: fileName(view, "json", { what: { zh: "全部结果", en: "results" }[view.lang] }), blob: json({ ...about(view, context.version()), results, contributions }) };
    },
  },
];
