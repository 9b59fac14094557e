// @ts-check
// Fixed texts of the page itself, which an embed does without; `data-text="key"` in index.html names them.

import { WORDS as COMMON, POLLUTANTS, caution, decimal, englishList, monthName, percent, points, pollutantName, pollutantSymbol, sentences, standing, statusWord, tonnes, verdict, wholePercent, write as writeWords } from "../text.js";
import { overall } from "./all.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../types.d.ts").Pollutant} Pollutant */
/** @typedef {import("../types.d.ts").Outline} Outline */
/** @typedef {import("../types.d.ts").Results} Results */

const WORDS = {
  zh: {
    ...COMMON.zh,
    "engine-failed": "计算模块未能启动",
    "worker-blocked": "浏览器未能启动后台计算（worker.js）：拦截插件或安全策略阻止了它，或该文件缺失。请将本站加入允许名单，然后刷新页面。",
    "scenario-failed": "未能读取情景文件",
    "no-toml": "没有可用的情景文件：需要一个 .toml 文件，或一个替换台账的 .csv 文件。",
    about: "减排推演对照五年规划的时序进度，测算本市重点工程对氮氧化物、挥发性有机物、化学需氧量、氨氮、总磷的减排：已经计入多少，安排中的项目还能带来多少，哪一项可能滞后、差多少吨、有多大把握。全部计算在本机浏览器内进行，台账不上传。",
    scenario: "情景",
    "own-scenarios": "自有情景",
    open: "打开",
    "open-title": "打开自己的情景文件",
    undo: "撤销",
    redo: "重做",
    reset: "全部还原",
    "reset-title": "所有措施回到情景原值",
    "share-view": "分享",
    "share-title": "分享当前视图：链接、嵌入网页",
    "share-failed": "“分享”未能打开",
    export: "导出",
    "export-title": "导出图片、幻灯片、工作簿、数据、文字",
    "export-failed": "未能打开导出",
    language: "语言",
    "theme-auto": "外观：跟随系统",
    "theme-light": "外观：浅色",
    "theme-dark": "外观：深色",
    skip: "跳到结论与图表",
    method: "方法",
    "method-title": "计算公式、情景文件格式、数据来源与适用范围",
    "use-own": "使用我们自己的数据",
    messages: "消息",
    tabs: "视图",
    sampling: "抽样测算",
    stop: "停止",
    "go-on": "继续",
    "tab-failed": "此视图未能显示",
    "as-of": "截至",
    "as-of-title": "评判的月份",
    "copy-paragraph": "复制文字",
    pollutant: "污染物",
    measures: "措施",
    air: "大气",
    water: "水",
    scale: "规模",
    delay: "推迟",
    effectiveness: "投用率",
    "reset-lever": "还原",
    close: "关闭",
    "open-levers": "调节措施",
    "dialog-title": "使用我们自己的数据",
    "dialog-lead": "只换台账：把 Excel、ODS 或 CSV 台账拖进页面，格式不必一致，先预览再导入；“台账”页有空白模板。目标、排放量和系数在“依据”页逐项修改。文件只在本机浏览器内读取，不上传。",
    "dialog-1": "整个换成本市的情景：一个 TOML 文件（规划、排放源、措施）和一个 CSV 项目台账。下载当前情景的文件作为样本：",
    "dialog-2": "用表格软件和文本编辑器换成本市的目标、清单和项目；台账另存为 CSV，中文表头可直接识别。",
    "dialog-3": "在此打开全部文件，或把文件、文件夹拖进页面。只打开台账时，它替换或并入当前情景的台账。",
    "pick-files": "选择文件…",
    "pick-folder": "选择文件夹…",
    "drop-here": "松开鼠标即打开",
    error: "错误",
    warning: "提示",
    notice: "说明",
    hint: "建议",
    dismiss: "知道了",
    "paragraph-copied": "文字已复制。",
    "link-own": "此链接出自自有数据，数据文件不随链接传送。请向对方索取保存的情景文件（.jianpai.zip）或同一份数据文件，打开后即按链接恢复调节项。",
    "link-bad": "链接不完整，或所指的情景不在本站，未能照它打开",
    "link-partly": "链接的以下内容本页不能照用（不能识别或超出范围，链接可能出自其他版本），其余已照用",
    "archive-failed": "未能打开压缩文件",
    "archive-broken": "文件不是完整的 ZIP 压缩文件，可能下载或复制时中断。请重新取得该文件。",
    "archive-partly": "文件出自较新的版本，或部分内容不能识别：情景与台账已完整打开，不能识别的调节项与视图已略去。",
    "keeping-failed": "自动保存未能启动，关闭页面前请保存到文件",
    "work-failed": "情景管理未能打开",
    work: "管理",
    "work-title": "管理情景：改名、复制、比较、删除、保存到文件",
    "moves-dropped": "此情景没有以下措施，对它们的调节已略去",
    "moves-beyond": "以下调节超出滑块的范围，未采用",
    "engine-failed-hint": "请确认网站目录完整（js/pkg 中的文件均在），服务器允许下载 .wasm 文件，浏览器为近三年版本，然后刷新页面。",
    "site-failed": "未能读取站点设置 site.json",
    "other-ledger": "以下文件不是所打开情景的台账，已略去",
    "ledger-opened": "台账已作为新情景打开，原情景不变",
    "picture-reproduced": "图片复算一致",
    "picture-differs": "图片复算不一致",
    "picture-unreadable": "图片无法打开",
    "file-kind": "不能识别的文件类型，已略去",
    "file-kind-other": "情景由 .toml 与 .csv 文件组成，台账也可以是 .xlsx、.xls、.ods。",
    pending: "修改尚有错误",
    "pending-stays": "修改已保留；页面上的结果仍是改正前最后一次有效的结果。",
    "pending-title": "查看修改中的错误",
    "previous-stays": "有错误，未打开；页面仍为原先的情景。",
    opened: "已打开",
  },
  en: {
    ...COMMON.en,
    "engine-failed": "The calculation module could not be started",
    "worker-blocked": "The browser could not start computing in the background (worker.js): a content blocker or a security policy prevents it, or the file is missing. Allow this site; then reload.",
    "scenario-failed": "A scenario file could not be read",
    "no-toml": "Nothing to open: a scenario needs a .toml file; a .csv file alone replaces the ledger.",
    about: "Jianpai holds what a city's projects cut of nitrogen oxides, VOCs, COD, ammonia nitrogen and total phosphorus against the schedule of the five-year plan: how much counts by now, how much planned projects still bring, what falls behind, by how many tonnes, and how sure that is. All of it is computed in this browser; no ledger leaves it.",
    scenario: "Scenario",
    "own-scenarios": "Own scenarios",
    open: "Open",
    "open-title": "Open your own scenario files",
    undo: "Undo",
    redo: "Redo",
    reset: "Reset all",
    "reset-title": "Put every measure back where the scenario has it",
    "share-view": "Share",
    "share-title": "Share this view: link, code for a web page",
    "share-failed": "The dialog “Share” could not be opened",
    export: "Export",
    "export-title": "Export pictures, slides, workbooks, data and text",
    "export-failed": "The export could not be opened",
    language: "Language",
    "theme-auto": "Appearance: as the system",
    "theme-light": "Appearance: light",
    "theme-dark": "Appearance: dark",
    skip: "Skip to verdict and charts",
    method: "Method",
    "method-title": "Equations, scenario format, sources and limits",
    "use-own": "Use our own data",
    messages: "Messages",
    tabs: "Views",
    sampling: "Drawing",
    stop: "Stop",
    "go-on": "Go on",
    "tab-failed": "This view could not be shown",
    "as-of": "As of",
    "as-of-title": "Month to judge by",
    "copy-paragraph": "Copy text",
    pollutant: "Pollutant",
    measures: "Measures",
    air: "Air",
    water: "Water",
    scale: "Scale",
    delay: "Delay",
    effectiveness: "Effectiveness",
    "reset-lever": "Reset",
    close: "Close",
    "open-levers": "Adjust measures",
    "dialog-title": "Use our own data",
    "dialog-lead": "The ledger alone: drop it on the page as Excel, ODS or CSV, in whichever layout; a preview comes first, and the tab Ledger has an empty template. Targets, emissions and factors are changed one by one in the tab Sources. Files are read in this browser only; nothing is uploaded.",
    "dialog-1": "All of your city: one TOML file (plan, sources, measures) and one CSV ledger of projects. Download the files of the current scenario as a pattern:",
    "dialog-2": "Put in your city's targets, inventory and projects with a spreadsheet and a text editor; save the ledger as CSV. Chinese column headings are understood.",
    "dialog-3": "Open all files here, or drop files or a folder on the page. A ledger alone replaces that of the current scenario, or is added to it.",
    "pick-files": "Choose files…",
    "pick-folder": "Choose a folder…",
    "drop-here": "Drop to open",
    error: "Error",
    warning: "Warning",
    notice: "Note",
    hint: "Hint",
    dismiss: "Dismiss",
    "paragraph-copied": "Text copied.",
    "link-own": "This link was made with someone's own data, which does not travel in a link. Ask for the saved scenario (.jianpai.zip) or the same files; once opened, the levers will be set as in the link.",
    "link-bad": "The link is incomplete, or names a scenario that this site does not have, and could not be followed",
    "link-partly": "This page can't use these parts of the link as they are (unknown or out of range; the link may come from another version), and used the rest",
    "archive-failed": "The archive could not be opened",
    "archive-broken": "The file is not a complete ZIP archive; it may have been cut off when downloaded or copied. Please get it again.",
    "archive-partly": "The file was made by a newer version, or has parts this page does not know: scenario and ledger were opened in full, levers or views it does not know left out.",
    "keeping-failed": "Saving by itself could not be started; save to a file before closing the page",
    "work-failed": "The list of scenarios could not be opened",
    work: "Manage",
    "work-title": "Manage scenarios: rename, duplicate, compare, delete, save to file",
    "moves-dropped": "This scenario does not have these measures; what was moved of them was left out",
    "moves-beyond": "These moves are beyond what sliders reach, and were left out",
    "engine-failed-hint": "Check that the site's folder is complete (all files in js/pkg), that the server lets .wasm files be downloaded, and that the browser is less than three years old; then reload.",
    "site-failed": "The site's settings, site.json, could not be read",
    "other-ledger": "Left out: not the ledger of the scenario that was opened",
    "ledger-opened": "Opened as a new scenario; the one before is unchanged",
    "picture-reproduced": "Picture reproduced",
    "picture-differs": "Picture not reproduced",
    "picture-unreadable": "The picture can't be opened",
    "file-kind": "File of an unknown kind, left out",
    "file-kind-other": "A scenario is made of .toml and .csv files; a ledger may be .xlsx, .xls or .ods too.",
    pending: "The edits still have errors",
    "pending-stays": "They are kept; the results shown are the last valid ones before them.",
    "pending-title": "Show the errors in the edits",
    "previous-stays": "There are errors, so it was not opened; the page still shows the scenario before.",
    opened: "Opened",
  },
};

