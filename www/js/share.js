// @ts-check
// View: the dialog 分享: the link to the view, and code that puts a chart on another page, live or frozen, with a preview.
// Loaded when first asked for.

import { CHARTS, figureOf } from "./catalogue.js";
import { copied } from "./clipboard.js";
import { sha256 } from "./digest.js";
import { element, icon } from "./dom.js";
import { figuresText, frozenText, neededOf, neededOfData } from "./frozen.js";
import { leversText, toHash } from "./link.js";
import { elementCode, frameAddress, frameCode } from "./snippets.js";
import { addStyle } from "./styles.js";
import { POLLUTANTS, pollutantName, word, write } from "./text.js";
import { TABS } from "./words/embed.js";
import { LONG, WORDS, sizeText } from "./words/share.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./catalogue.js").ChartName} ChartName */
/** @typedef {import("./types.d.ts").TabContext} TabContext */
/** @typedef {import("./types.d.ts").TabView} TabView */

/** The dialog; words by `data-text`. */
const MARKUP = `
<div class="dialog-head"><h2 id="share-heading" data-text="share-title"></h2><button type="button" class="button icon-only" data-part="close" data-title="share-close" data-label="share-close"></button></div>
<section class="share-link">
  <h3 data-text="share-link"></h3>
  <p data-part="link-note"></p>
  <button type="button" class="text-button" data-part="save" data-text="share-save" hidden></button>
  <p class="share-line"><input type="url" readonly data-part="address" data-label="share-link" /><button type="button" class="button primary" data-part="copy-link"><span data-text="share-copy-link"></span></button></p>
  <p class="share-told" role="status" data-part="link-told"></p>
</section>
<section class="share-embed">
  <h3 data-text="share-embed"></h3>
  <form data-part="fields">
    <div class="share-fields">
      <label><span data-text="share-chart"></span><select name="chart"></select></label>
      <label data-part="pollutant"><span data-text="share-pollutant"></span><select name="pollutant"></select></label>
      <label><span data-text="share-lang"></span><select name="lang"><option value="zh">中文</option><option value="en">English</option></select></label>
      <label><span data-text="share-theme"></span><select name="theme"><option value="auto" data-text="share-theme-auto"></option><option value="light" data-text="share-theme-light"></option><option value="dark" data-text="share-theme-dark"></option></select></label>
      <label><span data-text="share-width"></span><select name="width"></select></label>
    </div>
    <fieldset><legend data-text="share-figures"></legend>
      <label><input type="radio" name="figures" value="live" /><span data-text="share-live"></span></label>
      <label><input type="radio" name="figures" value="frozen" /><span data-text="share-frozen"></span></label>
      <label data-part="carry"><input type="checkbox" name="carry" value="yes" /><span data-text="share-carry"></span></label>
      <p class="share-note" data-part="figures-note"></p>
      <p class="share-note" data-part="own-note" data-text="share-own-live" hidden></p>
      <p class="share-note share-warning" data-part="carry-note" data-text="share-carry-own" hidden></p>
    </fieldset>
    <fieldset><legend data-text="share-form"></legend>
      <label><input type="radio" name="form" value="frame" /><span data-text="share-frame"></span></label>
      <label data-part="element"><input type="radio" name="form" value="element" /><span data-text="share-element"></span></label>
    </fieldset>
  </form>
  <div class="share-code">
    <textarea readonly rows="5" spellcheck="false" data-part="code" data-label="share-form"></textarea>
    <p class="share-line"><span class="share-note" data-part="size"></span><span class="share-told" role="status" data-part="code-told"></span><button type="button" class="button primary" data-part="copy-code"><span data-text="share-copy-code"></span></button></p>
    <p class="share-note"><span data-text="share-listener"></span> <span data-text="share-docs"></span> <a data-part="docs" data-text="share-docs-link" target="_blank" rel="noopener"></a></p>
  </div>
  <div class="share-preview"><h4 data-text="share-preview"></h4><div class="share-room" tabindex="0" role="region" data-label="share-preview"><iframe data-part="preview" data-title="share-preview"></iframe></div></div>
</section>`;
const WIDTHS = ["", "320", "480", "640", "800"];
const HEIGHT = 560;

