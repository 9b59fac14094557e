// @ts-check
// The method page: one language at a time, the reader's appearance, and sections by links that know no language.

import { remember, remembered } from "./preferences.js";
import { write } from "./text.js";
import { WORDS } from "./words/method.js";

/** @typedef {import("./text.js").Lang} Lang */

/** What the English article's anchors begin with. */
const ENGLISH = "en-";
/** @type {Lang[]} */
const LANGS = ["zh", "en"];
const THEMES = /** @type {const} */ (["auto", "light", "dark"]);
const root = document.documentElement;
const narrow = matchMedia("(max-width: 59.99rem)");

/** The section in view, without its language: `#en-coverage` and `#coverage` are one. */
const section = () => decodeURIComponent(location.hash.slice(1)).replace(ENGLISH, "");
/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Lang} lang */
function showLang(lang) {
  root.lang = lang === "zh" ? "zh-CN" : "en";
  root.dataset.lang = lang;
  document.title = `${WORDS[lang].method} · 减排推演 Jianpai`;
  write(document, lang, WORDS);
  document.querySelector(".brand-home")?.setAttribute("href", `./#lang=${lang}`);
  for (const each of LANGS) byId(`lang-${each}`).setAttribute("aria-pressed", String(each === lang));
  showTheme(theme);
  // The hash as it is in this language, so that the browser marks the section as the link's target.
  const id = section();
  if (!id) return;
  const anchor = `${lang === "en" ? ENGLISH : ""}${id}`;
  if (location.hash !== `#${anchor}`) location.replace(`#${anchor}`);
  document.getElementById(anchor)?.scrollIntoView();
}

/** @param {typeof THEMES[number]} next */
function showTheme(next) {
  root.dataset.theme = next;
  const label = WORDS[lang()][`theme-${next}`];
  const button = byId("theme");
  button.title = label;
  button.setAttribute("aria-label", label);
  button.querySelector("use")?.setAttribute("href", `#icon-${next}`);
}

const lang = () => /** @type {Lang} */ (root.dataset.lang);
let theme = remembered("theme", [...THEMES]) ?? "auto";
const asked = new URLSearchParams(location.search).get("lang");
showLang(LANGS.find((known) => known === asked) ?? remembered("lang", LANGS) ?? "zh");

for (const each of LANGS) {
  byId(`lang-${each}`).addEventListener("click", () => {
    remember("lang", each);
    showLang(each);
  });
}
byId("theme").addEventListener("click", () => {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  remember("theme", theme);
  showTheme(theme);
});
addEventListener("hashchange", () => showLang(lang()));

/** The table of contents is beside the text, or folded above it. */
const fold = () => {
  for (const contents of document.querySelectorAll(".contents details")) contents.toggleAttribute("open", !narrow.matches);
};
narrow.addEventListener("change", fold);
fold();
