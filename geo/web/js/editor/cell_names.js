// What a cell is called: its number within its village where it has one, else its code.

import { word } from "./words.js";

const VILLAGE_DIGITS = 12;
const CELL_CODE = /^\d{15}/;

export const isCell = (code) => CELL_CODE.test(code);

export function cellName(code) {
  return isCell(code) ? word("cell_number", { number: code.slice(VILLAGE_DIGITS) }) : code;
}
