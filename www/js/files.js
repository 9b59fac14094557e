// @ts-check
// Scenario files: fetched from the site, or picked and dropped by the reader.

/** @typedef {Record<string, Uint8Array>} Files bytes by name, with `/` between folders */

/** A file's name without folder and ending: a scenario's id on this page. @param {string} name */
export const stem = (name) => name.replace(/^.*\//, "").replace(/\.toml$/i, "");

/**
 * Fetches JSON.
 * @param {URL} url
 */
export async function fetchJson(url) {
  return (await fetched(url)).json();
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
    files[next] = new Uint8Array(await (await fetched(new URL(next, folder))).arrayBuffer());
    if (/\.toml$/i.test(next)) wanted.push(...named(new TextDecoder().decode(files[next])));
  }
  return files;
}

/** The files that a scenario's text names. @param {string} toml */
export function named(toml) {
  const keys = /(?:^|[\s{,.])(?:base|file)\s*=\s*(?:"([^"\n]+)"|'([^'\n]+)')/g;
  return [...toml.replace(/^\s*#.*$/gm, "").matchAll(keys)].map((match) => match[1] ?? match[2]);
}

/** @param {URL} url */
async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname.replace(/^.*\//, "")}: HTTP ${response.status}`);
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
 * @returns {Promise<{ files: Files, scenarios: string[], refused: string[] }>} `scenarios`: the TOML files
 * that are not another's base, in order of name
 */
export async function sorted(opened) {
  /** @type {Files} */
  const files = {};
  const refused = [];
  for (const { name, file } of opened) {
    if (/(^|\/)\./.test(name)) continue;
    if (/\.(toml|csv)$/i.test(name)) files[name] = new Uint8Array(await file.arrayBuffer());
    else refused.push(name);
  }
  const tomls = Object.keys(files).filter((name) => /\.toml$/i.test(name));
  const bases = new Set(tomls.flatMap((name) => named(new TextDecoder().decode(files[name]))));
  const scenarios = tomls.filter((name) => !bases.has(name)).sort();
  return { files, scenarios: scenarios.length ? scenarios : tomls, refused };
}
