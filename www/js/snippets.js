// @ts-check
// Code to put a chart on another page.

/** @typedef {import("./text.js").Lang} Lang */
/**
 * @typedef {object} Wanted
 * @property {string} chart
 * @property {string} pollutant
 * @property {Lang} lang
 * @property {string} theme
 * @property {string} at
 * @property {string} scenario
 * @property {string} levers as a link writes them
 * @property {string} [frozen] the figures it carries
 * @property {string} title what the frame is called
 * @property {string} width a number of pixels, or empty for that of its place
 * @property {number} height pixels, where nothing makes the frame follow
 */

const escaped = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** The address of a frame. @param {URL} site @param {Wanted} wanted */
export function frameAddress(site, { chart, pollutant, lang, theme, at, scenario, levers, frozen }) {
  const address = new URL("embed.html", site);
  const said = frozen ? { lang, theme } : { scenario, chart, pollutant, at, lang, theme };
  for (const [key, value] of Object.entries(said)) address.searchParams.set(key, value);
  if (frozen) address.hash = `f=${frozen}`;
  else if (levers) address.hash = `v=1&l=${levers}`;
  return address.href;
}

/** A frame and what makes it follow. @param {URL} site @param {Wanted} wanted */
export function frameCode(site, wanted) {
  const width = wanted.width ? `width="${wanted.width}" style="border: 0; max-width: 100%"` : 'width="100%" style="border: 0"';
  return `<iframe src="${escaped(frameAddress(site, wanted))}" title="${escaped(wanted.title)}" ${width} height="${wanted.height}" loading="lazy" allow="clipboard-write"></iframe>
<script src="${escaped(new URL("embed-listener.js", site).href)}" defer></script>
`;
}

/** The element and its script. @param {URL} site @param {Wanted} wanted */
export function elementCode(site, { chart, pollutant, lang, theme, at, scenario, levers, title, width }) {
  const said = { scenario, chart, pollutant, at, lang, theme, ...(levers && { levers }), ...(width && { style: `max-width: ${width}px` }) };
  const attributes = Object.entries(said).map(([key, value]) => `${key}="${escaped(value)}"`);
  return `<script type="module" src="${escaped(new URL("jianpai-chart.js", site).href)}"></script>
<jianpai-chart ${attributes.join(" ")}>${escaped(title)}</jianpai-chart>
`;
}