/**
 * @param {TabContext} context
 * @param {() => TabView | undefined} look what is on the page now
 * @param {URL} site
 * @param {() => void} save opens the dialog of exports, where a scenario is saved
 */
export async function createShare(context, look, site, save) {
  await addStyle(new URL("../styles/share.css", import.meta.url));
  const figures = Object.fromEntries(await Promise.all(CHARTS.map(async (name) => [name, await figureOf(name)])));
  const dialog = element("dialog", "share");
  dialog.setAttribute("aria-labelledby", "share-heading");
  dialog.innerHTML = MARKUP;
  document.body.append(dialog);
  /** @template {HTMLElement} [T=HTMLElement] @param {string} name */
  const part = (name) => /** @type {T} */ (dialog.querySelector(`[data-part="${name}"]`));
  part("close").append(icon("#icon-close"));
  part("copy-link").prepend(icon("#icon-link"));
  part("copy-code").prepend(icon("#icon-copy"));
  const fields = /** @type {HTMLFormElement} */ (part("fields"));
  const [address, code] = [/** @type {HTMLInputElement} */ (part("address")), /** @type {HTMLTextAreaElement} */ (part("code"))];
  const preview = /** @type {HTMLIFrameElement} */ (part("preview"));
  /** What the reader chose. @param {string} name */
  const chosen = (name) => String(new FormData(fields).get(name) ?? "");
  /** @param {string} name @param {string} value */
  const choose = (name, value) => {
    for (const input of fields.querySelectorAll(`[name="${name}"]`)) {
      if (input instanceof HTMLInputElement) input.checked = input.value === value;
      else /** @type {HTMLSelectElement} */ (input).value = value;
    }
  };
  let turn = 0;
  /** As high as the preview is. */
  let height = HEIGHT;
  /** The preview's address. */
  let shown = "";

  addEventListener("message", ({ data, source }) => {
    if (source !== preview.contentWindow || data?.type !== "jianpai:height") return;
    height = data.height;
    preview.style.height = `${height}px`;
    writeCode();
  });
  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => preview.contentWindow?.location.replace((shown = "about:blank")));
  fields.addEventListener("change", () => void update());
  fields.addEventListener("submit", (event) => event.preventDefault());
  part("copy-link").addEventListener("click", () => tell("link", address));
  part("copy-code").addEventListener("click", () => tell("code", code));
  part("save").addEventListener("click", () => {
    dialog.close();
    save();
  });

  /** Copies and says so; where the browser forbids it, the text is selected for the reader to copy. @param {"link" | "code"} what @param {HTMLInputElement | HTMLTextAreaElement} field */
  async function tell(what, field) {
    const done = await copied(field.value);
    const { lang } = context.store.get();
    part(`${what}-told`).textContent = done ? WORDS[lang][`${what}-copied`] : word(lang, "copy-failed");
    if (!done) field.select();
  }

  /** The code for what is chosen. @type {(height: number) => string} */
  let codeOf = () => "";

  function writeCode() {
    const { lang } = context.store.get();
    code.value = codeOf(height);
    part("size").textContent = sizeText(lang, code.value.length, chosen("figures") === "frozen" && chosen("carry") !== "");
    part("size").classList.toggle("share-warning", code.value.length >= LONG);
  }

  async function update() {
    const mine = ++turn;
    const view = look();
    const open = context.scenarios.current;
    if (!view || !open) return;
    const { lang } = context.store.get();
    const { own, id, toml } = open.entry;
    const frozen = chosen("figures") === "frozen";
    const wanted = {
      chart: chosen("chart"),
      pollutant: chosen("pollutant"),
      lang: /** @type {Lang} */ (chosen("lang")),
      theme: chosen("theme"),
      at: view.results.at,
      scenario: id,
      levers: leversText(context.store.get().levers),
      title: "",
      width: chosen("width"),
      height,
    };
    const figure = figures[wanted.chart];
    wanted.title = [figure.title[wanted.lang], wanted.chart === "multiples" ? "" : pollutantName(wanted.lang, /** @type {any} */ (wanted.pollutant))].filter(Boolean).join(" · ");
    /** @type {HTMLElement} */ (part("pollutant")).hidden = wanted.chart === "multiples";
    part("carry").hidden = !frozen;
    part("element").hidden = frozen;
    if (frozen) choose("form", "frame");
    part("figures-note").textContent = WORDS[lang][frozen ? "share-frozen-note" : "share-live-note"];
    part("own-note").hidden = !own;
    part("carry-note").hidden = !own || !frozen || !chosen("carry");
    const text = frozen ? await frozenOf(figure, { ...view, lang: wanted.lang, pollutant: /** @type {any} */ (wanted.pollutant) }, { id, own, file: toml }, chosen("carry") ? open.files : {}) : undefined;
    if (mine !== turn) return;
    const all = { ...wanted, ...(text && { frozen: text }) };
    codeOf = (height) => (chosen("form") === "element" ? elementCode(site, { ...all, height }) : frameCode(site, { ...all, height }));
    preview.style.width = wanted.width ? `${wanted.width}px` : "100%";
    preview.title = wanted.title;
    const next = frameAddress(site, all);
    // In place of what was shown: the way back leads to the page before, not through previews.
    if (shown !== next) preview.contentWindow?.location.replace((shown = next));
    writeCode();
  }

  /**
   * @param {import("./figure.js").Figure} figure
   * @param {TabView} view
   * @param {import("./frozen.js").Frozen["scenario"]} scenario
   * @param {import("./files.js").Files} files
   */
  async function frozenOf(figure, view, scenario, files) {
    const data = figure.load ? await figure.load(view, context.call) : undefined;
    const needed = neededOf(figure.id, view);
    const kept = data && neededOfData(data, view.pollutant);
    const day = new Date().toISOString().slice(0, 10);
    const hash = await sha256(figuresText(needed.results, kept));
    return frozenText({ engine: context.version(), day, chart: figure.id, hash, scenario, levers: context.store.get().levers, view: needed, data: kept }, files);
  }

  /** @param {Lang} lang */
  function speak(lang) {
    dialog.lang = lang === "zh" ? "zh-CN" : "en";
    write(dialog, lang, WORDS);
    /** @type {HTMLAnchorElement} */ (part("docs")).href = `method.html?lang=${lang}#embedding`;
    fillSelect("chart", CHARTS.map((name) => [name, figures[name].title[lang]]));
    fillSelect("pollutant", POLLUTANTS.map((one) => [one, pollutantName(lang, one)]));
    fillSelect("width", WIDTHS.map((width) => [width, width ? `${width} px` : WORDS[lang]["share-width-full"]]));
  }

  /** @param {string} name @param {[string, string][]} options */
  function fillSelect(name, options) {
    const select = /** @type {HTMLSelectElement} */ (fields.elements.namedItem(name));
    const { value } = select;
    select.replaceChildren(...options.map(([key, text]) => new Option(text, key)));
    if (value) select.value = value;
  }

  return {
    /** Shows the dialog for what is on the page. */
    open() {
      const view = look();
      const open = context.scenarios.current;
      if (!view || !open || dialog.open) return;
      const state = context.store.get();
      speak(state.lang);
      const { own } = open.entry;
      address.value = new URL(toHash(state), location.href).href;
      part("link-note").textContent = WORDS[state.lang][own ? "share-link-own" : "share-link-note"];
      part("save").hidden = !own;
      for (const told of ["link-told", "code-told"]) part(told).textContent = "";
      const chart = CHARTS.find((name) => TABS[name] === state.tab) ?? "progress";
      for (const [name, value] of Object.entries({ chart, pollutant: state.pollutant, lang: state.lang, theme: "auto", width: "", form: "frame", figures: own ? "frozen" : "live" })) choose(name, value);
      /** @type {HTMLInputElement} */ (fields.querySelector('[name="figures"][value="live"]')).disabled = own;
      /** @type {HTMLInputElement} */ (fields.elements.namedItem("carry")).checked = !own;
      height = HEIGHT;
      dialog.showModal();
      void update();
    },
  };
}
