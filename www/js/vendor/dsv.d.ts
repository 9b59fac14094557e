/** What the ledger uses of d3-dsv. */
export function dsvFormat(delimiter: string): { parseRows(text: string): string[][]; formatRows(rows: string[][]): string; formatRow(row: string[]): string };
