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
    """Scratch arrays: the window's cell states (uint8) and one edge's cells (int64)."""

    state: NDArray[np.uint8]
    touched: NDArray[np.int64]


@kernel
def lay_polygons(layout: Layout, band: Band, target: Target, work: Work) -> None:
    """Write the band's labels and entries, polygon after polygon in ascending position."""
    for polygon in range(len(layout.windows)):
        window = _window_in(layout, band, polygon)
        if window.width > 0 and window.height > 0:
            _mark(layout, window, polygon, work)
            _flood(layout.raster, window, polygon, (target, work))
            _enter(layout, window, polygon, (target, work))


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
def _mark(layout: Layout, window: Window, polygon: int, work: Work) -> None:
    """Mark the cells the polygon's edges touch, and per row where its inside begins or ends."""
    work.state[: window.width * window.height] = 0
    rows = Band(window.row, window.row + window.height)
    for e in range(layout.edges.first[polygon], layout.edges.first[polygon + 1]):
        if layout.edges.owner[e] < 0:
            continue
        edge = edge_at(layout.edges, e)
        for i in range(touched_cells(layout.raster, rows, edge, work.touched)):
            work.state[_place(layout.raster, window, work.touched[i])] |= TOUCHED
        low, high = cut_rows(layout.raster, rows, edge)
        for row in range(low, high):
            if cuts(layout.raster, row, edge):
                column = max(0, first_column_beyond(layout.raster, row, edge) - window.column)
                if column < window.width:
                    work.state[(row - window.row) * window.width + column] ^= ODD


@kernel
def _place(raster: Raster, window: Window, cell: int) -> int:
    """Return a cell's place in the window."""
    row = cell // raster.columns
    column = cell - row * raster.columns
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
def _enter(layout: Layout, window: Window, polygon: int, into: tuple[Target, Work]) -> None:
    """Append the polygon's edges to the border cells they touch."""
    target, work = into
    rows = Band(window.row, window.row + window.height)
    for e in range(layout.edges.first[polygon], layout.edges.first[polygon + 1]):
        if layout.edges.owner[e] < 0:
            continue
        edge = edge_at(layout.edges, e)
        for i in range(touched_cells(layout.raster, rows, edge, work.touched)):
            cell = work.touched[i]
            place = _place(layout.raster, window, cell)
            border = FIRST_BORDER - target.cells[cell]
            flags = _flags(layout.raster, cell, edge, work.state[place])
            target.borders.entry[target.cursor[border]] = e << EDGE_SHIFT | flags
            target.cursor[border] += 1
            work.state[place] |= ENTERED


@kernel
def _flags(raster: Raster, cell: int, edge: tuple[Point, Point], state: int) -> int:
    row = cell // raster.columns
    side = turn(edge[0], edge[1], reference_point(raster, cell - row * raster.columns, row))
    flags = 0 if state & ENTERED else FIRST_OF_POLYGON
    if state & ODD:
        flags |= INSIDE
    if side == LEFT:
        flags |= EDGE_LEFT
    elif side != RIGHT:
        flags |= EDGE_UNSURE
    return flags
