// @ts-check
// Start-up in reading order: views, site, engine, scenario; then what each change leads to. The only
// file that knows all others.

import { createCards } from "./cards.js";
import { copied } from "./clipboard.js";
import { connectControls } from "./controls.js";
import { createDialogs } from "./dialogs.js";
import { startEngine } from "./engine.js";
import { onExplain, tell } from "./explainable.js";
import { dropped, fetchJson, isWorkbook, listedAs, picked, siteEntry } from "./files.js";
import { createLevers } from "./levers.js";
import { fromHash, leverInputs, toHash } from "./link.js";
import { createMessages } from "./messages.js";
import { StartError, hasSimd } from "./module.js";
import { keepForLater } from "./offline.js";
import { onDemand } from "./on-demand.js";
import { remember, remembered } from "./preferences.js";
import { createSampling } from "./sampling.js";
import { createScenarios } from "./scenarios.js";
import { createStore } from "./state.js";
import { createTabs } from "./tabs.js";
import * as progress from "./tabs/progress.js";
import { POLLUTANTS, caution, labelled, monthName, movedCount, verdict } from "./text.js";
import { overall, overallNumbers } from "./words/all.js";
import { RESET_ALL, broughtTitle, moveLabel, paragraph, pendingCount, resetLabel, shortVerdict, word, write } from "./words/page.js";

/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./text.js").Pollutant} Pollutant */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./types.d.ts").Text} Text */

/** The tabs in their order. @type {import("./tabs.js").TabEntry[]} */
const TABS = [
  { id: "progress", title: { zh: "进度", en: "Progress" }, load: () => progress },
  { id: "all", title: { zh: "五项", en: "All five" }, load: () => import("./tabs/all.js") },
  { id: "contributions", title: { zh: "贡献", en: "Contributions" }, load: () => import("./tabs/contributions.js") },
  { id: "emissions", title: { zh: "排放", en: "Emissions" }, load: () => import("./tabs/emissions.js") },
  { id: "confidence", title: { zh: "把握", en: "Confidence" }, load: () => import("./tabs/confidence.js") },
  { id: "cost", title: { zh: "费用", en: "Cost" }, load: () => import("./tabs/cost.js") },
  { id: "districts", title: { zh: "各区", en: "Districts" }, load: () => import("./tabs/districts.js") },
  { id: "compare", title: { zh: "对比", en: "Compare" }, load: () => import("./tabs/compare.js") },
  { id: "ledger", title: { zh: "台账", en: "Ledger" }, load: () => import("./tabs/ledger.js") },
  { id: "checks", title: { zh: "核查", en: "Checks" }, load: () => import("./tabs/checks.js") },
  { id: "sources", title: { zh: "依据", en: "Sources" }, load: () => import("./tabs/sources.js") },
];

/** @template {HTMLElement} [T=HTMLElement] @param {string} id */
const byId = (id) => /** @type {T} */ (document.getElementById(id));
const template = (/** @type {string} */ id) => /** @type {HTMLTemplateElement} */ (document.getElementById(id));

const SITE = new URL("../", import.meta.url);
const SCENARIOS = new URL("scenarios/", SITE);
const LINK_DELAY_MS = 250;
const SPEAK_DELAY_MS = 800;
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

/* ---------------------------------------------------------------- state */

