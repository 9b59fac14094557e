// @ts-check
// The picture of a chart on another page: as the site's own dialog makes it, in the size of a screen. Loaded when first asked for.

import { figureOf } from "./catalogue.js";
import { fileName } from "./exports/names.js";
import { SIZES, gather, picture } from "./pictures.js";
import { pressed } from "./press.js";
import { save } from "./save.js";
import { WORDS, asShown, savedText } from "./words/picture.js";

/** @typedef {import("./shared.js").Study} Study */
/** @typedef {import("./types.d.ts").PictureLook} PictureLook */

/** Pixels of a PNG to a CSS pixel, as the dialog offers them first. */
const SCALE = 2;

/** @typedef {Parameters<import("./types.d.ts").TabContext["picture"]>[0]} What */

/**
 * Saves it; where it can't be made, what is on the screen. Says which.
 * @param {What} what
 * @param {Study} study
 * @param {import("./shared.js").Run} run
 * @param {(text: string, stays?: boolean) => void} tell
 */
export async function savePicture(what, study, run, tell) {
  const { lang } = what.view;
  tell(WORDS[lang].working, true);
  try {
    tell(await make(what, study, run));
  } catch (error) {
    const blob = await what.shown?.();
    if (blob) save(`${what.name}.png`, blob);
    tell(asShown(lang, error), true);
  }
}

/** @param {What} what @param {Study} study @param {import("./shared.js").Run} run what there is to say of it */
async function make({ chart, view, drawn, format = "png" }, study, run) {
  const { pollutant, lang, theme } = view;
  const [width, height] = SIZES.screen.size;
  /** @type {PictureLook} */
  const look = { chart, pollutant, lang, theme, width, height, format, scale: SCALE, carry: true };
  const whole = await study.whole(run);
  const blob = whole ? await recorded(whole, view, look) : await bare(study, view, drawn, look);
  const { title } = await figureOf(/** @type {import("./catalogue.js").ChartName} */ (chart));
  const name = fileName(view, format, { ...(chart !== "multiples" && { pollutant }), what: title[lang] });
  save(name, blob);
  return savedText(lang, name, whole !== undefined);
}

/**
 * With all that the chart was worked out from.
 * @param {NonNullable<Awaited<ReturnType<Study["whole"]>>>} whole
 * @param {import("./types.d.ts").TabView} view
 * @param {PictureLook} look
 */
async function recorded({ held, run, own }, view, look) {
  const full = { ...view, outline: held.outline, results: await run.sampled(), reference: run.reference, levers: run.levers };
  const scenarios = { current: { entry: { toml: held.file, own }, files: held.files } };
  return picture({ svg: held.svg, scenarios }, full, await gather({ call: held.ask }, full), look);
}

/**
 * Of figures alone, which nothing here works out anew.
 * @param {Study} study
 * @param {import("./types.d.ts").TabView} view
 * @param {import("./figure.js").Drawn | undefined} drawn
 * @param {PictureLook} look
 */
async function bare({ held }, { outline, reference, results: run }, drawn, { chart, pollutant, lang, theme, width, height, format, scale }) {
  const { results = run, beside } = drawn ?? {};
  const shown = { pollutant, lang, theme, width, height, at: results.at, ...(reference && { reference }), ...beside };
  return pressed(await held.svg(chart, outline, results, shown), { format, scale });
}
