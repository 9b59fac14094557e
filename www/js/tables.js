// @ts-check
// View: a chart's figures as a table, for screen readers and for copying.

import { amount, monthName, percent, plain, points, pollutantName, standing, word } from "./text.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./text.js").Pollutant} Pollutant */
/**
 * A column: what is shown and what a spreadsheet gets of row `i`; of figures also the value, undefined where there is none.
 * @typedef {{ title: string, cell(i: number): string, copy(i: number): string, value?(i: number): number | undefined }} Column
 * @typedef {{ caption: string, columns: Column[], length: number, at?: number }} Table `at`: the row to mark
 */

/** A column of words. @param {string} title @param {(i: number) => string} text @returns {Column} */
export const words = (title, text) => ({ title, cell: text, copy: text });
/**
 * A column of tonnes; empty where there is no value.
 * @param {string} title
 * @param {(i: number) => number | undefined} value
 * @param {(value: number) => string} [write]
 * @returns {Column}
 */
export const figures = (title, value, write = amount) => ({
  title,
  cell: (i) => maybe(value(i), write),
  copy: (i) => maybe(value(i), plain),
  value,
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
  /** @type {(key: import("./text.js").Word, values: number[]) => Column} */
  const series = (key, values) => figures(word(lang, key), (i) => values[i]);
  const share = (/** @type {number} */ i) => one.reduction_t[i] / (target ?? 1);
  const columns = [
    { title: word(lang, "month"), cell: (/** @type {number} */ i) => monthName(lang, months[i]), copy: (/** @type {number} */ i) => months[i] },
    series("reduction", one.reduction_t),
    ...(schedule && target !== undefined
      ? [
          series("schedule", schedule),
          figures(word(lang, "points"), (i) => standing(one, i).points ?? 0, points),
          { ...figures(word(lang, "share"), share, percent), copy: (/** @type {number} */ i) => `${plain(100 * share(i))}%` },
        ]
      : []),
    ...(bands ? [series("p10", bands.p10), series("p90", bands.p90)] : []),
    series("opening", one.opening_t),
    ...(one.offset_t.some((value) => value !== 0) ? [series("offset", one.offset_t)] : []),
    ...(reference ? [series("reference", reference.pollutants[pollutant].reduction_t)] : []),
  ];
  return { caption: pollutantName(lang, pollutant), columns, length: months.length, at: months.indexOf(at) };
}

/**
 * Writes a table into `root`.
 * @param {HTMLElement} root
 * @param {Table} table
 */
export function showTable(root, { caption, columns, length, at }) {
  const table = document.createElement("table");
  table.createCaption().textContent = caption;
  const head = table.createTHead().insertRow();
  for (const { title } of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = title;
    head.append(cell);
  }
  const body = table.createTBody();
  for (let i = 0; i < length; i++) {
    const row = body.insertRow();
    row.classList.toggle("at", i === at);
    columns.forEach(({ cell }, column) => {
      const element = document.createElement(column === 0 ? "th" : "td");
      if (column === 0) element.setAttribute("scope", "row");
      element.textContent = cell(i);
      row.append(element);
    });
  }
  const { scrollTop } = root;
  root.replaceChildren(table);
  root.scrollTop = scrollTop;
}

/** The table for a spreadsheet: tab-separated, plain numbers. @param {Table} table */
export function copyTable({ columns, length }) {
  const lines = Array.from({ length }, (_, i) => columns.map(({ copy }) => copy(i)).join("\t"));
  return [columns.map(({ title }) => title).join("\t"), ...lines].join("\n");
}
