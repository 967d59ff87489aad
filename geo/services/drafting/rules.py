"""Which rules the grids of a draft break that they did not break before; refuses nothing itself.

Buildings are not cut and barriers (river, canal, railway, trunk road) not crossed; a grid is in
one piece and inside one village or community; it has a worker and is of a size one can serve.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import shapely

from geo.domain.codes import GridCode
from geo.domain.kinds import GridKind
from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.services.drafting.base import DraftBase
from geo.services.drafting.crossings import Crossings
from geo.services.drafting.homeland import Homeland
from geo.services.drafting.state import DraftState
from geo.spatial import frames
from geo.spatial.frames import MetricCrs, MetricFrame
from geo.spatial.partition import Partition, grid_pieces, grid_shape
from geo.spatial.partition.value import row_of

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


@dataclass(frozen=True, slots=True)
class _Before:
    """What a grid of the base breaks already, or comes near to."""

    pieces: int
    villages: int
    cut: frozenset[int]
    households: int


class RuleBook:
    """Compares the grids of a state with those of the base of the same draft."""

    def __init__(self, base: DraftBase, obstacles: Obstacles, staffed: frozenset[GridCode]) -> None:
        self._base = base
        self._obstacles = obstacles
        self._staffed = staffed
        self._homeland = Homeland(base)
        self._crossings = Crossings(obstacles.buildings, obstacles.barriers)
        self._crossings.look(base.partition, base.partition.codes)
        self._before = lru_cache(maxsize=None)(self._found_before)
        self._crossed_before_m = lru_cache(maxsize=None)(
            lambda code: self._crossed_m(base.partition, code)
        )

    @property
    def barriers(self) -> MetricFrame:
        """Return the barriers as lines in metres."""
        return self._obstacles.lines

    def crossable_m(self, code: GridCode) -> float:
        """Return how far barriers may run inside a grid: no more than before, but a trifle."""
        return self._crossed_before_m(code) + _CROSSED_M

    def broken(self, state: DraftState, grids: Iterable[GridCode]) -> tuple[Broken, ...]:
        """Return what some grids of a state break, those that block first."""
        found = [one for code in grids for one in self._of(state, code)]
        return tuple(sorted(found, key=lambda one: (not one.blocks, one.grid, one.rule)))

    def _of(self, state: DraftState, code: GridCode) -> list[Broken]:
        partition = state.partition
        if not partition.cells_of(code):
            return []
        amounts = {
            PIECES: self._pieces(partition, code),
            VILLAGE: self._villages(partition, code),
            BUILDING: len(self._cut(partition, code) - self._before(code).cut),
            BARRIER: self._barriers(partition, code),
            LARGE: self._large(state, code),
            NO_WORKER: self._unserved(state, code),
        }
        if not any(amounts.values()):
            return []
        bounds, is_excused = _bounds(partition, code), code in state.excused
        return [
            Broken(rule, code, amount, bounds, rule in BLOCKING and not is_excused)
            for rule, amount in amounts.items()
            if amount
        ]

    def _found_before(self, code: GridCode) -> _Before:
        base = self._base
        return _Before(
            pieces=max(grid_pieces(base.partition, code), 1),
            villages=max(self._villages_of(base.partition, code), 1),
            cut=self._cut(base.partition, code),
            households=_households(base, code),
        )

    def _cut(self, partition: Partition, code: GridCode) -> frozenset[int]:
        """Return the buildings that the border of a grid runs through."""
        cells = partition.cells_of(code)
        if not cells:
            return frozenset()
        cut_m = self._crossings.buildings_cut_m(partition, cells)
        return frozenset(one for one, length_m in cut_m.items() if length_m > _CUT_M)

    def _barriers(self, partition: Partition, code: GridCode) -> int:
        """Return how many metres of barriers more than before a grid has inside; a trifle is 0.

        What runs in its cells is never less than that, and known: mostly it is little enough.
        """
        most_m = self._crossings.barriers_m(partition, partition.cells_of(code))
        if most_m <= _CROSSED_M or most_m <= self.crossable_m(code):
            return 0
        added_m = self._crossed_m(partition, code) - self._crossed_before_m(code)
        return int(added_m) if added_m > _CROSSED_M else 0

    def _crossed_m(self, partition: Partition, code: GridCode) -> float:
        """Return how far barriers run inside a grid; along its border does not count."""
        shape, tree = grid_shape(partition, code), self._obstacles.barriers
        near = tree.query(shape, "intersects")
        if not len(near):
            return 0.0
        inner = shapely.buffer(shape, -_CUT_M)
        return float(shapely.length(shapely.intersection(tree.geometries[near], inner)).sum())

    def _pieces(self, partition: Partition, code: GridCode) -> int:
        pieces = grid_pieces(partition, code)
        return pieces if pieces > self._before(code).pieces else 0

    def _villages(self, partition: Partition, code: GridCode) -> int:
        villages = self._villages_of(partition, code)
        return villages if villages > self._before(code).villages else 0

    def _villages_of(self, partition: Partition, code: GridCode) -> int:
        cells = partition.cells_of(code)
        return len({one for cell in cells for one in self._homeland.villages(partition, cell)})

    def _large(self, state: DraftState, code: GridCode) -> int:
        now = _households(state, code)
        return now if now > HOUSEHOLDS_MOST >= self._before(code).households else 0

    def _unserved(self, state: DraftState, code: GridCode) -> int:
        kind = state.grids[code].kind if code in state.grids else None
        is_new = not self._base.partition.cells_of(code)
        needs_one = kind is not GridKind.UNINHABITED
        return int(is_new and needs_one and code not in self._staffed)


def _households(of: DraftState | DraftBase, code: GridCode) -> int:
    """Return the households of a grid as far as they are known."""
    cells = of.partition.cells_of(code)
    return sum(of.people[cell].households or 0 for cell in cells if cell in of.people)


def _bounds(partition: Partition, code: GridCode) -> tuple[float, float, float, float]:
    """Return west, south, east, north of a grid that has cells."""
    boxes = partition.boxes[[row_of(partition, cell) for cell in partition.cells_of(code)]]
    west, south = boxes[:, :2].min(axis=0).tolist()
    east, north = boxes[:, 2:].max(axis=0).tolist()
    return west, south, east, north
