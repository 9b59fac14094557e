// Links: what one page writes another reads, of its own version, older or newer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore, fromHash, sameLevers, toHash } from "../../dist/js/state.js";

const STATE = { scenario: "wuhan-2024", own: false, pollutant: "cod", at: "2024-12", tab: "cost", against: "own:half", lang: "en", levers: {} };
const LEVERS = { "cement-ultra-low": { scale: 0.1 + 0.2, delay_months: -6 }, "village-sewage": { enabled: false }, "a,b:c%": { effectiveness: 0.8, enabled: true } };

test("what is written is read again", () => {
  const { unread, levers, ...read } = fromHash(toHash({ ...STATE, levers: LEVERS }));
  assert.equal(unread, false);
  const { levers: _, ...expected } = STATE;
  assert.deepEqual(read, expected);
  assert.ok(sameLevers(levers, { ...LEVERS, "cement-ultra-low": { delay_months: -6, scale: 0.3 } }));
});

test("it is short", () => {
  assert.equal(toHash({ ...STATE, tab: "progress", against: "", levers: { "cement-ultra-low": { scale: 0.8, delay_months: 3 } } }), "#v=1&s=wuhan-2024&p=cod&t=2024-12&lang=en&l=cement-ultra-low:s0.8:d3");
});

test("links of the first pages are read in full", () => {
  const read = fromHash("#v=1&s=wuhan-2024&p=cod&t=2024-12&tab=cost&lang=en&l=cement-ultra-low:s0.8:d3,rural-sewage:off");
  assert.equal(read.unread, false);
  assert.deepEqual(read.levers, { "cement-ultra-low": { scale: 0.8, delay_months: 3 }, "rural-sewage": { enabled: false } });
});

test("links of newer pages are read as far as they can be, and say so", () => {
  for (const hash of [
    "#v=2&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8",
    "#v=1&s=wuhan-2024&p=cod&zoom=3&l=cement-ultra-low:s0.8",
    "#v=1&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8:x5",
    "#v=1&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8,rural-sewage:sideways",
    "#v=1&s=wuhan-2024&p=cod&lang=%E0%A4%A&l=cement-ultra-low:s0.8",
    "#v=1&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8,%E0%A4%A:s1",
  ]) {
    const read = fromHash(hash);
    assert.equal(read.scenario, "wuhan-2024", hash);
    assert.equal(read.pollutant, "cod", hash);
    assert.deepEqual(read.levers["cement-ultra-low"], { scale: 0.8 }, hash);
    assert.equal(read.unread, true, hash);
  }
});

test("mail programs may escape a link's punctuation", () => {
  assert.deepEqual(fromHash("#v=1&s=wuhan-2024&l=cement-ultra-low%3As0.8%2Crural-sewage%3Aoff").levers, { "cement-ultra-low": { scale: 0.8 }, "rural-sewage": { enabled: false } });
});

test("levers stay within what makes sense", () => {
  assert.deepEqual(fromHash("#s=a&l=m:s1e9:d-1e9:e7").levers, { m: { scale: 10, delay_months: -120, effectiveness: 1 } });
});

test("what has nothing of a link is none", () => {
  for (const hash of ["", "#", "#top", "#v=1", "#s=", "#l=m:off"]) assert.equal(fromHash(hash), undefined, hash);
});

test("a link may say only how to look, at whichever scenario is open", () => {
  const { scenario, own, lang, tab, unread } = fromHash("#lang=en");
  assert.deepEqual([scenario, own, lang, tab, unread], ["", false, "en", "", false]);
  assert.deepEqual(fromHash("#v=1&p=cod&t=2024-06").at, "2024-06");
  assert.equal(fromHash("#lang=en&l=m:off").unread, true, "of which scenario is m?");
});

test("undo holds no more than may be kept: the newest steps, and their files once", () => {
  const store = createStore({ ...STATE, files: { a: new Uint8Array(40e6) }, past: [], future: [], theme: "auto" });
  const label = { zh: "", en: "" };
  for (let i = 0; i < 300; i++) store.step({ levers: { m: { scale: i } } }, label);
  assert.equal(store.get().past.length, 200);
  for (let i = 0; i < 4; i++) store.step({ files: { a: new Uint8Array(40e6) } }, label);
  assert.ok(store.get().past.length <= 4, "files of 40 MB each");
  store.undo();
  assert.equal(store.get().future.length, 1);
});
