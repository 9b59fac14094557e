// @ts-check
// The door to the module that makes pictures: fetched with its fonts when a picture is first saved or opened.

/** @typedef {typeof import("./press/press.js")} Bindings */
/** @typedef {import("./types.d.ts").PictureRecord} PictureRecord */
/** @typedef {Record<string, Uint8Array>} Files */

// Addresses are written out, for bundlers to find.
const REGULAR = new URL("../fonts/NotoSansSC-Regular.otf", import.meta.url);
const BOLD = new URL("../fonts/NotoSansSC-Bold.otf", import.meta.url);

/** @type {Promise<Bindings> | undefined} */
let bindings;
/** @type {Promise<import("./press/press.js").Press> | undefined} */
let fonts;

/** The module without its fonts: enough to read pictures. */
export function startPress() {
  bindings ??= import("./press/press.js").then(async (press) => {
    await press.default({ module_or_path: new URL("./press/press_bg.wasm", import.meta.url) });
    return press;
  });
  bindings.catch(() => (bindings = undefined)); // to be tried again
  return bindings;
}

/** The module with its fonts. */
async function withFonts() {
  fonts ??= Promise.all([startPress(), fetched(REGULAR), fetched(BOLD)]).then(([press, regular, bold]) => new press.Press(regular, bold));
  fonts.catch(() => (fonts = undefined));
  return fonts;
}

/** @param {URL} font */
async function fetched(font) {
  const response = await fetch(font);
  if (!response.ok) throw new Error(`${font.pathname.replace(/^.*\//, "")}, HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * A picture's file from the engine's drawing.
 * @param {string} svg with words as words
 * @param {{ format: "svg" | "png", scale?: number }} as
 * @param {string} [record] what it was drawn from
 */
export async function pressed(svg, { format, scale = 2 }, record) {
  const press = await withFonts();
  return format === "svg"
    ? new Blob([press.svg(svg, record)], { type: "image/svg+xml" })
    : new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (press.png(svg, scale, record))], { type: "image/png" });
}
