// @ts-check
// What the reader has chosen: scenario, its files, levers, pollutant, month, tab, language, theme; undo; the link.

/**
 * One measure's levers, moved keys only; a key that is absent stands where the scenario has it.
 * @typedef {{ scale?: number, delay_months?: number, enabled?: boolean, effectiveness?: number }} Moves
 * @typedef {keyof Moves} LeverKey
 * @typedef {Readonly<Record<string, Readonly<Moves>>>} Levers moves by measure id, measures moved only
 * @typedef {import("./types.d.ts").Text} Text
 */

/**
 * What undo brings back. Files are never written to, so that steps share those that stay the same.
 * @typedef {object} Work
 * @property {string} scenario id of the chosen scenario: a file's name without its ending
 * @property {boolean} own whether that is one of the reader's own
 * @property {import("./files.js").Files} files as the reader has them: with the newest edits, valid or not
 * @property {Levers} levers
 *
 * @typedef {Work & { label: Text }} Step the work before (in `past`) or after (in `future`) what the label names
 *
 * @typedef {object} View
 * @property {readonly Step[]} past what undo returns to, oldest first
 * @property {readonly Step[]} future what redo returns to, next first
 * @property {string} pollutant
 * @property {string} at month to judge by; empty until a scenario is open
 * @property {string} tab id of the tab in view
 * @property {"zh" | "en"} lang
 * @property {"auto" | "light" | "dark"} theme
 *
 * @typedef {Work & View} State
 */

const HISTORY = 200;
/** Files that undo may hold, beside those that are open. */
const HISTORY_BYTES = 100e6;
/** Moves of one lever within this many milliseconds are one step of undo. */
const GESTURE_MS = 800;

