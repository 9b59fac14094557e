// @ts-check
// A scenario saved to one file.

import { save } from "../save.js";

/** @typedef {import("../files.js").Entry} Entry */
/** @typedef {import("../types.d.ts").TabContext} TabContext */

/**
 * @param {Pick<TabContext, "scenarios" | "store">} context
 * @param {Entry} entry
 */
export async function archiveOf({ scenarios, store }, entry) {
  const valid = await entry.files();
  const { lang, at, pollutant, tab } = store.get();
  const done = (await scenarios.doneTo(entry)) ?? { files: valid, levers: {}, at, pollutant };
  const name = `${entry.name[lang].replace(/[<>:"/\\|?*\u0000-\u001f]/g, " ").replace(/\.toml$/i, "").trim() || entry.id}.jianpai.zip`;
  const { pack } = await import("./archive.js"); // with a library that a first visit does without
  return { name, blob: pack({ entry, valid, done, tab }), done };
}

/**
 * @param {Pick<TabContext, "scenarios" | "store">} context
 * @param {Entry} entry
 */
export async function saveToFile(context, entry) {
  const { name, blob, done } = await archiveOf(context, entry);
  save(name, blob);
  context.scenarios.filed(entry, done);
}
