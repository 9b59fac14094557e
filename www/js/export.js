// @ts-check
// View: the dialog 导出, with every form of export by group. Loaded when first asked for; so is what makes the files.

import { FORMS } from "./exports/all.js";
import { save } from "./save.js";
import { addStyle } from "./styles.js";
import { caution, labelled, monthName, movedCount, pollutantName, write } from "./text.js";
import { GROUPS, WORDS } from "./words/export.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./types.d.ts").TabContext} TabContext */
/** @typedef {import("./types.d.ts").TabView} TabView */
/** @typedef {import("./types.d.ts").ExportForm} ExportForm */
/** @typedef {ReturnType<typeof row>} Row */

/**
 * @param {TabContext} context
 * @param {() => TabView | undefined} look what is on the page now
 */
export async function createExport(context, look) {
  await addStyle(new URL("../styles/export.css", import.meta.url));
  const dialog = element("dialog", "export");
  dialog.setAttribute("aria-labelledby", "export-heading");
  const heading = element("h2", "");
  heading.id = "export-heading";
  heading.dataset.text = "export-title";
  const close = button("button icon-only");
  close.dataset.title = close.dataset.label = "export-close";
  close.append(icon("#icon-close"));
  const languages = /** @type {const} */ (["zh", "en"]).map((code) => {
    const made = button("");
    made.lang = code === "zh" ? "zh-CN" : "en";
    made.textContent = { zh: "中文", en: "EN" }[code];
    made.addEventListener("click", () => speak(code));
    return { code, made };
  });
  const choice = element("div", "switch");
  choice.setAttribute("role", "group");
  choice.dataset.label = "export-lang";
  choice.append(...languages.map(({ made }) => made));
  const head = element("div", "dialog-head");
  head.append(heading, choice, close);
  const subject = element("p", "export-subject");
  const rows = FORMS.map((form) => row(form, run));
  const groups = GROUPS.map(([id, title]) => {
    const section = element("section", "export-group");
    const name = element("h3", "");
    const list = element("ul", "");
    list.append(...rows.flatMap(({ form, root }) => (form.group === id ? [root] : [])));
    section.append(name, list);
    section.hidden = !list.children.length;
    return { section, name, title };
  });
  dialog.append(head, subject, ...groups.map(({ section }) => section));
  document.body.append(dialog);

  /** The language of dialog and files: at first the page's. @type {Lang} */
  let lang = "zh";
  close.addEventListener("click", () => dialog.close());

  /** @param {Lang} next */
  function speak(next) {
    lang = next;
    dialog.lang = lang === "zh" ? "zh-CN" : "en";
    write(dialog, lang, WORDS);
    for (const { code, made } of languages) made.setAttribute("aria-pressed", String(code === lang));
    for (const { name, title } of groups) name.textContent = title[lang];
    for (const each of rows) each.speak(lang);
    const view = look();
    if (view) subject.textContent = subjectOf({ ...view, lang });
  }

  /** @param {Row} row */
  async function run(row) {
    const view = look();
    if (!view || row.busy) return;
    row.working(lang);
    try {
      const made = await row.form.make({
        ...context,
        view: { ...view, lang },
        chosen: row.chosen(),
        progress: (done) => row.progress(done),
      });
      if (made) save(made.name, made.blob);
      row.done(lang, made ? labelled(lang, WORDS[lang].saved, made.name) : WORDS[lang].done);
    } catch (error) {
      row.failed(lang, error instanceof Error ? error.message : String(error));
    }
  }

  return {
    /** Shows the dialog for what is on the page. */
    open() {
      const view = look();
      if (!view || dialog.open) return;
      for (const each of rows) each.clear();
      speak(view.lang);
      dialog.showModal();
    },
  };
}

/** What is exported: scenario, month, pollutant in view, levers moved, and what is not official. @param {TabView} view */
function subjectOf({ lang, outline, results, pollutant, levers }) {
  const month = lang === "zh" ? `截至${monthName(lang, results.at)}` : `as of ${monthName(lang, results.at)}`;
  const parts = [outline.name[lang], month, pollutantName(lang, pollutant), movedCount(lang, levers.length)];
  const note = caution(lang, outline);
  return [parts.filter(Boolean).join(lang === "zh" ? " · " : " · "), note].filter(Boolean).join(lang === "zh" ? "。" : ". ");
}

/**
 * A form's line: what it is, its choices and button, and how far it is.
 * @param {ExportForm} form
 * @param {(row: Row) => void} run
 */
function row(form, run) {
  const root = element("li", "export-form");
  root.dataset.form = form.id;
  const name = element("span", "export-name");
  name.id = `export-${form.id}`;
  const note = element("span", "export-note");
  const about = element("p", "export-about");
  about.append(name, " ", note);
  const selects = (form.choices ?? []).map(({ id, title, options }) => {
    const select = element("select", "");
    select.append(...options.map(({ value }) => new Option("", value)));
    return { id, title, options, select };
  });
  const act = button("button export-act");
  act.setAttribute("aria-describedby", name.id);
  const controls = element("div", "export-controls");
  controls.append(...selects.map(({ select }) => select), act);
  const bar = element("progress", "");
  bar.hidden = true;
  const told = element("p", "export-told");
  told.setAttribute("role", "status");
  root.append(about, controls, bar, told);
  act.addEventListener("click", () => run(self));

  /** @param {"" | "working" | "done" | "failed"} state @param {string} text */
  function show(state, text) {
    root.dataset.state = state;
    bar.hidden = state !== "working";
    bar.removeAttribute("value");
    told.textContent = text;
    act.setAttribute("aria-disabled", String(state === "working"));
  }

  const self = {
    form,
    root,
    get busy() {
      return root.dataset.state === "working";
    },
    chosen: () => Object.fromEntries(selects.map(({ id, select }) => [id, select.value])),
    /** @param {Lang} lang */
    speak(lang) {
      name.textContent = form.title[lang];
      note.textContent = form.note[lang];
      act.textContent = form.action?.[lang] ?? WORDS[lang].save;
      for (const { title, options, select } of selects) {
        select.setAttribute("aria-label", title[lang]);
        options.forEach((option, i) => (select.options[i].text = option.title[lang]));
      }
    },
    clear: () => self.busy || show("", ""),
    /** @param {Lang} lang */
    working(lang) {
      show("working", "");
      bar.setAttribute("aria-label", labelled(lang, form.title[lang], WORDS[lang].making));
    },
    /** @param {number} done 0 to 1 */
    progress: (done) => void (bar.value = done),
    /** @param {Lang} _ @param {string} text */
    done: (_, text) => show("done", text),
    /** @param {Lang} lang @param {string} why */
    failed: (lang, why) => show("failed", labelled(lang, WORDS[lang].failed, why)),
  };
  return self;
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} className */
function element(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

/** @param {string} className */
function button(className) {
  const made = element("button", className);
  made.type = "button";
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
