// @ts-check
// The element <jianpai-chart>: a chart of a scenario on any page. Documented in docs/embedding.md. What it says and shows is
// the site's own; scenarios, runs and the engine are shared by all of a page's charts.

import { CHARTS, figureOf, isChart } from "./js/catalogue.js";
import { copied } from "./js/clipboard.js";
import { createFigure } from "./js/figure.js";
import { leversFrom, toHash } from "./js/link.js";
import { SITE } from "./js/local.js";
import { shared, stylesHere } from "./js/shared.js";
import { POLLUTANTS, word } from "./js/text.js";
import { TABS, WORDS, failure, footLine } from "./js/words/embed.js";

/** @typedef {import("./js/types.d.ts").TabView} TabView */
/** @typedef {import("./js/text.js").Pollutant} Pollutant */
/** @typedef {import("./js/catalogue.js").ChartName} ChartName */

const darkSystem = matchMedia("(prefers-color-scheme: dark)");
const SYMBOLS = `<symbol id="icon-copy" viewBox="0 0 16 16"><path d="M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3" /></symbol>
<symbol id="icon-picture" viewBox="0 0 16 16"><path d="M8 2v8M4.500 6.500 8 10l3.500-3.500M2.500 11v2.500h11V11" /></symbol>`;
/** A chart begins its work when it is this near to the view. */
const NEAR = "300px";

export class JianpaiChart extends HTMLElement {
  static observedAttributes = ["scenario", "src", "chart", "pollutant", "lang", "theme", "at", "levers", "loading"];

