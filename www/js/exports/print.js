// @ts-check
// The summary on paper, or as a PDF by way of the browser's own window for printing.

/** @type {import("../types.d.ts").ExportForm[]} */
export const forms = [
  {
    id: "print",
    group: "text",
    title: { zh: "两页摘要", en: "Two-page summary" },
    note: {
      zh: "A4 两页：评判、五项进度、各项措施的贡献与说明。在打印窗口可另存为 PDF；语言同页面。",
      en: "Two A4 pages: verdict, five charts, what each measure brings, notes. The window for printing also saves a PDF; in the page's language.",
    },
    action: { zh: "打印…", en: "Print…" },
    async make() {
      print();
      return undefined;
    },
  },
];
