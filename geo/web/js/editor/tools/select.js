// 选择: a click selects a grid, to be seen and to receive.

import { word } from "../words.js";

export function select(desk) {
  const pick = ({ point }) => desk.select(desk.view.gridAt(point));
  return {
    hint: () => word("hint_select"),
    start: () => desk.view.map.on("click", pick),
    stop: () => desk.view.map.off("click", pick),
    cancel: () => desk.select(null),
  };
}
