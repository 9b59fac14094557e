// @ts-check
// A chart that stays as it is: its figures, what they were worked out from, and which engine did, as one text for an address.

import { slimResults } from "./slim.js";

/** @typedef {import("./types.d.ts").Results} Results */
/** @typedef {import("./types.d.ts").TabView} TabView */
/** @typedef {import("./files.js").Files} Files */
/**
 * @typedef {object} Frozen
 * @property {number} v form of this text
 * @property {string} engine version that worked it out
 * @property {string} day when, for example 2024-12-31
 * @property {string} chart
 * @property {string} hash SHA-256 of `figuresText`; of 16 digits, and not to be checked, before there was that
 * @property {{ id: string, own: boolean, file: string }} scenario
 * @property {import("./link.js").Levers} levers
 * @property {Pick<TabView, "outline" | "results" | "reference" | "pollutant">} view
 * @property {unknown} [data] what else the chart asked the engine
 * @property {[name: string, length: number][]} files that follow, in order
 */

const FORM = 1;
/** Marks the text in an address. */
export const MARK = "#f=";

/**
 * What a chart needs of the view, and no more.
 * @param {string} chart
 * @param {TabView} view
 */
export function neededOf(chart, { outline, results, reference, pollutant }) {
  const measures = outline.measures.map(({ provenance: _, ...measure }) => measure);
  /** @param {Results} all */
  const slim = (all) => (chart === "multiples" ? { ...all, cost: { ...all.cost, by_measure: {}, by_year: {} } } : { ...slimResults(all, pollutant), ...(chart === "cost-curve" && { cost: all.cost }) });
  return { outline: { ...outline, measures }, results: slim(results), reference: reference && slim(reference), pollutant };
}

/** What a figure asked the engine, without other pollutants. @param {unknown} data @param {import("./types.d.ts").Pollutant} pollutant */
export function neededOfData(data, pollutant) {
  const run = /** @type {Results} */ (data);
  return run && typeof run === "object" && "months" in run ? slimResults(run, pollutant) : data;
}

/** What is hashed of a frozen chart: the figures that it shows. @param {Results} results @param {unknown} [data] */
export const figuresText = (results, data) => JSON.stringify([results, data ?? null]);

/**
 * @param {Omit<Frozen, "v" | "files">} what
 * @param {Files} files
 */
export async function frozenText(what, files) {
  const names = Object.keys(files);
  const head = new TextEncoder().encode(JSON.stringify({ ...what, v: FORM, files: names.map((name) => [name, files[name].length]) }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  const parts = /** @type {BlobPart[]} */ ([length, head, ...names.map((name) => files[name])]);
  const packed = await through(new Blob(parts), new CompressionStream("deflate-raw"));
  let text = "";
  for (let i = 0; i < packed.length; i += 0x8000) text += String.fromCharCode(...packed.subarray(i, i + 0x8000));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * Reads what `frozenText` wrote; rejects what is damaged or of a later form.
 * @param {string} text
 * @returns {Promise<{ frozen: Frozen, files: Files }>}
 */
export async function frozenFrom(text) {
  const packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const all = await through(new Blob([packed]), new DecompressionStream("deflate-raw"));
  let at = 4 + new DataView(all.buffer).getUint32(0, true);
  const frozen = /** @type {Frozen} */ (JSON.parse(new TextDecoder().decode(all.subarray(4, at))));
  if (frozen.v !== FORM) throw new Error(`v=${frozen.v}`);
  /** @type {Files} */
  const files = {};
  for (const [name, length] of frozen.files) files[name] = all.slice(at, (at += length));
  return { frozen, files };
}

/** @param {Blob} blob @param {CompressionStream | DecompressionStream} stream */
const through = async (blob, stream) => new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer());

/**
 * What is no longer as it was frozen: each pollutant's tonnes then and now, at the month judged. Empty where all is the same.
 * @param {Frozen["view"]} then
 * @param {Results} now
 */
export function changes({ results: then }, now) {
  const i = then.months.indexOf(then.at);
  const j = now.months.indexOf(then.at);
  const pollutants = /** @type {import("./types.d.ts").Pollutant[]} */ (Object.keys(then.pollutants)).filter((one) => then.pollutants[one].reduction_t.length);
  return pollutants.flatMap((pollutant) => {
    const [was, is] = [then.pollutants[pollutant], now.pollutants[pollutant]];
    const same = ["reduction_t", "schedule_t", "emission_t_per_year", "opening_t"].every((row) => JSON.stringify(/** @type {any} */ (was)[row]) === JSON.stringify(/** @type {any} */ (is)[row]));
    return same ? [] : [{ pollutant, was: was.reduction_t[i], is: is.reduction_t[j] }];
  });
}
