"""Kernels over points: which of a few cells holds each, decided exactly."""

from pathlib import Path
from typing import NamedTuple

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


class Spans(NamedTuple):
    """Stretches of points from west to east, and the edges near each that cells lost or got.

    `edges` (m, 4: from x, y to x, y), `reach` (k, 2) the range of edges that concerns stretch k,
    `span` (k, 2) its range of points, `box` (k, 4) the bounds of its edges; the kernels write the
    last two.
    """

    edges: np.ndarray
    reach: np.ndarray
    span: np.ndarray
    box: np.ndarray


@kernel
def narrow(x: np.ndarray, spans: Spans) -> int:
    """Narrow each stretch to the width of its edges; return how many points are left in them."""
    total = 0
    for k in range(len(spans.span)):
        _bound(spans, k)
        first, last = spans.span[k]
        spans.span[k, 0] = _place(x, first, last, spans.box[k, 0], False)
        spans.span[k, 1] = _place(x, spans.span[k, 0], last, spans.box[k, 2], True)
        total += spans.span[k, 1] - spans.span[k, 0]
    return total


@kernel
def stir(
    points: tuple[np.ndarray, np.ndarray], spans: Spans, found: np.ndarray, ends: np.ndarray
) -> int:
    """Write into `found` the places of points that a change of edges may have moved.

    An even number of changed edges between a point and the far east, and none through it, leave it
    where it was. `ends[k]` is how many were found up to the end of stretch k. Returns how many.
    """
    x, y = points
    count = 0
    for k in range(len(spans.span)):
        south, north = spans.box[k, 1], spans.box[k, 3]
        for i in range(spans.span[k, 0], spans.span[k, 1]):
            if south <= y[i] <= north:
                at = (x[i], y[i])
                if _held(at, spans.edges, spans.reach[k, 0], spans.reach[k, 1]) != OUTSIDE:
                    found[count] = i
                    count += 1
        ends[k] = count
    return count


@kernel
def _bound(spans: Spans, k: int) -> None:
    """Write the bounds of the edges of a stretch; without any they hold no place."""
    box, edges = spans.box, spans.edges
    box[k, 0] = box[k, 1] = np.inf
    box[k, 2] = box[k, 3] = -np.inf
    for e in range(spans.reach[k, 0], spans.reach[k, 1]):
        for end in (0, 2):
            box[k, 0] = min(box[k, 0], edges[e, end])
            box[k, 1] = min(box[k, 1], edges[e, end + 1])
            box[k, 2] = max(box[k, 2], edges[e, end])
            box[k, 3] = max(box[k, 3], edges[e, end + 1])


@kernel
def _place(x: np.ndarray, first: int, last: int, value: float, beyond: bool) -> int:
    """Return where a value stands in ascending x, before its equals or beyond them."""
    while first < last:
        middle = (first + last) // 2
        if x[middle] < value or (beyond and x[middle] == value):
            first = middle + 1
        else:
            last = middle
    return first


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
