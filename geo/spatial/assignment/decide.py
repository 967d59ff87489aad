"""The exact test of a point in a border cell, against that cell's edges alone."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.spatial.assignment.borders import (
    BENEATH,
    EDGE_LEFT,
    EDGE_SHIFT,
    EDGE_UNSURE,
    FIRST_OF_POLYGON,
    INSIDE,
    LAST_OF_CELL,
    NOWHERE,
    START,
    UNDECIDED,
    Borders,
)
from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.counting_pass import edge_at
from geo.spatial.assignment.edges import Edges
from geo.spatial.assignment.predicates import LEFT, ON_LINE, UNSURE, Point, turn
from geo.spatial.assignment.raster import Raster

# What one edge says of a point.
SAME_SIDE, CROSSED, ON_EDGE, OPEN = 0, 1, 2, 3


class Lookup(NamedTuple):
    """All a kernel needs to place a point; `cells` is (rows × columns,) int32."""

    raster: Raster
    cells: NDArray[np.int32]
    borders: Borders
    edges: Edges


@kernel
def polygon_at(lookup: Lookup, border: int, reference: Point, p: Point) -> int:
    """Return the lowest polygon that holds `p` in a border cell, NOWHERE or UNDECIDED.

    Inside or outside is known at the reference point; every edge between it and `p` turns it over.
    """
    borders = lookup.borders
    beneath = int(borders.head[border, BENEATH])
    inside, edge, entry = 0, 0, 0
    i = int(borders.head[border, START])
    while not entry & LAST_OF_CELL:
        entry = int(borders.entry[i])
        i += 1
        if entry & FIRST_OF_POLYGON:
            if inside:
                return _lower(int(lookup.edges.owner[edge]), beneath)
            inside = entry & INSIDE
        edge = entry >> EDGE_SHIFT
        answer = _met(edge_at(lookup.edges, edge), entry, reference, p)
        if answer == CROSSED:
            inside ^= INSIDE
        elif answer == ON_EDGE:
            return _lower(int(lookup.edges.owner[edge]), beneath)
        elif answer == OPEN:
            return UNDECIDED
    if inside:
        return _lower(int(lookup.edges.owner[edge]), beneath)
    return beneath


@kernel
def _lower(polygon: int, beneath: int) -> int:
    return polygon if beneath == NOWHERE or polygon < beneath else beneath


@kernel
def _met(edge: tuple[Point, Point], entry: int, reference: Point, p: Point) -> int:
    """Return whether the way from `p` to the reference point crosses an edge, or `p` is on it.

    An end of the edge exactly on the way counts as left of it, for both edges that share the end.
    """
    a, b = edge
    side = turn(a, b, p)
    if side == ON_LINE:
        return ON_EDGE if _within_box(a, b, p) else SAME_SIDE
    if entry & EDGE_UNSURE or side == UNSURE:
        return OPEN
    if (side == LEFT) == (entry & EDGE_LEFT != 0):
        return SAME_SIDE
    start, end = turn(p, reference, a), turn(p, reference, b)
    if max(start, end) == UNSURE:
        return OPEN
    return CROSSED if (start >= 0) != (end >= 0) else SAME_SIDE


@kernel
def _within_box(a: Point, b: Point, p: Point) -> bool:
    across = min(a[0], b[0]) <= p[0] <= max(a[0], b[0])
    return across and min(a[1], b[1]) <= p[1] <= max(a[1], b[1])
