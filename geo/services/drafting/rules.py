"""Which rules the grids of a draft break that they did not break before; refuses nothing itself.

Buildings are not cut and barriers (river, canal, railway, trunk road) not crossed; a grid is in
one piece and inside one village or community; it has a worker and is of a size one can serve.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely

from geo.domain.codes import CellCode, GridCode
from geo.domain.kinds import GridKind
from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.services.drafting.base import DraftBase
from geo.services.drafting.state import DraftState
from geo.spatial import frames
from geo.spatial.frames import MetricCrs, MetricFrame
from geo.spatial.partition import Partition, grid_pieces, grid_shape, stretches
from geo.spatial.partition.provisional import base_code

PIECES, VILLAGE, BUILDING, BARRIER = "pieces", "village", "building", "barrier"
LARGE, NO_WORKER = "large", "no_worker"
BLOCKING = frozenset({PIECES, VILLAGE, BUILDING, BARRIER})
HOUSEHOLDS_MOST = 500
"""An urban grid has 300 to 500 households, a rural one about 300 (as practised)."""
_CUT_M = 1.0
_CROSSED_M = 50.0


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a grid breaks: which, how much of it, and the bounds in metres to look at."""

    rule: str
    grid: GridCode
    amount: int
    bounds: tuple[float, float, float, float]
    blocks: bool


@dataclass(frozen=True, slots=True, eq=False)
class Obstacles:
    """Buildings and barriers in metres, each with a tree; `lines` are the barriers as a frame."""

    buildings: shapely.STRtree
    barriers: shapely.STRtree
    lines: MetricFrame


def obstacles_of(layers: LayerReader, crs: MetricCrs) -> Obstacles:
    """Return the obstacles that a store knows."""
    buildings = frames.to_metric(layers.shapes(Layer.BUILDINGS), crs)
    lines = frames.to_metric(layers.shapes(Layer.BARRIERS), crs)
    trees = [shapely.STRtree(one.geometry.to_numpy()) for one in (buildings, lines)]
    return Obstacles(trees[0], trees[1], lines)


class RuleBook:
    """Compares the grids of a state with those of the base of the same draft."""

    def __init__(self, base: DraftBase, obstacles: Obstacles, staffed: frozenset[GridCode]) -> None:
        self._base = base
        self._obstacles = obstacles
        self._staffed = staffed
        self._before = lru_cache(maxsize=None)(self._obstructed_before)

    @property
    def barriers(self) -> MetricFrame:
        """Return the barriers as lines in metres."""
        return self._obstacles.lines

    def broken(self, state: DraftState, grids: Iterable[GridCode]) -> tuple[Broken, ...]:
        """Return what some grids of a state break, those that block first."""
        found = [one for code in grids for one in self._of(state, code)]
        return tuple(sorted(found, key=lambda one: (not one.blocks, one.grid, one.rule)))

    def _of(self, state: DraftState, code: GridCode) -> list[Broken]:
        partition = state.partition
        if not partition.cells_of(code):
            return []
        shape = grid_shape(partition, code)
        before_cut, before_crossed = self._before(code)
        cut = self._cut(shape)
        crossed_m = self._crossed_m(shape)
        amounts = {
            PIECES: self._pieces(partition, code),
            VILLAGE: self._villages(partition, code),
            BUILDING: len(cut - before_cut),
            BARRIER: int(crossed_m) if crossed_m - before_crossed > _CROSSED_M else 0,
            LARGE: self._large(state, code),
            NO_WORKER: self._unserved(state, code),
        }
        west, south, east, north = (float(one) for one in shapely.bounds(shape))
        bounds = west, south, east, north
        is_excused = code in state.excused
        return [
            Broken(rule, code, amount, bounds, rule in BLOCKING and not is_excused)
            for rule, amount in amounts.items()
            if amount
        ]

    def _obstructed_before(self, code: GridCode) -> tuple[frozenset[int], float]:
        if not self._base.partition.cells_of(code):
            return frozenset(), 0.0
        shape = grid_shape(self._base.partition, code)
        return self._cut(shape), self._crossed_m(shape)

    def _cut(self, shape: shapely.Geometry) -> frozenset[int]:
        """Return the buildings that the border of a shape runs through."""
        tree, border = self._obstacles.buildings, stretches(shape)
        stretch, near = tree.query(border, "intersects")
        inside_m = shapely.length(shapely.intersection(tree.geometries[near], border[stretch]))
        buildings, place = np.unique(near, return_inverse=True)
        cut_m = np.bincount(place, inside_m, len(buildings))
        return frozenset(buildings[cut_m > _CUT_M].tolist())

    def _crossed_m(self, shape: shapely.Geometry) -> float:
        """Return how far barriers run inside a shape; along its border does not count."""
        tree = self._obstacles.barriers
        near = tree.query(shape, "intersects")
        inner = shapely.buffer(shape, -_CUT_M)
        return float(shapely.length(shapely.intersection(tree.geometries[near], inner)).sum())

    def _pieces(self, partition: Partition, code: GridCode) -> int:
        pieces = grid_pieces(partition, code)
        return pieces if pieces > max(grid_pieces(self._base.partition, code), 1) else 0

    def _villages(self, partition: Partition, code: GridCode) -> int:
        def count(of: Partition) -> int:
            own = {self._village(cell) for cell in of.cells_of(code)} - {None}
            return len(own)

        villages = count(partition)
        return villages if villages > max(count(self._base.partition), 1) else 0

    def _village(self, cell: str) -> str | None:
        return self._base.village_of_cell.get(base_code(CellCode(cell)))

    def _large(self, state: DraftState, code: GridCode) -> int:
        def homes(of: DraftState | DraftBase) -> int:
            cells = of.partition.cells_of(code)
            known = [of.people[cell].households for cell in cells if cell in of.people]
            return sum(one or 0 for one in known)

        now = homes(state)
        return now if now > HOUSEHOLDS_MOST >= homes(self._base) else 0

    def _unserved(self, state: DraftState, code: GridCode) -> int:
        kind = state.grids[code].kind if code in state.grids else None
        is_new = not self._base.partition.cells_of(code)
        needs_one = kind is not GridKind.UNINHABITED
        return int(is_new and needs_one and code not in self._staffed)
