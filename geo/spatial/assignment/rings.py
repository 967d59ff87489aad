"""Kernels over whole rings: whose edges they are, and turning all of them the same way."""

import numpy as np

from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.predicates import LARGEST, LEFT, RIGHT, turn

NO_EDGE = -1


@kernel
def own_edges(xy: np.ndarray, last: np.ndarray, ring_owner: np.ndarray, owner: np.ndarray) -> bool:
    """Write each edge's owner, NO_EDGE at a ring's end and where two vertices coincide.

    `last` is each ring's last vertex. Returns whether all coordinates are finite and below LARGEST.
    """
    usable = True
    first = 0
    for ring in range(len(last)):
        for e in range(first, last[ring] + 1):
            usable &= abs(xy[e, 0]) < LARGEST and abs(xy[e, 1]) < LARGEST
            owner[e] = ring_owner[ring]
            if e == last[ring] or (xy[e, 0] == xy[e + 1, 0] and xy[e, 1] == xy[e + 1, 1]):
                owner[e] = NO_EDGE
        first = last[ring] + 1
    return usable


@kernel
def turn_rings(xy: np.ndarray, last: np.ndarray, is_hole: np.ndarray) -> None:
    """Reverse in place the outer rings that run clockwise and the holes that do not.

    `last` is each ring's last vertex, equal to its first one.
    """
    first = 0
    for ring in range(len(last)):
        if _direction(xy, first, last[ring]) == (LEFT if is_hole[ring] else RIGHT):
            _reverse(xy, first, last[ring])
        first = last[ring] + 1


@kernel
def _direction(xy: np.ndarray, first: int, last: int) -> int:
    """Return which way a ring turns at its lowest, there westernmost, vertex: as it does in all."""
    lowest = first
    for i in range(first + 1, last):
        if xy[i, 1] < xy[lowest, 1] or (xy[i, 1] == xy[lowest, 1] and xy[i, 0] < xy[lowest, 0]):
            lowest = i
    p = (xy[lowest, 0], xy[lowest, 1])
    before, after = p, p
    for step in range(1, last - first):
        if p not in (before, after):
            break
        if before == p:
            i = first + (lowest - first - step) % (last - first)
            before = (xy[i, 0], xy[i, 1])
        if after == p:
            i = first + (lowest - first + step) % (last - first)
            after = (xy[i, 0], xy[i, 1])
    return turn(before, p, after)


@kernel
def _reverse(xy: np.ndarray, first: int, last: int) -> None:
    while first < last:
        for axis in range(2):
            xy[first, axis], xy[last, axis] = xy[last, axis], xy[first, axis]
        first += 1
        last -= 1
