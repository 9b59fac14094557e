// @ts-check
// Words of tab 依据, and how figures are written and read.

import { provenanceText } from "../text.js";
import { placeText } from "./page.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../types.d.ts").FigureEntry} FigureEntry */

export const WORDS = {
  zh: {
    "sources-search": "查找数据", "sources-grade": "等级", "sources-all": "全部等级", "sources-changed": "只看改动",
    "sources-sort": "排序", "sources-by-file": "按情景文件", "sources-by-influence": "按对结论的影响",
    figure: "数据", value: "数值", grade: "等级", source: "出处", influence: "影响（个百分点）", influenceT: "影响（吨）", action: "操作",
    edit: "修改", restore: "还原", save: "保存", close: "关闭", discard: "放弃修改", unsaved: "有未保存的修改", unsavedHere: "有未保存的修改：关闭后仍保留，再点“修改”即可接着填写。", stop: "停止", low: "低值", mode: "数值", most: "高值",
    "source-zh": "来源与说明（中文）", "source-en": "来源与说明（英文）",
    languages: "来源与说明只改写一种语言时，中英文页面都显示新写的内容；两种都改写，则各显示各的。",
    "unit-zh": "单位（中文）", "unit-en": "单位（英文）", languagesUnit: "单位、来源与说明只改写一种语言时，中英文页面都显示新写的内容；两种都改写，则各显示各的。改单位不换算数值。",
    ends: "低值、高值要么都填，要么都不填（即为确定值）",
    warned: "已保存。请留意：", none: "没有符合条件的数据。", changed: "已改，原为", noted: "出处或等级已改",
    unwritten: "文件未写，取默认值", range: "取值范围", bad: "未保存。请改正：", number: "“*”不是数字：请写成如9000、9,000或0.9万", shareNumber: "“*”不是数字：请写成如0.85或85%", blank: "请填写数值", blankUnit: "请填写单位", pending: "情景文件有错误，先改正后才能在此修改。",
    point: "不填低值、高值即为确定值。", percent: "可写 68.4% 或 0.684。", byRange: "按其范围", byTen: "±10%", byDelay: "按推迟范围", nothing: "不影响",
    A: "A 已查阅文件", default: "默认值", B: "B 官方文件", C: "C 估算（假设）", "": "未注明出处", explain: "参数依据",
  },
  en: {
    "sources-search": "Find a figure", "sources-grade": "Grade", "sources-all": "All grades", "sources-changed": "Changed only",
    "sources-sort": "Order", "sources-by-file": "As in the file", "sources-by-influence": "By influence on the verdict",
    figure: "Figure", value: "Value", grade: "Grade", source: "Source", influence: "Influence (points)", influenceT: "Influence (t)", action: "Action",
    edit: "Edit", restore: "Restore", save: "Save", close: "Close", discard: "Discard changes", unsaved: "unsaved changes", unsavedHere: "Unsaved changes: they are kept when this is closed, and are here again with “Edit”.", stop: "Stop", low: "Low", mode: "Value", most: "High",
    "source-zh": "Source and note (Chinese)", "source-en": "Source and note (English)",
    languages: "Source and note rewritten in one language only are shown in both; rewritten in both, each in its own.",
    "unit-zh": "Unit (Chinese)", "unit-en": "Unit (English)", languagesUnit: "A unit, or source and note, rewritten in one language only are shown in both; rewritten in both, each in its own. Another unit does not convert the values.",
    ends: "give both Low and High, or neither (then the value is certain)",
    warned: "Saved. Please note:", none: "No figure fits.", changed: "changed, was", noted: "source or grade changed",
    unwritten: "not in the file: the default", range: "May be", bad: "Not saved. Please mend:", number: "“*” is not a number: write it like 9000 or 9,000", shareNumber: "“*” is not a number: write it like 0.85 or 85%", blank: "Please fill in the value", blankUnit: "Please fill in the unit", pending: "The scenario has errors; mend them before editing here.",
    point: "Without low and high it is certain.", percent: "Write 68.4% or 0.684.", byRange: "its range", byTen: "±10%", byDelay: "range of delays", nothing: "none",
    A: "A, document read", default: "default", B: "B, official document", C: "C, estimate (assumption)", "": "no source given", explain: "Sources",
  },
};

/** Its grade; nothing where its source is not given, `default` where no file states it. @param {FigureEntry} entry */
export const gradeOf = ({ provenance, place }) => (provenance ? (provenance.grade ?? "") : place ? "" : "default");

/** @param {Lang} lang @param {FigureEntry[]} entries @param {{ changed: number, unsaved: number, shown: number }} of figures, how many of them */
export function countFinding(lang, entries, { changed, unsaved, shown }) {
  const of = (/** @type {string} */ grade) => entries.filter((entry) => gradeOf(entry) === grade).length;
  const [a, b, c, none, defaults] = ["A", "B", "C", "", "default"].map(of);
  const all = entries.length;
  return lang === "zh"
    ? `情景共${all}项数据：已查阅文件${a}项，官方文件${b}项，估算${c}项，未注明出处${none}项，默认值${defaults}项${changed ? `；已改${changed}项` : ""}${unsaved ? `；${unsaved}项有未保存的修改` : ""}${shown < all ? `。列出${shown}项。` : "。"}`
    : `${all} figures: ${a} read in documents, ${b} from official documents, ${c} estimates, ${none} without a source, ${defaults} defaults${changed ? `; ${changed} changed` : ""}${unsaved ? `; ${unsaved} with unsaved changes` : ""}.${shown < all ? ` ${shown} listed.` : ""}`;
}

