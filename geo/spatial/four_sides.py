"""四至: what bounds each grid to the east, south, west and north, as positions; no words here.

The rule. The outer ring of each part is walked anticlockwise in short edges. What lies just beyond
an edge is its neighbour (−1: no grid, so the jurisdiction ends there). Edges in a row with one
neighbour are a run; a run is straightened where it strays less than `_STRAIGHT_SHARE` of √area, so
that the bends of a river do not count as sides. An edge belongs to the side its straightened run
faces: the quarter, 45° to either hand of due east, south, west or north, in which the outward
normal lies. Of a side its longest neighbour is named, and up to two more that hold at least
`_LEAST_SHARE` of its length, in the order in which they lie (north to south, west to east). A
neighbour whose border runs along one named line for at least `_ALONG_SHARE` is named by that line
too. A side that nothing faces (a tip) takes what looks that way most, by projected length.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.spatial.ring_edges import Edges, ring_edges

OUTSIDE = -1
NO_LINE = -1
_LEAST_SHARE, _ALONG_SHARE = 0.15, 0.5
_MOST_NAMED = 3
_SMALLEST_PART_M2 = 100.0
_BEYOND_M = (0.05, 1.0, 10.0)
"""How far beyond an edge its neighbour is looked for; the later bridge slits of dirty layers."""
_LINE_WITHIN_M = 15.0


class Side(StrEnum):
    """A side of a grid, in the order in which a 四至 names them."""

    EAST = "east"
    SOUTH = "south"
    WEST = "west"
    NORTH = "north"


_OUTWARD = {Side.EAST: (1, 0), Side.SOUTH: (0, -1), Side.WEST: (-1, 0), Side.NORTH: (0, 1)}


@dataclass(frozen=True, slots=True)
class Bound:
    """What a stretch of a side reaches: grids (or `OUTSIDE`), along a line where it follows one."""

    neighbours: tuple[int, ...]
    line: int = NO_LINE


Sides = dict[Side, tuple[Bound, ...]]


@dataclass(frozen=True, slots=True)
class GridRange:
    """The sides of each part, the largest first, and what lies in the grid's holes."""

    parts: tuple[Sides, ...]
    inside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """All grids of a town in metres, and its named lines; `line_of[i]` is the name of line i."""

    grids: NDArray[np.object_]
    lines: NDArray[np.object_]
    line_of: NDArray[np.int64]
    _trees: list[shapely.STRtree] = field(default_factory=list)

    def grid_tree(self) -> shapely.STRtree:
        """Return the index of the grids, made once."""
        return self._made()[0]

    def line_tree(self) -> shapely.STRtree:
        """Return the index of the lines, made once."""
        return self._made()[1]

    def _made(self) -> list[shapely.STRtree]:
        if not self._trees:
            self._trees.extend((shapely.STRtree(self.grids), shapely.STRtree(self.lines)))
        return self._trees


def grid_range(around: Surroundings, position: int) -> GridRange:
    """Return what bounds the grid at a position."""
    polygons = shapely.get_parts(shapely.orient_polygons(around.grids[position]))
    order = np.argsort(-shapely.area(polygons), kind="stable")
    large = [polygons[one] for one in order if polygons[one].area >= _SMALLEST_PART_M2]
    parts = large or [polygons[one] for one in order[:1]]
    holes = {
        int(found)
        for part in parts
        for ring in part.interiors
        for found in _neighbours(around, position, ring_edges(ring))
    }
    return GridRange(
        parts=tuple(_sides(around, position, part) for part in parts),
        inside=tuple(sorted(holes)),
    )


def _sides(around: Surroundings, position: int, part: shapely.Polygon) -> Sides:
    edges = ring_edges(part.exterior)
    beyond = _neighbours(around, position, edges)
    lines = _lines(around, edges)
    facing = edges.facing(beyond, float(np.sqrt(part.area)))
    return {side: _side(edges, beyond, lines, facing, side) for side in Side}


def _neighbours(around: Surroundings, position: int, edges: Edges) -> NDArray[np.int64]:
    """Return the grid beyond each edge, the lowest position where several lie there."""
    found = np.full(len(edges.middle), OUTSIDE)
    for beyond_m in _BEYOND_M:
        left = np.flatnonzero(found == OUTSIDE)
        probes = shapely.points(edges.middle[left] + beyond_m * edges.outward[left])
        at, grid = around.grid_tree().query(probes, predicate="intersects")
        for place, other in sorted(zip(at.tolist(), grid.tolist(), strict=True), reverse=True):
            if other != position:
                found[left[place]] = other
    return found


def _lines(around: Surroundings, edges: Edges) -> NDArray[np.int64]:
    """Return the name of the line that each edge lies close to."""
    found = np.full(len(edges.middle), NO_LINE)
    if len(around.lines):
        places = shapely.points(edges.middle)
        at, line = around.line_tree().query_nearest(
            places, max_distance=_LINE_WITHIN_M, all_matches=False
        )
        found[at] = around.line_of[line]
    return found


def _side(
    edges: Edges,
    beyond: NDArray[np.int64],
    lines: NDArray[np.int64],
    facing: NDArray[np.float64],
    side: Side,
) -> tuple[Bound, ...]:
    length = _facing_m(facing, _OUTWARD[side])
    named = _named(beyond, length)
    across = edges.middle[:, 0] if side in (Side.SOUTH, Side.NORTH) else -edges.middle[:, 1]
    places = {
        one: np.average(across[beyond == one], weights=length[beyond == one]) for one in named
    }
    ordered = sorted(named, key=lambda one: places[one])
    return _merged([Bound((one,), _along(beyond == one, lines, length)) for one in ordered])


def _facing_m(facing: NDArray[np.float64], outward: tuple[int, int]) -> NDArray[np.float64]:
    """Return by edge how much of it faces a direction: whole edges, else projected lengths."""
    towards = facing @ np.array(outward, float)
    aside = np.abs(facing @ np.array((outward[1], -outward[0]), float))
    is_horizontal = outward[0] != 0
    whole = np.asarray(np.hypot(*facing.T), np.float64)
    faces = (towards > 0) & ((towards >= aside) if is_horizontal else (towards > aside))
    if faces.any():
        return np.where(faces, whole, 0.0)
    return np.asarray(np.maximum(towards, 0.0), np.float64)


def _named(beyond: NDArray[np.int64], length: NDArray[np.float64]) -> list[int]:
    total = {int(one): float(length[beyond == one].sum()) for one in np.unique(beyond)}
    ranked = sorted((one for one in total if total[one] > 0), key=lambda one: (-total[one], one))
    least = _LEAST_SHARE * sum(total.values())
    return [one for place, one in enumerate(ranked) if place == 0 or total[one] >= least][
        :_MOST_NAMED
    ]


def _along(mine: NDArray[np.bool_], lines: NDArray[np.int64], length: NDArray[np.float64]) -> int:
    total = float(length[mine].sum())
    for line in np.unique(lines[mine & (lines != NO_LINE)]):
        if float(length[mine & (lines == line)].sum()) >= _ALONG_SHARE * total:
            return int(line)
    return NO_LINE


def _merged(bounds: Sequence[Bound]) -> tuple[Bound, ...]:
    """Return the bounds with neighbours in a row along one line put together."""
    found: list[Bound] = []
    for one in bounds:
        if found and one.line != NO_LINE and found[-1].line == one.line:
            found[-1] = Bound((*found[-1].neighbours, *one.neighbours), one.line)
        else:
            found.append(one)
    return tuple(found)
