// 合并: the selected grid takes in the one clicked next; hovering shows what that would do.

import { word } from "../words.js";

export function merge(desk) {
  let hovered = null;
  // A part that the draft split off has no code of its own yet: it joins the grid that has one.
  const isFresh = (grid) => grid.includes("~");
  const joins = (other) => isFresh(desk.selected) && !isFresh(other);
  const edit = (other) =>
    joins(other) ? { kind: "merge", kept: other, other: desk.selected } : { kind: "merge", kept: desk.selected, other };

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
    else merged(edit(grid));
  }
  async function merged(wanted) {
    await desk.commit(wanted);
    if (!desk.draft.grids.has(desk.selected)) desk.select(wanted.kept);
  }
  function hint() {
    if (!desk.selected) return word("hint_merge");
    return word(isFresh(desk.selected) ? "hint_merge_fresh" : "hint_merge_other", { grid: desk.selectedName() });
  }
  return {
    hint,
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
