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

/** Columns of numbers, and of months. */
export const NUMBERS = ["quantity", "ramp_months", "declared_nox_t", "declared_vocs_t", "declared_cod_t", "declared_nh3n_t", "declared_tp_t", "capital_cny"];
export const MONTHS = ["started", "completion"];

/** In the order of the grid: what few fill in stands behind. */
export const SHOWN = COLUMNS.map(([key]) => key).filter((key) => key !== "started");
SHOWN.splice(SHOWN.indexOf("quantity") + 1, 0, "started");

/** @typedef {Record<string, string>} Row cells by column key */
/** @typedef {{ rows: Row[], lines: number[], keys: string[], chinese: boolean }} Sheet `lines`: where each row begins in the file, from 1 */

/** The number in a cell, with separators or full-width digits; NaN where there is none. @param {string | undefined} cell */
export const numberIn = (cell) => (cell?.trim() ? Number(cell.normalize("NFKC").replaceAll(",", "")) : NaN);

/** In place of a name, what makes a row one of totals: as in src/scenario/spelling.rs; a test holds them to it. */
export const TOTALS = ["合计", "总计", "总和", "共计", "total", "grandtotal", "sum", "小计", "subtotal", "sub-total"];

/** Whether a row is one of totals, not a project. @param {Row} row */
export const isTotal = ({ id, name, district, measure, status, completion }) =>
  !measure && !status && !completion && [id, name, district].some((text) => TOTALS.includes((text ?? "").normalize("NFKC").toLowerCase().replace(/\s|:+$/g, "")));

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

/** Rows of a block: as many as are written at a time. */
const BLOCK = 250;
/** So long the page may be held up at a time, ms. */
const HELD_MS = 6;

/**
 * Writes ledgers, one after the other as they are edited: only blocks with rows that changed are written anew, and the page is
 * not held up by many of them. Rows are told apart by `$n`.
 */
export function createWriter() {
  /** @typedef {{ rows: import("./grid.js").GridRow[], bytes: Uint8Array, lines: number[], height: number }} Block `lines`: where each row begins in it */
  /** @type {{ keys: string, rows: Map<number, import("./grid.js").GridRow>, blocks: Block[] }} */
  let last = { keys: "", rows: new Map(), blocks: [] };
  const format = dsvFormat(",");
  const encoder = new TextEncoder();

  /**
   * The file's bytes, UTF-8, and the line of each row in it; `order`: the rows, of those that did not change the same ones as
   * before. Rows must not change later.
   * @param {Pick<Sheet, "keys" | "chinese"> & { rows: import("./grid.js").GridRow[] }} sheet
   */
  return async ({ rows, keys, chinese }) => {
    const added = COLUMNS.map(([key]) => key).filter((key) => !keys.includes(key) && rows.some((row) => row[key]));
    const all = [...keys, ...added];
    const before = last.keys === all.join() ? last : { rows: new Map(), blocks: [] };
    const zh = new Map(COLUMNS);
    const heading = encoder.encode(`${format.formatRow(all.map((key) => (chinese ? (zh.get(key) ?? key) : key)))}\n`);
    /** @type {Block[]} */
    const blocks = [];
    let begun = performance.now();
    for (let from = 0; from < rows.length; from += BLOCK) {
      if (performance.now() - begun > HELD_MS) {
        await new Promise((resolve) => setTimeout(resolve));
        begun = performance.now();
      }
      const some = rows.slice(from, from + BLOCK).map(same);
      const known = before.blocks[blocks.length];
      const isKnown = known?.rows.length === some.length && some.every((row, i) => row === known.rows[i]);
      blocks.push(isKnown ? known : written(some));
    }
    const order = blocks.flatMap((block) => block.rows);
    last = { keys: all.join(), rows: new Map(order.map((row) => [row.$n, row])), blocks };
    const bytes = new Uint8Array(blocks.reduce((length, block) => length + block.bytes.length, heading.length));
    bytes.set(heading);
    /** @type {number[]} */
    const lines = [];
    let [at, line] = [heading.length, 2];
    for (const block of blocks) {
      bytes.set(block.bytes, at);
      at += block.bytes.length;
      for (const begins of block.lines) lines.push(line + begins);
      line += block.height;
    }
    return { bytes, lines, order, keys: all };

    /** The row as it was written last, when nothing in it has changed. @param {import("./grid.js").GridRow} row */
    function same(row) {
      const known = before.rows.get(row.$n);
      return known && (known === row || all.every((key) => known[key] === row[key])) ? known : row;
    }

    /** @param {import("./grid.js").GridRow[]} some @returns {Block} */
    function written(some) {
      let height = 0;
      const lines = [];
      const texts = [];
      for (const row of some) {
        const text = format.formatRow(all.map((key) => row[key] ?? ""));
        texts.push(`${text}\n`);
        lines.push(height);
        height += text.split("\n").length;
      }
      return { rows: some, bytes: encoder.encode(texts.join("")), lines, height };
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
