"""The alluvial fan of the Golmud river: angle and distance from its apex, gently warped.

Canals run along angles and lanes along distances, so field blocks follow the slope.
"""

import numpy as np
from shapely import Polygon

from geo.samples.plane import Array

Box = tuple[float, float, float, float]

_ANGLE_STEP_DEG = 0.25
_RADIUS_STEP_KM = 0.25


def fan_km(angle_deg: Array, radius_km: Array) -> Array:
    """Return (n, 2) km of the plane for warped fan coordinates (angle from north, distance)."""
    angle = angle_deg + 0.30 * np.sin(0.8 * radius_km + 0.21 * angle_deg)
    angle = angle + 0.13 * np.sin(2.1 * radius_km + 1.3)
    radius = radius_km + 0.11 * np.sin(0.55 * angle_deg + 0.3 * radius_km)
    radius = radius + 0.05 * np.sin(1.9 * angle_deg + 2.0)
    turn = np.radians(angle)
    return np.column_stack((radius * np.sin(turn), radius * np.cos(turn)))


def radial_km(angle_deg: float, start_km: float, end_km: float) -> Array:
    """Return the line of one angle between two distances."""
    radius = _steps(start_km, end_km, _RADIUS_STEP_KM)
    return fan_km(np.full_like(radius, angle_deg), radius)


def arc_km(radius_km: float, start_deg: float, end_deg: float) -> Array:
    """Return the line of one distance between two angles."""
    angle = _steps(start_deg, end_deg, _ANGLE_STEP_DEG)
    return fan_km(angle, np.full_like(angle, radius_km))


def box_polygon(box: Box, margin: float = 0.0) -> Polygon:
    """Return the polygon of (angle from, angle to, distance from, distance to).

    `margin` widens it by as many degrees and a tenth as many km: painted neighbours overlap.
    """
    west, east = box[0] - margin, box[1] + margin
    near, far = box[2] - margin / 10, box[3] + margin / 10
    sides = (
        radial_km(west, near, far),
        arc_km(far, west, east),
        radial_km(east, far, near),
        arc_km(near, east, west),
    )
    return Polygon(np.concatenate(sides))


def _steps(start: float, end: float, step: float) -> Array:
    return np.linspace(start, end, max(2, round(abs(end - start) / step) + 1))
