// @ts-check
// Scenario files: fetched from the site, or got from what the reader picked or dropped; scenarios that can be chosen.

import { fetched } from "./module.js";

/** @typedef {Record<string, Uint8Array>} Files bytes by name, with `/` between folders */
/**
 * A scenario that can be chosen.
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} toml file name
 * @property {{ zh: string, en: string }} name
 * @property {boolean} own one of the reader's own
 * @property {() => Promise<Files>} files
 * @property {() => Promise<Files>} [original] an own one's files as they came, before any edit
 * @property {Record<string, string>} [shownAs] file names of the reader's that stand for others
 */

/** A file's name without folder and ending: a scenario's id on this page. @param {string} name */
export const stem = (name) => name.replace(/^.*\//, "").replace(/\.toml$/i, "");

/**
 * Fetches JSON.
 * @param {URL} url
 */
export async function fetchJson(url) {
  return (await received(url)).json();
}

/**
 * A scenario of the site.
 * @param {URL} folder
 * @param {string} file
 * @param {Entry["name"]} name
 * @returns {Entry}
 */
export function siteEntry(folder, file, name) {
  return { id: stem(file), toml: file, name, own: false, files: () => fetchScenario(folder, file) };
}

/**
 * Fetches a scenario and the files it names (`base`, `file`), and theirs.
 * @param {URL} folder
 * @param {string} name
 * @returns {Promise<Files>}
 */
export async function fetchScenario(folder, name) {
  /** @type {Files} */
  const files = {};
  const wanted = [name];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (next in files) continue;
    files[next] = new Uint8Array(await (await received(new URL(next, folder))).arrayBuffer());
    if (/\.toml$/i.test(next)) wanted.push(...named(files[next]));
  }
  return files;
}

/** The files that a scenario's text names. @param {Uint8Array} bytes */
export function named(bytes) {
  const toml = new TextDecoder().decode(bytes);
  const keys = /(?:^|[\s{,.])(?:base|file)\s*=\s*(?:"([^"\n]+)"|'([^'\n]+)')/g;
  return [...toml.replace(/^\s*#.*$/gm, "").matchAll(keys)].map((match) => match[1] ?? match[2]);
}

/** Whether these are the bytes of a workbook (.xlsx, .xlsb and .ods, .xls), which is no text. @param {Uint8Array} bytes */
export const isWorkbook = ([a, b]) => (a === 0x50 && b === 0x4b) || (a === 0xd0 && b === 0xcf);

/**
 * Of `files`, those that the scenario `toml` is made of.
 * @param {Files} files
 * @param {string} toml
 */
export function needed(files, toml) {
  /** @type {Files} */
  const found = {};
  const wanted = [toml];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (next in found || !(next in files)) continue;
    found[next] = files[next];
    if (/\.toml$/i.test(next)) wanted.push(...named(files[next]));
  }
  return found;
}

/** @param {URL} url */
async function received(url) {
  const response = await fetched(url);
  if (!response.ok) throw new Error(`${url.pathname.replace(/^.*\//, "")}, HTTP ${response.status}`);
  return response;
}

/**
 * What a picker returned: names within the chosen folder, or bare names.
 * @param {FileList} list
 * @returns {{ name: string, file: File }[]}
 */
export function picked(list) {
  return [...list].map((file) => ({ name: file.webkitRelativePath.replace(/^[^/]*\//, "") || file.name, file }));
}

/**
 * What was dropped, folders included.
 * @param {DataTransfer} data
 * @returns {Promise<{ name: string, file: File }[]>}
 */
export async function dropped(data) {
  // Entries must be taken before the first await: the list is emptied after the event.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const bare = [...data.files].map((file) => ({ name: file.name, file }));
  if (entries.length === 0) return bare; // dragged from another program, not from a folder
  // A single folder is the scenario's folder; its own name is no part of the files' names.
  const roots = entries.length === 1 && entries[0].isDirectory ? await children(entries[0]) : entries;
  return (await Promise.all(roots.map((entry) => walk(entry, "")))).flat();
}

/** @param {FileSystemEntry} entry @param {string} folder @returns {Promise<{ name: string, file: File }[]>} */
async function walk(entry, folder) {
  const name = folder + entry.name;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
    return [{ name, file }];
  }
  return (await Promise.all((await children(entry)).map((child) => walk(child, `${name}/`)))).flat();
}

/** @param {FileSystemEntry} folder @returns {Promise<FileSystemEntry[]>} */
async function children(folder) {
  const reader = /** @type {FileSystemDirectoryEntry} */ (folder).createReader();
  const all = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all; // readEntries gives a hundred at a time
    all.push(...some);
  }
}

/** Names of the TOML files that are not another's base, in order. @param {Files} files */
export function scenariosIn(files) {
  const tomls = Object.keys(files).filter((name) => /\.toml$/i.test(name));
  const bases = new Set(tomls.flatMap((name) => named(files[name])));
  const scenarios = tomls.filter((name) => !bases.has(name)).sort();
  return scenarios.length ? scenarios : tomls;
}

/**
 * An own copy, so far the same, with an id and a name that none of `entries` has.
 * @param {Entry} entry
 * @param {Entry[]} entries
 * @param {{ id: string, name: { zh: string, en: string } }} kind what its id and name add
 * @returns {Entry}
 */
export function copyOf(entry, entries, kind) {
  for (let n = 1; ; n++) {
    const id = `${entry.id}-${kind.id}${n > 1 ? `-${n}` : ""}`;
    const number = n > 1 ? ` ${n}` : "";
    const name = { zh: `${entry.name.zh}（${kind.name.zh}${number}）`, en: `${entry.name.en} (${kind.name.en}${number})` };
    if (!entries.some((other) => other.own && other.id === id)) return { ...entry, id, name, own: true, original: entry.original ?? entry.files };
  }
}

/**
 * A scenario's name in a list of `entries`: an own one that is called like another is marked.
 * @param {Entry} entry
 * @param {Entry[]} entries
 * @param {"zh" | "en"} lang
 */
export function listedAs(entry, entries, lang) {
  const name = entry.name[lang];
  const same = entries.filter((other) => other.name[lang] === name);
  if (!entry.own || same.length < 2) return name;
  const own = same.filter((other) => other.own);
  const number = own.length > 1 ? ` ${own.indexOf(entry) + 1}` : "";
  return lang === "zh" ? `${name}（自有${number}）` : `${name} (own${number})`;
}

/** Whether all bytes are the same. @param {Files} a @param {Files} b */
export function sameFiles(a, b) {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => b[name] && sameBytes(a[name], b[name]));
}

/** @param {Uint8Array} a @param {Uint8Array} b */
const sameBytes = (a, b) => a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]));
