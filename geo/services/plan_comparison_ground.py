"""Which ground changes its grid between two sets of cells, and which households go along."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode, GridCode
from geo.services.drafting.settled import Settled
from geo.services.plan_comparison_values import NOWHERE, CellMove
from geo.services.snapshot import Snapshot
from geo.spatial import frames
from geo.spatial.frames import MetricCrs
from geo.spatial.partition.shares import divided

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]
_SAME_M = 1e-3
_NOTHING_M2 = 1.0
"""Less common ground than this is a slip of digitising, not a piece of land."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of one side: code, grid (`NOWHERE` in none), households, shape in metres."""

    codes: tuple[CellCode, ...]
    grids: tuple[GridCode, ...]
    households: tuple[int | None, ...]
    shapes: Shapes


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What changes its grid; `changed` are all grids that lose or gain land."""

    cells: tuple[CellMove, ...]
    changed: frozenset[GridCode]


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """Common ground of a left cell and a right one (−1: none), or what is left over."""

    right: int
    grid: GridCode
    shape: shapely.Geometry
    area_m2: float


def cells_of(snapshot: Snapshot, crs: MetricCrs) -> Cells:
    """Return the cells of a snapshot."""
    cells = snapshot.cells
    names = [*(GridCode(str(code)) for code in snapshot.grids["code"]), NOWHERE]
    return Cells(
        codes=tuple(CellCode(str(code)) for code in cells["code"]),
        grids=tuple(names[place] for place in cells["grid"]),
        households=tuple(None if pd.isna(one) else int(one) for one in cells["households"]),
        shapes=frames.to_metric(cells, crs).geometry.to_numpy(),
    )


def grids_as_cells(snapshot: Snapshot, crs: MetricCrs) -> Cells:
    """Return the grids of a snapshot, each as the one cell it is."""
    grids = snapshot.grids
    codes = [str(code) for code in grids["code"]]
    return Cells(
        codes=tuple(CellCode(code) for code in codes),
        grids=tuple(GridCode(code) for code in codes),
        households=tuple(None if pd.isna(one) else int(one) for one in grids["households"]),
        shapes=frames.to_metric(grids, crs).geometry.to_numpy(),
    )


def moved_ground(left: Cells, right: Cells, settled: Callable[[], Settled]) -> Ground:
    """Return the ground that lies in another grid on the right.

    Households are those of the left side. Those of a cell cut between grids are divided as the
    right side's own cells say, else by addresses, buildings or land (`settled`).
    """
    here, there = _same(left, right)
    moves = [
        CellMove(left.codes[a], left.grids[a], right.grids[b], left.households[a], whole=True)
        for a, b in zip(here.tolist(), there.tolist(), strict=True)
        if left.grids[a] != right.grids[b]
    ]
    changed = {grid for one in moves for grid in (one.from_grid, one.to_grid)}
    rest = np.setdiff1d(np.arange(len(left.codes)), here)
    others = np.setdiff1d(np.arange(len(right.codes)), there)
    pieces = _pieces(left, right, rest, others)
    for place in rest.tolist():
        own, own_grid = pieces[place], left.grids[place]
        changed |= {grid for one in own if one.grid != own_grid for grid in (one.grid, own_grid)}
        moves.extend(_moves(left, right, place, own, settled))
    for new in sorted(set(others.tolist()) - {one.right for own in pieces.values() for one in own}):
        changed.add(right.grids[new])
        moves.append(
            CellMove(right.codes[new], NOWHERE, right.grids[new], right.households[new], whole=True)
        )
    listed = tuple(sorted(moves, key=lambda one: (one.from_grid, one.to_grid, one.cell)))
    return Ground(listed, frozenset(changed - {NOWHERE}))


def _same(left: Cells, right: Cells) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of the cells that both sides have with one shape."""
    place = pd.Index(right.codes).get_indexer(pd.Index(left.codes))
    known = np.flatnonzero(place >= 0)
    one, other = (
        shapely.normalize(shapes) for shapes in (left.shapes[known], right.shapes[place[known]])
    )
    is_same = np.asarray(shapely.equals_exact(one, other, _SAME_M), bool)
    return known[is_same].astype(np.int64), place[known][is_same].astype(np.int64)


def _pieces(
    left: Cells, right: Cells, rest: NDArray[np.int64], others: NDArray[np.int64]
) -> dict[int, list[_Piece]]:
    """Return the pieces of each left cell in `rest`, what lies in no right cell at the end."""
    tree = shapely.STRtree(right.shapes[others])
    near, hit = tree.query(left.shapes[rest], predicate="intersects")
    common = shapely.intersection(left.shapes[rest[near]], right.shapes[others[hit]])
    areas = shapely.area(common)
    found: dict[int, list[_Piece]] = defaultdict(list)
    for place in np.lexsort((hit, near)).tolist():
        if areas[place] > _NOTHING_M2:
            cell = int(others[hit[place]])
            piece = _Piece(cell, right.grids[cell], common[place], float(areas[place]))
            found[int(rest[near[place]])].append(piece)
    for place in rest.tolist():
        found[place].extend(_left_over(left.shapes[place], found[place]))
    return found


def _left_over(shape: shapely.Geometry, pieces: list[_Piece]) -> list[_Piece]:
    missing_m2 = shapely.area(shape) - sum(one.area_m2 for one in pieces)
    if missing_m2 <= _NOTHING_M2:
        return []
    inside = shapely.union_all([one.shape for one in pieces])
    return [_Piece(-1, NOWHERE, shapely.difference(shape, inside), float(missing_m2))]


def _moves(
    left: Cells, right: Cells, place: int, pieces: list[_Piece], settled: Callable[[], Settled]
) -> Iterator[CellMove]:
    """Yield what of one left cell lies in another grid."""
    code, former, homes = left.codes[place], left.grids[place], left.households[place]
    grids = sorted({one.grid for one in pieces})
    if len(grids) == 1:
        if grids[0] != former:
            yield CellMove(code, former, grids[0], homes, whole=True)
        return
    weights = _weights(left.shapes[place], right, pieces, settled)
    parts = None if homes is None else divided(homes, weights)
    for grid in grids:
        own = [n for n, one in enumerate(pieces) if one.grid == grid]
        share = None if parts is None else int(parts[own].sum())
        if grid != former and share != 0:
            yield CellMove(code, former, grid, share, whole=False, is_estimated=share is not None)


def _weights(
    shape: shapely.Geometry,
    right: Cells,
    pieces: list[_Piece],
    settled: Callable[[], Settled],
) -> Floats:
    """Return by what a cut cell's households are divided over its pieces."""
    if all(_is_whole(right, one) for one in pieces):
        homes = [right.households[one.right] for one in pieces]
        if None not in homes and sum(one or 0 for one in homes) > 0:
            return np.array(homes, float)
    new, land_m2 = np.array([one.shape for one in pieces], object), [one.area_m2 for one in pieces]
    found = settled().weights(np.array([shape], object), new, np.array([land_m2]))
    return np.asarray(found[0], np.float64)


def _is_whole(right: Cells, piece: _Piece) -> bool:
    """Return whether a piece is all of a right cell."""
    if piece.right < 0:
        return False
    return float(shapely.area(right.shapes[piece.right])) - piece.area_m2 <= _NOTHING_M2
