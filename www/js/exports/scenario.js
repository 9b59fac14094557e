// @ts-check
// The scenario with everything done to it, as one file or as the TOML and CSV files.

import { archiveOf } from "../work/save.js";

/** @type {import("../types.d.ts").ExportForm[]} */
export const forms = [
  {
    id: "scenario",
    group: "scenario",
    title: { zh: "情景文件", en: "Scenario file" },
    note: {
      zh: "一个 .jianpai.zip 文件：规划、清单、措施、台账、调节项与视图。拖进页面即恢复原样；解压后是 TOML 与 CSV 文件。",
      en: "One .jianpai.zip: plan, inventory, measures, ledger, levers and view. Dropped on the page it opens as it was; unpacked it is the TOML and CSV files.",
    },
    async make(context) {
      const { scenario, own } = context.store.get();
      const entry = context.scenarios.entries.find((each) => each.id === scenario && each.own === own);
      if (!entry) return undefined;
      const { name, blob, done } = await archiveOf(context, entry);
      context.scenarios.filed(entry, done);
      return { name, blob };
    },
  },
];
