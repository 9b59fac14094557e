// @ts-check
// What windows of the same site tell one another: which scenario is open, written, removed. Nothing is lost where they
// can't: the database refuses to overwrite.

/**
 * @param {URL} site
 * @param {{ open(): string, isElsewhere(): void, wrote(key: string, revision: number): void, removed(key: string): void }} on
 */
export function createWindows(site, on) {
  const me = Math.random();
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`jianpai ${site.pathname}`) : undefined;
  /** @param {{ type: "opened" | "here" | "wrote" | "removed", key: string, revision?: number, to?: number }} message */
  const tell = (message) => channel?.postMessage({ ...message, from: me });
  channel?.addEventListener("message", ({ data: { type, key, revision, from, to } }) => {
    const mine = key === on.open() && key.startsWith("own:");
    if (type === "opened" && mine) tell({ type: "here", key, to: from });
    else if (type === "here" && mine && to === me) on.isElsewhere();
    else if (type === "wrote") on.wrote(key, revision);
    else if (type === "removed") on.removed(key);
  });
  return {
    /** @param {string} key */
    opened: (key) => tell({ type: "opened", key }),
    /** @param {string} key @param {number} revision */
    wrote: (key, revision) => tell({ type: "wrote", key, revision }),
    /** @param {string} key */
    removed: (key) => tell({ type: "removed", key }),
  };
}
