// @ts-check
// Words of the method page's frame; its text is the documents'.

export const WORDS = {
  zh: {
    title: "减排推演",
    method: "方法",
    home: "返回减排推演",
    language: "语言",
    "theme-auto": "外观：跟随系统",
    "theme-light": "外观：浅色",
    "theme-dark": "外观：深色",
  },
  en: {
    title: "减排推演",
    method: "Method",
    home: "Back to Jianpai",
    language: "Language",
    "theme-auto": "Appearance: as the system",
    "theme-light": "Appearance: light",
    "theme-dark": "Appearance: dark",
  },
};