/** @typedef {keyof typeof WORDS.zh} Word */

/** One fixed text. @param {Lang} lang @param {Word} key */
export const word = (lang, key) => WORDS[lang][key];

/** Writes the fixed texts below `root`. @param {ParentNode} root @param {Lang} lang */
export const write = (root, lang) => writeWords(root, lang, WORDS);

/** @param {Lang} lang @param {number} value */
export function delayText(lang, value) {
  const number = decimal(value, Number.isInteger(value) ? 0 : 1, true);
  return lang === "zh" ? `${number}个月` : `${number} mo`;
}

/**
 * A measure's second line: pollutants, work-plan item, projects, whether it counts.
 * @param {Lang} lang
 * @param {import("../types.d.ts").MeasureOutline} measure
 */
export function measureFacts(lang, measure) {
  const facts = [measure.pollutants.map(pollutantSymbol).join(" ")];
  const { work_plan_item: item, projects, complete } = measure;
  if (item !== undefined && item !== null) facts.push(lang === "zh" ? `第${item}项` : `item ${item}`);
  if (lang === "zh") facts.push(projects ? `${projects}个项目${complete ? `（${complete}个已完成）` : ""}` : "台账无项目");
  else facts.push(projects ? `${projects} project${projects === 1 ? "" : "s"}${complete ? ` (${complete} complete)` : ""}` : "no projects");
  if (!measure.counts) facts.push(lang === "zh" ? "不计入考核" : "not counted");
  return facts.join(" · ");
}

