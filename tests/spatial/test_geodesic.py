"""Lengths and areas on the ellipsoid against planes and lines laid through the same places."""

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geo.spatial import frames
from geo.spatial.geodesic import CIRCLE_CORNERS, area_and_perimeter, circle_ring

LON, LAT = 94.9, 36.4


def test_a_small_square_has_the_area_and_border_that_metres_give_it() -> None:
    shape = shapely.box(LON, LAT, LON + 0.01, LAT + 0.01)
    area_m2, perimeter_m = area_and_perimeter(shape)
    xy = frames.metric_xy(*shapely.get_coordinates(shape).T, frames.MetricCrs("EPSG:32646"))
    plane = shapely.Polygon(xy)
    # UTM's scale lies within 0.04 % of 1 inside a zone: twice that for areas.
    assert area_m2 == pytest.approx(plane.area, rel=1e-3)
    assert perimeter_m == pytest.approx(plane.length, rel=5e-4)


def test_the_area_does_not_depend_on_which_way_the_ring_runs() -> None:
    shape = shapely.box(LON, LAT, LON + 0.5, LAT + 0.5)
    assert (
        area_and_perimeter(shape)[0]
        == area_and_perimeter(shapely.Polygon(shape.exterior.coords[::-1]))[0]
    )


@pytest.mark.parametrize("radius_m", [10, 500, 30_000])
def test_each_corner_of_a_circle_is_as_far_from_its_centre_as_asked(radius_m: int) -> None:
    ring = circle_ring(LON, LAT, radius_m)
    same = np.ones(len(ring))
    _, _, far_m = Geod(ellps="WGS84").inv(LON * same, LAT * same, *ring.T)
    assert far_m == pytest.approx(same * radius_m, rel=1e-9)
    area_m2, _ = area_and_perimeter(shapely.Polygon(ring))
    turn = 2 * np.pi / CIRCLE_CORNERS
    assert area_m2 == pytest.approx(np.pi * radius_m**2 * np.sin(turn) / turn, rel=1e-4)
