"""Kernels over points: which of a few cells holds each, decided exactly."""

from pathlib import Path

import numpy as np

from geo.spatial.assignment import compiled
from geo.spatial.assignment.compiled import drop_stale_cache, kernel
from geo.spatial.assignment.predicates import LEFT, ON_LINE, UNSURE, Point, turn

# The kernels here compile those of the index into themselves.
drop_stale_cache(Path(compiled.__file__).parent, Path(__file__).parent)

NOWHERE = -1
UNDECIDED = -2
OUTSIDE, INSIDE, OPEN = 0, 1, 2


@kernel
def label(
    points: tuple[np.ndarray, np.ndarray],
    edges: np.ndarray,
    first: np.ndarray,
    boxes: np.ndarray,
    labels: np.ndarray,
) -> int:
    """Write for each point the first cell that holds it, border included.

    Cell k has the `edges` (m, 4: from x, y to x, y) from `first[k]` on and lies within `boxes[k]`.
    Returns how many points stay UNDECIDED.
    """
    x, y = points
    undecided = 0
    for i in range(len(x)):
        labels[i] = NOWHERE
        for k in range(len(boxes)):
            if not (boxes[k, 0] <= x[i] <= boxes[k, 2] and boxes[k, 1] <= y[i] <= boxes[k, 3]):
                continue
            answer = _held((x[i], y[i]), edges, first[k], first[k + 1])
            if answer != OUTSIDE:
                labels[i] = k if answer == INSIDE else UNDECIDED
                undecided += answer == OPEN
                break
    return undecided


@kernel
def _held(p: Point, edges: np.ndarray, first: int, last: int) -> int:
    """Return whether the rings from edge `first` to before `last` hold a point, or are OPEN.

    Edges that cross the ray to the east are counted; their lower ends belong to them.
    """
    answer = OUTSIDE
    for e in range(first, last):
        a, b = (edges[e, 0], edges[e, 1]), (edges[e, 2], edges[e, 3])
        if (a[1] > p[1]) != (b[1] > p[1]):
            side = turn(a, b, p)
            if side == ON_LINE:
                return INSIDE
            if side == UNSURE:
                return OPEN
            if (side == LEFT) == (b[1] > a[1]):
                answer = INSIDE - answer
        elif max(a[1], b[1]) == p[1] and _on_level(a, b, p):
            return INSIDE
    return answer


@kernel
def _on_level(a: Point, b: Point, p: Point) -> bool:
    """Return whether a point level with the higher end of an edge lies on it."""
    if a[1] == b[1]:
        return min(a[0], b[0]) <= p[0] <= max(a[0], b[0])
    return (a[0] == p[0] and a[1] == p[1]) or (b[0] == p[0] and b[1] == p[1])
