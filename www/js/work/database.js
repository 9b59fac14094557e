// @ts-check
// What is kept in the browser: a record a scenario, its files beside it. A record and all its files are written in one
// transaction: a page that ends in the middle leaves what was there before.

import { openDB } from "../vendor/idb.js";

/** @typedef {import("../files.js").Files} Files */
/** @typedef {import("../state.js").Step} Step */
/**
 * @typedef {object} Kept a scenario as it is kept, with its files
 * @property {string} key
 * @property {string} id
 * @property {boolean} own
 * @property {string} toml
 * @property {{ zh: string, en: string }} name
 * @property {Record<string, string>} [shownAs]
 * @property {Files} valid the last files without errors; none of a scenario of the site
 * @property {Files} files the newest
 * @property {Files} [original] as they came, before any edit; none where that is not known
 * @property {import("../link.js").Levers} levers
 * @property {readonly Step[]} past
 * @property {readonly Step[]} future
 * @property {string} at
 * @property {string} pollutant
 * @property {string} tab
 * @property {string} against
 * @property {number} used when it was last written, in milliseconds
 *
 * @typedef {Kept & { revision: number }} Revised
 */

const VERSION = 1;
/** A database that does not answer is blocked. */
const PATIENCE_MS = 4000;

/** Another window has written since. */
export class Newer extends Error {}

/** @param {string} name @param {() => void} lost the browser has closed it */
export async function openDatabase(name, lost) {
  const opening = openDB(name, VERSION, {
    /** @param {any} db */
    upgrade(db) {
      db.createObjectStore("scenarios", { keyPath: "key" });
      db.createObjectStore("files");
    },
    /** @param {unknown} _ @param {unknown} __ @param {{ target: { close(): void } }} event */
    blocking: (_, __, event) => event.target.close(), // a newer page wants to change it
    terminated: lost,
  });
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("timeout")), PATIENCE_MS));
  /** @type {any} */
  const db = await Promise.race([opening, late]);
  /** Names under which files of a scenario are kept. @type {Map<string, Map<Uint8Array, string>>} */
  const names = new Map();
  const namesOf = (/** @type {string} */ key) => names.get(key) ?? /** @type {Map<Uint8Array, string>} */ (names.set(key, new Map()).get(key));

  return {
    /** All that is kept, without files. @returns {Promise<Revised[]>} */
    all: () => db.getAll("scenarios"),

    /** One with its files. @param {string} key @returns {Promise<Revised | undefined>} */
    async load(key) {
      const tx = db.transaction(["scenarios", "files"]);
      const record = await tx.objectStore("scenarios").get(key);
      if (!record) return undefined;
      const known = namesOf(key);
      known.clear();
      /** @type {Map<string, Uint8Array>} */
      const bytes = new Map();
      for (const name of record.names) {
        const file = await tx.objectStore("files").get(name);
        if (!file) throw new Error(`${key}: ${name}`);
        bytes.set(name, file);
        known.set(file, name);
      }
      return withFiles(record, (name) => /** @type {Uint8Array} */ (bytes.get(name)));
    },

    /**
     * Writes one, if what is kept is what this page last read or wrote; else rejects with `Newer`.
     * @param {Kept} kept
     * @param {{ revision: number | undefined, shared: boolean, same: boolean }} how `revision`: the one it goes on from; `shared`: the newest
     * wins; `same`: no new revision
     * @returns {Promise<number>} its revision
     */
    async put(kept, { revision, shared, same }) {
      const tx = db.transaction(["scenarios", "files"], "readwrite");
      tx.done.catch(() => {}); // awaited below, or what failed before tells why
      const [scenarios, files] = [tx.objectStore("scenarios"), tx.objectStore("files")];
      const before = await scenarios.get(kept.key);
      if (before && before.revision !== revision && !shared) {
        tx.abort();
        throw new Newer();
      }
      const next = (before?.revision ?? 0) + (same && before ? 0 : 1);
      const known = namesOf(kept.key);
      /** @type {Map<Uint8Array, string>} */
      const used = new Map();
      const there = new Set(before?.names ?? []);
      const record = withFiles(kept, (file) => {
        const name = used.get(file) ?? (there.has(known.get(file)) ? /** @type {string} */ (known.get(file)) : `${kept.key} ${Date.now()} ${used.size}`);
        used.set(file, name);
        return name;
      });
      for (const [file, name] of used) if (!there.has(name)) void files.put(file.byteLength < file.buffer.byteLength ? file.slice() : file, name);
      const now = new Set(used.values());
      for (const name of there) if (!now.has(name)) void files.delete(name);
      void scenarios.put({ ...record, names: [...now], revision: next });
      await tx.done;
      names.set(kept.key, used);
      return next;
    },

    /** @param {string} key */
    async remove(key) {
      const tx = db.transaction(["scenarios", "files"], "readwrite");
      const record = await tx.objectStore("scenarios").get(key);
      for (const name of record?.names ?? []) void tx.objectStore("files").delete(name);
      void tx.objectStore("scenarios").delete(key);
      await tx.done;
      names.delete(key);
    },
  };
}

/**
 * The record with `change` for each of its files. Files that are the same all over stay one thing.
 * @param {any} record @param {(file: any) => any} change
 */
function withFiles(record, change) {
  /** @type {[from: Record<string, unknown>, to: Record<string, any>][]} */
  const changed = [];
  /** @param {Record<string, unknown>} files */
  function each(files) {
    const names = Object.keys(files);
    const before = changed.find(([from]) => Object.keys(from).length === names.length && names.every((name) => from[name] === files[name]));
    if (before) return before[1];
    const to = Object.fromEntries(names.map((name) => [name, change(files[name])]));
    changed.push([files, to]);
    return to;
  }
  const steps = (/** @type {any[]} */ list) => list.map((step) => ({ ...step, files: each(step.files) }));
  return { ...record, valid: each(record.valid), files: each(record.files), original: each(record.original ?? {}), past: steps(record.past), future: steps(record.future) };
}
