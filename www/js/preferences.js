// @ts-check
// Preferences outlive the page; storage may be forbidden, then they last as long as it.

/** @template {string} T @param {string} key @param {T[]} allowed @returns {T | undefined} */
export function remembered(key, allowed) {
  try {
    return allowed.find((value) => value === localStorage.getItem(`jianpai:${key}`));
  } catch {
    return undefined;
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(`jianpai:${key}`, value);
  } catch {
    // as said
  }
}
