// @ts-check
// Tab 依据: every figure of the scenario with its value, grade and source; changed in place, marked, put back one by one;
// sorted by what each does to the verdict.

import { tell } from "../explainable.js";
import { editForm } from "../sources/edit.js";
import { addStyle } from "../styles.js";
import { points, amount, write } from "../text.js";
import { WORDS, countFinding, findingText, fullName, gradeOf, limitsText, numberText, sourceText, stepLabel, tryingText, valueText } from "../words/sources.js";

/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../types.d.ts").FigureEntry} FigureEntry */
/** @typedef {import("../sources/edit.js").FigureEdit} FigureEdit */
/** @typedef {{ entry: FigureEntry, was: FigureEntry | undefined, changed: boolean }} Line `was`: in the scenario as it came */

const GRADES = ["A", "B", "C", "", "default"];
/** Figures in the first part of the work that ranks them. */
const PART = 4;

/** @param {HTMLElement} root @param {import("../types.d.ts").TabContext} context */
export function create(root, context) {
  void addStyle(new URL("../../styles/sources.css", import.meta.url));
  const { scenarios } = context;
  root.classList.add("sources");
  const finding = element("h2", "finding");
  const bar = element("div", "sources-bar");
  const search = /** @type {HTMLInputElement} */ (element("input", "sources-search"));
  search.type = "search";
  Object.assign(search.dataset, { label: "sources-search" });
  const grade = /** @type {HTMLSelectElement} */ (element("select", ""));
  grade.dataset.label = "sources-grade";
  const order = /** @type {HTMLSelectElement} */ (element("select", ""));
  order.dataset.label = "sources-sort";
  const onlyChanged = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  const boxText = document.createElement("span");
  boxText.dataset.text = "sources-changed";
  onlyChanged.append(box, boxText);
  const trying = element("span", "sources-trying");
  const progress = document.createElement("progress");
  const progressText = document.createElement("span");
  const stop = button("text-button");
  stop.dataset.text = "stop";
  trying.append(progress, progressText, stop);
  trying.hidden = true;
  bar.append(search, grade, order, onlyChanged, trying);
  const scroller = element("div", "table-view sources-table");
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  finding.id = "sources-finding";
  scroller.setAttribute("aria-labelledby", finding.id);
  root.append(finding, bar, scroller);

  /** @type {TabView} */
  let view;
  let lang = "";
  /** The files that `lines` tell. @type {unknown} */
  let told;
  /** The scenario that has them, as `draftKey` tells scenarios apart. */
  let listedOf = "";
  /** @type {Line[]} */
  let lines = [];
  /** @type {import("../types.d.ts").Diagnostic[]} */
  let wrong = [];
  /** What each figure does to the verdict, in the order of `lines`, and what for. @type {{ key: string, central: number, values: Float64Array } | undefined} */
  let influences;
  /** @type {AbortController | undefined} */
  let running;
  /** The figure being changed. @type {string | undefined} */
  let open;
  /** The form of that figure. @type {{ of: FigureEntry, lang: string, row: HTMLTableRowElement, focus(): void } | undefined} */
  let form;
  /** What is typed in forms and not saved, by scenario and figure: a form may be closed in any way. @type {Map<string, import("../sources/edit.js").Draft>} */
  const drafts = new Map();
  /** What the engine has to say since a figure was saved, as long as its files are these. @type {{ path: string, files: unknown, findings: import("../types.d.ts").Diagnostic[] } | undefined} */
  let warned;
  /** The figure that was asked for, and whether it is still to be brought into view. @type {string | undefined} */
  let found;
  let reveals = false;

  /** @param {TabView} now */
  async function update(now) {
    view = now;
    if (lang !== now.lang) {
      lang = now.lang;
      const words = WORDS[now.lang];
      write(root, now.lang, WORDS);
      search.placeholder = words["sources-search"];
      const keep = [grade.value, order.value];
      grade.replaceChildren(new Option(words["sources-all"], "all"), ...GRADES.map((id) => new Option(words[/** @type {"A"} */ (id)], id)));
      order.replaceChildren(new Option(words["sources-by-file"], "file"), new Option(words["sources-by-influence"], "influence"));
      [grade.value, order.value] = [keep[0] || "all", keep[1] || "file"];
      render();
    }
    if (told !== scenarios.files) await list();
    if (order.value === "influence") void rank();
    if (context.wanted) {
      found = context.wanted;
      context.wanted = undefined;
      reveals = true;
    }
    reveal();
  }

  /** Lists the newest files' figures beside those of the scenario as it came. */
  async function list() {
    const entry = current();
    const files = scenarios.files;
    if (listedOf !== draftKey("")) open = form = undefined;
    listedOf = draftKey("");
    told = files;
    const original = await originalFiles();
    const [now, before] = await Promise.all([context.call("figures", files, entry.toml), original === files ? undefined : context.call("figures", original, entry.toml)]);
    if (told !== files) return;
    wrong = now.diagnostics;
    if (wrong.length === 0) {
      const known = new Map(/** @type {FigureEntry[]} */ ((before ?? now).figures).map((figure) => [figure.path, figure]));
      lines = /** @type {FigureEntry[]} */ (now.figures).map((figure) => {
        const was = known.get(figure.path);
        return { entry: figure, was, changed: !was || differs(figure, was) };
      });
    }
    render();
  }

  const current = () => /** @type {import("../scenarios.js").Scenario} */ (scenarios.current).entry;

  /** The site's scenario that the open one was made of by editing it. */
  function ofSite() {
    const { id, toml } = current();
    return scenarios.entries.find((other) => !other.own && other.toml === toml && id.startsWith(`${other.id}-edited`));
  }

  /** The scenario's files as they came. */
  const originalFiles = () => (current().original ?? ofSite()?.files ?? current().files)();

  /** Under what its unsaved typing is kept: an edit makes a scenario of the site an own one, undo the reverse. @param {string} path */
  function draftKey(path) {
    const { id, own } = ofSite() ?? current();
    return `${own} ${id} ${path}`;
  }

  /** @param {string} path @param {import("../sources/edit.js").Draft} [draft] */
  function keep(path, draft) {
    if (draft) drafts.set(draftKey(path), draft);
    else drafts.delete(draftKey(path));
    // Closing the window would lose them.
    root.toggleAttribute("data-unsaved", drafts.size > 0);
    count();
  }

  /** Works out, in all workers, what each figure does to the verdict. */
  async function rank() {
    const { pollutant, levers, results } = view;
    const key = JSON.stringify([pollutant, levers, results.at, results.scenario]) + lines.length;
    if ((influences?.key === key && influences.values.length === 2 * lines.length && influencesFor === told) || runningFor === key + String(lines.length)) return;
    running?.abort();
    const mine = (running = new AbortController());
    runningFor = key + String(lines.length);
    const options = { pollutant, at: results.at };
    const all = lines.length;
    const tell = (/** @type {number} */ done) => {
      progress.max = all;
      progress.value = done;
      progressText.textContent = tryingText(view.lang, done, all);
    };
    trying.hidden = false;
    tell(0);
    const files = told;
    try {
      const central = await context.call("influences", levers, options, 0, 0);
      const parts = await context.share("influences", [levers, options], all, { part: PART, signal: mine.signal, progress: tell });
      if (!parts || mine.signal.aborted) return;
      const values = new Float64Array(parts.flatMap((part) => [...part]));
      influences = { key, central: central[0], values };
      influencesFor = files;
      render();
    } catch (error) {
      context.failed(error);
    } finally {
      if (running === mine) {
        running = undefined;
        runningFor = "";
        trying.hidden = true;
      }
    }
  }
  let runningFor = "";
  /** @type {unknown} */
  let influencesFor;

  /** By how much a figure can move the verdict, down and up. @param {number} i index in `lines` */
  function moves(i) {
    if (!influences || influences.values.length !== 2 * lines.length) return undefined;
    const { central, values } = influences;
    return [values[2 * i] - central, values[2 * i + 1] - central];
  }

  /** @param {number} i */
  const size = (i) => Math.max(...(moves(i) ?? [0]).map(Math.abs));

  function listed() {
    const wanted = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (/** @type {Line} */ { entry, changed }) => {
      if (box.checked && !changed) return false;
      if (grade.value !== "all" && gradeOf(entry) !== grade.value) return false;
      const text = `${entry.path} ${entry.of.zh} ${entry.of.en} ${entry.name.zh} ${entry.name.en} ${entry.provenance?.text.zh ?? ""} ${entry.provenance?.text.en ?? ""}`.toLowerCase();
      return wanted.every((part) => text.includes(part));
    };
    const all = lines.map((line, i) => ({ ...line, i })).filter(fits);
    if (order.value === "influence" && influences) all.sort((a, b) => size(b.i) - size(a.i));
    return all;
  }

  function render() {
    if (!view) return;
    const words = WORDS[view.lang];
    const shown = listed();
    count(shown.length);
    const ranked = order.value === "influence" && influences !== undefined;
    const table = document.createElement("table");
    const caption = table.createCaption();
    caption.className = "visually-hidden";
    caption.textContent = words.explain;
    const head = table.createTHead().insertRow();
    const influence = view.results.pollutants[view.pollutant].target_t === undefined ? words.influenceT : words.influence;
    for (const [name, className] of [[words.figure, ""], [words.value, ""], [words.grade, ""], ...(ranked ? [[influence, ""]] : []), [words.source, "figure-source"], [words.action, ""]]) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.className = className;
      cell.textContent = name;
      head.append(cell);
    }
    const width = head.cells.length;
    let body = table.createTBody();
    let group = "";
    for (const line of shown) {
      const of = line.entry.of[view.lang];
      if (!ranked && of !== group) {
        group = of;
        body = table.createTBody();
        const row = body.insertRow();
        row.className = "figure-group";
        const cell = document.createElement("th");
        cell.scope = "rowgroup";
        cell.colSpan = width;
        cell.textContent = of;
        row.append(cell);
      }
      body.append(row(line, ranked, width));
      if (line.entry.path === open) body.append(formRow(line.entry, width));
      if (warned?.path === line.entry.path && warned.files === told) body.append(warnedRow(warned.findings, width));
    }
    if (shown.length === 0) {
      const cell = body.insertRow().insertCell();
      cell.colSpan = width;
      cell.textContent = words.none;
    }
    const { scrollTop } = scroller;
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    scroller.replaceChildren(table);
    scroller.scrollTop = scrollTop;
    if (active && table.contains(active)) active.focus({ preventScroll: true });
  }

  /** @param {number} shown */
  function count(shown = listed().length) {
    const changed = lines.filter(({ changed }) => changed).length;
    const unsaved = lines.filter(({ entry }) => drafts.has(draftKey(entry.path))).length;
    finding.textContent = wrong.length ? WORDS[view.lang].pending : countFinding(view.lang, lines.map(({ entry }) => entry), { changed, unsaved, shown });
  }

  /** @param {Line & { i: number }} line @param {boolean} ranked @param {number} width */
  function row({ entry, was, changed, i }, ranked, width) {
    const words = WORDS[view.lang];
    const row = document.createElement("tr");
    row.dataset.path = entry.path;
    row.classList.toggle("changed", changed);
    row.classList.toggle("found", entry.path === found);
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = ranked ? fullName(view.lang, entry) : entry.name[view.lang];
    const value = row.insertCell();
    row.prepend(name);
    value.className = "figure-value";
    value.textContent = valueText(view.lang, entry);
    if (!entry.place) value.append(small(words.unwritten));
    if (changed && was) value.append(small(valueText(view.lang, was) === valueText(view.lang, entry) ? words.noted : `${words.changed} ${valueText(view.lang, was)}`, "figure-was"));
    if (drafts.has(draftKey(entry.path)) && entry.path !== open) value.append(small(words.unsaved, "figure-unsaved"));
    const grade = row.insertCell();
    grade.className = "figure-grade";
    const letter = gradeOf(entry);
    grade.textContent = words[/** @type {"A"} */ (letter)];
    grade.dataset.grade = letter || "none";
    if (ranked) {
      const [down, up] = moves(i) ?? [0, 0];
      const target = view.results.pollutants[view.pollutant].target_t !== undefined;
      const text = target ? points : (/** @type {number} */ t) => amount(t);
      const cell = row.insertCell();
      cell.className = "figure-influence";
      const none = Math.abs(down) < 1e-9 && Math.abs(up) < 1e-9;
      /** @param {boolean} high @param {number} moved @returns {import("../explainable.js").Told} */
      const told = (high, moved) => [text(moved), { kind: "influence", figure: entry.path, high, pollutant: view.pollutant, at: view.results.at }];
      const both = cell.appendChild(element("span", ""));
      tell(both, none ? words.nothing : `${text(down)} / ${text(up)}`, none ? [] : [told(false, down), told(true, up)]);
      if (!none) cell.append(small(entry.path.endsWith(".delay_months") ? words.byDelay : entry.low < entry.high ? words.byRange : entry.mode === 0 ? "±0.01" : words.byTen));
    }
    const source = row.insertCell();
    source.className = "figure-source";
    source.textContent = sourceText(view.lang, entry);
    const actions = row.insertCell();
    actions.className = "figure-actions";
    const edit = button("text-button");
    edit.textContent = words.edit;
    edit.setAttribute("aria-label", `${words.edit} ${fullName(view.lang, entry)}`);
    edit.setAttribute("aria-expanded", String(entry.path === open));
    edit.disabled = wrong.length > 0;
    edit.addEventListener("click", () => (open === entry.path ? close() : start(entry.path)));
    actions.append(edit);
    if (changed && was) {
      const restore = button("text-button");
      restore.textContent = words.restore;
      restore.setAttribute("aria-label", `${words.restore} ${fullName(view.lang, entry)}`);
      restore.addEventListener("click", () => void putBack(entry));
      actions.append(restore);
    }
    row.title = `${limitsText(view.lang, entry)}`;
    return row;
  }

  /** Its form; the same one as long as figure and language are. @param {FigureEntry} entry @param {number} width */
  function formRow(entry, width) {
    if (form?.of !== entry || form.lang !== view.lang) {
      const row = document.createElement("tr");
      row.className = "figure-edit";
      const made = editForm(view.lang, entry, {
        shownAs: scenarios.current?.entry.shownAs,
        unitOf: lines.find((line) => line.entry.path === entry.unit_of)?.entry,
        draft: drafts.get(draftKey(entry.path)),
        keep: (draft) => keep(entry.path, draft),
        save: (edit) => take(entry, edit),
        close,
      });
      row.insertCell().append(made.form);
      form = { of: entry, lang: view.lang, row, focus: made.focus };
    }
    form.row.cells[0].colSpan = width;
    return form.row;
  }

  /** @param {import("../types.d.ts").Diagnostic[]} findings @param {number} width */
  function warnedRow(findings, width) {
    const row = document.createElement("tr");
    row.className = "figure-warned";
    const cell = row.insertCell();
    cell.colSpan = width;
    const said = cell.appendChild(element("div", ""));
    said.setAttribute("role", "alert");
    const list = document.createElement("ul");
    for (const finding of findings) list.append(Object.assign(document.createElement("li"), { textContent: findingText(view.lang, finding) }));
    said.append(WORDS[view.lang].warned, list);
    return row;
  }

  /** @param {string} path */
  function start(path) {
    open = path;
    warned = undefined;
    render();
    form?.focus();
    form?.row.scrollIntoView({ block: "nearest" });
  }

  function close() {
    const path = open;
    open = form = undefined;
    render();
    if (path) focus(path);
  }

  /** @param {string} path */
  function focus(path) {
    const row = rowOf(path);
    row?.querySelector("button")?.focus();
    row?.scrollIntoView({ block: "nearest" });
    scroller.querySelector(".figure-warned")?.scrollIntoView({ block: "nearest" });
  }

  /** Brings the figure that was asked for into view, whatever is filtered out, once it is listed. */
  function reveal() {
    if (!reveals || !found || lines.length === 0) return;
    reveals = false;
    search.value = "";
    grade.value = "all";
    box.checked = false;
    render();
    focus(found);
    rowOf(found)?.scrollIntoView({ block: "center" });
  }

  /** @param {string} path */
  const rowOf = (path) => [...scroller.querySelectorAll("tr")].find((row) => row.dataset.path === path);

  /**
   * Puts an edit into the files as one step of undo.
   * @param {FigureEntry} entry @param {FigureEdit} edit
   */
  async function take(entry, edit) {
    const { files, diagnostics } = await context.call("editFigures", scenarios.files, toml(), [edit]);
    if (diagnostics.length) return /** @type {import("../types.d.ts").Diagnostic[]} */ (diagnostics);
    open = form = undefined;
    keep(entry.path);
    const before = new Set(scenarios.current?.findings.map(({ message }) => message.zh));
    const follow = () => {
      const findings = scenarios.current?.findings.filter(({ message }) => !before.has(message.zh)) ?? [];
      warned = findings.length ? { path: entry.path, files: scenarios.files, findings } : undefined;
    };
    await put(entry, files, "edit", follow);
    return [];
  }

  /** @param {FigureEntry} entry */
  async function putBack(entry) {
    const { files, diagnostics } = await context.call("restoreFigures", scenarios.files, toml(), await originalFiles(), toml(), [entry.path]);
    if (diagnostics.length) {
      context.messages.show({ title: "scenario-failed", findings: diagnostics });
      return;
    }
    await put(entry, files, "restore");
  }

  /** @param {FigureEntry} entry @param {Record<string, string>} texts @param {"edit" | "restore"} what @param {() => void} [follow] what is done before it is shown */
  async function put(entry, texts, what, follow = () => {}) {
    const encoder = new TextEncoder();
    const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, encoder.encode(text)]));
    if (Object.keys(files).length) await scenarios.edit(files, { label: stepLabel(entry, what) });
    follow();
    if (told !== scenarios.files) await list();
    else render();
    focus(entry.path);
  }

  const toml = () => current().toml;

  search.addEventListener("input", render);
  grade.addEventListener("change", render);
  box.addEventListener("change", render);
  order.addEventListener("change", () => {
    if (order.value === "influence") void rank();
    else running?.abort();
    render();
  });
  stop.addEventListener("click", () => {
    running?.abort();
    if (!influences) order.value = "file";
    render();
  });

  return { update: (/** @type {TabView} */ now) => void update(now).catch(context.failed), hide: () => running?.abort() };
}

/** @param {FigureEntry} now @param {FigureEntry} was */
const differs = (now, was) =>
  now.written_unit?.zh !== was.written_unit?.zh || now.written_unit?.en !== was.written_unit?.en || now.low !== was.low || now.mode !== was.mode || now.high !== was.high || now.provenance?.text.zh !== was.provenance?.text.zh || now.provenance?.text.en !== was.provenance?.text.en;

/** @param {string} text @param {string} [className] */
function small(text, className = "") {
  const made = element("small", className);
  made.textContent = text;
  return made;
}

/** @param {string} tag @param {string} className */
function element(tag, className) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  return /** @type {HTMLElement} */ (made);
}

/** @param {string} className */
function button(className) {
  const made = /** @type {HTMLButtonElement} */ (element("button", className));
  made.type = "button";
  return made;
}
