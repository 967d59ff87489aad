"""A layer of adjoining polygons cut into tiles: simplified as one, so that shared borders stay so.

Simplified in metres, once a zoom; drawn in the unit square of `tiles`.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.spatial import frames
from geo.spatial.frames import MetricFrame
from geo.spatial.tiles import Tile, world_xy

TILE_PX = 512
"""How wide a tile is drawn at its zoom; a map is one zoom deeper than the tiles it asks for."""
UNITS = 2048
"""Steps along a tile's side."""
BUFFER = 32
"""Steps by which a tile's polygons reach beyond it."""
_EQUATOR_M = 40_075_016.686
_TOLERANCE_PX = 0.75

Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Band:
    """Polygons (n) as they are drawn at one zoom, in the unit square of the world."""

    shapes: Shapes
    tree: shapely.STRtree

    def cut(self, tile: Tile) -> tuple[NDArray[np.int64], Shapes]:
        """Return positions, ascending, of what lies in a tile, and it in steps, y down.

        What is smaller than a step is left out.
        """
        side, margin = 1 / (1 << tile.zoom), BUFFER / UNITS
        low = np.array([tile.x - margin, tile.y - margin]) * side
        high = np.array([tile.x + 1 + margin, tile.y + 1 + margin]) * side
        place = np.sort(self.tree.query(shapely.box(*low, *high)))
        clipped = shapely.clip_by_rect(self.shapes[place], *low, *high)
        steps = shapely.transform(clipped, lambda world: np.rint(tile.within(world) * UNITS))
        kept = shapely.area(steps) > 0
        return place[kept].astype(np.int64), steps[kept]


def px_m(zoom: int, lat_deg: float) -> float:
    """Return how many metres of ground a pixel shows at a tile's zoom."""
    return float(_EQUATOR_M * np.cos(np.deg2rad(lat_deg)) / (TILE_PX << zoom))


def band(layer: MetricFrame, zoom: int) -> Band:
    """Return a layer as it is drawn at a tile's zoom."""
    shapes = layer.geometry.to_numpy()
    lat_deg = _middle_lat_deg(layer)
    drawn = shapely.coverage_simplify(shapes, _TOLERANCE_PX * px_m(zoom, lat_deg))
    degrees = frames.to_storage(frames.beside(layer, layer[["code"]], drawn))
    world = shapely.transform(degrees.geometry.to_numpy(), lambda xy: world_xy(*xy.T))
    return Band(world, shapely.STRtree(world))


def median_side_m(layer: MetricFrame) -> float:
    """Return the side of a square as large as the median polygon; 0 without any."""
    area_m2 = shapely.area(layer.geometry.to_numpy())
    return float(np.sqrt(np.median(area_m2))) if len(area_m2) else 0.0


def fits_from(layer: MetricFrame, least_px: float, deepest: int) -> int:
    """Return the least zoom of tiles at which the median polygon is so many pixels wide."""
    side_m, lat_deg = median_side_m(layer), _middle_lat_deg(layer)
    for zoom in range(deepest):
        if side_m >= least_px * px_m(zoom, lat_deg):
            return zoom
    return deepest


def _middle_lat_deg(layer: MetricFrame) -> float:
    if len(layer) == 0:
        return 0.0
    middle = frames.to_storage(layer.iloc[[len(layer) // 2]])
    return float(middle.geometry.iloc[0].centroid.y)
