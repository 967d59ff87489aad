"""Points spread evenly over a shape: where people are who may be anywhere in it."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

POINTS_ABOUT = 100


def spread_points(shape: BaseGeometry, about: int = POINTS_ABOUT) -> NDArray[np.float64]:
    """Return an (n, 2) array of about so many points of a square raster inside the shape.

    The raster's cells have the area of the shape ÷ `about`; a shape too narrow for any has one
    point. The shape and the points are in one plane.
    """
    west, south, east, north = shape.bounds
    step = float(np.sqrt(shape.area / about))
    if step > 0:
        x, y = (
            low + (np.arange(np.ceil((high - low) / step)) + 0.5) * step
            for low, high in ((west, east), (south, north))
        )
        raster = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        inside = raster[shapely.contains_xy(shape, raster[:, 0], raster[:, 1])]
        if len(inside):
            return np.asarray(inside, np.float64)
    return np.asarray(shapely.get_coordinates(shapely.point_on_surface(shape)), np.float64)
