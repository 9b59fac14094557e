// The page without a mouse, and as people set up their system: every control within reach of Tab, in the order of the page and
// with its focus in view; what changes is spoken; less motion; forced colours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { at, axe, lever, open, refined, shot, visit } from "./visit.mjs";

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

/** Whether something lies over the whole of what has the focus; undefined where nothing has it. */
const covered = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const shown = element.matches(".card-choice") ? element.nextElementSibling : element;
    const { left, top, width, height } = shown.getBoundingClientRect();
    const places = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
    const clear = places.some(([x, y]) => {
      const over = document.elementFromPoint(left + x * width, top + y * height);
      return over && (shown.contains(over) || (over.contains(shown) && over !== document.documentElement && over !== document.body));
    });
    return clear ? "" : element.id || element.getAttribute("aria-label") || element.closest("[tabulator-field]")?.getAttribute("tabulator-field") || element.className;
  });

for (const [name, path, viewport] of [
  ["a phone", at("&lang=en"), { width: 390, height: 844 }],
  ["a phone, ledger", at("&lang=zh&tab=ledger"), { width: 390, height: 844 }],
  ["200 %", at("&lang=zh"), { width: 683, height: 384 }],
  ["the method page", "method.html?lang=en", { width: 1366, height: 768 }],
  ["the method page on a phone", "method.html?lang=zh", { width: 390, height: 844 }],
])
  test(`what has the focus is never covered by what stays in place: ${name}`, async (t) => {
    const page = path.startsWith("#") ? await open(t, path, { viewport }) : await visit(t, path, { viewport });
    if (path.startsWith("#")) await refined(page); // what can be stopped is a stop until it ends
    if (path.includes("ledger")) await page.locator("#panel-ledger .tabulator-row").first().waitFor();
    for (const key of ["Tab", "Shift+Tab"]) {
      const under = [];
      let stops = 0;
      for (let i = 0; i < 250; i++) {
        await page.keyboard.press(key);
        const found = await covered(page);
        if (found === undefined && stops) break;
        if (found !== undefined) stops++;
        if (found) under.push(found);
      }
      assert.deepEqual(under, [], key);
      assert.ok(stops > 20 && (stops < 200 || path.startsWith("method")), `${stops} stops`);
    }
  });

test("the ledger's rows are one stop of Tab: Enter leads into them, Escape out, Tab past them to the sums", async (t) => {
  const page = await open(t, at("&lang=zh&tab=ledger"));
  const grid = page.locator("#panel-ledger");
  await grid.locator(".tabulator-row").first().waitFor();
  const stop = () => page.evaluate(() => {
    const focused = document.activeElement;
    const row = focused.closest(".tabulator-row");
    const field = focused.closest(".tabulator-cell")?.getAttribute("tabulator-field");
    if (row) return `${[...row.parentElement.children].indexOf(row)} ${field ?? "box"}`;
    return focused.closest(".tabulator-header") ? "head" : focused.className.split(" ")[0] || focused.tagName;
  });
  const press = async (key, expected) => {
    await page.keyboard.press(key);
    await page.waitForFunction(() => !document.querySelector("[data-taking]"));
    assert.equal(await stop(), expected, key);
  };
  await grid.locator(".tabulator-header input").last().focus();
  await press("Tab", "tabulator-tableholder");
  assert.equal(await grid.locator("#ledger-keys").evaluate((hint) => getComputedStyle(hint).clipPath), "none", "how to go on is in view");
  await press("Tab", "0 id"); // the sum in the foot, which explains itself
  await press("Shift+Tab", "tabulator-tableholder");
  await press("Tab", "0 id");
  await press("Tab", "BODY");
  await press("Shift+Tab", "tabulator-tableholder");
  for (const [key, expected] of [["Enter", "0 box"], ["ArrowDown", "1 box"], ["ArrowUp", "0 box"], ["ArrowDown", "1 box"], ["Space", "1 box"]]) await press(key, expected);
  assert.equal(await grid.locator(".tabulator-selected").count(), 1);
  const fields = ["id", "name", "district", "measure", "status", "completion", "quantity"];
  for (const field of fields) await press("Tab", `1 ${field}`);
  for (const field of fields.toReversed().slice(1)) await press("Shift+Tab", `1 ${field}`);
  await press("Tab", "1 name");
  await page.keyboard.type("甲");
  await press("Escape", "tabulator-tableholder");
  assert.equal(await page.locator("#undo").isDisabled(), true, "Escape takes back what was typed");
  await press("Shift+Tab", "head");
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
  // Once, however many steps it took.
  await page.evaluate(() => {
    globalThis.spoken = [];
    new MutationObserver(() => spoken.push(document.getElementById("live").textContent)).observe(document.getElementById("live"), { childList: true });
  });
  for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => spoken.length);
  assert.equal(await page.evaluate(() => spoken.length), 1);
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
