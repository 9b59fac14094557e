// @ts-check
// Tab 核查: what looks wrong in the ledger, where, and the tonnes at stake.

import { bars } from "../bars.js";
import { createFigure } from "../figure.js";
import { figures, words } from "../tables.js";
import { POLLUTANTS, pollutantSymbol, tonnes } from "../text.js";
import { placeText } from "../words/page.js";
import { CHOICE, TITLES, WORDS, checksFinding, inputFinding, rowsText } from "../words/checks.js";

/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../types.d.ts").LedgerFinding} LedgerFinding */

/** Rows named beside a finding; the table has all. */
const SHOWN = 3;

/** @param {HTMLElement} root @param {import("../types.d.ts").TabContext} context */
export function create(root, context) {
  return createFigure(root, context, [
    { id: "ledger", title: TITLES.ledger, load: ({ levers }) => context.ask("inspect", levers), show },
    { id: "input", title: TITLES.input, show: ({ lang }) => input(lang, context.scenarios.current?.findings ?? []) },
  ], { name: CHOICE });
}

/** @param {TabView} view @param {LedgerFinding[]} all @returns {import("../figure.js").Content} */
function show({ lang, outline, pollutant }, all) {
  const text = WORDS[lang];
  const names = new Map(outline.measures.map(({ id, name }) => [id, name[lang]]));
  /** @param {number | undefined} finding @param {import("../text.js").Pollutant} pollutant @returns {import("../types.d.ts").Subject} */
  const explain = (finding, pollutant) => ({ kind: "at-stake", finding, pollutant });
  const numbers = (/** @type {LedgerFinding & { number: number }} */ { at_stake_t: t, number }) => POLLUTANTS.flatMap((p) => (t[p] ? [/** @type {import("../explainable.js").Told} */ ([`${pollutantSymbol(p)} ${tonnes(lang, t[p])}`, explain(number, p)])] : []));
  const ordered = all.map((finding, number) => ({ ...finding, number })).sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error") || (b.at_stake_t[pollutant] ?? 0) - (a.at_stake_t[pollutant] ?? 0));
  const errors = all.filter(({ severity }) => severity === "error").length;
  return {
    finding: checksFinding(lang, errors, all.length - errors),
    bars: bars({
      rows: ordered.map((finding) => ({
        name: `${text[finding.severity]} · ${finding.message[lang]}`,
        detail: [finding.hint[lang], rowsText(lang, finding.rows, SHOWN)].join(" "),
        value: numbers(finding).map(([text]) => text).join(lang === "zh" ? "，" : ", "),
        numbers: numbers(finding),
        marks: [{ from: 0, to: finding.at_stake_t[pollutant] ?? 0, kind: "plain" }],
      })),
    }),
    table: {
      caption: TITLES.ledger[lang],
      columns: [
        words(text.found, (i) => ordered[i].message[lang]),
        words(text.kind, (i) => text[ordered[i].severity]),
        words(text.hint, (i) => ordered[i].hint[lang]),
        words(text.measure, (i) => names.get(ordered[i].measure ?? "") ?? ""),
        words(text.rows, (i) => rowsText(lang, ordered[i].rows, Infinity)),
        ...POLLUTANTS.map((p) => figures(`${pollutantSymbol(p)} (t)`, (i) => ordered[i].at_stake_t[p], undefined, (i) => explain(ordered[i].number, p))),
      ],
      length: ordered.length,
    },
  };
}

/** @param {TabView["lang"]} lang @param {import("../types.d.ts").Diagnostic[]} found @returns {import("../figure.js").Content} */
function input(lang, found) {
  const text = WORDS[lang];
  return {
    finding: inputFinding(lang, found.length),
    table: {
      caption: TITLES.input[lang],
      columns: [words(text.place, (i) => placeText(lang, found[i].place)), words(text.found, (i) => found[i].message[lang]), words(text.hint, (i) => found[i].hint?.[lang] ?? "")],
      length: found.length,
    },
  };
}
