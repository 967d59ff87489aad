import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.spatial import frames
from geo.spatial.sectors import cover, covered_km2, is_covered, sector_polygons
from tests.spatial.shapes import UTM_46, four_squares

NAN = np.nan


def _sectors(*rows: tuple[float, float, float, float, float]):
    x, y, bearing, angle, reach = np.array(rows, float).T
    return sector_polygons(np.column_stack((x, y)), bearing, angle, reach)


def test_a_quarter_looking_east_holds_what_is_east() -> None:
    (sector,) = _sectors((0, 0, 90, 90, 100))
    assert sector.area == pytest.approx(np.pi * 100**2 / 4)
    assert shapely.contains_xy(sector, 99, 0)
    assert not shapely.contains_xy(sector, 0, 99)
    assert not shapely.contains_xy(sector, -1, 0)


def test_a_dome_needs_no_bearing() -> None:
    (dome,) = _sectors((500, 500, NAN, 360, 100))
    assert dome.area == pytest.approx(np.pi * 100**2)
    assert dome.is_valid


def test_what_is_unknown_has_no_sector() -> None:
    found = _sectors(
        (0, 0, NAN, 90, 50), (0, 0, 10, NAN, 50), (0, 0, 10, 90, NAN), (NAN, 0, 0, 9, 9)
    )
    assert shapely.is_missing(found).all()


def test_ground_seen_twice_is_counted_once() -> None:
    # Two domes on one spot, on the border of positions 0 and 1: half of π·0.1² km² each.
    covered = cover(_sectors((1_000, 500, NAN, 360, 100), (1_000, 500, NAN, 360, 100)))
    expected = np.pi * 0.1**2 / 2
    assert covered_km2(covered, four_squares()) == pytest.approx([expected, expected, 0, 0])


def test_points_are_covered_or_not() -> None:
    covered = cover(_sectors((0, 0, NAN, 360, 100)))
    asked = np.array([[50.0, 0.0], [150.0, 0.0], [NAN, 0.0]])
    assert is_covered(covered, asked).tolist() == [True, False, False]


def test_no_sector_covers_nothing() -> None:
    covered = cover(_sectors((0, 0, NAN, NAN, NAN)))
    assert covered_km2(covered, four_squares()).tolist() == [0, 0, 0, 0]
    assert not is_covered(covered, np.zeros((3, 2))).any()


@given(
    bearing=st.floats(0, 360),
    angle=st.floats(1, 360),
    reach=st.floats(1, 5_000),
)
def test_every_sector_is_valid_and_has_the_area_of_its_angle(bearing, angle, reach) -> None:
    (sector,) = _sectors((3.0, 4.0, bearing, angle, reach))
    assert sector.is_valid
    assert sector.area == pytest.approx(angle / 360 * np.pi * reach**2, rel=1e-6)


def test_grid_north_differs_from_true_north_by_the_convergence() -> None:
    lon, lat = np.array([94.9]), np.array([36.4])
    step = frames.metric_xy(lon, lat + 0.001, UTM_46) - frames.metric_xy(lon, lat, UTM_46)
    true_north_deg = np.degrees(np.arctan2(step[:, 0], step[:, 1]))
    assert frames.convergence_deg(lon, lat, UTM_46) == pytest.approx(-true_north_deg, abs=1e-3)
