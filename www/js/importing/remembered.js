// @ts-check
// How ledgers with the same headings were set to be understood, kept in this browser.

/** @typedef {import("../types.d.ts").ImportSettings} ImportSettings */
/** @typedef {import("../types.d.ts").LedgerImport} LedgerImport */

const KEY = "jianpai.import";
/** So many sets of headings are remembered, the newest. */
const MOST = 20;

/** @param {LedgerImport} read */
const nameOf = ({ columns }) => columns.map(({ heading }) => heading).join("|");

/** @returns {[name: string, settings: ImportSettings][]} */
function all() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return []; // blocked or damaged: nothing is remembered
  }
}

/** What was set for a sheet with the headings of `read`. @param {LedgerImport} read @returns {ImportSettings | undefined} */
export const recalled = (read) => all().find(([name]) => name === nameOf(read))?.[1];

/** @param {LedgerImport} read @param {ImportSettings | undefined} settings nothing forgets */
export function keep(read, settings) {
  const name = nameOf(read);
  const others = all().filter(([other]) => other !== name);
  const kept = settings ? [[name, { ...settings, sheet: null, refused: [] }], ...others] : others;
  try {
    localStorage.setItem(KEY, JSON.stringify(kept.slice(0, MOST)));
  } catch {
    // Without storage it is set again next time.
  }
}
