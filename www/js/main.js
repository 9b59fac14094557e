// @ts-check
// Start-up in reading order: views, site, engine, scenario; then what each change leads to. The only
// file that knows all others.

import { createCards } from "./cards.js";
import { createChart } from "./charts.js";
import { startEngine } from "./engine.js";
import { dropped, fetchJson, fetchScenario, named, picked, sorted, stem } from "./files.js";
import { createLevers } from "./levers.js";
import { createMessages } from "./messages.js";
import { createStore, fromHash, leverInputs, toHash } from "./state.js";
import { showTable, tableText } from "./tables.js";
import { POLLUTANTS, caution, monthName, movedCount, overall, paragraph, shortVerdict, verdict, word, write } from "./text.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./text.js").Outline} Outline */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./text.js").Pollutant} Pollutant */
/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./state.js").State} State */
/** @typedef {{ zh: string, en: string }} Text */
/**
 * A scenario that can be chosen.
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} toml file name
 * @property {Text} name
 * @property {boolean} own
 * @property {() => Promise<Files>} files
 * @property {Record<string, string>} [shownAs] file names of the reader's that stand for others
 */
/** @typedef {Partial<Pick<State, "levers" | "at" | "pollutant">>} Wish */

/** @template {HTMLElement} [T=HTMLElement] @param {string} id */
const byId = (id) => /** @type {T} */ (document.getElementById(id));
const template = (/** @type {string} */ id) => /** @type {HTMLTemplateElement} */ (document.getElementById(id));

const SITE = new URL("../", import.meta.url);
const LINK_DELAY_MS = 250;
const SPEAK_DELAY_MS = 800;
const darkSystem = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 59.99rem)");

/* ---------------------------------------------------------------- state */

const link = fromHash(location.hash);
const store = createStore({
  scenario: "",
  own: false,
  levers: {},
  past: [],
  future: [],
  pollutant: isPollutant(link?.pollutant) ? link.pollutant : "nox",
  at: "",
  lang: link?.lang ?? remembered("lang", ["zh", "en"]) ?? "zh",
  theme: remembered("theme", ["auto", "light", "dark"]) ?? "auto",
});
/** What is open. @type {{ entry: Entry, files: Files, outline: Outline, reference: Results } | undefined} */
let scenario;
/** The newest run. @type {Results | undefined} */
let results;
/** @type {Entry[]} */
let entries = [];
/** @type {{ title: Text }} */
let site = { title: { zh: "减排推演", en: "Jianpai" } };
/** @type {import("./engine.js").EngineDoor} */
let engine;
/** Levers of a link whose own data the reader has yet to open. @type {typeof link} */
let awaited;
/** Counts scenarios being opened: a run for an earlier one is not shown. */
let opening = 0;
let busy = true;
let printing = false;

/* ---------------------------------------------------------------- views */

const messages = createMessages({
  root: byId("messages"),
  toast: byId("toast"),
  message: template("message"),
  finding: template("finding-item"),
});
const cards = createCards(byId("cards"), template("card"), { choose: (pollutant) => store.set({ pollutant }) });
const levers = createLevers(
  { list: byId("lever-list"), moved: byId("levers-moved"), group: template("lever-group"), row: template("lever") },
  {
    move: (measure, key, value, original) => store.move(measure, key, value, original, performance.now()),
    reset: (measure) => store.resetMeasure(measure),
  },
);
const chart = createChart(
  {
    finding: byId("finding"),
    canvas: byId("canvas"),
    line: byId("reading-line"),
    reading: byId("reading"),
    live: byId("reading-live"),
    description: byId("chart-description"),
    note: byId("chart-note"),
    slider: byId("as-of-slider"),
  },
  { chooseMonth: (at) => store.set({ at }) },
);

/* ---------------------------------------------------------------- start */

void start();

async function start() {
  messages.setLang(store.get().lang);
  renderWords();
  connectControls();
  store.subscribe(changed);
  try {
    const settings = await fetchJson(new URL("site.json", SITE));
    site = settings;
    entries = settings.scenarios.map((/** @type {{ file: string, name: Text }} */ { file, name }) => ({
      id: stem(file),
      toml: file,
      name,
      own: false,
      files: () => fetchScenario(new URL("scenarios/", SITE), file),
    }));
    if (!link?.lang && !remembered("lang", ["zh", "en"]) && settings.default_lang === "en") store.set({ lang: "en" });
  } catch (error) {
    return failed("site-failed", error);
  }
  try {
    engine = await startEngine();
    chart.ready(engine.draw);
  } catch (error) {
    return failed("engine-failed", error, "engine-failed-hint");
  }
  const first = await followLink(link);
  if (location.hash.length > 1 && !link) messages.show({ title: "link-bad" });
  if (!first) await open(entries[0], {});
}

