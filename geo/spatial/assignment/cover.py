"""Which raster cells an edge touches, and where it cuts a row's line of reference points."""

from typing import NamedTuple

import numpy as np

from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.predicates import LEFT, RIGHT, Point, turn
from geo.spatial.assignment.raster import (
    MARGIN,
    REFERENCE_X,
    REFERENCE_Y,
    Raster,
    in_cells,
    reference_point,
    reference_y,
)


class Band(NamedTuple):
    """Rows `low` to `high - 1`, the part of the raster one thread works on."""

    low: int
    high: int


def room_for_one_edge(raster: Raster) -> int:
    """Return how many cells of an edge `touched_cells` may write."""
    return 4 * (max(raster.columns, raster.rows) + 4)


@kernel
def touched_cells(raster: Raster, band: Band, edge: tuple[Point, Point], out: np.ndarray) -> int:
    """Write column and row of the band's cells that `edge` comes within MARGIN of; return how many.

    Walks along the longer axis, so the slope is at most one and rounding stays far below MARGIN;
    never leaves the edge's own box, not even by rounding.
    """
    a, b = in_cells(raster, edge[0]), in_cells(raster, edge[1])
    if abs(b[1] - a[1]) > abs(b[0] - a[0]):
        return _walk_rows(raster, band, (a, b), out)
    return _walk_columns(raster, band, (a, b), out)


@kernel
def _walk_rows(raster: Raster, band: Band, edge: tuple[Point, Point], out: np.ndarray) -> int:
    a, b = edge
    slope = (b[0] - a[0]) / (b[1] - a[1])
    low, high = min(a[1], b[1]), max(a[1], b[1])
    west, east = min(a[0], b[0]), max(a[0], b[0])
    count = 0
    for row in range(max(band.low, int(low - MARGIN)), min(band.high, int(high + MARGIN) + 1)):
        one = a[0] + (max(low, row - MARGIN) - a[1]) * slope
        other = a[0] + (min(high, row + 1 + MARGIN) - a[1]) * slope
        first = max(0, int(max(west, min(one, other)) - MARGIN))
        last = min(raster.columns - 1, int(min(east, max(one, other)) + MARGIN))
        for column in range(first, last + 1):
            out[count, 0], out[count, 1] = column, row
            count += 1
    return count


@kernel
def _walk_columns(raster: Raster, band: Band, edge: tuple[Point, Point], out: np.ndarray) -> int:
    a, b = edge
    low, high = min(a[0], b[0]), max(a[0], b[0])
    south, north = min(a[1], b[1]), max(a[1], b[1])
    slope = (b[1] - a[1]) / (b[0] - a[0]) if high > low else 0.0
    count = 0
    for column in range(max(0, int(low - MARGIN)), min(raster.columns, int(high + MARGIN) + 1)):
        one = a[1] + (max(low, column - MARGIN) - a[0]) * slope
        other = a[1] + (min(high, column + 1 + MARGIN) - a[0]) * slope
        first = max(band.low, int(max(south, min(one, other)) - MARGIN))
        last = min(band.high - 1, int(min(north, max(one, other)) + MARGIN))
        for row in range(first, last + 1):
            out[count, 0], out[count, 1] = column, row
            count += 1
    return count


@kernel
def cut_rows(raster: Raster, band: Band, edge: tuple[Point, Point]) -> tuple[int, int]:
    """Return the rows (first, last + 1) whose reference line the edge may cut."""
    a, b = in_cells(raster, edge[0]), in_cells(raster, edge[1])
    low, high = min(a[1], b[1]), max(a[1], b[1])
    first = max(band.low, int(low - REFERENCE_Y + 1.0 - MARGIN))
    return max(first, 0), min(band.high, int(high - REFERENCE_Y + MARGIN) + 1)


@kernel
def cuts(raster: Raster, row: int, edge: tuple[Point, Point]) -> bool:
    """Return whether the edge cuts a row's reference line; its upper end alone does not count."""
    y = reference_y(raster, row)
    return (edge[0][1] <= y) != (edge[1][1] <= y)


@kernel
def first_column_beyond(raster: Raster, row: int, edge: tuple[Point, Point]) -> int:
    """Return the first column whose reference point lies right of where the edge cuts the row."""
    a, b = edge
    y = reference_y(raster, row)
    x = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    position = (x - raster.west) * raster.per_x - REFERENCE_X
    column = int(position + 1.0)
    if abs(position - np.rint(position)) > MARGIN:
        return max(0, column)
    column = max(0, column - 2)
    # Seen upwards, "right of the edge" means beyond it; seen downwards it is "left of".
    beyond = RIGHT if b[1] > a[1] else LEFT
    while column < raster.columns and turn(a, b, reference_point(raster, column, row)) != beyond:
        column += 1
    return column
