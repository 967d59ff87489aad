"""Second pass of building: labels of whole cells, and the entries of border cells."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.spatial.assignment.borders import (
    BENEATH,
    EDGE_LEFT,
    EDGE_SHIFT,
    EDGE_UNSURE,
    FIRST_BORDER,
    FIRST_OF_POLYGON,
    INSIDE,
    NOWHERE,
    Borders,
)
from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.counting_pass import Layout, edge_at
from geo.spatial.assignment.cover import (
    Band,
    cut_rows,
    cuts,
    first_column_beyond,
    touched_cells,
)
from geo.spatial.assignment.predicates import LEFT, RIGHT, Point, turn
from geo.spatial.assignment.raster import Raster, reference_point

# State of a cell while one polygon is laid down.
ODD, TOUCHED, ENTERED = 1, 2, 4


class Target(NamedTuple):
    """What is written: raster cells, border table, and where each border's next entry goes."""

    cells: NDArray[np.int32]
    borders: Borders
    cursor: NDArray[np.int64]


class Window(NamedTuple):
    """The cells of one polygon's box within a band."""

    column: int
    row: int
    width: int
    height: int


class Work(NamedTuple):
    """Scratch arrays: the window's cell states (uint8); columns, rows and edges of touches (int32).

    `touched` is (touches of any polygon + cells of any edge, 2), `edge` as long.
    """

    state: NDArray[np.uint8]
    touched: NDArray[np.int32]
    edge: NDArray[np.int32]


@kernel
def lay_polygons(layout: Layout, band: Band, target: Target, work: Work) -> None:
    """Write the band's labels and entries, polygon after polygon in ascending position."""
    for polygon in range(len(layout.windows)):
        window = _window_in(layout, band, polygon)
        if window.width > 0 and window.height > 0:
            touches = _mark(layout, window, polygon, work)
            _flood(layout.raster, window, polygon, (target, work))
            _enter(layout, window, touches, (target, work))


@kernel
def _window_in(layout: Layout, band: Band, polygon: int) -> Window:
    box = layout.windows[polygon]
    low, high = max(band.low, box[1]), min(band.high - 1, box[3])
    return Window(box[0], low, box[2] - box[0] + 1, high - low + 1)


@kernel
def largest_window(layout: Layout, band: Band) -> int:
    """Return the number of cells in the largest box within the band."""
    largest = 1
    for polygon in range(len(layout.windows)):
        window = _window_in(layout, band, polygon)
        if window.height > 0:
            largest = max(largest, window.width * window.height)
    return largest


@kernel
def _mark(layout: Layout, window: Window, polygon: int, work: Work) -> int:
    """Mark the cells the polygon's edges touch, and per row where its inside begins or ends.

    Notes the touches and returns how many there are.
    """
    work.state[: window.width * window.height] = 0
    rows = Band(window.row, window.row + window.height)
    touches = 0
    for e in range(layout.edges.first[polygon], layout.edges.first[polygon + 1]):
        if layout.edges.owner[e] < 0:
            continue
        edge = edge_at(layout.edges, e)
        first = touches
        touches += touched_cells(layout.raster, rows, edge, work.touched[first:])
        for i in range(first, touches):
            work.edge[i] = e
            work.state[_place(window, work.touched[i, 0], work.touched[i, 1])] |= TOUCHED
        _mark_cuts(layout.raster, window, edge, work)
    return touches


@kernel
def _mark_cuts(raster: Raster, window: Window, edge: tuple[Point, Point], work: Work) -> None:
    low, high = cut_rows(raster, Band(window.row, window.row + window.height), edge)
    for row in range(low, high):
        if cuts(raster, row, edge):
            column = max(window.column, first_column_beyond(raster, row, edge))
            if column < window.column + window.width:
                work.state[_place(window, column, row)] ^= ODD


@kernel
def _place(window: Window, column: int, row: int) -> int:
    """Return a cell's place in the window."""
    return (row - window.row) * window.width + column - window.column


@kernel
def _flood(raster: Raster, window: Window, polygon: int, into: tuple[Target, Work]) -> None:
    """Carry inside and outside along each row; label what is inside and has no edge."""
    target, work = into
    for line in range(window.height):
        place = line * window.width
        cell = (window.row + line) * raster.columns + window.column
        odd = 0
        for _ in range(window.width):
            odd ^= work.state[place] & ODD
            if work.state[place] & TOUCHED:
                work.state[place] = TOUCHED | odd
            elif odd:
                _lay(target, cell, polygon)
            place += 1
            cell += 1


@kernel
def _lay(target: Target, cell: int, polygon: int) -> None:
    """Label a wholly covered cell unless a lower polygon has done so."""
    label = target.cells[cell]
    if label == NOWHERE:
        target.cells[cell] = polygon
    elif label <= FIRST_BORDER and target.borders.head[FIRST_BORDER - label, BENEATH] == NOWHERE:
        target.borders.head[FIRST_BORDER - label, BENEATH] = polygon


@kernel
def _enter(layout: Layout, window: Window, touches: int, into: tuple[Target, Work]) -> None:
    """Append the polygon's edges to the border cells they touch."""
    target, work = into
    for i in range(touches):
        column, row, e = work.touched[i, 0], work.touched[i, 1], work.edge[i]
        place = _place(window, column, row)
        border = FIRST_BORDER - target.cells[row * layout.raster.columns + column]
        reference = reference_point(layout.raster, column, row)
        flags = _flags(edge_at(layout.edges, e), reference, work.state[place])
        target.borders.entry[target.cursor[border]] = e << EDGE_SHIFT | flags
        target.cursor[border] += 1
        work.state[place] |= ENTERED


@kernel
def _flags(edge: tuple[Point, Point], reference: Point, state: int) -> int:
    side = turn(edge[0], edge[1], reference)
    flags = 0 if state & ENTERED else FIRST_OF_POLYGON
    if state & ODD:
        flags |= INSIDE
    if side == LEFT:
        flags |= EDGE_LEFT
    elif side != RIGHT:
        flags |= EDGE_UNSURE
    return flags