/** @param {import("./text.js").Word} title @param {unknown} error @param {import("./text.js").Word} [hint] */
function failed(title, error, hint) {
  document.body.classList.remove("loading");
  document.body.classList.toggle("failed", !scenario);
  messages.show({ title, detail: `(${error instanceof Error ? error.message : String(error)})`, hint });
}

/**
 * Opens what a link names. False when it names nothing that can be opened here.
 * @param {typeof link} to
 */
async function followLink(to) {
  if (!to) return false;
  const entry = entries.find(({ id, own }) => id === to.scenario && own === to.own);
  if (!entry) {
    if (to.own) {
      awaited = to;
      messages.show({ title: "link-own" });
    } else messages.show({ title: "link-bad" });
    return false;
  }
  if (to.lang) store.set({ lang: to.lang });
  return open(entry, { levers: to.levers, at: to.at, ...(isPollutant(to.pollutant) && { pollutant: to.pollutant }) });
}

/* ---------------------------------------------------------------- scenarios */

/**
 * Opens a scenario; on errors the one before stays.
 * @param {Entry} entry
 * @param {Wish} wish
 */
async function open(entry, wish) {
  const turn = ++opening;
  busy = true;
  try {
    const files = await entry.files();
    const { outline, diagnostics } = await engine.load(files, entry.toml);
    if (turn !== opening) return false;
    const findings = diagnostics.map((finding) => ({
      ...finding,
      place: { ...finding.place, file: entry.shownAs?.[finding.place.file] ?? finding.place.file },
    }));
    if (!outline) {
      messages.show({ title: "scenario-failed", detail: entry.shownAs ? "" : entry.toml, findings, outcome: scenario && "previous-stays" });
      renderScenarios();
      return false;
    }
    if (findings.length) messages.show({ title: "opened", detail: outline.name[store.get().lang], findings });
    const at = firstMonth(outline.months, wish.at);
    const reference = /** @type {Results} */ (await engine.evaluate([], { at }));
    if (turn !== opening) return false;
    scenario = { entry, files, outline, reference };
    results = reference;
    const known = knownMoves(outline, wish.levers ?? {});
    if (known.dropped) messages.show({ title: "link-measures" });
    busy = false;
    document.body.classList.remove("loading", "failed");
    levers.build(store.get().lang, outline);
    store.set({
      scenario: entry.id,
      own: entry.own,
      at,
      levers: known.levers,
      past: [],
      future: [],
      ...(wish.pollutant && { pollutant: wish.pollutant }),
    });
    renderScenario();
    return true;
  } catch (error) {
    failed("scenario-failed", error);
    renderScenarios();
    return false;
  } finally {
    if (turn === opening) busy = false;
  }
}

/** @param {string[]} months @param {string} [wish] */
function firstMonth(months, wish) {
  const wanted = [wish, store.get().at, "2024-12"].find((month) => month && months.includes(month));
  return wanted ?? months[months.length - 1];
}

/** Moves of measures that the scenario has. @param {Outline} outline @param {State["levers"]} wished */
function knownMoves(outline, wished) {
  const ids = new Set(outline.measures.map(({ id }) => id));
  const entries = Object.entries(wished);
  const known = entries.filter(([id]) => ids.has(id));
  return { levers: Object.fromEntries(known), dropped: known.length < entries.length };
}

/**
 * Files the reader picked or dropped.
 * @param {{ name: string, file: File }[]} opened
 */
async function openOwn(opened) {
  byId("own").hasAttribute("open") && /** @type {HTMLDialogElement} */ (byId("own")).close();
  messages.clear();
  const { files, scenarios, refused } = await sorted(opened);
  const workbooks = refused.filter((name) => /\.xls[xmb]?$/i.test(name));
  if (workbooks.length) messages.show({ title: "file-kind", detail: workbooks.join(", "), hint: "file-kind-excel" });
  const names = Object.keys(files);
  if (names.length === 0) {
    if (refused.length && !workbooks.length) messages.show({ title: "file-kind", detail: refused.join(", "), hint: "file-kind-other" });
    else if (!workbooks.length) messages.show({ title: "no-toml" });
    return;
  }
  const added = scenarios.length ? scenarios.map((toml) => ownEntry(toml, files)) : ownLedger(names, files);
  if (!added.length) return messages.show({ title: "no-toml" });
  const [entry] = added;
  const wish = awaited?.scenario === entry.id ? awaited : undefined;
  const before = entries;
  entries = [...entries.filter((other) => !added.some(({ id, own }) => other.id === id && other.own === own)), ...added];
  const ok = await open(entry, wish ? { levers: wish.levers, at: wish.at, ...(isPollutant(wish.pollutant) && { pollutant: wish.pollutant }) } : {});
  if (!ok && added.length === 1) entries = before;
  else if (wish) awaited = undefined;
  renderScenarios();
}

