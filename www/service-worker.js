// Keeps the site for when there is no network. What the build made is kept by version and served from here; site.json,
// scenarios and whatever else an office puts in come from the server, and from here only when it can't be reached.

/** @typedef {{ version: string, files: string[] }} Built */
importScripts("built.js"); // written by the build: `built`, whose change makes browsers install anew

const KEPT = `jianpai-${self.registration.scope}-${built.version}`;
const DATA = `jianpai-${self.registration.scope}-data`;
const OURS = `jianpai-${self.registration.scope}-`;
const scalar = new URL(location.href).searchParams.has("scalar");
const wanted = built.files.filter((name) => !name.startsWith("js/pkg/") || name.startsWith("js/pkg/scalar/") === scalar);
const fixed = new Set(wanted.map((name) => new URL(name, self.registration.scope).href));

addEventListener("install", (event) => {
  // All or nothing: with a file missing the version before stays.
  const fresh = [...fixed].map((url) => new Request(url, { cache: "no-cache" }));
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(fresh)));
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(names.map((name) => name.startsWith(OURS) && name !== KEPT && name !== DATA && caches.delete(name)));
      await clients.claim();
      // A page that came after the one that asked was begun by the version before.
      const pages = asker ? await clients.matchAll({ type: "window" }) : [];
      await Promise.all(pages.map((page) => page.id !== asker && page.navigate(page.url).catch(() => {})));
    })(),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = address(request.url);
  if (request.method !== "GET" || !url.startsWith(self.registration.scope)) return;
  event.respondWith(fixed.has(url) ? kept(request, url) : newest(request, url));
});

/** The page that had this version take over. @type {string | undefined} */
let asker;

addEventListener("message", (event) => {
  // Two versions in two tabs would mix: a new one waits until the tab that asks is the only one.
  if (event.data === "take-over")
    event.waitUntil(
      whenAlone(event.source, () => {
        asker = event.source?.id;
        return self.skipWaiting();
      }),
    );
  // What the page had loaded before this worker served it.
  if (event.data?.keep) event.waitUntil(keepData(event.data.keep));
});

/** Without query and hash, and with the page's name: one address a file. */
function address(text) {
  const { origin, pathname } = new URL(text);
  return origin + (pathname.endsWith("/") ? `${pathname}index.html` : pathname);
}

async function kept(request, url) {
  return (await (await caches.open(KEPT)).match(url)) ?? fetch(request);
}

async function newest(request, url) {
  const cache = await caches.open(DATA);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(url, response.clone());
    return response;
  } catch (error) {
    const before = await cache.match(url);
    if (before) return before;
    throw error;
  }
}

async function keepData(urls) {
  const cache = await caches.open(DATA);
  const data = urls.map(address).filter((url) => url.startsWith(self.registration.scope) && !fixed.has(url));
  await Promise.all(data.map(async (url) => (await cache.match(url)) ?? cache.add(url)));
}

/** Not for a page that has been left since it asked: taking over while the next one loads leaves that one without either version. */
async function whenAlone(asking, act) {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const ours = pages.filter(({ url }) => url.startsWith(self.registration.scope));
  if (ours.every(({ id }) => id === asking?.id)) await act();
}
