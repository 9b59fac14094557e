// @ts-check
// Tab 对比: what is shown against another scenario, or against itself before levers moved.

import { bars } from "../bars.js";
import { listedAs } from "../files.js";
import { createFigure } from "../figure.js";
import { leverInputs } from "../link.js";
import { figures, words } from "../tables.js";
import { POLLUTANTS, monthName, pollutantName, sentences, tonnes } from "../text.js";
import { HEADS } from "../words/common.js";
import { CHOICE, TITLES, WORDS, compareFinding, movedThere } from "../words/compare.js";
import { delayText } from "../words/page.js";

/** @typedef {import("../types.d.ts").TabContext} TabContext */
/** @typedef {import("../types.d.ts").TabView} TabView */
/** What the worker says, and of whom: see worker.js. @typedef {import("../types.d.ts").Comparison & { side: NonNullable<Subject["side"]>, moved: number }} Comparison */
/** @typedef {import("../types.d.ts").Difference} Difference */
/** @typedef {import("../types.d.ts").Subject} Subject */
/** @typedef {import("../figure.js").Content} Content */
/** @typedef {import("../files.js").Entry} Entry */

/** Bars shown; the table has all. */
const SHOWN = 30;

/** @param {HTMLElement} root @param {TabContext} context */
export function create(root, context) {
  const select = document.createElement("select");
  select.className = "figure-choice";
  const scenarios = () => context.scenarios.entries.filter((entry) => entry !== context.scenarios.current?.entry);
  /** Until what is compared with is there. */
  let loading = Promise.resolve();
  async function load(/** @type {TabView} */ { levers, results }) {
    await loading;
    return context.ask("against", levers, { at: results.at });
  }
  const figure = createFigure(
    root,
    context,
    [
      { id: "measures", title: TITLES.measures, load, show: measures },
      { id: "projects", title: TITLES.projects, load, show: projects },
      { id: "pollutants", title: TITLES.pollutants, load, show: pollutants },
    ],
    { name: CHOICE, extra: select },
  );
  /** What is compared with, of which entries, beside what. @type {{ key: string, entries?: Entry[], outline?: TabView["outline"] }} */
  let chosen = { key: "" };

  /** @param {Entry} [entry] as it was left, levers and all; without one, the scenario itself */
  async function oppose(entry) {
    const mine = chosen;
    try {
      const opposite = entry && (await left(entry));
      if (mine !== chosen) return;
      const report = await context.call("baseline", ...(opposite ? [opposite] : []));
      if (!report || report.outline) return;
      context.messages.show({ title: "scenario-failed", detail: opposite?.name[context.store.get().lang], findings: report.diagnostics });
    } catch (error) {
      context.failed(error);
    }
    if (mine === chosen) context.store.set({ against: "" });
  }

  /** @param {Entry} entry */
  async function left(entry) {
    const { entries } = context.scenarios;
    const name = { zh: listedAs(entry, entries, "zh"), en: listedAs(entry, entries, "en") };
    const levers = (await context.scenarios.doneTo(entry))?.levers ?? {};
    return { files: await entry.files(), toml: entry.toml, name, levers: leverInputs(levers) };
  }

  const key = (/** @type {{ id: string, own: boolean }} */ { id, own }) => `${own ? "own" : "site"}:${id}`;
  select.addEventListener("change", () => context.store.set({ against: select.value }));

  return {
    ...figure,
    /** @param {TabView} view */
    update(view) {
      select.setAttribute("aria-label", WORDS[view.lang].with);
      select.title = WORDS[view.lang].with;
      const options = scenarios().map((entry) => new Option(listedAs(entry, context.scenarios.entries, view.lang), key(entry)));
      select.replaceChildren(new Option(WORDS[view.lang].unmoved, ""), ...options);
      select.value = context.store.get().against;
      if (select.selectedIndex < 0) {
        select.value = "";
        context.store.set({ against: "" });
      }
      const [of, entry] = [select.value, scenarios().find((entry) => key(entry) === select.value)];
      // Another choice; or the same one, which may have been changed while it was open, or in the list.
      if (of !== chosen.key || (entry && (view.outline !== chosen.outline || context.scenarios.entries !== chosen.entries))) {
        chosen = { key: of, entries: context.scenarios.entries, outline: view.outline };
        loading = oppose(entry);
      }
      return figure.update(view);
    },
  };
}

/** @param {TabView} view @param {Comparison} data */
const finding = ({ lang, pollutant }, { at, here, side, reduction }) =>
  compareFinding(lang, pollutant, at, side === "unmoved" ? WORDS[lang].unmoved : here.name[lang], reduction.here_t[pollutant], reduction.there_t[pollutant]);

/** What of it explains itself. @param {TabView} view @param {Comparison} data @returns {import("../explainable.js").Told[]} */
function numbers({ lang, pollutant }, data) {
  const { here_t: here, there_t: there } = data.reduction;
  /** @type {Subject} */
  const reduction = { kind: "reduction", pollutant, at: data.at };
  return [[tonnes(lang, there[pollutant]), reduction], [tonnes(lang, Math.abs(there[pollutant] - here[pollutant])), { ...reduction, against: here[pollutant], side: data.side }]];
}

/** Sentences, and whose levers count where they have been moved. @param {TabView} view @param {Comparison} data @param {string[]} [before] */
const note = ({ lang }, { here, moved }, before = []) => sentences(lang, moved ? [...before, movedThere(lang, here.name[lang], moved)] : before);

/** A difference with its sign. @param {import("../text.js").Lang} lang @param {number} t */
const signed = (lang, t) => (t > 0 ? `+${tonnes(lang, t)}` : tonnes(lang, t));

