"""First pass of building: how many edges touch each raster cell, and so which cells are borders."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.spatial.assignment.borders import FIRST_BORDER, NOWHERE
from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.cover import Band, touched_cells
from geo.spatial.assignment.edges import Edges
from geo.spatial.assignment.raster import Raster


class Layout(NamedTuple):
    """The raster, the edges, and per polygon the cells of its box.

    `windows` is (polygons, 4) int32: first column, first row, last column, last row; the last lies
    before the first where there is nothing.
    """

    raster: Raster
    edges: Edges
    windows: NDArray[np.int32]


class Touches(NamedTuple):
    """How many cells are touched, how often in all, and how often by one polygon at most."""

    borders: int
    entries: int
    most: int


@kernel
def count_touches(layout: Layout, band: Band, cells: np.ndarray, scratch: np.ndarray) -> Touches:
    """Add to each of the band's `cells` the number of edges touching it.

    `scratch` has room for the cells of one edge.
    """
    borders, entries, most = 0, 0, 0
    for polygon in range(len(layout.windows)):
        if layout.windows[polygon, 3] < band.low or layout.windows[polygon, 1] >= band.high:
            continue
        before = entries
        for e in range(layout.edges.first[polygon], layout.edges.first[polygon + 1]):
            if layout.edges.owner[e] >= 0:
                touched = touched_cells(layout.raster, band, edge_at(layout.edges, e), scratch)
                entries += touched
                borders += _count(layout.raster, cells, scratch, touched)
        most = max(most, entries - before)
    return Touches(borders, entries, most)


@kernel
def edge_at(edges: Edges, e: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the two ends of edge `e`."""
    xy = edges.xy
    return (xy[e, 0], xy[e, 1]), (xy[e + 1, 0], xy[e + 1, 1])


@kernel
def _count(raster: Raster, cells: np.ndarray, touched: np.ndarray, count: int) -> int:
    """Add one to each touched cell; return how many had not been touched before."""
    fresh = 0
    for i in range(count):
        cell = touched[i, 1] * raster.columns + touched[i, 0]
        fresh += cells[cell] == 0
        cells[cell] += 1
    return fresh


@kernel
def number_borders(
    cells: np.ndarray, band_cells: tuple[int, int], first: tuple[int, int], start: np.ndarray
) -> None:
    """Turn the band's counts into border numbers (NOWHERE where none) and write their starts.

    `first` holds the band's first border number and first entry.
    """
    border, entry = first
    for cell in range(band_cells[0], band_cells[1]):
        count = cells[cell]
        if count == 0:
            cells[cell] = NOWHERE
        else:
            start[border] = entry
            cells[cell] = FIRST_BORDER - border
            entry += count
            border += 1
