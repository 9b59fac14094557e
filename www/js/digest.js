// @ts-check
// SHA-256 of a text. Browsers have it on `https://` and on the machine itself; elsewhere the module that makes pictures does.

import { startPress } from "./press.js";

/** In hexadecimal digits. @param {string} text */
export async function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  if (!globalThis.crypto?.subtle) return (await startPress()).sha256(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
