// 合并: the selected grid takes in the one clicked next; hovering shows what that would do.

import { word } from "../words.js";

export function merge(desk) {
  let hovered = null;
  const edit = (other) => ({ kind: "merge", kept: desk.selected, other });

  function hover({ point }) {
    const grid = desk.view.gridAt(point);
    if (!desk.selected || grid === hovered) return;
    hovered = grid;
    if (grid && grid !== desk.selected) desk.preview(edit(grid));
    else desk.dropPreview();
  }
  function click({ point }) {
    const grid = desk.view.gridAt(point);
    if (!grid) return;
    if (!desk.selected || grid === desk.selected) desk.select(grid);
    else desk.commit(edit(grid));
  }
  return {
    hint: () => (desk.selected ? word("hint_merge_other", { grid: desk.selectedName() }) : word("hint_merge")),
    start() {
      desk.view.map.on("mousemove", hover);
      desk.view.map.on("click", click);
    },
    stop() {
      desk.view.map.off("mousemove", hover);
      desk.view.map.off("click", click);
      desk.dropPreview();
    },
    cancel: () => desk.select(null),
  };
}
