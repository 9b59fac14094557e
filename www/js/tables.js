// @ts-check
// View: a chart's figures as a table, for screen readers and for copying.

import { element, say } from "./dom.js";
import { explainable } from "./explainable.js";
import { amount, monthName, percent, plain, points, pollutantName, standing, word } from "./text.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./text.js").Pollutant} Pollutant */
/**
 * A column: what is shown and what a spreadsheet gets of row `i`; of figures also the value, undefined where there is none,
 * and what explains it.
 * @typedef {import("./types.d.ts").Subject} Subject
 * @typedef {{ title: string, cell(i: number): string, copy(i: number): string, value?(i: number): number | undefined, explain?(i: number): Subject | undefined }} Column
 * @typedef {{ caption: string, columns: Column[], length: number, at?: number }} Table `at`: the row to mark
 */

/** A column of words. @param {string} title @param {(i: number) => string} text @returns {Column} */
export const words = (title, text) => ({ title, cell: text, copy: text });
/**
 * A column of tonnes; empty where there is no value.
 * @param {string} title
 * @param {(i: number) => number | undefined} value
 * @param {(value: number) => string} [write]
 * @param {(i: number) => Subject | undefined} [explain] what each number explains itself by
 * @returns {Column}
 */
export const figures = (title, value, write = amount, explain) => ({
  title,
  cell: (i) => maybe(value(i), write),
  copy: (i) => maybe(value(i), plain),
  value,
  ...(explain && { explain: (i) => (value(i) === undefined ? undefined : explain(i)) }),
});
/** @param {number | undefined} value @param {(value: number) => string} write */
const maybe = (value, write) => (value === undefined ? "" : write(value));

/**
 * The progress of a pollutant, month by month.
 * @param {Lang} lang
 * @param {Results} results
 * @param {Results | undefined} reference
 * @param {Pollutant} pollutant
 * @returns {Table}
 */
export function progressTable(lang, results, reference, pollutant) {
  const { months, at } = results;
  const one = results.pollutants[pollutant];
  const { schedule_t: schedule, target_t: target } = one;
  const bands = results.uncertainty?.pollutants[pollutant];
  /** @type {Record<string, Subject["kind"]>} */
  const kinds = { reduction: "reduction", schedule: "schedule", points: "points", share: "share", opening: "opening", offset: "offset" };
  const of = (/** @type {string} */ key) => (kinds[key] ? (/** @type {number} */ i) => ({ kind: kinds[key], pollutant, at: months[i] }) : undefined);
  /** @type {(key: import("./text.js").Word, values: number[]) => Column} */
  const series = (key, values) => figures(word(lang, key), (i) => values[i], amount, of(key));
  /** @type {(key: import("./text.js").Word, percent: number, values: number[]) => Column} */
  const quantile = (key, percent, values) => figures(word(lang, key), (i) => values[i], amount, (i) => ({ kind: "quantile", quantile: percent, pollutant, at: months[i] }));
  const share = (/** @type {number} */ i) => one.reduction_t[i] / (target ?? 1);
  const columns = [
    { title: word(lang, "month"), cell: (/** @type {number} */ i) => monthName(lang, months[i]), copy: (/** @type {number} */ i) => months[i] },
    series("reduction", one.reduction_t),
    ...(schedule && target !== undefined
      ? [
          series("schedule", schedule),
          figures(word(lang, "points"), (i) => standing(one, i).points ?? 0, points, of("points")),
          { ...figures(word(lang, "share"), share, percent, of("share")), copy: (/** @type {number} */ i) => `${plain(100 * share(i))}%` },
        ]
      : []),
    ...(bands ? [quantile("p10", 10, bands.p10), quantile("p90", 90, bands.p90)] : []),
    series("opening", one.opening_t),
    ...(one.offset_t.some((value) => value !== 0) ? [series("offset", one.offset_t)] : []),
    ...(reference ? [figures(word(lang, "reference"), (i) => reference.pollutants[pollutant].reduction_t[i], amount, (i) => ({ kind: "reduction", pollutant, at: months[i], side: "unmoved" }))] : []),
  ];
  return { caption: pollutantName(lang, pollutant), columns, length: months.length, at: months.indexOf(at) };
}

/**
 * Writes a table into `root`. One of as many rows and columns that stands there gets the new texts: a table that follows a
 * lever is not laid out from scratch with every move, and a number keeps the focus.
 * @param {HTMLElement} root
 * @param {Table} table
 */
export function showTable(root, { caption, columns, length, at }) {
  const table = /** @type {HTMLTableElement} */ (root.firstElementChild ?? root.appendChild(document.createElement("table")));
  if (table.rows.length !== length + 1 || table.rows[0].cells.length !== columns.length) table.replaceChildren(...emptyTable(length, columns.length));
  say(table.caption, caption);
  const [head, ...rows] = table.rows;
  columns.forEach(({ title }, column) => say(head.cells[column], title));
  let tabIndex = 0; // one number for Tab, arrow keys lead to the others
  rows.forEach((row, i) => {
    row.classList.toggle("at", i === at);
    const { cells } = row;
    columns.forEach(({ cell, explain }, column) => {
      const subject = explain?.(i);
      if (!subject) return say(cells[column], cell(i));
      const inside = /** @type {HTMLElement} */ (cells[column].firstElementChild ?? element("span"));
      if (!inside.parentNode) cells[column].replaceChildren(inside);
      say(inside, cell(i));
      explainable(inside, subject, tabIndex);
      tabIndex = -1;
    });
  });
}

/** Caption, head and body of a table without texts. @param {number} rows @param {number} columns */
function emptyTable(rows, columns) {
  const row = (/** @type {"col" | "row"} */ scope) => {
    const made = element("tr");
    for (let column = 0; column < columns; column++) {
      const heading = scope === "col" || column === 0;
      const cell = made.appendChild(element(heading ? "th" : "td"));
      if (heading) cell.setAttribute("scope", scope);
    }
    return made;
  };
  const [head, body] = [element("thead"), element("tbody")];
  head.append(row("col"));
  body.append(...Array.from({ length: rows }, () => row("row")));
  return [element("caption"), head, body];
}

/** The table for a spreadsheet: tab-separated, plain numbers. @param {Table} table */
export function copyTable({ columns, length }) {
  const lines = Array.from({ length }, (_, i) => columns.map(({ copy }) => copy(i)).join("\t"));
  return [columns.map(({ title }) => title).join("\t"), ...lines].join("\n");
}
