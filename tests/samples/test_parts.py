"""The parts the demo is made with, on cases small enough to check by hand."""

from datetime import date

import numpy as np
import pytest
import shapely
from shapely import Point, Polygon, box

from geo.samples.carve import Crowd, Style, carve
from geo.samples.deadlines import due_s
from geo.samples.groups import numeral
from geo.samples.plane import to_deg, to_km
from geo.samples.roughness import roughened
from geo.samples.settlements import residents_of
from geo.samples.streams import stream
from geo.samples.tables import invented, short_name, unit_codes
from geo.samples.tiling import tiled
from geo.samples.workclock import DAY_S, HOUR_S, day_number, work_clock

_STRAIGHT = Style(swing_deg=0.0, rough_share=0.0, least_km=9.0, axis_deg=0.0)


def _local_s(day: date, hour: float) -> float:
    return day_number(day) * DAY_S + hour * HOUR_S


def _position(category: str) -> int:
    names = [row["name"] for row in invented("categories")["categories"]]
    return names.index(category)


def _due_hours(category: str, channel: str, day: date, hour: float) -> float:
    """Return the deadline in hours since the midnight that begins `day`."""
    due = due_s(np.array([_position(category)]), [channel], np.array([_local_s(day, hour)]))
    return float(due[0] - _local_s(day, 0)) / HOUR_S


def test_pieces_of_a_carved_square_fill_it() -> None:
    square = box(0, 0, 4, 4)
    rng = np.random.default_rng(7)
    crowd = Crowd(rng.uniform(0, 4, (400, 2)), np.ones(400))
    pieces = carve(square, 8, crowd, Style(5.0, 0.05, 0.3), rng)
    assert len(pieces) == 8
    assert np.isclose(shapely.area(pieces).sum(), 16.0)
    assert shapely.union_all(pieces, grid_size=1e-9).area == pytest.approx(16.0)


def test_a_cut_leaves_no_sliver_however_crowded_one_end_is() -> None:
    crowd = Crowd(np.full((50, 2), 0.01), np.ones(50))
    pieces = carve(box(0, 0, 10, 1), 2, crowd, _STRAIGHT, np.random.default_rng(1))
    # The crowd asks for a cut at 0.01 km; the least share of the extent, 0.24 of 10 km, holds.
    assert sorted(shapely.area(pieces)) == pytest.approx([2.4, 7.6])


def test_tiling_gives_both_sides_of_a_border_the_vertex_of_a_third_cell() -> None:
    # Left square; right side in two: their corner at (1, 0.5) lies on the left one's straight side.
    leaves = [box(0, 0, 1, 1), box(1, 0, 2, 0.5), box(1, 0.5, 2, 1)]
    cells = tiled(leaves)
    assert shapely.coverage_is_valid(cells)
    assert [len(cell.exterior.coords) for cell in cells] == [6, 5, 5]


def test_roughening_keeps_the_ends_and_shortens_the_pieces() -> None:
    line = roughened(np.array([[0.0, 0.0], [8.0, 0.0]]), 0.1, 1.0, np.random.default_rng(3))
    assert line[0].tolist() == [0.0, 0.0]
    assert line[-1].tolist() == [8.0, 0.0]
    assert np.hypot(*np.diff(line, axis=0).T).max() <= 1.0


def test_the_plane_goes_there_and_back() -> None:
    golmud = [[94.90061, 36.40672]]
    assert to_deg(to_km(golmud)).tolist()[0] == pytest.approx(golmud[0], abs=1e-12)
    # 0.30672 degrees of latitude north of the apex at 36.10, 110.95 km each.
    assert to_km(golmud)[0, 1] == pytest.approx(34.03, abs=0.01)


def test_residents_of_households_add_up_exactly() -> None:
    residents = residents_of(100, 306, np.random.default_rng(5))
    assert residents.sum() == 306
    assert residents.min() >= 1


def test_the_work_clock_stands_still_on_a_holiday() -> None:
    clock = work_clock()
    first, last = _local_s(date(2022, 10, 1), 0), _local_s(date(2022, 10, 8), 0)
    assert clock.worked(np.array([last]))[0] - clock.worked(np.array([first]))[0] < 1.0


def test_eight_working_hours_from_friday_afternoon_end_on_monday() -> None:
    # Friday 2022-06-10, 16:00: 2.5 h are left till 18:30. Monday: 3.5 h till 12:30, then 2 h
    # from 14:00 make 8: 16:00 on the fourth day, 3 × 24 + 16 hours on.
    due = _due_hours("垃圾堆放", "patrol", date(2022, 6, 10), 16)
    assert due == pytest.approx(88.0, abs=0.001)


def test_three_working_days_end_with_the_third_day_after() -> None:
    # Monday 2022-06-06, 10:00: the third working day after is Thursday; offices close at 18:30.
    due = _due_hours("路灯损坏", "patrol", date(2022, 6, 6), 10)
    assert due == pytest.approx(3 * 24 + 18.5, abs=0.001)


def test_the_hotline_has_five_working_days_but_not_for_emergencies() -> None:
    lamp = _due_hours("路灯损坏", "hotline_12345", date(2022, 6, 6), 10)
    # Five working days after a Monday: the next Monday.
    assert lamp == pytest.approx(7 * 24 + 18.5, abs=0.001)
    stuck = _due_hours("游客受困", "hotline_12345", date(2022, 6, 6), 10)
    assert stuck == pytest.approx(10 + 12)


def test_a_dispute_has_until_the_end_of_the_thirtieth_day() -> None:
    due = _due_hours("邻里纠纷", "resident", date(2022, 6, 1), 10)
    assert due == pytest.approx(31 * 24 - 1 / 3600)


def test_streams_of_two_parts_differ_and_repeat() -> None:
    assert stream(1, "a").integers(1 << 30) == stream(1, "a").integers(1 << 30)
    assert stream(1, "a").integers(1 << 30) != stream(1, "b").integers(1 << 30)


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")]
)
def test_numbers_are_written_in_chinese(number: int, written: str) -> None:
    assert numeral(number) == written


def test_the_town_has_22_units_whose_short_names_drop_the_committee() -> None:
    assert len(unit_codes()) == 22
    assert short_name("632801100219") == "和谐村"
    assert short_name("632801100500") == "西大滩"
    assert short_name("632801100100") == "胡杨城镇社区"


def test_a_polygon_with_an_island_cut_off_is_carved_in_connected_pieces() -> None:
    # A U opens upward; a cut across its arms would leave two tips on one side.
    u_shape = Polygon([(0, 0), (6, 0), (6, 9), (4, 9), (4, 2), (2, 2), (2, 9), (0, 9)])
    crowd = Crowd(np.array([[1.0, 5.0], [5.0, 5.0]]), np.ones(2))
    pieces = carve(u_shape, 2, crowd, _STRAIGHT, np.random.default_rng(2))
    assert all(isinstance(piece, Polygon) for piece in pieces)
    assert np.isclose(shapely.area(pieces).sum(), u_shape.area)
    assert Point(5, 8.5).within(shapely.union_all(pieces))
