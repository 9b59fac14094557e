// @ts-check
// Start-up in reading order: views, site, engine, scenario; then what each change leads to. The only
// file that knows all others.

import { createCards } from "./cards.js";
import { createChart } from "./charts.js";
import { connectControls } from "./controls.js";
import { startEngine } from "./engine.js";
import { dropped, fetchJson, ownEntries, picked, siteEntry, sorted } from "./files.js";
import { createLevers } from "./levers.js";
import { createMessages } from "./messages.js";
import { createStore, fromHash, leverInputs, remember, remembered, toHash } from "./state.js";
import { showTable, tableText } from "./tables.js";
import { POLLUTANTS, broughtTitle, caution, monthName, movedCount, overall, paragraph, shortVerdict, verdict, word, write } from "./text.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./text.js").Outline} Outline */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./text.js").Pollutant} Pollutant */
/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Entry} Entry */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./types.d.ts").Text} Text */
/** @typedef {Partial<Pick<State, "levers" | "at" | "pollutant">>} Wish */

/** @template {HTMLElement} [T=HTMLElement] @param {string} id */
const byId = (id) => /** @type {T} */ (document.getElementById(id));
const template = (/** @type {string} */ id) => /** @type {HTMLTemplateElement} */ (document.getElementById(id));

const SITE = new URL("../", import.meta.url);
const SCENARIOS = new URL("scenarios/", SITE);
const LINK_DELAY_MS = 250;
const SPEAK_DELAY_MS = 800;
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

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
  darkSystem.addEventListener("change", renderResults);
  connectControls({
    store,
    toast: messages.toast,
    openScenario: (i) => void open(entries[i], {}),
    openFiles: (files) => void openOwn(files),
    picked,
    dropped,
    followLink: (hash) => void followLink(fromHash(hash)),
    linkHash: () => toHash(store.get()),
    paragraph: () => (scenario && results ? paragraph(store.get().lang, scenario.outline, results) : ""),
    tableText: () => (results ? tableText(store.get().lang, results, shownReference(), shownPollutant()) : ""),
    redraw: renderResults,
    print(begins) {
      printing = begins;
      renderResults();
      chart.paint();
    },
  });
  store.subscribe(changed);
  const started = startEngine(); // meanwhile the site's settings and the scenario arrive
  started.catch(() => {}); // told below, where it is awaited
  try {
    const settings = await fetchJson(new URL("site.json", SITE));
    site = settings;
    entries = settings.scenarios.map((/** @type {{ file: string, name: Text }} */ { file, name }) => siteEntry(SCENARIOS, file, name));
    if (!link?.lang && !remembered("lang", ["zh", "en"]) && settings.default_lang === "en") store.set({ lang: "en" });
    renderWords();
  } catch (error) {
    return failed("site-failed", error);
  }
  try {
    engine = await started;
    chart.ready(engine.draw);
  } catch (error) {
    return failed("engine-failed", error, "engine-failed-hint");
  }
  if (location.hash.length > 1 && !link) messages.show({ title: "link-bad" });
  if (!(await followLink(link))) await open(entries[0], {});
}

/** @param {import("./text.js").Word} title @param {unknown} error @param {import("./text.js").Word} [hint] */
function failed(title, error, hint) {
  document.body.classList.remove("loading");
  document.body.classList.toggle("failed", !scenario);
  messages.show({ title, detail: error instanceof Error ? error.message : String(error), hint });
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
  messages.clear();
  const { files, scenarios, refused } = await sorted(opened);
  const workbooks = refused.filter((name) => /\.xls[xmb]?$/i.test(name));
  if (workbooks.length) messages.show({ title: "file-kind", detail: workbooks.join(", "), hint: "file-kind-excel" });
  const added = ownEntries(files, scenarios, scenario);
  if (added.length === 0) {
    if (workbooks.length === 0) messages.show(refused.length ? { title: "file-kind", detail: refused.join(", "), hint: "file-kind-other" } : { title: "no-toml" });
    return;
  }
  const [entry] = added;
  const wish = awaited?.scenario === entry.id ? awaited : undefined;
  const before = entries;
  entries = [...entries.filter((other) => !added.some(({ id, own }) => other.id === id && other.own === own)), ...added];
  const ok = await open(entry, wish ? { levers: wish.levers, at: wish.at, ...(isPollutant(wish.pollutant) && { pollutant: wish.pollutant }) } : {});
  if (!ok && added.length === 1) entries = before;
  else if (wish) awaited = undefined;
  renderScenarios();
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
  const { lang } = store.get();
  if (results) byId("live").textContent = overall(lang, results) + verdict(lang, results, shownPollutant());
});

function renderResults() {
  if (!scenario || !results) return;
  const { lang, levers: moves, at } = store.get();
  const pollutant = shownPollutant();
  const reference = shownReference();
  byId("overall").textContent = overall(lang, results);
  /** @type {HTMLSelectElement} */ (byId("as-of")).value = at;
  cards.update(lang, results, pollutant);
  levers.update(lang, moves, pollutant, results);
  byId("levers-brought").textContent = results.pollutants[pollutant].attribution_t ? broughtTitle(lang, pollutant) : "";
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
      anchor.href = new URL(name, SCENARIOS).href;
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

/* ---------------------------------------------------------------- small things */

const shownPollutant = () => /** @type {Pollutant} */ (store.get().pollutant);

/** The unmoved scenario, when levers have moved. */
const shownReference = () => (Object.keys(store.get().levers).length ? scenario?.reference : undefined);

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
