// @ts-check
// A ledger file as rows by column key, and back. Columns that the file lacks are written once they have content.

import { dsvFormat } from "../vendor/dsv.js";

/** Keys and headings, those of src/scenario/columns.rs; a test holds them to it. @type {[key: string, zh: string][]} */
export const COLUMNS = [
  ["id", "编号"],
  ["name", "项目名称"],
  ["district", "区"],
  ["measure", "措施"],
  ["status", "状态"],
  ["started", "开工时间"],
  ["completion", "完成时间"],
  ["quantity", "数量"],
  ["ramp_months", "达产月数"],
  ["declared_nox_t", "氮氧化物减排量(吨/年)"],
  ["declared_vocs_t", "挥发性有机物减排量(吨/年)"],
  ["declared_cod_t", "化学需氧量减排量(吨/年)"],
  ["declared_nh3n_t", "氨氮减排量(吨/年)"],
  ["declared_tp_t", "总磷减排量(吨/年)"],
  ["capital_cny", "投资(元)"],
  ["note", "备注"],
];

/** @typedef {Record<string, string>} Row cells by column key */
/** @typedef {{ rows: Row[], lines: number[], keys: string[], chinese: boolean }} Sheet `lines`: where each row begins in the file, from 1 */

/** @param {Uint8Array} bytes @returns {Sheet | undefined} undefined when the file has a column that is not known */
export function read(bytes) {
  const text = decode(bytes);
  const first = text.trimStart().split("\n", 1)[0];
  const count = (/** @type {string} */ mark) => first.split(mark).length;
  const mark = [",", "\t", ";"].reduce((best, next) => (count(next) > count(best) ? next : best));
  const table = dsvFormat(mark).parseRows(text);
  const isBlank = (/** @type {string[]} */ cells) => cells.every((cell) => !cell.trim());
  const heading = table.findIndex((cells) => !isBlank(cells));
  if (heading < 0) return undefined;
  const keys = table[heading].map(keyOf);
  if (keys.some((key) => key === undefined)) return undefined;
  const known = /** @type {string[]} */ (keys);
  /** @type {Sheet} */
  const sheet = { rows: [], lines: [], keys: known, chinese: table[heading].some((cell) => /\p{Script=Han}/u.test(cell)) };
  let line = 1;
  table.forEach((cells, i) => {
    if (i > heading && !isBlank(cells)) {
      sheet.rows.push(Object.fromEntries(known.map((key, column) => [key, (cells[column] ?? "").trim()])));
      sheet.lines.push(line);
    }
    line += 1 + cells.join("").split("\n").length - 1;
  });
  return sheet;
}

/**
 * Writes ledgers, one after the other as they are edited: only rows that changed are written anew. Rows are told apart by `$n`.
 */
export function createWriter() {
  /** @type {{ keys: string, rows: Map<number, { row: import("./grid.js").GridRow, text: string, lines: number }> }} */
  let last = { keys: "", rows: new Map() };

  /**
   * The file's bytes, UTF-8, and the line of each row in it; `order`: copies of the rows, of those that did not change the same
   * ones as before.
   * @param {Pick<Sheet, "keys" | "chinese"> & { rows: import("./grid.js").GridRow[] }} sheet
   */
  return ({ rows, keys, chinese }) => {
    const added = COLUMNS.map(([key]) => key).filter((key) => !keys.includes(key) && rows.some((row) => row[key]));
    const all = [...keys, ...added];
    const before = last.keys === all.join() ? last.rows : new Map();
    last = { keys: all.join(), rows: new Map() };
    const zh = new Map(COLUMNS);
    const heading = all.map((key) => (chinese ? (zh.get(key) ?? key) : key));
    const format = dsvFormat(",");
    let line = 2;
    /** @type {number[]} */
    const lines = [];
    /** @type {import("./grid.js").GridRow[]} */
    const order = [];
    const texts = [format.formatRow(heading)];
    for (const row of rows) {
      const known = before.get(row.$n);
      const mine = known && all.every((key) => known.row[key] === row[key]) ? known : written(row);
      last.rows.set(row.$n, mine);
      texts.push(mine.text);
      lines.push(line);
      order.push(mine.row);
      line += mine.lines;
    }
    return { bytes: new TextEncoder().encode(`${texts.join("\n")}\n`), lines, order, keys: all };

    /** @param {import("./grid.js").GridRow} row */
    function written(row) {
      const text = format.formatRow(all.map((key) => row[key] ?? ""));
      return { row: { ...row }, text, lines: text.split("\n").length };
    }
  };
}

/** Letter case, blanks and full-width characters make no difference. @param {string} heading */
function keyOf(heading) {
  const plain = heading.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  return COLUMNS.find(([key, zh]) => plain === key || plain === zh)?.[0];
}

/** UTF-8, or else GB 18030. @param {Uint8Array} bytes */
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
