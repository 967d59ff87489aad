import threading
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.domain.records import Norm
from geo.services.incident_columns import tile_order
from geo.services.snapshot import UNKNOWN_S
from geo.services.snapshots import Snapshots
from tests.fakes.memory_store import MemoryStore
from tests.services.town import (
    ADMINISTRATOR,
    CENTRES,
    NOWHERE,
    SIDE,
    SOUTH,
    WEST,
    SmallTown,
    at,
    incident,
)

LATER = datetime(2023, 1, 1, tzinfo=UTC)


def test_every_layer_is_tied_to_its_grid() -> None:
    town = SmallTown(
        incidents=[incident(1, "D", "2022-12-01"), incident(2, NOWHERE, "2022-12-02")],
        cameras=[{"id": "K", "lon_deg": CENTRES["B"][0], "lat_deg": CENTRES["B"][1]}],
        staff=[{"id": "S1", "grid_code": "C"}, {"id": "S2", "grid_code": "Z"}],
    ).snapshot()
    by_id = dict(zip(town.incident_names["id"], town.incidents.grid.tolist(), strict=True))
    assert by_id == {"I0001": 3, "I0002": -1}
    assert town.cameras["grid"].tolist() == [1]
    assert town.staff["grid"].tolist() == [2, -1]


def test_incident_columns_are_read_only_and_unknown_times_are_marked() -> None:
    incidents = SmallTown(incidents=[incident(1, "A", "2022-12-01")]).snapshot().incidents
    assert incidents.due_s.tolist() == [UNKNOWN_S]
    assert incidents.channel.tolist() == [-1]
    assert not incidents.grid.flags.writeable


def test_a_report_after_local_midnight_counts_for_the_new_day() -> None:
    # 00:30 in Golmud is 16:30 UTC of the day before.
    town = SmallTown(incidents=[incident(1, "A", "2022-12-02T00:30")]).snapshot()
    expected = (datetime(2022, 12, 2) - datetime(1970, 1, 1)).days
    assert town.incidents.day.tolist() == [expected]


def test_without_a_setting_now_is_the_end_of_the_last_day_that_shows_an_incident() -> None:
    town = SmallTown(incidents=[incident(1, "A", "2022-11-05T08:00")], settings={}).snapshot()
    assert town.now.timestamp() == at("2022-11-05T23:59:59")


def test_people_come_from_cells_only_where_the_grids_own_are_unknown() -> None:
    west, east = WEST, WEST + SIDE
    cells = [
        (
            {"code": "1", "households": 30},
            shapely.box(west, SOUTH + SIDE, east, SOUTH + 1.5 * SIDE),
        ),
        (
            {"code": "2", "households": 12},
            shapely.box(west, SOUTH + 1.5 * SIDE, east, SOUTH + 2 * SIDE),
        ),
        (
            {"code": "3", "households": 5, "grid_code": "A"},
            shapely.box(west, SOUTH, east, SOUTH + SIDE),
        ),
    ]
    town = SmallTown(cells=cells).snapshot()
    assert town.cells["grid"].tolist() == [2, 2, 0]
    assert town.grids["households"].tolist() == [100, 200, 42, 0]
    assert town.grids["residents"].isna().all()


def test_a_layer_of_grids_without_cells_is_its_own_cells() -> None:
    cells = SmallTown().snapshot().cells
    assert cells["code"].tolist() == ["A", "B", "C", "D"]
    assert cells["grid"].tolist() == [0, 1, 2, 3]


def test_an_empty_store_has_a_snapshot_too() -> None:
    empty = Snapshots(MemoryStore()).current()
    assert len(empty.grids) == 0
    assert len(empty.incidents.row) == 0


def test_the_same_state_is_built_once_and_shared() -> None:
    kept = Snapshots(SmallTown().store())
    assert kept.current() is kept.current()
    assert kept.latest() is kept.current()


def test_a_write_makes_a_new_snapshot_and_leaves_the_old_one_as_it_was() -> None:
    store = SmallTown().store()
    kept = Snapshots(store)
    old = kept.current()
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "more", LATER) as opened:
        opened.append(Layer.INCIDENTS, pd.DataFrame([incident(1, "A", "2022-12-01")]))
    assert len(kept.current().incidents.row) == 1
    assert len(old.incidents.row) == 0


def test_a_changed_norm_shares_the_columns_and_a_changed_zone_does_not() -> None:
    store = SmallTown(incidents=[incident(1, "A", "2022-12-01T23:00")]).store()
    kept = Snapshots(store)
    old = kept.current()
    with store.write(ADMINISTRATOR, Action.EDIT_NORM, "norm", LATER) as opened:
        opened.put_norm(Norm("detour_factor", 1.5, ""))
    renewed = kept.current()
    assert renewed.norms["detour_factor"].value == 1.5
    assert renewed.incidents is old.incidents
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "zone", LATER) as opened:
        opened.put_setting("timezone", "UTC")
    assert kept.current().incidents.day.tolist() == old.incidents.day.tolist()
    assert kept.current().incidents is not old.incidents


def test_concurrent_callers_share_one_build() -> None:
    kept = Snapshots(SmallTown(incidents=[incident(1, "A", "2022-12-01")]).store())
    found, together = [], threading.Barrier(8)

    def ask() -> None:
        together.wait(timeout=10)
        found.append(kept.current())

    callers = [threading.Thread(target=ask) for _ in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert len({id(snapshot) for snapshot in found}) == 1


def test_a_build_that_fails_leaves_the_last_snapshot_at_hand() -> None:
    store = SmallTown().store()
    kept = Snapshots(store)
    good = kept.current()
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "bad", LATER) as opened:
        opened.put_setting("timezone", "Nowhere/None")
    with pytest.raises(KeyError):
        kept.current()
    assert kept.latest() is good


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=50))
def test_tile_order_is_a_permutation(points) -> None:
    lon, lat = np.array(points, float).reshape(-1, 2).T
    assert sorted(tile_order(lon, lat).tolist()) == list(range(len(points)))


def test_tile_order_goes_quarter_by_quarter() -> None:
    # Z-curve: west before east in the south, then the north.
    lon, lat = np.array([1.0, 0, 1, 0]), np.array([1.0, 1, 0, 0])
    assert tile_order(lon, lat).tolist() == [3, 2, 1, 0]
