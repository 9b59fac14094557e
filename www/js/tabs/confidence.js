// @ts-check
// Tab 把握: how sure the projection is, what the uncertainty comes from, which projects are the riskiest.

import { bars } from "../bars.js";
import { figure as tornado } from "../catalogue/tornado.js";
import { createFigure } from "../figure.js";
import { figures, words } from "../tables.js";
import { POLLUTANTS, amount, chance, monthName, percent, pollutantName, pollutantSymbol, tonnes } from "../text.js";
import { CHOICE, GROUPS, TITLES, WORDS, chancesFinding, effectsFinding, effectsNote, pastNote, points, risksFinding, roughly } from "../words/confidence.js";
import { word } from "../words/page.js";

/** @typedef {import("../types.d.ts").TabContext} TabContext */
/** @typedef {import("../types.d.ts").TabView} TabView */
/** @typedef {import("../types.d.ts").TotalEffects} TotalEffects */
/** @typedef {import("../types.d.ts").Riskiest} Riskiest */
/** @typedef {import("../types.d.ts").Subject} Subject */
/** @typedef {import("../figure.js").Content} Content */

const SEED = 1;
const SAMPLES = 1000;
const DRAWS = 10_000;
/** Long work begins when the levers have rested for this long. */
const REST_MS = 400;
/** Bars shown of figures; the table has all. */
const SHOWN = 15;

/** In place of an answer: the reader has stopped the work for it. */
const STOPPED = Symbol("stopped");

/** @param {HTMLElement} root @param {TabContext} context */
export function create(root, context) {
  let working = new AbortController();
  const work = document.createElement("span");
  work.className = "figure-work";
  const progress = document.createElement("progress");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "text-button";
  work.append(progress, button);
  /** @typedef {{ id: string, key: string, of: unknown }} Work which, about what, of which scenario */
  /** What the reader has stopped. @type {Work | undefined} */
  let stopped;
  /** What is worked at. @type {Work | undefined} */
  let current;
  /** The newest answer of each long work, and of what it is. @type {Map<string, Work & { answer: Promise<any> }>} */
  const known = new Map();

  work.hidden = true;

  /** Shows that work goes on, or could. @param {import("../text.js").Lang} lang @param {"stop" | "go-on"} offer */
  function show(lang, offer) {
    work.hidden = false;
    progress.hidden = offer !== "stop";
    progress.setAttribute("aria-label", WORDS[lang].working);
    button.textContent = word(lang, offer);
  }

  /** Gives up what is under way; it would begin anew. */
  function rest() {
    working.abort();
    if (current) known.delete(current.id);
    current = undefined;
    work.hidden = true;
  }

  button.addEventListener("click", () => {
    stopped = current;
    rest();
    figure.again();
  });

  /**
   * Shares long work out once the levers rest; what is asked later ends it.
   * @param {TabView} view @param {string} method @param {unknown[]} args @param {number} total @param {number} part
   */
  async function parts(view, method, args, total, part) {
    const { signal } = (working = new AbortController());
    progress.removeAttribute("value");
    show(view.lang, "stop");
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    if (signal.aborted) return undefined;
    progress.max = total;
    const done = await context.share(method, args, total, { part, signal, progress: (value) => Object.assign(progress, { value }) });
    if (!signal.aborted) work.hidden = true;
    return done;
  }

  /**
   * What `ask` answers, asked once; or that the reader has stopped it.
   * @param {string} id @param {TabView} view @param {unknown[]} about what it depends on beside scenario and levers @param {() => Promise<any>} ask
   */
  function once(id, { lang, outline, levers }, about, ask) {
    const mine = { id, key: JSON.stringify([outline.id, levers, ...about]), of: outline };
    const isMine = (/** @type {Work | undefined} */ work) => work?.id === id && work.key === mine.key && work.of === outline;
    const before = known.get(id);
    if (before && isMine(before)) {
      if (isMine(current)) show(lang, "stop");
      return before.answer;
    }
    rest();
    if (isMine(stopped)) {
      show(lang, "go-on");
      return Promise.resolve(STOPPED);
    }
    stopped = undefined;
    current = mine;
    const answer = ask();
    known.set(id, { ...mine, answer });
    const ended = (/** @type {unknown} */ found) => {
      if (current !== mine) return; // given up before
      current = undefined;
      if (found === undefined) known.delete(id);
    };
    answer.then(ended, () => ended(undefined));
    return answer;
  }

  /** @param {TabView} view */
  const loadEffects = (view) =>
    once("effects", view, [view.results.at, view.pollutant], async () => {
      const of = { pollutant: view.pollutant, at: view.results.at, seed: SEED };
      const done = await parts(view, "sampleEffects", [view.levers, of], SAMPLES, 20);
      return done && context.call("totalEffects", view.levers, of, done);
    });
  /** The same draws serve every pollutant. @param {TabView} view */
  const loadRisks = async (view) => {
    const done = await once("risks", view, [], () => parts(view, "sampleRisks", [view.levers, { seed: SEED }], DRAWS, 50));
    return Array.isArray(done) ? context.call("riskiest", done, { seed: SEED, pollutant: view.pollutant, number: 5 }) : done;
  };

  /** @param {(view: TabView, data: any) => Content} show @returns {(view: TabView, data: any) => Content} */
  const unlessStopped = (show) => (view, data) => (data === STOPPED ? { finding: WORDS[view.lang].stopped, table: NOTHING } : show(view, data));
  const figure = createFigure(
    root,
    context,
    [
      { id: "chances", title: TITLES.chances, load: async () => (rest(), true), show: chances },
      { ...tornado, load: async (view, ask) => (rest(), tornado.load?.(view, ask)) },
      { id: "effects", title: TITLES.effects, load: loadEffects, show: unlessStopped(effects) },
      { id: "risks", title: TITLES.risks, load: loadRisks, show: unlessStopped(risks) },
    ],
    { name: CHOICE, extra: work },
  );
  return {
    update: figure.update,
    hide() {
      rest();
      figure.hide();
    },
  };
}

