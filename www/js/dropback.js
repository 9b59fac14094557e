// @ts-check
// A picture that comes back: opens the scenario it was drawn from, computes it again, and tells whether it is reproduced.

import { needed } from "./files.js";
import { startPress } from "./press.js";

/** @typedef {import("./types.d.ts").TabContext} TabContext */
/** @typedef {import("./types.d.ts").PictureRecord} PictureRecord */
/** @typedef {import("./types.d.ts").Diagnostic} Diagnostic */
/** @typedef {import("./types.d.ts").Text} Text */
/** @typedef {import("./files.js").Entry} Entry */

/** The tab that shows a chart. @type {Record<string, string>} */
const TABS = { progress: "progress", multiples: "all", waterfall: "contributions", wedges: "contributions", emissions: "emissions", counted: "emissions", "cost-curve": "cost", districts: "districts", tornado: "confidence" };
/** More than anybody draws: a damaged record may ask for any number. */
const MOST_DRAWS = 100_000;

/** @param {TabContext} context @param {{ name: string, file: File }} picture */
export async function openPicture({ store, scenarios, messages, call }, { name, file }) {
  messages.clear();
  /** @param {Text} message @returns {Diagnostic} */
  const finding = (message) => ({ severity: "warning", code: "picture", place: { file: name }, message });
  const refuse = (/** @type {Text} */ message) => messages.show({ title: "picture-unreadable", findings: [{ ...finding(message), severity: "error" }] });

  const press = await startPress();
  /** @type {{ record: PictureRecord, intact: boolean, message?: undefined } | { message: Text }} */
  const read = JSON.parse(press.readPicture(new Uint8Array(await file.arrayBuffer())));
  if (read.message) return refuse(read.message);
  const { record, intact } = /** @type {{ record: PictureRecord, intact: boolean }} */ (read);

  const entry = entryOf(record, press, scenarios.entries);
  if ("zh" in entry) return refuse(entry);
  if (record.scenario.files) scenarios.add([entry]);
  const moves = Object.fromEntries(record.levers.map(({ measure, ...moved }) => [measure, moved]));
  const { pollutant } = record.picture;
  const known = /** @type {const} */ (["nox", "vocs", "cod", "nh3n", "tp"]).find((one) => one === pollutant);
  if (!(await scenarios.open(entry, { levers: moves, at: record.at, ...(known && { pollutant: known }) }))) return;
  if (record.picture.chart && TABS[record.picture.chart]) store.set({ tab: TABS[record.picture.chart] });

  const { current } = scenarios;
  if (!current) return;
  const results = await call("evaluate", record.levers, { at: record.at });
  if (record.chances) {
    const draws = Math.min(record.chances.draws, MOST_DRAWS);
    results.uncertainty = await call("uncertainty", record.levers, record.chances.seed, draws);
  }
  const about = { scenario: { ...record.scenario, hashes: {}, files: undefined }, levers: record.levers, picture: record.picture, results };
  const now = press.record(JSON.stringify(about), needed(current.files, entry.toml), false);
  /** @type {{ kind: string, message: Text }[]} */
  const differences = JSON.parse(press.differences(JSON.stringify(record), now));
  const reproduced = intact && differences.every(({ kind }) => kind === "version");
  const changed = { zh: "图片内容在导出后被改动过。", en: "What the picture shows was changed after it was exported." };
  messages.show({
    title: reproduced ? "picture-reproduced" : "picture-differs",
    detail: record.scenario.name[store.get().lang],
    findings: [...(intact ? [] : [changed]), ...differences.map(({ message }) => message)].map(finding),
  });
}

/**
 * The scenario that a record names: the one it carries, or the one of that name that is here.
 * @param {PictureRecord} record
 * @param {Awaited<ReturnType<typeof startPress>>} press
 * @param {Entry[]} entries
 * @returns {Entry | Text}
 */
function entryOf(record, press, entries) {
  const { file, own, files, name } = record.scenario;
  if (files) {
    try {
      const carried = /** @type {import("./files.js").Files} */ (press.carriedFiles(JSON.stringify(record)));
      return { id: file.replace(/\.toml$/i, ""), toml: file, name, own: true, files: async () => carried };
    } catch {
      return {
        zh: "图片中的情景文件已损坏，无法打开。请使用导出的原文件。",
        en: "The scenario's files in the picture are damaged. Use the file as it was exported.",
      };
    }
  }
  return (
    entries.find((entry) => entry.toml === file && entry.own === own) ?? {
      zh: own ? `图片未附情景文件（导出时选择了不附）：请先打开 ${file}，再拖入图片。` : `本站没有图片所用的情景 ${file}。`,
      en: own ? `The picture was exported without its scenario's files: open ${file} first, then drop the picture again.` : `This site has no scenario ${file}, which the picture was drawn from.`,
    }
  );
}
