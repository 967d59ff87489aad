"""What is printed of a town of four squares, each figure counted by hand."""

from datetime import UTC, datetime

import numpy as np
import pytest

from geo.domain.errors import BadValue, NotFound, NotPermitted
from geo.domain.kinds import Language
from geo.domain.policy import Actor
from geo.ports.printed_maps import PrintedMap
from geo.services.incident_tiles import IncidentTiles
from geo.services.local_time import Month
from geo.services.measures import Measure, Measures
from geo.services.printing.order import PrintLayer, PrintOrder, box_in, near
from geo.services.printing.service import Prints
from geo.services.snapshots import Snapshots
from geo.spatial.town_frames import Extent
from tests.services.town import (
    ADMINISTRATOR,
    LEADER,
    SCREEN,
    SIDE,
    SOUTH,
    WEST,
    WORKER,
    SmallTown,
    incident,
)  # fmt: skip

AT = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
"""In the town it is already the 11th."""
EVERY_LAYER = frozenset(PrintLayer)
DECEMBER = Month(2022, 12)
CAMERA = {"id": "V1", "lon_deg": WEST + SIDE / 2, "lat_deg": SOUTH + SIDE / 2, "state": "alive"}
TOWN = SmallTown(
    incidents=[
        incident(1, "A", "2022-12-05"),
        incident(2, "A", "2022-12-06"),
        incident(3, "B", "2022-12-07"),
        incident(4, "A", "2022-11-07"),
        incident(5, "A", "2021-12-01"),
        incident(6, "C", "2022-12-08", category="矛盾纠纷"),
    ],
    cameras=[CAMERA],
    stations=[{"id": "S1", "kind": "mediation", "lon_deg": WEST + SIDE, "lat_deg": SOUTH + SIDE}],
)


def prints(town: SmallTown = TOWN) -> Prints:
    store = town.store()
    current = Snapshots(store).current
    return Prints(current, store, Measures(current), IncidentTiles(current))


def order(**changes: object) -> PrintOrder:
    base = {"language": Language.ZH_CN, "measure": Measure.INCIDENTS, "month": DECEMBER}
    return PrintOrder(**{**base, **changes})  # type: ignore[arg-type]


def printed(actor: Actor = LEADER, **changes: object) -> PrintedMap:
    return prints().map(actor, order(**changes), AT)


def test_the_page_says_what_it_shows_when_and_that_its_map_lacks_a_number() -> None:
    page = printed()
    assert page.title == "本月事件 · 2022年12月"
    assert page.notes == [
        "底图：本地导入数据",
        "审图号：未设置",
        "数据截至 2022-12-31",
        "制图日期：2026-03-11",
    ]
    assert page.mark == ""


def test_a_demo_is_marked_and_an_approval_number_is_told() -> None:
    settings = {"now": "2022-12-31T23:59:59", "is_demo": "1", "map_approval_number": "青S(2022)1"}
    page = prints(SmallTown(settings=settings)).map(LEADER, order(), AT)
    assert page.mark == "演示数据（虚构）"
    assert page.notes[1] == "审图号：青S(2022)1"


def test_grids_have_the_measure_of_the_month() -> None:
    # A has two in December, B one, C its dispute, D none.
    measure = printed().plate.measure
    assert measure is not None
    assert measure.values.tolist() == [2, 1, 1, 0]


def test_incidents_of_the_month_alone_are_marked_each_once() -> None:
    spots = printed(layers=EVERY_LAYER).plate.incidents
    assert sum(one.count for one in spots) == 4


def test_without_a_month_the_marks_are_of_the_same_month_as_the_measure() -> None:
    # Four of the six are of December, the month of the town's day.
    page = printed(layers=frozenset([PrintLayer.INCIDENTS]), month=None)
    assert page.title == "本月事件 · 2022年12月"
    assert sum(one.count for one in page.plate.incidents) == 4


def test_marks_without_a_measure_and_month_are_of_all_time() -> None:
    page = printed(layers=frozenset([PrintLayer.INCIDENTS]), month=None, measure=None)
    assert sum(one.count for one in page.plate.incidents) == 6


