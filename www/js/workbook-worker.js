// @ts-check
// Module worker: holds the module that reads and writes workbooks. Requests come from workbooks.js as `{ id, method, args }`
// and are answered `{ id, value }` or `{ id, error }`; `broken` says that the module has ended and a new worker is needed.

/** @typedef {typeof import("./workbook/workbook.js")} Bindings */

const started = start();
/** @type {InstanceType<Bindings["LedgerImport"]> | undefined} */
let ledger;

async function start() {
  const glue = new URL("./workbook/workbook.js", import.meta.url).href;
  const bindings = /** @type {Bindings} */ (await import(glue));
  await bindings.default();
  return bindings;
}

/** @type {Record<string, (bindings: Bindings, ...args: any[]) => unknown>} */
const METHODS = {
  open: ({ LedgerImport }, name, bytes) => (ledger ??= new LedgerImport()).open(name, bytes),
  read: (_, settings, outline, known, adds) => ledger?.read(settings, outline, known, adds),
  csv: () => ledger?.csv(),
  origin: () => ledger?.origin(),
  tidyRows: ({ tidyRows }, rows, outline) => tidyRows(rows, outline),
  figureAmount: ({ figureAmount }, text, unit) => figureAmount(text, unit),
  ledgerWorkbook: ({ ledgerWorkbook }, csv, outline, lang) => ledgerWorkbook(csv, outline, lang),
  ledgerTemplate: ({ ledgerTemplate }, outline, lang) => ledgerTemplate(outline, lang),
  report: ({ report }, about, lang) => report(about, lang),
};

addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    const value = METHODS[method](await started, ...args);
    postMessage({ id, value }, { transfer: value instanceof Uint8Array ? [value.buffer] : [] });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    postMessage({ id, error: message, broken: error instanceof WebAssembly.RuntimeError });
  }
});
