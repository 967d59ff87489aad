from datetime import datetime

import pytest

from geo.domain.errors import NotFound, NotPermitted
from geo.services.gazetteer import PlaceKind
from geo.services.lookup import Lookup
from tests.services.town import (
    CENTRES,
    DISPATCHER,
    LEADER,
    NOWHERE,
    SCREEN,
    ZONE,
    SmallTown,
    incident,
)

LON, LAT = CENTRES["A"]
OFF_CENTRE = (LON + 0.003, LAT)


def lookup(*rows: dict, **town) -> Lookup:
    snapshot = SmallTown(incidents=rows, **town).snapshot()
    return Lookup(lambda: snapshot)


def test_an_incident_is_found_by_its_number_with_grid_worker_and_deadline() -> None:
    answer = lookup(
        incident(7, "A", "2022-12-01T08:00", due_at="2022-12-05", address="和谐村12号"),
        staff=[{"id": "S1", "grid_code": "A", "kind": "part", "mobile": False}],
    )
    found = answer.incident(LEADER, " I0007 ")
    assert found.grid is not None
    assert (found.grid.code, found.grid.name) == ("A", "A网格")
    assert [(worker.id, worker.kind) for worker in found.workers] == [("S1", "part")]
    assert found.due_at == datetime(2022, 12, 5, tzinfo=ZONE)
    assert (found.is_open, found.is_overdue, found.state) == (True, True, None)
    assert (found.address, found.is_at_centre) == ("和谐村12号", False)
    with pytest.raises(NotFound):
        answer.incident(LEADER, "I0008")


def test_every_word_must_occur_in_number_category_address_or_grid() -> None:
    answer = lookup(
        incident(1, "A", "2022-12-01", address="和谐村1号"),
        incident(2, "B", "2022-12-01", address="和谐村2号", category="垃圾"),
    )
    assert [one.id for one in answer.incidents(LEADER, "路灯，和谐村")] == ["I0001"]
    assert [one.id for one in answer.incidents(LEADER, "b网格")] == ["I0002"]
    assert answer.incidents(LEADER, "路灯 B网格") == ()
    assert answer.incidents(LEADER, " ， ") == ()


def test_open_ones_come_first_and_then_the_newest() -> None:
    answer = lookup(
        incident(1, "A", "2022-12-03", closed_at="2022-12-04"),
        incident(2, "A", "2022-12-01"),
        incident(3, "A", "2022-12-02"),
    )
    assert [one.id for one in answer.incidents(LEADER, "路灯")] == ["I0003", "I0002", "I0001"]
    assert [one.id for one in answer.incidents(LEADER, "路灯", limit=1)] == ["I0003"]


def test_a_dispute_is_placed_at_its_grids_centre_and_its_address_is_not_searched() -> None:
    answer = lookup(
        incident(1, OFF_CENTRE, "2022-12-01", category="邻里纠纷", address="枸杞路8号"),
        incident(2, NOWHERE, "2022-12-01", category="邻里纠纷"),
    )
    seen = answer.incident(LEADER, "I0001")
    assert (seen.lon_deg, seen.lat_deg) == pytest.approx((LON, LAT), abs=1e-6)
    assert (seen.is_at_centre, seen.address) == (True, None)
    assert answer.incidents(LEADER, "枸杞路") == ()
    outside = answer.incident(LEADER, "I0002")
    assert (outside.lon_deg, outside.grid) == (None, None)


def test_the_handler_sees_where_a_dispute_is() -> None:
    answer = lookup(
        incident(1, OFF_CENTRE, "2022-12-01", category="邻里纠纷", address="枸杞路8号"),
    )
    (seen,) = answer.incidents(DISPATCHER, "枸杞路")
    assert (seen.lon_deg, seen.address) == (OFF_CENTRE[0], "枸杞路8号")


def test_places_are_found_by_name_and_code_those_that_begin_with_it_first() -> None:
    answer = lookup(
        places=[
            {"id": "p1", "name": "小岛", "lon_deg": LON, "lat_deg": LAT},
            {"id": "p2", "name": "中小岛村", "lon_deg": LON, "lat_deg": LAT},
        ],
        stations=[{"id": "S1", "kind": "调解站", "lon_deg": LON, "lat_deg": LAT}],
    )
    assert [place.name for place in answer.places(LEADER, "小岛")] == ["小岛", "中小岛村"]
    (grid,) = answer.places(LEADER, "a网")
    assert (grid.kind, grid.code) == (PlaceKind.GRID, "A")
    assert (grid.lon_deg, grid.lat_deg) == pytest.approx((LON, LAT))
    # A station without a name goes by its id.
    assert [place.name for place in answer.places(LEADER, "s1")] == ["S1"]
    assert answer.places(LEADER, "") == ()


def test_pinyin_initials_find_a_place() -> None:
    place = {"id": "p1", "name": "和谐村", "lon_deg": LON, "lat_deg": LAT}
    answer = lookup(places=[place, place | {"id": "p2", "name": "小岛"}])
    assert [found.name for found in answer.places(LEADER, "HXC")] == ["和谐村"]
    assert answer.places(LEADER, "xc") == ()


def test_text_is_taken_literally() -> None:
    assert lookup(incident(1, "A", "2022-12-01")).incidents(LEADER, ".*") == ()


def test_the_screen_may_not_look_up_work_orders() -> None:
    with pytest.raises(NotPermitted):
        lookup().incidents(SCREEN, "路灯")
    with pytest.raises(NotPermitted):
        lookup().incident(SCREEN, "I0001")
