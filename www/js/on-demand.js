// @ts-check
// What loads when it is first asked for.

/**
 * Hands what `load` brings to whoever uses it. It is loaded once; what fails is told to `failed`, and tried again the next time.
 * @template T
 * @param {() => Promise<T>} load
 * @param {(error: unknown) => void} failed
 */
export function onDemand(load, failed) {
  /** @type {Promise<T> | undefined} */
  let loading;
  /** @template R @param {(loaded: T) => R} use @returns {Promise<Awaited<R> | undefined>} `undefined` where it failed */
  return async (use) => {
    try {
      return await use(await (loading ??= load()));
    } catch (error) {
      loading = undefined;
      failed(error);
      return undefined;
    }
  };
}
