// @ts-check
// View: how a number comes about. A dialog with the formula in symbols and with its values, and each value with its
// source; loaded when the first number is asked.

import { addStyle } from "./styles.js";
import { write } from "./text.js";
import { WORDS, WRITTEN, digits, footnote, origin, withUnit } from "./words/explain.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./types.d.ts").Subject} Subject */
/** @typedef {import("./types.d.ts").Explanation} Explanation */
/** @typedef {import("./types.d.ts").Formula} Formula */

const MATH = "http://www.w3.org/1998/Math/MathML";

/**
 * @param {object} page
 * @param {(subject: Subject) => Promise<Explanation | { message: import("./types.d.ts").Text }>} page.ask
 * @param {() => Lang} page.lang
 * @param {(text: string) => void} page.copy
 * @param {(path: string) => void} page.show shows a figure in the tab of sources
 */
export async function createExplain({ ask, lang, copy, show }) {
  await addStyle(new URL("../styles/explain.css", import.meta.url));
  const dialog = document.createElement("dialog");
  dialog.className = "explain";
  dialog.setAttribute("aria-labelledby", "explain-title");
  const head = document.createElement("div");
  head.className = "dialog-head";
  const back = button("button", "explain-back");
  const title = document.createElement("h2");
  title.id = "explain-title";
  title.tabIndex = -1;
  const close = button("button", "explain-close");
  head.append(back, title, close);
  const body = document.createElement("div");
  body.className = "explain-body";
  const actions = document.createElement("div");
  actions.className = "dialog-actions";
  const copies = /** @type {const} */ (["zh", "en"]).map((of) => {
    const made = button("button", `copy-${of}`);
    made.addEventListener("click", () => now && copy(footnote(of, now)));
    return made;
  });
  actions.append(...copies);
  dialog.append(head, body, actions);
  document.body.append(dialog);

  /** What is shown, and what back returns to. @type {Subject[]} */
  let path = [];
  /** @type {Explanation | undefined} */
  let now;
  let turn = 0;

  back.addEventListener("click", () => {
    path.pop();
    void show_(path[path.length - 1]);
  });
  close.addEventListener("click", () => dialog.close());

  /** @param {Subject} subject */
  async function show_(subject) {
    const mine = ++turn;
    const found = await ask(subject);
    if (mine !== turn) return;
    write(dialog, lang(), WORDS);
    back.hidden = path.length < 2;
    now = "message" in found ? undefined : found;
    actions.hidden = !now;
    if ("message" in found) {
      title.textContent = "";
      body.textContent = found.message[lang()];
    } else {
      title.textContent = found.title[lang()];
      body.replaceChildren(...content(found));
    }
    if (!dialog.open) dialog.showModal();
    title.focus();
    body.scrollTop = 0;
  }

  /** @param {Explanation} explanation */
  function content(explanation) {
    const { result, formula, terms, note } = explanation;
    const words = WORDS[lang()];
    const answer = document.createElement("p");
    answer.className = "explain-result";
    answer.textContent = `${result.name[lang()]} ${withUnit(lang(), result)}`;
    const symbols = symbolsOf(explanation);
    const rule = math([...identifier(result.symbol), operator("="), ...nodes(formula, (i) => symbols[i], true)], words.formula);
    const values = math([...identifier(result.symbol), operator("="), ...nodes(formula, (i) => [number(digits(terms[i].value, terms[i].share))], false), operator("="), number(withUnit(lang(), result))], words.values);
    const text = document.createElement("p");
    text.className = "explain-note";
    text.textContent = note[lang()];
    return [answer, rule, values, text, table(explanation, symbols)];
  }

  /** @param {Explanation} explanation @param {Element[][]} symbols */
  function table({ subject: { side }, terms }, symbols) {
    const words = WORDS[lang()];
    const scroller = document.createElement("div");
    scroller.className = "table-view explain-terms";
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "region");
    scroller.setAttribute("aria-label", words.terms);
    const made = document.createElement("table");
    const head = made.createTHead().insertRow();
    for (const name of [words.symbol, words.name, words.value]) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      head.append(cell);
    }
    const rows = made.createTBody();
    terms.forEach((term, i) => {
      const row = rows.insertRow();
      row.insertCell().append(math(symbols[i].map((node) => /** @type {Element} */ (node.cloneNode(true)))));
      const name = document.createElement("th");
      name.scope = "row";
      const { explain, figure } = term;
      if (explain) {
        const link = button("text-button");
        link.textContent = term.name[lang()];
        link.addEventListener("click", () => {
          path.push(explain);
          void show_(explain);
        });
        name.append(link);
      } else name.textContent = term.name[lang()];
      row.append(name);
      const value = row.insertCell();
      value.className = "explain-value";
      value.textContent = withUnit(lang(), term).replace(/ (?=\S{1,4}$)/, "\u00a0"); // a short unit stays with its number
      if (figure) {
        const from = rows.insertRow();
        from.className = "explain-from";
        from.insertCell();
        const source = from.insertCell();
        source.colSpan = 2;
        source.textContent = origin(lang(), term);
        if (side === "baseline") return; // not among the figures in view
        const link = button("text-button");
        link.textContent = words.figure;
        link.setAttribute("aria-label", `${words.figure}: ${term.name[lang()]}`);
        link.addEventListener("click", () => {
          dialog.close();
          show(figure);
        });
        source.append(" ", link);
      }
    });
    scroller.append(made);
    return scroller;
  }

  return {
    /** @param {Subject} subject */
    open(subject) {
      path = [subject];
      return show_(subject);
    },
  };
}