/**
 * What a measure brings by the month judged.
 * @param {Lang} lang
 * @param {number} value tonnes
 * @param {boolean} counts
 */
export function broughtText(lang, value, counts) {
  return counts ? tonnes(lang, value) : `(${tonnes(lang, value)})`;
}

/** Heads the column of what measures bring. @param {Lang} lang @param {Pollutant} pollutant */
export const broughtTitle = (lang, pollutant) =>
  lang === "zh" ? `${pollutantName(lang, pollutant)}贡献` : `Contribution to ${pollutantSymbol(pollutant)}`;

/** Parts of a link, as many as a reader can make use of. @param {string[]} parts */
export const partsText = (parts) => [...parts.slice(0, 8).map((part) => (part.length > 60 ? `${part.slice(0, 60)}…` : part)), ...(parts.length > 8 ? ["…"] : [])].join(" · ");

/** How many draws the bands and chances rest on. @param {Lang} lang @param {number} draws @param {number} [total] */
export function drawsText(lang, draws, total) {
  const count = decimal(draws, 0);
  if (total !== undefined) return lang === "zh" ? `抽样测算${count}/${decimal(total, 0)}次` : `${count} of ${decimal(total, 0)} draws`;
  return lang === "zh" ? `抽样${count}次` : `${count} draws`;
}

