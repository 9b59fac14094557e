// @ts-check
// The only door to the module that reads and writes workbooks: a worker that is hired when the first workbook is met, and
// again after a file has broken it.

/** @typedef {import("./types.d.ts").Outline} Outline */
/** @typedef {import("./types.d.ts").LedgerImport} LedgerImport */
/** @typedef {import("./types.d.ts").ImportSettings} ImportSettings */
/** @typedef {import("./types.d.ts").Diagnostic} Diagnostic */
/** By line of the CSV the row of the sheet, both from 1, and by the ledger's column the letters of the sheet's. @typedef {{ sheet: string, rows: [line: number, row: number][], columns: Record<string, string> }} Origin */
/** @typedef {{ sheets: { name: string, hidden: boolean, rows: number }[], error?: Diagnostic | null }} Opened */

/** @type {Worker | undefined} */
let worker;
let next = 0;
/** @type {Map<number, { resolve(value: any): void, reject(error: Error): void }>} */
const waiting = new Map();

/** Calls `method` of workbook-worker.js. @param {string} method @param {unknown[]} args @returns {Promise<any>} */
function call(method, ...args) {
  const mine = (worker ??= hire());
  const id = next++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    mine.postMessage({ id, method, args });
  });
}

function hire() {
  const hired = new Worker(new URL("./workbook-worker.js", import.meta.url), { type: "module" });
  const dismiss = (/** @type {string} */ why) => {
    hired.terminate();
    if (worker === hired) worker = undefined;
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  hired.addEventListener("error", ({ message }) => dismiss(message || "workbook-worker.js"));
  hired.addEventListener("message", ({ data: { id, value, error, broken } }) => {
    if (broken) return dismiss(error);
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error === undefined) resolve?.(value);
    else reject?.(new Error(error));
  });
  return hired;
}

/** What was found in a file that ended the module: libraries may give up on files made to break them. @param {string} name @returns {Diagnostic} */
const unreadable = (name) => ({
  severity: "error",
  code: "broken-workbook",
  place: { file: name },
  message: { zh: "文件已损坏或不完整，无法读取", en: "the file is damaged or incomplete: it can't be read" },
  hint: { zh: "请在表格软件中打开，另存为“Excel 工作簿（.xlsx）”后再试", en: "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)" },
});

/** Opens a file to import a ledger from it. @param {string} name @param {Uint8Array} bytes @returns {Promise<Opened>} */
export const openLedger = (name, bytes) => call("open", name, bytes).catch((error) => (worker ? Promise.reject(error) : { sheets: [], error: unreadable(name) }));

/** Reads what is open as `settings` say. @param {ImportSettings | undefined} settings @param {Outline} outline @param {Uint8Array} [ledger] the scenario's @param {boolean} [adds] rows are added to it, and do not replace it @returns {Promise<LedgerImport>} */
export const readLedger = (settings, outline, ledger, adds = false) => call("read", settings, outline, ledger, adds);

/** The good rows of what was read last, as a ledger's CSV, after those that they are added to. @returns {Promise<Uint8Array>} */
export const ledgerCsv = () => call("csv");

/** Where the rows of that CSV come from. @returns {Promise<Origin>} */
export const ledgerOrigin = () => call("origin");

/** Rows of a ledger with cells that the engine does not read, but an import would, as the format has them. @param {Record<string, string>[]} rows @param {Outline} outline @returns {Promise<Record<string, string>[]>} */
export const tidyRows = (rows, outline) => call("tidyRows", rows, outline);

/** The number that `text` gives in a figure's own unit: `{}` when it is none, `{ unit }` when it is in another. @param {string} text @param {import("./types.d.ts").Text} unit @returns {Promise<{ value?: number, unit?: string }>} */
export const figureAmount = (text, unit) => call("figureAmount", text, unit);

/** The ledger `csv` as an XLSX workbook. @param {string} csv @param {Outline} outline @param {"zh" | "en"} lang @returns {Promise<Uint8Array<ArrayBuffer>>} */
export const ledgerWorkbook = (csv, outline, lang) => call("ledgerWorkbook", csv, outline, lang);

/** An empty ledger to be filled in, as an XLSX workbook. @param {Outline} outline @param {"zh" | "en"} lang @returns {Promise<Uint8Array<ArrayBuffer>>} */
export const ledgerTemplate = (outline, lang) => call("ledgerTemplate", outline, lang);

/** All results as an XLSX workbook. @param {object} about outline, results and the rest: see src/workbook/web.rs @param {"zh" | "en"} lang @returns {Promise<Uint8Array<ArrayBuffer>>} */
export const resultsWorkbook = (about, lang) => call("report", about, lang);
