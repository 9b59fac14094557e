// @ts-check
// View: the dialog 图片 of one chart, with a preview. Loaded when first asked for.

import { figureOf } from "./catalogue.js";
import { fileName } from "./exports/names.js";
import { gather, picture, SIZES } from "./pictures.js";
import { save } from "./save.js";
import { addStyle } from "./styles.js";
import { write } from "./text.js";
import { FORMATS, THEMES, WORDS } from "./words/picture.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./types.d.ts").TabContext} TabContext */
/** @typedef {import("./types.d.ts").TabView} TabView */
/** @typedef {import("./types.d.ts").Text} Text */

/** @param {TabContext} context */
export async function createPicture(context) {
  await addStyle(new URL("../styles/picture.css", import.meta.url));
  const dialog = element("dialog", "picture");
  dialog.setAttribute("aria-labelledby", "picture-heading");
  const heading = element("h2", "");
  heading.id = "picture-heading";
  heading.dataset.text = "title";
  const close = button("button icon-only", "close");
  close.append(icon("#icon-close"));
  close.dataset.title = close.dataset.label = "close";
  delete close.dataset.text;
  const head = element("div", "dialog-head");
  head.append(heading, close);

  const format = choice("format", FORMATS);
  const size = choice("size", Object.entries(SIZES).map(([value, { title }]) => ({ value, title })));
  const theme = choice("theme", THEMES);
  const language = choice("language", [
    { value: "zh", title: { zh: "中文", en: "中文" } },
    { value: "en", title: { zh: "English", en: "English" } },
  ]);
  const carry = element("label", "picture-carry");
  const carries = element("input", "");
  carries.type = "checkbox";
  carries.checked = true;
  const carryWord = element("span", "");
  carryWord.dataset.text = "carry";
  carry.append(carries, carryWord);
  const choices = element("div", "picture-choices");
  choices.append(...[format, size, theme, language].map(({ root }) => root));
  const frame = element("div", "picture-preview");
  const image = element("img", "");
  frame.append(image);
  const note = element("p", "picture-note");
  note.dataset.text = "note";
  const told = element("p", "picture-told");
  told.setAttribute("role", "status");
  const copy = button("button", "copy");
  const keep = button("button primary", "save");
  const actions = element("div", "dialog-actions");
  actions.append(keep, copy, told);
  dialog.append(head, choices, frame, carry, note, actions);
  document.body.append(dialog);

  /** @type {{ chart: string, name: string, view: TabView, run: ReturnType<typeof gather> } | undefined} */
  let shown;
  let turn = 0;
  /** The picture as it is chosen now. @type {Promise<Blob> | undefined} */
  let made;

  /** @type {() => Lang} */
  const lang = () => shown?.view.lang ?? "zh";

  /** Draws the preview, which is the file in full but for the pixels. */
  async function show() {
    const mine = ++turn;
    frame.setAttribute("aria-busy", "true");
    told.textContent = "";
    made = undefined;
    try {
      const blob = await file("svg");
      if (mine !== turn || !blob) return;
      const [width, height] = sizeOf();
      URL.revokeObjectURL(image.src);
      Object.assign(image, { width, height, src: URL.createObjectURL(blob), alt: shown?.name ?? "" });
    } catch (error) {
      if (mine === turn) tell(error);
    } finally {
      if (mine === turn) frame.removeAttribute("aria-busy");
    }
  }

  const sizeOf = () => SIZES[/** @type {keyof typeof SIZES} */ (size.value)].size;

  /** @param {"svg" | "png"} kind @param {number} [scale] */
  async function file(kind, scale) {
    if (!shown) return undefined;
    const { chart, view, run } = shown;
    const [width, height] = sizeOf();
    const look = { chart, pollutant: view.pollutant, lang: /** @type {Lang} */ (language.value), theme: /** @type {"light" | "dark"} */ (theme.value), width, height };
    return picture(context, view, await run, { ...look, format: kind, scale: scale ?? 2, carry: carries.checked });
  }

  /** The file that is chosen. */
  function chosen() {
    const [kind, scale] = format.value.split("-");
    return file(/** @type {"svg" | "png"} */ (kind), Number(scale) || 2);
  }

  /** @param {unknown} error */
  function tell(error) {
    told.textContent = `${WORDS[lang()].failed}: ${error instanceof Error ? error.message : String(error)}`;
    told.dataset.state = "failed";
  }

  /** @param {() => Promise<string>} act what it says when it is done */
  async function run(act) {
    for (const each of [keep, copy]) each.setAttribute("aria-disabled", "true");
    told.dataset.state = "";
    told.textContent = WORDS[lang()].working;
    try {
      told.textContent = await act();
    } catch (error) {
      tell(error);
    } finally {
      for (const each of [keep, copy]) each.removeAttribute("aria-disabled");
    }
  }

  keep.addEventListener("click", () =>
    run(async () => {
      const blob = await chosen();
      if (!blob || !shown) return "";
      const { chart, view } = shown;
      const inWords = { ...view, lang: /** @type {Lang} */ (language.value) };
      const { title } = await figureOf(/** @type {import("./catalogue.js").ChartName} */ (chart));
      const about = { ...(chart !== "multiples" && { pollutant: view.pollutant }), what: title[inWords.lang] };
      const name = fileName(inWords, format.value.split("-")[0], about);
      save(name, blob);
      return `${WORDS[lang()].saved}: ${name}`;
    }),
  );
  copy.addEventListener("click", () =>
    run(async () => {
      const scale = Number(format.value.split("-")[1]) || 2;
      const png = file("png", scale).then((blob) => blob ?? Promise.reject(new Error("-")));
      await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
      return WORDS[lang()].copied;
    }),
  );
  for (const { select } of [size, theme, language]) select.addEventListener("change", () => void show());
  carries.addEventListener("change", () => void show());
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    turn++;
    shown = undefined;
  });

  return {
    /** @param {{ chart: string, name: string, view: TabView }} what */
    open(what) {
      if (dialog.open) return;
      shown = { ...what, run: gather(context, what.view) };
      shown.run.catch(() => {}); // told where it is awaited
      const { view } = what;
      dialog.lang = view.lang === "zh" ? "zh-CN" : "en";
      write(dialog, view.lang, WORDS);
      for (const each of [format, size, theme, language]) each.speak(view.lang);
      language.value = view.lang;
      theme.value = view.theme;
      carry.hidden = !context.scenarios.current?.entry.own;
      copy.hidden = !("ClipboardItem" in globalThis && navigator.clipboard);
      image.removeAttribute("src");
      dialog.showModal();
      void show();
    },
  };
}

/**
 * @param {string} id
 * @param {{ value: string, title: Text }[]} options
 */
function choice(id, options) {
  const root = element("label", "");
  const name = element("span", "");
  name.dataset.text = id;
  const select = element("select", "");
  select.name = id;
  select.append(...options.map(({ value }) => new Option("", value)));
  root.append(name, select);
  return {
    root,
    select,
    get value() {
      return select.value;
    },
    set value(value) {
      select.value = value;
    },
    /** @param {Lang} lang */
    speak: (lang) => options.forEach(({ title }, i) => (select.options[i].text = title[lang])),
  };
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} className */
function element(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

/** @param {string} className @param {string} word */
function button(className, word) {
  const made = element("button", className);
  made.type = "button";
  made.dataset.text = word;
  return made;
}

/** @param {string} name */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", name);
  svg.append(use);
  return svg;
}
