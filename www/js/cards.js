// @ts-check
// View: the five verdict cards, a group of radio buttons that chooses the pollutant.

import { mark, say } from "./dom.js";
import { explainable } from "./explainable.js";
import { POLLUTANTS, amount, chance, percent, points, pollutantName, pollutantSymbol, standing, statusWord } from "./text.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./text.js").Pollutant} Pollutant */
/** @typedef {import("./text.js").Results} Results */

/**
 * @param {HTMLElement} root
 * @param {HTMLTemplateElement} template
 * @param {{ choose(pollutant: Pollutant): void }} on
 */
export function createCards(root, template, on) {
  const cards = POLLUTANTS.map((pollutant) => {
    const card = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (card.querySelector(name));
    const radio = /** @type {HTMLInputElement} */ (find("input"));
    card.dataset.pollutant = pollutant;
    radio.value = pollutant;
    radio.addEventListener("change", () => on.choose(pollutant));
    find(".card-name").id = `card-${pollutant}`;
    radio.setAttribute("aria-labelledby", `card-${pollutant}`);
    const described = [".card-share", ".card-tonnes", ".card-points", ".card-status", ".card-chance"].map((part) => {
      const element = find(part);
      element.id = `${part.slice(1)}-${pollutant}`;
      return element.id;
    });
    radio.setAttribute("aria-describedby", described.join(" "));
    root.append(card);
    return { pollutant, card, radio, find };
  });

  /** The pollutant whose card was last brought into view. */
  let seen = "";

  return {
    /**
     * @param {Lang} lang
     * @param {Results} results
     * @param {string} chosen
     */
    update(lang, results, chosen) {
      const at = results.months.indexOf(results.at);
      const shown = cards.find(({ pollutant }) => pollutant === chosen && chosen !== seen)?.card;
      for (const { pollutant, card, radio, find } of cards) {
        const one = results.pollutants[pollutant];
        const now = standing(one, at);
        const status = one.status ?? "none";
        radio.checked = pollutant === chosen;
        card.dataset.status = status;
        say(find(".card-title"), lang === "zh" ? pollutantName(lang, pollutant) : "");
        say(find(".card-symbol"), pollutantSymbol(pollutant));
        mark(find(".card-symbol"), "title", lang === "zh" ? "" : pollutantName(lang, pollutant));
        say(find(".card-share"), now.share === undefined ? "—" : percent(now.share));
        say(find(".card-tonnes"), tonnesText(lang, now.reduction, now.target));
        say(find(".card-word"), statusWord(lang, one.status));
        say(find(".card-points"), now.points === undefined ? "" : pointsText(lang, now.points));
        mark(find(".shape use"), "href", `#shape-${status}`);
        drawSpark(find(".spark"), one, at);

        // The figures of the card in view explain themselves; of another one they choose it.
        const of = (/** @type {import("./types.d.ts").Subject["kind"]} */ kind, known = true) =>
          pollutant === chosen && known ? { kind, pollutant } : undefined;
        explainable(find(".card-share"), of("share", now.share !== undefined));
        explainable(find(".card-tonnes"), of("reduction"));
        explainable(find(".card-points"), of("points", now.points !== undefined));

        const chances = results.uncertainty?.pollutants[pollutant]?.on_schedule;
        const likely = chances?.[results.months[results.months.length - 1]];
        const element = find(".card-chance");
        element.hidden = likely === undefined;
        if (likely !== undefined) say(element, chanceText(lang, likely));
        explainable(element, of("chance", likely !== undefined));
      }
      // Where the cards are a row to be swiped; the page itself stays where it is.
      if (shown && root.scrollWidth > root.clientWidth) root.scrollTo({ left: shown.offsetLeft - root.offsetLeft - (root.clientWidth - shown.offsetWidth) / 2 });
      seen = chosen;
    },
  };
}

/** @param {Lang} lang @param {number} reduction @param {number | undefined} target */
function tonnesText(lang, reduction, target) {
  if (target === undefined) return lang === "zh" ? `${amount(reduction)}吨` : `${amount(reduction)} t`;
  return lang === "zh" ? `${amount(reduction)} / ${amount(target)}吨` : `${amount(reduction)} of ${amount(target)} t`;
}

/** @param {Lang} lang @param {number} value */
const chanceText = (lang, value) => (lang === "zh" ? `期末达标概率${chance(lang, value)}` : `Final chance: ${chance(lang, value)}`);

/** @param {Lang} lang @param {number} value */
const pointsText = (lang, value) => (lang === "zh" ? `较时序进度${points(value)}个百分点` : `${points(value)} points vs schedule`);

/**
 * How far the counted reduction lay from the schedule, month by month: the flat line is the schedule, the
 * bold one is full up to the month judged and dashed after it. Without a target: the reduction itself.
 * @param {HTMLElement} svg
 * @param {import("./text.js").PollutantResults} one
 * @param {number} at
 */
function drawSpark(svg, one, at) {
  const values = one.reduction_t.map((_, i) => standing(one, i).points ?? one.reduction_t[i]);
  const top = Math.max(...values, 0);
  const bottom = Math.min(...values, 0);
  const x = (/** @type {number} */ i) => (100 * (i + 1)) / values.length;
  // A gap of less than ten points fills no more than its part of the height: flat must look flat.
  const span = Math.max(top - bottom, one.target_t === undefined ? 1e-9 : 10);
  const y = (/** @type {number} */ value) => 18 - (32 * (value - (top + bottom) / 2)) / span;
  const line = (/** @type {number} */ from, /** @type {number} */ to) =>
    values.slice(from, to).map((value, i) => `${x(from + i).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  const set = (/** @type {string} */ name, /** @type {string} */ text) => mark(svg.querySelector(name), "points", text);
  set(".spark-schedule", `0,${y(0).toFixed(1)} 100,${y(0).toFixed(1)}`);
  set(".spark-past", line(0, at + 1));
  set(".spark-ahead", line(at, values.length));
}
