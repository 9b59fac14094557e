// @ts-check
// Tables of the slides: thin rules, a heading in bold, figures to the right.

import { INK, RULE, SOFT } from "./deck.js";

/** @typedef {import("pptxgenjs").default.TableRow} TableRow */
/** @typedef {import("pptxgenjs").default.TableCellProps} Props */
/** @typedef {{ text: string, bold?: boolean, color?: string, left?: boolean }} Cell */

/** @param {string} text @returns {Cell} */
export const words = (text) => ({ text, left: true });
/** @param {string} text @returns {Cell} */
export const figure = (text) => ({ text });

/**
 * @param {Cell[][]} rows
 * @param {{ font: string, size: number, head?: boolean }} look `head`: whether the first row is a heading
 * @returns {TableRow[]}
 */
export function tableRows(rows, { font, size, head = false }) {
  return rows.map((row, r) => {
    const heading = head && r === 0;
    /** @type {Props["border"]} */
    const border = [{ type: "none" }, { type: "none" }, { type: "solid", pt: heading ? 1 : 0.5, color: heading ? SOFT : RULE }, { type: "none" }];
    return row.map(({ text, bold, color, left }) => ({
      text,
      options: { fontFace: font, fontSize: size, bold: heading || bold, color: color ?? (heading ? SOFT : INK), align: left ? "left" : "right", valign: "middle", border, margin: [0.03, 0.06, 0.03, 0.06] },
    }));
  });
}
