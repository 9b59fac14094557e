// @ts-check
// embed.html: one chart, as its address says. `?chart=progress&pollutant=nox&lang=zh&theme=auto&at=2024-12&scenario=wuhan-2024
// &id=…`, and the levers behind `#` as the page's link has them.

import "../jianpai-chart.js";
import { figureOf, isChart } from "./catalogue.js";
import { fromHash } from "./link.js";
import { StartError } from "./module.js";
import { pollutantName } from "./text.js";
import { WORDS } from "./words/embed.js";

const query = new URLSearchParams(location.search);
const root = /** @type {HTMLElement} */ (document.getElementById("embed"));
const chart = document.createElement("jianpai-chart");
chart.setAttribute("loading", "eager"); // the frame itself waits, when it is lazy

const MARK = "#f=";

/** Levers in an address, which may say nothing else. @param {string} hash */
function leversIn(hash) {
  const [, text = ""] = hash.match(/[#&]l=([^&]*)/) ?? [];
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a broken %-escape: the chart says that it can't read it
  }
}

/** Only the newest address is followed. */
let turn = 0;

/** Sets what the address says; what it leaves open is the chart's to choose. */
async function follow() {
  const mine = ++turn;
  document.querySelector(".since")?.remove();
  const thawed = location.hash.startsWith(MARK) ? await thaw() : undefined;
  if (mine !== turn) return;
  const link = fromHash(location.hash);
  const lang = (query.get("lang") ?? link?.lang) === "en" ? "en" : "zh";
  const theme = query.get("theme") ?? "auto";
  const fields = {
    scenario: thawed ? undefined : (query.get("scenario") ?? link?.scenario),
    chart: thawed?.frozen.chart ?? query.get("chart"),
    pollutant: thawed?.frozen.view.pollutant ?? query.get("pollutant") ?? link?.pollutant,
    at: query.get("at") ?? link?.at,
    levers: thawed ? undefined : leversIn(location.hash),
    lang,
    theme,
  };
  for (const [name, value] of Object.entries(fields)) {
    if (value) chart.setAttribute(name, value);
    else chart.removeAttribute(name);
  }
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset.theme = theme;
  if (thawed) void tell(lang, thawed);
  const name = fields.chart ?? "progress";
  if (!isChart(name)) return;
  const { title } = await figureOf(name);
  const what = name === "multiples" ? "" : pollutantName(lang, /** @type {import("./text.js").Pollutant} */ (fields.pollutant || "nox"));
  document.title = [title[lang], what, WORDS[lang].title].filter(Boolean).join(" · ");
  /** @type {HTMLElement} */ (document.getElementById("embed-title")).textContent = document.title;
}

/** What is frozen in the address. */
async function thaw() {
  try {
    const { thaw } = await import("./thaw.js");
    return await thaw(chart, location.hash.slice(MARK.length));
  } catch (error) {
    console.warn(error);
    const note = document.createElement("p");
    note.className = "since why";
    note.textContent = "冻结的图表代码不完整或版本不符，请重新复制。The frozen chart's code is incomplete or of another version; copy it anew.";
    root.append(note);
    return undefined;
  }
}

/** Beside a frozen chart: when it was frozen, whether it can be worked out anew, what the site says today. @param {"zh" | "en"} lang @param {NonNullable<Awaited<ReturnType<typeof thaw>>>} thawed */
async function tell(lang, thawed) {
  const note = document.createElement("p");
  note.className = "since why";
  root.append(note);
  if (!chart.shadowRoot?.querySelector(".ready")) await new Promise((resolve) => chart.addEventListener("jianpai-ready", resolve, { once: true }));
  note.textContent = await thawed.say(lang);
}

// A still picture stands in for an engine that does not run, not for a scenario that is not there.
chart.addEventListener("jianpai-error", (event) => /** @type {CustomEvent} */ (event).detail instanceof StartError && dispatchEvent(new Event("jianpai-still")));
addEventListener("hashchange", follow);
root.replaceChildren(chart);
void follow();
