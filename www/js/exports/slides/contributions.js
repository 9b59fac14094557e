// @ts-check
// A slide a pollutant of who brings it: measures as bars, the projects that bring most as a table.

import { amount, pollutantName } from "../../text.js";
import { ranked } from "../../shares.js";
import { waterfallFinding } from "../../words/contributions.js";
import { WORDS, barsTitle, sumText, uncountedText } from "../../words/slides.js";
import { COLOURS, LEFT, SOFT, WIDTH } from "./deck.js";
import { figure, tableRows, words } from "./tables.js";

const BARS = 10;
const PROJECTS = 8;
const CHART_WIDTH = 6.7;

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
  const slide = desk.slide(waterfallFinding(lang, pollutant, results.at, { total: sums.total, opening: sums.opening, top: brought.slice(0, 2) }), [
    summed,
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
    const rows = projects.map(({ row, t }) => [words(row.name[lang]), words(row.project?.district_name?.[lang] ?? row.project?.district ?? ""), figure(amount(t))]);
    slide.addTable(tableRows([[words(text.project), words(text.district), figure(text.brought)], ...rows], { font, size: 11, head: true }), { x: left, y: 1.9, w: LEFT + WIDTH - left, colW: [2.78, 1.2, 1.1], rowH: 0.34 });
  }
  desk.footnotes(slide, [summed, uncounted ? uncountedText(lang, uncounted) : ""]);
}
