// @ts-check
// View: what is printed, a summary of two A4 pages. Made when printing begins, in the page's language and state, and gone
// after it. Loaded ahead, since a browser that has begun to print waits for nothing.

import { addStyle } from "./styles.js";
import { amount, caution, chance, labelled, monthName, percent, points, pollutantName, POLLUTANTS, pollutantSymbol, provenanceText, standing, statusWord, verdict } from "./text.js";
import { overall } from "./words/all.js";
import { WORDS, dateText, movedText, notes, othersText, pageText } from "./words/print.js";
import { broughtText } from "./words/page.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./types.d.ts").TabView} TabView */
/** @typedef {import("./types.d.ts").MeasureOutline} MeasureOutline */

/** Device pixels per CSS pixel of the charts, for 288 dots an inch. */
const SCALE = 3;
/** However long a ledger of measures is, so many rows stay. */
const FEWEST_ROWS = 6;
/** A note of a source that is longer than this many characters is shortened. */
const LONGEST_SOURCE = 360;

/**
 * @param {Pick<import("./types.d.ts").TabContext, "draw" | "failed">} context
 * @param {() => TabView | undefined} look what is on the page now
 * @param {{ title(lang: Lang): string, method: URL }} site
 */
export async function createSummary(context, look, site) {
  await addStyle(new URL("../styles/print.css", import.meta.url));
  /** @type {HTMLElement | undefined} */
  let summary;

  return {
    /** Makes the summary and puts it on the page, where only paper shows it. */
    show() {
      const view = look();
      if (!view) return;
      summary?.remove();
      summary = element("div", "summary");
      const method = new URL(`?lang=${view.lang}`, site.method).href;
      const first = sheet(view, site.title(view.lang), 1);
      const second = sheet(view, site.title(view.lang), 2);
      summary.append(first, second);
      document.body.append(summary);
      const canvas = element("canvas", "");
      const plot = element("div", "summary-chart", canvas);
      fill(first, verdictPage(view, plot));
      fill(second, accountPage(view, method, second));
      paint(canvas, plot, view);
    },
    /** Takes it away again. */
    hide() {
      summary?.remove();
      summary = undefined;
    },
  };

  /** @param {HTMLCanvasElement} canvas @param {HTMLElement} plot @param {TabView} view */
  function paint(canvas, plot, { lang, outline, results, reference, pollutant }) {
    canvas.width = plot.clientWidth * SCALE;
    canvas.height = plot.clientHeight * SCALE;
    try {
      context.draw(canvas, "multiples", outline, results, { pollutant, lang, theme: "light", at: results.at, scale: SCALE, ...(reference && { reference }) });
    } catch (error) {
      context.failed(error);
    }
  }
}

/** A page with its foot. @param {TabView} view @param {string} title @param {number} number */
function sheet({ lang, outline, results }, title, number) {
  const month = monthName(lang, results.at);
  const what = [title, outline.name[lang], lang === "zh" ? `截至${month}底` : `as of ${month}`, caution(lang, outline)].filter(Boolean).join(" · ");
  return element("section", "sheet", element("div", "sheet-body"), element("footer", "sheet-foot", element("span", "", what), element("span", "", pageText(lang, number, 2))));
}

/** @param {HTMLElement} page @param {Node[]} parts */
const fill = (page, parts) => page.querySelector(".sheet-body")?.replaceChildren(...parts);

/** How all stand. @param {TabView} view @param {HTMLElement} plot @returns {Node[]} */
function verdictPage({ lang, outline, results, levers }, plot) {
  const note = caution(lang, outline);
  return [
    element(
      "header",
      "summary-head",
      element("p", "summary-kind", element("span", "", WORDS[lang].heading), element("span", "", labelled(lang, WORDS[lang].printed, dateText(lang, new Date())))),
      element("h1", "", outline.name[lang]),
    ),
    ...(note ? [element("p", "summary-caution", note)] : []),
    element("p", "summary-verdict", overall(lang, results, levers.length)),
    element("ul", "summary-cards", ...POLLUTANTS.map((pollutant) => card(lang, results, pollutant))),
    plot,
    element("ul", "summary-sentences", ...POLLUTANTS.map((pollutant) => element("li", "", verdict(lang, results, pollutant)))),
  ];
}

/** @param {Lang} lang @param {import("./text.js").Results} results @param {import("./text.js").Pollutant} pollutant */
function card(lang, results, pollutant) {
  const one = results.pollutants[pollutant];
  const { reduction, target, share, points: gap } = standing(one, results.months.indexOf(results.at));
  const likely = results.uncertainty?.pollutants[pollutant]?.on_schedule[results.months.at(-1) ?? ""];
  const zh = lang === "zh";
  const made = element(
    "li",
    "summary-card",
    element("b", "", zh ? pollutantName(lang, pollutant) : pollutantSymbol(pollutant)),
    element("strong", "", share === undefined ? "—" : percent(share)),
    element("span", "", `${amount(reduction)}${target === undefined ? "" : ` / ${amount(target)}`}${zh ? "吨" : " t"}`),
    element("span", "", gap === undefined ? "" : zh ? `较时序进度${points(gap)}个百分点` : `${points(gap)} points vs schedule`),
    element("span", "summary-status", shape(one.status ?? "none"), statusWord(lang, one.status)),
    element("span", "", likely === undefined ? "" : zh ? `达标概率${chance(lang, likely)}` : `Final chance: ${chance(lang, likely)}`),
  );
  made.dataset.pollutant = pollutant;
  made.dataset.status = one.status ?? "none";
  return made;
}

