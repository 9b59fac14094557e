// @ts-check
// Chart: what each district brings, ranked.

import { shares } from "../shares.js";
import { HEADS } from "../words/common.js";
import { groupFinding } from "../words/contributions.js";

/** @type {import("../figure.js").Figure} */
export const figure = {
  id: "districts",
  title: { zh: "各区贡献", en: "Contribution of each district" },
  load: ({ levers, results }, ask) => ask("contributions", levers, { at: results.at, by: "district" }),
  show: (view, data) => ({ ...shares(view, data, HEADS[view.lang].district, groupFinding), chart: "districts", barEach: true, beside: { districts: data } }),
};