const address = location.hash;
const link = fromHash(address);
const store = createStore({
  scenario: "",
  own: false,
  files: {},
  levers: {},
  past: [],
  future: [],
  pollutant: isPollutant(link?.pollutant) ? link.pollutant : "nox",
  at: "",
  tab: TABS.find(({ id }) => id === link?.tab)?.id ?? TABS[0].id,
  against: "",
  lang: link?.lang ?? remembered("lang", ["zh", "en"]) ?? "zh",
  theme: remembered("theme", ["auto", "light", "dark"]) ?? "auto",
});
/** The newest run. @type {Results | undefined} */
let results;
/** The levers that what it says of chances was drawn for. @type {State["levers"] | undefined} */
let sureOf;
/** What the rows of levers were made for. @type {{ outline?: import("./text.js").Outline, lang?: string }} */
let built = {};
/** @type {{ title: Text, logo?: string }} */
let site = { title: { zh: "减排推演", en: "Jianpai" } };
/** @type {import("./engine.js").EngineDoor} */
let engine;
/** @typedef {Awaited<ReturnType<typeof import("./work/keeper.js").createKeeper>>} Keeper */
/** What paper shows. @type {Awaited<ReturnType<typeof import("./print.js").createSummary>> | undefined} */
let summary;

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
    move: (measure, key, value, original) => store.move(measure, key, value, original, moveLabel(nameOf(measure), key), performance.now()),
    reset: (measure) => store.resetMeasure(measure, resetLabel(nameOf(measure))),
    released: () => (Object.keys(store.get().levers).length ? undefined : renderResults()),
  },
);
const sampling = createSampling(
  { root: byId("sampling"), bar: byId("sampling-bar"), text: byId("sampling-text"), button: byId("sampling-button") },
  {
    refine: (progress) => engine.refine(leverInputs(store.get().levers), progress),
    stop: () => engine.rest(),
    refined(uncertainty) {
      if (results) results = { ...results, uncertainty };
      renderResults();
    },
    failed: (error) => failed("engine-failed", error),
  },
);
const scenarios = createScenarios({
  store,
  messages,
  isPollutant,
  isTab: (id) => tabs.has(id),
  failed,
  opened(run, moves) {
    results = run;
    sureOf = moves;
    document.body.classList.remove("loading", "failed");
    byId("overall").removeAttribute("data-text");
    renderScenario();
    renderHistory();
    setLink();
    const { levers, at } = store.get();
    if (levers !== moves || at !== run.at) void refresh();
    else sampling.moved(run.uncertainty);
  },
  listed: renderScenarios,
});
/** @param {string} text @param {import("./words/page.js").Word} note what to say once it is copied */
const copy = async (text, note) => messages.toast((await copied(text)) ? note : "copy-failed");
/** @type {import("./types.d.ts").TabContext} */
const context = {
  store,
  scenarios,
  messages,
  ask: (method, ...args) => engine.ask(method, ...args),
  share: (...args) => engine.share(...args),
  uncertainty: (...args) => engine.uncertainty(...args),
  call: (method, ...args) => engine.call(method, ...args),
  failed: (error) => failed("tab-failed", error),
  ready: (chart) => engine.ready(chart),
  draw: (...args) => engine.draw(...args),
  svg: (...args) => engine.svg(...args),
  picture: (what) => void dialogs.savePicture(what),
  data: (...of) => dialogs.saveData(...of),
  version: () => engine.version,
  importLedger: (...files) => dialogs.importLedger(...files),
  copy,
  showFigure(path) {
    context.wanted = path;
    if (store.get().tab === "sources") renderResults();
    else store.set({ tab: "sources" });
  },
};
/** Keeps what is done in the browser. */
const keeping = onDemand(async () => (await import("./work/keeper.js")).createKeeper(context, SITE), (error) => failed("keeping-failed", error));
const keeper = () => keeping((kept) => kept);
const dialogs = createDialogs(context, { site: SITE, look: shownView, results: () => results, keeper, copy, failed });
const tabs = createTabs({ bar: byId("tabs"), menu: byId("tab-menu"), panels: byId("panels") }, TABS, context, {
  choose: (tab) => store.set({ tab }),
  failed: context.failed,
});
tabs.show(store.get().tab);

/* ---------------------------------------------------------------- start */

void start();

async function start() {
  messages.setLang(store.get().lang);
  renderWords();
  darkSystem.addEventListener("change", renderResults);
  connectControls({
    store,
    reset() {
      store.resetAll(RESET_ALL);
      byId("levers-title").focus(); // the button goes
    },
    tellPending: () => messages.show({ title: "pending", findings: scenarios.findings, outcome: "pending-stays", ofScenario: true }),
    copy,
    openScenario: (i) => void scenarios.open(scenarios.entries[i]),
    manage: () => void dialogs.manage(),
    openFiles: (files) => void (files.length === 1 && /\.(svg|png)$/i.test(files[0].name) ? dialogs.openPicture(files[0]) : dialogs.openFiles(files)),
    openTable: (name, text) => void dialogs.importLedger({ name, bytes: new TextEncoder().encode(text) }),
    picked,
    dropped,
    followLink: (hash) => void scenarios.followLink(hash).then((followed) => followed || setLink()),
    share: () => void dialogs.share(),
    exportAs: () => void dialogs.exportAs(),
    paragraph: () => (scenarios.current && results ? paragraph(store.get().lang, scenarios.current.outline, results, Object.keys(store.get().levers)) : ""),
    print: (begins) => (begins ? summary?.show() : summary?.hide()),
  });
  onExplain(document.body, (subject) => void dialogs.explain(subject));
  store.subscribe(changed);
  const started = startEngine(); // meanwhile the site's settings and the scenario arrive
  started.catch(() => {}); // told below, where it is awaited
  try {
    const settings = await fetchJson(new URL("site.json", SITE));
    site = settings;
    if (settings.logo) showLogo(settings.logo);
    scenarios.add(settings.scenarios.map((/** @type {{ file: string, name: Text }} */ { file, name }) => readable(siteEntry(SCENARIOS, file, name))));
    if (!link?.lang && !remembered("lang", ["zh", "en"]) && settings.default_lang === "en") store.set({ lang: "en" });
    renderWords();
  } catch (error) {
    return failed("site-failed", error);
  }
  // What was done here before is needed at once; else it is enough to keep what will be done.
  const before = remembered("kept", ["yes"]) || link?.own ? keeper() : undefined;
  try {
    engine = await started;
    scenarios.ready(engine);
  } catch (error) {
    const hint = error instanceof StartError ? error.reason : "engine-failed-hint";
    return failed("engine-failed", error, hint);
  }
  const kept = await before;
  if (!(await scenarios.followLink(address))) {
    await openLast(kept);
    if (link && !link.scenario) await scenarios.followLink(address); // how to look at what was open last
  }
  await keeper();
  await prepareSummary();
  await keepForLater(SITE, hasSimd);
}

