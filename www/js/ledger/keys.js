// @ts-check
// The grid by the keyboard: one stop of Tab. Enter leads into its rows, where Tab goes from cell to cell; Escape leads out of them.

/**
 * @param {HTMLElement} place what the grid stands in
 * @param {HTMLElement} past what follows it: from there Tab goes on
 */
export function connectKeys(place, past) {
  const holder = () => /** @type {HTMLElement | null} */ (place.querySelector(".tabulator-tableholder"));
  const box = (/** @type {Element | null | undefined} */ row) => /** @type {HTMLElement | null | undefined} */ (row?.querySelector("input[type=checkbox]"));

  place.addEventListener("keydown", (event) => {
    const { key } = event;
    const way = event.composedPath(); // what was edited may be gone
    const row = way.find((part) => part instanceof Element && part.matches(".tabulator-row"));
    const sums = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(".tabulator-calcs-bottom [data-explain]")]);
    const sum = sums.indexOf(/** @type {HTMLElement} */ (way[0]));
    if (key === "Tab" && sum === (event.shiftKey ? 0 : sums.length - 1) && sum >= 0) {
      if (event.shiftKey) event.preventDefault();
      (event.shiftKey ? holder() : past)?.focus();
    } else if (way[0] === holder()) {
      if (key === "Tab" && !event.shiftKey) {
        if (sums.length) event.preventDefault();
        (sums[0] ?? past).focus();
      }
      if (key === "Enter") box(firstInView())?.focus();
    } else if (row && key === "Escape") holder()?.focus({ preventScroll: true });
    else if (row && way[0] === box(/** @type {Element} */ (row)) && (key === "ArrowUp" || key === "ArrowDown")) {
      event.preventDefault();
      box(beside(/** @type {Element} */ (row), key === "ArrowUp"))?.focus();
    }
  });
  // The editor of a list takes what is typed by its keys; input methods and pasting give it none.
  place.addEventListener("input", ({ target }) => {
    if (/** @type {HTMLElement} */ (target).closest(".tabulator-cell.tabulator-editing")) target?.dispatchEvent(new KeyboardEvent("keyup"));
  });
  // What is wrong with a cell is said where it is mended.
  place.addEventListener("focusin", ({ target }) => {
    const cell = /** @type {HTMLElement} */ (target).closest(".ledger-wrong");
    if (!cell || cell === target) return;
    /** @type {HTMLElement} */ (target).setAttribute("aria-invalid", "true");
    /** @type {HTMLElement} */ (target).setAttribute("aria-description", cell.getAttribute("title") ?? "");
  });
  // Back from what follows it is the same stop.
  past.tabIndex = 0;
  past.addEventListener("focus", ({ relatedTarget }) => !place.contains(/** @type {Node | null} */ (relatedTarget)) && holder()?.focus());
  // A key that leads from cell to cell is none that was typed.
  place.addEventListener("keyup", (event) => (event.key === "Tab" || event.key === "Shift") && event.stopPropagation(), true);

  function firstInView() {
    const { top = 0 } = holder()?.getBoundingClientRect() ?? {};
    return [...place.querySelectorAll(".tabulator-table .tabulator-row")].find((row) => row.getBoundingClientRect().top >= top - 1);
  }
}

/** The row above or below; between may stand headings of groups. @param {Element} row @param {boolean} above @returns {Element | null} */
function beside(row, above) {
  const next = above ? row.previousElementSibling : row.nextElementSibling;
  return !next || next.matches(".tabulator-row") ? next : beside(next, above);
}
