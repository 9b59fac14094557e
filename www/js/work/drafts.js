// @ts-check
// What the reader has typed but not finished: a cell still being edited, a form not saved, open or closed, an edit being taken.

/** What holds typing until it is taken or given up; then the mark, or the element, goes. */
const DRAFTS = "[data-draft], .tabulator-editing";

export function createDrafts() {
  /** @type {Element | null} */
  let typed = null;
  addEventListener("input", ({ target }) => void (typed = target instanceof Element ? target.closest(DRAFTS) : null), true);
  return {
    /** Whether closing the page now would lose some of it. */
    get open() {
      return (typed?.isConnected && typed.matches(DRAFTS)) || document.querySelector("[data-taking], [data-unsaved]") !== null;
    },
  };
}
