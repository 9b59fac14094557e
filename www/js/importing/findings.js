// @ts-check
// View: the problems by their cells, the rows that would be taken, and those left out.

import { COLUMNS } from "../ledger/sheet.js";
import { HEADINGS } from "../words/ledger.js";
import { SENTENCES, WORDS } from "../words/importing.js";
import { element, table, tableRow } from "./dom.js";

/** @typedef {import("../types.d.ts").LedgerImport} LedgerImport */
/** @typedef {import("../text.js").Lang} Lang */

/** So many problems are listed. */
const LISTED = 200;

/** @param {Lang} lang @param {LedgerImport} read */
export function problemsView(lang, { problems, errors, warnings }) {
  const ordered = [...problems.filter(({ severity }) => severity === "error"), ...problems.filter(({ severity }) => severity !== "error")];
  const items = ordered.slice(0, LISTED).map(({ severity, sheet, cell, heading, message, hint }) => {
    const where = [sheet, cell].filter(Boolean).join("!") + (heading ? ` ${heading}` : "");
    return problem(lang, { severity, where, message, hint });
  });
  return problemList(lang, "import-problems", items, errors + warnings);
}

/** @param {Lang} lang @param {import("../types.d.ts").Diagnostic[]} found */
export function refusedView(lang, found) {
  const items = found.slice(0, LISTED).map(({ severity, place, message, hint }) => problem(lang, { severity, where: place.cell ?? place.file, message, hint }));
  return problemList(lang, "import-refused", items, found.length);
}

/** @param {Lang} lang @param {{ severity: "error" | "warning", where: string, message: import("../types.d.ts").Text, hint?: import("../types.d.ts").Text }} of */
function problem(lang, { severity, where, message, hint }) {
  const made = element("li", "import-problem");
  made.dataset.severity = severity;
  made.append(element("span", "import-where", `${WORDS[lang][severity]} ${where}`), ` ${message[lang]}`, ...(hint ? [element("span", "import-hint", ` ${hint[lang]}`)] : []));
  return made;
}

/** @param {Lang} lang @param {"import-problems" | "import-refused"} name @param {HTMLLIElement[]} items @param {number} all */
function problemList(lang, name, items, all) {
  const list = element("ul", "import-problems", ...items);
  list.tabIndex = 0; // it scrolls
  list.setAttribute("aria-label", WORDS[lang][name]);
  return element("div", "", list, all > items.length ? SENTENCES[lang].more(all - items.length) : "");
}

/** @param {Lang} lang @param {LedgerImport} read @param {import("../types.d.ts").Outline} outline */
export function previewView(lang, { preview, problems, settings }, outline) {
  const keys = COLUMNS.map(([key]) => key).filter((key) => preview.some(({ cells }) => cells[key]));
  const measures = new Map(outline.measures.map(({ id, name }) => [id, name[lang]]));
  const columnOf = (/** @type {string} */ key) => settings.layout?.columns.findIndex((use) => use?.column === key);
  const shown = (/** @type {string} */ key, /** @type {string} */ text) =>
    key === "measure" ? (measures.get(text) ?? text) : key === "status" ? (/** @type {Record<string, string>} */ (WORDS[lang])[text] ?? text) : text;
  const rows = preview.map(({ row, cells, bad }) => {
    const made = tableRow(
      String(row),
      ...keys.map((key) => {
        const found = problems.filter((problem) => problem.row === row && problem.column === columnOf(key));
        const cell = element("td", "", shown(key, cells[key] ?? ""));
        if (found.length) {
          cell.className = found.some(({ severity }) => severity === "error") ? "import-wrong" : "import-noted";
          cell.title = found.map(({ message }) => message[lang]).join("\n");
        }
        return cell;
      }),
    );
    made.classList.toggle("import-bad", bad);
    return made;
  });
  return table(WORDS[lang]["import-preview"], [WORDS[lang]["import-row"], ...keys.map((key) => HEADINGS[lang][key])], rows);
}

/** @param {Lang} lang @param {LedgerImport} read */
export function leftOutView(lang, { left_out }) {
  const rows = left_out.slice(0, LISTED).map(({ row, text, reason }) => tableRow(String(row), WORDS[lang][reason], text));
  return table(WORDS[lang]["import-left-out"], [WORDS[lang]["import-row"], WORDS[lang]["import-reason"], WORDS[lang]["import-content"]], rows);
}
