// @ts-check
// Which scenario is open: from the site, from the reader's files, from a link.

import { copyOf, ownEntries, sorted } from "./files.js";
import { leverInputs } from "./state.js";

/** @typedef {import("./text.js").Outline} Outline */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Entry} Entry */
/** @typedef {import("./state.js").State} State */
/** @typedef {ReturnType<typeof import("./state.js").fromHash>} Link */
/** @typedef {{ entry: Entry, files: Files, outline: Outline, reference: Results, findings: Finding[] }} Scenario `reference`: without moved levers; `findings`: warnings */
/** @typedef {import("./types.d.ts").Diagnostic} Finding */
/** @typedef {import("./types.d.ts").Text} Text */
/** @typedef {Partial<Pick<State, "levers" | "past" | "future" | "at" | "pollutant">>} Wish */

/** What is said of a ledger whose columns are not the format's. */
const LOOSE = ["unknown-column", "no-headings", "unknown-encoding"];

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {Pick<ReturnType<typeof import("./messages.js").createMessages>, "show" | "clear">} page.messages
 * @param {(id: string | undefined) => boolean} page.isPollutant
 * @param {(title: import("./text.js").Word, error: unknown) => void} page.failed
 * @param {(results: Results, levers: State["levers"]) => void} page.opened a scenario is open, or its files changed, with this run for those levers
 * @param {(file: { name: string, bytes: Uint8Array }) => Promise<void>} page.importLedger shows what importing a ledger would do
 * @param {() => void} page.listed the entries or the choice changed
 */
export function createScenarios({ store, messages, isPollutant, failed, importLedger, opened, listed }) {
  /** @type {Entry[]} */
  let entries = [];
  /** Own copies that undo has taken from the list. @type {Entry[]} */
  let aside = [];
  /** @type {import("./engine.js").EngineDoor} */
  let engine;
  /** The last valid one. @type {Scenario | undefined} */
  let scenario;
  /** Levers of a link whose own data the reader has yet to open. @type {Link} */
  let awaited;
  /** Counts scenarios being opened: a run for an earlier one is not shown. */
  let turn = 0;
  /** Work that waits for the engine, this far done. */
  let queue = Promise.resolve();
  /** Works that wait or run. */
  let busy = 0;
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
    findings = diagnostics.map((/** @type {Finding} */ finding) => ({
      ...finding,
      place: { ...finding.place, file: entry.shownAs?.[finding.place.file] ?? finding.place.file },
    }));
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

  /**
   * Opens a scenario; on errors the one before stays.
   * @param {Entry} entry
   * @param {Wish} wish
   * @param {(findings: Finding[]) => boolean} [otherwise] takes care of errors, if it likes
   */
  async function open(entry, wish, otherwise = () => false) {
    const mine = ++asked;
    busy++;
    try {
      const files = await entry.files();
      return await inTurn(async () => {
        if (mine !== asked) return false;
        const got = await read(entry, files, wish.at ?? store.get().at);
        if (!got) {
          if (otherwise(findings)) return false;
          messages.show({ title: "scenario-failed", detail: entry.shownAs ? "" : entry.toml, findings, outcome: scenario && "previous-stays" });
          return false;
        }
        if (findings.length) messages.show({ title: "opened", detail: got.scenario.outline.name[store.get().lang], findings });
        const known = knownMoves(got.scenario.outline, wish.levers ?? {});
        if (known.dropped) messages.show({ title: "link-measures" });
        const results = await run(got.scenario, known.levers, got.at);
        scenario = got.scenario;
        tried = { scenario: entry.id, own: entry.own, files };
        store.set({
          scenario: entry.id,
          own: entry.own,
          files,
          at: got.at,
          levers: known.levers,
          past: wish.past ?? [],
          future: wish.future ?? [],
          ...(wish.pollutant && { pollutant: wish.pollutant }),
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
      const entry = copyOf(/** @type {Entry} */ (find(id, own)), entries);
      add([entry]);
      to = { scenario: entry.id, own: true };
    }
    store.step({ ...to, files: { ...before, ...files } }, label);
    return follow();
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
      const entry = /** @type {Entry} */ (find(id, own));
      try {
        const got = shown() ? undefined : await read(entry, files, at);
        if (got) {
          scenario = got.scenario;
          if (own) keep(entry, files);
        } else if (shown()) findings = scenario.findings;
        const { levers, dropped } = knownMoves(scenario.outline, store.get().levers);
        if (dropped || (got && got.at !== at)) store.set({ levers, at: got?.at ?? at });
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
   * Opens what a link names. False when it names nothing that can be opened here.
   * @param {Link} to
   */
  async function followLink(to) {
    if (!to) return false;
    const entry = find(to.scenario, to.own);
    if (!entry) {
      if (to.own) {
        awaited = to;
        messages.show({ title: "link-own" });
      } else messages.show({ title: "link-bad" });
      return false;
    }
    if (to.lang) store.set({ lang: to.lang });
    if (to.tab !== store.get().tab) store.set({ tab: to.tab });
    return open(entry, wishOf(to));
  }

  /** @param {NonNullable<Link>} to @returns {Wish} */
  const wishOf = (to) => ({ levers: to.levers, at: to.at, ...(isPollutant(to.pollutant) && { pollutant: to.pollutant }) });

  /**
   * Files the reader picked or dropped.
   * @param {{ name: string, file: File }[]} picked
   */
  async function openOwn(picked) {
    messages.clear();
    const { files, scenarios, refused, tables } = await sorted(picked);
    const [name, ...others] = scenarios.length ? [undefined, ...Object.keys(tables)] : Object.keys(tables);
    if (others.length) messages.show({ title: "one-ledger", detail: others.join(", ") });
    if (name && scenario) return importLedger({ name, bytes: tables[name] });
    const added = ownEntries(files, scenarios, scenario);
    if (added.length === 0) {
      messages.show(refused.length ? { title: "file-kind", detail: refused.join(", "), hint: "file-kind-other" } : { title: "no-toml" });
      return;
    }
    const [entry] = added;
    const wish = awaited?.scenario === entry.id ? awaited : undefined;
    const before = entries;
    add(added);
    const lone = Object.keys(files).length === 1 && !scenarios.length ? Object.keys(files)[0] : undefined;
    let loose = false; // a ledger, but not in the product's own format
    const ok = await open(entry, wish ? wishOf(wish) : {}, (found) => (loose = lone !== undefined && found.some(({ code }) => LOOSE.includes(code))));
    if (loose && lone) void importLedger({ name: lone, bytes: files[lone] });
    if (!ok && added.length === 1) entries = before;
    else if (wish) awaited = undefined;
    listed();
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
    open,
    edit,
    follow,
    openOwn,
    followLink,
  };
}

/** @param {string[]} months @param {string} wish */
function firstMonth(months, wish) {
  return [wish, "2024-12"].find((month) => months.includes(month)) ?? months[months.length - 1];
}

/** Moves of measures that the scenario has: the same when it has all. @param {Outline} outline @param {State["levers"]} wished */
function knownMoves(outline, wished) {
  const ids = new Set(outline.measures.map(({ id }) => id));
  const moves = Object.entries(wished);
  const known = moves.filter(([id]) => ids.has(id));
  const dropped = known.length < moves.length;
  return { levers: dropped ? Object.fromEntries(known) : wished, dropped };
}
