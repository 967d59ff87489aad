"""How many live inside a shape: an estimate that never tells of fewer than fifty households.

The shape is answered from the totals of fixed blocks of cells, each inside one grid and of fifty
households at least (`blocks` says why that holds against many overlapping questions). A block that
the shape cuts gives its share by addresses, else built-up land, else land: what lies on the ground
and on the map anyway. The block's own households have no part in how it is divided.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.services.area_query.blocks import NO_BLOCK, blocks
from geo.services.derived import once_a_snapshot
from geo.services.drafting.settled import Settled
from geo.services.snapshot import Snapshot
from geo.spatial import frames

LEAST_HOUSEHOLDS = 50
"""An area query over fewer households gives no figures of people."""
ROUNDED_TO = 10

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PeopleInside:
    """Estimates, whole tens; None is not shown: fewer than fifty households, or not known.

    `is_few` tells the first, `has_unknown` that land inside has unknown households, `has_small`
    that land inside belongs to grids of fewer than fifty, which are not counted.
    """

    households: int | None
    residents: int | None
    is_few: bool
    has_unknown: bool
    has_small: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Homes:
    """Cells in degrees with their block (−1: none), and what each block holds (NaN unknown)."""

    tree: shapely.STRtree
    block: Ints
    is_unknown: NDArray[np.bool_]
    members: tuple[Ints, ...]
    households: Floats
    residents: Floats


def people_inside(
    snapshot: Snapshot, area: shapely.Polygon, settled: Callable[[], Settled]
) -> PeopleInside:
    """Return who lives inside `area`, a polygon in degrees."""
    homes = _homes(snapshot)
    shapely.prepare(area)
    touched = np.sort(homes.tree.query(area, "intersects"))
    shares = dict(_shares(snapshot, area, touched, settled))
    found, share = np.array([*shares], np.int64), np.array([*shares.values()], float)
    households = float((homes.households[found] * share).sum())
    residents = float((homes.residents[found] * share).sum())
    overlapped = touched[_has_land(homes, area, touched)]
    outside_blocks = homes.block[overlapped] == NO_BLOCK
    unknown = homes.is_unknown[overlapped]
    is_shown = _rounded(households) >= LEAST_HOUSEHOLDS
    has_unknown = bool((outside_blocks & unknown).any())
    return PeopleInside(
        households=_rounded(households) if is_shown else None,
        residents=_rounded(residents) if is_shown and np.isfinite(residents) else None,
        is_few=not is_shown and not (has_unknown and not shares),
        has_unknown=has_unknown,
        has_small=bool((outside_blocks & ~unknown).any()),
    )


def _rounded(count: float) -> int:
    return round(count / ROUNDED_TO) * ROUNDED_TO


def _has_land(homes: _Homes, area: shapely.Polygon, touched: Ints) -> NDArray[np.bool_]:
    """Return which cells share more than a border with the area."""
    return np.asarray(~shapely.touches(area, homes.tree.geometries[touched]), bool)


def _shares(
    snapshot: Snapshot, area: shapely.Polygon, touched: Ints, settled: Callable[[], Settled]
) -> Iterator[tuple[int, float]]:
    """Yield each block that the area holds or cuts, and how much of it lies inside."""
    homes = _homes(snapshot)
    whole = np.zeros(len(homes.block), bool)
    whole[touched] = shapely.covers(area, homes.tree.geometries[touched])
    for block in np.unique(homes.block[touched]).tolist():
        if block == NO_BLOCK:
            continue
        members = homes.members[block]
        if whole[members].all():
            yield block, 1.0
        else:
            land = shapely.union_all(homes.tree.geometries[members])
            parts = [land, shapely.intersection(land, area), shapely.difference(land, area)]
            yield block, _share(in_metres(np.array(parts, object), snapshot), settled())


def _share(parts: NDArray[np.object_], settled: Settled) -> float:
    """Return how much of the first shape the second has and the third has not."""
    land, pieces = parts[:1], parts[1:]
    weights = settled.weights(land, pieces, np.asarray(shapely.area(pieces), np.float64)[None, :])
    return float(weights[0, 0] / weights.sum())


def in_metres(shapes: NDArray[np.object_], snapshot: Snapshot) -> NDArray[np.object_]:
    """Return shapes in the snapshot's metres, vertex by vertex."""

    def moved(degrees: Floats) -> Floats:
        return frames.metric_xy(degrees[:, 0], degrees[:, 1], snapshot.metric_crs)

    return np.asarray(shapely.transform(shapes, moved), object)


@once_a_snapshot
def _homes(snapshot: Snapshot) -> _Homes:
    shapes = snapshot.cells.geometry.to_numpy()
    grid = snapshot.cells["grid"].to_numpy(np.int64)
    inner = shapely.get_coordinates(shapely.point_on_surface(shapes))
    middles = frames.metric_xy(inner[:, 0], inner[:, 1], snapshot.metric_crs)
    households, residents = (_counts(snapshot.cells[name]) for name in ("households", "residents"))
    block, unknown = np.full(len(grid), NO_BLOCK, np.int64), np.isnan(households)
    totals: list[tuple[float, float]] = []
    for place, members in _by_grid(grid):
        own = households[members]
        if np.isnan(own).any():
            # A grid may be known as a whole where its cells are not.
            whole = _counts(snapshot.grids[["households", "residents"]].iloc[place])
            if whole[0] >= LEAST_HOUSEHOLDS:
                block[members] = len(totals)
                totals.append((float(whole[0]), float(whole[1])))
            unknown[members] = np.isnan(whole[0])
            continue
        labels = blocks(middles[members], own.astype(np.int64), LEAST_HOUSEHOLDS)
        for label in range(int(labels.max()) + 1):
            mine = members[labels == label]
            block[mine] = len(totals)
            totals.append((float(households[mine].sum()), float(residents[mine].sum())))
    held = np.array(totals, float).reshape(-1, 2)
    order = np.argsort(block, kind="stable")
    starts = np.searchsorted(block[order], np.arange(len(held) + 1))
    cells = tuple(order[first:stop] for first, stop in pairwise(starts.tolist()))
    return _Homes(shapely.STRtree(shapes), block, unknown, cells, held[:, 0], held[:, 1])


def _by_grid(grid: Ints) -> Iterator[tuple[int, Ints]]:
    """Yield each grid with the places of its cells; cells of no grid are left out."""
    order = np.argsort(grid, kind="stable")
    starts = np.flatnonzero(np.diff(grid[order], prepend=-2))
    for members in np.split(order, starts[1:]) if len(order) else ():
        if grid[members[0]] >= 0:
            yield int(grid[members[0]]), members


def _counts(column: "pd.Series[int]") -> Floats:
    return np.asarray(column.to_numpy(dtype=float, na_value=np.nan), np.float64)
