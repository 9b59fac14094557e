// @ts-check
// What is wrong with which cell: the engine's findings by their cells, the ledger doctor's in the column they speak of.

/** @typedef {import("../types.d.ts").Diagnostic} Diagnostic */
/** @typedef {import("../types.d.ts").LedgerFinding} LedgerFinding */
/** @typedef {import("./grid.js").GridRow} GridRow */

/** The column that each finding of the doctor speaks of; first of those that the row fills. @type {Record<string, string[]>} */
const COLUMNS_OF = {
  "coverage-above-all": ["quantity"],
  "group-above-all": ["quantity"],
  "same-name": ["name"],
  "before-inventory": ["completion"],
  "unit-factor": ["quantity"],
  "finished-before-begun": ["started", "completion"],
};
const DECLARED = ["declared_nox_t", "declared_vocs_t", "declared_cod_t", "declared_nh3n_t", "declared_tp_t"];

/** @param {string} code @param {GridRow} row @param {LedgerFinding["at_stake_t"]} tonnes */
function columnOf(code, row, tonnes) {
  const declared = DECLARED.filter((key) => Object.keys(tonnes).some((pollutant) => key.includes(`_${pollutant}_`)));
  return [...(COLUMNS_OF[code] ?? []), ...declared, ...DECLARED, "quantity", "id"].find((key) => row[key]) ?? "id";
}

/**
 * @param {object} of
 * @param {string} of.file the ledger's name
 * @param {GridRow[]} of.order its rows
 * @param {number[]} of.lines where each begins in the file
 * @param {string[]} of.keys its columns
 * @param {Diagnostic[]} of.found
 * @param {LedgerFinding[]} of.doctor
 * @param {"zh" | "en"} of.lang
 * @returns {import("./grid.js").Marks}
 */
export function marksOf({ file, order, lines, keys, found, doctor, lang }) {
  /** @type {import("./grid.js").Marks} */
  const marks = new Map();
  const byLine = new Map(lines.map((line, i) => [line, order[i]]));
  /** @param {GridRow | undefined} row @param {string} key @param {import("../types.d.ts").Text[]} texts */
  function mark(row, key, texts) {
    if (!row) return;
    const cells = marks.get(row.$n) ?? {};
    const text = texts.map((each) => each[lang]).join(" ");
    cells[key] = cells[key] ? `${cells[key]}\n${text}` : text;
    marks.set(row.$n, cells);
  }
  for (const { place: { line, cell }, message, hint } of found) mark(byLine.get(line ?? 0), keys[indexOf(cell)] ?? "id", hint ? [message, hint] : [message]);
  for (const { code, rows, message, hint } of doctor)
    for (const { file: where, line, at_stake_t: tonnes } of rows) {
      const row = where === file ? byLine.get(line) : undefined;
      if (row) mark(row, columnOf(code, row, tonnes), [message, hint]);
    }
  return marks;
}

/** Rows whose marks differ. @param {import("./grid.js").Marks} before @param {import("./grid.js").Marks} after */
export function changed(before, after) {
  const same = (/** @type {number} */ $n) => {
    const [one, other] = [before.get($n) ?? {}, after.get($n) ?? {}];
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
  };
  return [...new Set([...before.keys(), ...after.keys()])].filter(($n) => !same($n));
}

/** Index of the column of `C12`; -1 without a cell. @param {string | undefined} cell */
function indexOf(cell) {
  return [...(/^[A-Z]+/.exec(cell ?? "")?.[0] ?? "")].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
