// @ts-check
// Small things of the import's views.

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} [name] class @param {...(Node | string)} children */
export function element(tag, name = "", ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/**
 * A select with a name for screen readers.
 * @param {string} label
 * @param {[value: string, text: string][]} options
 * @param {string} value
 * @param {(value: string) => void} choose
 */
export function select(label, options, value, choose) {
  const made = element("select");
  made.setAttribute("aria-label", label);
  made.append(...options.map(([value, text]) => new Option(text, value)));
  made.value = value;
  made.addEventListener("change", () => choose(made.value));
  return made;
}

/**
 * A box to tick, or one of several to choose.
 * @param {"checkbox" | "radio"} type
 * @param {string} text
 * @param {boolean} checked
 * @param {(checked: boolean) => void} change
 */
export function choice(type, text, checked, change) {
  const box = element("input");
  box.type = type;
  if (type === "radio") box.name = "import-way";
  box.checked = checked;
  box.setAttribute("aria-label", text);
  box.addEventListener("change", () => change(box.checked));
  return element("label", "", box, ` ${text}`);
}

/**
 * A table that scrolls by itself.
 * @param {string} label
 * @param {(Node | string)[]} heads
 * @param {HTMLTableRowElement[]} rows
 */
export function table(label, heads, rows) {
  const head = element("thead", "", element("tr", "", ...heads.map((text) => header(text))));
  const made = element("div", "import-scroll", element("table", "import-table", head, element("tbody", "", ...rows)));
  made.tabIndex = 0;
  made.setAttribute("role", "region");
  made.setAttribute("aria-label", label);
  return made;
}

/** @param {Node | string} text */
function header(text) {
  const made = element("th", "", text);
  made.scope = "col";
  return made;
}

/** @param {(Node | string)[]} cells */
export const tableRow = (...cells) => element("tr", "", ...cells.map((cell) => (cell instanceof HTMLTableCellElement ? cell : element("td", "", cell))));
