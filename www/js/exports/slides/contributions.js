// @ts-check
// A slide a pollutant of who brings it: measures as bars, the projects that bring most as a table, what a tonne costs.

import { amount, pollutantName, sentences } from "../../text.js";
import { stepsOf } from "../../catalogue/cost-curve.js";
import { ranked } from "../../shares.js";
import { priced } from "../../words/common.js";
import { waterfallFinding } from "../../words/contributions.js";
import { WORDS as COST, curveFinding } from "../../words/cost.js";
import { WORDS, barsTitle, sumText, uncountedText } from "../../words/slides.js";
import { COLOURS, LEFT, SOFT, WIDTH } from "./deck.js";
import { figure, tableRows, words } from "./tables.js";

const BARS = 10;
const PROJECTS = 7;
const CHART_WIDTH = 6.2;

/** @param {import("./deck.js").Desk} desk @param {import("../../text.js").Pollutant} pollutant */
export function contributions(desk, pollutant) {
  const { of, font } = desk;
  const { lang, outline, results } = of;
  const text = WORDS[lang];
  const one = results.pollutants[pollutant];
  const i = results.months.indexOf(results.at);
  const brought = ranked(outline.measures.map(({ id, name }) => ({ name: name[lang], t: one.attribution_t?.[id] ?? 0 })));
  const sums = { opening: one.opening_t[i], measures: one.reduction_t[i] - one.opening_t[i] + one.offset_t[i], offset: one.offset_t[i], total: one.reduction_t[i] };
  const uncounted = Object.values(one.uncounted_t ?? {}).reduce((sum, t) => sum + t, 0);
  const title = barsTitle(lang, pollutant, results.at);
  const summed = sumText(lang, sums);
  const cost = sentences(lang, [curveFinding(lang, pollutant, stepsOf({ ...of, pollutant })), COST[lang].note]);
  const slide = desk.slide(waterfallFinding(lang, pollutant, results.at, { total: sums.total, opening: sums.opening, top: brought.slice(0, 2) }), [
    summed,
    cost,
    ...brought.map(({ name, t }) => `${name} ${amount(t)}`),
  ]);
  const rest = brought.slice(BARS).reduce((sum, { t }) => sum + t, 0);
  const bars = [...brought.slice(0, BARS), ...(brought.length > BARS ? [{ name: `${text.others} (${brought.length - BARS})`, t: rest }] : [])];
  slide.addText(title, { x: LEFT, y: 1.55, w: CHART_WIDTH, h: 0.3, fontFace: font, fontSize: 12, bold: true, color: SOFT, margin: 0 });
  if (bars.length) {
    const chart = { heading: text.measure, categories: bars.map(({ name }) => name), dates: false, bars: { name: `${pollutantName(lang, pollutant)} (${text.tonnes})`, values: bars.map(({ t }) => t), colour: COLOURS[pollutant] } };
    desk.chart(slide, chart, { x: LEFT - 0.1, y: 1.9, w: CHART_WIDTH, h: Math.min(4.4, 0.6 + 0.36 * bars.length) }, `${title}. ${bars.map(({ name, t }) => `${name} ${amount(t)}`).join("; ")}`);
  }
  const projects = ranked(of.contributions.project.rows.map((row) => ({ row, t: row.counted_t[pollutant] }))).slice(0, PROJECTS);
  if (projects.length) {
    const left = LEFT + CHART_WIDTH + 0.35;
    slide.addText(text.projects, { x: left, y: 1.55, w: LEFT + WIDTH - left, h: 0.3, fontFace: font, fontSize: 12, bold: true, color: SOFT, margin: 0 });
    const price = priced(lang, projects.map(({ row }) => row.full_year.cny_per_t[pollutant]));
    const rows = projects.map(({ row, t }, i) => {
      const one = price.of(i);
      return [words(row.name[lang]), words(row.project?.district_name?.[lang] ?? row.project?.district ?? ""), figure(amount(t)), figure(one === undefined ? "–" : amount(one))];
    });
    slide.addTable(tableRows([[words(text.project), words(text.district), figure(text.brought), figure(price.title)], ...rows], { font, size: 11, head: true }), { x: left, y: 1.9, w: LEFT + WIDTH - left, colW: [2.48, 1, 0.9, 1.2], rowH: 0.34 });
  }
  desk.footnotes(slide, [summed, uncounted ? uncountedText(lang, uncounted) : "", cost]);
}
