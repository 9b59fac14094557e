// @ts-check
// The dialogs, and what else of the page loads when it is first asked for.

import { leverInputs } from "./link.js";
import { onDemand } from "./on-demand.js";

/** @typedef {import("./types.d.ts").Subject} Subject */
/** @typedef {import("./types.d.ts").TabContext} TabContext */
/** @typedef {import("./types.d.ts").TabView} TabView */

/**
 * @param {TabContext} context
 * @param {object} page
 * @param {URL} page.site
 * @param {() => TabView | undefined} page.look what is on the page now
 * @param {() => import("./text.js").Results | undefined} page.results the newest run
 * @param {() => Promise<{ keeps: boolean } | undefined>} page.keeper what keeps scenarios in the browser
 * @param {(text: string, note: import("./words/page.js").Word) => Promise<void>} page.copy
 * @param {(title: import("./words/page.js").Word, error: unknown) => void} page.failed
 */
export function createDialogs(context, { site, look, results, keeper, copy, failed }) {
  const told = (/** @type {import("./words/page.js").Word} */ title) => (/** @type {unknown} */ error) => failed(title, error);
  const manager = onDemand(async () => {
    const { createManager } = await import("./work/manager.js");
    const kept = await keeper();
    return createManager(context, () => kept?.keeps === true);
  }, told("work-failed"));
  const exporting = onDemand(async () => (await import("./export.js")).createExport(context, look), told("export-failed"));
  const sharing = onDemand(async () => (await import("./share.js")).createShare(context, look, site, () => void exportAs()), told("share-failed"));
  const importing = onDemand(async () => (await import("./importing.js")).createImporting(context), context.failed);
  const pictures = onDemand(async () => (await import("./picture.js")).createPicture(context), told("export-failed"));
  const data = onDemand(() => import("./data.js"), told("export-failed"));
  const opening = onDemand(() => import("./opening.js"), told("scenario-failed"));
  const dropback = onDemand(() => import("./dropback.js"), told("picture-unreadable"));
  const explaining = onDemand(async () => {
    const { createExplain } = await import("./explain.js");
    return createExplain({
      ask: (asked) => context.call("explain", leverInputs(context.store.get().levers), ofView(asked)),
      lang: () => context.store.get().lang,
      copy: (text) => void copy(text, "paragraph-copied"),
      show: context.showFigure,
    });
  }, context.failed);
  const exportAs = () => exporting((dialog) => dialog.open());

  /** In the month on the page where it names none; sums of the ledger by the rows shown; what rests on draws by them. @param {Subject} asked @returns {Subject} */
  function ofView(asked) {
    const { uncertainty, months = [], at } = results() ?? {};
    const subject = { at: ["chance", "shortfall"].includes(asked.kind) ? months.at(-1) : at, ...asked };
    if (asked.kind.startsWith("ledger-")) return { ...subject, except: context.unlisted?.() ?? [] };
    if (!uncertainty) return subject;
    const { draws, seed } = uncertainty;
    const of = uncertainty.pollutants[subject.pollutant ?? "nox"];
    if (subject.kind === "quantile") {
      const row = of[/** @type {"p10"} */ (`p${subject.quantile}`)];
      return { ...subject, seed, draws: [draws, row[months.indexOf(subject.at ?? "")]] };
    }
    if (subject.kind === "shortfall") return { ...subject, seed, draws: [draws, of.shortfall_t ?? NaN], beside: of.on_schedule[subject.at ?? ""] };
    if (subject.kind !== "chance") return subject;
    const likely = subject.pollutant ? of.on_schedule[subject.at ?? ""] : uncertainty.all_on_schedule;
    return { ...subject, seed, draws: [draws, likely] };
  }

  return {
    /** The dialog of scenarios. */
    manage: () => manager((dialog) => dialog.open()),
    /** The dialog of exports. */
    exportAs,
    /** The dialog that shares the view. */
    share: () => sharing((dialog) => dialog.open()),
    /** What importing ledgers would do, one after the other. @param {{ name: string, bytes: Uint8Array }[]} files */
    importLedger: (...files) => importing(async (dialog) => void (await dialog.open(...files))),
    /** The dialog that saves a picture. @param {Parameters<TabContext["picture"]>[0]} what */
    savePicture: (what) => pictures((dialog) => dialog.open(what)),
    /** The figures of the page's own chart as a file. @type {TabContext["data"]} */
    saveData: (view, format, figure) => void data(({ saveFigures }) => saveFigures(view, format, figure, context.version())),
    /** Files of the reader's. @param {{ name: string, file: File }[]} files */
    openFiles: (files) => opening((module) => module.openFiles(context, files)),
    /** A picture of ours comes back. @param {{ name: string, file: File }} picture */
    openPicture: (picture) => dropback((module) => module.openPicture(context, picture)),
    /** How a number comes about. @param {Subject} subject */
    explain: (subject) => explaining((dialog) => dialog.open(subject)),
  };
}
