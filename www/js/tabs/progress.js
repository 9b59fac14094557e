// @ts-check
// Tab 进度: the chosen pollutant against its schedule, as chart or table. Its markup is in index.html, so
// that it stands there before the engine does.

import { createChart } from "../charts.js";
import { copyTable, progressTable, showTable } from "../tables.js";

/** @typedef {import("../types.d.ts").TabContext} TabContext */
/** @typedef {import("../types.d.ts").TabView} TabView */

/**
 * @param {HTMLElement} root
 * @param {TabContext} context
 */
export function create(root, context) {
  const part = (/** @type {string} */ id) => /** @type {any} */ (root.querySelector(`#${id}`));
  const chart = createChart(
    {
      finding: part("finding"),
      canvas: part("canvas"),
      line: part("reading-line"),
      reading: part("reading"),
      live: part("reading-live"),
      description: part("chart-description"),
      note: part("chart-note"),
      slider: part("as-of-slider"),
    },
    { chooseMonth: (at) => context.store.set({ at }) },
  );
  chart.ready(context.draw);
  /** @type {TabView | undefined} */
  let view;

  function renderTable() {
    if (view && !part("table-view").hidden) showTable(part("table-view"), tableOf(view));
  }

  const showAs = (/** @type {boolean} */ table) => {
    part("chart").hidden = table;
    part("table-view").hidden = !table;
    part("save-picture").hidden = table;
    part("show-chart").setAttribute("aria-pressed", String(!table));
    part("show-table").setAttribute("aria-pressed", String(table));
    renderTable();
    if (table) centre(part("table-view"), ".at");
  };
  part("show-chart").addEventListener("click", () => showAs(false));
  part("show-table").addEventListener("click", () => showAs(true));
  part("save-picture").addEventListener("click", () => {
    if (view) context.picture({ chart: "progress", name: tableOf(view).caption, view });
  });
  part("copy-table").addEventListener("click", () => {
    if (view) context.copy(copyTable(tableOf(view)), "table-copied");
  });

  for (const format of /** @type {const} */ (["csv", "json"])) {
    part(`save-${format}`).addEventListener("click", () => {
      if (!view) return;
      const [finding, note] = [part("finding"), part("chart-note")].map(({ textContent }) => textContent ?? "");
      context.data(view, format, { id: "progress", what: { zh: "减排进度", en: "Progress" }[view.lang], finding, note, table: tableOf(view) });
    });
  }

  return {
    /** @param {TabView} next */
    update(next) {
      view = next;
      chart.update(next);
      renderTable();
    },
  };
}

/** @param {TabView} view */
const tableOf = ({ lang, results, reference, pollutant }) => progressTable(lang, results, reference, pollutant);

/**
 * Scrolls `root`, and nothing around it, so that what `selector` finds stands in the middle.
 * @param {HTMLElement} root
 * @param {string} selector
 */
function centre(root, selector) {
  const target = /** @type {HTMLElement | null} */ (root.querySelector(selector));
  if (target) root.scrollTop = target.offsetTop - (root.clientHeight - target.offsetHeight) / 2;
}
