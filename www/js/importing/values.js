// @ts-check
// View: names that the scenario does not know, and what each stands for.

import { HEADINGS } from "../words/ledger.js";
import { SENTENCES, WORDS } from "../words/importing.js";
import { choices } from "./columns.js";
import { element, select, table, tableRow } from "./dom.js";

/** @typedef {import("../types.d.ts").ImportSettings} ImportSettings */
/** @typedef {import("../types.d.ts").LedgerImport} LedgerImport */

/** Stands for "as written" in a select, where nothing stands for "not chosen". */
const KEPT = "\u0000";

/**
 * The names that are unknown or have been settled; `undefined` when there are none.
 * @param {import("../text.js").Lang} lang
 * @param {LedgerImport} read
 * @param {import("../types.d.ts").Outline} outline
 * @param {(settings: Partial<ImportSettings>) => void} change
 */
export function valuesView(lang, { settings, unknown }, outline, change) {
  const words = WORDS[lang];
  const settled = Object.entries(settings.values).flatMap(([column, values]) => Object.keys(values).map((value) => ({ column, value, rows: 0, suggestion: null })));
  const all = [...unknown, ...settled.filter((one) => !unknown.some(({ column, value }) => column === one.column && value === one.value))];
  if (!all.length) return undefined;
  const settle = (/** @type {{ column: string, value: string, meant: string | undefined }[]} */ list) => {
    const values = { ...settings.values };
    for (const { column, value, meant } of list) {
      const { [value]: _, ...others } = values[column] ?? {};
      values[column] = meant === undefined ? others : { ...others, [value]: meant };
    }
    change({ values });
  };
  const rows = all.map(({ column, value, rows, suggestion }) => {
    const known = choices(lang, column, outline);
    const suggested = known.filter(([id]) => id === suggestion).map(([id, name]) => [id, SENTENCES[lang].suggested(name)]);
    const kept = column === "district" ? [[KEPT, words["import-as-written"]]] : [];
    const options = /** @type {[string, string][]} */ ([["", words["import-choose"]], ...suggested, ...kept, ...known.filter(([id]) => id !== suggestion)]);
    const meant = settings.values[column]?.[value];
    const chosen = meant === undefined ? "" : meant || KEPT;
    const choice = select(`${HEADINGS[lang][column]} ${value}`, options, chosen, (to) => settle([{ column, value, meant: to === "" ? undefined : to === KEPT ? "" : to }]));
    return tableRow(HEADINGS[lang][column], value, rows ? SENTENCES[lang].rows(rows) : "", choice);
  });
  const suggestions = unknown.filter(({ suggestion }) => suggestion);
  const button = element("button", "button", words["import-suggestions"]);
  button.type = "button";
  button.hidden = suggestions.length === 0;
  button.addEventListener("click", () => settle(suggestions.map(({ column, value, suggestion }) => ({ column, value, meant: suggestion ?? undefined }))));
  return element("div", "", table(words["import-values"], [words["import-letters"], words["import-written"], words["import-rows"], words["import-meant"]], rows), button);
}
