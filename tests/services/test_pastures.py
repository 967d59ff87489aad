"""The seasonal range of the day: where ways are measured from, and what the card says of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
import shapely

from geo.domain.edits import Reassign
from geo.domain.kinds import GridKind
from geo.services.boundary_views import BoundaryViews
from geo.services.far_grids import far_grids
from geo.services.grid_card import GridCards
from geo.services.pastures import ranges
from geo.services.snapshot import Snapshot
from geo.services.station_distance import grid_distance_km
from geo.services.suggestion_town import settlement_km, town_of
from geo.services.suggestions import Suggestions
from geo.spatial.spreading import spread_points
from tests.services.drafted import Desk, drafted_town
from tests.services.town import CENTRES, LEADER, SmallTown

LON, LAT = CENTRES["A"]
PASTORAL = (GridKind.PASTORAL,) * 4
WINTER, SUMMER = ("11-01", "05-20"), ("06-01", "10-31")
STATION = {"id": "S", "kind": "便民调解服务站", "name": "站", "lon_deg": LON, "lat_deg": LAT}


def _square_north(by_deg: float, side_deg: float = 0.01) -> shapely.Polygon:
    """Return a square whose middle lies so many degrees north of the middle of A."""
    half, lat = side_deg / 2, LAT + by_deg
    return shapely.box(LON - half, lat - half, LON + half, lat + half)


def _dated(season: str, days: tuple[str, str], shape: shapely.Polygon, grid: str = "A"):
    starts, ends = days
    row = {"id": f"{grid}{season}", "grid_code": grid, "season": season}
    return {**row, "starts_md": starts, "ends_md": ends}, shape


def _town(**fields) -> SmallTown:
    """Return a town whose grid A winters 0.5° north and summers 1° north of itself."""
    shapes = [
        _dated("冬春", WINTER, _square_north(0.5)),
        _dated("夏秋", SUMMER, _square_north(1.0)),
    ]
    return SmallTown(shapes=shapes, kind="pastoral", **fields)


def _on(town: SmallTown, day: str) -> Snapshot:
    views = BoundaryViews(town.store(), lambda plan_id: None, lambda: datetime.now(UTC))
    return views.snapshot(day)


def test_the_range_is_the_season_of_the_day():
    now = _town().snapshot()
    assert ranges(now)[0].spell.seasons == ("冬春",)
    for day, seasons in (("2022-07-01", ("夏秋",)), ("2022-05-20", ("冬春",)), ("2022-05-21", ())):
        assert ranges(_on(_town(), day))[0].spell.seasons == seasons


def test_a_day_of_change_is_counted_in_the_town_s_own_time():
    # 2022-11-01 00:30 at Golmud is still October in London.
    town = _town(settings={"now": "2022-11-01T00:30:00", "timezone": "Asia/Shanghai"})
    assert ranges(town.snapshot())[0].spell.seasons == ("冬春",)


def test_counting_stays_with_the_grids():
    with_ranges, without = _town().snapshot(), SmallTown(kind="pastoral").snapshot()
    assert with_ranges.grids.geometry.equals(without.grids.geometry)
    assert with_ranges.grids["area_km2"].equals(without.grids["area_km2"])
    assert with_ranges.cells["grid"].tolist() == without.cells["grid"].tolist()


@pytest.mark.parametrize(("day", "degrees"), [("2022-12-31", 0.5), ("2022-07-01", 1.0)])
def test_the_station_is_as_far_as_the_range_of_the_day(day: str, degrees: float):
    # A degree of latitude is 111.132 − 0.559·cos 2φ km long: 110.98 at 36.7° N.
    middle = np.radians(LAT + degrees / 2)
    km = degrees * (111.132 - 0.559 * np.cos(2 * middle))
    snapshot = _on(_town(stations=[STATION]), day)
    assert grid_distance_km(snapshot)[0] == pytest.approx(km, rel=0.002)
    first = far_grids(snapshot).iloc[0]
    assert (first["code"], first["station"]) == ("A", "站")
    assert first["distance_km"] == pytest.approx(km, rel=0.002)


def test_in_a_gap_the_way_is_measured_from_the_grid_itself():
    # The station stands at the middle of A, so the point inside it is at the station.
    snapshot = _on(_town(stations=[STATION]), "2022-05-25")
    assert grid_distance_km(snapshot)[0] == pytest.approx(0, abs=0.01)


def test_other_grids_are_not_touched():
    town, plain = _town(stations=[STATION]), SmallTown(stations=[STATION], kind="pastoral")
    with_ranges, without = (grid_distance_km(one.snapshot()) for one in (town, plain))
    assert with_ranges[1:].tolist() == without[1:].tolist()


def test_herders_anywhere_in_a_square_range_are_0_38_of_its_side_from_its_middle():
    # The mean distance to the centre of a square of side s is (√2 + ln(1 + √2))/6·s = 0.3826·s.
    square = _square_north(0.5, side_deg=0.1)
    town = SmallTown(shapes=[_dated("冬春", WINTER, square)], kind="pastoral").snapshot()
    wide_km, high_km = 0.1 * 111.4 * np.cos(np.radians(LAT + 0.5)), 0.1 * 111.0
    side_km = np.sqrt(wide_km * high_km)
    assert settlement_km(town, PASTORAL)[0] == pytest.approx(0.3826 * side_km, rel=0.02)


def test_the_way_to_the_herders_starts_at_the_station_in_the_grid():
    snapshot = _town(stations=[STATION]).snapshot()
    assert settlement_km(snapshot, PASTORAL)[0] == pytest.approx(0.5 * 110.98, rel=0.003)
    assert town_of(snapshot).seasons == {0: "冬春"}


def test_two_ranges_at_once_after_a_merger_are_one_together():
    shapes = [
        _dated("冬春", WINTER, _square_north(0.5)),
        _dated("冬", ("12-01", "02-28"), _square_north(1.0)),
    ]
    found = ranges(SmallTown(shapes=shapes).snapshot())[0]
    assert set(found.spell.seasons) == {"冬春", "冬"}
    assert (found.spell.since, found.spell.until) == (date(2022, 12, 1), date(2023, 2, 28))
    assert found.geometry.area == pytest.approx(2 * 0.01**2)


def test_a_shape_of_no_known_grid_or_day_is_left_out():
    shapes = [
        _dated("冬春", WINTER, _square_north(0.5), grid="Z"),
        _dated("夏秋", ("夏", "秋"), _square_north(1.0)),
    ]
    assert ranges(SmallTown(shapes=shapes).snapshot()) == {}


def test_the_card_dates_the_range_and_the_next_change():
    season = GridCards(lambda: _town().snapshot()).card(LEADER, "A").season
    assert season is not None
    assert (season.since, season.until) == (date(2022, 11, 1), date(2023, 5, 20))
    assert season.then == ()


def test_the_card_of_a_grid_without_dated_shapes_says_nothing():
    assert GridCards(lambda: _town().snapshot()).card(LEADER, "B").season is None


def test_a_draft_measures_the_ways_of_a_pasture_as_the_staffing_page_does():
    shapes = [_dated("冬春", WINTER, _square_north(0.5), grid="D")]
    desk = Desk(store=replace(drafted_town(), shapes=shapes, kind="pastoral").store())
    need = next(
        grid
        for grid in Suggestions(desk.snapshots.current).suggest(LEADER).grids
        if grid.code == "D"
    )
    applied = desk.drafts.apply(desk.by(), 0, Reassign(("c2",), "D"), "")
    before = next(one.before for one in applied.impact.grids if one.code == "D")
    assert before.hours_week == pytest.approx(need.workload_h_week)
    assert before.station_min == pytest.approx(_minutes(desk), rel=0.01)
    assert "season_range" in [reason.code for reason in need.reasons]


def _minutes(desk: Desk) -> float:
    """Return minutes from the range half a degree north of A to D's station beside it."""
    norms = desk.store.norms()
    km = float(grid_distance_km(desk.snapshots.current())[3])
    # The range lies 0.5° north of A's middle, the station 0.01° north and 0.0125° east of it.
    assert km == pytest.approx(norms["detour_factor"].value * 0.49 * 110.98, rel=0.01)
    return km / norms["speed_kmh.pastoral"].value * 60


def test_spread_points_lie_evenly_inside_and_a_sliver_has_one():
    # A triangle is half its box: about half of a raster of 200 points.
    triangle = shapely.Polygon([(0, 0), (10, 0), (0, 10)])
    points = spread_points(triangle, 100)
    assert 90 <= len(points) <= 110
    assert shapely.contains_xy(triangle, points[:, 0], points[:, 1]).all()
    assert points.mean(axis=0) == pytest.approx([10 / 3, 10 / 3], abs=0.3)
    assert len(spread_points(shapely.box(0, 0, 1e-9, 10))) >= 1
