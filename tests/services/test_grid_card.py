import pytest

from geo.domain.errors import NotFound, NotPermitted
from geo.domain.kinds import GridKind
from geo.services.grid_card import GridCards
from tests.services.town import CENTRES, LEADER, SCREEN, SmallTown, incident

LON, LAT = CENTRES["A"]
STATION = {"id": "S1", "kind": "调解站", "name": "和谐村调解站", "lon_deg": LON, "lat_deg": LAT}
CAMERA = {"id": "K1", "lon_deg": LON, "lat_deg": LAT}


def card(code: str, actor=LEADER, **town):
    snapshot = SmallTown(**town).snapshot()
    return GridCards(lambda: snapshot).card(actor, code)


def test_a_card_shows_what_is_known() -> None:
    found = card(
        "A",
        incidents=[
            incident(1, "A", "2022-12-01", due_at="2022-12-02"),
            incident(2, "B", "2022-12-01"),
        ],
        staff=[{"id": "S1", "grid_code": "A", "kind": "full"}],
        stations=[STATION],
        cameras=[CAMERA | {"angle_deg": 360.0, "range_m": 100.0}],
    )
    assert (found.grid.code, found.kind, found.households) == ("A", GridKind.ALL_PURPOSE, 100)
    assert found.workers is not None
    assert [worker.id for worker in found.workers] == ["S1"]
    assert (found.month.received, found.month.late) == (1, 1)
    assert [(cause.category, cause.overdue_open) for cause in found.categories] == [("路灯", 1)]
    assert found.cameras is not None
    assert (found.cameras.sites, found.cameras.unknown_sectors) == (1, 0)
    assert found.station is not None
    assert (found.station.name, found.station.distance_km) == (
        "和谐村调解站",
        pytest.approx(0, abs=1e-6),
    )
    assert found.missing == ("residents",)


def test_neighbours_share_a_border_and_corners_do_not_count() -> None:
    # A's eastern side of 0.01° of latitude (1.11 km) is longer than its northern (0.89 km).
    neighbours = card("A").neighbours
    assert [one.grid.code for one in neighbours] == ["B", "C"]
    assert [one.border_km for one in neighbours] == pytest.approx([1.11, 0.89], abs=0.01)


def test_what_is_unknown_is_named() -> None:
    found = card("C")
    assert (found.households, found.workers, found.cameras, found.station) == (None,) * 4
    assert found.missing == (
        "residents",
        "households",
        "staff",
        "cameras",
        "stations",
        "incidents",
    )


def test_cameras_without_a_sector_are_named() -> None:
    found = card("A", cameras=[CAMERA])
    assert found.cameras is not None
    assert found.cameras.covered_share is None
    assert "camera_sectors" in found.missing


def test_a_wall_that_sees_aggregates_alone_is_given_no_grid() -> None:
    with pytest.raises(NotPermitted):
        card("A", SCREEN, stations=[STATION], cameras=[CAMERA])


def test_a_code_that_no_grid_has_is_not_found() -> None:
    with pytest.raises(NotFound):
        card("Z")
