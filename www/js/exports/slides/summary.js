// @ts-check
// The slide of all pollutants: the sentence, the table, what the paragraph says of each.

import { POLLUTANTS, amount, chance, percent, points, pollutantName, pollutantSymbol, standing, statusWord } from "../../text.js";
import { overall } from "../../words/all.js";
import { movedNote, unfinishedNote, verdicts } from "../../words/page.js";
import { SHAPES, WORDS, leversText } from "../../words/slides.js";
import { INK, LEFT, SOFT, STATUS_COLOURS, WIDTH } from "./deck.js";
import { figure, tableRows, words } from "./tables.js";

const WIDTHS = [1.88, 1.75, 1.6, 1.15, 1.35, 1.75, 1.5, 1.15];
/** So many levers are told in full; the last slide has all. */
const LEVERS = 3;

/** @param {import("./deck.js").Desk} desk */
export function summary(desk) {
  const { of, font } = desk;
  const { lang, outline, results, levers } = of;
  const text = WORDS[lang];
  const body = verdicts(lang, results);
  const moved = leversText(lang, outline, levers);
  const unfinished = unfinishedNote(lang, results);
  const slide = desk.slide(overall(lang, results, levers.length), [body, unfinished, moved]);
  const i = results.months.indexOf(results.at);
  const end = results.months[results.months.length - 1];
  const heads = [text.pollutant, text.counted, text.target, text.share, text.schedule, text.points, text.status, text.chance];
  const rows = POLLUTANTS.map((pollutant) => {
    const one = results.pollutants[pollutant];
    const { reduction, target, schedule, share, points: gap } = standing(one, i);
    const name = lang === "zh" ? `${pollutantName(lang, pollutant)} ${pollutantSymbol(pollutant)}` : pollutantSymbol(pollutant);
    const status = one.status ?? "none";
    const likely = results.uncertainty?.pollutants[pollutant].on_schedule[end];
    const some = (/** @type {number | undefined} */ value, /** @type {(value: number) => string} */ write) => figure(value === undefined ? "–" : write(value));
    return [
      { ...words(name), bold: true },
      figure(amount(reduction)),
      some(target, (t) => amount(t) + (outline.targets[pollutant]?.estimate ? text.estimate : "")),
      some(share, percent),
      some(schedule, amount),
      some(gap, points),
      { ...words(`${SHAPES[status]} ${statusWord(lang, one.status)}`), bold: true, color: STATUS_COLOURS[status] },
      some(target === undefined ? undefined : likely, (value) => chance(lang, value)),
    ];
  });
  slide.addTable(tableRows([heads.map((head, n) => (n === 0 || n === 6 ? words(head) : figure(head))), ...rows], { font, size: 13, head: true }), { x: LEFT, y: 1.6, w: WIDTH, colW: WIDTHS, rowH: 0.44 });
  slide.addText(
    [
      { text: body, options: { breakLine: true, color: INK } },
      ...(unfinished ? [{ text: unfinished, options: { breakLine: true, color: SOFT } }] : []),
      { text: levers.length > LEVERS ? movedNote(lang, outline, levers.map(({ measure }) => measure)) : moved, options: { color: SOFT } },
    ],
    { x: LEFT, y: 4.6, w: WIDTH, h: 2.3, fontFace: font, fontSize: 13, margin: 0, valign: "top", paraSpaceAfter: 6 },
  );
}
