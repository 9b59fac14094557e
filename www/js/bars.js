// @ts-check
// View: named rows with bars on a common scale, and their values in words beside them.

import { explainable, keepingFocus, tell } from "./explainable.js";

/**
 * @typedef {object} Mark
 * @property {number} from
 * @property {number} to
 * @property {"plain" | "quiet" | "second" | "third" | "loss"} kind
 * @typedef {object} BarRow
 * @property {string} name
 * @property {string} [detail]
 * @property {string} value
 * @property {Mark[]} marks
 * @property {boolean} [strong] a sum
 * @property {import("./types.d.ts").Subject} [explain] what explains the value
 * @property {import("./explainable.js").Told[]} [numbers] what explains each number of a value that has several
 * @typedef {object} Bars
 * @property {BarRow[]} rows
 * @property {number} [low] where the scale begins, if not at 0
 * @property {{ at: number, name: string }} [line] a value that all are held against, named at its place
 * @property {{ kind: Mark["kind"], name: string }[]} [key] what the marks are, where they are several
 * @property {boolean} [apart] marks of a row one below the other
 */

/**
 * Bars for a figure: whether there are any, and how they are written into its place.
 * @param {Bars} all
 */
export const bars = (all) => ({ any: all.rows.length > 0, show: (/** @type {HTMLElement} */ root) => showBars(root, all) });

/**
 * @param {HTMLElement} root
 * @param {Bars} bars
 */
function showBars(root, { rows, low: least = 0, line, key = [], apart = false }) {
  const ends = rows.flatMap(({ marks }) => marks.flatMap(({ from, to }) => [from, to]));
  const low = least || Math.min(0, line?.at ?? 0, ...ends);
  const high = Math.max(0, line?.at ?? 0, ...ends);
  const share = (/** @type {number} */ value) => (high > low ? Math.max(value - low, 0) / (high - low) : 0);
  const placed = (/** @type {string} */ className, /** @type {number} */ from, /** @type {number} */ to) => {
    const element = part("i", className);
    element.style.setProperty("--from", String(share(Math.min(from, to))));
    element.style.setProperty("--size", String(Math.abs(share(to) - share(from))));
    return element;
  };
  const list = part("ol", "bars");
  if (line) {
    const row = part("li", "bar-scale");
    const track = part("span", "bar-track");
    const name = part("span", "bar-at", line.name);
    name.style.setProperty("--from", String(share(line.at)));
    track.append(name);
    row.append(track);
    list.append(row);
  }
  let tabIndex = 0; // one number for Tab, arrow keys lead to the others
  for (const { name, detail, value, marks, strong, explain, numbers } of rows) {
    const row = part("li", strong ? "bar-row strong" : "bar-row");
    const label = part("span", "bar-name", name);
    if (detail) label.append(" ", part("small", "", detail));
    const track = part("span", "bar-track");
    track.setAttribute("aria-hidden", "true");
    track.classList.toggle("several", apart);
    track.append(...marks.map(({ from, to, kind }) => placed(`bar-mark ${kind}`, from, to)), placed("bar-zero", 0, 0));
    if (line) track.append(placed("bar-line", line.at, line.at));
    const number = part("span", "", value);
    if (numbers) tell(number, value, numbers);
    else explainable(number, explain, tabIndex);
    if (explain) tabIndex = -1;
    const cell = part("span", "bar-value");
    cell.append(number);
    row.append(label, track, cell);
    list.append(row);
  }
  const legend = part("p", "bar-key");
  legend.append(...key.flatMap(({ kind, name }) => [part("i", `bar-swatch ${kind}`), part("span", "", name)]));
  keepingFocus(root, () => root.replaceChildren(...(legend.childElementCount ? [legend] : []), list));
}

/** @param {string} tag @param {string} className @param {string} [text] */
function part(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
