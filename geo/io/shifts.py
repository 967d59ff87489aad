"""The GCJ-02 and BD-09 arithmetic: offsets of Chinese web maps, undone to centimetres.

GCJ-02's offset follows the public reverse-engineered series (eviltransform, 2013) on the
Krasovsky 1940 ellipsoid; its inverse is found by fixed-point iteration. BD-09 adds Baidu's own.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]

_SEMI_MAJOR_M = 6_378_245.0
_ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
_CHINA_LON_DEG = (72.004, 137.8347)
_CHINA_LAT_DEG = (0.8293, 55.8271)
_ITERATIONS = 6
_BAIDU_SCALE = np.pi * 3000.0 / 180.0
_BAIDU_LON_DEG, _BAIDU_LAT_DEG = 0.0065, 0.006


def gcj02_of(lon_deg: Degrees, lat_deg: Degrees) -> tuple[Degrees, Degrees]:
    """Return the GCJ-02 longitudes and latitudes of WGS 84 points; outside China they are equal."""
    east_m, north_m = _waves_m(lon_deg - 105.0, lat_deg - 35.0)
    latitude = np.radians(lat_deg)
    flat = 1 - _ECCENTRICITY_SQUARED * np.sin(latitude) ** 2
    meridian_m = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_SQUARED) / flat**1.5
    parallel_m = _SEMI_MAJOR_M / np.sqrt(flat) * np.cos(latitude)
    inside = in_china(lon_deg, lat_deg)
    lon_shift = np.where(inside, np.degrees(east_m / parallel_m), 0.0)
    lat_shift = np.where(inside, np.degrees(north_m / meridian_m), 0.0)
    return lon_deg + lon_shift, lat_deg + lat_shift


def wgs84_of_gcj02(lon_deg: Degrees, lat_deg: Degrees) -> tuple[Degrees, Degrees]:
    """Return the WGS 84 longitudes and latitudes of GCJ-02 points."""
    lon, lat = lon_deg, lat_deg
    for _ in range(_ITERATIONS):
        shifted_lon, shifted_lat = gcj02_of(lon, lat)
        lon, lat = lon + lon_deg - shifted_lon, lat + lat_deg - shifted_lat
    return lon, lat


def wgs84_of_bd09(lon_deg: Degrees, lat_deg: Degrees) -> tuple[Degrees, Degrees]:
    """Return the WGS 84 longitudes and latitudes of BD-09 points."""
    x, y = lon_deg - _BAIDU_LON_DEG, lat_deg - _BAIDU_LAT_DEG
    radius = np.hypot(x, y) - 0.00002 * np.sin(y * _BAIDU_SCALE)
    angle = np.arctan2(y, x) - 0.000003 * np.cos(x * _BAIDU_SCALE)
    return wgs84_of_gcj02(radius * np.cos(angle), radius * np.sin(angle))


def in_china(lon_deg: Degrees, lat_deg: Degrees) -> NDArray[np.bool_]:
    """Return which points lie in the rectangle within which the offset is applied."""
    west, east = _CHINA_LON_DEG
    south, north = _CHINA_LAT_DEG
    inside: NDArray[np.bool_] = (
        (lon_deg >= west) & (lon_deg <= east) & (lat_deg >= south) & (lat_deg <= north)
    )
    return inside


UNSHIFT: dict[str, Callable[[Degrees, Degrees], tuple[Degrees, Degrees]]] = {
    "GCJ-02": wgs84_of_gcj02,
    "BD-09": wgs84_of_bd09,
}


def _waves_m(x: Degrees, y: Degrees) -> tuple[Degrees, Degrees]:
    root = np.sqrt(np.abs(x))
    common = 20.0 * np.sin(6 * np.pi * x) + 20.0 * np.sin(2 * np.pi * x)
    east = 300.0 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + 0.1 * root
    east += (common + _ripple(x, ((20.0, 1), (40.0, 3), (150.0, 12), (300.0, 30)))) * 2 / 3
    north = -100.0 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 0.2 * root
    north += (common + _ripple(y, ((20.0, 1), (40.0, 3), (160.0, 12), (320.0, 30)))) * 2 / 3
    return east, north


def _ripple(degrees: Degrees, waves: tuple[tuple[float, int], ...]) -> Degrees:
    total = np.zeros_like(degrees)
    for height_m, divisor in waves:
        total = total + height_m * np.sin(degrees * np.pi / divisor)
    return total
