// @ts-check
// Scenario files: fetched from the site, or picked and dropped by the reader.

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
const stem = (name) => name.replace(/^.*\//, "").replace(/\.toml$/i, "");

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
    if (/\.toml$/i.test(next)) wanted.push(...named(new TextDecoder().decode(files[next])));
  }
  return files;
}

/** The files that a scenario's text names. @param {string} toml */
function named(toml) {
  const keys = /(?:^|[\s{,.])(?:base|file)\s*=\s*(?:"([^"\n]+)"|'([^'\n]+)')/g;
  return [...toml.replace(/^\s*#.*$/gm, "").matchAll(keys)].map((match) => match[1] ?? match[2]);
}

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
    if (/\.toml$/i.test(next)) wanted.push(...named(new TextDecoder().decode(files[next])));
  }
  return found;
}

/**
 * Of the scenario `files`, those that call the ledger an example, changed: it is the reader's own now.
 * @param {Files} files
 * @returns {Files}
 */
export function withOwnLedger(files) {
  const changed = Object.entries(files).flatMap(([name, bytes]) => {
    if (!/\.toml$/i.test(name)) return [];
    const text = new TextDecoder().decode(bytes);
    const own = text.replace(/^(\s*illustrative\s*=\s*)true\b[^\r\n]*/m, "$1false");
    return own === text ? [] : [[name, new TextEncoder().encode(own)]];
  });
  return Object.fromEntries(changed);
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

/**
 * Sorts what the reader opened. Hidden files (`.DS_Store`) count as nothing.
 * @param {{ name: string, file: File }[]} opened
 * @returns {Promise<{ files: Files, scenarios: string[], tables: Files, refused: string[] }>} `scenarios`: the TOML files
 * that are not another's base, in order of name; `tables`: workbooks and text from which a ledger may be imported
 */
export async function sorted(opened) {
  /** @type {Files} */
  const files = {};
  /** @type {Files} */
  const tables = {};
  const refused = [];
  for (const { name, file } of opened) {
    if (/(^|\/)\./.test(name)) continue;
    const into = /\.(toml|csv)$/i.test(name) ? files : /\.(xls[xmb]?|ods|tsv|txt)$/i.test(name) ? tables : undefined;
    if (into) into[name] = new Uint8Array(await file.arrayBuffer());
    else refused.push(name);
  }
  const wanted = Object.entries(files).flatMap(([name, bytes]) => (/\.toml$/i.test(name) ? named(new TextDecoder().decode(bytes)) : []));
  for (const name of Object.keys(tables)) {
    if (!wanted.some((each) => name === each || name.endsWith(`/${each}`))) continue;
    files[name] = tables[name]; // the ledger of a scenario, and the engine says that it reads no workbooks
    delete tables[name];
  }
  return { files, scenarios: scenariosIn(files), tables, refused };
}

/** Names of the TOML files that are not another's base, in order. @param {Files} files */
export function scenariosIn(files) {
  const tomls = Object.keys(files).filter((name) => /\.toml$/i.test(name));
  const bases = new Set(tomls.flatMap((name) => named(new TextDecoder().decode(files[name]))));
  const scenarios = tomls.filter((name) => !bases.has(name)).sort();
  return scenarios.length ? scenarios : tomls;
}

/**
 * The scenarios in what the reader opened. A lone ledger takes the place of the ledger of the scenario on
 * screen; a variant without its base takes that scenario's files.
 * @param {Files} files
 * @param {string[]} scenarios names of TOML files
 * @param {{ entry: Entry, files: Files } | undefined} shown
 * @returns {Entry[]}
 */
export function ownEntries(files, scenarios, shown) {
  if (scenarios.length) return scenarios.map((toml) => ownEntry(toml, files, shown?.files ?? {}));
  const names = Object.keys(files);
  const ledgers = Object.keys(shown?.files ?? {}).filter((name) => /\.csv$/i.test(name));
  if (!shown || names.length !== 1 || ledgers.length !== 1) return [];
  const { entry } = shown;
  const replaced = { ...shown.files, ...withOwnLedger(shown.files), [ledgers[0]]: files[names[0]] };
  const name = { zh: `${entry.name.zh} + ${names[0]}`, en: `${entry.name.en} + ${names[0]}` };
  return [{ ...entry, id: `${entry.id}-${stem(names[0])}`, name, own: true, files: async () => replaced, original: async () => replaced, shownAs: { [ledgers[0]]: names[0] } }];
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

/** @param {string} path @param {Files} all @param {Files} others @returns {Entry} */
function ownEntry(path, all, others) {
  const folder = path.replace(/[^/]*$/, ""); // files are named from the scenario's folder on
  const own = Object.fromEntries(
    Object.entries(all).flatMap(([name, bytes]) => (name.startsWith(folder) ? [[name.slice(folder.length), bytes]] : [])),
  );
  const toml = path.slice(folder.length);
  const lacksBase = named(new TextDecoder().decode(own[toml])).some((name) => /\.toml$/i.test(name) && !(name in own));
  const files = lacksBase ? { ...others, ...own } : own;
  return { id: stem(toml), toml, name: { zh: toml, en: toml }, own: true, files: async () => files, original: async () => files };
}