/** @param {Lang} lang @param {number} count */
export const pendingCount = (lang, count) => (lang === "zh" ? `${count}处待改正` : `${count} to mend`);

/* What copies add to id and name. */

export const EDITED = { id: "edited", name: { zh: "已改", en: "edited" } };
export const COPIED = { id: "copy", name: { zh: "副本", en: "copy" } };

/* What undo and redo say they take back. */

/** @typedef {import("../types.d.ts").Text} Text */
/** @type {Text} */
export const FROM_LINK = { zh: "链接或图片中的调节项", en: "levers of a link or picture" };
/** @type {Text} */
export const FROM_FILE = { zh: "打开文件", en: "opening a file" };
/** @type {Text} */
export const RESET_ALL = { zh: "全部还原", en: "reset of all measures" };
const MOVED = {
  scale: { zh: "规模", en: "scale" },
  delay_months: { zh: "推迟", en: "delay" },
  effectiveness: { zh: "投用率", en: "effectiveness" },
  enabled: { zh: "启停", en: "on or off" },
};
/** @param {Text} measure @param {keyof typeof MOVED} key @returns {Text} */
export const moveLabel = (measure, key) => ({ zh: `${measure.zh}的${MOVED[key].zh}`, en: `${measure.en}, ${MOVED[key].en}` });
/** @param {Lang} lang @param {{ measure: Text, key: "scale" | "delay_months" | "effectiveness", value: number }} move */
export const moveText = (lang, { measure, key, value }) => `${moveLabel(measure, key)[lang]} ${key === "delay_months" ? delayText(lang, value) : wholePercent(value)}`;
/** @param {Text} measure @returns {Text} */
export const resetLabel = (measure) => ({ zh: `还原${measure.zh}`, en: `reset of ${measure.en}` });

/** @param {Lang} lang @param {number} count */
export const moreFindings = (lang, count) => (lang === "zh" ? `另有${count}条` : `${count} more`);

/**
 * The whole verdict as a paragraph for a report; `moved` are the measures, by id, that are not as the scenario has them.
 * @param {Lang} lang
 * @param {Outline} outline
 * @param {Results} results
 * @param {string[]} [moved]
 */
export function paragraph(lang, outline, results, moved = []) {
  const note = [movedNote(lang, outline, moved), unfinishedNote(lang, results), fewDrawsNote(lang, results), caution(lang, outline)].filter(Boolean).join(lang === "zh" ? "" : " ");
  const told = POLLUTANTS.filter((p) => results.pollutants[p].status || results.pollutants[p].reduction_t.some((t) => t !== 0));
  const text = sentences(lang, [overall(lang, results, moved.length), ...told.map((p) => verdict(lang, results, p))]);
  if (!note) return text;
  return text + (lang === "zh" ? `\n注：${note}` : `\nNote: ${note}`);
}

