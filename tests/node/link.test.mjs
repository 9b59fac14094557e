// Links: what one page writes another reads, of its own version, older or newer.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { REACH, fromHash, reached, sameLevers, toHash } from "../../dist/js/link.js";
import { createStore } from "../../dist/js/state.js";

const STATE = { scenario: "wuhan-2024", own: false, pollutant: "cod", at: "2024-12", tab: "cost", against: "own:half", lang: "en", levers: {} };
const LEVERS = { "cement-ultra-low": { scale: 0.1 + 0.2, delay_months: -6 }, "village-sewage": { enabled: false }, "a,b:c%": { effectiveness: 0.8, enabled: true } };

test("what is written is read again", () => {
  const { unread, levers, ...read } = fromHash(toHash({ ...STATE, levers: LEVERS }));
  assert.deepEqual(unread, []);
  const { levers: _, ...expected } = STATE;
  assert.deepEqual(read, expected);
  assert.ok(sameLevers(levers, { ...LEVERS, "cement-ultra-low": { delay_months: -6, scale: 0.3 } }));
});

test("it is short", () => {
  assert.equal(toHash({ ...STATE, tab: "progress", against: "", levers: { "cement-ultra-low": { scale: 0.8, delay_months: 3 } } }), "#v=1&s=wuhan-2024&p=cod&t=2024-12&lang=en&l=cement-ultra-low:s0.8:d3");
});

test("links of the first pages are read in full", () => {
  const read = fromHash("#v=1&s=wuhan-2024&p=cod&t=2024-12&tab=cost&lang=en&l=cement-ultra-low:s0.8:d3,rural-sewage:off");
  assert.deepEqual(read.unread, []);
  assert.deepEqual(read.levers, { "cement-ultra-low": { scale: 0.8, delay_months: 3 }, "rural-sewage": { enabled: false } });
});

test("links of newer pages are read as far as they can be, and say so", () => {
  for (const [hash, unread] of [
    ["#v=2&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8", ["v=2"]],
    ["#v=1&s=wuhan-2024&p=cod&zoom=3&l=cement-ultra-low:s0.8", ["zoom=3"]],
    ["#v=1&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8:x5", ["l=cement-ultra-low:x5"]],
    ["#v=1&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8,rural-sewage:sideways", ["l=rural-sewage:sideways"]],
    ["#v=1&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8,rural-sewage", ["l=rural-sewage"]],
    ["#v=1&s=wuhan-2024&p=cod&lang=%E0%A4%A&l=cement-ultra-low:s0.8", ["lang=%E0%A4%A"]],
    ["#v=1&s=wuhan-2024&p=cod&lang=fr&t=2024&l=cement-ultra-low:s0.8", ["t=2024", "lang=fr"]],
    ["#v=1&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8,%E0%A4%A:s1", ["l=%E0%A4%A:s1"]],
  ]) {
    const read = fromHash(hash);
    assert.equal(read.scenario, "wuhan-2024", hash);
    assert.equal(read.pollutant, "cod", hash);
    assert.deepEqual(read.levers["cement-ultra-low"], { scale: 0.8 }, hash);
    assert.deepEqual(read.unread, unread, hash);
  }
});

test("a link that moves all levers of 24 measures fits wherever links are pasted", () => {
  const levers = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`cement-ultra-low-${i}`, { enabled: true, scale: 0.85, delay_months: -12, effectiveness: 0.95 }]));
  const hash = toHash({ ...STATE, levers });
  assert.ok(hash.length < 1200, `${hash.length} characters`);
  assert.ok(sameLevers(fromHash(hash).levers, levers));
});

test("programs that pass a link on may escape its punctuation", () => {
  const plain = "#v=1&s=wuhan-2024&p=cod&l=cement-ultra-low:s0.8";
  for (const hash of [plain.replaceAll("&", "&amp;"), `#${encodeURIComponent(plain.slice(1))}`]) assert.deepEqual(fromHash(hash), fromHash(plain), hash);
  assert.deepEqual(fromHash("#v=1&s=wuhan-2024&l=cement-ultra-low%3As0.8%2Crural-sewage%3Aoff").levers, { "cement-ultra-low": { scale: 0.8 }, "rural-sewage": { enabled: false } });
});

test("moves beyond the sliders are not used, nor shortened; where the scenario itself is beyond, they go as far", () => {
  const original = { scale: 1, delay_months: 0, effectiveness: 0.9, enabled: true };
  const { levers, unread } = fromHash("#s=a&l=m:off:s9:d-13:e1.01");
  assert.deepEqual(unread, []);
  const { within, beyond } = reached(levers.m, original);
  assert.deepEqual(within, { enabled: false });
  assert.deepEqual(beyond, [{ key: "scale", value: 9 }, { key: "delay_months", value: -13 }, { key: "effectiveness", value: 1.01 }]);
  assert.deepEqual(reached({ scale: -3 }, original), { within: {}, beyond: [{ key: "scale", value: -3 }] });
  const ends = { scale: 2, delay_months: -12, effectiveness: 0 };
  assert.deepEqual(reached(ends, original), { within: ends, beyond: [] });
  assert.deepEqual(reached({ scale: 2.5 }, { ...original, scale: 3 }).beyond, []);
  const page = readFileSync(new URL("../../www/index.html", import.meta.url), "utf8");
  for (const [key, [least, most]] of Object.entries(REACH)) assert.match(page, new RegExp(`data-key="${key}" min="${least}" max="${most}"`), "as the page has its sliders");
});

test("what has nothing of a link is none", () => {
  for (const hash of ["", "#", "#top", "#v=1", "#s=", "#l=m:off"]) assert.equal(fromHash(hash), undefined, hash);
});

test("a link may say only how to look, at whichever scenario is open", () => {
  const { scenario, own, lang, tab, unread } = fromHash("#lang=en");
  assert.deepEqual([scenario, own, lang, tab, unread], ["", false, "en", "", []]);
  assert.deepEqual(fromHash("#v=1&p=cod&t=2024-06").at, "2024-06");
  assert.deepEqual(fromHash("#lang=en&l=m:off").unread, ["l=m:off"], "of which scenario is m?");
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
