// @ts-check
// What contributions look like, whatever they are added up by: bars of the chosen pollutant, a table of all.

import { bars } from "./bars.js";
import { figures, words } from "./tables.js";
import { POLLUTANTS, amount, monthName, pollutantName, pollutantSymbol, tonnes } from "./text.js";
import { HEADS, inTable, priced } from "./words/common.js";

/** @typedef {import("./types.d.ts").TabView} TabView */
/** @typedef {import("./types.d.ts").Contributions} Contributions */
/** @typedef {import("./types.d.ts").Subject} Subject */
/** @typedef {(lang: import("./text.js").Lang, pollutant: import("./text.js").Pollutant, what: string, top: { name: string, t: number }[], total: number, count: number) => string} Finding */

/** Bars shown; the table has all. */
const SHOWN = 30;

/** Those that bring something, most first. @template {{ t: number }} T @param {T[]} all */
export const ranked = (all) => all.filter(({ t }) => t !== 0).sort((a, b) => b.t - a.t);

/**
 * @param {TabView} view
 * @param {Contributions} data
 * @param {string} what the rows are
 * @param {Finding} finding
 * @returns {import("./figure.js").Content}
 */
export function shares({ lang, results, pollutant }, data, what, finding) {
  const { at } = results;
  const head = HEADS[lang];
  const { total } = data;
  const all = ranked(
    data.rows.map((row) => ({ row, name: row.id === null ? head.none : row.name[lang], t: row.counted_t[pollutant] + row.uncounted_t[pollutant] })),
  );
  const most = ranked(all.map(({ name, row }) => ({ name, t: row.counted_t[pollutant] })));
  const others = data.rows.filter((row) => !all.some((one) => one.row === row));
  const lines = [...all.map(({ row }) => row), ...others, { ...total, id: "", name: { zh: HEADS.zh.total, en: HEADS.en.total } }];
  /** What explains a number of line `i`; the one without id is of what has no district or item. @type {(i: number, kind: Subject["kind"], more?: Partial<Subject>) => Subject | undefined} */
  const of = (i, kind, more) => {
    const { id } = lines[i];
    return { kind, pollutant, at, ...(id !== "" && { [data.by]: data.by === "item" ? Number(id) : (id ?? "") }), ...more };
  };
  /** @param {number} i */
  const counted = (i, by = pollutant) => (lines[i].counted_t[by] ? of(i, "contribution", { pollutant: by }) : undefined);
  /** What is counted, what is not, or both together. @param {number} i @returns {Subject | undefined} */
  const whole = (i) => (!lines[i].uncounted_t[pollutant] ? counted(i) : lines[i].counted_t[pollutant] ? of(i, "physical") : of(i, "contribution", { uncounted: true }));
  const price = priced(lang, lines.map((line) => line.full_year.cny_per_t[pollutant]));
  return {
    finding: finding(lang, pollutant, what, most.slice(0, 3), total.counted_t[pollutant], most.length),
    numbers: [[tonnes(lang, total.counted_t[pollutant]), { kind: "contribution", pollutant, at }]],
    bars: bars({
      ...(all.some(({ row }) => row.uncounted_t[pollutant]) && { key: [{ kind: "plain", name: head.counted }, { kind: "loss", name: head.uncounted }] }),
      rows: all.slice(0, SHOWN).map(({ row, name, t }, i) => ({
        name,
        explain: whole(i),
        value: tonnes(lang, t),
        marks: [
          { from: 0, to: row.counted_t[pollutant], kind: "plain" },
          ...(row.uncounted_t[pollutant] ? [{ from: row.counted_t[pollutant], to: t, kind: /** @type {const} */ ("loss") }] : []),
        ],
      })),
    }),
    table: {
      caption: `${what} · ${pollutantName(lang, pollutant)} · ${monthName(lang, results.at)}`,
      columns: [
        words(what, (i) => (lines[i].id === null ? head.none : lines[i].name[lang])),
        figures(head.counted, (i) => lines[i].counted_t[pollutant], amount, (i) => counted(i)),
        figures(head.uncounted, (i) => lines[i].uncounted_t[pollutant] || undefined, amount, (i) => of(i, "contribution", { uncounted: true })),
        figures(price.title, price.of, amount, (i) => of(i, "price")),
        figures(head.annualised, (i) => inTable(lang, lines[i].annualised_cny), amount, (i) => of(i, "annualised")),
        figures(head.capital, (i) => inTable(lang, lines[i].capital_cny), amount, (i) => of(i, "capital")),
        ...POLLUTANTS.filter((other) => other !== pollutant).map((other) => figures(`${pollutantSymbol(other)} (${head.tonnes})`, (i) => lines[i].counted_t[other], amount, (i) => counted(i, other))),
      ],
      length: lines.length,
    },
    ...(all.length > SHOWN && { note: head.more }),
  };
}
