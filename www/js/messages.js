// @ts-check
// View: the one place where the page tells of findings in files and of failures, and the short notes
// that pass by themselves.

import { labelled, sentences } from "./text.js";
import { moreFindings, placeText, word, write } from "./words/page.js";

/** @typedef {import("./text.js").Lang} Lang */
/** @typedef {import("./words/page.js").Word} Word */
/** @typedef {import("./types.d.ts").Diagnostic} Diagnostic */
/** @typedef {import("./types.d.ts").Text} Text */
/**
 * @typedef {object} Message
 * @property {Word | Text} title
 * @property {string} [detail] what the machine said
 * @property {Word | Text} [hint]
 * @property {Diagnostic[]} [findings]
 * @property {Word | Text} [outcome]
 * @property {{ text: Text, act(): void, stays?: boolean }[]} [actions] what can be done about it; the message goes when one is chosen, unless it `stays`
 * @property {boolean} [stays] through `clear`
 * @property {boolean} [ofScenario] it is about the scenario that is open, and goes when another is
 */

/** Findings shown at once; the rest folds. */
const SHOWN = 5;
const TOAST_MS = 5000;

/**
 * @param {{ root: HTMLElement, toast: HTMLElement, message: HTMLTemplateElement, finding: HTMLTemplateElement }} parts
 */
export function createMessages(parts) {
  /** @type {Message[]} */
  let messages = [];
  /** @type {Lang} */
  let lang = "zh";
  let timer = 0;

  function render() {
    parts.root.hidden = messages.length === 0;
    parts.root.replaceChildren(...messages.map(messageElement));
  }

  /** @param {Message} message */
  function drop(message) {
    messages = messages.filter((other) => other !== message);
    render();
  }

  /** @param {Message} message */
  function messageElement(message) {
    const element = clone(parts.message);
    write(element, lang);
    const { title, detail, hint, findings = [], outcome, actions = [] } = message;
    const say = (/** @type {Word | Text} */ text) => (typeof text === "string" ? word(lang, text) : text[lang]);
    const errors = findings.filter(({ severity }) => severity === "error");
    const ordered = [...errors, ...findings.filter(({ severity }) => severity !== "error")];
    element.classList.toggle("is-error", errors.length > 0 || hint !== undefined);
    part(element, ".message-text").textContent = sentences(lang, [
      detail ? labelled(lang, say(title), detail) : say(title),
      ...(hint ? [say(hint)] : []),
      ...(outcome ? [say(outcome)] : []),
    ]);
    const dismiss = part(element, ".message-dismiss");
    dismiss.addEventListener("click", () => drop(message));
    dismiss.before(
      ...actions.flatMap(({ text, act, stays }) => {
        const button = /** @type {HTMLElement} */ (dismiss.cloneNode());
        button.className = "text-button message-action";
        button.textContent = text[lang];
        button.addEventListener("click", () => {
          if (!stays) drop(message);
          act();
        });
        return [button, " "];
      }),
    );
    const [first, rest] = element.querySelectorAll(".findings");
    first.append(...ordered.slice(0, SHOWN).map(findingElement));
    const folded = ordered.slice(SHOWN);
    const more = part(element, ".findings-more");
    more.hidden = folded.length === 0;
    part(more, "summary").textContent = moreFindings(lang, folded.length);
    rest.append(...folded.map(findingElement));
    return element;
  }

  /** @param {Diagnostic} finding */
  function findingElement({ severity, place, message, hint }) {
    const element = clone(parts.finding);
    element.dataset.severity = severity;
    part(element, ".finding-severity").textContent = word(lang, severity);
    part(element, ".finding-place").textContent = placeText(lang, place);
    part(element, ".finding-message").textContent = message[lang];
    part(element, ".finding-hint").textContent = hint ? labelled(lang, word(lang, "hint"), hint[lang]) : "";
    return element;
  }

  return {
    /** Adds a message; it stays until dismissed, cleared or taken back by what is returned. @param {Message} message */
    show(message) {
      messages = [...messages, message];
      render();
      return () => drop(message);
    },
    clear() {
      messages = messages.filter(({ stays }) => stays);
      render();
    },
    /** The scenario that was open is so no longer. */
    left() {
      messages = messages.filter(({ ofScenario }) => !ofScenario);
      render();
    },
    /** @param {Lang} next */
    setLang(next) {
      lang = next;
      render();
    },
    /** A note that passes. @param {Word} key */
    toast(key) {
      clearTimeout(timer);
      parts.toast.textContent = word(lang, key);
      parts.toast.classList.add("shown");
      timer = setTimeout(() => parts.toast.classList.remove("shown"), TOAST_MS);
    },
  };
}

/** @param {HTMLTemplateElement} template */
const clone = (template) => /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);

/** @param {Element} root @param {string} selector */
const part = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
