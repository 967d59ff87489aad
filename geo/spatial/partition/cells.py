"""One cell: rings of vertex ids under a grid's label, and its directed edges.

Outer rings run counter-clockwise and holes clockwise, so that a cell lies left of its edges and
two neighbours hold a shared edge in opposite directions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import CellCode, GridCode

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Part = tuple[Ids, ...]

ID_BITS = 32


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell's grid and its parts; a part is its outer ring and its holes, all open at the end."""

    grid: GridCode
    parts: tuple[Part, ...]

    @property
    def rings(self) -> tuple[Ids, ...]:
        """Return all rings, part by part."""
        return tuple(ring for part in self.parts for ring in part)


Cells = dict[CellCode, Cell]


def cell_of(grid: GridCode, parts: Iterable[Iterable[Ids]]) -> Cell:
    """Return a cell whose rings start at their lowest id and whose parts are in that order."""
    turned = [tuple(_from_lowest(ring) for ring in part) for part in parts]
    ordered = [(part[0], *sorted(part[1:], key=_start)) for part in turned]
    return Cell(grid, tuple(sorted(ordered, key=lambda part: _start(part[0]))))


def _start(ring: Ids) -> tuple[int, int]:
    return int(ring[0]), int(ring[1])


def _from_lowest(ring: Ids) -> Ids:
    first = int(ring.argmin())
    turned = np.concatenate((ring[first:], ring[:first])) if first else ring.copy()
    turned.flags.writeable = False
    return turned


def edges(cell: Cell) -> Ids:
    """Return the (m, 2) directed edges of a cell, the cell on their left."""
    return ring_edges(cell.rings)


def ring_edges(rings: Sequence[Ids]) -> Ids:
    """Return the (m, 2) directed edges along rings, each closed at its end."""
    found = np.empty((sum(map(len, rings)), 2), np.int64)
    np.concatenate(rings, out=found[:, 0])
    last = np.cumsum([len(ring) for ring in rings]) - 1
    found[:-1, 1] = found[1:, 0]
    found[last, 1] = [ring[0] for ring in rings]
    return found


def keys(directed: Ids) -> Ids:
    """Return one number for each directed edge."""
    return (directed[:, 0] << ID_BITS) | directed[:, 1]


def distinct(ids: Ids) -> Ids:
    """Return the distinct numbers, ascending: for few thousands faster than by hashes."""
    ordered = np.sort(ids)
    fresh = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    once: Ids = ordered[fresh]
    return once


def distinct_edges(edges: Ids) -> Ids:
    """Return the undirected edges (m, 2) among directed ones, lesser ids first, ascending."""
    low, high = edges.min(axis=1), edges.max(axis=1)
    once = distinct((low << ID_BITS) | high)
    return np.column_stack((once >> ID_BITS, once & ((1 << ID_BITS) - 1)))


def edge_table(cells: Iterable[Cell]) -> tuple[Ids, Ids]:
    """Return the directed edges of several cells, (m, 2), and each one's position in `cells`."""
    rings = [cell.rings for cell in cells]
    sizes = [sum(map(len, own)) for own in rings]
    every = [ring for own in rings for ring in own]
    found = ring_edges(every) if every else np.empty((0, 2), np.int64)
    return found, np.repeat(np.arange(len(rings)), sizes)


def box(cell: Cell, xy: Floats) -> Floats:
    """Return (west, south, east, north) of a cell."""
    corners = xy[np.concatenate([part[0] for part in cell.parts])]
    return np.concatenate((corners.min(axis=0), corners.max(axis=0)))


def ring_area_m2(ring: Ids, xy: Floats) -> float:
    """Return the signed area of a ring: positive where it runs counter-clockwise."""
    at = xy[ring] - xy[ring[0]]
    x, y = at[:, 0], at[:, 1]
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2


def area_m2(cell: Cell, xy: Floats) -> float:
    """Return the area of a cell."""
    return sum(ring_area_m2(ring, xy) for ring in cell.rings)
