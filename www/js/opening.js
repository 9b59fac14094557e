// @ts-check
// Files that the reader picked or dropped: what they are, and what becomes of them. Loads when some are opened.

import { copyOf, isWorkbook, named, sameFiles, scenariosIn, stem } from "./files.js";
import { COPIED } from "./words/page.js";

/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Entry} Entry */
/** @typedef {import("./types.d.ts").Diagnostic} Diagnostic */
/** @typedef {import("./types.d.ts").Text} Text */
/** @typedef {{ name: string, file: File }} Picked */
/** What one file holds: a scenario, and what was done to it. @typedef {{ entry: Entry, done: import("./scenarios.js").Done, tab?: string, partly: boolean }} Archived */
/** @typedef {{ archived?: Archived, files: Picked[], refused: string[] }} Unpacked */

/** What is said of a ledger whose columns are not the format's. */
const LOOSE = ["unknown-column", "no-headings", "unknown-encoding", "ledger-is-workbook"];

/** @param {import("./types.d.ts").TabContext} context @param {Picked[]} picked */
export async function openFiles(context, picked) {
  const { messages, scenarios: open, importLedger } = context;
  messages.clear();
  const { archived, bare, unknown } = await unpacked(context, picked);
  if (archived) return openArchived(context, archived);
  if (!bare.length && !unknown.length) return;
  const { files, scenarios, refused, tables } = await sorted(bare);
  refused.push(...unknown);
  const aside = Object.keys(tables);
  if (scenarios.length && aside.length) messages.show({ title: "other-ledger", detail: aside.join(", ") });
  const ledgers = Object.entries({ ...files, ...tables }).map(([name, bytes]) => ({ name, bytes }));
  if (!scenarios.length && open.current && (aside.length || ledgers.length > 1)) return importLedger(...ledgers);
  const added = await ownEntries(context, files, scenarios);
  if (added.length === 0) {
    messages.show(refused.length ? { title: "file-kind", detail: refused.join(", "), hint: "file-kind-other" } : { title: "no-toml" });
    return;
  }
  const [entry, ...others] = added;
  const lone = Object.keys(files).length === 1 && !scenarios.length ? Object.keys(files)[0] : undefined;
  let loose = false; // a ledger, but not in the product's own format
  const ok = await open.takeIn(entry, undefined, (/** @type {Diagnostic[]} */ found) => (loose = lone !== undefined && found.some(({ code }) => LOOSE.includes(code))));
  if (ok && lone) messages.toast("ledger-opened");
  if (loose && lone) return importLedger({ name: lone, bytes: files[lone] });
  for (const other of others) {
    const before = open.entries.find(({ id, own }) => own && id === other.id);
    if (!before) open.add([other]);
    else if (!sameFiles(await before.files(), await other.files())) open.add([{ ...other, ...copyOf(other, open.entries, COPIED), files: other.files }]);
  }
}

/** What was picked, archives unpacked; a scenario that the page saved is all that is opened. @param {import("./types.d.ts").TabContext} context @param {Picked[]} picked */
async function unpacked({ messages }, picked) {
  const isArchive = (/** @type {Picked} */ { name }) => /\.zip$/i.test(name);
  const bare = picked.filter((each) => !isArchive(each));
  /** @type {string[]} */
  const unknown = [];
  for (const { name, file } of picked.filter(isArchive)) {
    try {
      const { unpack } = await import("./work/archive.js");
      const { archived, files, refused } = await unpack(file);
      if (archived) return { archived, bare, unknown };
      bare.push(...files);
      unknown.push(...refused);
    } catch (error) {
      messages.show({ title: "archive-failed", detail: name, hint: /** @type {{ told: Text }} */ (error).told ?? "archive-broken" });
    }
  }
  return { bare, unknown };
}

/** @param {import("./types.d.ts").TabContext} context @param {Archived} archived */
async function openArchived({ store, messages, scenarios }, { entry, done, tab, partly }) {
  if (tab) store.set({ tab });
  if (partly) messages.show({ title: "archive-partly" });
  await scenarios.takeIn(entry, done);
}

/**
 * Sorts what the reader opened. Hidden files (`.DS_Store`) count as nothing.
 * @param {Picked[]} opened
 * @returns {Promise<{ files: Files, scenarios: string[], tables: Files, refused: string[] }>} `scenarios`: the TOML files
 * that are not another's base, in order of name; `tables`: workbooks and text from which a ledger may be imported
 */
async function sorted(opened) {
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
  const wanted = Object.entries(files).flatMap(([name, bytes]) => (/\.toml$/i.test(name) ? named(bytes) : []));
  for (const name of Object.keys(tables)) {
    if (!wanted.some((each) => name === each || name.endsWith(`/${each}`))) continue;
    files[name] = tables[name]; // the ledger of a scenario
    delete tables[name];
  }
  return { files, scenarios: scenariosIn(files), tables, refused };
}

/**
 * The scenarios in what the reader opened. A lone ledger takes the place of the ledger of the scenario on
 * screen; a variant without its base takes that scenario's files.
 * @param {import("./types.d.ts").TabContext} context
 * @param {Files} files
 * @param {string[]} scenarios names of TOML files
 * @returns {Promise<Entry[]>}
 */
async function ownEntries({ scenarios: { current: shown }, call }, files, scenarios) {
  if (scenarios.length) return Promise.all(scenarios.map((toml) => ownEntry(toml, files, shown?.files ?? {}, call)));
  const names = Object.keys(files);
  const ledgers = Object.keys(shown?.files ?? {}).filter((name) => /\.csv$/i.test(name));
  if (!shown || names.length !== 1 || ledgers.length !== 1) return [];
  const { entry } = shown;
  const { withOwnLedger } = await import("./ledger/text.js");
  const replaced = { ...shown.files, ...(await withOwnLedger(shown.files, entry.toml, call)), [ledgers[0]]: files[names[0]] };
  const name = { zh: `${entry.name.zh} + ${names[0]}`, en: `${entry.name.en} + ${names[0]}` };
  return [{ ...entry, id: `${entry.id}-${stem(names[0])}`, name, own: true, files: async () => replaced, original: async () => replaced, shownAs: { [ledgers[0]]: names[0] } }];
}

/** @param {string} path @param {Files} all @param {Files} others @param {import("./types.d.ts").TabContext["call"]} call @returns {Promise<Entry>} */
async function ownEntry(path, all, others, call) {
  const folder = path.replace(/[^/]*$/, ""); // files are named from the scenario's folder on
  const own = Object.fromEntries(
    Object.entries(all).flatMap(([name, bytes]) => (name.startsWith(folder) ? [[name.slice(folder.length), bytes]] : [])),
  );
  const toml = path.slice(folder.length);
  const lacksBase = named(own[toml]).some((name) => /\.toml$/i.test(name) && !(name in own));
  const came = lacksBase ? { ...others, ...own } : own;
  const hasWorkbook = Object.values(came).some(isWorkbook);
  const files = hasWorkbook ? await (await import("./ledger/text.js")).withTextLedger(came, toml, call) : came;
  return { id: stem(toml), toml, name: { zh: toml, en: toml }, own: true, files: async () => files, original: async () => files };
}
