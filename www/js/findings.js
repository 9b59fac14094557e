// @ts-check
// What the engine found, in a planner's words: measures by their names, columns by their headings, the ledger by what the
// page calls it. Loads when something is found.

import { HEADINGS, LEDGER } from "./words/ledger.js";

/** @typedef {import("./types.d.ts").Diagnostic} Diagnostic */
/** @typedef {import("./types.d.ts").Text} Text */
/** @typedef {Pick<import("./types.d.ts").MeasureOutline, "id" | "name">} Named */

/**
 * @param {Diagnostic[]} found
 * @param {object} of
 * @param {Named[]} of.measures
 * @param {Record<string, string>} [of.shownAs] names of the reader's that stand for others
 * @param {boolean} of.isSite the files are the site's, or a copy of them
 * @returns {Diagnostic[]}
 */
export const told = (found, { measures, shownAs = {}, isSite }) =>
  found.map((finding) => {
    const { file, key } = finding.place;
    const inLedger = /\.csv$/i.test(file);
    return {
      ...finding,
      message: withNames(finding.message, measures),
      ...(finding.hint && { hint: withNames(finding.hint, measures, true) }),
      place: { ...finding.place, file: shownAs[file] ?? file, ...(inLedger && isSite && !shownAs[file] && { fileName: LEDGER }), ...(inLedger && key && key in HEADINGS.zh && { keyName: headingOf(key) }) },
    };
  });

/** @param {string} key */
const headingOf = (key) => ({ zh: HEADINGS.zh[key], en: HEADINGS.en[key] });

/** What is said of measures by their ids, said by their names, or by both. @param {Text} text @param {Named[]} measures @param {boolean} [both] @returns {Text} */
export function withNames(text, measures, both = false) {
  const names = new Map(measures.map(({ id, name }) => [id, name]));
  const said = (/** @type {"zh" | "en"} */ lang) =>
    text[lang].replace(/“([^“”]+)”/g, (quoted, id) => {
      const name = names.get(id)?.[lang];
      if (name === undefined) return quoted;
      return both ? (lang === "zh" ? `“${name}”（${id}）` : `“${name}” (${id})`) : `“${name}”`;
    });
  return { zh: said("zh"), en: said("en") };
}