/**
 * A scenario of the reader's own; files are named from its folder on. A base or ledger that is not
 * among them is taken from the scenario on screen.
 * @param {string} path
 * @param {Files} all
 * @returns {Entry}
 */
function ownEntry(path, all) {
  const folder = path.replace(/[^/]*$/, "");
  const own = Object.fromEntries(
    Object.entries(all).flatMap(([name, bytes]) => (name.startsWith(folder) ? [[name.slice(folder.length), bytes]] : [])),
  );
  const toml = path.slice(folder.length);
  const based = named(new TextDecoder().decode(own[toml])).some((name) => !(name in own) && /\.toml$/i.test(name));
  const files = based ? { ...scenario?.files, ...own } : own;
  return { id: stem(toml), toml, name: { zh: toml, en: toml }, own: true, files: async () => files };
}

/**
 * The scenario on screen with the reader's ledger in place of its own.
 * @param {string[]} names
 * @param {Files} files
 * @returns {Entry[]}
 */
function ownLedger(names, files) {
  const ledgers = Object.keys(scenario?.files ?? {}).filter((name) => /\.csv$/i.test(name));
  if (!scenario || names.length !== 1 || ledgers.length !== 1) return [];
  const { entry } = scenario;
  const replaced = { ...scenario.files, [ledgers[0]]: files[names[0]] };
  const name = { zh: `${entry.name.zh} + ${names[0]}`, en: `${entry.name.en} + ${names[0]}` };
  return [{ ...entry, id: `${entry.id}-${stem(names[0])}`, name, own: true, files: async () => replaced, shownAs: { [ledgers[0]]: names[0] } }];
}

/* ---------------------------------------------------------------- what a change leads to */

/** @param {State} state @param {State} before */
function changed(state, before) {
  if (state.lang !== before.lang) {
    remember("lang", state.lang);
    messages.setLang(state.lang);
    renderWords();
    if (scenario) {
      levers.build(state.lang, scenario.outline);
      renderScenario();
    }
  }
  if (state.theme !== before.theme) {
    remember("theme", state.theme);
    renderTheme();
  }
  renderHistory();
  if (!scenario || busy) return;
  levers.update(state.lang, state.levers, state.pollutant, results);
  if (state.levers !== before.levers || state.at !== before.at) void run();
  if (state.levers === before.levers || state.lang !== before.lang) renderResults();
  saveLink();
}

async function run() {
  const turn = opening;
  const { levers: moves, at } = store.get();
  try {
    const next = await engine.evaluate(leverInputs(moves), { at });
    if (!next || turn !== opening) return;
    results = next;
    renderResults();
    speak();
  } catch (error) {
    failed("engine-failed", error);
  }
}

const saveLink = later(LINK_DELAY_MS, () => history.replaceState(null, "", toHash(store.get())));
/** Screen readers hear the outcome once the levers rest. */
const speak = later(SPEAK_DELAY_MS, () => {
  const { lang, pollutant } = store.get();
  if (results) byId("live").textContent = overall(lang, results) + verdict(lang, results, /** @type {Pollutant} */ (pollutant));
});

function renderResults() {
  if (!scenario || !results) return;
  const { lang, levers: moves, at } = store.get();
  const pollutant = /** @type {Pollutant} */ (store.get().pollutant);
  const reference = Object.keys(moves).length ? scenario.reference : undefined;
  byId("overall").textContent = overall(lang, results);
  /** @type {HTMLSelectElement} */ (byId("as-of")).value = at;
  cards.update(lang, results, pollutant);
  levers.update(lang, moves, pollutant, results);
  byId("levers-standing").textContent = shortVerdict(lang, results, pollutant);
  byId("open-levers-count").textContent = movedCount(lang, Object.keys(moves).length);
  chart.update({ lang, theme: shownTheme(), outline: scenario.outline, results, reference, pollutant });
  if (!byId("table-view").hidden) showTable(byId("table-view"), lang, results, reference, pollutant);
}

