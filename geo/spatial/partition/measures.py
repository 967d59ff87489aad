"""What is read off a partition: borders, pieces of a grid, nodes to edit, bytes to compare."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.codes import CellCode, GridCode
from geo.spatial.partition.cells import Floats, Ids, area_m2, edge_table, keys
from geo.spatial.partition.shapes import grid_shape
from geo.spatial.partition.value import Partition, around


class Nodes(NamedTuple):
    """A grid's border.

    Vertex ids (n,), places (n, 2) in metres, whether another grid has the vertex too (n,), and the
    border's edges (m, 2) as vertex ids, lesser first.
    """

    ids: Ids
    xy: Floats
    shared: NDArray[np.bool_]
    edges: Ids


def total_area_m2(partition: Partition) -> float:
    """Return the area of all cells."""
    return float(sum(area_m2(cell, partition.xy) for cell in partition.cells.values()))


def borders(partition: Partition) -> pd.DataFrame:
    """Return one row a pair of neighbours: first < second (positions in `codes`), border_m."""
    row = {code: position for position, code in enumerate(partition.codes)}
    found = [
        (row[code], row[near], border_m)
        for code in partition.codes
        for near, border_m in partition.neighbours[code].items()
        if code < near
    ]
    table = pd.DataFrame(sorted(found), columns=["first", "second", "border_m"])
    return table.astype({"first": np.int64, "second": np.int64, "border_m": float})


def grid_pieces(partition: Partition, grid: GridCode) -> int:
    """Return how many separate pieces a grid has; a point in common does not join."""
    own = partition.cells_of(grid)
    if any(len(partition.cells[code].parts) > 1 for code in own):
        shape = grid_shape(partition, grid)
        return len(getattr(shape, "geoms", (shape,)))
    left, pieces = set(own), 0
    while left:
        _leave(partition, left.pop(), left)
        pieces += 1
    return pieces


def _leave(partition: Partition, start: CellCode, left: set[CellCode]) -> None:
    """Take out of `left` what hangs together with `start`."""
    open_ = [start]
    while open_:
        near = left.intersection(partition.neighbours[open_.pop()])
        left -= near
        open_.extend(near)


def nodes(partition: Partition, grid: GridCode) -> Nodes:
    """Return the vertices and edges along a grid's border, ids ascending."""
    own = set(partition.cells_of(grid))
    inside, _ = edge_table([partition.cells[code] for code in sorted(own)])
    outline = inside[~np.isin(keys(inside), keys(inside[:, ::-1]))]
    near = [partition.cells[code] for code in around(partition, own) if code not in own]
    beyond, _ = edge_table(near)
    ids = np.unique(outline)
    edges = np.unique(np.sort(outline, axis=1), axis=0)
    return Nodes(ids, partition.xy[ids], np.isin(ids, beyond), edges)


def to_bytes(partition: Partition) -> bytes:
    """Return all that a partition is, as bytes: equal for equal values, whatever made them."""
    chunks = [partition.xy.tobytes(), repr(sorted(partition.issued.items())).encode()]
    for code in partition.codes:
        cell = partition.cells[code]
        layout = [[len(ring) for ring in part] for part in cell.parts]
        near = sorted(partition.neighbours[code].items())
        chunks.append(repr((code, cell.grid, layout, near)).encode())
        chunks.extend(ring.tobytes() for ring in cell.rings)
    return b"\n".join(chunks)