/**
 * Who brings it, and what it rests on; with as many measures as the page has room for.
 * @param {TabView} view @param {string} method @param {HTMLElement} page where it will stand @returns {Node[]}
 */
function accountPage(view, method, page) {
  const { lang, outline } = view;
  const words = WORDS[lang];
  const about = [
    element("h2", "", words.notes),
    element("ul", "summary-notes", ...notes(lang, view, method).map((note) => element("li", "", note))),
    element("h2", "", words.sources),
    element("ul", "summary-notes", ...sources(lang, outline).map((source) => element("li", "", source))),
  ];
  const month = monthName(lang, view.results.at);
  const heading = element("h2", "", lang === "zh" ? `${words.contributions}（吨，截至${month}底）` : `${words.contributions} (t, by the end of ${month})`);
  for (let rows = outline.measures.length; ; rows--) {
    const parts = [heading, contributions(view, rows), ...about];
    fill(page, parts);
    const body = /** @type {HTMLElement} */ (page.querySelector(".sheet-body"));
    if (rows <= FEWEST_ROWS || body.scrollHeight <= body.clientHeight) return parts;
  }
}

/**
 * Measures by what they bring, moved ones first; the last row has those there is no room for.
 * @param {TabView} view @param {number} room
 */
function contributions({ lang, outline, results, levers }, room) {
  const words = WORDS[lang];
  const moves = new Map(levers.map((lever) => [lever.measure, lever]));
  const brings = (/** @type {MeasureOutline} */ { id, counts }, /** @type {import("./text.js").Pollutant} */ p) =>
    results.pollutants[p][counts ? "attribution_t" : "uncounted_t"]?.[id] ?? 0;
  const weight = (/** @type {MeasureOutline} */ measure) =>
    (moves.has(measure.id) ? 1e9 : 0) + POLLUTANTS.reduce((sum, p) => sum + Math.abs(brings(measure, p)) / (results.pollutants[p].target_t ?? 1e6), 0);
  const kept = new Set(outline.measures.length > room ? [...outline.measures].sort((a, b) => weight(b) - weight(a)).slice(0, room - 1) : outline.measures);
  const rest = outline.measures.filter((measure) => !kept.has(measure));

  const table = element("table", "summary-table");
  const head = table.createTHead().insertRow();
  for (const title of [words.measure, words.projects, ...POLLUTANTS.map(pollutantSymbol), ...(moves.size ? [words.moved] : [])]) {
    const cell = element("th", "", title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  /** @param {string} name @param {string} projects @param {string[]} tonnes @param {string} [className] @param {string} [moved] */
  const row = (name, projects, tonnes, className = "", moved = "") => {
    const cells = [projects, ...tonnes, ...(moves.size ? [moved] : [])];
    const made = body.insertRow();
    made.className = className;
    const title = element("th", "", name);
    title.scope = "row";
    made.append(title, ...cells.map((text) => element("td", "", text)));
  };
  for (const air of [true, false]) {
    const measures = [...kept].filter((measure) => measure.air === air);
    if (measures.length) row(air ? words.air : words.water, "", POLLUTANTS.map(() => ""), "group");
    for (const measure of measures) {
      const tonnes = POLLUTANTS.map((p) => (measure.pollutants.includes(p) ? broughtText("en", brings(measure, p), measure.counts).replace(" t", "") : ""));
      row(measure.name[lang], String(measure.projects), tonnes, moves.has(measure.id) ? "moved" : "", movedText(lang, moves.get(measure.id) ?? {}));
    }
  }
  if (rest.length) {
    const counted = POLLUTANTS.map((p) => amount(rest.reduce((sum, measure) => sum + (measure.counts ? brings(measure, p) : 0), 0)));
    row(othersText(lang, rest.length), String(rest.reduce((sum, { projects }) => sum + projects, 0)), counted);
  }
  const at = results.months.indexOf(results.at);
  const of = (/** @type {(one: import("./text.js").PollutantResults) => number | undefined} */ value) =>
    POLLUTANTS.map((p) => value(results.pollutants[p])).map((value) => (value === undefined ? "" : amount(value)));
  row(words.opening, "", of((one) => one.opening_t[at]), "sum");
  if (POLLUTANTS.some((p) => results.pollutants[p].offset_t[at])) row(words.offset, "", of((one) => -one.offset_t[at]));
  row(words.counted, "", of((one) => one.reduction_t[at]), "total");
  row(words.schedule, "", of((one) => one.schedule_t?.[at]));
  row(words.target, "", of((one) => one.target_t));
  return table;
}

/** Where the targets come from, pollutants with the same source together. @param {Lang} lang @param {import("./text.js").Outline} outline */
function sources(lang, outline) {
  /** @type {Map<string, string[]>} */
  const bySource = new Map();
  for (const pollutant of POLLUTANTS) {
    const target = outline.targets[pollutant];
    if (!target) continue;
    const text = target.provenance ? provenanceText(lang, target.provenance) : WORDS[lang].unstated;
    const source = text.length > LONGEST_SOURCE ? `${text.slice(0, LONGEST_SOURCE)}…` : text;
    bySource.set(source, [...(bySource.get(source) ?? []), lang === "zh" ? pollutantName(lang, pollutant) : pollutantSymbol(pollutant)]);
  }
  return [...bySource].map(([source, names]) => labelled(lang, names.join(lang === "zh" ? "、" : ", "), source));
}

/** @param {string} status */
function shape(status) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "shape");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#shape-${status}`);
  svg.append(use);
  return svg;
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} className @param {(Node | string)[]} parts */
function element(tag, className, ...parts) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...parts);
  return made;
}
