"""Whether changed cells still tile with the cells around them; what does not is refused."""

from collections.abc import Mapping

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.domain.errors import WouldCross
from geo.spatial.partition.cells import Cell, Floats, edge_table, ring_area_m2
from geo.spatial.partition.contacts import changed_ends
from geo.spatial.partition.shapes import shapes_of
from geo.spatial.partition.value import Partition, box_of, meeting

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
    near = tuple(sorted({*changed, *_in_changed_area(before, after, changed)}))
    shapes = shapes_of((after.cells[code] for code in near), after.xy)
    if shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes):
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


def _in_changed_area(
    before: Partition, after: Partition, changed: Mapping[CellCode, Cell]
) -> tuple[CellCode, ...]:
    """Return the cells that may lie where land changed hands.

    All of it lies between edges that were and edges that are, so within their common bounds.
    """
    old = [before.cells[code] for code in changed if code in before.cells]
    there, here = edge_table(old)[0], edge_table(changed.values())[0]
    ends = changed_ends((there, np.zeros(len(there))), (here, np.zeros(len(here))))
    return meeting(after, box_of(after.xy[ends], 0.0)) if len(ends) else ()


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
