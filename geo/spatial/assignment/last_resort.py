"""Points that exact sums could not place, decided by GEOS among their cell's candidates."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.spatial.assignment.borders import (
    EDGE_SHIFT,
    FIRST_BORDER,
    LAST_OF_CELL,
    NOWHERE,
    UNDECIDED,
)
from geo.spatial.assignment.decide import Lookup
from geo.spatial.assignment.lookup import cell_of

Points = tuple[NDArray[np.float64], NDArray[np.float64]]


def settle(
    polygons: NDArray[np.object_], lookup: Lookup, points: Points, labels: NDArray[np.int32]
) -> None:
    """Replace every UNDECIDED label by the lowest polygon that intersects the point, or NOWHERE."""
    waiting = np.flatnonzero(labels == UNDECIDED)
    x, y = points[0][waiting], points[1][waiting]
    places = (cell_of(lookup.raster, p) for p in zip(x.tolist(), y.tolist(), strict=True))
    cells = np.array([row * lookup.raster.columns + column for column, row in places])
    for cell in np.unique(cells):
        here = cells == cell
        labels[waiting[here]] = _lowest(polygons, _candidates(lookup, cell), (x[here], y[here]))


def _candidates(lookup: Lookup, cell: int) -> list[int]:
    """Return the polygons that may hold a point of a border cell, ascending."""
    border = FIRST_BORDER - lookup.cells[cell]
    place, beneath = lookup.borders.head[border].tolist()
    near = {beneath}
    entry = 0
    while not entry & LAST_OF_CELL:
        entry = int(lookup.borders.entry[place])
        near.add(int(lookup.edges.owner[entry >> EDGE_SHIFT]))
        place += 1
    return sorted(near - {NOWHERE})


def _lowest(
    polygons: NDArray[np.object_], candidates: list[int], points: Points
) -> NDArray[np.int32]:
    found = np.full(len(points[0]), NOWHERE, np.int32)
    for candidate in reversed(candidates):
        found[shapely.intersects_xy(polygons[candidate], *points)] = candidate
    return found
