"""Which buildings and barriers the cells of a draft meet: found cell by cell, kept while it stays.

A grid's border is made of those edges of its cells that no other of them has the other way round.
What is known of each edge therefore tells what the border of any grid runs through, and no outline
need be drawn for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.spatial.partition import Partition, cell_shapes
from geo.spatial.partition.cells import Cell, Ids, Part, edge_table, keys

Floats = NDArray[np.float64]
_STRETCH_EDGES = 16
_EDGE = np.dtype([("there", np.int64), ("back", np.int64), ("building", np.int64), ("m", float)])


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """What a cell of certain rings meets.

    `edges` has a row for each edge in each building: its number there and back, the building's
    place, how far it runs inside. `barriers_m` is how far barriers run in the cell.
    """

    parts: tuple[Part, ...]
    edges: NDArray[np.void]
    barriers_m: float


class Crossings:
    """Looks at cells it has not seen with these rings, and remembers each as it saw it last."""

    def __init__(self, buildings: shapely.STRtree, barriers: shapely.STRtree) -> None:
        self._buildings = buildings
        self._barriers = barriers
        self._met: dict[CellCode, Met] = {}

    def buildings_cut_m(
        self, partition: Partition, cells: Sequence[CellCode]
    ) -> Mapping[int, float]:
        """Return how far the border of some cells together runs inside each building."""
        rows = np.concatenate([one.edges for one in self._of(partition, cells)])
        outer = rows[~np.isin(rows["there"], rows["back"])]
        buildings, place = np.unique(outer["building"], return_inverse=True)
        cut_m = np.bincount(place, outer["m"], len(buildings))
        return dict(zip(buildings.tolist(), cut_m.tolist(), strict=True))

    def barriers_m(self, partition: Partition, cells: Sequence[CellCode]) -> float:
        """Return how far barriers run inside some cells, along their borders included."""
        return sum(one.barriers_m for one in self._of(partition, cells))

    def look(self, partition: Partition, cells: Iterable[CellCode]) -> int:
        """Look at those cells that were not seen with their rings; return how many these were."""
        new = [code for code in cells if not self._is_seen(partition.cells[code], code)]
        if new:
            barriers_m = self._barriers_m(cell_shapes(partition, new))
            edges = self._edges([partition.cells[code] for code in new], partition.xy)
            for code, own, far_m in zip(new, edges, barriers_m.tolist(), strict=True):
                self._met[code] = Met(partition.cells[code].parts, own, far_m)
        return len(new)

    def _is_seen(self, cell: Cell, code: CellCode) -> bool:
        met = self._met.get(code)
        return met is not None and met.parts is cell.parts

    def _of(self, partition: Partition, cells: Sequence[CellCode]) -> list[Met]:
        self.look(partition, cells)
        return [self._met[code] for code in cells]

    def _barriers_m(self, shapes: NDArray[np.object_]) -> Floats:
        row, near = self._barriers.query(shapes, "intersects")
        inside = shapely.intersection(self._barriers.geometries[near], shapes[row])
        found: Floats = np.zeros(len(shapes))
        np.add.at(found, row, shapely.length(inside))
        return found

    def _edges(self, cells: Sequence[Cell], xy: Floats) -> list[NDArray[np.void]]:
        """Return the rows of `Met.edges` of each cell."""
        directed, owner = edge_table(cells)
        ends = xy[directed]
        edge, building = self._near(ends, owner)
        lines = np.asarray(shapely.linestrings(ends[edge]), object)
        inside = shapely.intersection(self._buildings.geometries[building], lines)
        found = np.empty(len(edge), _EDGE)
        found["there"], found["back"] = keys(directed[edge]), keys(directed[edge][:, ::-1])
        found["building"], found["m"] = building, shapely.length(inside)
        return np.split(found, np.searchsorted(owner[edge], np.arange(1, len(cells))))

    def _near(self, ends: Floats, owner: Ids) -> tuple[Ids, Ids]:
        """Return edges (m, 2, 2) and the buildings that each comes near, as places, by edge."""
        first = _stretches(owner)
        last = np.append(first[1:], len(ends))
        low = np.minimum.reduceat(ends.min(axis=1), first) if len(first) else ends[:, 0]
        high = np.maximum.reduceat(ends.max(axis=1), first) if len(first) else ends[:, 0]
        stretch, building = self._buildings.query(shapely.box(*low.T, *high.T))
        count = last[stretch] - first[stretch]
        edge = np.repeat(first[stretch] - (np.cumsum(count) - count), count) + np.arange(
            count.sum()
        )
        building = np.repeat(building, count)
        west, south, east, north = shapely.bounds(self._buildings.geometries[building]).T
        (x, y), (u, v) = ends[edge, 0].T, ends[edge, 1].T
        meets = (np.minimum(x, u) <= east) & (np.maximum(x, u) >= west)
        meets &= (np.minimum(y, v) <= north) & (np.maximum(y, v) >= south)
        order = np.argsort(edge[meets], kind="stable")
        return edge[meets][order], building[meets][order]


def _stretches(owner: Ids) -> Ids:
    """Return the first edge of each stretch: sixteen edges at most, all of one cell."""
    position = np.arange(len(owner))
    begins = np.searchsorted(owner, owner)
    firsts: Ids = np.flatnonzero((position - begins) % _STRETCH_EDGES == 0)
    return firsts
