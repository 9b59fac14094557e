// @ts-check
// The columns of the ledger's grid: how each is shown, edited, filtered and added up.

import { HEADINGS, SENTENCES, WORDS } from "../words/ledger.js";
import { MONTHS, NUMBERS, SHOWN, isTotal, numberIn } from "./sheet.js";

/** @typedef {import("../types.d.ts").Outline} Outline */
/** @typedef {{ [key: string]: any, $n: number }} GridRow cells by column key; `$n` tells rows apart, whatever their id */
/** What is wrong where: row `$n`, then column key. @typedef {Map<number, Record<string, string>>} Marks */

const SUMMED = NUMBERS.slice(2);
/** Up to the quantity with its unit all are in view on a screen of 1366 pixels. */
const WIDTHS = /** @type {Record<string, number>} */ ({ id: 102, name: 240, district: 80, measure: 208, status: 70, completion: 96, quantity: 142, started: 96, note: 200 });
/** In every spelling that the engine reads; these the grid offers. */
const STATUSES = /** @type {const} */ (["planned", "underway", "complete"]);

/**
 * What a cell says in `lang`: measures, districts and states by their names, however the ledger has them.
 * @param {"zh" | "en"} lang
 * @param {Outline} outline
 * @returns {(key: string, value: string | undefined) => string}
 */
export function display(lang, outline) {
  const names = namesIn(lang, outline);
  return (key, value) => names[key]?.get(value) ?? value ?? "";
}

/** Whether a cell is surely written as the engine reads it. @param {"zh" | "en"} lang @param {Outline} outline @returns {(key: string, value: string | undefined) => boolean} */
export function plainIn(lang, outline) {
  const names = namesIn(lang, outline);
  return (key, value) => {
    if (!value) return true;
    if (key in names) return names[key].has(value) || (key === "district" && !outline.districts.length);
    if (NUMBERS.includes(key)) return Number.isFinite(Number(value));
    return !MONTHS.includes(key) || /^\d{4}-\d\d$/.test(value);
  };
}

/** What the spellings of a column's values stand for in `lang`. @param {"zh" | "en"} lang @param {Outline} outline */
function namesIn(lang, outline) {
  const spelt = (/** @type {{ zh: string, en: string }} */ name, /** @type {string[]} */ ...also) => [...also, name.zh, name.en].map((key) => /** @type {const} */ ([key, name[lang]]));
  return /** @type {Record<string, Map<string | undefined, string>>} */ ({
    measure: new Map(outline.measures.flatMap(({ id, name }) => spelt(name, id))),
    district: new Map(outline.districts.flatMap((name) => spelt(name))),
    status: new Map(STATUSES.flatMap((status) => spelt({ zh: WORDS.zh[status], en: WORDS.en[status] }, status))),
  });
}

/**
 * Shows beside a quantity what its measure counts in.
 * @param {"zh" | "en"} lang
 * @param {Outline} outline
 * @returns {(quantity: any) => void} for the cell of a quantity
 */
export function unitShower(lang, outline) {
  const units = unitsOf(lang, outline);
  return (quantity) => {
    const unit = quantity.getValue() ? units.get(quantity.getData().measure) : undefined;
    quantity.getElement().dataset.unit = unit ?? "";
  };
}

/** Whether a number is what a comparison like `>=1,000` asks for; `undefined` where none is asked. @param {string} wish @param {string} value */
function compared(wish, value) {
  const asked = wish.normalize("NFKC").replaceAll(",", "").replace("≥", ">=").replace("≤", "<=").match(/^\s*([<>]=?|=)\s*(\d+(?:\.\d+)?)\s*$/);
  if (!asked) return undefined;
  const [number, than] = [numberIn(value), Number(asked[2])];
  return { ">": number > than, "<": number < than, ">=": number >= than, "<=": number <= than, "=": number === than }[asked[1]];
}

/** What measures count in, by each of their spellings. @param {"zh" | "en"} lang @param {Outline} outline */
const unitsOf = (lang, outline) => new Map(outline.measures.flatMap(({ id, name, basis_unit: unit }) => [id, name.zh, name.en].map((key) => /** @type {const} */ ([key, unit[lang]]))));

/**
 * @param {"zh" | "en"} lang
 * @param {Outline} outline
 * @param {string[]} districts that the rows name
 * @param {Marks} marks read anew with every cell shown
 * @param {(text: string, sum: Pick<import("../types.d.ts").Subject, "kind" | "pollutant" | "beside">) => HTMLElement} told shows a sum of the rows shown, of which `sum` says what it is
 */