/** The note on measures that were moved, or nothing. @param {Lang} lang @param {Outline} outline @param {string[]} moved */
export function movedNote(lang, outline, moved) {
  const names = outline.measures.filter(({ id }) => moved.includes(id)).map(({ name }) => name[lang]);
  const [count, named] = [names.length, names.slice(0, 3)];
  if (!count) return "";
  if (lang === "zh") return `按调整后的方案测算，调整了${named.join("、")}${count > 3 ? "等" : ""}${count}项措施。`;
  return `Worked out with ${count} measure${count === 1 ? "" : "s"} moved: ${englishList([...named, ...(count > 3 ? [`${count - 3} more`] : [])])}.`;
}

/** The note that not all that counts is done, or nothing. @param {Lang} lang @param {Results} results */
export function unfinishedNote(lang, { counts_unfinished }) {
  if (!counts_unfinished) return "";
  return lang === "zh" ? "累计减排量含尚未完成项目（在建、计划）按预定完成时间测算的部分。" : "Projects underway or planned are counted as if complete when due.";
}

/** The note that the chance rests on few draws, or nothing. @param {Lang} lang @param {Results} results */
function fewDrawsNote(lang, { uncertainty, pollutants }) {
  if (!uncertainty || uncertainty.draws >= 1000 || !POLLUTANTS.some((p) => pollutants[p].status)) return "";
  return lang === "zh" ? `概率仅按${uncertainty.draws}次抽样粗略估计。` : `The chance is a rough estimate, from ${uncertainty.draws} draws only.`;
}

/** What is said of each pollutant. @param {Lang} lang @param {Results} results */
export const verdicts = (lang, results) => sentences(lang, POLLUTANTS.map((p) => verdict(lang, results, p)));

/**
 * The verdict in a few signs, for where there is no room.
 * @param {Lang} lang
 * @param {Results} results
 * @param {Pollutant} pollutant
 */
export function shortVerdict(lang, results, pollutant) {
  const one = results.pollutants[pollutant];
  const { share, points: gap } = standing(one, results.months.indexOf(results.at));
  if (share === undefined || gap === undefined) return "";
  return `${pollutantSymbol(pollutant)} ${percent(share)} · ${points(gap)} · ${statusWord(lang, one.status)}`;
}

/** @param {Lang} lang @param {import("../types.d.ts").Diagnostic["place"]} place */
export function placeText(lang, place) {
  const parts = [place.fileName?.[lang] ?? place.file];
  if (place.line !== undefined) parts.push(lang === "zh" ? `第${place.line}行` : `line ${place.line}`);
  if (place.cell) parts.push(place.cell);
  if (place.key) parts.push(place.keyName?.[lang] ?? place.key);
  return parts.join(" · ");
}

/**
 * The chart in words, for those who can't see it.
 * @param {Lang} lang
 * @param {Results} results
 * @param {Pollutant} pollutant
 */
export function chartDescription(lang, results, pollutant) {
  const one = results.pollutants[pollutant];
  const decembers = results.months.flatMap((month, i) => (month.endsWith("-12") ? [i] : []));
  const years = decembers.map((i) => {
    const { reduction, schedule } = standing(one, i);
    const month = monthName(lang, results.months[i]);
    if (lang === "zh") return `${month}${tonnes(lang, reduction)}${schedule === undefined ? "" : `，时序进度${tonnes(lang, schedule)}`}`;
    return `${month} ${tonnes(lang, reduction)}${schedule === undefined ? "" : ` against a schedule of ${tonnes(lang, schedule)}`}`;
  });
  return lang === "zh"
    ? `${pollutantName(lang, pollutant)}累计核算减排量与时序进度，按月。${years.join("；")}。`
    : `Cumulative counted reduction of ${pollutantName(lang, pollutant)} and the schedule, by month. ${years.join("; ")}.`;
}
