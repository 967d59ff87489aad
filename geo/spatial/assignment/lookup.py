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
    lookup: Lookup, x: np.ndarray, y: np.ndarray, labels: np.ndarray, waiting: np.ndarray
) -> int:
    """Write the label of every point; return how many stay UNDECIDED.

    Reading the raster first and deciding border points after lets the reads overlap. `waiting` has
    room for STEP points.
    """
    undecided = 0
    for first in range(0, len(x), STEP):
        count = 0
        for i in range(first, min(first + STEP, len(x))):
            labels[i] = raster_value(lookup, (x[i], y[i]))
            waiting[count] = i
            count += labels[i] <= FIRST_BORDER
        for k in range(count):
            i = waiting[k]
            labels[i] = border_label(lookup, labels[i], (x[i], y[i]))
            undecided += labels[i] == UNDECIDED
    return undecided


@kernel
def raster_value(lookup: Lookup, p: tuple[float, float]) -> int:
    """Return what the raster says at a point: a position, NOWHERE, or the number of a border."""
    raster = lookup.raster
    u, v = (p[0] - raster.west) * raster.per_x, (p[1] - raster.south) * raster.per_y
    # Written so that a coordinate that is no number fails.
    if 0.0 <= u < raster.columns and 0.0 <= v < raster.rows:
        return int(lookup.cells[int(v) * raster.columns + int(u)])
    return NOWHERE


@kernel
def border_label(lookup: Lookup, value: int, p: tuple[float, float]) -> int:
    """Return the label of a point in a border cell whose raster value is `value`."""
    column, row = cell_of(lookup.raster, p)
    reference = reference_point(lookup.raster, column, row)
    return polygon_at(lookup, FIRST_BORDER - value, reference, p)


@kernel
def cell_of(raster: Raster, p: tuple[float, float]) -> tuple[int, int]:
    """Return the column and row of a point known to lie on the raster."""
    u, v = (p[0] - raster.west) * raster.per_x, (p[1] - raster.south) * raster.per_y
    return int(u), int(v)
