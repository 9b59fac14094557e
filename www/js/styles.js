// @ts-check
// Styles of what loads on demand.

/** Those asked for, by address. @type {Map<string, Promise<unknown>>} */
const asked = new Map();

/** Adds the style sheet at `address`, once; resolves when it is there or can't be had. @param {URL} address */
export function addStyle({ href }) {
  const before = asked.get(href);
  if (before) return before;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  const there = new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve); // plain is better than nothing
  });
  asked.set(href, there);
  document.head.append(link);
  return there;
}
