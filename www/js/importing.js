// @ts-check
// View: the dialog that imports a ledger: what was recognised, what is wrong, what would be taken. Nothing is taken before
// the reader says so. Loaded when first needed.

import { columnsView } from "./importing/columns.js";
import { choice, element, select } from "./importing/dom.js";
import { leftOutView, previewView, problemsView, refusedView } from "./importing/findings.js";
import { atOrigin } from "./importing/origin.js";
import { saveLeftOut } from "./importing/left-out.js";
import { keep, recalled } from "./importing/remembered.js";
import { valuesView } from "./importing/values.js";
import { withHeadings } from "./ledger/hands.js";
import { withOwnLedger } from "./ledger/text.js";
import { leverInputs } from "./link.js";
import { addStyle } from "./styles.js";
import { write } from "./text.js";
import { SAVE_LEFT_OUT, SENTENCES, WORDS } from "./words/importing.js";
import { ledgerCsv, ledgerOrigin, openLedger, readLedger } from "./workbooks.js";

/** @typedef {import("./types.d.ts").ImportSettings} ImportSettings */
/** @typedef {import("./types.d.ts").LedgerImport} LedgerImport */
/** @typedef {{ name: string, bytes: Uint8Array }} Ledger */

const NOTHING_SET = /** @type {ImportSettings} */ ({ sheet: null, layout: null, values: {}, fixed: {}, unwanted: {}, without_hidden: false, refused: [] });
/** So many rows with errors are named. */
const ROWS_NAMED = 12;

