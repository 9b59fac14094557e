// @ts-check
// View: the frame of a tab's figures. One of several figures at a time, each with its finding, its picture
// (a chart of the engine's, or bars), the same figures as a table, and a note.

import { tell } from "./explainable.js";
import { createReading } from "./reading.js";
import { copyTable, showTable } from "./tables.js";
import { word } from "./text.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./text.js").Word} Word */
/** @typedef {import("./types.d.ts").Text} Text */
/** @typedef {import("./types.d.ts").TabContext} TabContext */
/** @typedef {import("./types.d.ts").TabView} TabView */
/** What a chart is drawn from beside the view. @typedef {Pick<Content, "results" | "beside">} Drawn */
/**
 * @typedef {object} Content
 * @property {string} finding what it says, in a sentence or two
 * @property {import("./explainable.js").Told[]} [numbers] what of it explains itself
 * @property {import("./tables.js").Table} table
 * @property {ReturnType<typeof import("./bars.js").bars>} [bars]
 * @property {string} [chart] name of a chart of the engine's, in place of bars
 * @property {boolean} [barEach] whether that chart has a bar for each row of the table, one below the other
 * @property {import("./text.js").Results} [results] what the chart is drawn from, if not the view's
 * @property {import("./types.d.ts").Beside} [beside] what else it is drawn from
 * @property {string} [note]
 * @property {{ draws?: number, samples?: number, seed: number }} [sampled] what its figures rest on, where that is draws
 */
/**
 * @typedef {object} Figure
 * @property {string} id
 * @property {Text} title
 * @property {(view: TabView, ask: TabContext["ask"]) => Promise<any>} [load] asks the engine; `undefined` when a newer call replaced it
 * @property {boolean} [draws] whether what it shows rests on draws
 * @property {(view: TabView, data: any) => Content} show
 */

/**
 * @param {HTMLElement} root
 * @param {Pick<TabContext, "ask" | "copy" | "draw" | "failed" | "ready" | "version" | "picture"> & { vector?: boolean }} context `vector`: whether pictures are chosen here, PNG or SVG, and not in a dialog
 * @param {Figure[]} figures
 * @param {{ name: Text, extra?: HTMLElement }} about name of the choice of figures; what else stands beside it
 */
