// @ts-check
// One file that holds a scenario and what was done to it: NAME.jianpai.zip, with the TOML and CSV files as they are and
// jianpai.json beside them (docs/scenario-format.md, "One file").

import { strFromU8, strToU8, unzipSync, zipSync } from "../vendor/fflate.js";
import { ARCHIVE } from "../words/work.js";

/** @typedef {import("../files.js").Files} Files */
/** @typedef {import("../files.js").Entry} Entry */
/** @typedef {import("../link.js").Levers} Levers */
/** @typedef {import("../scenarios.js").Done} Done */
/** @typedef {import("../opening.js").Unpacked} Unpacked */
/** @typedef {import("../types.d.ts").Text} Text */

const FORMAT = 1;
const ABOUT = "jianpai.json";
/** Where the last valid files are, when the newest have errors. */
const VALID = "last-valid/";
const MOST_BYTES = 200e6;
const MOST_FILES = 2000;
/** The same for all, so that the same work gives the same file. */
const DATE = new Date(1980, 0, 1, 0, 0, 0);

/**
 * @param {{ entry: Entry, valid: Files, done: Pick<Done, "files" | "levers" | "at" | "pollutant">, tab: string }} work
 * @returns {Blob}
 */
export function pack({ entry, valid, done, tab }) {
  const files = Object.keys(done.files).length ? done.files : valid;
  const older = Object.entries(valid).filter(([name, bytes]) => bytes !== files[name]);
  const about = {
    about: "减排推演情景 A scenario of Jianpai. Open this archive on the page, or unpack it: the TOML file is the scenario.",
    format: FORMAT,
    scenario: entry.toml,
    id: entry.id,
    name: entry.name,
    ...(entry.shownAs && { shown_as: entry.shownAs }),
    levers: Object.entries(done.levers).map(([measure, moves]) => ({ measure, ...moves })),
    view: { at: done.at, pollutant: done.pollutant, tab },
    ...(older.length && { last_valid: older.map(([name]) => name) }),
  };
  const contents = {
    [ABOUT]: strToU8(`${JSON.stringify(about, undefined, 2)}\n`),
    ...files,
    ...Object.fromEntries(older.map(([name, bytes]) => [VALID + name, bytes])),
  };
  return new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (zipSync(contents, { mtime: DATE, level: 6 }))], { type: "application/zip" });
}

/** What the reader is told of a file that can't be opened. */
class Refused extends Error {
  /** @param {Text} told */
  constructor(told) {
    super(told.en);
    this.told = told;
  }
}

/**
 * The scenario of an archive; the files of one that this page did not make.
 * @param {File} file
 * @returns {Promise<Unpacked>}
 */
export async function unpack(file) {
  if (file.size > MOST_BYTES) throw new Refused(ARCHIVE.large);
  let bytes = 0;
  let count = 0;
  /** @type {string[]} */
  const refused = [];
  const contents = inflated(new Uint8Array(await file.arrayBuffer()), ({ name, originalSize }) => {
    if (!isPlain(name)) return void refused.push(name);
    if (/\/$|(^|\/)(\.|__MACOSX\/)/.test(name)) return false; // folders and hidden files count as nothing
    if (!/\.(toml|csv|xls[xmb]?|ods)$/i.test(name) && name !== ABOUT) return void refused.push(name);
    bytes += originalSize;
    if (bytes > MOST_BYTES || ++count > MOST_FILES) throw new Refused(ARCHIVE.large);
    return true;
  });
  const { [ABOUT]: json, ...files } = contents;
  const archived = json && described(json, files);
  if (archived) return { archived, files: [], refused };
  if (!Object.keys(files).length) throw new Refused(ARCHIVE.empty);
  return { files: Object.entries(files).map(([name, bytes]) => ({ name, file: new File([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)], name) })), refused };
}

/** @param {Uint8Array} bytes @param {(file: { name: string, originalSize: number }) => boolean | void} filter @returns {Files} */
function inflated(bytes, filter) {
  try {
    return unzipSync(bytes, { filter: (/** @type {{ name: string, originalSize: number }} */ file) => filter(file) === true });
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(ARCHIVE.broken);
  }
}

/** Whether a name stays within its folder, on any system. @param {string} name */
const isPlain = (name) => !/(^|\/)\.\.(\/|$)|^\/|\\|^[A-Za-z]:|[\u0000-\u001f]/.test(name);

/** @param {Uint8Array} json @param {Files} all @returns {import("../opening.js").Archived | undefined} undefined when it does not describe them */
function described(json, all) {
  /** @type {any} */
  let about;
  try {
    about = JSON.parse(strFromU8(json));
  } catch {
    return undefined;
  }
  const { scenario: toml, id, name, view = {}, shown_as: shownAs } = about ?? {};
  if (typeof toml !== "string" || !all[toml]) return undefined;
  const files = Object.fromEntries(Object.entries(all).filter(([path]) => !path.startsWith(VALID)));
  const older = Object.fromEntries(Object.entries(all).flatMap(([path, bytes]) => (path.startsWith(VALID) ? [[path.slice(VALID.length), bytes]] : [])));
  const valid = Object.keys(older).length ? { ...files, ...older } : files;
  const { levers, skipped } = moves(about.levers);
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
  const stem = toml.replace(/^.*\//, "").replace(/\.toml$/i, "");
  return {
    entry: {
      id: /^[\w\p{L}.-]{1,200}$/u.test(text(id)) ? id : stem,
      toml,
      name: text(name?.zh) && text(name?.en) ? { zh: name.zh, en: name.en } : { zh: toml, en: toml },
      own: true,
      files: async () => valid,
      ...(shownAs && Object.values(shownAs).every((value) => typeof value === "string") && { shownAs }),
    },
    done: { files, levers, past: [], future: [], at: text(view.at), pollutant: text(view.pollutant) },
    tab: text(view.tab),
    partly: skipped || about.format !== FORMAT,
  };
}

/** @param {unknown} list */
function moves(list) {
  /** @type {Record<string, import("../link.js").Moves>} */
  const levers = {};
  let skipped = !Array.isArray(list);
  for (const one of Array.isArray(list) ? list : []) {
    const { measure, enabled, ...numbers } = one ?? {};
    const known = Object.entries(numbers).filter(([key, value]) => ["scale", "delay_months", "effectiveness"].includes(key) && Number.isFinite(value));
    if (typeof measure !== "string" || known.length < Object.keys(numbers).length) skipped = true;
    if (typeof measure === "string") levers[measure] = { ...Object.fromEntries(known), ...(typeof enabled === "boolean" && { enabled }) };
  }
  return { levers, skipped };
}
