import pytest
import shapely

from geo.domain.errors import NotPermitted
from geo.services.cameras import Cameras
from tests.services.town import CENTRES, LEADER, NOWHERE, SCREEN, SmallTown

LON, LAT = CENTRES["A"]
HERE = {"lon_deg": LON, "lat_deg": LAT}
DOME = {"angle_deg": 360.0, "range_m": 100.0}


def cameras(*rows: dict) -> Cameras:
    snapshot = SmallTown(cameras=rows).snapshot()
    return Cameras(lambda: snapshot)


def test_sites_are_counted_by_state_filing_sign_and_view() -> None:
    found = cameras(
        {"id": "K1", **HERE, **DOME, "state": "alive", "filed_on": "2022-01-01", "sign": True},
        {"id": "K2", **HERE, "state": "dead", "sign": False},
        {"id": "K3", "lon_deg": NOWHERE[0], "lat_deg": NOWHERE[1]},
    ).counts(LEADER)
    assert (found.sites, found.alive, found.dead, found.state_unknown) == (3, 1, 1, 1)
    assert (found.unfiled, found.unsigned, found.sign_unknown) == (2, 1, 1)
    assert (found.sector_unknown, found.outside_grids) == (2, 1)


def test_a_list_without_any_filing_day_says_nothing_of_filing() -> None:
    assert cameras({"id": "K1", **HERE}).counts(LEADER).unfiled is None


def test_sites_with_most_wrong_come_first() -> None:
    rows = [{"id": "K1", **HERE, **DOME, "state": "alive"}, {"id": "K2", **HERE, "state": "dead"}]
    table = cameras(*rows).sites(LEADER)
    assert table["id"].tolist() == ["K2", "K1"]
    assert table["is_dead"].tolist() == [True, False]


def test_known_sectors_are_drawn_where_they_stand() -> None:
    drawn = cameras({"id": "K1", **HERE, **DOME}, {"id": "K2", **HERE}).sectors(LEADER)
    assert drawn["id"].tolist() == ["K1"]
    assert shapely.contains_xy(drawn.geometry.iloc[0], LON, LAT)


def test_the_screen_may_not_see_camera_sites() -> None:
    with pytest.raises(NotPermitted):
        cameras().counts(SCREEN)
