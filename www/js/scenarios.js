// @ts-check
// Which scenario is open, what was done to it, and what was done to those that are not; links.

import { copyOf, sameFiles } from "./files.js";
import { fromHash, leverInputs, reached, sameLevers } from "./link.js";
import { COPIED, EDITED, FROM_FILE, FROM_LINK, moveText, partsText } from "./words/page.js";

/** @typedef {import("./text.js").Outline} Outline */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Entry} Entry */
/** @typedef {import("./state.js").State} State */
/** @typedef {NonNullable<ReturnType<typeof fromHash>>} Link */
/** @typedef {{ entry: Entry, files: Files, outline: Outline, reference: Results, findings: Finding[] }} Scenario `reference`: without moved levers; `findings`: warnings */
/** @typedef {import("./types.d.ts").Diagnostic} Finding */
/** @typedef {import("./types.d.ts").Text} Text */
/** What was done to a scenario, and how it was looked at; the site's files are `{}`: they come from there. @typedef {Pick<State, "files" | "levers" | "past" | "future" | "at" | "pollutant">} Done */
/** @typedef {Partial<Done>} Wish */

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {Pick<ReturnType<typeof import("./messages.js").createMessages>, "show" | "left">} page.messages
 * @param {(id: string | undefined) => boolean} page.isPollutant
 * @param {(id: string) => boolean} page.isTab
 * @param {(title: import("./words/page.js").Word, error: unknown) => void} page.failed
 * @param {(results: Results, levers: State["levers"]) => void} page.opened a scenario is open, or its files changed, with this run for those levers
 * @param {() => void} page.listed the entries or the choice changed
 */
