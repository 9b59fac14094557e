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

/** A number in a sentence, as it is written there, and what explains it. @typedef {[written: string, subject: Subject | undefined]} Told */

/**
 * Writes a sentence whose `numbers`, given in their order, explain themselves.
 * @param {HTMLElement} element
 * @param {string} sentence
 * @param {Told[]} [numbers]
 */
export function tell(element, sentence, numbers = []) {
  const parts = [];
  let from = 0;
  for (const [written, subject] of answered ? numbers : []) {
    let at = subject && written ? sentence.indexOf(written, from) : -1;
    while (at > 0 && /[\d.,]/.test(sentence[at - 1])) at = sentence.indexOf(written, at + 1); // the end of another number
    if (at < 0) continue;
    const number = document.createElement("span");
    number.textContent = written;
    explainable(number, subject);
    parts.push(sentence.slice(from, at), number);
    from = at + written.length;
  }
  const made = document.createElement(element.tagName);
  made.append(...parts, sentence.slice(from));
  if (made.innerHTML !== element.innerHTML) keepingFocus(element, () => element.replaceChildren(...made.childNodes));
}

/** Has `write` write `root` anew; the number that had the focus has it afterwards. @param {HTMLElement} root @param {() => void} write */
export function keepingFocus(root, write) {
  const numbers = () => /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-explain]"));
  const focused = [...numbers()].findIndex((number) => number === document.activeElement);
  write();
  if (focused >= 0) numbers()[focused]?.focus();
}

/**
 * Calls `open` when the reader asks for a number below `root`; arrow keys go from number to number of a table or of bars.
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
  const bar = element.closest(".bar-row");
  if (bar) {
    for (let next = bar; ; ) {
      const there = { ArrowUp: next.previousElementSibling, ArrowDown: next.nextElementSibling }[key];
      if (!there) return undefined;
      const found = /** @type {HTMLElement | null} */ (there.querySelector("[data-explain]"));
      if (found) return found;
      next = there;
    }
  }
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
