"""Incidents as marks in tiles: single ones where they are few, sums of small squares where many.

What is chosen is put in the order of the tiles' curve once and kept; a tile is then two searches.
Disputes and petitions are sums at their grid's centre unless the actor handles them.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from geo.domain.policy import Action, Actor, is_permitted, require
from geo.services import lateness, sensitive
from geo.services.derived import MOST_QUESTIONS, once_a_snapshot
from geo.services.scope import Scope
from geo.services.snapshot import Snapshot
from geo.spatial import tiles
from geo.spatial.tiles import Tile

MOST_SINGLE = 1_000
"""A tile with more marks than this shows sums instead."""
MOST_SUMS = 256
_SQUARES_DEEPER = 4
"""Sums are of squares so many zooms below the tile: 16 × 16 of them, 64 px each as it is drawn."""
_MOST_KEPT_MARKS = 4_000_000
_NO_ROW = -1

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one length m; a mark with `is_sum` stands for `count` incidents, else for one.

    `at` (m, 2) are shares of the tile's side from its north-west corner; `late` of `count` were
    late; `row` is the incident's position in the snapshot, −1 for sums, `ids` (where asked for)
    their ids.
    """

    at: NDArray[np.float64]
    count: Ints
    late: Ints
    row: Ints
    is_sum: NDArray[np.bool_]
    ids: NDArray[np.object_] | None = None


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Chosen incidents in the order of the curve; `world` (n, 2) are places in the unit square."""

    code: NDArray[np.uint64]
    world: NDArray[np.float64]
    count: Ints
    late: Ints
    row: Ints


_Kept = OrderedDict[tuple[Scope, bool], _Ordered]


@dataclass(slots=True)
class IncidentTiles:
    """Answers with the marks of a tile from the present snapshot."""

    current: Callable[[], Snapshot]
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def marks(self, actor: Actor, scope: Scope, tile: Tile, *, with_ids: bool = False) -> Marks:
        """Return what of the chosen incidents is drawn in a tile.

        Raises:
            NotPermitted: the actor may not see incidents.
            NotFound: the scope names a grid that is not there.
        """
        require(actor, Action.VIEW_INCIDENTS)
        snapshot = self.current()
        chosen = self._chosen(snapshot, scope, actor)
        first, stop = np.searchsorted(chosen.code, np.array(tile.code_range(), np.uint64))
        drawn = _sums if stop - first > MOST_SINGLE else _singles
        marks = drawn(chosen, slice(first, stop), tile)
        if not with_ids:
            return marks
        names = snapshot.incident_names["id"].to_numpy(object)
        return replace(marks, ids=np.where(marks.is_sum, "", names[marks.row]))

    def _chosen(self, snapshot: Snapshot, scope: Scope, actor: Actor) -> _Ordered:
        key = (scope, is_permitted(actor.role, Action.VIEW_DISPUTE_POINTS))
        with self._lock:
            kept = _kept(snapshot)
            if key not in kept:
                kept[key] = _ordered(snapshot, scope, actor)
                _forget_oldest(kept)
            kept.move_to_end(key)
            return kept[key]


@once_a_snapshot
def _kept(_snapshot: Snapshot) -> _Kept:
    return OrderedDict()


def _forget_oldest(kept: _Kept) -> None:
    """Let the longest unasked go while there are too many marks or too many choices."""
    marks = sum(len(chosen.code) for chosen in kept.values())
    while len(kept) > 1 and (marks > _MOST_KEPT_MARKS or len(kept) > MOST_QUESTIONS):
        _, oldest = kept.popitem(last=False)
        marks -= len(oldest.code)


def _ordered(snapshot: Snapshot, scope: Scope, actor: Actor) -> _Ordered:
    mask, hidden = scope.mask(snapshot), sensitive.hidden_flags(snapshot, actor)
    curve = _curve(snapshot)
    late = lateness.is_late(snapshot)
    places = np.flatnonzero((mask & ~hidden)[curve.row])
    row = curve.row[places]
    one_each, is_late = np.ones(len(row), np.int64), late[row].astype(np.int64)
    points = _Ordered(curve.code[places], curve.world[places], one_each, is_late, row)
    return _merged(points, _at_centres(snapshot, np.flatnonzero(mask & hidden), late))


@dataclass(frozen=True, slots=True)
class _Curve:
    """All incidents of a snapshot along the curve."""

    row: Ints
    code: NDArray[np.uint64]
    world: NDArray[np.float64]


@once_a_snapshot
def _curve(snapshot: Snapshot) -> _Curve:
    incidents = snapshot.incidents
    world = tiles.world_xy(incidents.lon_deg, incidents.lat_deg)
    code = tiles.codes(world)
    row = np.argsort(code, kind="stable")
    return _Curve(row, code[row], world[row])


def _at_centres(snapshot: Snapshot, hidden: Ints, late: NDArray[np.bool_]) -> _Ordered:
    grid = snapshot.incidents.grid[hidden]
    inside, size = grid >= 0, len(snapshot.grids)
    count = np.bincount(grid[inside], minlength=size)
    late_count = np.bincount(grid[inside & late[hidden]], minlength=size)
    held = np.flatnonzero(count)
    world = tiles.world_xy(*sensitive.grid_centres_deg(snapshot)[held].T)
    row = np.full(len(held), _NO_ROW, np.int64)
    return _Ordered(tiles.codes(world), world, count[held], late_count[held], row)


def _merged(one: _Ordered, other: _Ordered) -> _Ordered:
    code = np.concatenate((one.code, other.code))
    order = np.argsort(code, kind="stable")
    return _Ordered(
        code[order],
        np.concatenate((one.world, other.world))[order],
        np.concatenate((one.count, other.count))[order],
        np.concatenate((one.late, other.late))[order],
        np.concatenate((one.row, other.row))[order],
    )


def _singles(chosen: _Ordered, inside: slice, tile: Tile) -> Marks:
    row = chosen.row[inside]
    at = tile.within(chosen.world[inside])
    return Marks(at, chosen.count[inside], chosen.late[inside], row, row == _NO_ROW)


def _sums(chosen: _Ordered, inside: slice, tile: Tile) -> Marks:
    """Return one mark a square, at the middle of what it stands for."""
    zoom = min(tile.zoom + _SQUARES_DEEPER, tiles.DEEPEST)
    starts = tiles.square_starts(chosen.code[inside], zoom)
    weight = chosen.count[inside]
    count, late = (np.add.reduceat(one, starts) for one in (weight, chosen.late[inside]))
    weighted = np.add.reduceat(chosen.world[inside] * weight[:, None], starts)
    at = tile.within(weighted / count[:, None])
    row = np.where(count == 1, chosen.row[inside][starts], _NO_ROW)
    return Marks(at, count, late, row, row == _NO_ROW)
