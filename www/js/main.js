// @ts-check
// Start-up in reading order: views, site, engine, scenario; then what each change leads to. The only
// file that knows all others.

import { createCards } from "./cards.js";
import { copied } from "./clipboard.js";
import { connectControls } from "./controls.js";
import { startEngine } from "./engine.js";
import { onExplain, tell } from "./explainable.js";
import { dropped, fetchJson, isWorkbook, listedAs, picked, siteEntry } from "./files.js";
import { createLevers } from "./levers.js";
import { createMessages } from "./messages.js";
import { StartError, hasSimd } from "./module.js";
import { keepForLater } from "./offline.js";
import { createSampling } from "./sampling.js";
import { createScenarios } from "./scenarios.js";
import { createStore, fromHash, leverInputs, remember, remembered, toHash } from "./state.js";
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
/** @type {ReturnType<typeof import("./export.js").createExport> | undefined} */
let exporting;
/** @type {ReturnType<typeof import("./share.js").createShare> | undefined} */
let sharing;
/** @type {Promise<{ open(file: { name: string, bytes: Uint8Array }): Promise<unknown> }> | undefined} */
let importing;
/** @type {ReturnType<typeof import("./picture.js").createPicture> | undefined} */
let pictures;
/** @typedef {Awaited<ReturnType<typeof import("./work/keeper.js").createKeeper>>} Keeper */
/** @type {Promise<Keeper> | undefined} */
let keeping;
/** @type {ReturnType<typeof import("./work/manager.js").createManager> | undefined} */
let managing;
/** @type {ReturnType<typeof import("./explain.js").createExplain> | undefined} */
let explaining;
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
  picture: (what) => void savePicture(what),
  data: (...of) => void saveData(...of),
  version: () => engine.version,
  importLedger,
  copy,
  showFigure(path) {
    context.wanted = path;
    if (store.get().tab === "sources") renderResults();
    else store.set({ tab: "sources" });
  },
};
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
    tellPending: () => messages.show({ title: "pending", findings: scenarios.findings, outcome: "pending-stays" }),
    copy,
    openScenario: (i) => void scenarios.open(scenarios.entries[i]),
    manage: () => void openManager(),
    openFiles: (files) => void (files.length === 1 && /\.(svg|png)$/i.test(files[0].name) ? openPicture(files[0]) : openOwn(files)),
    openTable: (name, text) => void importLedger({ name, bytes: new TextEncoder().encode(text) }),
    picked,
    dropped,
    followLink: (hash) => void scenarios.followLink(hash).then((followed) => followed || setLink()),
    share: () => void openShare(),
    exportAs: () => void openExport(),
    paragraph: () => (scenarios.current && results ? paragraph(store.get().lang, scenarios.current.outline, results, Object.keys(store.get().levers)) : ""),
    print: (begins) => (begins ? summary?.show() : summary?.hide()),
  });
  onExplain(document.body, (subject) => void explain(subject));
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
  const before = remembered("kept", ["yes"]) || link?.own ? openKeeper() : undefined;
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
  await openKeeper();
  await prepareSummary();
  await keepForLater(SITE, hasSimd);
}

/** Shows what importing a ledger would do; the dialog loads when first asked for. @param {{ name: string, bytes: Uint8Array }} file */
async function importLedger(file) {
  try {
    importing ??= import("./importing.js").then(({ createImporting }) => createImporting(context));
    await (await importing).open(file);
  } catch (error) {
    importing = undefined; // to be tried again
    context.failed(error);
  }
}

