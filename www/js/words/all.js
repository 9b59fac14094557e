// @ts-check
// Words of tab 五项.

export const CHOICE = { zh: "五项污染物", en: "Five pollutants" };
export const TITLES = { all: { zh: "五项污染物", en: "Five pollutants" } };
export const WORDS = {
  zh: { pollutant: "污染物", counted: "核算减排量（吨）", schedule: "时序进度（吨）", target: "目标（吨）", share: "完成目标", points: "较时序（百分点）", status: "状态" },
  en: { pollutant: "Pollutant", counted: "Counted (t)", schedule: "Schedule (t)", target: "Target (t)", share: "Of the target", points: "Against schedule (points)", status: "Status" },
};
