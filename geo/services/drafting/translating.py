"""A step drawn on one state of a draft, said for another: places stay, ids and codes are looked up.

Vertex ids count within one partition, and a plan that came into force gave cells new codes; what a
planner meant is a place on the ground. What is no longer there is refused, never guessed at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

import numpy as np
import shapely

from geo.domain import edits
from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import EditRefused
from geo.services.drafting.state import DraftState
from geo.spatial.partition import Partition, cell_shapes
from geo.spatial.partition.cells import edge_table
from geo.spatial.partition.rules import middle
from geo.spatial.partition.value import box_of, meeting

GRID, NEW_GRID, CELL, GIVER, VERTEX = (
    "carry_grid",
    "carry_new_grid",
    "carry_cell",
    "carry_giver",
    "carry_vertex",
)
_GRID_FIELDS = frozenset(
    {"grid", "first", "second", "new_grid", "kept", "other", "from_grid", "to_grid"}
)
_SAME_PLACE_M = 0.01
_SAME_LAND_SHARE = 0.01
"""A cell that lost or gained less than a hundredth is still the cell that was meant."""


def translated(edit: edits.Edit, before: DraftState, after: DraftState) -> edits.Edit:
    """Return the edit, made on `before`, as it is said on `after`.

    Raises:
        EditRefused: what it speaks of is not there any more; reason, grid, now, cell, x_m, y_m.
    """
    if isinstance(edit, edits.Several):
        return edits.Several(tuple(_reassign(part, before, after) for part in edit.parts))
    _require_grids(edit, before, after)
    match edit:
        case edits.MoveVertex() | edits.DeleteVertex():
            return replace(edit, vertex=_vertex(edit.vertex, before.partition, after.partition))
        case edits.InsertVertex(first=first, second=second):
            ends = [_vertex(one, before.partition, after.partition) for one in (first, second)]
            return replace(edit, first=ends[0], second=ends[1])
        case edits.Reassign():
            return _reassign(edit, before, after)
        case edits.RemoveArea(cells=cells):
            return replace(edit, cells=_cells(cells, None, before, after))
        case _:
            return edit


def _reassign(edit: edits.Reassign, before: DraftState, after: DraftState) -> edits.Reassign:
    _require_grids(edit, before, after)
    return replace(edit, cells=_cells(edit.cells, GridCode(edit.to_grid), before, after))


def _require_grids(edit: edits.Edit, before: DraftState, after: DraftState) -> None:
    """Refuse an edit whose grid is gone, or whose new grid's code means another by now."""
    for one in fields(edit):
        grid = getattr(edit, one.name)
        if one.name not in _GRID_FIELDS or not isinstance(grid, str):
            continue
        was, is_there = GridCode(grid) in before.grids, GridCode(grid) in after.grids
        if was and not is_there:
            raise EditRefused(GRID, grid=grid)
        if is_there and not was:
            raise EditRefused(NEW_GRID, grid=grid)


def _vertex(vertex: int, before: Partition, after: Partition) -> int:
    """Return the vertex at the place of another partition's (EditRefused where there is none)."""
    place = np.array([before.vertices.place(vertex)])
    near = [after.cells[code] for code in meeting(after, box_of(place, _SAME_PLACE_M))]
    ids = np.unique(edge_table(near)[0])
    far_m = np.hypot(*(after.xy[ids] - place).T)
    if not len(ids) or far_m.min() > _SAME_PLACE_M:
        raise EditRefused(VERTEX, x_m=float(place[0, 0]), y_m=float(place[0, 1]))
    return int(ids[far_m.argmin()])


def _cells(
    codes: Iterable[str], target: GridCode | None, before: DraftState, after: DraftState
) -> tuple[str, ...]:
    """Return the cells that lie on the land of others and have not changed hands meanwhile."""
    found: list[str] = []
    for code in map(CellCode, codes):
        giver = before.partition.grid_of(code)
        for one in _on_land_of(code, before.partition, after.partition):
            holder = after.partition.grid_of(one)
            if holder not in (giver, target):
                x_m, y_m = middle(after.partition, one)
                raise EditRefused(GIVER, cell=code, grid=giver, now=holder, x_m=x_m, y_m=y_m)
            found.append(one)
    return tuple(dict.fromkeys(found))


def _on_land_of(code: CellCode, before: Partition, after: Partition) -> Sequence[CellCode]:
    """Return the cells that together have the land of another partition's cell."""
    own = cell_shapes(before, [code])[0]
    near = meeting(after, shapely.bounds(own).tolist())
    shapes = cell_shapes(after, near)
    land_m2, common_m2 = shapely.area(shapes), shapely.area(shapely.intersection(shapes, own))
    is_inside = common_m2 > land_m2 / 2
    kept_m2 = float(common_m2[is_inside].sum())
    off_m2 = float(land_m2[is_inside].sum()) + float(shapely.area(own)) - 2 * kept_m2
    if off_m2 > _SAME_LAND_SHARE * float(shapely.area(own)):
        x_m, y_m = middle(before, code)
        raise EditRefused(CELL, cell=code, x_m=x_m, y_m=y_m)
    return [one for one, is_in in zip(near, is_inside.tolist(), strict=True) if is_in]