/** The symbol of each term, numbered where several have the same. @param {Explanation} explanation */
function symbolsOf({ terms }) {
  const all = terms.map(({ symbol }) => symbol);
  return all.map((symbol, i) => {
    const same = all.filter((other) => other === symbol).length;
    if (same === 1) return identifier(symbol);
    const sub = node("msub", ...identifier(symbol), number(String(all.slice(0, i + 1).filter((other) => other === symbol).length)));
    return [sub];
  });
}

/**
 * A formula as MathML.
 * @param {Formula} formula
 * @param {(term: number) => Element[]} term
 * @param {boolean} symbolic whether sums over many are written with Σ
 * @returns {Element[]}
 */
function nodes(formula, term, symbolic) {
  const of = (/** @type {Formula} */ part) => nodes(part, term, symbolic);
  const copy = (/** @type {number} */ i) => term(i).map((node) => /** @type {Element} */ (node.cloneNode(true)));
  const between = (/** @type {Element[][]} */ parts, /** @type {string} */ sign) => parts.flatMap((part, i) => (i ? [operator(sign), ...part] : part));
  const brackets = (/** @type {Element[]} */ inside) => [operator("("), ...inside, operator(")")];
  const isSum = (/** @type {Formula} */ part) => ("sum" in part && part.sum.length > 1) || "less" in part || ("series" in part && part.series[1] - part.series[0] > 1 && !symbolic);
  const tight = (/** @type {Formula} */ part) => (isSum(part) ? brackets(of(part)) : of(part));
  const one = (/** @type {Element[]} */ parts) => node("mrow", ...parts);
  if ("term" in formula) return copy(formula.term);
  if ("number" in formula) return [number(digits(formula.number))];
  if ("sum" in formula) return between(formula.sum.map(of), "+");
  if ("series" in formula) {
    const [first, end] = formula.series;
    if (end === first) return [number("0")];
    if (symbolic && end - first > 1) return [operator("∑"), ...copy(first).map((node) => (node.localName === "msub" ? subbed(node) : node))];
    if (end - first <= WRITTEN) return between(Array.from({ length: end - first }, (_, i) => copy(first + i)), "+");
    return between([copy(first), copy(first + 1), [operator("…")], copy(end - 1)], "+");
  }
  if ("less" in formula) {
    const [a, b] = formula.less;
    return "number" in a && a.number === 0 ? [operator("−"), ...tight(b)] : [...of(a), operator("−"), ...tight(b)];
  }
  if ("times" in formula) return between(formula.times.map(tight), "×");
  if ("over" in formula) return [node("mfrac", one(of(formula.over[0])), one(of(formula.over[1])))];
  if ("power" in formula) {
    const [base, to] = formula.power;
    if ("number" in to && to.number === 0.5) return [node("msqrt", ...of(base))];
    return [node("msup", one("term" in base ? of(base) : brackets(of(base))), one(of(to)))];
  }
  const [name, parts] = "least" in formula ? ["min", formula.least] : ["max", formula.most];
  return [node("mi", name), ...brackets(between(parts.map(of), ","))];
}

/** The first of a series stands for all: its number becomes j. @param {Element} sub */
function subbed(sub) {
  sub.lastElementChild?.replaceWith(node("mi", "j"));
  return sub;
}

/** @param {string} name @param {...(Node | string)} children */
function node(name, ...children) {
  const made = document.createElementNS(MATH, name);
  made.append(...children);
  return made;
}

/** A symbol, with the digits below it that it ends in. @param {string} symbol */
function identifier(symbol) {
  const [, base, below] = /** @type {RegExpMatchArray} */ (symbol.match(/^(.+?)([₀-₉₋]*)$/u));
  return [below ? node("msub", node("mi", base), node("mn", below.normalize("NFKD"))) : node("mi", base)];
}
/** @param {string} text */
const number = (text) => node("mn", text);
/** @param {string} sign */
const operator = (sign) => node("mo", sign);

/** @param {Element[]} parts @param {string} [label] */
function math(parts, label) {
  const made = node("math", node("mrow", ...parts));
  if (!label) return made;
  made.setAttribute("display", "block");
  const box = document.createElement("div");
  box.className = "explain-formula";
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", label);
  box.append(made);
  return box;
}

/** @param {string} className @param {string} [text] key of its text */
function button(className, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  if (text) made.dataset.text = text;
  return made;
}
