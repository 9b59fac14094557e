// @ts-check
// A chart's figures as files: those of its table, for spreadsheets as CSV and for programs as JSON.

import { fileName } from "./exports/names.js";
import { save } from "./save.js";
import { caution } from "./text.js";

/** @typedef {import("./tables.js").Table} Table */
/** @typedef {import("./types.d.ts").TabView} TabView */
/** @typedef {{ id: string } & Pick<import("./figure.js").Content, "finding" | "table" | "note" | "sampled">} Figured */

/** @param {Table} table */
export function csvOf({ columns, length }) {
  const rows = Array.from({ length }, (_, i) => columns.map(({ copy, value }) => (value ? copy(i) : safe(copy(i)))));
  const lines = [columns.map(({ title }) => title), ...rows].map((row) => row.map(quoted).join(","));
  // The mark tells Excel that it is UTF-8.
  return new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" });
}

/**
 * Keeps the figures of a chart as a file.
 * @param {TabView} view
 * @param {"csv" | "json"} format
 * @param {Figured & { what: string }} figure `what` it is called
 * @param {string} version the engine's
 */
export function saveFigures(view, format, figure, version) {
  const name = fileName(view, format, { pollutant: view.pollutant, what: figure.what });
  save(name, format === "csv" ? csvOf(figure.table) : jsonOf(view, figure, version));
}

/** A name that looks like a formula is a name. @param {string} text */
const safe = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
/** @param {string} text */
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * With what the figures were computed from.
 * @param {TabView} view
 * @param {Figured} figure
 * @param {string} version the engine's
 */
export function jsonOf(view, { id, finding, table, note, sampled }, version) {
  const { lang, pollutant } = view;
  const { columns, length, caption } = table;
  return json({
    chart: id,
    caption,
    finding,
    ...(note && { note }),
    ...about(view, version),
    ...(sampled && { sampled }),
    pollutant,
    lang,
    columns: columns.map(({ title }) => title),
    rows: Array.from({ length }, (_, i) => columns.map(({ copy, value }) => (value ? (value(i) ?? null) : copy(i)))),
  });
}

/** What every file of data says of itself. @param {TabView} view @param {string} version */
export const about = ({ lang, outline, results, levers }, version) => ({
  scenario: { id: outline.id, name: outline.name },
  as_of: results.at,
  levers,
  engine: version,
  ...(caution(lang, outline) && { caution: caution(lang, outline) }),
});

/** @param {unknown} value */
export const json = (value) => new Blob([JSON.stringify(value, null, 1), "\n"], { type: "application/json" });