export function createFigure(root, context, figures, { name, extra }) {
  const frame = element("figure", "progress");
  const finding = element("h2", "finding");
  finding.id = `${root.id}-finding`;
  frame.setAttribute("aria-labelledby", finding.id);
  const choice = /** @type {HTMLSelectElement} */ (element("select", "figure-choice"));
  choice.hidden = figures.length < 2;
  const copy = button("button", "#icon-copy");
  const picture = button("button", "#icon-picture");
  const data = /** @type {const} */ (["csv", "json"]).map((format) => ({ format, made: button("button") }));
  const vector = button("button");
  for (const { format, made } of [...data, { format: "svg", made: vector }]) made.textContent = format.toUpperCase();
  const asChart = button("");
  const asTable = button("");
  const ways = element("div", "switch");
  ways.setAttribute("role", "group");
  ways.append(asChart, asTable);
  const tools = element("div", "figure-tools");
  tools.append(choice, ...(extra ? [extra] : []), element("span", "figure-space"), copy, ...data.map(({ made }) => made), ...(context.vector ? [vector] : []), picture, ways);
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", ""));
  canvas.setAttribute("role", "img");
  canvas.tabIndex = 0;
  const plot = element("div", "chart-plot");
  plot.append(canvas);
  const reading = createReading(plot, canvas);
  reading.keys.id = `${root.id}-keys`;
  canvas.setAttribute("aria-describedby", reading.keys.id);
  const chart = element("div", "chart");
  chart.append(plot);
  const bars = scroller("figure-bars");
  const table = scroller("table-view");
  const note = element("figcaption", "chart-note");
  frame.append(finding, tools, chart, bars, table, note);
  root.append(frame);

  let shown = figures[0];
  let tabular = false;
  /** @type {TabView | undefined} */
  let view;
  /** @type {Content | undefined} */
  let content;
  let turn = 0;
  let asked = false;

  async function update() {
    if (!view) return;
    const mine = ++turn;
    const wanted = view;
    frame.setAttribute("aria-busy", "true");
    try {
      const data = shown.load ? await shown.load(wanted, context.ask) : true;
      if (mine !== turn || data === undefined) return;
      const next = shown.show(wanted, data);
      if (next.chart) await context.ready(next.chart);
      if (mine !== turn) return;
      content = next;
      render(wanted.lang);
    } catch (error) {
      if (mine === turn) context.failed(error);
    } finally {
      if (mine === turn) frame.removeAttribute("aria-busy");
    }
  }

  /** @param {Lang} lang */
  function render(lang) {
    labelAll(lang);
    if (!content) return;
    tell(finding, content.finding, content.numbers);
    note.textContent = content.note ?? "";
    note.hidden = !content.note;
    // Where there is nothing to see nothing can be done with it.
    const barred = content.bars?.any === true;
    const empty = content.table.length === 0;
    const pictured = !tabular && content.chart !== undefined;
    chart.hidden = picture.hidden = vector.hidden = !pictured;
    bars.hidden = tabular || !barred || pictured;
    table.hidden = !bars.hidden || pictured || empty;
    ways.hidden = empty || (!content.chart && !barred);
    for (const tool of [copy, ...data.map(({ made }) => made)]) tool.hidden = empty;
    asChart.setAttribute("aria-pressed", String(!tabular));
    asTable.setAttribute("aria-pressed", String(tabular));
    if (!bars.hidden) content.bars?.show(bars);
    if (!table.hidden) showTable(table, content.table);
    if (pictured) {
      // src/chart/ has rows no higher than 44 pixels.
      chart.style.setProperty("--most", content.barEach ? `${content.table.length * 2.75 + 6}rem` : "");
      canvas.setAttribute("aria-label", `${content.table.caption}. ${content.finding}`);
      ask();
    }
    for (const region of [bars, table]) region.setAttribute("aria-label", content.table.caption);
    choice.value = shown.id;
    frame.dataset.pollutant = view?.pollutant;
  }

  /** @param {Lang} lang */
  function labelAll(lang) {
    if (choice.lang === lang) return;
    choice.lang = lang;
    choice.setAttribute("aria-label", name[lang]);
    choice.replaceChildren(...figures.map(({ id, title }) => new Option(title[lang], id)));
    choice.value = shown.id;
    asChart.textContent = word(lang, "chart");
    asTable.textContent = word(lang, "table");
    ways.setAttribute("aria-label", word(lang, "chart-role"));
    label(copy, word(lang, "copy-table"));
    label(picture, word(lang, "save-picture"));
    vector.title = `${word(lang, "save-picture")} (SVG)`;
    for (const { format, made } of data) label(made, word(lang, `save-${format}`));
  }

  /** Draws with the next frame, once. */
  function ask() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      paintHere();
    });
  }

  function paintHere() {
    const area = paint(canvas, devicePixelRatio || 1);
    if (area && view && content) reading.drawn(area, content.table, view.lang);
  }

  /** @param {HTMLCanvasElement} onto @param {number} scale @returns {import("./types.d.ts").Area | undefined} */
  function paint(onto, scale) {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!view || !content?.chart || width < 60 || height < 60) return;
    onto.width = Math.round(width * scale);
    onto.height = Math.round(height * scale);
    const { lang, theme, outline, pollutant, reference } = view;
    const results = content.results ?? view.results;
    try {
      return context.draw(onto, content.chart, outline, results, { pollutant, lang, theme, at: results.at, scale, ...(reference && { reference }), ...content.beside });
    } catch (error) {
      context.failed(error);
    }
  }

  choice.addEventListener("change", () => {
    shown = figures.find(({ id }) => id === choice.value) ?? shown;
    bars.scrollTop = table.scrollTop = 0;
    content = undefined;
    for (const part of [chart, bars, table]) part.hidden = true;
    finding.textContent = view ? word(view.lang, "working") : "";
    void update();
  });
  const turnTo = (/** @type {boolean} */ next) => {
    tabular = next;
    if (view) render(view.lang);
  };
  asChart.addEventListener("click", () => turnTo(false));
  asTable.addEventListener("click", () => turnTo(true));
  copy.addEventListener("click", () => content && context.copy(copyTable(content.table), "table-copied"));
  for (const { format, made } of data) {
    made.addEventListener("click", async () => {
      const { saveFigures } = await import("./data.js");
      if (view && content) saveFigures(view, format, { ...content, id: shown.id, what: shown.title[view.lang] }, context.version());
    });
  }
  for (const [made, format] of /** @type {const} */ ([[picture, "png"], [vector, "svg"]])) {
    made.addEventListener("click", () => {
      if (view && content?.chart) context.picture({ chart: content.chart, name: content.table.caption, view, drawn: content, format, shown: shownNow });
    });
  }

  /** The chart as it is shown, as PNG: what there is where no other picture can be made. @returns {Promise<Blob | null>} */
  function shownNow() {
    const large = document.createElement("canvas");
    paint(large, 3);
    return new Promise((resolve) => large.toBlob(resolve));
  }
  new ResizeObserver(() => !chart.hidden && ask()).observe(canvas);

  return {
    /** Resolves when it shows it, or something newer. @param {TabView} next */
    async update(next) {
      view = next;
      if (!content) {
        labelAll(next.lang);
        finding.textContent = word(next.lang, "working");
      }
      await update();
    },
    /** Asks anew for the same view. */
    again: () => void update(),
    /** What is in the pipeline is not to be shown. */
    hide: () => void turn++,
  };
}

/** @param {string} tag @param {string} className */
function element(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return /** @type {HTMLElement} */ (made);
}

/** @param {string} className @param {string} [icon] */
function button(className, icon) {
  const made = /** @type {HTMLButtonElement} */ (element("button", className));
  made.type = "button";
  if (icon) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", icon);
    svg.append(use);
    made.append(svg, document.createElement("span"));
  }
  return made;
}

/** @param {HTMLElement} made a button @param {string} text */
function label(made, text) {
  const span = made.querySelector("span");
  if (span) span.textContent = text;
  made.title = text;
}

/** @param {string} className */
function scroller(className) {
  const made = element("div", className);
  made.tabIndex = 0;
  made.setAttribute("role", "region");
  made.hidden = true;
  return made;
}
