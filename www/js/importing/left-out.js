// @ts-check
// What an import left out for its errors, as a file: the reader goes by it to the cells that are wrong.

import { csvOf } from "../data.js";
import { save } from "../save.js";
import { words } from "../tables.js";
import { LEFT_OUT, SENTENCES } from "../words/importing.js";

/** @typedef {import("../types.d.ts").LedgerImport} LedgerImport */
/** @typedef {import("../types.d.ts").Diagnostic} Diagnostic */

/**
 * @param {import("../text.js").Lang} lang
 * @param {string} file which was imported
 * @param {Pick<LedgerImport, "problems" | "errors">} read
 * @param {Diagnostic[]} refused errors that showed once it was imported, by the file's cells
 */
export function saveLeftOut(lang, file, { problems, errors }, refused) {
  const head = LEFT_OUT[lang];
  const wrong = problems.filter(({ severity, row }) => severity === "error" && row);
  const told = [
    ...wrong.map(({ sheet, cell, heading, message, hint }) => ({ where: [sheet, cell].filter(Boolean).join("!"), heading, message: message[lang], hint: hint?.[lang] ?? "" })),
    ...refused.map(({ place, message, hint }) => ({ where: place.cell ?? "", heading: "", message: message[lang], hint: hint?.[lang] ?? "" })),
    ...(errors > wrong.length ? [{ where: "", heading: "", message: SENTENCES[lang].more(errors - wrong.length), hint: "" }] : []),
  ];
  const columns = [
    words(head.file, () => file),
    words(head.where, (i) => told[i].where),
    words(head.heading, (i) => told[i].heading),
    words(head.message, (i) => told[i].message),
    words(head.hint, (i) => told[i].hint),
  ];
  save(`${head.name} ${file.replace(/\.[^.]*$/, "")}`.trim() + ".csv", csvOf({ caption: "", columns, length: told.length }));
}
