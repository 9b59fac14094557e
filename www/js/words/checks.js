// @ts-check
// Words of tab 核查.

import { LEDGER } from "./ledger.js";

/** @typedef {import("../text.js").Lang} Lang */

export const CHOICE = { zh: "核查", en: "Checks" };
export const TITLES = { ledger: { zh: "台账核查", en: "Ledger" }, input: { zh: "读入提示", en: "As read" } };
export const WORDS = {
  zh: { error: "错误", warning: "提示", kind: "级别", found: "发现", hint: "建议", measure: "措施", place: "位置", rows: "所在行", stake: "涉及" },
  en: { error: "Error", warning: "Warning", kind: "Severity", found: "Finding", hint: "Hint", measure: "Measure", place: "Where", rows: "Rows", stake: "At stake:" },
};

/** @param {Lang} lang @param {number} errors @param {number} warnings */
export function checksFinding(lang, errors, warnings) {
  const all = errors + warnings;
  if (lang === "zh") return all ? `台账核查发现${all}处需要确认：错误${errors}处，提示${warnings}处。` : "台账核查未发现问题。";
  return all ? `The ledger has ${all} thing${all === 1 ? "" : "s"} to look at: ${errors} error${errors === 1 ? "" : "s"}, ${warnings} warning${warnings === 1 ? "" : "s"}.` : "Nothing found in the ledger.";
}

/** @param {Lang} lang @param {number} count */
export function inputFinding(lang, count) {
  if (lang === "zh") return count ? `读入方案文件时有${count}条提示。` : "读入方案文件时没有提示。";
  return count ? `${count} remark${count === 1 ? "" : "s"} on the files as they were read.` : "No remarks on the files as they were read.";
}

/** @param {Lang} lang @param {{ project: string, file: string, line: number }[]} rows @param {number} shown */
export function rowsText(lang, rows, shown) {
  const some = rows.slice(0, shown).map(({ project, file, line }) => {
    const where = /\.csv$/i.test(file) ? LEDGER[lang] : file;
    return (lang === "zh" ? `${where}第${line}行` : `${where} line ${line}`) + (project && ` ${project}`);
  });
  const more = rows.length - some.length;
  if (more > 0) some.push(lang === "zh" ? `另有${more}行` : `${more} more`);
  return some.join(lang === "zh" ? "；" : "; ");
}
