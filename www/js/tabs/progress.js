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
    part(`save-${format}`).addEventListener("click", async () => {
      if (!view) return;
      const now = view;
      try {
        const [{ csvOf, jsonOf }, { fileName }, { save }] = await Promise.all([import("../data.js"), import("../exports/names.js"), import("../save.js")]);
        const table = tableOf(now);
        const about = { pollutant: now.pollutant, what: { zh: "减排进度", en: "Progress" }[now.lang] };
        const content = { id: "progress", finding: part("finding").textContent ?? "", note: part("chart-note").textContent ?? "", table };
        save(fileName(now, format, about), format === "csv" ? csvOf(table) : jsonOf(now, content, context.version()));
      } catch (error) {
        context.failed(error);
      }
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
