// 锁定: a click locks a grid against every edit, or opens it again.

import { word } from "../words.js";

export function lock(desk) {
  function turn({ point }) {
    const grid = desk.view.gridAt(point);
    if (!grid) return;
    const isLocked = !desk.draft.nameOf(grid).isLocked;
    desk.commit({ kind: "set_lock", grid, is_locked: isLocked });
  }
  return {
    hint: () => word("hint_lock"),
    start: () => desk.view.map.on("click", turn),
    stop: () => desk.view.map.off("click", turn),
  };
}
