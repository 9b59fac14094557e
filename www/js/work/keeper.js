// @ts-check
// Keeps the planner's work in this browser: what is changed is written at once, what was kept is listed again. When it
// can't be kept the page says so and offers the file; when another window has changed it nothing is overwritten.

import { remember } from "../preferences.js";
import { keyOf } from "../scenarios.js";
import { KEEPING } from "../words/work.js";
import { Newer, openDatabase } from "./database.js";
import { createDrafts } from "./drafts.js";
import { saveToFile } from "./save.js";
import { createWindows } from "./windows.js";

/** @typedef {import("../files.js").Entry} Entry */
/** @typedef {import("./database.js").Kept} Kept */
/** @typedef {import("./database.js").Revised} Revised */

const DELAY_MS = 200;
/** What is kept of undo: steps, and bytes of their files. */
const STEPS = 60;
const STEP_BYTES = 24e6;

/**
 * @param {Pick<import("../types.d.ts").TabContext, "store" | "scenarios" | "messages">} context
 * @param {URL} site what it keeps is apart from that of other sites at the same address
 */
export async function createKeeper(context, site) {
  const { store, scenarios, messages } = context;
  /** @type {Awaited<ReturnType<typeof openDatabase>> | undefined} */
  let database;
  /** Revisions that this page goes on from, by key. @type {Map<string, number>} */
  const revisions = new Map();
  /** Own scenarios as they were last written. @type {Map<string, Entry>} */
  const written = new Map();
  /** What revisions hold, by key: other windows need not know of more. @type {Map<string, Pick<Kept, "files" | "levers" | "name">>} */
  const contents = new Map();
  /** What originals gave: those of the site are fetched. @type {WeakMap<() => Promise<import("../files.js").Files>, Promise<import("../files.js").Files>>} */
  const originals = new WeakMap();
  /** Keys of what is not written yet. @type {Set<string>} */
  const dirty = new Set();
  /** Keys that another window has changed; they wait for the reader. @type {Set<string>} */
  const held = new Set();
  /** @type {Promise<void> | undefined} */
  let writing;
  let timer = 0;
  /** Takes back what was said. @type {{ kind: "full" | "blocked", drop: () => void } | undefined} */
  let trouble;
  /** Takes back the notice about another window. */
  let notice = () => {};
  const drafts = createDrafts();

  /** @param {"full" | "blocked"} kind */
  function troubled(kind) {
    if (trouble?.kind === kind) return;
    trouble?.drop();
    const act = () => {
      const entry = entryOf(openKey());
      if (entry) void saveToFile(context, entry);
    };
    trouble = { kind, drop: messages.show({ ...KEEPING[kind], actions: [{ text: KEEPING.save, act }], stays: true }) };
  }

  const openKey = () => keyOf({ id: store.get().scenario, own: store.get().own });
  const entryOf = (/** @type {string} */ key) => scenarios.entries.find((entry) => keyOf(entry) === key);

  /** @param {string} key */
  function changed(key) {
    dirty.add(key);
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), DELAY_MS);
  }

  /** Writes what has changed, one after the other. */
  function flush() {
    clearTimeout(timer);
    writing ??= write().finally(() => (writing = undefined));
    return writing;
  }

  async function write() {
    for (const key of dirty) {
      const entry = entryOf(key);
      if (!entry) dirty.delete(key);
      if (entry?.own && !database) troubled("blocked");
      if (!entry || !database || held.has(key)) continue;
      const valid = entry.own ? await entry.files() : {};
      const done = (await scenarios.doneTo(entry)) ?? { files: valid, levers: {}, past: [], future: [], at: "", pollutant: "" };
      const kept = { ...keptOf(entry, valid, done), original: await originalOf(entry) };
      dirty.delete(key); // what changes from here on is written next
      try {
        const before = contents.get(key);
        const same = before?.files === done.files && before.levers === done.levers && before.name.zh === entry.name.zh && before.name.en === entry.name.en;
        const revision = await put(kept, same);
        revisions.set(key, revision);
        contents.set(key, { files: done.files, levers: done.levers, name: entry.name });
        if (entry.own) written.set(key, entry);
        trouble?.drop();
        trouble = undefined;
        remember("kept", "yes");
        if (!same) windows.wrote(key, revision);
      } catch (error) {
        dirty.add(key);
        if (error instanceof Newer) isNewer(key);
        else if (entry.own) troubled(isFull(error) ? "full" : "blocked");
        if (!(error instanceof Newer)) return;
      }
    }
  }

  /** An own scenario's files as they came; none where they can't be had now. @param {Entry} entry */
  async function originalOf({ own, original }) {
    if (!own || !original) return {};
    const files = originals.get(original) ?? original();
    originals.set(original, files);
    return files.catch(() => (originals.delete(original), {}));
  }

  /** @param {Kept} kept @param {boolean} same only how it is looked at has changed */
  async function put(kept, same) {
    const how = { revision: revisions.get(kept.key), shared: !kept.own, same };
    const write = (/** @type {Kept} */ what) => /** @type {NonNullable<typeof database>} */ (database).put(what, how);
    try {
      return await write(kept);
    } catch (error) {
      if (!isFull(error) || !(kept.past.length || kept.future.length)) throw error;
      return write({ ...kept, past: [], future: [] }); // the work before its undo
    }
  }

  /** @param {Entry} entry @param {import("../files.js").Files} valid @param {import("../scenarios.js").Done} done @returns {Kept} */
  function keptOf({ id, own, toml, name, shownAs }, valid, { files, levers, past, future, at, pollutant }) {
    const { tab, against } = store.get();
    const slim = (/** @type {import("../state.js").Step} */ step) => (step.own || own ? step : { ...step, files: {} }); // the site has its files
    const kept = { key: keyOf({ id, own }), id, own, toml, name, ...(shownAs && { shownAs }), valid: own ? valid : {}, files: own ? files : {} };
    return { ...kept, levers, past: newest([...past].reverse()).reverse().map(slim), future: newest([...future]).map(slim), at, pollutant, tab, against, used: Date.now() };
  }

  /** What another window has made of a scenario that is open here. @param {string} key */
  function isNewer(key) {
    held.add(key);
    if (key !== openKey()) return;
    notice();
    notice = messages.show({ ...KEEPING.newer, actions: [{ text: KEEPING.copy, act: () => void goOn(key) }, { text: KEEPING.take, act: () => void take(key) }], stays: true });
  }

  /** The work here goes on as a copy; the scenario is the other window's. @param {string} key */
  async function goOn(key) {
    const entry = entryOf(key);
    if (!entry) return;
    const copy = await scenarios.duplicate(entry);
    await scenarios.open(copy);
    if (database) await list([key]);
    dirty.delete(key);
    held.delete(key);
  }

  /** The other window's work becomes one step here. @param {string} key */
  async function take(key) {
    const kept = await database?.load(key);
    if (!kept || key !== openKey()) return;
    revisions.set(key, kept.revision);
    contents.set(key, kept);
    held.delete(key);
    store.step({ files: kept.files, levers: kept.levers }, KEEPING.taken);
  }

  /** Lists what is kept under `keys`, or all. @param {string[]} [keys] */
  async function list(keys) {
    const all = (await database?.all()) ?? [];
    // What has been made here under the same id before it was listed is not replaced: the reader will be asked.
    const some = all.filter(({ key, own }) => (keys ? keys.includes(key) : !own || !entryOf(key)));
    for (const { key, revision } of some) revisions.set(key, revision);
    const kept = some.map((record) => {
      const load = once(async () => {
        const one = await database?.load(record.key);
        if (!one) return undefined;
        revisions.set(one.key, one.revision);
        contents.set(one.key, one);
        return one;
      });
      const { key, id, own, toml, name, shownAs, original = {} } = record;
      const came = Object.keys(original).length ? { original: async () => (await load())?.original ?? {} } : {};
      /** @type {Entry | undefined} */
      const entry = own ? { id, own, toml, name, ...(shownAs && { shownAs }), files: async () => (await load())?.valid ?? {}, ...came } : undefined;
      if (entry) written.set(key, entry);
      return { key, entry, done: load };
    });
    scenarios.restore(kept);
    return all;
  }

  const windows = createWindows(site, {
    open: openKey,
    isElsewhere() {
      notice();
      const key = openKey();
      notice = messages.show({ ...KEEPING.elsewhere, actions: [{ text: KEEPING.copy, act: () => void goOn(key) }] });
    },
    wrote(key, revision) {
      if (key.startsWith("site:") || revision <= (revisions.get(key) ?? 0)) return;
      if (key === openKey()) isNewer(key);
      else if (!dirty.has(key)) void list([key]);
    },
    removed(key) {
      const entry = entryOf(key);
      if (key !== openKey() && entry) void scenarios.remove(entry);
    },
  });

  try {
    database = await openDatabase(`jianpai ${site.pathname}`, () => {
      database = undefined;
      troubled("blocked");
    });
    await list();
  } catch {
    // told once there is something of the reader's to lose
  }

  store.subscribe((state, before) => {
    const other = state.scenario !== before.scenario || state.own !== before.own;
    if (other) {
      if (before.scenario && dirty.has(keyOf({ id: before.scenario, own: before.own }))) void flush();
      notice();
      if (state.own) windows.opened(openKey());
      if (held.has(openKey())) isNewer(openKey());
    }
    const work = /** @type {const} */ (["files", "levers", "past", "future", "at", "pollutant", "tab", "against"]);
    if (state.scenario && (other || work.some((part) => state[part] !== before[part]))) changed(openKey());
  });
  scenarios.subscribe(() => {
    const own = new Map(scenarios.entries.flatMap((entry) => (entry.own ? [[keyOf(entry), entry]] : [])));
    for (const [key, entry] of own) if (written.get(key) !== entry) changed(key);
    for (const key of written.keys()) {
      if (own.has(key)) continue;
      written.delete(key);
      dirty.delete(key);
      revisions.delete(key);
      void database?.remove(key).then(() => windows.removed(key), () => troubled("blocked"));
    }
  });
  if (store.get().scenario) {
    changed(openKey());
    windows.opened(openKey());
  }

  addEventListener("visibilitychange", () => document.hidden && void flush());
  addEventListener("pagehide", () => void flush());
  addEventListener("beforeunload", (event) => {
    void flush();
    if (unsaved()) event.preventDefault();
  });

  /** Whether closing the page would lose work: not finished, not written yet, or not to be kept. */
  function unsaved() {
    return drafts.open || scenarios.entries.some((entry) => entry.own && scenarios.isUnfiled(entry, contents.get(keyOf(entry))));
  }

  return {
    /** What was open last, to be opened again. */
    last: async () => (await database?.all())?.sort((a, b) => b.used - a.used).find(({ key }) => entryOf(key)),
    entryOf,
    /** Whether the browser keeps what is done. */
    get keeps() {
      return database !== undefined && trouble === undefined;
    },
    /** All is written. */
    flush,
  };
}

/** @param {unknown} error */
const isFull = (error) => error instanceof DOMException && error.name === "QuotaExceededError";

/** The first of `steps`, as many as are worth keeping. @param {import("../state.js").Step[]} steps */
function newest(steps) {
  const seen = new Set();
  let bytes = 0;
  return steps.slice(0, STEPS).filter((step) => {
    for (const file of Object.values(step.files)) {
      if (!seen.has(file)) bytes += file.byteLength;
      seen.add(file);
    }
    return bytes <= STEP_BYTES;
  });
}

/** @template T @param {() => Promise<T>} act */
function once(act) {
  /** @type {Promise<T> | undefined} */
  let done;
  return () => (done ??= act());
}
