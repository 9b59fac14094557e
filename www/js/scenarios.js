// @ts-check
// Which scenario is open: from the site, from the reader's files, from a link.

import { ownEntries, sorted } from "./files.js";

/** @typedef {import("./text.js").Outline} Outline */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Entry} Entry */
/** @typedef {import("./state.js").State} State */
/** @typedef {ReturnType<typeof import("./state.js").fromHash>} Link */
/** @typedef {{ entry: Entry, files: Files, outline: Outline, reference: Results }} Scenario `reference`: without moved levers */
/** @typedef {import("./types.d.ts").Diagnostic} Finding */
/** @typedef {Partial<Pick<State, "levers" | "past" | "future" | "at" | "pollutant">> & { edited?: boolean }} Wish `edited`: warnings are told where it was edited */

/**
 * @param {object} page
 * @param {import("./state.js").Store} page.store
 * @param {Pick<ReturnType<typeof import("./messages.js").createMessages>, "show" | "clear">} page.messages
 * @param {(id: string | undefined) => boolean} page.isPollutant
 * @param {(title: import("./text.js").Word, error: unknown) => void} page.failed
 * @param {(scenario: Scenario, levers: State["levers"]) => void} page.opening a scenario is read, its levers are about to be set
 * @param {() => void} page.opened all is set
 * @param {() => void} page.listed the entries or the choice changed
 */
export function createScenarios({ store, messages, isPollutant, failed, opening, opened, listed }) {
  /** @type {Entry[]} */
  let entries = [];
  /** @type {import("./engine.js").EngineDoor} */
  let engine;
  /** @type {Scenario | undefined} */
  let scenario;
  /** Levers of a link whose own data the reader has yet to open. @type {Link} */
  let awaited;
  /** Counts scenarios being opened: a run for an earlier one is not shown. */
  let turn = 0;
  let busy = true;
  /** What was found in the files last read. @type {Finding[]} */
  let findings = [];

  /**
   * Opens a scenario; on errors the one before stays.
   * @param {Entry} entry
   * @param {Wish} wish
   */
  async function open(entry, wish) {
    const mine = ++turn;
    busy = true;
    try {
      const files = await entry.files();
      const { outline, diagnostics } = await engine.load(files, entry.toml);
      if (mine !== turn) return false;
      findings = diagnostics.map((/** @type {Finding} */ finding) => ({
        ...finding,
        place: { ...finding.place, file: entry.shownAs?.[finding.place.file] ?? finding.place.file },
      }));
      if (!outline) {
        messages.show({ title: "scenario-failed", detail: entry.shownAs ? "" : entry.toml, findings, outcome: scenario && "previous-stays" });
        listed();
        return false;
      }
      if (findings.length && !wish.edited) messages.show({ title: "opened", detail: outline.name[store.get().lang], findings });
      const at = firstMonth(outline.months, wish.at ?? store.get().at);
      const reference = /** @type {Results} */ (await engine.evaluate([], { at }));
      if (mine !== turn) return false;
      scenario = { entry, files, outline, reference };
      const known = knownMoves(outline, wish.levers ?? {});
      if (known.dropped) messages.show({ title: "link-measures" });
      busy = false;
      opening(scenario, known.levers);
      store.set({
        scenario: entry.id,
        own: entry.own,
        at,
        levers: known.levers,
        past: wish.past ?? [],
        future: wish.future ?? [],
        ...(wish.pollutant && { pollutant: wish.pollutant }),
      });
      opened();
      return true;
    } catch (error) {
      failed("scenario-failed", error);
      listed();
      return false;
    } finally {
      if (mine === turn) busy = false;
    }
  }

  /**
   * Opens what a link names. False when it names nothing that can be opened here.
   * @param {Link} to
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
    const { files, scenarios, refused } = await sorted(picked);
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
    add(added);
    const ok = await open(entry, wish ? wishOf(wish) : {});
    if (!ok && added.length === 1) entries = before;
    else if (wish) awaited = undefined;
    listed();
  }

  /** Lists own scenarios, in place of those of the same id. @param {Entry[]} added */
  function add(added) {
    entries = [...entries.filter((other) => !added.some(({ id, own }) => other.id === id && other.own === own)), ...added];
    listed();
  }

  return {
    /** What is open. */
    get current() {
      return scenario;
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
      return busy;
    },
    add,
    /** The engine has started. @param {import("./engine.js").EngineDoor} started */
    ready(started) {
      engine = started;
    },
    open,
    openOwn,
    followLink,
  };
}

/** @param {string[]} months @param {string} wish */
function firstMonth(months, wish) {
  return [wish, "2024-12"].find((month) => months.includes(month)) ?? months[months.length - 1];
}

/** Moves of measures that the scenario has. @param {Outline} outline @param {State["levers"]} wished */
function knownMoves(outline, wished) {
  const ids = new Set(outline.measures.map(({ id }) => id));
  const moves = Object.entries(wished);
  const known = moves.filter(([id]) => ids.has(id));
  return { levers: Object.fromEntries(known), dropped: known.length < moves.length };
}
