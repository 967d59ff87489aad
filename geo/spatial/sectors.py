"""What camera sites cover: sectors from bearing, angle and range, and their overlap-free area.

A site whose bearing, angle or range is unknown has no sector; it is never given a default.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.units import M2_PER_KM2
from geo.spatial.frames import MetricFrame

FULL_CIRCLE_DEG = 360.0
_ARC_STEPS = 72


def sector_polygons(
    xy: NDArray[np.float64],
    bearing_deg: NDArray[np.float64],
    angle_deg: NDArray[np.float64],
    range_m: NDArray[np.float64],
) -> NDArray[np.object_]:
    """Return n polygons in metres, None where a sector is unknown; `xy` is (n, 2).

    `bearing_deg` is the middle of the view, clockwise from grid north; at 360° of angle (a dome)
    no bearing is needed. The arc is a chain of chords with the area of the true sector.
    """
    polygons = np.full(len(xy), None, dtype=object)
    dome = angle_deg >= FULL_CIRCLE_DEG
    sized = np.isfinite(xy).all(axis=1) & (angle_deg > 0) & (range_m > 0)
    for chosen in (sized & dome, sized & ~dome & np.isfinite(bearing_deg)):
        if chosen.any():
            middle = np.where(dome, 0.0, bearing_deg)[chosen]
            rings = _rings(xy[chosen], middle, angle_deg[chosen], range_m[chosen])
            polygons[chosen] = shapely.polygons(rings)
    return polygons


def _rings(
    xy: NDArray[np.float64],
    bearing_deg: NDArray[np.float64],
    angle_deg: NDArray[np.float64],
    range_m: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return (n, vertices, 2) closed rings, all domes or all with the site as their tip."""
    angle = np.radians(np.minimum(angle_deg, FULL_CIRCLE_DEG))
    step = angle / _ARC_STEPS
    chord_m = range_m * np.sqrt(step / np.sin(step))
    turn = np.radians(bearing_deg) - angle / 2
    azimuth = turn[:, None] + step[:, None] * np.arange(_ARC_STEPS + 1)
    offset = np.stack((np.sin(azimuth), np.cos(azimuth)), axis=-1) * chord_m[:, None, None]
    arc = xy[:, None, :] + offset
    if np.all(angle_deg >= FULL_CIRCLE_DEG):
        return np.concatenate((arc[:, :-1], arc[:, :1]), axis=1)
    tip = xy[:, None, :]
    return np.concatenate((tip, arc, tip), axis=1)


@dataclass(frozen=True, slots=True)
class Cover:
    """Ground covered by any sector: disjoint polygons in metres."""

    parts: NDArray[np.object_]


def cover(polygons: NDArray[np.object_]) -> Cover:
    """Return the union of all known sectors as disjoint parts."""
    known = polygons[~shapely.is_missing(polygons)]
    if len(known) == 0:
        return Cover(np.empty(0, dtype=object))
    return Cover(shapely.get_parts(shapely.disjoint_subset_union_all(known)))


def covered_km2(covered: Cover, grids: MetricFrame) -> NDArray[np.float64]:
    """Return the km² of each grid that some sector covers, ground seen twice counted once."""
    shapes = grids.geometry.to_numpy()
    part, grid = shapely.STRtree(shapes).query(covered.parts, predicate="intersects")
    area = shapely.area(shapely.intersection(covered.parts[part], shapes[grid]))
    return np.bincount(grid, weights=area, minlength=len(shapes)) / M2_PER_KM2


def is_covered(covered: Cover, xy: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for each point, (n, 2) metres, whether some sector or its border holds it."""
    inside = np.zeros(len(xy), bool)
    placed = np.flatnonzero(np.isfinite(xy).all(axis=1))
    points = shapely.points(xy[placed])
    found, _ = shapely.STRtree(covered.parts).query(points, predicate="intersects")
    inside[placed[found]] = True
    return inside
