// @ts-check
// Tab 台账: the projects in a grid. Every edit makes the file anew, as one step of the page's undo; while it has errors the
// last valid results stay, and the edits too. When undo changes the file, the grid follows.

import { columns } from "../ledger/grid.js";
import { COLUMNS, read, write as written } from "../ledger/sheet.js";
import { addStyle } from "../styles.js";
import { write } from "../text.js";
import { TabulatorFull } from "../vendor/tabulator.js";
import { LABELS, SENTENCES, WORDS } from "../words/ledger.js";

/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../ledger/grid.js").GridRow} GridRow */

/** Pixels; of their own, since the grid may be made before its styles are there. */
const ROW_HEIGHT = 28;
const BUTTONS = ["add", "copy", "delete", "fill"];

/** @param {HTMLElement} root @param {import("../types.d.ts").TabContext} context */
export function create(root, context) {
  void addStyle(new URL("../vendor/tabulator.css", import.meta.url));
  void addStyle(new URL("../../styles/ledger.css", import.meta.url));
  const bar = document.createElement("div");
  bar.className = "ledger-bar";
  const buttons = Object.fromEntries(BUTTONS.map((name) => [name, button(name)]));
  const group = document.createElement("select");
  group.dataset.label = "ledger-group";
  const note = document.createElement("p");
  note.className = "ledger-note";
  note.setAttribute("role", "status");
  const place = document.createElement("div");
  place.className = "ledger-grid";
  bar.append(...Object.values(buttons), group, note);
  root.append(bar, place);

  /** @type {TabView} */
  let view;
  /** @type {TabulatorFull | undefined} */
  let grid;
  /** What the grid shows: the file it was read from or last written to. @type {{ name: string, bytes: Uint8Array, keys: string[], chinese: boolean } | undefined} */
  let file;
  /** Rows in the order of the file, and their lines. @type {{ order: GridRow[], lines: number[] }} */
  let laid = { order: [], lines: [] };
  /** @type {import("../ledger/grid.js").Marks} */
  const marks = new Map();
  let next = 0;
  let column = "completion";
  let lang = "";
  /** Changes that belong to one step are being made. */
  let together = false;
  /** What the marks tell. @type {unknown} */
  let looked;

  /** @param {TabView} now */
  function update(now) {
    view = now;
    if (lang !== now.lang) {
      write(root, now.lang, WORDS);
      const words = WORDS[now.lang];
      const { value } = group;
      group.replaceChildren(new Option(words["ledger-ungrouped"], ""), new Option(words["ledger-district"], "district"), new Option(words["ledger-measure"], "measure"));
      group.value = value;
    }
    const { files, findings } = context.scenarios;
    const name = Object.keys(files).find((each) => /\.csv$/i.test(each));
    const shown = name !== undefined && file?.name === name;
    let settled = Promise.resolve();
    if (shown && file?.bytes !== files[name]) settled = refresh(files[name]);
    else if (!shown) show(name, name ? files[name] : undefined);
    else if (lang !== now.lang) grid?.setColumns(shape());
    if (shown && (looked !== findings || lang !== now.lang)) void settled.then(look);
    lang = now.lang;
  }

  /** Undo, or another part of the page, changed the file: what stays the same stays where it is. @param {Uint8Array} bytes */
  async function refresh(bytes) {
    const sheet = read(bytes);
    if (!sheet || !grid || !file) return show(file?.name, bytes);
    /** @type {Map<string, GridRow[]>} */
    const known = new Map();
    for (const row of laid.order) known.set(row.id, [...(known.get(row.id) ?? []), row]);
    const before = laid.order;
    const rows = sheet.rows.map((row) => /** @type {GridRow} */ ({ ...row, $n: known.get(row.id)?.shift()?.$n ?? next++ }));
    const { keys } = sheet;
    const same = keys.join() === file.keys.join() && rows.length === before.length && rows.every(({ $n }, i) => $n === before[i].$n);
    file = { ...file, bytes, keys, chinese: sheet.chinese };
    laid = { order: rows, lines: sheet.lines };
    if (same) return grid.updateData(rows.filter((row, i) => keys.some((key) => row[key] !== before[i][key])));
    const kept = new Set(rows.map(({ $n }) => $n));
    const selected = chosen().flatMap(({ $n }) => (kept.has($n) ? [$n] : []));
    const holder = /** @type {HTMLElement} */ (place.querySelector(".tabulator-tableholder"));
    const { scrollTop, scrollLeft } = holder;
    await grid.replaceData(rows);
    grid?.selectRow(selected);
    holder.scrollTo(scrollLeft, scrollTop);
  }

  /** @param {string | undefined} name @param {Uint8Array | undefined} bytes */
  function show(name, bytes) {
    const sheet = bytes && read(bytes);
    grid?.destroy();
    grid = undefined;
    file = undefined;
    marks.clear();
    for (const each of [...Object.values(buttons), group]) each.disabled = !sheet;
    note.textContent = sheet ? "" : WORDS[view.lang].none;
    if (!sheet || !name || !bytes) return;
    file = { name, bytes, keys: sheet.keys, chinese: sheet.chinese };
    const rows = sheet.rows.map((row) => /** @type {GridRow} */ ({ ...row, $n: next++ }));
    laid = { order: rows, lines: sheet.lines };
    grid = new TabulatorFull(place, {
      index: "$n",
      data: rows,
      columns: shape(rows),
      height: "100%",
      rowHeight: ROW_HEIGHT,
      layout: "fitData",
      selectableRows: "highlight",
      columnDefaults: { resizable: "header" },
      groupToggleElement: "header",
      groupBy: group.value || false,
      columnCalcs: "table",
    });
    grid.on("cellClick", (/** @type {Event} */ _, /** @type {any} */ cell) => (column = cell.getField() ?? column));
    grid.on("cellEditing", (/** @type {any} */ cell) => (column = cell.getField() ?? column));
    grid.on("cellEdited", (/** @type {any} */ cell) => {
      if (!together) void take(LABELS.cell(cell.getData().id, cell.getField()));
    });
    grid.on("tableBuilt", () => {
      // Between the grid and its rows may stand only groups of rows, and the one that scrolls takes the focus.
      place.querySelector(".tabulator-tableholder")?.setAttribute("role", "rowgroup");
      place.querySelector(".tabulator-table")?.setAttribute("role", "none");
      void look();
    });
  }

  const shape = (rows = laid.order) => columns(view.lang, view.outline, [...new Set(rows.map(({ district }) => district).filter(Boolean))].sort(), marks);

  /** Makes several changes as one step. @param {import("../types.d.ts").Text} label @param {() => unknown} act */
  async function step(label, act) {
    together = true;
    try {
      await act();
    } finally {
      together = false;
    }
    await take(label);
  }

  /** The ledger as it now is becomes the scenario's. @param {import("../types.d.ts").Text} label */
  async function take(label) {
    if (!grid || !file) return;
    const order = /** @type {GridRow[]} */ (grid.getData());
    const { bytes, lines, keys } = written({ rows: order, keys: file.keys, chinese: file.chinese });
    laid = { order: order.map((row) => ({ ...row })), lines };
    file = { ...file, bytes, keys };
    await context.scenarios.edit({ [file.name]: bytes }, { label });
  }

  /** Marks what the engine and the ledger doctor found. */
  async function look() {
    if (!grid || !file) return;
    looked = context.scenarios.findings;
    const { name, keys } = file;
    const words = SENTENCES[view.lang];
    const found = context.scenarios.findings.filter(({ place: { file: where, line } }) => where === name && line);
    const errors = found.filter(({ severity }) => severity === "error");
    const doctor = /** @type {import("../types.d.ts").LedgerFinding[]} */ (errors.length ? [] : ((await context.ask("inspect", view.levers)) ?? []));
    const before = [...marks.keys()];
    marks.clear();
    const byLine = new Map(laid.lines.map((line, i) => [line, laid.order[i]]));
    const mark = (/** @type {number | undefined} */ line, /** @type {string} */ key, /** @type {import("../types.d.ts").Text[]} */ texts) => {
      const row = byLine.get(line ?? 0);
      if (!row) return;
      const cells = marks.get(row.$n) ?? {};
      const text = texts.map((each) => each[view.lang]).join(" ");
      marks.set(row.$n, { ...cells, [key]: cells[key] ? `${cells[key]}\n${text}` : text });
    };
    for (const { place: { line, cell }, message, hint } of found) mark(line, keys[columnOf(cell)] ?? "id", hint ? [message, hint] : [message]);
    for (const { rows, message, hint } of doctor) for (const row of rows) if (row.file === name) mark(row.line, "id", [message, hint]);
    note.textContent = errors.length ? words.wrong(String(errors.length)) : doctor.length + found.length ? words.look(String(doctor.length + found.length)) : "";
    note.classList.toggle("ledger-errors", errors.length > 0);
    grid.blockRedraw();
    for (const $n of new Set([...before, ...marks.keys()])) {
      const row = grid.getRow($n);
      if (row) row.reformat();
    }
    grid.restoreRedraw();
  }

  buttons.add.addEventListener("click", () => void add([blank()]));
  buttons.copy.addEventListener("click", () => void add(chosen().map((row) => ({ ...row, id: fresh(row.id), $n: next++ }))));
  buttons.delete.addEventListener("click", () => {
    const rows = grid?.getSelectedRows() ?? [];
    if (rows.length) void step(LABELS.deleted(rows.length), () => grid?.deleteRow(rows));
  });
  buttons.fill.addEventListener("click", () => {
    const rows = grid?.getSelectedRows().sort((/** @type {any} */ a, /** @type {any} */ b) => a.getPosition() - b.getPosition()) ?? [];
    if (rows.length < 2) return;
    void step(LABELS.filled(column), () => {
      for (const row of rows.slice(1)) row.getCell(column).setValue(rows[0].getData()[column]);
    });
  });
  group.addEventListener("change", () => grid?.setGroupBy(group.value || false));
  const chosen = () => /** @type {GridRow[]} */ (grid?.getSelectedData() ?? []);
  const blank = () => /** @type {GridRow} */ ({ ...Object.fromEntries(COLUMNS.map(([key]) => [key, ""])), id: fresh("P-1"), status: "planned", measure: view.outline.measures[0].id, completion: view.results.at, quantity: "0", $n: next++ });

  /** An id like `id` that no row has. @param {string} id */
  function fresh(id) {
    const taken = new Set(grid?.getData().map((/** @type {GridRow} */ row) => row.id));
    const stem = id.replace(/\d+$/, "");
    let number = Number(id.slice(stem.length) || 1);
    while (taken.has(`${stem}${number}`)) number++;
    taken.add(`${stem}${number}`);
    return `${stem}${number}`;
  }

  /** One after another, so that no two get the same id. @param {GridRow[]} rows */
  async function add(rows) {
    if (!grid || !rows.length) return;
    await step(LABELS.added(rows.length), async () => {
      for (const row of rows) await grid?.addRow({ ...row, id: fresh(row.id) });
    });
    await grid.scrollToRow(rows[rows.length - 1].$n, "nearest", false).catch(() => {});
  }

  return { update };
}

/** @param {string} name */
function button(name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.dataset.text = `ledger-${name}`;
  made.dataset.name = name;
  if (name === "fill") made.dataset.title = "ledger-fill-title";
  return made;
}

/** Index of the column of `C12`; -1 without a cell. @param {string | undefined} cell */
function columnOf(cell) {
  return [...(/^[A-Z]+/.exec(cell ?? "")?.[0] ?? "")].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