export function createScenarios({ store, messages, isPollutant, isTab, failed, opened, listed: tell }) {
  /** @type {Entry[]} */
  let entries = [];
  /** Own copies that undo has taken from the list. @type {Entry[]} */
  let aside = [];
  /** @type {import("./engine.js").EngineDoor} */
  let engine;
  /** The last valid one. @type {Scenario | undefined} */
  let scenario;
  /** A link whose own data the reader has yet to open. @type {Link | undefined} */
  let awaited;
  /** Takes back what was said of the last link. */
  let unsay = () => {};
  /** Counts scenarios being opened: a run for an earlier one is not shown. */
  let turn = 0;
  /** Work that waits for the engine, this far done. */
  let queue = Promise.resolve();
  /** Works that wait or run. */
  let busy = 0;
  /** What was done to scenarios that are not open, by key. @type {Map<string, Done>} */
  const left = new Map();
  /** The same of earlier visits. @type {Map<string, () => Promise<Done | undefined>>} */
  const earlier = new Map();
  /** What was last saved to a file, by key. @type {Map<string, Pick<Done, "files" | "levers">>} */
  const saved = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** What was found in the files last read. @type {Finding[]} */
  let findings = [];
  /** What was read last, valid or not. @type {Pick<State, "scenario" | "own" | "files"> | undefined} */
  let tried;

  /**
   * What loads scenarios: one after the other, so that page and engine hold the same.
   * @template T
   * @param {() => Promise<T>} work
   */
  function inTurn(work) {
    busy++;
    const done = queue.then(work).finally(() => busy--);
    queue = done.then(() => {}, () => {});
    return done;
  }

  /**
   * Has the engine read `files`; on errors it keeps what it had.
   * @param {Entry} entry @param {Files} files @param {string} wish month to judge by
   */
  async function read(entry, files, wish) {
    const { outline, diagnostics } = await engine.load(files, entry.toml);
    const { measures = [] } = outline ?? scenario?.outline ?? {};
    const isSite = entries.some(({ own, toml }) => !own && toml === entry.toml);
    findings = diagnostics.length ? (await import("./findings.js")).told(diagnostics, { measures, shownAs: entry.shownAs, isSite }) : [];
    if (!outline) return undefined;
    turn++;
    const at = firstMonth(outline.months, wish);
    const reference = /** @type {Results} */ (await engine.evaluate([], { at }));
    return { at, scenario: { entry, files, outline, reference, findings } };
  }

  /** @param {Scenario} of @param {State["levers"]} levers @param {string} at */
  const run = async ({ reference }, levers, at) =>
    Object.keys(levers).length || at !== reference.at ? /** @type {Results} */ (await engine.evaluate(leverInputs(levers), { at })) : reference;

  /** Counts what was asked to be opened: only the newest is. */
  let asked = 0;

  function listed() {
    tell();
    for (const listener of listeners) listener();
  }

  /** @param {Pick<Entry, "id" | "own">} entry */
  const isOpen = ({ id, own }) => store.get().scenario === id && store.get().own === own;

  /** What was done to a scenario: now, before another was opened, or in an earlier visit. @param {Entry} entry */
  async function doneTo(entry) {
    if (isOpen(entry)) return doneOf(store.get());
    return left.get(keyOf(entry)) ?? (await earlier.get(keyOf(entry))?.());
  }

  /** Says which moves can't be had. @param {ReturnType<typeof knownMoves>} known */
  function tellLeftOut({ dropped, beyond }) {
    const { lang } = store.get();
    if (dropped.length) messages.show({ title: "moves-dropped", detail: partsText(dropped), ofScenario: true });
    if (beyond.length) messages.show({ title: "moves-beyond", detail: partsText(beyond.map((move) => moveText(lang, move))), ofScenario: true });
  }

  /**
   * Opens a scenario; on errors the one before stays.
   * @param {Entry} entry
   * @param {Wish} [wanted] as it was left, when nothing is asked for; levers without a past are a step over what was done before
   * @param {(findings: Finding[]) => boolean} [otherwise] takes care of errors, if it likes
   */
  async function open(entry, wanted, otherwise = () => false) {
    const mine = ++asked;
    busy++;
    try {
      const wish = over(entry, await doneTo(entry), wanted);
      const files = await entry.files();
      return await inTurn(async () => {
        if (mine !== asked) return false;
        const got = await read(entry, files, wish.at ?? store.get().at);
        if (!got) {
          if (otherwise(findings)) return false;
          messages.show({ title: "scenario-failed", detail: entry.shownAs ? "" : entry.name[store.get().lang], findings, outcome: scenario && "previous-stays", ofScenario: true });
          return false;
        }
        messages.left();
        if (findings.length) messages.show({ title: "opened", detail: entry.name[store.get().lang], findings, ofScenario: true });
        const known = knownMoves(got.scenario.outline, wish.levers ?? {});
        tellLeftOut(known);
        const results = await run(got.scenario, known.levers, got.at);
        scenario = got.scenario;
        tried = { scenario: entry.id, own: entry.own, files };
        const before = store.get();
        if (before.scenario) left.set(keyOf({ id: before.scenario, own: before.own }), doneOf(before));
        // The site's files are new ones with every visit; an own scenario's may have errors, and then follow what is valid.
        const fresh = (/** @type {readonly import("./state.js").Step[]} */ steps = []) =>
          entry.own ? steps : steps.map((step) => (step.own || step.scenario !== entry.id ? step : { ...step, files }));
        store.set({
          scenario: entry.id,
          own: entry.own,
          files: entry.own ? (wish.files ?? files) : files,
          at: got.at,
          levers: known.levers,
          past: fresh(wish.past),
          future: fresh(wish.future),
          ...(isPollutant(wish.pollutant) && { pollutant: wish.pollutant }),
        });
        opened(results, known.levers);
        return true;
      });
    } catch (error) {
      failed("scenario-failed", error);
      return false;
    } finally {
      busy--;
      listed();
    }
  }

  /**
   * Replaces files of the open scenario, as one step of undo; a scenario of the site becomes an own copy. While there are
   * errors in them the edit is kept, `pending` is true, `findings` tell them, and the last valid results stay.
   * @param {Files} files those that change; edit them from `scenarios.files`
   * @param {{ label: Text }} step what undo says it takes back
   * @returns {Promise<boolean>} whether the scenario is valid with them
   */
  async function edit(files, { label }) {
    if (!scenario) return false;
    const { scenario: id, own, files: before } = store.get();
    let to = { scenario: id, own };
    if (!own) {
      const entry = copyOf(/** @type {Entry} */ (find(id, own)), entries, EDITED);
      add([entry]);
      to = { scenario: entry.id, own: true };
    }
    store.step({ ...to, files: { ...before, ...files } }, label);
    return follow();
  }

  /** Whether something was done to a scenario that no file has, nor `kept`. @param {Entry} entry @param {Pick<Done, "files" | "levers">} [kept] */
  function isUnfiled(entry, kept) {
    const done = isOpen(entry) ? store.get() : left.get(keyOf(entry));
    const isIn = (/** @type {Pick<Done, "files" | "levers"> | undefined} */ other) => other?.files === done?.files && other?.levers === done?.levers;
    return done !== undefined && done.past.length + done.future.length > 0 && !isIn(saved.get(keyOf(entry))) && !isIn(kept);
  }

  /** An own copy with all that was done, listed but not opened. @param {Entry} entry */
  async function duplicate(entry) {
    const done = await doneTo(entry);
    const files = await entry.files();
    const copy = { ...copyOf(entry, entries, COPIED), files: async () => files };
    const moved = (/** @type {readonly import("./state.js").Step[]} */ steps) =>
      steps.map((step) => (step.scenario === entry.id && step.own === entry.own ? { ...step, scenario: copy.id, own: true, files: entry.own ? step.files : files } : step));
    if (done) left.set(keyOf(copy), { ...done, files: entry.own ? done.files : files, past: moved(done.past), future: entry.own ? moved(done.future) : [] });
    add([copy]);
    return copy;
  }

  /** @param {Entry} entry @param {string} name */
  function rename(entry, name) {
    const renamed = { ...entry, name: { zh: name, en: name } };
    entries = entries.map((other) => (other === entry ? renamed : other));
    if (scenario?.entry === entry) scenario = { ...scenario, entry: renamed };
    listed();
  }

  /** Takes an own scenario from the list; `add` brings it back as it was. When it is open, another is opened first. @param {Entry} entry */
  async function remove(entry) {
    const { id } = entry;
    if (isOpen(entry) && !(await open(entries[0]))) return false;
    const done = await doneTo(entry);
    if (done) left.set(keyOf(entry), done);
    entries = entries.filter((other) => !(other.own && other.id === id));
    listed();
    return true;
  }

  /** Lists what earlier visits, or other windows, have left. @param {{ entry?: Entry, key: string, done: () => Promise<Done | undefined> }[]} kept */
  function restore(kept) {
    for (const { key, done } of kept) {
      left.delete(key);
      earlier.set(key, done);
    }
    add(kept.flatMap(({ entry }) => entry ?? []));
  }

  /** Brings the page to the files that edits, undo or redo have left. @returns {Promise<boolean>} whether they are valid */
  function follow() {
    return inTurn(async () => {
      const { scenario: id, own, files, at } = store.get();
      if (!scenario) return false;
      const shown = () => scenario?.files === files && scenario.entry.id === id && scenario.entry.own === own;
      if (files === tried?.files && id === tried.scenario && own === tried.own) return shown();
      tried = { scenario: id, own, files };
      list(id, own);
      const entry = find(id, own) ?? { ...copyOf(scenario.entry, entries, EDITED), id }; // redone after a visit that undid it
      if (!find(id, own)) add([entry]);
      try {
        const got = shown() ? undefined : await read(entry, files, at);
        if (got) {
          if (scenario.entry.own && !own) messages.left(); // undone
          scenario = got.scenario;
          if (own) keep(entry, files);
        } else if (shown()) findings = scenario.findings;
        const known = knownMoves(scenario.outline, store.get().levers);
        const { levers } = known;
        tellLeftOut(known);
        if (levers !== store.get().levers || (got && got.at !== at)) store.set({ levers, at: got?.at ?? at });
        opened(await run(scenario, levers, store.get().at), levers);
      } catch (error) {
        failed("scenario-failed", error);
      }
      return shown();
    });
  }

  /** The newest valid files of an own scenario are those. @param {Entry} entry @param {Files} files */
  function keep(entry, files) {
    const kept = { ...entry, files: async () => files };
    entries = entries.map((other) => (other === entry ? kept : other));
    if (scenario) scenario = { ...scenario, entry: kept };
  }

  /** Undo takes an own copy from the list with the edit that made it, and redo brings it back. @param {string} id @param {boolean} own */
  function list(id, own) {
    const { future } = store.get();
    const undone = (/** @type {Entry} */ entry) => entry.own && !(own && entry.id === id) && future.some((step) => step.own && step.scenario === entry.id);
    const gone = entries.filter(undone);
    const back = find(id, own) ? [] : aside.filter((entry) => entry.id === id && entry.own === own);
    aside = [...aside.filter((entry) => !back.includes(entry)), ...gone];
    entries = [...entries.filter((entry) => !gone.includes(entry)), ...back];
    listed();
  }

  /** @param {string} id @param {boolean} own */
  const find = (id, own) => entries.find((entry) => entry.id === id && entry.own === own);

  /**
   * Opens what a link names, and says what of it can't be had. False when nothing could be opened.
   * @param {string} hash
   */
  async function followLink(hash) {
    const to = fromHash(hash);
    const entry = to && find(to.scenario, to.own);
    if (!to || (to.scenario && !entry)) {
      if (to?.lang) store.set({ lang: to.lang });
      awaited = to?.own ? to : undefined; // until its files are opened
      say(awaited ? { title: "link-own" } : hash.length > 1 ? { title: "link-bad", detail: partsText([to?.scenario || hash]) } : undefined);
      return false;
    }
    return (!entry || (await open(entry, { levers: to.levers, ...viewOf(to) }))) && look(to);
  }

  /** In place of what was said of the link before. @param {import("./messages.js").Message} [message] */
  function say(message) {
    unsay();
    unsay = message ? messages.show(message) : () => {};
  }

  /** Looks at what is open as a link asks, and says what of it can't be had. @param {Link} to @returns {Promise<boolean>} whether one is open */
  async function look({ at, pollutant, tab, against, lang, scenario: id, unread }) {
    await queue;
    if (!scenario) return false;
    const { months } = scenario.outline;
    const here = {
      t: !at || months.includes(at),
      p: !pollutant || isPollutant(pollutant),
      tab: !tab || isTab(tab),
      vs: !against || entries.some((entry) => keyOf(entry) === against),
    };
    const asked = { t: at, p: pollutant, tab, vs: against };
    store.set({
      ...(lang && { lang }),
      ...(tab && here.tab && { tab }),
      ...(id && { against: here.vs ? against : "" }),
      ...(!id && at && here.t && { at }),
      ...(!id && pollutant && here.p && { pollutant }),
    });
    const missing = Object.entries(here).flatMap(([key, is]) => (is ? [] : `${key}=${asked[/** @type {keyof typeof asked} */ (key)]}`));
    const parts = [...unread, ...missing];
    say(parts.length ? { title: "link-partly", detail: partsText(parts) } : undefined);
    return true;
  }

  /** @param {Link} to @returns {Wish} */
  const viewOf = ({ at, pollutant }) => ({ ...(at && { at }), ...(isPollutant(pollutant) && { pollutant }) });

  /**
   * Opens a scenario that came as files: as a step over what there is under its id, so that nothing is replaced for good.
   * @param {Entry} entry @param {Wish} [wanted] else what a link has asked of it
   * @param {(findings: Finding[]) => boolean} [otherwise] takes care of errors, if it likes
   */
  async function takeIn(entry, wanted, otherwise) {
    const to = !wanted && awaited?.scenario === entry.id ? awaited : undefined;
    const ok = await taken(entry, to ? { levers: to.levers, ...viewOf(to) } : wanted, otherwise);
    if (ok && to) {
      awaited = undefined;
      await look(to);
    }
    return ok;
  }

  /** @param {Entry} entry @param {Wish} [wish] @param {(findings: Finding[]) => boolean} [otherwise] */
  async function taken(entry, wish, otherwise) {
    const before = find(entry.id, true);
    if (!before || !(isOpen(before) || (await open(before)))) {
      const all = entries;
      left.delete(keyOf(entry)); // of one that was deleted
      earlier.delete(keyOf(entry));
      add([entry]);
      const ok = await open(entry, wish ?? {}, otherwise);
      if (!ok) entries = all;
      listed();
      return ok;
    }
    const files = wish?.files ?? (await entry.files());
    const levers = wish?.levers ?? store.get().levers;
    if (sameFiles(files, store.get().files) && sameLevers(levers, store.get().levers)) return true;
    store.step({ files, levers }, FROM_FILE);
    const ok = await follow();
    if (!ok && otherwise?.(findings)) store.undo();
    else if (!ok) messages.show({ title: "pending", findings, outcome: "pending-stays", ofScenario: true });
    return ok;
  }

  /** Lists own scenarios, in place of those of the same id. @param {Entry[]} added */
  function add(added) {
    aside = aside.filter((other) => !added.some(({ id }) => other.id === id));
    entries = [...entries.filter((other) => !added.some(({ id, own }) => other.id === id && other.own === own)), ...added];
    listed();
  }

  return {
    /** What is open, as it was last valid. */
    get current() {
      return scenario;
    },
    /** The open scenario's files with the newest edits, valid or not: what further edits start from. */
    get files() {
      return store.get().files;
    },
    /** Whether the newest edits have errors, which `findings` tell. */
    get pending() {
      return scenario !== undefined && tried?.files !== scenario.files;
    },
    get entries() {
      return entries;
    },
    get turn() {
      return turn;
    },
    /** What was found in the files last read, whether they could be opened or not. */
    get findings() {
      return findings;
    },
    /** Whether one is being opened. */
    get busy() {
      return busy > 0;
    },
    add,
    /** The engine has started. @param {import("./engine.js").EngineDoor} started */
    ready(started) {
      engine = started;
    },
    /** Calls `listener` when the entries have changed. @param {() => void} listener */
    subscribe: (listener) => void listeners.add(listener),
    open,
    edit,
    follow,
    doneTo,
    isUnfiled,
    /** A scenario was saved to a file as it is. @param {Entry} entry @param {Pick<Done, "files" | "levers">} done */
    filed: (entry, done) => void saved.set(keyOf(entry), done),
    duplicate,
    rename,
    remove,
    restore,
    takeIn,
    followLink,
  };
}

