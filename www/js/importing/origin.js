// @ts-check
// Findings in a ledger that was imported, told by the cells of the file that it came from.

import { LEDGER } from "../words/ledger.js";

/** @typedef {import("../types.d.ts").Diagnostic} Diagnostic */
/** @typedef {import("../types.d.ts").LedgerFinding} LedgerFinding */
/** @typedef {import("../workbooks.js").Origin} Origin */

/** Rows of a finding that are named. */
const NAMED = 3;

/**
 * @param {object} from
 * @param {string} from.ledger how findings call the ledger
 * @param {string} from.file the file that it was imported from
 * @param {Origin} from.origin
 */
export function atOrigin({ ledger, file, origin: { sheet, rows, columns } }) {
  const rowOf = new Map(rows);
  // A row is named by the cell that says which project it is.
  const first = columns.name ?? columns.id ?? "A";
  const at = (/** @type {string} */ cell) => [sheet, cell].filter(Boolean).join("!");
  return {
    /** The rows of the file that something was found in; `undefined` where it is in none. @param {Diagnostic[]} found */
    rowsOf: (found) => found.map(({ place: { file: where, line } }) => (where === ledger ? rowOf.get(line ?? 0) : undefined)),
    /** What was found in cells. @param {Diagnostic[]} found @returns {Diagnostic[]} */
    cells: (found) =>
      found.map((finding) => {
        const { file: where, line, key } = finding.place;
        const row = where === ledger ? rowOf.get(line ?? 0) : undefined;
        return row === undefined ? finding : { ...finding, place: { file, cell: at(`${columns[key ?? ""] ?? ""}${row}`) } };
      }),
    /** What the ledger doctor found in rows; those that were there before keep their place. @param {LedgerFinding[]} found @returns {Diagnostic[]} */
    rows: (found) =>
      found.map(({ severity, code, message, hint, rows }) => {
        const numbers = rows.flatMap(({ file: where, line }) => (where === ledger ? (rowOf.get(line) ?? []) : []));
        const more = numbers.length > NAMED ? " …" : "";
        const place = numbers.length ? { file, cell: at(numbers.slice(0, NAMED).map((row) => `${first}${row}`).join(", ")) + more } : { file: rows[0]?.file ?? ledger, fileName: LEDGER };
        return { severity, code, place, message, hint };
      }),
  };
}
