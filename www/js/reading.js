// @ts-check
// View: reads values off a chart, with the pointer where its axis is the plan's months, with the arrow keys
// everywhere. What is read is a row of the chart's table.

import { labelled, word } from "./text.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./tables.js").Table} Table */
/** @typedef {import("./types.d.ts").Area} Area */

/** Lines the box has room for; screen readers hear all. */
const SHOWN = 7;

/**
 * @param {HTMLElement} plot what the canvas lies in
 * @param {HTMLCanvasElement} canvas
 */
export function createReading(plot, canvas) {
  const line = part("div", "reading-line");
  const box = part("div", "reading");
  const keys = part("p", "visually-hidden");
  const live = part("p", "visually-hidden");
  live.setAttribute("aria-live", "polite");
  line.hidden = box.hidden = true;
  plot.append(line, box, keys, live);
  /** @type {{ area: Area, table: Table, lang: Lang } | undefined} */
  let drawn;
  /** The row being read; -1 for none. */
  let read = -1;

  const monthly = () => drawn !== undefined && drawn.table.at !== undefined && drawn.area.right > drawn.area.left;
  /** Month `i` ends at its point. @param {number} i */
  const placeOf = (i) => (drawn ? drawn.area.left + ((drawn.area.right - drawn.area.left) * (i + 1)) / drawn.table.length : 0);

  function show() {
    const there = drawn !== undefined && read >= 0 && read < drawn.table.length;
    box.hidden = !there;
    line.hidden = !there || !monthly();
    if (!drawn || !there) return;
    const x = monthly() ? placeOf(read) : canvas.clientWidth;
    box.replaceChildren(...rowsOf(drawn.table, read));
    box.classList.toggle("left", x > canvas.clientWidth / 2);
    box.style.setProperty("--x", `${x}px`);
    box.style.setProperty("--y", `${monthly() ? drawn.area.top + 8 : 0}px`);
    line.style.setProperty("--x", `${x}px`);
    line.style.setProperty("--plot-top", `${drawn.area.top}px`);
    line.style.setProperty("--plot-bottom", `${drawn.area.bottom}px`);
  }

  /** @param {number} next */
  function turnTo(next) {
    read = next;
    show();
  }

  canvas.addEventListener("pointermove", (event) => {
    if (!drawn || !monthly()) return;
    const { area, table } = drawn;
    const x = event.clientX - canvas.getBoundingClientRect().left;
    const i = Math.round(((x - area.left) / (area.right - area.left)) * table.length) - 1;
    turnTo(x < area.left - 8 || x > area.right + 8 ? -1 : Math.min(Math.max(i, 0), table.length - 1));
  });
  canvas.addEventListener("pointerleave", () => turnTo(-1));
  canvas.addEventListener("blur", () => turnTo(-1));
  canvas.addEventListener("keydown", (event) => {
    if (!drawn || event.altKey || event.ctrlKey || event.metaKey) return;
    const { at, length } = drawn.table;
    const start = at ?? 0;
    const page = at === undefined ? 5 : 12;
    const step = (/** @type {number} */ by) => (read < 0 ? start : read + by);
    const to = /** @type {Record<string, number>} */ ({
      ArrowLeft: step(-1),
      ArrowRight: step(1),
      PageUp: step(-page),
      PageDown: step(page),
      Home: 0,
      End: length - 1,
    })[event.key];
    if (event.key === "Escape" && read >= 0) turnTo(-1);
    else if (to === undefined) return;
    else turnTo(Math.min(Math.max(to, 0), length - 1));
    event.preventDefault();
    live.textContent = read < 0 ? "" : spoken(drawn.lang, drawn.table, read);
  });

  return {
    /** What says how to read, for `aria-describedby`. */
    keys,
    /** The chart is there anew. @param {Area} area @param {Table} table @param {Lang} lang */
    drawn(area, table, lang) {
      drawn = { area, table, lang };
      keys.textContent = word(lang, table.at === undefined ? "row-keys" : "chart-keys");
      if (read >= table.length) read = -1;
      show();
    },
  };
}

/** @param {Table} table @param {number} i */
function rowsOf({ columns: [first, ...others] }, i) {
  const head = part("p", "month");
  head.textContent = first.cell(i);
  const values = others.flatMap(({ title, cell }) => (cell(i) ? [{ title, value: cell(i) }] : []));
  const rows = values.slice(0, SHOWN).map(({ title, value }) => {
    const row = part("p", "");
    const name = part("span", "");
    name.textContent = title;
    const figure = part("b", "");
    figure.textContent = value;
    row.append(name, " ", figure);
    return row;
  });
  return [head, ...rows];
}

/** @param {Lang} lang @param {Table} table @param {number} i */
function spoken(lang, { columns: [first, ...others] }, i) {
  return [first.cell(i), ...others.flatMap(({ title, cell }) => (cell(i) ? [labelled(lang, title, cell(i))] : []))].join(lang === "zh" ? "，" : ", ");
}

/** @param {string} tag @param {string} className */
function part(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
