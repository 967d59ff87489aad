"""Measures of shapes in metres: areas, lengths, compactness, inner points; says nothing of people.

Every function takes a metric frame; the result is indexed as the frame.
"""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.units import M2_PER_KM2, M_PER_KM
from geo.spatial.frames import MetricFrame


def area_km2(shapes: MetricFrame) -> "pd.Series[float]":
    """Return the planar area of each shape in km²."""
    return (shapes.geometry.area / M2_PER_KM2).rename("area_km2")


def perimeter_km(shapes: MetricFrame) -> "pd.Series[float]":
    """Return the length of each shape's border, holes included, in km."""
    return (shapes.geometry.length / M_PER_KM).rename("perimeter_km")


def polsby_popper(shapes: MetricFrame) -> "pd.Series[float]":
    """Return the compactness 4π·area ÷ perimeter² (Polsby & Popper 1991): 1 for a disc.

    A shape without a border has none (NaN).
    """
    perimeter = shapes.geometry.length
    area = shapes.geometry.area
    return (4 * np.pi * area / (perimeter**2).where(perimeter > 0)).rename("polsby_popper")


def inner_points(shapes: MetricFrame) -> NDArray[np.float64]:
    """Return an (n, 2) array of metres: one point inside each shape, near its middle."""
    points = shapely.point_on_surface(shapes.geometry.to_numpy())
    return np.column_stack((shapely.get_x(points), shapely.get_y(points)))
