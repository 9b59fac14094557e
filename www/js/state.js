// @ts-check
// What the reader has chosen: scenario, its files, levers, pollutant, month, tab, language, theme; undo.

/** @typedef {import("./link.js").Moves} Moves */
/** @typedef {import("./link.js").LeverKey} LeverKey */
/** @typedef {import("./link.js").Levers} Levers */
/** @typedef {import("./types.d.ts").Text} Text */

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
 * @property {string} against what the scenario is compared with, by key (scenarios.js); empty for itself, levers unmoved
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
