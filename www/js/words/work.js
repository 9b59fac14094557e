// @ts-check
// Words of keeping, saving and managing scenarios.

/** @typedef {import("../types.d.ts").Text} Text */

/** Why an archive is not opened. */
export const ARCHIVE = {
  broken: { zh: "文件不是完整的 ZIP 压缩文件，可能下载或复制时中断。请重新取得该文件。", en: "The file is not a complete ZIP archive; it may have been cut off when downloaded or copied. Please get it again." },
  large: { zh: "文件过大（解压后超过200兆字节或2000个文件），不是情景文件，未打开。", en: "The file is too large (more than 200 MB or 2000 files when unpacked) to be a scenario; it was not opened." },
  empty: { zh: "压缩文件中没有情景：需要一个 .toml 文件，或一个替换台账的 .csv 文件。", en: "The archive has no scenario: it needs a .toml file; a .csv file alone replaces the ledger." },
};

/** What keeping in the browser says. */
export const KEEPING = {
  full: {
    title: { zh: "浏览器存储空间已满，最近的修改未能自动保存", en: "The browser's storage is full: the newest changes were not saved by themselves" },
    hint: { zh: "本页照常工作。请保存到文件，或删除不用的自有情景以腾出空间；此前保存的内容仍在", en: "The page goes on as usual. Save to a file, or delete own scenarios no longer needed; what was saved before is still there" },
  },
  blocked: {
    title: { zh: "浏览器不允许本页保存（无痕窗口、隐私设置或存储已损坏），修改只在此窗口中", en: "The browser does not let this page save (a private window, a privacy setting, or broken storage): changes are in this window only" },
    hint: { zh: "本页照常工作，关闭前请保存到文件", en: "The page goes on as usual; save to a file before closing it" },
  },
  save: { zh: "保存到文件", en: "Save to a file" },
  elsewhere: {
    title: { zh: "此情景已在另一个窗口中打开", en: "This scenario is open in another window" },
    hint: { zh: "先修改的一方生效，后来的修改不会覆盖它；各自修改请另立副本", en: "Whoever changes it first is saved, and nothing saved is overwritten; to change it in both, go on with a copy here" },
  },
  newer: {
    title: { zh: "此情景已在另一个窗口中修改", en: "This scenario was changed in another window" },
    hint: { zh: "此处如有修改，均未保存，也没有覆盖对方。采用较新内容后，撤销可回到此处的内容", en: "Changes made here, if any, are not saved and have overwritten nothing. After taking the newer state, undo brings back the one here" },
  },
  copy: { zh: "以副本继续", en: "Go on with a copy" },
  take: { zh: "采用较新内容", en: "Take the newer state" },
  taken: { zh: "采用另一窗口的内容", en: "taking the state of another window" },
};

export const WORDS = {
  zh: {
    "work-heading": "管理情景",
    "work-close": "关闭",
    "work-own": "自有情景",
    "work-site": "本站情景",
    "work-none": "尚无自有情景。修改本站情景、打开文件或复制，即得一份；自动保存在此浏览器中。",
    "work-lead": "自有情景自动保存在此浏览器中，不上传。换电脑或清理浏览器前，请保存到文件。",
    "work-lead-off": "浏览器不允许保存：自有情景只在此窗口中，关闭前请保存到文件。",
    "work-open": "打开",
    "work-opened": "当前",
    "work-rename": "改名",
    "work-copy": "复制",
    "work-compare": "与当前比较",
    "work-save": "保存到文件",
    "work-delete": "删除",
  },
  en: {
    "work-heading": "Manage scenarios",
    "work-close": "Close",
    "work-own": "Own scenarios",
    "work-site": "Scenarios of this site",
    "work-none": "None yet. Edit a scenario of the site, open files or duplicate one; it is then kept in this browser.",
    "work-lead": "Own scenarios are kept in this browser and sent nowhere. Save them to files before you change computers or clear the browser.",
    "work-lead-off": "The browser does not allow saving: own scenarios are in this window only. Save them to files before closing it.",
    "work-open": "Open",
    "work-opened": "Shown now",
    "work-rename": "Rename",
    "work-copy": "Duplicate",
    "work-compare": "Compare with shown",
    "work-save": "Save to file",
    "work-delete": "Delete",
  },
};

/** @param {Text} name @returns {Text} */
export const deleted = (name) => ({ zh: `已删除“${name.zh}”`, en: `“${name.en}” was deleted` });
/** @type {Text} */
export const RESTORE = { zh: "撤销删除", en: "Undo" };
