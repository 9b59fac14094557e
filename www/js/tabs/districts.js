// @ts-check
// Tab 各区: what each district brings, ranked.

import { figure } from "../catalogue/districts.js";
import { createFigure } from "../figure.js";

/** @param {HTMLElement} root @param {import("../types.d.ts").TabContext} context */
export const create = (root, context) => createFigure(root, context, [figure], { name: figure.title });
