import numpy as np
import pytest

from geo.domain.errors import NotPermitted
from geo.domain.records import Norm
from geo.services.far_grids import FarGrids
from geo.services.stations_load import StationsLoad, distance_bands, station_load
from tests.services.town import CENTRES, LEADER, SCREEN, SmallTown, incident


def station(name: str, where: str) -> dict:
    lon, lat = CENTRES[where]
    return {"id": name, "kind": "调解站", "lon_deg": lon, "lat_deg": lat}


TWO = [station("S1", "A"), station("S2", "B")]


def dispute(number: int, where: str, reported: str, **fields) -> dict:
    return incident(number, where, reported, category="邻里纠纷", **fields)


def test_disputes_load_the_station_nearest_to_them() -> None:
    town = SmallTown(
        stations=TWO,
        incidents=[
            dispute(1, "A", "2022-11-01", closed_at="2022-11-11"),
            dispute(2, "A", "2022-11-01", closed_at="2022-12-11"),
            dispute(3, "C", "2022-12-01"),
            dispute(4, "B", "2020-01-01"),
            incident(5, "A", "2022-12-01", category="信访事项"),
        ],
    ).snapshot()
    table = station_load(town).set_index("id")
    # S1: 10 and 40 days, one still open; C lies north of A. S2: an old one, open.
    assert table["disputes"].to_dict() == {"S1": 3, "S2": 0}
    assert table["backlog"].to_dict() == {"S1": 1, "S2": 1}
    assert table.loc["S1", "disputes_per_month"] == 0.25
    assert table.loc["S1", "median_days"] == 25
    assert table.loc["S1", "within_30_days_share"] == 0.5
    assert table["ended"].to_dict() == {"S1": 2, "S2": 0}
    assert np.isnan(table.loc["S2", "median_days"])
    assert table["incidents"].to_dict() == {"S1": 4, "S2": 1}


def test_cells_and_households_fall_to_the_nearest_station() -> None:
    table = station_load(SmallTown(stations=TWO).snapshot())
    # A and C (unknown households) to S1, B and D (200 and 0) to S2.
    assert table["cells"].tolist() == [2, 2]
    assert np.isnan(table["households"].iloc[0])
    assert table["households"].iloc[1] == 200


def test_distances_are_banded_after_the_detour() -> None:
    town = SmallTown(stations=[station("S1", "A")], norms=[Norm("detour_factor", 1.0, "ratio")])
    bands = distance_bands(town.snapshot())
    # A lies at 0 km, B at 0.9, C at 1.1, D at 1.4.
    assert bands["cells"].tolist()[:2] == [2, 2]
    assert bands["households"].tolist()[0] == 300
    assert np.isnan(bands["households"].tolist()[1])


def test_where_no_category_is_a_dispute_the_caseload_is_unknown() -> None:
    town = SmallTown(stations=TWO, incidents=[incident(1, "A", "2022-12-01")]).snapshot()
    table = station_load(town)
    assert table[["disputes", "disputes_per_month", "backlog", "ended"]].isna().all(axis=None)
    assert table["incidents"].tolist() == [1, 0]


def test_without_stations_there_is_no_row_and_no_distance() -> None:
    town = SmallTown(incidents=[dispute(1, "A", "2022-12-01")]).snapshot()
    answer = StationsLoad(lambda: town)
    assert answer.table(LEADER).empty
    assert answer.distances(LEADER)["incidents"].sum() == 0
    with pytest.raises(NotPermitted):
        answer.table(SCREEN)


def test_the_far_list_leaves_out_grids_where_nobody_lives() -> None:
    town = SmallTown(stations=TWO).snapshot()
    town.grids.loc[1, "kind"] = "uninhabited"
    far = FarGrids(lambda: town)
    empty = town.grids["code"].iloc[1]
    assert set(far.table(LEADER)["code"]) - set(far.inhabited(LEADER)["code"]) == {empty}
