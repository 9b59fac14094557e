// @ts-check
// Working on many rows of the ledger's grid at once: choosing a range, one value for all chosen, cells pasted from a spreadsheet.

import { HEADINGS, WORDS } from "../words/ledger.js";
import { COLUMNS, MONTHS, NUMBERS, SHOWN, numberIn } from "./sheet.js";

/** @typedef {import("./grid.js").GridRow} GridRow */
/** @typedef {{ $n: number, [key: string]: any }} Patch */

/**
 * Shift with a click on a row's box chooses all rows from the one clicked before.
 * @param {HTMLElement} place
 * @param {() => import("../vendor/tabulator.js").TabulatorFull | undefined} grid
 */
export function connectRange(place, grid) {
  /** @type {any} */
  let from;
  place.addEventListener(
    "click",
    (event) => {
      const box = /** @type {HTMLElement} */ (event.target);
      const element = box.matches("input[type=checkbox]") ? box.closest(".tabulator-row") : undefined;
      const rows = element ? (grid()?.getRows("active") ?? []) : [];
      const to = rows.find((/** @type {any} */ row) => row.getElement() === element);
      if (!to) return;
      const [a, b] = [rows.indexOf(from), rows.indexOf(to)];
      if (event.shiftKey && a >= 0) {
        event.preventDefault();
        event.stopPropagation();
        const range = rows.slice(Math.min(a, b), Math.max(a, b) + 1);
        setTimeout(() => grid()?.selectRow(range)); // when the browser has put the box back
      } else from = to;
    },
    true,
  );
}

/**
 * One value for a column of all chosen rows.
 * @param {(key: string, value: string) => void} apply
 */
export function bulk(apply) {
  const column = document.createElement("select");
  column.dataset.label = "ledger-bulk-column";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.dataset.name = "bulk";
  const root = document.createElement("div");
  root.className = "ledger-bulk";
  root.hidden = true;
  /** @type {HTMLInputElement | HTMLSelectElement} */
  let value = document.createElement("input");
  root.append(column, value, button);
  button.addEventListener("click", () => apply(column.value, value.value));
  /** @type {() => void} */
  let fit = () => {};
  column.addEventListener("change", () => fit());

  /** @param {"zh" | "en"} lang @param {import("../types.d.ts").Outline} outline */
  function speak(lang, outline) {
    const chosen = column.value || "status";
    column.replaceChildren(...SHOWN.filter((key) => key !== "id").map((key) => new Option(HEADINGS[lang][key], key)));
    column.value = chosen;
    fit = () => {
      const options =
        column.value === "measure"
          ? outline.measures.map(({ id, name }) => new Option(name[lang], id))
          : column.value === "status"
            ? /** @type {const} */ (["planned", "underway", "complete"]).map((state) => new Option(WORDS[lang][state], state))
            : undefined;
      const next = document.createElement(options ? "select" : "input");
      next.setAttribute("aria-label", WORDS[lang]["ledger-bulk-value"]);
      if (options) next.append(...options);
      value.replaceWith(next);
      value = next;
    };
    fit();
  }
  return {
    root,
    speak,
    /** @param {"zh" | "en"} lang @param {number} rows that are chosen */
    show(lang, rows) {
      root.hidden = rows === 0;
      button.textContent = `${WORDS[lang]["ledger-bulk"]} ${rows}`;
    },
  };
}

/** Lines and cells of copied text; `undefined` where it is a single one. @param {string} text */
export function cells(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t").map((cell) => cell.replace(/^"(.*)"$/s, "$1").replaceAll('""', '"').trim()));
  return lines.length > 1 || lines[0].length > 1 ? lines : undefined;
}

/** Whether a line has the headings of a ledger, which is then no part of this one. @param {string[]} line */
export const isHeading = (line) => line.filter((cell) => COLUMNS.some((names) => names.includes(cell.replace(/\s/g, "").toLowerCase()))).length > 1;

/** Whether `cell` could be one of the column `key`. @param {string} key @param {string} cell */
function fits(key, cell) {
  if (NUMBERS.includes(key)) return !cell.trim() || Number.isFinite(numberIn(cell));
  return !MONTHS.includes(key) || !cell || /\d\D|\d{6}/.test(cell);
}

/** The columns that `lines` have from `key` on: in the order of the grid, or of the file where more of their cells fit. @param {string[][]} lines @param {string} key @param {string[]} held the columns that the file has */
function columnsOf(lines, key, held) {
  const file = COLUMNS.map(([key]) => key);
  const orders = [SHOWN, file.filter((each) => each === key || held.includes(each)), file].map((order) => order.slice(order.indexOf(key)));
  const misfits = orders.map((order) => lines.flatMap((line) => line.slice(0, order.length).filter((cell, i) => !fits(order[i], cell))).length);
  return orders[misfits.indexOf(Math.min(...misfits))];
}

/** Columns of a row that must be filled. */
const NEEDED = ["measure", "status", "completion"];

/** Rows without headings, with them, where all cells fit those of a ledger. @param {string} text */
export function withHeadings(text) {
  const lines = cells(text);
  if (!lines?.[0][NEEDED.length]) return undefined;
  const keys = columnsOf(lines, "id", COLUMNS.map(([key]) => key).filter((key) => key !== "started")).slice(0, Math.max(...lines.map((line) => line.length)));
  const isRow = (/** @type {string[]} */ line) => NEEDED.every((key) => line[keys.indexOf(key)]) && line.every((cell, i) => fits(keys[i] ?? "", cell));
  return keys.length > SHOWN.indexOf("completion") && lines.every(isRow) ? `${keys.join("\t")}\n${text}` : undefined;
}

/**
 * What pasting `lines` changes, from the column `key` of the first of `rows` on; and what is beyond the last row.
 * @param {string[][]} lines
 * @param {GridRow[]} rows
 * @param {string} key
 * @param {string[]} held the columns that the file has
 * @returns {{ patches: Patch[], beyond: Record<string, string>[] }}
 */
export function pasted(lines, rows, key, held) {
  const keys = columnsOf(lines, key, held);
  const filled = lines.map((line) => Object.fromEntries(line.slice(0, keys.length).map((cell, i) => [keys[i], cell])));
  return { patches: filled.slice(0, rows.length).map((line, i) => ({ ...line, $n: rows[i].$n })), beyond: filled.slice(rows.length) };
}
