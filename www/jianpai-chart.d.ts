// The element <jianpai-chart>: docs/embedding.md.

import type { Scenario } from "./jianpai.d.ts";

export class JianpaiChart extends HTMLElement {
  /** A scenario that `load` gave; in place of the attributes `scenario` and `src`. */
  data: Scenario | undefined;
  addEventListener(type: "jianpai-ready", listener: (event: CustomEvent<null>) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: "jianpai-error", listener: (event: CustomEvent<unknown>) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "jianpai-chart": JianpaiChart;
  }
}
