// What tests of charts on other people's pages share: one browser, and the site on an origin of its own.

import { after, before } from "node:test";
import { siteElsewhere } from "./elsewhere.mjs";
import { launchBrowser } from "./harness.mjs";

export const AT = "2024-12";
export let browser, site;
before(async () => {
  browser = await launchBrowser();
  site = await siteElsewhere();
});
after(async () => {
  await browser.close();
  site.close();
});
