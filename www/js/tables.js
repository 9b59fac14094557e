// @ts-check
// View: a chart's figures as a table, for screen readers and for copying.

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
  let tabIndex = 0; // one number for Tab, arrow keys lead to the others
  for (let i = 0; i < length; i++) {
    const row = body.insertRow();
    row.classList.toggle("at", i === at);
    columns.forEach(({ cell, explain }, column) => {
      const element = document.createElement(column === 0 ? "th" : "td");
      if (column === 0) element.setAttribute("scope", "row");
      const subject = explain?.(i);
      if (subject) {
        const inside = element.appendChild(document.createElement("span"));
        explainable(inside, subject, tabIndex);
        inside.textContent = cell(i);
        tabIndex = -1;
      } else element.textContent = cell(i);
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