/** What changes with the scenario or the language only. */
function renderScenario() {
  if (!scenario) return;
  const { outline, entry } = scenario;
  const { lang } = store.get();
  document.title = `${outline.name[lang]} · ${site.title[lang]}`;
  const note = caution(lang, outline);
  byId("banner-text").textContent = note;
  byId("banner").hidden = note === "";

  const years = grouped(outline.months);
  byId("as-of").replaceChildren(
    ...[...years].reverse().map(([year, months]) => {
      const group = document.createElement("optgroup");
      group.label = year;
      group.append(...[...months].reverse().map((month) => new Option(monthName(lang, month), month)));
      return group;
    }),
  );
  byId("own-pattern").replaceChildren(
    ...(entry.own ? [] : Object.entries(scenario.files)).map(([name]) => {
      const item = document.createElement("li");
      const anchor = document.createElement("a");
      anchor.href = new URL(name, new URL("scenarios/", SITE)).href;
      anchor.download = name;
      anchor.textContent = name;
      item.append(anchor);
      return item;
    }),
  );
  renderScenarios();
  renderResults();
}

function renderScenarios() {
  const { lang } = store.get();
  const select = /** @type {HTMLSelectElement} */ (byId("scenario"));
  const options = (/** @type {boolean} */ own) =>
    entries.flatMap((entry, i) => (entry.own === own ? [new Option(entry.name[lang], String(i))] : []));
  const group = document.createElement("optgroup");
  group.label = word(lang, "own-scenarios");
  group.append(...options(true));
  select.replaceChildren(...options(false), ...(group.children.length ? [group] : []));
  const chosen = entries.findIndex(({ id, own }) => id === scenario?.entry.id && own === scenario.entry.own);
  select.value = String(Math.max(chosen, 0));
}

function renderWords() {
  const { lang } = store.get();
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  write(document, lang);
  byId("title").textContent = site.title[lang];
  document.querySelector(".brand-latin")?.toggleAttribute("hidden", site.title[lang] === "Jianpai");
  byId("lang-zh").setAttribute("aria-pressed", String(lang === "zh"));
  byId("lang-en").setAttribute("aria-pressed", String(lang === "en"));
  renderScenarios();
  renderTheme();
}

function renderTheme() {
  const { lang, theme } = store.get();
  document.documentElement.dataset.theme = theme;
  const button = byId("theme");
  const label = word(lang, `theme-${theme}`);
  button.title = label;
  button.setAttribute("aria-label", label);
  button.querySelector("use")?.setAttribute("href", `#icon-${theme}`);
  renderResults();
}

function renderHistory() {
  const { past, future, levers: moves } = store.get();
  /** @type {HTMLButtonElement} */ (byId("undo")).disabled = past.length === 0;
  /** @type {HTMLButtonElement} */ (byId("redo")).disabled = future.length === 0;
  /** @type {HTMLButtonElement} */ (byId("reset")).disabled = Object.keys(moves).length === 0;
}

/* ---------------------------------------------------------------- controls */

