// @ts-check
// View: what each column of the sheet is taken for, and what all rows get where a column is missing.

import { COLUMNS } from "../ledger/sheet.js";
import { HEADINGS } from "../words/ledger.js";
import { SENTENCES, UNITS, WEIGHTS, WORDS } from "../words/importing.js";
import { element, select, table, tableRow } from "./dom.js";

/** @typedef {import("../types.d.ts").ImportSettings} ImportSettings */
/** @typedef {import("../types.d.ts").LedgerImport} LedgerImport */
/** @typedef {import("../types.d.ts").Outline} Outline */
/** @typedef {import("../text.js").Lang} Lang */

/** Columns that all rows may have in common. */
const FIXED = ["measure", "status", "district"];

/** Begins the value of a unit in a select, where others are powers of ten. */
const UNIT = "unit ";

/** The units that a column may be in, and what each is called. @param {Lang} lang @param {string} key @param {string} heading the unit in its heading @returns {[value: string, text: string][]} */
function unitsOf(lang, key, heading) {
  const powers = (UNITS[key.startsWith("declared") ? "declared" : key] ?? []).map(([shift, zh, en]) => [String(shift), { zh, en }[lang]]);
  const weights = key === "quantity" ? [...new Set([...(heading ? [heading] : []), ...WEIGHTS])] : [];
  const texts = weights.map((unit) => [UNIT + unit, unit === heading ? SENTENCES[lang].asHeaded(unit) : unit]);
  return /** @type {[string, string][]} */ ([...powers, ...texts]);
}

/**
 * @param {Lang} lang
 * @param {LedgerImport} read
 * @param {Outline} outline
 * @param {(edit: (settings: ImportSettings) => Partial<ImportSettings>) => void} change of the settings as they then are
 */
export function columnsView(lang, { settings, columns, problems }, outline, change) {
  const words = WORDS[lang];
  const layout = settings.layout ?? { first: 0, last: 0, columns: [] };
  const use = (/** @type {number} */ index, /** @type {import("../types.d.ts").ColumnUse | null} */ to) =>
    change(({ layout: now }) => {
      // A field is one column's: it is taken from the one that had it.
      const others = (now ?? layout).columns.map((other, i) => (i !== index && to && other?.column === to.column ? null : other));
      others[index] = to;
      return { layout: { ...(now ?? layout), columns: others } };
    });
  const fields = /** @type {[string, string][]} */ ([["", words["import-ignored"]], ...COLUMNS.map(([key]) => [key, HEADINGS[lang][key]]), ["unit", words["import-unit-of"]]]);
  const rows = columns.map(({ letters, heading, unit: headed, samples }, index) => {
    const mine = layout.columns[index] ?? null;
    const name = heading || letters;
    const field = select(`${name}: ${words["import-field"]}`, fields, mine?.column ?? "", (column) => use(index, column ? { column, shift: 0, unit: column === "quantity" ? headed : "" } : null));
    const units = mine ? unitsOf(lang, mine.column, headed) : [];
    const set = (/** @type {string} */ value) => (value.startsWith(UNIT) ? { shift: 0, unit: value.slice(UNIT.length) } : { shift: Number(value), unit: "" });
    const unit = units.length && mine ? select(`${name}: ${words["import-unit"]}`, units, mine.unit ? UNIT + mine.unit : String(mine.shift), (value) => use(index, { ...mine, ...set(value) })) : "";
    const made = tableRow(letters, heading, element("span", "import-samples", samples.join(lang === "zh" ? "、" : ", ")), field, unit);
    made.classList.toggle("import-unused", !mine);
    made.classList.toggle("import-wrong", problems.some(({ column, row, severity }) => column === index && row === layout.last + 1 && severity === "error"));
    return made;
  });
  const used = new Set(layout.columns.map((each) => each?.column));
  const missing = FIXED.filter((key) => !used.has(key)).map((key) => {
    const options = /** @type {[string, string][]} */ ([["", words["import-none"]], ...choices(lang, key, outline)]);
    const label = `${HEADINGS[lang][key]}: ${words["import-missing"]}`;
    const made = select(label, options, settings.fixed[key] ?? "", (value) =>
      change(({ fixed }) => {
        const { [key]: _, ...others } = fixed;
        return { fixed: value ? { ...others, [key]: value } : others };
      }),
    );
    return element("label", "import-fixed", `${HEADINGS[lang][key]}${lang === "zh" ? "：" : ": "}${words["import-missing"]} `, made);
  });
  const heads = [words["import-letters"], words["import-head"], words["import-samples"], words["import-field"], words["import-unit"]];
  return element("div", "", table(words["import-columns"], heads, rows), ...missing);
}

/** What `key` can be. @param {Lang} lang @param {string} key @param {Outline} outline @returns {[value: string, text: string][]} */
export function choices(lang, key, outline) {
  if (key === "measure") return outline.measures.map(({ id, name }) => [id, name[lang]]);
  if (key === "district") return outline.districts.map((name) => [name.zh, name[lang]]);
  return /** @type {const} */ (["planned", "underway", "complete"]).map((state) => [state, WORDS[lang][state]]);
}
