// @ts-check
// The columns of the ledger's grid: how each is shown, edited, filtered and added up.

import { HEADINGS, SENTENCES, WORDS } from "../words/ledger.js";
import { COLUMNS } from "./sheet.js";

/** @typedef {import("../types.d.ts").Outline} Outline */
/** @typedef {{ [key: string]: any, $n: number }} GridRow cells by column key; `$n` tells rows apart, whatever their id */
/** What is wrong where: row `$n`, then column key. @typedef {Map<number, Record<string, string>>} Marks */

const NUMBERS = ["quantity", "ramp_months", "declared_nox_t", "declared_vocs_t", "declared_cod_t", "declared_nh3n_t", "declared_tp_t", "capital_cny"];
/** Quantities are in the units of their measures, so there is no sum of them. */
const SUMMED = NUMBERS.slice(2);
const MONTHS = ["started", "completion"];
const WIDTHS = /** @type {Record<string, number>} */ ({ id: 112, name: 240, district: 88, measure: 208, status: 80, note: 200 });
/** In every spelling that the engine reads; these the grid offers. */
const STATUSES = /** @type {const} */ (["planned", "underway", "complete"]);

/**
 * @param {"zh" | "en"} lang
 * @param {Outline} outline
 * @param {string[]} districts
 * @param {Marks} marks read anew with every cell shown
 */
export function columns(lang, outline, districts, marks) {
  const words = WORDS[lang];
  const headings = HEADINGS[lang];
  const measures = Object.fromEntries(outline.measures.map(({ id, name }) => [id, name[lang]]));
  /** As the ledger may have them. @type {Map<string, string>} */
  const names = new Map(outline.measures.flatMap(({ id, name }) => [id, name.zh, name.en].map((key) => [key, name[lang]])));
  const statuses = Object.fromEntries(STATUSES.map((status) => [status, words[status]]));
  for (const status of STATUSES) for (const spelling of [status, WORDS.zh[status]]) names.set(`status ${spelling}`, words[status]);

  const shown = (/** @type {string} */ key, /** @type {string} */ value) =>
    key === "measure" ? (names.get(value) ?? value) : key === "status" ? (names.get(`status ${value}`) ?? value) : (value ?? "");

  const mark = (/** @type {any} */ cell) => {
    const key = cell.getField();
    const wrong = marks.get(cell.getData().$n)?.[key];
    const element = cell.getElement();
    if (wrong !== undefined || element.title) {
      element.classList.toggle("ledger-wrong", wrong !== undefined);
      element.title = wrong ?? "";
    }
    return document.createTextNode(shown(key, cell.getValue()));
  };

  const list = (/** @type {object} */ params) => ({ editor: "list", editorParams: { ...params, clearable: false } });
  const editors = /** @type {Record<string, object>} */ ({
    measure: list({ values: measures }),
    status: list({ values: statuses }),
    district: list({ values: districts, autocomplete: true, freetext: true, listOnEmpty: true }),
  });

  return [
    { formatter: "rowSelection", titleFormatter: "rowSelection", headerSort: false, width: 40, hozAlign: "center", headerHozAlign: "center", frozen: true },
    ...COLUMNS.map(([key]) => ({
      field: key,
      title: headings[key],
      width: WIDTHS[key] ?? 104,
      formatter: mark,
      editor: "input",
      ...editors[key],
      headerFilter: "input",
      headerFilterPlaceholder: "…",
      headerFilterFunc: (/** @type {string} */ wish, /** @type {string} */ value) => shown(key, value).toLowerCase().includes(wish.trim().toLowerCase()),
      ...(NUMBERS.includes(key) && { hozAlign: "right", headerHozAlign: "right", sorter: "number", editorParams: { elementAttributes: { inputmode: "decimal" } } }),
      ...(MONTHS.includes(key) && { editorParams: { elementAttributes: { placeholder: "2024-12" } } }),
      ...(SUMMED.includes(key) && { bottomCalc: sum, bottomCalcFormatter: (/** @type {any} */ cell) => cell.getValue().toLocaleString("en", { maximumFractionDigits: 2 }) }),
      ...(key === "id" && { bottomCalc: (/** @type {unknown[]} */ values) => SENTENCES[lang].rows(values.length.toLocaleString("en")), frozen: true }),
    })),
  ];
}

/** @param {string[]} values */
const sum = (values) => values.reduce((total, value) => total + (Number((value ?? "").replaceAll(",", "")) || 0), 0);
