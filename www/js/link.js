// @ts-check
// Moved levers as they travel: as the engine takes them, and with the view in a link.

/**
 * One measure's levers, moved keys only; a key that is absent stands where the scenario has it.
 * @typedef {{ scale?: number, delay_months?: number, enabled?: boolean, effectiveness?: number }} Moves
 * @typedef {keyof Moves} LeverKey
 * @typedef {Readonly<Record<string, Readonly<Moves>>>} Levers moves by measure id, measures moved only
 */

/**
 * The moves as the engine takes them.
 * @param {Levers} levers
 */
export const leverInputs = (levers) => Object.entries(levers).map(([measure, moves]) => ({ measure, ...moves }));

/** Whether the moves are the same, in whatever order. @param {Levers} a @param {Levers} b */
export const sameLevers = (a, b) => canonical(a) === canonical(b);

/** @param {Levers} levers */
const canonical = (levers) => JSON.stringify(Object.entries(levers).map(([measure, moves]) => [measure, Object.entries(moves).sort()]).sort());

/*
 * The link: #v=1&s=wuhan-2024&p=cod&t=2024-12&tab=cost&lang=en&l=cement-ultra-low:s0.8:d3,village-sewage:off
 * `s` scenario (`own` instead for one of the reader's), `p` pollutant, `t` month, `tab` the tab unless it is the first, `vs` what it is
 * compared with, `l` levers: s scale, d delay in months, e effectiveness, on or off; what sliders don't reach is left out.
 * Pages older or newer than the link's take what they know, and say what they leave; a newer `v` is for what they would get wrong.
 */

const VERSION = 1;
const FIRST_TAB = "progress";
const KEYS = ["v", "s", "own", "p", "t", "tab", "vs", "lang", "l"];

/** @param {number} value */
const short = (value) => String(Number(value.toFixed(6)));

/** Levers as a link writes them. @param {Levers} levers */
export function leversText(levers) {
  const entries = Object.entries(levers).map(([measure, moves]) => {
    const codes = [encodeURIComponent(measure)];
    if (moves.enabled !== undefined) codes.push(moves.enabled ? "on" : "off");
    if (moves.scale !== undefined) codes.push(`s${short(moves.scale)}`);
    if (moves.delay_months !== undefined) codes.push(`d${short(moves.delay_months)}`);
    if (moves.effectiveness !== undefined) codes.push(`e${short(moves.effectiveness)}`);
    return codes.join(":");
  });
  return entries.join(",");
}

/** @param {Pick<import("./state.js").State, "scenario" | "own" | "pollutant" | "at" | "tab" | "lang" | "levers"> & { against?: string }} state */
export function toHash({ scenario, own, pollutant, at, tab, against, lang, levers }) {
  const parts = [`v=${VERSION}`, `${own ? "own" : "s"}=${encodeURIComponent(scenario)}`, `p=${pollutant}`];
  if (at) parts.push(`t=${at}`);
  if (tab !== FIRST_TAB) parts.push(`tab=${encodeURIComponent(tab)}`);
  if (against) parts.push(`vs=${encodeURIComponent(against)}`);
  parts.push(`lang=${lang}`);
  const moved = leversText(levers);
  if (moved) parts.push(`l=${moved}`);
  return `#${parts.join("&")}`;
}

/**
 * Reads a link as far as it can be; `undefined` when there is nothing of one in it. Without a scenario it is about whichever
 * is open, and `scenario` is empty.
 * @param {string} hash
 */
export function fromHash(hash) {
  /** @type {Record<string, string>} */
  const fields = {};
  /** @type {string[]} */
  const unread = [];
  for (const part of unescaped(hash.replace(/^#/, ""), "=").split(/&(?:amp;)?/)) {
    const [key, ...value] = part.split("=");
    const text = key === "l" ? value.join("=") : decoded(value.join("="));
    if (text !== undefined && KEYS.includes(key)) fields[key] = text;
    else if (part) unread.push(part);
  }
  const scenario = fields.own ?? fields.s ?? "";
  if (!scenario && !["p", "t", "tab", "lang"].some((key) => fields[key])) return undefined;
  const { levers, unread: moves } = readLevers(fields.l ?? "");
  const { v, t, lang } = fields;
  const at = /^\d{4}-\d{2}$/.test(t) ? t : "";
  const known = lang === "en" || lang === "zh" ? /** @type {"en" | "zh"} */ (lang) : undefined;
  if (v !== undefined && Number(v) !== VERSION) unread.push(`v=${v}`);
  if (t && !at) unread.push(`t=${t}`);
  if (lang && !known) unread.push(`lang=${lang}`);
  unread.push(...(scenario ? moves : fields.l ? [fields.l] : []).map((move) => `l=${move}`));
  return {
    scenario,
    own: fields.own !== undefined,
    pollutant: fields.p ?? "",
    at,
    tab: fields.tab ?? (scenario && FIRST_TAB),
    against: fields.vs ?? "",
    lang: known,
    levers,
    /** What of it this page can't use as it stands. */
    unread,
  };
}

/** Reads what `leversText` wrote; `undefined` when it can't be used in full. @param {string} text @returns {Levers | undefined} */
export function leversFrom(text) {
  const { levers, unread } = readLevers(text);
  return unread.length ? undefined : levers;
}

/** Programs that pass links on may escape their punctuation. @param {string} text @param {string} sign which it must have */
const unescaped = (text, sign) => (text.includes(sign) ? text : (decoded(text) ?? text));

/** Levers that are numbers, by their codes. @type {Record<string, Exclude<LeverKey, "enabled">>} */
const CODES = { s: "scale", d: "delay_months", e: "effectiveness" };

/** How far the page's sliders go. @type {Record<Exclude<LeverKey, "enabled">, [least: number, most: number]>} */
export const REACH = { scale: [0, 2], delay_months: [-12, 24], effectiveness: [0, 1] };

/**
 * Moves that the page's sliders reach, which go as far as the scenario's own place where that is further; and those beyond.
 * @param {Readonly<Moves>} moves
 * @param {Required<Moves>} original
 */
export function reached(moves, original) {
  const numbers = Object.values(CODES).flatMap((key) => (moves[key] === undefined ? [] : [{ key, value: moves[key] }]));
  const beyond = numbers.filter(({ key, value }) => value < Math.min(REACH[key][0], original[key]) || value > Math.max(REACH[key][1], original[key]));
  const within = Object.fromEntries(Object.entries(moves).filter(([key]) => !beyond.some((one) => one.key === key)));
  return { within: beyond.length ? within : moves, beyond };
}

/** Levers as they are written; what is unknown is in `unread`. @param {string} text */
function readLevers(text) {
  /** @type {Record<string, Moves>} */
  const levers = {};
  /** @type {string[]} */
  const unread = [];
  for (const entry of text ? unescaped(text, ":").split(",") : []) {
    const [name, ...codes] = entry.split(":");
    const measure = decoded(name) ?? "";
    /** @type {Moves} */
    const moves = {};
    for (const code of codes) {
      if (code === "on" || code === "off") {
        moves.enabled = code === "on";
        continue;
      }
      const key = CODES[code[0]];
      const number = code.length > 1 ? Number(code.slice(1)) : NaN;
      if (key && Number.isFinite(number)) moves[key] = number;
      else unread.push(`${name}:${code}`);
    }
    if (measure && Object.keys(moves).length) levers[measure] = moves;
    else if (!codes.length || !measure) unread.push(entry);
  }
  return { levers, unread };
}

/** @param {string} text @returns {string | undefined} undefined for a broken %-escape */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