/** Opens files of the reader's. @param {{ name: string, file: File }[]} files */
async function openOwn(files) {
  try {
    await (await import("./opening.js")).openFiles(context, files);
  } catch (error) {
    failed("scenario-failed", error);
  }
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

/** How a number comes about, in a dialog made when first asked for. @param {import("./types.d.ts").Subject} subject */
async function explain(subject) {
  try {
    explaining ??= import("./explain.js").then(({ createExplain }) =>
      createExplain({
        ask: (asked) => engine.call("explain", leverInputs(store.get().levers), withDraws({ at: ["chance", "shortfall"].includes(asked.kind) ? results?.months.at(-1) : results?.at, ...asked })),
        lang: () => store.get().lang,
        copy: (text) => void copy(text, "paragraph-copied"),
        show: context.showFigure,
      }),
    );
    await (await explaining).open(subject);
  } catch (error) {
    explaining = undefined; // to be tried again
    failed("tab-failed", error);
  }
}

/** A chance, a quantile and a shortfall are explained by the draws they rest on. @param {import("./types.d.ts").Subject} subject @returns {import("./types.d.ts").Subject} */
function withDraws(subject) {
  const { uncertainty, months = [] } = results ?? {};
  if (!uncertainty) return subject;
  const { draws, seed } = uncertainty;
  const of = uncertainty.pollutants[subject.pollutant ?? "nox"];
  if (subject.kind === "quantile") {
    const row = of[/** @type {"p10"} */ (`p${subject.quantile}`)];
    return { ...subject, seed, draws: [draws, row[months.indexOf(subject.at ?? "")]] };
  }
  if (subject.kind === "shortfall") return { ...subject, seed, draws: [draws, of.shortfall_t ?? NaN], beside: of.on_schedule[subject.at ?? ""] };
  if (subject.kind !== "chance") return subject;
  const likely = subject.pollutant ? of.on_schedule[subject.at ?? ""] : uncertainty.all_on_schedule;
  return { ...subject, seed, draws: [draws, likely] };
}

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

/** Keeps what is done in the browser. @returns {Promise<Keeper | undefined>} */
async function openKeeper() {
  try {
    keeping ??= import("./work/keeper.js").then(({ createKeeper }) => createKeeper(context, SITE));
    return await keeping;
  } catch (error) {
    failed("keeping-failed", error);
    return undefined;
  }
}

/** The dialog of scenarios, made when first asked for. */
async function openManager() {
  try {
    managing ??= import("./work/manager.js").then(async ({ createManager }) => {
      const keeper = await openKeeper();
      return createManager(context, () => keeper?.keeps === true);
    });
    (await managing).open();
  } catch (error) {
    managing = undefined; // to be tried again
    failed("work-failed", error);
  }
}

/** The dialog of exports, made when first asked for. */
async function openExport() {
  try {
    exporting ??= import("./export.js").then(({ createExport }) => createExport(context, shownView));
    (await exporting).open();
  } catch (error) {
    exporting = undefined; // to be tried again
    failed("export-failed", error);
  }
}

/** The dialog that shares the view, made when first asked for. */
async function openShare() {
  try {
    sharing ??= import("./share.js").then(({ createShare }) => createShare(context, shownView, SITE, () => void openExport()));
    (await sharing).open();
  } catch (error) {
    sharing = undefined; // to be tried again
    failed("share-failed", error);
  }
}

/** The dialog that saves a picture, made when first asked for. @param {Parameters<typeof context.picture>[0]} what */
async function savePicture(what) {
  try {
    pictures ??= import("./picture.js").then(({ createPicture }) => createPicture(context));
    (await pictures).open(what);
  } catch (error) {
    pictures = undefined; // to be tried again
    failed("export-failed", error);
  }
}

/** The figures of the page's own chart as a file. @type {import("./types.d.ts").TabContext["data"]} */
async function saveData(view, format, figure) {
  try {
    (await import("./data.js")).saveFigures(view, format, figure, engine.version);
  } catch (error) {
    failed("export-failed", error);
  }
}

/** A picture of ours comes back. @param {{ name: string, file: File }} picture */
async function openPicture(picture) {
  try {
    await (await import("./dropback.js")).openPicture(context, picture);
  } catch (error) {
    failed("picture-unreadable", error);
  }
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