/**
 * Opening and offsets, then what differs, then what does not as one, then the sum.
 * @template {Difference & { id: string, name: import("../types.d.ts").Text }} T
 * @param {TabView} view @param {Comparison} data @param {T[]} rows @param {(row: T) => string} detail
 * @param {"measure" | "project"} by
 */
function lines({ lang, pollutant }, { reduction, opening, offset }, rows, detail, by) {
  const head = HEADS[lang];
  const line = (/** @type {string} */ name, /** @type {Difference} */ of, /** @type {string} */ kind, /** @type {Partial<Subject>} */ subject) => ({ name, kind, subject, here: of.here_t[pollutant], there: of.there_t[pollutant], more: of.difference_t[pollutant] });
  const named = rows.map((row) => ({ ...line(row.name[lang], row, detail(row), { [by]: row.id }), id: row.id })).filter(({ more }) => more !== 0);
  const fixed = [line(head.opening, opening, "", { kind: "opening" }), line(head.offset, offset, "", { kind: "deduction" })].filter(({ here, there }) => here || there);
  const whole = line(head.total, reduction, "", { kind: "reduction" });
  const rest = { name: WORDS[lang].unnamed, kind: "", subject: { by, except: named.map(({ id }) => id) }, here: whole.here, there: whole.there, more: 0 };
  for (const { here, there } of [...named, ...fixed]) {
    rest.here -= here;
    rest.there -= there;
  }
  named.sort((a, b) => Math.abs(b.more) - Math.abs(a.more));
  return { named, all: [...named, rest, ...fixed, whole] };
}

/** @param {TabView} view @param {Comparison} data @param {ReturnType<typeof lines>} lines @param {string} what @returns {Content} */
function content(view, data, { named, all }, what) {
  const { lang, pollutant } = view;
  const text = WORDS[lang];
  /** @param {number} i @param {Partial<Subject>} [more] @returns {Subject} */
  const of = (i, more = {}) => ({ kind: "contribution", ...all[i].subject, pollutant, at: data.at, ...more });
  const difference = (/** @type {number} */ i) => of(i, { against: all[i].here, side: data.side });
  return {
    finding: finding(view, data),
    numbers: numbers(view, data),
    bars: bars({
      rows: named.slice(0, SHOWN).map(({ name, kind, more }, i) => ({ name, detail: kind, explain: difference(i), value: signed(lang, more), marks: [{ from: 0, to: more, kind: more < 0 ? "loss" : "plain" }] })),
    }),
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, data.at)}`,
      columns: [words(what, (i) => all[i].name), words(text.kind, (i) => all[i].kind), figures(text.here, (i) => all[i].here, undefined, (i) => (all[i].here ? of(i, { side: data.side }) : undefined)), figures(text.there, (i) => all[i].there, undefined, (i) => (all[i].there ? of(i) : undefined)), figures(text.difference, (i) => all[i].more, undefined, (i) => (all[i].more ? difference(i) : undefined))],
      length: all.length,
    },
    note: note(view, data, named.length > SHOWN ? [HEADS[lang].more] : []),
  };
}

/** @param {TabView} view @param {Comparison} data */
function measures(view, data) {
  const kinds = WORDS[view.lang].kinds;
  return content(view, data, lines(view, data, data.measures, ({ kind }) => kinds[kind], "measure"), HEADS[view.lang].measure);
}

/** @param {TabView} view @param {Comparison} data */
function projects(view, data) {
  const kinds = WORDS[view.lang].kinds;
  const detail = (/** @type {Comparison["projects"][number]} */ { kind, completion, delay_months: delay }) => {
    const moved = completion.here && completion.there && completion.here !== completion.there ? ` ${completion.here} → ${completion.there}` : "";
    const later = delay.there - delay.here;
    return kinds[kind] + moved + (later ? ` ${delayText(view.lang, later)}` : "");
  };
  return content(view, data, lines(view, data, data.projects, detail, "project"), HEADS[view.lang].project);
}

/** @param {TabView} view @param {Comparison} data @returns {Content} */
function pollutants(view, data) {
  const { lang } = view;
  const text = WORDS[lang];
  const { here_t: here, there_t: there, difference_t: more } = data.reduction;
  /** @param {Subject["kind"]} kind @param {number} i @returns {Subject} */
  const of = (kind, i) => ({ kind, pollutant: POLLUTANTS[i], at: data.at });
  const { side } = data;
  const difference = (/** @type {number} */ i) => ({ ...of("reduction", i), against: here[POLLUTANTS[i]], side });
  const gap = (/** @type {"here" | "there"} */ side) => (/** @type {number} */ i) => data.gap_t[POLLUTANTS[i]]?.[side] ?? undefined;
  return {
    finding: finding(view, data),
    numbers: numbers(view, data),
    bars: bars({
      rows: POLLUTANTS.map((p, i) => ({ explain: difference(i), name: pollutantName(lang, p), value: signed(lang, more[p]), marks: [{ from: 0, to: more[p], kind: more[p] < 0 ? "loss" : "plain" }] })),
    }),
    table: {
      caption: monthName(lang, data.at),
      columns: [
        words(text.pollutant, (i) => pollutantName(lang, POLLUTANTS[i])),
        figures(text.here, (i) => here[POLLUTANTS[i]], undefined, (i) => ({ ...of("reduction", i), side })),
        figures(text.there, (i) => there[POLLUTANTS[i]], undefined, (i) => of("reduction", i)),
        figures(text.difference, (i) => more[POLLUTANTS[i]], undefined, difference),
        figures(text.gapHere, gap("here"), undefined, (i) => ({ ...of("gap", i), side })),
        figures(text.gapThere, gap("there"), undefined, (i) => of("gap", i)),
      ],
      length: POLLUTANTS.length,
    },
    note: note(view, data),
  };
}
