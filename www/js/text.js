// @ts-check
// Every word of the page, Chinese and English side by side, and how numbers and months are written.
// The Chinese is that of the bureau's own notices (docs: "Words").

/** @typedef {"zh" | "en"} Lang */
/** @typedef {import("./types.d.ts").Pollutant} Pollutant */
/** @typedef {import("./types.d.ts").Outline} Outline */
/** @typedef {import("./types.d.ts").PollutantResults} PollutantResults */
/** @typedef {import("./types.d.ts").Results} Results */
/** @typedef {import("./types.d.ts").Standing} Standing */

/** The five, in the order of every list. @type {Pollutant[]} */
export const POLLUTANTS = ["nox", "vocs", "cod", "nh3n", "tp"];

/** Fixed texts of every page that shows figures. */
export const WORDS = {
  zh: {
    working: "测算中…",
    p10: "80%区间下限（吨）",
    p90: "80%区间上限（吨）",
    table: "表格",
    chart: "图",
    "copy-table": "复制表格",
    "save-picture": "保存图片",
    "save-csv": "下载数据（CSV）",
    "save-json": "下载数据（JSON）",
    month: "月份",
    schedule: "时序进度（吨）",
    reduction: "累计核算减排量（吨）",
    share: "完成目标",
    points: "较时序进度（百分点）",
    opening: "其中：前期累计（吨）",
    offset: "扣减：区域削减替代（吨）",
    reference: "原方案（吨）",
    "chart-keys": "左右方向键逐月读数，PageUp、PageDown 按年，Home、End 到两端。",
    "row-keys": "左右方向键逐行读数，Home、End 到两端。",
    "chart-role": "图表",
    "table-copied": "表格已复制，可直接粘贴到表格软件。",
    "copy-failed": "浏览器不允许写入剪贴板，请手动选择并复制。",
    "file-missing": "服务器上没有这个文件，或不允许下载它。请网站管理员确认 dist/ 已完整复制，然后刷新页面。",
    "file-blocked": "文件未能下载：网络中断，或浏览器的拦截插件、单位的安全网关阻止了它。请将本站加入允许名单，或联系网站管理员，然后刷新页面。",
    "wasm-not-wasm": "服务器返回的不是计算模块，括注为其返回的类型；可能是出错页面或登录页面。请网站管理员允许直接下载 .wasm 文件，类型设为 application/wasm，然后刷新页面。",
    "wasm-forbidden": "浏览器或服务器的安全策略不允许运行 WebAssembly。请网站管理员在内容安全策略（Content-Security-Policy）的 script-src 中加入 'wasm-unsafe-eval'，或改用其他浏览器，然后刷新页面。",
  },
  en: {
    working: "Working…",
    p10: "80% range, low (t)",
    p90: "80% range, high (t)",
    table: "Table",
    chart: "Chart",
    "copy-table": "Copy table",
    "save-picture": "Save picture",
    "save-csv": "Download the figures (CSV)",
    "save-json": "Download the figures (JSON)",
    month: "Month",
    schedule: "Schedule (t)",
    reduction: "Counted reduction, cumulative (t)",
    share: "Share of target",
    points: "Against schedule (points)",
    opening: "of which earlier projects (t)",
    offset: "less: regional offsets (t)",
    reference: "Before changes (t)",
    "chart-keys": "Left and right arrows read month by month, Page Up and Page Down by year, Home and End go to the ends.",
    "row-keys": "Left and right arrows read row by row, Home and End go to the ends.",
    "chart-role": "chart",
    "table-copied": "Table copied; paste it into a spreadsheet.",
    "copy-failed": "The browser does not allow writing to the clipboard. Please select and copy by hand.",
    "file-missing": "The server does not have this file, or does not let it be downloaded. The site's keeper should check that all of dist/ was copied; then reload.",
    "file-blocked": "The file could not be downloaded: the network is down, or a content blocker in the browser or the office's gateway holds it back. Allow this site, or ask its keeper; then reload.",
    "wasm-not-wasm": "What the server sent is not the calculation module but perhaps an error or login page; its type stands behind the name. The site's keeper should let .wasm files be downloaded as application/wasm; then reload.",
    "wasm-forbidden": "A policy of the browser or the server does not let WebAssembly run. The site's keeper should add 'wasm-unsafe-eval' to script-src of the content policy (Content-Security-Policy); or use another browser; then reload.",
  },
};

/** @typedef {keyof typeof WORDS.zh} Word */

