// @ts-check
// Words of the dialog 分享.

/** @typedef {import("../text.js").Lang} Lang */

export const WORDS = {
  zh: {
    "share-title": "分享",
    "share-close": "关闭",
    "share-link": "链接",
    "share-link-note": "打开即见当前的情景、调节项与视图。调节项写在 # 之后，服务器日志不留痕迹。",
    "share-link-own": "链接只带调节项与视图，不带您的情景与台账文件；对方需先打开同一份文件。需要一并交给对方时，请保存文件：",
    "share-save": "打开“导出”，保存情景文件",
    "share-copy-link": "复制链接",
    "share-embed": "嵌入网页",
    "share-chart": "图表",
    "share-pollutant": "污染物",
    "share-lang": "语言",
    "share-theme": "外观",
    "share-theme-auto": "跟随系统",
    "share-theme-light": "浅色",
    "share-theme-dark": "深色",
    "share-width": "宽度",
    "share-width-full": "随所在位置",
    "share-figures": "数值",
    "share-live": "随网站更新",
    "share-frozen": "冻结于今日",
    "share-live-note": "网站上的情景更新后，图表随之更新。",
    "share-frozen-note": "代码内带有今日的数值、计算模块版本与校验码；网站数据以后有变化时，图下注明。",
    "share-carry": "随附情景与台账，供复算核对",
    "share-carry-own": "代码公开后，台账也随之公开。",
    "share-own-live": "自有情景不在网站上，只能冻结；或把文件放到网站，用自定义元素的 src 指向它。",
    "share-form": "代码",
    "share-frame": "框架（iframe）",
    "share-element": "自定义元素",
    "share-copy-code": "复制代码",
    "share-code-size": "代码长度",
    "share-preview": "预览",
    "share-listener": "同一网页有几个框架时，最后一行 script 只需一次；去掉它则用固定高度。",
    "share-docs": "对方网站有内容安全策略、用到沙箱，或在其他网站上用自定义元素时，见",
    "share-docs-link": "方法页《在其他网页上显示图表》",
    "link-copied": "链接已复制。",
    "code-copied": "代码已复制，粘贴到网页的源代码中即可。",
  },
  en: {
    "share-title": "Share",
    "share-close": "Close",
    "share-link": "Link",
    "share-link-note": "Opens with the scenario, levers and view as they are now. Levers stand behind the #, so that no server's log sees them.",
    "share-link-own": "The link carries levers and view, but not your scenario and ledger; the reader has to open the same files first. To hand them over, save them:",
    "share-save": "Save the scenario in “Export”",
    "share-copy-link": "Copy link",
    "share-embed": "On a web page",
    "share-chart": "Chart",
    "share-pollutant": "Pollutant",
    "share-lang": "Language",
    "share-theme": "Appearance",
    "share-theme-auto": "as the system",
    "share-theme-light": "light",
    "share-theme-dark": "dark",
    "share-width": "Width",
    "share-width-full": "that of its place",
    "share-figures": "Figures",
    "share-live": "follow the site",
    "share-frozen": "frozen today",
    "share-live-note": "When the site's scenario changes, so does the chart.",
    "share-frozen-note": "The code carries today's figures, the engine's version and a check; when the site's figures change later, a line below says so.",
    "share-carry": "carry scenario and ledger, so that they can be worked out anew",
    "share-carry-own": "Whoever sees the code sees your ledger.",
    "share-own-live": "Your own scenario is not on the site, so it can only be frozen; or put its files on the site and name them as the element's src.",
    "share-form": "Code",
    "share-frame": "frame (iframe)",
    "share-element": "element",
    "share-copy-code": "Copy code",
    "share-code-size": "Length of the code",
    "share-preview": "Preview",
    "share-listener": "Where a page has several frames, the last line is needed once; without it the height is fixed.",
    "share-docs": "For pages with a content policy or a sandbox, and for elements on another site, see",
    "share-docs-link": "“Charts on other pages” on the method page",
    "link-copied": "Link copied.",
    "code-copied": "Code copied; paste it into the page's source.",
  },
};

/** Longer code than this, in characters, is warned of: content systems often keep 64 KB of a page, with all that stands on it. */
export const LONG = 32 * 1024;

/** How long the code is, and what to do where that is long. @param {Lang} lang @param {number} length @param {boolean} carries whether scenario and ledger are in it */
export function sizeText(lang, length, carries) {
  const kb = (length / 1024).toFixed(length < 10240 ? 1 : 0);
  const size = lang === "zh" ? `代码长 ${kb} KB` : `${kb} KB of code`;
  if (length < LONG) return size;
  if (lang === "zh") return `${size}，较长：有的网站编辑器会截断或拒绝，粘贴后请核对。${carries ? "不随附情景与台账则较短。" : ""}`;
  return `${size}, which is long: some editors of web pages cut or refuse it; check after pasting.${carries ? " Without scenario and ledger it is shorter." : ""}`;
}
