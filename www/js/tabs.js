// @ts-check
// View: the tabs of the board. A tab's module is fetched when it is first shown; only the tab in view is
// brought up to date. The tabs are a menu where there is no room for a row.

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./types.d.ts").Text} Text */
/** @typedef {import("./types.d.ts").Tab} Tab */
/** @typedef {import("./types.d.ts").TabContext} TabContext */
/** @typedef {import("./types.d.ts").TabView} TabView */
/**
 * @typedef {object} TabEntry
 * @property {string} id also in the link
 * @property {Text} title
 * @property {() => TabModule | Promise<TabModule>} load
 * @typedef {{ create(root: HTMLElement, context: TabContext): Tab }} TabModule
 */

/**
 * @param {{ bar: HTMLElement, menu: HTMLSelectElement, panels: HTMLElement }} parts
 * @param {TabEntry[]} entries
 * @param {TabContext} context
 * @param {{ choose(id: string): void, failed(error: unknown): void }} on
 */
export function createTabs(parts, entries, context, on) {
  const tabs = entries.map((entry) => ({ ...entry, button: buttonOf(entry), panel: panelOf(parts.panels, entry) }));
  /** Those shown so far, by id. @type {Map<string, Promise<Tab>>} */
  const made = new Map();
  /** @type {Lang} */
  let lang = "zh";
  let shown = tabs[0];
  /** @type {TabView | undefined} */
  let view;

  parts.bar.append(...tabs.map(({ button }) => button));
  for (const { id, button } of tabs) button.addEventListener("click", () => on.choose(id));
  parts.menu.addEventListener("change", () => on.choose(parts.menu.value));
  parts.bar.addEventListener("keydown", (event) => {
    const i = tabs.indexOf(shown);
    const to = /** @type {Record<string, number>} */ ({ ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: -1 })[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const { id, button } = /** @type {typeof shown} */ (tabs.at(to % tabs.length));
    on.choose(id);
    button.focus();
  });

  /** The tab in view gets the newest view; what others missed they get when shown. */
  async function update() {
    const tab = shown;
    if (!view) return;
    try {
      const making = made.get(tab.id) ?? Promise.resolve(tab.load()).then((module) => module.create(tab.panel, context));
      made.set(tab.id, making);
      const ready = await making;
      if (tab === shown) ready.update(view);
    } catch (error) {
      made.delete(tab.id); // to be tried again
      on.failed(error);
    }
  }

  function renderWords() {
    for (const { title, button } of tabs) button.textContent = title[lang];
    parts.menu.replaceChildren(...tabs.map(({ id, title }) => new Option(title[lang], id)));
    parts.menu.value = shown.id;
  }

  function renderChoice() {
    for (const tab of tabs) {
      const chosen = tab === shown;
      tab.button.setAttribute("aria-selected", String(chosen));
      tab.button.tabIndex = chosen ? 0 : -1;
      tab.panel.hidden = !chosen;
    }
    parts.menu.value = shown.id;
  }

  renderWords();
  renderChoice();
  return {
    /** Whether there is such a tab. @param {string} id */
    has: (id) => tabs.some((tab) => tab.id === id),
    /** Shows tab `id`. @param {string} id */
    show(id) {
      const next = tabs.find((tab) => tab.id === id) ?? tabs[0];
      if (next === shown) return;
      const before = shown;
      shown = next;
      renderChoice();
      shown.button.scrollIntoView({ block: "nearest", inline: "nearest" });
      made.get(before.id)?.then((tab) => before !== shown && tab.hide?.(), () => {}); // the failure has been told
      void update();
    },
    /** @param {TabView} next */
    update(next) {
      view = next;
      void update();
    },
    /** @param {Lang} next */
    setLang(next) {
      lang = next;
      renderWords();
    },
  };
}

/** @param {TabEntry} entry */
function buttonOf({ id }) {
  const button = document.createElement("button");
  button.type = "button";
  button.id = `tab-${id}`;
  button.setAttribute("role", "tab");
  button.setAttribute("aria-controls", `panel-${id}`);
  return button;
}

/** The panel, unless the page has it. @param {HTMLElement} panels @param {TabEntry} entry */
function panelOf(panels, { id }) {
  const panel = document.getElementById(`panel-${id}`) ?? document.createElement("div");
  panel.id = `panel-${id}`;
  panel.className = "panel";
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", `tab-${id}`);
  panels.append(panel);
  return panel;
}
