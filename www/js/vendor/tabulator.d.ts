/** What the ledger uses of Tabulator, whose minified module has no declarations. */
export class TabulatorFull {
  constructor(root: HTMLElement, options: object);
  [method: string]: any;
}