def test_layers_that_are_off_are_neither_drawn_nor_explained() -> None:
    page = printed(layers=frozenset([PrintLayer.STATIONS]))
    assert set(page.keys) == {"stations"}
    assert not page.plate.cameras
    assert not page.plate.incidents


def test_the_grid_that_is_selected_is_outlined_and_named() -> None:
    page = printed(selected="B")
    assert len(page.plate.outlined) == 1
    assert page.subtitle == "选中网格：B网格"


def test_an_extent_in_view_is_printed_and_one_elsewhere_becomes_the_town() -> None:
    inside = printed(box=Extent(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE)).plate.extent
    west, south, east, north = inside
    # 0.01° at 36.4° N: 111.3 km × cos 36.4° ÷ 100 = 896 m wide, 1,110 m high; the zone's north is
    # turned by 1.9° × sin 36.4° = 1.13°, so the box about it is 1,110 × sin 1.13° = 22 m wider.
    assert east - west == pytest.approx(896 + 22, rel=0.005)
    assert north - south == pytest.approx(1110 + 18, rel=0.005)
    assert printed(box=Extent(10, 10, 11, 11)).plate.extent == printed().plate.extent


def test_a_far_view_is_cut_to_what_lies_about_the_town() -> None:
    town = Extent(94.9, 36.4, 94.92, 36.42)
    cut = near(Extent(-180, -85, 180, 85), town)
    sides = (cut.west_deg, cut.south_deg, cut.east_deg, cut.north_deg)
    assert sides == pytest.approx((94.88, 36.38, 94.94, 36.44))


@pytest.mark.parametrize(
    "words", ["1,2,3", "a,b,c,d", "2,1,1,2", "0,0,nan,1", "0,0,inf,1", "0,0,1,89", "0,0,0.0001,1"]
)
def test_what_is_no_box_is_refused(words: str) -> None:
    with pytest.raises(BadValue):
        box_in(words)


def test_no_words_are_no_box() -> None:
    assert box_in("") is None


def test_a_worker_prints_the_map_and_no_table_and_a_screen_prints_nothing() -> None:
    printed(WORKER, layers=EVERY_LAYER)
    with pytest.raises(NotPermitted):
        prints().table(WORKER, order(), AT)
    with pytest.raises(NotPermitted):
        printed(SCREEN)
    with pytest.raises(NotPermitted):
        printed(WORKER, measure=Measure.HOURS_PER_WORKER)


def test_the_table_has_every_grid_with_a_month_and_a_year_before() -> None:
    about, grids = prints().table(ADMINISTRATOR, order(), AT).sheets
    assert [one.heading for one in grids.columns] == [
        "网格代码", "网格", "村（社区）", "本月事件（件）", "2022年11月（件）", "2021年12月（件）",
        "与2022年11月相比的差（件）", "与2021年12月相比的差（件）",
    ]  # fmt: skip
    # November and the December before had one each, both in A.
    assert grids.rows[0] == ("A", "A网格", "", 2.0, 1.0, 1.0, 1.0, 1.0)
    assert grids.rows[3] == ("D", "D网格", "", 0.0, 0.0, 0.0, 0.0, 0.0)
    assert ("说明", "这个月还没过完，数据截至 2022-12-31，与整月相比时请注意。") in about.rows


def test_a_measure_that_knows_no_months_has_no_months_beside() -> None:
    _, grids = prints().table(ADMINISTRATOR, order(measure=Measure.HOUSEHOLDS), AT).sheets
    assert [row[3] for row in grids.rows] == [100.0, 200.0, None, 0.0]
    assert len(grids.columns) == 4


def test_marks_alone_have_no_table() -> None:
    with pytest.raises(BadValue):
        prints().table(ADMINISTRATOR, order(measure=None), AT)


def test_a_grid_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound):
        printed(selected="nowhere")


def test_a_dispute_stands_at_its_grids_middle_for_a_leader() -> None:
    page = printed(layers=frozenset([PrintLayer.INCIDENTS]))
    snapshot = TOWN.snapshot()
    middle = snapshot.metric_grids.geometry.iloc[2].centroid
    near_c = [
        one for one in page.plate.incidents if np.hypot(one.x_m - middle.x, one.y_m - middle.y) < 5
    ]
    assert [one.count for one in near_c] == [1]
