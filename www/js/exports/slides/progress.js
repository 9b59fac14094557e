// @ts-check
// A slide a pollutant: the verdict, the chart against the schedule, the figures, what they rest on.

import { amount, chance, chartNote, percent, points, provenanceText, standing, statusWord, tonnes, verdict } from "../../text.js";
import { chartDescription } from "../../words/page.js";
import { SHAPES, WORDS, chartTitle, endText } from "../../words/slides.js";
import { COLOURS, LEFT, SOFT, STATUS_COLOURS, TINTS, WIDTH } from "./deck.js";
import { figure, tableRows, words } from "./tables.js";

/** @typedef {import("../../text.js").Pollutant} Pollutant */
/** @typedef {import("../collect.js").Collected} Collected */

const CHART_WIDTH = 8.2;

/** @param {import("./deck.js").Desk} desk @param {Pollutant} pollutant */
export function progress(desk, pollutant) {
  const { of, font } = desk;
  const { lang, outline, results } = of;
  const described = chartDescription(lang, results, pollutant);
  const note = chartNote(lang, outline, pollutant, false);
  const openings = outline.openings[pollutant].flatMap(({ provenance }) => (provenance ? [provenanceText(lang, provenance)] : []));
  const slide = desk.slide(verdict(lang, results, pollutant), [described, note, ...new Set(openings)]);
  slide.addText(chartTitle(lang, pollutant, results.months), { x: LEFT, y: 1.55, w: CHART_WIDTH, h: 0.3, fontFace: font, fontSize: 12, bold: true, color: SOFT, margin: 0 });
  desk.chart(slide, chartOf(of, pollutant), { x: LEFT - 0.1, y: 1.85, w: CHART_WIDTH, h: 4.35 }, described);
  const rows = keyFigures(of, pollutant).map(([name, value, color]) => [words(name), { ...figure(value), bold: true, ...(color && { color }) }]);
  const left = LEFT + CHART_WIDTH + 0.35;
  slide.addTable(tableRows(rows, { font, size: 12 }), { x: left, y: 1.6, w: LEFT + WIDTH - left, colW: lang === "zh" ? [1.75, 1.83] : [1.98, 1.6], rowH: 0.34 });
  desk.footnotes(slide, [note]);
}

/** @param {Collected} of @param {Pollutant} pollutant */
function chartOf({ lang, outline, results }, pollutant) {
  const text = WORDS[lang];
  const { months, at, uncertainty } = results;
  const one = results.pollutants[pollutant];
  const now = months.indexOf(at);
  const bands = uncertainty?.pollutants[pollutant];
  const openings = new Map(outline.openings[pollutant].map(({ month, reduction_t: t }) => [month, t]));
  const colour = COLOURS[pollutant];
  const tint = TINTS[pollutant];
  return {
    heading: text.months,
    categories: months,
    dates: true,
    ...(bands && {
      band: {
        low: { name: text["line-low"], values: bands.p10, colour: tint },
        span: { name: text["line-band"], values: bands.p90.map((high, i) => high - bands.p10[i]), colour: tint },
      },
    }),
    lines: [
      ...(one.schedule_t ? [{ name: text["line-schedule"], values: one.schedule_t, colour: "5B626A", width: 1.5 }] : []),
      { name: text["line-counted"], values: one.reduction_t.map((t, i) => (i <= now ? t : undefined)), colour, width: 3 },
      { name: text["line-ahead"], values: one.reduction_t.map((t, i) => (i >= now ? t : undefined)), colour, width: 2, dash: /** @type {const} */ ("sysDash") },
      ...(openings.size ? [{ name: text["line-opening"], values: months.map((month) => openings.get(month)), colour, points: true }] : []),
    ],
  };
}

/** @param {Collected} of @param {Pollutant} pollutant @returns {[string, string, string?][]} */
function keyFigures({ lang, outline, results }, pollutant) {
  const text = WORDS[lang];
  const { months, at, uncertainty } = results;
  const i = months.indexOf(at);
  const last = months.length - 1;
  const one = results.pollutants[pollutant];
  const { reduction, target, schedule, share, points: gap } = standing(one, i);
  const status = one.status ?? "none";
  const bands = uncertainty?.pollutants[pollutant];
  const t = (/** @type {number} */ value) => tonnes(lang, value);
  const measures = reduction - one.opening_t[i] + one.offset_t[i];
  return [
    [text["key-status"], `${SHAPES[status]} ${statusWord(lang, one.status)}`, STATUS_COLOURS[status]],
    [text["key-counted"], t(reduction)],
    [text["key-opening"], t(one.opening_t[i])],
    [text["key-measures"], t(measures)],
    ...(one.offset_t[i] ? [/** @type {[string, string]} */ ([text["key-offset"], t(one.offset_t[i])])] : []),
    ...(target === undefined || schedule === undefined || share === undefined || gap === undefined
      ? []
      : /** @type {[string, string][]} */ ([
          [text["key-target"], t(target) + (outline.targets[pollutant]?.estimate ? text.estimate : "")],
          [text["key-share"], percent(share)],
          [text["key-schedule"], t(schedule)],
          [text["key-points"], points(gap) + text["points-unit"]],
          ...(schedule > reduction ? [[text["key-gap"], t(schedule - reduction)]] : []),
        ])),
    [endText(lang, months[last]), t(one.reduction_t[last])],
    ...(bands
      ? [
          /** @type {[string, string]} */ ([text["key-band"], `${amount(bands.p10[last])}–${t(bands.p90[last])}`]),
          ...(target === undefined ? [] : [/** @type {[string, string]} */ ([text["key-chance"], chance(lang, bands.on_schedule[months[last]])])]),
        ]
      : []),
  ];
}
