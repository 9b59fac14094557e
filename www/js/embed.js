// @ts-check
// embed.html: one chart, as its address says. `?chart=progress&pollutant=nox&lang=zh&theme=auto&at=2024-12&scenario=wuhan-2024
// &id=…`, and the levers behind `#` as the page's link has them.

import "../jianpai-chart.js";
import { figureOf, isChart } from "./catalogue.js";
import { fromHash, leversText } from "./state.js";
import { pollutantName } from "./text.js";
import { WORDS } from "./words/embed.js";

const query = new URLSearchParams(location.search);
const root = /** @type {HTMLElement} */ (document.getElementById("embed"));
const chart = document.createElement("jianpai-chart");
chart.setAttribute("loading", "eager"); // the frame itself waits, when it is lazy

/** Sets what the address says; what it leaves open is the chart's to choose. */
async function follow() {
  const link = fromHash(location.hash);
  const lang = (query.get("lang") ?? link?.lang) === "en" ? "en" : "zh";
  const theme = query.get("theme") ?? "auto";
  const fields = {
    scenario: query.get("scenario") ?? link?.scenario,
    chart: query.get("chart"),
    pollutant: query.get("pollutant") ?? link?.pollutant,
    at: query.get("at") ?? link?.at,
    levers: link && leversText(link.levers),
    lang,
    theme,
  };
  for (const [name, value] of Object.entries(fields)) {
    if (value) chart.setAttribute(name, value);
    else chart.removeAttribute(name);
  }
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset.theme = theme;
  const name = fields.chart ?? "progress";
  if (!isChart(name)) return;
  const { title } = await figureOf(name);
  const what = name === "multiples" ? "" : pollutantName(lang, /** @type {import("./text.js").Pollutant} */ (fields.pollutant || "nox"));
  document.title = [title[lang], what, WORDS[lang].title].filter(Boolean).join(" · ");
  /** @type {HTMLElement} */ (document.getElementById("embed-title")).textContent = document.title;
}

chart.addEventListener("jianpai-error", () => dispatchEvent(new Event("jianpai-still")));
addEventListener("hashchange", follow);
void follow();
root.replaceChildren(chart);
