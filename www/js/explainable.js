// @ts-check
// A number that explains itself: click or Enter opens its formula (explain.js, loaded then).

/** @typedef {import("./types.d.ts").Subject} Subject */

/** Whether anybody answers: a chart on another page has no room for explanations, and its numbers are plain. */
let answered = false;

/**
 * Makes `element` open the explanation of `subject`; with none, an ordinary text again.
 * @param {HTMLElement} element
 * @param {Subject | undefined} subject what the engine is asked: see src/results/explanation.rs
 * @param {number} [tabIndex] -1 where arrow keys lead to it
 */
export function explainable(element, subject, tabIndex = 0) {
  if (!subject || !answered) {
    if (element.dataset.explain === undefined) return;
    delete element.dataset.explain;
    for (const name of ["role", "tabindex", "aria-haspopup"]) element.removeAttribute(name);
    return;
  }
  const text = JSON.stringify(subject);
  if (element.dataset.explain === text) return;
  element.dataset.explain = text;
  element.setAttribute("role", "button");
  element.setAttribute("aria-haspopup", "dialog");
  element.tabIndex = tabIndex;
}

/**
 * Calls `open` when the reader asks for a number below `root`; arrow keys go from number to number of a table.
 * @param {HTMLElement} root
 * @param {(subject: Subject) => void} open
 */
export function onExplain(root, open) {
  answered = true;
  /** @param {Event} event */
  const asked = (event) => /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest("[data-explain]") : null);
  root.addEventListener("click", (event) => {
    const element = asked(event);
    if (!element?.dataset.explain) return;
    event.preventDefault();
    open(JSON.parse(element.dataset.explain));
  });
  root.addEventListener("keydown", (event) => {
    const element = asked(event);
    if (!element?.dataset.explain || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(JSON.parse(element.dataset.explain));
      return;
    }
    const next = neighbour(element, event.key);
    if (!next) return;
    event.preventDefault();
    element.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

/** @param {HTMLElement} element @param {string} key */
function neighbour(element, key) {
  const cell = element.closest("td");
  const row = cell?.closest("tr");
  const step = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] })[key];
  if (!cell || !row || !step) return undefined;
  const rows = [...(row.closest("tbody")?.rows ?? [])];
  let r = rows.indexOf(/** @type {HTMLTableRowElement} */ (row));
  let c = cell.cellIndex;
  for (;;) {
    r += step[0];
    c += step[1];
    const there = rows[r]?.cells[c];
    if (!there) return undefined;
    const found = /** @type {HTMLElement | null} */ (there.querySelector("[data-explain]"));
    if (found) return found;
  }
}
