// @ts-check
// Has the engine that a page needs first fetched and compiled while the page's other modules still come.

import { drawnFirst, fetchModule } from "./module.js";

const chart = new URLSearchParams(location.search).get("chart") ?? "progress"; // embeds name theirs
fetchModule(drawnFirst(chart) ? "first" : "whole").catch(() => {}); // told where it is asked for again
