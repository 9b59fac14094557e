// @ts-check
// View: how many draws bands and chances rest on. A moved lever is answered from a few; once the levers rest
// all are drawn, which shows its progress and can be stopped.

import { drawsText, word } from "./words/page.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./types.d.ts").Uncertainty} Uncertainty */

const REST_MS = 250;

/**
 * @param {{ root: HTMLElement, bar: HTMLProgressElement, text: HTMLElement, button: HTMLElement }} parts
 * @param {object} on
 * @param {(progress: (done: number, total: number) => void) => Promise<Uncertainty | undefined>} on.refine
 * @param {() => void} on.stop
 * @param {(uncertainty: Uncertainty) => void} on.refined
 * @param {(error: unknown) => void} on.failed
 */
export function createSampling(parts, on) {
  const { root, bar, text, button } = parts;
  /** @type {Lang} */
  let lang = "zh";
  /** Draws of what is shown. */
  let shown = 0;
  /** @type {{ done: number, total: number } | undefined} */
  let running;
  let stopped = false;
  let timer = 0;
  let turn = 0;

  function render() {
    root.hidden = shown === 0;
    bar.hidden = !running;
    if (running) Object.assign(bar, { max: running.total, value: running.done });
    text.textContent = running ? drawsText(lang, running.done, running.total) : drawsText(lang, shown);
    button.hidden = !running && !stopped;
    button.textContent = word(lang, running ? "stop" : "go-on");
  }

  async function refine() {
    const mine = ++turn;
    stopped = false;
    try {
      const uncertainty = await on.refine((done, total) => {
        if (mine !== turn) return;
        running = { done, total };
        render();
      });
      if (mine !== turn) return;
      running = undefined;
      if (uncertainty) {
        shown = uncertainty.draws;
        on.refined(uncertainty);
      }
    } catch (error) {
      if (mine !== turn) return;
      running = undefined;
      on.failed(error);
    }
    render();
  }

  /** What runs is for levers that are no more. */
  function rest() {
    turn++;
    clearTimeout(timer);
    running = undefined;
    stopped = false;
  }

  button.addEventListener("click", () => {
    if (!running) return void refine();
    rest();
    on.stop();
    stopped = true;
    render();
  });

  return {
    rest,
    /** A run for new levers is shown. @param {Uncertainty | undefined} quick what a few draws said */
    moved(quick) {
      rest();
      shown = quick?.draws ?? 0;
      render();
      if (quick) timer = setTimeout(refine, REST_MS);
    },
    /** @param {Lang} next */
    setLang(next) {
      lang = next;
      render();
    },
  };
}
