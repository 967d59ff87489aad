"""Whether changed cells still tile with the cells around them; what does not is refused."""

from collections.abc import Mapping

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.domain.errors import WouldCross
from geo.spatial.partition.cells import Cell, Floats, ring_area_m2
from geo.spatial.partition.lost_and_got import changed_between
from geo.spatial.partition.shapes import shapes_of
from geo.spatial.partition.value import Partition, box_of, rows_meeting

FEWEST_VERTICES = 3


def require_sound(
    before: Partition,
    after: Partition,
    changed: Mapping[CellCode, Cell],
    place: tuple[float, float],
) -> None:
    """Refuse a partition in which the changed cells are no cells, or overlap what is near.

    Raises:
        WouldCross: values: cells, x_m, y_m.
    """
    for code, cell in changed.items():
        if not _turns_right(cell, after.xy):
            raise WouldCross(cells=code, x_m=place[0], y_m=place[1])
    if not changed:
        return
    near = tuple(sorted({*changed, *_where_land_changed(before, after, changed)}))
    shapes = shapes_of((after.cells[code] for code in near), after.xy)
    is_new = np.array([code in changed for code in near])
    if shapely.is_valid(shapes[is_new]).all() and shapely.coverage_is_valid(shapes):
        return
    raise _crossing(near, shapes, place)


def _turns_right(cell: Cell, xy: Floats) -> bool:
    """Return whether outer rings run counter-clockwise and holes clockwise, edge after edge."""
    for part in cell.parts:
        for position, ring in enumerate(part):
            if len(ring) < FEWEST_VERTICES or _stands_still(xy[ring]):
                return False
            area = ring_area_m2(ring, xy)
            if area == 0.0 or (area > 0) != (position == 0):
                return False
    return True


def _stands_still(at: Floats) -> bool:
    """Return whether two vertices that follow each other are at one place."""
    return bool((at == np.concatenate((at[1:], at[:1]))).all(axis=1).any())


def _where_land_changed(
    before: Partition, after: Partition, changed: Mapping[CellCode, Cell]
) -> set[CellCode]:
    """Return the cells that may lie where a changed one got land.

    All of that lies between edges it had and edges it has, so within the bounds of those that it
    lost or got.
    """
    lost_and_got = changed_between(before, after, tuple(changed))
    if not len(lost_and_got.edges):
        return set()
    ends = lost_and_got.edges.reshape(-1, 2)
    rows = rows_meeting(after, box_of(ends, 0.0))
    boxes = after.boxes[rows]
    near = np.zeros(len(rows), bool)
    for first, last in lost_and_got.reach.values():
        if first < last:
            west, south, east, north = box_of(ends[2 * first : 2 * last], 0.0)
            near |= (
                (boxes[:, 0] <= east)
                & (boxes[:, 2] >= west)
                & (boxes[:, 1] <= north)
                & (boxes[:, 3] >= south)
            )
    return {after.codes[row] for row in rows[near].tolist()}


def _crossing(
    codes: tuple[CellCode, ...], shapes: NDArray[np.object_], place: tuple[float, float]
) -> WouldCross:
    wrong = ~shapely.is_valid(shapes)
    if not wrong.any():
        edges = shapely.coverage_invalid_edges(shapes)
        wrong = ~(shapely.is_missing(edges) | shapely.is_empty(edges))
        at = shapely.get_coordinates(edges)
        place = (float(at[0, 0]), float(at[0, 1])) if len(at) else place
    named = [code for code, is_wrong in zip(codes, wrong.tolist(), strict=True) if is_wrong]
    return WouldCross(cells=", ".join(named), x_m=place[0], y_m=place[1])
