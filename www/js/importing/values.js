// @ts-check
// View: names that the scenario does not know, and what each stands for.

import { HEADINGS } from "../words/ledger.js";
import { SENTENCES, WORDS } from "../words/importing.js";
import { choices } from "./columns.js";
import { element, select, table, tableRow } from "./dom.js";

/** @typedef {import("../types.d.ts").ImportSettings} ImportSettings */
/** @typedef {import("../types.d.ts").LedgerImport} LedgerImport */

/** Stand for "as written" and "no row with it" in a select, where nothing stands for "not chosen". */
const KEPT = "\u0000";
const UNWANTED = "\u0001";

/**
 * The names that are unknown, settled or not; `undefined` when there are none.
 * @param {import("../text.js").Lang} lang
 * @param {LedgerImport} read
 * @param {import("../types.d.ts").Outline} outline
 * @param {(edit: (settings: ImportSettings) => Partial<ImportSettings>) => void} change of the settings as they then are
 */
export function valuesView(lang, { settings, unknown }, outline, change) {
  const words = WORDS[lang];
  if (!unknown.length) return undefined;

  /** What `value` is settled as; empty when it is not. @param {string} column @param {string} value */
  const settled = (column, value) => {
    if (settings.unwanted[column]?.includes(value)) return UNWANTED;
    const meant = settings.values[column]?.[value];
    return meant === undefined ? "" : meant || KEPT;
  };

  const settle = (/** @type {{ column: string, value: string, to: string }[]} */ list) =>
    change((settings) => {
      const values = { ...settings.values };
      const unwanted = { ...settings.unwanted };
      for (const { column, value, to } of list) {
        const { [value]: _, ...others } = values[column] ?? {};
        values[column] = to === "" || to === UNWANTED ? others : { ...others, [value]: to === KEPT ? "" : to };
        unwanted[column] = [...(unwanted[column] ?? []).filter((other) => other !== value), ...(to === UNWANTED ? [value] : [])];
      }
      return { values, unwanted };
    });

  const rows = unknown.map(({ column, value, rows, suggestion }) => {
    const known = choices(lang, column, outline);
    const suggested = known.filter(([id]) => id === suggestion).map(([id, name]) => [id, SENTENCES[lang].suggested(name)]);
    const hint = suggested.length ? SENTENCES[lang].choose(suggested[0][1]) : words["import-choose"];
    const kept = column === "district" ? [[KEPT, words["import-as-written"]]] : [];
    const others = known.filter(([id]) => id !== suggestion);
    const options = /** @type {[string, string][]} */ ([["", hint], ...suggested, ...kept, [UNWANTED, words["import-unwanted"]], ...others]);
    const choice = select(`${HEADINGS[lang][column]} ${value}`, options, settled(column, value), (to) => settle([{ column, value, to }]));
    return tableRow(HEADINGS[lang][column], value, SENTENCES[lang].rows(rows), choice);
  });
  const open = unknown.flatMap(({ column, value, suggestion }) => (suggestion && !settled(column, value) ? [{ column, value, to: suggestion }] : []));
  const button = element("button", "button", words["import-suggestions"]);
  button.type = "button";
  button.hidden = open.length === 0;
  button.addEventListener("click", () => settle(open));
  return element("div", "", table(words["import-values"], [words["import-letters"], words["import-written"], words["import-rows"], words["import-meant"]], rows), button);
}