/** A change of the chance that shows, of one decimal of a percentage point. */
const LEAST_GAIN = 0.0005;

/** A table without anything in it. */
const NOTHING = { caption: "", columns: [], length: 0 };

/** @param {TabView} view @returns {Content} */
function chances({ lang, outline, results, pollutant }) {
  const text = WORDS[lang];
  const sure = results.uncertainty;
  const bands = sure?.pollutants[pollutant];
  if (!sure || !bands) return { finding: text.working, table: NOTHING };
  const { months } = results;
  const last = months.length - 1;
  // What was reached up to the inventory's year is reported, not projected.
  const projected = (/** @type {string} */ month) => Number(month.slice(0, 4)) > outline.inventory_year;
  const yearEnds = months.flatMap((month, i) => (month.endsWith("-12") ? [{ month, i }] : []));
  const ends = yearEnds.filter(({ month, i }) => projected(month) || i === last);
  const judged = POLLUTANTS.filter((p) => months[last] in sure.pollutants[p].on_schedule);
  /** @param {string} name @param {number | undefined} value @param {string} at @param {import("../text.js").Pollutant} [of] of all without */
  const row = (name, value, at, of) => ({
    name: `${name} · ${monthName(lang, at)}`,
    value: value === undefined ? "—" : chance(lang, value),
    explain: value === undefined ? undefined : /** @type {Subject} */ ({ kind: "chance", at, ...(of && { pollutant: of }) }),
    marks: [{ from: 0, to: value ?? 0, kind: /** @type {const} */ ("plain") }],
    strong: !of,
  });
  const of = (/** @type {string} */ month) => bands.on_schedule[month];
  /** @param {number} percent @returns {(i: number) => import("../types.d.ts").Subject} */
  const quantile = (percent) => (i) => ({ kind: "quantile", quantile: percent, pollutant, at: ends[i].month });
  return {
    sampled: { draws: sure.draws, seed: sure.seed },
    finding: chancesFinding(lang, pollutant, { end: months[last], chance: of(months[last]), low: bands.p10[last], high: bands.p90[last], shortfall: bands.shortfall_t }),
    numbers: [
      [of(months[last]) === undefined ? "" : chance(lang, of(months[last])), { kind: "chance", pollutant, at: months[last] }],
      [amount(bands.p10[last]), { kind: "quantile", quantile: 10, pollutant, at: months[last] }],
      [tonnes(lang, bands.p90[last]), { kind: "quantile", quantile: 90, pollutant, at: months[last] }],
      [tonnes(lang, bands.shortfall_t ?? NaN), { kind: "shortfall", pollutant, at: months[last] }],
    ],
    bars: bars({
      line: { at: 1, name: "100%" },
      rows: [
        ...ends.filter(({ month }) => of(month) !== undefined).map(({ month }) => row(pollutantName(lang, pollutant), of(month), month, pollutant)),
        ...judged.filter((p) => p !== pollutant).map((p) => row(pollutantName(lang, p), sure.pollutants[p].on_schedule[months[last]], months[last], p)),
        ...(judged.length ? [row(text.all, sure.all_on_schedule, months[last])] : []),
      ],
    }),
    table: {
      caption: pollutantName(lang, pollutant),
      columns: [
        words(text.year, (i) => monthName(lang, ends[i].month)),
        figures(text.chance, (i) => of(ends[i].month), percent, (i) => ({ kind: "chance", pollutant, at: ends[i].month })),
        figures(text.p10, (i) => bands.p10[ends[i].i], undefined, quantile(10)),
        figures(text.p50, (i) => bands.p50[ends[i].i], undefined, quantile(50)),
        figures(text.p90, (i) => bands.p90[ends[i].i], undefined, quantile(90)),
        ...judged.filter((p) => p !== pollutant).map((p) => figures(`${pollutantSymbol(p)} ${text.chance}`, (i) => sure.pollutants[p].on_schedule[ends[i].month], percent, (i) => ({ kind: "chance", pollutant: p, at: ends[i].month }))),
      ],
      length: ends.length,
    },
    note: ends.length < yearEnds.length ? pastNote(lang, outline.inventory_year) : undefined,
  };
}

