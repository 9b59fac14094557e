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
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ keep: performance.getEntriesByType("resource").map(({ name }) => name) });
  } catch {
    // as said
  }
}

/** A newer version has been fetched since: nothing is done yet on this page, so it starts anew with that. @param {ServiceWorker} newer */
function takeOver(newer) {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  newer.postMessage("take-over");
}
