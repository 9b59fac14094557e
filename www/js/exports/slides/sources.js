// @ts-check
// The last slide: what targets and earlier reductions rest on, and what was changed.

import { amount, monthName, pollutantName, POLLUTANTS, provenanceText, sentences } from "../../text.js";
import { WORDS, leversText } from "../../words/slides.js";
import { LEFT, WIDTH } from "./deck.js";
import { figure, tableRows, words } from "./tables.js";

/** @param {import("./deck.js").Desk} desk */
export function sources(desk) {
  const { of, font } = desk;
  const { lang, outline, levers } = of;
  const text = WORDS[lang];
  const told = (/** @type {import("../../types.d.ts").Provenance | null | undefined} */ provenance) => words(provenance ? provenanceText(lang, provenance) : text["no-source"]);
  const rows = POLLUTANTS.flatMap((pollutant) => {
    const name = pollutantName(lang, pollutant);
    const named = (/** @type {string} */ what) => words(lang === "zh" ? name + what : `${what}, ${name}`);
    const target = outline.targets[pollutant];
    const opening = outline.openings[pollutant].at(-1);
    return [
      ...(target ? [[named(text["target-of"]), figure(amount(target.reduction_t)), told(target.provenance)]] : []),
      ...(opening ? [[named(`${text["opening-of"]}${lang === "zh" ? `（${monthName(lang, opening.month)}）` : ` by ${monthName(lang, opening.month)}`}`), figure(amount(opening.reduction_t)), told(opening.provenance)]] : []),
    ];
  });
  const moved = leversText(lang, outline, levers);
  const slide = desk.slide(text["sources-title"], [outline.description[lang], moved]);
  slide.addTable(tableRows([[words(text.figure), figure(text.value), words(text.origin)], ...rows], { font, size: 10, head: true }), { x: LEFT, y: 1.05, w: WIDTH, colW: [2.9, 0.9, WIDTH - 3.8] });
  desk.footnotes(slide, [sentences(lang, [outline.description[lang]]), moved]);
}
