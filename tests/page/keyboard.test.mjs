// The page without a mouse, and as people set up their system: every control within reach of Tab, in the order of the page and
// with its focus in view; what changes is spoken; less motion; forced colours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { at, axe, lever, open, refined, shot } from "./visit.mjs";

/** Parts of the page in the order in which Tab reaches them. */
const PARTS = [".top", ".banner", ".verdict", ".levers", ".cards", ".tabs", ".panels"];

/** What has the focus, and whether one sees it. */
const focused = (page) =>
  page.evaluate((parts) => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    globalThis.reached ??= new Set();
    globalThis.reached.add(element);
    // Cards are radio buttons out of sight: what shows their focus stands beside them.
    const shown = element.matches(".card-choice") ? element.nextElementSibling : element;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown);
    const { width, height, top, bottom } = shown.getBoundingClientRect();
    return {
      name: element.id || element.getAttribute("aria-label") || element.className || element.tagName,
      part: parts.findIndex((part) => element.closest(part)),
      ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
      colour: outlineColor,
      inView: width > 1 && height > 1 && bottom > 0 && top < innerHeight,
    };
  }, PARTS);

/** Contrast of two colours given as `rgb(…)`. */
function contrast(one, other) {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const [a, b] = [light(one), light(other)];
  return Math.max(a, b) / Math.min(a, b);
}

for (const colorScheme of ["light", "dark"])
  test(`Tab reaches every control, in order, with its focus in view (${colorScheme})`, async (t) => {
    const page = await open(t, at("&lang=zh"), { colorScheme });
    await refined(page); // the button that stops drawing comes and goes
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const stops = [];
    for (let i = 0; i < 400; i++) {
      await page.keyboard.press("Tab");
      const stop = await focused(page);
      if (!stop) break;
      if (stops.length && stop.name === stops[0].name) break;
      stops.push(stop);
    }
    assert.equal(stops[0].name, "skip");
    assert.deepEqual(stops.filter(({ ring }) => !ring).map(({ name }) => name), [], "no focus without a ring");
    assert.deepEqual(stops.filter(({ inView }) => !inView).map(({ name }) => name), [], "no focus out of view");
    assert.deepEqual(stops.filter(({ colour }) => contrast(colour, paper) < 3).map(({ name, colour }) => `${name} ${colour}`), []);
    const parts = stops.map(({ part }) => part);
    assert.deepEqual(parts, [...parts].sort((a, b) => a - b), "the order of the page");
    assert.deepEqual([...new Set(parts)], PARTS.map((_, i) => i));
    const missed = await page.evaluate(() => {
      const all = document.querySelectorAll("button, a[href], input, select, summary, [tabindex='0']");
      return [...all]
        .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }) && !element.disabled && element.tabIndex >= 0 && !element.closest("[inert]"))
        .filter((element) => !globalThis.reached.has(element) && !(element.type === "radio" && !element.checked))
        .map((element) => element.id || element.className || element.tagName);
    });
    assert.deepEqual(missed, []);
  });

test("one key leads past the measures", async (t) => {
  const page = await open(t, at("&lang=en"));
  await page.keyboard.press("Tab");
  assert.ok(await page.locator("#skip").evaluate((button) => button.getBoundingClientRect().top >= 0), "in view when focused");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.value), "nox");
});

test("the verdict is spoken once a lever rests", async (t) => {
  const page = await open(t, at("&lang=zh"));
  assert.equal(await page.getAttribute("#live", "aria-live"), "polite");
  await lever(page, "水泥超低排放改造").locator('[data-key="scale"]').focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(() => /五项主要污染物.+氮氧化物重点工程累计减排/.test(document.getElementById("live").textContent));
});

test("less motion, when the system asks for it", async (t) => {
  const page = await open(t, at("&lang=zh"), { reducedMotion: "reduce" });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("body *")].filter((element) => {
      const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
      const lasts = (durations) => durations.split(", ").some((duration) => parseFloat(duration) > 0.01);
      return lasts(transitionDuration) || (animationName !== "none" && lasts(animationDuration));
    }).map((element) => element.id || element.className),
  );
  assert.deepEqual(moving, []);
});

test("forced colours: choices, moved levers and statuses are told apart without colours of ours", async (t) => {
  const page = await open(t, at("&lang=zh&l=cement-ultra-low:s0.5"), { forcedColors: "active" });
  await page.waitForFunction(() => document.querySelector(".lever.moved"));
  const borders = await page.locator(".card-body").evaluateAll((all) => all.map((body) => getComputedStyle(body).borderLeftWidth));
  assert.ok(borders[0] !== borders[1], "the chosen card has a frame");
  const [chosen, other] = await page.locator("#tabs button").evaluateAll((all) => all.slice(0, 2).map((tab) => getComputedStyle(tab).borderBottomColor));
  assert.notEqual(chosen, other);
  const pressed = await page.locator(".switch button[aria-pressed=true]").first().evaluate((button) => getComputedStyle(button).backgroundColor);
  const loose = await page.locator(".switch button[aria-pressed=false]").first().evaluate((button) => getComputedStyle(button).backgroundColor);
  assert.notEqual(pressed, loose);
  assert.deepEqual(await axe(page), []);
  await shot(page, "forced-colours");
});
