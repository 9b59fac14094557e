// @ts-check
// View: the form that changes one figure, in a row of its own below it.

import { figureAmount } from "../workbooks.js";
import { WORDS, fieldText, findingText, fullName, limitsText, oddText, typed, unitText, whereText } from "../words/sources.js";

/** @typedef {import("../text.js").Lang} Lang */
/** @typedef {import("../types.d.ts").FigureEntry} FigureEntry */
/** @typedef {import("../types.d.ts").Text} Text */
/** @typedef {{ path: string, value?: number | { low: number, mode: number, high: number }, unit?: Text, note?: Text }} FigureEdit */
/** What is typed and not saved, by the names of its fields: those that differ only. @typedef {Record<string, string>} Draft */

const GRADES = ["", "A", "B", "C"];
const LANGS = /** @type {const} */ (["zh", "en"]);

/**
 * @param {Lang} lang
 * @param {FigureEntry} entry
 * @param {object} on
 * @param {Record<string, string>} [on.shownAs]
 * @param {FigureEntry} [on.unitOf] the figure from whose unit this one's follows
 * @param {Draft} [on.draft] what was typed and not saved before
 * @param {(draft: Draft | undefined) => void} on.keep whenever something is typed
 * @param {(edit: FigureEdit) => Promise<import("../types.d.ts").Diagnostic[]>} on.save what is wrong with it; then nothing has been saved
 * @param {() => void} on.close
 */
