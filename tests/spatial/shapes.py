"""Small metric layers of which every number can be checked by hand."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.spatial import frames
from geo.spatial.frames import MetricCrs, MetricFrame

UTM_46 = MetricCrs("EPSG:32646")


def layer(shapes: Sequence[BaseGeometry]) -> MetricFrame:
    geometry = np.asarray(shapes, dtype=object)
    return frames.in_metres(pd.DataFrame(index=range(len(geometry))), geometry, UTM_46)


def square(x: float, y: float, side: float = 1_000.0) -> BaseGeometry:
    return shapely.box(x, y, x + side, y + side)


def four_squares() -> MetricFrame:
    """Positions 0 and 1 below, 2 and 3 above; sides of 1 km."""
    return layer([square(x, y) for y in (0, 1_000) for x in (0, 1_000)])