/**
 * One fixed text.
 * @param {Lang} lang
 * @param {Word} key
 */
export function word(lang, key) {
  return WORDS[lang][key];
}

/**
 * Writes the fixed texts below `root`: `data-text` names an element's text, `data-title` its tooltip,
 * `data-label` its accessible name. Keys that `words` lacks are another writer's.
 * @param {ParentNode} root
 * @param {Lang} lang
 * @param {Record<Lang, Record<string, string>>} [words]
 */
export function write(root, lang, words = WORDS) {
  const known = words[lang];
  for (const element of root.querySelectorAll("[data-text], [data-title], [data-label]")) {
    const { text = "", title = "", label = "" } = /** @type {HTMLElement} */ (element).dataset;
    if (text in known) element.textContent = known[text];
    if (title in known) element.setAttribute("title", known[title]);
    if (label in known) element.setAttribute("aria-label", known[label]);
  }
}

const NAMES = {
  zh: { nox: "氮氧化物", vocs: "挥发性有机物", cod: "化学需氧量", nh3n: "氨氮", tp: "总磷" },
  en: {
    nox: "nitrogen oxides",
    vocs: "volatile organic compounds",
    cod: "chemical oxygen demand",
    nh3n: "ammonia nitrogen",
    tp: "total phosphorus",
  },
};
const SYMBOLS = { nox: "NOx", vocs: "VOCs", cod: "COD", nh3n: "NH₃-N", tp: "TP" };

/** @param {Lang} lang @param {Pollutant} pollutant */
export const pollutantName = (lang, pollutant) => NAMES[lang][pollutant];
/** @param {Pollutant} pollutant */
export const pollutantSymbol = (pollutant) => SYMBOLS[pollutant];

const STATUS = {
  zh: { ahead: "达到时序进度", "at-risk": "临界", behind: "滞后", none: "未设目标" },
  en: { ahead: "On schedule", "at-risk": "At risk", behind: "Behind", none: "No target" },
};

/** @param {Lang} lang @param {Standing | undefined} status */
export const statusWord = (lang, status) => STATUS[lang][status ?? "none"];

/* Numbers: separators, a true minus sign, as many digits as carry meaning. */

/** By number of decimals; making one costs more than all other work of a lever's move. */
const FORMATS = [0, 1, 2].map((digits) => new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }));

/** @param {number} value @param {number} digits 0 to 2 @param {boolean} [sign] */
export function decimal(value, digits, sign = false) {
  const rounded = Number(value.toFixed(digits)) || 0; // no "-0.0"
  const text = FORMATS[digits].format(Math.abs(rounded));
  return (rounded < 0 ? "−" : sign && rounded > 0 ? "+" : "") + text;
}

/**
 * Tonnes without their unit: whole from 100 on, one decimal from 10 on, else two.
 * @param {number} tonnes
 */
export function amount(tonnes) {
  const size = Math.abs(tonnes);
  return decimal(tonnes, size >= 99.95 || size < 0.005 ? 0 : size >= 9.995 ? 1 : 2);
}

/** @param {Lang} lang @param {number} value */
export const tonnes = (lang, value) => (lang === "zh" ? `${amount(value)}吨` : `${amount(value)} t`);
/** A share as a percentage, one decimal. @param {number} value */
export const percent = (value) => `${decimal(value * 100, 1)}%`;
/** A share as a percentage, whole. @param {number} value */
export const wholePercent = (value) => `${decimal(value * 100, 0)}%`;
/** A chance: no chance drawn is certain. @param {Lang} lang @param {number} value */
export function chance(lang, value) {
  if (value < 0.005) return lang === "zh" ? "不足1%" : "below 1%";
  if (value >= 0.995) return lang === "zh" ? "99%以上" : "above 99%";
  return wholePercent(value);
}
/** How a Chinese sentence goes on after 概率. @param {number} value */
export const chanceIs = (value) => `${value < 0.005 ? "" : value >= 0.995 ? "在" : "为"}${chance("zh", value)}`;
/** Percentage points with their sign, one decimal. @param {number} value */
export const points = (value) => decimal(value, 1, true);
/** A number for a spreadsheet: no separators, three decimals at most. @param {number} value */
export const plain = (value) => String(Number(value.toFixed(3)) || 0);

const ENGLISH_MONTHS = "January February March April May June July August September October November December".split(" ");