export function editForm(lang, entry, { shownAs, unitOf, draft, keep, save, close }) {
  const words = WORDS[lang];
  const form = document.createElement("form");
  form.className = "figure-form";
  form.noValidate = true;
  form.setAttribute("aria-label", fullName(lang, entry));
  const value = { low: entry.low < entry.high ? entry.low : undefined, mode: entry.mode, high: entry.low < entry.high ? entry.high : undefined };
  const names = entry.may_vary ? /** @type {const} */ (["low", "mode", "high"]) : /** @type {const} */ (["mode"]);
  const numbers = names.map((name) => {
    const now = value[name];
    const text = now === undefined ? "" : fieldText(entry, now);
    const input = document.createElement("input");
    input.inputMode = "decimal";
    input.autocomplete = "off";
    input.name = name;
    input.value = text;
    form.append(labelled(name === "high" ? words.most : name === "low" ? words.low : words.mode, input));
    return { name, now, text, input };
  });
  const { written_unit: unit } = entry;
  const units = unit ? LANGS.map((of) => textField(document.createElement("input"), "unit", of, unit[of])) : [];
  if (!unit) form.append(Object.assign(document.createElement("span"), { className: "figure-unit", textContent: entry.unit[lang] }));

  const grade = document.createElement("select");
  grade.name = "grade";
  grade.append(...GRADES.map((id) => new Option(words[/** @type {"A"} */ (id)], id)));
  grade.value = entry.provenance?.grade ?? "";
  form.append(labelled(words.grade, grade));
  const prefix = entry.provenance?.text.zh.match(/^\[[^\]]*\]\s*/)?.[0] ?? "";
  const notes = LANGS.map((of) => textField(document.createElement("textarea"), "source", of, (entry.provenance?.text[of] ?? "").replace(/^\[[^\]]*\]\s*/, "")));

  /**
   * A field for a text in one of the languages.
   * @template {HTMLInputElement | HTMLTextAreaElement} Field
   * @param {Field} field @param {"unit" | "source"} what @param {"zh" | "en"} of @param {string} now
   */
  function textField(field, what, of, now) {
    field.name = `${what}-${of}`;
    field.lang = of === "zh" ? "zh-CN" : "en";
    field.autocomplete = "off";
    field.value = now;
    field.setAttribute("aria-describedby", "figure-languages");
    form.append(labelled(words[/** @type {"source-zh"} */ (field.name)], field, what === "source" ? "figure-note" : "figure-unit-text"));
    return { field, text: field.value };
  }
  const languages = document.createElement("p");
  languages.id = "figure-languages";
  languages.className = "figure-languages";
  languages.textContent = unit ? words.languagesUnit : words.languages;
  form.append(languages);

  const hint = document.createElement("p");
  hint.className = "figure-hint";
  hint.textContent = [
    limitsText(lang, entry) && `${words.range}${lang === "zh" ? "：" : " "}${limitsText(lang, entry)}`,
    entry.share && words.percent,
    entry.may_vary && words.point,
    unitText(lang, entry, unitOf),
    whereText(lang, entry, shownAs),
  ].filter(Boolean).join(lang === "zh" ? "　" : " · ");
  const errors = document.createElement("div");
  errors.className = "figure-errors";
  errors.setAttribute("role", "alert");
  const submit = button(words.save, "button primary");
  submit.type = "submit";
  const cancel = button(words.close, "button");
  cancel.addEventListener("click", close);
  const discard = button(words.discard, "text-button");
  const unsaved = document.createElement("p");
  unsaved.className = "figure-unsaved";
  unsaved.setAttribute("role", "status");
  form.append(hint, errors, submit, cancel, discard, unsaved);

  const fields = [
    ...numbers.map(({ name, input, text }) => ({ name: /** @type {string} */ (name), field: input, text })),
    { name: grade.name, field: grade, text: grade.value },
    ...[...units, ...notes].map(({ field, text }) => ({ name: field.name, field, text })),
  ];
  for (const { name, field } of fields) field.value = draft?.[name] ?? field.value;
  const typedNow = () => fields.filter(({ field, text }) => field.value !== text).map(({ name, field }) => [name, field.value]);
  function told() {
    const is = typedNow().length > 0;
    discard.hidden = !is;
    unsaved.textContent = is ? words.unsavedHere : "";
  }
  told();
  form.addEventListener("input", () => {
    const now = typedNow();
    keep(now.length ? Object.fromEntries(now) : undefined);
    told();
  });
  discard.addEventListener("click", () => {
    for (const { field, text } of fields) {
      field.value = text;
      field.removeAttribute("aria-invalid");
    }
    errors.replaceChildren();
    keep(undefined);
    told();
    fields[0].field.focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });

  /** What a field gives. @param {typeof numbers[number]} field @returns {Promise<{ value?: number, wrong?: string }>} */
  async function amount({ name, now, text, input }) {
    if (input.value === text) return { value: now };
    if (!input.value.trim()) return name === "mode" ? { wrong: words.blank } : {};
    const plain = typed(entry, input.value);
    if (Number.isFinite(plain)) return { value: plain };
    /** @type {{ value?: number, unit?: string }} */
    const { value, unit: other } = entry.share ? {} : await figureAmount(input.value, unit ? texts(units) : entry.unit).catch(() => ({}));
    return value === undefined ? { wrong: oddText(lang, unit ? { ...entry, unit: texts(units) } : entry, input.value, other) } : { value };
  }

  /** The texts of both languages. One that is written alone stands for both: the other is of the figure before. @param {typeof units | typeof notes} both */
  function texts(both) {
    const written = both.filter(({ field, text }) => field.value !== text);
    const alone = written.length === 1 ? written[0].field.value.trim() : "";
    const [zh, en] = both.map(({ field }, i) => alone || field.value.trim() || both[1 - i].field.value.trim());
    return { zh, en };
  }

  /** What has been changed, with the numbers that the fields give. @param {Partial<Record<"low" | "mode" | "high", number>>} given @returns {FigureEdit} */
  function edit({ low, mode, high }) {
    /** @type {FigureEdit} */
    const made = { path: entry.path };
    if (numbers.some(({ text, input }) => input.value !== text)) made.value = low === undefined || high === undefined ? mode : { low, mode: mode ?? NaN, high };
    const isWritten = (/** @type {typeof units | typeof notes} */ both) => both.some(({ field, text }) => field.value !== text);
    if (isWritten(units)) made.unit = texts(units);
    const regraded = grade.value !== (entry.provenance?.grade ?? "");
    if (regraded || isWritten(notes)) {
      const start = regraded ? (grade.value ? `[${grade.value}] ` : "") : prefix;
      const { zh, en } = texts(notes);
      made.note = zh || start ? { zh: `${start}${zh}`.trim(), en: `${start}${en}`.trim() } : { zh: "", en: "" };
    }
    return made;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    const read = await Promise.all(numbers.map(async (number) => ({ ...number, ...(await amount(number)) })));
    submit.disabled = false;
    const odd = read.filter(({ wrong }) => wrong !== undefined);
    if (odd.length) return refuse(odd.map(({ wrong }) => wrong ?? ""), odd);
    const ends = numbers.filter(({ name }) => name !== "mode");
    const without = ends.filter(({ input }) => !input.value.trim());
    if (without.length === 1) return refuse([words.ends], without);
    if (units.length && units.every(({ field }) => !field.value.trim())) return refuse([words.blankUnit], units.map(({ field }) => ({ input: field })));
    const made = edit(Object.fromEntries(read.map(({ name, value }) => [name, value])));
    if (made.value === undefined && made.unit === undefined && made.note === undefined) return close();
    submit.disabled = true;
    const wrong = await save(made);
    submit.disabled = false;
    if (wrong.length === 0) return;
    refuse(
      wrong.map((finding) => {
        const { file, line } = finding.place;
        // Of this figure itself the form tells where it stands.
        const isHere = file === entry.place?.file && line === entry.place.line;
        return findingText(lang, { ...finding, place: { ...finding.place, file: shownAs?.[file] ?? file } }, isHere);
      }),
      numbers,
    );
  });

  /** @param {string[]} why @param {{ input: HTMLElement }[]} where */
  function refuse(why, where) {
    const list = document.createElement("ul");
    for (const text of why) list.append(Object.assign(document.createElement("li"), { textContent: text }));
    errors.replaceChildren(words.bad, list);
    for (const input of [...numbers.map(({ input }) => input), ...units.map(({ field }) => field)]) input.setAttribute("aria-invalid", String(where.some((each) => each.input === input)));
    where[0].input.focus();
    errors.scrollIntoView({ block: "nearest" });
  }
  return { form, focus: () => (numbers.find(({ name }) => name === "mode") ?? numbers[0]).input.select() };
}

/** @param {string} text @param {HTMLElement} field @param {string} [className] */
function labelled(text, field, className = "") {
  const label = document.createElement("label");
  label.className = className;
  const span = document.createElement("span");
  span.textContent = text;
  label.append(span, field);
  return label;
}

/** @param {string} text @param {string} className */
function button(text, className) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  return made;
}