function connectControls() {
  const on = (/** @type {string} */ id, /** @type {(event: Event) => void} */ act, event = "click") => byId(id).addEventListener(event, act);

  on("undo", store.undo);
  on("redo", store.redo);
  on("reset", store.resetAll);
  on("lang-zh", () => store.set({ lang: "zh" }));
  on("lang-en", () => store.set({ lang: "en" }));
  on("theme", () => {
    const order = /** @type {const} */ (["auto", "light", "dark"]);
    store.set({ theme: order[(order.indexOf(store.get().theme) + 1) % order.length] });
  });
  darkSystem.addEventListener("change", renderResults);
  for (const when of ["beforeprint", "afterprint"]) {
    addEventListener(when, () => {
      printing = when === "beforeprint";
      renderResults();
      chart.paint();
    });
  }
  on("as-of", (event) => store.set({ at: /** @type {HTMLSelectElement} */ (event.target).value }), "change");
  on("scenario", (event) => void open(entries[Number(/** @type {HTMLSelectElement} */ (event.target).value)], {}), "change");

  on("link", () => {
    const hash = toHash(store.get());
    history.replaceState(null, "", hash);
    copy(location.href, store.get().own ? "link-copied-own" : "link-copied");
  });
  on("copy-paragraph", () => {
    if (scenario && results) copy(paragraph(store.get().lang, scenario.outline, results), "paragraph-copied");
  });
  on("copy-table", () => {
    const { lang, pollutant, levers: moves } = store.get();
    const reference = Object.keys(moves).length ? scenario?.reference : undefined;
    if (results) copy(tableText(lang, results, reference, /** @type {Pollutant} */ (pollutant)), "table-copied");
  });

  const showView = (/** @type {boolean} */ table) => {
    byId("chart").hidden = table;
    byId("table-view").hidden = !table;
    byId("copy-table").hidden = !table;
    byId("show-chart").setAttribute("aria-pressed", String(!table));
    byId("show-table").setAttribute("aria-pressed", String(table));
    renderResults();
    if (table) centre(byId("table-view"), ".at");
  };
  on("show-chart", () => showView(false));
  on("show-table", () => showView(true));

  /* own files */
  const dialog = /** @type {HTMLDialogElement} */ (byId("own"));
  on("open", () => dialog.showModal());
  on("use-own", () => dialog.showModal());
  on("own-close", () => dialog.close());
  for (const id of ["files", "folder"]) {
    on(`pick-${id}`, () => byId(id).click());
    on(
      id,
      (event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        const opened = picked(/** @type {FileList} */ (input.files));
        input.value = ""; // so that the same file can be chosen again after mending it
        void openOwn(opened);
      },
      "change",
    );
  }
  let depth = 0;
  const overlay = (/** @type {number} */ change) => {
    depth = change === 0 ? 0 : Math.max(depth + change, 0);
    byId("drop").hidden = depth === 0;
  };
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", (event) => void (carriesFiles(event) && overlay(1)));
  addEventListener("dragleave", (event) => void (carriesFiles(event) && overlay(-1)));
  addEventListener("dragover", (event) => void (carriesFiles(event) && event.preventDefault()));
  addEventListener("drop", (event) => {
    if (!carriesFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    overlay(0);
    void dropped(event.dataTransfer).then(openOwn);
  });

  /* the levers as a sheet on narrow screens */
  const sheet = (/** @type {boolean} */ shown) => {
    document.body.classList.toggle("levers-open", shown);
    byId("open-levers").setAttribute("aria-expanded", String(shown));
    byId("levers").inert = narrow.matches && !shown;
    if (shown) {
      byId("chart").scrollIntoView({ block: "start" });
      byId("levers-title").focus({ preventScroll: true });
    } else if (narrow.matches) byId("open-levers").focus({ preventScroll: true });
  };
  on("open-levers", () => sheet(true));
  on("close-levers", () => sheet(false));
  byId("levers").inert = narrow.matches;
  narrow.addEventListener("change", () => {
    document.body.classList.remove("levers-open");
    byId("levers").inert = narrow.matches;
  });

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("levers-open")) return sheet(false);
    const typing = event.target instanceof HTMLInputElement && !["range", "checkbox", "radio"].includes(event.target.type);
    if (typing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) store.undo();
    else if (key === "y" || (key === "z" && event.shiftKey)) store.redo();
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", () => {
    const to = fromHash(location.hash);
    if (to) void followLink(to);
  });
}

/* ---------------------------------------------------------------- small things */

/** @param {string} text @param {import("./text.js").Word} note */
function copy(text, note) {
  const done = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error("no clipboard"));
  done.then(
    () => messages.toast(note),
    () => messages.toast(copyBySelection(text) ? note : "copy-failed"),
  );
}

/** Pages served without TLS, as on a closed network, have no clipboard but this. @param {string} text */
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}

/** Scrolls `root`, and nothing around it, so that what `selector` finds stands in the middle. @param {HTMLElement} root @param {string} selector */
function centre(root, selector) {
  const target = /** @type {HTMLElement | null} */ (root.querySelector(selector));
  if (target) root.scrollTop = target.offsetTop - (root.clientHeight - target.offsetHeight) / 2;
}

function shownTheme() {
  const { theme } = store.get();
  if (printing) return "light";
  return theme === "auto" ? (darkSystem.matches ? "dark" : "light") : theme;
}

/** @param {unknown} value @returns {value is Pollutant} */
function isPollutant(value) {
  return POLLUTANTS.includes(/** @type {Pollutant} */ (value));
}

/** @param {string} month */
function yearOf(month) {
  return month.slice(0, 4);
}

/** @param {string[]} months */
function grouped(months) {
  /** @type {Map<string, string[]>} */
  const years = new Map();
  for (const month of months) years.set(yearOf(month), [...(years.get(yearOf(month)) ?? []), month]);
  return years;
}

/** Runs `act` once, `ms` after the last call. @param {number} ms @param {() => void} act */
function later(ms, act) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
}

/** @template {string} T @param {string} key @param {T[]} allowed @returns {T | undefined} */
function remembered(key, allowed) {
  try {
    return allowed.find((value) => value === localStorage.getItem(`jianpai:${key}`));
  } catch {
    return undefined; // storage may be forbidden
  }
}

/** @param {string} key @param {string} value */
function remember(key, value) {
  try {
    localStorage.setItem(`jianpai:${key}`, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}
