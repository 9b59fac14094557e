// Lighthouse with its mobile preset, on the site as a usual host serves it: everything but the score for speed, which depends on
// what else the machine does; for that what makes it: bytes, requests, layout that stays where it is.
//
// `SCORES=5 node --test tests/page/lighthouse.test.mjs` measures that score as well, as the median of so many runs.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import lighthouse from "lighthouse";
import { launchBrowser, serveSite } from "./harness.mjs";

/** A port that is free now. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Reports of so many visits to `path`, each the first one. */
async function reports(t, path, categories, count = 1) {
  const site = await serveSite(undefined, {}, { gzip: true });
  t.after(site.close);
  const port = await freePort();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  t.after(() => browser.close());
  const found = [];
  for (let i = 0; i < count; i++) {
    const run = await lighthouse(site.url + path, { port, onlyCategories: categories, logLevel: "error", output: "json" });
    found.push(run.lhr);
  }
  return found;
}

/** What keeps a category from its full score. */
const faults = ({ audits, categories }, category) =>
  categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title} ${JSON.stringify(audits[id].details?.items?.slice(0, 3) ?? "").slice(0, 400)}`);

for (const path of ["", "method.html"])
  test(`full marks for accessibility and best practices: ${path || "the page"}`, async (t) => {
    const [report] = await reports(t, path, ["accessibility", "best-practices", "performance"]);
    assert.equal(report.runtimeError, undefined);
    for (const category of ["accessibility", "best-practices"]) {
      assert.deepEqual(faults(report, category), [], category);
      assert.equal(report.categories[category].score, 1, category);
    }
    const { "cumulative-layout-shift": shift, "network-requests": requests, "total-byte-weight": weight } = report.audits;
    t.diagnostic(`performance ${report.categories.performance.score}, layout shift ${shift.numericValue}, ${requests.details.items.length} requests, ${Math.round(weight.numericValue / 1024)} KiB`);
    assert.ok(shift.numericValue <= 0.05, `layout shift ${shift.numericValue}: ${JSON.stringify(report.audits["layout-shifts"]?.details?.items?.slice(0, 4))}`);
  });

test("the score for speed", { skip: !process.env.SCORES }, async (t) => {
  const all = await reports(t, "", ["performance"], Number(process.env.SCORES));
  const scores = all.map(({ categories }) => categories.performance.score).sort((a, b) => a - b);
  const metric = (id) => all.map(({ audits }) => Math.round(audits[id].numericValue)).join(", ");
  for (const id of ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index"]) t.diagnostic(`${id}, ms: ${metric(id)}`);
  t.diagnostic(`scores ${scores.join(", ")}`);
  assert.ok(scores[Math.floor(scores.length / 2)] >= 0.95, `${scores}`);
});
