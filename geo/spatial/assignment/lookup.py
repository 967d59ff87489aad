"""Points to polygons in one sweep over arrays; who decides a border cell is in `decide`."""

import numpy as np

from geo.spatial.assignment.borders import FIRST_BORDER, NOWHERE, UNDECIDED
from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.decide import Lookup, polygon_at
from geo.spatial.assignment.raster import Raster, reference_point

# Points per step: what a step notes about them stays in the nearest cache.
STEP = 1024


@kernel
def label_points(
    lookup: Lookup, x: np.ndarray, y: np.ndarray, span: tuple[int, int], labels: np.ndarray
) -> int:
    """Write the labels of points `span[0]` to `span[1] - 1`; return how many stay UNDECIDED.

    Reading the raster first and deciding border points after lets the reads overlap.
    """
    waiting = np.empty(STEP, np.int64)
    undecided = 0
    for first in range(span[0], span[1], STEP):
        last = min(first + STEP, span[1])
        count = 0
        for i in range(first, last):
            label = NOWHERE
            u = (x[i] - lookup.raster.west) * lookup.raster.per_x
            v = (y[i] - lookup.raster.south) * lookup.raster.per_y
            if 0.0 <= u < lookup.raster.columns and 0.0 <= v < lookup.raster.rows:
                label = lookup.cells[int(v) * lookup.raster.columns + int(u)]
            labels[i] = label
            waiting[count] = i
            count += label <= FIRST_BORDER
        for k in range(count):
            i = waiting[k]
            p = (x[i], y[i])
            labels[i] = polygon_at(lookup, FIRST_BORDER - labels[i], _reference(lookup, p), p)
            undecided += labels[i] == UNDECIDED
    return undecided


@kernel
def _reference(lookup: Lookup, p: tuple[float, float]) -> tuple[float, float]:
    column, row = cell_of(lookup.raster, p)
    return reference_point(lookup.raster, column, row)


@kernel
def cell_of(raster: Raster, p: tuple[float, float]) -> tuple[int, int]:
    """Return the column and row of a point known to lie on the raster."""
    u, v = (p[0] - raster.west) * raster.per_x, (p[1] - raster.south) * raster.per_y
    return int(u), int(v)
