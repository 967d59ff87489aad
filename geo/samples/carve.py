"""Carves a polygon into pieces of like weight, the way fields, lanes and pastures divide land.

Pieces are the leaves of seeded binary cuts across the longer axis; they fill the polygon, up to
floating point. Making the borders exactly shared is the work of `geo.samples.tiling`.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.samples.plane import Array
from geo.samples.roughness import roughened

_NEAREST_SHARE = 0.24
"""No cut comes nearer to an end of the piece than this share of its extent."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a cut looks: its axis, the swing about it, and its roughness (`geo.samples.roughness`).

    `axis_deg` counts from north; None is the direction of the fan's apex.
    """

    swing_deg: float
    rough_share: float
    least_km: float
    axis_deg: float | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Weighted points (km) that say where a cut falls; shapes (n, 2) and (n,)."""

    points_km: Array
    weights: Array

    def inside(self, polygon: Polygon) -> "Crowd":
        """Return the points inside the polygon."""
        shapely.prepare(polygon)
        is_in = shapely.contains_xy(polygon, self.points_km[:, 0], self.points_km[:, 1])
        return self.where(is_in)

    def where(self, mask: NDArray[np.bool_]) -> "Crowd":
        """Return the points that the mask keeps."""
        return Crowd(self.points_km[mask], self.weights[mask])


def carve(
    polygon: Polygon,
    pieces: int,
    crowd: Crowd,
    style: Style,
    rng: np.random.Generator,
) -> list[Polygon]:
    """Return `pieces` polygons (rarely fewer) of like weight that fill the polygon."""
    if pieces <= 1:
        return [polygon]
    first = pieces // 2
    share = first / pieces + rng.uniform(-0.05, 0.05)
    halves = _halved(polygon, crowd, share, style, rng)
    if len(halves) == 1:
        return halves
    counts = (first, pieces - first)
    return [
        leaf
        for half, count in zip(halves, counts, strict=True)
        for leaf in carve(half, count, crowd.inside(half), style, rng)
    ]


def _halved(
    polygon: Polygon,
    crowd: Crowd,
    share: float,
    style: Style,
    rng: np.random.Generator,
) -> list[Polygon]:
    along = _long_axis(polygon, style, rng)
    reach = np.asarray(polygon.exterior.coords) @ along
    at = _cut_at(reach, crowd.points_km @ along, crowd.weights, share)
    near = polygon.intersection(_half_plane(polygon, along, at, style, rng))
    return _in_two(polygon, near)


def _long_axis(polygon: Polygon, style: Style, rng: np.random.Generator) -> Array:
    middle = np.asarray(polygon.centroid.coords[0])
    axis = (
        np.arctan2(middle[0], middle[1]) if style.axis_deg is None else np.radians(style.axis_deg)
    )
    axis = axis + np.radians(rng.normal(0.0, style.swing_deg))
    sides = np.array([[np.sin(axis), np.cos(axis)], [np.cos(axis), -np.sin(axis)]])
    extents = np.ptp(np.asarray(polygon.exterior.coords) @ sides.T, axis=0)
    return np.asarray(sides[int(np.argmax(extents))])


def _cut_at(reach: Array, along_km: Array, weights: Array, share: float) -> float:
    low, high = float(reach.min()), float(reach.max())
    least = low + (high - low) * _NEAREST_SHARE
    most = high - (high - low) * _NEAREST_SHARE
    if weights.sum() <= 0:
        return low + (high - low) * share
    order = np.argsort(along_km, kind="stable")
    risen = np.cumsum(weights[order])
    at = along_km[order][np.searchsorted(risen, share * risen[-1])]
    return float(np.clip(at, least, most))


def _half_plane(
    polygon: Polygon,
    along: Array,
    at_km: float,
    style: Style,
    rng: np.random.Generator,
) -> Polygon:
    across = np.array([-along[1], along[0]])
    spread = np.asarray(polygon.exterior.coords) @ across
    margin = np.ptp(np.asarray(polygon.exterior.coords) @ along) + 1.0
    ends = np.array([spread.min() - 0.1, spread.max() + 0.1])
    line = at_km * along + ends[:, None] * across
    cut = roughened(line, style.rough_share, style.least_km, rng)
    return Polygon(np.vstack((cut, cut[-1] - margin * along, cut[0] - margin * along))).buffer(0)


def _in_two(polygon: Polygon, near: BaseGeometry) -> list[Polygon]:
    """Return two connected halves: what a cut cuts off twice goes to the other side."""
    one = largest(near)
    other, *crumbs = parts(polygon.difference(one)) or [Polygon()]
    if crumbs:
        one = largest(shapely.union_all([one, *crumbs]))
        other = largest(polygon.difference(one))
    return [one, other] if not one.is_empty and not other.is_empty else [polygon]


def parts(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons of a geometry, largest first."""
    pieces = [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]
    return sorted(pieces, key=lambda part: -part.area)


def largest(geometry: Polygon | MultiPolygon | BaseGeometry) -> Polygon:
    """Return the largest polygon of a geometry, or an empty one."""
    pieces = parts(geometry)
    return pieces[0] if pieces else Polygon()