/** `2024-12` as people write it. @param {Lang} lang @param {string} month */
export function monthName(lang, month) {
  const [year, number] = month.split("-").map(Number);
  return lang === "zh" ? `${year}年${number}月` : `${ENGLISH_MONTHS[number - 1]} ${year}`;
}

/** The five-year plan the months are, by its usual name. @param {Lang} lang @param {string[]} months */
export function planName(lang, months) {
  const start = Number(months[0].slice(0, 4));
  const ordinal = (start - 2021) / 5 + 14;
  const zh = /** @type {Record<number, string>} */ ({ 13: "十三五", 14: "十四五", 15: "十五五", 16: "十六五" })[ordinal];
  if (months.length !== 60 || !zh) return lang === "zh" ? "规划期" : "the plan's";
  return lang === "zh" ? `“${zh}”` : `the ${ordinal}th Five-Year Plan`;
}

/** @param {string[]} items */
export function englishList(items) {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}


/**
 * How one pollutant stands in month index `i`: share of target and schedule, points between them.
 * @param {PollutantResults} results
 * @param {number} i
 */
export function standing(results, i) {
  const reduction = results.reduction_t[i];
  if (results.target_t === undefined || !results.schedule_t) return { reduction, target: undefined };
  const target = results.target_t;
  const schedule = results.schedule_t[i];
  return { reduction, target, schedule, share: reduction / target, points: ((reduction - schedule) / target) * 100 };
}

/**
 * The verdict on one pollutant, as an official notice words it.
 * Ahead, level (within half a point either side, unless that is behind), at risk (at the plan's end: missed), behind. src/notice.rs says the same.
 * @param {Lang} lang
 * @param {Results} results
 * @param {Pollutant} pollutant
 */
export function verdict(lang, results, pollutant) {
  const one = results.pollutants[pollutant];
  const { reduction, target, schedule, share, points: gap } = standing(one, results.months.indexOf(results.at));
  const month = monthName(lang, results.at);
  const plan = planName(lang, results.months);
  const name = pollutantName(lang, pollutant);
  if (target === undefined || schedule === undefined || share === undefined || gap === undefined) {
    return lang === "zh"
      ? `截至${month}底，全市${name}重点工程累计减排${tonnes(lang, reduction)}；情景未设${name}目标，不与时序进度比较。`
      : `By the end of ${month}, key projects count ${tonnes(lang, reduction)} of ${name}; the scenario sets no target to compare with.`;
  }
  const size = decimal(Math.abs(gap), 1);
  const short = tonnes(lang, schedule - reduction);
  const behind = one.status === "behind";
  const level = Math.abs(gap) <= 0.5 && !behind;
  const missed = !behind && results.at === results.months.at(-1);
  if (lang === "zh") {
    const end = level
      ? "与时序进度基本持平"
      : one.status === "ahead"
        ? `超过时序进度${size}个百分点`
        : `低于${missed ? "目标任务" : "时序进度"}${size}个百分点，${missed ? "" : behind ? "进度滞后，" : "处于临界，"}尚有${short}缺口`;
    return `截至${month}底，全市${name}重点工程累计减排${tonnes(lang, reduction)}，完成${plan}目标任务的${percent(share)}，${end}。`;
  }
  const end = level
    ? "level with the schedule"
    : one.status === "ahead"
      ? `${size} percentage points ahead of schedule`
      : `${size} percentage points ${missed ? "below the target" : behind ? "behind schedule" : "behind schedule and at risk"}, ${short} short`;
  return `By the end of ${month}, key projects count ${tonnes(lang, reduction)} of ${name}, ${percent(share)} of ${plan} target: ${end}.`;
}

/** What of the verdict explains itself. @param {Lang} lang @param {Results} results @param {Pollutant} pollutant @returns {import("./explainable.js").Told[]} */
export function verdictNumbers(lang, results, pollutant) {
  const { reduction, schedule = 0, share, points: gap = 0 } = standing(results.pollutants[pollutant], results.months.indexOf(results.at));
  const of = (/** @type {import("./types.d.ts").Subject["kind"]} */ kind) => ({ kind, pollutant, at: results.at });
  /** @type {import("./explainable.js").Told} */
  const counted = [tonnes(lang, reduction), of("reduction")];
  if (share === undefined) return [counted];
  return [counted, [percent(share), of("share")], [decimal(Math.abs(gap), 1), of("points")], [tonnes(lang, schedule - reduction), of("gap")]];
}

/**
 * The note on what is not official, or nothing.
 * @param {Lang} lang
 * @param {Outline} outline
 */
