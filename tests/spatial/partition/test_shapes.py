"""Borders in short stretches: all of them, none twice."""

import numpy as np
import pytest
import shapely

from geo.spatial.partition import stretches

ANGLES = np.linspace(0, 2 * np.pi, 40, endpoint=False)


def circle(radius_m: float) -> np.ndarray:
    return radius_m * np.column_stack((np.cos(ANGLES), np.sin(ANGLES)))


def test_stretches_are_the_whole_border_with_its_holes() -> None:
    """Rings of 40 edges make stretches of 16, 16 and 8; their lengths add up to the border's."""
    ring = shapely.Polygon(circle(100), [circle(50)])
    found = stretches(ring)
    assert shapely.get_num_coordinates(found).tolist() == [17, 17, 9] * 2
    assert shapely.length(found).sum() == pytest.approx(shapely.length(ring))
    assert shapely.union_all(found).equals(shapely.boundary(ring))