/** @param {Lang} lang @param {number} done @param {number} all */
export const tryingText = (lang, done, all) => (lang === "zh" ? `逐项试算 ${done}/${all}` : `Trying ${done} of ${all}`);

/** @param {Lang} lang @param {FigureEntry} entry */
export const fullName = (lang, { of, name }) => `${of[lang]} · ${name[lang]}`;

/** @param {Lang} lang @param {string} name */
export const editLabel = (lang, name) => ({ zh: `修改“${name}”`, en: `edit of ${name}` })[lang];
/** @param {FigureEntry} entry @param {"edit" | "restore"} what */
export const stepLabel = (entry, what) => ({
  zh: `${what === "edit" ? "修改" : "还原"}${fullName("zh", entry)}`,
  en: `${what === "edit" ? "Edit of" : "Restoring"} ${fullName("en", entry)}`,
});

/** A number as people read it. @param {FigureEntry} entry @param {number} value */
export function numberText({ share }, value) {
  const text = Number((share ? value * 100 : value).toPrecision(6)).toLocaleString("en", { maximumSignificantDigits: 6 });
  return (share ? `${text}%` : text).replace("-", "−");
}

/** A value with its range and unit. @param {Lang} lang @param {FigureEntry} entry */
export function valueText(lang, entry) {
  const { low, mode, high, unit } = entry;
  const range = low < high ? (lang === "zh" ? `（${numberText(entry, low)}–${numberText(entry, high)}）` : ` (${numberText(entry, low)} to ${numberText(entry, high)})`) : "";
  return `${numberText(entry, mode)}${unit[lang] ? ` ${unit[lang]}` : ""}${range}`;
}

/** Exactly, for a field. @param {FigureEntry} entry @param {number} value */
export const fieldText = ({ share }, value) => (share ? `${Number((value * 100).toPrecision(15))}%` : String(value));

/** A plain number that a reader typed, of shares in per cent, too; NaN for all else. @param {FigureEntry} entry @param {string} text */
export function typed({ share }, text) {
  const plain = text.normalize("NFKC").replace("−", "-").trim();
  const number = share && plain.endsWith("%") ? plain.slice(0, -1).trim() : plain;
  if (!/^[-+]?(\d+\.?|\d*\.\d+)(e[-+]?\d+)?$/i.test(number)) return NaN;
  return number === plain ? Number(number) : Number(`${number}e-2`);
}

/** That what was typed is no number, or in the unit `behind` it, which is not the figure's. @param {Lang} lang @param {FigureEntry} entry @param {string} text @param {string} [behind] */
export function oddText(lang, { share, unit }, text, behind) {
  if (!behind) return WORDS[lang][share ? "shareNumber" : "number"].replace("*", text.trim());
  if (!unit[lang]) return { zh: `“${behind}”：这项数据没有单位，只写数字`, en: `“${behind}”: this figure has no unit; write the number alone` }[lang];
  return { zh: `“${behind}”不是这项数据的单位：请用“${unit.zh}”`, en: `“${behind}” is not what this figure is counted in: use “${unit.en}”` }[lang];
}

/** Where its unit comes from, where it can't be changed here. @param {Lang} lang @param {FigureEntry} entry @param {FigureEntry | undefined} unitOf */
export function unitText(lang, { unit, written_unit: written }, unitOf) {
  if (written || !unit[lang]) return "";
  if (!unitOf) return { zh: "单位由模型规定。", en: "The unit is the model's." }[lang];
  return { zh: `单位随“${fullName("zh", unitOf)}”的单位，在那里修改。`, en: `The unit follows that of “${fullName("en", unitOf)}”: change it there.` }[lang];
}

/** What a figure may be. @param {Lang} lang @param {FigureEntry} entry */
export function limitsText(lang, entry) {
  const { least, above, most } = entry;
  const text = (/** @type {number} */ value) => numberText(entry, value);
  if (least === undefined && most === undefined) return "";
  if (most === undefined) return lang === "zh" ? `${above ? "大于" : "不小于"}${text(least ?? 0)}` : `${above ? "more than" : "at least"} ${text(least ?? 0)}`;
  return lang === "zh" ? `${text(least ?? 0)} 至 ${text(most)}` : `${text(least ?? 0)} to ${text(most)}`;
}

/** Where it is written. @param {Lang} lang @param {FigureEntry} entry @param {Record<string, string> | undefined} shownAs */
export function whereText(lang, { place }, shownAs) {
  if (!place) return WORDS[lang].unwritten;
  return placeText(lang, { file: shownAs?.[place.file] ?? place.file, line: place.line });
}

/** What was found, and where unless that is known. @param {Lang} lang @param {import("../types.d.ts").Diagnostic} finding @param {boolean} [isHere] */
export const findingText = (lang, { place, message, hint }, isHere = false) =>
  `${message[lang]}${hint ? ` ${hint[lang]}` : ""}${isHere ? "" : ` (${placeText(lang, place)})`}`;

/** The source without its grade. @param {Lang} lang @param {FigureEntry} entry */
export const sourceText = (lang, { provenance }) => (provenance ? provenanceText(lang, { ...provenance, grade: null }) : "");
