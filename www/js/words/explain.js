// @ts-check
// Words of explanations, and formulas as text.

import { provenanceText } from "../text.js";
/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../types.d.ts").Explanation} Explanation */
/** @typedef {import("../types.d.ts").Formula} Formula */
/** @typedef {import("../types.d.ts").Quantity} Quantity */

export const WORDS = {
  zh: {
    "explain-close": "关闭", "explain-back": "返回", symbol: "符号", name: "含义", value: "数值", figure: "在“依据”中查看",
    "copy-zh": "复制脚注（中文）", "copy-en": "复制脚注（英文）", terms: "各项数值与出处", formula: "算式", values: "代入数值", none: "未注明出处（假设）", default: "默认值（情景文件未写，无出处）", lever: "调节项的取值",
  },
  en: {
    "explain-close": "Close", "explain-back": "Back", symbol: "Symbol", name: "What", value: "Value", figure: "See under Sources",
    "copy-zh": "Copy footnote (Chinese)", "copy-en": "Copy footnote (English)", terms: "Values and sources", formula: "Formula", values: "With values", none: "No source given (assumption)", default: "The default (not in the scenario file, no source)", lever: "As the lever is set",
  },
};

/** A number with as many digits as reproduce the result. @param {number} value @param {boolean} [share] */
export function digits(value, share = false) {
  const text = Number((share ? value * 100 : value).toPrecision(7)).toLocaleString("en", { maximumSignificantDigits: 7 });
  return `${text}${share ? "%" : ""}`.replace("-", "−");
}

/** @param {Lang} lang @param {Quantity} quantity */
export const withUnit = (lang, { value, share, unit }) => `${digits(value, share)}${unit[lang] ? ` ${unit[lang]}` : ""}`;

/** Where the value of a term that is a figure comes from. @param {Lang} lang @param {Explanation["terms"][number]} term */
export const origin = (lang, { provenance, assumed }) => (provenance ? provenanceText(lang, provenance) : WORDS[lang][assumed ?? "none"]);

/** How many terms of a sum are written out: two, three points, the last. */
export const WRITTEN = 4;

/**
 * A formula as a line of text, its terms written by `write`.
 * @param {Formula} formula
 * @param {(term: number) => string} write
 * @returns {string}
 */
export function line(formula, write) {
  const of = (/** @type {Formula} */ part) => line(part, write);
  /** In brackets where it would be read otherwise. @param {Formula} part @param {boolean} [first] */
  const tight = (part, first = false) => (("sum" in part && part.sum.length > 1) || ("less" in part && !first) || ("series" in part && part.series[1] - part.series[0] > 1) ? `(${of(part)})` : of(part));
  if ("term" in formula) return write(formula.term);
  if ("number" in formula) return digits(formula.number);
  if ("sum" in formula) return formula.sum.map(of).join(" + ");
  if ("series" in formula) {
    const [first, end] = formula.series;
    const all = Array.from({ length: end - first }, (_, i) => first + i);
    if (all.length === 0) return "0";
    if (all.length <= WRITTEN) return all.map(write).join(" + ");
    return [write(first), write(first + 1), "…", write(end - 1)].join(" + ");
  }
  if ("less" in formula) {
    const [a, b] = formula.less;
    return "number" in a && a.number === 0 ? `−${tight(b)}` : `${of(a)} − ${tight(b)}`;
  }
  if ("times" in formula) return formula.times.map((part) => ("less" in part ? `(${of(part)})` : tight(part))).join(" × ");
  const bound = (/** @type {Formula} */ part) => ("term" in part || "number" in part ? of(part) : `(${of(part)})`);
  if ("over" in formula) return `${bound(formula.over[0])} ÷ ${bound(formula.over[1])}`;
  if ("power" in formula && "number" in formula.power[1] && formula.power[1].number === 0.5) return `√(${of(formula.power[0])})`;
  if ("power" in formula) return `${bound(formula.power[0])}^${bound(formula.power[1])}`;
  if ("least" in formula) return `min(${formula.least.map(of).join(", ")})`;
  return `max(${formula.most.map(of).join(", ")})`;
}

/** The explanation as a footnote. @param {Lang} lang @param {Explanation} explanation */
export function footnote(lang, { title, result, formula, terms, note }) {
  const names = line(formula, (i) => terms[i].name[lang]);
  const values = line(formula, (i) => digits(terms[i].value, terms[i].share));
  const known = new Map(terms.flatMap((term) => (term.figure ? [[term.name[lang], origin(lang, term)]] : [])));
  const sources = [...known].map(([name, text]) => (lang === "zh" ? `${name}：${text}` : `${name}: ${text}`));
  if (lang === "zh") return `${title.zh}：${result.name.zh} = ${names} = ${values} = ${withUnit(lang, result)}。${note.zh}${sources.length ? `出处：${sources.join("；")}` : ""}`;
  return `${title.en}: ${result.name.en} = ${names} = ${values} = ${withUnit(lang, result)}. ${note.en}${sources.length ? ` Sources: ${sources.join("; ")}` : ""}`;
}
