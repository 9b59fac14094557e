// @ts-check
// View: a row of controls for every measure of the scenario, air and water apart.

import { explainable } from "./explainable.js";
import { labelled, movedCount, provenanceText, wholePercent } from "./text.js";
import { broughtText, delayText, measureFacts, word, write } from "./words/page.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./text.js").Outline} Outline */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./types.d.ts").MeasureOutline} MeasureOutline */
/** @typedef {"scale" | "delay_months" | "effectiveness"} Key */
/** @typedef {Readonly<Record<string, { scale?: number, delay_months?: number, enabled?: boolean, effectiveness?: number }>>} Levers */

/** @type {Levers[string]} */
const UNMOVED = {};

/**
 * @param {{ list: HTMLElement, moved: HTMLElement, group: HTMLTemplateElement, row: HTMLTemplateElement }} parts
 * @param {{ move(measure: string, key: Key | "enabled", value: number | boolean, original: number | boolean): void, reset(measure: string): void, released(): void }} on
 *   `released`: a slider is held no more
 */
export function createLevers(parts, on) {
  /** @type {ReturnType<typeof createRow>[]} */
  let rows = [];
  let held = false;
  parts.list.addEventListener("pointerdown", ({ target }) => (held = target instanceof HTMLInputElement && target.type === "range"));
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => {
      if (!held) return;
      held = false;
      on.released();
    });
  }

  return {
    /** Whether a slider is held: it may be passing the place it came from. */
    held: () => held,

    /**
     * Builds the rows of another scenario, or of another language.
     * @param {Lang} lang
     * @param {Outline} outline
     */
    build(lang, outline) {
      const open = new Set(rows.filter((row) => row.details.open).map((row) => row.measure.id));
      rows = [];
      parts.list.replaceChildren();
      for (const air of [true, false]) {
        const measures = outline.measures.filter((measure) => measure.air === air);
        if (measures.length === 0) continue;
        const group = clone(parts.group);
        part(group, ".group-name").textContent = word(lang, air ? "air" : "water");
        part(group, ".group-count").textContent = String(measures.length);
        for (const measure of measures) {
          const row = createRow(lang, measure, parts.row, on);
          row.details.open = open.has(measure.id);
          part(group, "ul").append(row.element);
          rows.push(row);
        }
        parts.list.append(group);
      }
    },

    /**
     * @param {Lang} lang
     * @param {Levers} levers
     * @param {string} pollutant
     * @param {Results | undefined} results
     */
    update(lang, levers, pollutant, results) {
      for (const row of rows) row.update(lang, levers[row.measure.id] ?? UNMOVED, pollutant, results);
      parts.moved.textContent = movedCount(lang, Object.keys(levers).length);
    },
  };
}

/**
 * @param {Lang} lang
 * @param {MeasureOutline} measure
 * @param {HTMLTemplateElement} template
 * @param {Parameters<typeof createLevers>[1]} on
 */
function createRow(lang, measure, template, on) {
  const element = clone(template);
  write(element, lang);
  const name = part(element, ".lever-name");
  const enabled = /** @type {HTMLInputElement} */ (part(element, ".lever-enabled input"));
  const reset = /** @type {HTMLButtonElement} */ (part(element, ".lever-reset"));
  const details = /** @type {HTMLDetailsElement} */ (part(element, "details"));
  const brought = part(element, ".lever-tonnes");
  const original = measure.lever;

  name.textContent = measure.name[lang];
  part(element, ".lever-facts").textContent = measureFacts(lang, measure);
  part(element, ".lever-source").textContent = measure.provenance ? provenanceText(lang, measure.provenance) : "";
  reset.setAttribute("aria-label", `${word(lang, "reset-lever")} ${measure.name[lang]}`);
  reset.addEventListener("click", () => {
    on.reset(measure.id);
    enabled.focus(); // the button is about to hide
  });
  enabled.addEventListener("change", () => on.move(measure.id, "enabled", enabled.checked, original.enabled));

  const slides = [...element.querySelectorAll(".lever-slide")].map((slide) => {
    const input = /** @type {HTMLInputElement} */ (part(slide, "input"));
    const key = /** @type {Key} */ (input.dataset.key);
    // A scenario may put a lever beyond the usual range; its place must stay reachable.
    input.min = String(Math.min(Number(input.min), original[key]));
    input.max = String(Math.max(Number(input.max), original[key]));
    input.setAttribute("aria-label", labelled(lang, measure.name[lang], part(slide, "span").textContent ?? ""));
    input.style.setProperty("--from", share(input, original[key]));
    input.addEventListener("input", () => on.move(measure.id, key, Number(input.value), original[key]));
    return { key, input, output: part(slide, "output") };
  });

  /** @type {{ moves: Levers[string], pollutant: string } | undefined} */
  let shown;

  return {
    element,
    measure,
    details,
    /**
     * @param {Lang} lang
     * @param {Levers[string]} moves
     * @param {string} pollutant
     * @param {Results | undefined} results
     */
    update(lang, moves, pollutant, results) {
      const acts = /** @type {string[]} */ (measure.pollutants).includes(pollutant);
      // Measures that bring nothing are not listed in the results.
      const one = results?.pollutants[/** @type {import("./text.js").Pollutant} */ (pollutant)];
      const brings = measure.counts ? one?.attribution_t : one?.uncounted_t;
      const text = acts && brings ? broughtText(lang, brings[measure.id] ?? 0, measure.counts) : "";
      if (brought.textContent !== text) brought.textContent = text;
      explainable(brought, text ? { kind: "contribution", measure: measure.id, pollutant: /** @type {import("./text.js").Pollutant} */ (pollutant) } : undefined);

      if (shown?.moves === moves && shown.pollutant === pollutant) return; // most rows, most of the time
      shown = { moves, pollutant };
      const state = { ...original, ...moves };
      const moved = Object.keys(moves).length > 0;
      element.classList.toggle("dim", !acts);
      element.classList.toggle("moved", moved);
      element.classList.toggle("off", !state.enabled);
      enabled.checked = state.enabled;
      reset.hidden = !moved;
      for (const { key, input, output } of slides) {
        const text = key === "delay_months" ? delayText(lang, state[key]) : wholePercent(state[key]);
        if (Number(input.value) !== state[key]) input.value = String(state[key]);
        input.style.setProperty("--to", share(input, state[key]));
        input.setAttribute("aria-valuetext", text);
        input.disabled = !state.enabled;
        output.textContent = text;
        output.classList.toggle("moved", moves[key] !== undefined);
      }
    },
  };
}

/** Where `value` lies in a slider's range, 0 to 1. @param {HTMLInputElement} input @param {number} value */
const share = ({ min, max }, value) => String((value - Number(min)) / (Number(max) - Number(min)));

/** @param {HTMLTemplateElement} template */
const clone = (template) => /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);

/** @param {Element} root @param {string} selector */
const part = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
