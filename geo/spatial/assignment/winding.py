"""Rings turned the same way: a polygon's inside lies left of each of its edges."""

import numpy as np

from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.predicates import LEFT, RIGHT, turn


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