/** @param {string[]} months @param {string} wish */
function firstMonth(months, wish) {
  return [wish, "2024-12"].find((month) => months.includes(month)) ?? months[months.length - 1];
}

/** Moves of measures that the scenario has, as far as sliders go: the same when that is all. @param {Outline} outline @param {State["levers"]} wished */
function knownMoves(outline, wished) {
  /** @type {State["levers"]} */
  let levers = {};
  /** Ids of measures. @type {string[]} */
  const dropped = [];
  /** @type {Parameters<typeof moveText>[1][]} */
  const beyond = [];
  for (const [id, moves] of Object.entries(wished)) {
    const measure = outline.measures.find((one) => one.id === id);
    if (!measure) dropped.push(id);
    else {
      const found = reached(moves, measure.lever);
      beyond.push(...found.beyond.map((one) => ({ measure: measure.name, ...one })));
      if (Object.keys(found.within).length) levers = { ...levers, [id]: found.within };
    }
  }
  return { levers: dropped.length || beyond.length ? levers : wished, dropped, beyond };
}

/** How a scenario is told from others: of the site, or the reader's own. @param {Pick<Entry, "id" | "own">} entry */
export const keyOf = ({ id, own }) => `${own ? "own" : "site"}:${id}`;

/** @param {State} state @returns {Done} */
const doneOf = ({ files, levers, past, future, at, pollutant }) => ({ files, levers, past, future, at, pollutant });

/** What is asked for, over what was done before. @param {Entry} entry @param {Done | undefined} done @param {Wish} [wanted] @returns {Wish} */
function over({ id, own }, done, wanted) {
  if (!done || wanted?.past) return wanted ?? done ?? {};
  const { levers = done.levers } = wanted ?? {};
  if (sameLevers(done.levers, levers)) return { ...done, ...wanted, levers: done.levers };
  const step = { scenario: id, own, files: done.files, levers: done.levers, label: FROM_LINK };
  return { ...done, ...wanted, past: [...done.past, step], future: [] };
}
