// @ts-check
// Tab 五项: the five pollutants side by side against their schedules.

import { figure } from "../catalogue/multiples.js";
import { createFigure } from "../figure.js";
import { CHOICE } from "../words/all.js";

/** @param {HTMLElement} root @param {import("../types.d.ts").TabContext} context */
export const create = (root, context) => createFigure(root, context, [figure], { name: CHOICE });
