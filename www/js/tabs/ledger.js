// @ts-check
// Tab 台账: the projects in a grid. Every edit makes the file anew, as one step of the page's undo; while it has errors the
// last valid results stay, and the edits too. When undo changes the file, the grid follows.

import { explainable } from "../explainable.js";
import { exchange } from "../ledger/exchange.js";
import { columns, display, plainIn, unitShower } from "../ledger/grid.js";
import { bulk, cells, connectRange, isHeading, pasted } from "../ledger/hands.js";
import { connectKeys } from "../ledger/keys.js";
import { changed, marksOf } from "../ledger/marks.js";
import { COLUMNS, createWriter, read } from "../ledger/sheet.js";
import { addStyle } from "../styles.js";
import { write as writeWords } from "../text.js";
import { TabulatorFull } from "../vendor/tabulator.js";
import { tidyRows } from "../workbooks.js";
import { LABELS, SENTENCES, WORDS } from "../words/ledger.js";

/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../ledger/grid.js").GridRow} GridRow */

/** Pixels; of their own, since the grid may be made before its styles are there. */
const ROW_HEIGHT = 28;
/** The line below a row, pixels. */
const RULE = 1;
/** How often marks look whether a cell is still open, ms. */
const TYPED_MS = 100;
const BUTTONS = ["add", "copy", "delete", "fill", "wrong"];

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
  const many = bulk((key, value) => void step(LABELS.bulk(key, chosen().length), () => patch(chosen().map(({ $n }) => ({ $n, [key]: value })))));
  bar.append(...Object.values(buttons), group, exchange(context, () => view), many.root, note);
  const hint = document.createElement("p");
  hint.id = "ledger-keys";
  hint.className = "ledger-keys";
  hint.innerHTML = '<span data-text="ledger-keys"></span>';
  root.append(bar, place, hint);

  /** @type {TabView} */
  let view;
  /** @type {TabulatorFull | undefined} */
  let grid;
  /** What the grid shows: the file it was read from or last written to. @type {{ name: string, bytes: Uint8Array, keys: string[], chinese: boolean } | undefined} */
  let file;
  /** Rows in the order of the file, and their lines. @type {{ order: GridRow[], lines: number[] }} */
  let laid = { order: [], lines: [] };
  /** Those of files that were taken, to which undo may return. @type {WeakMap<Uint8Array, { laid: typeof laid, keys: string[], chinese: boolean }>} */
  const known = new WeakMap();
  const write = createWriter();
  /** What has been done by hand becomes the scenario's, one after the other. */
  let taking = Promise.resolve();
  /** @type {import("../ledger/grid.js").Marks} */
  const marks = new Map();
  let onlyWrong = false;
  /** The cell last clicked. @type {any} */
  let clicked;
  let next = 0;
  let column = "completion";
  let lang = "";
  /** Changes that belong to one step are being made. */
  let together = false;
  /** The grid is made, its rows drawn. */
  let drawn = false;
  /** What the marks tell. @type {unknown} */
  let looked;

  /** @param {TabView} now */
  function update(now) {
    view = now;
    if (lang !== now.lang) {
      writeWords(root, now.lang, WORDS);
      const words = WORDS[now.lang];
      const { value } = group;
      group.replaceChildren(new Option(words["ledger-ungrouped"], ""), new Option(words["ledger-district"], "district"), new Option(words["ledger-measure"], "measure"));
      group.value = value;
      many.speak(now.lang, now.outline);
      many.show(now.lang, chosen().length);
    }
    const { files, findings } = context.scenarios;
    const name = Object.keys(files).find((each) => /\.csv$/i.test(each));
    const shown = name !== undefined && file?.name === name;
    let settled = Promise.resolve();
    if (shown && file?.bytes !== files[name]) settled = refresh(files[name]);
    else if (!shown) show(name, name ? files[name] : undefined);
    else if (lang !== now.lang) {
      grid?.setColumns(shape());
      labelHead();
      if (group.value) grid?.setGroupBy(groups());
    }
    if (shown && drawn && (looked !== findings || lang !== now.lang)) void settled.then(look);
    lang = now.lang;
  }

  /** Undo, or another part of the page, changed the file: what stays the same stays where it is. @param {Uint8Array} bytes */
  async function refresh(bytes) {
    const taken = known.get(bytes);
    const sheet = taken ?? anew(bytes);
    if (!sheet || !grid || !file) return show(file?.name, bytes);
    const { keys, chinese, laid: next } = sheet;
    const before = laid.order;
    const rows = next.order;
    const same = rows.length === before.length && rows.every(({ $n }, i) => $n === before[i].$n);
    file = { ...file, bytes, keys, chinese };
    laid = next;
    if (same) return patch(rows.filter((row, i) => row !== before[i] && COLUMNS.some(([key]) => row[key] !== before[i][key])));
    const kept = new Set(rows.map(({ $n }) => $n));
    const selected = chosen().flatMap(({ $n }) => (kept.has($n) ? [$n] : []));
    const holder = /** @type {HTMLElement} */ (place.querySelector(".tabulator-tableholder"));
    const { scrollTop, scrollLeft } = holder;
    await grid.replaceData(rows.map((row) => ({ ...row })));
    grid?.selectRow(selected);
    holder.scrollTo(scrollLeft, scrollTop);
  }

  /** What is in `bytes`; rows that were there keep their number. @param {Uint8Array} bytes */
  function anew(bytes) {
    const sheet = read(bytes);
    if (!sheet) return undefined;
    /** @type {Map<string, GridRow[]>} */
    const by = new Map();
    for (const row of laid.order) {
      const list = by.get(row.id);
      if (list) list.push(row);
      else by.set(row.id, [row]);
    }
    const empty = Object.fromEntries(COLUMNS.map(([key]) => [key, ""]));
    const order = sheet.rows.map((row) => /** @type {GridRow} */ ({ ...empty, ...row, $n: by.get(row.id)?.shift()?.$n ?? next++ }));
    return { laid: { order, lines: sheet.lines }, keys: sheet.keys, chinese: sheet.chinese };
  }

  /** Changes cells of rows that are there. @param {{ $n: number }[]} rows */
  const patch = async (rows) => void (rows.length && (await grid?.updateData(rows.map((row) => ({ ...row })))));

  /** @param {string | undefined} name @param {Uint8Array | undefined} bytes */
  function show(name, bytes) {
    laid = { order: [], lines: [] };
    const sheet = bytes && anew(bytes);
    grid?.destroy();
    grid = undefined;
    drawn = false;
    file = undefined;
    marks.clear();
    for (const each of [...Object.values(buttons), group]) each.disabled = !sheet;
    note.textContent = sheet ? "" : WORDS[view.lang].none;
    if (!sheet || !name || !bytes) return;
    file = { name, bytes, keys: sheet.keys, chinese: sheet.chinese };
    laid = sheet.laid;
    known.set(bytes, sheet);
    const rows = laid.order.map((row) => ({ ...row }));
    grid = new TabulatorFull(place, {
      index: "$n",
      data: rows,
      columns: shape(rows),
      height: "100%",
      rowHeight: ROW_HEIGHT,
      rowFormatter: (/** @type {any} */ row) => {
        ofKnownHeight(row.getElement());
        row.getElement().querySelector("input[type=checkbox]")?.setAttribute("aria-label", SENTENCES[view.lang].choose(row.getData().id));
      },
      layout: "fitData",
      selectableRows: "highlight",
      renderVerticalBuffer: 300,
      columnDefaults: { resizable: "header" },
      groupToggleElement: "header",
      groupBy: groups(),
      groupHeader,
      columnCalcs: "table",
    });
    const at = (/** @type {any} */ cell) => {
      if (!cell.getField()) return;
      clicked = cell;
      column = cell.getField();
    };
    grid.on("cellClick", (/** @type {Event} */ _, /** @type {any} */ cell) => at(cell));
    grid.on("cellEditing", at);
    grid.on("rowSelectionChanged", (/** @type {unknown[]} */ data) => many.show(view.lang, data.length));
    grid.on("cellEdited", (/** @type {any} */ cell) => {
      if (cell.getField() === "measure") unitShower(view.lang, view.outline)(cell.getRow().getCell("quantity"));
      const row = { ...cell.getData() };
      const { id } = laid.order.find(({ $n }) => $n === row.$n) ?? row; // before it was changed itself
      if (!together) void take(LABELS.cell(id, cell.getField()), () => laid.order.map((other) => (other.$n === row.$n ? row : other)));
    });
    // What is not shown is not meant.
    grid.on("dataFiltered", (/** @type {unknown} */ _, /** @type {any[]} */ rows) => {
      const shown = new Set(rows.map((row) => row.getData().$n));
      const gone = chosen().flatMap(({ $n }) => (shown.has($n) ? [] : [$n]));
      if (gone.length) grid?.deselectRow(gone);
    });
    grid.on("tableBuilt", () => {
      // Between the grid and its rows may stand only groups of rows, and the one that scrolls takes the focus.
      const holder = place.querySelector(".tabulator-tableholder");
      holder?.setAttribute("role", "rowgroup");
      holder?.setAttribute("aria-describedby", hint.id);
      place.querySelector(".tabulator-table")?.setAttribute("role", "none");
      labelHead();
      drawn = true;
      void look();
      // So that the first edit finds all else written.
      const { keys, chinese } = sheet;
      taking = taking.then(() => write({ rows: laid.order, keys, chinese })).then(() => {}, context.failed);
    });
  }

  const labelHead = () => place.querySelector(".tabulator-header input[type=checkbox]")?.setAttribute("aria-label", WORDS[view.lang]["ledger-all"]);
  const shape = (rows = laid.order) => columns(view.lang, view.outline, [...new Set(rows.map(({ district }) => district).filter(Boolean))].sort(), marks, told);

  /** A sum in the foot, that explains itself where the results are those of the rows shown. @type {Parameters<typeof columns>[4]} */
  function told(text, sum) {
    const number = document.createElement("span");
    number.textContent = text;
    if (sum.beside && !context.scenarios.pending) explainable(number, sum);
    return number;
  }
  context.unlisted = () => {
    const rows = /** @type {GridRow[]} */ (grid?.getData("active") ?? laid.order);
    const shown = new Set(rows.map(({ $n }) => $n));
    return laid.order.flatMap(({ $n, id }) => (shown.has($n) ? [] : [id]));
  };

  /** Makes several changes as one step. @param {import("../types.d.ts").Text} label @param {() => unknown} act */
  async function step(label, act) {
    together = true;
    try {
      await act();
    } finally {
      together = false;
    }
    const rows = grid?.getData() ?? [];
    await take(label, () => rows);
  }

  /** The rows as they now are become the scenario's ledger, after what was taken before. @param {import("../types.d.ts").Text} label @param {() => GridRow[]} rows */
  function take(label, rows) {
    root.dataset.taking = "";
    const mine = (taking = taking.then(() => taken(label, rows)).catch(context.failed));
    void mine.then(() => mine === taking && delete root.dataset.taking);
    return mine;
  }

  /** @param {import("../types.d.ts").Text} label @param {() => GridRow[]} rows */
  async function taken(label, rows) {
    await new Promise((resolve) => setTimeout(resolve)); // the grid draws first
    const mine = grid;
    if (!grid || !file) return;
    const made = await tidied(rows());
    if (grid !== mine || !file) return;
    const { bytes, lines, order, keys } = await write({ rows: made, keys: file.keys, chinese: file.chinese });
    if (grid !== mine || !file) return;
    laid = { order, lines };
    file = { ...file, bytes, keys };
    known.set(bytes, { laid, keys, chinese: file.chinese });
    await context.scenarios.edit({ [file.name]: bytes }, { label });
  }

  /** What was written as the engine does not read it, put as the ledger's format has it, where an import would read it. @param {GridRow[]} rows */
  async function tidied(rows) {
    const before = new Map(laid.order.map((row) => [row.$n, row]));
    const isPlain = plainIn(view.lang, view.outline);
    const isOdd = (/** @type {GridRow} */ row) => before.get(row.$n) !== row && COLUMNS.some(([key]) => row[key] !== before.get(row.$n)?.[key] && !isPlain(key, row[key]));
    const odd = rows.filter(isOdd);
    if (!odd.length) return rows;
    const tidy = await tidyRows(odd.map((row) => Object.fromEntries(COLUMNS.map(([key]) => [key, row[key] ?? ""]))), view.outline);
    const now = new Map(odd.map((row, i) => [row.$n, { ...row, ...tidy[i] }]));
    await patch([...now.values()]);
    return rows.map((row) => now.get(row.$n) ?? row);
  }

  /** Until no cell is open: marks make a row's cells anew, and what is being typed would be gone. */
  async function typed() {
    while (place.querySelector(".tabulator-editing")) await new Promise((resolve) => setTimeout(resolve, TYPED_MS));
  }

  /** Marks what the engine and the ledger doctor found. */
  async function look() {
    const mine = grid;
    if (!grid || !file) return;
    const asked = (looked = context.scenarios.findings);
    const { name, keys } = file;
    const words = SENTENCES[view.lang];
    const shownAs = context.scenarios.current?.entry.shownAs?.[name] ?? name;
    const found = context.scenarios.findings.filter(({ place: { file: where, line } }) => where === shownAs && line);
    // What is wrong elsewhere counts as in the page's head.
    const errors = context.scenarios.findings.filter(({ severity }) => severity === "error");
    const doctor = /** @type {import("../types.d.ts").LedgerFinding[]} */ (errors.length ? [] : ((await context.ask("inspect", view.levers)) ?? []));
    await typed();
    if (grid !== mine || !file || looked !== asked) return;
    const now = marksOf({ file: name, order: laid.order, lines: laid.lines, keys, found, doctor, lang: view.lang });
    const differ = changed(marks, now);
    marks.clear();
    for (const [$n, cells] of now) marks.set($n, cells);
    note.textContent = errors.length ? words.wrong(errors.length) : words.look(doctor.length, found.length);
    note.classList.toggle("ledger-errors", errors.length > 0);
    buttons.wrong.disabled = marks.size === 0 && !onlyWrong;
    grid.blockRedraw();
    for (const $n of differ) grid.getRow($n)?.reformat?.();
    grid.restoreRedraw();
    if (onlyWrong) grid.refreshFilter();
  }

  buttons.wrong.addEventListener("click", () => {
    onlyWrong = !onlyWrong;
    buttons.wrong.setAttribute("aria-pressed", String(onlyWrong));
    if (onlyWrong) grid?.setFilter((/** @type {GridRow} */ { $n }) => marks.has($n));
    else grid?.clearFilter(false);
  });
  buttons.wrong.setAttribute("aria-pressed", "false");
  connectRange(place, () => grid);
  connectKeys(place, hint);
  // Cells copied in a spreadsheet go where the last click was; a ledger with its headings is imported by the page.
  document.addEventListener("paste", (event) => {
    const into = /** @type {HTMLElement} */ (event.target);
    const editing = into.matches("input, textarea, select");
    if (root.hidden || !grid || !clicked || (editing && !place.contains(into)) || into.closest(".tabulator-header")) return;
    const lines = cells(event.clipboardData?.getData("text/plain") ?? "");
    if (!lines || isHeading(lines[0])) return;
    event.preventDefault();
    if (editing) clicked.cancelEdit();
    const active = grid.getRows("active");
    const from = active.findIndex((/** @type {any} */ row) => row.getData().$n === clicked.getData().$n);
    if (from < 0) return;
    const { patches, beyond } = pasted(lines, active.slice(from, from + lines.length).map((/** @type {any} */ row) => row.getData()), clicked.getField(), file?.keys ?? []);
    void step(LABELS.pasted(lines.length), async () => {
      await patch(patches);
      for (const row of beyond) await grid?.addRow({ ...blank(), ...row });
    });
  });

  buttons.add.addEventListener("click", () => void add([blank()]));
  buttons.copy.addEventListener("click", () => void add(chosen().map((row) => ({ ...row, id: fresh(row.id), $n: next++ }))));
  buttons.delete.addEventListener("click", () => {
    const rows = grid?.getSelectedRows() ?? [];
    if (rows.length) void step(LABELS.deleted(rows.length), () => grid?.deleteRow(rows));
  });
  buttons.fill.addEventListener("click", () => {
    const rows = grid?.getSelectedRows().sort((/** @type {any} */ a, /** @type {any} */ b) => a.getPosition() - b.getPosition()) ?? [];
    if (rows.length < 2 || !column) return void (note.textContent = WORDS[view.lang]["ledger-fill-title"]);
    const value = rows[0].getData()[column];
    void step(LABELS.filled(column), () => patch(rows.slice(1).map((/** @type {any} */ row) => ({ $n: row.getData().$n, [column]: value }))));
  });
  group.addEventListener("change", () => grid?.setGroupBy(groups()));
  /** Rows are grouped by what their cells say. */
  function groups() {
    const key = group.value;
    return key ? (/** @type {GridRow} */ row) => display(view.lang, view.outline)(key, row[key]) : false;
  }
  function groupHeader(/** @type {string} */ name, /** @type {number} */ count) {
    const made = document.createElement("span");
    made.textContent = SENTENCES[view.lang].group(name, count);
    return made;
  }
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

/** The grid asks every new row how high it is, and the browser would lay out all of them for each to say so. @param {HTMLElement} row */
const ofKnownHeight = (row) => void Object.defineProperty(row, "offsetHeight", { value: ROW_HEIGHT + RULE, configurable: true });