export function columns(lang, outline, districts, marks, told) {
  const words = WORDS[lang];
  const headings = HEADINGS[lang];
  const measures = Object.fromEntries(outline.measures.map(({ id, name }) => [id, name[lang]]));
  const isKnown = (/** @type {string} */ district) => outline.districts.some(({ zh, en }) => district === zh || district === en);
  const places = Object.fromEntries([...outline.districts.map((name) => [name.zh, name[lang]]), ...districts.filter((name) => !isKnown(name)).map((name) => [name, name])]);
  const statuses = Object.fromEntries(STATUSES.map((status) => [status, words[status]]));
  const shown = display(lang, outline);
  const showUnit = unitShower(lang, outline);
  const units = unitsOf(lang, outline);
  const unitOf = (/** @type {GridRow[]} */ rows) => units.get(rows.find((row) => !isTotal(row))?.measure) ?? "";
  /** Quantities are in the units of their measures: there is a sum only of one. */
  const sumOfOneMeasure = (/** @type {string[]} */ values, /** @type {GridRow[]} */ rows) => {
    const measures = new Set(rows.filter((row) => !isTotal(row)).map(({ measure }) => shown("measure", measure)));
    return measures.size === 1 ? sum(values, rows) : undefined;
  };

  const mark = (/** @type {any} */ cell) => {
    const key = cell.getField();
    const wrong = marks.get(cell.getData().$n)?.[key];
    const element = cell.getElement();
    if (wrong !== undefined || element.title) {
      element.classList.toggle("ledger-wrong", wrong !== undefined);
      element.title = wrong ?? "";
    }
    if (key === "quantity") showUnit(cell);
    return document.createTextNode(shown(key, cell.getValue()));
  };

  const list = (/** @type {object} */ params) => ({ editor: "list", editorParams: { ...params, clearable: false } });
  /** What is typed narrows the list, and is read as in an import where it is none of it. */
  const typing = { autocomplete: true, freetext: true, listOnEmpty: true };
  const editors = /** @type {Record<string, object>} */ ({
    measure: list({ values: measures, ...typing }),
    status: list({ values: statuses, ...typing }),
    district: list({ values: places, ...typing }),
  });

  return [
    { formatter: "rowSelection", titleFormatter: "rowSelection", titleFormatterParams: { rowRange: "active" }, headerSort: false, width: 34, minWidth: 34, hozAlign: "center", headerHozAlign: "center", frozen: true },
    ...SHOWN.map((key) => ({
      field: key,
      title: headings[key],
      width: WIDTHS[key] ?? 104,
      formatter: mark,
      editor: "input",
      ...editors[key],
      headerFilter: typed,
      headerFilterParams: { label: words["ledger-filter"].replace("*", headings[key]) },
      headerFilterPlaceholder: NUMBERS.includes(key) ? "> < …" : "…",
      headerFilterFunc: (/** @type {string} */ wish, /** @type {string} */ value) => (NUMBERS.includes(key) ? compared(wish, value) : undefined) ?? shown(key, value).toLowerCase().includes(wish.trim().toLowerCase()),
      ...(NUMBERS.includes(key) && { hozAlign: "right", headerHozAlign: "right", sorter: "number", editorParams: { elementAttributes: { inputmode: "decimal" } } }),
      ...(MONTHS.includes(key) && { editorParams: { elementAttributes: { placeholder: "2024-12" } } }),
      ...(SUMMED.includes(key) && { bottomCalc: sum, bottomCalcFormatter: (/** @type {any} */ cell) => told(written(cell.getValue()), { ...sumOf(key), beside: cell.getValue() }) }),
      ...(key === "quantity" && { bottomCalc: sumOfOneMeasure, bottomCalcFormatter: (/** @type {any} */ cell) => (cell.getValue() === undefined ? "" : told(`${written(cell.getValue())} ${unitOf(cell.getTable().getData("active"))}`, { kind: "ledger-quantity", beside: cell.getValue() })) }),
      ...(key === "id" && { bottomCalc: (/** @type {string[]} */ values, /** @type {GridRow[]} */ rows) => values.filter((_, i) => !isTotal(rows[i])).length, bottomCalcFormatter: (/** @type {any} */ cell) => told(SENTENCES[lang].rows(cell.getValue().toLocaleString("en")), { kind: "ledger-rows", beside: cell.getValue() }), frozen: true }),
    })),
  ];
}

/** @param {string} key @returns {Pick<import("../types.d.ts").Subject, "kind" | "pollutant">} */
function sumOf(key) {
  const pollutant = /** @type {import("../text.js").Pollutant | undefined} */ (key.match(/^declared_(.+)_t$/)?.[1]);
  return pollutant ? { kind: "ledger-declared", pollutant } : { kind: "ledger-capital" };
}

/** What projects add up to; the ledger's own totals are not counted twice. @param {string[]} values @param {GridRow[]} rows */
const sum = (values, rows) => values.reduce((total, value, i) => total + (isTotal(rows[i]) ? 0 : numberIn(value) || 0), 0);

const written = (/** @type {number} */ value) => value.toLocaleString("en", { maximumFractionDigits: 2 });

/** So long after the last letter rows are looked through, ms. */
const PAUSE_MS = 200;

/**
 * The field of a column's filter: it follows whatever gets text into it, be it typed, composed or pasted.
 * @param {unknown} _cell
 * @param {unknown} _rendered
 * @param {(wish: string) => void} filter
 * @param {unknown} _cancel
 * @param {{ label: string }} params
 */
function typed(_cell, _rendered, filter, _cancel, { label }) {
  const input = document.createElement("input");
  input.setAttribute("aria-label", label);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => filter(input.value), PAUSE_MS);
  });
  return input;
}
