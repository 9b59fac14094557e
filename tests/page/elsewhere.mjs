// The site and somebody else's page on another origin, over plain HTTP; what goes over the wire is counted.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "./harness.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".wasm": "application/wasm", ".svg": "image/svg+xml", ".csv": "text/csv", ".toml": "text/plain",
};
/** The site is below a path, as an office's is. */
const BASE = "/bureau/jianpai/";

/** @param {import("node:http").RequestListener} answer */
async function listen(answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { port, close: () => (server.closeAllConnections(), server.close()) };
}

/** dist/ as a server sends it that compresses, lets browsers keep files as long as they ask anew, and, with `cors`, lets other pages read them. */
export async function siteElsewhere({ cors = true, folder = join(ROOT, "dist") } = {}) {
  /** @type {{ name: string, status: number, bytes: number }[]} */
  const sent = [];
  const { port, close } = await listen(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    if (path === "/favicon.ico") return response.writeHead(204).end();
    const name = path.startsWith(BASE) ? normalize(path.slice(BASE.length)) : "..";
    const body = name.startsWith("..") ? undefined : await readFile(join(folder, name)).catch(() => undefined);
    if (!body) return response.writeHead(404).end();
    const tag = `"${createHash("sha1").update(body).digest("hex")}"`;
    const headers = { etag: tag, "cache-control": "no-cache", ...(cors && { "access-control-allow-origin": "*" }) };
    const known = request.headers["if-none-match"] === tag;
    const packed = known ? Buffer.alloc(0) : gzipSync(body);
    sent.push({ name, status: known ? 304 : 200, bytes: packed.length });
    if (known) return response.writeHead(304, headers).end();
    response.writeHead(200, { ...headers, "content-type": TYPES[extname(name)] ?? "application/octet-stream", "content-encoding": "gzip" }).end(packed);
  });
  return { url: `http://127.0.0.1:${port}${BASE}`, sent, close };
}

/** A page on another origin. @param {string} body @param {Record<string, string>} [headers] */
export async function hostPage(body, headers = {}) {
  const { port, close } = await listen((request, response) => {
    if (new URL(request.url ?? "/", "http://x").pathname !== "/") return response.writeHead(204).end();
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>host</title></head><body>${body}</body></html>`);
  });
  return { url: `http://localhost:${port}/`, close };
}
