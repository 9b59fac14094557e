// @ts-check
// View: the page's own controls. Buttons of the header, opening files, the sheet of levers
// on narrow screens, keys.

/** @typedef {import("./words/page.js").Word} Word */
/** @typedef {{ name: string, file: File }} Opened */

/** @template {HTMLElement} [T=HTMLElement] @param {string} id */
const byId = (id) => /** @type {T} */ (document.getElementById(id));
const narrow = matchMedia("(max-width: 59.99rem)");

/**
 * @param {object} page
 * @param {Pick<import("./state.js").Store, "get" | "set" | "undo" | "redo">} page.store
 * @param {() => void} page.reset
 * @param {() => void} page.tellPending
 * @param {() => void} page.manage
 * @param {(text: string, note: Word) => void} page.copy
 * @param {(i: number) => void} page.openScenario
 * @param {(files: Opened[]) => void} page.openFiles
 * @param {(name: string, text: string) => void} page.openTable cells were pasted
 * @param {(list: FileList) => Opened[]} page.picked
 * @param {(data: DataTransfer) => Promise<Opened[]>} page.dropped
 * @param {(hash: string) => void} page.followLink
 * @param {() => void} page.share
 * @param {() => void} page.exportAs
 * @param {() => string} page.paragraph
 * @param {(begins: boolean) => void} page.print
 */
export function connectControls(page) {
  const { store } = page;
  const dialog = /** @type {HTMLDialogElement} */ (byId("own"));

  on("skip", () => /** @type {HTMLElement | null} */ (document.querySelector(".card-choice:checked"))?.focus());
  on("undo", store.undo);
  on("redo", store.redo);
  on("reset", page.reset);
  on("pending", page.tellPending);
  on("work", page.manage);
  on("lang-zh", () => store.set({ lang: "zh" }));
  on("lang-en", () => store.set({ lang: "en" }));
  on("theme", () => {
    const order = /** @type {const} */ (["auto", "light", "dark"]);
    store.set({ theme: order[(order.indexOf(store.get().theme) + 1) % order.length] });
  });
  on("as-of", (event) => store.set({ at: /** @type {HTMLSelectElement} */ (event.target).value }), "change");
  on("scenario", (event) => page.openScenario(Number(/** @type {HTMLSelectElement} */ (event.target).value)), "change");
  on("share", page.share);
  on("export", page.exportAs);
  on("copy-paragraph", () => page.copy(page.paragraph(), "paragraph-copied"));

  connectFiles(dialog, page);
  connectSheet();

  addEventListener("keydown", (event) => {
    const { target } = event; // text has an undo of its own
    const typing = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !["range", "checkbox", "radio"].includes(target.type));
    if (typing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) store.undo();
    else if (key === "y" || key === "z") store.redo();
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", () => page.followLink(location.hash));
  addEventListener("beforeprint", () => page.print(true));
  addEventListener("afterprint", () => page.print(false));
}

/**
 * Own files: by the dialog's pickers, or dropped anywhere.
 * @param {HTMLDialogElement} dialog
 * @param {Pick<Parameters<typeof connectControls>[0], "openFiles" | "openTable" | "picked" | "dropped">} page
 */
function connectFiles(dialog, page) {
  on("open", () => dialog.showModal());
  on("use-own", () => dialog.showModal());
  on("own-close", () => dialog.close());
  for (const id of ["files", "folder"]) {
    on(`pick-${id}`, () => byId(id).click());
    on(
      id,
      (event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        const opened = page.picked(/** @type {FileList} */ (input.files));
        input.value = ""; // so that the same file can be chosen again after mending it
        dialog.close();
        page.openFiles(opened);
      },
      "change",
    );
  }

  addEventListener("paste", (event) => {
    const into = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || into.matches("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const pasted = [...(event.clipboardData?.files ?? [])].map((file) => ({ name: file.name, file }));
    if (/\t/.test(text) && /\n./.test(text)) page.openTable("", text);
    else if (pasted.length && !text) page.openFiles(pasted);
    else return;
    event.preventDefault();
  });

  let depth = 0; // dragenter and dragleave come for every element passed
  const show = (/** @type {number} */ next) => {
    depth = Math.max(next, 0);
    byId("drop").hidden = depth === 0;
  };
  const files = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", (event) => void (files(event) && show(depth + 1)));
  addEventListener("dragleave", (event) => void (files(event) && show(depth - 1)));
  addEventListener("dragover", (event) => void (files(event) && event.preventDefault()));
  addEventListener("drop", async (event) => {
    if (!files(event) || !event.dataTransfer) return;
    event.preventDefault();
    show(0);
    dialog.close();
    page.openFiles(await page.dropped(event.dataTransfer));
  });
}

/** The levers as a sheet that leaves the chart in view. */
function connectSheet() {
  const levers = byId("levers");
  const button = byId("open-levers");
  const show = (/** @type {boolean} */ shown) => {
    document.body.classList.toggle("levers-open", shown);
    button.setAttribute("aria-expanded", String(shown));
    levers.inert = narrow.matches && !shown;
  };
  const close = () => {
    show(false);
    button.focus({ preventScroll: true });
  };
  on("open-levers", () => {
    show(true);
    byId("chart").scrollIntoView({ block: "start" });
    byId("levers-title").focus({ preventScroll: true });
  });
  on("close-levers", close);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("levers-open")) close();
  });
  narrow.addEventListener("change", () => show(false));
  show(false);
}

/** @param {string} id @param {(event: Event) => void} act */
function on(id, act, event = "click") {
  byId(id).addEventListener(event, act);
}
