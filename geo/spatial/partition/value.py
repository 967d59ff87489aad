"""The partition as a value: cells under grids over one vertex table; every edit makes a new one.

Earlier values stay as they were, so undoing is keeping them. Ids and codes are never used twice.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import NotFound
from geo.spatial.partition.cells import Cell, Cells, Floats
from geo.spatial.partition.vertices import VertexTable

Neighbours = Mapping[CellCode, Mapping[CellCode, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """Cells that tile an area in metres.

    `codes` ascend; `boxes` is (cells, 4) west, south, east, north in their order. `neighbours`
    gives each cell's shared border lengths in metres, `members` each grid's cells ascending,
    `issued` how many provisional codes were made from a cell's.
    """

    vertices: VertexTable
    codes: tuple[CellCode, ...]
    boxes: Floats
    cells: Mapping[CellCode, Cell]
    neighbours: Neighbours
    members: Mapping[GridCode, tuple[CellCode, ...]]
    issued: Mapping[CellCode, int]

    @property
    def xy(self) -> Floats:
        """Return the vertex table, (n, 2) metres; a vertex id is a row."""
        return self.vertices.xy

    def cell(self, code: CellCode) -> Cell:
        """Return the cell that goes by `code`.

        Raises:
            NotFound: there is none.
        """
        found = self.cells.get(code)
        if found is None:
            raise NotFound(what="cell", key=code)
        return found

    def grid_of(self, code: CellCode) -> GridCode:
        """Return the label of a cell."""
        return self.cell(code).grid

    def cells_of(self, grid: GridCode) -> tuple[CellCode, ...]:
        """Return the cells of a grid, ascending; none when no cell has that label."""
        return self.members.get(grid, ())


def row_of(partition: Partition, code: CellCode) -> int:
    """Return the position of a cell that exists."""
    return bisect_left(partition.codes, code)


def rows_meeting(partition: Partition, box: Iterable[float]) -> NDArray[np.intp]:
    """Return the positions of cells whose bounds meet a box (west, south, east, north)."""
    west, south, east, north = box
    boxes = partition.boxes
    across = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
    return np.flatnonzero(across & (boxes[:, 1] <= north) & (boxes[:, 3] >= south))


def meeting(partition: Partition, box: Iterable[float]) -> tuple[CellCode, ...]:
    """Return the cells whose bounds meet a box (west, south, east, north), ascending."""
    return tuple(partition.codes[row] for row in rows_meeting(partition, box).tolist())


def box_of(at: Floats, margin_m: float) -> tuple[float, float, float, float]:
    """Return the bounds of n places (n, 2), widened by a margin."""
    west, south = (at.min(axis=0) - margin_m).tolist()
    east, north = (at.max(axis=0) + margin_m).tolist()
    return west, south, east, north


def around(partition: Partition, codes: Iterable[CellCode]) -> tuple[CellCode, ...]:
    """Return the cells and their neighbours, ascending."""
    own = set(codes)
    return tuple(sorted(own.union(*(partition.neighbours[code] for code in own))))


def holding(partition: Partition, vertex: int) -> Cells:
    """Return the cells that have a vertex, by code.

    Raises:
        NotFound: no cell has it.
    """
    found: Cells = {}
    if vertex in partition.vertices:
        x, y = partition.vertices.place(vertex)
        for code in meeting(partition, (x, y, x, y)):
            cell = partition.cells[code]
            if any((ring == vertex).any() for ring in cell.rings):
                found[code] = cell
    if not found:
        raise NotFound(what="vertex", key=vertex)
    return found
