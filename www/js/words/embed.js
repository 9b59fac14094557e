// @ts-check
// Words around a chart that stands on another page.

import { caution, monthName, movedCount, word } from "../text.js";

/** @typedef {import("../text.js").Lang} Lang */

export const WORDS = {
  zh: { page: "打开推演页面", title: "减排推演", failed: "图表未能显示" },
  en: { page: "Open the simulator", title: "Jianpai", failed: "The chart could not be shown" },
};

/** Which tab of the page shows the chart. @type {Record<import("../catalogue.js").ChartName, string>} */
export const TABS = {
  progress: "progress",
  multiples: "all",
  waterfall: "contributions",
  wedges: "contributions",
  emissions: "emissions",
  counted: "emissions",
  "cost-curve": "cost",
  districts: "districts",
  tornado: "confidence",
};

/** Scenario, month, levers moved, and what is not official. @param {import("../types.d.ts").TabView} view */
export function footLine({ lang, outline, results, levers }) {
  const month = lang === "zh" ? `截至${monthName(lang, results.at)}` : `as of ${monthName(lang, results.at)}`;
  const parts = [outline.name[lang], month, movedCount(lang, levers.length)].filter(Boolean).join(" · ");
  return [parts, caution(lang, outline)].filter(Boolean).join(lang === "zh" ? "。" : ". ");
}

/** Why there is no chart, and what to do. @param {Lang} lang @param {unknown} error */
export function failure(lang, error) {
  const { reason, findings, message } = /** @type {{ reason?: import("../text.js").Word, findings?: import("../types.d.ts").Diagnostic[], message?: string }} */ (error ?? {});
  if (findings) {
    const wrong = findings.filter(({ severity }) => severity === "error").map((one) => [one.place.file, one.place.line, one.message[lang]].filter(Boolean).join(" · "));
    return `${WORDS[lang].failed}. ${wrong.join("\n")}`;
  }
  return `${WORDS[lang].failed}${lang === "zh" ? "：" : ": "}${message ?? String(error)} ${reason ? word(lang, reason) : ""}`;
}