export function caution(lang, outline) {
  const { illustrative, targets, sources } = outline;
  const zh = lang === "zh";
  const estimated = POLLUTANTS.filter((p) => targets[p]?.estimate).map((p) => (zh ? pollutantName(lang, p) : pollutantSymbol(p)));
  const some = (/** @type {string} */ which) => (zh ? `（${which}）` : ` (${which})`);
  // What is not all of its kind says which in brackets.
  const estimates = [];
  if (estimated.length) {
    const all = POLLUTANTS.every((p) => targets[p]?.estimate ?? true);
    estimates.push((zh ? "目标值" : estimated.length === 1 ? "target" : "targets") + (all ? "" : some(estimated.join(zh ? "、" : ", "))));
  }
  if (sources.some(({ estimate }) => estimate)) {
    const all = sources.every(({ estimate }) => estimate);
    estimates.push((zh ? "基准排放量" : "baseline emissions") + (all ? "" : some(zh ? "部分" : "in part")));
  }
  if (!estimates.length && !illustrative) return "";
  if (zh) {
    const parts = [...(estimates.length ? [`${estimates.join("与")}为估算`] : []), ...(illustrative ? ["台账为示例数据"] : [])];
    return `${parts.join("，")}，不作为考核依据。`;
  }
  const text = [...(estimates.length ? [`estimated ${englishList(estimates)}`] : []), ...(illustrative ? ["an example ledger"] : [])].join(", and ");
  return `${text[0].toUpperCase()}${text.slice(1)}: not a basis for assessment.`;
}

/** @param {Lang} lang @param {number} count */
export function movedCount(lang, count) {
  if (count === 0) return "";
  return lang === "zh" ? `已调整${count}项` : `${count} moved`;
}

const GRADES = {
  zh: { A: "已查阅文件", B: "官方文件", C: "估算" },
  en: { A: "document read", B: "official document", C: "estimate" },
};

/**
 * Where a figure comes from, its grade in words in place of its letter.
 * @param {Lang} lang
 * @param {import("./types.d.ts").Provenance} provenance
 */
export function provenanceText(lang, { grade, text }) {
  const words = /** @type {Record<string, string>} */ (GRADES[lang])[grade ?? ""];
  const note = text[lang].replace(/^\[[ABC]\]\s*/, "");
  if (!words) return note;
  return lang === "zh" ? `（${words}）${note}` : `(${words}) ${note}`;
}

/** Beside every band. */
export const BAND_NOTE = {
  zh: "测算线假定项目全部如期投运，区间计入拖期与落空，故可低于测算线",
  en: "The line has all projects on time; the band allows for delays, so it may lie below",
};

/**
 * What the chart rests on: source of the schedule, and what the dashed line is.
 * @param {Lang} lang
 * @param {Outline} outline
 * @param {Pollutant} pollutant
 * @param {boolean} moved
 * @param {boolean} [banded] whether a band is drawn
 */
export function chartNote(lang, outline, pollutant, moved, banded) {
  const target = outline.targets[pollutant];
  const credit = outline.credit === "capacity"
    ? { zh: "按全年能力核算", en: "full-year capacity counted at once" }
    : { zh: "按投运月数折算", en: "credited by months in service" };
  const source = target?.provenance ? provenanceText(lang, target.provenance) : undefined;
  if (lang === "zh") {
    return sentences(lang, [
      target ? `目标与时序进度：${source ?? "未注明来源"}` : "未设目标",
      `减排量${credit.zh}`,
      ...(moved ? ["虚线为原方案"] : []),
      ...(banded ? [BAND_NOTE.zh] : []),
    ]);
  }
  return sentences(lang, [
    target ? `Target and schedule: ${source ?? "source not given"}` : "No target set",
    `Reductions ${credit.en}`,
    ...(moved ? ["Dashed: before changes"] : []),
    ...(banded ? [BAND_NOTE.en] : []),
  ]);
}

/** Parts as sentences, each closed once. @param {Lang} lang @param {string[]} parts */
export function sentences(lang, parts) {
  return lang === "zh"
    ? parts.map((part) => part.replace(/[。.]?$/, "。")).join("")
    : parts.map((part) => part.replace(/[.]?$/, ".")).join(" ");
}

/** A label and what it labels. @param {Lang} lang @param {string} label @param {string} text */
export const labelled = (lang, label, text) => (lang === "zh" ? `${label}：${text}` : `${label}: ${text}`);
