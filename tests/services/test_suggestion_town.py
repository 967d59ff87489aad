import math
from datetime import UTC, datetime

import pandas as pd
import pytest
import shapely

from geo.domain.kinds import GridKind
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.snapshots import Snapshots
from geo.services.suggestion_town import settlement_km, stations, town_of
from geo.spatial import frames
from tests.fakes.memory_store import MemoryStore
from tests.services.town import ADMINISTRATOR, CENTRES, SIDE, SmallTown, square

PASTORAL = (GridKind.PASTORAL,) * 4


def test_a_station_is_the_duty_of_its_own_grid_where_codes_name_no_village():
    lon, lat = CENTRES["B"]
    station = {"id": "p", "kind": "调解站", "lon_deg": lon, "lat_deg": lat}
    town = town_of(SmallTown(stations=[station]).snapshot())
    assert town.stations is not None
    assert town.stations["调解站"].tolist() == [0, 1, 0, 0]


def test_a_station_is_shared_by_the_inhabited_grids_of_its_village():
    # two grids of village 632801100201, one of them uninhabited land, and one of another village
    codes = ["632801100201-001", "632801100201-002", "632801100201-003", "632801100202-001"]
    kinds = ["all_purpose", "all_purpose", "uninhabited", "all_purpose"]
    shapes = [square(one).wkb for one in "ABCD"]
    lon, lat = CENTRES["A"]
    store = MemoryStore()
    rows = pd.DataFrame({"code": codes, "kind": kinds})
    station = {"id": ["p"], "kind": ["调解站"], "lon_deg": [lon], "lat_deg": [lat]}
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "t", datetime.now(UTC)) as opened:
        opened.append(Layer.GRIDS, frames.from_wkb(rows, shapes))
        opened.append(Layer.STATIONS, pd.DataFrame(station))
    town = town_of(Snapshots(store).current())
    assert town.stations is not None
    assert town.stations["调解站"].tolist() == [0.5, 0.5, 0, 0]


def test_no_station_is_unknown():
    snapshot = SmallTown().snapshot()
    assert stations(snapshot, (None,) * 4) is None


def test_the_way_to_a_pastures_households_is_the_mean_over_households():
    # two cells of a quarter of A; 10 households at its south-west, 30 at its north-east: the
    # middle is nearer to the thirty, 1/4 and 3/4 of the line between them, mean 2·(3/16) of it
    west, south = (CENTRES["A"][i] - SIDE / 2 for i in (0, 1))
    half = SIDE / 2
    low = shapely.box(west, south, west + half, south + half)
    high = shapely.box(west + half, south + half, west + SIDE, south + SIDE)
    cells = [
        ({"code": "c1", "grid_code": "A", "households": 10}, low),
        ({"code": "c2", "grid_code": "A", "households": 30}, high),
    ]
    snapshot = SmallTown(cells=cells).snapshot()
    lat = math.radians(south + half)
    line_km = math.hypot(111.32 * half * math.cos(lat), 111.0 * half)
    far = settlement_km(snapshot, PASTORAL)
    assert far[0] == pytest.approx(line_km * 3 / 8, rel=0.01)
    assert all(math.isnan(km) for km in far[1:])


def test_other_grids_have_no_way_to_settlements():
    snapshot = SmallTown().snapshot()
    assert all(math.isnan(km) for km in settlement_km(snapshot, (GridKind.ALL_PURPOSE,) * 4))


def test_neighbours_share_a_border_and_not_a_corner():
    town = town_of(SmallTown().snapshot())
    assert {(int(i), int(j)) for i, j, _ in town.borders} == {(0, 1), (0, 2), (1, 3), (2, 3)}
