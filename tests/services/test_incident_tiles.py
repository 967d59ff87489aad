"""Marks in tiles: nothing lost between zooms, few marks however many incidents, disputes hidden."""

import gc
import weakref

import numpy as np
import pytest

from geo.domain.errors import NotPermitted
from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.services.incident_tiles import MOST_SUMS, IncidentTiles, Marks
from geo.services.scope import EVERYTHING, Scope
from geo.services.sensitive import sensitive_flags
from geo.services.snapshot import Snapshot
from geo.services.snapshots import Snapshots
from geo.spatial import tiles
from geo.spatial.tiles import Tile
from tests.fakes.crowd_town import fill
from tests.fakes.memory_store import MemoryStore

LEADER = Actor("local-leader", Role.LEADER)
DISPATCHER = Actor("local-dispatcher", Role.DISPATCHER)
WORLD = Tile(0, 0, 0)
SIDE, FEW, MANY = 4, 200, 9_000


def tiles_of(incidents: int) -> IncidentTiles:
    store = MemoryStore()
    fill(store, SIDE, incidents)
    return IncidentTiles(Snapshots(store).current)


@pytest.fixture(scope="module")
def few() -> IncidentTiles:
    return tiles_of(FEW)


@pytest.fixture(scope="module")
def many() -> IncidentTiles:
    return tiles_of(MANY)


def places(snapshot: Snapshot) -> np.ndarray:
    return tiles.world_xy(snapshot.incidents.lon_deg, snapshot.incidents.lat_deg)


def filled(snapshot: Snapshot, zoom: int) -> list[Tile]:
    """Return the tiles of a zoom that any incident or grid centre may lie in."""
    world = np.floor(places(snapshot) * 2**zoom).astype(int)
    west_north, east_south = world.min(axis=0) - 1, world.max(axis=0) + 1
    return [
        Tile(zoom, int(x), int(y))
        for x in range(max(west_north[0], 0), min(east_south[0] + 1, 2**zoom))
        for y in range(max(west_north[1], 0), min(east_south[1] + 1, 2**zoom))
    ]


def late_by_hand(snapshot: Snapshot) -> int:
    now_s, seen = int(snapshot.now.timestamp()), snapshot.incidents
    never = np.iinfo(np.int64).min
    closed_late = (seen.due_s != never) & (seen.closed_s > seen.due_s)
    still_open = (seen.due_s != never) & (seen.due_s < now_s) & (seen.closed_s == never)
    return int((closed_late | still_open).sum())


def test_few_incidents_stand_each_at_its_place(few: IncidentTiles) -> None:
    marks = few.marks(DISPATCHER, EVERYTHING, WORLD)
    assert not marks.is_sum.any()
    assert sorted(marks.row.tolist()) == list(range(FEW))
    assert np.allclose(marks.at, places(few.current())[marks.row])


@pytest.mark.parametrize("zoom", [0, 6, 10, 13])
def test_no_zoom_loses_an_incident(many: IncidentTiles, zoom: int) -> None:
    found = [many.marks(LEADER, EVERYTHING, one) for one in filled(many.current(), zoom)]
    assert sum(int(marks.count.sum()) for marks in found) == MANY
    assert sum(int(marks.late.sum()) for marks in found) == late_by_hand(many.current())


def test_a_tile_never_holds_more_marks_than_it_has_squares(many: IncidentTiles) -> None:
    marks = many.marks(DISPATCHER, EVERYTHING, WORLD)
    assert len(marks.count) <= MOST_SUMS
    assert marks.is_sum.any()


def test_a_sum_stands_in_the_middle_of_what_it_counts(many: IncidentTiles) -> None:
    # The whole town is a few squares at zoom 4: weighted by their counts they are its middle.
    marks = many.marks(DISPATCHER, EVERYTHING, WORLD)
    middle = np.average(marks.at, axis=0, weights=marks.count)
    assert np.allclose(middle, places(many.current()).mean(axis=0))


def test_disputes_leave_as_sums_at_a_grids_centre_unless_the_actor_handles_them(
    few: IncidentTiles,
) -> None:
    handled = few.marks(DISPATCHER, EVERYTHING, WORLD)
    seen = few.marks(LEADER, EVERYTHING, WORLD)
    sensitive = set(np.flatnonzero(sensitive_flags(few.current())).tolist())
    assert sensitive
    assert sensitive <= set(handled.row.tolist())
    assert not sensitive & set(seen.row.tolist())
    # 16 small grids hold them all, so at most 16 sums; alone or not, each is marked as one.
    assert seen.is_sum.sum() <= SIDE * SIDE
    assert seen.count[seen.is_sum].sum() == len(sensitive)


def test_a_choice_of_incidents_is_counted_alone(few: IncidentTiles) -> None:
    scope = Scope(categories=few.current().categories[:1])
    chosen = few.marks(DISPATCHER, scope, WORLD)
    assert chosen.count.sum() == scope.mask(few.current()).sum() < FEW


def test_a_new_snapshot_is_drawn_anew_and_the_old_one_let_go() -> None:
    store = MemoryStore()
    fill(store, SIDE, FEW)
    snapshots = Snapshots(store)
    served = IncidentTiles(snapshots.current)
    before = served.marks(DISPATCHER, EVERYTHING, WORLD)
    old = weakref.ref(snapshots.current())
    held = tiles_of(FEW + 1)
    served.current = held.current
    del snapshots
    gc.collect()
    assert old() is None
    assert total(served.marks(DISPATCHER, EVERYTHING, WORLD)) == total(before) + 1


def test_ids_stand_with_single_marks_alone(few: IncidentTiles) -> None:
    marks = few.marks(LEADER, EVERYTHING, WORLD, with_ids=True)
    assert marks.ids is not None
    names = few.current().incident_names["id"].to_numpy(object)
    assert marks.ids[~marks.is_sum].tolist() == names[marks.row[~marks.is_sum]].tolist()
    assert set(marks.ids[marks.is_sum]) == {""}


def total(marks: Marks) -> int:
    return int(marks.count.sum())


def test_a_screen_sees_no_incident(few: IncidentTiles) -> None:
    with pytest.raises(NotPermitted):
        few.marks(Actor("wall", Role.SCREEN), EVERYTHING, WORLD)
