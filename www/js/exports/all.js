// @ts-check
// Every form the dialog offers, in its order within its group. A new form: a module beside this one with `forms`, and its name here.

import { forms as data } from "./data.js";
import { forms as ledger } from "./ledger.js";
import { forms as pictures } from "./pictures.js";
import { forms as print } from "./print.js";
import { forms as scenario } from "./scenario.js";
import { forms as slides } from "./slides.js";
import { forms as text } from "./text.js";
import { forms as workbook } from "./workbook.js";

/** @type {import("../types.d.ts").ExportForm[]} */
export const FORMS = [
  ...pictures,
  ...slides,
  ...workbook,
  ...data,
  ...ledger,
  ...text,
  ...print,
  ...scenario,
];
