// @ts-check
// Tab 各区: what each district brings, ranked.

import { createFigure } from "../figure.js";
import { shares } from "../shares.js";
import { HEADS } from "../words/common.js";
import { groupFinding } from "../words/contributions.js";

/** @param {HTMLElement} root @param {import("../types.d.ts").TabContext} context */
export function create(root, context) {
  const title = { zh: HEADS.zh.district, en: HEADS.en.district };
  return createFigure(
    root,
    context,
    [
      {
        id: "districts",
        title,
        load: ({ levers, results }) => context.ask("contributions", levers, { at: results.at, by: "district" }),
        show: (view, data) => ({ ...shares(view, data, HEADS[view.lang].district, groupFinding), chart: "districts", districts: data }),
      },
    ],
    { name: title },
  );
}