/** @param {TabView} view @param {TotalEffects} data @returns {Content} */
function effects({ lang, pollutant }, { groups, figures: single, standard_deviation_t: deviation, at, samples, seed }) {
  const text = WORDS[lang];
  const lines = [
    ...groups.map(({ group, ...row }) => ({ ...row, of: { group }, name: GROUPS[lang][group], strong: true })),
    ...single.map(({ figures: some, ...row }) => ({ ...row, of: { figure: some.map(({ id }) => id).join("+") }, name: some.map(({ name }) => name[lang]).join(" + "), strong: false })),
  ];
  // Where nothing varies there is nothing to share out.
  const [most] = lines;
  if (!(most?.total_effect > 0)) return { finding: effectsFinding(lang, pollutant, undefined, 0), table: NOTHING };
  /** @param {"total-effect" | "total-effect-error"} kind @returns {(i: number) => Subject} */
  const of = (kind) => (i) => ({ kind, ...lines[i].of, pollutant, at, seed, draws: [samples, kind === "total-effect" ? lines[i].total_effect : lines[i].standard_error], beside: deviation });
  return {
    finding: effectsFinding(lang, pollutant, { name: most.name, share: most.total_effect, figure: single[0]?.total_effect > 0 ? lines[groups.length].name : undefined }, deviation),
    numbers: most.total_effect > 1 ? [] : [[roughly(most.total_effect), of("total-effect")(0)]], // "about 100%" is no estimate's own number
    note: effectsNote(lang, samples),
    sampled: { samples, seed },
    bars: bars({
      rows: lines.slice(0, groups.length + SHOWN).map(({ name, strong, total_effect: effect, standard_error: error }, i) => ({
        name,
        explain: of("total-effect")(i),
        strong,
        value: `${percent(effect)} ±${percent(error)}`,
        marks: [{ from: 0, to: Math.max(effect, 0), kind: strong ? "plain" : "second" }],
      })),
    }),
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, at)}`,
      columns: [
        words(text.figure, (i) => lines[i].name),
        figures(text.effect, (i) => lines[i].total_effect, percent, of("total-effect")),
        figures(text.error, (i) => lines[i].standard_error, percent, of("total-effect-error")),
      ],
      length: lines.length,
    },
  };
}

/** @param {TabView} view @param {Riskiest} data @returns {Content} */
function risks({ lang, pollutant }, { projects, missing, ranked_by: by, draws, seed, at }) {
  const text = WORDS[lang];
  const now = missing[by];
  const risky = projects.filter(({ gain }) => gain >= LEAST_GAIN);
  /** @param {Subject["kind"]} kind @param {(i: number) => number | undefined} value @param {(i: number) => number} [beside] @returns {(i: number) => Subject} */
  const of = (kind, value, beside) => (i) => ({ kind, project: projects[i].id, pollutant, at, seed, draws: [draws, value(i) ?? NaN], ...(beside && { beside: beside(i) }) });
  const gain = of("gain", (i) => projects[i].gain, () => now ?? NaN);
  return {
    finding: risksFinding(lang, pollutant, at, now, risky[0]),
    sampled: { draws, seed },
    numbers: risky[0] && now !== undefined ? [[chance(lang, now), { kind: "missing", pollutant, at, seed, draws: [draws, now] }], [points(risky[0].gain), gain(0)]] : [],
    bars: bars({
      key: [{ kind: "plain", name: text.gain }],
      rows: risky.map(({ name, district, gain: less, standard_error: error }, i) => ({
        name,
        detail: district ?? "",
        value: `${points(less)} ±${points(error)}`,
        explain: gain(i),
        marks: [{ from: 0, to: less, kind: "plain" }],
      })),
    }),
    table: {
      caption: `${pollutantName(lang, pollutant)} · ${monthName(lang, at)}${now === undefined ? "" : ` · ${text.now} ${percent(now)}`}`,
      columns: [
        words(text.project, (i) => projects[i].name),
        words(text.district, (i) => projects[i].district_name?.[lang] ?? projects[i].district ?? ""),
        words(text.due, (i) => monthName(lang, projects[i].completion)),
        figures(text.onTime, (i) => projects[i].missing_on_time[by], percent, of("missing-on-time", (i) => projects[i].missing_on_time[by])),
        figures(text.gain, (i) => projects[i].gain, points, gain),
        figures(text.error, (i) => projects[i].standard_error, points, of("gain-error", (i) => projects[i].standard_error, (i) => projects[i].gain)),
        figures(text.gainT, (i) => projects[i].gain_t[pollutant], undefined, of("gain-t", (i) => projects[i].gain_t[pollutant])),
      ],
      length: projects.length,
    },
  };
}
