"""The demo town's plane in km, from the apex of the Golmud fan; a linear map, so lines stay lines.

The plane serves to invent shapes; areas and lengths of the product are measured elsewhere.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

Array = NDArray[np.float64]
G = TypeVar("G", bound=BaseGeometry)

APEX_DEG = (94.80, 36.10)
KM_PER_DEG = (89.60, 110.95)
STEP_DEG = 1e-7


def to_km(deg: Array | Sequence[Sequence[float]]) -> Array:
    """Return (n, 2) km east and north of the apex for (n, 2) degrees."""
    return (np.asarray(deg, dtype=float) - APEX_DEG) * KM_PER_DEG


def to_deg(km: Array) -> Array:
    """Return (n, 2) degrees for (n, 2) km of the plane."""
    return np.asarray(km, dtype=float) / KM_PER_DEG + APEX_DEG


def ring_km(ring_deg: Sequence[Sequence[float]]) -> Polygon:
    """Return the polygon in km of a ring given in degrees."""
    return Polygon(to_km(ring_deg))


def rounded_deg(km: Array) -> Array:
    """Return degrees on the grid of 1e-7 degrees for points in km."""
    return np.round(to_deg(km), 7)


def geometry_km(geometry: G) -> G:
    """Return a geometry given in degrees in km of the plane."""
    return shapely.transform(geometry, to_km)


def geometry_deg(geometry: G) -> G:
    """Return a geometry given in km of the plane in degrees."""
    return shapely.transform(geometry, to_deg)
