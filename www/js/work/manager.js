// @ts-check
// View: the dialog that manages scenarios: open, rename, duplicate, compare, save to a file, delete.

import { listedAs } from "../files.js";
import { addStyle } from "../styles.js";
import { keyOf } from "../scenarios.js";
import { sentences, write } from "../text.js";
import { RESTORE, WORDS, deleted } from "../words/work.js";
import { saveToFile } from "./save.js";

/** @typedef {import("../files.js").Entry} Entry */
/** @typedef {import("../types.d.ts").TabContext} TabContext */

/**
 * @param {TabContext} context
 * @param {() => boolean} keeps whether own scenarios are kept in the browser
 */
export async function createManager(context, keeps) {
  await addStyle(new URL("../../styles/work.css", import.meta.url));
  const { scenarios, store, messages } = context;
  const dialog = element("dialog", "work");
  dialog.setAttribute("aria-labelledby", "work-heading");
  const head = element("div", "dialog-head");
  const heading = element("h2", "");
  heading.id = heading.dataset.text = "work-heading";
  const close = element("button", "button icon-only");
  close.type = "button";
  close.dataset.title = close.dataset.label = "work-close";
  close.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#icon-close" /></svg>';
  close.addEventListener("click", () => dialog.close());
  head.append(heading, close);
  const lead = element("p", "work-lead");
  const list = element("div", "");
  dialog.append(head, lead, list);
  document.body.append(dialog);
  scenarios.subscribe(() => dialog.open && render());

  const shown = () => keyOf({ id: store.get().scenario, own: store.get().own });

  function render() {
    const { lang } = store.get();
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset;
    lead.dataset.text = keeps() ? "work-lead" : "work-lead-off";
    list.replaceChildren(...[true, false].map((own) => group(own, scenarios.entries.filter((entry) => entry.own === own))));
    dialog.lang = lang === "zh" ? "zh-CN" : "en";
    write(dialog, lang, WORDS);
    const again = /** @type {HTMLElement | null} */ (focused?.act && list.querySelector(`[data-key="${CSS.escape(focused.key ?? "")}"][data-act="${focused.act}"]:not(:disabled)`));
    if (focused?.act) (again ?? close).focus();
  }

  /** @param {boolean} own @param {Entry[]} entries */
  function group(own, entries) {
    const section = element("section", "work-group");
    const name = element("h3", "");
    name.dataset.text = own ? "work-own" : "work-site";
    const rows = element("ul", "");
    rows.append(...entries.map(row));
    section.append(name, rows);
    if (own && !entries.length) {
      const none = element("p", "work-none");
      none.dataset.text = "work-none";
      section.append(none);
    }
    return section;
  }

  /** @param {Entry} entry */
  function row(entry) {
    const { lang } = store.get();
    const key = keyOf(entry);
    const item = element("li", "work-row");
    item.dataset.key = key;
    const isShown = key === shown();
    const name = element("span", "work-name");
    name.textContent = listedAs(entry, scenarios.entries, lang);
    const acts = element("span", "work-acts");
    const button = (/** @type {string} */ what, /** @type {() => unknown} */ act) => {
      const made = element("button", "button");
      made.type = "button";
      made.dataset.text = `work-${what}`;
      made.dataset.key = key;
      made.dataset.act = what;
      made.setAttribute("aria-label", `${WORDS[lang][/** @type {keyof typeof WORDS.zh} */ (`work-${what}`)]} ${entry.name[lang]}`);
      made.addEventListener("click", () => void Promise.resolve(act()).catch(context.failed));
      return made;
    };
    if (isShown) {
      const mark = element("span", "work-shown");
      mark.dataset.text = "work-opened";
      name.append(" ", mark);
    }
    acts.append(
      ...(isShown ? [] : [button("open", () => scenarios.open(entry).then(() => dialog.close()))]),
      ...(entry.own ? [button("rename", () => rename(entry, name))] : []),
      button("copy", () => scenarios.duplicate(entry)),
      ...(isShown ? [] : [button("compare", () => compare(key))]),
      button("save", () => saveToFile(context, entry)),
      ...(entry.own ? [button("delete", () => remove(entry))] : []),
    );
    item.append(name, acts);
    return item;
  }

  /** @param {Entry} entry @param {HTMLElement} name */
  function rename(entry, name) {
    const { lang } = store.get();
    const field = element("input", "work-field");
    field.dataset.draft = "";
    field.value = entry.name[lang];
    field.maxLength = 80;
    field.setAttribute("aria-label", WORDS[lang]["work-rename"]);
    let over = false;
    const end = (/** @type {boolean} */ take) => {
      if (over) return;
      over = true;
      const text = field.value.trim();
      if (take && text && text !== entry.name[lang]) scenarios.rename(entry, text);
      render();
      /** @type {HTMLElement | null} */ (list.querySelector(`[data-key="${CSS.escape(keyOf(entry))}"][data-act="rename"]`))?.focus();
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") end(true);
      else if (event.key === "Escape") end(false);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    field.addEventListener("blur", () => end(true));
    name.replaceChildren(field);
    field.select();
  }

  /** @param {string} key */
  function compare(key) {
    dialog.close();
    store.set({ against: key, tab: "compare" });
  }

  /** @param {Entry} entry */
  async function remove(entry) {
    const open = keyOf(entry) === shown();
    if (!(await scenarios.remove(entry))) return;
    const back = () => {
      scenarios.add([entry]);
      if (open) void scenarios.open(entry);
    };
    const drop = messages.show({ title: deleted(entry.name), actions: [{ text: RESTORE, act: back }] });
    const { lang } = store.get();
    const undo = element("p", "work-undo");
    const button = element("button", "text-button");
    button.type = "button";
    button.textContent = RESTORE[lang];
    undo.append(sentences(lang, [deleted(entry.name)[lang]]), " ", button);
    button.addEventListener("click", () => {
      drop();
      back();
      undo.remove();
    });
    dialog.querySelector(".work-undo")?.remove();
    lead.after(undo);
    button.focus();
  }

  return {
    open() {
      dialog.querySelector(".work-undo")?.remove();
      render();
      if (!dialog.open) dialog.showModal();
    },
  };
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name @param {string} classes
 */
function element(name, classes) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  return made;
}
