// A site, a browser and a page that fails on what a visitor must never see.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { existsSync, mkdirSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The site is served below this path, as an office's server would. */
const BASE = "/city/jianpai/";
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".csv": "text/csv", ".toml": "text/plain",
};

/** What hosts compress on the way. */
const COMPRESSED = [".html", ".css", ".js", ".json", ".wasm", ".svg", ".csv", ".toml"];

/** Serves dist/ as a plain static server does; with `gzip` as most hosts do, compressed for those who take it. */
export async function serveSite(folder = join(ROOT, "dist"), types = {}, { gzip = false } = {}) {
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
      const inside = path.startsWith(BASE) ? normalize(path.slice(BASE.length) || "index.html") : "..";
      if (inside.startsWith("..")) throw new Error("outside");
      const body = await readFile(join(folder, inside));
      const type = { "content-type": { ...TYPES, ...types }[extname(inside)] ?? "application/octet-stream" };
      const small = gzip && COMPRESSED.includes(extname(inside)) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
      response.writeHead(200, small ? { ...type, "content-encoding": "gzip", vary: "accept-encoding" } : type).end(small ? gzipSync(body, { level: 6 }) : body);
    } catch {
      response.writeHead(404).end("not found");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}${BASE}`, close: () => (server.closeAllConnections(), server.close()) };
}

/** Chromium from the path, headless. @param {string[]} [more] arguments */
export async function launchBrowser(more = []) {
  const executablePath = execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"];
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", ...quiet, ...more] });
}

/**
 * A page that collects every console error, page error and failed request in `problems`.
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, deviceScaleFactor: 2, locale: "zh-CN", serviceWorkers: "block", ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`page: ${error.message}`));
  page.on("requestfailed", (request) => problems.push(`request: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => response.status() >= 400 && problems.push(`response: ${response.status()} ${response.url()}`));
  return { page, problems, close: () => context.close() };
}

/** Where a screenshot called `name` goes. */
export function screenshot(name) {
  const folder = join(ROOT, "target/screenshots");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}

/**
 * What the command line prints for the same.
 * @param {string[]} args
 */
export function jianpai(...args) {
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
  const binary = join(target, "debug/jianpai");
  if (!existsSync(binary)) throw new Error(`${binary} is missing: cargo build`);
  return execFileSync(binary, args, { cwd: ROOT, maxBuffer: 1 << 28 }).toString();
}