  /** Inside; the children, a picture or words for where it can't be drawn, stay until there is a chart. */
  #frame = element("div", "frame");
  #panel = element("div", "panel");
  #foot = element("footer", "foot");
  #told = element("p", "told");
  /** @type {ReturnType<typeof createFigure> | undefined} */
  #figure;
  /** @type {ChartName | undefined} */
  #chart;
  /** What the figure is of. @type {import("./js/shared.js").Study | undefined} */
  #study;
  /** @type {import("./js/shared.js").Run | undefined} */
  #run;
  /** @type {import("./jianpai.d.ts").Scenario | undefined} */
  #data;
  #turn = 0;
  #asked = false;
  #near = false;
  #sight = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      this.#near = true;
      this.#sight.disconnect();
      this.#ask();
    },
    { rootMargin: NEAR },
  );
  #recolour = () => this.#ask();

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const symbols = element("div", "symbols");
    symbols.innerHTML = `<svg width="0" height="0" aria-hidden="true">${SYMBOLS}</svg>`;
    this.#panel.id = "chart";
    this.#told.setAttribute("role", "status");
    this.#told.hidden = this.#foot.hidden = true;
    this.#frame.append(symbols, element("slot", ""), this.#told, this.#panel, this.#foot);
    root.append(this.#frame);
  }

  connectedCallback() {
    darkSystem.addEventListener("change", this.#recolour);
    if (!this.#near) this.#sight.observe(this); // unless loading="eager"
    this.#ask();
  }

  disconnectedCallback() {
    darkSystem.removeEventListener("change", this.#recolour);
    this.#sight.disconnect();
    this.#turn++;
  }

  attributeChangedCallback() {
    this.#ask();
  }

  /** A scenario that `load` of jianpai.js gave; in place of `scenario` and `src`. */
  get data() {
    return this.#data;
  }
  set data(next) {
    this.#data = next;
    this.#ask();
  }

  /** Once for all attributes that change together. */
  #ask() {
    if (this.#asked || !this.isConnected || (!this.#near && this.getAttribute("loading") !== "eager")) return;
    this.#asked = true;
    queueMicrotask(() => {
      this.#asked = false;
      void this.#update();
    });
  }

  async #update() {
    const mine = ++this.#turn;
    const lang = this.#lang();
    const chosen = this.getAttribute("theme") ?? "auto";
    this.#frame.lang = lang === "zh" ? "zh-CN" : "en";
    this.#frame.dataset.theme = ["light", "dark"].includes(chosen) ? chosen : "auto";
    const theme = this.#frame.dataset.theme === "auto" ? (darkSystem.matches ? "dark" : "light") : /** @type {"light" | "dark"} */ (chosen);
    this.#frame.setAttribute("aria-busy", "true");
    try {
      const chart = this.getAttribute("chart") ?? "progress";
      if (!isChart(chart)) throw new TypeError(`chart="${chart}" (${CHARTS.join(", ")})`);
      const pollutant = /** @type {Pollutant} */ (this.getAttribute("pollutant") ?? "nox");
      if (!POLLUTANTS.includes(pollutant)) throw new TypeError(`pollutant="${pollutant}" (${POLLUTANTS.join(", ")})`);
      const levers = leversFrom(this.getAttribute("levers") ?? "");
      if (!levers) throw new TypeError(`levers="${this.getAttribute("levers")}"`);
      const [study, figure] = await Promise.all([shared(this.#source(), chart), figureOf(chart), stylesHere(this.shadowRoot)]);
      if (mine !== this.#turn) return;
      const run = await study.run(levers, this.getAttribute("at") ?? "");
      if (mine !== this.#turn) return;
      this.#study = study;
      this.#run = run;
      /** @type {TabView} */
      const view = { lang, theme, outline: study.held.outline, results: run.quick(), reference: run.reference, pollutant, levers: run.levers };
      if (this.#frame.classList.contains("failed")) this.#told.hidden = true;
      this.#frame.classList.remove("failed");
      this.#say(view, chart, levers);
      const shown = this.#show(figure).update(view);
      void shown.then(() => mine === this.#turn && this.#frame.removeAttribute("aria-busy")); // a table is not drawn
      if (!figure.draws) return;
      const results = await run.sampled();
      if (mine === this.#turn) this.#figure?.update({ ...view, results });
    } catch (error) {
      if (mine === this.#turn) this.#fail(error);
    }
  }

  /** The frame of `figure`, made anew when another was shown. @param {import("./js/figure.js").Figure} figure */
  #show(figure) {
    if (this.#figure && this.#chart === figure.id) return this.#figure;
    this.#chart = /** @type {ChartName} */ (figure.id);
    this.#frame.dataset.chart = figure.id;
    this.#panel.replaceChildren();
    const held = () => /** @type {import("./js/shared.js").Study} */ (this.#study).held;
    this.#figure = createFigure(
      this.#panel,
      {
        ask: (method, ...args) => held().ask(method, ...args),
        ready: (chart) => held().ready(chart),
        draw: (...args) => {
          const area = held().draw(...args);
          this.#drawn();
          return area;
        },
        copy: async (text, note) => this.#tell(word(this.#lang(), (await copied(text)) ? note : "copy-failed")),
        failed: (error) => this.#fail(error),
        version: () => held().version,
        vector: true,
        picture: (what) => void this.#keep(what),
      },
      [figure],
      { name: figure.title },
    );
    return this.#figure;
  }

  /** What the figure rests on, and the way to the page. @param {TabView} view @param {ChartName} chart @param {import("./js/link.js").Levers} levers */
  #say(view, chart, levers) {
    const { lang, results, pollutant } = view;
    const line = element("span", "");
    line.textContent = footLine(view);
    this.#foot.replaceChildren(line);
    const scenario = this.getAttribute("scenario");
    if (scenario && !this.#data && !this.hasAttribute("src")) {
      const link = /** @type {HTMLAnchorElement} */ (element("a", "way"));
      const hash = toHash({ scenario, own: false, levers, pollutant, at: results.at, tab: TABS[chart], lang });
      link.href = new URL(`index.html${hash}`, SITE).href;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = WORDS[lang].page;
      this.#foot.append(" ", link);
    }
    this.#foot.hidden = false;
  }

  /** Saves a picture. @param {Parameters<import("./js/types.d.ts").TabContext["picture"]>[0]} what */
  async #keep(what) {
    if (!this.#study || !this.#run) return;
    try {
      const { savePicture } = await import("./js/picture-elsewhere.js");
      await savePicture(what, this.#study, this.#run, (text, stays) => this.#tell(text, stays));
    } catch (error) {
      this.#tell(String(error), true);
    }
  }

  #drawn() {
    this.#frame.removeAttribute("aria-busy");
    if (this.#frame.classList.contains("ready")) return;
    this.#frame.classList.add("ready");
    this.dispatchEvent(new CustomEvent("jianpai-ready"));
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#frame.removeAttribute("aria-busy");
    this.#frame.classList.remove("ready");
    this.#frame.classList.add("failed");
    this.#tell(failure(this.#lang(), error), true);
    this.dispatchEvent(new CustomEvent("jianpai-error", { detail: error }));
  }

  /** @param {string} text @param {boolean} [stays] */
  #tell(text, stays = false) {
    this.#told.textContent = text;
    this.#told.hidden = false;
    if (!stays) setTimeout(() => this.#told.textContent === text && (this.#told.hidden = true), 4000);
  }

  /** @returns {import("./js/text.js").Lang} */
  #lang() {
    return /^en/i.test(this.closest("[lang]")?.getAttribute("lang") ?? "") ? "en" : "zh";
  }

  /** @returns {Parameters<typeof shared>[0]} */
  #source() {
    if (this.#data) return this.#data;
    const src = this.getAttribute("src");
    return src ? new URL(src, document.baseURI) : (this.getAttribute("scenario") ?? "");
  }
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} className */
function element(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

customElements.get("jianpai-chart") ?? customElements.define("jianpai-chart", JianpaiChart);
