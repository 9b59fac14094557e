// @ts-check
// The few lines that every view would write again.

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} [className] @param {string} [text] */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** @param {string} className */
export function button(className) {
  const made = element("button", className);
  made.type = "button";
  return made;
}

/** Writes `text` where another stands: what stays as it is is not laid out and painted again. @param {Element | null} where @param {string} text */
export function say(where, text) {
  if (!where || where.textContent === text) return;
  const [only, more] = where.childNodes;
  if (only instanceof Text && !more) only.data = text;
  else where.textContent = text;
}

/** The same for an attribute. @param {Element | null} where @param {string} name @param {string} value */
export function mark(where, name, value) {
  if (where && where.getAttribute(name) !== value) where.setAttribute(name, value);
}

/** One of the page's symbols. @param {string} name for example `#icon-close` */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", name);
  svg.append(use);
  return svg;
}