/** @param {State} initial */
export function createStore(initial) {
  let state = initial;
  /** @type {Set<(state: State, before: State) => void>} */
  const listeners = new Set();
  /** @type {{ lever: string, time: number } | undefined} */
  let gesture;

  /** @param {Partial<State>} patch */
  function set(patch) {
    const before = state;
    state = { ...state, ...patch };
    for (const listener of listeners) listener(state, before);
  }

  /**
   * One step of undo, or more of the last one.
   * @param {Partial<Work>} work @param {Text} label @param {boolean} [same]
   */
  function step(work, label, same = false) {
    if (!same) gesture = undefined;
    const past = same ? state.past : within([...state.past, { ...workOf(state), label }]);
    set({ ...work, past, future: [] });
  }

  return {
    get: () => state,
    set,
    /** Calls `listener` after each change. @param {(state: State, before: State) => void} listener */
    subscribe: (listener) => void listeners.add(listener),

    /** Changes the work as one step of undo. @param {Partial<Work>} work @param {Text} label what undo says it takes back */
    step: (work, label) => step(work, label),

    /**
     * Moves one lever; to its original place when `value` equals `original`.
     * @template {LeverKey} K
     * @param {string} measure
     * @param {K} key
     * @param {NonNullable<Moves[K]>} value
     * @param {NonNullable<Moves[K]>} original
     * @param {Text} label
     * @param {number} now milliseconds
     */
    move(measure, key, value, original, label, now) {
      const { [key]: _, ...others } = state.levers[measure] ?? {};
      const moves = value === original ? others : { ...others, [key]: value };
      const lever = `${measure} ${key}`;
      const same = gesture?.lever === lever && now - gesture.time < GESTURE_MS;
      step({ levers: without(state.levers, measure, moves) }, label, same);
      gesture = { lever, time: now };
    },
    /** Puts one measure back. @param {string} measure @param {Text} label */
    resetMeasure(measure, label) {
      if (state.levers[measure]) step({ levers: without(state.levers, measure, {}) }, label);
    },
    /** Puts all back. @param {Text} label */
    resetAll(label) {
      if (Object.keys(state.levers).length) step({ levers: {} }, label);
    },
    undo() {
      gesture = undefined;
      const last = state.past.at(-1);
      if (last) set({ ...workOf(last), past: state.past.slice(0, -1), future: [{ ...workOf(state), label: last.label }, ...state.future] });
    },
    redo() {
      gesture = undefined;
      const [next, ...future] = state.future;
      if (next) set({ ...workOf(next), past: [...state.past, { ...workOf(state), label: next.label }], future });
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {Work} of @returns {Work} */
const workOf = ({ scenario, own, files, levers }) => ({ scenario, own, files, levers });

/** The newest steps, as many as may be kept. @param {Step[]} steps */
function within(steps) {
  const seen = new Set();
  let bytes = 0;
  let from = steps.length;
  while (from > 0 && steps.length - from < HISTORY && bytes <= HISTORY_BYTES) {
    for (const file of Object.values(steps[--from].files)) {
      if (!seen.has(file)) bytes += file.byteLength;
      seen.add(file);
    }
  }
  return steps.slice(from);
}


/** @param {Levers} levers @param {string} measure @param {Moves} moves @returns {Levers} */
function without(levers, measure, moves) {
  const { [measure]: _, ...others } = levers;
  return Object.keys(moves).length ? { ...others, [measure]: moves } : others;
}

/**
 * The moves as the engine takes them.
 * @param {Levers} levers
 */
export const leverInputs = (levers) => Object.entries(levers).map(([measure, moves]) => ({ measure, ...moves }));

/*
 * The link: #v=1&s=wuhan-2024&p=cod&t=2024-12&tab=cost&lang=en&l=cement-ultra-low:s0.8:d3,rural-sewage:off
 * `s` scenario (`own` instead for a reader's own file), `p` pollutant, `t` month, `tab` the tab unless it is the first, `l` levers:
 * s scale, d delay in months, e effectiveness, on or off.
 */

const VERSION = "1";
const FIRST_TAB = "progress";

/** Levers as a link writes them. @param {Levers} levers */
export function leversText(levers) {
  const entries = Object.entries(levers).map(([measure, moves]) => {
    const codes = [encodeURIComponent(measure)];
    if (moves.enabled !== undefined) codes.push(moves.enabled ? "on" : "off");
    if (moves.scale !== undefined) codes.push(`s${moves.scale}`);
    if (moves.delay_months !== undefined) codes.push(`d${moves.delay_months}`);
    if (moves.effectiveness !== undefined) codes.push(`e${moves.effectiveness}`);
    return codes.join(":");
  });
  return entries.join(",");
}

/** Reads what `leversText` wrote; `undefined` when it can't be read in full. @param {string} text @returns {Levers | undefined} */
export function leversFrom(text) {
  /** @type {Record<string, Moves>} */
  const levers = {};
  for (const entry of text ? text.split(",") : []) {
    const [measure, ...codes] = entry.split(":");
    /** @type {Moves} */
    const moves = {};
    for (const code of codes) {
      const number = Number(code.slice(1));
      if (code === "on" || code === "off") moves.enabled = code === "on";
      else if (code.length < 2 || !Number.isFinite(number)) return undefined;
      else if (code[0] === "s") moves.scale = Math.min(Math.max(number, 0), 10);
      else if (code[0] === "d") moves.delay_months = Math.min(Math.max(number, -120), 120);
      else if (code[0] === "e") moves.effectiveness = Math.min(Math.max(number, 0), 1);
      else return undefined;
    }
    levers[measure] = moves;
  }
  return levers;
}

/** @param {Pick<State, "scenario" | "own" | "pollutant" | "at" | "tab" | "lang" | "levers">} state */
export function toHash({ scenario, own, pollutant, at, tab, lang, levers }) {
  const parts = [`v=${VERSION}`, `${own ? "own" : "s"}=${encodeURIComponent(scenario)}`, `p=${pollutant}`];
  if (at) parts.push(`t=${at}`);
  if (tab !== FIRST_TAB) parts.push(`tab=${encodeURIComponent(tab)}`);
  parts.push(`lang=${lang}`);
  const moved = leversText(levers);
  if (moved) parts.push(`l=${moved}`);
  return `#${parts.join("&")}`;
}

/**
 * Reads a link; `undefined` when there is none or it can't be read in full.
 * @param {string} hash
 * @returns {{ scenario: string, own: boolean, pollutant: string, at: string, tab: string, lang: "zh" | "en" | undefined, levers: Levers } | undefined}
 */
export function fromHash(hash) {
  const fields = Object.fromEntries(
    hash
      .replace(/^#/, "")
      .split("&")
      .map((part) => {
        const [key, ...value] = part.split("=");
        return [key, value.join("=")];
      }),
  );
  if (fields.v !== VERSION) return undefined;
  try {
    const levers = leversFrom(decodeURIComponent(fields.l ?? ""));
    if (!levers) return undefined;
    return {
      scenario: decodeURIComponent(fields.own ?? fields.s ?? ""),
      own: fields.own !== undefined,
      pollutant: fields.p ?? "",
      at: fields.t ?? "",
      tab: decodeURIComponent(fields.tab ?? FIRST_TAB),
      lang: fields.lang === "en" || fields.lang === "zh" ? fields.lang : undefined,
      levers,
    };
  } catch {
    return undefined; // a broken %-escape
  }
}

/* Preferences outlive the page; storage may be forbidden, then they last as long as it. */

/** @template {string} T @param {string} key @param {T[]} allowed @returns {T | undefined} */
export function remembered(key, allowed) {
  try {
    return allowed.find((value) => value === localStorage.getItem(`jianpai:${key}`));
  } catch {
    return undefined;
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(`jianpai:${key}`, value);
  } catch {
    // as said
  }
}
