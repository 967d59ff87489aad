"""Last pass of building: entries closed up, and a polygon dropped where the others imply it.

Where every edge in a cell is one polygon's and, run the other way, another's, crossing an edge
leaves one polygon and enters another. If one polygon holds the reference point, then exactly one
holds any point off the edges, so what the others do not hold is the last one's. In a partition
that is nearly every border cell, and it halves the edges a point is tested against.
"""

import numpy as np

from geo.spatial.assignment.borders import (
    BENEATH,
    EDGE_SHIFT,
    FIRST_OF_POLYGON,
    INSIDE,
    LAST_OF_CELL,
    NOWHERE,
    START,
    Borders,
)
from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.edges import Edges

# Comparing each edge with each pays for few of them.
MOST_COMPARED = 16


@kernel
def seal_borders(
    edges: Edges, borders: Borders, work: tuple[np.ndarray, np.ndarray], span: tuple[int, int]
) -> None:
    """Drop implied polygons from the span's border cells, close up entries and mark the last ones.

    `work` is where each cell's entries were put (borders + 1,) and MOST_COMPARED floats of scratch.
    """
    start, sums = work
    place = start[span[0]]
    for border in range(span[0], span[1]):
        first, last = start[border], start[border + 1]
        if borders.head[border, BENEATH] == NOWHERE and _tiles_cell(
            edges, borders, (first, last), sums
        ):
            last = _start_of_last_polygon(borders, first, last)
            edge = borders.entry[last] >> EDGE_SHIFT
            borders.head[border, BENEATH] = edges.owner[edge]
        borders.head[border, START] = place
        for i in range(first, last):
            borders.entry[place] = borders.entry[i]
            place += 1
        borders.entry[place - 1] |= LAST_OF_CELL


@kernel
def _tiles_cell(edges: Edges, borders: Borders, span: tuple[int, int], sums: np.ndarray) -> bool:
    """Return whether the polygons of a cell's entries surely cover it without gap or overlap."""
    first, last = span
    if last - first > MOST_COMPARED or _start_of_last_polygon(borders, first, last) == first:
        return False
    holders = 0
    for i in range(first, last):
        entry = borders.entry[i]
        holders += entry & FIRST_OF_POLYGON != 0 and entry & INSIDE != 0
        e = entry >> EDGE_SHIFT
        # The same for both directions: edges that differ in it need not be compared.
        sums[i - first] = (
            edges.xy[e, 0] + edges.xy[e + 1, 0] + (edges.xy[e, 1] + edges.xy[e + 1, 1])
        )
    paired = 0
    while paired < last - first and _has_one_partner(edges, borders, span, (paired, sums)):
        paired += 1
    return holders == 1 and paired == last - first


@kernel
def _start_of_last_polygon(borders: Borders, first: int, last: int) -> int:
    for i in range(last - 1, first, -1):
        if borders.entry[i] & FIRST_OF_POLYGON:
            return i
    return first


@kernel
def _has_one_partner(
    edges: Edges, borders: Borders, span: tuple[int, int], which: tuple[int, np.ndarray]
) -> bool:
    """Return whether an edge runs once the other way among the entries and not twice its own."""
    i, sums = which
    first, last = span
    e = borders.entry[first + i] >> EDGE_SHIFT
    partners, twins = 0, 0
    for k in range(last - first):
        if sums[k] != sums[i] or k == i:
            continue
        other = borders.entry[first + k] >> EDGE_SHIFT
        if _same_vertex(edges, e, other + 1) and _same_vertex(edges, e + 1, other):
            partners += 1
        elif _same_vertex(edges, e, other) and _same_vertex(edges, e + 1, other + 1):
            twins += 1
    return partners == 1 and twins == 0


@kernel
def _same_vertex(edges: Edges, one: int, other: int) -> bool:
    xy = edges.xy
    return bool(xy[one, 0] == xy[other, 0] and xy[one, 1] == xy[other, 1])
