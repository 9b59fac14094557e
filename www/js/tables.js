// @ts-check
// View: the chart's figures as a table, for screen readers and for copying.

import { amount, monthName, percent, plain, points, pollutantName, standing, word } from "./text.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./text.js").Pollutant} Pollutant */
/** @typedef {{ key: import("./text.js").Word, cell(i: number): string, copy(i: number): string }} Column */

/**
 * @param {Lang} lang
 * @param {Results} results
 * @param {Results | undefined} reference
 * @param {Pollutant} pollutant
 * @returns {Column[]}
 */
function columns(lang, results, reference, pollutant) {
  const one = results.pollutants[pollutant];
  const { schedule_t: schedule, target_t: target } = one;
  /** @type {(key: Column["key"], values: number[]) => Column} */
  const series = (key, values) => ({ key, cell: (i) => amount(values[i]), copy: (i) => plain(values[i]) });
  return [
    { key: "month", cell: (i) => monthName(lang, results.months[i]), copy: (i) => results.months[i] },
    series("reduction", one.reduction_t),
    ...(schedule && target !== undefined
      ? [
          series("schedule", schedule),
          /** @type {Column} */ ({
            key: "points",
            cell: (i) => points(standing(one, i).points ?? 0),
            copy: (i) => plain(standing(one, i).points ?? 0),
          }),
          /** @type {Column} */ ({
            key: "share",
            cell: (i) => percent(one.reduction_t[i] / target),
            copy: (i) => `${plain((one.reduction_t[i] / target) * 100)}%`,
          }),
        ]
      : []),
    series("opening", one.opening_t),
    ...(one.offset_t.some((value) => value !== 0) ? [series("offset", one.offset_t)] : []),
    ...(reference ? [series("reference", reference.pollutants[pollutant].reduction_t)] : []),
  ];
}

/**
 * Writes the table into `root`.
 * @param {HTMLElement} root
 * @param {Lang} lang
 * @param {Results} results
 * @param {Results | undefined} reference
 * @param {Pollutant} pollutant
 */
export function showTable(root, lang, results, reference, pollutant) {
  const shape = columns(lang, results, reference, pollutant);
  const table = document.createElement("table");
  table.createCaption().textContent = pollutantName(lang, pollutant);
  const head = table.createTHead().insertRow();
  for (const { key } of shape) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = word(lang, key);
    head.append(cell);
  }
  const body = table.createTBody();
  results.months.forEach((month, i) => {
    const row = body.insertRow();
    row.classList.toggle("at", month === results.at);
    shape.forEach(({ cell }, column) => {
      const element = document.createElement(column === 0 ? "th" : "td");
      if (column === 0) element.setAttribute("scope", "row");
      element.textContent = cell(i);
      row.append(element);
    });
  });
  const { scrollTop } = root;
  root.replaceChildren(table);
  root.scrollTop = scrollTop;
}

/**
 * The table for a spreadsheet: tab-separated, plain numbers.
 * @param {Lang} lang
 * @param {Results} results
 * @param {Results | undefined} reference
 * @param {Pollutant} pollutant
 */
export function tableText(lang, results, reference, pollutant) {
  const shape = columns(lang, results, reference, pollutant);
  const lines = results.months.map((_, i) => shape.map(({ copy }) => copy(i)).join("\t"));
  return [shape.map(({ key }) => word(lang, key)).join("\t"), ...lines].join("\n");
}