/** A scenario of the site, whose ledger may be a workbook. @param {import("./files.js").Entry} entry */
const readable = (entry) => ({
  ...entry,
  async files() {
    const files = await entry.files();
    if (!Object.values(files).some(isWorkbook)) return files;
    return (await import("./ledger/text.js")).withTextLedger(files, entry.toml, context.call);
  },
});

/** The summary is there before printing begins, which waits for nothing; without it the page is printed as it is. */
async function prepareSummary() {
  try {
    const { createSummary } = await import("./print.js");
    summary = await createSummary(context, shownView, { title: (lang) => site.title[lang], method: new URL("method.html", SITE) });
  } catch {
    // as said
  }
}

/** What was open when the page was last closed, or the site's first scenario. @param {Keeper | undefined} kept */
async function openLast(kept) {
  const last = link?.scenario ? undefined : await kept?.last();
  const entry = last && kept?.entryOf(last.key);
  if (!last || !entry || !(await scenarios.open(entry))) return scenarios.open(scenarios.entries[0]);
  store.set({ tab: last.tab, against: last.against });
}

/** @param {import("./words/page.js").Word} title @param {unknown} error @param {import("./words/page.js").Word} [hint] */
function failed(title, error, hint) {
  document.body.classList.remove("loading");
  document.body.classList.toggle("failed", !scenarios.current);
  const { findings } = /** @type {{ findings?: import("./types.d.ts").Diagnostic[] }} */ (error);
  messages.show({ title, ...(findings ? { findings } : { detail: error instanceof Error ? error.message : String(error) }), hint });
}

/* ---------------------------------------------------------------- what a change leads to */

/** @param {State} state @param {State} before */
function changed(state, before) {
  if (state.lang !== before.lang) {
    remember("lang", state.lang);
    messages.setLang(state.lang);
    renderWords();
    if (scenarios.current) renderScenario();
  }
  if (state.theme !== before.theme) {
    remember("theme", state.theme);
    renderTheme();
  }
  if (state.tab !== before.tab) tabs.show(state.tab);
  renderHistory();
  if (state.files !== before.files || state.scenario !== before.scenario || state.own !== before.own) void scenarios.follow();
  if (!scenarios.current || scenarios.busy) return;
  levers.update(state.lang, state.levers, state.pollutant, results);
  if (state.levers !== before.levers || state.at !== before.at) void refresh();
  if (state.levers === before.levers || state.lang !== before.lang) renderResults();
  saveLink();
}

/** Runs anew what has changed. */
async function refresh() {
  const { turn } = scenarios;
  const { levers: moves, at } = store.get();
  const sure = moves !== sureOf; // draws do not depend on the month
  if (sure) sampling.rest();
  try {
    const next = await engine.evaluate(leverInputs(moves), { at }, { sure });
    if (!next || turn !== scenarios.turn) return;
    results = next.uncertainty ? next : { ...next, uncertainty: results?.uncertainty };
    sureOf = next.uncertainty ? moves : sureOf;
    renderResults();
    speak();
    if (sure) sampling.moved(results.uncertainty);
  } catch (error) {
    failed("engine-failed", error);
  }
}

