// @ts-check
// View: the ledger's ways in and out, as buttons.

import { forms } from "../exports/ledger.js";
import { save } from "../save.js";

/** What may be picked. */
const ACCEPTED = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt";

/**
 * @param {import("../types.d.ts").TabContext} context
 * @param {() => import("../types.d.ts").TabView} look what is on the page now
 */
export function exchange(context, look) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ACCEPTED;
  input.multiple = true;
  input.hidden = true;
  input.dataset.label = "ledger-import";
  input.addEventListener("change", async () => {
    const picked = [...(input.files ?? [])].map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
    if (picked.length) await context.importLedger(...(await Promise.all(picked)));
    input.value = ""; // so that the same file can be chosen again after mending it
  });
  const ways = [button("ledger-import", () => input.click())];
  for (const form of forms)
    ways.push(
      button(form.id, async (made) => {
        made.disabled = true;
        try {
          const file = await form.make({ ...context, view: look(), chosen: {}, progress() {} });
          if (file) save(file.name, file.blob);
        } catch (error) {
          context.failed(error);
        }
        made.disabled = false;
      }),
    );
  const made = document.createElement("div");
  made.className = "ledger-exchange";
  made.append(...ways, input);
  return made;
}

/** @param {string} name @param {(button: HTMLButtonElement) => void} act */
function button(name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.dataset.text = name;
  made.dataset.title = `${name}-title`;
  made.dataset.name = name;
  made.addEventListener("click", () => act(made));
  return made;
}
