"""Lengths and areas on the WGS 84 ellipsoid, from degrees; knows no projection."""

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

_WGS84 = Geod(ellps="WGS84")
CIRCLE_CORNERS = 128
"""A ring of so many corners has 0.04 % less area than its circle: 1 − sin(2π/128) ÷ (2π/128)."""


def area_and_perimeter(shape: shapely.Polygon) -> tuple[float, float]:
    """Return m² and the length of the border in m, its edges being geodesics (Karney 2013)."""
    area_m2, perimeter_m = _WGS84.geometry_area_perimeter(shape)
    return abs(float(area_m2)), float(perimeter_m)


def circle_ring(lon_deg: float, lat_deg: float, radius_m: float) -> NDArray[np.float64]:
    """Return (128, 2) degrees: places at one distance from a centre, clockwise from the north."""
    turns_deg = np.arange(CIRCLE_CORNERS) * (360 / CIRCLE_CORNERS)
    same = np.ones(CIRCLE_CORNERS)
    lon, lat, _ = _WGS84.fwd(lon_deg * same, lat_deg * same, turns_deg, radius_m * same)
    return np.column_stack((lon, lat))