const setLink = () => {
  const hash = toHash(store.get());
  if (hash !== location.hash) history.replaceState(null, "", hash);
};
const saveLink = later(LINK_DELAY_MS, setLink);
/** Screen readers hear the outcome once the levers rest. */
const speak = later(SPEAK_DELAY_MS, () => {
  const { lang } = store.get();
  if (results) byId("live").textContent = overall(lang, results, Object.keys(store.get().levers).length) + verdict(lang, results, shownPollutant());
});

/** What is on the page now. @returns {import("./types.d.ts").TabView | undefined} */
function shownView() {
  const { lang, levers: moves } = store.get();
  const { outline } = scenarios.current ?? {};
  if (!outline || !results) return undefined;
  return { lang, theme: shownTheme(), outline, results, reference: shownReference(), pollutant: shownPollutant(), levers: leverInputs(moves) };
}

function renderResults() {
  const view = shownView();
  if (!view || !results) return;
  const { lang, levers: moves, at } = store.get();
  const { pollutant } = view;
  tell(byId("overall"), overall(lang, results, view.levers.length), overallNumbers(lang, results));
  /** @type {HTMLSelectElement} */ (byId("as-of")).value = at;
  cards.update(lang, results, pollutant);
  levers.update(lang, moves, pollutant, results);
  byId("levers-brought").textContent = results.pollutants[pollutant].attribution_t ? broughtTitle(lang, pollutant) : "";
  byId("levers-standing").textContent = shortVerdict(lang, results, pollutant);
  byId("open-levers-count").textContent = movedCount(lang, Object.keys(moves).length);
  tabs.update(view);
}

/** What changes with the scenario or the language only. */
function renderScenario() {
  const scenario = scenarios.current;
  if (!scenario) return;
  const { outline, entry } = scenario;
  const { lang } = store.get();
  if (built.outline !== outline || built.lang !== lang) levers.build(lang, outline);
  built = { outline, lang };
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
  const { entries } = scenarios;
  const select = /** @type {HTMLSelectElement} */ (byId("scenario"));
  const options = (/** @type {boolean} */ own) =>
    entries.flatMap((entry, i) => (entry.own === own ? [new Option(listedAs(entry, entries, lang), String(i))] : []));
  const group = document.createElement("optgroup");
  group.label = word(lang, "own-scenarios");
  group.append(...options(true));
  select.replaceChildren(...options(false), ...(group.children.length ? [group] : []));
  const { scenario, own } = store.get();
  select.value = String(Math.max(entries.findIndex((entry) => entry.id === scenario && entry.own === own), 0));
}

function renderWords() {
  const { lang } = store.get();
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  write(document, lang);
  tabs.setLang(lang);
  sampling.setLang(lang);
  byId("title").textContent = site.title[lang];
  document.querySelector(".brand-latin")?.toggleAttribute("hidden", site.title[lang] === "Jianpai");
  byId("method").setAttribute("href", `method.html?lang=${lang}`);
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
  const { lang, past, future, levers: moves } = store.get();
  const button = (/** @type {"undo" | "redo"} */ id, /** @type {Text | undefined} */ label) => {
    const element = /** @type {HTMLButtonElement} */ (byId(id));
    element.disabled = label === undefined;
    element.title = label ? labelled(lang, word(lang, id), label[lang]) : word(lang, id);
    element.setAttribute("aria-label", element.title);
  };
  button("undo", past.at(-1)?.label);
  button("redo", future[0]?.label);
  byId("reset").hidden = Object.keys(moves).length === 0;
  const errors = scenarios.pending ? scenarios.findings.filter(({ severity }) => severity === "error").length : 0;
  byId("pending").hidden = errors === 0;
  byId("pending").textContent = pendingCount(lang, errors);
}

/* ---------------------------------------------------------------- small things */

/** @param {string} file */
function showLogo(file) {
  const logo = /** @type {HTMLImageElement} */ (byId("logo"));
  logo.src = new URL(file, SITE).href;
  logo.hidden = false;
}

/** @param {string} measure */
const nameOf = (measure) => scenarios.current?.outline.measures.find(({ id }) => id === measure)?.name ?? { zh: measure, en: measure };

const shownPollutant = () => /** @type {Pollutant} */ (store.get().pollutant);

/** The unmoved scenario, when levers have moved; and while one is held, so that nothing comes and goes beside it. */
const shownReference = () => (levers.held() || Object.keys(store.get().levers).length ? scenarios.current?.reference : undefined);

function shownTheme() {
  const { theme } = store.get();
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
