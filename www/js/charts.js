// @ts-check
// View: the progress chart. Sizes the canvas for the screen's pixel ratio, has the engine draw once a
// frame, and reads the months under pointer and arrow keys.

import { mark, say } from "./dom.js";
import { tell } from "./explainable.js";
import { slimOutline, slimResults } from "./slim.js";
import { chartNote, labelled, monthName, pollutantName, points, standing, tonnes, verdict, verdictNumbers } from "./text.js";
import { chartDescription, word } from "./words/page.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./text.js").Outline} Outline */
/** @typedef {import("./text.js").Results} Results */
/** @typedef {import("./text.js").Pollutant} Pollutant */
/** @typedef {{ lang: Lang, theme: "light" | "dark", outline: Outline, results: Results, reference: Results | undefined, pollutant: Pollutant }} Picture */
/** @typedef {import("./types.d.ts").Area} Area */
/** @typedef {import("./types.d.ts").DrawChart} Draw */

/**
 * @param {{ finding: HTMLElement, canvas: HTMLCanvasElement, line: HTMLElement, reading: HTMLElement, live: HTMLElement,
 *   description: HTMLElement, note: HTMLElement, slider: HTMLInputElement }} parts
 * @param {{ chooseMonth(month: string): void }} on
 */
export function createChart(parts, on) {
  const { canvas, slider, line, reading } = parts;
  /** @type {Draw | undefined} */
  let draw;
  /** @type {Picture | undefined} */
  let picture;
  /** @type {Area | undefined} */
  let area;
  /** Index of the month being read; -1 for none. */
  let read = -1;
  let asked = false;
  /** Of the canvas, CSS pixels; asking it would have the page laid out at once. */
  let size = { width: 0, height: 0 };

  function ask() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      paint();
    });
  }

  function paint() {
    const { width, height } = size;
    if (!draw || !picture || width < 60 || height < 60) return;
    const { lang, theme, outline, results, reference, pollutant } = picture;
    const scale = devicePixelRatio || 1;
    const pixels = { width: Math.round(width * scale), height: Math.round(height * scale) };
    if (canvas.width !== pixels.width || canvas.height !== pixels.height) Object.assign(canvas, pixels);
    const view = { pollutant, lang, theme, at: results.at, scale, ...(reference && { reference: slimResults(reference, pollutant) }) };
    area = draw(canvas, "progress", slimOutline(outline), slimResults(results, pollutant), view);
    slider.style.setProperty("--first", `${placeOf(0)}px`);
    slider.style.setProperty("--last", `${area.right}px`);
    slider.style.setProperty("--axis", `${area.bottom}px`);
    showReading();
  }

  /** Horizontal place of month `i`: the plan begins at the left edge, month `i` ends at its point. @param {number} i */
  const placeOf = (i) => (area && picture ? area.left + ((area.right - area.left) * (i + 1)) / picture.results.months.length : 0);

  /** @param {PointerEvent} event */
  function monthAt(event) {
    if (!area || !picture) return -1;
    const x = event.clientX - canvas.getBoundingClientRect().left;
    const { length } = picture.results.months;
    const i = Math.round(((x - area.left) / (area.right - area.left)) * length) - 1;
    return x < area.left - 8 || x > area.right + 8 ? -1 : Math.min(Math.max(i, 0), length - 1);
  }

  function showReading() {
    const shown = picture && area && read >= 0;
    line.hidden = reading.hidden = !shown;
    if (!picture || !area || read < 0) return;
    const x = placeOf(read);
    for (const side of /** @type {const} */ (["top", "bottom"])) line.style.setProperty(`--plot-${side}`, `${area[side]}px`);
    line.style.setProperty("--x", `${x}px`);
    reading.replaceChildren(...readingRows(picture, read));
    reading.style.setProperty("--x", `${x}px`);
    reading.style.setProperty("--y", `${area.top + 8}px`);
    reading.classList.toggle("left", x > size.width / 2);
  }

  canvas.addEventListener("pointermove", (event) => {
    read = monthAt(event);
    showReading();
  });
  canvas.addEventListener("pointerleave", () => {
    read = -1;
    showReading();
  });
  canvas.addEventListener("blur", () => {
    read = -1;
    showReading();
  });
  canvas.addEventListener("click", (event) => {
    const i = monthAt(/** @type {PointerEvent} */ (event));
    if (picture && i >= 0) on.chooseMonth(picture.results.months[i]);
  });
  canvas.addEventListener("keydown", (event) => {
    if (!picture) return;
    const last = picture.results.months.length - 1;
    const start = read >= 0 ? read : picture.results.months.indexOf(picture.results.at);
    const to = /** @type {Record<string, number>} */ ({
      ArrowLeft: read < 0 ? start : start - 1,
      ArrowRight: read < 0 ? start : start + 1,
      PageUp: start - 12,
      PageDown: start + 12,
      Home: 0,
      End: last,
    })[event.key];
    if (event.key === "Escape") read = -1;
    else if (event.key === "Enter" || event.key === " ") {
      if (read >= 0) on.chooseMonth(picture.results.months[read]);
    } else if (to === undefined) return;
    else read = Math.min(Math.max(to, 0), last);
    event.preventDefault();
    showReading();
    parts.live.textContent = read < 0 ? "" : [...reading.children].map((row) => row.textContent).join(", ");
  });
  slider.addEventListener("input", () => {
    const month = picture?.results.months[Number(slider.value)];
    if (month) on.chooseMonth(month);
  });

  new ResizeObserver(([{ target }]) => {
    size = { width: target.clientWidth, height: target.clientHeight };
    ask();
  }).observe(canvas);
  // Moving to a screen with another pixel ratio changes no size.
  const watchRatio = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => (ask(), watchRatio()), { once: true });
  };
  watchRatio();

  return {
    /** The engine has started. @param {Draw} engineDraw */
    ready(engineDraw) {
      draw = engineDraw;
    },
    /** @param {Picture} next */
    update(next) {
      const { lang, outline, results, reference, pollutant } = (picture = next);
      const { months, at } = results;
      tell(parts.finding, verdict(lang, results, pollutant), verdictNumbers(lang, results, pollutant));
      say(parts.note, chartNote(lang, outline, pollutant, reference !== undefined, results.uncertainty !== undefined));
      say(parts.description, chartDescription(lang, results, pollutant));
      mark(canvas, "aria-label", labelled(lang, word(lang, "chart-role"), pollutantName(lang, pollutant)));
      slider.max = String(months.length - 1);
      const i = months.indexOf(at);
      if (Number(slider.value) !== i) slider.value = String(i);
      mark(slider, "aria-valuetext", monthName(lang, at));
      if (read >= months.length) read = -1;
      ask();
    },
  };
}

/** @param {Picture} picture @param {number} i */
function readingRows({ lang, results, reference, pollutant }, i) {
  const one = results.pollutants[pollutant];
  const { reduction, schedule, points: gap } = standing(one, i);
  /** @type {[string, string, string][]} */
  const rows = [["month", monthName(lang, results.months[i]), ""]];
  rows.push(["reduction", lang === "zh" ? "累计核算" : "Counted", tonnes(lang, reduction)]);
  if (schedule !== undefined && gap !== undefined) {
    rows.push(["schedule", lang === "zh" ? "时序进度" : "Schedule", tonnes(lang, schedule)]);
    rows.push(["points", lang === "zh" ? "相差" : "Gap", lang === "zh" ? `${points(gap)}个百分点` : `${points(gap)} pts`]);
  }
  if (reference) rows.push(["reference", lang === "zh" ? "原方案" : "Before", tonnes(lang, reference.pollutants[pollutant].reduction_t[i])]);
  return rows.map(([kind, label, value]) => {
    const row = document.createElement("p");
    row.className = kind;
    const name = document.createElement("span");
    name.textContent = label;
    const figure = document.createElement("b");
    figure.textContent = value;
    row.append(name, " ", figure);
    return row;
  });
}
