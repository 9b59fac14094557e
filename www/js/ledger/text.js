// @ts-check
// A scenario whose ledger is a workbook: its files with the ledger as text, which is what the engine reads and the page edits.

import { ledgerCsv, openLedger, readLedger } from "../workbooks.js";

/** @typedef {import("../files.js").Files} Files */
/** @typedef {import("../types.d.ts").Diagnostic} Diagnostic */

/** What is wrong with the workbook, by its cells. */
export class Unreadable extends Error {
  /** @param {Diagnostic[]} findings */
  constructor(findings) {
    super(findings[0].message.en);
    this.findings = findings;
  }
}

/**
 * @param {Files} files
 * @param {string} toml
 * @param {import("../types.d.ts").TabContext["call"]} call
 * @returns {Promise<Files>} the same files where the ledger is text; throws `Unreadable`
 */
export async function withTextLedger(files, toml, call) {
  const found = await call("ledgerWorkbook", files, toml);
  if (!found) return files;
  const { file, outline } = found;
  const opened = await openLedger(file, files[file]);
  if (opened.error) throw new Unreadable([opened.error]);
  const { problems, errors } = await readLedger(undefined, outline);
  if (errors) throw new Unreadable(problems.map(({ severity, code, sheet, cell, message, hint }) => ({ severity, code, message, hint, place: { file, cell: [sheet, cell].filter(Boolean).join("!") } })));
  const stem = file.replace(/\.[^./]*$/, "");
  const name = `${stem}.csv` in files ? `${file}.csv` : `${stem}.csv`;
  const texts = /** @type {Record<string, string>} */ (await call("editLedger", files, toml, { file: name }));
  const { [file]: _, ...others } = files;
  return { ...others, ...encoded(texts), [name]: await ledgerCsv() };
}

/** @param {Record<string, string>} texts @returns {Files} */
export const encoded = (texts) => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)]));

/** Of a scenario's files, those that call its ledger an example, changed: it is the reader's own now. @param {Files} files @param {string} toml @param {import("../types.d.ts").TabContext["call"]} call */
export const withOwnLedger = async (files, toml, call) => encoded(await call("editLedger", files, toml, { illustrative: false }));
