// @ts-check
// What the reader has chosen: scenario, levers, pollutant, month, tab, language, theme; undo; the link.

/**
 * One measure's levers, moved keys only; a key that is absent stands where the scenario has it.
 * @typedef {{ scale?: number, delay_months?: number, enabled?: boolean, effectiveness?: number }} Moves
 * @typedef {keyof Moves} LeverKey
 * @typedef {Readonly<Record<string, Readonly<Moves>>>} Levers moves by measure id, measures moved only
 */

/**
 * @typedef {object} State
 * @property {string} scenario id of the chosen scenario: a file's name without its ending
 * @property {boolean} own whether that is one of the reader's own files
 * @property {Levers} levers
 * @property {readonly Levers[]} past what undo returns to, oldest first
 * @property {readonly Levers[]} future what redo returns to, next first
 * @property {string} pollutant
 * @property {string} at month to judge by; empty until a scenario is open
 * @property {string} tab id of the tab in view
 * @property {"zh" | "en"} lang
 * @property {"auto" | "light" | "dark"} theme
 */

const HISTORY = 200;
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

  /** @param {Levers} levers @param {boolean} [sameStep] */
  function change(levers, sameStep = false) {
    const past = sameStep ? state.past : [...state.past.slice(-HISTORY), state.levers];
    set({ levers, past, future: [] });
  }

  return {
    get: () => state,
    set,
    /** Calls `listener` after each change. @param {(state: State, before: State) => void} listener */
    subscribe: (listener) => void listeners.add(listener),

    /**
     * Moves one lever; to its original place when `value` equals `original`.
     * @template {LeverKey} K
     * @param {string} measure
     * @param {K} key
     * @param {NonNullable<Moves[K]>} value
     * @param {NonNullable<Moves[K]>} original
     * @param {number} now milliseconds
     */
    move(measure, key, value, original, now) {
      const { [key]: _, ...others } = state.levers[measure] ?? {};
      const moves = value === original ? others : { ...others, [key]: value };
      const lever = `${measure} ${key}`;
      const same = gesture?.lever === lever && now - gesture.time < GESTURE_MS;
      gesture = { lever, time: now };
      change(without(state.levers, measure, moves), same);
    },
    /** Puts one measure back. @param {string} measure */
    resetMeasure(measure) {
      gesture = undefined;
      if (state.levers[measure]) change(without(state.levers, measure, {}));
    },
    /** Puts all back. */
    resetAll() {
      gesture = undefined;
      if (Object.keys(state.levers).length) change({});
    },
    undo() {
      gesture = undefined;
      const levers = state.past.at(-1);
      if (levers) set({ levers, past: state.past.slice(0, -1), future: [state.levers, ...state.future] });
    },
    redo() {
      gesture = undefined;
      const [levers, ...future] = state.future;
      if (levers) set({ levers, past: [...state.past, state.levers], future });
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {Levers} levers @param {string} measure @param {Moves} moves */
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

/** @param {State} state */
export function toHash({ scenario, own, pollutant, at, tab, lang, levers }) {
  const parts = [`v=${VERSION}`, `${own ? "own" : "s"}=${encodeURIComponent(scenario)}`, `p=${pollutant}`];
  if (at) parts.push(`t=${at}`);
  if (tab !== FIRST_TAB) parts.push(`tab=${encodeURIComponent(tab)}`);
  parts.push(`lang=${lang}`);
  const moved = Object.entries(levers).map(([measure, moves]) => {
    const codes = [encodeURIComponent(measure)];
    if (moves.enabled !== undefined) codes.push(moves.enabled ? "on" : "off");
    if (moves.scale !== undefined) codes.push(`s${moves.scale}`);
    if (moves.delay_months !== undefined) codes.push(`d${moves.delay_months}`);
    if (moves.effectiveness !== undefined) codes.push(`e${moves.effectiveness}`);
    return codes.join(":");
  });
  if (moved.length) parts.push(`l=${moved.join(",")}`);
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
    /** @type {Record<string, Moves>} */
    const levers = {};
    for (const entry of fields.l ? decodeURIComponent(fields.l).split(",") : []) {
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
