// @ts-check
// The site without a network, after the first visit: registers service-worker.js and hands it what is loaded by then.

/**
 * Where there is no such worker (plain http, a private window, a browser that forbids it) the site is as before.
 * @param {URL} site
 * @param {boolean} simd which of the engines this browser runs
 */
export async function keepForLater(site, simd) {
  if (!("serviceWorker" in navigator)) return;
  try {
    const worker = new URL(`service-worker.js${simd ? "" : "?scalar"}`, site);
    const registration = await navigator.serviceWorker.register(worker);
    if (!registration) return;
    if (registration.waiting) takeOver(registration.waiting);
    if (navigator.serviceWorker.controller) {
      navigator.serviceWorker.addEventListener("controllerchange", () => void beginAnewIfOlder(site));
      await beginAnewIfOlder(site);
    } else {
      // A worker that serves the page has kept its data already; a message to one that is to be replaced puts that off.
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage({ keep: performance.getEntriesByType("resource").map(({ name }) => name) });
    }
  } catch {
    // as said
  }
}

/** Names the version that this tab has begun anew for. */
const ANEW = "jianpai-anew";

/**
 * A page on its way while a newer version took over is still the older one: it begins anew. Not twice for one version, as a page
 * that an office has changed is of none.
 * @param {URL} site
 */
async function beginAnewIfOlder(site) {
  const names = await caches.keys();
  const versions = names.filter((name) => name.startsWith(`jianpai-${site.href}-`) && !name.endsWith("-data"));
  const [kept] = versions;
  const here = document.documentElement.dataset.built;
  if (versions.length !== 1 || kept.endsWith(`-${here}`) || sessionStorage.getItem(ANEW) === kept) return;
  sessionStorage.setItem(ANEW, kept);
  location.reload();
}

/** How often, and how many times, a newer version is asked: the page left a moment ago may still count as another tab. */
const ASK_AGAIN_MS = 500;
const ASKED_AT_MOST = 40;

/**
 * A newer version has been fetched since: this page starts anew with it, unless the reader has begun to do something.
 * @param {ServiceWorker} newer
 */
function takeOver(newer) {
  const begun = new AbortController();
  for (const act of ["pointerdown", "keydown", "dragenter"]) addEventListener(act, () => begun.abort(), { once: true, capture: true });
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  let asked = 0;
  const ask = () => {
    if (begun.signal.aborted || newer.state !== "installed" || asked++ === ASKED_AT_MOST) return;
    newer.postMessage("take-over");
    setTimeout(ask, ASK_AGAIN_MS);
  };
  ask();
}