/** @param {import("./types.d.ts").TabContext} context */
export async function createImporting(context) {
  await addStyle(new URL("../styles/importing.css", import.meta.url));
  const title = element("h2");
  title.id = "import-title";
  const close = element("button", "button icon-only");
  close.type = "button";
  close.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#icon-close" /></svg>';
  close.dataset.label = close.dataset.title = "import-close";
  const status = element("p", "import-status");
  status.setAttribute("role", "status");
  const body = element("div", "import-body");
  const foot = element("div", "import-foot");
  const dialog = element("dialog", "import", element("div", "dialog-head", title, close), status, body, foot);
  dialog.setAttribute("aria-labelledby", title.id);
  document.body.append(dialog);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => (waiting = []));

  /** @type {import("./workbooks.js").Opened["sheets"]} */
  let sheets = [];
  /** @type {LedgerImport | undefined} */
  let read;
  let name = "";
  /** Files to be imported after this one. @type {Ledger[]} */
  let waiting = [];
  /** How many there are. */
  let all = 1;
  /** What was chosen last; it may not have been read yet. */
  let wished = NOTHING_SET;
  let reading = Promise.resolve();
  /** Only the newest reading is shown. */
  let turn = 0;
  let remembered = false;
  let partly = false;
  /** Rows are added to the ledger rather than replacing it; not settled yet when undefined. @type {boolean | undefined} */
  let added;
  /** What the engine found wrong with the ledger as it would be. @type {import("./types.d.ts").Diagnostic[]} */
  let refused = [];
  /** The same of rows that are left out for it. @type {import("./types.d.ts").Diagnostic[]} */
  let wrong = [];

  const lang = () => context.store.get().lang;
  const outline = () => /** @type {import("./types.d.ts").Outline} */ (context.scenarios.current?.outline);
  /** The ledger that the import takes the place of. */
  const target = () => Object.keys(context.scenarios.files).find((each) => /\.csv$/i.test(each));

  context.store.subscribe((state, before) => {
    if (dialog.open && state.lang !== before.lang) render();
  });

  /** Files are imported one after the other. @param {Ledger[]} files */
  async function open(...files) {
    if (!target()) return context.messages.show({ title: "file-kind", detail: SENTENCES[lang()].noLedger });
    waiting = files;
    all = files.length;
    await next();
  }

  /** The next file; none is left: that was all. */
  async function next() {
    const file = waiting.shift();
    if (file) await begin(file);
    else dialog.close();
  }

  /** @param {Ledger} file */
  async function begin(file) {
    name = file.name;
    read = undefined;
    remembered = false;
    partly = false;
    added = undefined;
    refused = wrong = [];
    render();
    if (!dialog.open) dialog.showModal();
    const mine = ++turn;
    try {
      const opened = await openLedger(file.name, file.bytes);
      if (mine !== turn) return;
      if (opened.error) {
        context.messages.show({ title: "scenario-failed", detail: "", findings: [opened.error], outcome: "previous-stays" });
        return await next();
      }
      sheets = opened.sheets;
      await understand(undefined, true);
      const headed = !name && isUnrecognised() && withHeadings(new TextDecoder().decode(file.bytes));
      if (headed) await begin({ name, bytes: new TextEncoder().encode(headed) });
    } catch (error) {
      dialog.close();
      context.failed(error);
    }
  }

  const isUnrecognised = () => !read?.settings.layout?.columns.some(Boolean);

  /** Reads the workbook as `settings` say, when what is being read has been. @param {ImportSettings | undefined} settings @param {boolean} recall as was set last time, where something was */
  function understand(settings, recall) {
    const mine = ++turn;
    if (settings) wished = settings;
    dialog.setAttribute("aria-busy", "true");
    const button = /** @type {HTMLButtonElement | null} */ (foot.querySelector(".import-take"));
    if (button) button.disabled = true; // what it says is not what will be
    return (reading = reading.catch(() => {}).then(() => (mine === turn ? understood(mine, settings, recall) : undefined)));
  }

  /** @param {number} mine @param {ImportSettings | undefined} settings @param {boolean} recall */
  async function understood(mine, settings, recall) {
    const ledger = context.scenarios.files[/** @type {string} */ (target())];
    let got = await readLedger(settings, outline(), ledger, added);
    const before = recall ? recalled(got) : undefined;
    if (before && mine === turn) got = await readLedger({ ...NOTHING_SET, ...before, sheet: got.settings.sheet }, outline(), ledger, added);
    if (mine === turn && added === undefined) {
      // A file of other projects than those of an office's own ledger is likely another district's.
      added = !outline().illustrative && got.good > 0 && got.present === 0;
      if (added) got = await readLedger(got.settings, outline(), ledger, added);
    }
    if (mine !== turn) return;
    refused = [];
    remembered = before !== undefined;
    read = got;
    wished = got.settings;
    dialog.removeAttribute("aria-busy");
    render();
  }

  /** @param {(settings: ImportSettings) => Partial<ImportSettings>} edit of what was chosen last */
  function change(edit) {
    if (!read) return;
    const next = { ...wished, ...edit(wished), refused: [] };
    keep(read, next);
    partly = false;
    wrong = [];
    understand(next, false).catch(context.failed);
  }

  function render() {
    const words = WORDS[lang()];
    const sentences = SENTENCES[lang()];
    const count = all > 1 ? ` ${all - waiting.length}/${all}` : "";
    title.textContent = `${words["import-title"]}${count}${name ? ` · ${name}` : ""}`;
    write(dialog, lang(), WORDS);
    if (!read) {
      status.textContent = sentences.busy;
      body.replaceChildren();
      foot.replaceChildren();
      return;
    }
    const { good, errors, warnings, left_out: left } = read;
    const bad = badOf(read);
    const because = (/** @type {string} */ reason) => left.filter((row) => row.reason === reason).length;
    const [hidden, unwanted] = [because("hidden"), because("unwanted")];
    status.textContent = [sentences.found(good, bad, { none: left.length - hidden - unwanted - because("refused"), hidden, unwanted }), remembered ? words["import-remembered"] : ""].filter(Boolean).join(lang() === "zh" ? "" : " ");
    const values = valuesView(lang(), read, outline(), change);
    const focused = document.activeElement?.getAttribute("aria-label");
    const scrolled = body.scrollTop;
    body.replaceChildren(
      place(),
      ...(refused.length ? [section("import-refused", true, element("p", "import-note", words["import-refused-note"]), refusedView(lang(), refused))] : []),
      ...(values ? [section("import-values", true, element("p", "import-note", words["import-values-note"]), values)] : []),
      ...(errors + warnings ? [section("import-problems", true, element("p", "import-note", sentences.problems(errors, warnings)), problemsView(lang(), read))] : []),
      section("import-columns", true, element("p", "import-note", words["import-columns-note"]), columnsView(lang(), read, outline(), change), forget()),
      ...(read.preview.length ? [section("import-preview", true, previewView(lang(), read, outline()))] : []),
      ...(left.length ? [section("import-left-out", false, leftOutView(lang(), read))] : []),
    );
    body.scrollTop = scrolled;
    if (focused) /** @type {HTMLElement | null} */ (body.querySelector(`[aria-label="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
    renderFoot(read);
  }

  /** Which sheet, and which of its rows has the headings. */
  function place() {
    const { settings } = /** @type {LedgerImport} */ (read);
    const words = WORDS[lang()];
    const line = element("div", "import-place");
    if (sheets.length > 1) {
      const options = /** @type {[string, string][]} */ (sheets.map(({ name, hidden }, i) => [String(i), name + (hidden ? words["import-hidden"] : "")]));
      const choice = select(words["import-sheet"], options, String(settings.sheet), (sheet) => understand({ ...NOTHING_SET, sheet: Number(sheet) }, true).catch(context.failed));
      line.append(element("label", "", `${words["import-sheet"]} `, choice));
    }
    const row = element("input");
    row.type = "number";
    row.min = "1";
    row.value = String((settings.layout?.last ?? 0) + 1);
    row.setAttribute("aria-label", words["import-heading"]);
    row.addEventListener("change", () => {
      const at = Math.max(Number(row.value) || 1, 1) - 1;
      // Which columns are which is recognised anew from that row.
      change(() => ({ layout: { first: at, last: at, columns: [] }, values: {} }));
    });
    line.append(element("label", "", `${words["import-heading"]} `, row));
    const { hidden, present } = /** @type {LedgerImport} */ (read);
    if (hidden) line.append(choice("checkbox", SENTENCES[lang()].hidden(hidden), !settings.without_hidden, (on) => change(() => ({ without_hidden: !on }))));
    const way = (/** @type {boolean} */ adds, /** @type {string} */ text) =>
      choice("radio", text, added === adds, () => {
        added = adds;
        wrong = [];
        understand({ ...wished, refused: [] }, false).catch(context.failed);
      });
    const ways = element("fieldset", "import-ways", element("legend", "visually-hidden", words["import-how"]), way(false, SENTENCES[lang()].replace(outline().projects, present)), way(true, SENTENCES[lang()].add));
    line.append(ways);
    return line;
  }

  /** @param {string} key @param {boolean} open @param {...Node} children */
  function section(key, open, ...children) {
    const title = element("h3", "", /** @type {Record<string, string>} */ (WORDS[lang()])[key]);
    const made = element("details", "import-section", element("summary", "", title), ...children);
    made.open = open;
    return made;
  }

  function forget() {
    const made = element("button", "button", WORDS[lang()]["import-forget"]);
    made.type = "button";
    made.addEventListener("click", () => {
      if (!read) return;
      keep(read, undefined);
      understand({ ...NOTHING_SET, sheet: read.settings.sheet }, false).catch(context.failed);
    });
    return made;
  }

  /** @param {LedgerImport} now */
  function renderFoot(now) {
    const sentences = SENTENCES[lang()];
    const cancel = element("button", "button", WORDS[lang()][waiting.length ? "import-skip" : "import-cancel"]);
    cancel.type = "button";
    cancel.addEventListener("click", () => void next().catch(context.failed));
    const button = element("button", "button primary import-take", sentences.take(now.good, added === true));
    button.type = "button";
    const bad = badOf(now);
    const blocked = now.good === 0 || now.problems.some(({ severity, row }) => severity === "error" && row === 0) || (now.errors > 0 && now.bad === 0) || (refused.length > 0 && bad === 0);
    const why = element("p", "import-why");
    why.id = "import-why";
    why.setAttribute("role", "status");
    button.setAttribute("aria-describedby", why.id);
    const ready = () => {
      button.disabled = blocked || (bad > 0 && !partly);
      why.textContent = !button.disabled ? "" : now.good === 0 ? sentences.noneGood(bad) : blocked ? sentences.sheetWrong : sentences.someWrong(bad);
    };
    button.addEventListener("click", () => void take().catch(context.failed));
    foot.replaceChildren();
    if (bad > 0 && !blocked) {
      const check = element("input");
      check.type = "checkbox";
      check.checked = partly;
      check.addEventListener("change", () => {
        partly = check.checked;
        ready();
      });
      foot.append(element("label", "import-partly", check, ` ${sentences.partly(now.good, bad, badRows(now, lang()))}`));
    }
    foot.append(why, cancel, button);
    ready();
  }

  /** Makes the good rows the open scenario's ledger, or part of it, as one step; takes it back when the engine finds errors in them. */
  async function take() {
    const ledger = target();
    if (!ledger || !read) return;
    const { scenarios, store, messages } = context;
    const { settings, good, sheet } = read;
    const bad = badOf(read);
    const { toml } = /** @type {import("./scenarios.js").Scenario} */ (scenarios.current).entry;
    if ([settings.values, settings.fixed, settings.unwanted].some((set) => Object.keys(set).length)) keep(read, settings);
    const [bytes, origin] = [await ledgerCsv(), await ledgerOrigin()];
    const label = { zh: `${SENTENCES.zh.label} ${name}`, en: `${SENTENCES.en.label} ${name}` };
    await scenarios.edit({ ...(added ? {} : await withOwnLedger(scenarios.files, toml, context.call)), [ledger]: bytes }, { label });
    const shownAs = scenarios.current?.entry.shownAs?.[ledger] ?? ledger;
    const source = atOrigin({ ledger: shownAs, file: name, origin });
    const found = scenarios.findings.filter(({ place }) => place.file === shownAs);
    const errors = found.filter(({ severity }) => severity === "error");
    if (scenarios.pending && errors.length) {
      store.undo();
      const rows = source.rowsOf(errors);
      // Rows with errors are left out, where the reader wishes it; then there may be others.
      const inRows = rows.every((row) => row !== undefined);
      if (inRows) wrong = [...wrong, ...source.cells(errors)];
      if (inRows) await understand({ ...settings, refused: [...new Set([...settings.refused, ...rows])] }, false);
      if (partly && inRows && read.good) return take();
      refused = source.cells(found);
      return render();
    }
    if (!waiting.length) dialog.close();
    store.set({ tab: "ledger" });
    const doctor = /** @type {import("./types.d.ts").LedgerFinding[]} */ ((await context.ask("inspect", leverInputs(store.get().levers))) ?? []);
    const title = { zh: SENTENCES.zh.imported(good, name, sheet, added === true, bad), en: SENTENCES.en.imported(good, name, sheet, added === true, bad) };
    const leftOut = /** @type {const} */ ([name, read, wrong]);
    const list = { text: SAVE_LEFT_OUT, stays: true, act: () => saveLeftOut(lang(), ...leftOut) };
    messages.show({ title, findings: [...source.cells(found), ...source.rows(doctor)], actions: bad ? [list] : [], ofScenario: true });
    if (waiting.length) await next();
  }

  return { open };
}

/** How many projects have errors: those of the file, and those that show once it is imported. @param {LedgerImport} read */
const badOf = ({ bad, left_out: left }) => bad + left.filter(({ reason }) => reason === "refused").length;

/** @param {LedgerImport} read @param {import("./text.js").Lang} lang */
function badRows({ preview, left_out: left, problems, ...read }, lang) {
  const rows = [preview.filter(({ bad }) => bad), problems.filter(({ severity, row }) => severity === "error" && row), left.filter(({ reason }) => reason === "refused")].flat().map(({ row }) => row);
  const some = [...new Set(rows)].sort((a, b) => a - b).slice(0, ROWS_NAMED);
  return some.join(lang === "zh" ? "、" : ", ") + (badOf({ preview, left_out: left, problems, ...read }) > ROWS_NAMED ? "…" : "");
}
